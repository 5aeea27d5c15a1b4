//! The few declarations of CSS that matter: alignment, weight, slant, font, hiding, white space, list marks, and
//! Word's own `mso-…`.
//!
//! In: `style` attributes and sheets. Out: [`Look`]. Selectors of one element (`p`, `.a`, `p.a`, `#a`) alone are
//! understood; rules for media are left.

use crate::source::Align;
use scraper::node::Element;
use std::collections::HashMap;
use std::rc::Rc;

/// What styles say of one element; `None` where they say nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Look {
    pub(super) align: Option<Align>,
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) capitals: Option<bool>,
    pub(super) font: Option<Rc<str>>,
    pub(super) hidden: bool,
    pub(super) pre: Option<bool>,
    /// Shown as a block of its own.
    pub(super) block: bool,
    /// `list-style-type`.
    pub(super) list: Option<Rc<str>>,
    pub(super) mso: Option<Mso>,
    /// Word pads the space after a number with blanks in 7 point.
    pub(super) tiny: bool,
}

/// Word's own declarations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mso {
    /// The automatic number of a paragraph.
    Label,
    /// Stands for a number of tabs.
    Tabs,
    HeaderFooter,
    Footnote,
    /// Remarks of readers.
    Comments,
}

/// Rules looked at; a page has some hundreds.
const RULES: usize = 20_000;

/// The rules of a page's style sheets.
#[derive(Default)]
pub(super) struct Sheet {
    rules: HashMap<String, Look>,
}

impl Sheet {
    /// Reads style sheets.
    pub(super) fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Sheet {
        let mut sheet = Sheet::default();
        for text in texts {
            sheet.read(text);
        }
        sheet
    }

    fn read(&mut self, text: &str) {
        let text = without_comments(text);
        let mut rest = text.as_str();
        while let Some(brace) = rest.find('{') {
            let (selectors, body) = rest.split_at(brace);
            // `@import …;` and the like end before the selectors begin.
            let selectors = selectors.rsplit([';', '}']).next().unwrap_or_default().trim();
            let end = if selectors.starts_with('@') { block_end(body) } else { body.find('}') };
            let end = end.unwrap_or(body.len());
            if !selectors.starts_with('@') {
                let look = declarations(body.get(1..end).unwrap_or_default());
                self.add(selectors, &look);
            }
            rest = body.get(end + 1..).unwrap_or_default();
        }
    }

    fn add(&mut self, selectors: &str, look: &Look) {
        if *look == Look::default() {
            return;
        }
        for selector in selectors.split(',').map(str::trim) {
            let plain = !selector.is_empty()
                && selector.chars().all(|c| c.is_alphanumeric() || "-_.#".contains(c))
                && selector.matches(['.', '#']).count() < 2;
            if plain && self.rules.len() < RULES {
                self.rules.entry(selector.to_owned()).or_default().overlay(look);
            }
        }
    }

    /// What the sheets and its attributes say of an element.
    pub(super) fn look(&self, element: &Element) -> Look {
        let mut look = Look::default();
        let mut apply = |key: &str| {
            if let Some(rule) = self.rules.get(key) {
                look.overlay(rule);
            }
        };
        if !self.rules.is_empty() {
            apply(element.name());
            for class in element.classes() {
                apply(&format!(".{class}"));
                apply(&format!("{}.{class}", element.name()));
            }
            if let Some(id) = element.id() {
                apply(&format!("#{id}"));
            }
        }
        if let Some(align) = element.attr("align").and_then(align) {
            look.align = Some(align);
        }
        if element.name() == "font"
            && let Some(face) = element.attr("face")
        {
            look.font = first_font(face);
        }
        if let Some(style) = element.attr("style") {
            look.overlay(&declarations(style));
        }
        look
    }
}

impl Look {
    /// Lays later declarations over earlier ones.
    fn overlay(&mut self, over: &Look) {
        self.align = over.align.or(self.align);
        self.bold = over.bold.or(self.bold);
        self.italic = over.italic.or(self.italic);
        self.capitals = over.capitals.or(self.capitals);
        self.pre = over.pre.or(self.pre);
        self.mso = over.mso.or(self.mso);
        self.hidden |= over.hidden;
        self.block |= over.block;
        self.tiny |= over.tiny;
        if over.font.is_some() {
            self.font.clone_from(&over.font);
        }
        if over.list.is_some() {
            self.list.clone_from(&over.list);
        }
    }
}

/// Reads the declarations of a rule or a `style` attribute.
pub(super) fn declarations(text: &str) -> Look {
    let mut look = Look::default();
    for declaration in text.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().trim_end_matches("!important").trim();
        let lower = value.to_ascii_lowercase();
        match name.trim().to_ascii_lowercase().as_str() {
            "text-align" => look.align = align(&lower).or(look.align),
            "font-weight" => look.bold = weight(&lower).or(look.bold),
            "font-style" => look.italic = Some(lower == "italic" || lower == "oblique"),
            "text-transform" => look.capitals = Some(lower == "uppercase"),
            "font-family" => look.font = first_font(value),
            "font" => {
                look.tiny = lower.starts_with("7.0pt") || lower.starts_with("7pt");
                if lower.split_whitespace().any(|w| w == "bold") {
                    look.bold = Some(true);
                }
            }
            "display" => {
                look.hidden |= lower == "none";
                look.block |= matches!(lower.as_str(), "block" | "list-item" | "flex" | "grid" | "table");
            }
            "visibility" => look.hidden |= lower == "hidden" || lower == "collapse",
            "mso-hide" => look.hidden |= lower == "all",
            "white-space" => look.pre = Some(lower.starts_with("pre") && lower != "pre-line"),
            "list-style-type" | "list-style" => look.list = Some(lower.as_str().into()),
            "mso-list" if lower == "ignore" => look.mso = Some(Mso::Label),
            "mso-tab-count" => look.mso = Some(Mso::Tabs),
            "mso-element" => {
                look.mso = match lower.as_str() {
                    "header" | "footer" => Some(Mso::HeaderFooter),
                    "footnote" | "endnote" => Some(Mso::Footnote),
                    "comment" | "comment-list" => Some(Mso::Comments),
                    _ => look.mso,
                }
            }
            _ => {}
        }
    }
    look
}

fn align(value: &str) -> Option<Align> {
    match value.trim().to_ascii_lowercase().as_str() {
        "left" | "start" => Some(Align::Left),
        "center" | "middle" | "-webkit-center" => Some(Align::Center),
        "right" | "end" => Some(Align::Right),
        "justify" => Some(Align::Justify),
        _ => None,
    }
}

fn weight(value: &str) -> Option<bool> {
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        number => number.parse::<u32>().ok().map(|n| n >= 600),
    }
}

fn first_font(list: &str) -> Option<Rc<str>> {
    let first = list.split(',').next()?.trim().trim_matches(['"', '\'']).trim();
    (!first.is_empty()).then(|| first.into())
}

/// Where the block that `text` opens ends.
fn block_end(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth <= 1 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    // Word hides its sheets from browsers that know none.
    out.replace("<!--", "").replace("-->", "")
}

#[cfg(test)]
mod tests {
    use super::{Mso, Sheet, declarations};
    use crate::source::Align;

    #[test]
    fn sheets_and_attributes() {
        let look =
            declarations("TEXT-ALIGN: Center; font-weight:700; mso-list:Ignore; font-family:'.VnTime',serif");
        assert_eq!(look.align, Some(Align::Center));
        assert_eq!(
            (look.bold, look.mso, look.font.as_deref()),
            (Some(true), Some(Mso::Label), Some(".VnTime"))
        );
        let sheet = Sheet::new([
            "<!-- /* a */ @import x; @media print { .a {display:none} }\n p.b, .c d {display:none} -->",
        ]);
        assert!(sheet.rules.contains_key("p.b") && sheet.rules.len() == 1);
    }
}
