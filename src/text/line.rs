//! Physical lines.
//!
//! In: the source text. Out: spans of its lines. LF, CRLF, CR, form feed, vertical tab, U+0085 and U+2029 end a
//! line. Spans and breaks tile the source.

use crate::span::Span;

/// A physical line, its break not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The line without its break.
    pub(crate) span: Span,
    /// A form feed ended it: a page break follows.
    pub(crate) ends_page: bool,
    /// CR and LF ended it.
    pub(crate) crlf: bool,
}

/// The lines of `text`, in order.
pub(crate) fn split_lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let ends = matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2029}');
        if !ends {
            continue;
        }
        let crlf = c == '\r' && chars.peek().is_some_and(|(_, n)| *n == '\n');
        lines.push(Line { span: Span::new(start, at), ends_page: c == '\u{0C}', crlf });
        start = at + c.len_utf8();
        if crlf {
            chars.next();
            start += 1;
        }
    }
    if start < text.len() {
        lines.push(Line { span: Span::new(start, text.len()), ends_page: false, crlf: false });
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::split_lines;

    #[test]
    fn every_line_end_counts_once() {
        let text = "a\r\nb\rc\n\nd\u{0C}e";
        let lines: Vec<_> = split_lines(text).iter().map(|l| l.span.of(text)).collect();
        assert_eq!(lines, ["a", "b", "c", "", "d", "e"]);
    }
}
