//! Reads Vietnamese administrative plans (*kế hoạch*) into a structured [`Plan`] whose every value says where it
//! stands in the document.
//!
//! ```
//! let text = "KẾ HOẠCH\nChuyển đổi số năm 2026\n1. Rà soát dữ liệu\n- Chủ trì: Sở KH&CN\n- Thời hạn: Quý II/2026";
//! let plan = kehoach::parse(text).plan;
//! let task = &plan.tasks[0];
//! assert_eq!(task.lead[0].name, "Sở Khoa học và Công nghệ");
//! assert_eq!(task.lead[0].spans[0].of(text), "Sở KH&CN");
//! assert_eq!(task.time.as_ref().unwrap().end.as_deref(), Some("2026-06-30"));
//! ```
//!
//! # From bytes to a plan
//!
//! ```text
//! file ──read──▶ SourceText ──┐
//!                             ├─layout─▶ items ─outline─▶ tree ─assemble─▶ Plan ─write─▶ JSON · CSV · XLSX · ICS
//! text ───────────────────────┘                                   ▲
//!                          lexicon (tables) ──▶ entity ──mentions─┘
//! ```
//!
//! # I want to …
//!
//! | | |
//! |---|---|
//! | read a text | [`parse`] |
//! | read a file of any format | [`Options::parse_path`], [`Options::parse_bytes`] |
//! | bring my own extractor | [`Options::parse_blocks`] with a [`SourceText`](source::SourceText) |
//! | set limits, drop the text, read scans | [`Options`] |
//! | see who does what until when | [`Plan::tasks`](model::Plan#structfield.tasks): [`Task`](model::Task), [`Agency`](model::Agency), [`Time`](model::Time) |
//! | know what was odd, or missed | [`Parsed::diagnostics`](Parsed#structfield.diagnostics), [`Parsed::unclaimed`](Parsed#structfield.unclaimed) |
//! | cut a value out of the text | [`Span::of`] |
//! | write JSON, CSV, a workbook, a calendar | [`write`](mod@write) |
//! | check that every value stands in the document | [`verify`](mod@verify) |
//! | ask where a value stands and what else it might be | [`explain`](mod@explain) |
//! | read folders, resume, answer other programs | `batch` (feature `cli`) |
//! | know an agency's level, successor, former names | [`registry::find`] |
//! | load JSON again | [`Parsed`] implements `serde::Deserialize` |
//!
//! # Guarantees
//!
//! - [`parse`] never fails and never panics; its time is linear in the text.
//! - Every value's spans lie on character boundaries of the source text, and their slices, joined, in NFC, are the
//!   value's `text`, white space aside.
//! - What the document does not say is `None` or empty, never guessed.
//! - The same bytes and options give the same JSON bytes, on any number of threads. Keys are added, never reshaped,
//!   within `kehoach/1`.
//! - Files that cannot be read are an [`Error`] of their own kind, never an empty success.
//!
//! # Limits
//!
//! Read are text, Markdown, DOCX, DOC (Word 97 to 2003), PDF, HTML, MHT, RTF and ODT, each behind a feature that is on by
//! default. Not read are scans (but with [`Options::ocr`]), files with a password, Word 6/95, spreadsheets and pictures.
//! Tasks that no label, table or agency announces stay in the sections alone.

mod assemble;
#[cfg(feature = "cli")]
pub mod batch;
mod diagnostic;
mod entity;
mod error;
pub mod explain;
mod form;
mod layout;
mod lexicon;
pub mod model;
mod options;
mod outline;
mod read;
pub mod registry;
pub mod source;
mod span;
mod text;
pub mod verify;
pub mod write;

pub use diagnostic::{Diagnostic, Severity};
pub use error::{Error, ErrorKind};
pub use model::Plan;
pub use options::{Options, Parsed};
pub use span::Span;

/// Reads one plan with the default options.
///
/// Never fails and never panics: damaged or foreign text yields a sparse plan and diagnostics that say what was
/// not understood.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    Options::new().parse(text)
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeIsATest;
