//! Items → the numbered tree, still untyped.
//!
//! In: items of one part of a document. Out: [`Outline`]: an arena of nodes, each with its marker, its own text and the
//! items under it. Levels are decided by the open lists, never by a marker's shape alone.

pub(crate) mod marker;
mod tree;

pub(crate) use tree::{BlockRef, Node, Outline, build};
