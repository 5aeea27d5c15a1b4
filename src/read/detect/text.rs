//! Text, Markdown, HTML, XML or no text at all.

use super::{Format, RESAVE, find, trimmed};
use regex::Regex;
use std::sync::LazyLock;

/// Bytes looked at to tell text from binary content.
const SAMPLE: usize = 1 << 20;
/// Control characters in a thousand bytes that text does not have. TCVN3 puts a few capitals there.
const CONTROLS_PER_MILLE: usize = 40;
/// Bytes of a decoded head, enough for a prolog, comments and a doctype.
const HEAD: usize = 64 << 10;

/// Bytes that may stand before a page.
const JUNK: usize = 1024;

/// Elements with which a page or a piece of one may begin.
const HTML_STARTS: &[&str] = &[
    "html", "head", "body", "meta", "title", "style", "script", "link", "base", "table", "div", "p", "h1",
    "h2", "h3", "center", "font", "span", "b", "strong", "br", "ul", "ol", "section", "article", "main",
    "form", "basefont",
];

/// XML dialects of text documents.
const XML: &[(&str, &str)] = &[
    ("w:worddocument", "a Word 2003 XML document"),
    ("pkg:package", "a Word document in one XML file"),
    ("office:document", "an OpenDocument text in one XML file"),
];

/// The format of a file that has no magic bytes.
pub(super) fn kind(name: Option<&str>, bytes: &[u8]) -> Format {
    if bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).iter().all(|b| *b == 0 || b.is_ascii_whitespace())
    {
        return Format::Empty;
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let utf16 = utf16_order(sample);
    if utf16.is_none() && is_binary(sample) {
        return Format::Foreign("a binary file of unknown format", RESAVE);
    }
    let head = head(sample, utf16.is_some());
    if is_mime(&head) {
        return Format::Mhtml;
    }
    let markdown = name.is_some_and(named_markdown);
    match markup(&head) {
        Some(Format::Html) if markdown && !head.contains("<html") && !head.contains("<!doctype") => {
            Format::Text
        }
        Some(format) => format,
        None => Format::Text,
    }
}

/// Byte order of UTF-16, told by its mark or by the high bytes of Vietnamese text: `true` for big-endian.
pub(crate) fn utf16_order(bytes: &[u8]) -> Option<bool> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(false),
        [0xFE, 0xFF, ..] => return Some(true),
        _ => {}
    }
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let pairs = sample.len() / 2;
    let high = |parity: usize| {
        let at = |b: &&u8| matches!(**b, 0 | 1 | 3 | 0x1E | 0x20);
        sample.iter().skip(parity).step_by(2).take(pairs).filter(at).count()
    };
    let zeros =
        |parity: usize| sample.iter().skip(parity).step_by(2).take(pairs).filter(|b| **b == 0).count();
    let is = |parity: usize| {
        pairs >= 4
            && high(parity) * 10 >= pairs * 9
            && zeros(parity) * 3 >= pairs
            && zeros(1 - parity) * 20 <= pairs
    };
    if is(1) {
        Some(false)
    } else if is(0) {
        Some(true)
    } else {
        None
    }
}

/// Whether the bytes hold more control characters than any text.
fn is_binary(bytes: &[u8]) -> bool {
    let controls = bytes
        .iter()
        .filter(|b| {
            **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A | 0x1B) || **b == 0x7F
        })
        .count();
    controls * 1000 > bytes.len() * CONTROLS_PER_MILLE
}

/// The beginning in lower case, ASCII alone kept where that is UTF-16.
fn head(bytes: &[u8], utf16: bool) -> String {
    let cut = bytes.get(..HEAD).unwrap_or(bytes);
    if utf16 {
        let ascii =
            cut.iter().filter(|b| **b != 0 && b.is_ascii()).map(|b| char::from(*b).to_ascii_lowercase());
        return ascii.collect::<String>().trim_start().to_owned();
    }
    String::from_utf8_lossy(trimmed(cut)).to_ascii_lowercase()
}

/// The headers of a web archive.
fn is_mime(head: &str) -> bool {
    let headers =
        head.get(..head.len().min(4096)).or_else(|| head.get(..head.find('<').unwrap_or(0))).unwrap_or("");
    let starts = |line: &str| ["mime-version:", "from:", "content-type:"].iter().any(|h| line.starts_with(h));
    starts(headers)
        && headers.contains("mime-version:")
        && (headers.contains("multipart/related")
            || headers.contains("multipart/alternative")
            || headers.contains("text/html"))
}

/// HTML or XML, told by the first element after byte order mark, blanks, prolog, comments and doctype.
fn markup(head: &str) -> Option<Format> {
    let mut rest = head;
    let mut prolog = false;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        if rest.starts_with("<!doctype html") {
            return Some(Format::Html);
        }
        let skip = |end: &str| rest.find(end).and_then(|at| rest.get(at + end.len()..));
        if rest.starts_with("<?mso-application progid=\"word") {
            return Some(Format::Foreign("a Word 2003 XML document", RESAVE));
        }
        rest = if rest.starts_with("<!--") {
            skip("-->")?
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            prolog |= rest.starts_with("<?xml");
            skip(">")?
        } else {
            break;
        };
    }
    let Some(element) = rest.strip_prefix('<') else { return page_after_junk(head) };
    let name = element.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next()?;
    if HTML_STARTS.contains(&name) {
        return Some(Format::Html);
    }
    if let Some((_, what)) = XML.iter().find(|(root, _)| *root == name) {
        return Some(Format::Foreign(what, RESAVE));
    }
    prolog.then_some(Format::Foreign("an XML file", RESAVE))
}

/// A page may follow the warnings of a server.
fn page_after_junk(head: &str) -> Option<Format> {
    ["<!doctype html", "<html>", "<html "].iter().find_map(|mark| {
        let at = head.find(mark)?;
        (at < JUNK).then_some(Format::Html)
    })
}

/// Whether a text is Markdown: by name, by the rule under the heads of a pipe table, or by its headings.
pub(crate) fn is_markdown(name: Option<&str>, text: &str) -> bool {
    static TABLE_RULE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?m)^[ \t]{0,3}(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|[ \t]*\r?$").expect("a valid pattern")
    });
    static HEADING: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?m)^ {0,3}#{1,6} +[^\s#]").expect("a valid pattern"));
    name.is_some_and(named_markdown)
        || TABLE_RULE.is_match(text)
        || HEADING.find_iter(text).nth(1).is_some()
        || (HEADING.is_match(text) && find(text.as_bytes(), b"**").is_some())
}

fn named_markdown(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [".md", ".markdown", ".mdown"].iter().any(|ending| lower.ends_with(ending))
}
