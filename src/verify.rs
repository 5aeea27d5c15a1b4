//! Is every value of a plan really in the document? The verbatim gate.
//!
//! In: a plan and the source text into which its spans point. Out: how many values were checked, and each that
//! does not stand where it says. Knows only the contract: any object with `text` and `spans` is a value.
//!
//! A value holds when the slices under its spans, joined, in NFC, are its text, white space aside.
//!
//! Tricky: `Quyết định số 12/QĐ-⏎UBND` read as `Quyết định số 12/QĐ-UBND` holds: the line end is white space.

use crate::Parsed;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// Values that were checked.
    pub checked: usize,
    /// Values that do not hold, in the order of the plan.
    pub broken: Vec<Broken>,
}

impl Report {
    /// Whether every value stands where it says.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.broken.is_empty()
    }
}

/// A value that does not stand where it says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Broken {
    /// Where the value is in the plan, as a JSON pointer: `/tasks/3/title`.
    pub pointer: String,
    /// What the plan says.
    pub text: String,
    /// What the spans cover, where they can be cut.
    pub found: String,
    /// What is wrong.
    pub cause: Cause,
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// It has words but no place.
    NoSpans,
    /// A span passes the end of the text, splits a letter, or is no span.
    BadSpan,
    /// The spans cover other words.
    OtherWords,
}

impl std::fmt::Display for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Cause::NoSpans => "says no place",
            Cause::BadSpan => "has a span that does not fit the text",
            Cause::OtherWords => "has spans that cover other words",
        })
    }
}

/// Checks every value of a plan against its source text.
///
/// ```
/// let text = "KẾ HOẠCH\nChuyển đổi số năm 2026";
/// assert!(kehoach::verify::verify(&kehoach::parse(text), text).holds());
/// ```
#[must_use]
pub fn verify(parsed: &Parsed, text: &str) -> Report {
    // Writing plain owned data into a value has nothing that can fail.
    verify_json(&serde_json::to_value(parsed).expect("plain data serialises"), text)
}

/// Checks every value of a plan that is JSON, whoever wrote it.
#[must_use]
pub(crate) fn verify_json(plan: &Value, text: &str) -> Report {
    let mut report = Report::default();
    visit(plan, &mut String::new(), text, &mut report);
    report
}

/// What a plan says otherwise than its document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Difference {
    /// Where, as a JSON pointer.
    pub pointer: String,
    /// What the plan says there, if anything.
    pub says: Option<Value>,
    /// What the document gives there, if anything.
    pub gives: Option<Value>,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let short = |value: &Option<Value>| {
            let text = value.as_ref().map_or("nothing".to_owned(), Value::to_string);
            if text.chars().count() > 120 { text.chars().take(120).chain(['…']).collect() } else { text }
        };
        write!(f, "{}: says {}, the document gives {}", self.pointer, short(&self.says), short(&self.gives))
    }
}

/// Compares a plan with what its document gives when it is read now: each place where they part. Values that the
/// words of the document bear out can be in the wrong role, or missing; this finds them.
#[must_use]
pub fn differences(plan: &Value, fresh: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    part(Some(plan), Some(fresh), &mut String::new(), &mut found);
    found
}

fn part(says: Option<&Value>, gives: Option<&Value>, pointer: &mut String, found: &mut Vec<Difference>) {
    let length = pointer.len();
    let mut below = |key: &str, says: Option<&Value>, gives: Option<&Value>| {
        pointer.push('/');
        pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
        part(says, gives, pointer, found);
        pointer.truncate(length);
    };
    match (says, gives) {
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            (0..a.len().max(b.len())).for_each(|i| below(&i.to_string(), a.get(i), b.get(i)));
        }
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            a.iter().for_each(|(key, child)| below(key, Some(child), b.get(key)));
            b.iter()
                .filter(|(key, _)| !a.contains_key(*key))
                .for_each(|(key, child)| below(key, None, Some(child)));
        }
        _ if says == gives => {}
        _ => found.push(Difference { pointer: pointer.clone(), says: says.cloned(), gives: gives.cloned() }),
    }
}

fn visit(node: &Value, pointer: &mut String, source: &str, report: &mut Report) {
    let length = pointer.len();
    let mut below = |key: &str, child: &Value| {
        pointer.push('/');
        pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
        visit(child, pointer, source, report);
        pointer.truncate(length);
    };
    match node {
        Value::Array(list) => list.iter().enumerate().for_each(|(i, child)| below(&i.to_string(), child)),
        Value::Object(map) => {
            map.iter().filter(|(key, _)| *key != "spans").for_each(|(key, child)| below(key, child));
            if let Some(spans) = map.get("spans") {
                check(map.get("text"), spans, pointer, source, report);
            }
        }
        _ => {}
    }
}

fn check(text: Option<&Value>, spans: &Value, pointer: &str, source: &str, report: &mut Report) {
    let words = text.and_then(Value::as_str);
    let slices: Option<Vec<&str>> =
        spans.as_array().and_then(|list| list.iter().map(|span| slice(span, source)).collect());
    let cause = match (words, &slices) {
        (_, None) => Some(Cause::BadSpan),
        // Remarks point at places and quote nothing.
        (None, Some(_)) => None,
        (Some(words), Some(slices)) if slices.is_empty() => (!words.is_empty()).then_some(Cause::NoSpans),
        (Some(words), Some(slices)) => {
            (squeezed(&slices.concat()) != squeezed(words)).then_some(Cause::OtherWords)
        }
    };
    if words.is_some_and(|w| !w.is_empty()) || cause.is_some() {
        report.checked += 1;
    }
    if let Some(cause) = cause {
        report.broken.push(Broken {
            pointer: pointer.to_owned(),
            text: words.unwrap_or_default().to_owned(),
            found: slices.unwrap_or_default().concat(),
            cause,
        });
    }
}

fn slice<'a>(span: &Value, source: &'a str) -> Option<&'a str> {
    let [start, end] = span.as_array()?.as_slice() else { return None };
    let bound = |v: &Value| v.as_u64().and_then(|n| usize::try_from(n).ok());
    source.get(bound(start)?..bound(end)?)
}

fn squeezed(text: &str) -> String {
    text.nfc().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_hold_where_their_words_stand() {
        let source = "Số: 12/QĐ-\nUBND  Sở   Y tế";
        let end = source.find("  Sở").unwrap();
        for (value, cause) in [
            (json!({ "text": "Số: 12/QĐ-UBND", "spans": [[0, end]] }), None),
            (json!({ "text": "Sở Y tế", "spans": [[end + 2, source.len()]] }), None),
            (json!({ "text": "So\u{302}\u{301}: 12", "spans": [[0, 8]] }), None),
            (json!({ "text": "Sở Y tế", "spans": [[end, source.len()]] }), None),
            (json!({ "text": "Sở Y Tế", "spans": [[end, source.len()]] }), Some(Cause::OtherWords)),
            (json!({ "text": "Sở", "spans": [] }), Some(Cause::NoSpans)),
            (json!({ "text": "S", "spans": [[0, 2]] }), Some(Cause::BadSpan)),
            (json!({ "text": "S", "spans": [[0, 1000]] }), Some(Cause::BadSpan)),
            (json!({ "text": "S", "spans": [[3, 1]] }), Some(Cause::BadSpan)),
            (json!({ "text": null, "spans": [] }), None),
            (json!({ "message": "no words of the document", "spans": [[0, 1]] }), None),
            (json!({ "message": "out of the text", "spans": [[0, 1000]] }), Some(Cause::BadSpan)),
        ] {
            let report = verify_json(&json!({ "list": [value] }), source);
            assert_eq!(report.broken.first().map(|b| b.cause), cause, "{value}");
            assert!(report.broken.iter().all(|b| b.pointer == "/list/0"));
        }
    }
}
