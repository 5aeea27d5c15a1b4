//! The plan that a reader without a mistake would give: keeps the comparison itself honest.

use super::truth::{Agency, Task, Truth};
use kehoach::Parsed;
use serde_json::{Value, json};

/// The truth as a plan. Spans are left out: they are judged elsewhere.
pub(crate) fn parsed(truth: &Truth) -> Parsed {
    let text = |words: &Option<String>| words.as_ref().map(|w| json!({ "text": w }));
    let (mut citations, mut bases) = (Vec::new(), Vec::new());
    for basis in &truth.bases {
        let mut ids = Vec::new();
        for (number, date) in &basis.citations {
            let id = format!("c{}", citations.len() + 1);
            citations.push(json!({ "id": id, "number": number, "date": date }));
            ids.push(id);
        }
        bases.push(json!({ "relation": basis.relation, "citations": ids }));
    }
    let date = truth.date.map(|(year, month, day)| json!({ "year": year, "month": month, "day": day }));
    let plan = json!({
        "header": {
            "parent_agency": text(&truth.parent_agency), "issuer": text(&truth.issuer), "place": text(&truth.place),
            "number": { "serial": truth.serial, "year": truth.year, "symbol": truth.symbol }, "date": date
        },
        "title": { "kind": truth.kind, "text": truth.title, "subject": text(&truth.subject) },
        "legal_bases": bases,
        "citations": citations,
        "sections": truth.sections.iter().map(|s| {
            json!({ "marker": s.marker, "level": s.level, "title": { "text": s.title } })
        }).collect::<Vec<Value>>(),
        "tasks": truth.tasks.iter().map(task).collect::<Vec<Value>>(),
        "tables": truth.tables.iter().map(table).collect::<Vec<Value>>(),
        "recipients": truth.recipients.iter().map(|(t, p)| json!({ "text": t, "purpose": p })).collect::<Vec<Value>>(),
        "signature": {
            "authority": truth.authority.iter().map(|a| json!({ "text": a })).collect::<Vec<Value>>(),
            "position": text(&truth.position), "name": text(&truth.name)
        }
    });
    serde_json::from_value(plan).expect("a plan")
}

fn task(task: &Task) -> Value {
    let agencies = |list: &[Agency]| -> Vec<Value> {
        list.iter()
            .map(|a| json!({ "text": a.text, "name": a.name.unwrap_or(&a.text), "scope": a.scope }))
            .collect()
    };
    json!({
        "origin": task.origin, "at": task.at.clone().unwrap_or_default(), "title": { "text": task.title },
        "lead": agencies(&task.lead), "coordinating": agencies(&task.coordinating),
        "implementing": agencies(&task.implementing), "supervising": agencies(&task.supervising),
        "time": task.time.as_ref().map(|t| {
            json!({ "text": t.text, "kind": t.kind, "start": t.start, "end": t.end, "every": t.every })
        }),
        "deliverables": task.deliverables.iter().map(|d| json!({ "text": d })).collect::<Vec<Value>>()
    })
}

fn table(table: &super::truth::Table) -> Value {
    let rows = [("data", table.data_rows), ("group", table.group_rows), ("total", table.total_rows)];
    let rows = rows.iter().flat_map(|(kind, count)| vec![json!({ "kind": kind }); *count]);
    json!({
        "columns": table.roles.iter().map(|r| json!({ "role": r })).collect::<Vec<Value>>(),
        "rows": rows.collect::<Vec<Value>>()
    })
}
