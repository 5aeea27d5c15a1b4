//! Grids → tables of the plan: heading rows found by meaning, group and total rows, repeated headings, rows cut by a page.
//!
//! In: items. Out: [`Table`]s with the cells that task rows are read from. Tricky: two heading rows where "Cơ quan thực
//! hiện" spans "Chủ trì | Phối hợp"; a row of column numbers `(1) (2) …` below the heading.

use super::value::whole;
use crate::layout::{Grid, GridCell, GridRow, Item, is_upper, join_paragraphs};
use crate::lexicon::{self, Label};
use crate::model::{Column, ColumnRole, Row, RowKind, Table, TableCell};
use crate::outline::marker::{ListKind, scan_marker};
use crate::text::Logical;
use crate::text::letter::is_bullet;
use std::collections::HashMap;

/// A table, its label per column, and the texts of its cells by row and column.
#[derive(Debug)]
pub(crate) struct ReadTable {
    /// The model's table.
    pub(crate) table: Table,
    /// What each column's heading announces.
    pub(crate) labels: Vec<Option<Label>>,
    /// Paragraphs by row and column (merged cells repeated).
    pub(crate) cells: Vec<Vec<Vec<Logical>>>,
    /// The heading texts.
    pub(crate) headings: Vec<Logical>,
    /// The heading rows as printed: column and key of every filled cell.
    heading_rows: Vec<Vec<(usize, String)>>,
    /// The item where it begins.
    pub(crate) item: usize,
}

/// All tables and the items that they came from.
#[derive(Debug, Default)]
pub(crate) struct TableIndex {
    /// In document order.
    pub(crate) tables: Vec<ReadTable>,
    by_item: HashMap<usize, usize>,
}

impl TableIndex {
    /// The id of the table that begins at, or goes on in, an item.
    pub(crate) fn id_of(&self, item: usize) -> Option<&str> {
        let table = self.by_item.get(&item).and_then(|t| self.tables.get(*t))?;
        (table.item == item).then_some(table.table.id.as_str())
    }

    /// Reads the tables of all items from `from` on: what portals put before the title is no part of the document.
    pub(crate) fn read(items: &[Item], from: usize) -> TableIndex {
        let mut index = TableIndex::default();
        let mut previous: Option<usize> = None;
        for (i, item) in items.iter().enumerate().skip(from) {
            match item {
                Item::Table(grid) => {
                    let adjacent = previous.is_some_and(|p| p + 1 == i);
                    let before = if previous.is_some() { index.tables.last_mut() } else { None };
                    if let Some(before) = before.filter(|b| continues(b, grid, adjacent)) {
                        append(before, grid);
                        index.by_item.insert(i, index.tables.len() - 1);
                    } else if let Some(table) = read_table(grid, i, index.tables.len() + 1) {
                        index.tables.push(table);
                        index.by_item.insert(i, index.tables.len() - 1);
                    }
                    previous = Some(i);
                }
                Item::Para(p) => {
                    // a page number or a unit line between two halves of a table
                    if p.text.text.chars().count() > 6 {
                        previous = None;
                    }
                }
            }
        }
        index
    }
}

/// The cells of a grid as a full rectangle; merged cells repeat, with a mark on the repeats.
struct Rectangle {
    rows: Vec<Vec<(Vec<Logical>, bool)>>,
}

fn rectangle(grid: &Grid) -> Rectangle {
    let width = grid.width;
    let mut rows: Vec<Vec<(Vec<Logical>, bool)>> = vec![vec![(Vec::new(), false); width]; grid.rows.len()];
    for (r, row) in grid.rows.iter().enumerate() {
        for cell in &row.cells {
            let last = (r + cell.row_span.max(1)).min(grid.rows.len());
            for (below, target) in rows.iter_mut().enumerate().take(last).skip(r) {
                if let Some(slot) = target.get_mut(cell.column) {
                    *slot = (cell.paras.clone(), below > r);
                }
            }
        }
    }
    Rectangle { rows }
}

/// Whether a grid goes on with the table before it: the same heading again, or no heading and the next ordinal.
fn continues(before: &ReadTable, grid: &Grid, adjacent: bool) -> bool {
    if grid.width != before.labels.len() {
        return false;
    }
    let Some(first) = grid.rows.first() else { return false };
    if is_repeated_heading(before, first) {
        return true;
    }
    let known = first
        .cells
        .iter()
        .filter(|c| lexicon::heading(&c.text().key).is_some_and(|_| is_heading_text(&c.text())))
        .count();
    if known >= 2 {
        return false;
    }
    let ordinal = before.labels.iter().position(|l| l.is_some_and(|l| l.field == ColumnRole::Ordinal));
    let Some(column) = ordinal else { return false };
    let number = |paras: &[Logical]| {
        paras.first().and_then(|p| p.text.trim_end_matches(['.', ')']).parse::<u32>().ok())
    };
    let last = before.cells.iter().rev().filter_map(|r| r.get(column)).find_map(|c| number(c));
    let next = first.cells.iter().find(|c| c.column == column).and_then(|c| number(&c.paras));
    adjacent && next.is_some()
        || matches!((last, next), (Some(a), Some(b)) if b == a + 1)
        || last.is_some() && first.cells.iter().find(|c| c.column == column).is_some_and(GridCell::is_empty)
}

fn is_repeated_heading(before: &ReadTable, row: &GridRow) -> bool {
    let filled: Vec<(usize, String)> = keys_of(row);
    let again = |(column, key): &(usize, String)| {
        let heading = before.headings.get(*column);
        heading.is_some_and(|h| h.key.ends_with(key.as_str()) || h.key.starts_with(key.as_str()))
    };
    let named = |(_, key): &(usize, String)| lexicon::label(key).is_some_and(|l| !l.body_only);
    filled.len() >= 2 && (before.heading_rows.contains(&filled) || filled.iter().all(again))
        || filled.len() >= 3 && filled.iter().all(named)
}

/// Column and key of the filled cells of a row.
fn keys_of(row: &GridRow) -> Vec<(usize, String)> {
    row.cells.iter().filter(|c| !c.is_empty()).map(|c| (c.column, c.text().key)).collect()
}

/// A day stands in the text: "Thứ hai 26/12/2011".
fn is_dated(text: &str) -> bool {
    text.split(' ').any(|w| w.matches('/').count() == 2 && w.starts_with(|c: char| c.is_ascii_digit()))
}

/// A heading is short, has letters, and is no sentence.
fn is_heading_text(text: &Logical) -> bool {
    let n = text.text.chars().count();
    n > 0
        && n < 120
        && !is_dated(&text.text)
        && text.text.chars().any(char::is_alphabetic)
        && !text.text.ends_with(';')
}

fn read_table(grid: &Grid, item: usize, number: usize) -> Option<ReadTable> {
    if grid.width < 2 || grid.rows.len() < 2 {
        return None;
    }
    let (head, rows_of_head) = find_heading(grid)?;
    let rect = rectangle(grid);
    let headings = join_headings(grid, &rect, head, rows_of_head);
    let mut labels: Vec<Option<Label>> = headings.iter().map(heading_label).collect();
    let mut read = ReadTable {
        table: Table { id: format!("tbl{number}"), ..Table::default() },
        labels: Vec::new(),
        cells: Vec::new(),
        headings,
        heading_rows: grid.rows.iter().skip(head).take(rows_of_head).map(keys_of).collect(),
        item,
    };
    let mut start = head + rows_of_head;
    if grid.rows.get(start).is_some_and(is_number_row) {
        start += 1;
    }
    read.labels.clone_from(&labels);
    add_rows(&mut read, grid, &rect, start);
    if !read.table.rows.iter().any(|r| r.kind == RowKind::Data) {
        return None;
    }
    refine_labels(&mut labels, &read);
    read.labels = labels;
    read.table.columns = read
        .headings
        .iter()
        .zip(&read.labels)
        .map(|(h, l)| {
            let words = whole(h);
            Column { text: words.text, spans: words.spans, role: l.map_or(ColumnRole::Other, |l| l.field) }
        })
        .collect();
    Some(read)
}

/// A heading without its bracketed remark: "Thời gian (Năm 2026)".
fn heading_label(heading: &Logical) -> Option<Label> {
    let key = heading.key.as_str();
    let plain = match key.find('(') {
        Some(at) if at > 2 => key.get(..at).unwrap_or(key).trim(),
        _ => key,
    };
    lexicon::heading(plain)
}

/// The heading row: the first of the leading rows with the most known headings, and how many rows it takes.
fn find_heading(grid: &Grid) -> Option<(usize, usize)> {
    let known = |row: &GridRow| {
        row.cells
            .iter()
            .filter(|c| {
                let text = c.text();
                is_heading_text(&text) && heading_label(&text).is_some()
            })
            .count()
    };
    let scores: Vec<usize> = grid.rows.iter().take(5).map(known).collect();
    let best = scores.iter().copied().max().unwrap_or(0);
    let marked = grid.rows.iter().take_while(|r| r.heading).count();
    let head = match scores.iter().position(|s| *s == best) {
        Some(at) if best >= 2 || best == 1 && at == 0 => at,
        _ if marked > 0 => 0,
        _ => {
            let first = grid.rows.first()?;
            let named = first.cells.iter().filter(|c| is_heading_text(&c.text())).count();
            let numbers = first.cells.iter().any(|c| {
                let text = c.text().text;
                text.starts_with(|c: char| c.is_ascii_digit() || is_bullet(c))
                    || text.contains(':')
                    || is_dated(&text)
            });
            if named < 2 || numbers || grid.rows.len() < 3 {
                return None;
            }
            0
        }
    };
    let row = grid.rows.get(head)?;
    let spanning = row.cells.iter().any(|c| c.column_span > 1 && c.column_span < grid.width);
    let tall = row.cells.iter().map(|c| c.row_span).max().unwrap_or(1).min(3);
    let mut rows = 1;
    if let Some(second) = grid.rows.get(head + 1) {
        let second_known = known(second);
        let ordinal_blank = second.cells.iter().find(|c| c.column == 0).is_none_or(GridCell::is_empty);
        let second_is_head = !is_number_row(second)
            && (spanning && tall > 1
                || spanning && ordinal_blank && second_known >= 1
                || ordinal_blank
                    && second_known >= 2
                    && second.cells.iter().all(|c| is_heading_text(&c.text()) || c.is_empty()));
        if second_is_head {
            rows = tall.max(2);
        }
    }
    Some((head, rows.min(grid.rows.len().saturating_sub(head + 1)).max(1)))
}

/// Heading text per column: the upper row's words (spread over what they span) before the lower row's.
fn join_headings(grid: &Grid, rect: &Rectangle, head: usize, rows: usize) -> Vec<Logical> {
    let mut out = Vec::with_capacity(grid.width);
    for column in 0..grid.width {
        let mut parts: Vec<Logical> = Vec::new();
        for r in head..head + rows {
            let own = rect.rows.get(r).and_then(|row| row.get(column)).filter(|(_, inherited)| !inherited);
            if let Some((paras, _)) = own.filter(|(p, _)| !p.is_empty()) {
                parts.extend(paras.iter().cloned());
                continue;
            }
            if rows == 1 {
                continue;
            }
            let spanning = grid.rows.get(r).and_then(|row| {
                row.cells
                    .iter()
                    .find(|c| c.column < column && column < c.column + c.column_span && !c.is_empty())
            });
            if let Some(cell) = spanning {
                parts.extend(cell.paras.iter().cloned());
            }
        }
        let lower_known = parts.len() > 1 && parts.last().is_some_and(|l| heading_label(l).is_some());
        let kept: Vec<(&Logical, bool)> = if lower_known && rows > 1 {
            parts.last().map(|l| (l, false)).into_iter().collect()
        } else {
            parts.iter().map(|p| (p, false)).collect()
        };
        out.push(Logical::join(&kept));
    }
    out
}

/// `(1) (2) …`, `1 2 3 …`, `A B 1 2`: numbers of columns.
fn is_number_row(row: &GridRow) -> bool {
    let filled: Vec<String> = row
        .cells
        .iter()
        .filter(|c| !c.is_empty())
        .map(|c| c.text().text.trim_matches(|c: char| "()[].= ".contains(c)).to_owned())
        .collect();
    if filled.len() < 3 {
        return false;
    }
    let numbers: Vec<Option<u32>> = filled.iter().map(|t| t.parse().ok()).collect();
    let ascending = numbers.windows(2).all(|w| match w {
        [Some(a), Some(b)] => *b == a + 1,
        _ => true,
    });
    let letters = filled
        .iter()
        .zip(&numbers)
        .all(|(t, n)| n.is_some() || t.chars().count() == 1 && t.chars().all(char::is_alphabetic));
    ascending && letters && numbers.iter().flatten().count() * 2 >= filled.len()
}

/// Adds the rows of a grid from `start` on; repeated headings are dropped, rows cut by a page are joined.
fn add_rows(read: &mut ReadTable, grid: &Grid, rect: &Rectangle, start: usize) {
    for (r, row) in grid.rows.iter().enumerate().skip(start) {
        if r > start && (is_repeated_heading(read, row) || is_number_row(row)) {
            continue;
        }
        let Some(cells) = rect.rows.get(r) else { continue };
        if cells.iter().all(|(paras, _)| paras.is_empty()) {
            continue;
        }
        let kind = kind_of_row(read, row, cells, grid.width);
        if kind == RowKind::Data && is_cut_row(read, cells) {
            extend_last_row(read, cells);
            continue;
        }
        read.table.rows.push(Row {
            kind,
            cells: cells
                .iter()
                .map(|(paras, inherited)| {
                    let words = whole(&join_paragraphs(paras));
                    TableCell {
                        text: words.text,
                        spans: words.spans,
                        inherited: *inherited && !paras.is_empty(),
                    }
                })
                .collect(),
        });
        read.cells.push(cells.iter().map(|(p, _)| p.clone()).collect());
    }
    mark_numbered_groups(read);
}

/// "2. Hoàn thiện thể chế", with nothing beside it and "2.1" below, heads a group.
fn mark_numbered_groups(read: &mut ReadTable) {
    let Some(ordinal) = column_of(read, ColumnRole::Ordinal) else { return };
    let mark = |cells: &[Vec<Logical>]| {
        let text = cells.get(ordinal).and_then(|c| c.first()).map_or("", |p| p.text.as_str());
        text.trim_end_matches(['.', ')']).to_owned()
    };
    for (n, pair) in read.cells.windows(2).enumerate() {
        let [above, below] = pair else { continue };
        let bare = above.iter().filter(|cell| !cell.is_empty()).count() <= 2;
        let (head, inner) = (mark(above), mark(below));
        let heads = !head.is_empty() && inner.strip_prefix(&head).is_some_and(|rest| rest.starts_with('.'));
        if let Some(row) = read.table.rows.get_mut(n).filter(|_| bare && heads) {
            row.kind = RowKind::Group;
        }
    }
}

fn append(before: &mut ReadTable, grid: &Grid) {
    let rect = rectangle(grid);
    let mut start = 0;
    while grid.rows.get(start).is_some_and(|r| is_repeated_heading(before, r) || is_number_row(r)) {
        start += 1;
    }
    add_rows(before, grid, &rect, start);
}

fn column_of(read: &ReadTable, role: ColumnRole) -> Option<usize> {
    read.labels.iter().position(|l| l.is_some_and(|l| l.field == role))
}

fn kind_of_row(read: &ReadTable, row: &GridRow, cells: &[(Vec<Logical>, bool)], width: usize) -> RowKind {
    let filled: Vec<usize> = cells
        .iter()
        .enumerate()
        .filter(|(_, (p, inherited))| !p.is_empty() && !inherited)
        .map(|(i, _)| i)
        .collect();
    let text = |i: usize| cells.get(i).map(|(p, _)| join_paragraphs(p)).unwrap_or_default();
    let first = filled.first().map(|i| text(*i)).unwrap_or_default();
    let words = filled
        .iter()
        .map(|i| text(*i))
        .find(|t| t.text.chars().filter(|c| c.is_alphabetic()).count() > 2)
        .unwrap_or_default();
    if lexicon::opens_total(&words.key) && words.text.chars().count() < 120 {
        return RowKind::Total;
    }
    let wide = row.cells.iter().any(|c| {
        !c.is_empty()
            && c.column_span > 1
            && c.column_span + 1 >= width
            && c.column_span >= width.min(3) - usize::from(width > 2)
    });
    let ordinal = column_of(read, ColumnRole::Ordinal);
    if wide && filled.len() <= 2 {
        return RowKind::Group;
    }
    if filled.len() == 1 {
        let only = filled.first().copied().unwrap_or(0);
        let inherits = cells.iter().any(|(p, inherited)| *inherited && !p.is_empty());
        let content = column_of(read, ColumnRole::Content);
        return if inherits || Some(only) == content && ordinal.is_none() && !looks_like_group(&first) {
            RowKind::Data
        } else {
            RowKind::Group
        };
    }
    if width >= 3 && ordinal.is_some_and(|o| filled.contains(&o)) && !says_more(read, &filled) {
        let mark = ordinal.map(text).unwrap_or_default();
        let outer = scan_marker(&format!("{}. x", mark.key.trim_end_matches(['.', ')'])))
            .and_then(|m| m.fit_case(&format!("{}. x", mark.text.trim_end_matches(['.', ')']))))
            .is_some_and(|m| {
                m.readings.iter().any(|r| matches!(r.kind, ListKind::Roman | ListKind::UpperLetter))
            });
        if outer {
            return RowKind::Group;
        }
    }
    RowKind::Data
}

/// Whether a row says more than a number, a work and perhaps a stray period.
fn says_more(read: &ReadTable, filled: &[usize]) -> bool {
    let assigns = read.labels.iter().flatten().any(|l| is_role(l.field));
    filled.len() > 2
        && filled.iter().any(|c| {
            let field = read.labels.get(*c).copied().flatten().map(|l| l.field);
            !assigns || !matches!(field, Some(ColumnRole::Ordinal | ColumnRole::Content | ColumnRole::Time))
        })
}

fn is_role(field: ColumnRole) -> bool {
    use ColumnRole::{Coordinating, Implementing, Lead, Roles, Supervising};
    matches!(field, Lead | Coordinating | Implementing | Roles | Supervising)
}

fn looks_like_group(text: &Logical) -> bool {
    is_upper(&text.text)
        || scan_marker(&text.key).and_then(|m| m.fit_case(&text.text)).is_some_and(|m| {
            m.readings.iter().any(|r| matches!(r.kind, ListKind::Roman | ListKind::UpperLetter))
        })
}

/// A row without ordinal whose content goes on with the row above: cut by a page end.
fn is_cut_row(read: &ReadTable, cells: &[(Vec<Logical>, bool)]) -> bool {
    let Some(ordinal) = column_of(read, ColumnRole::Ordinal) else { return false };
    let blank = cells.get(ordinal).is_some_and(|(p, inherited)| p.is_empty() && !inherited);
    let Some(last) = read.cells.last() else { return false };
    if !blank || read.table.rows.last().is_none_or(|r| r.kind != RowKind::Data) {
        return false;
    }
    let numbered = read.cells.iter().filter(|r| r.get(ordinal).is_some_and(|c| !c.is_empty())).count() * 2
        > read.cells.len();
    let mut runs_on = 0;
    let mut breaks = 0;
    for (before, (now, inherited)) in last.iter().zip(cells) {
        let (Some(a), Some(b)) = (before.last(), now.first().filter(|_| !inherited)) else { continue };
        let open = !a.text.ends_with(['.', ';', ':']);
        let lower = b.text.chars().next().is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || c == '(');
        if open && (lower || a.text.ends_with([',', '-'])) { runs_on += 1 } else { breaks += 1 }
    }
    numbered && runs_on > 0 && runs_on >= breaks
}

fn extend_last_row(read: &mut ReadTable, cells: &[(Vec<Logical>, bool)]) {
    let (Some(row), Some(last)) = (read.table.rows.last_mut(), read.cells.last_mut()) else { return };
    for (column, (paras, _)) in cells.iter().enumerate() {
        let Some(target) = last.get_mut(column) else { continue };
        match (target.last_mut(), paras.first()) {
            (Some(open), Some(more)) if !open.text.ends_with(['.', ';']) => {
                *open = Logical::join(&[(open, false), (more, false)]);
                target.extend(paras.iter().skip(1).cloned());
            }
            _ => target.extend(paras.iter().cloned()),
        }
        if let Some(cell) = row.cells.get_mut(column) {
            let words = whole(&join_paragraphs(target));
            cell.text = words.text;
            cell.spans = words.spans;
        }
    }
}

/// Whether a cell names who leads and who helps: "Chủ trì: A. Phối hợp: B"; under an open heading also "A phối hợp với B".
fn names_both(cell: &[Logical], open: bool) -> bool {
    let helps = |p: &Logical| p.key.find("phối hợp");
    if cell.iter().any(|p| p.key.contains("chủ trì:")) {
        return cell.iter().any(|p| helps(p).is_some());
    }
    open && (cell.iter().any(|p| helps(p).is_some_and(|at| at > 0))
        || cell.iter().skip(1).any(|p| helps(p).is_some()))
}

/// "Đơn vị" beside indicators, amounts and prices is a unit of measure.
fn name_units(labels: &mut [Option<Label>], headings: &[Logical]) {
    let measured = labels.iter().flatten().any(|l| l.field == ColumnRole::Indicator)
        || headings
            .iter()
            .any(|h| ["đơn giá", "số lượng", "khối lượng"].iter().any(|w| h.key.starts_with(w)));
    let units = labels.iter_mut().zip(headings).filter(|(_, h)| measured && h.key == "đơn vị");
    for label in units.filter_map(|(label, _)| label.as_mut()) {
        label.field = ColumnRole::Unit;
    }
}

/// What the cells say about the headings: a column whose cells hold both roles; an unnamed first column of numbers; two
/// content columns.
fn refine_labels(labels: &mut [Option<Label>], read: &ReadTable) {
    let data: Vec<&Vec<Vec<Logical>>> = read
        .table
        .rows
        .iter()
        .zip(&read.cells)
        .filter(|(r, _)| r.kind == RowKind::Data)
        .map(|(_, c)| c)
        .collect();
    for (column, label) in labels.iter_mut().enumerate() {
        let Some(found) = label else {
            let numbers = data
                .iter()
                .filter(|r| {
                    r.get(column)
                        .and_then(|c| c.first())
                        .is_some_and(|p| p.text.split('.').all(|n| n.is_empty() || n.parse::<u32>().is_ok()))
                })
                .count();
            if column == 0 && numbers * 2 > data.len() && read.headings.first().is_some_and(Logical::is_empty)
            {
                *label = Some(Label {
                    field: ColumnRole::Ordinal,
                    deadline: false,
                    body_only: false,
                    table_only: true,
                });
            }
            continue;
        };
        if matches!(found.field, ColumnRole::Implementing | ColumnRole::Lead) {
            let open = found.field == ColumnRole::Implementing;
            let both = data.iter().filter(|r| r.get(column).is_some_and(|c| names_both(c, open))).count();
            if both * 2 > data.len() {
                found.field = ColumnRole::Roles;
            }
        }
    }
    name_units(labels, &read.headings);
    let contents: Vec<usize> = (0..labels.len())
        .filter(|c| labels.get(*c).copied().flatten().is_some_and(|l| l.field == ColumnRole::Content))
        .collect();
    if contents.len() > 1 {
        // "Nhóm nhiệm vụ | Nhiệm vụ cụ thể": the wordier column is the work
        let words =
            |c: usize| data.iter().filter_map(|r| r.get(c)).flatten().map(|p| p.text.len()).sum::<usize>();
        let main = contents.iter().copied().max_by_key(|c| words(*c));
        for column in contents {
            if Some(column) != main
                && let Some(Some(label)) = labels.get_mut(column)
            {
                label.field = ColumnRole::Other;
            }
        }
    }
}
