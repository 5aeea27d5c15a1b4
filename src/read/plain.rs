//! Text files in any charset.
//!
//! In: bytes. Out: the decoded text *without blocks*: the layout stage finds those in the text itself.

use super::Limits;
use crate::error::ErrorKind;
use crate::source::SourceText;
use crate::text::charset;

/// Reads a text file.
pub(crate) fn read(bytes: &[u8], _limits: &Limits) -> Result<SourceText, ErrorKind> {
    let decoded = charset::decode(bytes);
    Ok(SourceText {
        text: decoded.text,
        format: "txt".to_owned(),
        encoding: Some(decoded.encoding.to_owned()),
        ..SourceText::default()
    })
}
