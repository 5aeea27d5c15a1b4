//! Laws cited by name: "Luật Đất đai năm 2024", "Luật tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015".
//!
//! In: text and key from the word "Luật", "Bộ luật" … on. Out: where the name ends, and the year or date that is
//! part of the citation. Knows nothing of signs.
//!
//! Tricky: a bare "Luật" or "Luật này" is none; "Luật Thi đua, khen thưởng" has its comma from the table,
//! "Luật Trí tuệ nhân tạo, bảo đảm …" ends before it; a name in small letters needs a year or a date behind it.

use crate::entity::calendar::{date, year4};
use crate::text::prefix;
use regex::Regex;
use std::sync::LazyLock;

/// A law by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Bytes of the name, the year in it.
    pub(super) length: usize,
    /// Bytes of the whole, with the date.
    pub(super) whole: usize,
    /// ISO date.
    pub(super) date: Option<String>,
}

/// Names in which a name would seem to end too early.
static LONG_NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut names: Vec<&str> =
        include_str!("../../lexicon/law_names.tsv").lines().filter(|l| !l.starts_with('#')).collect();
    names.sort_by_key(|n| std::cmp::Reverse(n.len()));
    names
});

/// Words that are never in a name (but may begin one: "Luật Các tổ chức tín dụng").
const AFTER_NAME: [&str; 54] = [
    "trên", "và", "của", "tại", "trong", "được", "đã", "có", "theo", "về", "cho", "đến", "với", "để", "do",
    "bằng", "ngày", "là", "phải", "này", "nhằm", "khi", "từ", "sửa", "hiện", "thì", "nêu", "đối", "vào",
    "các", "những", "như", "gồm", "góp", "hoặc", "sau", "trước", "tới", "thuộc", "sẽ", "cần", "không",
    "cùng", "mới", "ban", "hướng", "đảm", "đang", "trở", "kịp", "khác", "nghị", "liên", "ngay",
];

/// Words that begin no name.
const NO_NAME: [&str; 9] = ["này", "và", "của", "số", "được", "có", "sửa", "về", "theo"];

static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:bộ\s+luật|luật|pháp\s+lệnh|hiến\s+pháp|nghị\s+quyết\s+đại\s+hội)\b").expect("pattern")
});

/// Words before "luật" that make it another word.
static OTHER_WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(?:pháp|kỷ|bộ|quy|trọng|định|hộ|dân)\s+$").expect("pattern"));

static AMENDING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:luật|pháp\s+lệnh)\s+sửa\s+đổi,?\s+bổ\s+s[uư]ng\s+(?:một\s+số\s+)?điều\s+(?:và\s+phụ\s+lục\s+)?của\s+(?:(?:các|\d+)\s+)?(?:(?:bộ\s+)?luật|pháp\s+lệnh)\b").expect("pattern")
});

static JOINED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*(?:,|và|;)\s*((?:bộ\s+)?luật)\s").expect("pattern"));

/// What shows that the words before it are one name: its year, date or number, or the end of a basis.
static NAME_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r",?\s+(?:(năm\s+)?(?:19|20)\d\d\b|ngày\s+\d{1,2}\s*(?:/|tháng)|số\s*:?\s*\d+/\d{4}/)|[;.:()\n]|$",
    )
    .expect("pattern")
});

/// Words at which a name goes on only before its year, date or number.
static NAME_GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:,|\s+(?:và|của|(có|với|ở|tại|theo|trong|cho|do)))\s").expect("pattern")
});

/// Words that no name holds behind such a joint.
static NO_PART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\b(?:luật|pháp\s+lệnh|nghị|quyết|thông\s+tư|chỉ\s+thị|kế\s+hoạch|văn\s+bản|được|đã|sửa|số|này|địa\s+bàn|thực\s+hiện|triển\s+khai|ban\s+hành|quy\s+định|hướng\s+dẫn|nhằm|để|giai\s+đoạn|các)\b",
    )
    .expect("pattern")
});

/// "37 luật có liên quan đến quy hoạch".
static RELATED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s+có\s+liên\s+quan[^,;.:()\n\d]*").expect("pattern"));

static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\S+").expect("pattern"));

/// Where "Luật" and its like stand, capitalised.
pub(super) fn heads<'a>(text: &'a str, key: &'a str) -> impl Iterator<Item = usize> + 'a {
    HEAD.find_iter(key).map(|m| m.start()).filter(move |&at| {
        let capital = text.get(at..).and_then(|t| t.chars().next()).is_some_and(char::is_uppercase);
        let before = key.get(..at).unwrap_or_default();
        let from = before.char_indices().rev().nth(12).map_or(0, |(i, _)| i);
        capital && !OTHER_WORD.is_match(before.get(from..).unwrap_or_default())
    })
}

/// The name that starts at a head, `text` and `key` from there on; `basis` where a basis opens with it. `None` where no
/// name follows.
pub(super) fn name(text: &str, key: &str, basis: bool) -> Option<Name> {
    let (bare, amending) = match AMENDING.find(prefix(key, 200)) {
        Some(found) => (list_of_laws(text, key, found.end())?, true),
        None => {
            let head = HEAD.find(prefix(key, 40)).filter(|m| m.start() == 0)?.end();
            let end = head + words(text.get(head..)?, key.get(head..)?)?;
            (end + longer(text.get(end..)?, key.get(end..)?, basis), false)
        }
    };
    let rest = key.get(bare..).unwrap_or_default();
    let year = year_length(rest);
    let (after, date) = dated(rest.get(year..).unwrap_or_default());
    let second = text.get(..bare)?.split_whitespace().find(|w| !is_head_word(w))?;
    let capital = second.starts_with(char::is_uppercase);
    let named = capital || key.starts_with("hiến") || amending || year > 0 || date.is_some();
    named.then_some(Name { length: bare + year, whole: bare + year + after, date })
}

/// How far a name goes on over "và", "của" or a comma: "Luật Bầu cử HĐND | và UBND năm 2003".
fn longer(text: &str, key: &str, basis: bool) -> usize {
    let near = prefix(key, LONGEST_REST);
    let Some(joint) = NAME_GOES_ON.captures(near) else { return 0 };
    let (from, inner) = (joint.get(0).map_or(0, |m| m.end()), joint.get(1).is_some());
    let Some(end) = near.get(from..).and_then(|rest| NAME_END.captures(rest)) else { return 0 };
    let Some(found) = end.get(0) else { return 0 };
    let part = near.get(from..from + found.start()).unwrap_or_default();
    let capital = text.get(from..).is_some_and(|t| t.starts_with(char::is_uppercase));
    let sure = match found.as_str() {
        s if s.contains("ngày") || s.contains('/') => true,
        s if s.ends_with(|c: char| c.is_ascii_digit()) => capital || inner && basis,
        s => basis && capital && (s.starts_with(';') || from + found.end() == key.len()),
    };
    let whole = sure && !part.trim().is_empty() && !NO_PART.is_match(part);
    if whole { from + part.trim_end().len() } else { 0 }
}

/// No rest of a name is longer, in bytes.
const LONGEST_REST: usize = 160;

fn is_head_word(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "luật" | "bộ" | "pháp" | "lệnh" | "hiến" | "nghị" | "quyết")
}

/// The laws after "Luật sửa đổi, bổ sung một số điều của", joined by commas and "và".
fn list_of_laws(text: &str, key: &str, head: usize) -> Option<usize> {
    if let Some(found) = key.get(head..).and_then(|rest| RELATED.find(prefix(rest, LONGEST_REST))) {
        let words = found.as_str().trim_end();
        let bare = ["ngày", "năm", "số"].iter().find_map(|w| words.strip_suffix(w)).unwrap_or(words);
        return Some(head + bare.trim_end().len());
    }
    let mut end = head + words(text.get(head..)?, key.get(head..)?)?;
    end += longer(text.get(end..)?, key.get(end..)?, false);
    while let Some(found) = key.get(end..).and_then(|rest| JOINED.find(prefix(rest, 40))) {
        let from = end + found.end() - 1;
        match words(text.get(from..)?, key.get(from..)?) {
            Some(length) => end = from + length,
            None => break,
        }
    }
    Some(end)
}

/// How far the words of a name go.
fn words(text: &str, key: &str) -> Option<usize> {
    let lead = key.len() - key.trim_start().len();
    let body = key.get(lead..)?;
    let ends_word = |n: &&&str| body.get(n.len()..).is_some_and(|r| !r.starts_with(char::is_alphanumeric));
    if let Some(known) = LONG_NAMES.iter().filter(|n| body.starts_with(**n)).find(ends_word) {
        return Some(lead + known.len());
    }
    let mut end = 0;
    for (count, (at, word)) in WORD.find_iter(text).map(|m| (m.start(), m.as_str())).take(14).enumerate() {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let folded = key.get(at..at + bare.len()).unwrap_or_default();
        let opens = !word.starts_with(char::is_alphanumeric);
        let item = bare.chars().count() == 1 && word.ends_with(')');
        if opens || item || bare.is_empty() || bare.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        if end > 0 && capitals(text.get(..end).unwrap_or_default()) && !capitals(bare) {
            break; // "LUẬT ĐƯỜNG BỘ Thực hiện …": a heading is over
        }
        let next = key.get(at + bare.len()..).unwrap_or_default().trim_start();
        let figures = matches!(folded, "năm" | "số") && next.starts_with(|c: char| c.is_ascii_digit());
        let rule = folded == "quy" && next.starts_with("định");
        if count > 0 && (AFTER_NAME.contains(&folded) || figures || rule)
            || (count == 0 && NO_NAME.contains(&folded))
        {
            break;
        }
        end = at + bare.len();
        if bare.len() < word.len() {
            break;
        }
    }
    (end > 0).then_some(end)
}

/// Whether a stretch has capitals only.
fn capitals(words: &str) -> bool {
    words.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// " năm 2024", " 2019".
fn year_length(rest: &str) -> usize {
    let body = rest.trim_start();
    let body = body.strip_prefix("năm").map_or(body, str::trim_start);
    match year4(body) {
        Ok((after, _)) if !after.starts_with('/') => rest.len() - after.len(),
        _ => 0,
    }
}

/// ", ngày 19 tháng 6 năm 2015".
fn dated(rest: &str) -> (usize, Option<String>) {
    let body = rest.trim_start().trim_start_matches(',').trim_start();
    let Some(body) = body.strip_prefix("ngày") else { return (0, None) };
    match date(body.trim_start()) {
        Ok((after, found)) if found.year.is_some() => (rest.len() - after.len(), found.iso()),
        _ => (0, None),
    }
}
