//! Words and punctuation of a stretch of text, by index.
//!
//! In: a text and its comparison key. Out: [`Tokens`], whose positions are bytes of that text.
//!
//! Tricky: "TP.", "Đ/c", "KH&CN" fall apart into words and marks; the tries put them together again.

use super::vocabulary::{self, WordId};
use crate::text::letter::{is_alphanumeric, is_bullet};
use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Letters and digits.
    Word,
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A line break inside a cell.
    Break,
    /// `-` and its kin.
    Dash,
    /// `&`
    Ampersand,
    /// `/`
    Slash,
    /// `+`, `•`, `*`
    Bullet,
    /// `(`, `[`
    Open,
    /// `)`, `]`
    Close,
    /// `:`
    Colon,
    /// `.`, `…`
    Dot,
    /// Quotation marks.
    Quote,
    /// Any other mark.
    Other,
}

/// A word or a mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// Word or which mark.
    pub(crate) shape: Shape,
    /// White space or the begin of the stretch precedes.
    pub(crate) spaced: bool,
    /// Which word of the tables it is.
    number: Option<WordId>,
}

/// The tokens of a stretch of a text.
#[derive(Clone, Debug)]
pub(crate) struct Tokens<'a> {
    text: &'a str,
    key: &'a str,
    list: Vec<Token>,
}

fn shape_of(c: char) -> Shape {
    match c {
        ',' => Shape::Comma,
        ';' => Shape::Semicolon,
        '\u{2028}' | '\n' | '\r' => Shape::Break,
        '-' | '–' | '—' | '−' | '‐' | '‑' | '\u{F02D}' => Shape::Dash,
        '&' => Shape::Ampersand,
        '/' => Shape::Slash,
        '|' => Shape::Bullet,
        '(' | '[' => Shape::Open,
        ')' | ']' => Shape::Close,
        ':' => Shape::Colon,
        '.' | '…' => Shape::Dot,
        '“' | '”' | '"' | '«' | '»' => Shape::Quote,
        _ if is_bullet(c) => Shape::Bullet,
        _ => Shape::Other,
    }
}

/// Bytes of a short syllable with its space: as many tokens are made room for.
const SYLLABLE: usize = 4;

/// The words and marks of a stretch of a key, words not yet looked up.
pub(super) fn cut(key: &str, range: Range<usize>) -> Vec<Token> {
    let stretch = key.get(range.clone()).unwrap_or("");
    let mut list: Vec<Token> = Vec::with_capacity(stretch.len() / SYLLABLE + 1);
    let mut spaced = true;
    for (offset, c) in stretch.char_indices() {
        let at = range.start + offset;
        let end = at + c.len_utf8();
        if is_alphanumeric(c) || c == '\'' || c == '’' || unicode_mark(c) {
            match list.last_mut() {
                Some(last) if last.shape == Shape::Word && last.end == at => last.end = end,
                _ => list.push(Token { start: at, end, shape: Shape::Word, spaced, number: None }),
            }
            spaced = false;
        } else if c == ' ' || c.is_whitespace() && shape_of(c) != Shape::Break {
            spaced = true;
        } else {
            list.push(Token { start: at, end, shape: shape_of(c), spaced, number: None });
            spaced = shape_of(c) == Shape::Break;
        }
    }
    list
}

impl<'a> Tokens<'a> {
    /// Cuts `range` of `text` and its key into words and marks.
    pub(crate) fn new(text: &'a str, key: &'a str, range: Range<usize>) -> Tokens<'a> {
        let mut list = cut(key, range);
        for token in list.iter_mut().filter(|t| t.shape == Shape::Word) {
            token.number = key.get(token.start..token.end).and_then(vocabulary::number);
        }
        Tokens { text, key, list }
    }

    /// Leaves out the tokens for which `keep` is false.
    pub(crate) fn retain(&mut self, keep: impl Fn(&Tokens<'a>, usize) -> bool) {
        let kept: Vec<bool> = (0..self.list.len()).map(|i| keep(self, i)).collect();
        let mut flags = kept.into_iter();
        self.list.retain(|_| flags.next().unwrap_or(true));
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The token at `i`.
    pub(crate) fn get(&self, i: usize) -> Option<&Token> {
        self.list.get(i)
    }

    /// What stands at `i`.
    pub(crate) fn shape(&self, i: usize) -> Option<Shape> {
        self.list.get(i).map(|t| t.shape)
    }

    /// The folded word at `i`.
    pub(crate) fn word(&self, i: usize) -> Option<&'a str> {
        let token = self.list.get(i).filter(|t| t.shape == Shape::Word)?;
        self.key.get(token.start..token.end)
    }

    /// The word at `i` as the tables number it.
    pub(super) fn number(&self, i: usize) -> Option<WordId> {
        self.list.get(i)?.number
    }

    /// Whether the folded word at `i` is `word`.
    pub(crate) fn is(&self, i: usize, word: &str) -> bool {
        self.word(i) == Some(word)
    }

    /// Whether the words from `i` on are those of `phrase`.
    pub(crate) fn says(&self, i: usize, phrase: &str) -> bool {
        let mut rest = phrase;
        if self.list.get(i).and_then(|t| self.key.as_bytes().get(t.start)) != phrase.as_bytes().first() {
            return false;
        }
        for at in i.. {
            let Some(after) = self.word(at).and_then(|word| rest.strip_prefix(word)) else { return false };
            match after.strip_prefix(' ') {
                Some(more) => rest = more,
                None => return after.is_empty(),
            }
        }
        false
    }

    /// Whether the word at `i` is printed with a capital (or is a number's letter).
    pub(crate) fn upper(&self, i: usize) -> bool {
        self.list
            .get(i)
            .filter(|t| t.shape == Shape::Word)
            .and_then(|t| self.text.get(t.start..t.end))
            .and_then(|w| w.chars().next())
            .is_some_and(char::is_uppercase)
    }

    /// Whether the word at `i` may be a short form: capitals from the second letter on, or one letter, or "Tp".
    pub(crate) fn initials(&self, i: usize) -> bool {
        let Some(word) = self.list.get(i).and_then(|t| self.text.get(t.start..t.end)) else { return false };
        let mut letters = word.chars();
        let first = letters.next().is_some_and(char::is_uppercase);
        let second = letters.next().is_none_or(char::is_uppercase);
        first && (second || self.is(i, "tp") || self.is(i, "tx"))
    }

    /// Whether the word at `i` takes a dot that ends no sentence: "TP.", "P.", "VP.".
    pub(crate) fn shortened(&self, i: usize) -> bool {
        self.initials(i) && self.word(i).is_some_and(|w| w.chars().count() <= 2)
    }

    /// Whether the word at `i` is a number.
    pub(crate) fn is_number(&self, i: usize) -> bool {
        self.word(i).is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()))
    }

    /// Whether no letter of the stretch is small.
    pub(crate) fn shouting(&self) -> bool {
        let (Some(first), Some(last)) = (self.list.first(), self.list.last()) else {
            return false;
        };
        let slice = self.text.get(first.start..last.end).unwrap_or("");
        slice.chars().any(char::is_uppercase) && !slice.chars().any(char::is_lowercase)
    }

    /// Bytes of the tokens `from..to`.
    pub(crate) fn bytes(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.list.get(from).map_or(0, |t| t.start);
        let end = to.checked_sub(1).and_then(|i| self.list.get(i)).map_or(start, |t| t.end);
        start..end.max(start)
    }

    /// The printed text of a range.
    pub(crate) fn text(&self, range: Range<usize>) -> Option<&'a str> {
        self.text.get(range)
    }

    /// The key of a range.
    pub(crate) fn key(&self, range: Range<usize>) -> Option<&'a str> {
        self.key.get(range)
    }

    /// Where a name that goes on after a separator (`,`, `-`, `&`, `/`, "và") goes on; `i` where none stands.
    pub(crate) fn after_joint(&self, i: usize) -> usize {
        let mut next = i;
        while next < i + 2 {
            let joint = match self.shape(next) {
                Some(Shape::Comma | Shape::Dash | Shape::Ampersand | Shape::Slash) => true,
                Some(Shape::Word) => self.is(next, "và"),
                _ => false,
            };
            if !joint {
                break;
            }
            next += 1;
        }
        next
    }
}

/// Combining marks that NFC leaves alone belong to their word.
fn unicode_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}
