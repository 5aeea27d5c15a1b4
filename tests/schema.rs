//! The published schema holds for everything that is written.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)]

mod sample;

use kehoach::{Options, Parsed, write};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn validator() -> jsonschema::Validator {
    jsonschema::validator_for(&write::schema()).expect("the schema is one")
}

fn value(parsed: &Parsed) -> Value {
    serde_json::from_str(&write::json(parsed)).expect("JSON")
}

fn assert_valid(validator: &jsonschema::Validator, value: &Value, what: &str) {
    let errors: Vec<String> =
        validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).take(5).collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}");
}

#[test]
fn a_full_plan_and_an_empty_one_are_valid() {
    let validator = validator();
    assert_valid(&validator, &value(&sample::plan()), "the sample");
    assert_valid(&validator, &value(&kehoach::parse("")), "no text");
}

#[test]
fn every_fixture_gives_valid_output() {
    let validator = validator();
    for path in texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")) {
        let parsed = Options::new().parse_path(&path).expect("a fixture is read");
        assert_valid(&validator, &value(&parsed), &path.display().to_string());
    }
}

#[test]
fn every_key_is_required_and_values_are_checked() {
    let validator = validator();
    let whole = value(&sample::plan());
    for pointer in
        ["/tasks", "/header/date", "/tasks/0/time/parts", "/tasks/0/lead/0/scope", "/unclaimed", "/text"]
    {
        let (parent, key) = pointer.rsplit_once('/').expect("a parent");
        let mut without = whole.clone();
        without
            .pointer_mut(parent)
            .and_then(Value::as_object_mut)
            .expect("an object")
            .remove(key)
            .expect("a key");
        assert!(!validator.is_valid(&without), "without {pointer}");
    }
    for (pointer, wrong) in [
        ("/schema", Value::from("kehoach/2")),
        ("/tasks/0/origin", Value::from("elsewhere")),
        ("/tasks/0/title/spans", serde_json::json!([[1]])),
        ("/tasks/0/title/spans", serde_json::json!([[-1, 2]])),
        ("/header/date/month", Value::from("March")),
    ] {
        let mut changed = whole.clone();
        *changed.pointer_mut(pointer).expect("a value") = wrong;
        assert!(!validator.is_valid(&changed), "{pointer}");
    }
}

/// The text files below a folder.
fn texts(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found = Vec::new();
    for path in entries.map(|e| e.path()) {
        if path.is_dir() {
            found.extend(texts(&path));
        } else if path.extension().is_some_and(|e| e == "txt") {
            found.push(path);
        }
    }
    found.sort();
    found
}
