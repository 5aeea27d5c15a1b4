//! The words of the tables, numbered: a word of a text is looked up once, and compared as a number from then on.
//!
//! In: the tables. Out: [`WordId`]s of folded words; words of no table have none.

use super::tokens::cut;
use crate::text::fold;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
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

/// Numbers by word. The words are ours, so nobody can make them collide: a cheap hash does.
type Words = HashMap<Box<str>, WordId, BuildHasherDefault<WordHasher>>;

/// Eight bytes a step, folded by multiplication.
#[derive(Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let step = chunk.iter().rev().fold(0, |sum, b| sum << 8 | u64::from(*b));
            self.0 = (self.0.rotate_left(5) ^ step).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
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
