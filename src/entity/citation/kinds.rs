//! Type words of documents and their abbreviations.
//!
//! In: the text before a number, or a sign. Out: the kind. The words stand in `lexicon/citation_kinds.tsv`.
//! Tricky: "KH" before a number is a type word, "kh" is none; "UBND-KGVX" has no type and is a dispatch.

use crate::model::CitationKind;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

static KINDS: LazyLock<HashMap<&'static str, CitationKind>> = LazyLock::new(|| {
    let table = include_str!("../../lexicon/citation_kinds.tsv");
    let rows = table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    rows.map(|(word, kind)| (word, named(kind))).collect()
});

fn named(kind: &str) -> CitationKind {
    match kind {
        "constitution" => CitationKind::Constitution,
        "law" => CitationKind::Law,
        "ordinance" => CitationKind::Ordinance,
        "decree" => CitationKind::Decree,
        "resolution" => CitationKind::Resolution,
        "decision" => CitationKind::Decision,
        "circular" => CitationKind::Circular,
        "directive" => CitationKind::Directive,
        "plan" => CitationKind::Plan,
        "program" => CitationKind::Program,
        "scheme" => CitationKind::Scheme,
        "conclusion" => CitationKind::Conclusion,
        "notice" => CitationKind::Notice,
        "guideline" => CitationKind::Guideline,
        "proposal" => CitationKind::Proposal,
        "report" => CitationKind::Report,
        "dispatch" => CitationKind::Dispatch,
        _ => CitationKind::Other,
    }
}

/// Alternatives, longest first; white space of any kind between words.
fn alternatives(short: bool) -> String {
    let is_short = |w: &str| w.chars().next().is_some_and(char::is_uppercase);
    let mut words: Vec<&str> = KINDS.keys().copied().filter(|w| is_short(w) == short).collect();
    words.sort_by_key(|w| (std::cmp::Reverse(w.len()), *w));
    words.iter().map(|w| w.replace(' ', r"\s+")).collect::<Vec<_>>().join("|")
}

/// A type word at the end of a folded text, "số" and a bracketed short name after it.
static WORD_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    let words = alternatives(false);
    Regex::new(&format!(r"\b({words})(?:\s+liên\s+tịch)?\s*(?::|,)?\s*(?:số\s*:?\s*)?$"))
        .expect("type words make a pattern")
});

static SHORT_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    let words = alternatives(true);
    Regex::new(&format!(r"\b({words})\s*(?:[Ss]ố\s*:?\s*)?$")).expect("abbreviations make a pattern")
});

static NUMBER_WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\bsố\s*:?\s*$").expect("pattern"));

/// What stands before a number.
pub(super) struct Before {
    /// Where type word, or "số", starts, in bytes before the number.
    pub(super) back: usize,
    /// From the type word.
    pub(super) kind: Option<CitationKind>,
}

/// The type word before the end of `text`; or "số" alone. Both slices are the same stretch, text and key.
pub(super) fn before(text: &str, key: &str) -> Option<Before> {
    let found = WORD_BEFORE.captures(key).or_else(|| SHORT_BEFORE.captures(text));
    if let Some((whole, word)) = found.and_then(|c| Some((c.get(0)?.start(), c.get(1)?.as_str()))) {
        let normal = word.split_whitespace().collect::<Vec<_>>().join(" ");
        return Some(Before { back: text.len() - whole, kind: KINDS.get(normal.as_str()).copied() });
    }
    NUMBER_WORD.find(key).map(|m| Before { back: key.len() - m.start(), kind: None })
}

/// Whether a type word ends the folded text.
pub(super) fn ends_in_type_word(key: &str) -> bool {
    WORD_BEFORE.is_match(key)
}

/// Whether letters abbreviate a type word.
pub(super) fn is_abbreviation(letters: &str) -> bool {
    KINDS.contains_key(letters)
}

/// The kind that a sign's own letters say.
pub(super) fn by_symbol(symbol: &str) -> CitationKind {
    let first = symbol.split(['-', '/']).next().unwrap_or_default();
    if first.starts_with("QH") {
        return CitationKind::Law;
    }
    if first.starts_with("TTLT") {
        return CitationKind::Circular;
    }
    KINDS.get(first).copied().unwrap_or(CitationKind::Dispatch)
}
