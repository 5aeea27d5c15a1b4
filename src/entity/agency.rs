//! Names of agencies, lists of them.

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
}

/// Splits a value that is a list of agencies ("Sở Tư pháp, các sở, ban, ngành tỉnh; UBND các xã, phường và …").
pub(crate) fn split_agencies(_text: &str, _key: &str, _range: Range<usize>) -> Vec<AgencyMention> {
    Vec::new()
}

/// The list of agencies that starts at byte `at` of a sentence and the byte where it ends (before the verb), or `None` where no
/// agency starts there.
pub(crate) fn scan_agencies(_text: &str, _key: &str, _at: usize) -> Option<(Vec<AgencyMention>, usize)> {
    None
}

/// Canonical spelling and kind of one name ("Uỷ ban nhân dân TP. Hải Phòng" → "Ủy ban nhân dân thành phố Hải Phòng").
pub(crate) fn canonical_name(text: &str) -> (String, AgencyKind) {
    (text.to_owned(), AgencyKind::Other)
}

/// Whether the whole of `text` (a heading such as "2. Sở Công Thương", marker removed) names agencies and nothing else.
pub(crate) fn is_agency_heading(_text: &str, _key: &str) -> bool {
    false
}
