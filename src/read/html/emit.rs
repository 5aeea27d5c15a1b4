//! Blocks → source text: one block a line, a table row a line, parts other than the body at the end.

use super::grid::{Block, Grid};
use super::item::Para;
use crate::read::repair::repair;
use crate::source::{self, CELL_BREAK, Cell, Origin, Paragraph, Part, Row, SourceText, Table};
use crate::span::Span;

/// Writes blocks out; text of an old code is repaired before.
pub(super) fn emit(mut blocks: Vec<Block>) -> SourceText {
    let remark = repair(blocks.iter_mut().flat_map(paragraphs).flat_map(texts).collect());
    let mut out = SourceText { diagnostics: remark.into_iter().collect(), ..SourceText::default() };
    let is_body = |block: &Block| !matches!(block, Block::Para(p) if p.part != Part::Body);
    let (body, rest): (Vec<_>, Vec<_>) = blocks.into_iter().partition(is_body);
    for block in body.into_iter().chain(rest) {
        match block {
            Block::Para(para) => {
                let number = para.number;
                let start = out.text.len();
                let paragraph = write(&mut out.text, &para);
                end_line(&mut out, start, number);
                out.blocks.push(source::Block::Paragraph(paragraph));
            }
            Block::Grid(grid) => {
                let table = write_grid(&mut out, grid);
                if !table.rows.is_empty() {
                    out.blocks.push(source::Block::Table(table));
                }
            }
        }
    }
    out
}

/// The paragraphs of a block, where they stand.
fn paragraphs(block: &mut Block) -> Vec<&mut Para> {
    match block {
        Block::Para(para) => vec![para],
        Block::Grid(grid) => {
            let cells = grid.rows.iter_mut().flat_map(|row| &mut row.cells);
            cells.flat_map(|cell| &mut cell.paragraphs).collect()
        }
    }
}

fn texts(para: &mut Para) -> impl Iterator<Item = &mut String> {
    para.label.iter_mut().chain([&mut para.text])
}

fn write(text: &mut String, para: &Para) -> Paragraph {
    let start = text.len();
    let label = para.label.as_ref().map(|label| {
        text.push_str(label);
        Span::new(start, text.len())
    });
    if label.is_some() && !para.text.is_empty() {
        text.push(' ');
    }
    text.push_str(&para.text);
    Paragraph { span: Span::new(start, text.len()), label, style: para.style, part: para.part }
}

fn end_line(out: &mut SourceText, start: usize, number: u32) {
    let span = Span::new(start, out.text.len());
    out.origins.push(Origin { span, paragraph: (number > 0).then_some(number), ..Origin::default() });
    out.text.push('\n');
}

fn write_grid(out: &mut SourceText, grid: Grid) -> Table {
    let table_start = out.text.len();
    let mut rows = Vec::with_capacity(grid.rows.len());
    for raw in grid.rows {
        let start = out.text.len();
        let mut number = 0;
        let mut column = 0;
        let mut cells = Vec::with_capacity(raw.cells.len());
        for cell in raw.cells {
            while column < cell.column {
                out.text.push('\t');
                column += 1;
            }
            let cell_start = out.text.len();
            let mut paragraphs = Vec::with_capacity(cell.paragraphs.len());
            for (n, mut para) in cell.paragraphs.into_iter().enumerate() {
                if n > 0 {
                    out.text.push(CELL_BREAK);
                }
                number = if number == 0 { para.number } else { number };
                // A tab parts cells.
                para.text = para.text.replace('\t', " ");
                para.label = para.label.map(|label| label.replace('\t', " "));
                paragraphs.push(write(&mut out.text, &para));
            }
            cells.push(Cell {
                column: cell.column,
                row_span: cell.row_span,
                column_span: cell.column_span,
                span: Span::new(cell_start, out.text.len()),
                paragraphs,
            });
        }
        while column + 1 < raw.columns {
            out.text.push('\t');
            column += 1;
        }
        let span = Span::new(start, out.text.len());
        end_line(out, start, number);
        rows.push(Row { span, cells, heading: raw.heading });
    }
    let end = rows.last().map_or(table_start, |row| row.span.end as usize);
    Table { span: Span::new(table_start, end), rows }
}
