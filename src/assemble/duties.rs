//! Duties given to agencies in prose: in the implementation section, under agency headings, and wherever "Giao A …"
//! stands.
//!
//! In: the outline. Out: drafts. Tricky: `1. Sở X: Chủ trì …` is one duty; `1. Sở X` with bullets is a heading;
//! `Căn cứ khả năng cân đối ngân sách, Phòng Kinh tế chủ trì …` names its own agency under another's heading.

use super::draft::{TaskDraft, limit_of};
use super::duty_paragraph::{
    Reading, classify, ends_open, given_sentence, given_to, heading_agencies, is_agency_title,
    is_implementation_title, is_reporting_title, run_in,
};
use super::fields::read_fields;
use super::section_tasks::{ordinal_of, root_of};
use super::sections::role_of;
use super::value::{agency_of, whole};
use crate::entity::agency::is_agency_heading;
use crate::entity::assignment::{Assignment, read_assignment};
use crate::entity::time::find_limits;
use crate::lexicon;
use crate::model::{Agency, Detail, SectionRole, TaskOrigin};
use crate::outline::marker::ListKind;
use crate::outline::{BlockRef, Node, Outline};
use crate::text::Logical;

/// Reads the duties of an outline. `assigned` marks nodes that are labelled works already; `orders` says that the document
/// is a directive, a dispatch or a conclusion.
pub(crate) fn read_duties(
    outline: &Outline,
    ids: &[String],
    assigned: &[bool],
    orders: bool,
) -> Vec<TaskDraft> {
    let mut reader = Reader {
        outline,
        ids,
        assigned,
        children: outline.children(),
        roots: roots_of(outline),
        agency_titles: outline.nodes.iter().map(is_agency_title).collect(),
        orders,
        out: Vec::new(),
    };
    for (n, node) in outline.nodes.iter().enumerate() {
        if node.parent.is_none() {
            reader.root(n);
        }
    }
    reader.outside_blocks(&outline.front, "", 0);
    reader.out
}

/// The nodes without a parent; a list of agencies shows among the first of them.
fn roots_of(outline: &Outline) -> Vec<usize> {
    let roots = outline.nodes.iter().enumerate().filter(|(_, n)| n.parent.is_none());
    roots.map(|(n, _)| n).take(MOST_ROOTS).collect()
}

/// More roots than any plan has.
const MOST_ROOTS: usize = 200;

struct Reader<'o> {
    outline: &'o Outline,
    ids: &'o [String],
    assigned: &'o [bool],
    children: Vec<Vec<usize>>,
    roots: Vec<usize>,
    /// Nodes whose title names agencies.
    agency_titles: Vec<bool>,
    /// The document gives orders (directive, dispatch, conclusion): one agency heading is enough.
    orders: bool,
    out: Vec<TaskDraft>,
}

/// Where a duty stands.
#[derive(Clone, Copy)]
struct Place<'p> {
    at: &'p str,
    ordinal: Option<&'p str>,
    order: (usize, usize),
}

impl<'o> Reader<'o> {
    fn node(&self, n: usize) -> Option<&'o Node> {
        self.outline.nodes.get(n)
    }

    fn below(&self, n: usize) -> &[usize] {
        self.children.get(n).map_or(&[], Vec::as_slice)
    }

    fn root(&mut self, n: usize) {
        let Some(node) = self.node(n) else { return };
        match role_of(node) {
            SectionRole::Reporting => {}
            SectionRole::Implementation if node.reading.kind != ListKind::Article || self.heads_duties(n) => {
                self.implementation(n)
            }
            _ if self.names_agencies(n) && (self.is_agency_list(None) || self.orders) => {
                self.assigned_node(n, &[])
            }
            _ => self.outside(n),
        }
    }

    /// "Điều 2. Trách nhiệm của các đơn vị" over numbered duties; "Điều 3. … chịu trách nhiệm thi hành" is none.
    fn heads_duties(&self, n: usize) -> bool {
        !self.below(n).is_empty() && self.node(n).is_some_and(|n| n.title.text.chars().count() < 80)
    }

    fn names_agencies(&self, n: usize) -> bool {
        self.agency_titles.get(n).copied().unwrap_or(false)
    }

    /// Whether at least two children of `parent` (or roots) are agency headings.
    fn is_agency_list(&self, parent: Option<usize>) -> bool {
        let siblings = parent.map_or(self.roots.as_slice(), |p| self.below(p));
        siblings.iter().filter(|n| self.names_agencies(**n)).take(2).count() == 2
    }

    /// A section that is no implementation section: only "Giao A …" counts, and lists of agency headings.
    fn outside(&mut self, n: usize) {
        let Some(node) = self.node(n) else { return };
        let root = root_of(self.outline, node);
        let petition = ["kiến nghị", "đề xuất"].iter().any(|w| root.title.key.starts_with(w));
        let quiet = petition || matches!(role_of(root), SectionRole::Purpose | SectionRole::Reporting);
        let implements = node.parent.is_some()
            && node.reading.kind != ListKind::Article
            && is_implementation_title(&node.title);
        if implements {
            return self.implementation(n);
        }
        if !self.is_assigned(n)
            && !quiet
            && let Some(lead) = given_to(&node.title)
        {
            return self.assigned_node_to(n, &lead);
        }
        let at = self.ids.get(n).cloned().unwrap_or_default();
        if !quiet {
            let below = !self.below(n).is_empty();
            let open = node.blocks.last().filter(|_| below).and_then(|b| match b {
                BlockRef::Text { text, .. } if ends_open(text) => given_to(text),
                _ => None,
            });
            if let Some(lead) = open {
                let blocks = node.blocks.split_last().map_or(&[][..], |(_, rest)| rest);
                self.outside_blocks(blocks, &at, node.item);
                for child in self.below(n).to_vec() {
                    self.assigned_node(child, &lead);
                }
                return;
            }
            self.outside_blocks(&node.blocks, &at, node.item);
        }
        let agencies = !quiet && self.is_agency_list(Some(n));
        for child in self.below(n).to_vec() {
            match self.node(child) {
                Some(c)
                    if !quiet
                        && self.names_agencies(child)
                        && (agencies || self.orders || c.title.key.starts_with("trách nhiệm của")) =>
                {
                    self.assigned_node(child, &[]);
                }
                _ => self.outside(child),
            }
        }
    }

    fn outside_blocks(&mut self, blocks: &[BlockRef], at: &str, item: usize) {
        for (i, block) in blocks.iter().enumerate() {
            let BlockRef::Text { text, .. } = block else { continue };
            if let Some(lead) = given_to(text) {
                let place = Place { at, ordinal: None, order: (item, i + 1) };
                let sentence = given_sentence(text);
                let assignment = read_assignment(&sentence.text, &sentence.key);
                self.push(&sentence, place, lead, assignment.as_ref());
            }
        }
    }

    fn is_assigned(&self, n: usize) -> bool {
        self.assigned.get(n).copied().unwrap_or(false)
    }

    fn implementation(&mut self, n: usize) {
        let Some(node) = self.node(n) else { return };
        let at = self.ids.get(n).cloned().unwrap_or_default();
        let open = if self.is_assigned(n) { Vec::new() } else { self.blocks(node, &at, &[]) };
        self.assigned_children(n, &open);
    }

    fn assigned_children(&mut self, n: usize, context: &[Agency]) {
        let agencies = self.is_agency_list(Some(n));
        for child in self.below(n).to_vec() {
            match self.node(child).filter(|c| agencies && self.is_unknown_agency(child, c)) {
                Some(c) => {
                    let heading = self.unknown_agency(c);
                    self.assigned_below(child, &heading);
                }
                None => self.assigned_node(child, context),
            }
        }
    }

    /// A short heading without a verb among agency headings: an agency that the registry does not know.
    fn is_unknown_agency(&self, n: usize, node: &Node) -> bool {
        let title = &node.title;
        let plain = title.text.chars().count() < 120
            && !title.text.ends_with(['.', ';'])
            && title.text.chars().next().is_some_and(char::is_uppercase);
        let collective = [
            "các ",
            "những ",
            "đơn vị ",
            "nhà ",
            "cơ sở ",
            "doanh nghiệp",
            "tổ chức ",
            "cá nhân",
            "chủ tịch ",
            "giám đốc ",
            "thủ trưởng ",
            "người đứng đầu",
            "ban chỉ đạo",
        ]
        .iter()
        .any(|w| title.key.starts_with(w));
        plain
            && collective
            && !self.names_agencies(n)
            && self.has_below(n)
            && lexicon::section_role(&title.key).is_none_or(|r| r != SectionRole::Reporting)
            && read_assignment(&title.text, &title.key).is_none_or(|a| a.lead.is_empty())
    }

    fn unknown_agency(&self, node: &Node) -> Vec<Agency> {
        let words = node.title.text.trim_end_matches(':').len();
        let known = heading_agencies(&node.title, words);
        if !known.is_empty() {
            return known;
        }
        let text = super::value::text_of(&node.title, 0..words);
        vec![Agency { name: text.text.clone(), text: text.text, spans: text.spans, ..Agency::default() }]
    }

    /// Blocks and children of a heading whose agencies are known.
    fn assigned_below(&mut self, n: usize, context: &[Agency]) {
        let Some(node) = self.node(n) else { return };
        let at = self.ids.get(n).cloned().unwrap_or_default();
        let open = self.blocks(node, &at, context);
        for child in self.below(n).to_vec() {
            self.assigned_node(child, &open);
        }
    }

    /// "Giao A …" as a numbered paragraph.
    fn assigned_node_to(&mut self, n: usize, lead: &[Agency]) {
        let Some(node) = self.node(n) else { return };
        let id = self.ids.get(n).cloned().unwrap_or_default();
        let heads = self.has_below(n) && ends_open(&node.title);
        if !heads {
            let ordinal = ordinal_of(node);
            let place = Place { at: &id, ordinal: Some(&ordinal), order: (node.item, 0) };
            let sentence = given_sentence(&node.title);
            let assignment = read_assignment(&sentence.text, &sentence.key);
            self.push(&sentence, place, lead.to_vec(), assignment.as_ref());
            return;
        }
        let open = self.blocks(node, &id, lead);
        for child in self.below(n).to_vec() {
            self.assigned_node(child, &open);
        }
    }

    fn has_below(&self, n: usize) -> bool {
        !self.below(n).is_empty() || self.node(n).is_some_and(|n| !n.blocks.is_empty())
    }

    /// A numbered paragraph of an implementation section; `context` are the agencies of the heading above it.
    fn assigned_node(&mut self, n: usize, context: &[Agency]) {
        let Some(node) = self.node(n) else { return };
        let id = self.ids.get(n).cloned().unwrap_or_default();
        let mut inner = context.to_vec();
        if !self.is_assigned(n) && is_reporting_title(node) && context.is_empty() {
            return;
        }
        if !self.is_assigned(n) && !node.title.is_empty() {
            let has_below = self.has_below(n);
            match classify(&node.title, has_below, context) {
                Reading::Heading(agencies) => inner = agencies,
                Reading::Duty { lead, assignment } => {
                    let ordinal = ordinal_of(node);
                    let place = Place { at: &id, ordinal: Some(&ordinal), order: (node.item, 0) };
                    inner.clone_from(&lead);
                    self.push(&node.title, place, lead, assignment.as_ref());
                }
                Reading::Nothing => {}
            }
        }
        if !self.is_assigned(n) {
            inner = self.blocks(node, &id, &inner);
        }
        self.assigned_children(n, &inner);
    }

    /// Unnumbered paragraphs and bullets under a heading. Gives back the agencies to which the numbered paragraphs below
    /// are given: those of a last paragraph that ends with a colon, else the heading's.
    fn blocks(&mut self, node: &'o Node, at: &str, context: &[Agency]) -> Vec<Agency> {
        let mut open = context.to_vec();
        let mut contexts: Vec<(u32, Vec<Agency>)> = vec![(0, context.to_vec())];
        let mut last_duty: Option<u32> = None;
        let ordinal = ordinal_of(node);
        for (i, block) in node.blocks.iter().enumerate() {
            let BlockRef::Text { marker, depth, text, .. } = block else { continue };
            let labelled = read_fields(text);
            if !labelled.fields.is_empty() && labelled.lead_in.is_empty() || text.text.starts_with('(') {
                continue;
            }
            if last_duty.is_some_and(|d| *depth > d && *depth > 1) {
                if let Some(draft) = self.out.last_mut() {
                    let words = whole(text);
                    draft.task.details.push(Detail {
                        text: words.text,
                        spans: words.spans,
                        marker: marker.as_ref().map(|m| m.text.clone()),
                    });
                }
                continue;
            }
            last_duty = None;
            while contexts.len() > 1 && contexts.last().is_some_and(|(d, _)| *d >= *depth) {
                contexts.pop();
            }
            let current = contexts.last().map(|(_, c)| c.clone()).unwrap_or_default();
            let deeper = matches!(node.blocks.get(i + 1), Some(BlockRef::Text { depth: d, .. }) if d > depth);
            let last = i + 1 == node.blocks.len() && ends_open(text);
            let works = deeper
                && *depth > 0
                && !current.is_empty()
                && !is_agency_heading(&text.text, &text.key)
                && run_in(text).is_none();
            match classify(text, deeper && !works || last, &current) {
                Reading::Heading(agencies) => {
                    if last {
                        open.clone_from(&agencies);
                    }
                    contexts.push((*depth, agencies));
                }
                Reading::Duty { lead, assignment } => {
                    let place = Place { at, ordinal: Some(&ordinal), order: (node.item, i + 1) };
                    self.push(text, place, lead, assignment.as_ref());
                    last_duty = Some(*depth);
                }
                Reading::Nothing => {}
            }
        }
        open
    }

    fn push(&mut self, text: &Logical, place: Place<'_>, lead: Vec<Agency>, assignment: Option<&Assignment>) {
        let mut draft = TaskDraft::new(TaskOrigin::Duty, place.at, whole(text), place.order);
        draft.task.ordinal = place.ordinal.map(str::to_owned);
        draft.task.lead = lead;
        if let Some(assignment) = assignment {
            draft.task.coordinating = assignment.coordinating.iter().map(|m| agency_of(text, m)).collect();
        }
        draft.task.time = limit_of(text, &find_limits(&text.text, &text.key));
        self.out.push(draft);
    }
}
