//! Markers inside paragraphs: which of them open an item of a list.
//!
//! In: paragraphs. Out: cuts. A marker cuts where the number before it was the last one and the numbers that begin the
//! paragraphs behind it go on; in a text that runs on, where it follows the number cut before.
//!
//! Tricky: `… kể từ ngày ký. Điều 3.` begins an article; "khoản 2. Người …" is cited; "(1) A; (2) B" in one sentence is no list.

use super::Item;
use crate::form::{ends_upper, follows, is_upper, roman_value};
use crate::lexicon;
use crate::text::Logical;
use crate::text::prefix;

/// The lists that are counted, from outside to inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
enum Kind {
    Roman,
    Article,
    Arabic,
    Decimal,
    Letter,
    Bullet,
    Closing,
}

/// A number: of a letter its code, of a decimal number its stem and its last component.
type Value = (u32, u32);

/// A marker in a paragraph.
#[derive(Clone, Copy, Debug)]
struct Found {
    kind: Kind,
    value: Value,
    start: usize,
    end: usize,
}

/// The last number of each list, or the next one.
#[derive(Clone, Copy, Debug, Default)]
struct Numbers {
    lists: [Option<Value>; 5],
    bullet: Option<u8>,
}

impl Numbers {
    fn get(&self, kind: Kind) -> Option<Value> {
        self.lists.get(kind as usize).copied().flatten()
    }

    /// Notes a number; the lists inside it begin anew. Articles stand beside roman numbers.
    fn set(&mut self, kind: Kind, value: Value) {
        let inner = self.lists.len().min(kind as usize + 1);
        for list in self.lists.iter_mut().skip(inner) {
            *list = None;
        }
        if let Some(list) = self.lists.get_mut(kind as usize) {
            *list = Some(value);
        }
    }
}

/// Finds the cuts, paragraph after paragraph.
pub(super) struct Markers {
    last: Numbers,
    /// For each item what the paragraphs behind it begin with.
    next: Vec<Numbers>,
    /// The text runs on: markers need no neighbour at the beginning of a paragraph.
    runs_on: bool,
}

impl Markers {
    /// Looks at the beginnings of all paragraphs.
    pub(super) fn new(items: &[Item], runs_on: bool) -> Markers {
        let mut next = vec![Numbers::default(); items.len()];
        let mut behind = Numbers::default();
        for (slot, item) in next.iter_mut().zip(items).rev() {
            *slot = behind;
            behind.bullet = None;
            let Some(para) = item.para() else { continue };
            if let Some(found) = first(&para.text) {
                match found.kind {
                    Kind::Bullet => behind.bullet = para.text.text.bytes().next(),
                    kind => behind.set(kind, found.value),
                }
            }
        }
        Markers { last: Numbers::default(), next, runs_on }
    }

    /// The cuts in the paragraph of an item.
    pub(super) fn cuts(&mut self, item: usize, text: &Logical) -> Vec<usize> {
        let next = self.next.get(item).copied().unwrap_or_default();
        let found = scan(text);
        let reaches = reaches(&found, &next);
        let mut cuts = Vec::new();
        for (marker, reaches) in found.iter().zip(reaches) {
            let opens = marker.start == 0;
            if opens || self.opens_item(text, marker, &next, reaches, &cuts) {
                cuts.push(marker.start);
                match marker.kind {
                    Kind::Bullet | Kind::Closing => {}
                    kind => self.last.set(kind, marker.value),
                }
            }
            if marker.kind == Kind::Bullet && opens {
                self.last.bullet = text.text.bytes().next();
            }
        }
        if found.first().is_none_or(|f| f.start > 0) {
            self.last.bullet = None;
        }
        cuts
    }

    fn opens_item(
        &self,
        text: &Logical,
        marker: &Found,
        next: &Numbers,
        reaches: bool,
        cuts: &[usize],
    ) -> bool {
        let before = text.text.get(..marker.start).unwrap_or("").trim_end();
        let closed = before.ends_with(['.', ';', ':', '”', ')', '/', '…']) || ends_upper(before);
        let last = self.last.get(marker.kind);
        let goes_on = last.is_some_and(|last| comes_after(marker.kind, last, marker.value));
        let begins = is_first(marker.kind, marker.value);
        if matches!(marker.kind, Kind::Bullet | Kind::Closing) {
            return self.opens_bullet(text, marker, next, before, closed, cuts);
        }
        if is_cited(text, marker.start) || next.get(marker.kind) == Some(marker.value) && !self.runs_on {
            return false;
        }
        if !self.runs_on {
            return goes_on && (closed || reaches)
                || begins && reaches && (closed || marker.kind == Kind::Decimal);
        }
        match marker.kind {
            Kind::Roman => goes_on || begins && last.is_none(),
            Kind::Article => closed,
            Kind::Arabic => goes_on || begins && (closed || last.is_none()),
            Kind::Letter => goes_on || begins,
            _ => true,
        }
    }

    /// A bullet behind a stop, beside paragraphs that begin with it; or, in a text that runs on, behind any stop and before a
    /// label. The closing formula behind a stop.
    fn opens_bullet(
        &self,
        text: &Logical,
        marker: &Found,
        next: &Numbers,
        before: &str,
        closed: bool,
        cuts: &[usize],
    ) -> bool {
        if marker.kind == Kind::Closing {
            return self.runs_on && closed;
        }
        let sign = text.text.as_bytes().get(marker.start).copied();
        if !self.runs_on {
            let beside = next.bullet == sign || self.last.bullet == sign;
            let stop = before.ends_with(['.', ';']) || before.ends_with(':') && next.bullet == sign;
            return stop && beside && sign.is_some();
        }
        let heading = before.len() < 400 && !before.ends_with(',') && sign == Some(b'-');
        let listed = cuts.last().is_some_and(|c| marker.start - c < 120);
        opens_label(text.key.get(marker.end..).unwrap_or("")) || closed || heading && listed
    }
}

/// Whether the numbers of each marker's list go on, inside the paragraph, until a paragraph begins with the next one.
fn reaches(found: &[Found], next: &Numbers) -> Vec<bool> {
    let mut behind: [Option<(Value, bool)>; 5] =
        std::array::from_fn(|kind| next.lists.get(kind).copied().flatten().map(|value| (value, true)));
    let mut out = vec![false; found.len()];
    for (slot, marker) in out.iter_mut().zip(found).rev() {
        let inner = behind.len().min(marker.kind as usize + 1);
        let Some(list) = behind.get_mut(marker.kind as usize) else { continue };
        *slot = list.is_some_and(|(value, goes_on)| goes_on && comes_after(marker.kind, marker.value, value));
        *list = Some((marker.value, *slot));
        for list in behind.iter_mut().skip(inner) {
            *list = None;
        }
    }
    out
}

fn comes_after(kind: Kind, last: Value, value: Value) -> bool {
    match kind {
        Kind::Letter => char::from_u32(last.1)
            .zip(char::from_u32(value.1))
            .is_some_and(|(last, letter)| follows(last, letter)),
        _ => last.0 == value.0 && value.1 == last.1 + 1,
    }
}

fn is_first(kind: Kind, value: Value) -> bool {
    value.1 == if kind == Kind::Letter { u32::from('a') } else { 1 }
}

/// "khoản 2.", "Mục I.", "và 3.": the number of something cited.
fn is_cited(text: &Logical, at: usize) -> bool {
    const WORDS: [&str; 14] = [
        "mục", "khoản", "điểm", "điều", "số", "biểu", "phần", "tại", "và", "đến", "từ", "quý", "lục", "bảng",
    ];
    let before = text.key.get(..at).unwrap_or("").trim_end();
    let word = before.rsplit(' ').next().unwrap_or("");
    WORDS.contains(&word)
}

/// The marker that opens a paragraph.
fn first(text: &Logical) -> Option<Found> {
    marker_at(text, 0)
}

/// All markers of a paragraph that stand at its beginning or behind a space.
fn scan(text: &Logical) -> Vec<Found> {
    let spaces = text.text.match_indices(' ').map(|(at, _)| at + 1);
    std::iter::once(0).chain(spaces).filter_map(|at| marker_at(text, at)).collect()
}

fn marker_at(text: &Logical, start: usize) -> Option<Found> {
    let rest = text.text.get(start..)?;
    let head = rest.chars().next()?;
    let counted = head.is_ascii_digit()
        || matches!(head, 'I' | 'V' | 'X' | 'Đ' | 'a'..='z' | 'đ' | 'T' | '-' | '–' | '+');
    if !counted {
        return None;
    }
    let word = rest.split(' ').next()?;
    let after = rest.get(word.len()..)?.trim_start();
    let found = |kind, value, length: usize| Some(Found { kind, value, start, end: start + length });
    if matches!(word, "-" | "–" | "+") {
        let sentence =
            after.split(' ').next().is_some_and(|w| w.starts_with(char::is_uppercase) && !is_upper(w));
        return if sentence { found(Kind::Bullet, (0, 0), word.len() + 1) } else { None };
    }
    if head == 'T' {
        return if rest.starts_with("Trên đây là ") { found(Kind::Closing, (0, 0), 0) } else { None };
    }
    if word == "Điều" {
        let number: String = after.chars().take_while(char::is_ascii_digit).collect();
        let behind = after.get(number.len()..)?.trim_start();
        let value = number.parse().ok().filter(|_| number.len() <= 3 && behind.starts_with(['.', ':']))?;
        return found(Kind::Article, (0, value), word.len());
    }
    if word.len() > 12 {
        return None;
    }
    let (counter, sign) = split_counter(word, after)?;
    let body = after.trim_start_matches(['.', '/', '-', ' ', '“', '"']);
    let opens = body.starts_with(char::is_uppercase);
    if counter.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) && sign != ')' {
        let shouts = body.chars().take(2).all(char::is_uppercase);
        let value = roman_value(&counter.to_ascii_lowercase());
        return if shouts { found(Kind::Roman, (0, value), word.len()) } else { None };
    }
    if counter.contains('.') && opens {
        let parts: Vec<u32> =
            counter.split('.').map(|p| p.parse().ok().filter(|_| p.len() <= 2)).collect::<Option<_>>()?;
        let (value, stem) = parts.split_last()?;
        let stem = stem.iter().fold(0, |sum, n| sum * 100 + n);
        return if parts.len() <= 3 { found(Kind::Decimal, (stem, *value), word.len()) } else { None };
    }
    if counter.chars().all(|c| c.is_ascii_digit()) && counter.len() <= 3 && matches!(sign, '.' | '/') && opens
    {
        return found(Kind::Arabic, (0, counter.parse().ok()?), word.len());
    }
    let mut letters = counter.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_lowercase() && sign == ')' && opens => {
            found(Kind::Letter, (0, u32::from(letter)), word.len())
        }
        _ => None,
    }
}

/// A counter and the sign behind it, which may stand apart: "1.", "II -", "1.1", "a)".
fn split_counter<'w>(word: &'w str, after: &str) -> Option<(&'w str, char)> {
    match word.chars().next_back()? {
        sign @ ('.' | '/' | ')' | '-') => {
            Some((word.strip_suffix(sign)?, sign)).filter(|(counter, _)| !counter.is_empty())
        }
        _ if word.contains('.') => Some((word, '.')),
        _ => after.chars().next().filter(|c| matches!(c, '.' | '/' | '-')).map(|sign| (word, sign)),
    }
}

/// No label is longer, in bytes.
const LONGEST_LABEL: usize = 160;

/// The folded text opens with a label and its colon.
fn opens_label(key: &str) -> bool {
    prefix(key, LONGEST_LABEL)
        .split_once(':')
        .is_some_and(|(label, _)| lexicon::label(label.trim()).is_some())
}
