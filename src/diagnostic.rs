//! What a reader or a stage of the parser wants the owner of a document to know.
//!
//! In: pushes from every stage. Out: a list sorted by place. Content never fails: it is reported here.

use crate::span::Span;
use serde::{Deserialize, Serialize};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Severity {
    /// The plan is probably wrong here.
    Error,
    /// Something was decided on thin evidence, or contradicts something else.
    Warning,
    /// Worth knowing.
    #[default]
    #[serde(other)]
    Info,
}

/// One remark about a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Diagnostic {
    /// Stable kebab-case code, prefixed by the stage: `outline-number-gap`, `pdf-scanned-page` …
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// One English clause.
    pub message: String,
    /// The places it speaks of; may be empty.
    pub spans: Vec<Span>,
}

/// Collects diagnostics; stages write to it and never read it.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    list: Vec<Diagnostic>,
}

impl Sink {
    /// Records one remark.
    pub(crate) fn push(
        &mut self,
        severity: Severity,
        code: &str,
        message: impl Into<String>,
        spans: Vec<Span>,
    ) {
        self.list.push(Diagnostic { code: code.to_owned(), severity, message: message.into(), spans });
    }

    /// Takes over remarks that a reader has made.
    pub(crate) fn extend(&mut self, others: Vec<Diagnostic>) {
        self.list.extend(others);
    }

    /// The remarks, sorted by place, identical ones once.
    pub(crate) fn into_list(mut self) -> Vec<Diagnostic> {
        self.list.sort_by(|a, b| (&a.spans, &a.code, &a.message).cmp(&(&b.spans, &b.code, &b.message)));
        self.list.dedup();
        self.list
    }
}
