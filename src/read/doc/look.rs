//! What marks say of characters, paragraphs and rows.
//!
//! In: lists of marks, laid one on the other. Out: [`Look`], [`Shape`], [`RowEdges`]. Knows the meaning of marks.
//!
//! Tricky: a toggle may say "as the style" (0x80) or "not as the style" (0x81).

use super::bytes::{slice, u16_at};
use super::pieces::Marks;
use super::sprm::{Sprms, id};
use crate::read::edges::Merge;
use crate::read::flow::{CellEdge, RowEdges};
use crate::source::Align;

/// How a character looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) caps: bool,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    /// The character stands for something else: a mark of a field, a note, a drawing.
    pub(super) special: bool,
    /// Font of ASCII, and of other letters.
    pub(super) font: u16,
    pub(super) font_other: u16,
    /// A character of another font in its place: font and code.
    pub(super) symbol: Option<(u16, u16)>,
}

fn toggle(operand: &[u8], style: bool) -> bool {
    match operand.first() {
        Some(0x80) => style,
        Some(0x81) => !style,
        Some(0) | None => false,
        Some(_) => true,
    }
}

impl Look {
    /// Lays one mark on the look; `base` is what the style says, `style_of` gives the marks of character styles.
    fn mark(&mut self, sprm: u16, operand: &[u8], base: &Look) {
        match sprm {
            id::DELETED => self.deleted = operand.first() == Some(&1),
            id::BOLD => self.bold = toggle(operand, base.bold),
            id::ITALIC => self.italic = toggle(operand, base.italic),
            id::CAPS => self.caps = toggle(operand, base.caps),
            id::HIDDEN => self.hidden = toggle(operand, base.hidden),
            id::SPECIAL => self.special = operand.first() == Some(&1),
            id::FONT => self.font = u16_at(operand, 0).unwrap_or(self.font),
            id::FONT_OTHER => self.font_other = u16_at(operand, 0).unwrap_or(self.font_other),
            id::SYMBOL => self.symbol = u16_at(operand, 0).zip(u16_at(operand, 2)),
            id::PLAIN => *self = Look { special: self.special, deleted: self.deleted, ..*base },
            _ => {}
        }
    }

    /// Lays a list of marks on the look.
    pub(super) fn apply<'a>(&mut self, marks: &'a [u8], style_of: &dyn Fn(u16) -> Option<&'a [u8]>) {
        let mut base = *self;
        for (sprm, operand) in Sprms(marks) {
            if sprm == id::CHARACTER_STYLE {
                for (sprm, operand) in u16_at(operand, 0).and_then(style_of).map(Sprms).into_iter().flatten()
                {
                    self.mark(sprm, operand, &base);
                }
                base = *self;
            } else {
                self.mark(sprm, operand, &base);
            }
        }
    }

    /// Lays the marks of a piece on the look.
    pub(super) fn apply_piece(&mut self, marks: Marks<'_>) {
        let base = *self;
        match marks {
            Marks::Short(short, value) => {
                if let Some((_, sprm)) = id::SHORT.iter().find(|(s, _)| *s == short) {
                    self.mark(*sprm, &[value], &base);
                }
            }
            Marks::List(list) => Sprms(list).for_each(|(sprm, operand)| self.mark(sprm, operand, &base)),
        }
    }
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) align: Option<Align>,
    /// From 0; 9 is body text.
    pub(super) outline: Option<u8>,
    pub(super) list: u16,
    pub(super) list_level: Option<u8>,
    /// The style that brought the list, if a style did.
    pub(super) list_style: Option<u16>,
    pub(super) in_table: bool,
    pub(super) depth: u32,
    pub(super) row_end: bool,
}

impl Shape {
    /// Lays a list of marks on the shape. `data` holds marks that did not fit into their page.
    pub(super) fn apply(&mut self, marks: &[u8], data: &[u8]) {
        for (sprm, operand) in all(marks, data) {
            let byte = operand.first().copied().unwrap_or(0);
            match sprm {
                id::ALIGN | id::ALIGN_LOGICAL => {
                    self.align = match byte {
                        0 => Some(Align::Left),
                        1 => Some(Align::Center),
                        2 => Some(Align::Right),
                        3..=5 | 7..=9 => Some(Align::Justify),
                        _ => None,
                    };
                }
                id::OUTLINE => self.outline = Some(byte),
                id::LIST => {
                    self.list = u16_at(operand, 0).unwrap_or(0);
                    self.list_style = None;
                }
                id::LIST_LEVEL => self.list_level = Some(byte),
                id::IN_TABLE => self.in_table = byte != 0,
                id::ROW_END => self.row_end = byte != 0,
                id::TABLE_DEPTH => self.depth = u32::from(byte),
                _ => {}
            }
        }
    }
}

/// The marks of a list and of those it says lie elsewhere.
fn all<'a>(marks: &'a [u8], data: &'a [u8]) -> impl Iterator<Item = (u16, &'a [u8])> {
    Sprms(marks).flat_map(move |(sprm, operand)| {
        let elsewhere = id::ELSEWHERE.contains(&sprm).then(|| {
            let at = super::bytes::size_at(operand, 0)?;
            slice(data, at.checked_add(2)?, usize::from(u16_at(data, at)?))
        });
        Sprms(elsewhere.flatten().unwrap_or_default()).chain(std::iter::once((sprm, operand)))
    })
}

/// The edges of a row, from the marks of its end.
pub(super) fn row_edges(marks: &[u8], data: &[u8]) -> RowEdges {
    let mut row = RowEdges::default();
    for (sprm, operand) in all(marks, data) {
        match sprm {
            id::ROW => define(&mut row, operand),
            id::HEADING_ROW => row.heading = operand.first().is_some_and(|b| *b != 0),
            id::MERGE_DOWN => {
                let (cell, how) =
                    (operand.first().copied().unwrap_or(255), operand.get(1).copied().unwrap_or(0));
                if let Some(cell) = row.cells.get_mut(usize::from(cell)) {
                    cell.down = match how {
                        1 => Merge::Covered,
                        3 => Merge::First,
                        _ => Merge::No,
                    };
                }
            }
            id::MERGE_ACROSS => {
                let [first, end] = [0, 1].map(|i| operand.get(i).copied().map_or(0, usize::from));
                for (index, cell) in row.cells.iter_mut().enumerate().take(end).skip(first) {
                    cell.across = if index == first { Merge::First } else { Merge::Covered };
                }
            }
            _ => {}
        }
    }
    row
}

/// Edges and merges of all cells of a row.
fn define(row: &mut RowEdges, operand: &[u8]) {
    let count = usize::from(operand.first().copied().unwrap_or(0));
    let edge = |index: usize| u16_at(operand, 1 + index * 2).map(|e| i32::from(e.cast_signed()));
    row.left = edge(0).unwrap_or(0);
    row.cells.clear();
    for index in 0..count {
        let Some(right) = edge(index + 1) else { break };
        let flags = u16_at(operand, 1 + (count + 1) * 2 + index * 20).unwrap_or(0);
        let across = match flags & 3 {
            0 => Merge::No,
            1 => Merge::First,
            _ => Merge::Covered,
        };
        let down = match flags & 0x60 {
            0 => Merge::No,
            0x20 => Merge::Covered,
            _ => Merge::First,
        };
        row.cells.push(CellEdge { right, across, down });
    }
}
