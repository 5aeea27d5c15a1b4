//! Paragraphs of a document whose fonts do not tell that its text stands in an old code → the text meant.
//!
//! In: all texts of a document in reading order. Out: the same, repaired where they must be, soft hyphens out; and a
//! remark. Knows no file format. What a paragraph is judged by is in [`crate::text::charset`].

use crate::diagnostic::{Diagnostic, Severity};
use crate::text::charset;

/// A hyphen that shows at the end of a line alone, and in TCVN3 the letter ư: readers hand it on.
pub(crate) const SOFT_HYPHEN: char = '\u{AD}';

/// Repairs texts where they stand.
pub(crate) fn repair(mut texts: Vec<&mut String>) -> Option<Diagnostic> {
    let stored: Vec<&str> = texts.iter().map(|text| text.as_str()).collect();
    let repaired = charset::repair_paragraphs(&stored);
    let remark = repaired.first().map(|first| Diagnostic {
        code: "text-charset-repaired".to_owned(),
        severity: Severity::Warning,
        message: format!(
            "{} paragraphs are {} stored as windows-1252; places are those of the repaired text",
            repaired.len(),
            first.charset
        ),
        spans: Vec::new(),
    });
    for one in repaired {
        if let Some(text) = texts.get_mut(one.index) {
            **text = one.text;
        }
    }
    for text in texts.into_iter().filter(|text| text.contains(SOFT_HYPHEN)) {
        text.retain(|c| c != SOFT_HYPHEN);
    }
    remark
}
