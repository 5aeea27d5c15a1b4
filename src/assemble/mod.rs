//! Outline + mentions → plan.

use crate::options::Parsed;
use crate::source::SourceText;

/// Reads a source text into a plan.
pub(crate) fn assemble(source: &SourceText) -> Parsed {
    let mut parsed = Parsed::default();
    parsed.plan.schema = "kehoach/1".to_owned();
    parsed.diagnostics = source.diagnostics.clone();
    parsed
}
