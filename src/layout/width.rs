//! The width at which an editor has wrapped a text: every cut line must bear it out.
//!
//! In: lines. Out: [`Width`], or nothing where lines are cut for other reasons (proportional fonts, page ends). Tricky: a
//! line is cut where the next word does not fit, so each cut bounds the width from both sides.

use super::lines::TextLine;
use super::opener::opens_item;
use super::wrap::cuts_number;
use crate::lexicon;

/// The bounds of the width: every cut line is at most `low` characters, and none could take its next word within `high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Width {
    low: usize,
    high: usize,
    /// A bracket with labels stands on a line of its own.
    apart: bool,
}

/// Widths in use: narrower ones are columns, wider ones paragraphs.
const PLAUSIBLE: std::ops::RangeInclusive<usize> = 40..=160;

impl Width {
    /// The width that all lines agree on.
    pub(crate) fn of(lines: &[&TextLine]) -> Option<Width> {
        let cuts: Vec<(usize, usize)> = lines.windows(2).filter_map(cut).collect();
        let low = cuts.iter().map(|(length, _)| *length).max()?;
        let high = cuts.iter().map(|(_, needed)| needed.saturating_sub(1)).min()?;
        let longer = lines.iter().filter(|l| length_of(l) > high).count();
        let written = lines.iter().filter(|l| !l.text.is_empty()).count();
        let width = Width { low, high, apart: false };
        let parted = |pair: &[&TextLine]| matches!(pair, [a, b] if opens_bracket(b) && (a.text.is_empty() || width.had_room(a, b)));
        let apart = lines.windows(2).any(parted);
        (low <= high && PLAUSIBLE.contains(&low) && longer * 8 <= written).then_some(Width { apart, ..width })
    }

    /// Whether a line opens with a label that stands on a line of its own in this text: "(Đơn vị chủ trì: …" may also go
    /// on with a title.
    pub(super) fn parts_label(self, next: &TextLine) -> bool {
        let label = next.text.key.split_once(':').is_some_and(|(label, _)| lexicon::label(label).is_some());
        label && (self.apart || !next.text.text.starts_with('('))
    }

    /// Whether the first word of the next line would have fitted on the last one, or the last line was never wrapped.
    pub(crate) fn had_room(self, last: &TextLine, next: &TextLine) -> bool {
        let length = length_of(last);
        length > self.high || needed(length, next) <= self.low
    }
}

/// A line that the next one surely goes on with: its length, and the length with the next word.
fn cut(pair: &[&TextLine]) -> Option<(usize, usize)> {
    let [last, next] = pair else { return None };
    let small = next.text.text.chars().next().is_some_and(char::is_lowercase) && !opens_item(&next.text.key);
    let length = if last.ends_page { 0 } else { length_of(last) };
    ((small || cuts_number(last, next)) && length > 0).then(|| (length, needed(length, next)))
}

/// "(Đơn vị chủ trì: …".
fn opens_bracket(line: &TextLine) -> bool {
    let label = line.text.key.strip_prefix('(').and_then(|rest| rest.split_once(':'));
    label.is_some_and(|(label, _)| lexicon::label(label).is_some())
}

fn length_of(line: &TextLine) -> usize {
    line.text.text.chars().count() + usize::from(line.indent)
}

fn needed(length: usize, next: &TextLine) -> usize {
    length + 1 + next.text.text.split(' ').next().map_or(0, |w| w.chars().count())
}
