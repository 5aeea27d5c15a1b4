//! Tables without rules, found by their white space.
//!
//! In: rows between ruled tables. Out: the same rows, with tables cut out of them. Columns are parted by the stretches
//! of x that hardly a line crosses; those that do are merged cells (`Cơ quan thực hiện` over two columns, the title of a
//! group). A row begins where the first column holds a number. Tricky: chart labels and three signatures side by side
//! look the same, so a table must count its rows or name its columns.

use super::frame::Frame;
use super::layout::{RawCell, RawRow, RawTable};
use super::lines::{Row, Seg, Setting};
use super::page::{Glyph, Page};
use super::paragraphs::{Zone, paragraphs};
use crate::text::fold::fold;

/// A gap this many ems wide may part columns.
const COLUMN_GAP: f32 = 0.75;
/// A gap this many ems wide is no blank of a justified line.
const WORD_GAP: f32 = 0.62;
/// Narrowest gutter in points.
const GUTTER: f32 = 3.0;
/// Pieces that begin this near the edge of a column begin at it.
const ALIGNED: f32 = 4.0;
/// Most lines without three pieces between two that have them.
const MOST_HANGING: usize = 4;
/// Most merged cells that cross a gutter of one page.
const MOST_MERGED: i32 = 20;
/// Lines for which one merged cell may cross a gutter.
const ROWS_A_MERGED_CELL: usize = 3;
/// Words that head the columns of a plan's table (folded).
const HEADS: [&str; 12] = [
    "stt",
    "tt",
    "nội dung",
    "nhiệm vụ",
    "công việc",
    "chủ trì",
    "phối hợp",
    "thời gian",
    "sản phẩm",
    "đơn vị",
    "ghi chú",
    "kinh phí",
];

/// A part of a band of rows.
pub(super) enum Piece {
    Rows(Vec<Row>),
    Table(RawTable),
}

/// Cuts borderless tables out of a band of rows.
///
/// A band at the top of a page may go on with `before`, the table with which the page before ends.
pub(super) fn split(
    band: Vec<Row>,
    before: Option<&RawTable>,
    page: &Page,
    setting: Setting<'_>,
) -> Vec<Piece> {
    let found = before.and_then(|t| continued(&band, t)).or_else(|| region(&band));
    let Some((from, to, gutters)) = found else { return vec![Piece::Rows(band)] };
    let Some(table) = band.get(from..to).and_then(|rows| table(rows, &gutters, before, page, setting)) else {
        return vec![Piece::Rows(band)];
    };
    let mut before = band;
    let mut rest = before.split_off(from);
    let after = rest.split_off(to - from);
    let mut out = vec![Piece::Rows(before), Piece::Table(table)];
    out.extend(split(after, None, page, setting));
    out.retain(|p| !matches!(p, Piece::Rows(r) if r.is_empty()));
    out
}

/// The ends of the pieces of a row that wide gaps part.
fn extents(row: &Row, gap: f32) -> Vec<(f32, f32)> {
    let mut out: Vec<(f32, f32)> = Vec::new();
    for glyph in row.segs.iter().flat_map(|s| &s.glyphs).filter(|g| !g.is_blank()) {
        match out.last_mut() {
            Some(last) if glyph.x0 - last.1 <= gap * row.size => last.1 = last.1.max(glyph.x1),
            _ => out.push((glyph.x0, glyph.x1)),
        }
    }
    out
}

/// A stretch of x between two columns.
pub(super) type Gutter = (f32, f32);

/// Most gutters that a piece of a row crosses.
fn crossings(row: &Row, gutters: &[Gutter]) -> usize {
    let crosses = |e: &(f32, f32)| gutters.iter().filter(|g| e.0 < g.0 && e.1 > g.1).count();
    extents(row, WORD_GAP).iter().map(crosses).max().unwrap_or(0)
}

/// Whether a row may be the heading of some columns or of a group: two pieces that do not cross all gutters.
fn may_head(row: &Row, gutters: &[Gutter]) -> bool {
    extents(row, WORD_GAP).len() >= 2 && crossings(row, gutters) + 1 < gutters.len().max(2)
}

/// The rows at the top of a page that stand in the columns of a table of the page before.
fn continued(band: &[Row], table: &RawTable) -> Option<(usize, usize, Vec<Gutter>)> {
    let gutters = &table.gutters;
    let starts: Vec<f32> =
        table.xs.first().map(|x| x + 1.0).into_iter().chain(gutters.iter().map(|g| g.1)).collect();
    let aligned = |row: &Row| {
        extents(row, COLUMN_GAP).iter().filter(|e| starts.iter().any(|s| (s - e.0).abs() < ALIGNED)).count()
    };
    let fits = |row: &Row| crossings(row, gutters) == 0 && aligned(row) > 0 || may_head(row, gutters);
    let most = 1.7 * line_distance(band).max(1.15 * band.first()?.size);
    let near =
        |at: usize| at == 0 || band.get(at).zip(band.get(at - 1)).is_some_and(|(b, a)| b.y - a.y < most);
    let to = (0..band.len()).take_while(|&at| near(at) && band.get(at).is_some_and(fits)).count();
    let wide = band.iter().take(to).filter(|row| aligned(row) >= 2).count();
    (wide >= 2 && wide * 4 >= to).then(|| (0, to, gutters.clone()))
}

/// The first stretch of rows in which at least two of every four have three pieces, the heading above it and the lines
/// hanging below; and its gutters.
fn region(band: &[Row]) -> Option<(usize, usize, Vec<Gutter>)> {
    let seeds: Vec<bool> = band.iter().map(|r| extents(r, COLUMN_GAP).len() >= 3).collect();
    let start =
        (0..seeds.len()).find(|&i| seeds[i] && seeds.iter().skip(i).take(4).filter(|s| **s).count() >= 2)?;
    let mut last = start;
    for (i, seed) in seeds.iter().enumerate().skip(start) {
        if *seed {
            last = i;
        } else if i - last > MOST_HANGING {
            break;
        }
    }
    let core = band.get(start..=last)?;
    let gutters = gutters(core)?;
    let most = 1.7 * line_distance(core).max(1.15 * core.first()?.size);
    let near = |upper: usize, lower: usize| match (band.get(upper), band.get(lower)) {
        (Some(a), Some(b)) => b.y - a.y < most,
        _ => false,
    };
    let mut from = start;
    while let Some(above) = from.checked_sub(1).filter(|&above| near(above, from)) {
        if !band.get(above).is_some_and(|r| may_head(r, &gutters)) {
            break;
        }
        from = above;
    }
    let mut to = last + 1;
    while band.get(to).is_some_and(|r| crossings(r, &gutters) == 0) && near(to - 1, to) {
        to += 1;
    }
    (last - from >= 2).then_some((from, to, gutters))
}

/// The gutters of a region: stretches of x that (nearly) no row crosses.
fn gutters(rows: &[Row]) -> Option<Vec<Gutter>> {
    let mut ends: Vec<(f32, i32)> = Vec::new();
    for row in rows {
        let pieces = extents(row, WORD_GAP);
        let across = pieces.len() == 1 && rows.len() > 8;
        for (x0, x1) in pieces.into_iter().filter(|_| !across) {
            ends.push((x0, 1));
            ends.push((x1, -1));
        }
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let most = |share: usize| i32::try_from(rows.len() / share).unwrap_or(0);
    let mut out = stretches(&ends, most(60));
    // Merged cells cross a gutter here and there.
    for allowed in 1..=most(ROWS_A_MERGED_CELL).min(MOST_MERGED) {
        let more = stretches(&ends, allowed);
        let new = more.into_iter().filter(|m| !out.iter().any(|g| m.0 < g.1 && m.1 > g.0));
        let new: Vec<Gutter> = new.collect();
        out.extend(new);
    }
    out.sort_by(|a, b| a.0.total_cmp(&b.0));
    (out.len() >= 2).then_some(out)
}

/// Stretches of x at which at most `allowed` pieces stand.
fn stretches(ends: &[(f32, i32)], allowed: i32) -> Vec<Gutter> {
    let mut out = Vec::new();
    let (mut depth, mut open, mut seen) = (0, None, false);
    for &(x, change) in ends {
        let closes = depth <= allowed && depth + change > allowed;
        if let Some(start) = open.filter(|s| closes && seen && x - s >= GUTTER) {
            out.push((start, x));
        }
        depth += change;
        if depth > allowed {
            (open, seen) = (None, true);
        } else {
            open = open.filter(|_| change > 0).or(Some(x));
        }
    }
    out
}

/// What stands in one cell of a line.
#[derive(Clone, Debug)]
struct Part {
    column: usize,
    /// Columns covered.
    columns: usize,
    seg: Seg,
}

/// Cuts a row at the gutters; a piece without a gap there covers the columns on both sides.
fn cells(row: &Row, gutters: &[Gutter]) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let mut open: Vec<Glyph> = Vec::new();
    let mut end = f32::NEG_INFINITY;
    let column_of = |x: f32| gutters.iter().filter(|g| x > (g.0 + g.1) / 2.0).count();
    let mut close = |open: &mut Vec<Glyph>| {
        let Some(seg) = Seg::new(std::mem::take(open)) else { return };
        let first = gutters.iter().filter(|g| seg.x0 >= g.1 - 1.5).count().max(column_of(seg.x0));
        let last = column_of(seg.x1 - 0.5 * (seg.x1 - seg.x0).min(seg.size)).max(first);
        match out.last_mut() {
            Some(before) if before.column + before.columns > first => {
                let glyphs = before.seg.glyphs.drain(..).chain(seg.glyphs).collect();
                before.columns = before.columns.max(last + 1 - before.column);
                before.seg = Seg::new(glyphs).unwrap_or_default();
            }
            _ => out.push(Part { column: first, columns: last + 1 - first, seg }),
        }
    };
    for glyph in row.segs.iter().flat_map(|s| &s.glyphs) {
        if !glyph.is_blank() {
            let gap = glyph.x0 - end;
            let at_gutter = gutters.iter().any(|g| end < g.1 && glyph.x0 > g.0);
            if at_gutter && gap > WORD_GAP * row.size {
                close(&mut open);
            }
            end = end.max(glyph.x1);
        }
        open.push(*glyph);
    }
    close(&mut open);
    out
}

/// A line of a table.
struct Line {
    y: f32,
    cells: Vec<Part>,
    anchor: bool,
    bold: bool,
}

/// Fills a region with cells; `None` where nothing says that it is a table. Its edges are those of the table that it
/// goes on with.
fn table(
    rows: &[Row],
    gutters: &[Gutter],
    before: Option<&RawTable>,
    page: &Page,
    setting: Setting<'_>,
) -> Option<RawTable> {
    let before = before.filter(|t| t.gutters == gutters);
    let left = rows.iter().map(Row::x0).fold(f32::INFINITY, f32::min) - 1.0;
    let right = rows.iter().map(Row::x1).fold(f32::NEG_INFINITY, f32::max) + 1.0;
    let mut xs = vec![left];
    xs.extend(gutters.iter().map(|g| (g.0 + g.1) / 2.0));
    xs.push(right);
    if let Some(before) = before {
        xs.clone_from(&before.xs);
    }
    let lines: Vec<Line> = rows.iter().map(|row| line(row, gutters, setting)).collect();
    let count = lines.iter().filter(|l| l.anchor).count();
    let heading: String = lines.iter().take(4).map(|l| text_of(l, setting)).collect();
    let named = HEADS.iter().filter(|h| heading.contains(**h)).count() >= 2;
    if count < 2 && !named && before.is_none() {
        return None;
    }
    let sheet =
        Sheet { width: xs.len() - 1, left: xs[0], right: xs[xs.len() - 1], page: page.number, setting };
    let head = heading_lines(&lines, line_distance(rows));
    let (head, body) = lines.split_at(head);
    let mut out = RawTable { xs, gutters: gutters.to_vec(), ..RawTable::default() };
    out.rows.extend(sheet.heading(head));
    let starts = |l: &Line| l.anchor || count < 2 && l.cells.first().is_some_and(|c| c.column == 0);
    let mut from = 0;
    for at in 1..=body.len() {
        if body.get(at).is_none_or(starts) {
            out.rows.push(sheet.row(body.get(from..at).unwrap_or_default(), |_| 1));
            from = at;
        }
    }
    out.rows.retain(|r| !r.cells.is_empty());
    Some(out)
}

fn line(row: &Row, gutters: &[Gutter], setting: Setting<'_>) -> Line {
    let cells = cells(row, gutters);
    let anchor =
        cells.first().is_some_and(|c| (c.column, c.columns) == (0, 1) && is_anchor(&c.seg.text(setting)));
    let bold = cells.iter().all(|c| c.seg.looks(setting).0);
    Line { y: row.y, cells, anchor, bold }
}

fn text_of(line: &Line, setting: Setting<'_>) -> String {
    line.cells.iter().map(|c| fold(&c.seg.text(setting)) + " ").collect()
}

/// The usual distance of lines inside a cell.
fn line_distance(rows: &[Row]) -> f32 {
    let gaps = rows.windows(2).map(|w| (w[1].y - w[0].y, w[0].size));
    let mut pitches: Vec<f32> = gaps.filter(|(gap, size)| *gap > 0.9 * size).map(|g| g.0).collect();
    pitches.sort_by(f32::total_cmp);
    pitches.get(pitches.len() / 4).copied().unwrap_or(20.0)
}

/// How many leading lines are the heading: up to the first number, or to where the letters lose weight, or to a gap, below
/// which the rest of a row stands that the page break has cut.
fn heading_lines(lines: &[Line], pitch: f32) -> usize {
    let anchor = lines.iter().position(|l| l.anchor);
    let first = anchor.unwrap_or(lines.len());
    let bold = lines.iter().take(first).position(|l| !l.bold).filter(|at| *at > 0);
    let gap = lines.windows(2).take(first.saturating_sub(1)).position(|w| w[1].y - w[0].y > 1.1 * pitch);
    bold.or(gap.map(|g| g + 1)).or(anchor).unwrap_or(1)
}

/// What all rows of a table share.
struct Sheet<'f> {
    width: usize,
    left: f32,
    right: f32,
    page: u32,
    setting: Setting<'f>,
}

impl Sheet<'_> {
    /// The rows of a heading: two where a cell of the upper one covers several columns.
    fn heading(&self, lines: &[Line]) -> Vec<RawRow> {
        let merged = |c: &&Part| c.columns > 1 && c.columns < self.width;
        let over: Vec<(usize, usize)> =
            lines.iter().flat_map(|l| &l.cells).filter(merged).map(|c| (c.column, c.columns)).collect();
        if over.is_empty() {
            return vec![self.row(lines, |_| 1)];
        }
        let below = |c: &Part| c.columns == 1 && over.iter().any(|o| c.column >= o.0 && c.column < o.0 + o.1);
        let part = |lower: bool| -> Vec<Line> {
            let keep = |l: &Line| l.cells.iter().filter(|c| below(c) == lower).cloned().collect();
            lines.iter().map(|l| Line { cells: keep(l), ..*l }).collect()
        };
        let upper = self.row(&part(false), |columns| if columns > 1 { 1 } else { 2 });
        let mut lower = self.row(&part(true), |_| 1);
        // What the upper row covers has no cell in the lower one.
        lower.cells.retain(|c| over.iter().any(|o| c.column >= o.0 && c.column < o.0 + o.1));
        vec![upper, lower]
    }

    /// One row of cells from its lines; `rows` tells how many rows a cell of so many columns covers.
    fn row(&self, lines: &[Line], rows: fn(usize) -> usize) -> RawRow {
        let mut row = RawRow { page: self.page, ..RawRow::default() };
        let all = || lines.iter().flat_map(|l| &l.cells).map(|c| &c.seg);
        let top = all().map(|s| s.y - 0.8 * s.size).fold(f32::INFINITY, f32::min);
        let bottom = all().map(|s| s.y + 0.25 * s.size).fold(f32::NEG_INFINITY, f32::max);
        row.bounds = [self.left, top, self.right, bottom];
        let mut column = 0;
        while column < self.width {
            let own = || lines.iter().flat_map(|l| &l.cells).filter(|c| c.column == column);
            let columns = own().map(|c| c.columns).max().unwrap_or(1);
            let segs: Vec<Seg> = own().map(|c| c.seg.clone()).collect();
            if all().next().is_some() {
                let right = segs.iter().map(|s| s.x1).fold(0.0, f32::max);
                let left = segs.iter().map(|s| s.x0).fold(right, f32::min);
                let frame = Frame { left, right, ..Frame::default() };
                let paras = paragraphs(segs, frame, Zone::Cell, self.page, self.setting);
                row.cells.push(RawCell { column, rows: rows(columns), columns, paras });
            }
            column += columns;
        }
        row
    }
}

fn is_anchor(text: &str) -> bool {
    let digits = text.trim_end_matches(['.', ')']);
    let letter = digits.len() == 1 && digits.starts_with(|c: char| c.is_ascii_uppercase());
    let number = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | 'I' | 'V' | 'X'));
    !digits.is_empty() && digits.len() <= 6 && (number || letter)
}
