//! Tables: which are real, and where their cells stand.
//!
//! In: [`RawTable`] as its tags say. Out: paragraphs, where the table only lays out a page, or a [`Grid`].
//! Letterheads and signature blocks are small tables and stay tables.
//!
//! Tricky: `rowspan=0` goes down to the last row; a span past the last row ends there.

use super::item::{Item, Para, RawCell, RawRow, RawTable};
use crate::error::ErrorKind;
use crate::read::Limits;

/// A block ready to be written.
#[derive(Debug)]
pub(super) enum Block {
    Para(Para),
    Grid(Grid),
}

/// A table whose cells have their places.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) rows: Vec<GridRow>,
}

/// A row: its cells by column, and how many columns it reaches.
#[derive(Debug)]
pub(super) struct GridRow {
    pub(super) cells: Vec<GridCell>,
    pub(super) columns: u16,
    pub(super) heading: bool,
}

/// A cell in its place.
#[derive(Debug)]
pub(super) struct GridCell {
    pub(super) column: u16,
    pub(super) row_span: u16,
    pub(super) column_span: u16,
    pub(super) paragraphs: Vec<Para>,
}

/// Letters from which a cell may be the page rather than a part of it.
const PAGE_LETTERS: usize = 2000;
/// Paragraphs from which it may.
const PAGE_PARAGRAPHS: usize = 8;
/// Rows of a table that lays out a page.
const LAYOUT_ROWS: usize = 6;

/// Turns items into blocks. `places` counts grid places over the whole document against `max_cells`.
pub(super) fn blocks(items: Vec<Item>, limits: &Limits) -> Result<Vec<Block>, ErrorKind> {
    let mut out = Vec::new();
    let mut places = 0;
    place(items, limits, &mut places, &mut out)?;
    Ok(out)
}

fn place(items: Vec<Item>, limits: &Limits, places: &mut u64, out: &mut Vec<Block>) -> Result<(), ErrorKind> {
    for item in items {
        match item {
            Item::Para(para) => out.push(Block::Para(para)),
            Item::Table(mut table) => {
                place(std::mem::take(&mut table.caption), limits, places, out)?;
                let blank = |row: &RawRow| row.cells.iter().all(|cell| cell.items.is_empty());
                table.rows.retain(|row| !(row.cells.is_empty() || row.flat && blank(row)));
                if is_layout(&table) {
                    for cell in table.rows.into_iter().flat_map(|row| row.cells) {
                        place(cell.items, limits, places, out)?;
                    }
                } else {
                    out.push(Block::Grid(grid(table, limits, places)?));
                }
            }
        }
    }
    Ok(())
}

/// Whether a table says nothing by being one: one column, one cell with text, or cells that hold whole pages.
fn is_layout(table: &RawTable) -> bool {
    let cells = || table.rows.iter().flat_map(|row| &row.cells);
    let filled = cells().filter(|cell| !cell.items.is_empty()).count();
    if filled <= 1 || table.rows.iter().all(|row| row.cells.len() <= 1) {
        return true;
    }
    if table.rows.len() > LAYOUT_ROWS {
        return false;
    }
    let all: usize = cells().map(|cell| letters(&cell.items)).sum();
    cells().any(|cell| {
        let own = letters(&cell.items);
        let is_page =
            own >= PAGE_LETTERS && own * 10 >= all * 6 && paragraphs(&cell.items) >= PAGE_PARAGRAPHS;
        is_page || cell.items.iter().any(|item| matches!(item, Item::Table(t) if is_large(t)))
    })
}

/// A table of data, such as no cell of data holds.
fn is_large(table: &RawTable) -> bool {
    table.rows.len() >= 4 && table.rows.iter().filter(|row| row.cells.len() >= 3).count() >= 4
}

fn letters(items: &[Item]) -> usize {
    items.iter().map(|item| fold_item(item, &|para| para.text.chars().count())).sum()
}

fn paragraphs(items: &[Item]) -> usize {
    items.iter().map(|item| fold_item(item, &|_| 1)).sum()
}

/// Sums a count over the paragraphs of an item. Nesting is bounded before parsing.
fn fold_item(item: &Item, count: &dyn Fn(&Para) -> usize) -> usize {
    match item {
        Item::Para(para) => count(para),
        Item::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.flat_map(|cell| &cell.items).map(|item| fold_item(item, count)).sum()
        }
    }
}

/// Gives every cell its column and its true spans.
fn grid(table: RawTable, limits: &Limits, places: &mut u64) -> Result<Grid, ErrorKind> {
    let total = table.rows.len();
    // For each column, how many rows are still covered from above.
    let mut covered: Vec<u16> = Vec::new();
    let mut rows = Vec::with_capacity(total);
    let mut leading = true;
    for (at, raw) in table.rows.into_iter().enumerate() {
        let below = u16::try_from(total - at).unwrap_or(u16::MAX);
        leading &= raw.heading || raw.cells.iter().all(|c| c.is_head);
        let mut now = std::mem::take(&mut covered);
        covered = now.iter().map(|n| n.saturating_sub(1)).collect();
        let mut cells: Vec<GridCell> = Vec::with_capacity(raw.cells.len());
        let mut column = 0_usize;
        for cell in raw.cells {
            while now.get(column).is_some_and(|n| *n > 0) {
                column += 1;
            }
            let width = usize::from(cell.column_span);
            let height = if cell.row_span == 0 { below } else { cell.row_span.min(below) };
            // A span stops at the first place that is covered from above.
            let width = (1..width).find(|w| now.get(column + w).is_some_and(|n| *n > 0)).unwrap_or(width);
            let end = column + width;
            if end > usize::from(u16::MAX) {
                return Err(ErrorKind::Limit { limit: "max_cells", allowed: limits.cells });
            }
            if now.len() < end {
                now.resize(end, 0);
                covered.resize(end, 0);
            }
            for place in column..end {
                now[place] = 1;
                covered[place] = covered[place].max(height - 1);
            }
            cells.push(grid_cell(cell, column, width, height));
            column = end;
        }
        let columns = now.iter().rposition(|n| *n > 0).map_or(0, |last| last + 1);
        *places += columns as u64;
        if *places > limits.cells {
            return Err(ErrorKind::Limit { limit: "max_cells", allowed: limits.cells });
        }
        while covered.last() == Some(&0) {
            covered.pop();
        }
        let columns = u16::try_from(columns).unwrap_or(u16::MAX);
        rows.push(GridRow { cells, columns, heading: leading });
    }
    Ok(Grid { rows })
}

fn grid_cell(cell: RawCell, column: usize, width: usize, height: u16) -> GridCell {
    let mut paragraphs = Vec::new();
    flatten(cell.items, &mut paragraphs);
    GridCell {
        column: u16::try_from(column).unwrap_or(u16::MAX),
        row_span: height.max(1),
        column_span: u16::try_from(width).unwrap_or(1),
        paragraphs,
    }
}

/// The paragraphs of a cell, those of nested tables in the order of their cells.
fn flatten(items: Vec<Item>, out: &mut Vec<Para>) {
    for item in items {
        match item {
            Item::Para(para) => out.push(para),
            Item::Table(table) => {
                flatten(table.caption, out);
                for cell in table.rows.into_iter().flat_map(|row| row.cells) {
                    flatten(cell.items, out);
                }
            }
        }
    }
}
