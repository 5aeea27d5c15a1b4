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
use crate::lexicon::{self, Label};
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
    let mut own = Own { outline, ids, drafts: BTreeMap::new() };
    let mut works: Vec<(usize, TaskDraft)> = Vec::new();
    let blocks: Vec<Vec<Work<'_>>> = outline.nodes.iter().map(works_of).collect();
    let nodes = FieldNodes::read(outline, &blocks);
    for (n, (node, blocks)) in outline.nodes.iter().zip(&blocks).enumerate() {
        let target = nodes.target(outline, n);
        read_title(outline, &nodes, n, target, &mut own);
        read_blocks(node, n, blocks, target, &mut own, &mut works);
    }
    let mut assigned = vec![false; outline.nodes.len()];
    let mut drafts = Vec::new();
    for (n, draft) in own.drafts.into_iter().chain(works) {
        let Some(node) = outline.nodes.get(n) else { continue };
        if counts(outline, node, &draft) {
            if let Some(flag) = assigned.get_mut(n).filter(|_| draft.has_roles()) {
                *flag = true;
            }
            drafts.push(draft);
        }
    }
    for (n, node) in outline.nodes.iter().enumerate() {
        // what a field says is no duty
        let of_field = |p: usize| nodes.is_field(p) && assigned.get(p) == Some(&true);
        if nodes.is_field(n) && nodes.target(outline, n).is_some_and(|t| assigned.get(t) == Some(&true))
            || node.parent.is_some_and(of_field)
        {
            assigned[n] = true;
        }
    }
    SectionTasks { drafts, assigned }
}

/// The drafts of nodes themselves.
struct Own<'o> {
    outline: &'o Outline,
    ids: &'o [String],
    drafts: BTreeMap<usize, TaskDraft>,
}

impl Own<'_> {
    /// The draft of a node, begun where there is none.
    fn draft(&mut self, n: usize) -> &mut TaskDraft {
        let node = self.outline.nodes.get(n);
        let at = self.ids.get(n).map_or("", String::as_str);
        self.drafts.entry(n).or_insert_with(|| {
            let title = node.map(|n| whole(&n.title)).unwrap_or_default();
            let order = (node.map_or(0, |n| n.item), 0);
            let mut draft = TaskDraft::new(TaskOrigin::Section, at, title, order);
            draft.task.ordinal = node.map(ordinal_of);
            draft
        })
    }
}

/// Nodes that are fields of the node above them: their titles are labels.
struct FieldNodes {
    /// The fields of every title.
    titles: Vec<Labelled>,
    /// The node is a field of its parent.
    fields: Vec<bool>,
    /// The node has labels in its blocks.
    labels: Vec<bool>,
    children: Vec<Vec<usize>>,
}

impl FieldNodes {
    fn read(outline: &Outline, blocks: &[Vec<Work<'_>>]) -> FieldNodes {
        let titles: Vec<Labelled> = outline.nodes.iter().map(|n| read_fields(&n.title)).collect();
        let labels: Vec<bool> =
            blocks.iter().map(|works| works.iter().any(|w| !w.labelled.fields.is_empty())).collect();
        let children = outline.children();
        let says = |n: &usize| titles.get(*n).is_some_and(says_field);
        let states =
            |n: usize| blocks.get(n).is_some_and(|works| works.iter().any(|w| says_field(&w.labelled)));
        let field = |(n, node): (usize, &Node)| {
            let below = children.get(n).map_or(&[][..], Vec::as_slice);
            if lexicon::opens_roles(&node.title.key) {
                // "Phân công thực hiện" over labels or names; over numbered points it is a list of duties
                let names = says(&n) && below.is_empty();
                return node.parent.is_some() && (names || states(n) || below.iter().any(says));
            }
            // "a) Nội dung: …" beside "b) Thời gian: …"
            let beside = || node.parent.and_then(|p| children.get(p)).is_some_and(|s| s.iter().any(says));
            says(&n) || titles.get(n).is_some_and(is_label) && beside()
        };
        let fields = outline.nodes.iter().enumerate().map(field).collect();
        FieldNodes { titles, fields, labels, children }
    }

    fn is_field(&self, n: usize) -> bool {
        self.fields.get(n) == Some(&true)
    }

    /// The node that the labels at `n` speak of: the nearest above that is no field. Where `n` is the last of several
    /// lettered works and the only one with labels, they are its parent's. `None`: the whole plan.
    fn target(&self, outline: &Outline, n: usize) -> Option<usize> {
        let mut at = n;
        while self.is_field(at) {
            at = outline.nodes.get(at)?.parent?;
        }
        if at != n || !self.labels.get(n).copied().unwrap_or(false) {
            return Some(at);
        }
        Some(self.closes_list(outline, n).unwrap_or(n))
    }

    fn closes_list(&self, outline: &Outline, n: usize) -> Option<usize> {
        let node = outline.nodes.get(n)?;
        let parent = node.parent.filter(|p| outline.nodes.get(*p).is_some_and(|p| p.level > 1))?;
        let lettered =
            matches!(node.reading.kind, ListKind::Letter | ListKind::Bracketed | ListKind::LowerRoman);
        let siblings = self.children.get(parent)?;
        let alone = siblings.iter().all(|s| *s == n || self.labels.get(*s) == Some(&false));
        (lettered && siblings.len() >= 2 && siblings.last() == Some(&n) && alone).then_some(parent)
    }
}

/// A title that is a label and nothing else.
fn is_label(title: &Labelled) -> bool {
    !title.fields.is_empty() && title.lead_in.is_empty()
}

/// A label of time, of results or of roles, not of the work itself.
fn says_field(title: &Labelled) -> bool {
    is_label(title) && title.fields.iter().any(|f| names_field(f.label))
}

fn names_field(label: Label) -> bool {
    use ColumnRole::{Content, Funding, Note, Ordinal, Other};
    !matches!(label.field, Content | Other | Funding | Note | Ordinal)
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

/// No point of a list of names is longer, in bytes.
const LONGEST_NAMES: usize = 200;

/// Fields in a title: of the node itself, or of `target` where the title is a label.
fn read_title(outline: &Outline, nodes: &FieldNodes, n: usize, target: Option<usize>, own: &mut Own<'_>) {
    let (Some(node), Some(labelled)) = (outline.nodes.get(n), nodes.titles.get(n)) else { return };
    if labelled.fields.is_empty() {
        if let Some(roles) = trailing_roles(&node.title) {
            own.draft(n).take_roles(&node.title, &roles);
        }
        return;
    }
    if nodes.is_field(n) {
        if let Some(target) = target {
            read_field_node(outline, nodes, n, own.draft(target));
        }
    } else if !labelled.lead_in.is_empty() && labelled.fields.iter().any(|f| names_field(f.label)) {
        fill_fields(own.draft(n), &node.title, &labelled.fields);
    }
}

/// A field with its value: beside the label, or in the lines and points below it.
fn read_field_node(outline: &Outline, nodes: &FieldNodes, n: usize, draft: &mut TaskDraft) {
    let (Some(node), Some(labelled)) = (outline.nodes.get(n), nodes.titles.get(n)) else { return };
    fill_fields(draft, &node.title, &labelled.fields);
    let Some(last) = labelled.fields.last().filter(|f| f.value.is_empty()) else { return };
    for block in &node.blocks {
        if let BlockRef::Text { text, .. } = block
            && read_fields(text).fields.is_empty()
        {
            fill_line(draft, last.label, text);
        }
    }
    use ColumnRole::{Coordinating, Implementing, Lead, Roles, Supervising};
    if !matches!(last.label.field, Lead | Coordinating | Implementing | Roles | Supervising) {
        return;
    }
    let below = nodes.children.get(n).into_iter().flatten().filter(|c| !nodes.is_field(**c));
    for child in below.filter_map(|c| outline.nodes.get(*c)).filter(|c| c.title.text.len() < LONGEST_NAMES) {
        fill_line(draft, last.label, &child.title);
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

/// A node's marker without its separators.
pub(crate) fn ordinal_of(node: &Node) -> String {
    node.marker
        .text
        .trim_matches(|c: char| matches!(c, '.' | ')' | '(' | '/' | '-' | '–' | ':' | ' '))
        .to_owned()
}

fn fill_fields(draft: &mut TaskDraft, text: &Logical, fields: &[Field]) {
    for field in fields {
        draft.fill(field.label, text, field.value.clone());
    }
}

/// Blocks of one section: labels, works, and works with labels of their own.
fn read_blocks(
    node: &Node,
    n: usize,
    works: &[Work<'_>],
    target: Option<usize>,
    own: &mut Own<'_>,
    out: &mut Vec<(usize, TaskDraft)>,
) {
    let at = own.ids.get(n).map_or("", String::as_str);
    let mut own_task = vec![false; works.len()];
    for (i, (work, flag)) in works.iter().zip(&mut own_task).enumerate() {
        if let Some(draft) = inline_task(work, at, node.item, i) {
            out.push((n, draft));
            *flag = true;
        }
    }
    for work in works.iter().filter(|w| w.marker.is_none() && w.labelled.fields.is_empty()) {
        if let Some(target) = target {
            bracketed_roles(work.text, target, own);
        }
    }
    if !works.iter().any(Work::is_label) {
        return;
    }
    let runs = label_runs(works);
    let split = runs.len() > 1 && repeats_field(works, &runs);
    for (r, run) in runs.iter().enumerate() {
        let before = r.checked_sub(1).and_then(|p| runs.get(p)).map_or(0, |p| p.end);
        let mut title = work_of_run(works, run, before, split);
        if runs.len() == 1 && node.level > 1 && title.is_some_and(|t| closes_bullets(works, t, run)) {
            title = None;
        }
        let mut begun;
        let draft = match (title, target) {
            (Some(t), _) => {
                let order = (node.item, t + 1);
                begun = TaskDraft::new(TaskOrigin::Section, at, whole(works[t].text), order);
                begun.task.ordinal = Some(ordinal_of(node));
                &mut begun
            }
            (None, Some(target)) => own.draft(target),
            (None, None) => continue,
        };
        fill_run(draft, works, run.clone());
        for (i, work) in works.iter().enumerate().take(run.start).skip(before) {
            if Some(i) != title && !work.is_label() && own_task.get(i) == Some(&false) {
                add_detail(draft, work);
            }
        }
        if title.is_some() {
            let draft = std::mem::take(draft);
            out.push((n, draft));
        }
    }
}

/// The labels of `run` stand behind a list of bullets of which the work at `title` is the last: they are the section's.
fn closes_bullets(works: &[Work<'_>], title: usize, run: &std::ops::Range<usize>) -> bool {
    let Some(depth) = works.get(title).map(|w| w.depth) else { return false };
    let beside = works.iter().take(title).any(|w| w.depth == depth && !w.is_label());
    beside && run.end == works.len()
}

/// "(Giao Văn phòng chủ trì, phối hợp với UBND xã; hoàn thành trước ngày 30/11/2025)" on a line of its own.
fn bracketed_roles(text: &Logical, target: usize, own: &mut Own<'_>) {
    if !text.text.starts_with('(') || text.text.chars().count() > 400 {
        return;
    }
    let Some((_, roles)) = read_trailing_roles(&text.text, &text.key).filter(|(r, _)| r.start == 0) else {
        return;
    };
    let draft = own.draft(target);
    draft.take_roles(text, &roles);
    if draft.task.time.is_none() {
        draft.task.time =
            super::draft::limit_of(text, &crate::entity::time::find_limits(&text.text, &text.key));
    }
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
            let answers = works.get(i - 1).is_some_and(|label| is_answer(label, next));
            if next.is_label() && next.depth <= depth + 1 || carries || answers {
                i += 1;
            } else {
                break;
            }
        }
        runs.push(start..i);
    }
    runs
}

/// "Đơn vị thực hiện" on one line, "Tổ loa bản Mo" on the next, neither behind a bullet.
fn is_answer(label: &Work<'_>, line: &Work<'_>) -> bool {
    let empty = |f: &Field| f.value.is_empty() && names_field(f.label);
    label.is_label()
        && label.labelled.fields.last().is_some_and(empty)
        && line.marker.is_none()
        && line.depth == label.depth
        && !line.is_label()
        && line.text.text.len() < LONGEST_NAMES
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
    let is_work = |w: &Work<'_>| !w.is_label() && !lexicon::opens_roles(&w.text.key);
    let above = (before..run.start)
        .rev()
        .find(|i| works.get(*i).is_some_and(|w| is_work(w) && w.depth < depth && w.marker.is_some()));
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
    use ColumnRole::{Coordinating, Implementing, Lead, Roles, Supervising, Time};
    match label.field {
        Lead | Coordinating | Implementing | Roles | Supervising => fill_actors(draft, label, text),
        Time => {
            if text.text.chars().any(|c| c.is_ascii_digit()) && text.text.chars().count() < 200 {
                let time = read_value_time(text, 0..text.text.len(), TimeLabel::Period);
                if time.kind != crate::model::TimeKind::Unknown && draft.task.time.is_none() {
                    draft.task.time = Some(time);
                }
            }
        }
        _ => draft.fill(label, text, 0..text.text.len()),
    }
}

/// Who stands on a line below a label: a list of names, or a unit with what it does.
fn fill_actors(draft: &mut TaskDraft, label: Label, text: &Logical) {
    // "+ Phòng Văn hóa - Xã hội cung cấp …", "+ Văn phòng HĐND&UBND xã: Đăng tải …": a unit bound to an action
    let head = text.key.find(':').filter(|c| *c < 160).map(|c| split_agencies(&text.text, &text.key, 0..c));
    let acting = || {
        let (mentions, end) = scan_agencies(&text.text, &text.key, 0)?;
        (text.key.get(end..)?.split_whitespace().count() > LONGEST_REST).then_some(mentions)
    };
    let Some(mentions) = head.filter(|m| !m.is_empty()).or_else(acting) else {
        return draft.fill(label, text, 0..text.text.len());
    };
    let role = match label.field {
        ColumnRole::Lead => &mut draft.task.lead,
        ColumnRole::Coordinating => &mut draft.task.coordinating,
        ColumnRole::Supervising => &mut draft.task.supervising,
        _ => &mut draft.task.implementing,
    };
    for mention in &mentions {
        add_agency(role, agency_of(text, mention));
    }
}

/// More syllables behind a name than these are what it does.
const LONGEST_REST: usize = 4;

fn add_detail(draft: &mut TaskDraft, work: &Work<'_>) {
    let words = whole(work.text);
    draft.task.details.push(Detail {
        text: words.text,
        spans: words.spans,
        marker: work.marker.map(|m| m.text.clone()),
    });
}
