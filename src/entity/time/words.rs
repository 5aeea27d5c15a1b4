//! A time wording as a row of tokens.
//!
//! In: a comparison key. Out: tokens with byte ranges: modifiers ("trước", "từ"), periods, lengths of time,
//! recurrences, conditions, separators; any other word is [`What::Word`]. Which words say what stands in
//! `lexicon/time_words.tsv`. Knows nothing of kinds and labels.
//!
//! Tricky: "… số 52/2015/NĐ-CP ngày 28/5/2015" is one cited document and no date; "15 ngày" is a length, "ngày 15" a day.

use super::period::{Sequence, Unit, sequence};
use super::rhythm;
use crate::text::letter::is_alphanumeric;
use crate::text::prefix;
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
    /// "vào", "giai đoạn": says nothing more.
    Within,
    /// "trong", "trong thời hạn": a length after it is a limit.
    Inside,
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
    /// "trước khi": an event that a length of time before it runs up to.
    Ahead,
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
    /// "8h00 - 10h00".
    Hours,
    /// "thứ Năm"; Monday is 1.
    Weekday(u32),
    /// A cited document with its date.
    Cited,
    /// A date with blanks to fill in.
    Blank,
    /// `;`, a line end, a full stop inside.
    Strong,
    /// `,` `/` `:` and dashes.
    Weak,
    /// An opening bracket.
    Open,
    /// A closing one.
    Close,
    /// Any other word.
    Word,
}

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) what: What,
}

/// A phrase after its first word, and what it says.
type Phrase = (Vec<&'static str>, What);

/// Phrases by their first word, longest first.
static PHRASES: LazyLock<HashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let table = include_str!("../../lexicon/time_words.tsv");
    let rows = table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    let mut out: HashMap<&'static str, Vec<Phrase>> = HashMap::new();
    for (words, what) in rows {
        let mut words = words.split_whitespace();
        if let (Some(first), Some(what)) = (words.next(), named(what)) {
            out.entry(first).or_default().push((words.collect(), what));
        }
    }
    out.values_mut().for_each(|phrases| phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len())));
    out
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
        "inside" => What::Inside,
        "complete" => What::Complete,
        "done" => What::Done,
        "onward" => What::Onward,
        "continuous" => What::Continuous,
        "quarter_end" => What::Every(Some("P3M".to_owned())),
        "periodic" => What::Periodic,
        "event" => What::Event,
        "ahead" => What::Ahead,
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

/// No citation, clock time or gap is longer, in bytes.
const REACH: usize = 160;

/// A cited number, or "số" and what follows it.
static CITED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:(?:số\s*:?\s*)?\d+(?:\.\d+)?\s?(?:/\d{4})?\s?[-–/]\s?[a-zđ][\w&]*[/–-][\w&/–-]*|số\s*:?\s*\d[\d./]*(?:/[a-zđ]\w*)?)",
    )
    .expect("pattern")
});

/// "20 giờ 15 phút - 20 giờ 45 phút", "từ 8h00 đến 10h00", "16h30', ".
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    let one = r"\d{1,2}\s?(?:h|giờ|g|:\d\d)\s?(?:\d{1,2}\b\s?(?:phút|['’]|p\b)?)?";
    Regex::new(&format!(
        r"^{one}(?:\s?(?:[-–]|đến|tới)\s?({one}))?(?:\s+(?:sáng|chiều|tối))?(?:\s*,\s*|\b|['’])"
    ))
    .expect("pattern")
});

/// A weekday and the word before its number.
static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:thứ\s+(hai|ba|tư|năm|sáu|bảy|[2-7])\b|(chủ\s+nhật)\b)(?:\s*,\s*)?").expect("pattern")
});

fn weekday(rest: &str) -> Option<(usize, What)> {
    let found = WEEKDAY.captures(prefix(rest, REACH))?;
    let day = match found.get(1).map(|m| m.as_str()) {
        Some("hai" | "2") => 1,
        Some("ba" | "3") => 2,
        Some("tư" | "4") => 3,
        Some("năm" | "5") => 4,
        Some("sáu" | "6") => 5,
        Some(_) => 6,
        None => 7,
    };
    Some((found.get(0)?.len(), What::Weekday(day)))
}

/// A gap to fill in: "ngày …/…/2026", "tháng /2026", "......".
static BLANK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:(?:(?:ngày|tháng|quý|năm)\s*)?(?:[.…_]{2,}|…)[\s/.…_]*(?:\d{4})?|(?:ngày|tháng|quý)\s*/\s*(?:/|[.…_]+|\d{4})|ngày\s+tháng\s*(?:[^\d\s]|\d{1,2}\s+năm|$)|/\s*\d{4})",
    )
    .expect("pattern")
});

/// A numbered week, and the year that only says which: "tuần 12 năm 2026", "tuần thứ 3/2026".
fn week(rest: &str) -> Option<(usize, What)> {
    static WEEK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^tuần\s+(?:thứ\s+)?\d{1,2}\s*(?:/|,?\s*(?:của\s+)?năm)\s*\d{4}\b").expect("pattern")
    });
    WEEK.find(prefix(rest, REACH)).map(|m| (m.end(), What::Word))
}

/// Nouns whose figures count them: "đợt 1 năm 2027" has no length of a year.
const COUNTED: [&str; 8] = ["tuần", "đợt", "lần", "khóa", "kỳ", "điều", "khoản", "mục"];

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
    while let Some(c) = key.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = key.get(at..).unwrap_or_default();
        let token = if is_letter(c) { Some(word(rest, out.last())) } else { mark(rest, c, out.is_empty()) };
        let Some((length, what)) = token else {
            at += c.len_utf8();
            continue;
        };
        let end = at + length.max(c.len_utf8());
        out.push(Token { range: at..end, what });
        at = end;
        if matches!(out.last(), Some(Token { what: What::Every(_) | What::Periodic, .. })) {
            at = more_rhythms(key, at, &mut out);
        }
    }
    out
}

fn is_letter(c: char) -> bool {
    is_alphanumeric(c) || ('\u{300}'..='\u{36f}').contains(&c)
}

/// A mark that parts or leaves open; `first` in its field, `/2026` lacks what stood before.
fn mark(rest: &str, c: char, first: bool) -> Option<(usize, What)> {
    match c {
        '/' if first && BLANK.is_match(prefix(rest, REACH)) => Some((1, What::Blank)),
        ';' | '\n' => Some((1, What::Strong)),
        '.' | '…' | '_' => {
            let gap = BLANK.find(prefix(rest, REACH)).map(|m| (m.len(), What::Blank));
            let stop = rest.chars().nth(1).is_some_and(char::is_whitespace);
            gap.or((c == '.' && stop).then_some((1, What::Strong)))
        }
        '(' | '[' => Some((1, What::Open)),
        ')' | ']' => Some((1, What::Close)),
        ',' | '/' | ':' | '+' | '-' | '–' | '—' => Some((c.len_utf8(), What::Weak)),
        _ => None,
    }
}

/// How long the word at the start of `rest` is.
fn word_length(rest: &str) -> usize {
    rest.find(|c| !is_letter(c)).unwrap_or(rest.len())
}

/// What starts with a word: a citation, a clock time, a gap, a known phrase, a period …
fn word(rest: &str, before: Option<&Token>) -> (usize, What) {
    let length = word_length(rest);
    let first = rest.get(..length).unwrap_or_default();
    let figures = first.starts_with(|c: char| c.is_ascii_digit());
    if (figures || first == "số")
        && let Some(found) = CITED.find(prefix(rest, REACH))
    {
        let after = rest.get(found.end()..).unwrap_or_default();
        return (found.end() + CITED_DATE.find(prefix(after, REACH)).map_or(0, |m| m.len()), What::Cited);
    }
    if figures
        && let Some(found) = CLOCK.captures(prefix(rest, REACH))
        && let Some(whole) = found.get(0).map(|m| m.end())
    {
        return (whole, if found.get(1).is_some() { What::Hours } else { What::Clock });
    }
    if let Some(found) = weekday(rest) {
        return found;
    }
    if let Some(found) = week(rest) {
        return found;
    }
    if is_calendar_word(first)
        && let Some(found) = BLANK.find(prefix(rest, REACH))
    {
        return (found.end(), What::Blank);
    }
    if COUNTED.contains(&first) {
        let gap = rest.get(length..).unwrap_or_default();
        let counted = gap.trim_start();
        let number = counted.len() - counted.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if number > 0 {
            return (rest.len() - counted.len() + number, What::Word);
        }
    }
    let known = PHRASES.get(first).into_iter().flatten();
    let found = known.filter_map(|(more, what)| Some((phrase_length(rest, length, more)?, what))).next();
    match found {
        Some((length, what)) => phrase(rest.get(..length).unwrap_or_default(), what, rest),
        None => plain(first, rest, before),
    }
}

fn ends_word(rest: &str, at: usize) -> bool {
    !rest.get(at..).and_then(|r| r.chars().next()).is_some_and(is_letter)
}

/// How far a phrase goes whose first word is `length` long; commas stand at the ends of its words.
fn phrase_length(rest: &str, length: usize, more: &[&str]) -> Option<usize> {
    let mut end = length;
    for word in more {
        let gap = rest.get(end..)?;
        let body = gap.trim_start();
        if body.len() == gap.len() || !body.starts_with(word) {
            return None;
        }
        end = rest.len() - body.len() + word.len();
    }
    ends_word(rest, end).then_some(end)
}

/// A known phrase: unless its last word opens a period ("cả năm 2026", "cuối quý II").
fn phrase(words: &str, what: &What, rest: &str) -> (usize, What) {
    let last = words.rfind(char::is_whitespace).map(|i| i + 1);
    if let Some(last) = last.filter(|&i| words.get(i..).is_some_and(is_calendar_word)) {
        let tail = rest.get(last..).unwrap_or_default();
        if sequence(tail).is_some() {
            let kept = matches!(what, What::Before | What::Inside);
            return (last, if kept { what.clone() } else { What::Within });
        }
    }
    if *what == What::Transparent
        && let Some((after, found)) = sequence(rest)
    {
        return (rest.len() - after.len(), What::Period(found));
    }
    (words.len(), what.clone())
}

fn is_calendar_word(word: &str) -> bool {
    matches!(word, "năm" | "quý" | "tháng" | "ngày")
}

/// Whether a word that is no figures may begin a period: "quý", "q.", "tháng6", "t6", "t.6", "o6".
fn may_begin_period(word: &str) -> bool {
    match word.strip_prefix(['t', 'o', 'q']) {
        Some(rest) if rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit() || c == 'o') => true,
        Some(rest) if word.starts_with('q') && rest.starts_with(['i', 'v', 'l']) => true,
        _ => {
            matches!(word, "i" | "ii" | "iii" | "iv" | "v")
                || ["quý", "quí", "tháng", "ngày", "năm"].iter().any(|w| word.starts_with(w))
        }
    }
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
    let begins = may_begin_period(word).then(|| sequence(rest)).flatten();
    match begins {
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
