//! Citations of documents (*viện dẫn*), and number and date of the document itself.
//!
//! In: text and its comparison key. Out: mentions with ranges. `sign` is the grammar of numbers, `law` of names of
//! laws, `find` puts citations together, `letterhead` reads the document's own number and date. Knows nothing of
//! legal bases and headers.

mod find;
mod kinds;
mod law;
mod letterhead;
mod sign;
#[cfg(test)]
mod tests;

use crate::model::CitationKind;
use std::ops::Range;

/// A cited document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CitationMention {
    /// From the type word to the end of date and issuer.
    pub(crate) range: Range<usize>,
    /// Kind.
    pub(crate) kind: CitationKind,
    /// `367/QĐ-TTg` as printed (spaces inside a sign folded out); the name of a law cited by name alone.
    pub(crate) number: Option<String>,
    /// ISO date.
    pub(crate) date: Option<String>,
    /// Issuer as printed after "của".
    pub(crate) issuer: Option<String>,
    /// Named inside the subject of another cited document ("Quyết định số 367/QĐ-TTg … về … thi hành Luật …"), or of
    /// a plan that the text announces ("ban hành Kế hoạch triển khai thi hành Luật …").
    pub(crate) nested: bool,
}

/// Every citation in `text`, in order.
pub(crate) fn find_citations(text: &str, key: &str) -> Vec<CitationMention> {
    find::citations(text, key)
}

/// Number and sign of a letterhead line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NumberMention {
    /// From "Số" to the end of the sign.
    pub(crate) range: Range<usize>,
    /// `117`, `09`, `66.7`; `None` where blank.
    pub(crate) serial: Option<String>,
    /// Year inside the sign.
    pub(crate) year: Option<i32>,
    /// `KH-UBND`, `NQ/TW`, `UBND-KGVX`.
    pub(crate) symbol: Option<String>,
}

/// The number of a letterhead ("Số: 117/KH-UBND", "Số: /KH-UBND", "Số 57-NQ/TW", "Số:       -KH/TU"), the first in `text`.
pub(crate) fn find_number(text: &str, key: &str) -> Option<NumberMention> {
    letterhead::number(text, key)
}

/// A date of issue with blanks: "ngày 09 tháng 4 năm 2026", "ngày    tháng   năm 2026", "ngày 09/4/2026", "ngày … / … /2026".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DateMention {
    /// From "ngày" to the year.
    pub(crate) range: Range<usize>,
    /// Year.
    pub(crate) year: Option<i32>,
    /// Month, valid.
    pub(crate) month: Option<u32>,
    /// Day, valid.
    pub(crate) day: Option<u32>,
}

/// The first date of issue in `text`.
pub(crate) fn find_issue_date(text: &str, key: &str) -> Option<DateMention> {
    letterhead::issue_date(text, key)
}

/// Whether a folded text ends with the type word of a document ("… theo Quyết định").
pub(crate) fn ends_in_type_word(key: &str) -> bool {
    kinds::ends_in_type_word(key)
}
