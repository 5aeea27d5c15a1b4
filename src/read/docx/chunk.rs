//! Documents that a Word document embeds whole (`w:altChunk`): web systems write little else into their DOCX.
//!
//! In: the embedded file, of any format that is read. Out: its blocks, to stand in the text around it. Knows no
//! format. Tricky: an embedded file may embed others, or be the bait of a bomb: what it may cost shrinks with depth.

use crate::error::ErrorKind;
use crate::read::Limits;
use crate::read::compose::{Draft, Grid, GridCell, GridRow, Item};
use crate::source::{Block, Cell, Paragraph, Part, Row, SourceText};

/// Embedded files that one document is believed to have.
pub(super) const MOST: usize = 16;
/// Depth below which no embedded file is opened.
const SHALLOWEST: u32 = 16;

/// Reads an embedded file.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Item>, ErrorKind> {
    let inner = Limits {
        depth: limits.depth / 2,
        unpacked_bytes: limits.unpacked_bytes / MOST as u64,
        cells: limits.cells / MOST as u64,
        ..*limits
    };
    if inner.depth < SHALLOWEST {
        return Err(ErrorKind::Limit { limit: "max_depth", allowed: u64::from(limits.depth) });
    }
    Ok(items(&crate::read::read(None, bytes, &inner, false)?))
}

/// The blocks of a document that was read; lines where its reader knows no blocks.
fn items(source: &SourceText) -> Vec<Item> {
    if source.blocks.is_empty() {
        let lines = source.text.lines().filter(|line| !line.trim().is_empty());
        return lines
            .map(|line| Item::Paragraph(Draft { text: line.to_owned(), ..Draft::default() }))
            .collect();
    }
    let item = |block: &Block| match block {
        Block::Paragraph(paragraph) if paragraph.part == Part::HeaderFooter => None,
        Block::Paragraph(paragraph) => Some(Item::Paragraph(draft(paragraph, source))),
        Block::Table(table) => {
            Some(Item::Table(Grid { rows: table.rows.iter().map(|row| grid_row(row, source)).collect() }))
        }
    };
    source.blocks.iter().filter_map(item).collect()
}

fn draft(paragraph: &Paragraph, source: &SourceText) -> Draft {
    let whole = paragraph.span.of(&source.text);
    let label = paragraph.label.map_or("", |label| label.of(&source.text));
    let text = whole.strip_prefix(label).unwrap_or(whole).trim_start();
    Draft {
        label: label.to_owned(),
        text: text.to_owned(),
        style: paragraph.style,
        part: paragraph.part,
        number: 0,
    }
}

fn grid_row(row: &Row, source: &SourceText) -> GridRow {
    let cells: Vec<GridCell> = row.cells.iter().map(|cell| grid_cell(cell, source)).collect();
    let places = cells.iter().map(|cell| cell.column + cell.column_span).max().unwrap_or(0);
    GridRow { cells, places, heading: row.heading, number: 0 }
}

fn grid_cell(cell: &Cell, source: &SourceText) -> GridCell {
    GridCell {
        column: u32::from(cell.column),
        row_span: u32::from(cell.row_span),
        column_span: u32::from(cell.column_span),
        paragraphs: cell.paragraphs.iter().map(|paragraph| draft(paragraph, source)).collect(),
    }
}
