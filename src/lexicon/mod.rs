//! Facts as data: tables (`*.tsv`) of agencies, places, abbreviations, document kinds, labels, headings, section titles.
//!
//! In: nothing. Out: look-ups over folded keys. Knows nothing of outline or model structs.

pub(crate) mod agency;
