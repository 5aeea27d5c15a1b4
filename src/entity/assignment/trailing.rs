//! Roles at the end of a work: a bracket "(A chủ trì)", a clause "– A thực hiện", "do A chủ trì".

use super::{Role, Roles, roles::Reader};
use crate::entity::agency::{AgencyMention, Scanner};
use crate::lexicon::agency::{Shape, Tokens, words};
use std::ops::Range;

/// Words of a trailing clause, at most.
const REACH: usize = 1200;

/// The bracket or clause and its roles.
pub(super) fn read(text: &str, key: &str) -> Option<(Range<usize>, Roles)> {
    let mut from = text.len().saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let tokens = Tokens::new(text, key, from..text.len());
    let scanner = Scanner::new(tokens, false);
    let mut end = scanner.tokens.len();
    while end > 0
        && matches!(
            scanner.tokens.shape(end - 1),
            Some(Shape::Dot | Shape::Semicolon | Shape::Comma | Shape::Slash)
        )
    {
        end -= 1;
    }
    bracket(&scanner, text, key, end).or_else(|| clause(&scanner, text, key, end))
}

fn bracket(scanner: &Scanner, text: &str, key: &str, end: usize) -> Option<(Range<usize>, Roles)> {
    let close = end.checked_sub(1).filter(|i| scanner.tokens.shape(*i) == Some(Shape::Close))?;
    let mut depth = 0_usize;
    let open = (0..=close).rev().find(|i| {
        match scanner.tokens.shape(*i) {
            Some(Shape::Close) => depth += 1,
            Some(Shape::Open) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })?;
    let inside = scanner.tokens.bytes(open + 1, close);
    let roles = ruled(scanner, open + 1, close).then(|| reading(text, key, inside))?;
    let sound = named(&roles) || somebody(&roles) && ends_in_role(scanner, open + 1, close);
    sound.then(|| (scanner.tokens.bytes(open, close + 1), roles))
}

/// "(Trấm Nước chủ trì)": a capital begins the bracket, a role of lead or partner ends it, and no verb opens it. Whose name stands
/// between is then no question of tables.
fn ends_in_role(scanner: &Scanner, from: usize, to: usize) -> bool {
    let role =
        |i: usize| {
            words().role.trie().longest(&scanner.tokens, i).is_some_and(|(id, end)| {
                end == to && matches!(words().role.kind(id), "lead" | "coordinating")
            })
        };
    scanner.tokens.upper(from) && scanner.verb(from).is_none() && (from + 1..to).any(role)
}

/// Whether a role word stands among the tokens.
fn ruled(scanner: &Scanner, from: usize, to: usize) -> bool {
    (from..to).any(|i| words().role.trie().end(&scanner.tokens, i).is_some_and(|end| end <= to))
}

fn reading(text: &str, key: &str, range: Range<usize>) -> Roles {
    let inner = Scanner::new(Tokens::new(text, key, range), false);
    Reader::new(&inner, Role::Implementing).read()
}

/// Whether the roles name somebody, and nobody whom the lexicon does not know.
fn named(roles: &Roles) -> bool {
    somebody(roles) && agencies(roles).all(|a| a.known)
}

fn somebody(roles: &Roles) -> bool {
    agencies(roles).next().is_some()
}

fn agencies(roles: &Roles) -> impl Iterator<Item = &AgencyMention> {
    [&roles.lead, &roles.coordinating, &roles.implementing, &roles.supervising].into_iter().flatten()
}

/// "… – Trường X thực hiện", "… do Sở Y chủ trì".
fn clause(scanner: &Scanner, text: &str, key: &str, end: usize) -> Option<(Range<usize>, Roles)> {
    for i in (1..end).rev() {
        let dash =
            scanner.tokens.shape(i) == Some(Shape::Dash) && scanner.tokens.get(i).is_some_and(|t| t.spaced);
        let agent = scanner.tokens.is(i, "do");
        let stop = scanner.tokens.shape(i) == Some(Shape::Dot) && scanner.tokens.upper(i + 1);
        if !dash && !agent && !stop {
            continue;
        }
        let (items, behind) = scanner.list(i + 1);
        let whole = !items.is_empty()
            && words().role.trie().end(&scanner.tokens, behind).is_some()
            && ruled(scanner, behind, end);
        let label = words()
            .role
            .trie()
            .end(&scanner.tokens, i + 1)
            .is_some_and(|l| scanner.tokens.shape(l) == Some(Shape::Colon));
        if whole && closes(scanner, behind, end) || label && !agent {
            let roles = reading(text, key, scanner.tokens.bytes(i + 1, end));
            if named(&roles) {
                let from = if stop { i + 1 } else { i };
                return Some((scanner.tokens.bytes(from, end), roles));
            }
        }
        if stop {
            return None;
        }
    }
    None
}

/// Whether nothing but roles and names stands from `at` to the end: "thực hiện", "chủ trì, phối hợp với B".
fn closes(scanner: &Scanner, at: usize, end: usize) -> bool {
    let mut i = at;
    while i < end {
        let role = words().role.trie().end(&scanner.tokens, i);
        let partner = words().partner.trie().end(&scanner.tokens, i);
        if let Some(next) = role.or(partner) {
            i = next;
            continue;
        }
        if scanner.tokens.shape(i) != Some(Shape::Word) {
            i += 1;
            continue;
        }
        let (items, next) = scanner.list(i);
        if items.is_empty() || next <= i {
            return false;
        }
        i = next;
    }
    true
}
