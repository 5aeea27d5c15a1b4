//! Words around names: heads, group nouns, titles, verbs that end a name, role words.
//!
//! In: `agency_words.tsv`. Out: one trie per class.

use super::rows;
use super::trie::Trie;
use std::sync::LazyLock;

/// A class of words, with the kind (or use) of each.
#[derive(Debug)]
pub(crate) struct Class {
    trie: Trie,
    kinds: Vec<&'static str>,
}

impl Class {
    fn load(name: &str) -> Class {
        let mut class = Class { trie: Trie::new(), kinds: Vec::new() };
        for row in rows(include_str!("../agency_words.tsv")) {
            if row.first().copied() != Some(name) {
                continue;
            }
            let id = u32::try_from(class.kinds.len()).unwrap_or(u32::MAX);
            class.kinds.push(row.get(1).copied().unwrap_or(""));
            for word in row.get(2).copied().unwrap_or("").split(';').map(str::trim) {
                class.trie.insert(word, id);
            }
        }
        class
    }

    /// The phrases.
    pub(crate) fn trie(&self) -> &Trie {
        &self.trie
    }

    /// The kind of a phrase, by the trie's value.
    pub(crate) fn kind(&self, id: u32) -> &'static str {
        self.kinds.get(id as usize).copied().unwrap_or("")
    }
}

/// All classes.
#[derive(Debug)]
pub(crate) struct Words {
    /// First words of names that are not in the registry, by kind.
    pub(crate) head: Class,
    /// Nouns of groups, by kind: "sở", "đơn vị".
    pub(crate) group: Class,
    /// Group nouns that stand without "các".
    pub(crate) bare: Class,
    /// "các", "toàn thể".
    pub(crate) quantity: Class,
    /// What may follow a group noun.
    pub(crate) adjective: Class,
    /// Administrative units.
    pub(crate) unit: Class,
    /// Phrases that lengthen a name; use: after any name, a group, as its last word, or as a clause.
    pub(crate) tail: Class,
    /// Names that are names only with a capital: "Báo", "Thanh tra".
    pub(crate) capital: Class,
    /// Titles; use `needs`: only before a name.
    pub(crate) title: Class,
    /// Forms of address.
    pub(crate) person: Class,
    /// Verbs and function words that end a name.
    pub(crate) verb: Class,
    /// Beginnings that look like a name and are none.
    pub(crate) deceptive: Class,
    /// Beginnings of a value that names nobody.
    pub(crate) nothing: Class,
    /// Role words, by role.
    pub(crate) role: Class,
    /// Verbs whose object gets the duty.
    pub(crate) assign: Class,
    /// Beginnings of a clause before the subject.
    pub(crate) adjunct: Class,
    /// Names that another name may follow at once: "Văn phòng Tỉnh ủy".
    pub(crate) owner: Class,
    /// Nouns that begin like a verb.
    pub(crate) noun: Class,
    /// Verbs of duty that end a name even in a value, and even with a capital.
    pub(crate) strong: Class,
    /// Function words that give no duty behind a subject.
    pub(crate) strict: Class,
    /// Adverbs between "phối hợp" and "với".
    pub(crate) strength: Class,
    /// "với", "cùng".
    pub(crate) partner: Class,
    /// Words after which "phối hợp" is a noun.
    pub(crate) noun_before: Class,
    /// Works that units are named after and that need an object: "Quản lý", "Phòng, chống".
    pub(crate) work: Class,
    /// Verbs that are nouns where no object follows them: the "xây dựng" of "Cục Quản lý xây dựng".
    pub(crate) matter: Class,
    /// Nouns that head sections and sentences and do nothing: "kinh phí", "công tác".
    pub(crate) thing: Class,
    /// What may precede the agency of a heading.
    pub(crate) heading: Class,
}

/// The classes, read once.
pub(crate) fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
        head: Class::load("head"),
        group: Class::load("group"),
        bare: Class::load("bare"),
        quantity: Class::load("quantity"),
        adjective: Class::load("adjective"),
        unit: Class::load("unit"),
        tail: Class::load("tail"),
        capital: Class::load("cap"),
        title: Class::load("title"),
        person: Class::load("person"),
        verb: Class::load("verb"),
        deceptive: Class::load("false"),
        nothing: Class::load("nothing"),
        role: Class::load("role"),
        assign: Class::load("assign"),
        adjunct: Class::load("adjunct"),
        owner: Class::load("owner"),
        noun: Class::load("noun"),
        strong: Class::load("strong"),
        strict: Class::load("strict"),
        strength: Class::load("strength"),
        partner: Class::load("partner"),
        noun_before: Class::load("noun_before"),
        work: Class::load("work"),
        matter: Class::load("matter"),
        thing: Class::load("thing"),
        heading: Class::load("heading"),
    });
    &WORDS
}
