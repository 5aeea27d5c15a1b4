//! The running text of an OpenDocument text: elements → paragraphs and grids.
//!
//! In: the XML of the content, or of the page styles. Out: [`Item`]s in reading order, notes apart. One flat loop
//! with stacks of its own: nesting never becomes recursion. Tricky: blanks in the file collapse; those that count
//! are elements (`text:s`). A note stands in the middle of the paragraph that it belongs to.

mod cells;

use self::cells::fitted;
use super::lists::{ItemTaken, Lists, SetAside};
use super::styles::{Family, Look, Styles};
use super::tags::{Names, Tag};
use crate::error::ErrorKind;
use crate::read::Limits;
use crate::read::compose::{Draft, Grid, GridCell, GridRow, Item, clean};
use crate::read::run::{RunLook, RunText};
use crate::read::xml::{Piece, Pieces, attribute};
use crate::source::{Align, CELL_BREAK, Part, Style};
use quick_xml::events::BytesStart;

/// Most copies of a cell that one element stands for.
const COPIES: u32 = 64;
/// Most blanks that one element stands for.
const BLANKS: usize = 256;

/// A paragraph being read.
struct OpenParagraph {
    number: u32,
    look: Look,
    heading: Option<u8>,
    text: RunText,
    /// Looks of the spans around the text, the innermost last.
    spans: Vec<RunLook>,
    item: Option<ItemTaken>,
    /// A heading that counts by the outline: its start value, where it has one.
    outline: Option<Option<u32>>,
    /// Blocks of text boxes anchored here.
    boxes: Vec<Item>,
    /// Containers around it.
    level: usize,
}

/// Where finished blocks go.
enum Container {
    Story,
    Cell { cell: GridCell, covered: bool, copies: u32, lists: SetAside },
    Note { mark: String, drafts: Vec<Draft>, lists: SetAside },
}

/// A table being read.
#[derive(Default)]
struct OpenTable {
    grid: Grid,
    row: Option<GridRow>,
    in_header: bool,
}

/// What a part holds.
#[derive(Default)]
pub(super) struct Story {
    /// Its blocks.
    pub(super) items: Vec<Item>,
    /// Its notes, in order.
    pub(super) notes: Vec<Draft>,
    /// It is a text document, not a sheet or a slide show.
    pub(super) is_text: bool,
    /// Why reading stopped before the end.
    pub(super) damage: Option<String>,
}

/// Reads one part.
pub(super) struct Walk<'s> {
    styles: &'s mut Styles,
    limits: Limits,
    part: Part,
    story: Story,
    lists: Lists,
    stack: Vec<Tag>,
    skip: usize,
    containers: Vec<Container>,
    paragraphs: Vec<OpenParagraph>,
    tables: Vec<OpenTable>,
    contents: usize,
    number: u32,
    cells: u64,
}

impl<'s> Walk<'s> {
    /// A walk over a part of the kind `part`.
    pub(super) fn new(styles: &'s mut Styles, limits: &Limits, part: Part) -> Walk<'s> {
        Walk {
            styles,
            limits: *limits,
            part,
            story: Story::default(),
            lists: Lists::default(),
            stack: Vec::new(),
            skip: 0,
            containers: vec![Container::Story],
            paragraphs: Vec::new(),
            tables: Vec::new(),
            contents: 0,
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
        self.story.damage = pieces.damage;
        Ok(self.story)
    }

    fn open(&mut self, tag: Tag, start: &BytesStart<'_>) -> Result<(), ErrorKind> {
        let mut tag = tag;
        match tag {
            Tag::LeftOut | Tag::AutomaticStyles | Tag::CommonStyles => {
                self.skip = 1;
                return Ok(());
            }
            Tag::Section if attribute(start, "display").is_some_and(|v| v == "none") => {
                self.skip = 1;
                return Ok(());
            }
            Tag::Control if attribute(start, "showing-place-holder").is_some_and(|v| v == "true") => {
                self.skip = 1;
                return Ok(());
            }
            Tag::OfficeText => self.story.is_text = true,
            Tag::Paragraph | Tag::Heading => self.open_paragraph(tag, start),
            Tag::Span => self.open_span(start),
            Tag::Spaces => {
                let count = attribute(start, "c").and_then(|v| v.parse().ok()).unwrap_or(1);
                self.show(&" ".repeat(count.min(BLANKS)));
            }
            Tag::Tab => self.show("\t"),
            Tag::LineBreak => self.show(CELL_BREAK.encode_utf8(&mut [0; 4])),
            Tag::List => self.lists.open(start),
            Tag::NumberedParagraph => {
                let level = attribute(start, "level").and_then(|v| v.parse().ok()).unwrap_or(1_usize);
                self.lists.open(start);
                (1..level.min(10)).for_each(|_| self.lists.open(&BytesStart::new("list")));
                self.lists.item(start);
            }
            Tag::ListItem => self.lists.item(start),
            Tag::ListHeader => self.lists.end_item(),
            Tag::Note => self.open_note()?,
            Tag::Contents => self.contents += 1,
            Tag::Table => {
                self.check_depth()?;
                self.tables.push(OpenTable::default());
            }
            Tag::HeaderRows => self.set_header_rows(true),
            Tag::Row | Tag::Cell | Tag::CoveredCell if !self.open_row_or_cell(tag, start)? => {
                tag = Tag::Other
            }
            _ => {}
        }
        self.stack.push(tag);
        Ok(())
    }

    fn close(&mut self) {
        let Some(tag) = self.stack.pop() else { return };
        match tag {
            Tag::Paragraph | Tag::Heading => self.close_paragraph(),
            Tag::Span => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.spans.pop();
                }
            }
            Tag::List => self.lists.close(),
            Tag::NumberedParagraph => {
                while self.lists.is_in_list() {
                    self.lists.close();
                }
            }
            Tag::ListItem => self.lists.end_item(),
            Tag::Note => self.close_note(),
            Tag::Contents => self.contents -= 1,
            Tag::HeaderRows => self.set_header_rows(false),
            Tag::Cell | Tag::CoveredCell => self.close_cell(),
            Tag::Row => {
                if let Some(table) = self.tables.last_mut() {
                    table.grid.rows.extend(table.row.take());
                }
            }
            Tag::Table => {
                if let Some(table) = self.tables.pop() {
                    self.place(Item::Table(fitted(table.grid)));
                }
            }
            _ => {}
        }
    }

    fn check_depth(&self) -> Result<(), ErrorKind> {
        let notes = self.containers.iter().filter(|c| matches!(c, Container::Note { .. })).count();
        if (self.tables.len() + notes) as u64 >= u64::from(self.limits.depth) {
            return Err(ErrorKind::Limit { limit: "max_depth", allowed: u64::from(self.limits.depth) });
        }
        Ok(())
    }

    fn open_paragraph(&mut self, tag: Tag, start: &BytesStart<'_>) {
        self.number = self.number.saturating_add(1);
        let style = attribute(start, "style-name").unwrap_or_default();
        let look = self.styles.look(Family::Paragraph, &style).clone();
        let level = || attribute(start, "outline-level").and_then(|v| v.parse::<u8>().ok());
        let heading = if tag == Tag::Heading { level().or(Some(1)) } else { look.outline };
        let heading = heading.filter(|level| *level > 0);
        let item = self.lists.takes_item();
        let unnumbered = attribute(start, "is-list-header").is_some_and(|v| v == "true");
        let by_outline = tag == Tag::Heading && !self.lists.is_in_list() && !unnumbered;
        let outline = by_outline.then(|| {
            let restarts = attribute(start, "restart-numbering").is_some_and(|v| v == "true");
            let value = attribute(start, "start-value").and_then(|v| v.parse().ok());
            restarts.then(|| value.unwrap_or(1))
        });
        if let Some(row) = self.tables.last_mut().and_then(|table| table.row.as_mut())
            && row.number == 0
        {
            row.number = self.number;
        }
        let spans = vec![look.run];
        let (number, level) = (self.number, self.containers.len());
        let text = RunText::default();
        self.paragraphs.push(OpenParagraph {
            number,
            look,
            heading,
            text,
            spans,
            item,
            outline,
            boxes: Vec::new(),
            level,
        });
    }

    fn close_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        let text = clean(paragraph.text.text(&self.styles.fonts));
        let label = if self.is_covered() { String::new() } else { self.label(&paragraph) };
        let boxes = std::mem::take(&mut paragraph.boxes);
        if !text.is_empty() || !label.is_empty() {
            let (bold, italic) = paragraph.text.bold_italic();
            let align = paragraph.look.align.or(Some(Align::Left));
            let style = Style { align, bold, italic, heading: paragraph.heading };
            let contents = self.part == Part::Body && (self.contents > 0 || paragraph.look.contents);
            let part = if contents { Part::Contents } else { self.part };
            self.place(Item::Paragraph(Draft { label, text, style, part, number: paragraph.number }));
        }
        for item in boxes {
            self.place(item);
        }
    }

    fn label(&mut self, paragraph: &OpenParagraph) -> String {
        let lists = &self.styles.lists;
        let label = match (&paragraph.item, paragraph.outline, paragraph.heading) {
            (Some(item), _, _) => self.lists.count(item, paragraph.look.list.as_deref(), lists),
            (None, Some(start), Some(level)) => {
                self.lists.count_heading(usize::from(level) - 1, start, lists)
            }
            _ => return String::new(),
        };
        clean(&label)
    }

    fn is_covered(&self) -> bool {
        matches!(self.containers.last(), Some(Container::Cell { covered: true, .. }))
    }

    /// Puts a finished block where it belongs.
    fn place(&mut self, item: Item) {
        let level = self.containers.len();
        if let Some(host) = self.paragraphs.last_mut().filter(|host| host.level == level) {
            host.boxes.push(item);
            return;
        }
        let drafts = match self.containers.last_mut() {
            Some(Container::Cell { cell, .. }) => &mut cell.paragraphs,
            Some(Container::Note { drafts, .. }) => drafts,
            _ => return self.story.items.push(item),
        };
        match item {
            Item::Paragraph(draft) => drafts.push(draft),
            Item::Table(grid) => drafts.extend(grid.into_paragraphs()),
        }
    }

    fn open_span(&mut self, start: &BytesStart<'_>) {
        let style = attribute(start, "style-name").unwrap_or_default();
        let look = self.styles.look(Family::Text, &style).run;
        if let Some(paragraph) = self.paragraphs.last_mut() {
            let around = paragraph.spans.last().copied().unwrap_or_default();
            paragraph.spans.push(look.over(around));
        }
    }

    fn text(&mut self, text: &str) {
        match self.stack.last() {
            Some(Tag::Paragraph | Tag::Heading | Tag::Span | Tag::Inline | Tag::Control) => {}
            Some(Tag::NoteMark) => {
                if let Some(Container::Note { mark, .. }) = self.containers.last_mut() {
                    mark.push_str(text.trim());
                }
                return;
            }
            _ => return,
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let mut at_blank = paragraph.text.at_blank();
        if !at_blank && !text.contains(['\t', '\n', '\r']) && !text.contains("  ") {
            return self.show(text);
        }
        let mut collapsed = String::with_capacity(text.len());
        for c in text.chars() {
            if !blank(c) {
                collapsed.push(c);
            } else if !at_blank {
                collapsed.push(' ');
            }
            at_blank = blank(c);
        }
        self.show(&collapsed);
    }

    fn show(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            let look = paragraph.spans.last().copied().unwrap_or_default();
            paragraph.text.push(text, look, &self.styles.fonts);
        }
    }

    fn open_note(&mut self) -> Result<(), ErrorKind> {
        self.check_depth()?;
        let lists = self.lists.set_aside();
        self.containers.push(Container::Note { mark: String::new(), drafts: Vec::new(), lists });
        Ok(())
    }

    fn close_note(&mut self) {
        let Some(Container::Note { mark, mut drafts, lists }) = self.containers.pop() else { return };
        self.lists.put_back(lists);
        if let Some(first) = drafts.first_mut().filter(|_| !mark.is_empty()) {
            if !first.label.is_empty() {
                first.text = format!("{} {}", first.label, first.text);
            }
            first.label = clean(&mark);
        }
        let apart = drafts.into_iter().map(|draft| Draft { part: Part::Footnote, number: 0, ..draft });
        self.story.notes.extend(apart);
    }
}
