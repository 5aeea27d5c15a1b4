//! Tasks of table rows.
//!
//! In: tables. Out: one draft a data row of a table that has a content column and says who leads, coordinates or
//! implements. Tricky: the heading "Thời gian (Năm 2026)" gives its year to "ngày 23 tháng 1".

use super::draft::TaskDraft;
use super::tables::{ReadTable, TableIndex};
use super::value::whole;
use crate::entity::calendar::days_in_month;
use crate::model::{ColumnRole, RowKind, TaskOrigin, Time};
use crate::text::Logical;
use regex::Regex;
use std::sync::LazyLock;

/// The drafts of all task tables.
pub(crate) fn read_table_tasks(index: &TableIndex) -> Vec<TaskDraft> {
    index.tables.iter().filter(|t| is_task_table(t)).flat_map(read_rows).collect()
}

fn has(table: &ReadTable, role: ColumnRole) -> bool {
    table.labels.iter().flatten().any(|l| l.field == role)
}

fn is_task_table(table: &ReadTable) -> bool {
    let roles = [ColumnRole::Lead, ColumnRole::Coordinating, ColumnRole::Implementing, ColumnRole::Roles];
    has(table, ColumnRole::Content) && roles.iter().any(|r| has(table, *r))
}

fn read_rows(table: &ReadTable) -> Vec<TaskDraft> {
    let mut out = Vec::new();
    let mut number = 0;
    for (r, row) in table.table.rows.iter().enumerate() {
        if row.kind != RowKind::Data {
            continue;
        }
        number += 1;
        let Some(cells) = table.cells.get(r) else { continue };
        let content = table.labels.iter().position(|l| l.is_some_and(|l| l.field == ColumnRole::Content));
        let Some(title) = content.and_then(|c| cells.get(c)).map(|p| join(p)).filter(|t| !t.is_empty())
        else {
            continue;
        };
        let at = format!("{}/{number}", table.table.id);
        let mut draft = TaskDraft::new(TaskOrigin::Table, &at, whole(&title), (table.item, r));
        fill_row(&mut draft, table, cells);
        out.push(draft);
    }
    out
}

fn join(paras: &[Logical]) -> Logical {
    match paras {
        [one] => one.clone(),
        many => Logical::join(&many.iter().map(|p| (p, false)).collect::<Vec<_>>()),
    }
}

fn fill_row(draft: &mut TaskDraft, table: &ReadTable, cells: &[Vec<Logical>]) {
    for (column, label) in table.labels.iter().enumerate() {
        let (Some(label), Some(paras)) = (label, cells.get(column)) else { continue };
        match label.field {
            ColumnRole::Content | ColumnRole::Other | ColumnRole::Indicator | ColumnRole::Unit => {}
            ColumnRole::Ordinal => {
                draft.task.ordinal = paras.first().map(|p| p.text.trim_end_matches(['.', ')']).to_owned())
            }
            ColumnRole::Deliverable => {
                for para in join_lines(paras) {
                    draft.fill(*label, &para, 0..para.text.len());
                }
            }
            ColumnRole::Time => {
                let text = join(paras);
                draft.fill(*label, &text, 0..text.text.len());
                if let (Some(time), Some(year)) =
                    (draft.task.time.as_mut(), table.headings.get(column).and_then(year_of))
                {
                    give_year(time, year);
                }
            }
            ColumnRole::Funding | ColumnRole::Note => {
                let text = join(paras);
                draft.fill(*label, &text, 0..text.text.len());
            }
            _ => {
                let text = Logical::lines(paras);
                draft.fill(*label, &text, 0..text.text.len());
            }
        }
    }
}

/// Lines of a cell where a line that goes on in lower case belongs to the one above.
fn join_lines(paras: &[Logical]) -> Vec<Logical> {
    let mut out: Vec<Logical> = Vec::new();
    for para in paras {
        let goes_on = para.text.chars().next().is_some_and(char::is_lowercase);
        match out.last_mut().filter(|last| goes_on && !last.text.ends_with([';', '.'])) {
            Some(last) => *last = Logical::join(&[(last, false), (para, false)]),
            None => out.push(para.clone()),
        }
    }
    out
}

/// The year in a heading's bracket.
fn year_of(heading: &Logical) -> Option<i32> {
    static YEAR: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"năm\s*((?:19|20)[0-9]{2})").expect("constant pattern"));
    YEAR.captures(&heading.key)?.get(1)?.as_str().parse().ok()
}

/// Dates without a year take the heading's.
fn give_year(time: &mut Time, year: i32) {
    if time.every.is_some() {
        return;
    }
    for bound in [&mut time.start, &mut time.end].into_iter().flatten() {
        let exists = *bound != "--02-29" || days_in_month(Some(year), 2) == Some(29);
        if let Some(rest) = bound.strip_prefix("--").filter(|_| exists) {
            *bound = format!("{year}-{rest}");
        }
    }
    for part in &mut time.parts {
        give_year(part, year);
    }
}
