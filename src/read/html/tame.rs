//! Guards the HTML parser: cuts tags that nest deeper than a document does, before they cost quadratic time.
//!
//! In: the text of a page. Out: the same text, or a copy without the tags that nest too deep, without formatting
//! tags that are never closed, and without the attributes of tags that have thousands. No letter of text is lost.
//! A scan of tags, not a parser: it knows which elements end by themselves, and that a table hides what is outside.

use crate::error::ErrorKind;
use crate::read::Limits;
use std::borrow::Cow;
use std::collections::HashMap;

/// Weight of nesting for one level of `max_depth`: a table brings a section, a row and a cell with it.
const WEIGHT: u32 = 4;
/// Formatting tags that may be open at once; the parser opens each anew in every paragraph.
const FORMATTING_OPEN: u32 = 48;
/// Attributes of one tag.
const ATTRIBUTES: usize = 256;
/// Tags of one page; the tree costs some hundred bytes each.
const TAGS: u64 = 4_000_000;

/// Elements whose content is no markup.
const RAW: &[&str] =
    &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"];
/// Elements that close before their like, and such as never hold anything.
const FLAT: &[&str] = &[
    "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "html", "head", "body", "form", "br",
    "img", "hr", "input", "meta", "link", "col", "colgroup", "area", "base", "wbr", "embed", "param",
    "source", "track", "caption", "frame",
];
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// A page that may be parsed.
pub(super) struct Tamed<'a> {
    pub(super) html: Cow<'a, str>,
    /// Tags were cut.
    pub(super) flattened: bool,
}

/// Makes a page safe to parse.
pub(super) fn tame<'a>(html: &'a str, limits: &Limits) -> Result<Tamed<'a>, ErrorKind> {
    let mut scan = Scan { deepest: limits.depth.clamp(4, 128) * WEIGHT, ..Scan::default() };
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(open) = bytes.get(at..).and_then(|rest| rest.iter().position(|b| *b == b'<')) {
        let start = at + open;
        let rest = html.get(start..).unwrap_or_default();
        let Some(length) = scan.step(rest, start) else { break };
        at = start + length.max(1);
        if scan.cells > limits.cells {
            return Err(ErrorKind::Limit { limit: "max_cells", allowed: limits.cells });
        }
        if scan.tags > TAGS {
            let what = format!("an HTML file of more than {TAGS} tags");
            return Err(ErrorKind::Unsupported(what, "cut it into parts".to_owned()));
        }
    }
    if scan.cuts.is_empty() {
        return Ok(Tamed { html: Cow::Borrowed(html), flattened: false });
    }
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    for (start, end) in &scan.cuts {
        out.push_str(html.get(from..*start).unwrap_or_default());
        from = *end;
    }
    out.push_str(html.get(from..).unwrap_or_default());
    Ok(Tamed { html: Cow::Owned(out), flattened: true })
}

#[derive(Default)]
struct Scan {
    /// Deepest weight allowed.
    deepest: u32,
    weight: u32,
    /// Open elements: name, weight.
    open: Vec<(String, u32)>,
    /// Where in `open` each name stands.
    places: HashMap<String, Vec<usize>>,
    /// Formatting elements open, by name, and in all.
    formatting: HashMap<String, u32>,
    formatting_open: u32,
    /// Start tags cut whose end tag is to come.
    dropped: HashMap<String, u32>,
    foreign: u32,
    tags: u64,
    cells: u64,
    /// Byte ranges to leave out, in order.
    cuts: Vec<(usize, usize)>,
}

impl Scan {
    /// Reads the markup at the start of `rest`; its length, or `None` where the page ends inside.
    fn step(&mut self, rest: &str, start: usize) -> Option<usize> {
        if let Some(comment) = rest.strip_prefix("<!--") {
            return comment.find("-->").map(|end| end + 7);
        }
        let inner = rest.get(1..).unwrap_or_default();
        let closing = inner.starts_with('/');
        let name_at = inner.strip_prefix('/').unwrap_or(inner);
        if !name_at.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return if inner.starts_with(['!', '?', '/']) {
                rest.find('>').map(|end| end + 1)
            } else {
                Some(1)
            };
        }
        let name_end =
            name_at.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').unwrap_or(name_at.len());
        let name = name_at.get(..name_end).unwrap_or_default().to_ascii_lowercase();
        let (length, attributes) = tag_length(rest)?;
        self.tags += 1;
        if closing {
            if self.close(&name) {
                self.cuts.push((start, start + length));
            }
            return Some(length);
        }
        let self_closed = rest.get(..length).is_some_and(|tag| tag.ends_with("/>"));
        if !(self_closed && self.foreign > 0) && self.open(&name) {
            self.cuts.push((start, start + length));
        } else if attributes > ATTRIBUTES {
            let name_end = start + 1 + name_end;
            self.cuts.push((name_end, start + length - 1));
        }
        if RAW.contains(&name.as_str()) && self.foreign == 0 {
            let body = rest.get(length..).unwrap_or_default();
            return raw_end(body, &name).map(|end| length + end);
        }
        Some(length)
    }

    /// Notes a start tag; says whether to cut it.
    fn open(&mut self, name: &str) -> bool {
        if matches!(name, "td" | "th") {
            self.cells += 1;
        }
        if RAW.contains(&name) || (self.foreign == 0 && FLAT.contains(&name)) {
            return false;
        }
        if FORMATTING.contains(&name) {
            if self.formatting_open >= FORMATTING_OPEN {
                *self.dropped.entry(name.to_owned()).or_default() += 1;
                return true;
            }
            self.formatting_open += 1;
            *self.formatting.entry(name.to_owned()).or_default() += 1;
            return false;
        }
        let weight = match name {
            "table" => WEIGHT,
            "template" => 3,
            "ul" | "ol" | "dl" | "select" | "button" => 2,
            _ => 1,
        };
        if self.weight + weight > self.deepest {
            *self.dropped.entry(name.to_owned()).or_default() += 1;
            return true;
        }
        self.weight += weight;
        self.foreign += u32::from(matches!(name, "svg" | "math"));
        self.places.entry(name.to_owned()).or_default().push(self.open.len());
        self.open.push((name.to_owned(), weight));
        false
    }

    /// Notes an end tag; says whether to cut it.
    fn close(&mut self, name: &str) -> bool {
        if let Some(count) = self.dropped.get_mut(name).filter(|n| **n > 0) {
            *count -= 1;
            return true;
        }
        if let Some(count) = self.formatting.get_mut(name).filter(|n| **n > 0) {
            *count -= 1;
            self.formatting_open -= 1;
            return false;
        }
        let last = |places: &HashMap<String, Vec<usize>>, name: &str| {
            places.get(name).and_then(|list| list.last().copied())
        };
        let Some(place) = last(&self.places, name) else { return false };
        if last(&self.places, "table").is_some_and(|table| table > place) {
            return false;
        }
        while self.open.len() > place {
            let Some((name, weight)) = self.open.pop() else { break };
            self.weight -= weight;
            self.foreign -= u32::from(matches!(name.as_str(), "svg" | "math"));
            if let Some(list) = self.places.get_mut(&name) {
                list.pop();
            }
        }
        false
    }
}

/// Length of the tag at the start of `rest`, and a count of its attributes.
fn tag_length(rest: &str) -> Option<(usize, usize)> {
    let mut quote = None;
    let mut after_equals = false;
    let mut attributes = 0;
    let mut in_word = true;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (Some(q), b) if b == q => {
                quote = None;
                in_word = false;
            }
            (Some(_), _) => {}
            (None, b'>') => return Some((at + 1, attributes)),
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            (None, b) if b.is_ascii_whitespace() || b == b'/' => in_word = false,
            (None, _) => {
                attributes += usize::from(!in_word && byte != b'=');
                in_word = true;
            }
        }
        after_equals = byte == b'=' || (after_equals && byte.is_ascii_whitespace());
    }
    None
}

/// Where the content of a raw element ends; `None` where nothing ends it.
fn raw_end(body: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = body.get(from..).and_then(|rest| rest.find("</")) {
        let start = from + at;
        let tag = body.as_bytes().get(start + 2..start + 2 + name.len());
        if tag.is_some_and(|t| t.eq_ignore_ascii_case(name.as_bytes())) {
            return Some(start);
        }
        from = start + 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::tame;
    use crate::read::Limits;

    #[test]
    fn only_deep_pages_are_cut() {
        let page = "<div><p>a<p>b<br><table><tr><td>c</table><b>d</b></div>".repeat(3000);
        for (html, cut) in [
            (page.as_str(), false),
            (&"<div>".repeat(2000), true),
            (&"<div><table><td></div>".repeat(2000), true),
            (&"<font size=1>x<p>".repeat(2000), true),
            (&format!("<p {}>x", "a=1 ".repeat(2000)), true),
            ("<script>if (a<b) '<div>'.repeat(9)</script>", false),
            ("<div", false),
        ] {
            let tamed = tame(html, &Limits::DEFAULT).expect("within the limits");
            assert_eq!(tamed.flattened, cut, "{}", html.get(..40).unwrap_or(html));
        }
        let few = Limits { cells: 5, ..Limits::DEFAULT };
        assert!(tame(&"<td>".repeat(6), &few).is_err());
    }
}
