//! Links between body tasks and appendix tasks that are the same work, and what contradicts between them.
//!
//! In: finished tasks. Out: [`Link`]s and `task-conflict` diagnostics. Words that few tasks share weigh more; where no
//! pair stands out, nothing is said.

use crate::diagnostic::{Severity, Sink};
use crate::model::{Agency, Link, Task, TaskOrigin};
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Least likeness of a link.
const LEAST: f64 = 0.34;

/// Most tasks compared on either side: a table of thousands of rows is no appendix of a plan.
const MOST: usize = 400;

/// Links body tasks to table tasks.
pub(crate) fn link_tasks(tasks: &[Task], sink: &mut Sink) -> Vec<Link> {
    let body: Vec<&Task> = tasks.iter().filter(|t| t.origin == TaskOrigin::Section).take(MOST).collect();
    let table: Vec<&Task> = tasks.iter().filter(|t| t.origin == TaskOrigin::Table).take(MOST).collect();
    if body.is_empty() || table.is_empty() {
        return Vec::new();
    }
    let words: Vec<BTreeSet<String>> = body.iter().chain(&table).map(|t| words_of(t)).collect();
    let likeness = Likeness::between(&words, body.len());
    let mut links = Vec::new();
    for i in 0..body.len() {
        let Some((j, best)) = highest((0..table.len()).map(|j| likeness.of(i, j))) else { continue };
        let back = highest((0..body.len()).map(|k| likeness.of(k, j)));
        if best >= LEAST && back.is_some_and(|(k, _)| k == i) {
            let (Some(from), Some(to)) = (body.get(i), table.get(j)) else { continue };
            links.push(Link {
                from: from.id.clone(),
                to: to.id.clone(),
                score: (best * 100.0).round() / 100.0,
            });
            check_conflicts(from, to, sink);
        }
    }
    links
}

/// The first of the highest values, with its place.
fn highest(values: impl Iterator<Item = f64>) -> Option<(usize, f64)> {
    values.enumerate().reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// How much every body task is like every table task.
struct Likeness {
    /// Weight of the words of each task, body before table.
    sums: Vec<f64>,
    /// Weight of the words that a body task (row) shares with a table task (column).
    shared: Vec<Vec<f64>>,
    bodies: usize,
}

impl Likeness {
    /// Compares the first `bodies` sets of words with the others, word by word.
    fn between(words: &[BTreeSet<String>], bodies: usize) -> Likeness {
        let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (task, word) in words.iter().enumerate().flat_map(|(n, set)| set.iter().map(move |w| (n, w))) {
            holders.entry(word).or_default().push(task);
        }
        let total = words.len() as f64;
        let mut sums = vec![0.0; words.len()];
        let mut shared = vec![vec![0.0; words.len() - bodies]; bodies];
        for tasks in holders.values() {
            let weight = (total / tasks.len() as f64).ln() + 0.05;
            for task in tasks {
                sums[*task] += weight;
            }
            let (of_body, of_table) = tasks.split_at(tasks.partition_point(|t| *t < bodies));
            for row in of_body {
                for column in of_table {
                    shared[*row][*column - bodies] += weight;
                }
            }
        }
        Likeness { sums, shared, bodies }
    }

    /// From 0 to 1 (and a little more).
    fn of(&self, body: usize, table: usize) -> f64 {
        let (a, b, shared) = (self.sums[body], self.sums[self.bodies + table], self.shared[body][table]);
        let least = a.min(b);
        if least > 0.0 { (2.0 * shared / (a + b) + shared / least) / 2.0 } else { 0.0 }
    }
}

/// Syllable pairs of a task's title and details.
fn words_of(task: &Task) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let details = task.details.iter().map(|d| d.text.as_str());
    for text in std::iter::once(task.title.text.as_str()).chain(details) {
        let key = fold(text);
        let syllables: Vec<&str> =
            key.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        out.extend(syllables.windows(2).map(|w| w.join(" ")));
    }
    out
}

/// The same work with another lead, time or coordinator.
fn check_conflicts(body: &Task, table: &Task, sink: &mut Sink) {
    let spans = || body.title.spans.iter().chain(&table.title.spans).copied().collect::<Vec<_>>();
    let leads = |t: &Task| names(if t.lead.is_empty() { &t.implementing } else { &t.lead });
    let (a, b) = (leads(body), leads(table));
    if !a.is_empty() && !b.is_empty() && a != b {
        let only = |x: &BTreeSet<String>, y: &BTreeSet<String>| {
            x.difference(y).cloned().collect::<Vec<_>>().join(", ")
        };
        let message = format!(
            "{} and {} name different leads: “{}” against “{}”",
            body.id,
            table.id,
            only(&a, &b),
            only(&b, &a)
        );
        sink.push(Severity::Warning, "task-conflict-lead", message, spans());
    }
    if let (Some(x), Some(y)) = (&body.time, &table.time)
        && (x.kind, &x.start, &x.end, &x.every) != (y.kind, &y.start, &y.end, &y.every)
    {
        let message =
            format!("{} and {} state different times: “{}” against “{}”", body.id, table.id, x.text, y.text);
        sink.push(Severity::Warning, "task-conflict-time", message, spans());
    }
    let (a, b) = (names(&body.coordinating), names(&table.coordinating));
    let lead_then_coordinates = names(&body.lead).intersection(&b).next().cloned();
    if let Some(name) = lead_then_coordinates {
        let message = format!("“{name}” leads {} and coordinates in {}", body.id, table.id);
        sink.push(Severity::Warning, "task-conflict-coordinating", message, spans());
    } else if let Some(name) = names(&table.lead).intersection(&a).next() {
        let message = format!("“{name}” coordinates in {} and leads {}", body.id, table.id);
        sink.push(Severity::Warning, "task-conflict-coordinating", message, spans());
    }
}

fn names(agencies: &[Agency]) -> BTreeSet<String> {
    agencies.iter().map(|a| fold(&a.name)).collect()
}
