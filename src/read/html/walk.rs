//! Walks a page and makes its paragraphs and tables.
//!
//! In: [`Dom`], what to read of it. Out: [`Item`]s. Knows HTML and Word's dialect of it; does not judge what belongs
//! to the document (`article`), nor which tables are real (`grid`).
//!
//! Tricky: Word writes `<p><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>Mục đích` and, filtered,
//! `<p>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;</span>Mục đích`: both are label and text.

use super::article::Article;
use super::context::{Context, Maker};
use super::css::{Look, Mso};
use super::dom::{Dom, Kind};
use super::fonts;
use super::item::{Item, Para, RawCell, RawRow, RawTable};
use super::list::{Ended, List, has_own_label};
use super::paragraph::{Gather, Run};
use super::word::{Anchor, is_label, is_symbol_font, note_anchor, symbols, word_label};
use crate::source::Style;
use scraper::node::Element;

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
    ended: Ended,
}

struct Walker<'a> {
    dom: &'a Dom<'a>,
    maker: Maker,
    context: Context,
    frames: Vec<Frame>,
    tables: Vec<RawTable>,
    numbers: u32,
}

/// Reads the parts of a page that an [`Article`] names.
pub(super) fn walk(dom: &Dom, article: &Article, maker: Maker) -> Vec<Item> {
    let context = Context::new(maker);
    let mut walker =
        Walker { dom, maker, context, frames: vec![Frame::default()], tables: Vec::new(), numbers: 0 };
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

/// Whether an image so aligned stands beside the text, not in it.
fn stands_beside(align: &str) -> bool {
    align.eq_ignore_ascii_case("left") || align.eq_ignore_ascii_case("right")
}

impl Walker<'_> {
    /// Takes over what the elements around the root hand down.
    fn inherit(&mut self, root: usize) {
        for node in self.dom.nodes.iter().take(root) {
            if node.end > root
                && let Kind::Element(element) = node.kind
            {
                self.context.take(element, &node.look, self.maker);
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
        match name {
            "br" => {
                let gather = &mut self.frame().gather;
                if element.attr("clear").is_none() || !gather.passes_image() {
                    gather.end_line();
                }
                return None;
            }
            "img" if self.maker.is_office() && element.attr("align").is_some_and(stands_beside) => {
                self.frame().gather.image();
            }
            _ => {}
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
        self.context.take(element, &look, self.maker);
        Some(self.begin(at, element, &look, is_block))
    }

    /// Begins what an element stands for.
    fn begin(&mut self, at: usize, element: &Element, look: &Look, is_block: bool) -> Close {
        let name = element.name();
        match name {
            "ul" | "ol" | "menu" | "dir" => {
                self.open_list(at, element, look);
                Close::List
            }
            "li" => {
                let frame = self.frame();
                frame.ended.begin_item(&frame.lists);
                // An item outside of any list is a bullet.
                frame.pending = match frame.lists.last_mut() {
                    Some(list) => list.label(element, look),
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
                let flat = element.attr("height") == Some("0");
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(RawRow { heading, flat, ..RawRow::default() });
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
        }
    }

    /// Begins a list. LibreOffice leaves the first number of a list out where a deeper list comes before its first
    /// item; such a list goes on from the one before it, and so does the deeper one.
    fn open_list(&mut self, at: usize, element: &Element, look: &Look) {
        let names = || self.dom.children(at).filter_map(|c| self.dom.element(c)).map(Element::name);
        let inner = self.frame().lists.last().is_some_and(List::has_bullets);
        let mut list = List::new(element, look, names().filter(|n| *n == "li").count(), inner);
        let begins_deeper = names().next().is_some_and(|n| n == "ol" || n == "ul");
        let office = self.maker.is_office();
        let open = office && element.attr("start").is_none();
        let frame = self.frame();
        if office {
            list.count_below(&frame.lists);
        }
        let goes_on = open && (begins_deeper || frame.lists.last().is_some_and(List::is_resumed));
        if goes_on && let Some(ended) = frame.ended.before(&frame.lists, &list) {
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
                if let Some(list) = frame.lists.pop() {
                    frame.ended.add(&frame.lists, list);
                }
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
                        table.rows.push(RawRow { heading, ..RawRow::default() });
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
        let font = self.context.font.as_deref().unwrap_or_default();
        let symbol = is_symbol_font(font);
        let decoded = if symbol { Some(symbols(font, text)) } else { fonts::decode(font, text) };
        let text = decoded.as_deref().unwrap_or(text);
        let (in_label, tiny, run) = (self.context.in_label, self.context.tiny, self.context.run);
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
            gather.push(text.trim(), run);
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
