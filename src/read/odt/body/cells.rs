//! Tables inside the running text: rows and cells.
//!
//! In: start and end of rows and cells. Out: rows of the [`OpenTable`](super::OpenTable). Tricky: a cell that is
//! covered by a merged one is an element of its own, and one element may stand for many cells.

use super::{COPIES, Container, Walk};
use crate::error::ErrorKind;
use crate::read::compose::{Grid, GridCell, GridRow};
use crate::read::odt::tags::Tag;
use crate::read::xml::attribute;
use quick_xml::events::BytesStart;

impl Walk<'_> {
    pub(super) fn set_header_rows(&mut self, on: bool) {
        if let Some(table) = self.tables.last_mut() {
            table.in_header = on;
        }
    }

    /// Whether the row or cell stands where one can: in a table, in a row.
    pub(super) fn open_row_or_cell(&mut self, tag: Tag, start: &BytesStart<'_>) -> Result<bool, ErrorKind> {
        let cells = self.containers.iter().filter(|c| matches!(c, Container::Cell { .. })).count();
        let in_table = self.tables.len() > cells;
        let Some(table) = self.tables.last_mut().filter(|_| in_table) else { return Ok(false) };
        let number = |name| attribute(start, name).and_then(|v| v.parse::<u32>().ok()).unwrap_or(1);
        match (tag, &table.row) {
            (Tag::Row, None) => table.row = Some(GridRow { heading: table.in_header, ..GridRow::default() }),
            (Tag::Cell | Tag::CoveredCell, Some(row)) => {
                let copies = number("number-columns-repeated").clamp(1, COPIES);
                self.cells += u64::from(copies);
                if self.cells > self.limits.cells {
                    return Err(ErrorKind::Limit { limit: "max_cells", allowed: self.limits.cells });
                }
                let cell = GridCell {
                    column: row.places,
                    row_span: number("number-rows-spanned"),
                    column_span: number("number-columns-spanned"),
                    paragraphs: Vec::new(),
                };
                let lists = self.lists.set_aside();
                let covered = tag == Tag::CoveredCell;
                self.containers.push(Container::Cell { cell, covered, copies, lists });
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    pub(super) fn close_cell(&mut self) {
        let Some(Container::Cell { cell, covered, copies, lists }) = self.containers.pop() else { return };
        self.lists.put_back(lists);
        let Some(row) = self.tables.last_mut().and_then(|table| table.row.as_mut()) else { return };
        let column = row.places;
        row.places = row.places.saturating_add(copies).min(u32::from(u16::MAX));
        if covered {
            return;
        }
        let (row_span, column_span) = (cell.row_span, cell.column_span);
        row.cells.push(cell);
        // Copies of a cell with text do not occur in texts; its places are kept.
        for copy in 1..copies {
            let column = column + copy;
            row.cells.push(GridCell { column, row_span, column_span, paragraphs: Vec::new() });
        }
    }
}

/// A grid whose merged cells end where the table ends.
pub(super) fn fitted(mut grid: Grid) -> Grid {
    let rows = grid.rows.len();
    let columns = grid.rows.iter().map(|row| row.places).max().unwrap_or(0);
    for (index, row) in grid.rows.iter_mut().enumerate() {
        let below = u32::try_from(rows - index).unwrap_or(u32::MAX);
        for cell in &mut row.cells {
            cell.row_span = cell.row_span.clamp(1, below);
            cell.column_span = cell.column_span.clamp(1, columns.saturating_sub(cell.column).max(1));
        }
    }
    grid
}
