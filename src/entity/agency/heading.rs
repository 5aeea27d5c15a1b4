//! Headings that name agencies and nothing else: "Sở Công Thương", "Trách nhiệm của Sở Y tế", "Tổ vận hành liên hồ chứa".
//!
//! In: a whole heading, so that its bounds are given: it is read as a value. Each piece must begin like a name, known or not, and
//! none may be a sentence ("Tổ cơ điện kiểm tra máy bơm": a finished name before a verb).

use super::scan::{Found, Scanner};
use super::value::Begin;
use crate::lexicon::agency::{Shape, Tokens, words};

/// Longest heading, in bytes.
const LONGEST: usize = 600;

/// Whether `text` is such a heading.
pub(super) fn names_only(text: &str, key: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let value = Scanner::new(Tokens::new(text, key, 0..text.len()), false);
    let start = words().heading.trie().end(&value.tokens, 0).unwrap_or(0);
    if !(value.begins_name(start) || start > 0 && value.begins_name(0)) {
        return false;
    }
    let prose = value.as_prose();
    value.names_all(start, &prose) || start > 0 && value.names_all(0, &prose)
}

/// The byte where the names of a heading begin.
pub(super) fn lead(tokens: &Tokens) -> usize {
    words().heading.trie().end(tokens, 0).and_then(|i| tokens.get(i)).map_or(0, |t| t.start)
}

impl Scanner<'_> {
    /// Whether tokens from `start` on are names, up to closing marks.
    fn names_all(&self, start: usize, prose: &Scanner) -> bool {
        let (items, end) = self.list(start);
        let named = |(n, item): (usize, &Found)| self.is_somebody(item, n > 0, prose) && !acts(prose, item);
        !items.is_empty() && items.iter().enumerate().all(named) && self.closes(end)
    }

    /// Whether a piece is somebody by the way it begins; `further`: others stand before it.
    fn is_somebody(&self, item: &Found, further: bool, prose: &Scanner) -> bool {
        match self.begin(item.from) {
            Begin::Name | Begin::Person | Begin::Head => true,
            Begin::Quantity => item.known,
            Begin::Group => prose.mention(item.from).is_some_and(|group| group.to >= item.to),
            Begin::Title => self.capital(item.from) || item.known && further,
            Begin::Capital => item.known || further,
            Begin::Small | Begin::Nothing => false,
        }
    }

    /// Whether nothing but closing marks stands from `at` on.
    fn closes(&self, at: usize) -> bool {
        let marks = [Shape::Colon, Shape::Dot, Shape::Semicolon, Shape::Comma, Shape::Bullet];
        (at..self.tokens.len()).all(|i| self.tokens.shape(i).is_some_and(|s| marks.contains(&s)))
    }
}

/// A finished name of no table stands before a verb: "Trưởng các ấp vận động bà con".
fn acts(prose: &Scanner, item: &Found) -> bool {
    let open = item.entry.is_none() && prose.begin(item.from) != Begin::Person;
    open && prose
        .mention(item.from)
        .filter(|name| words().head.trie().end(&prose.tokens, name.from) < Some(name.to))
        .is_some_and(|name| name.to < item.to && prose.verb(name.to).is_some() && !prose.capital(name.to))
}
