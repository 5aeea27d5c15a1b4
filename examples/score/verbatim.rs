//! The verbatim gate: the spans of a value, joined, are its words, white space aside.

use super::normal::is_space;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// How many values there are, and the broken ones with what their spans say.
pub(crate) fn check(plan: &Value) -> (usize, Vec<(String, String)>) {
    let (mut checked, mut broken) = (0, Vec::new());
    if let (Some(source), Some(map)) = (plan["text"].as_str(), plan.as_object()) {
        for (key, value) in map {
            if key != "text" && key != "source" {
                walk(value, source.as_bytes(), &mut checked, &mut broken);
            }
        }
    }
    (checked, broken)
}

fn walk(value: &Value, source: &[u8], checked: &mut usize, broken: &mut Vec<(String, String)>) {
    match value {
        Value::Object(map) => {
            if let (Some(text), Some(spans)) = (map.get("text").and_then(Value::as_str), map.get("spans")) {
                let spans = spans.as_array().filter(|s| !s.is_empty());
                if let Some(spans) = spans {
                    let bytes: Vec<u8> = spans.iter().flat_map(|s| cut(source, s)).copied().collect();
                    let said = squeeze(&String::from_utf8_lossy(&bytes));
                    *checked += 1;
                    if said != squeeze(text) {
                        broken.push((text.to_owned(), said));
                    }
                } else if !text.is_empty() {
                    *checked += 1;
                    broken.push((text.to_owned(), "no span".to_owned()));
                }
            }
            map.values().for_each(|v| walk(v, source, checked, broken));
        }
        Value::Array(list) => list.iter().for_each(|v| walk(v, source, checked, broken)),
        _ => {}
    }
}

fn cut<'s>(source: &'s [u8], span: &Value) -> &'s [u8] {
    let bound = |n: usize| span[n].as_u64().map_or(0, |b| (b as usize).min(source.len()));
    source.get(bound(0)..bound(1)).unwrap_or(&[])
}

fn squeeze(text: &str) -> String {
    text.nfc().filter(|c| !is_space(*c)).collect()
}
