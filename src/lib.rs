//! Reads Vietnamese administrative plans (*kế hoạch*) into a structured [`Plan`] whose every value says where it
//! stands in the document.

mod assemble;
#[cfg(feature = "cli")]
pub mod batch;
mod diagnostic;
mod entity;
mod error;
mod layout;
mod lexicon;
pub mod model;
mod options;
mod outline;
mod read;
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
