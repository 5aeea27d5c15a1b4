//! ODT reader.

use super::Limits;
use crate::error::ErrorKind;
use crate::source::SourceText;

/// Reads an ODT file.
pub(crate) fn read(_bytes: &[u8], _limits: &Limits) -> Result<SourceText, ErrorKind> {
    Err(ErrorKind::Unsupported("an ODT file".to_owned(), "save it as text".to_owned()))
}
