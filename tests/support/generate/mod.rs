//! A generator of documents with known answers: layout × label wordings × numbering × table shapes × time words ×
//! agencies × letterheads × signatures. One seed, one document, the same on every machine.
//!
//! `document(seed)` plants the [`Truth`] and lays the [`Block`]s; `text`, `markdown`, `docx`, `html` and `rtf` write them out;
//! `retell` lays the blocks of a plain text;
//! `compare` holds what came back against the truth, field by field.

mod body;
pub(crate) mod compare;
#[cfg(feature = "docx")]
pub(crate) mod docx;
mod duty;
pub(crate) mod echo;
mod frame;
pub(crate) mod html;
mod issuer;
pub(crate) mod markdown;
mod outline;
pub(crate) mod retell;
pub(crate) mod rtf;
mod table;
pub(crate) mod text;
pub(crate) mod truth;
mod words;

use super::random::Random;
use issuer::Issuer;
use outline::Counter;
pub(crate) use truth::Truth;

/// A generated document.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(crate) seed: u64,
    pub(crate) layout: Layout,
    pub(crate) truth: Truth,
    pub(crate) blocks: Vec<Block>,
}

/// Outermost bullets; the plain dash is the commonest.
const BULLETS: [&str; 5] = ["-", "-", "–", "•", "*"];

/// Choices of form, which must not change what is read.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub(crate) family: Family,
    pub(crate) level: &'static str,
    pub(crate) letterhead: Letterheads,
    pub(crate) scheme: usize,
    pub(crate) fields: Fields,
    pub(crate) bullet: &'static str,
    pub(crate) table: Shape,
    pub(crate) permuted: bool,
    pub(crate) table_in_body: bool,
    pub(crate) blank_lines: bool,
    pub(crate) side_by_side: bool,
    pub(crate) automatic: bool,
    pub(crate) rules: bool,
}

/// What kind of document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Plan,
    Decision,
    Directive,
    Dispatch,
    Conclusion,
}

/// How the letterhead stands in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letterheads {
    Columns,
    Tabs,
    OneColumn,
    /// Number and place share a line.
    Together,
    /// No organs: number and place alone.
    Bare,
}

/// How the fields of a task are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fields {
    Bullets,
    Lines,
    Bracket,
    OneLine,
    Nested,
    Units,
    TrailingBracket,
}

/// How a table stands in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Tabs,
    Pipes,
    Aligned,
}

/// A piece of the document, in reading order.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    Letterhead(Letterhead),
    /// A centred line.
    Centre(String),
    Paragraph(String),
    Bullet {
        marker: &'static str,
        text: String,
    },
    /// `level` from 0.
    Numbered {
        level: usize,
        marker: String,
        text: String,
    },
    Table(Grid),
    Closing {
        recipients: Vec<String>,
        signature: Vec<String>,
    },
    PageBreak,
}

/// Both sides of the letterhead.
#[derive(Clone, Debug, Default)]
pub(crate) struct Letterhead {
    pub(crate) left: Vec<String>,
    pub(crate) right: Vec<String>,
    /// Number line, and "V/v …" of a dispatch under it.
    pub(crate) number: Vec<String>,
    pub(crate) dated: String,
    pub(crate) party: bool,
}

/// A table as laid out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    pub(crate) heading: Vec<Vec<Cell>>,
    pub(crate) rows: Vec<Vec<Cell>>,
    /// A page break with the heading repeated stands before this row.
    pub(crate) cut: Option<usize>,
}

/// A cell. A cell that spans columns is followed by none for them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) span: usize,
    /// The cell continues the one above (DOCX merges them; text repeats the words).
    pub(crate) continues: bool,
}

impl Grid {
    /// Number of columns.
    pub(crate) fn width(&self) -> usize {
        self.heading.first().map_or(0, |row| row.iter().map(|c| c.span).sum())
    }
}

impl Grid {
    /// The rows on either side of the page break. A merge does not reach over two tables: the words are printed again.
    fn parts(&self) -> (Vec<Vec<Cell>>, Option<Vec<Vec<Cell>>>) {
        let Some(at) = self.cut.filter(|at| *at < self.rows.len()) else { return (self.rows.clone(), None) };
        let mut second = self.rows[at..].to_vec();
        second[0].iter_mut().for_each(|c| c.continues = false);
        (self.rows[..at].to_vec(), Some(second))
    }
}

/// Whether the cell that stands at a column continues the one above it.
fn continues_at(row: &[Cell], column: usize) -> bool {
    let mut at = 0;
    row.iter().any(|c| {
        let here = at == column;
        at += c.span;
        here && c.continues
    })
}

impl Cell {
    pub(crate) fn new(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), span: 1, continues: false }
    }
}

/// A document under construction.
struct Build {
    random: Random,
    issuer: Issuer,
    layout: Layout,
    truth: Truth,
    blocks: Vec<Block>,
    counter: Counter,
    works: Vec<&'static str>,
    lone_duties: Vec<&'static str>,
}

/// The document of a seed.
pub(crate) fn document(seed: u64) -> Document {
    let mut random = Random::new(seed);
    let issuer = issuer::issuer(&mut random);
    let layout = layout(&mut random, &issuer);
    let mut works = words::WORKS.to_vec();
    random.shuffle(&mut works);
    let mut lone_duties = words::LONE_DUTIES.to_vec();
    random.shuffle(&mut lone_duties);
    let counter = Counter::new(layout.scheme);
    let truth = Truth::default();
    let mut build = Build { random, issuer, layout, truth, blocks: Vec::new(), counter, works, lone_duties };
    build.letterhead();
    build.opening();
    match build.layout.family {
        Family::Plan => {
            build.plan_body();
            build.closing();
            build.appendix();
        }
        Family::Decision => {
            build.articles();
            build.closing();
            build.attached_plan();
        }
        Family::Directive | Family::Dispatch | Family::Conclusion => {
            build.assignments();
            build.closing();
        }
    }
    Document { seed, layout: build.layout, truth: build.truth, blocks: build.blocks }
}

fn layout(random: &mut Random, issuer: &Issuer) -> Layout {
    let family = match random.below(10) {
        0 => Family::Decision,
        1 => Family::Directive,
        2 => Family::Dispatch,
        3 => Family::Conclusion,
        _ => Family::Plan,
    };
    let family = if issuer.party && family != Family::Conclusion { Family::Plan } else { family };
    use Letterheads::{Bare, Columns, OneColumn, Tabs, Together};
    let letterhead = match family {
        Family::Plan => *random.pick(&[Columns, Tabs, OneColumn, Together, Bare]),
        _ => *random.pick(&[Columns, Tabs, OneColumn]),
    };
    // the Party writes its number on the left alone, and its plans name the issuing body nowhere else
    let letterhead = if issuer.party && matches!(letterhead, Together | Bare) { Columns } else { letterhead };
    use Fields::{Bracket, Bullets, Lines, Nested, OneLine, TrailingBracket, Units};
    Layout {
        family,
        level: issuer.level,
        letterhead,
        scheme: random.below(outline::SCHEMES.len()),
        fields: *random.pick(&[Bullets, Bullets, Lines, Bracket, OneLine, Nested, Units, TrailingBracket]),
        bullet: BULLETS[random.below(BULLETS.len())],
        table: *random.pick(&[Shape::Tabs, Shape::Pipes, Shape::Aligned]),
        permuted: random.one_in(3),
        table_in_body: random.one_in(4),
        blank_lines: random.one_in(2),
        side_by_side: random.one_in(3),
        automatic: random.one_in(2),
        rules: random.one_in(2),
    }
}

impl Build {
    fn paragraph(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    fn bullet(&mut self, marker: &'static str, text: impl Into<String>) {
        self.blocks.push(Block::Bullet { marker, text: text.into() });
    }

    /// Adds a numbered paragraph; returns its section id, where the contract fixes it.
    fn heading(&mut self, level: usize, title: &str) -> Option<String> {
        let marker = self.counter.next(level);
        self.truth.sections.push(truth::Heading {
            marker: marker.clone(),
            level: level as u32 + 1,
            title: title.to_owned(),
        });
        self.blocks.push(Block::Numbered { level, marker, text: title.to_owned() });
        self.counter.id(level)
    }

    fn work(&mut self) -> String {
        self.works.pop().unwrap_or("Tổ chức các hoạt động hưởng ứng").to_owned()
    }
}
