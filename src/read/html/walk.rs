//! Walks a page and makes its paragraphs and tables.
//!
//! In: [`Dom`], what to read of it. Out: [`Item`]s. Knows HTML and Word's dialect of it; does not judge what belongs
//! to the document (`article`), nor which tables are real (`grid`).
//!
//! Tricky: Word writes `<p><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>Mục đích` and, filtered,
//! `<p>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;</span>Mục đích`: both are label and text.

use super::article::Article;
use super::css::{Look, Mso};
use super::dom::{Dom, Kind};
use super::fonts;
use super::list::{List, has_own_label};
use super::paragraph::{Breaks, Gather, Run};
use crate::source::{Align, Part, Style};
use scraper::node::Element;
use std::rc::Rc;

/// A paragraph or a table.
#[derive(Debug)]
pub(super) enum Item {
    Para(Para),
    Table(RawTable),
}

/// A paragraph.
#[derive(Debug)]
pub(super) struct Para {
    pub(super) label: Option<String>,
    pub(super) text: String,
    pub(super) style: Style,
    pub(super) part: Part,
    /// Number in the file, from 1.
    pub(super) number: u32,
}

/// A table as its tags say, not yet a grid.
#[derive(Debug, Default)]
pub(super) struct RawTable {
    pub(super) rows: Vec<RawRow>,
    /// The caption, which stands before it.
    pub(super) caption: Vec<Item>,
}

/// A row of a [`RawTable`].
#[derive(Debug, Default)]
pub(super) struct RawRow {
    pub(super) cells: Vec<RawCell>,
    pub(super) heading: bool,
}

/// A cell of a [`RawTable`].
#[derive(Debug)]
pub(super) struct RawCell {
    pub(super) items: Vec<Item>,
    pub(super) column_span: u16,
    /// 0: down to the last row.
    pub(super) row_span: u16,
    pub(super) is_head: bool,
}

/// Elements that end the paragraph before and after them.
const BLOCKS: &[&str] = &[
    "html",
    "body",
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "center",
    "address",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "pre",
    "form",
    "fieldset",
    "legend",
    "figure",
    "figcaption",
    "details",
    "summary",
    "hr",
    "dir",
    "menu",
    "hgroup",
    "listing",
    "plaintext",
    "xmp",
    "table",
    "caption",
    "tr",
    "td",
    "th",
    "tbody",
    "thead",
    "tfoot",
    "frameset",
];

/// What an element hands down.
#[derive(Clone)]
struct Context {
    run: Run,
    font: Option<Rc<str>>,
    align: Option<Align>,
    heading: Option<u8>,
    part: Part,
    breaks: Breaks,
    /// Inside the automatic number of a paragraph.
    in_label: bool,
    /// Inside a run of 7-point blanks.
    tiny: bool,
    in_head: bool,
}

/// What to do when an element ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Close {
    Nothing,
    Block,
    Item,
    List,
    Table,
    Cell { column_span: u16, row_span: u16, is_head: bool },
    Caption,
}

struct Open {
    end: usize,
    close: Close,
    outer: Context,
}

/// Paragraphs of the body or of one cell.
#[derive(Default)]
struct Frame {
    items: Vec<Item>,
    gather: Gather,
    /// The label of a list item whose first paragraph is to come.
    pending: Option<String>,
    lists: Vec<List>,
    /// The last list that ended at each depth, since an item of a higher one.
    ended: Vec<Option<List>>,
}

struct Walker<'a> {
    dom: &'a Dom<'a>,
    is_office: bool,
    context: Context,
    frames: Vec<Frame>,
    tables: Vec<RawTable>,
    numbers: u32,
}

/// Reads the parts of a page that an [`Article`] names.
pub(super) fn walk(dom: &Dom, article: &Article, is_office: bool) -> Vec<Item> {
    let breaks = if is_office { Breaks::Line } else { Breaks::Paragraph };
    let context = Context {
        run: Run::default(),
        font: None,
        align: None,
        heading: None,
        part: Part::Body,
        breaks,
        in_label: false,
        tiny: false,
        in_head: false,
    };
    let mut walker =
        Walker { dom, is_office, context, frames: vec![Frame::default()], tables: Vec::new(), numbers: 0 };
    walker.inherit(article.root);
    let end = dom.nodes.get(article.root).map_or(0, |n| n.end);
    let mut open: Vec<Open> = Vec::new();
    let mut at = article.root;
    while at < end {
        while open.last().is_some_and(|o| o.end <= at) {
            walker.leave(open.pop());
        }
        let Some(node) = dom.nodes.get(at) else { break };
        match node.kind {
            Kind::Text(text) => walker.text(text),
            Kind::Element(_) if dom.is_skipped(at) || article.is_cut(at) => {
                at = node.end.max(at + 1);
                continue;
            }
            Kind::Element(element) => {
                let outer = walker.context.clone();
                match walker.enter(at, element) {
                    Some(close) => open.push(Open { end: node.end, close, outer }),
                    None => {
                        at = node.end.max(at + 1);
                        continue;
                    }
                }
            }
        }
        at += 1;
    }
    while !open.is_empty() {
        walker.leave(open.pop());
    }
    walker.flush();
    walker.frames.pop().map(|f| f.items).unwrap_or_default()
}

impl Walker<'_> {
    /// Takes over what the elements around the root hand down.
    fn inherit(&mut self, root: usize) {
        for (at, node) in self.dom.nodes.iter().enumerate().take(root) {
            if node.end > root
                && let Kind::Element(element) = node.kind
            {
                self.hand_down(at, element);
            }
        }
    }

    fn frame(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::default());
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    /// Changes the context by what an element says.
    fn hand_down(&mut self, at: usize, element: &Element) {
        let Some(look) = self.dom.nodes.get(at).map(|n| &n.look) else { return };
        let context = &mut self.context;
        let name = element.name();
        match name {
            "b" | "strong" | "th" => context.run.bold = true,
            "i" | "em" | "cite" | "dfn" | "var" => context.run.italic = true,
            "center" => context.align = Some(Align::Center),
            "pre" | "listing" | "plaintext" | "xmp" => context.run.pre = true,
            "thead" => context.in_head = true,
            "p" | "li" | "dt" | "dd" if !self.is_office => context.breaks = Breaks::Either,
            "div" | "td" | "blockquote" if !self.is_office => context.breaks = Breaks::Paragraph,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                context.run.bold = true;
                context.heading = name.get(1..).and_then(|n| n.parse().ok());
                context.breaks = if self.is_office { Breaks::Line } else { Breaks::Either };
            }
            _ => {}
        }
        context.align = look.align.or(context.align);
        context.run.bold = look.bold.unwrap_or(context.run.bold);
        context.run.italic = look.italic.unwrap_or(context.run.italic);
        context.run.pre = look.pre.unwrap_or(context.run.pre);
        context.tiny = look.tiny;
        if look.font.is_some() {
            context.font.clone_from(&look.font);
        }
        context.part = part_of(element, look.mso).unwrap_or(context.part);
        context.in_label |= look.mso == Some(Mso::Label);
    }

    /// Enters an element; `None` leaves it out.
    fn enter(&mut self, at: usize, element: &Element) -> Option<Close> {
        let look = self.dom.nodes.get(at).map(|n| n.look.clone()).unwrap_or_default();
        let name = element.name();
        match look.mso {
            Some(Mso::Comments) => return None,
            Some(Mso::Tabs) => {
                let in_cell = self.frames.len() > 1;
                let gather = &mut self.frame().gather;
                if in_cell {
                    gather.push(" ", Run::default())
                } else {
                    gather.tab()
                }
                return None;
            }
            _ => {}
        }
        if name == "br" {
            self.frame().gather.end_line();
            return None;
        }
        if let Some(mark) = note_anchor(element) {
            if mark == Anchor::Reference {
                return None;
            }
            self.context.in_label = true;
        }
        let is_block = BLOCKS.contains(&name) || look.block;
        if is_block && !matches!(name, "tbody" | "thead" | "tfoot" | "tr") {
            self.flush();
        }
        self.hand_down(at, element);
        Some(match name {
            "ul" | "ol" | "menu" | "dir" => {
                self.open_list(at, element, &look);
                Close::List
            }
            "li" => {
                let frame = self.frame();
                frame.ended.truncate(frame.lists.len());
                // An item outside of any list is a bullet.
                frame.pending = match frame.lists.last_mut() {
                    Some(list) => list.label(element, &look),
                    None => Some("-".to_owned()),
                };
                Close::Item
            }
            "table" => {
                self.tables.push(RawTable::default());
                self.context.in_head = false;
                Close::Table
            }
            "tr" => {
                let heading = self.context.in_head;
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(RawRow { cells: Vec::new(), heading });
                }
                Close::Nothing
            }
            "td" | "th" if !self.tables.is_empty() => {
                self.frames.push(Frame::default());
                let span = |name: &str, most: u16| {
                    let value = element.attr(name).and_then(|v| v.trim().parse::<u32>().ok()).unwrap_or(1);
                    u16::try_from(value).unwrap_or(most).min(most)
                };
                Close::Cell {
                    column_span: span("colspan", 64).max(1),
                    row_span: span("rowspan", u16::MAX),
                    is_head: name == "th",
                }
            }
            "caption" if !self.tables.is_empty() => {
                self.frames.push(Frame::default());
                Close::Caption
            }
            _ if is_block => Close::Block,
            _ => Close::Nothing,
        })
    }

    /// Begins a list. LibreOffice leaves the first number of a list out where a deeper list comes before its first
    /// item; such a list goes on from the one before it.
    fn open_list(&mut self, at: usize, element: &Element, look: &Look) {
        let names = || self.dom.children(at).filter_map(|c| self.dom.element(c)).map(Element::name);
        let mut list = List::new(element, look, names().filter(|n| *n == "li").count());
        let begins_deeper = names().next().is_some_and(|n| n == "ol" || n == "ul");
        let goes_on = self.is_office && begins_deeper && element.attr("start").is_none();
        let frame = self.frame();
        if goes_on && let Some(Some(ended)) = frame.ended.get(frame.lists.len()) {
            list.resume(ended);
        }
        frame.lists.push(list);
    }

    /// Leaves an element.
    fn leave(&mut self, open: Option<Open>) {
        let Some(open) = open else { return };
        if open.close != Close::Nothing {
            self.flush();
        }
        match open.close {
            Close::Nothing | Close::Block => {}
            Close::Item => self.end_item(),
            Close::List => {
                let frame = self.frame();
                let list = frame.lists.pop();
                let depth = frame.lists.len();
                if frame.ended.len() <= depth {
                    frame.ended.resize_with(depth + 1, || None);
                }
                frame.ended[depth] = list;
            }
            Close::Table => {
                if let Some(table) = self.tables.pop() {
                    self.frame().items.push(Item::Table(table));
                }
            }
            Close::Cell { column_span, row_span, is_head } => {
                let items = self.frames.pop().map(|f| f.items).unwrap_or_default();
                let heading = self.context.in_head;
                if let Some(table) = self.tables.last_mut() {
                    if table.rows.is_empty() {
                        table.rows.push(RawRow { cells: Vec::new(), heading });
                    }
                    if let Some(row) = table.rows.last_mut() {
                        row.cells.push(RawCell { items, column_span, row_span, is_head });
                    }
                }
            }
            Close::Caption => {
                let items = self.frames.pop().map(|f| f.items).unwrap_or_default();
                if let Some(table) = self.tables.last_mut() {
                    table.caption.extend(items);
                }
            }
        }
        self.context = open.outer;
    }

    /// An item without text: in a table its number is all it has to say, elsewhere it is nothing.
    fn end_item(&mut self) {
        let in_cell = self.frames.len() > 1;
        let frame = self.frame();
        let numbered = frame.lists.last().is_some_and(List::is_numbered);
        if let Some(label) = frame.pending.take()
            && in_cell
            && numbered
        {
            self.emit(Some(label), String::new(), Style::default());
        }
    }

    fn text(&mut self, text: &str) {
        let decoded = self.context.font.as_deref().and_then(|font| fonts::decode(font, text));
        let text = decoded.as_deref().unwrap_or(text);
        let (in_label, tiny, run) = (self.context.in_label, self.context.tiny, self.context.run);
        let symbol = self.context.font.as_deref().is_some_and(is_symbol_font);
        let gather = &mut self.frame().gather;
        if in_label {
            gather.label.push_str(text);
            return;
        }
        let blank = text.chars().all(|c| c.is_whitespace());
        if tiny && blank && gather.label.is_empty() && gather.single_line().is_some_and(is_label) {
            gather.turn_into_label();
            return;
        }
        if symbol && gather.label.is_empty() && gather.single_line() == Some("") && !blank {
            gather.push(bullet(text.trim()), run);
            return;
        }
        gather.push(text, run);
    }

    /// Ends the paragraph that is being read.
    fn flush(&mut self) {
        let breaks = self.context.breaks;
        let block = Style { align: self.context.align, heading: self.context.heading, ..Style::default() };
        let frame = self.frame();
        let mut gather = std::mem::take(&mut frame.gather);
        let mut own = word_label(&std::mem::take(&mut gather.label));
        let pieces = gather.finish(breaks);
        if pieces.is_empty() {
            // A label may come in a block of its own before its text; a number alone in a cell stays.
            if let Some(label) = own {
                self.emit(Some(label), String::new(), block);
            }
            return;
        }
        for piece in pieces {
            let label = own.take().or_else(|| self.frame().pending.take());
            let label = label.filter(|label| !has_own_label(label, &piece.text));
            let style = piece.style(block);
            self.emit(label, piece.text, style);
        }
    }

    fn emit(&mut self, label: Option<String>, text: String, style: Style) {
        self.numbers = self.numbers.saturating_add(1);
        let (number, part) = (self.numbers, self.context.part);
        self.frame().items.push(Item::Para(Para { label, text, style, part, number }));
    }
}

/// A link between a footnote and its place.
#[derive(PartialEq, Eq)]
enum Anchor {
    /// In the text: the mark.
    Reference,
    /// In the note: the way back.
    Note,
}

fn note_anchor(element: &Element) -> Option<Anchor> {
    if element.name() != "a" {
        return None;
    }
    let href = element.attr("href")?;
    let target = href.get(href.rfind('#')? + 1..)?.trim_start_matches('_');
    let is = |prefixes: &[&str], rest_end: &str| {
        prefixes.iter().any(|prefix| {
            target
                .strip_prefix(prefix)
                .and_then(|r| r.strip_suffix(rest_end))
                .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        })
    };
    if is(&["ftnref", "ednref"], "") || is(&["sdfootnote", "sdendnote"], "anc") {
        Some(Anchor::Note)
    } else if is(&["ftn", "edn"], "") || is(&["sdfootnote", "sdendnote"], "sym") {
        Some(Anchor::Reference)
    } else {
        None
    }
}

/// The part that an element opens, if any.
fn part_of(element: &Element, mso: Option<Mso>) -> Option<Part> {
    match mso {
        Some(Mso::HeaderFooter) => return Some(Part::HeaderFooter),
        Some(Mso::Footnote) => return Some(Part::Footnote),
        _ => {}
    }
    if element.name() == "div" {
        let is_note = |id: &str| {
            ["ftn", "edn", "sdfootnote", "sdendnote"].iter().any(|prefix| {
                id.strip_prefix(prefix)
                    .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
            })
        };
        if element.id().is_some_and(is_note) {
            return Some(Part::Footnote);
        }
        if matches!(element.attr("title"), Some("header" | "footer")) {
            return Some(Part::HeaderFooter);
        }
    }
    element.classes().any(|c| c.starts_with("MsoToc") && c.len() == 7).then_some(Part::Contents)
}

/// Word's label as a document shows it; footnote marks lose their brackets.
fn word_label(raw: &str) -> Option<String> {
    let words: Vec<&str> = raw.split_whitespace().collect();
    let label = words.join(" ");
    let inner = label.strip_prefix('[').and_then(|l| l.strip_suffix(']')).unwrap_or(&label);
    if inner.is_empty() { None } else { Some(bullet(inner).to_owned()) }
}

/// Whether a text looks like a label that stands alone.
fn is_label(text: &str) -> bool {
    let text = text.trim();
    let short = text.chars().count() <= 8;
    let mut chars = text.chars();
    let single = matches!((chars.next(), chars.next()), (Some(c), None) if !c.is_numeric());
    short && !text.is_empty() && (single || text.ends_with(['.', ')', '/', ':']) || text == "-")
}

fn is_symbol_font(font: &str) -> bool {
    ["symbol", "wingdings", "webdings"].iter().any(|f| font.to_ascii_lowercase().starts_with(f))
}

/// The bullet that a sign of a symbol font shows; other texts as they are.
fn bullet(sign: &str) -> &str {
    match sign {
        "§" | "Ø" | "ü" | "v" | "q" | "o" | "à" | "Þ" | "\u{F0A7}" | "\u{F0D8}" | "\u{F0FC}" | "\u{F076}" => {
            "-"
        }
        "\u{F02D}" => "-",
        "\u{F0B7}" => "·",
        _ => sign,
    }
}
