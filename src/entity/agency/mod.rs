//! Names of agencies, lists of them.
//!
//! In: a text, its key and where to look. Out: [`AgencyMention`]s. Knows the registry and the words around names; knows
//! nothing of roles, blocks or outline.
//!
//! Tricky: commas part names and stand inside them: "các sở, ban, ngành, Công an tỉnh, Sở Văn hóa, Thể thao và Du lịch"
//! names three; "Sở Tài chính, Tư pháp" names two, the second without its head.

mod canonical;
mod core;
mod heading;
mod list;
mod person;
mod scan;
mod tail;
#[cfg(test)]
mod tests;
mod value;

pub(super) use scan::{Found, Scanner};

use crate::lexicon::agency::Tokens;
use crate::model::AgencyKind;
use std::ops::Range;

/// An agency, a group or a person as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AgencyMention {
    /// The name, without its bracketed scope.
    pub(crate) range: Range<usize>,
    /// Expanded, canonical spelling.
    pub(crate) name: String,
    /// Kind.
    pub(crate) kind: AgencyKind,
    /// An open group.
    pub(crate) collective: bool,
    /// Inside of a bracketed restriction after the name.
    pub(crate) scope: Option<Range<usize>>,
    /// The lexicon knows the name (or its head and a place).
    pub(crate) known: bool,
    /// A row of the registry holds the name; or it is a group or a person that the words around names tell.
    pub(crate) listed: bool,
    /// The other reading of an unknown name with a weak joint.
    pub(crate) runner_up: Option<Range<usize>>,
}

/// How far a list in prose is read, in bytes.
const WINDOW: usize = 4000;

/// Splits a value that is a list of agencies ("Sở Tư pháp, các sở, ban, ngành tỉnh; UBND các xã, phường và …").
pub(crate) fn split_agencies(text: &str, key: &str, range: Range<usize>) -> Vec<AgencyMention> {
    let scanner = Scanner::new(Tokens::new(text, key, range), false);
    let mut found = Vec::new();
    let mut at = scanner.skip_joints(0);
    while at < scanner.tokens.len() {
        let (items, end) = scanner.list(at);
        found.extend(items);
        at = scanner.next_clause(end.max(at));
    }
    scanner.mentions(found)
}

/// The list of agencies that starts at byte `at` of a sentence and the byte where it ends (before the verb), or `None` where no
/// agency starts there.
pub(crate) fn scan_agencies(text: &str, key: &str, at: usize) -> Option<(Vec<AgencyMention>, usize)> {
    if !scan::may_begin(text, key, at) {
        return None;
    }
    let mut end = text.len().min(at.saturating_add(WINDOW));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let scanner = Scanner::new(Tokens::new(text, key, at..end), true);
    let (items, next) = scanner.list(0);
    let end = scanner.tokens.bytes(0, next).end;
    (!items.is_empty()).then(|| (scanner.mentions(items), end))
}

/// Whether what stands behind byte `at` of a value begins like a name, known or not.
pub(crate) fn begins_name(text: &str, key: &str, at: usize) -> bool {
    Scanner::new(Tokens::new(text, key, at..text.len()), false).begins_name(0)
}

/// Canonical spelling and kind of one name ("Uỷ ban nhân dân TP. Hải Phòng" → "Ủy ban nhân dân thành phố Hải Phòng").
pub(crate) fn canonical_name(text: &str) -> (String, AgencyKind) {
    let key = crate::text::fold(text);
    let scanner = Scanner::new(Tokens::new(text, &key, 0..text.len()), false);
    match scanner.mention(0) {
        Some(found) if found.to > 0 => {
            let whole = Found { to: scanner.tokens.len().max(found.to), ..found };
            (scanner.canonical(&whole), whole.kind)
        }
        _ => (scanner.spelled_out(0, scanner.tokens.len()), AgencyKind::Other),
    }
}

/// The name with the issuer's place where it ends in a bare level: "Ủy ban nhân dân tỉnh" of a plan of "Ủy ban nhân dân tỉnh
/// Lào Cai" → "Ủy ban nhân dân tỉnh Lào Cai". Both names canonical; `None` where the issuer says nothing of that level.
pub(crate) fn name_with_place(name: &str, issuer: &str) -> Option<String> {
    canonical::with_place(name, issuer)
}

/// Where the names of a heading begin: behind "Trách nhiệm của", "Đề nghị".
pub(crate) fn heading_lead(text: &str, key: &str, end: usize) -> usize {
    heading::lead(&Tokens::new(text, key, 0..end))
}

/// Whether the whole of `text` (a heading such as "2. Sở Công Thương", marker removed) names agencies and nothing else.
pub(crate) fn is_agency_heading(text: &str, key: &str) -> bool {
    heading::names_only(text, key)
}
