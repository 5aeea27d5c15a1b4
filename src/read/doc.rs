//! DOC reader.

use super::Limits;
use crate::error::ErrorKind;
use crate::source::SourceText;

/// Reads a DOC file.
pub(crate) fn read(_bytes: &[u8], _limits: &Limits) -> Result<SourceText, ErrorKind> {
    Err(ErrorKind::Unsupported("a DOC file".to_owned(), "save it as text".to_owned()))
}
