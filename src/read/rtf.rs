//! RTF reader.

use super::Limits;
use crate::error::ErrorKind;
use crate::source::SourceText;

/// Reads an RTF file.
pub(crate) fn read(_bytes: &[u8], _limits: &Limits) -> Result<SourceText, ErrorKind> {
    Err(ErrorKind::Unsupported("an RTF file".to_owned(), "save it as text".to_owned()))
}
