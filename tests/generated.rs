//! Generated documents give back exactly what was planted in them.
//!
//! `KEHOACH_SEED=17` runs one seed and shows the document; `KEHOACH_PLANS=5000` runs more seeds;
//! `KEHOACH_FIELDS=header,tasks.lead` judges some fields alone.

mod support;

use kehoach::{Options, Parsed};
use std::collections::BTreeMap;
use std::fmt::Write;
use support::generate::compare::{self, Comparison, FIELDS, Mismatch};
use support::generate::{self, Document, markdown, text};
use support::oracle;

/// Seeds of a plain run.
const PLANS: u64 = 300;

#[test]
fn plain_text_gives_back_what_was_planted() {
    judge("plain text", |document| {
        Some(Options::new().parse(&text::write(document, text::Style::default())))
    });
}

#[test]
fn wrapped_text_gives_back_what_was_planted() {
    judge("wrapped text", |document| {
        let wrap = Some([60, 80, 120][document.seed as usize % 3]);
        Some(Options::new().parse(&text::write(document, text::Style { wrap, ..text::Style::default() })))
    });
}

#[test]
fn markdown_gives_back_what_was_planted() {
    judge("markdown", |document| {
        Options::new().parse_bytes(Some("plan.md"), markdown::write(document).as_bytes()).ok()
    });
}

#[cfg(feature = "docx")]
#[test]
fn docx_gives_back_what_was_planted() {
    use support::generate::docx;
    judge("docx", |document| Options::new().parse_bytes(Some("plan.docx"), &docx::write(document)).ok());
}

#[test]
fn the_comparison_passes_a_reader_without_mistakes_and_no_other() {
    for seed in 0..PLANS {
        let document = generate::document(seed);
        let right = generate::echo::parsed(&document.truth);
        let wrong = compare::compare(&document.truth, &right.plan).wrong;
        assert!(wrong.is_empty(), "seed {seed}: {wrong:?}");
        let none = compare::compare(&document.truth, &Parsed::default().plan).wrong;
        assert!(none.iter().any(|m| m.field == "title.kind" || m.field == "header.symbol"), "seed {seed}");
    }
}

#[test]
fn the_same_seed_gives_the_same_document() {
    for seed in 0..20 {
        let write = || text::write(&generate::document(seed), text::Style::default());
        assert_eq!(write(), write());
    }
}

/// Counts of one field over all documents.
#[derive(Default)]
struct Count {
    checked: usize,
    wrong: usize,
    examples: Vec<(u64, Mismatch)>,
}

fn judge(format: &str, read: impl Fn(&Document) -> Option<Parsed>) {
    let number = |name: &str| std::env::var(name).ok().and_then(|v| v.parse::<u64>().ok());
    let one = number("KEHOACH_SEED");
    let seeds = one.map_or(0..number("KEHOACH_PLANS").unwrap_or(PLANS), |seed| seed..seed + 1);
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut broken: Vec<String> = Vec::new();
    let mut failed = 0;
    for seed in seeds {
        let document = generate::document(seed);
        let parsed = read(&document).unwrap_or_default();
        if one.is_some() {
            println!("{:#?}\n{}", document.layout, parsed.plan.text());
        }
        let comparison = compare::compare(&document.truth, &parsed.plan);
        broken.extend(
            oracle::broken_promises(parsed.plan.text(), &parsed).iter().map(|b| format!("seed {seed}: {b}")),
        );
        failed += usize::from(comparison.wrong.iter().any(|m| judged(m.field)));
        add(&mut counts, seed, comparison);
    }
    let report = report(format, &counts, failed);
    let wrong = counts.iter().any(|(field, count)| judged(field) && count.wrong > 0);
    let oracle = if judged("oracle") { &broken[..broken.len().min(10)] } else { &[] };
    assert!(!wrong && oracle.is_empty(), "{report}\n{}", oracle.join("\n"));
}

/// Whether `KEHOACH_FIELDS` asks for the field.
fn judged(field: &str) -> bool {
    std::env::var("KEHOACH_FIELDS").map_or(true, |wanted| wanted.split(',').any(|w| field.starts_with(w)))
}

fn add(counts: &mut BTreeMap<&'static str, Count>, seed: u64, comparison: Comparison) {
    for (field, checked) in comparison.checked {
        counts.entry(field).or_default().checked += checked;
    }
    for mismatch in comparison.wrong {
        let count = counts.entry(mismatch.field).or_default();
        count.wrong += 1;
        if count.examples.len() < 3 {
            count.examples.push((seed, mismatch));
        }
    }
}

/// A table of fields, then the first mismatches of each.
fn report(format: &str, counts: &BTreeMap<&str, Count>, failed: usize) -> String {
    let mut out =
        format!("{format}: {failed} documents differ\n{:24}{:>8}{:>8}\n", "field", "checked", "wrong");
    for field in FIELDS.iter().filter(|f| judged(f)) {
        let Some(count) = counts.get(field) else { continue };
        let _ = writeln!(out, "{field:24}{:8}{:8}", count.checked, count.wrong);
    }
    for field in FIELDS.iter().filter(|f| judged(f)) {
        for (seed, m) in counts.get(field).into_iter().flat_map(|c| &c.examples) {
            let layout = generate::document(*seed).layout;
            let form = format!(
                "{:?}, {}, {:?}, {:?}",
                layout.family, layout.level, layout.letterhead, layout.fields
            );
            let _ = writeln!(out, "\n{field}  {}\n  expected {}\n  got      {}", m.place, m.expected, m.got);
            let _ = writeln!(
                out,
                "  {form}; again: KEHOACH_SEED={seed} cargo test --test generated -- {}",
                name(format)
            );
        }
    }
    out
}

fn name(format: &str) -> String {
    format!("{}_gives", format.replace(' ', "_"))
}
