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
    let mut frequency: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words.iter().flatten() {
        *frequency.entry(word).or_default() += 1;
    }
    let total = words.len() as f64;
    let weight = |word: &str| (total / frequency.get(word).copied().unwrap_or(1) as f64).ln() + 0.05;
    let (of_body, of_table) = words.split_at(body.len());
    let score = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
        let sum = |s: &BTreeSet<String>| s.iter().map(|w| weight(w)).sum::<f64>();
        let shared: f64 = a.intersection(b).map(|w| weight(w)).sum();
        let least = sum(a).min(sum(b));
        if least > 0.0 { (2.0 * shared / (sum(a) + sum(b)) + shared / least) / 2.0 } else { 0.0 }
    };
    let mut links = Vec::new();
    for (i, a) in of_body.iter().enumerate() {
        let Some((j, best)) = best_of(a, of_table, &score) else { continue };
        let back = of_table.get(j).and_then(|b| best_of(b, of_body, &score));
        if best >= LEAST && back.is_some_and(|(k, _)| k == i) {
            let (Some(from), Some(to)) = (body.get(i), table.get(j)) else { continue };
            links.push(Link { from: from.id.clone(), to: to.id.clone(), score: (best * 100.0).round() / 100.0 });
            check_conflicts(from, to, sink);
        }
    }
    links
}

fn best_of(a: &BTreeSet<String>, others: &[BTreeSet<String>], score: &impl Fn(&BTreeSet<String>, &BTreeSet<String>) -> f64) -> Option<(usize, f64)> {
    let mut best: Option<(usize, f64)> = None;
    for (j, b) in others.iter().enumerate() {
        let s = score(a, b);
        if best.is_none_or(|(_, top)| s > top) {
            best = Some((j, s));
        }
    }
    best
}

/// Syllable pairs of a task's title and details.
fn words_of(task: &Task) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let details = task.details.iter().map(|d| d.text.as_str());
    for text in std::iter::once(task.title.text.as_str()).chain(details) {
        let key = fold(text);
        let syllables: Vec<&str> = key.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
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
        let only = |x: &BTreeSet<String>, y: &BTreeSet<String>| x.difference(y).cloned().collect::<Vec<_>>().join(", ");
        let message = format!("{} and {} name different leads: “{}” against “{}”", body.id, table.id, only(&a, &b), only(&b, &a));
        sink.push(Severity::Warning, "task-conflict-lead", message, spans());
    }
    if let (Some(x), Some(y)) = (&body.time, &table.time)
        && (x.kind, &x.start, &x.end, &x.every) != (y.kind, &y.start, &y.end, &y.every) {
            let message = format!("{} and {} state different times: “{}” against “{}”", body.id, table.id, x.text, y.text);
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
