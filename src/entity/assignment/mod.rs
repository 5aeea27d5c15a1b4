//! Who does what: role words around agencies, in field values and in sentences.
//!
//! In: a value or a sentence with its key. Out: agencies by role. Asks `agency` for names; knows nothing of labels' words,
//! blocks or tasks.
//!
//! Tricky: "A chủ trì, phối hợp với B, C" (before), "A chủ trì; B, C phối hợp" (behind), "Chủ trì: A. Phối hợp: B" (label):
//! the same two words stand before, behind or over the names they rule.

mod agent;
mod frame;
mod roles;
#[cfg(test)]
mod tests;
mod trailing;

use super::agency::{AgencyMention, Scanner};
use crate::lexicon::agency::Tokens;
use std::ops::Range;

/// Agencies by role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Roles {
    /// Chủ trì.
    pub(crate) lead: Vec<AgencyMention>,
    /// Phối hợp.
    pub(crate) coordinating: Vec<AgencyMention>,
    /// Named without a role.
    pub(crate) implementing: Vec<AgencyMention>,
    /// Theo dõi, chỉ đạo, phụ trách (người).
    pub(crate) supervising: Vec<AgencyMention>,
}

/// The role that a label or a column heading gives to a bare list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Cơ quan chủ trì.
    Lead,
    /// Cơ quan phối hợp.
    Coordinating,
    /// Cơ quan thực hiện.
    Implementing,
    /// Lãnh đạo phụ trách.
    Supervising,
}

/// Reads the value of a field: a list, or a list with role words in it ("A chủ trì, phối hợp với B, C",
/// "Chủ trì: A. Phối hợp: B", "A phối hợp B và C", "A và B").
pub(crate) fn read_roles(text: &str, key: &str, range: Range<usize>, label: Role) -> Roles {
    let scanner = Scanner::new(Tokens::new(text, key, range), false);
    roles::Reader::new(&scanner, label).read()
}

/// How a sentence binds its agent, from weak to strong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Force {
    /// It names none.
    #[default]
    None,
    /// "A rà soát …": a subject and what it does.
    Subject,
    /// "A chủ trì …", "A có trách nhiệm …".
    Charge,
    /// "Giao A …", "Đề nghị A …", "Yêu cầu A …".
    Order,
}

/// A sentence that gives a duty to agencies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Assignment {
    /// Who gets the duty: the subject, or the object of "Giao".
    pub(crate) lead: Vec<AgencyMention>,
    /// "phối hợp với B".
    pub(crate) coordinating: Vec<AgencyMention>,
    /// How the lead is bound.
    pub(crate) force: Force,
}

/// Reads a sentence of an implementation section ("Giao A chủ trì, phối hợp với B …", "Căn cứ …, A chủ trì …", "A: …",
/// "Đề nghị A …", "A có trách nhiệm …", "Chủ trì, phối hợp với B …": then `lead` is empty). `None` where the sentence gives no duty
/// to a named agency and names no coordinator.
pub(crate) fn read_assignment(text: &str, key: &str) -> Option<Assignment> {
    let scanner = Scanner::new(Tokens::new(text, key, 0..text.len()), true);
    frame::read(&scanner)
}

/// How a sentence binds its lead; none where it has no lead.
pub(crate) fn read_force(text: &str, key: &str) -> Force {
    frame::force(&Scanner::new(Tokens::new(text, key, 0..text.len()), true))
}

/// Whether a sentence is a closing formula and gives nobody a duty.
pub(crate) fn is_formula(text: &str, key: &str) -> bool {
    let mut end = text.len().min(FORMULA);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    frame::may_open_formula(key) && frame::formula(&Tokens::new(text, key, 0..end), 0)
        || key.contains("chịu trách nhiệm thi hành") && key.contains(" này")
}

/// Bytes that hold the opening of a formula.
const FORMULA: usize = 400;

/// The sentences of a paragraph, in order: each begins where the one before ends.
pub(crate) fn sentences(text: &str, key: &str) -> Vec<Range<usize>> {
    let stops = |(at, stop): (usize, &str)| {
        key.get(at + stop.len()..).is_some_and(|rest| rest.starts_with(char::is_whitespace))
    };
    if !key.trim_end().match_indices(['.', '…']).any(stops) {
        return std::iter::once(0..text.len()).collect();
    }
    let tokens = Tokens::new(text, key, 0..text.len());
    let begins = |i: &usize| frame::begins_sentence(&tokens, *i);
    let mut starts: Vec<usize> =
        (1..tokens.len()).filter(begins).map(|i| tokens.bytes(i, i + 1).start).collect();
    starts.insert(0, 0);
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(from, to)| from..to).collect()
}

/// Reads a trailing bracket or clause that gives roles to a work: "(Sở Y chủ trì)", "(Chủ trì: A; phối hợp: B)", "… – Trường X thực hiện",
/// "do A chủ trì". Also returns the range of the bracket or clause.
pub(crate) fn read_trailing_roles(text: &str, key: &str) -> Option<(Range<usize>, Roles)> {
    trailing::read(text, key)
}
