//! The four tables that CSV and XLSX share: tasks, documents, agencies, diagnostics.
//!
//! In: a plan and its name. Out: typed cells under Vietnamese headings. Knows neither CSV nor XLSX.
//!
//! Tricky: a day without a year, `--12-15`, is no date of a spreadsheet; it reads `15/12 hằng năm`.

use super::columns::{known_label, label};
use crate::model::{Agency, Plan, Task, Text, Time};
use crate::{Diagnostic, Parsed, Severity, Span};
use std::collections::BTreeMap;

/// A value of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    /// Year, month, day.
    Date(u16, u8, u8),
    Number(f64),
}

/// A remark of the run about a file, where there is no plan to hold it.
#[derive(Clone, Debug)]
pub struct Remark<'a> {
    /// The file.
    pub name: &'a str,
    /// Stable code.
    pub code: &'a str,
    /// What happened.
    pub message: &'a str,
}

/// The rows of one document, one list for each of [`SHEETS`](super::columns::SHEETS).
pub(super) fn rows(name: &str, parsed: &Parsed) -> [Vec<Vec<Cell>>; 4] {
    let plan = &parsed.plan;
    [
        plan.tasks.iter().map(|task| task_row(name, plan, task)).collect(),
        vec![document_row(name, parsed)],
        agency_rows(name, plan),
        parsed.diagnostics.iter().map(|d| diagnostic_row(name, d)).collect(),
    ]
}

/// The row of the diagnostics for a file that gave no plan.
pub(super) fn remark_row(remark: &Remark<'_>) -> Vec<Cell> {
    vec![text(remark.name), text("không đọc được"), text(remark.code), text(remark.message), Cell::Empty]
}

fn task_row(name: &str, plan: &Plan, task: &Task) -> Vec<Cell> {
    let time = task.time.as_ref();
    let mut spans = task.title.spans.clone();
    if spans.is_empty() {
        spans.extend(task.details.iter().flat_map(|d| d.spans.iter().copied()));
    }
    vec![
        text(name),
        text(&number(plan)),
        issue_date(plan),
        text(&issuer(plan)),
        words(plan.title.subject.as_ref()),
        text(&task.id),
        text(task.ordinal.as_deref().unwrap_or_default()),
        text(&task.title.text),
        text(&details(task)),
        text(&agencies(&task.lead)),
        text(&agencies(&task.coordinating)),
        text(&agencies(&task.implementing)),
        text(&agencies(&task.supervising)),
        text(time.map(|t| t.text.as_str()).unwrap_or_default()),
        text(&time.map(|t| label(&t.kind)).unwrap_or_default()),
        bound(time.and_then(|t| first_of(t, |t| t.start.as_deref()))),
        bound(time.and_then(|t| first_of(t, |t| t.end.as_deref()))),
        bound(time.and_then(|t| first_of(t, |t| t.every.as_deref()))),
        text(&join(task.deliverables.iter().map(|d| d.text.as_str()), "; ")),
        words(task.funding.as_ref()),
        words(task.note.as_ref()),
        text(&place(&task.at)),
        text(&bytes(&spans)),
    ]
}

fn document_row(name: &str, parsed: &Parsed) -> Vec<Cell> {
    let plan = &parsed.plan;
    let header = &plan.header;
    let signature = plan.signature.as_ref();
    let warnings = parsed.diagnostics.iter().filter(|d| d.severity != Severity::Info).count();
    let unclaimed: usize = parsed.unclaimed.iter().flat_map(|t| &t.spans).map(|s| s.len()).sum();
    vec![
        text(name),
        text(plan.source.format.as_deref().unwrap_or_default()),
        text(&label(&plan.title.kind)),
        text(&number(plan)),
        issue_date(plan),
        words(header.place.as_ref()),
        text(header.parent_agency.as_ref().map(|a| named(&a.name, &a.text)).unwrap_or_default()),
        text(&issuer(plan)),
        words(plan.title.subject.as_ref()),
        words(signature.and_then(|s| s.name.as_ref())),
        words(signature.and_then(|s| s.position.as_ref())),
        count(plan.tasks.len()),
        count(plan.tables.len()),
        count(plan.appendices.len()),
        count(plan.citations.len()),
        count(warnings),
        count(unclaimed),
        text(plan.source.sha256.as_deref().unwrap_or_default()),
    ]
}

/// What one document says of one agency.
#[derive(Default)]
struct Mention<'a> {
    kind: String,
    roles: [usize; 4],
    tasks: Vec<&'a str>,
    spellings: Vec<&'a str>,
}

fn agency_rows(name: &str, plan: &Plan) -> Vec<Vec<Cell>> {
    let mut mentions: BTreeMap<&str, Mention<'_>> = BTreeMap::new();
    for task in &plan.tasks {
        let roles = [&task.lead, &task.coordinating, &task.implementing, &task.supervising];
        for (role, list) in roles.into_iter().enumerate() {
            for agency in list {
                let mention = mentions.entry(named(&agency.name, &agency.text)).or_default();
                mention.kind = label(&agency.kind);
                if let Some(sum) = mention.roles.get_mut(role) {
                    *sum += 1;
                }
                push_new(&mut mention.tasks, &task.id);
                push_new(&mut mention.spellings, &agency.text);
            }
        }
    }
    let row = |(agency, mention): (&str, Mention<'_>)| {
        let mut cells = vec![text(agency), text(&mention.kind), text(name)];
        cells.extend(mention.roles.into_iter().map(count));
        cells.push(text(&mention.tasks.join(", ")));
        cells.push(text(&mention.spellings.join("; ")));
        cells
    };
    mentions.into_iter().map(row).collect()
}

fn push_new<'a>(list: &mut Vec<&'a str>, value: &'a str) {
    if !list.contains(&value) {
        list.push(value);
    }
}

fn diagnostic_row(name: &str, diagnostic: &Diagnostic) -> Vec<Cell> {
    vec![
        text(name),
        text(&label(&diagnostic.severity)),
        text(&diagnostic.code),
        text(&diagnostic.message),
        text(&bytes(&diagnostic.spans)),
    ]
}

fn text(value: &str) -> Cell {
    if value.is_empty() { Cell::Empty } else { Cell::Text(value.to_owned()) }
}

fn words(value: Option<&Text>) -> Cell {
    text(value.map(|t| t.text.as_str()).unwrap_or_default())
}

#[allow(clippy::cast_precision_loss)]
fn count(value: usize) -> Cell {
    Cell::Number(value as f64)
}

fn join<'a>(parts: impl Iterator<Item = &'a str>, with: &str) -> String {
    parts.filter(|p| !p.is_empty()).collect::<Vec<_>>().join(with)
}

fn named<'a>(name: &'a str, printed: &'a str) -> &'a str {
    if name.is_empty() { printed } else { name }
}

/// Number and sign as printed, without "Số:".
pub(super) fn number(plan: &Plan) -> String {
    let printed = plan.header.number.as_ref().map(|n| n.text.as_str()).unwrap_or_default().trim();
    let bare = printed.strip_prefix("Số").or_else(|| printed.strip_prefix("SỐ")).unwrap_or(printed);
    bare.trim_start_matches([':', '.', ' ', '\u{a0}']).to_owned()
}

pub(super) fn issuer(plan: &Plan) -> String {
    plan.header.issuer.as_ref().map(|a| named(&a.name, &a.text).to_owned()).unwrap_or_default()
}

fn issue_date(plan: &Plan) -> Cell {
    let Some(date) = plan.header.date.as_ref() else { return Cell::Empty };
    match (date.year, date.month, date.day) {
        (Some(year), Some(month), Some(day)) => {
            day_cell(i64::from(year), month, day).unwrap_or_else(|| text(&date.text))
        }
        _ => text(&date.text),
    }
}

fn day_cell(year: i64, month: u32, day: u32) -> Option<Cell> {
    let year = u16::try_from(year).ok().filter(|y| (1900..=9999).contains(y))?;
    let month = u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let day = u8::try_from(day).ok().filter(|d| (1..=last).contains(d))?;
    Some(Cell::Date(year, month, day))
}

/// A whole date of the model, `2026-06-30`, where it is one.
pub(super) fn whole_date(value: &str) -> Option<(u16, u8, u8)> {
    let mut parts = value.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return None;
    }
    match day_cell(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)? {
        Cell::Date(y, m, d) => Some((y, m, d)),
        _ => None,
    }
}

/// The day and month of `--12-15`.
pub(super) fn yearly_day(value: &str) -> Option<(u8, u8)> {
    let (month, day) = value.strip_prefix("--")?.split_once('-')?;
    // A leap year, so that 29 February is a day.
    match day_cell(2000, month.parse().ok()?, day.parse().ok()?)? {
        Cell::Date(_, month, day) => Some((month, day)),
        _ => None,
    }
}

fn bound(value: Option<&str>) -> Cell {
    let Some(value) = value else { return Cell::Empty };
    if let Some((year, month, day)) = whole_date(value) {
        return Cell::Date(year, month, day);
    }
    if let Some((month, day)) = yearly_day(value) {
        return Cell::Text(format!("{day:02}/{month:02} hằng năm"));
    }
    Cell::Text(
        known_label(value).map(str::to_owned).or_else(|| duration(value)).unwrap_or_else(|| value.to_owned()),
    )
}

/// `P15D` → `15 ngày`.
fn duration(value: &str) -> Option<String> {
    let body = value.strip_prefix('P')?;
    let unit = match body.chars().last()? {
        'D' => "ngày",
        'W' => "tuần",
        'M' => "tháng",
        'Y' => "năm",
        _ => return None,
    };
    let amount: u32 = body.get(..body.len() - 1)?.parse().ok()?;
    Some(format!("{amount} {unit}"))
}

/// A bound of a time, or of the first of its parts that has one.
fn first_of(time: &Time, pick: fn(&Time) -> Option<&str>) -> Option<&str> {
    pick(time).or_else(|| time.parts.iter().find_map(|part| first_of(part, pick)))
}

fn details(task: &Task) -> String {
    let line = |d: &crate::model::Detail| match &d.marker {
        Some(marker) => format!("{marker} {}", d.text),
        None => d.text.clone(),
    };
    task.details.iter().map(line).collect::<Vec<_>>().join("\n")
}

pub(super) fn agencies(list: &[Agency]) -> String {
    let one = |a: &Agency| match &a.scope {
        Some(scope) => format!("{} ({scope})", named(&a.name, &a.text)),
        None => named(&a.name, &a.text).to_owned(),
    };
    list.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// `II.1` → `mục II.1`; `tbl1/4` → `bảng 1, dòng 4`.
pub(super) fn place(at: &str) -> String {
    match at.strip_prefix("tbl").and_then(|rest| rest.split_once('/')) {
        Some((table, row)) => format!("bảng {table}, dòng {row}"),
        None if at.is_empty() => String::new(),
        None => format!("mục {at}"),
    }
}

fn bytes(spans: &[Span]) -> String {
    let from = spans.iter().map(|s| s.start).min();
    let to = spans.iter().map(|s| s.end).max();
    from.zip(to).map(|(from, to)| format!("{from}–{to}")).unwrap_or_default()
}
