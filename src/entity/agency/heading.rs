//! Headings that name agencies and nothing else: "Sở Công Thương", "Trách nhiệm của Sở Y tế", "Đề nghị Ủy ban MTTQ …:".

use super::scan::{Scanner, may_begin};
use crate::lexicon::agency::{Shape, Tokens, words};

/// Whether `text` is such a heading.
pub(super) fn names_only(text: &str, key: &str) -> bool {
    if text.len() > 600 || !may_begin(text, key, 0) {
        return false;
    }
    let scanner = Scanner::new(Tokens::new(text, key, 0..text.len()), true);
    let start = words().heading.trie().end(&scanner.tokens, 0).unwrap_or(0);
    scanner.names_all(start) || (start > 0 && scanner.names_all(0))
}

/// The byte where the names of a heading begin.
pub(super) fn lead(tokens: &Tokens) -> usize {
    words().heading.trie().end(tokens, 0).and_then(|i| tokens.get(i)).map_or(0, |t| t.start)
}

impl Scanner<'_> {
    /// Whether tokens from `start` on are names, up to closing marks.
    fn names_all(&self, start: usize) -> bool {
        let (items, end) = self.list(start);
        if items.is_empty() || !items.iter().all(|i| i.known || i.entry.is_some() || self.proper(i.from)) {
            return false;
        }
        let mut i = end;
        while matches!(
            self.tokens.shape(i),
            Some(Shape::Colon | Shape::Dot | Shape::Semicolon | Shape::Comma | Shape::Bullet)
        ) {
            i += 1;
        }
        i >= self.tokens.len()
    }
}
