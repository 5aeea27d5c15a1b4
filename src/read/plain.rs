//! Text files in any charset.
//!
//! In: bytes. Out: the decoded text *without blocks*: the layout stage finds those in the text itself.

use super::Limits;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::ErrorKind;
use crate::source::SourceText;
use crate::text::charset::{self, Decoded};

/// Reads a text file. UTF-8 that is an old code in disguise (`Uû ban nh©n d©n`) is read as what was meant.
pub(crate) fn read(bytes: &[u8], _limits: &Limits) -> Result<SourceText, ErrorKind> {
    let mut decoded = charset::decode(bytes);
    let mut diagnostics = Vec::new();
    if let Some((text, meant)) = charset::repair_text(&decoded.text) {
        diagnostics.push(Diagnostic {
            code: "text-charset-repaired".to_owned(),
            severity: Severity::Warning,
            message: format!(
                "the text is {meant} stored as {}; places are those of the repaired text",
                decoded.encoding
            ),
            spans: Vec::new(),
        });
        decoded = Decoded { text, encoding: meant, lossy: decoded.lossy };
    }
    if decoded.lossy {
        diagnostics.push(Diagnostic {
            code: "text-bytes-lost".to_owned(),
            severity: Severity::Warning,
            message: format!("some bytes are no {}; they stand as U+FFFD", decoded.encoding),
            spans: Vec::new(),
        });
    }
    Ok(SourceText {
        text: decoded.text,
        format: "txt".to_owned(),
        encoding: Some(decoded.encoding.to_owned()),
        diagnostics,
        ..SourceText::default()
    })
}

#[cfg(all(test, feature = "charsets"))]
mod tests {
    use super::*;

    #[test]
    fn a_text_file_keeps_its_bytes_unless_it_is_another_code() {
        for (bytes, text, encoding, remarks) in [
            ("Kế hoạch\r\nsố 1".as_bytes(), "Kế hoạch\r\nsố 1", "utf-8", 0),
            ("Uû ban nh©n d©n x·".as_bytes(), "Uỷ ban nhân dân xã", "tcvn3", 1),
            (b"tr\xE5ng c\xA9y g\xA9y r\xF5ng", "trồng cây gây rừng", "tcvn3", 0),
            (
                "Kế hoạch số".as_bytes().split_last().map_or(&b""[..], |(_, head)| head),
                "Kế hoạch s\u{FFFD}",
                "utf-8",
                1,
            ),
            (b"", "", "utf-8", 0),
        ] {
            let source = read(bytes, &Limits::DEFAULT).unwrap();
            assert_eq!((source.text.as_str(), source.encoding.as_deref()), (text, Some(encoding)));
            assert_eq!(source.diagnostics.len(), remarks, "{text}");
            assert!(source.blocks.is_empty());
        }
    }
}
