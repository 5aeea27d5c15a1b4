//! When two wordings count as equal: case, punctuation, tone placement (hoà = hòa) and `&`/`và` aside; long free text
//! also where its syllable bigrams agree to 0.8.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

const TONES: [(&str, &str); 15] = [
    ("oà", "òa"),
    ("oá", "óa"),
    ("oả", "ỏa"),
    ("oã", "õa"),
    ("oạ", "ọa"),
    ("oè", "òe"),
    ("oé", "óe"),
    ("oẻ", "ỏe"),
    ("oẽ", "õe"),
    ("oẹ", "ọe"),
    ("uỳ", "ùy"),
    ("uý", "úy"),
    ("uỷ", "ủy"),
    ("uỹ", "ũy"),
    ("uỵ", "ụy"),
];

pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn fold_spaces(text: &str) -> String {
    text.split(is_space).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// NFC, single spaces, without invisible characters and end punctuation.
pub(crate) fn plain(text: &str) -> String {
    let text: String = text.nfc().filter(|c| !matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}')).collect();
    let text = fold_spaces(&text);
    text.trim_end_matches(|c: char| is_space(c) || matches!(c, '.' | ';' | ',' | ':' | '/')).to_owned()
}

/// The key by which short values are compared.
pub(crate) fn key(text: &str) -> String {
    let text = plain(text).to_lowercase().replace('ð', "đ").replace('&', " và ");
    let text: String = text.chars().map(|c| if is_word(c) || is_space(c) { c } else { ' ' }).collect();
    let mut text = fold_spaces(&text);
    for (old, new) in TONES {
        if text.contains(old) {
            text = at_word_ends(&text, old, new);
        }
    }
    text
}

fn at_word_ends(text: &str, old: &str, new: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(old) {
        let after = &rest[at + old.len()..];
        out.push_str(&rest[..at]);
        out.push_str(if after.starts_with(is_word) { old } else { new });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A wording prepared for many comparisons.
pub(crate) struct Wording {
    key: String,
    length: usize,
    opening: String,
    bigrams: HashMap<(String, String), usize>,
}

impl Wording {
    pub(crate) fn new(text: &str) -> Wording {
        let key = key(text);
        let (length, opening) = (key.chars().count(), key.chars().take(60).collect());
        let bigrams = bigrams(&key);
        Wording { key, length, opening, bigrams }
    }

    /// How alike two wordings are: Dice's coefficient of their syllable bigrams.
    pub(crate) fn likeness(&self, other: &Wording) -> f64 {
        let (x, y) = (&self.bigrams, &other.bigrams);
        let total: usize = x.values().sum::<usize>() + y.values().sum::<usize>();
        if total == 0 {
            return 0.0;
        }
        let common: usize = x.iter().map(|(pair, n)| (*n).min(y.get(pair).copied().unwrap_or(0))).sum();
        (2 * common) as f64 / total as f64
    }

    /// Equal keys, or long and nearly equal.
    pub(crate) fn near(&self, other: &Wording) -> bool {
        if self.key == other.key {
            return true;
        }
        let (short, long) = (self.length.min(other.length), self.length.max(other.length));
        if short <= 20 {
            return false;
        }
        let opens_alike = self.key.starts_with(&other.opening) || other.key.starts_with(&self.opening);
        (opens_alike && short as f64 / long as f64 >= 0.8) || self.likeness(other) >= 0.8
    }
}

fn bigrams(key: &str) -> HashMap<(String, String), usize> {
    let words: Vec<&str> = key.split_whitespace().collect();
    let mut out = HashMap::new();
    if words.is_empty() {
        return out;
    }
    let left = std::iter::once("^").chain(words.iter().copied());
    let right = words.iter().copied().chain(std::iter::once("$"));
    for (a, b) in left.zip(right) {
        *out.entry((a.to_owned(), b.to_owned())).or_default() += 1;
    }
    out
}

/// Equal keys.
pub(crate) fn same(a: &str, b: &str) -> bool {
    key(a) == key(b)
}

/// Equal keys, or long and nearly equal.
pub(crate) fn near(a: &str, b: &str) -> bool {
    Wording::new(a).near(&Wording::new(b))
}

/// Equal, a bracket at the end of either aside; a person is known by the name alone, with or without the office.
pub(crate) fn same_agency(a: &str, b: &str) -> bool {
    same(a, b)
        || same(without_last_bracket(a), without_last_bracket(b))
        || person(a).is_some_and(|one| person(b).is_some_and(|other| same(&one, &other)))
}

/// What persons are addressed with.
const ADDRESSES: [&str; 6] = ["ông", "bà", "đ/c", "đồng chí", "thầy", "cô"];

/// The name behind "Ông", "Bà", "Đồng chí": two to five words with capitals.
fn person(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let behind = |address: &&str| {
        let at = lower.find(*address)?;
        let apart = lower[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        text.get(at + address.len()..).filter(|_| apart)
    };
    let rest = ADDRESSES.iter().find_map(behind)?;
    let rest = rest.trim_start_matches(|c: char| c == ':' || c.is_whitespace());
    let word =
        |w: &&str| w.chars().next().is_some_and(char::is_uppercase) && w.chars().all(char::is_alphabetic);
    let words: Vec<&str> = rest.split_whitespace().take_while(word).take(5).collect();
    (words.len() > 1).then(|| words.join(" "))
}

fn without_last_bracket(text: &str) -> &str {
    let trimmed = text.trim_end_matches(is_space);
    let Some(inner) = trimmed.strip_suffix(')') else { return text };
    // the bracket that ends the text starts at the first "(" that no ")" follows
    let from = inner.rfind(')').map_or(0, |at| at + 1);
    inner[from..].find('(').map_or(text, |open| trimmed[..from + open].trim_end_matches(is_space))
}

/// Without anything in brackets.
pub(crate) fn without_brackets(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(open) = rest.find('(') {
        let Some(close) = rest[open..].find(')') else { break };
        out.push_str(&rest[..open]);
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out
}
