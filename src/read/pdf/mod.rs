//! PDF reader.

use super::Limits;
use crate::error::ErrorKind;
use crate::source::SourceText;

/// Reads a PDF file.
pub(crate) fn read(_bytes: &[u8], _limits: &Limits) -> Result<SourceText, ErrorKind> {
    Err(ErrorKind::Unsupported("a PDF file".to_owned(), "save it as text".to_owned()))
}
