//! The same document gives the same plan from every format: what a file says decides, not how it is kept.
//!
//! `KEHOACH_SAMPLE_DIR=folder` keeps the DOCX files, for `scripts/check-formats`.
#![cfg(all(feature = "docx", feature = "html", feature = "rtf"))]

mod support;

use kehoach::Options;
use serde_json::Value;
use std::path::Path;
use support::generate::{self, Document, docx, html, retell, rtf};
use support::{diff, json};

/// Seeds compared.
const SEEDS: u64 = 60;

fn values(name: &str, bytes: &[u8]) -> Value {
    let parsed = Options::new().parse_bytes(Some(name), bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
    json::values(&parsed)
}

fn differing(what: &str, expected: &Value, got: &Value) -> Option<String> {
    (expected != got).then(|| {
        format!("{what} (- expected, + got)\n{}", diff::lines(&json::show(expected), &json::show(got), 40))
    })
}

/// The document with typed or with automatic numbers, as a DOCX file.
fn word(document: &Document, automatic: bool) -> Vec<u8> {
    let mut document = document.clone();
    document.layout.automatic = automatic;
    docx::write(&document)
}

/// Every file made of a document.
fn files(document: &Document) -> [(&'static str, Vec<u8>); 4] {
    [
        ("typed.docx", word(document, false)),
        ("automatic.docx", word(document, true)),
        ("plan.html", html::write(document).into_bytes()),
        ("plan.rtf", rtf::write(document).into_bytes()),
    ]
}

/// Keeps a DOCX file for other programs to convert, where a folder is named for it.
fn keep(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("KEHOACH_SAMPLE_DIR").filter(|_| name.ends_with("docx")) {
        std::fs::write(Path::new(&folder).join(name), bytes).expect("a sample is kept");
    }
}

#[test]
fn whole_plans_read_alike_from_every_format() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/whole");
    let mut failures = Vec::new();
    for name in ["commune-plan", "party-plan", "province-plan"] {
        let text = std::fs::read_to_string(folder.join(name).with_extension("txt")).expect("a fixture");
        let expected = values("plan.txt", text.as_bytes());
        assert!(
            expected["tasks"].as_array().is_some_and(|t| t.len() > 3),
            "{name}: {}",
            json::show(&expected)
        );
        for side_by_side in [false, true] {
            let layout = generate::Layout { side_by_side, rules: false, ..generate::document(0).layout };
            let document = retell::document(&text, layout);
            for (file, bytes) in files(&document) {
                let shape = if side_by_side { "columns" } else { "lines" };
                keep(&format!("{name}-{shape}-{file}"), &bytes);
                let what = format!("{name} as {file}, side by side: {side_by_side}");
                failures.extend(differing(&what, &expected, &values(file, &bytes)));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn generated_plans_read_alike_from_every_format() {
    let mut failures = Vec::new();
    for seed in 0..SEEDS {
        let document = generate::document(seed);
        let mut files = files(&document).into_iter();
        let (_, first) = files.next().expect("a file");
        let expected = values("typed.docx", &first);
        keep(&format!("seed-{seed:02}-typed.docx"), &first);
        for (file, bytes) in files {
            keep(&format!("seed-{seed:02}-{file}"), &bytes);
            failures.extend(differing(&format!("seed {seed} as {file}"), &expected, &values(file, &bytes)));
        }
    }
    let shown = failures.iter().take(5).map(String::as_str).collect::<Vec<_>>().join("\n\n");
    assert!(failures.is_empty(), "{} differ\n{shown}", failures.len());
}
