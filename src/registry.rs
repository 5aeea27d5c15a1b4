//! What is known of an agency by its name alone: kind, level, the body above it, since and until when, who took over.
//!
//! In: a name, whole or shortened (*Sở KH&CN*). Out: its row of `lexicon/agencies.tsv`. Knows nothing of documents.
//!
//! Tricky: names that have ended (*Bộ Giao thông vận tải*) are found too: documents of their time name them.

use crate::lexicon::agency::{Tokens, registry};
use crate::model::AgencyKind;
use crate::text::fold;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;

/// A row of the registry of agencies (*cơ quan, đơn vị*).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// Canonical name.
    pub name: &'static str,
    /// What kind of body it is.
    pub kind: AgencyKind,
    /// `central`, `province`, `district`, `commune`, or `any`.
    pub level: &'static str,
    /// The body above it.
    pub parent: Option<&'static str>,
    /// Its first day (ISO 8601), where known.
    pub from: Option<&'static str>,
    /// Its last day, where it has ended.
    pub to: Option<&'static str>,
    /// Canonical name of the body that took over.
    pub successor: Option<&'static str>,
}

/// The row of the agency that `name` names as a whole; `None` where the registry has none.
///
/// ```
/// use kehoach::registry::find;
///
/// let ministry = find("Bộ GTVT").unwrap();
/// assert_eq!(ministry.name, "Bộ Giao thông vận tải");
/// assert_eq!((ministry.to, ministry.successor), (Some("2025-02-28"), Some("Bộ Xây dựng")));
/// assert_eq!(find("Sở Hạnh phúc"), None);
/// ```
#[must_use]
pub fn find(name: &str) -> Option<Entry> {
    let name = name.trim();
    let key = fold(name);
    let tokens = Tokens::new(name, &key, 0..name.len());
    let (id, next) = registry().longest(&tokens, 0)?;
    (next == tokens.len()).then(|| registry().entry(id)).flatten().map(entry)
}

/// Every row, in the order of the table.
pub fn all() -> impl Iterator<Item = Entry> {
    registry().entries().iter().map(entry)
}

fn entry(row: &crate::lexicon::agency::Entry) -> Entry {
    let kind: Result<AgencyKind, Error> = AgencyKind::deserialize(row.kind.into_deserializer());
    Entry {
        name: row.name,
        kind: kind.unwrap_or_default(),
        level: row.level,
        parent: Some(row.parent).filter(|p| !p.is_empty()),
        from: row.from,
        to: row.to,
        successor: row.successor,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_kind_of_the_model() {
        assert!(all().count() > 300);
        for row in all().filter(|row| row.kind == AgencyKind::Other) {
            let written = registry().entries().iter().find(|e| e.name == row.name).unwrap();
            assert_eq!(written.kind, "other", "{}", row.name);
        }
    }

    #[test]
    fn a_name_is_found_as_a_whole_or_not_at_all() {
        for (name, found) in [
            ("Sở KH&CN", Some("Sở Khoa học và Công nghệ")),
            (" Uỷ ban nhân dân ", Some("Ủy ban nhân dân")),
            ("Sở Y tế, Công an tỉnh", None),
            ("Sở", None),
            ("", None),
        ] {
            assert_eq!(find(name).map(|e| e.name), found, "{name}");
        }
    }
}
