//! Tables as grids, from a reader's blocks or from lines of text.

use super::wrap::is_cut_word;
use crate::source::{self, CELL_BREAK};
use crate::span::Span;
use crate::text::Logical;

/// A table: every row has [`Grid::width`] places.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    /// Number of columns.
    pub(crate) width: usize,
    /// The rows.
    pub(crate) rows: Vec<GridRow>,
}

/// A row: the cells that begin in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct GridRow {
    /// The cells, by column.
    pub(crate) cells: Vec<GridCell>,
    /// Marked as a heading by the format.
    pub(crate) heading: bool,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub(crate) struct GridCell {
    /// First column.
    pub(crate) column: usize,
    /// Columns covered.
    pub(crate) column_span: usize,
    /// Rows covered.
    pub(crate) row_span: usize,
    /// Its paragraphs.
    pub(crate) paras: Vec<Logical>,
}

impl GridCell {
    /// A cell of one column and row.
    pub(crate) fn simple(column: usize, paras: Vec<Logical>) -> GridCell {
        GridCell {
            column,
            column_span: 1,
            row_span: 1,
            paras: paras.into_iter().filter(|p| !p.is_empty()).collect(),
        }
    }

    /// All of its text as one.
    pub(crate) fn text(&self) -> Logical {
        join_paragraphs(&self.paras)
    }

    /// Whether nothing stands in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.paras.iter().all(Logical::is_empty)
    }
}

impl Grid {
    /// The grid of a reader's table.
    pub(crate) fn of_table(text: &str, table: &source::Table) -> Grid {
        let mut grid = Grid::default();
        for row in &table.rows {
            let cells = row.cells.iter().map(|c| GridCell {
                column: usize::from(c.column),
                column_span: usize::from(c.column_span.max(1)),
                row_span: usize::from(c.row_span.max(1)),
                paras: cell_paragraphs(text, c),
            });
            grid.rows.push(GridRow { cells: cells.collect(), heading: row.heading });
        }
        grid.drop_slivers();
        grid.width =
            grid.rows.iter().flat_map(|r| &r.cells).map(|c| c.column + c.column_span).max().unwrap_or(0);
        grid
    }

    /// Drops columns that no cell fills alone: slivers left over from moved edges, which other formats do not know.
    fn drop_slivers(&mut self) {
        let mut ends: Vec<(usize, usize)> =
            self.rows.iter().flat_map(|r| &r.cells).map(|c| (c.column + c.column_span, c.column)).collect();
        ends.sort_unstable();
        ends.dedup();
        let width = ends.last().map_or(0, |e| e.0);
        let mut kept = vec![0; width + 1]; // columns kept to the left of each edge
        let mut cells = ends.into_iter().peekable();
        for edge in 1..=width {
            let before = kept.get(edge - 1).copied().unwrap_or(0);
            let mut alone = false;
            while let Some((_, start)) = cells.next_if(|c| c.0 == edge) {
                alone |= kept.get(start) == Some(&before);
            }
            if let Some(slot) = kept.get_mut(edge) {
                *slot = before + usize::from(alone);
            }
        }
        let at = |edge: usize| kept.get(edge).copied().unwrap_or(0);
        for cell in self.rows.iter_mut().flat_map(|r| &mut r.cells) {
            let (from, to) = (at(cell.column), at(cell.column + cell.column_span));
            (cell.column, cell.column_span) = (from, to.saturating_sub(from).max(1));
        }
    }

    /// The non-empty texts of a column, top to bottom.
    pub(crate) fn column(&self, column: usize) -> impl Iterator<Item = &GridCell> {
        self.rows.iter().flat_map(|r| &r.cells).filter(move |c| c.column == column && !c.is_empty())
    }
}

/// Paragraphs of a cell as one text; `9,45/` + `10` is one word.
pub(crate) fn join_paragraphs(paras: &[Logical]) -> Logical {
    let glued = |n: usize| {
        n.checked_sub(1)
            .and_then(|i| paras.get(i))
            .zip(paras.get(n))
            .is_some_and(|(a, b)| is_cut_word(&a.text, &b.text))
    };
    match paras {
        [one] => one.clone(),
        many => Logical::join(&many.iter().enumerate().map(|(n, p)| (p, glued(n))).collect::<Vec<_>>()),
    }
}

fn cell_paragraphs(text: &str, cell: &source::Cell) -> Vec<Logical> {
    let spans: Vec<Span> = if cell.paragraphs.is_empty() {
        split_cell(text, cell.span)
    } else {
        cell.paragraphs.iter().flat_map(|p| split_cell(text, p.span)).collect()
    };
    spans.iter().map(|s| Logical::new(text, &[*s])).filter(|l| !l.is_empty()).collect()
}

/// The paragraphs of a cell of text, parted by [`CELL_BREAK`].
pub(crate) fn split_cell(text: &str, span: Span) -> Vec<Span> {
    let start = span.start as usize;
    let mut at = start;
    let mut out = Vec::new();
    for part in span.of(text).split(CELL_BREAK) {
        out.push(Span::new(at, at + part.len()));
        at += part.len() + CELL_BREAK.len_utf8();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Grid, GridCell, GridRow};

    fn grid(rows: &[&[(usize, usize)]]) -> Vec<Vec<(usize, usize)>> {
        let cell = |(column, column_span): &(usize, usize)| GridCell {
            column: *column,
            column_span: *column_span,
            ..GridCell::default()
        };
        let rows =
            rows.iter().map(|r| GridRow { cells: r.iter().map(cell).collect(), heading: false }).collect();
        let mut grid = Grid { width: 0, rows };
        grid.drop_slivers();
        grid.rows.iter().map(|r| r.cells.iter().map(|c| (c.column, c.column_span)).collect()).collect()
    }

    #[test]
    fn columns_that_no_cell_fills_alone_go() {
        let kept: &[&[(usize, usize)]] = &[&[(0, 1), (1, 2)], &[(0, 1), (1, 1), (2, 1)]];
        assert_eq!(grid(kept), kept, "a heading over two columns");
        assert_eq!(
            grid(&[&[(0, 1), (1, 2)], &[(0, 1), (1, 2)]]),
            [[(0, 1), (1, 1)], [(0, 1), (1, 1)]],
            "a column in which no cell begins"
        );
        let sliver: &[&[(usize, usize)]] = &[&[(0, 1), (1, 2), (3, 2)], &[(0, 1), (1, 1), (2, 2), (4, 1)]];
        assert_eq!(
            grid(sliver),
            [vec![(0, 1), (1, 1), (2, 2)], vec![(0, 1), (1, 1), (2, 1), (3, 1)]],
            "an edge moved by a hair"
        );
    }
}
