//! The document's own number and date of issue, as a letterhead gives them, blanks included.
//!
//! In: text and key of a letterhead, or of a whole opening run together. Out: the first number and the first date that
//! are no citation's. Knows nothing of organs and places.
//!
//! Tricky: "Kế hoạch số 57/KH-UBND" and "Luật … ngày 19 tháng 6 năm 2015" are cited; "Số: /KH-UBND An Giang, ngày tháng
//! năm 2026" has no serial, no day and no month.

use super::{DateMention, NumberMention, kinds, sign};
use crate::entity::calendar::{days_in_month, two_digits, year4};
use crate::text::prefix;
use regex::Regex;
use std::sync::LazyLock;

/// "Số", as typed and as torn by a line end.
static NUMBER_WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[Ss]\s?[ốỐ]").expect("pattern"));

/// The same as a scanner misreads it, at the start of a line: "sé: 860/", "$6:990/".
static MISREAD_NUMBER_WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\W*?(?:[Ss][oòóỏôồổỗeèéê]\s*:?\s*\d|[$8S]6\s*:)").expect("pattern"));

/// How far back a type word is looked for.
const WINDOW: usize = 60;

/// The first number of a letterhead.
pub(super) fn number(text: &str, key: &str) -> Option<NumberMention> {
    misread_number(text).or_else(|| typed_number(text, key))
}

fn misread_number(text: &str) -> Option<NumberMention> {
    let word = MISREAD_NUMBER_WORD.find(text)?;
    let start =
        word.len() - word.as_str().trim_start_matches(|c: char| c != '$' && !c.is_alphanumeric()).len();
    let end = word.as_str().trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let end = if word.as_str().ends_with(':') { word.end() } else { end };
    let (rest, sign) = sign::letterhead_sign(text.get(end..)?).ok()?;
    let sign::Sign { serial, year, symbol, .. } = sign;
    Some(NumberMention { range: start..text.len() - rest.len(), serial, year, symbol: Some(symbol) })
}

fn typed_number(text: &str, key: &str) -> Option<NumberMention> {
    NUMBER_WORD.find_iter(text).find_map(|found| {
        let before = text.get(..found.start())?;
        if !opens(before, found.as_str().starts_with('S')) || is_cited(key, found.start()) {
            return None;
        }
        let (rest, sign) = sign::letterhead_sign(text.get(found.end()..)?).ok()?;
        let sign::Sign { serial, year, symbol, .. } = sign;
        Some(NumberMention {
            range: found.start()..text.len() - rest.len(),
            serial,
            year,
            symbol: Some(symbol),
        })
    })
}

/// Whether a line, or at least a word with a capital, starts here.
fn opens(before: &str, capital: bool) -> bool {
    let line = before.trim_end_matches([' ', '\u{a0}', '*', '_', '>']);
    match before.chars().next_back() {
        None => true,
        Some(c) if c.is_alphanumeric() => false,
        Some(_) => capital || line.is_empty() || line.ends_with(['\n', '\t', '|']),
    }
}

/// A type word before "số".
fn is_cited(key: &str, at: usize) -> bool {
    let mut from = at.saturating_sub(WINDOW);
    while !key.is_char_boundary(from) {
        from += 1;
    }
    key.get(from..at).is_some_and(kinds::ends_in_type_word)
}

/// No date is longer, blanks included, in bytes.
const LONGEST_DATE: usize = 300;

/// After "ngày": day, month, year, each perhaps blank; a stamp may have torn the figures apart.
static PARTS: LazyLock<Regex> = LazyLock::new(|| {
    let gap = r"[\s.…_·]*";
    let two = r"((?:\d\s?\d|\d)\b)?";
    let words = format!(r"{gap}{two}{gap}tháng{gap}{two}{gap}năm{gap}(\d{{4}}\b|\d{{2,3}}\b)?");
    let slashes = format!(r"{gap}{two}{gap}[/.-]{gap}{two}{gap}[/.-]{gap}(\d{{4}}\b)?");
    Regex::new(&format!(r"^(?:{words}|{slashes})")).expect("pattern")
});

/// The same as a scanner misreads it: "ngày {† tháng 3 năm 2020", "ngàyló thảngU năm 2021".
static MISREAD_DATE: LazyLock<Regex> = LazyLock::new(|| {
    let part = r"\s?([^\s,;]{0,3})\s?";
    Regex::new(&format!(r"ng[aàáảãâă]y{part}th[aàáảãâăắ]ng{part}n[aàâăắ]m\s?(\d{{4}})\b")).expect("pattern")
});

/// A sign before a date, or a word in small letters: then it is cited, or a limit.
static CITED_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[/-][\p{Lu}\d][\p{L}\d&/-]*\s*,?\s*$").expect("pattern"));

/// The first date of issue.
pub(super) fn issue_date(text: &str, key: &str) -> Option<DateMention> {
    typed_date(text, key).or_else(|| misread_date(text, key))
}

/// Day and month are left out where they are no figures; the year must be one.
fn misread_date(text: &str, key: &str) -> Option<DateMention> {
    let parts = MISREAD_DATE.captures(prefix(key, LONGEST_DATE))?;
    let range = parts.get(0)?.range();
    let figure = |n: usize| parts.get(n)?.as_str().parse::<u32>().ok();
    let year = year4(parts.get(3)?.as_str()).ok().map(|(_, y)| y);
    let month = figure(2).filter(|m| (1..=12).contains(m));
    let day = figure(1).filter(|d| (1..=31).contains(d));
    is_placed(text, range.start).then_some(DateMention { range, year, month, day })
}

fn typed_date(text: &str, key: &str) -> Option<DateMention> {
    key.match_indices("ngày").find_map(|(start, word)| {
        let end = start + word.len();
        let parts = PARTS.captures(prefix(key.get(end..)?, LONGEST_DATE))?;
        if !is_placed(text, start) {
            return None;
        }
        let group = |a: usize, b: usize| parts.get(a).or_else(|| parts.get(b)).map(|m| m.as_str());
        let number = |s: &str| {
            let figures: String = s.chars().filter(|c| !c.is_whitespace()).collect();
            two_digits(&figures).ok().map(|(_, n)| n)
        };
        let year = group(3, 6).and_then(|y| year4(y).ok()).map(|(_, y)| y);
        let month = group(2, 5).and_then(number).filter(|m| (1..=12).contains(m));
        let longest = month.and_then(|m| days_in_month(year, m)).unwrap_or(31);
        let day = group(1, 4).and_then(number).filter(|d| (1..=longest).contains(d));
        let length = parts.get(0).map_or(0, |m| m.as_str().trim_end().len());
        Some(DateMention { range: start..end + length, year, month, day })
    })
}

/// Whether a place's name, a line or a cell stands before.
fn is_placed(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let mut from = before.len().saturating_sub(WINDOW);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let near = before.get(from..).unwrap_or_default();
    let line = near.trim_end_matches([' ', '\u{a0}', '\t', '*', '_', '\r']);
    if line.is_empty() || line.ends_with(['\n', '|']) || before.ends_with('\t') {
        return !CITED_BEFORE.is_match(near);
    }
    let name = line.trim_end().trim_end_matches([',', '.']).trim_end();
    let comma = name.len() < line.trim_end().len();
    let last = name.rsplit(char::is_whitespace).next().unwrap_or_default();
    let named = last.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    named && (comma || !last.starts_with(|c: char| c.is_ascii_digit())) && !CITED_BEFORE.is_match(near)
}
