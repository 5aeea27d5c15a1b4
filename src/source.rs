//! What a file reader hands to the parser: the source text, its blocks, and where its lines came from.
//!
//! In: nothing (plain data). Out: [`SourceText`]. Knows neither file formats nor plans.
//!
//! The source text holds one block a line. A table row is one line, its cells parted by `\t`; paragraphs
//! inside one cell are parted by U+2028 (LINE SEPARATOR), so that a row stays a line. Automatic numbers are
//! written out at the start of their paragraph, followed by one space. Text is NFC.

use crate::diagnostic::Diagnostic;
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// Parts paragraphs inside one table cell of a source text.
pub const CELL_BREAK: char = '\u{2028}';

/// The text of a document and its structure, as a reader found them.
#[derive(Clone, Debug, Default)]
pub struct SourceText {
    /// The text into which every span points.
    pub text: String,
    /// The blocks, in the order of the text.
    pub blocks: Vec<Block>,
    /// Where the lines of the text came from, one entry a line that has an origin, in order.
    pub origins: Vec<Origin>,
    /// Canonical short name of the format: `txt`, `md`, `docx`, `doc`, `pdf`, `html`, `rtf`, `odt`.
    pub format: String,
    /// Charset found, for formats that are text: `utf-8`, `utf-16le`, `windows-1258`, `tcvn3`, `vni` …
    pub encoding: Option<String>,
    /// Number of pages (PDF).
    pub pages: Option<u32>,
    /// Digital signature stamps (PDF).
    pub signatures: Vec<SignatureStamp>,
    /// What the reader could not do, or did on thin evidence.
    pub diagnostics: Vec<Diagnostic>,
}

/// One block of a [`SourceText`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Block {
    /// A paragraph: one line of the source text.
    Paragraph(Paragraph),
    /// A table: consecutive lines of the source text, one a row.
    Table(Table),
}

/// A paragraph: its place in the source text and what the page shows of it.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// The whole paragraph, label included, line end not.
    pub span: Span,
    /// The automatic number or bullet that the reader wrote at the start of the paragraph, if any.
    pub label: Option<Span>,
    /// How it looks.
    pub style: Style,
    /// In which part of the document it stands.
    pub part: Part,
}

/// How a paragraph looks; `None`/`false` where the format does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Horizontal alignment.
    pub align: Option<Align>,
    /// All of its letters are bold.
    pub bold: bool,
    /// All of its letters are italic.
    pub italic: bool,
    /// Outline level of a heading style, from 1.
    pub heading: Option<u8>,
}

/// Horizontal alignment of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Align {
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
    /// To both sides.
    Justify,
}

/// The part of the document in which a paragraph stands. Parts other than the body come at the end of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// The running text, text boxes included at the place of their anchor.
    #[default]
    Body,
    /// A page header or footer.
    HeaderFooter,
    /// A footnote or endnote; its mark is the paragraph's label.
    Footnote,
    /// A line of a table of contents: repeats headings that stand elsewhere.
    Contents,
}

/// A table as a grid.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// All of its lines in the source text.
    pub span: Span,
    /// The rows in order.
    pub rows: Vec<Row>,
}

/// A row of a table: one line of the source text.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The line, line end not included.
    pub span: Span,
    /// The cells that begin in this row, by column; a place covered from above by a merged cell has none
    /// (its text is empty in the line).
    pub cells: Vec<Cell>,
    /// The page or the format marks it as a repeating heading row.
    pub heading: bool,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Grid column, from 0.
    pub column: u16,
    /// Rows covered, at least 1.
    pub row_span: u16,
    /// Columns covered, at least 1.
    pub column_span: u16,
    /// The whole cell in the source text; empty where the cell is empty.
    pub span: Span,
    /// Its paragraphs, in order (nested tables flattened).
    pub paragraphs: Vec<Paragraph>,
}

/// Where a line of the source text came from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Origin {
    /// The line, in the source text.
    pub span: Span,
    /// Number of the paragraph in the file, from 1 (DOCX, DOC, ODT, RTF, HTML).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// Page, from 1 (PDF).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Box on the page in points from the top left: x0, y0, x1, y1 (PDF).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(rename = "box")]
    pub bounds: Option<[f32; 4]>,
}

/// A digital signature stamp taken out of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SignatureStamp {
    /// Who signed.
    pub signer: Option<String>,
    /// For which organ.
    pub agency: Option<String>,
    /// When, as printed.
    pub time: Option<String>,
}
