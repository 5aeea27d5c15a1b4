//! Source text (and a reader's blocks, where there are any) → items in reading order: paragraphs and grids.
//!
//! In: [`SourceText`]. Out: [`Item`]s. Page furniture is left out, two-column letterheads are split, wrapped lines
//! joined, tables of tabs, pipes and columns turned into grids. Knows nothing of nesting or tasks; asks the lexicon
//! only for column headings and the outline's openers.

mod blocks;
mod cells;
mod columns;
mod flow;
mod furniture;
mod grid;
mod lines;
mod markers;
mod opener;
mod runon;
mod stacked;
mod tables;
mod width;
mod wrap;

pub(crate) use grid::{Grid, GridCell, GridRow, join_paragraphs};
pub(crate) use opener::opens_item;

use crate::diagnostic::Sink;
pub(crate) use crate::form::is_upper;
use crate::source::{Part, SourceText, Style};
use crate::text::Logical;

/// A paragraph as it reads, and how it looks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Para {
    /// The text.
    pub(crate) text: Logical,
    /// How it looks.
    pub(crate) style: Style,
    /// Where it stands.
    pub(crate) part: Part,
    /// A reader found an automatic number or bullet at its start.
    pub(crate) labelled: bool,
    /// The column of a letterhead or signature table that it stands in: such paragraphs are never joined.
    pub(crate) column: Option<u16>,
}

/// One thing in reading order.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// A paragraph.
    Para(Para),
    /// A table.
    Table(Grid),
}

impl Item {
    /// The paragraph, if it is one.
    pub(crate) fn para(&self) -> Option<&Para> {
        match self {
            Item::Para(p) => Some(p),
            Item::Table(_) => None,
        }
    }
}

/// Finds the items of a document.
pub(crate) fn layout(source: &SourceText, sink: &mut Sink) -> Vec<Item> {
    let items = if source.blocks.is_empty() {
        flow::items_of_text(&source.text, sink)
    } else {
        blocks::items_of_blocks(source)
    };
    let mut items = runon::split_run_on(items);
    items.retain(|i| i.para().is_none_or(|p| p.text.text.chars().any(char::is_alphanumeric)));
    items
}
