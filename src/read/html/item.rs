//! Paragraphs and tables as the tags of a page say, before tables become grids.

use crate::source::{Part, Style};

/// A paragraph or a table.
#[derive(Debug)]
pub(super) enum Item {
    Para(Para),
    Table(RawTable),
}

/// A paragraph.
#[derive(Debug)]
pub(super) struct Para {
    pub(super) label: Option<String>,
    pub(super) text: String,
    pub(super) style: Style,
    pub(super) part: Part,
    /// Number in the file, from 1.
    pub(super) number: u32,
}

/// A table as its tags say, not yet a grid.
#[derive(Debug, Default)]
pub(super) struct RawTable {
    pub(super) rows: Vec<RawRow>,
    /// The caption, which stands before it.
    pub(super) caption: Vec<Item>,
}

/// A row of a [`RawTable`].
#[derive(Debug, Default)]
pub(super) struct RawRow {
    pub(super) cells: Vec<RawCell>,
    pub(super) heading: bool,
    /// It has no height: Word ends tables with such a row, which holds their columns.
    pub(super) flat: bool,
}

/// A cell of a [`RawTable`].
#[derive(Debug)]
pub(super) struct RawCell {
    pub(super) items: Vec<Item>,
    pub(super) column_span: u16,
    /// 0: down to the last row.
    pub(super) row_span: u16,
    pub(super) is_head: bool,
}
