//! What Word's and LibreOffice's pages say in their own dialect: footnotes, headers, automatic numbers, bullets.

use super::css::Mso;
use crate::read::numeral::{is_private, symbol};
use crate::source::Part;
use scraper::node::Element;

/// A link between a footnote and its place.
#[derive(PartialEq, Eq)]
pub(super) enum Anchor {
    /// In the text: the mark.
    Reference,
    /// In the note: the way back.
    Note,
}

/// The kind of a link that leads to or from a footnote.
pub(super) fn note_anchor(element: &Element) -> Option<Anchor> {
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
pub(super) fn part_of(element: &Element, mso: Option<Mso>) -> Option<Part> {
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
pub(super) fn word_label(raw: &str) -> Option<String> {
    let words: Vec<&str> = raw.split_whitespace().collect();
    let label = words.join(" ");
    let inner = label.strip_prefix('[').and_then(|l| l.strip_suffix(']')).unwrap_or(&label);
    if inner.is_empty() { None } else { Some(bullet(inner)) }
}

/// Whether a text looks like a label that stands alone.
pub(super) fn is_label(text: &str) -> bool {
    let text = text.trim();
    let short = text.chars().count() <= 8;
    let mut chars = text.chars();
    let single = matches!((chars.next(), chars.next()), (Some(c), None) if !c.is_numeric());
    short && !text.is_empty() && (single || text.ends_with(['.', ')', '/', ':']) || text == "-")
}

/// Whether a font shows signs in the place of letters.
pub(super) fn is_symbol_font(font: &str) -> bool {
    ["symbol", "wingdings", "webdings"].iter().any(|f| font.to_ascii_lowercase().starts_with(f))
}

/// Text of a symbol font as it shows. Latin letters among others are letters that the page wrongly put into it.
pub(super) fn symbols(font: &str, text: &str) -> String {
    let alone = text.trim().chars().nth(1).is_none();
    let shown = |c: char| if alone || !c.is_ascii() { symbol(font, u32::from(c)) } else { None };
    text.chars().map(|c| if c.is_whitespace() { c } else { shown(c).unwrap_or(c) }).collect()
}

/// The bullet that a sign shows whose font is lost; other texts as they are.
fn bullet(sign: &str) -> String {
    let mut chars = sign.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return sign.to_owned() };
    if !(is_private(c) || "§Øüvqà".contains(c)) {
        return sign.to_owned();
    }
    let code = u32::from(c);
    symbol("Wingdings", code).or_else(|| symbol("Symbol", code)).unwrap_or(c).to_string()
}
