//! Paragraphs and grids, as an office reader finds them → [`SourceText`].
//!
//! In: [`Item`]s of the body and paragraphs of the other parts. Out: one line a paragraph or row, with spans and
//! origins. Knows no file format. Tricky: a merged cell writes its text once, at its first place; the other places
//! it covers stay empty in their lines, so that tabs still count grid columns.

use super::Limits;
use super::repair::repair;
use crate::error::ErrorKind;
use crate::source::{Block, CELL_BREAK, Cell, Origin, Paragraph, Part, Row, SourceText, Style, Table};
use crate::span::Span;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A paragraph that has been read and not yet placed.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// The automatic number or bullet; empty where there is none.
    pub(crate) label: String,
    /// The text, as [`clean`] leaves it.
    pub(crate) text: String,
    pub(crate) style: Style,
    pub(crate) part: Part,
    /// Number of the paragraph in the file, from 1; 0 where it has none.
    pub(crate) number: u32,
}

impl Draft {
    fn texts(&mut self) -> [&mut String; 2] {
        [&mut self.label, &mut self.text]
    }
}

/// One block of the body.
#[derive(Debug)]
pub(crate) enum Item {
    Paragraph(Draft),
    Table(Grid),
}

/// A table on its grid.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    pub(crate) rows: Vec<GridRow>,
}

/// One row of a grid.
#[derive(Debug, Default)]
pub(crate) struct GridRow {
    /// The cells that begin here, by column.
    pub(crate) cells: Vec<GridCell>,
    /// Grid columns that the row reaches, covered places included.
    pub(crate) places: u32,
    /// The format marks it as a repeating heading row.
    pub(crate) heading: bool,
    /// Number of the first paragraph in the row, 0 where there is none.
    pub(crate) number: u32,
}

/// One cell of a grid.
#[derive(Debug, Default)]
pub(crate) struct GridCell {
    pub(crate) column: u32,
    pub(crate) row_span: u32,
    pub(crate) column_span: u32,
    pub(crate) paragraphs: Vec<Draft>,
}

impl Grid {
    /// Its paragraphs in reading order, without the grid: what a nested table adds to the cell around it.
    pub(crate) fn into_paragraphs(self) -> impl Iterator<Item = Draft> {
        self.rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.paragraphs)
    }

    fn is_blank(&self) -> bool {
        self.rows.iter().all(|row| row.cells.iter().all(|cell| cell.paragraphs.is_empty()))
    }
}

/// Writes the source text: the body in order, then `rest`, the paragraphs of other parts. Text of an old code is
/// repaired before.
pub(crate) fn compose(
    mut body: Vec<Item>,
    mut rest: Vec<Draft>,
    limits: &Limits,
) -> Result<SourceText, ErrorKind> {
    let remark = repair(body.iter_mut().flat_map(drafts).chain(&mut rest).flat_map(Draft::texts).collect());
    let source = SourceText { diagnostics: remark.into_iter().collect(), ..SourceText::default() };
    let mut writer = Writer { source, limit: limits.unpacked_bytes.min(u64::from(u32::MAX)) };
    let mut later = Vec::new();
    for item in body {
        match item {
            Item::Paragraph(draft) if draft.part != Part::Body => later.push(draft),
            Item::Paragraph(draft) => writer.paragraph(&draft)?,
            Item::Table(grid) if grid.is_blank() => {}
            Item::Table(grid) => writer.table(&grid)?,
        }
    }
    for draft in later.iter().chain(&rest) {
        writer.paragraph(draft)?;
    }
    Ok(writer.source)
}

/// The paragraphs of an item, where they stand.
fn drafts(item: &mut Item) -> Vec<&mut Draft> {
    match item {
        Item::Paragraph(draft) => vec![draft],
        Item::Table(grid) => {
            let cells = grid.rows.iter_mut().flat_map(|row| &mut row.cells);
            cells.flat_map(|cell| &mut cell.paragraphs).collect()
        }
    }
}

struct Writer {
    source: SourceText,
    limit: u64,
}

impl Writer {
    fn paragraph(&mut self, draft: &Draft) -> Result<(), ErrorKind> {
        let paragraph = self.write(draft, false);
        let span = paragraph.span;
        self.source.blocks.push(Block::Paragraph(paragraph));
        self.end_line(span, draft.number)
    }

    fn table(&mut self, grid: &Grid) -> Result<(), ErrorKind> {
        let start = self.source.text.len();
        let mut rows = Vec::with_capacity(grid.rows.len());
        for row in &grid.rows {
            rows.push(self.row(row)?);
        }
        let end = rows.last().map_or(start, |row| row.span.end as usize);
        self.source.blocks.push(Block::Table(Table { span: Span::new(start, end), rows }));
        Ok(())
    }

    fn row(&mut self, row: &GridRow) -> Result<Row, ErrorKind> {
        let start = self.source.text.len();
        let mut column = 0;
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            self.tabs(cell.column.saturating_sub(column));
            column = cell.column;
            cells.push(self.cell(cell));
        }
        self.tabs(row.places.saturating_sub(column + 1));
        let span = Span::new(start, self.source.text.len());
        self.end_line(span, row.number)?;
        Ok(Row { span, cells, heading: row.heading })
    }

    fn cell(&mut self, cell: &GridCell) -> Cell {
        let start = self.source.text.len();
        let mut paragraphs = Vec::with_capacity(cell.paragraphs.len());
        for (index, draft) in cell.paragraphs.iter().enumerate() {
            if index > 0 {
                self.source.text.push(CELL_BREAK);
            }
            paragraphs.push(self.write(draft, true));
        }
        let narrow = |n: u32| u16::try_from(n).unwrap_or(u16::MAX);
        Cell {
            column: narrow(cell.column),
            row_span: narrow(cell.row_span.max(1)),
            column_span: narrow(cell.column_span.max(1)),
            span: Span::new(start, self.source.text.len()),
            paragraphs,
        }
    }

    fn write(&mut self, draft: &Draft, in_cell: bool) -> Paragraph {
        let text = &mut self.source.text;
        let start = text.len();
        let mut label = None;
        if !draft.label.is_empty() {
            text.push_str(&draft.label);
            label = Some(Span::new(start, text.len()));
            if !draft.text.is_empty() {
                text.push(' ');
            }
        }
        if in_cell && draft.text.contains('\t') {
            text.extend(draft.text.chars().map(|c| if c == '\t' { ' ' } else { c }));
        } else {
            text.push_str(&draft.text);
        }
        Paragraph { span: Span::new(start, text.len()), label, style: draft.style, part: draft.part }
    }

    fn tabs(&mut self, count: u32) {
        self.source.text.extend(std::iter::repeat_n('\t', count as usize));
    }

    fn end_line(&mut self, span: Span, number: u32) -> Result<(), ErrorKind> {
        self.source.text.push('\n');
        if self.source.text.len() as u64 > self.limit {
            return Err(ErrorKind::Limit { limit: "max_unpacked_bytes", allowed: self.limit });
        }
        if number > 0 {
            self.source.origins.push(Origin { span, paragraph: Some(number), ..Origin::default() });
        }
        Ok(())
    }
}

/// The text of one paragraph: blanks at its ends off, no line ends or other control characters in it, hyphens that
/// do not break as plain ones (`12-KH`), NFC.
pub(crate) fn clean(text: &str) -> String {
    let odd = |c: char| (c.is_control() && c != '\t') || c == '\u{2011}';
    let text = text.trim();
    if !text.contains(odd) {
        return composed(text);
    }
    let plain = |c: char| match c {
        '\u{2011}' => '-',
        _ if odd(c) => ' ',
        _ => c,
    };
    composed(text.chars().map(plain).collect::<String>().trim())
}

fn composed(text: &str) -> String {
    // Vietnamese letters and common punctuation are NFC as they stand; asking the tables for each costs more.
    let plain = |c: char| matches!(c, '\0'..='\u{2FF}' | '\u{1E00}'..='\u{1EFF}' | '\u{2010}'..='\u{2028}');
    if text.chars().all(plain) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text.to_owned();
    }
    text.nfc().collect()
}
