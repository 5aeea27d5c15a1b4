//! The words of the tables, numbered: a word of a text is looked up once, and compared as a number from then on.
//!
//! In: the tables. Out: [`WordId`]s of folded words; words of no table have none.

use super::tokens::cut;
use crate::text::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A word that stands in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct WordId(u32);

const TABLES: [&str; 4] = [
    include_str!("../agencies.tsv"),
    include_str!("../abbreviations.tsv"),
    include_str!("../places.tsv"),
    include_str!("../agency_words.tsv"),
];

static WORDS: LazyLock<HashMap<Box<str>, WordId>> = LazyLock::new(|| {
    let mut words: HashMap<Box<str>, WordId> = HashMap::new();
    for key in TABLES.map(fold) {
        for token in cut(&key, 0..key.len()) {
            let Some(word) = key.get(token.start..token.end) else { continue };
            let fresh = WordId(u32::try_from(words.len()).unwrap_or(u32::MAX));
            words.entry(word.into()).or_insert(fresh);
        }
    }
    words
});

/// The number of a folded word.
pub(super) fn number(word: &str) -> Option<WordId> {
    WORDS.get(word).copied()
}
