//! Time (*thời gian, thời hạn*) of a task.

use super::vocabulary;
use crate::span::Span;
use serde::{Deserialize, Serialize};

vocabulary! {
    /// How a time is meant; the table in the README says which bounds each kind fills.
    TimeKind {
        /// Within a period: `start` and `end`.
        In,
        /// No later than: `end`.
        By,
        /// From … to …: `start` and `end`.
        Between,
        /// From … on: `start`.
        From,
        /// Thường xuyên.
        Continuous,
        /// At every period: `every`, and `end` where a day is named (`--12-15`, `---20`, `-W-4`).
        Recurring,
        /// When somebody asks or as another document says.
        OnRequest,
        /// Counted from an event: `end` or `start` as a duration.
        Relative,
        /// Several times: `parts`.
        Mixed,
    } else
    /// Anything else: text only.
    Unknown
}

/// When a task is due or takes place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Time {
    /// As printed.
    pub text: String,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// How it is meant.
    pub kind: TimeKind,
    /// ISO 8601 date, `--MM-DD`, or a duration for `relative`.
    pub start: Option<String>,
    /// ISO 8601 date, `--MM-DD`, or a duration for `relative`.
    pub end: Option<String>,
    /// ISO 8601 duration of a recurrence.
    pub every: Option<String>,
    /// The times that a mixed time consists of.
    pub parts: Vec<Time>,
}
