//! Links between body tasks and appendix tasks that are the same work, and what contradicts between them.
//!
//! In: finished tasks. Out: [`Link`]s and `task-conflict` diagnostics. Words that few tasks share weigh more; a link needs
//! words enough in common, or a name in common ("Kiểm tra việc thi hành Luật: Tổ chức …" names its work before the colon),
//! and where the words say little, the same lead and no second candidate.
//!
//! Tricky: a duty that is longer than its row holds all of the row's words and few of its own are shared.

use crate::diagnostic::{Severity, Sink};
use crate::model::{Agency, Link, Task, TaskOrigin};
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Likeness that is enough, whoever else is alike.
const SURE: f64 = 0.5;

/// Likeness that is enough under any lead.
const SAME: f64 = 0.75;

/// Least likeness of a link without a rival.
const LEAST: f64 = 0.34;

/// A rival is less alike by this factor.
const MARGIN: f64 = 1.25;

/// How much more a shared name says than shared words.
const NAME: f64 = 1.65;

/// Words that more pairs of tasks share tell nothing and are not compared.
const MOST_PAIRS: usize = 4096;

/// No name of a work has more syllables.
const LONGEST_NAME: usize = 20;

/// Links body tasks to table tasks.
pub(crate) fn link_tasks(tasks: &[Task], sink: &mut Sink) -> Vec<Link> {
    let (table, body): (Vec<&Task>, Vec<&Task>) = tasks.iter().partition(|t| t.origin == TaskOrigin::Table);
    if body.is_empty() || table.is_empty() {
        return Vec::new();
    }
    let mut links = Vec::new();
    for pair in likely_pairs(&body, &table) {
        let (Some(from), Some(to)) = (body.get(pair.body), table.get(pair.table)) else { continue };
        if is_link(&pair, from, to) {
            let score = (pair.likeness.min(1.0) * 100.0).round() / 100.0;
            links.push(Link { from: from.id.clone(), to: to.id.clone(), score });
            check_conflicts(from, to, sink);
        }
    }
    links
}

/// A body task with the table task that is most like it.
struct Pair {
    body: usize,
    table: usize,
    likeness: f64,
    /// The likeness of the next best pair of either.
    rival: f64,
    /// No other body task is more like the row.
    mutual: bool,
}

fn is_link(pair: &Pair, from: &Task, to: &Task) -> bool {
    let led = || !leads(from).is_disjoint(&leads(to));
    let alone = || pair.mutual && pair.likeness >= pair.rival * MARGIN;
    pair.likeness >= SAME || led() && (pair.likeness >= SURE || pair.likeness >= LEAST && alone())
}

/// The best row of every body task.
fn likely_pairs(body: &[&Task], table: &[&Task]) -> Vec<Pair> {
    let tasks: Vec<&Task> = body.iter().chain(table).copied().collect();
    let words: Vec<BTreeSet<String>> = tasks.iter().map(|t| words_of(t)).collect();
    let names: Vec<BTreeSet<String>> = tasks.iter().map(|t| name_of(t)).collect();
    let mut likeness = likeness(&words, body.len());
    for (pair, of_names) in self::likeness(&names, body.len()) {
        let best = likeness.entry(pair).or_default();
        *best = best.max(of_names * NAME);
    }
    let mut of_body: BTreeMap<usize, Ranking> = BTreeMap::new();
    let mut of_table: BTreeMap<usize, Ranking> = BTreeMap::new();
    for ((row, column), value) in &likeness {
        of_body.entry(*row).or_default().add(*column, *value);
        of_table.entry(*column).or_default().add(*row, *value);
    }
    let pair = |(body, best): (&usize, &Ranking)| {
        let back = of_table.get(&best.first.0)?;
        let mutual = back.first.0 == *body;
        let rival = best.second.max(if mutual { back.second } else { back.first.1 });
        Some(Pair { body: *body, table: best.first.0, likeness: best.first.1, rival, mutual })
    };
    of_body.iter().filter_map(pair).collect()
}

/// The two highest values, and whose the first is.
#[derive(Default)]
struct Ranking {
    first: (usize, f64),
    second: f64,
}

impl Ranking {
    fn add(&mut self, task: usize, value: f64) {
        if value > self.first.1 {
            self.second = self.first.1;
            self.first = (task, value);
        } else {
            self.second = self.second.max(value);
        }
    }
}

/// How much each of the first `bodies` sets of words is like each of the others, from 0 to 1, where they share words.
fn likeness(words: &[BTreeSet<String>], bodies: usize) -> BTreeMap<(usize, usize), f64> {
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (task, word) in words.iter().enumerate().flat_map(|(n, set)| set.iter().map(move |w| (n, w))) {
        holders.entry(word).or_default().push(task);
    }
    let total = words.iter().filter(|set| !set.is_empty()).count() as f64;
    let mut sums = vec![0.0; words.len()];
    let mut shared: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (word, tasks) in &holders {
        // a pair of syllables says more than one
        let weight = (total / tasks.len() as f64).ln() * if word.contains(' ') { 1.0 } else { 0.4 };
        for task in tasks {
            sums[*task] += weight;
        }
        let (of_body, of_table) = tasks.split_at(tasks.partition_point(|t| *t < bodies));
        if of_body.len() * of_table.len() > MOST_PAIRS {
            continue;
        }
        for row in of_body {
            for column in of_table {
                *shared.entry((*row, *column - bodies)).or_default() += weight;
            }
        }
    }
    for ((row, column), value) in &mut shared {
        let (a, b) = (sums[*row], sums[bodies + *column]);
        *value = if a.min(b) > 0.0 { (2.0 * *value / (a + b) + *value / a.min(b)) / 2.0 } else { 0.0 };
    }
    shared
}

/// Syllables of a task's title and details, and pairs of them.
fn words_of(task: &Task) -> BTreeSet<String> {
    let details = task.details.iter().map(|d| d.text.as_str());
    std::iter::once(task.title.text.as_str()).chain(details).flat_map(syllables_and_pairs).collect()
}

/// The words of a short name: a section's title, what stands before a row's colon.
fn name_of(task: &Task) -> BTreeSet<String> {
    let title = task.title.text.as_str();
    let name = match task.origin {
        TaskOrigin::Section => Some(title),
        TaskOrigin::Table => title.split_once(':').map(|(name, _)| name),
        _ => None,
    };
    name.filter(|n| n.split_whitespace().count() <= LONGEST_NAME)
        .into_iter()
        .flat_map(syllables_and_pairs)
        .collect()
}

fn syllables_and_pairs(text: &str) -> Vec<String> {
    let key = fold(text);
    let syllables: Vec<&str> = key.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let pairs = syllables.windows(2).map(|w| w.join(" "));
    pairs.chain(syllables.iter().map(|s| (*s).to_owned())).collect()
}

/// The same work with another lead, time or coordinator.
fn check_conflicts(body: &Task, table: &Task, sink: &mut Sink) {
    let spans = || body.title.spans.iter().chain(&table.title.spans).copied().collect::<Vec<_>>();
    let (a, b) = (leads(body), leads(table));
    if !a.is_empty() && !b.is_empty() && a != b {
        let all = |x: &BTreeSet<String>| x.iter().cloned().collect::<Vec<_>>().join(", ");
        let message =
            format!("{} and {} name different leads: “{}” against “{}”", body.id, table.id, all(&a), all(&b));
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

/// Who leads, or where nobody does, who acts.
fn leads(task: &Task) -> BTreeSet<String> {
    names(if task.lead.is_empty() { &task.implementing } else { &task.lead })
}

fn names(agencies: &[Agency]) -> BTreeSet<String> {
    agencies.iter().map(|a| fold(&a.name)).collect()
}
