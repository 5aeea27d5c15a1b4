//! The running text of a Word document: elements → paragraphs and grids.
//!
//! In: the XML of the body, a header or the notes. Out: [`Item`]s in reading order. One flat loop with stacks of its
//! own: nesting never becomes recursion. Styles and numbering answer questions; they are not read here. Tricky:
//! a text box sits inside a run of another paragraph, and comes twice, once for older programs.

mod cells;
mod content;

use super::field::Fields;
use super::numbering::{Counters, Numbering};
use super::paragraph::{Carried, OpenParagraph};
use super::styles::{Inherited, Styles};
use super::table::{OpenCell, OpenTable};
use super::tags::{Names, Tag};
use crate::error::ErrorKind;
use crate::read::Limits;
use crate::read::compose::{Draft, Item, clean};
use crate::read::run::{Fonts, RunLook};
use crate::read::xml::{Piece, Pieces, attribute};
use crate::source::{Align, Part, Style};
use quick_xml::events::BytesStart;

/// What a document defines once and every part of it uses.
pub(super) struct Definitions {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) fonts: Fonts,
}

/// A note or header that the text points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    /// Footnote by id; whether the text writes its mark itself.
    Footnote(String, bool),
    /// Endnote by id; whether the text writes its mark itself.
    Endnote(String, bool),
    /// Header or footer by relation.
    HeaderFooter(String),
}

/// Where finished paragraphs and tables go.
enum Container {
    Story,
    Cell(OpenCell),
    TextBox,
}

/// What one part of a document holds.
#[derive(Default)]
pub(super) struct Story {
    /// Its blocks.
    pub(super) items: Vec<Item>,
    /// Notes: their ids, and how many of `items` precede them.
    pub(super) notes: Vec<(String, usize)>,
    /// What it points to, in order.
    pub(super) references: Vec<Reference>,
    /// Embedded documents: their relations, and how many of `items` precede them.
    pub(super) chunks: Vec<(String, usize)>,
    /// Embedded documents that are not read.
    pub(super) foreign: usize,
    /// Why reading stopped before the end.
    pub(super) damage: Option<String>,
}

/// Reads one part.
pub(super) struct Walk<'d> {
    definitions: &'d mut Definitions,
    counters: Counters,
    limits: Limits,
    part: Part,
    story: Story,
    stack: Vec<Tag>,
    skip: usize,
    containers: Vec<Container>,
    paragraphs: Vec<OpenParagraph>,
    tables: Vec<OpenTable>,
    carried: Option<Carried>,
    fields: Fields,
    /// The text element being read, and whether blanks at its ends count.
    element: (String, bool),
    /// Whether each open pair of alternatives has shown any text, and where text stood when it opened.
    alternatives: Vec<usize>,
    /// Pieces of text that have shown.
    shown: usize,
    placeholder: bool,
    gallery: bool,
    /// Depth of the content control that holds a table of contents.
    contents_control: Option<usize>,
    number: u32,
    cells: u64,
}

impl<'d> Walk<'d> {
    /// A walk over a part of the kind `part`; `cells` have been counted before it.
    pub(super) fn new(definitions: &'d mut Definitions, limits: &Limits, part: Part) -> Walk<'d> {
        Walk {
            definitions,
            counters: Counters::default(),
            limits: *limits,
            part,
            story: Story::default(),
            stack: Vec::new(),
            skip: 0,
            containers: vec![Container::Story],
            paragraphs: Vec::new(),
            tables: Vec::new(),
            carried: None,
            fields: Fields::default(),
            element: (String::new(), false),
            alternatives: Vec::new(),
            shown: 0,
            placeholder: false,
            gallery: false,
            contents_control: None,
            number: 0,
            cells: 0,
        }
    }

    /// Reads the part to its end, or to where it is broken.
    pub(super) fn read(mut self, xml: &str) -> Result<Story, ErrorKind> {
        let mut names = Names::default();
        let mut pieces = Pieces::new(xml);
        loop {
            match pieces.next() {
                Piece::End => break,
                Piece::Close if self.skip > 0 => self.skip -= 1,
                Piece::Close => self.close(),
                Piece::Open(_) if self.skip > 0 => self.skip += 1,
                Piece::Open(start) => {
                    let tag = names.tag(&start);
                    self.open(tag, &start)?;
                }
                Piece::Text(text) if self.skip == 0 => self.text(&text),
                Piece::Char(c) if self.skip == 0 => self.text(c.encode_utf8(&mut [0; 4])),
                Piece::Text(_) | Piece::Char(_) => {}
            }
        }
        self.skip = 0;
        while !self.stack.is_empty() {
            self.close();
        }
        self.flush_carried();
        self.story.damage = pieces.damage;
        Ok(self.story)
    }

    fn parent(&self) -> Tag {
        self.stack.last().copied().unwrap_or(Tag::Other)
    }

    fn open(&mut self, tag: Tag, start: &BytesStart<'_>) -> Result<(), ErrorKind> {
        if self.is_left_out(tag) {
            self.skip = 1;
            return Ok(());
        }
        let parent = self.parent();
        let mut tag = tag;
        match tag {
            Tag::Paragraph => self.open_paragraph(),
            Tag::Run => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    (paragraph.run, paragraph.run_style) = (RunLook::default(), RunLook::default());
                }
            }
            Tag::Text | Tag::MathText => self.open_text(start),
            Tag::Table => {
                self.check_depth()?;
                self.tables.push(OpenTable::default());
            }
            Tag::Row | Tag::Cell if !self.open_row_or_cell(tag)? => tag = Tag::Other,
            Tag::Row | Tag::Cell => {}
            Tag::TextBox => {
                self.check_depth()?;
                self.containers.push(Container::TextBox);
            }
            Tag::Footnote | Tag::Endnote => self.open_note(start),
            _ if matches!(parent, Tag::RowProperties | Tag::CellProperties) => {
                self.table_property(tag, start)
            }
            _ if !self.run_content(tag, start) => self.property(tag, parent, start),
            _ => {}
        }
        self.stack.push(tag);
        Ok(())
    }

    /// Elements whose whole content does not show.
    fn is_left_out(&mut self, tag: Tag) -> bool {
        match tag {
            // In properties, `del` and `moveFrom` speak of the row or of the paragraph's end.
            Tag::Deleted | Tag::MovedFrom => {
                !matches!(self.parent(), Tag::RowProperties | Tag::RunProperties)
            }
            Tag::DeletedText
            | Tag::DeletedCode
            | Tag::RunChange
            | Tag::ParagraphChange
            | Tag::SectionChange
            | Tag::TableChange
            | Tag::RowChange
            | Tag::CellChange
            | Tag::ExceptionChange
            | Tag::GridChange
            | Tag::RubyText => true,
            Tag::ControlContent => std::mem::take(&mut self.placeholder),
            Tag::Choice | Tag::Fallback => {
                self.alternatives.last().is_some_and(|before| self.shown > *before)
            }
            _ => false,
        }
    }

    fn close(&mut self) {
        let Some(tag) = self.stack.pop() else { return };
        match tag {
            Tag::Text | Tag::MathText => self.end_text(),
            Tag::Paragraph => self.close_paragraph(),
            Tag::Cell => self.close_cell(),
            Tag::Row => {
                self.flush_carried();
                if let Some(table) = self.tables.last_mut() {
                    table.close_row();
                }
            }
            Tag::Table => {
                if let Some(table) = self.tables.pop() {
                    self.place(Item::Table(table.finish()));
                }
            }
            Tag::TextBox => {
                self.flush_carried();
                self.containers.pop();
            }
            Tag::AlternateContent => {
                self.alternatives.pop();
            }
            Tag::SimpleField => self.fields.end(),
            Tag::Footnote | Tag::Endnote => self.flush_carried(),
            Tag::ControlContent if self.contents_control == Some(self.stack.len()) => {
                self.contents_control = None
            }
            _ => {}
        }
    }

    fn check_depth(&self) -> Result<(), ErrorKind> {
        let boxes = self.containers.iter().filter(|c| matches!(c, Container::TextBox)).count();
        if (self.tables.len() + boxes) as u64 >= u64::from(self.limits.depth) {
            return Err(ErrorKind::Limit { limit: "max_depth", allowed: u64::from(self.limits.depth) });
        }
        Ok(())
    }

    fn open_paragraph(&mut self) {
        self.number = self.number.saturating_add(1);
        let style = self.definitions.styles.default_paragraph();
        let mut paragraph = OpenParagraph::new(self.number, style, self.inherited(style));
        paragraph.contents = self.contents_control.is_some();
        if let Some(carried) = self.carried.take() {
            paragraph.receive(carried);
        }
        if let Some(row) = self.tables.last_mut().and_then(|table| table.row.as_mut())
            && row.number == 0
        {
            row.number = self.number;
        }
        self.paragraphs.push(paragraph);
    }

    fn inherited(&self, style: Option<usize>) -> Inherited {
        let mut inherited = self.definitions.styles.inherited(style);
        inherited.run = inherited.run.over(self.definitions.styles.defaults());
        inherited
    }

    fn close_paragraph(&mut self) {
        self.fields.end_paragraph();
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        if paragraph.joined {
            self.carried = Some(paragraph.carry());
            return;
        }
        let text = clean(paragraph.text.text(&self.definitions.fonts));
        let label =
            if self.counts(&paragraph, text.is_empty()) { self.label(&paragraph) } else { String::new() };
        let boxes = std::mem::take(&mut paragraph.boxes);
        if !text.is_empty() || !label.is_empty() {
            let (bold, italic) = paragraph.text.bold_italic();
            let outline = paragraph.own.outline.or(paragraph.inherited.outline);
            let style = Style {
                align: paragraph.own.align.or(paragraph.inherited.align).or(Some(Align::Left)),
                bold,
                italic,
                heading: outline.filter(|level| *level < 9).map(|level| level + 1),
            };
            let contents = self.part == Part::Body && (paragraph.contents || paragraph.inherited.contents);
            let part = if contents { Part::Contents } else { self.part };
            self.place(Item::Paragraph(Draft { label, text, style, part, number: paragraph.number }));
        }
        for item in boxes {
            self.place(item);
        }
    }

    /// Whether a paragraph takes part in counting: it shows.
    fn counts(&self, paragraph: &OpenParagraph, empty: bool) -> bool {
        if empty && paragraph.end_hidden {
            return false;
        }
        let Some(table) = self.tables.last() else { return true };
        if table.row.as_ref().is_some_and(|row| row.dropped) {
            return false;
        }
        let Some(Container::Cell(cell)) = self.containers.last() else { return true };
        !table.is_covered(cell)
    }

    fn label(&mut self, paragraph: &OpenParagraph) -> String {
        let Definitions { styles, numbering, .. } = &*self.definitions;
        let own = paragraph.own;
        match numbering.place(own.list, own.level, paragraph.style, styles) {
            Some(place) => clean(&numbering.count(place, &mut self.counters)),
            None => String::new(),
        }
    }

    /// Puts a finished block where it belongs.
    fn place(&mut self, item: Item) {
        match self.containers.last_mut() {
            Some(Container::Cell(cell)) => match item {
                Item::Paragraph(draft) => cell.paragraphs.push(draft),
                Item::Table(grid) => cell.paragraphs.extend(grid.into_paragraphs()),
            },
            Some(Container::TextBox) => match self.paragraphs.last_mut() {
                Some(host) => host.boxes.push(item),
                None => self.story.items.push(item),
            },
            _ => self.story.items.push(item),
        }
    }

    /// A paragraph whose end is deleted and that nothing follows stays a paragraph.
    fn flush_carried(&mut self) {
        if self.carried.is_some() {
            self.open_paragraph();
            self.number = self.number.saturating_sub(1);
            self.close_paragraph();
        }
    }

    fn open_note(&mut self, start: &BytesStart<'_>) {
        let separator = attribute(start, "type").is_some_and(|t| t != "normal");
        let id =
            if separator { String::new() } else { attribute(start, "id").unwrap_or_default().into_owned() };
        self.story.notes.push((id, self.story.items.len()));
    }
}
