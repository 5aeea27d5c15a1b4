//! What the tables say of agencies: the registry, short forms, words that begin, lengthen or end a name.
//!
//! In: the `*.tsv` beside this folder. Out: [`registry`], [`words`], [`places`], read once, looked up by word over
//! folded keys. Knows nothing of documents, roles or the model.
//!
//! Tricky: in "Sở VH,TT&DL", "Sở Văn hóa - Thể thao và Du lịch" and "Sở Văn hóa Thể thao Du lịch" the separators
//! differ; a name of the registry matches with any of its own separators changed or left out, never with new ones.

mod dashes;
mod registry;
mod tokens;
mod trie;
mod vocabulary;
mod words;

pub(crate) use dashes::joins_over_dash;
pub(crate) use registry::{Entry, registry};
pub(crate) use tokens::{Shape, Tokens};
pub(crate) use words::words;

/// The fields of the rows of a table, comments left out.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(|l| l.split('\t').collect())
}
