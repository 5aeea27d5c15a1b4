//! Tasks of numbered sections whose text states labelled fields.
//!
//! In: the outline. Out: drafts. A section that is split into bulleted works gives one task a work.
//!
//! Tricky: `- Lồng ghép …` with `+ Cơ quan thực hiện: …` below it is a work of its own; `a) Thời gian: …` `b) Đơn vị chủ
//! trì: …` are fields of the section above them.

use super::draft::{TaskDraft, add_agency, read_value_time};
use super::fields::{Field, Labelled, read_fields};
use super::sections::role_of;
use super::value::{agency_of, text_of, whole};
use crate::entity::agency::{scan_agencies, split_agencies};
use crate::entity::assignment::read_trailing_roles;
use crate::entity::time::TimeLabel;
use crate::lexicon::Label;
use crate::model::{ColumnRole, Detail, SectionRole, TaskOrigin};
use crate::outline::marker::ListKind;
use crate::outline::{BlockRef, Node, Outline};
use crate::text::Logical;
use std::collections::BTreeMap;

/// A text block of a section with its fields.
struct Work<'o> {
    text: &'o Logical,
    marker: Option<&'o Logical>,
    depth: u32,
    labelled: Labelled,
}

impl Work<'_> {
    /// The block is a label at its start, not a work.
    fn is_label(&self) -> bool {
        !self.labelled.fields.is_empty() && self.labelled.lead_in.is_empty()
    }
}

/// Drafts by node, and whether a node's own draft has roles.
pub(crate) struct SectionTasks {
    /// The drafts.
    pub(crate) drafts: Vec<TaskDraft>,
    /// Nodes that are works with labelled roles: they give no duties.
    pub(crate) assigned: Vec<bool>,
}

/// Reads the labelled tasks of an outline.
pub(crate) fn read_section_tasks(outline: &Outline, ids: &[String]) -> SectionTasks {
    let mut own: BTreeMap<usize, TaskDraft> = BTreeMap::new();
    let mut works: Vec<(usize, TaskDraft)> = Vec::new();
    let children = outline.children();
    let blocks: Vec<Vec<Work<'_>>> = outline.nodes.iter().map(works_of).collect();
    let nodes_with_labels: Vec<bool> =
        blocks.iter().map(|works| works.iter().any(|w| !w.labelled.fields.is_empty())).collect();
    for (n, (node, blocks)) in outline.nodes.iter().zip(&blocks).enumerate() {
        let at = ids.get(n).map_or("", String::as_str);
        read_title(outline, n, ids, &mut own);
        let target = label_target(outline, n, &nodes_with_labels, &children);
        let target_at = ids.get(target).map_or("", String::as_str);
        read_blocks(node, blocks, (n, at), (target, target_at), outline, &mut own, &mut works);
    }
    let mut assigned = vec![false; outline.nodes.len()];
    let mut drafts = Vec::new();
    for (n, draft) in own.into_iter().chain(works) {
        let Some(node) = outline.nodes.get(n) else { continue };
        if counts(outline, node, &draft) {
            if let Some(flag) = assigned.get_mut(n).filter(|_| draft.has_roles()) {
                *flag = true;
            }
            drafts.push(draft);
        }
    }
    SectionTasks { drafts, assigned }
}

/// The text blocks of a node with their fields.
fn works_of(node: &Node) -> Vec<Work<'_>> {
    let work = |b| match b {
        &BlockRef::Text { ref marker, depth, ref text, .. } => {
            Some(Work { text, marker: marker.as_ref(), depth, labelled: read_fields(text) })
        }
        BlockRef::Table(_) => None,
    };
    node.blocks.iter().filter_map(work).collect()
}

/// A draft counts where it states a field; a whole-plan time does not make a task.
fn counts(outline: &Outline, node: &Node, draft: &TaskDraft) -> bool {
    if !draft.has_fields() || draft.task.title.text.is_empty() {
        return false;
    }
    if draft.has_roles() {
        return true;
    }
    let root = root_of(outline, node);
    let about_time = ["thời gian", "tiến độ", "địa điểm", "thành phần"]
        .iter()
        .any(|w| root.title.key.contains(w) || node.title.key.starts_with(w));
    node.level > 1
        && !about_time
        && !matches!(
            role_of(root),
            SectionRole::Purpose
                | SectionRole::Objectives
                | SectionRole::Funding
                | SectionRole::Implementation
                | SectionRole::Reporting
        )
}

/// The level-1 ancestor of a node.
pub(crate) fn root_of<'o>(outline: &'o Outline, node: &'o Node) -> &'o Node {
    let mut at = node;
    while let Some(parent) = at.parent.and_then(|p| outline.nodes.get(p)) {
        at = parent;
    }
    at
}

/// Fields in a title: of the node itself, or of its parent where the title is a label.
fn read_title(outline: &Outline, n: usize, ids: &[String], own: &mut BTreeMap<usize, TaskDraft>) {
    let Some(node) = outline.nodes.get(n) else { return };
    let labelled = read_fields(&node.title);
    if labelled.fields.is_empty() {
        if let Some(roles) = trailing_roles(&node.title) {
            own_draft(outline, n, ids, own).take_roles(&node.title, &roles);
        }
        return;
    }
    let is_label = labelled.lead_in.is_empty();
    let bare = labelled.fields.iter().all(|f| f.value.is_empty());
    let target = if is_label { node.parent } else { Some(n) };
    let Some(target) = target.filter(|_| !(is_label && bare && node.blocks.is_empty())) else { return };
    if labelled
        .fields
        .iter()
        .all(|f| matches!(f.label.field, ColumnRole::Content | ColumnRole::Other | ColumnRole::Funding))
    {
        return;
    }
    let draft = own_draft(outline, target, ids, own);
    fill_fields(draft, &node.title, &labelled.fields);
    if is_label
        && bare
        && let Some(field) = labelled.fields.first()
    {
        for block in &node.blocks {
            if let BlockRef::Text { text, .. } = block {
                fill_line(draft, field.label, text);
            }
        }
    }
}

/// Roles at the end of a text, where it is no label.
fn trailing_roles(text: &Logical) -> Option<crate::entity::assignment::Roles> {
    let key = &text.key;
    let plausible = key.ends_with([')', '.', ';']) || key.ends_with("thực hiện") || key.ends_with("chủ trì");
    if !plausible && !key.contains(" do ") {
        return None;
    }
    read_trailing_roles(&text.text, key).map(|(_, roles)| roles)
}

fn own_draft<'d>(
    outline: &Outline,
    n: usize,
    ids: &[String],
    own: &'d mut BTreeMap<usize, TaskDraft>,
) -> &'d mut TaskDraft {
    own.entry(n).or_insert_with(|| {
        let node = outline.nodes.get(n);
        let title = node.map(|n| whole(&n.title)).unwrap_or_default();
        let mut draft = TaskDraft::new(
            TaskOrigin::Section,
            ids.get(n).map_or("", String::as_str),
            title,
            (node.map_or(0, |n| n.item), 0),
        );
        draft.task.ordinal = node.map(ordinal_of);
        draft
    })
}

/// A node's marker without its separators.
pub(crate) fn ordinal_of(node: &Node) -> String {
    node.marker
        .text
        .trim_matches(|c: char| matches!(c, '.' | ')' | '(' | '/' | '-' | '–' | ':' | ' '))
        .to_owned()
}

/// The node that the labels under `n` speak of: its parent where `n` is the last of several lettered works and the only
/// one with labels.
fn label_target(outline: &Outline, n: usize, labels: &[bool], children: &[Vec<usize>]) -> usize {
    let Some(node) = outline.nodes.get(n) else { return n };
    let Some(parent) = node.parent else { return n };
    if !labels.get(n).copied().unwrap_or(false)
        || !matches!(node.reading.kind, ListKind::Letter | ListKind::Bracketed | ListKind::LowerRoman)
    {
        return n;
    }
    let siblings = children.get(parent).map_or(&[][..], Vec::as_slice);
    if siblings.last() != Some(&n) {
        return n;
    }
    let alone = siblings.iter().all(|s| *s == n || !labels.get(*s).copied().unwrap_or(false));
    if alone && siblings.len() >= 2 && outline.nodes.get(parent).is_some_and(|p| p.level > 1) {
        parent
    } else {
        n
    }
}

fn fill_fields(draft: &mut TaskDraft, text: &Logical, fields: &[Field]) {
    for field in fields {
        draft.fill(field.label, text, field.value.clone());
    }
}

/// Blocks of one section: labels, works, and works with labels of their own.
fn read_blocks(
    node: &Node,
    works: &[Work<'_>],
    (n, at): (usize, &str),
    (target, target_at): (usize, &str),
    outline: &Outline,
    own: &mut BTreeMap<usize, TaskDraft>,
    out: &mut Vec<(usize, TaskDraft)>,
) {
    let mut own_task = vec![false; works.len()];
    for (i, (work, flag)) in works.iter().zip(&mut own_task).enumerate() {
        if let Some(draft) = inline_task(work, at, node.item, i) {
            out.push((n, draft));
            *flag = true;
        }
    }
    for work in works.iter().filter(|w| w.marker.is_none() && w.labelled.fields.is_empty()) {
        bracketed_roles(work.text, outline, target, target_at, own);
    }
    if !works.iter().any(Work::is_label) {
        return;
    }
    let runs = label_runs(works);
    let split = runs.len() > 1 && repeats_field(works, &runs);
    for (r, run) in runs.iter().enumerate() {
        let before = r.checked_sub(1).and_then(|p| runs.get(p)).map_or(0, |p| p.end);
        let title = work_of_run(works, run, before, split);
        let mut draft = match title {
            Some(t) => {
                let mut draft =
                    TaskDraft::new(TaskOrigin::Section, at, whole(works[t].text), (node.item, t + 1));
                draft.task.ordinal = Some(ordinal_of(node));
                draft
            }
            None => take_own(outline, target, target_at, own),
        };
        fill_run(&mut draft, works, run.clone());
        for (i, work) in works.iter().enumerate().take(run.start).skip(before) {
            if Some(i) != title && !work.is_label() && own_task.get(i) == Some(&false) {
                add_detail(&mut draft, work);
            }
        }
        match title {
            Some(_) => out.push((n, draft)),
            None => {
                own.insert(target, draft);
            }
        }
    }
}

/// "(Giao Văn phòng chủ trì, phối hợp với UBND xã; hoàn thành trước ngày 30/11/2025)" on a line of its own.
fn bracketed_roles(
    text: &Logical,
    outline: &Outline,
    target: usize,
    at: &str,
    own: &mut BTreeMap<usize, TaskDraft>,
) {
    if !text.text.starts_with('(') || text.text.chars().count() > 400 {
        return;
    }
    let Some((_, roles)) = read_trailing_roles(&text.text, &text.key).filter(|(r, _)| r.start == 0) else {
        return;
    };
    let mut draft = take_own(outline, target, at, own);
    draft.take_roles(text, &roles);
    if draft.task.time.is_none() {
        draft.task.time =
            super::draft::limit_of(text, &crate::entity::time::find_limits(&text.text, &text.key));
    }
    own.insert(target, draft);
}

fn take_own(outline: &Outline, n: usize, at: &str, own: &mut BTreeMap<usize, TaskDraft>) -> TaskDraft {
    own.remove(&n).unwrap_or_else(|| {
        let node = outline.nodes.get(n);
        let title = node.map(|n| whole(&n.title)).unwrap_or_default();
        let mut draft = TaskDraft::new(TaskOrigin::Section, at, title, (node.map_or(0, |n| n.item), 0));
        draft.task.ordinal = node.map(ordinal_of);
        draft
    })
}

/// A block that is a work with fields on its own line: "- Tổ chức hội nghị (Sở Y chủ trì)".
fn inline_task(work: &Work<'_>, at: &str, item: usize, i: usize) -> Option<TaskDraft> {
    if work.is_label() || work.marker.is_none() {
        return None;
    }
    let order = (item, i + 1);
    if work.labelled.fields.is_empty() {
        let roles = trailing_roles(work.text)?;
        let mut draft = TaskDraft::new(TaskOrigin::Section, at, whole(work.text), order);
        draft.take_roles(work.text, &roles);
        return draft.has_roles().then_some(draft);
    }
    let mut draft =
        TaskDraft::new(TaskOrigin::Section, at, text_of(work.text, work.labelled.lead_in.clone()), order);
    fill_fields(&mut draft, work.text, &work.labelled.fields);
    (draft.has_roles() || draft.has_fields() && draft.labelled >= 2).then_some(draft)
}

/// Runs of label blocks, with the deeper lines that carry their values.
fn label_runs(works: &[Work<'_>]) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    let mut i = 0;
    while let Some(work) = works.get(i) {
        if !work.is_label() {
            i += 1;
            continue;
        }
        let start = i;
        let depth = work.depth;
        i += 1;
        while let Some(next) = works.get(i) {
            let carries = next.depth > depth
                && !next.is_label()
                && works.get(i - 1).is_some_and(|w| w.depth > depth || is_open_label(w));
            if next.is_label() && next.depth <= depth + 1 || carries {
                i += 1;
            } else {
                break;
            }
        }
        runs.push(start..i);
    }
    runs
}

/// A label whose value follows on the next lines, or goes on there.
fn is_open_label(work: &Work<'_>) -> bool {
    work.labelled
        .fields
        .last()
        .is_some_and(|f| f.value.is_empty() || work.text.text.trim_end().ends_with(':'))
        || work.is_label() && !work.text.text.trim_end().ends_with(['.', ';'])
}

/// Whether a field of one run comes again in another: the section holds several works.
fn repeats_field(works: &[Work<'_>], runs: &[std::ops::Range<usize>]) -> bool {
    let mut seen: Vec<ColumnRole> = Vec::new();
    for run in runs {
        let fields: Vec<ColumnRole> = works
            .get(run.clone())
            .unwrap_or(&[])
            .iter()
            .flat_map(|w| &w.labelled.fields)
            .map(|f| f.label.field)
            .filter(|f| !matches!(f, ColumnRole::Other | ColumnRole::Content))
            .collect();
        if fields.iter().any(|f| seen.contains(f)) {
            return true;
        }
        seen.extend(fields);
    }
    false
}

/// The block that a run of labels speaks of; `None` = the section.
fn work_of_run(
    works: &[Work<'_>],
    run: &std::ops::Range<usize>,
    before: usize,
    split: bool,
) -> Option<usize> {
    let depth = works.get(run.start)?.depth;
    let above = (before..run.start)
        .rev()
        .find(|i| works.get(*i).is_some_and(|w| !w.is_label() && w.depth < depth && w.marker.is_some()));
    if above.is_some() {
        return above;
    }
    if !split {
        return None;
    }
    (before..run.start).find(|i| works.get(*i).is_some_and(|w| !w.is_label()))
}

fn fill_run(draft: &mut TaskDraft, works: &[Work<'_>], run: std::ops::Range<usize>) {
    let mut open: Option<Label> = None;
    for work in works.get(run).unwrap_or(&[]) {
        if work.is_label() {
            fill_fields(draft, work.text, &work.labelled.fields);
            open = work.labelled.fields.last().map(|f| f.label);
        } else if let Some(label) = open {
            fill_line(draft, label, work.text);
        }
    }
}

/// A line that carries (part of) the value of the label above it.
fn fill_line(draft: &mut TaskDraft, label: Label, text: &Logical) {
    let role = match label.field {
        ColumnRole::Lead => &mut draft.task.lead,
        ColumnRole::Coordinating => &mut draft.task.coordinating,
        ColumnRole::Implementing | ColumnRole::Roles => &mut draft.task.implementing,
        ColumnRole::Supervising => &mut draft.task.supervising,
        ColumnRole::Time => {
            if text.text.chars().any(|c| c.is_ascii_digit()) && text.text.chars().count() < 200 {
                let time = read_value_time(text, 0..text.text.len(), TimeLabel::Period);
                if time.kind != crate::model::TimeKind::Unknown && draft.task.time.is_none() {
                    draft.task.time = Some(time);
                }
            }
            return;
        }
        _ => {
            draft.fill(label, text, 0..text.text.len());
            return;
        }
    };
    // "+ Phòng Văn hóa - Xã hội cung cấp …", "+ Văn phòng HĐND&UBND xã: Đăng tải …": a unit bound to an action
    let head = text.key.find(':').filter(|c| *c < 160).map(|c| split_agencies(&text.text, &text.key, 0..c));
    let mentions = match head.filter(|m| !m.is_empty()) {
        Some(mentions) => mentions,
        None => match scan_agencies(&text.text, &text.key, 0) {
            Some((mentions, _)) => mentions,
            None if text.text.chars().count() < 120 => {
                split_agencies(&text.text, &text.key, 0..text.text.len())
            }
            None => Vec::new(),
        },
    };
    for mention in &mentions {
        add_agency(role, agency_of(text, mention));
    }
}

fn add_detail(draft: &mut TaskDraft, work: &Work<'_>) {
    let words = whole(work.text);
    draft.task.details.push(Detail {
        text: words.text,
        spans: words.spans,
        marker: work.marker.map(|m| m.text.clone()),
    });
}
