//! Tables without rules, found by their white space.
//!
//! In: rows between ruled tables. Out: the same rows, with tables cut out of them. The columns are the stretches of
//! x that no line crosses; a row begins where the first column holds a number. Tricky: chart labels and three
//! signatures side by side look the same, so a table must count its rows or name its columns.

use super::layout::{RawCell, RawRow, RawTable};
use super::lines::{Row, Seg, Setting};
use super::page::Page;
use super::paragraphs::{Frame, Zone, paragraphs};
use crate::text::fold::fold;

/// A gap this many ems wide may part columns.
const COLUMN_GAP: f32 = 1.0;
/// A gap this many ems wide is no blank of a justified line.
const WORD_GAP: f32 = 0.62;
/// Narrowest gutter in points.
const GUTTER: f32 = 3.0;
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
pub(super) fn split(band: Vec<Row>, page: &Page, setting: Setting<'_>) -> Vec<Piece> {
    let seeds: Vec<bool> = band.iter().map(|r| extents(r, COLUMN_GAP).len() >= 3).collect();
    let Some((from, to)) = region(&band, &seeds) else { return vec![Piece::Rows(band)] };
    let Some(table) = band.get(from..to).and_then(|rows| table(rows, page, setting)) else {
        return vec![Piece::Rows(band)];
    };
    let mut before = band;
    let mut rest = before.split_off(from);
    let after = rest.split_off(to - from);
    let mut out = vec![Piece::Rows(before), Piece::Table(table)];
    out.extend(split(after, page, setting));
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

/// The first stretch of rows in which at least two of every four have three pieces, and the lines hanging below it.
fn region(band: &[Row], seeds: &[bool]) -> Option<(usize, usize)> {
    let from =
        (0..seeds.len()).find(|&i| seeds[i] && seeds.iter().skip(i).take(4).filter(|s| **s).count() >= 2)?;
    let mut last = from;
    for (i, seed) in seeds.iter().enumerate().skip(from) {
        if *seed {
            last = i;
        } else if i - last > 3 {
            break;
        }
    }
    let columns = gutters(band.get(from..=last)?)?;
    let mut to = last + 1;
    while let Some(row) = band.get(to) {
        let near = row.y - band.get(to - 1)?.y < 1.7 * row.size;
        let inside = extents(row, WORD_GAP).iter().all(|e| !columns.iter().any(|c| e.0 < c.0 && e.1 > c.1));
        if !near || !inside {
            break;
        }
        to += 1;
    }
    (last - from >= 2).then_some((from, to))
}

/// The gutters of a region: stretches of x that (nearly) no row crosses.
fn gutters(rows: &[Row]) -> Option<Vec<(f32, f32)>> {
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
    let allowed = i32::try_from(rows.len() / 60).unwrap_or(0);
    let mut out: Vec<(f32, f32)> = Vec::new();
    let (mut depth, mut open) = (0, None);
    for (x, change) in ends {
        let closes = depth <= allowed && depth + change > allowed;
        if let Some(start) = open.filter(|s| closes && x - s >= GUTTER) {
            out.push((start, x));
        }
        depth += change;
        if depth <= allowed {
            open = open.filter(|_| change > 0).or(Some(x));
        }
    }
    (out.len() >= 2).then_some(out)
}

/// Fills a region with cells; `None` where nothing says that it is a table.
fn table(rows: &[Row], page: &Page, setting: Setting<'_>) -> Option<RawTable> {
    let gutters = gutters(rows)?;
    let end =
        |pick: fn(f32, f32) -> f32, start: f32, get: fn(&Row) -> f32| rows.iter().map(get).fold(start, pick);
    let mut xs = vec![end(f32::min, f32::INFINITY, Row::x0) - 1.0];
    xs.extend(gutters.iter().map(|g| (g.0 + g.1) / 2.0));
    xs.push(end(f32::max, f32::NEG_INFINITY, Row::x1) + 1.0);
    let lines: Vec<Vec<Option<Seg>>> = rows.iter().map(|r| columns(r, &xs)).collect();
    let text = |seg: &Option<Seg>| seg.as_ref().map(|s| s.text(setting)).unwrap_or_default();
    let anchors: Vec<bool> = lines.iter().map(|l| l.first().is_some_and(|s| is_anchor(&text(s)))).collect();
    let count = anchors.iter().filter(|a| **a).count();
    let heading: String = lines.iter().take(3).flatten().map(|s| fold(&text(s)) + " ").collect();
    let named = HEADS.iter().filter(|h| heading.contains(**h)).count() >= 2;
    if count < 2 && !named {
        return None;
    }
    let mut out = RawTable { xs, ..RawTable::default() };
    let mut group: Vec<Vec<Option<Seg>>> = Vec::new();
    let mut last_y = rows.first()?.y;
    let mut pitches: Vec<f32> =
        rows.windows(2).map(|w| w[1].y - w[0].y).filter(|g| *g > 0.9 * rows[0].size).collect();
    pitches.sort_by(f32::total_cmp);
    let pitch = pitches.get(pitches.len() / 4).copied().unwrap_or(20.0);
    let mut anchored = false;
    for ((line, row), anchor) in lines.into_iter().zip(rows).zip(anchors) {
        // Above the first number only the gaps tell the heading from the rest of a row cut by the page break.
        let gap = row.y - last_y > 1.1 * pitch;
        let starts = anchor || (count < 2 && line.first().is_some_and(Option::is_some)) || (gap && !anchored);
        anchored |= anchor;
        if starts && !group.is_empty() {
            out.rows.push(close(&mut group, &out.xs, page, setting));
        }
        last_y = row.y;
        group.push(line);
    }
    out.rows.push(close(&mut group, &out.xs, page, setting));
    Some(out)
}

fn is_anchor(text: &str) -> bool {
    let digits = text.trim_end_matches(['.', ')']);
    !digits.is_empty()
        && digits.len() <= 6
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | 'I' | 'V' | 'X'))
}

/// Cuts a row at the column edges.
fn columns(row: &Row, xs: &[f32]) -> Vec<Option<Seg>> {
    let count = xs.len().saturating_sub(1);
    let mut out: Vec<Vec<super::page::Glyph>> = vec![Vec::new(); count];
    for glyph in row.segs.iter().flat_map(|s| &s.glyphs) {
        let column = xs.partition_point(|x| *x <= glyph.mid()).saturating_sub(1).min(count.saturating_sub(1));
        if let Some(list) = out.get_mut(column) {
            list.push(*glyph);
        }
    }
    out.into_iter().map(Seg::new).collect()
}

fn close(group: &mut Vec<Vec<Option<Seg>>>, xs: &[f32], page: &Page, setting: Setting<'_>) -> RawRow {
    let lines = std::mem::take(group);
    let mut row = RawRow { page: page.number, ..RawRow::default() };
    let all = || lines.iter().flatten().flatten();
    let top = all().map(|s| s.y - 0.8 * s.size).fold(f32::INFINITY, f32::min);
    let bottom = all().map(|s| s.y + 0.25 * s.size).fold(f32::NEG_INFINITY, f32::max);
    row.bounds = [xs.first().copied().unwrap_or(0.0), top, xs.last().copied().unwrap_or(0.0), bottom];
    for column in 0..xs.len().saturating_sub(1) {
        let segs: Vec<Seg> = lines.iter().filter_map(|l| l.get(column).cloned().flatten()).collect();
        let right = segs.iter().map(|s| s.x1).fold(0.0, f32::max);
        let left = segs.iter().map(|s| s.x0).fold(right, f32::min);
        let frame = Frame { left, right, pitch: 0.0 };
        let paras = paragraphs(segs, frame, Zone::Cell, page.number, setting);
        row.cells.push(RawCell { column, rows: 1, columns: 1, paras });
    }
    row
}
