//! One page: glyphs and rules → paragraphs and tables in reading order.
//!
//! In: a page without furniture and stamps, and its grids. Out: [`Element`]s from top to bottom.

use super::columns::{Stretch, stretches};
use super::frame::Frame;
use super::lines::{Row, Seg, Setting, rows};
use super::page::{Glyph, Page};
use super::paragraphs::{Para, Side, Zone, paragraphs};
use super::ruled::Grid;
use super::stream::Gutter;
use super::{figures, footnotes, stream};

/// A paragraph or a table.
#[derive(Clone, Debug)]
pub(super) enum Element {
    Para(Para),
    Table(RawTable),
}

impl Element {
    /// Its paragraphs, those of a table row by row.
    pub(super) fn paras(&mut self) -> Vec<&mut Para> {
        match self {
            Element::Para(para) => vec![para],
            Element::Table(table) => {
                table.rows.iter_mut().flat_map(|r| &mut r.cells).flat_map(|c| &mut c.paras).collect()
            }
        }
    }
}

/// A table of one page (later: of several).
#[derive(Clone, Debug, Default)]
pub(super) struct RawTable {
    /// Column edges.
    pub(super) xs: Vec<f32>,
    /// The white space between its columns, where it has no rules.
    pub(super) gutters: Vec<Gutter>,
    pub(super) rows: Vec<RawRow>,
    /// Found by its rules (else by its white space).
    pub(super) ruled: bool,
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct RawRow {
    pub(super) page: u32,
    pub(super) bounds: [f32; 4],
    pub(super) cells: Vec<RawCell>,
    pub(super) heading: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct RawCell {
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) paras: Vec<Para>,
}

impl RawCell {
    /// Its paragraphs, joined.
    pub(super) fn text(&self) -> String {
        self.paras.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// A page that has been laid out.
pub(super) struct Laid {
    /// Its number, from 1.
    pub(super) number: u32,
    /// Its width and height.
    pub(super) paper: (f32, f32),
    /// Where its text stands.
    frame: Frame,
    pub(super) elements: Vec<Element>,
}

impl Laid {
    /// Whether a page is set on the same paper.
    pub(super) fn same_paper(&self, paper: (f32, f32)) -> bool {
        (self.paper.0 - paper.0).abs() < 2.0 && (self.paper.1 - paper.1).abs() < 2.0
    }

    /// The table without rules with which the page ends.
    fn open_table(&self) -> Option<&RawTable> {
        match self.elements.last() {
            Some(Element::Table(table)) if !table.ruled => Some(table),
            _ => None,
        }
    }
}

/// Lays out one page; the page before tells the columns of a table that goes on, and the margins of a page with little
/// text.
pub(super) fn lay_out(page: &Page, grids: &[Grid], before: Option<&Laid>, setting: Setting<'_>) -> Laid {
    let paper = (page.width, page.height);
    let before = before.filter(|b| b.same_paper(paper));
    let mut taken: Vec<Vec<Glyph>> = vec![Vec::new(); grids.len()];
    let mut free: Vec<Glyph> = Vec::new();
    for glyph in &page.glyphs {
        let owner = grids.iter().position(|g| g.holds(glyph.mid(), glyph.y - 0.25 * glyph.size));
        match owner.and_then(|i| taken.get_mut(i)) {
            Some(list) => list.push(*glyph),
            None => free.push(*glyph),
        }
    }
    let mut tables: Vec<RawTable> = Vec::new();
    for (grid, glyphs) in grids.iter().zip(taken) {
        match table(grid, &glyphs, page, setting) {
            Some(table) => tables.push(table),
            None => free.extend(glyphs),
        }
    }
    let mut lines = rows(free);
    let mut apart = footnotes::take(&mut lines, page, setting);
    apart.extend(figures::take(&mut lines, page, setting));
    let frame = Frame::of_page(&lines, &tables, before.map(|b| b.frame), page);
    let mut out: Vec<(f32, Element)> = Vec::new();
    for table in tables {
        let top = table.rows.first().map_or(0.0, |r| r.bounds[1]);
        out.push((top, Element::Table(table)));
    }
    let mut tops: Vec<f32> = out.iter().map(|o| o.0).collect();
    tops.sort_by(f32::total_cmp);
    for (index, band) in bands(lines, &tops).into_iter().enumerate() {
        for piece in
            stream::split(band, before.filter(|_| index == 0).and_then(Laid::open_table), page, setting)
        {
            match piece {
                stream::Piece::Table(table) => {
                    out.push((table.rows.first().map_or(0.0, |r| r.bounds[1]), Element::Table(table)));
                }
                stream::Piece::Rows(rows) => text(rows, frame, page, setting, &mut out),
            }
        }
    }
    out.sort_by(|a, b| a.0.total_cmp(&b.0));
    let elements = out.into_iter().map(|o| o.1).chain(apart.into_iter().map(Element::Para)).collect();
    Laid { number: page.number, paper, frame, elements }
}

/// Rows between tables, each with the height at which it is to be sorted in.
fn text(rows: Vec<Row>, frame: Frame, page: &Page, setting: Setting<'_>, out: &mut Vec<(f32, Element)>) {
    for stretch in stretches(rows, frame, setting) {
        let start = |segs: &[Seg]| segs.first().map_or(0.0, |s| s.y - 0.8 * s.size);
        match stretch {
            Stretch::Body(segs) => {
                let top = start(&segs);
                for para in paragraphs(segs, frame, Zone::Body, page.number, setting) {
                    out.push((top.max(para.bounds[1]), Element::Para(para)));
                }
            }
            Stretch::Columns(left, right) => {
                let top = f32::min(start(&left), start(&right));
                for (side, lines) in [(Side::Left, left), (Side::Right, right)] {
                    let frame = frame.of_side(&lines);
                    for para in paragraphs(lines, frame, Zone::Column, page.number, setting) {
                        out.push((top, Element::Para(Para { side: Some(side), ..para })));
                    }
                }
            }
        }
    }
}

/// Cuts rows at the tops of tables.
fn bands(lines: Vec<Row>, tops: &[f32]) -> Vec<Vec<Row>> {
    let mut out: Vec<Vec<Row>> = vec![Vec::new(); tops.len() + 1];
    for row in lines {
        let band = tops.partition_point(|t| *t < row.y);
        if let Some(list) = out.get_mut(band) {
            list.push(row);
        }
    }
    out.retain(|b| !b.is_empty());
    out
}

/// Fills a grid with text; `None` where it is no table (a frame, a chart).
fn table(grid: &Grid, glyphs: &[Glyph], page: &Page, setting: Setting<'_>) -> Option<RawTable> {
    let mut texts: Vec<Vec<Glyph>> = vec![Vec::new(); grid.cells.len()];
    for glyph in glyphs {
        let cell = grid.cell_at(glyph.mid(), glyph.y - 0.25 * glyph.size);
        if let Some(list) = cell.and_then(|c| texts.get_mut(c)) {
            list.push(*glyph);
        }
    }
    let mut segs: Vec<Vec<Seg>> =
        texts.into_iter().map(|t| rows(t).into_iter().map(Row::whole).collect()).collect();
    if !is_table(grid, &segs, setting) {
        return None;
    }
    let row_count = grid.ys.len().saturating_sub(1);
    let mut out: Vec<RawRow> = (0..row_count)
        .map(|r| RawRow {
            page: page.number,
            bounds: [grid.bounds()[0], grid.ys[r], grid.bounds()[2], grid.ys[r + 1]],
            ..RawRow::default()
        })
        .collect();
    for (cell, lines) in grid.cells.iter().zip(&mut segs) {
        let lines = std::mem::take(lines);
        let [x0, _, x1, _] = grid.cell_box(cell);
        let inset = lines.iter().map(|s| s.x0 - x0).fold(6.0, f32::min).max(1.0);
        let frame = Frame { left: x0 + inset, right: x1 - inset, ..Frame::default() };
        let paras = paragraphs(lines, frame, Zone::Cell, page.number, setting);
        if let Some(row) = out.get_mut(cell.row) {
            row.cells.push(RawCell { column: cell.column, rows: cell.rows, columns: cell.columns, paras });
        }
    }
    Some(RawTable { xs: grid.xs.clone(), rows: out, ruled: true, ..RawTable::default() })
}

/// Refuses frames (one cell with text) and charts (cells mostly empty, or numbers without words).
fn is_table(grid: &Grid, cells: &[Vec<Seg>], setting: Setting<'_>) -> bool {
    let filled: Vec<&Vec<Seg>> = cells.iter().filter(|c| !c.is_empty()).collect();
    if filled.len() < 2 || cells.len() < 2 {
        return false;
    }
    let worded = filled
        .iter()
        .filter(|c| c.iter().any(|s| s.text(setting).chars().filter(|ch| ch.is_alphabetic()).count() >= 2))
        .count();
    let empty = cells.len() - filled.len();
    let many = grid.cells.len() >= 12;
    !(many && empty * 10 > cells.len() * 7 && worded * 4 < cells.len() || worded == 0 && many)
}
