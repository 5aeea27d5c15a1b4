//! Explicit limits in running sentences.
//!
//! In: the comparison key of a sentence. Out: the times that bind somebody, in order. Only a date under a limiting
//! word counts ("trước ngày", "chậm nhất", "hoàn thành … trong"), or a quarter or month under "trong".
//!
//! Tricky: "giai đoạn 2026 - 2030" names a programme, "năm 2026" a plan, "số liệu từ 15/12/2024 đến 14/12/2025" what is
//! counted; none of them is a limit. "Hằng năm, … báo cáo trước ngày 15/12" is one that recurs.

use super::field::times;
use super::item::Item;
use super::period::{Sequence, Unit};
use super::words::{Token, What, tokens};
use crate::model::TimeKind;
use std::ops::Range;

/// Words after which a date says what is counted or in force, not when a duty is due.
const NO_LIMIT_AFTER: [&str; 8] = ["liệu", "lực", "tính", "sinh", "kỳ", "đoạn", "khóa", "họp"];

/// How far a "hoàn thành" reaches, in tokens.
const REACH: usize = 14;

/// Tokens that say a limit.
struct Found {
    words: Range<usize>,
    /// "hoàn thành" governs them, perhaps from further off.
    completed: bool,
}

/// All limits of `key`.
pub(super) fn find(key: &str) -> Vec<Item> {
    if !may_date(key) {
        return Vec::new();
    }
    let row = tokens(key);
    let mut out: Vec<Item> = Vec::new();
    let mut taken = 0;
    // named earlier in the sentence: "Hằng năm, …, báo cáo trước ngày 15/12"
    let mut rhythm: Option<String> = None;
    for at in 0..row.len() {
        match row.get(at).map(|t| &t.what) {
            Some(What::Every(every)) => rhythm.clone_from(every),
            Some(What::Strong) => rhythm = None,
            _ => {}
        }
        if at < taken {
            continue;
        }
        let found = match row.get(at).map(|t| &t.what) {
            Some(What::Period(sequence)) => dated(key, &row, at, sequence),
            Some(What::Length(_)) => counted(&row, at),
            Some(What::Weekday(_)) => weekly(&row, at),
            _ => None,
        };
        if let Some(Found { words, completed }) = found {
            taken = words.end;
            out.extend(read(row.get(words).unwrap_or_default(), completed, rhythm.as_ref()));
        }
    }
    out
}

/// Whether a period or a length of time may stand in `key`: figures, or a quarter ("quý II", "q.II").
fn may_date(key: &str) -> bool {
    key.bytes().any(|b| b.is_ascii_digit()) || ["quý", "quí", "q."].iter().any(|w| key.contains(w))
}

/// The time that these tokens say.
fn read(words: &[Token], completed: bool, rhythm: Option<&String>) -> Vec<Item> {
    let Some((first, last)) = words.first().zip(words.last()) else { return Vec::new() };
    // "hoàn thành", "xong" are the work's words
    let stated = words.iter().find(|t| t.what != What::Complete).unwrap_or(first);
    let whole = stated.range.start..last.range.end;
    let verb = completed.then_some(Token { range: whole.start..whole.start, what: What::Complete });
    let row: Vec<Token> = verb.into_iter().chain(words.iter().cloned()).collect();
    let mut items: Vec<Item> = times(&row).into_iter().flat_map(|(_, items)| items).collect();
    items.retain(|i| i.kind != TimeKind::OnRequest);
    if let [only] = items.as_mut_slice() {
        only.range = whole;
    }
    for item in &mut items {
        let yearless = item.end.as_deref().is_some_and(|e| e.starts_with("--"));
        if item.kind == TimeKind::By && yearless && rhythm.is_some() {
            item.kind = TimeKind::Recurring;
            item.every = rhythm.cloned();
        }
    }
    items
}

/// Where the modifiers right before `at` start, and which they are.
fn modifiers(row: &[Token], at: usize) -> (usize, Vec<&What>) {
    let mut start = at;
    let mut found = Vec::new();
    while let Some(token) = start.checked_sub(1).and_then(|i| row.get(i)) {
        match token.what {
            What::Before
            | What::UpTo
            | What::Until
            | What::Within
            | What::Inside
            | What::From
            | What::Complete
            | What::Clock
            | What::Transparent => {
                found.push(&token.what);
                start -= 1;
            }
            _ => break,
        }
    }
    (start, found)
}

/// A calendar period under a limiting word.
fn dated(key: &str, row: &[Token], at: usize, sequence: &Sequence) -> Option<Found> {
    let (mut start, words) = modifiers(row, at);
    let unit = sequence.items.iter().map(|p| p.unit).min()?;
    let has = |what: &What| words.contains(&what);
    if start.checked_sub(1).and_then(|i| row.get(i)).is_some_and(|t| unlimiting(key, t)) {
        return None;
    }
    let completes = has(&What::Complete) || completed(row, start);
    let recurs = matches!(row.get(at + 1).map(|t| &t.what), Some(What::Every(_)));
    let limited = has(&What::Before) || has(&What::UpTo);
    let says = |word| says(key, row, start..at, word);
    let year_only = unit == Unit::Year;
    // not "giai đoạn", "cuối"; "vào năm 2025" says when a share is reached
    let within = has(&What::Inside) || (!year_only && has(&What::Within) && says("vào"));
    let range = sequence.range && has(&What::From) && unit != Unit::Year;
    let counts = range
        || (limited && (!year_only || completes))
        || (completes && !sequence.range && (has(&What::Complete) || within))
        || (within && !year_only && !sequence.range && (unit != Unit::Day || recurs));
    if !counts {
        return None;
    }
    start = with_rhythm(row, start);
    Some(Found { words: start..end(row, at), completed: completes })
}

fn unlimiting(key: &str, token: &Token) -> bool {
    token.what == What::Word && key.get(token.range.clone()).is_some_and(|w| NO_LIMIT_AFTER.contains(&w))
}

/// Whether one of the modifiers begins with `word`.
fn says(key: &str, row: &[Token], modifiers: Range<usize>, word: &str) -> bool {
    let words = row.get(modifiers).unwrap_or_default();
    words.iter().any(|t| key.get(t.range.clone()).is_some_and(|w| w.starts_with(word)))
}

/// Whether "hoàn thành" stands before, in the same clause.
fn completed(row: &[Token], start: usize) -> bool {
    let clause = row.get(start.saturating_sub(REACH)..start).unwrap_or_default();
    let barrier = |w: &What| {
        matches!(
            w,
            What::Strong
                | What::Weak
                | What::Open
                | What::Close
                | What::Period(_)
                | What::Done
                | What::Cited
                | What::Order
                | What::Event
                | What::Ahead
        )
    };
    clause.iter().rev().take_while(|t| !barrier(&t.what)).any(|t| t.what == What::Complete)
}

/// Takes in a rhythm right before: "định kỳ hằng năm (trước ngày 15/11".
fn with_rhythm(row: &[Token], start: usize) -> usize {
    let mut at = start;
    let mut taken = start;
    while let Some(token) = at.checked_sub(1).and_then(|i| row.get(i)) {
        match token.what {
            What::Every(_) | What::Periodic => taken = at - 1,
            What::Weak | What::Open if taken == start => {}
            _ => break,
        }
        at -= 1;
    }
    taken
}

/// One past the rhythm or anchor right after: "15/12 hằng năm", "ngày 25 của tháng cuối quý".
fn end(row: &[Token], at: usize) -> usize {
    let mut next = at + 1;
    while matches!(row.get(next).map(|t| &t.what), Some(What::Transparent)) {
        next += 1;
    }
    match row.get(next).map(|t| &t.what) {
        Some(What::Every(_)) => next + 1,
        _ => at + 1,
    }
}

/// "trước thứ Sáu hằng tuần".
fn weekly(row: &[Token], at: usize) -> Option<Found> {
    let (start, words) = modifiers(row, at);
    let limited = words.iter().any(|w| matches!(w, What::Before | What::UpTo));
    let recurs = matches!(row.get(at + 1).map(|t| &t.what), Some(What::Every(_)));
    (limited && recurs).then(|| Found { words: start..at + 2, completed: false })
}

/// "trong (thời hạn) 15 ngày kể từ ngày …", "sau 03 tháng kể từ khi …".
fn counted(row: &[Token], at: usize) -> Option<Found> {
    let (start, words) = modifiers(row, at);
    let limited = words.iter().any(|w| matches!(w, What::UpTo | What::Within | What::Inside));
    let mut next = at + 1;
    while matches!(row.get(next).map(|t| &t.what), Some(What::Weak | What::Open | What::Transparent)) {
        next += 1;
    }
    let since =
        matches!(row.get(next).map(|t| &t.what), Some(What::Since | What::Event | What::After | What::Ahead));
    if !limited || !since {
        return None;
    }
    let stop = row.get(next + 1..).unwrap_or_default().iter().position(|t| {
        let mark = matches!(t.what, What::Strong | What::Weak | What::Open | What::Close);
        mark || matches!(t.what, What::Before | What::UpTo | What::Complete)
    });
    let end = stop.map_or(row.len(), |n| next + 1 + n);
    Some(Found { words: start..end, completed: false })
}
