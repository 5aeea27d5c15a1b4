//! Physical lines of text made ready: mark-up leftovers out, indent and emphasis noted.

use crate::span::Span;
use crate::text::Logical;
use crate::text::line::split_lines;

/// A line that holds something, or a blank one.
#[derive(Clone, Debug, Default)]
pub(crate) struct TextLine {
    /// The line, break not included.
    pub(crate) span: Span,
    /// What it reads, without mark-up; empty for a blank line.
    pub(crate) text: Logical,
    /// Columns of white space before the first letter (a tab counts 8).
    pub(crate) indent: u16,
    /// All of it is emphasised (`**…**`), or it is a Markdown heading.
    pub(crate) bold: bool,
    /// Level of a Markdown heading.
    pub(crate) heading: Option<u8>,
    /// A page ends after it.
    pub(crate) ends_page: bool,
    /// CR and LF ended it: in a text that mixes line ends the mark of a line cut inside a paragraph.
    pub(crate) crlf: bool,
}

/// Emphasis that a line leaves open; a blank line closes it.
#[derive(Clone, Copy, Debug, Default)]
struct Emphasis {
    bold: bool,
    italic: bool,
}

/// The lines of a text.
pub(crate) fn read_lines(text: &str) -> Vec<TextLine> {
    let mut open = Emphasis::default();
    split_lines(text)
        .into_iter()
        .map(|line| {
            let read = read_line(text, line.span, &mut open);
            if read.text.is_empty() || read.text.text == "|" {
                open = Emphasis::default();
            }
            TextLine { ends_page: line.ends_page, crlf: line.crlf, ..read }
        })
        .collect()
}

fn read_line(source: &str, span: Span, open: &mut Emphasis) -> TextLine {
    let raw = span.of(source);
    let mut indent = 0u16;
    for c in raw.chars() {
        match c {
            '\t' => indent = indent.saturating_add(8),
            c if c.is_whitespace() => indent = indent.saturating_add(1),
            _ => break,
        }
    }
    let trimmed = raw.trim();
    if trimmed.is_empty() {
        return TextLine { span, indent, ..TextLine::default() };
    }
    let heading = heading_level(trimmed);
    let (parts, emphasised) = strip_markup(source, span, heading.is_some(), open);
    let text = match parts.as_slice() {
        [one] => Logical::new(source, &[*one]),
        many => join_parts(source, many),
    };
    TextLine { span, text, indent, bold: heading.is_some() || emphasised, heading, ..TextLine::default() }
}

/// Parts of one line that mark-up has cut: joined without a gap where they stood side by side.
fn join_parts(source: &str, parts: &[Span]) -> Logical {
    let mut gap = false;
    let logicals: Vec<(Logical, bool)> = parts
        .iter()
        .map(|part| {
            let raw = part.of(source);
            let glued = !gap && !raw.starts_with(char::is_whitespace);
            gap = raw.ends_with(char::is_whitespace);
            (Logical::new(source, &[*part]), glued)
        })
        .collect();
    Logical::join(&logicals.iter().map(|(l, glued)| (l, *glued)).collect::<Vec<_>>())
}

/// One cell of a line, mark-up out.
pub(crate) fn read_cell(source: &str, span: Span) -> Logical {
    read_line(source, span, &mut Emphasis::default()).text
}

fn heading_level(trimmed: &str) -> Option<u8> {
    let hashes = trimmed.bytes().take_while(|b| *b == b'#').count();
    let rest = trimmed.get(hashes..)?;
    ((1..=6).contains(&hashes) && (rest.is_empty() || rest.starts_with([' ', '\t', '*'])))
        .then_some(hashes as u8)
}

/// The stretches of a line that are text: `**`, `__`, `*` around words, `#` of headings, `>` and HTML line breaks out.
/// Tells whether all of the text is emphasised.
fn strip_markup(source: &str, span: Span, heading: bool, open: &mut Emphasis) -> (Vec<Span>, bool) {
    let raw = span.of(source);
    let base = span.start as usize;
    if !raw.contains(['*', '#', '<', '\\']) {
        return (vec![span], open.bold || open.italic);
    }
    let bytes = raw.as_bytes();
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut marks = 0;
    let mut plain_letters = 0;
    let Emphasis { mut bold, mut italic } = *open;
    let cut = |from: usize, to: usize, parts: &mut Vec<Span>| {
        if to > from {
            parts.push(Span::new(base + from, base + to));
        }
    };
    if heading {
        let hashes = raw.len() - raw.trim_start().trim_start_matches('#').len();
        start = hashes;
        at = hashes;
    }
    while let Some(&b) = bytes.get(at) {
        let length = match b {
            b'*' if bytes.get(at + 1) == Some(&b'*') => {
                bold = !bold;
                marks += 1;
                2
            }
            b'*' if is_emphasis_mark(bytes, at, italic) => {
                italic = !italic;
                marks += 1;
                1
            }
            b'\\' if bytes.get(at + 1).is_some_and(|n| b"-_.*#|()[]+!<>".contains(n)) => 1,
            b'<' => tag_length(raw.get(at..).unwrap_or("")).unwrap_or(0),
            _ => 0,
        };
        if length == 0 {
            if !bold && !italic && b.is_ascii_alphanumeric() {
                plain_letters += 1;
            }
            at += 1;
            continue;
        }
        cut(start, at, &mut parts);
        at += length;
        start = at;
    }
    cut(start, bytes.len(), &mut parts);
    *open = Emphasis { bold, italic };
    (parts, marks > 0 && plain_letters == 0)
}

/// A single `*` that opens or closes emphasis: it touches a letter on exactly the inner side. A `*` followed by a
/// space at the start of a line is a bullet.
fn is_emphasis_mark(bytes: &[u8], at: usize, open: bool) -> bool {
    let letter = |b: Option<&u8>| b.is_some_and(|b| !b.is_ascii_whitespace() && *b != b'*');
    let before = at.checked_sub(1).and_then(|i| bytes.get(i));
    let after = bytes.get(at + 1);
    if open { letter(before) } else { letter(after) && !before.is_some_and(u8::is_ascii_digit) }
}

/// No tag that is left out is longer, in bytes.
const LONGEST_TAG: usize = 32;

/// Length of an inline HTML tag that converters leave (`<br>`, `<b>`, `</i>`, `<sup>` …).
fn tag_length(rest: &str) -> Option<usize> {
    let end = rest.bytes().take(LONGEST_TAG).position(|b| b == b'>')?;
    let name = rest.get(1..end)?.trim_start_matches('/').trim_end_matches(['/', ' ']).to_ascii_lowercase();
    ["br", "b", "i", "u", "strong", "em", "sup", "sub", "p", "span", "center", "div"]
        .contains(&name.as_str())
        .then_some(end + 1)
}
