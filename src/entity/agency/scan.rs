//! The scanner: where a name starts and which reading holds.
//!
//! In: tokens. Out: [`Found`] names by token index. `prose`: a name ends at the verb; otherwise the stretch is a value and a
//! name may run to the next separator.

use super::AgencyMention;
use crate::lexicon::agency::{Shape, Tokens, registry, words};
use crate::model::AgencyKind;
use crate::text::{fold, prefix};
use std::cell::Cell;

/// A name by its tokens.
#[derive(Clone, Debug)]
pub(in crate::entity) struct Found {
    /// First token.
    pub(in crate::entity) from: usize,
    /// One past the last token.
    pub(in crate::entity) to: usize,
    /// Kind.
    pub(in crate::entity) kind: AgencyKind,
    /// An open group.
    pub(in crate::entity) collective: bool,
    /// The lexicon knows it.
    pub(in crate::entity) known: bool,
    /// Row of the registry, and the token behind its part of the name.
    pub(in crate::entity) entry: Option<(u32, usize)>,
    /// The head that later members may leave out.
    pub(in crate::entity) head: Option<&'static str>,
    /// Tokens of the bracketed scope.
    pub(in crate::entity) scope: Option<(usize, usize)>,
    /// The body of the name is open: it may hold separators.
    pub(in crate::entity) open: bool,
    /// The tokens of the other reading, where a joint has little for it.
    pub(in crate::entity) runner_up: Option<(usize, usize)>,
}

/// Reads names off tokens.
#[derive(Debug)]
pub(in crate::entity) struct Scanner<'a> {
    pub(in crate::entity) tokens: Tokens<'a>,
    pub(super) prose: bool,
    shouting: bool,
    depth: Cell<u8>,
    nest: Cell<u8>,
}

/// Names inside of tails inside of names, at most.
const DEPTH: u8 = 2;

/// Titles and persons inside of each other, at most.
const NEST: u8 = 3;

/// Words of an open name, at most.
pub(super) const NAME: usize = 48;

/// The kind that a table names.
pub(super) fn kind_of(name: &str) -> AgencyKind {
    match name {
        "government" => AgencyKind::Government,
        "ministry" => AgencyKind::Ministry,
        "people_committee" => AgencyKind::PeopleCommittee,
        "people_council" => AgencyKind::PeopleCouncil,
        "department" => AgencyKind::Department,
        "division" => AgencyKind::Division,
        "office" => AgencyKind::Office,
        "police" => AgencyKind::Police,
        "military" => AgencyKind::Military,
        "party" => AgencyKind::Party,
        "front_union" => AgencyKind::FrontUnion,
        "media" => AgencyKind::Media,
        "service_unit" => AgencyKind::ServiceUnit,
        "enterprise" => AgencyKind::Enterprise,
        "school" => AgencyKind::School,
        "person" => AgencyKind::Person,
        _ => AgencyKind::Other,
    }
}

/// Whether the line break at `at` parts names. One behind a joint, behind "Lãnh đạo" or "UBND", or before a small letter
/// that starts no group, is a wrapped line.
fn parts(tokens: &Tokens, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    let title = (0..=before.min(3)).filter_map(|n| before.checked_sub(n)).any(|from| {
        words()
            .title
            .trie()
            .longest(tokens, from)
            .is_some_and(|(id, end)| end == at && words().title.kind(id) == "needs")
    });
    let joint =
        matches!(tokens.shape(before), Some(Shape::Comma | Shape::Ampersand)) || tokens.is(before, "và");
    let unit = |i| words().unit.trie().end(tokens, i).is_some();
    let committee = (tokens.is(before, "ubnd") || tokens.says(before.saturating_sub(3), "ủy ban nhân dân"))
        && (unit(at + 1) || tokens.is(at + 1, "cấp") || tokens.is(at + 1, "các") && unit(at + 2));
    let small = tokens.word(at + 1).is_some() && !tokens.upper(at + 1) && !tokens.is_number(at + 1);
    let begins = words().quantity.trie().end(tokens, at + 1).is_some()
        || words().bare.trie().end(tokens, at + 1).is_some()
        || words().role.trie().end(tokens, at + 1).is_some();
    let generic = ["cơ quan", "đơn vị", "tổ chức"].iter().any(|w| tokens.says(before.saturating_sub(1), w));
    let level = tokens.is(at + 1, "cấp") || generic && words().role.trie().end(tokens, at + 1).is_some();
    !(title
        || joint
        || committee
        || level
        || small && !begins
        || unfinished(tokens, at)
        || crossed(tokens, at))
}

/// A listed name runs over the break at `at`, before which nothing but its head stands behind the last mark: "Công an xã, Phòng ⏎
/// Văn hóa - Xã hội".
fn crossed(tokens: &Tokens, at: usize) -> bool {
    let breaks = |i: &usize| tokens.shape(*i) == Some(Shape::Break);
    let ends = |i: &usize| tokens.word(*i).is_none() || tokens.is(*i, "và");
    let from = (0..at).rev().find(ends).map_or(0, |i| i + 1);
    if words().head.trie().end(tokens, from) != Some(at) {
        return false;
    }
    let to = (at + 1..tokens.len().min(at + NAME)).find(breaks).unwrap_or(tokens.len().min(at + NAME));
    let line = |from, to| tokens.text(tokens.bytes(from, to)).unwrap_or_default();
    let joined = format!("{} {}", line(from, at), line(at + 1, to));
    let key = fold(&joined);
    let whole = Tokens::new(&joined, &key, 0..joined.len());
    registry().longest(&whole, 0).is_some_and(|(_, end)| end > at - from)
}

/// The line before the break at `at` is a noun of bodies with small words only ("Cơ quan chủ trì"), and the next line begins no
/// name: one name over two lines.
fn unfinished(tokens: &Tokens, at: usize) -> bool {
    let ends = |i: &usize| tokens.word(*i).is_none();
    let from = (0..at).rev().find(ends).map_or(0, |i| i + 1);
    let noun = words().bare.trie().end(tokens, from).or_else(|| words().head.trie().end(tokens, from));
    let small = |i: usize| i == from || !tokens.upper(i);
    let next = tokens.upper(at + 1)
        && !registry().begins(tokens, at + 1)
        && [&words().head, &words().title, &words().person, &words().quantity]
            .iter()
            .all(|class| class.trie().end(tokens, at + 1).is_none());
    noun.is_some() && at > from + 1 && (from..at).all(small) && next && tokens.upper(from)
}

/// Bytes that hold a first word.
const FIRST_WORD: usize = 48;

/// Whether the word at byte `at` may begin a name in prose. Spares most sentences a closer look.
pub(super) fn may_begin(text: &str, key: &str, at: usize) -> bool {
    let window = prefix(key.get(at..).unwrap_or_default(), FIRST_WORD).len();
    let tokens = Tokens::new(text, key, at..at + window);
    let classes = words();
    let begin =
        [&classes.person, &classes.title, &classes.quantity, &classes.group, &classes.head, &classes.heading];
    tokens.is_number(0) || registry().begins(&tokens, 0) || begin.iter().any(|c| c.trie().begins(&tokens, 0))
}

impl<'a> Scanner<'a> {
    pub(in crate::entity) fn new(mut tokens: Tokens<'a>, prose: bool) -> Scanner<'a> {
        let is_break = |tokens: &Tokens, i| tokens.shape(i) == Some(Shape::Break);
        if (0..tokens.len()).any(|i| is_break(&tokens, i)) {
            tokens.retain(|tokens, i| !is_break(tokens, i) || parts(tokens, i));
        }
        let shouting = tokens.shouting();
        Scanner { tokens, prose, shouting, depth: Cell::new(0), nest: Cell::new(0) }
    }

    /// The same text, read as prose.
    pub(super) fn as_prose(&self) -> Scanner<'a> {
        let (depth, nest) = (Cell::new(0), Cell::new(0));
        Scanner { tokens: self.tokens.clone(), prose: true, shouting: self.shouting, depth, nest }
    }

    /// The name that starts at token `at`.
    pub(in crate::entity) fn mention(&self, at: usize) -> Option<Found> {
        self.tokens.word(at)?;
        if let Some(found) = self.person(at) {
            return Some(found);
        }
        let titled = self.titled(at);
        let core = self.core(at);
        match (titled, core) {
            (Some(t), Some(c)) if c.to > t.to => Some(c),
            (Some(t), _) => Some(t),
            (None, core) => core,
        }
    }

    /// The name inside of a tail ("thuộc UBND xã"); nesting is bounded.
    pub(super) fn inner_mention(&self, at: usize) -> Option<Found> {
        let depth = self.depth.get();
        if depth >= DEPTH {
            return None;
        }
        self.depth.set(depth + 1);
        let found = self.mention(at);
        self.depth.set(depth);
        found
    }

    /// Whether a name starts at token `at`.
    pub(in crate::entity) fn starts(&self, at: usize) -> bool {
        self.mention(at).is_some()
    }

    /// A capital that tells a proper name.
    pub(super) fn proper(&self, at: usize) -> bool {
        !self.shouting && self.tokens.upper(at)
    }

    /// A capital, or a text that has nothing else.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.tokens.upper(at)
    }

    /// Whether the text is printed in capitals.
    pub(super) fn shouting(&self) -> bool {
        self.shouting
    }

    /// The token behind a beginning that looks like a name and is none.
    pub(super) fn deceptive(&self, at: usize) -> Option<usize> {
        words().deceptive.trie().end(&self.tokens, at)
    }

    /// Whether a verb (or a function word) stands at `at` that ends a name.
    pub(in crate::entity) fn verb(&self, at: usize) -> Option<usize> {
        let verb = words().verb.trie().end(&self.tokens, at)?;
        let noun = words().noun.trie().end(&self.tokens, at);
        (noun.is_none_or(|end| end < verb) && !self.inside_noun(at)).then_some(verb)
    }

    /// The words at `at` close a noun that begins before them: the "thông tin" of "công nghệ thông tin".
    fn inside_noun(&self, at: usize) -> bool {
        (1..=3)
            .filter_map(|back| at.checked_sub(back))
            .any(|from| words().noun.trie().end(&self.tokens, from).is_some_and(|end| end > at))
    }

    /// Whether a name ends at `at` at the latest: a mark, or nothing more.
    pub(super) fn mark(&self, at: usize) -> bool {
        self.tokens.shape(at) != Some(Shape::Word)
    }

    /// The place behind a level ("xã Tân Hội", "phường Hội An"): what looks like a head there is a syllable of the place.
    pub(super) fn place_words(&self, at: usize) -> usize {
        if let Some(end) = registry().place(&self.tokens, at).filter(|_| self.capital(at)) {
            return end;
        }
        if self.shouting {
            return at;
        }
        let named = |i: usize| registry().longest(&self.tokens, i).is_some_and(|(_, end)| end > i + 1);
        let mut i = at;
        while i < at + NAME && (self.proper(i) && !named(i) && !self.long_verb(i)) {
            i += 1;
            let numbered = self.tokens.is_number(i) && !self.counts(i);
            i += usize::from(numbered);
            let dash = self.tokens.shape(i) == Some(Shape::Dash) && self.proper(i + 1);
            if dash && !self.heads(i + 1) {
                i += 1;
            }
        }
        i
    }

    /// A proper name's words (a place), from `at` on.
    pub(super) fn proper_words(&self, at: usize) -> usize {
        if let Some(end) = registry().place(&self.tokens, at).filter(|_| self.capital(at)) {
            return end;
        }
        if self.shouting {
            return at;
        }
        let mut i = at;
        loop {
            let numbered = i > at && self.tokens.is_number(i) && !self.counts(i);
            let word = (self.proper(i) || numbered) && !self.long_verb(i) && !(self.heads(i) && i > at);
            if word && i < at + NAME {
                i += 1;
                continue;
            }
            let dash = i > at && self.tokens.shape(i) == Some(Shape::Dash) && self.proper(i + 1);
            if dash && !self.heads(i + 1) && !self.long_verb(i + 1) {
                i += 1;
                continue;
            }
            return if self.names_itself(at) { at } else { i };
        }
    }

    /// Another name starts here, no place: a row of the registry, or a head with a proper name behind it.
    fn names_itself(&self, at: usize) -> bool {
        let head = words().head.trie().end(&self.tokens, at);
        self.heads(at)
            && (registry().longest(&self.tokens, at).is_some()
                || head.is_none_or(|end| {
                    self.tokens.word(end).is_some() && self.verb(end).is_none_or(|v| v == end + 1)
                }))
    }

    /// Runs a reading of titles and persons, unless they nest too deep.
    pub(super) fn nested(&self, read: impl FnOnce() -> Option<Found>) -> Option<Found> {
        let nest = self.nest.get();
        if nest >= NEST {
            return None;
        }
        self.nest.set(nest + 1);
        let found = read();
        self.nest.set(nest);
        found
    }

    /// A number that counts what follows, and is no part of a name: "… Bảo Lâm 02 lớp".
    fn counts(&self, at: usize) -> bool {
        !self.tokens.is(at + 1, "và")
            && self.verb(at + 1).is_none()
            && self.tokens.word(at + 1).is_some()
            && !self.proper(at + 1)
    }

    /// A verb of duty, however printed.
    pub(super) fn long_verb(&self, at: usize) -> bool {
        words().strong.trie().end(&self.tokens, at).is_some()
    }

    /// Whether a verb at `at` ends the body of an open name. In a value few do: names hold verbs.
    pub(super) fn ends_body(&self, at: usize) -> bool {
        if self.prose {
            return self.verb(at).is_some();
        }
        self.long_verb(at)
            || words().strict.trie().end(&self.tokens, at).is_some_and(|end| self.verb(at) == Some(end))
    }

    /// Whether a capitalised head of a name stands at `at`.
    pub(super) fn heads(&self, at: usize) -> bool {
        self.capital(at)
            && self.deceptive(at).is_none()
            && (registry().longest(&self.tokens, at).is_some()
                || words().head.trie().end(&self.tokens, at).is_some()
                || words().title.trie().end(&self.tokens, at).is_some_and(|end| end > at + 1))
    }

    /// The mentions of found names.
    pub(in crate::entity) fn mentions(&self, found: Vec<Found>) -> Vec<AgencyMention> {
        found
            .into_iter()
            .map(|f| AgencyMention {
                range: self.tokens.bytes(f.from, f.to),
                name: self.canonical(&f),
                kind: f.kind,
                collective: f.collective,
                scope: f.scope.map(|(from, to)| self.tokens.bytes(from, to)),
                known: f.known,
                listed: f.known && (f.entry.is_some() || f.collective || f.kind == AgencyKind::Person),
                runner_up: f.runner_up.filter(|_| !f.known).map(|(from, to)| self.tokens.bytes(from, to)),
            })
            .collect()
    }
}
