//! The parsed page as a flat list in the order of the document, each node knowing where its subtree ends.
//!
//! In: the tree of the HTML parser. Out: [`Dom`]. No recursion anywhere: depth is the page's choice, not ours.

use super::css::{Look, Sheet};
use scraper::node::Element;
use scraper::{Html, Node};

/// An element or a text.
#[derive(Clone, Copy)]
pub(super) enum Kind<'a> {
    Element(&'a Element),
    Text(&'a str),
}

/// A node and the end of its subtree.
pub(super) struct DomNode<'a> {
    pub(super) kind: Kind<'a>,
    /// Index of the first node after the subtree.
    pub(super) end: usize,
    /// What styles say of it; the default for text.
    pub(super) look: Look,
}

/// A page in document order.
pub(super) struct Dom<'a> {
    pub(super) nodes: Vec<DomNode<'a>>,
}

/// Elements that hold nothing of the document.
const SKIPPED: &[&str] = &[
    "head",
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "math",
    "canvas",
    "audio",
    "video",
    "select",
    "datalist",
    "button",
    "textarea",
    "input",
    "map",
    "del",
    "xml",
    "dialog",
    "title",
    "nav",
    "progress",
    "o:smarttagtype",
    "st1:personname-type",
];

/// Classes of Word's own remarks on a document.
const COMMENT_CLASSES: &[&str] = &["MsoCommentReference", "msocomanchor", "msocomtxt", "msocomoff", "msoDel"];

impl<'a> Dom<'a> {
    /// Flattens a parsed page.
    pub(super) fn new(html: &'a Html) -> Dom<'a> {
        let mut nodes: Vec<DomNode<'a>> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let root = html.tree.root();
        let mut at = root;
        'walk: loop {
            let entered = match at.value() {
                Node::Element(element) => Some(Kind::Element(element)),
                Node::Text(text) => Some(Kind::Text(text)),
                _ => None,
            };
            open.push(nodes.len());
            if let Some(kind) = entered {
                nodes.push(DomNode { kind, end: 0, look: Look::default() });
            }
            if let Some(child) = at.first_child() {
                at = child;
                continue;
            }
            loop {
                if let Some(start) = open.pop() {
                    let end = nodes.len();
                    if let Some(node) = nodes.get_mut(start) {
                        // Comments have no node: their place is the next node's, which sets its own end later.
                        node.end = node.end.max(end);
                    }
                }
                if at == root {
                    break 'walk;
                }
                if let Some(sibling) = at.next_sibling() {
                    at = sibling;
                    continue 'walk;
                }
                let Some(parent) = at.parent() else { break 'walk };
                at = parent;
            }
        }
        let sheet = Sheet::new(style_texts(&nodes));
        for node in &mut nodes {
            if let Kind::Element(element) = node.kind {
                node.look = sheet.look(element);
            }
        }
        Dom { nodes }
    }

    /// The first element of a name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.nodes.iter().position(|n| matches!(n.kind, Kind::Element(e) if e.name() == name))
    }

    /// Whether a subtree is out of sight, or no text of the document.
    pub(super) fn is_skipped(&self, at: usize) -> bool {
        let Some(node) = self.nodes.get(at) else { return true };
        let Kind::Element(element) = node.kind else { return false };
        node.look.hidden
            || SKIPPED.contains(&element.name())
            || element.attr("hidden").is_some()
            || element.classes().any(|c| COMMENT_CLASSES.contains(&c))
    }

    /// Indices of the children of a node.
    pub(super) fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.nodes.get(at).map_or(0, |n| n.end);
        let mut next = at + 1;
        std::iter::from_fn(move || {
            let child = next;
            if child >= end {
                return None;
            }
            next = self.nodes.get(child)?.end.max(child + 1);
            Some(child)
        })
    }

    /// The element at an index.
    pub(super) fn element(&self, at: usize) -> Option<&'a Element> {
        match self.nodes.get(at)?.kind {
            Kind::Element(element) => Some(element),
            Kind::Text(_) => None,
        }
    }
}

/// The contents of the `<style>` elements.
fn style_texts<'a>(nodes: &[DomNode<'a>]) -> Vec<&'a str> {
    let mut texts = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        if matches!(node.kind, Kind::Element(e) if e.name() == "style") {
            texts.extend(nodes.get(at + 1..node.end).unwrap_or_default().iter().filter_map(
                |n| match n.kind {
                    Kind::Text(text) => Some(text),
                    Kind::Element(_) => None,
                },
            ));
        }
    }
    texts
}
