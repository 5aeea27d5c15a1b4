//! Compares the facts of one document, field by field.

use super::align::{best_first, in_order};
use super::cells::Cells;
use super::gold::{Basis, Citation, Facts, Section, Task, Time};
use super::normal::{Wording, key, near, plain, same, same_agency, without_brackets};
use std::collections::{BTreeMap, BTreeSet, HashSet};

const ROLES: [&str; 4] = ["tasks.lead", "tasks.coordinating", "tasks.implementing", "tasks.supervising"];

/// Marker and title of a section, as compared.
type Heading = (String, String);

/// Counts what is right, wrong and missed in `predicted`.
pub(crate) fn score(gold: &Facts, predicted: &Facts, cells: &mut Cells) {
    let (g, p) = (gold, predicted);
    text(cells, "header.parent_agency", &g.parent_agency, &p.parent_agency, same);
    text(cells, "header.issuer", &g.issuer, &p.issuer, same);
    text(cells, "header.place", &g.place, &p.place, same);
    text(cells, "header.serial", &g.serial, &p.serial, same);
    text(cells, "header.symbol", &g.symbol, &p.symbol, same);
    let date = |d: &Option<Vec<Option<i64>>>| d.clone().filter(|d| !d.is_empty());
    cells.one("header.date", date(&g.date), date(&p.date), |a, b| a == b);
    text(cells, "title.kind", &g.kind, &p.kind, same);
    text(cells, "title.subject", &g.subject, &p.subject, near);
    bases(&g.bases, &p.bases, cells);
    sections(&g.sections, &p.sections, cells);
    tasks(&g.tasks, &p.tasks, cells);
    for n in 0..g.tables.len().max(p.tables.len()) {
        let roles = |f: &Facts| f.tables.get(n).map(|t| t.roles.clone()).filter(|r| !r.is_empty());
        let rows = |f: &Facts| f.tables.get(n).map(|t| t.rows);
        cells.one("tables.roles", roles(g), roles(p), |a, b| a == b);
        cells.one("tables.rows", rows(g), rows(p), |a, b| a == b);
    }
    let recipient = |a: &String, b: &String| same(&without_brackets(a), &without_brackets(b));
    cells.many("recipients", &g.recipients, &p.recipients, recipient);
    cells.many("signature.authority", &g.authority, &p.authority, |a, b| same(a, b));
    text(cells, "signature.position", &g.position, &p.position, same);
    text(cells, "signature.name", &g.name, &p.name, same);
}

fn text(
    cells: &mut Cells,
    field: &'static str,
    gold: &Option<String>,
    predicted: &Option<String>,
    equal: fn(&str, &str) -> bool,
) -> bool {
    let filled = |t: &Option<String>| t.clone().filter(|t| !t.is_empty());
    cells.one(field, filled(gold), filled(predicted), |a, b| equal(a, b))
}

fn bases(gold: &[Basis], predicted: &[Basis], cells: &mut Cells) {
    let numbers = |b: &Basis| -> BTreeSet<String> {
        b.citations.iter().filter(|(n, _)| !n.is_empty()).map(|(n, _)| key(n)).collect()
    };
    let alike = |i: usize, j: usize| {
        let (x, y) = (numbers(&gold[i]), numbers(&predicted[j]));
        let all = x.union(&y).count();
        let over = match all {
            0 if i.abs_diff(j) <= 1 => 0.6,
            0 => 0.0,
            _ => x.intersection(&y).count() as f64 / all as f64,
        };
        over + if i == j { 0.2 } else { 0.0 }
    };
    let (got, extra) = best_first(gold.len(), predicted.len(), alike);
    let filled = |t: &Option<String>| t.clone().filter(|t| !t.is_empty());
    let none = Basis::default();
    for (basis, hit) in gold.iter().zip(got) {
        let other = hit.map_or(&none, |j| &predicted[j]);
        cells
            .one("legal_bases.relation", filled(&basis.relation), filled(&other.relation), |a, b| same(a, b));
        let date = |c: &Citation| c.1.clone().filter(|d| !d.is_empty());
        let equal = |a: &Citation, b: &Citation| same(&a.0, &b.0) && date(a) == date(b);
        cells.many("legal_bases.citation", &basis.citations, &other.citations, equal);
    }
    for j in extra {
        cells.one("legal_bases.relation", None, filled(&predicted[j].relation), |a, b| same(a, b));
    }
}

fn sections(gold: &[Section], predicted: &[Section], cells: &mut Cells) {
    let heading = |s: &Section| -> Heading {
        let marker = plain(&s.marker);
        let marker = marker.trim_matches(|c| matches!(c, '(' | ')' | '.' | '/' | ' ')).to_lowercase();
        (marker, key(&s.title).chars().take(60).collect())
    };
    let (a, b): (Vec<Heading>, Vec<Heading>) =
        (gold.iter().map(heading).collect(), predicted.iter().map(heading).collect());
    let pairs = in_order(&a, &b);
    cells.add("sections.heading", [pairs.len(), b.len() - pairs.len(), a.len() - pairs.len()]);
    let (in_a, in_b): (HashSet<usize>, HashSet<usize>) = pairs.into_iter().unzip();
    let missed =
        (0..a.len()).filter(|i| !in_a.contains(i)).map(|i| (format!("{:?}", gold[i]), "–".to_owned()));
    let wrong =
        (0..b.len()).filter(|j| !in_b.contains(j)).map(|j| ("–".to_owned(), format!("{:?}", predicted[j])));
    cells.errors.extend(missed.chain(wrong).map(|(g, p)| ("sections.heading", g, p)));
    let (x, y) = (parents(gold, &a), parents(predicted, &b));
    let common: usize = x.iter().map(|(edge, n)| (*n).min(y.get(edge).copied().unwrap_or(0))).sum();
    cells.add("sections.parent", [common, b.len() - common, a.len() - common]);
}

/// How often each section stands under each parent.
fn parents<'h>(
    sections: &[Section],
    headings: &'h [Heading],
) -> BTreeMap<(Option<&'h Heading>, &'h Heading), usize> {
    let (mut open, mut out): (Vec<(i64, &Heading)>, BTreeMap<_, usize>) = (Vec::new(), BTreeMap::new());
    for (section, heading) in sections.iter().zip(headings) {
        while open.last().is_some_and(|(level, _)| *level >= section.level) {
            open.pop();
        }
        *out.entry((open.last().map(|(_, parent)| *parent), heading)).or_default() += 1;
        open.push((section.level, heading));
    }
    out
}

fn tasks(gold: &[Task], predicted: &[Task], cells: &mut Cells) {
    let titles = |list: &[Task]| -> Vec<Wording> {
        list.iter().map(|t| Wording::new(t.title.as_deref().unwrap_or(""))).collect()
    };
    let (gold_titles, titles) = (titles(gold), titles(predicted));
    let alike = |i: usize, j: usize| {
        let (g, p) = (&gold[i], &predicted[j]);
        let (a, b) = (&gold_titles[i], &titles[j]);
        let mut s = if a.near(b) { 0.75 } else { 0.75 * a.likeness(b) };
        s += if g.origin == p.origin { 0.15 } else { 0.0 };
        s += if g.at == p.at { 0.10 } else { 0.0 };
        s
    };
    let (got, extra) = best_first(gold.len(), predicted.len(), alike);
    cells.missed += got.iter().filter(|hit| hit.is_none()).count();
    cells.spurious += extra.len();
    let none = Task::default();
    for (task, hit) in gold.iter().zip(got) {
        let other = hit.map_or(&none, |j| &predicted[j]);
        let right = one_task(task, other, cells);
        cells.exact.0 += usize::from(right && hit.is_some());
        cells.exact.1 += 1;
        count_swaps(task, other, cells);
    }
    for other in extra.into_iter().map(|j| &predicted[j]) {
        text(cells, "tasks.title", &None, &other.title, near);
        for (field, list) in ROLES.into_iter().zip(&other.roles) {
            cells.many(field, &[], list, |a, b| same_agency(a, b));
        }
        if let Some(time) = &other.time {
            text(cells, "tasks.time.text", &None, &time.text, near);
        }
    }
}

fn one_task(task: &Task, other: &Task, cells: &mut Cells) -> bool {
    let mut right = text(cells, "tasks.title", &task.title, &other.title, near);
    for ((field, list), found) in ROLES.into_iter().zip(&task.roles).zip(&other.roles) {
        right &= cells.many(field, list, found, |a, b| same_agency(a, b));
    }
    if !task.time_unscored {
        let none = Time::default();
        let (a, b) = (task.time.as_ref().unwrap_or(&none), other.time.as_ref().unwrap_or(&none));
        right &= text(cells, "tasks.time.text", &a.text, &b.text, near);
        right &= text(cells, "tasks.time.kind", &a.kind, &b.kind, same);
        let value = |t: &Time| {
            let filled = t.value.iter().any(|v| v.as_ref().is_some_and(|v| !v.is_empty()));
            filled.then(|| t.value.clone())
        };
        right &= cells.one("tasks.time.value", value(a), value(b), |x, y| x == y);
    }
    right & cells.many("tasks.deliverables", &task.deliverables, &other.deliverables, |a, b| near(a, b))
}

/// Agencies that lead here and coordinate there, or the other way round.
fn count_swaps(task: &Task, other: &Task, cells: &mut Cells) {
    let keys = |list: &[String]| -> Vec<String> { list.iter().map(|a| key(a)).collect() };
    let (lead, coordinating) = (keys(&task.roles[0]), keys(&task.roles[1]));
    let moved = |found: &[String], from: &[String], to: &[String]| {
        found.iter().map(|a| key(a)).filter(|a| from.contains(a) && !to.contains(a)).count()
    };
    cells.swaps.0 +=
        moved(&other.roles[0], &coordinating, &lead) + moved(&other.roles[1], &lead, &coordinating);
    cells.swaps.1 += lead.len() + coordinating.len();
}
