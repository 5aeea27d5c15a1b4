//! Lists of names: which separator parts them, which stands inside of one.

use super::scan::{Found, Scanner};
use super::value::Begin;
use crate::lexicon::agency::{Shape, words};

/// Tokens of a bracket, at most.
const BRACKET: usize = 120;

impl Scanner<'_> {
    /// Behind separators and bullets.
    pub(in crate::entity) fn skip_joints(&self, at: usize) -> usize {
        let mut i = at;
        loop {
            match self.tokens.shape(i) {
                Some(Shape::Word) if ["và", "hoặc"].iter().any(|w| self.tokens.is(i, w)) => i += 1,
                Some(Shape::Word) if i > at && self.tokens.says(i, "cùng với") => i += 2,
                Some(Shape::Word) if i > at && self.tokens.says(i, "cũng như") => i += 2,
                Some(Shape::Word) if self.enumerator(i).is_some() => i += 2,
                Some(
                    Shape::Comma
                    | Shape::Semicolon
                    | Shape::Break
                    | Shape::Dash
                    | Shape::Bullet
                    | Shape::Ampersand
                    | Shape::Slash
                    | Shape::Dot
                    | Shape::Other
                    | Shape::Quote,
                ) => i += 1,
                _ => return i,
            }
        }
    }

    /// Behind a number that counts the names of a value: "1. Sở Y tế 2. Sở Nội vụ", "1) …".
    pub(in crate::entity) fn enumerator(&self, at: usize) -> Option<usize> {
        let mark = matches!(self.tokens.shape(at + 1), Some(Shape::Dot | Shape::Close));
        let parted = |i: usize| self.tokens.get(i).is_some_and(|t| t.spaced);
        let counts = !self.prose && self.tokens.is_number(at) && parted(at) && mark;
        (counts && parted(at + 2) && self.capital(at + 2)).then_some(at + 2)
    }

    /// Behind the separators that may go on a list of names after `at`.
    fn joint(&self, at: usize) -> usize {
        let mut i = at;
        let mut strong = false;
        loop {
            match self.tokens.shape(i) {
                Some(Shape::Word) => {
                    let link = ["và", "hoặc", "cùng với", "cũng như", "cùng", "với"]
                        .iter()
                        .find(|w| self.tokens.says(i, w));
                    match link {
                        Some(link) if !(*link == "với" && i == at) => i += link.split(' ').count(),
                        _ => return i,
                    }
                }
                Some(Shape::Comma | Shape::Ampersand | Shape::Slash) => i += 1,
                Some(Shape::Semicolon | Shape::Break) => {
                    strong = true;
                    i += 1;
                }
                Some(Shape::Dash | Shape::Bullet)
                    if self.tokens.get(i).is_some_and(|t| t.spaced) || strong =>
                {
                    i += 1
                }
                _ => return i,
            }
        }
    }

    /// Behind the next strong separator.
    pub(in crate::entity) fn next_clause(&self, at: usize) -> usize {
        let mut i = at;
        let mut depth = 0_usize;
        while let Some(shape) = self.tokens.shape(i) {
            match shape {
                Shape::Open => depth += 1,
                Shape::Close => depth = depth.saturating_sub(1),
                Shape::Semicolon | Shape::Break if depth == 0 => return self.skip_joints(i),
                Shape::Bullet if depth == 0 && i > at => return self.skip_joints(i),
                _ => {}
            }
            i += 1;
        }
        i
    }

    /// The bracket at `at`: its inside and the token behind it.
    pub(in crate::entity) fn bracket(&self, at: usize) -> Option<(usize, usize, usize)> {
        if self.tokens.shape(at) != Some(Shape::Open) {
            return None;
        }
        let mut depth = 0_usize;
        let mut i = at;
        while let Some(shape) = self.tokens.shape(i).filter(|_| i < at + BRACKET) {
            match shape {
                Shape::Open => depth += 1,
                Shape::Close => {
                    depth -= 1;
                    if depth == 0 {
                        return Some((at + 1, i, i + 1));
                    }
                }
                _ => {}
            }
            i += 1;
        }
        Some((at + 1, i, i))
    }

    /// The names from token `at` on and the token behind the last.
    pub(in crate::entity) fn list(&self, at: usize) -> (Vec<Found>, usize) {
        if !self.prose {
            return self.value(at);
        }
        let mut items: Vec<Found> = Vec::new();
        let mut end = at;
        let (mut next, mut head) = (at, None);
        loop {
            let label = words().role.trie().end(&self.tokens, next);
            if !items.is_empty() && label.is_some_and(|end| self.tokens.shape(end) == Some(Shape::Colon)) {
                return (items, end);
            }
            if let Some(plural) = self.plural_head(next) {
                (next, head) = plural;
            }
            let headless = head.and_then(|h| self.headless(h, next));
            let own = self.mention(next).filter(|own| headless.as_ref().is_none_or(|h| own.to > h.to));
            let Some(mut item) = own.or(headless) else { return (items, end) };
            if item.to <= next && item.from >= next {
                return (items, end);
            }
            if item.head.is_some() || item.entry.is_some() || item.collective {
                head = item.head;
            }
            self.with_body_above(&mut item);
            end = self.with_scope(&mut item);
            items.push(item);
            next = self.joint(end);
            if next == end || next >= self.tokens.len() {
                return (items, end);
            }
        }
    }

    /// "Vụ Pháp luật - Văn phòng Ủy ban sông Mê Công": a unit with the body that it belongs to is one name.
    fn with_body_above(&self, item: &mut Found) {
        let dash = self.tokens.shape(item.to) == Some(Shape::Dash) && self.is_unit(item.from);
        let next = item.to + 1;
        if dash && !self.is_unit(next) && self.begin(next) == Begin::Name {
            item.to = self.mention(next).map_or(item.to, |above| above.to);
        }
    }

    /// "các Sở: Tài chính, Tư pháp", "các Sở Tài chính, Tư pháp": where the first name starts and the head of all.
    fn plural_head(&self, at: usize) -> Option<(usize, Option<&'static str>)> {
        let start = words().quantity.trie().end(&self.tokens, at)?;
        let head = self.elliptic_head(start)?;
        let mut first = start + head.split(' ').count();
        let group = self.mention(at).map_or(first, |m| m.to);
        if self.tokens.shape(group) == Some(Shape::Colon) {
            first = group;
        }
        let colon = self.tokens.shape(first) == Some(Shape::Colon);
        first += usize::from(colon);
        let found = self.headless(head, first)?;
        let joined = self.joint(found.to) > found.to;
        joined.then_some((if colon { first } else { start }, Some(head)))
    }

    /// Takes the bracket behind a name as its scope, unless it gives a role or shortens the name.
    fn with_scope(&self, item: &mut Found) -> usize {
        let Some((from, to, behind)) = self.bracket(item.to) else { return item.to };
        let short = to == from + 1 && self.tokens.bytes(from, to).len() < 12 && self.capital(from);
        if short {
            let tail = self.tails(behind, item.collective);
            if tail.end > behind {
                item.to = tail.end;
                item.collective |= tail.collective;
                return self.with_scope(item);
            }
        }
        if words().role.trie().end(&self.tokens, from).is_some_and(|end| end >= to) {
            return item.to;
        }
        if to > from {
            item.scope = Some((from, to));
        }
        behind
    }
}
