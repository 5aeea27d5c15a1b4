//! Where a value stands and how it was read: for people who ask "why does it say so?".
//!
//! In: a plan that kept its text, and a path into it (`tasks/3/lead`, `tasks/t4/time`, `header/number`). Out: each value at or
//! below that path with its place, its line, its reading and, where the reading is not sure, the runner-up. Without a path: the
//! values that are not sure. Knows only the contract, as [`verify`](mod@crate::verify) does: an object with `text` and `spans` is
//! a value.
//!
//! Tricky: `tasks/3` is the fourth task, `tasks/t3` the one with that id.

use crate::source::Origin;
use crate::{Parsed, Span};
use serde_json::{Map, Value};
use std::fmt;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Explained {
    /// Where the value is in the plan: `tasks/3/lead/0`.
    pub path: String,
    /// Its words.
    pub text: String,
    /// Number of the line of the source text where it begins, from 1; 0 where it has no place.
    pub line: usize,
    /// Page, from 1 (PDF).
    pub page: Option<u32>,
    /// Paragraph in the file, from 1 (DOCX, DOC, ODT, RTF, HTML).
    pub paragraph: Option<u32>,
    /// The lines it stands in, its words between « and ».
    pub context: String,
    /// The typed reading: keys and values besides words and place.
    pub reading: Vec<(String, String)>,
    /// Other readings, where this one is not sure.
    pub alternatives: Vec<String>,
}

impl fmt::Display for Explained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.path)?;
        write!(f, "  line {}", self.line)?;
        for (what, number) in [("page", self.page), ("paragraph", self.paragraph)] {
            if let Some(number) = number {
                write!(f, ", {what} {number}")?;
            }
        }
        writeln!(f, ": {}", self.context)?;
        let reading: Vec<String> = self.reading.iter().map(|(key, value)| format!("{key} {value}")).collect();
        if !reading.is_empty() {
            writeln!(f, "  read as: {}", reading.join(" · "))?;
        }
        if !self.alternatives.is_empty() {
            writeln!(f, "  or else: {}", self.alternatives.join(" | "))?;
        }
        Ok(())
    }
}

/// Explains the values at and below `path`; `None` where the plan has nothing there. The plan must have kept its text.
///
/// ```
/// let text = "KẾ HOẠCH\n1. Rà soát dữ liệu\n- Chủ trì: Sở KH&CN\n- Thời hạn: Quý II/2026";
/// let lead = &kehoach::explain::explain(&kehoach::parse(text), "tasks/t1/lead").unwrap()[0];
/// assert_eq!((lead.text.as_str(), lead.line), ("Sở KH&CN", 3));
/// assert_eq!(lead.context, "- Chủ trì: «Sở KH&CN»");
/// ```
#[must_use]
pub fn explain(parsed: &Parsed, path: &str) -> Option<Vec<Explained>> {
    let plan = serde_json::to_value(parsed).ok()?;
    let mut node = &plan;
    let mut at = String::new();
    for step in path.split(['/', '.']).filter(|s| !s.is_empty()) {
        let (name, next) = child(node, step)?;
        at = joined(&at, &name);
        node = next;
    }
    let mut found = Finder::new(parsed);
    found.visit(node, &at);
    Some(found.out)
}

/// Explains every value whose reading is not sure.
#[must_use]
pub fn unsure(parsed: &Parsed) -> Vec<Explained> {
    let all = explain(parsed, "").unwrap_or_default();
    let doubtful = |e: &Explained| e.reading.iter().any(|(key, value)| key == "certainty" && value != "sure");
    all.into_iter().filter(doubtful).collect()
}

/// The child that a step names: a key, a place in a list, or the `id` of an entry.
fn child<'v>(node: &'v Value, step: &str) -> Option<(String, &'v Value)> {
    match node {
        Value::Object(map) => map.get(step).map(|v| (step.to_owned(), v)),
        Value::Array(list) => {
            let by_id = |v: &Value| v.get("id").and_then(Value::as_str) == Some(step);
            let at = step.parse().ok().or_else(|| list.iter().position(by_id))?;
            list.get(at).map(|v| (at.to_string(), v))
        }
        _ => None,
    }
}

fn joined(path: &str, step: &str) -> String {
    if path.is_empty() { step.to_owned() } else { format!("{path}/{step}") }
}

struct Finder<'p> {
    text: &'p str,
    origins: &'p [Origin],
    /// Where the lines of the text begin.
    lines: Vec<usize>,
    out: Vec<Explained>,
}

impl<'p> Finder<'p> {
    fn new(parsed: &'p Parsed) -> Finder<'p> {
        let text = parsed.plan.text();
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        Finder { text, origins: parsed.plan.origins.as_deref().unwrap_or_default(), lines, out: Vec::new() }
    }

    fn visit(&mut self, node: &Value, path: &str) {
        match node {
            Value::Array(list) => {
                for (n, entry) in list.iter().enumerate() {
                    self.visit(entry, &joined(path, &n.to_string()));
                }
            }
            Value::Object(map) => {
                self.value(map, path);
                for (key, entry) in map.iter().filter(|(key, _)| !OF_A_VALUE.contains(&key.as_str())) {
                    self.visit(entry, &joined(path, key));
                }
            }
            _ => {}
        }
    }

    fn value(&mut self, map: &Map<String, Value>, path: &str) {
        let (Some(text), Some(spans)) = (map.get("text").and_then(Value::as_str), map.get("spans")) else {
            return;
        };
        let spans: Vec<Span> = serde_json::from_value(spans.clone()).unwrap_or_default();
        let start = spans.first().map(|s| s.start as usize);
        let origin = start.and_then(|at| self.origin(at));
        self.out.push(Explained {
            path: path.to_owned(),
            text: text.to_owned(),
            line: start.map_or(0, |at| self.lines.partition_point(|l| *l <= at)),
            page: origin.and_then(|o| o.page),
            paragraph: origin.and_then(|o| o.paragraph),
            context: self.context(&spans),
            reading: reading(map),
            alternatives: alternatives(map),
        });
    }

    fn origin(&self, at: usize) -> Option<&'p Origin> {
        let next = self.origins.partition_point(|o| o.span.start as usize <= at);
        self.origins.get(next.checked_sub(1)?)
    }

    /// The lines of the spans, each cut to what fits a screen, the words of the value marked.
    fn context(&self, spans: &[Span]) -> String {
        let marked = spans.iter().filter_map(|span| {
            let (from, to) = (span.start as usize, span.end as usize);
            let words = self.text.get(from..to)?;
            let before = self.text.get(..from)?.rsplit('\n').next().unwrap_or_default();
            let after = self.text.get(to..)?.split('\n').next().unwrap_or_default();
            let skipped = before.chars().count().saturating_sub(AROUND);
            let before: String = before.chars().skip(skipped).collect();
            let after_cut: String = after.chars().take(AROUND).collect();
            let (open, close) = (mark(skipped > 0), mark(after_cut.len() < after.len()));
            Some(format!("{open}{before}«{words}»{after_cut}{close}"))
        });
        marked.collect::<Vec<_>>().join(" ⏎ ").replace(['\n', '\t'], " ")
    }
}

/// Letters shown before and behind a value.
const AROUND: usize = 60;

const fn mark(cut: bool) -> &'static str {
    if cut { "…" } else { "" }
}

/// Keys that belong to the value itself.
const OF_A_VALUE: [&str; 3] = ["text", "spans", "alternatives"];

/// The scalar keys beside the words.
fn reading(map: &Map<String, Value>) -> Vec<(String, String)> {
    let shown = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(true) => Some("yes".to_owned()),
        _ => None,
    };
    let own = map.iter().filter(|(key, _)| !OF_A_VALUE.contains(&key.as_str()));
    own.filter_map(|(key, value)| Some((key.clone(), shown(value)?))).collect()
}

fn alternatives(map: &Map<String, Value>) -> Vec<String> {
    let list = map.get("alternatives").and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|a| a.get("text").and_then(Value::as_str)).map(str::to_owned).collect()
}
