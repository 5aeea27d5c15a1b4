//! Words → value, longest match.
//!
//! In: phrases of the tables. Out: look-ups that cost the length of the match, not of the table.

use super::tokens::Tokens;
use super::vocabulary::WordId;
use crate::text::fold;

/// One step of a phrase: the word, and whether the phrase has a separator before it.
pub(super) type Step = (WordId, bool);

#[derive(Debug)]
struct Edge {
    to: u32,
    separated: bool,
}

#[derive(Debug, Default)]
struct Node {
    /// By the word, in the order of words.
    next: Vec<(WordId, Edge)>,
    value: Option<u32>,
}

/// Phrases by their words.
#[derive(Debug)]
pub(crate) struct Trie {
    nodes: Vec<Node>,
}

/// The words of a phrase of a table, separators noted and dropped.
pub(super) fn steps(phrase: &str) -> Vec<Step> {
    let key = fold(phrase);
    let tokens = Tokens::new(phrase, &key, 0..phrase.len());
    let mut out: Vec<Step> = Vec::new();
    let mut separated = false;
    for i in 0..tokens.len() {
        match tokens.number(i) {
            Some(_) if tokens.is(i, "và") && i > 0 && i + 1 < tokens.len() => separated = true,
            Some(word) => {
                out.push((word, separated && !out.is_empty()));
                separated = false;
            }
            None => separated = true,
        }
    }
    out
}

impl Trie {
    /// No phrases yet.
    pub(super) fn new() -> Trie {
        Trie { nodes: vec![Node::default()] }
    }

    /// Adds a phrase; the first value of a phrase stays.
    pub(super) fn insert(&mut self, phrase: &str, value: u32) {
        let steps = steps(phrase);
        if steps.is_empty() {
            return;
        }
        let mut at = 0_u32;
        for (word, separated) in steps {
            let fresh = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            let Some(node) = self.nodes.get_mut(at as usize) else { return };
            let place = match node.next.binary_search_by_key(&word, |(w, _)| *w) {
                Ok(place) => place,
                Err(place) => {
                    node.next.insert(place, (word, Edge { to: fresh, separated }));
                    place
                }
            };
            let Some((_, edge)) = node.next.get_mut(place) else { return };
            edge.separated |= separated;
            at = edge.to;
            if at == fresh {
                self.nodes.push(Node::default());
            }
        }
        if let Some(node) = self.nodes.get_mut(at as usize) {
            node.value.get_or_insert(value);
        }
    }

    /// The node behind `word`, where a separator was crossed before it or not.
    pub(super) fn step(&self, node: u32, word: WordId, crossed: bool) -> Option<u32> {
        let next = &self.nodes.get(node as usize)?.next;
        let place = next.binary_search_by_key(&word, |(w, _)| *w).ok()?;
        let (_, edge) = next.get(place)?;
        (!crossed || edge.separated).then_some(edge.to)
    }

    /// The value of the phrase that ends at a node.
    pub(super) fn value(&self, node: u32) -> Option<u32> {
        self.nodes.get(node as usize)?.value
    }

    /// Whether a phrase starts with the word at token `at`.
    pub(crate) fn begins(&self, tokens: &Tokens, at: usize) -> bool {
        tokens.number(at).is_some_and(|word| self.step(0, word, false).is_some())
    }

    /// Every phrase that starts at token `at`: value and the token behind it, shortest first.
    pub(crate) fn prefixes(&self, tokens: &Tokens, at: usize) -> Vec<(u32, usize)> {
        let mut found = Vec::new();
        let (mut node, mut i) = (0, at);
        loop {
            let direct = tokens.number(i).and_then(|w| self.step(node, w, false)).map(|n| (n, i + 1));
            let next = direct.or_else(|| {
                let after = tokens.after_joint(i);
                (i > at && after > i).then_some(())?;
                tokens.number(after).and_then(|w| self.step(node, w, true)).map(|n| (n, after + 1))
            });
            let Some((to, after)) = next else { return found };
            (node, i) = (to, after);
            if let Some(value) = self.value(node) {
                found.push((value, i));
            }
        }
    }

    /// The longest phrase that starts at token `at`.
    pub(crate) fn longest(&self, tokens: &Tokens, at: usize) -> Option<(u32, usize)> {
        self.prefixes(tokens, at).pop()
    }

    /// The token behind the longest phrase at `at`.
    pub(crate) fn end(&self, tokens: &Tokens, at: usize) -> Option<usize> {
        self.longest(tokens, at).map(|(_, next)| next)
    }
}
