//! What is compared, as labels (`NAME.gold.json`) or a plan's JSON state it.
//!
//! Labels are strings of the document; `null` or `[]` where it does not say:
//!
//! ```text
//! { "header": { "parent_agency", "issuer", "serial", "symbol", "place", "date": [year, month, day] },
//!   "title": { "kind", "text", "subject" },
//!   "legal_bases": [ { "relation", "citations": [[number, ISO date]] } ],
//!   "sections": [ { "marker", "level", "title" } ],              in document order, appendices last
//!   "tasks": [ { "origin", "at", "title", "lead": [], "coordinating": [], "implementing": [], "supervising": [],
//!                "time": { "text", "kind", "start", "end", "every" } or "?" (not scored), "deliverables": [] } ],
//!   "tables": [ { "roles": [], "rows": 8 } ],                    data rows
//!   "recipients": [], "signature": { "authority": [], "position", "name" } }
//! ```

use serde_json::Value;
use std::collections::HashMap;

/// Number and date of a cited document.
pub(crate) type Citation = (String, Option<String>);

/// The comparable facts of one document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) parent_agency: Option<String>,
    pub(crate) issuer: Option<String>,
    pub(crate) serial: Option<String>,
    pub(crate) symbol: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) date: Option<Vec<Option<i64>>>,
    pub(crate) kind: Option<String>,
    pub(crate) subject: Option<String>,
    pub(crate) bases: Vec<Basis>,
    pub(crate) sections: Vec<Section>,
    pub(crate) tasks: Vec<Task>,
    pub(crate) tables: Vec<Table>,
    pub(crate) recipients: Vec<String>,
    pub(crate) authority: Vec<String>,
    pub(crate) position: Option<String>,
    pub(crate) name: Option<String>,
}

/// A legal basis.
#[derive(Clone, Debug, Default)]
pub(crate) struct Basis {
    pub(crate) relation: Option<String>,
    pub(crate) citations: Vec<Citation>,
}

/// A numbered heading or paragraph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Section {
    pub(crate) marker: String,
    pub(crate) level: i64,
    pub(crate) title: String,
}

/// A task.
#[derive(Clone, Debug, Default)]
pub(crate) struct Task {
    pub(crate) origin: Option<String>,
    pub(crate) at: Option<String>,
    pub(crate) title: Option<String>,
    /// Lead, coordinating, implementing, supervising.
    pub(crate) roles: [Vec<String>; 4],
    pub(crate) time: Option<Time>,
    /// The labellers could not agree on the time.
    pub(crate) time_unscored: bool,
    pub(crate) deliverables: Vec<String>,
}

/// A time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Time {
    pub(crate) text: Option<String>,
    pub(crate) kind: Option<String>,
    /// Start, end, every.
    pub(crate) value: [Option<String>; 3],
}

/// A table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) roles: Vec<String>,
    pub(crate) rows: i64,
}

/// A string, or the `text` of a value.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(map) => map.get("text").and_then(text),
        _ => None,
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn texts(value: &Value) -> Vec<String> {
    list(value).map(|v| text(v).unwrap_or_default()).collect()
}

impl Facts {
    /// What the labels say.
    pub(crate) fn of_labels(gold: &Value) -> Facts {
        let (header, title) = (&gold["header"], &gold["title"]);
        let date = header["date"].as_array().map(|d| d.iter().map(Value::as_i64).collect());
        let citation = |c: &Value| (text(&c[0]).unwrap_or_default(), text(&c[1]));
        Facts {
            serial: text(&header["serial"]),
            symbol: text(&header["symbol"]),
            date,
            kind: text(&title["kind"]),
            bases: list(&gold["legal_bases"])
                .map(|b| Basis {
                    relation: text(&b["relation"]),
                    citations: list(&b["citations"]).map(citation).collect(),
                })
                .collect(),
            sections: list(&gold["sections"]).map(|s| section(s, 1)).collect(),
            tables: list(&gold["tables"])
                .map(|t| Table { roles: texts(&t["roles"]), rows: t["rows"].as_i64().unwrap_or(0) })
                .collect(),
            ..Facts::common(gold)
        }
    }

    /// What a plan's JSON says.
    pub(crate) fn of_plan(plan: &Value) -> Facts {
        let (header, title) = (&plan["header"], &plan["title"]);
        let mut sections = Vec::new();
        walk(&plan["sections"], 1, &mut sections);
        list(&plan["appendices"]).for_each(|a| walk(&a["sections"], 1, &mut sections));
        let part = |key: &str| header["date"][key].as_i64();
        let date = header["date"]
            .as_object()
            .filter(|d| !d.is_empty())
            .map(|_| vec![part("year"), part("month"), part("day")]);
        Facts {
            serial: text(&header["number"]["serial"]),
            symbol: text(&header["number"]["symbol"]),
            date,
            kind: text(&title["kind"]),
            bases: bases(plan),
            sections,
            tables: list(&plan["tables"])
                .map(|t| Table {
                    roles: list(&t["columns"]).map(|c| text(&c["role"]).unwrap_or_default()).collect(),
                    rows: list(&t["rows"]).filter(|r| r["kind"] == "data").count() as i64,
                })
                .collect(),
            ..Facts::common(plan)
        }
    }

    /// What both state alike.
    fn common(from: &Value) -> Facts {
        let (header, signature) = (&from["header"], &from["signature"]);
        Facts {
            parent_agency: text(&header["parent_agency"]),
            issuer: text(&header["issuer"]),
            place: text(&header["place"]),
            subject: text(&from["title"]["subject"]),
            tasks: list(&from["tasks"]).map(task).collect(),
            recipients: texts(&from["recipients"]),
            authority: texts(&signature["authority"]),
            position: text(&signature["position"]),
            name: text(&signature["name"]),
            ..Facts::default()
        }
    }
}

fn bases(plan: &Value) -> Vec<Basis> {
    let known: HashMap<&str, Citation> = list(&plan["citations"])
        .filter_map(|c| Some((c["id"].as_str()?, (text(&c["number"]).unwrap_or_default(), text(&c["date"])))))
        .collect();
    let cited = |b: &Value| list(&b["citations"]).filter_map(|c| known.get(c.as_str()?).cloned()).collect();
    list(&plan["legal_bases"])
        .map(|b| Basis { relation: text(&b["relation"]), citations: cited(b) })
        .collect()
}

fn section(value: &Value, level: i64) -> Section {
    Section {
        marker: text(&value["marker"]).unwrap_or_default(),
        level: value["level"].as_i64().unwrap_or(level),
        title: text(&value["title"]).unwrap_or_default(),
    }
}

fn walk(sections: &Value, level: i64, out: &mut Vec<Section>) {
    for value in list(sections) {
        out.push(section(value, level));
        walk(&value["children"], level + 1, out);
    }
}

fn task(value: &Value) -> Task {
    let time = &value["time"];
    let filled = time.as_object().is_some_and(|t| !t.is_empty());
    Task {
        origin: text(&value["origin"]),
        at: text(&value["at"]),
        title: text(&value["title"]),
        roles: ["lead", "coordinating", "implementing", "supervising"].map(|role| texts(&value[role])),
        time: filled.then(|| Time {
            text: text(&time["text"]),
            kind: text(&time["kind"]),
            value: ["start", "end", "every"].map(|key| text(&time[key])),
        }),
        time_unscored: time == "?",
        deliverables: texts(&value["deliverables"]),
    }
}
