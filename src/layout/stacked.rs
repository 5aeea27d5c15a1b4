//! Tables that lost their grid: the lines of every cell one under the other, headings first.
//!
//! In: lines. Out: the rows. Rows are told by their ordinals, which count up; groups by roman numbers, and by numbers with
//! decimals below. The lines of a row are put into cells by `cells`.
//!
//! Tricky: `STT` `Nội dung` `Cơ quan` `chủ trì` … `I` `Thể chế` … `1` `Xây dựng kế hoạch` …; headings come again on every
//! page; a page number is no ordinal, unless it is the next one.

use super::cells::{Row, into_cells};
use super::lines::TextLine;
use super::tables::opens_part;
use crate::lexicon::{self, Holds};
use crate::text::Logical;
use std::ops::Range;

/// Most lines of a table.
const LONGEST: usize = 6000;

/// Most lines of a heading row.
const HEADING_LINES: usize = 30;

/// No line of a heading row has more characters.
const HEADING_WIDTH: usize = 60;

/// Most lines of a row.
const ROW_LINES: usize = 120;

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
    let written = |i: &usize| lines.get(*i).is_some_and(|l| !l.text.is_empty());
    let head: Vec<&Logical> = (start..lines.len())
        .filter(written)
        .filter_map(|i| lines.get(i).map(|l| &l.text))
        .take(HEADING_LINES)
        .collect();
    let first_row =
        (2..head.len()).find(|n| head.get(*n).is_some_and(|t| Counter::default().takes(t).is_some()))?;
    let heading_lines =
        head.get(..first_row).filter(|h| h.iter().all(|l| l.text.chars().count() < HEADING_WIDTH))?;
    let headings = join_headings(heading_lines)?;
    let holds = |h: &Logical| lexicon::heading(&h.key).map_or(Holds::Other, |l| l.holds());
    let columns: Vec<Holds> = headings.iter().skip(1).map(holds).collect();
    let written: Vec<usize> = (start..lines.len().min(start + LONGEST)).filter(written).collect();
    let mut reader = Reader { lines, furniture, written: &written, heading: heading_lines };
    let (mut rows, end) = reader.rows(first_row)?;
    mark_groups(&mut rows);
    let parts = |row: &'_ Lines| row.chunks.len() * usize::from(!row.group);
    let chunk = |(n, lines)| Row { lines, continued: n > 0 };
    let data: Vec<Row<'_>> = rows
        .iter()
        .filter(|r| !r.group)
        .flat_map(|r| r.chunks.iter().map(Vec::as_slice).enumerate().map(chunk))
        .collect();
    if data.len() < 2 {
        return None;
    }
    let mut cells = into_cells(&data, &columns).into_iter();
    let mut out = vec![headings.into_iter().map(|h| vec![h]).collect::<Vec<_>>()];
    for row in &rows {
        let mut filled: Vec<Vec<Logical>> = vec![Vec::new(); columns.len()];
        if let Some(work) = filled.first_mut().filter(|_| row.group) {
            *work = row.chunks.concat();
        }
        for more in cells.by_ref().take(parts(row)) {
            filled.iter_mut().zip(more).for_each(|(cell, more)| go_on(cell, more));
        }
        filled.insert(0, vec![row.ordinal.clone()]);
        out.push(filled);
    }
    Some(Stacked { lines: start..end, rows: out })
}

/// "II. KINH PHÍ" under the table.
fn is_section(line: &Logical) -> bool {
    let marker = line.text.split_once(' ').and_then(|(word, _)| word.strip_suffix('.'));
    marker.is_some_and(|m| !m.is_empty() && m.chars().all(|c| matches!(c, 'I' | 'V' | 'X')))
}

/// A cell goes on behind a page end.
fn go_on(cell: &mut Vec<Logical>, more: Vec<Logical>) {
    match (cell.last_mut(), more.as_slice()) {
        (Some(last), [first, ..]) => *last = Logical::join(&[(last, false), (first, false)]),
        _ => cell.extend(more),
    }
}

/// Heading lines put together where they are one heading: "Trách nhiệm" + "thực hiện". At least three are known.
fn join_headings(lines: &[&Logical]) -> Option<Vec<Logical>> {
    let join = |from: usize, to: usize| {
        Logical::join(&lines.get(from..to).unwrap_or(&[]).iter().map(|l| (*l, false)).collect::<Vec<_>>())
    };
    let shouting = lines.iter().filter(|l| super::is_upper(&l.text)).count() * 2 > lines.len();
    // the cheapest way to part the lines up to each, and where its last heading begins
    let mut best: Vec<(u32, usize)> = vec![(0, 0), (0, 0)];
    for to in 2..=lines.len() {
        let from = to.saturating_sub(HEADING_CUTS).max(1)..to;
        let cost = |at: usize| {
            best.get(at).map_or(u32::MAX / 2, |b| b.0)
                + heading_cost(lines.get(at..to), &join(at, to), shouting)
        };
        best.push(from.map(|at| (cost(at), at)).min()?);
    }
    let mut cuts = vec![lines.len()];
    while let Some(at) = cuts.last().copied().filter(|at| *at > 1) {
        cuts.push(best.get(at)?.1);
    }
    cuts.push(0);
    cuts.reverse();
    let headings: Vec<Logical> =
        cuts.windows(2).filter_map(|w| Some(join(*w.first()?, *w.get(1)?))).collect();
    let known = headings.iter().filter(|h| lexicon::heading(&h.key).is_some()).count();
    (headings.len() >= 3 && known >= 3).then_some(headings)
}

/// No heading has more lines.
const HEADING_CUTS: usize = 6;

/// How unlike one heading some lines are.
fn heading_cost(lines: Option<&[&Logical]>, joined: &Logical, shouting: bool) -> u32 {
    let lines = lines.unwrap_or(&[]);
    let known = match (lexicon::label(&joined.key), lexicon::heading(&joined.key)) {
        (Some(label), _) if !label.body_only => 0,
        (_, Some(_)) => 10,
        _ => 20,
    };
    let small =
        |l: &Logical| l.text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '(');
    let head = lines.first().is_some_and(|l| small(l));
    let inner = lines.iter().skip(1).filter(|l| !small(l)).count() as u32;
    let word = |l: &Logical| l.key.split(' ').next().unwrap_or("").to_owned();
    let again = lines.iter().enumerate().any(|(n, l)| lines.iter().skip(n + 1).any(|m| word(l) == word(m)));
    let inner_cost = if shouting { 5 * inner * inner } else { 45 * inner };
    10 + known + u32::from(head) * 30 + inner_cost + u32::from(again) * 30
}

/// A row of the table: its ordinal and its lines.
struct Lines {
    ordinal: Logical,
    mark: Mark,
    /// The lines on every page that it takes.
    chunks: Vec<Vec<Logical>>,
    group: bool,
}

impl Lines {
    fn count(&self) -> usize {
        self.chunks.iter().map(Vec::len).sum()
    }
}

/// What a row is numbered with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Roman,
    Number(u32),
    Decimal(u32, u32),
}

/// The last ordinals of the rows above.
#[derive(Clone, Copy, Default)]
struct Counter {
    roman: u32,
    number: u32,
    decimal: u32,
    /// The last row is a group.
    grouped: bool,
}

impl Counter {
    /// The ordinal that a line is or begins with, where it is the next one; how many bytes it takes.
    fn takes(&self, line: &Logical) -> Option<(Mark, usize)> {
        let word = line.text.split(' ').next()?;
        let core = word.trim_end_matches(['.', ')']);
        let rest = line.text.get(word.len()..)?.trim_start();
        if !rest.is_empty() && !rest.starts_with(char::is_uppercase) {
            return None;
        }
        let mark = self.mark(core)?;
        Some((mark, word.len()))
    }

    fn mark(&self, core: &str) -> Option<Mark> {
        if let Some((number, decimal)) = core.split_once('.') {
            let (number, decimal) = (number.parse().ok()?, decimal.parse().ok()?);
            let next = number == self.number && decimal == self.decimal + 1;
            return next.then_some(Mark::Decimal(number, decimal));
        }
        if let Ok(number) = core.parse::<u32>() {
            let next = number == self.number + 1 || number == 1 && (self.number == 0 || self.grouped);
            return next.then_some(Mark::Number(number));
        }
        (core == roman(self.roman + 1)?).then_some(Mark::Roman)
    }

    fn count(&mut self, mark: Mark) {
        self.grouped = mark == Mark::Roman;
        match mark {
            Mark::Roman => self.roman += 1,
            Mark::Number(n) => (self.number, self.decimal) = (n, 0),
            Mark::Decimal(_, d) => self.decimal = d,
        }
    }
}

/// Roman numbers of groups.
fn roman(value: u32) -> Option<&'static str> {
    const ROMAN: [&str; 15] =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"];
    ROMAN.get(usize::try_from(value).ok()?.checked_sub(1)?).copied()
}

/// Reads the rows from the written lines.
struct Reader<'l> {
    lines: &'l [TextLine],
    furniture: &'l [bool],
    /// The lines that hold text.
    written: &'l [usize],
    heading: &'l [&'l Logical],
}

impl Reader<'_> {
    fn text(&self, n: usize) -> Option<&Logical> {
        self.written.get(n).and_then(|i| self.lines.get(*i)).map(|l| &l.text)
    }

    /// The rows, and the line behind the last.
    fn rows(&mut self, from: usize) -> Option<(Vec<Lines>, usize)> {
        let mut counter = Counter::default();
        let mut rows: Vec<Lines> = Vec::new();
        let mut at = self.skip_column_numbers(from);
        let mut longest = 0;
        let mut page_ends = false;
        while let Some(line) = self.text(at) {
            if self.repeats_heading(at) {
                page_ends = true;
                at += self.heading.len();
                continue;
            }
            if let Some((mark, length)) = counter.takes(line) {
                longest = longest.max(rows.last().map_or(0, Lines::count));
                counter.count(mark);
                let rest = line.slice(length..line.text.len());
                let lines = if rest.is_empty() { Vec::new() } else { vec![rest] };
                rows.push(Lines { ordinal: line.slice(0..length), mark, chunks: vec![lines], group: false });
                page_ends = false;
            } else if self.is_furniture(at) {
                page_ends = true;
            } else {
                let row = rows.last_mut()?;
                let other_table = lexicon::is_ordinal_heading(&line.key);
                let leaves =
                    other_table || super::is_upper(&line.text) && (opens_part(line) || is_section(line));
                if leaves || row.count() >= ROW_LINES {
                    break;
                }
                if page_ends && row.count() > 0 {
                    row.chunks.push(Vec::new());
                }
                page_ends = false;
                row.chunks.last_mut()?.push(line.clone());
            }
            at += 1;
        }
        self.close(&mut rows, &mut at, longest);
        let end = self.written.get(at.checked_sub(1)?)? + 1;
        (rows.len() >= 2).then_some((rows, end))
    }

    /// What follows the last row's cells is no part of the table: no row is longer than the longest before it.
    fn close(&self, rows: &mut [Lines], at: &mut usize, longest: usize) {
        let Some(last) = rows.last_mut() else { return };
        let most = longest.max(self.heading.len());
        while last.count() > most {
            if last.chunks.last_mut().and_then(Vec::pop).is_some() {
                *at -= 1;
            } else {
                last.chunks.pop();
            }
        }
        last.chunks.retain(|chunk| !chunk.is_empty());
        while *at > 0 && self.is_furniture(*at - 1) {
            *at -= 1;
        }
    }

    /// A page number, or the running head beside one. Other lines may well come again and again: "Bộ", "liên quan".
    fn is_furniture(&self, n: usize) -> bool {
        let flagged = |n: usize| self.written.get(n).is_some_and(|i| self.furniture.get(*i) == Some(&true));
        let gazette = |n: usize| self.text(n).is_some_and(|t| t.key.starts_with("công báo/số"));
        let number = |n: usize| self.text(n).is_some_and(|t| t.text.parse::<u32>().is_ok());
        let beside = |is: &dyn Fn(usize) -> bool| is(n + 1) || n.checked_sub(1).is_some_and(is);
        let page = |n: usize| number(n) && flagged(n);
        gazette(n) || page(n) || number(n) && beside(&gazette) || flagged(n) && beside(&page)
    }

    /// The heading stands here again, at the top of a page.
    fn repeats_heading(&self, at: usize) -> bool {
        self.heading.iter().enumerate().all(|(n, line)| self.text(at + n).is_some_and(|t| t.key == line.key))
    }

    /// Behind `1 2 3 …`, the numbers of the columns, one a line.
    fn skip_column_numbers(&self, from: usize) -> usize {
        let is = |n: usize, value: usize| self.text(from + n).is_some_and(|t| t.text == value.to_string());
        let run = (0..).take_while(|n| is(*n, n + 1)).count();
        if run > 2 { from + run } else { from }
    }
}

/// Roman numbers head groups where there are others; a number heads the decimals below it.
fn mark_groups(rows: &mut [Lines]) {
    let numbered = rows.iter().any(|r| r.mark != Mark::Roman);
    let heads: Vec<bool> = (0..rows.len())
        .map(|n| match rows.get(n).map(|r| r.mark) {
            Some(Mark::Roman) => numbered,
            Some(Mark::Number(_)) => {
                rows.get(n + 1).is_some_and(|next| matches!(next.mark, Mark::Decimal(_, 1)))
            }
            _ => false,
        })
        .collect();
    for (row, head) in rows.iter_mut().zip(heads) {
        row.group = head || row.count() == 0;
    }
}
