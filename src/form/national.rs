//! Quốc hiệu, Tiêu ngữ and the headings of Party and Youth Union, also as scanners misread them.
//!
//! In: a paragraph. Out: where they stand. Tricky: `VAN PHONG CHÍNH PHU CONG HOA XÃ HOI CHỦ NGHĨA VIỆT NAM` holds an organ
//! before it; "ngày thành lập nước Cộng hòa xã hội chủ nghĩa Việt Nam!" is a sentence and no letterhead.

use super::is_upper;
use crate::text::Logical;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The state's name and the motto; a vowel may have lost its marks or be another.
static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"c.ng\s+h.{1,2}\s+x.{0,3}\s?h.i\s+ch.\s+ngh.{1,2}\s+vi.{1,2}t?\s?na.|",
        r"[đd].c\s+l.p\s*[-–—._,]*\s*t.\s+do\s*[-–—._,]*\s*h.nh\s+ph.c",
    ))
    .expect("constant pattern")
});

/// The first state's name or motto of a letterhead in a paragraph, with the rule below it.
pub(crate) fn national(text: &Logical) -> Option<Range<usize>> {
    national_from(text, 0)
}

/// The same, from a place on.
pub(super) fn national_from(text: &Logical, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    while let Some(whole) = WORDS.find_at(&text.key, at) {
        if stands(text, whole.range(), whole.as_str().starts_with('c')) {
            let rule = text.key.get(whole.end()..)?;
            let end = text.key.len() - rule.trim_start_matches([' ', '-', '–', '—', '_', '*', '=']).len();
            return Some(whole.start()..end);
        }
        at = whole.end();
    }
    None
}

/// Capitals, or words that are the line's own beginning; the motto opens with a capital and is no part of a sentence.
fn stands(text: &Logical, range: Range<usize>, state: bool) -> bool {
    let words = text.text.get(range.clone()).unwrap_or("");
    let before = text.text.get(..range.start).unwrap_or("");
    let after = text.text.get(range.end..).unwrap_or("").trim_start();
    let goes_on =
        after.starts_with([';', ',', '.', '!', '?', ')', '”']) || after.starts_with(char::is_lowercase);
    if !words.starts_with(char::is_uppercase) {
        return false;
    }
    let opens = !before.chars().any(char::is_alphanumeric);
    if state {
        return is_upper(words) && !before.ends_with(['“', '"']) || opens && !goes_on;
    }
    opens || !goes_on && !before.ends_with(['“', '"', '(', ','])
}

/// Whether a folded line is a heading of state or Party, or the rest of one that a narrow column has cut.
pub(crate) fn is_national(key: &str) -> bool {
    static LINES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:c.ng\s+h\S{1,3}\s+x.{0,3}\s?h.i|[đd].c\s+l.p\s*[-–—._]\s*t.\s+do|đảng cộng sản việt nam|",
            r"đoàn tncs hồ chí minh$|(?:xã\s+)?hội chủ nghĩa việt nam|chủ nghĩa việt nam|(?:nghĩa )?việt nam$|",
            r"tự do\s*[-–]\s*hạnh phúc|(?:hạnh )?phúc$)"
        ))
        .expect("constant pattern")
    });
    LINES.is_match(key.trim_start_matches(|c: char| !c.is_alphanumeric()))
}
