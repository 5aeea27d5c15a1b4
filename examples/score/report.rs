//! The table of fields and the line of totals.

use super::Scored;
use super::cells::{Counts, rates, total};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Everything that is printed.
pub(crate) fn report(documents: &[Scored], worst: usize) -> String {
    let mut fields: BTreeMap<&str, Counts> = BTreeMap::new();
    for (field, counts) in documents.iter().flat_map(|d| &d.cells.fields) {
        let sum = fields.entry(field).or_default();
        sum.iter_mut().zip(counts).for_each(|(s, n)| *s += n);
    }
    let mut out = format!("{:22}{:>7}{:>7}{:>7}{:>7}\n", "field", "P", "R", "F1", "gold");
    for (field, counts) in &fields {
        let [p, r, f1] = rates(*counts);
        let _ = writeln!(out, "{field:22}{p:7.3}{r:7.3}{f1:7.3}{:7}", counts[0] + counts[2]);
    }
    let mut each: Vec<(&str, f64)> = documents.iter().map(|d| (d.name.as_str(), micro([d]))).collect();
    each.sort_by(|a, b| a.1.total_cmp(&b.1));
    let shown: Vec<String> = each.iter().take(worst).map(|(name, f1)| format!("{name} {f1:.3}")).collect();
    let _ = writeln!(out, "\nworst: {}", shown.join(", "));
    for document in documents {
        if let Some(cause) = &document.unreadable {
            let _ = writeln!(out, "unreadable: {}: {cause}", document.name);
        }
    }
    let _ = writeln!(out, "{}", totals(documents, &fields));
    out
}

/// What became better and worse since `before`, by document and field: values that are right now and were not, and mistakes
/// that are new.
pub(crate) fn changes(before: &[Scored], now: &[Scored]) -> String {
    let mut out = String::new();
    for document in now {
        let Some(old) = before.iter().find(|d| d.name == document.name) else { continue };
        let mut fields = Vec::new();
        for (field, [right, wrong, missed]) in &document.cells.fields {
            let [old_right, old_wrong, old_missed] = old.cells.fields.get(field).copied().unwrap_or_default();
            let signed = |now: usize, old: usize| now as i64 - old as i64;
            let gained = signed(*right, old_right);
            let mistakes = signed(wrong + missed, old_wrong + old_missed);
            if (gained, mistakes) != (0, 0) {
                fields.push(format!("{field} {gained:+} right {mistakes:+} mistakes"));
            }
        }
        if !fields.is_empty() {
            let moved = micro([document]) - micro([old]);
            let _ = writeln!(out, "{moved:+.4} {}: {}", document.name, fields.join(", "));
        }
    }
    out
}

/// The totals as one JSON object.
pub(crate) fn totals(documents: &[Scored], fields: &BTreeMap<&str, Counts>) -> Value {
    let sum = |pick: fn(&Scored) -> usize| documents.iter().map(pick).sum::<usize>();
    let share = |part: usize, whole: usize| (whole > 0).then(|| round(part as f64 / whole as f64));
    let each: f64 = documents.iter().map(|d| micro([d])).sum();
    let each_field: f64 = fields.values().map(|c| rates(*c)[2]).sum();
    let (low, high) = interval(documents);
    let parents = fields.get("sections.parent").copied().unwrap_or_default();
    let unreadable: Vec<&str> =
        documents.iter().filter(|d| d.unreadable.is_some()).map(|d| d.name.as_str()).collect();
    let checked = sum(|d| d.verbatim.0);
    json!({
        "documents": documents.len(),
        "micro_f1": round(micro(documents)),
        "ci95": [round(low), round(high)],
        "macro_doc_f1": round(each / documents.len() as f64),
        "macro_field_f1": round(each_field / fields.len().max(1) as f64),
        "task_exact": share(sum(|d| d.cells.exact.0), sum(|d| d.cells.exact.1)),
        "tasks": sum(|d| d.cells.exact.1),
        "tasks_missed": sum(|d| d.cells.missed),
        "tasks_spurious": sum(|d| d.cells.spurious),
        "role_swap_rate": share(sum(|d| d.cells.swaps.0), sum(|d| d.cells.swaps.1)).unwrap_or(0.0),
        "section_parent_f1": round(rates(parents)[2]),
        "verbatim": [checked - sum(|d| d.verbatim.1), checked],
        "unreadable": unreadable,
    })
}

fn micro<'a>(documents: impl IntoIterator<Item = &'a Scored>) -> f64 {
    rates(total(documents.into_iter().map(|d| &d.cells)))[2]
}

fn round(x: f64) -> f64 {
    (x * 10_000.0).round() / 10_000.0
}

/// 95 % interval of micro-F1: 500 draws of as many documents, with replacement.
fn interval(documents: &[Scored]) -> (f64, f64) {
    let mut state: u64 = 1;
    let mut below = |n: usize| {
        // SplitMix64: the same draws on every machine
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    };
    let mut draws: Vec<f64> = (0..500)
        .map(|_| {
            let drawn: Vec<&Scored> = documents.iter().map(|_| &documents[below(documents.len())]).collect();
            micro(drawn)
        })
        .collect();
    draws.sort_by(f64::total_cmp);
    (draws[12], draws[487])
}
