//! Every `fixtures/**/x.txt` or `x.md` gives the `x.json` beside it, and keeps the promises of `support/oracle.rs`.
//!
//! `cargo test --test fixtures -- task/` runs the fixtures whose path holds `task/`;
//! `UPDATE_FIXTURES=1` writes what the parser says now (never where `CI` is set).

mod support;

use kehoach::{Options, Parsed};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use support::{diff, json, oracle};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let wanted: Vec<&String> = args.iter().filter(|a| !a.starts_with('-')).collect();
    let update = std::env::var_os("UPDATE_FIXTURES").is_some_and(|v| v != "0");
    if update && std::env::var_os("CI").is_some() {
        eprintln!(
            "UPDATE_FIXTURES is refused where CI is set: expected files are written and read by people"
        );
        return ExitCode::FAILURE;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut files = Vec::new();
    walk(&root, &mut files);
    let inputs: Vec<&PathBuf> = files.iter().filter(|f| is_input(f)).collect();
    if args.iter().any(|a| a == "--list") {
        inputs.iter().for_each(|i| println!("{}: test", name(&root, i)));
        return ExitCode::SUCCESS;
    }
    let mut failures = orphans(&root, &files);
    if inputs.is_empty() {
        failures
            .push(format!("{} holds no fixture: a replay that finds nothing must not pass", root.display()));
    }
    let mut ran = 0;
    for input in inputs {
        let name = name(&root, input);
        if wanted.is_empty() || wanted.iter().any(|w| name.contains(w.as_str())) {
            ran += 1;
            failures.extend(check(&root, input, &name, update));
        }
    }
    for failure in &failures {
        eprintln!("FAILED {failure}\n");
    }
    println!("fixtures: {ran} ran, {} failures", failures.len());
    if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() { walk(&path, files) } else { files.push(path) }
    }
}

fn name(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// README files speak to people.
fn is_input(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    (ending == "txt" || ending == "md") && path.file_stem().is_none_or(|s| s != "README")
}

fn orphans(root: &Path, files: &[PathBuf]) -> Vec<String> {
    let has_input = |file: &Path| ["txt", "md"].iter().any(|e| file.with_extension(e).exists());
    let lonely = |f: &&PathBuf| f.extension().is_some_and(|e| e == "json") && !has_input(f);
    files.iter().filter(lonely).map(|f| format!("{}: no .txt or .md beside it", name(root, f))).collect()
}

fn check(root: &Path, input: &Path, name: &str, update: bool) -> Vec<String> {
    let bytes = std::fs::read(input).expect("a fixture can be read");
    let file = input.file_name().map(|n| n.to_string_lossy().into_owned());
    let mut parsed = match Options::new().parse_bytes(file.as_deref(), &bytes) {
        Ok(parsed) => parsed,
        Err(error) => return vec![format!("{name}: {error}")],
    };
    let text = parsed.plan.text.take().unwrap_or_default();
    parsed.plan.origins = None;
    let mut failures: Vec<String> =
        oracle::broken_promises(&text, &parsed).into_iter().map(|b| format!("{name}: {b}")).collect();
    if !name.starts_with("crash/") {
        failures.extend(compare(root, &input.with_extension("json"), name, parsed, update));
    }
    failures
}

fn compare(root: &Path, expected: &Path, name: &str, mut parsed: Parsed, update: bool) -> Option<String> {
    (parsed.plan.source.bytes, parsed.plan.source.sha256) = (None, None); // a feature decides whether they are there
    let got = json::pretty(&parsed);
    let accept = format!("to accept: UPDATE_FIXTURES=1 cargo test --test fixtures -- {name}");
    let shown = self::name(root, expected);
    match std::fs::read_to_string(expected) {
        Ok(old) if old == got => None,
        _ if update => {
            std::fs::write(expected, got).expect("a fixture can be written");
            println!("wrote {shown}");
            None
        }
        Ok(old) => Some(format!("{shown} (- expected, + got)\n{}\n{accept}", diff::lines(&old, &got, 60))),
        Err(_) => Some(format!(
            "{shown} is missing\nto create: UPDATE_FIXTURES=1 cargo test --test fixtures -- {name}"
        )),
    }
}
