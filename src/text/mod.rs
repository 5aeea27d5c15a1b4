//! Characters: charset, NFC with its way back, folding for look-up, physical lines.
//!
//! In: bytes or `&str`. Out: decoded text, [`Logical`] paragraphs. Knows nothing of Vietnamese administration.

pub(crate) mod charset;
pub(crate) mod fold;
pub(crate) mod letter;
pub(crate) mod line;
pub(crate) mod logical;

pub(crate) use fold::{bare, fold};
pub(crate) use letter::prefix;
pub(crate) use logical::Logical;
