//! HTML reader.

use super::Limits;
use crate::error::ErrorKind;
use crate::source::SourceText;

/// Reads a web page or Word's HTML.
pub(crate) fn read(_bytes: &[u8], _limits: &Limits) -> Result<SourceText, ErrorKind> {
    Err(ErrorKind::Unsupported("an HTML file".to_owned(), "save it as text".to_owned()))
}

/// Reads the page of a web archive.
pub(crate) fn read_archive(_bytes: &[u8], _limits: &Limits) -> Result<SourceText, ErrorKind> {
    Err(ErrorKind::Unsupported("a web archive".to_owned(), "save it as text".to_owned()))
}
