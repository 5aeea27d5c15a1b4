//! A paragraph as it reads: joined lines, NFC, white space folded, invisible characters out, with its way back.
//!
//! In: spans of the source text. Out: [`Logical`]: `text`, its comparison key `key` (same byte length), and
//! [`Logical::spans`], which leads any range of the text back to spans of the source. The only place where text is
//! concatenated. Knows nothing of markers or plans.

use super::fold::fold;
use super::letter::stands_alone;
use crate::span::Span;
use std::ops::Range;
use unicode_normalization::{
    IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick,
};

/// A stretch of `text` that comes from one stretch of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Range in the logical text.
    to: Span,
    /// Range in the source text. Equal in length to `to` and letter for letter the same, or atomic.
    from: Span,
}

/// A paragraph, cell or line as it reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Logical {
    /// NFC, single spaces, trimmed.
    pub(crate) text: String,
    /// The comparison key, byte for byte beside `text` (see [`fold`]).
    pub(crate) key: String,
    pieces: Vec<Piece>,
}

impl Logical {
    /// Reads `spans` of `source`, joined with a space where they do not touch.
    pub(crate) fn new(source: &str, spans: &[Span]) -> Logical {
        let mut builder = Builder { source, out: Logical::default() };
        for (n, span) in spans.iter().enumerate() {
            let touches = n > 0 && spans.get(n - 1).is_some_and(|before| before.end == span.start);
            if n > 0 && !touches {
                builder.space(None);
            }
            builder.read(*span);
        }
        builder.finish()
    }

    /// Reads `spans` of `source`, joined without anything between them: a word cut by a line end.
    pub(crate) fn join(parts: &[(&Logical, bool)]) -> Logical {
        let mut out = Logical::default();
        for (part, glued) in parts {
            out.append(part, *glued);
        }
        out
    }

    /// Paragraphs of a cell, a line break between them.
    pub(crate) fn lines(parts: &[Logical]) -> Logical {
        let mut out = Logical::default();
        for part in parts.iter().filter(|part| !part.is_empty()) {
            if !out.is_empty() {
                out.text.push('\n');
                out.key.push('\n');
            }
            out.append(part, true);
        }
        out
    }

    /// Goes on with `part`, after a space unless `glued`.
    pub(crate) fn append(&mut self, part: &Logical, glued: bool) {
        if !self.text.is_empty() && !part.text.is_empty() && !glued {
            self.text.push(' ');
            self.key.push(' ');
        }
        let shift = self.text.len();
        self.text.push_str(&part.text);
        self.key.push_str(&part.key);
        self.pieces.extend(part.pieces.iter().map(|p| Piece {
            to: Span::new(p.to.start as usize + shift, p.to.end as usize + shift),
            from: p.from,
        }));
    }

    /// Whether there is nothing to read.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// `range` without white space at its ends, and with all marks of its last letter.
    pub(crate) fn trim(&self, range: Range<usize>) -> Range<usize> {
        let slice = self.text.get(range.clone()).unwrap_or("");
        let start = range.start + (slice.len() - slice.trim_start().len());
        let end = range.end - (slice.len() - slice.trim_end().len());
        if end <= start {
            return start..start;
        }
        let after = self.text.get(end..).unwrap_or("").chars();
        let marks: usize = after.take_while(|c| canonical_combining_class(*c) != 0).map(char::len_utf8).sum();
        start..end + marks
    }

    /// The source spans of a range of the text; touching ones are one.
    pub(crate) fn spans(&self, range: Range<usize>) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let first = self.pieces.partition_point(|p| (p.to.end as usize) <= range.start);
        for piece in self.pieces.iter().skip(first) {
            let (start, end) = (piece.to.start as usize, piece.to.end as usize);
            if start >= range.end {
                break;
            }
            let from = if piece.to.len() == piece.from.len() {
                let low = range.start.max(start) - start;
                let high = range.end.min(end) - start;
                Span::new(piece.from.start as usize + low, piece.from.start as usize + high)
            } else {
                piece.from
            };
            match spans.last_mut() {
                Some(last) if last.end == from.start => last.end = from.end,
                _ => spans.push(from),
            }
        }
        spans.retain(|s| !s.is_empty());
        spans
    }

    /// The whole text's spans.
    pub(crate) fn all_spans(&self) -> Vec<Span> {
        self.spans(0..self.text.len())
    }

    /// The part of the paragraph in `range`, as a paragraph of its own.
    pub(crate) fn slice(&self, range: Range<usize>) -> Logical {
        let range = self.trim(range);
        let (Some(text), Some(key)) = (self.text.get(range.clone()), self.key.get(range.clone())) else {
            return Logical::default();
        };
        let first = self.pieces.partition_point(|p| (p.to.end as usize) <= range.start);
        let mut pieces = Vec::new();
        for piece in self.pieces.iter().skip(first) {
            let (start, end) = (piece.to.start as usize, piece.to.end as usize);
            if start >= range.end {
                break;
            }
            let (low, high) = (range.start.max(start), range.end.min(end));
            let from = if piece.to.len() == piece.from.len() {
                Span::new(piece.from.start as usize + low - start, piece.from.start as usize + high - start)
            } else {
                piece.from
            };
            pieces.push(Piece { to: Span::new(low - range.start, high - range.start), from });
        }
        Logical { text: text.to_owned(), key: key.to_owned(), pieces }
    }
}

/// Whether a character leaves no trace in the reading: soft hyphen, zero-width characters, byte order mark,
/// direction marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' | '\0')
}

/// Whether a character is white space in the reading.
fn is_space(c: char) -> bool {
    c.is_whitespace() || (c.is_control() && c != '\0')
}

/// Start of a stretch that NFC cannot join to what precedes it.
fn starts_segment(c: char) -> bool {
    stands_alone(c)
        || c.is_ascii()
        || (canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) != IsNormalized::Maybe)
}

/// Length of the letter at the start of `rest` with its marks.
fn segment_length(rest: &str) -> usize {
    rest.char_indices().skip(1).find(|(_, c)| starts_segment(*c)).map_or(rest.len(), |(i, _)| i)
}

/// Length of the text at the start of `rest` that reads as it is written: letters without marks to join, single
/// spaces between them. `spaced`: a space stands before it already.
fn plain_length(rest: &str, spaced: bool) -> usize {
    let mut spaced = spaced;
    let mut letter = 0;
    for (at, c) in rest.char_indices() {
        if stands_alone(c) {
            letter = at;
            spaced = false;
        } else if c == ' ' && !spaced {
            spaced = true;
        } else {
            // a mark takes the letter before it along
            return if spaced || starts_segment(c) { at } else { letter };
        }
    }
    rest.len()
}

struct Builder<'s> {
    source: &'s str,
    out: Logical,
}

impl Builder<'_> {
    /// Appends one space, unless there is one or nothing precedes it.
    fn space(&mut self, from: Option<Span>) {
        if self.out.text.is_empty() || self.out.text.ends_with(' ') {
            return;
        }
        let at = self.out.text.len();
        self.out.text.push(' ');
        if let Some(from) = from {
            self.push(Piece { to: Span::new(at, at + 1), from });
        }
    }

    /// Appends the text of one stretch of the source.
    fn read(&mut self, span: Span) {
        let mut at = span.start as usize;
        let mut rest = span.of(self.source);
        self.out.text.reserve(rest.len());
        let mut cut = false;
        while let Some(c) = rest.chars().next() {
            let spaced = self.out.text.is_empty() || self.out.text.ends_with(' ');
            let plain = plain_length(rest, spaced);
            let parted = (cut || spaced) && canonical_combining_class(c) != 0;
            cut = is_invisible(c) || parted;
            let len = if plain > 0 {
                self.plain(&rest[..plain], Span::new(at, at + plain));
                plain
            } else if is_invisible(c) || parted {
                c.len_utf8() // no trace; nor of a mark that has no letter before it
            } else if is_space(c) {
                // a control character parts words and is no part of a value
                self.space(c.is_whitespace().then(|| Span::new(at, at + c.len_utf8())));
                c.len_utf8()
            } else {
                let len = segment_length(rest);
                self.segment(&rest[..len], Span::new(at, at + len));
                len
            };
            at += len;
            rest = &rest[len..];
        }
    }

    /// Appends text that reads as it is written.
    fn plain(&mut self, slice: &str, from: Span) {
        let at = self.out.text.len();
        self.out.text.push_str(slice);
        self.push(Piece { to: Span::new(at, self.out.text.len()), from });
    }

    /// Appends one segment: a letter and its marks.
    fn segment(&mut self, slice: &str, from: Span) {
        let at = self.out.text.len();
        if slice.chars().nth(1).is_none() && is_nfc_quick(slice.chars()) == IsNormalized::Yes {
            self.out.text.push_str(slice);
        } else {
            self.out.text.extend(slice.nfc().filter(|c| !is_invisible(*c)));
        }
        self.push(Piece { to: Span::new(at, self.out.text.len()), from });
    }

    /// Appends a piece, growing the last one where both run on letter for letter.
    fn push(&mut self, piece: Piece) {
        if let Some(last) = self.out.pieces.last_mut() {
            let runs_on = last.to.end == piece.to.start && last.from.end == piece.from.start;
            let exact = last.to.len() == last.from.len() && piece.to.len() == piece.from.len();
            if runs_on && exact {
                last.to.end = piece.to.end;
                last.from.end = piece.from.end;
                return;
            }
        }
        self.out.pieces.push(piece);
    }

    fn finish(mut self) -> Logical {
        let trimmed = self.out.text.trim_end().len();
        self.out.text.truncate(trimmed);
        self.out.pieces.retain_mut(|p| {
            if p.to.end as usize > trimmed {
                let cut = p.to.end - trimmed as u32;
                if p.to.len() == p.from.len() {
                    p.from.end -= cut;
                }
                p.to.end = trimmed as u32;
            }
            (p.to.start as usize) < trimmed
        });
        self.out.key = fold(&self.out.text);
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::Logical;
    use crate::span::Span;

    fn whole(source: &str) -> Logical {
        Logical::new(source, &[Span::new(0, source.len())])
    }

    #[test]
    fn nfd_leads_back_to_the_source() {
        let source = "  U\u{309}y\u{A0}\u{A0}ban nha\u{302}n  da\u{302}n ";
        let l = whole(source);
        assert_eq!(l.text, "Ủy ban nhân dân");
        assert_eq!(l.key, "ủy ban nhân dân");
        let nhan = l.text.find("nhân").unwrap();
        let spans = l.spans(nhan..nhan + "nhân".len());
        assert_eq!(spans.iter().map(|s| s.of(source)).collect::<String>(), "nha\u{302}n");
    }

    #[test]
    fn lines_join_and_soft_hyphens_vanish() {
        let source = "phát\nsóng tru\u{AD}yền";
        let l = Logical::new(source, &[Span::new(0, 5), Span::new(6, source.len())]);
        assert_eq!(l.text, "phát sóng truyền");
        let spans = l.all_spans();
        assert_eq!(spans.iter().map(|s| s.of(source)).collect::<String>(), "phátsóng truyền");
    }
}
