//! Table rows that give their cells by left and right edges (Word's binary files, RTF) → a grid.
//!
//! In: rows of cells with edges in twips. Out: [`Grid`]. Knows no file format. Rows need not agree on a twip: edges
//! that lie close together are one.
//!
//! Tricky: a cell that continues one above it must find that cell at the same column, else it is a cell of its own.

use super::Limits;
use super::compose::{Draft, Grid, GridCell, GridRow};
use crate::error::ErrorKind;
use std::collections::BTreeMap;

/// How far apart two edges may lie and still be one: a third of a millimetre.
const TOLERANCE: i32 = 20;

/// How a cell takes part in a merged one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Merge {
    /// Not at all.
    #[default]
    No,
    /// As its first cell.
    First,
    /// As a cell that it covers.
    Covered,
}

/// A cell between two edges.
#[derive(Debug, Default)]
pub(crate) struct EdgeCell {
    pub(crate) left: i32,
    pub(crate) right: i32,
    pub(crate) across: Merge,
    pub(crate) down: Merge,
    pub(crate) paragraphs: Vec<Draft>,
}

/// A row of such cells, from left to right.
#[derive(Debug, Default)]
pub(crate) struct EdgeRow {
    pub(crate) cells: Vec<EdgeCell>,
    pub(crate) heading: bool,
}

/// Counts cells against the limit.
pub(crate) fn count_cell(so_far: &mut u64, limits: &Limits) -> Result<(), ErrorKind> {
    *so_far += 1;
    if *so_far > limits.cells {
        return Err(ErrorKind::Limit { limit: "max_cells", allowed: limits.cells });
    }
    Ok(())
}

/// Puts rows on a grid.
pub(crate) fn grid(rows: Vec<EdgeRow>) -> Grid {
    let columns = Columns::of(&rows);
    let mut done: Vec<GridRow> = Vec::with_capacity(rows.len());
    // The cell that is open downward at a column: its row and place in that row.
    let mut open: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    let mut leading = true;
    for row in rows {
        leading &= row.heading;
        let mut out = GridRow { heading: leading, ..GridRow::default() };
        let mut continued = BTreeMap::new();
        for cell in fold_across(row.cells) {
            let column = columns.index(cell.left);
            let end = columns.index(cell.right).max(column + 1);
            out.places = out.places.max(end);
            if let Some(number) = cell.paragraphs.iter().map(|p| p.number).find(|n| *n > 0)
                && out.number == 0
            {
                out.number = number;
            }
            if cell.down == Merge::Covered
                && let Some(&(above, place)) = open.get(&column)
                && let Some(owner) = done.get_mut(above).and_then(|r| r.cells.get_mut(place))
            {
                owner.row_span += 1;
                owner.paragraphs.extend(cell.paragraphs);
                continued.insert(column, (above, place));
                continue;
            }
            if cell.down != Merge::No {
                continued.insert(column, (done.len(), out.cells.len()));
            }
            out.cells.push(GridCell {
                column,
                row_span: 1,
                column_span: end - column,
                paragraphs: cell.paragraphs,
            });
        }
        open = continued;
        done.push(out);
    }
    Grid { rows: done }
}

/// Joins cells that others in the row cover.
fn fold_across(cells: Vec<EdgeCell>) -> Vec<EdgeCell> {
    let mut folded: Vec<EdgeCell> = Vec::with_capacity(cells.len());
    let mut open = false;
    for cell in cells {
        match folded.last_mut().filter(|_| open && cell.across == Merge::Covered) {
            Some(first) => {
                first.right = cell.right;
                first.paragraphs.extend(cell.paragraphs);
            }
            None => {
                open = cell.across != Merge::No;
                folded.push(cell);
            }
        }
    }
    folded
}

/// Edges of all rows, those that lie close together as one.
struct Columns {
    /// Edge → column, for every edge that occurs.
    of_edge: BTreeMap<i32, u32>,
}

impl Columns {
    fn of(rows: &[EdgeRow]) -> Columns {
        let cells = rows.iter().flat_map(|r| &r.cells);
        let mut of_edge: BTreeMap<i32, u32> = cells.flat_map(|c| [(c.left, 0), (c.right, 0)]).collect();
        let mut column = 0;
        let mut first = None;
        for (edge, index) in &mut of_edge {
            match first {
                None => first = Some(*edge),
                Some(start) if edge.saturating_sub(start) > TOLERANCE => {
                    column += 1;
                    first = Some(*edge);
                }
                Some(_) => {}
            }
            *index = column;
        }
        Columns { of_edge }
    }

    fn index(&self, edge: i32) -> u32 {
        self.of_edge.get(&edge).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(left: i32, right: i32, down: Merge) -> EdgeCell {
        EdgeCell { left, right, down, ..EdgeCell::default() }
    }

    fn shape(rows: Vec<Vec<EdgeCell>>) -> Vec<(usize, u32, u32, u32)> {
        let rows = rows.into_iter().map(|cells| EdgeRow { cells, heading: false }).collect();
        let places = |(y, row): (usize, GridRow)| {
            row.cells.into_iter().map(move |c| (y, c.column, c.row_span, c.column_span)).collect::<Vec<_>>()
        };
        grid(rows).rows.into_iter().enumerate().flat_map(places).collect()
    }

    #[test]
    fn edges_become_columns() {
        use Merge::*;
        let header = vec![cell(0, 500, First), cell(505, 2000, No)];
        let below = vec![cell(-4, 503, Covered), cell(503, 1000, No), cell(1000, 1990, No)];
        assert_eq!(shape(vec![header, below]), [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]);
    }

    #[test]
    fn a_covered_cell_without_owner_stands_for_itself() {
        use Merge::*;
        let first = vec![cell(0, 500, First), cell(500, 900, No)];
        let other = vec![cell(0, 700, No), cell(700, 900, Covered)];
        assert_eq!(shape(vec![first, other]), [(0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 1, 2), (1, 2, 1, 1)]);
    }

    #[test]
    fn cells_merge_across() {
        let mut row = vec![
            cell(0, 10_000, Merge::No),
            cell(10_000, 20_000, Merge::No),
            cell(20_000, 30_000, Merge::No),
        ];
        row[0].across = Merge::First;
        row[1].across = Merge::Covered;
        assert_eq!(shape(vec![row]), [(0, 0, 1, 2), (0, 2, 1, 1)]);
    }
}
