//! The open lists decide what a marker means.
//!
//! In: items. Out: [`Outline`]. A marker that continues an open list belongs to it; `1`, `a`, `I` open a list below; what
//! continues nothing is text, or a gap with a diagnostic.

use super::marker::{ListKind, Marker, Reading, scan_bullet, scan_marker};
use crate::diagnostic::{Severity, Sink};
use crate::form::follows;
use crate::layout::{Item, Para};
use crate::text::Logical;

/// A numbered heading or paragraph.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// The marker as printed.
    pub(crate) marker: Logical,
    /// How it was read.
    pub(crate) reading: Reading,
    /// The paragraph's own text after the marker.
    pub(crate) title: Logical,
    /// 1 for the outermost.
    pub(crate) level: u32,
    /// Index of the parent node.
    pub(crate) parent: Option<usize>,
    /// Index of its item.
    pub(crate) item: usize,
    /// What stands under it before the next node.
    pub(crate) blocks: Vec<BlockRef>,
}

/// A block under a node (or before the first one).
#[derive(Clone, Debug)]
pub(crate) enum BlockRef {
    /// An unnumbered paragraph or a bullet.
    Text {
        /// The bullet as printed.
        marker: Option<Logical>,
        /// 0 for paragraphs, from 1 for bullets.
        depth: u32,
        /// The text after the bullet.
        text: Logical,
    },
    /// The table at this item index.
    Table(usize),
}

/// The tree of one part of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outline {
    /// Nodes in document order.
    pub(crate) nodes: Vec<Node>,
    /// Blocks before the first node.
    pub(crate) front: Vec<BlockRef>,
}

impl Outline {
    /// The indices of the nodes right below each node.
    pub(crate) fn children(&self) -> Vec<Vec<usize>> {
        let mut children = vec![Vec::new(); self.nodes.len()];
        for (n, node) in self.nodes.iter().enumerate() {
            if let Some(list) = node.parent.and_then(|p| children.get_mut(p)) {
                list.push(n);
            }
        }
        children
    }
}

/// An open list.
#[derive(Clone, Debug)]
struct Open {
    reading: Reading,
    node: usize,
}

/// Builds the tree of `items[range]`.
pub(crate) fn build(items: &[Item], range: std::ops::Range<usize>, sink: &mut Sink) -> Outline {
    let mut builder = Builder {
        items: items.get(..range.end).unwrap_or(items),
        outline: Outline::default(),
        stack: Vec::new(),
        bullets: Vec::new(),
        sink,
    };
    for index in range {
        match items.get(index) {
            Some(Item::Para(para)) => builder.paragraph(para, index),
            Some(Item::Table(_)) => builder.block(BlockRef::Table(index)),
            None => {}
        }
    }
    builder.outline
}

struct Builder<'s> {
    items: &'s [Item],
    outline: Outline,
    stack: Vec<Open>,
    bullets: Vec<String>,
    sink: &'s mut Sink,
}

impl Builder<'_> {
    fn paragraph(&mut self, para: &Para, index: usize) {
        let marker = scan_marker(&para.text.key).and_then(|m| m.fit_case(&para.text.text));
        if let Some(marker) = marker
            && let Some((reading, depth)) = self.place(&marker, para, index)
        {
            self.open(para, index, &marker, reading, depth);
            return;
        }
        self.text(para);
    }

    fn text(&mut self, para: &Para) {
        if let Some((len, body)) = scan_bullet(&para.text.key) {
            let bullet = para.text.slice(0..len);
            let depth = self.bullet_depth(&bullet.text);
            let text = para.text.slice(body..para.text.text.len());
            self.block(BlockRef::Text { marker: Some(bullet), depth, text });
            return;
        }
        if self.fill_empty_title(para) {
            return;
        }
        self.block(BlockRef::Text { marker: None, depth: 0, text: para.text.clone() });
    }

    /// A marker alone on its line ("Điều 1.", "1.4.") takes the next paragraph as its title.
    fn fill_empty_title(&mut self, para: &Para) -> bool {
        match self.outline.nodes.last_mut() {
            Some(node) if node.title.is_empty() && node.blocks.is_empty() => {
                node.title = para.text.clone();
                true
            }
            _ => false,
        }
    }

    fn block(&mut self, block: BlockRef) {
        match self.outline.nodes.last_mut() {
            Some(node) => node.blocks.push(block),
            None => self.outline.front.push(block),
        }
    }

    /// Bullets nest in the order in which their kinds first appear under a heading.
    fn bullet_depth(&mut self, bullet: &str) -> u32 {
        let kind = match bullet {
            "–" | "—" | "−" | "\u{F02D}" => "-",
            other => other,
        };
        let place = self.bullets.iter().position(|b| b == kind);
        let place = place.unwrap_or_else(|| {
            if kind == "-" && !self.bullets.is_empty() {
                self.bullets.insert(0, kind.to_owned());
                return 0;
            }
            self.bullets.push(kind.to_owned());
            self.bullets.len() - 1
        });
        place as u32 + 1
    }

    /// The list that a marker belongs to: its reading and the length that the stack is cut to.
    fn place(&mut self, marker: &Marker, para: &Para, index: usize) -> Option<(Reading, usize)> {
        // innermost list that it continues
        for depth in (0..self.stack.len()).rev() {
            for reading in &marker.readings {
                if self.continues(depth, reading) {
                    return Some((reading.clone(), depth));
                }
            }
        }
        for reading in &marker.readings {
            if let Some(depth) = self.opens(reading) {
                return Some((reading.clone(), depth));
            }
        }
        self.place_odd(marker, para, index)
    }

    fn continues(&self, depth: usize, reading: &Reading) -> bool {
        let Some(open) = self.stack.get(depth) else { return false };
        if open.reading.kind != reading.kind {
            return false;
        }
        match reading.kind {
            ListKind::Letter | ListKind::UpperLetter => match (open.reading.letter, reading.letter) {
                (Some(a), Some(b)) => follows(a, b),
                _ => false,
            },
            ListKind::Decimal(_) => {
                let stem = |r: &Reading| r.path.split_last().map(|(_, s)| s.to_vec()).unwrap_or_default();
                stem(&open.reading) == stem(reading) && reading.value == open.reading.value + 1
            }
            _ => reading.value == open.reading.value + 1,
        }
    }

    /// A first number opens a list: below the innermost item that can hold it.
    fn opens(&self, reading: &Reading) -> Option<usize> {
        let first = match reading.kind {
            ListKind::Letter | ListKind::UpperLetter => reading.letter == Some('a'),
            _ => reading.value == 1,
        };
        if let ListKind::Decimal(_) = reading.kind {
            let stem = reading.path.split_last().map(|(_, s)| s)?;
            let holder = self.stack.iter().rposition(|o| match o.reading.kind {
                ListKind::Decimal(_) => o.reading.path == stem,
                ListKind::Arabic
                | ListKind::Roman
                | ListKind::ArabicParen
                | ListKind::Article
                | ListKind::UpperLetter => stem == [o.reading.value],
                _ => false,
            });
            return match holder {
                Some(depth) => Some(depth + 1),
                None if first => Some(
                    self.stack
                        .iter()
                        .position(|o| rank(o.reading.kind) >= rank(reading.kind))
                        .unwrap_or(self.stack.len()),
                ),
                None => None,
            };
        }
        if !first {
            return None;
        }
        // a list of the same kind that is open already starts again: below its heading for numbers, beside it for others
        if let Some(depth) = self.stack.iter().rposition(|o| o.reading.kind == reading.kind) {
            let once = self.stack.iter().filter(|o| o.reading.kind == reading.kind).count() == 1;
            let nests = once
                && matches!(reading.kind, ListKind::Arabic)
                && depth + 1 == self.stack.len()
                && self.heads_nothing(depth);
            return Some(if nests { depth + 1 } else { depth });
        }
        // a list of an outer kind never opens below an inner one
        let below = self
            .stack
            .iter()
            .position(|o| rank(o.reading.kind) > rank(reading.kind) && is_outer(reading.kind));
        Some(below.unwrap_or(self.stack.len()))
    }

    /// The item at `depth` has a short title and nothing under it yet: the numbers that follow are below it.
    fn heads_nothing(&self, depth: usize) -> bool {
        let node = self.stack.get(depth).and_then(|o| self.outline.nodes.get(o.node));
        node.is_some_and(|n| {
            n.blocks.is_empty() && n.title.text.chars().count() < 80 && !n.title.text.ends_with([';', ','])
        })
    }

    /// A number that neither continues nor begins a list: a gap in an open list, or a list whose beginning is lost.
    fn place_odd(&mut self, marker: &Marker, para: &Para, index: usize) -> Option<(Reading, usize)> {
        let strong = is_strong(para);
        for depth in (0..self.stack.len()).rev() {
            let Some(open) = self.stack.get(depth) else { continue };
            for reading in marker.readings.iter().filter(|r| r.kind == open.reading.kind) {
                let stem_fits = match reading.kind {
                    ListKind::Decimal(_) => {
                        open.reading.path.split_last().map(|x| x.1) == reading.path.split_last().map(|x| x.1)
                    }
                    _ => true,
                };
                let last = open.reading.value;
                let near = reading.value > last && reading.value <= last + 3;
                let innermost = depth + 1 == self.stack.len();
                let repeated =
                    reading.value == last && (strong || innermost || reading.kind != ListKind::Letter);
                let astray = reading.kind == ListKind::Letter
                    && innermost
                    && reading.value + 2 >= last
                    && reading.value != last;
                if stem_fits && (near || repeated || astray || strong && reading.value > last) {
                    let message = format!("number {} follows {}", marker_text(para, marker), last);
                    self.sink.push(
                        Severity::Warning,
                        "outline-number-gap",
                        message,
                        para.text.spans(0..marker.len),
                    );
                    return Some((reading.clone(), depth));
                }
            }
        }
        let reading = marker.readings.first()?;
        let plausible = match reading.kind {
            ListKind::Roman => crate::layout::is_upper(&para.text.text) || strong,
            ListKind::Part | ListKind::Chapter | ListKind::Article => true,
            ListKind::Decimal(_) => true,
            ListKind::Arabic => {
                reading.value <= 30
                    && (strong || self.stack.iter().all(|o| o.reading.kind != ListKind::Arabic))
                    && para.text.text.chars().nth(marker.body).is_some()
            }
            ListKind::Letter => {
                let outer = self.stack.last().is_some_and(|o| o.reading.kind != ListKind::Letter);
                outer && (reading.value <= 3 || self.goes_on(reading, index))
            }
            ListKind::Bracketed => reading.value <= 3,
            _ => false,
        };
        if !plausible {
            return None;
        }
        self.sink.push(
            Severity::Info,
            "outline-number-gap",
            format!("number {} begins a list", marker_text(para, marker)),
            para.text.spans(0..marker.len),
        );
        let depth = self
            .stack
            .iter()
            .position(|o| rank(o.reading.kind) >= rank(reading.kind))
            .unwrap_or(self.stack.len());
        Some((reading.clone(), depth))
    }

    /// The next numbered paragraph after the item at `index` is the next letter of the list.
    fn goes_on(&self, reading: &Reading, index: usize) -> bool {
        let paragraphs = self.items.iter().skip(index + 1).take(6).filter_map(Item::para);
        let next =
            paragraphs.filter_map(|p| scan_marker(&p.text.key).and_then(|m| m.fit_case(&p.text.text))).next();
        let letters = next.into_iter().flat_map(|m| m.readings).filter(|r| r.kind == ListKind::Letter);
        letters
            .filter_map(|r| r.letter)
            .any(|next| reading.letter.is_some_and(|letter| follows(letter, next)))
    }

    fn open(&mut self, para: &Para, index: usize, marker: &Marker, reading: Reading, depth: usize) {
        self.stack.truncate(depth);
        self.bullets.clear();
        let node = self.outline.nodes.len();
        let parent = self.stack.last().map(|o| o.node);
        self.outline.nodes.push(Node {
            marker: para.text.slice(0..marker.len),
            reading: reading.clone(),
            title: para.text.slice(marker.body..para.text.text.len()),
            level: depth as u32 + 1,
            parent,
            item: index,
            blocks: Vec::new(),
        });
        self.stack.push(Open { reading, node });
    }
}

fn marker_text<'p>(para: &'p Para, marker: &Marker) -> &'p str {
    para.text.text.get(..marker.len).unwrap_or("")
}

fn is_strong(para: &Para) -> bool {
    para.style.bold || para.style.heading.is_some()
}

/// Usual order of lists from outside to inside.
fn rank(kind: ListKind) -> u8 {
    match kind {
        ListKind::Part => 0,
        ListKind::Chapter => 1,
        ListKind::Division => 2,
        ListKind::UpperLetter => 3,
        ListKind::Roman | ListKind::Article => 4,
        ListKind::Arabic => 5,
        ListKind::ArabicParen => 6,
        ListKind::Decimal(n) => 5 + n,
        ListKind::Letter => 10,
        ListKind::Bracketed => 11,
        ListKind::LowerRoman => 12,
    }
}

/// Kinds that never open below a list of a later rank.
fn is_outer(kind: ListKind) -> bool {
    matches!(kind, ListKind::Part | ListKind::Chapter | ListKind::Roman | ListKind::Article)
}
