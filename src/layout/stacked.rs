//! Tables that lost their grid: every cell on a line of its own, headings first.
//!
//! In: lines. Out: the rows. Rows are told by their ordinals, which count up from 1; a cell that spreads over several
//! lines is told by what follows it. Tricky: `STT` `Nội dung` `Đơn vị chủ trì` … `1` `Xây dựng kế hoạch` … `2` ….

use super::lines::TextLine;
use crate::lexicon;
use crate::text::Logical;
use crate::text::letter::is_bullet;
use std::ops::Range;

/// Most lines of one cell.
const CELL_LINES: usize = 12;

/// Rows of cells, and the lines that they take.
pub(crate) struct Stacked {
    /// The lines.
    pub(crate) lines: Range<usize>,
    /// The rows, heading first.
    pub(crate) rows: Vec<Vec<Vec<Logical>>>,
}

/// The stacked table whose heading begins at line `start`.
pub(crate) fn stacked(lines: &[TextLine], furniture: &[bool], start: usize) -> Option<Stacked> {
    if !lexicon::is_ordinal_heading(&lines.get(start)?.text.key) {
        return None;
    }
    let written: Vec<usize> = (start..lines.len().min(start + 4000))
        .filter(|i| {
            lines.get(*i).is_some_and(|l| !l.text.is_empty()) && !furniture.get(*i).copied().unwrap_or(false)
        })
        .collect();
    let text = |n: usize| written.get(n).and_then(|i| lines.get(*i)).map(|l| &l.text);
    let first_row = (2..24).find(|n| text(*n).is_some_and(|t| ordinal(t) == Some(1)))?;
    let mut headings = join_headings(&(0..first_row).filter_map(|n| text(n).cloned()).collect::<Vec<_>>());
    if headings.len() < 3 || headings.iter().filter(|h| lexicon::heading(&h.key).is_some()).count() < 3 {
        return None;
    }
    let width = headings.len();
    let mut rows = vec![headings.drain(..).map(|h| vec![h]).collect::<Vec<_>>()];
    let mut at = first_row;
    let mut expected = 1;
    while text(at).is_some_and(|t| ordinal(t) == Some(expected)) {
        let limit = at + 1 + (width - 1) * CELL_LINES;
        let next = (at + 2..limit).find(|n| text(*n).is_some_and(|t| ordinal(t) == Some(expected + 1)));
        let end = next.unwrap_or(at + width).min(written.len());
        let cells: Vec<Logical> = (at..end).filter_map(|n| text(n).cloned()).collect();
        rows.push(place(cells, width));
        at = end;
        expected += 1;
        if next.is_none() {
            break;
        }
    }
    let end = written.get(at.saturating_sub(1)).map(|i| i + 1)?;
    (rows.len() >= 3).then_some(Stacked { lines: start..end, rows })
}

/// A line that is a number and nothing else.
fn ordinal(text: &Logical) -> Option<u32> {
    let core = text.text.trim_end_matches(['.', ')']);
    (core.len() <= 3).then(|| core.parse().ok()).flatten()
}

/// Heading lines, a heading that is broken over lines put together: "Trách nhiệm" + "thực hiện".
fn join_headings(lines: &[Logical]) -> Vec<Logical> {
    let mut out: Vec<Logical> = Vec::new();
    for line in lines {
        let lower = line.text.chars().next().is_some_and(|c| c.is_lowercase() || c == '(');
        match out.last_mut().filter(|_| lower) {
            Some(last) => *last = Logical::join(&[(last, false), (line, false)]),
            None => out.push(line.clone()),
        }
    }
    out
}

/// Puts the lines of one row into `width` cells. Surplus lines go on with the cell above them: first those in lower case,
/// then those of the longest text.
fn place(lines: Vec<Logical>, width: usize) -> Vec<Vec<Logical>> {
    let mut cells: Vec<Vec<Logical>> = lines.into_iter().map(|l| vec![l]).collect();
    while cells.len() > width {
        let lower = (2..cells.len()).find(|i| {
            let goes_on = cells.get(*i).and_then(|c| c.first()).is_some_and(|l| {
                l.text.chars().next().is_some_and(|c| c.is_lowercase() || (is_bullet(c) && c != '*'))
            });
            goes_on && *i > 1
        });
        let at = lower.unwrap_or_else(|| {
            let longest = (1..cells.len() - 1)
                .max_by_key(|i| cells.get(*i).map_or(0, |c| c.iter().map(|l| l.text.len()).sum::<usize>()));
            longest.unwrap_or(1) + 1
        });
        let more = cells.remove(at.min(cells.len() - 1));
        if let Some(target) = at.checked_sub(1).and_then(|i| cells.get_mut(i)) {
            target.extend(more);
        }
    }
    cells
}
