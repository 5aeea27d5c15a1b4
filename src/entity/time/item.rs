//! A time under construction, and what neighbours make of each other.
//!
//! In: sequences of periods with the modifier before them. Out: [`Item`]s with bounds. Knows nothing of tokens in
//! between.
//!
//! Tricky: "26, 27/12" is one time, "quý I và quý III" are two; "năm 2020 … trong quý II/2020" is the narrower one.

use super::period::{Period, Sequence, Unit};
use super::words::What;
use crate::model::TimeKind;
use std::ops::Range;

/// A time under construction.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) range: Range<usize>,
    pub(super) kind: TimeKind,
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    pub(super) every: Option<String>,
    /// A bare period: a label may make it a limit.
    pub(super) bare: bool,
    /// The period that the bounds come from.
    pub(super) period: Option<Period>,
    /// A length of time without a word that says from when or until when.
    pub(super) length: bool,
    /// A length of time that is a limit: "trong thời hạn 15 ngày".
    pub(super) limit: bool,
}

impl Item {
    pub(super) fn new(range: Range<usize>, kind: TimeKind) -> Item {
        Item {
            range,
            kind,
            start: None,
            end: None,
            every: None,
            bare: false,
            period: None,
            length: false,
            limit: false,
        }
    }

    /// Whether the calendar says it.
    pub(super) fn dated(&self) -> bool {
        self.period.is_some()
    }

    pub(super) fn lacks_year(&self) -> bool {
        self.period.is_some_and(|p| p.year.is_none())
    }

    pub(super) fn spans_years(&self) -> bool {
        match self.kind {
            TimeKind::Between | TimeKind::From => true,
            TimeKind::In => self.period.is_some_and(|p| p.unit == Unit::Year),
            _ => false,
        }
    }

    pub(super) fn same_time(&self, other: &Item) -> bool {
        (self.kind, &self.start, &self.end, &self.every)
            == (other.kind, &other.start, &other.end, &other.every)
    }
}

/// The times that a sequence under a modifier says; `complete` after "hoàn thành".
pub(super) fn bounds(
    complete: bool,
    sequence: &Sequence,
    modifier: Option<&What>,
    range: &Range<usize>,
    (first, last): (&Period, &Period),
) -> Vec<Item> {
    let item = |kind, start: Option<String>, end: Option<String>, period: &Period| Item {
        start,
        end,
        period: Some(*period),
        ..Item::new(range.clone(), kind)
    };
    if sequence.range {
        return vec![item(TimeKind::Between, first.first(), last.last(), last)];
    }
    match modifier {
        Some(What::Before) => {
            sequence.items.iter().map(|p| item(TimeKind::By, None, p.before(), p)).collect()
        }
        Some(What::UpTo | What::Until) => {
            sequence.items.iter().map(|p| item(TimeKind::By, None, p.last(), p)).collect()
        }
        Some(What::From | What::Since) => vec![item(TimeKind::From, first.first(), None, first)],
        Some(What::After) => vec![item(TimeKind::From, last.after(), None, last)],
        _ => runs(&sequence.items)
            .into_iter()
            .map(|(a, b)| {
                if complete {
                    return item(TimeKind::By, None, b.last(), b);
                }
                Item { bare: true, ..item(TimeKind::In, a.first(), b.last(), if a == b { a } else { b }) }
            })
            .collect(),
    }
}

/// Whether `item` says more exactly what `before` said: "năm 2020 … trong quý II/2020", "12 tháng, từ … đến …".
pub(super) fn narrows(before: &Item, item: &mut Item) -> bool {
    if before.length && item.period.is_some() && matches!(item.kind, TimeKind::Between | TimeKind::From) {
        return true;
    }
    let (Some(wide), Some(narrow)) = (before.period, item.period) else { return false };
    let fits = before.kind == TimeKind::In
        && matches!(item.kind, TimeKind::By | TimeKind::In)
        && wide.contains(&narrow);
    if fits && narrow.year.is_none() {
        let dated = Period { year: wide.year, ..narrow };
        item.start = item.start.take().and(dated.first());
        item.end = item.end.take().and(dated.last());
    }
    fits
}

/// Neighbouring periods of a list as first and last of each unbroken run.
fn runs(items: &[Period]) -> Vec<(&Period, &Period)> {
    let mut out: Vec<(&Period, &Period)> = Vec::new();
    for item in items {
        match out.last_mut() {
            Some((_, last)) if last.runs_into(item) => *last = item,
            _ => out.push((item, item)),
        }
    }
    out
}
