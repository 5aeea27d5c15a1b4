//! Time words (*thời gian, thời hạn*).

use crate::model::TimeKind;
use std::ops::Range;

/// What the label over a time says about a bare period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeLabel {
    /// "Thời gian (thực hiện)", or none: a bare period is `in`.
    Period,
    /// "Thời gian hoàn thành", "Thời hạn", "Hạn hoàn thành": a bare period is `by` its last day.
    Deadline,
}

/// A time as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TimeReading {
    /// The words, in the text.
    pub(crate) range: Range<usize>,
    /// How it is meant.
    pub(crate) kind: TimeKind,
    /// ISO date, `--MM-DD` or duration.
    pub(crate) start: Option<String>,
    /// ISO date, `--MM-DD` or duration.
    pub(crate) end: Option<String>,
    /// ISO duration.
    pub(crate) every: Option<String>,
    /// Of a mixed time.
    pub(crate) parts: Vec<TimeReading>,
}

/// Reads the words of a time field (label already removed). `year` is the year of the plan, for wordings such as
/// "trước ngày 15/6" — it is used only to judge, never to invent: a date without a year stays `--06-15`.
pub(crate) fn read_time(text: &str, _key: &str, _label: TimeLabel) -> TimeReading {
    TimeReading { range: 0..text.len(), ..TimeReading::default() }
}

/// The explicit limits in a running sentence ("… trước ngày 15/12 hằng năm", "hoàn thành trong quý II/2026"), in order.
/// Dates inside citations are none.
pub(crate) fn find_limits(_text: &str, _key: &str) -> Vec<TimeReading> {
    Vec::new()
}
