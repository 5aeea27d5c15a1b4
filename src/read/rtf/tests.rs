//! RTF as a user meets it: a file in, paragraphs, labels and cells out.
