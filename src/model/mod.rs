//! The vocabulary: plain owned data that serialises to the JSON contract `kehoach/1`.
//!
//! In: nothing. Out: types. No logic beyond constructors; knows neither text nor files.
//! Keys are always present: what the document does not say is `null` or `[]`.

mod agency;
mod plan;
mod table;
mod task;
mod time;

pub use agency::{Agency, AgencyKind, Alternative, Certainty};
pub use plan::{
    Appendix, AppendixKind, BlockItem, BlockKind, Citation, CitationKind, DocumentKind, Footnote, Header,
    IssueDate, LegalBasis, LetterheadAgency, Link, Number, Plan, Recipient, Relation, Section, SectionRole,
    Signature, Source, Text, Title,
};
pub use table::{Column, ColumnRole, Row, RowKind, Table, TableCell};
pub use task::{Detail, Task, TaskOrigin};
pub use time::{Time, TimeKind};

/// Declares an enum that serialises in `snake_case` and ends in a catch-all variant, so that an old reader
/// survives a new kind.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident,)* } else $(#[$ometa:meta])* $other:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$vmeta])* $variant,)*
            $(#[$ometa])*
            #[default]
            #[serde(other)]
            $other,
        }
    };
}
pub(crate) use vocabulary;
