//! Where the agents of a sentence end.
//!
//! In: the token where a list of agents may begin. Out: names, and the token behind them. Names that `agency` reads are taken
//! from it; what no table knows is bounded by the verb. Knows nothing of roles.
//!
//! Tricky: "các trạm cấp nước lưu mẫu": "cấp nước" is a noun, "lưu" the verb; "Chi hội Nghề cá, các chủ tàu và Ban Quản lý
//! cảng kiểm tra" names three, the second with no word that a table holds.

use crate::entity::agency::{Found, Scanner};
use crate::lexicon::agency::{Shape, words};
use crate::model::AgencyKind;

/// Words of a noun phrase, at most.
const PHRASE: usize = 9;

/// Words of a relative clause, at most.
const CLAUSE: usize = 40;

/// The agents from token `at` on and the token behind the last.
pub(super) fn agents(scanner: &Scanner, at: usize) -> (Vec<Found>, usize) {
    let (mut items, mut end) = scanner.list(at);
    if items.is_empty() {
        (items, end) = unknown(scanner, at).map_or((items, at), |f| (vec![f.clone()], f.to));
    }
    loop {
        if let Some(last) = items.last_mut().filter(|l| l.scope.is_none())
            && let Some(to) = lengthened(scanner, last, end)
        {
            (last.to, last.entry, end) = (to, None, to);
        }
        let next = behind_joint(scanner, end);
        if items.is_empty() || next == end {
            return (items, end);
        }
        let (more, behind) = scanner.list(next);
        let more = if more.is_empty() { unknown(scanner, next).into_iter().collect() } else { more };
        let Some(to) = more.last().map(|l| l.to.max(behind)) else { return (items, end) };
        items.extend(more);
        end = to;
    }
}

/// Behind a comma, "và" or both.
fn behind_joint(scanner: &Scanner, at: usize) -> usize {
    let comma = at + usize::from(scanner.tokens.shape(at) == Some(Shape::Comma));
    comma + usize::from(scanner.tokens.is(comma, "và"))
}

/// A name that stops short of the verb: a group with a noun that no table knows, a bare head before a work, a group with a
/// relative clause.
fn lengthened(scanner: &Scanner, last: &Found, end: usize) -> Option<usize> {
    let open =
        last.collective && last.to == end && scanner.tokens.word(end).is_some() && !thing(scanner, end);
    if open && scanner.tokens.is(end, "được") {
        return relative(scanner, end);
    }
    let head = last.from + usize::from(last.collective);
    let bare = last.to == head + 1 && scanner.tokens.upper(head) && soft(scanner, end).is_some();
    let from = if bare { soft(scanner, end)? } else { end };
    let to = phrase(scanner, from);
    let bounded = scanner.verb(to).is_some() || scanner.tokens.shape(to) != Some(Shape::Word);
    let full = bare && bounded || open && bounded && to > end + 1;
    (to > end && full).then_some(to)
}

/// "được cấp giấy phép thăm dò, khai thác khoáng sản": up to what those so described shall do.
fn relative(scanner: &Scanner, at: usize) -> Option<usize> {
    let modal = ["có trách nhiệm", "chịu trách nhiệm", "có nghĩa vụ", "phải", "cần"];
    let ends = |i: &usize| modal.iter().any(|m| scanner.tokens.says(*i, m));
    let stops = |i: &usize| {
        matches!(scanner.tokens.shape(*i), None | Some(Shape::Semicolon | Shape::Dot | Shape::Colon))
    };
    (at..at + CLAUSE).take_while(|i| !stops(i)).find(ends)
}

/// Behind a verb that units are named after.
fn soft(scanner: &Scanner, at: usize) -> Option<usize> {
    let end = words()
        .work
        .trie()
        .end(&scanner.tokens, at)
        .or_else(|| words().matter.trie().end(&scanner.tokens, at))?;
    (scanner.verb(at) == Some(end)).then_some(end)
}

/// Agents that no table knows: "các chủ tàu", "Khóm", "Chi ủy cơ quan".
fn unknown(scanner: &Scanner, at: usize) -> Option<Found> {
    let counted = words().quantity.trie().end(&scanner.tokens, at);
    let from = counted.unwrap_or(at);
    let named = scanner.tokens.upper(at)
        && scanner.verb(at).is_none()
        && words().adjunct.trie().end(&scanner.tokens, at).is_none();
    let to = counted.map_or_else(|| phrase(scanner, from), |from| members(scanner, from));
    let shaped = counted.is_some() || named && (from + 1..to).any(|i| scanner.tokens.upper(i));
    (shaped && to > from && !thing(scanner, from)).then(|| Found {
        from: at,
        to,
        kind: AgencyKind::Other,
        collective: counted.is_some(),
        known: false,
        entry: None,
        head: None,
        scope: None,
        open: false,
        runner_up: None,
    })
}

/// Behind the heads that one "các" counts: "các chủ nhà trọ, bếp ăn tập thể".
fn members(scanner: &Scanner, at: usize) -> usize {
    let mut to = phrase(scanner, at);
    while to > at && scanner.tokens.shape(to) == Some(Shape::Comma) && goes_on(scanner, to + 1) {
        to = phrase(scanner, to + 1);
    }
    to
}

/// A head without "các" of its own stands at `at`.
fn goes_on(scanner: &Scanner, at: usize) -> bool {
    scanner.tokens.word(at).is_some()
        && !scanner.tokens.upper(at)
        && scanner.verb(at).is_none()
        && !thing(scanner, at)
        && words().quantity.trie().end(&scanner.tokens, at).is_none()
        && words().adjunct.trie().end(&scanner.tokens, at).is_none()
}

/// The words of a noun phrase from `at` on, up to a mark, a joint or a verb.
fn phrase(scanner: &Scanner, at: usize) -> usize {
    let ends = |i: usize| {
        scanner.tokens.is(i, "và")
            || scanner.verb(i).is_some() && !scanner.tokens.upper(i) && (i > at || !counted(scanner, at))
            || i > at && words().quantity.trie().end(&scanner.tokens, i).is_some()
    };
    let mut i = at;
    while i < at + PHRASE && scanner.tokens.shape(i) == Some(Shape::Word) && !ends(i) {
        i += 1;
        let dash = scanner.tokens.shape(i) == Some(Shape::Dash) && scanner.tokens.upper(i + 1);
        i += usize::from(dash);
    }
    i
}

/// "các", "những" stands before `at`.
fn counted(scanner: &Scanner, at: usize) -> bool {
    at > 0 && ["các", "những", "mọi"].iter().any(|w| scanner.tokens.is(at - 1, w))
}

/// Nouns that name no agent.
fn thing(scanner: &Scanner, at: usize) -> bool {
    words().thing.trie().end(&scanner.tokens, at).is_some()
}
