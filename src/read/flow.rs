//! A flow of paragraphs and table rows: the body, a text box, a footnote, a header, a list label.
//!
//! In: text pieces and marks, as the file brings them. Out: [`Item`]s. Knows no control words.
//!
//! Tricky: a row's edges may stand before its cells, after them, or both; cells of nested tables are paragraphs of
//! the cell around them.

use crate::error::ErrorKind;
use crate::read::Limits;
use crate::read::compose::{Draft, Item};
use crate::read::edges::{self, EdgeCell, EdgeRow, Merge};
use crate::read::gather::Gather;
use crate::read::numeral::Numeral;
use crate::source::{Part, Style};

/// What a flow is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Body,
    /// The automatic number of the paragraph around it.
    Label,
    /// Stands before the paragraph that holds its anchor.
    TextBox,
    Note,
    /// A header or footer.
    Running,
}

/// One cell of a row's definition.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CellEdge {
    pub(crate) right: i32,
    pub(crate) across: Merge,
    pub(crate) down: Merge,
}

/// A row's definition (`\trowd` … `\cellx`).
#[derive(Clone, Debug, Default)]
pub(crate) struct RowEdges {
    pub(crate) left: i32,
    pub(crate) cells: Vec<CellEdge>,
    pub(crate) heading: bool,
    /// Marks for the next `\cellx`.
    pub(crate) next: CellEdge,
}

/// How a paragraph that ends looks and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) style: Style,
    pub(crate) part: Part,
    pub(crate) in_table: bool,
}

/// One flow.
#[derive(Debug)]
pub(crate) struct Flow {
    pub(crate) kind: Kind,
    pub(crate) items: Vec<Item>,
    pub(crate) gather: Gather,
    pub(crate) label: String,
    /// A note whose mark is its number; an endnote.
    pub(crate) numbered: bool,
    pub(crate) at_end: bool,
    pub(crate) row: RowEdges,
    /// Finished rows of the table at hand.
    rows: Vec<EdgeRow>,
    /// Finished cells of the row at hand, and paragraphs of the cell at hand.
    cells: Vec<Vec<Draft>>,
    cell: Vec<Draft>,
    /// Items before the row at hand.
    row_start: Option<usize>,
    cell_count: u64,
}

impl Flow {
    pub(crate) fn new(kind: Kind) -> Flow {
        Flow {
            kind,
            items: Vec::new(),
            gather: Gather::default(),
            label: String::new(),
            numbered: false,
            at_end: false,
            row: RowEdges::default(),
            rows: Vec::new(),
            cells: Vec::new(),
            cell: Vec::new(),
            row_start: None,
            cell_count: 0,
        }
    }

    /// `\trowd`: a row's definition begins.
    pub(crate) fn define_row(&mut self) {
        self.row = RowEdges::default();
        if self.cells.is_empty() && self.cell.is_empty() {
            self.row_start.get_or_insert(self.items.len());
        }
    }

    /// `\cellx`: one cell of the definition.
    pub(crate) fn define_cell(&mut self, right: i32) {
        let mut cell = std::mem::take(&mut self.row.next);
        cell.right = right;
        // Word allows 63 cells in a row; other writers are given more.
        if self.row.cells.len() < 1000 {
            self.row.cells.push(cell);
        }
    }

    /// A paragraph ends.
    pub(crate) fn end_paragraph(&mut self, place: Place, number: u32) {
        let label = std::mem::take(&mut self.label);
        let draft = self.gather.finish(label, place.style, place.part, number);
        if place.in_table {
            self.cell.extend(draft);
            return;
        }
        if self.row_start.is_none() {
            self.end_table();
        }
        self.items.extend(draft.map(Item::Paragraph));
    }

    /// Puts paragraphs before the one at hand: a text box at its anchor.
    pub(crate) fn insert(&mut self, items: Vec<Item>, in_table: bool) {
        if in_table {
            self.cell.extend(items.into_iter().flat_map(drafts));
        } else {
            self.end_table();
            self.items.extend(items);
        }
    }

    /// A cell ends, and its last paragraph with it.
    pub(crate) fn end_cell(&mut self, place: Place, number: u32, limits: &Limits) -> Result<(), ErrorKind> {
        edges::count_cell(&mut self.cell_count, limits)?;
        self.end_paragraph(Place { in_table: true, ..place }, number);
        let mut cell = Vec::new();
        // Paragraphs since the row's beginning that did not say that they stand in a table.
        if let Some(start) = self.row_start.filter(|start| *start < self.items.len()) {
            cell.extend(self.items.drain(start..).flat_map(drafts));
        }
        cell.append(&mut self.cell);
        self.cells.push(cell);
        Ok(())
    }

    /// A row ends. Cells that only its definition knows count too: a word may repeat a thousand of them.
    pub(crate) fn end_row(&mut self, dropped: bool, limits: &Limits) -> Result<(), ErrorKind> {
        let texts = std::mem::take(&mut self.cells);
        self.row_start = None;
        if texts.is_empty() || dropped {
            return Ok(());
        }
        for _ in texts.len()..self.row.cells.len() {
            edges::count_cell(&mut self.cell_count, limits)?;
        }
        self.push_row(texts);
        Ok(())
    }

    fn push_row(&mut self, texts: Vec<Vec<Draft>>) {
        let mut left = self.row.left;
        let mut row = EdgeRow { heading: self.row.heading, cells: Vec::with_capacity(texts.len()) };
        let mut edges = self.row.cells.iter().copied();
        let defined = self.row.cells.len();
        for (index, paragraphs) in texts.into_iter().enumerate() {
            // LibreOffice ends one cell too many behind a nested table.
            if index >= defined && defined > 0 && paragraphs.is_empty() {
                continue;
            }
            let edge =
                edges.next().unwrap_or(CellEdge { right: left.saturating_add(1000), ..CellEdge::default() });
            let right = edge.right.max(left);
            row.cells.push(EdgeCell { left, right, across: edge.across, down: edge.down, paragraphs });
            left = right;
        }
        for edge in edges {
            let right = edge.right.max(left);
            row.cells.push(EdgeCell {
                left,
                right,
                across: edge.across,
                down: edge.down,
                paragraphs: Vec::new(),
            });
            left = right;
        }
        self.rows.push(row);
    }

    /// The table at hand ends: a paragraph outside it has come.
    fn end_table(&mut self) {
        if !self.cells.is_empty() || !self.cell.is_empty() {
            let rest = std::mem::take(&mut self.cell);
            if !rest.is_empty() {
                self.cells.push(rest);
            }
            self.row_start = None;
            self.row.cells.truncate(self.cells.len());
            let texts = std::mem::take(&mut self.cells);
            self.push_row(texts);
        }
        if !self.rows.is_empty() {
            self.items.push(Item::Table(edges::grid(std::mem::take(&mut self.rows))));
        }
    }

    /// The flow ends, with or without a last paragraph mark.
    pub(crate) fn finish(mut self, place: Place, number: u32) -> Vec<Item> {
        if !self.gather.is_empty() || !self.label.is_empty() {
            self.end_paragraph(place, number);
        }
        self.end_table();
        self.items
    }
}

/// The paragraphs of an item, out of its grid.
pub(crate) fn drafts(item: Item) -> Vec<Draft> {
    match item {
        Item::Paragraph(draft) => vec![draft],
        Item::Table(grid) => grid.into_paragraphs().collect(),
    }
}

/// Paragraphs of a note, with its mark as label of the first; without one where the author typed it.
pub(crate) fn note(items: Vec<Item>, number: Option<u32>, at_end: bool) -> Vec<Draft> {
    let numeral = if at_end { Numeral::LowerRoman } else { Numeral::Decimal };
    let mut note: Vec<Draft> = items.into_iter().flat_map(drafts).collect();
    for draft in &mut note {
        draft.part = Part::Footnote;
    }
    if let Some((first, number)) = note.first_mut().zip(number) {
        let mut mark = String::new();
        numeral.write(number, &mut mark);
        if !first.label.is_empty() {
            first.text = format!("{} {}", first.label, first.text);
        }
        first.label = mark;
    }
    note
}

/// Adds a line of a header or footer unless the same line is there: sections repeat them.
pub(crate) fn add_once(rest: &mut Vec<Draft>, draft: Draft) {
    // A file with so many different headers is damaged or hostile; what it repeats need not be looked for.
    let known = rest.iter().take(500).any(|other| other.part == draft.part && other.text == draft.text);
    if !known {
        rest.push(draft);
    }
}
