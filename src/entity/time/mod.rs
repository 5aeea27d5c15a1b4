//! Time words (*thời gian, thời hạn*).
//!
//! In: the words of a time field, or a sentence, with its comparison key. Out: how the time is meant and its bounds,
//! as far as the words carry them; `model/time.rs` has the kinds. Knows nothing of tasks.
//!
//! `words` makes tokens (its grammars: `period`, `rhythm`), `field` reads a whole field, `limits` looks for limits in
//! running text.

mod field;
mod item;
mod limits;
mod period;
mod rhythm;
#[cfg(test)]
mod tests;
mod words;

use crate::model::TimeKind;
use std::ops::Range;

/// What the label over a time says about a bare period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeLabel {
    /// "Thời gian (thực hiện)", or none: a bare period is `in`.
    Period,
    /// "Thời gian hoàn thành", "Thời hạn", "Hạn hoàn thành": a bare period is `by` its last day.
    Deadline,
}

/// A time as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TimeReading {
    /// The words, in the text.
    pub(crate) range: Range<usize>,
    /// How it is meant.
    pub(crate) kind: TimeKind,
    /// ISO date, `--MM-DD` or duration.
    pub(crate) start: Option<String>,
    /// ISO date, `--MM-DD` or duration.
    pub(crate) end: Option<String>,
    /// ISO duration.
    pub(crate) every: Option<String>,
    /// Of a mixed time.
    pub(crate) parts: Vec<TimeReading>,
}

/// Reads the words of a time field (label already removed). Nothing is added to the words: a date without a year
/// stays `--06-15`.
pub(crate) fn read_time(text: &str, key: &str, label: TimeLabel) -> TimeReading {
    let range = trim(text, 0..text.len());
    let inner = key.get(range.clone()).unwrap_or_default();
    let mut parts = Vec::new();
    for (part, items) in field::times(&words::tokens(inner)) {
        let count = items.len();
        let mut from = part.start;
        for (at, item) in items.into_iter().enumerate() {
            let end = if at + 1 == count { part.end } else { item.range.end.max(from) };
            let words = range.start + from..range.start + end;
            from = end;
            let read = reading(item, trim(text, words), label);
            match parts.last_mut() {
                Some(last) if same_time(last, &read) => last.range.end = read.range.end,
                _ => parts.push(read),
            }
        }
    }
    if parts.len() > 1 {
        return TimeReading { range, kind: TimeKind::Mixed, parts, ..TimeReading::default() };
    }
    let only = parts.pop().unwrap_or_default();
    TimeReading { range, ..only }
}

fn same_time(a: &TimeReading, b: &TimeReading) -> bool {
    (a.kind, &a.start, &a.end, &a.every) == (b.kind, &b.start, &b.end, &b.every)
}

fn reading(item: item::Item, range: Range<usize>, label: TimeLabel) -> TimeReading {
    let item::Item { kind, mut start, mut end, every, bare, length, .. } = item;
    let deadline = label == TimeLabel::Deadline;
    let monthly = kind == TimeKind::Recurring && every.as_deref() == Some("P1M");
    let is_stated = |bound: &String| monthly || !bound.starts_with("---");
    (start, end) = (start.filter(is_stated), end.filter(is_stated));
    if bare && deadline {
        return TimeReading { range, kind: TimeKind::By, end, ..TimeReading::default() };
    }
    if length && deadline && end.is_none() {
        (start, end) = (None, start);
    }
    TimeReading { range, kind, start, end, every, parts: Vec::new() }
}

/// Without white space, marks and "và" at the ends.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    const AND: [&str; 3] = ["và ", "Và ", "hoặc "];
    let slice = text.get(range.clone()).unwrap_or_default();
    let mark = |c: char| c.is_whitespace() || ";,.:)/-–—".contains(c);
    let mut head = slice.trim_start_matches(mark);
    while let Some(after) = AND.iter().find_map(|w| head.strip_prefix(w)) {
        head = after.trim_start_matches(mark);
    }
    let cut = slice.len() - head.len();
    if head.starts_with(|c: char| c.is_ascii_digit()) && slice.get(..cut).is_some_and(|c| c.trim() == "/") {
        head = slice.trim_start(); // "/2026" lacks its month
    }
    let start = range.end - head.len();
    let tail = head.trim_end_matches(|c: char| c.is_whitespace() || ";,.:".contains(c));
    let closed = tail.strip_suffix(')').filter(|t| !t.contains('(')).map_or(tail, str::trim_end);
    start..start + closed.len()
}

/// The explicit limits in a running sentence ("… trước ngày 15/12 hằng năm", "hoàn thành trong quý II/2026"), in
/// order. Dates inside citations are none.
pub(crate) fn find_limits(text: &str, key: &str) -> Vec<TimeReading> {
    limits::find(key)
        .into_iter()
        .map(|item| {
            let range = trim(text, item.range.clone());
            reading(item, range, TimeLabel::Period)
        })
        .collect()
}
