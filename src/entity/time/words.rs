//! A time wording as a row of tokens.
//!
//! In: a comparison key. Out: tokens with byte ranges: modifiers ("trước", "từ"), periods, lengths of time,
//! recurrences, conditions, separators; any other word is [`What::Word`]. Which words say what stands in
//! `lexicon/time_words.tsv`. Knows nothing of kinds and labels.
//!
//! Tricky: "… số 52/2015/NĐ-CP ngày 28/5/2015" is one cited document and no date; "15 ngày" is a length, "ngày 15" a day.

use super::period::{Sequence, Unit, sequence};
use super::rhythm;
use regex::Regex;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What a token says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// "trước".
    Before,
    /// "chậm nhất", "không quá".
    UpTo,
    /// "đến", "đến hết".
    Until,
    /// "từ".
    From,
    /// "sau".
    After,
    /// "kể từ".
    Since,
    /// "trong", "vào": says nothing more.
    Within,
    /// "hoàn thành", "xong": a bare period after it is a limit.
    Complete,
    /// "đã hoàn thành": a state.
    Done,
    /// "các năm tiếp theo", "trở đi".
    Onward,
    /// "thường xuyên".
    Continuous,
    /// "hằng năm"; the duration where it has an exact one.
    Every(Option<String>),
    /// "định kỳ".
    Periodic,
    /// "sau khi", "trong quá trình": what follows names an event.
    Event,
    /// "theo": what follows names who or what decides.
    Order,
    /// "khi có yêu cầu".
    Asked,
    /// "đột xuất".
    OnDemand,
    /// "nay".
    Now,
    /// "dịp", "năm học": a year beside it is its name, no period.
    Occasion,
    /// "riêng": another time begins.
    Split,
    /// "và", "hoặc".
    And,
    /// "ngày", "của" between a modifier and its date.
    Transparent,
    /// Days, months … of the calendar.
    Period(Sequence),
    /// "15 ngày".
    Length(String),
    /// "7 giờ 30".
    Clock,
    /// A cited document with its date.
    Cited,
    /// A date with blanks to fill in.
    Blank,
    /// `;`, a line end, a full stop inside.
    Strong,
    /// `,` `/` `:` brackets.
    Weak,
    /// Any other word.
    Word,
}

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) what: What,
}

/// Words by their folded spelling.
static WORDS: LazyLock<HashMap<&'static str, What>> = LazyLock::new(|| {
    let table = include_str!("../../lexicon/time_words.tsv");
    let rows = table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    rows.filter_map(|(words, what)| Some((words, named(what)?))).collect()
});

fn named(what: &str) -> Option<What> {
    if let Some(duration) = what.strip_prefix("every:") {
        return Some(What::Every(Some(duration.to_owned())));
    }
    Some(match what {
        "before" => What::Before,
        "up_to" => What::UpTo,
        "until" => What::Until,
        "from" => What::From,
        "after" => What::After,
        "since" => What::Since,
        "within" => What::Within,
        "complete" => What::Complete,
        "done" => What::Done,
        "onward" => What::Onward,
        "continuous" => What::Continuous,
        "quarter_end" => What::Every(Some("P3M".to_owned())),
        "periodic" => What::Periodic,
        "event" => What::Event,
        "order" => What::Order,
        "asked" => What::Asked,
        "on_demand" => What::OnDemand,
        "now" => What::Now,
        "occasion" => What::Occasion,
        "split" => What::Split,
        "and" => What::And,
        "transparent" => What::Transparent,
        _ => return None,
    })
}

/// The next token of interest: a cited number, a clock time, a known phrase, a gap to fill in, a mark, a word.
static NEXT: LazyLock<Regex> = LazyLock::new(|| {
    let mut phrases: Vec<&str> = WORDS.keys().copied().collect();
    phrases.sort_by_key(|p| (std::cmp::Reverse(p.len()), *p));
    let phrases: Vec<String> =
        phrases.iter().map(|p| p.replace(", ", r",\s*").replace(' ', r"\s+")).collect();
    let pattern = format!(
        r"(?P<cited>\b(?:số\s*:?\s*)?\d+(?:\.\d+)?\s?(?:/\d{{4}})?\s?[-–/]\s?[a-zđ][\w&]*[/–-][\w&/–-]*|\bsố\s*:?\s*\d[\d./]*(?:/[a-zđ]\w*)?\b)|(?P<clock>\b\d{{1,2}}\s?(?:h|giờ|g)\s?(?:\d{{1,2}}\s?(?:phút|'|p)?)?(?:\s?[-–]\s?\d{{1,2}}\s?(?:h|giờ|g)\s?(?:\d{{1,2}}\s?(?:phút|'|p)?)?)?\b)|(?P<phrase>\b(?:{})\b)|(?P<blank>(?:\b(?:ngày|tháng|quý|năm)\s*)?(?:[.…_]{{2,}}|…)[\s/.…_]*(?:\d{{4}}\b)?|\b(?:ngày|tháng|quý)\s*/\s*(?:/|[.…_]+|\d{{4}}\b))|(?P<strong>[;\n]|\.\s)|(?P<weak>[,/:()\[\]+]|[-–—])|(?P<word>(?:tuần|đợt|lần|khóa|kỳ|điều|khoản|mục)\s+\d+\b|\w+)",
        phrases.join("|")
    );
    Regex::new(&pattern).expect("time words make a pattern")
});

/// A date right after a cited number belongs to it.
static CITED_DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^\s*,?\s*ngày\s+\d{1,2}(?:\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4})",
    )
    .expect("pattern")
});

/// All tokens of `key`, in order.
pub(super) fn tokens(key: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(found) = NEXT.captures_at(key, at) {
        let Some(whole) = found.get(0) else { break };
        let rest = key.get(whole.start()..).unwrap_or_default();
        let (length, what) = if found.name("cited").is_some() {
            let after = key.get(whole.end()..).unwrap_or_default();
            (whole.len() + CITED_DATE.find(after).map_or(0, |m| m.len()), What::Cited)
        } else if found.name("clock").is_some() {
            (whole.len(), What::Clock)
        } else if found.name("phrase").is_some() {
            phrase(whole.as_str(), rest)
        } else if found.name("blank").is_some() {
            (whole.len(), What::Blank)
        } else if found.name("strong").is_some() {
            (whole.len(), What::Strong)
        } else if found.name("weak").is_some() {
            (whole.len(), What::Weak)
        } else {
            plain(whole.as_str(), rest, out.last())
        };
        at = whole.start() + length.max(1);
        out.push(Token { range: whole.start()..at, what });
        if matches!(out.last(), Some(Token { what: What::Every(_) | What::Periodic, .. })) {
            at = more_rhythms(key, at, &mut out);
        }
        while !key.is_char_boundary(at) {
            at += 1;
        }
    }
    out
}

/// A known phrase: unless its last word opens a period ("cả năm 2026", "cuối quý II").
fn phrase(words: &str, rest: &str) -> (usize, What) {
    let normal = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let what = WORDS.get(normal.as_str()).cloned().unwrap_or(What::Word);
    if let Some(last) = words.rfind(char::is_whitespace).map(|i| i + 1).filter(|_| is_calendar_word(&normal))
    {
        let tail = rest.get(last..).unwrap_or_default();
        if sequence(tail).is_some() {
            let what = if what == What::Before { What::Before } else { What::Within };
            return (last, what);
        }
    }
    if what == What::Transparent
        && let Some((after, found)) = sequence(rest)
    {
        return (rest.len() - after.len(), What::Period(found));
    }
    (words.len(), what)
}

fn is_calendar_word(phrase: &str) -> bool {
    [" năm", " quý", " tháng", " ngày"].iter().any(|w| phrase.ends_with(w))
}

/// A word or figures outside the table: a rhythm, a period, a length of time, or nothing to us.
fn plain(word: &str, rest: &str, before: Option<&Token>) -> (usize, What) {
    let taken = |after: &str| rest.len() - after.len();
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        if let Some((after, every)) = rhythm::frequency(rest) {
            return (taken(after), What::Every(every));
        }
        if let Some((after, found)) = sequence(rest) {
            return (taken(after), What::Period(found));
        }
        if let Some((after, length)) = rhythm::length(rest) {
            let periodic = matches!(before, Some(Token { what: What::Periodic, .. }));
            if periodic || rhythm::more(after).is_some() {
                return (taken(after), What::Every(Some(length)));
            }
            return (taken(after), What::Length(length));
        }
        return (word.len(), What::Word);
    }
    match sequence(rest) {
        Some((after, found)) if found.items.first().is_some_and(|p| p.keyed || p.unit != Unit::Year) => {
            (taken(after), What::Period(found))
        }
        _ => (word.len(), What::Word),
    }
}

/// The rest of "hằng tháng, quý, năm", "định kỳ 6 tháng, năm".
fn more_rhythms(key: &str, mut at: usize, out: &mut Vec<Token>) -> usize {
    let first = matches!(out.last(), Some(Token { what: What::Periodic, .. }));
    if first && let Some((after, every)) = key.get(at..).and_then(rhythm::unit_first) {
        let end = key.len() - after.len();
        out.push(Token { range: at..end, what: What::Every(Some(every)) });
        at = end;
    }
    while let Some((after, every)) = key.get(at..).and_then(rhythm::more) {
        let end = key.len() - after.len();
        out.push(Token { range: at..at, what: What::And });
        out.push(Token { range: at..end, what: What::Every(Some(every)) });
        at = end;
    }
    at
}
