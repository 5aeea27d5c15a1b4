//! RTF files.
//!
//! In: bytes. Out: [`SourceText`]. Labels of lists come as the file writes them (`\listtext`, `\pntext`); tables
//! get their grid from `\cellx`. Left out: deleted and hidden text, field codes, pictures, comments.
//!
//! Tricky: `\u7871\'3f` is one letter, the byte being for readers that know no Unicode; bytes get their charset
//! from the font, and fonts such as `.VnTime` from their name.

mod fonts;
mod letters;
mod reader;
mod state;
mod token;
mod words;

use super::Limits;
use crate::error::ErrorKind;
use crate::source::SourceText;

/// Reads an RTF file.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<SourceText, ErrorKind> {
    reader::Reader::new(limits).read(bytes)
}

#[cfg(test)]
mod tests;
