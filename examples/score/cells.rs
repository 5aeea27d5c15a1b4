//! Counts of right, wrong and missed values, field by field.

use std::collections::BTreeMap;
use std::fmt::Debug;

/// True positives, false positives, false negatives.
pub(crate) type Counts = [usize; 3];

/// The counts of one document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cells {
    pub(crate) fields: BTreeMap<&'static str, Counts>,
    /// Field, label, prediction.
    pub(crate) errors: Vec<(&'static str, String, String)>,
    /// Tasks that are right in every field, and labelled tasks.
    pub(crate) exact: (usize, usize),
    /// Labelled tasks that were not found, and tasks that no label knows.
    pub(crate) missed: usize,
    pub(crate) spurious: usize,
    /// Lead and coordinating agencies that changed places, and labelled ones.
    pub(crate) swaps: (usize, usize),
}

impl Cells {
    /// Adds counts to a field.
    pub(crate) fn add(&mut self, field: &'static str, counts: Counts) {
        let cell = self.fields.entry(field).or_default();
        cell.iter_mut().zip(counts).for_each(|(sum, n)| *sum += n);
    }

    /// One value: `None` where there is none.
    pub(crate) fn one<T: Debug>(
        &mut self,
        field: &'static str,
        gold: Option<T>,
        predicted: Option<T>,
        same: impl Fn(&T, &T) -> bool,
    ) -> bool {
        match (&gold, &predicted) {
            (None, None) => return true,
            (Some(g), Some(p)) if same(g, p) => {
                self.add(field, [1, 0, 0]);
                return true;
            }
            (g, p) => self.add(field, [0, usize::from(p.is_some()), usize::from(g.is_some())]),
        }
        self.errors.push((field, shown(gold.as_ref()), shown(predicted.as_ref())));
        false
    }

    /// A set of values.
    pub(crate) fn many<T: Debug>(
        &mut self,
        field: &'static str,
        gold: &[T],
        predicted: &[T],
        same: impl Fn(&T, &T) -> bool,
    ) -> bool {
        let mut left: Vec<&T> = predicted.iter().collect();
        let mut right = true;
        for value in gold {
            match left.iter().position(|p| same(value, p)) {
                Some(at) => {
                    left.remove(at);
                    self.add(field, [1, 0, 0]);
                }
                None => {
                    self.add(field, [0, 0, 1]);
                    self.errors.push((field, shown(Some(value)), shown::<T>(None)));
                    right = false;
                }
            }
        }
        for value in left {
            self.add(field, [0, 1, 0]);
            self.errors.push((field, shown::<T>(None), shown(Some(value))));
            right = false;
        }
        right
    }
}

fn shown<T: Debug>(value: Option<&T>) -> String {
    value.map_or_else(|| "–".to_owned(), |v| format!("{v:?}").chars().take(160).collect())
}

/// Precision, recall and F1.
pub(crate) fn rates([right, wrong, missed]: Counts) -> [f64; 3] {
    let share = |part: usize, whole: usize| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
    let (p, r) = (share(right, right + wrong), share(right, right + missed));
    [p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }]
}

/// The counts of all fields of all documents.
pub(crate) fn total<'a>(documents: impl IntoIterator<Item = &'a Cells>) -> Counts {
    let mut sum = [0; 3];
    for counts in documents.into_iter().flat_map(|d| d.fields.values()) {
        sum.iter_mut().zip(counts).for_each(|(s, n)| *s += n);
    }
    sum
}
