//! One table while its rows are read: cells onto the grid.
//!
//! In: cells with the columns they cover and how they merge. Out: a [`Grid`]. The column widths that a table
//! declares are not trusted: columns are counted. Tricky: a cell that goes on from above without anything above it
//! is a cell of its own.

use crate::read::compose::{Draft, Grid, GridCell, GridRow};

/// Most columns a cell covers; Word itself allows 63 in a table.
const WIDEST: u32 = 64;
/// Most columns of a table.
const COLUMNS: u32 = u16::MAX as u32;

/// How a cell joins its neighbour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Merge {
    #[default]
    None,
    Start,
    Continue,
}

/// A cell being read.
#[derive(Debug, Default)]
pub(super) struct OpenCell {
    pub(super) span: u32,
    pub(super) vertical: Merge,
    pub(super) horizontal: Merge,
    pub(super) paragraphs: Vec<Draft>,
}

/// A row being read.
#[derive(Debug, Default)]
pub(super) struct OpenRow {
    pub(super) before: u32,
    pub(super) after: u32,
    pub(super) heading: bool,
    /// Deleted or hidden: it is not there.
    pub(super) dropped: bool,
    /// Number of its first paragraph.
    pub(super) number: u32,
    pub(super) cells: Vec<OpenCell>,
}

/// A table being read.
#[derive(Default)]
pub(super) struct OpenTable {
    grid: Grid,
    pub(super) row: Option<OpenRow>,
    body: bool,
    /// By column: the merged cell that reaches down to the last row here.
    open: Vec<Option<Origin>>,
}

/// Where a vertically merged cell begins.
#[derive(Clone, Copy)]
struct Origin {
    row: usize,
    cell: usize,
}

impl OpenTable {
    /// Takes the row that has been read onto the grid.
    pub(super) fn close_row(&mut self) {
        let Some(row) = self.row.take() else { return };
        if row.dropped || (row.cells.is_empty() && row.before == 0) {
            return;
        }
        let index = self.grid.rows.len();
        self.body |= !row.heading;
        let mut placed = GridRow { heading: !self.body, number: row.number, ..GridRow::default() };
        let mut column = row.before.min(WIDEST);
        self.close_merges(0, column);
        for cell in row.cells {
            let width = cell.span.clamp(1, WIDEST);
            if column + width > COLUMNS {
                break;
            }
            if cell.horizontal == Merge::Continue
                && let Some(last) = placed.cells.last_mut()
            {
                last.column_span += width;
                self.close_merges(column, width);
            } else {
                self.place(&mut placed, index, column, width, cell);
            }
            column += width;
        }
        let reached = usize::try_from(column).unwrap_or(usize::MAX);
        self.open.truncate(reached);
        placed.places = column.saturating_add(row.after.min(WIDEST)).min(COLUMNS);
        self.grid.rows.push(placed);
    }

    fn place(&mut self, row: &mut GridRow, index: usize, column: u32, width: u32, cell: OpenCell) {
        let at = column as usize;
        if cell.vertical == Merge::Continue
            && let Some(origin) = self.open.get(at).copied().flatten()
        {
            if let Some(above) = self.grid.rows.get_mut(origin.row).and_then(|r| r.cells.get_mut(origin.cell))
            {
                above.row_span += 1;
            }
            self.close_merges(column + 1, width - 1);
            return;
        }
        self.close_merges(column, width);
        if cell.vertical != Merge::None {
            if self.open.len() <= at {
                self.open.resize(at + 1, None);
            }
            if let Some(slot) = self.open.get_mut(at) {
                *slot = Some(Origin { row: index, cell: row.cells.len() });
            }
        }
        row.cells.push(GridCell { column, row_span: 1, column_span: width, paragraphs: cell.paragraphs });
    }

    fn close_merges(&mut self, column: u32, width: u32) {
        self.open.iter_mut().skip(column as usize).take(width as usize).for_each(|slot| *slot = None);
    }

    /// Whether a cell at the end of the current row is covered by the one above it.
    pub(super) fn is_covered(&self, cell: &OpenCell) -> bool {
        let Some(row) = self.row.as_ref().filter(|_| cell.vertical == Merge::Continue) else { return false };
        let before: u32 = row.cells.iter().map(|c| c.span.clamp(1, WIDEST)).sum();
        let at = before.saturating_add(row.before.min(WIDEST)) as usize;
        self.open.get(at).is_some_and(Option::is_some)
    }

    /// The table's grid.
    pub(super) fn finish(mut self) -> Grid {
        self.close_row();
        self.grid
    }
}
