//! Which format a file is in, by content.
//!
//! In: the first bytes, the directory of a container, and the name as a hint of last resort. Out: [`Format`].
//! Decodes nothing and never fails. The name decides nothing but Markdown against text.
//!
//! Tricky: a ".doc" that is a web page, a PDF after the warnings of a server, UTF-16 text full of NULs.

mod ole;
mod text;
mod zip;

pub(crate) use text::is_markdown;
#[cfg(feature = "html")]
pub(crate) use text::utf16_order;

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum Format {
    Docx,
    Odt,
    Doc,
    Rtf,
    Pdf,
    Html,
    /// A web page with its pictures in one file, as browsers and Word save it.
    Mhtml,
    /// Text or Markdown, in any charset.
    Text,
    /// No byte, or nothing but NULs and blanks.
    Empty,
    /// An office file that needs a password.
    Locked,
    /// A format that is not read: what it is, and what to do.
    Foreign(&'static str, &'static str),
}

/// What to do with a picture.
const PICTURE: &str = "put the picture into a PDF and run that with --ocr";
/// What to do with an archive.
const ARCHIVE: &str = "unpack it and give the documents in it";
/// What to do with a text document of another program.
const RESAVE: &str = "save it as DOCX or PDF in the program that made it";

/// Magic bytes of formats that are not read: offset, bytes, what it is, what to do.
const FOREIGN: &[(usize, &[u8], &str, &str)] = &[
    (0, b"\x89PNG", "a PNG picture", PICTURE),
    (0, b"\xFF\xD8\xFF", "a JPEG picture", PICTURE),
    (0, b"GIF8", "a GIF picture", PICTURE),
    (0, b"II*\0", "a TIFF picture", PICTURE),
    (0, b"MM\0*", "a TIFF picture", PICTURE),
    (8, b"WEBP", "a WebP picture", PICTURE),
    (4, b"ftyphei", "a HEIC picture", PICTURE),
    (4, b"ftypmif1", "a HEIC picture", PICTURE),
    (0, b"AT&TFORM", "a DjVu file", "convert it to PDF and run that with --ocr"),
    (0, b"Rar!\x1A", "a RAR archive", ARCHIVE),
    (0, b"7z\xBC\xAF\x27\x1C", "a 7z archive", ARCHIVE),
    (0, b"\x1F\x8B\x08", "a gzip archive", ARCHIVE),
    (0, b"BZh", "a bzip2 archive", ARCHIVE),
    (0, b"\xFD7zXZ", "an xz archive", ARCHIVE),
    (0, b"\xDB\xA5", "a document of Word 2 or older", RESAVE),
    (0, b"\x31\xBE\0\0", "a document of Windows Write", RESAVE),
    (0, b"\xFFWPC", "a WordPerfect document", RESAVE),
];

/// How far into a file its `%PDF` may stand.
const PDF_WITHIN: usize = 4096;

/// Finds the format of a file.
pub(crate) fn detect(name: Option<&str>, bytes: &[u8]) -> Format {
    if bytes.starts_with(b"PK\x03\x04")
        || bytes.starts_with(b"PK\x05\x06")
        || bytes.starts_with(b"PK\x07\x08")
    {
        return zip::kind(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return ole::kind(bytes);
    }
    if let Some((.., what, cure)) =
        FOREIGN.iter().find(|(at, magic, ..)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic)))
    {
        // "BMP" and such short marks are left to the test for binary content; text may begin with any letters.
        return Format::Foreign(what, cure);
    }
    let head = bytes.get(..PDF_WITHIN).unwrap_or(bytes);
    if find(head, b"%PDF-").is_some_and(|at| head.get(at + 5).is_some_and(u8::is_ascii_digit)) {
        return Format::Pdf;
    }
    if trimmed(bytes).starts_with(b"{\\rtf") {
        return Format::Rtf;
    }
    text::kind(name, bytes)
}

/// Without a UTF-8 byte order mark and blanks at the start.
fn trimmed(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start()
}

/// Where `needle` first stands in `hay`. Linear for the short needles used here.
pub(crate) fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(at) = hay.get(from..)?.iter().position(|b| *b == first) {
        let start = from + at;
        if hay.get(start..).is_some_and(|rest| rest.starts_with(needle)) {
            return Some(start);
        }
        from = start + 1;
    }
    None
}
