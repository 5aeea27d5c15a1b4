//! Elements → [`SourceText`].
//!
//! In: the elements of the document. Out: text, blocks, origins. One block a line, a row a line, NFC.

use super::layout::{Element, RawRow, RawTable};
use super::paragraphs::Para;
use crate::source::{Block, CELL_BREAK, Cell, Origin, Paragraph, Part, Row, SourceText, Style, Table};
use crate::span::Span;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Writes the document; `heads` are running heads, which come last.
pub(super) fn emit(elements: Vec<Element>, heads: Vec<String>) -> SourceText {
    let mut out = SourceText { format: "pdf".to_owned(), ..SourceText::default() };
    for element in elements {
        match element {
            Element::Para(para) => paragraph(&mut out, &para),
            Element::Table(raw) => table(&mut out, &raw),
        }
    }
    for text in heads {
        let span = put(&mut out.text, &text);
        out.text.push('\n');
        out.blocks.push(Block::Paragraph(Paragraph {
            span,
            part: Part::HeaderFooter,
            ..Paragraph::default()
        }));
    }
    out
}

/// Appends NFC text without line breaks and returns its span.
fn put(out: &mut String, text: &str) -> Span {
    let start = out.len();
    if is_nfc(text) {
        out.push_str(text)
    } else {
        out.extend(text.nfc())
    }
    Span::new(start, out.len())
}

fn styled(span: Span, para: &Para) -> Paragraph {
    let start = span.start as usize;
    Paragraph {
        span,
        label: (para.label > 0).then(|| Span::new(start, start + para.label)),
        style: Style { align: para.align, bold: para.bold, italic: para.italic, heading: None },
        part: para.part,
    }
}

fn paragraph(out: &mut SourceText, para: &Para) {
    let span = put(&mut out.text, &para.text);
    out.text.push('\n');
    out.origins.push(Origin {
        span,
        page: Some(para.page),
        bounds: Some(para.bounds.map(round)),
        ..Origin::default()
    });
    out.blocks.push(Block::Paragraph(styled(span, para)));
}

fn round(v: f32) -> f32 {
    (v * 10.0).round() / 10.0
}

fn table(out: &mut SourceText, raw: &RawTable) {
    let start = out.text.len();
    let columns = raw.xs.len().saturating_sub(1);
    let rows: Vec<Row> = raw.rows.iter().map(|r| row(out, r, columns)).collect();
    let span = Span::new(start, out.text.len().saturating_sub(1));
    out.blocks.push(Block::Table(Table { span, rows }));
}

fn row(out: &mut SourceText, raw: &RawRow, columns: usize) -> Row {
    let start = out.text.len();
    let mut cells = Vec::with_capacity(raw.cells.len());
    for column in 0..columns.max(1) {
        if column > 0 {
            out.text.push('\t');
        }
        let Some(cell) = raw.cells.iter().find(|c| c.column == column) else { continue };
        let from = out.text.len();
        let mut paragraphs = Vec::with_capacity(cell.paras.len());
        for (index, para) in cell.paras.iter().enumerate() {
            if index > 0 {
                out.text.push(CELL_BREAK);
            }
            let span = put(&mut out.text, &para.text);
            paragraphs.push(styled(span, para));
        }
        cells.push(Cell {
            column: u16::try_from(cell.column).unwrap_or(u16::MAX),
            row_span: u16::try_from(cell.rows.max(1)).unwrap_or(u16::MAX),
            column_span: u16::try_from(cell.columns.max(1)).unwrap_or(u16::MAX),
            span: Span::new(from, out.text.len()),
            paragraphs,
        });
    }
    let span = Span::new(start, out.text.len());
    out.text.push('\n');
    out.origins.push(Origin {
        span,
        page: Some(raw.page),
        bounds: Some(raw.bounds.map(round)),
        ..Origin::default()
    });
    Row { span, cells, heading: raw.heading }
}
