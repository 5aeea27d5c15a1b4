//! The public JSON as tests look at it.

use kehoach::Parsed;
use regex::Regex;
use serde_json::{Map, Value};
use std::sync::LazyLock;

static SPAN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\[\n\s+([0-9]+),\n\s+([0-9]+)\n\s+\]").expect("a pattern"));
static SPANS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\[\n\s+((?:\[[0-9]+, [0-9]+\](?:,\n\s+)?)+)\n\s+\]").expect("a pattern"));

/// The JSON for people: indented, spans on one line, fields in the order of the contract.
pub(crate) fn pretty(parsed: &Parsed) -> String {
    let text = serde_json::to_string_pretty(parsed).expect("a plan serialises");
    let text = SPAN.replace_all(&text, "[$1, $2]");
    let text = SPANS.replace_all(&text, |found: &regex::Captures| {
        let spans: Vec<&str> = found[1].split('\n').map(str::trim).collect();
        format!("[{}]", spans.join(" "))
    });
    format!("{text}\n")
}

/// The JSON as a tree.
pub(crate) fn tree(parsed: &Parsed) -> Value {
    serde_json::to_value(parsed).expect("a plan serialises")
}

/// What a document says, and nothing of where it says it: the tree without `source`, `text`, `origins`, `unclaimed`,
/// `diagnostics` and every `spans`.
pub(crate) fn values(parsed: &Parsed) -> Value {
    const ASIDE: [&str; 5] = ["source", "text", "origins", "unclaimed", "diagnostics"];
    let mut tree = tree(parsed);
    if let Value::Object(map) = &mut tree {
        for key in ASIDE {
            map.remove(key);
        }
    }
    without_spans(tree)
}

fn without_spans(tree: Value) -> Value {
    match tree {
        Value::Object(map) => {
            let kept: Map<String, Value> =
                map.into_iter().filter(|(k, _)| k != "spans").map(|(k, v)| (k, without_spans(v))).collect();
            Value::Object(kept)
        }
        Value::Array(list) => Value::Array(list.into_iter().map(without_spans).collect()),
        other => other,
    }
}

/// A tree as indented lines, for diffs.
pub(crate) fn show(tree: &Value) -> String {
    serde_json::to_string_pretty(tree).expect("a tree serialises")
}

/// The tree with every string mapped; keys stay.
pub(crate) fn map_strings(tree: Value, map: &dyn Fn(&str) -> String) -> Value {
    match tree {
        Value::String(text) => Value::String(map(&text)),
        Value::Array(list) => Value::Array(list.into_iter().map(|v| map_strings(v, map)).collect()),
        Value::Object(object) => {
            Value::Object(object.into_iter().map(|(k, v)| (k, map_strings(v, map))).collect())
        }
        other => other,
    }
}
