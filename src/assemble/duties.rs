//! Duties given to agencies in prose: in the implementation section, under agency headings, and wherever "Giao A …"
//! stands.
//!
//! In: the outline. Out: drafts. Tricky: `1. Sở X: Chủ trì …` is one duty; `1. Sở X` with bullets is a heading;
//! `Căn cứ khả năng cân đối ngân sách, Phòng Kinh tế chủ trì …` names its own agency under another's heading.

use super::draft::{TaskDraft, limit_of};
use super::duty_paragraph::{
    Duty, Reading, classify, ends_open, is_implementation_title, is_reporting_title, orders_of, run_in,
    split_duties,
};
use super::fields::read_fields;
use super::lists::{List, Sibling, agencies_of, begins_with_verb, judge, unknown_run_in};
use super::section_tasks::{ordinal_of, root_of};
use super::sections::role_of;
use super::value::whole;
use crate::entity::agency::is_agency_heading;
use crate::entity::assignment::Force;
use crate::entity::time::find_limits;
use crate::model::{Agency, Detail, SectionRole, TaskOrigin};
use crate::outline::marker::ListKind;
use crate::outline::{BlockRef, Node, Outline};
use crate::text::Logical;

/// How a document speaks to agencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// A plan: duties stand in its implementation section.
    Plan,
    /// A directive, a dispatch, a notice.
    Orders,
    /// A conclusion: whoever is named shall do what is said.
    Conclusion,
}

/// Reads the duties of an outline. `assigned` marks nodes that are labelled works already; `voice`: how the document
/// speaks; `addressees`: to whom.
pub(crate) fn read_duties<'o>(
    outline: &'o Outline,
    ids: &'o [String],
    assigned: &'o [bool],
    voice: Voice,
    addressees: &'o [Agency],
) -> Vec<TaskDraft> {
    let mut reader = Reader {
        outline,
        ids,
        assigned,
        children: outline.children(),
        roots: roots_of(outline),
        root_list: List::Works,
        context: Vec::new(),
        addressees,
        least: if voice == Voice::Conclusion { Force::Subject } else { Force::Charge },
        siblings: Vec::new(),
        orders: voice != Voice::Plan,
        out: Vec::new(),
    };
    let first = |n: usize| reader.below(n).first().and_then(|c| reader.node(*c));
    reader.siblings = (0..outline.nodes.len())
        .filter_map(|n| Some(Sibling::read(outline.nodes.get(n)?, first(n))))
        .collect();
    reader.root_list = reader.judge(&reader.roots, reader.orders);
    let open = reader.outside_blocks(&outline.front, "", 0);
    if !reader
        .roots
        .iter()
        .any(|n| reader.node(*n).is_some_and(|n| role_of(n) == SectionRole::Implementation))
    {
        reader.context = open;
    }
    for (n, node) in outline.nodes.iter().enumerate() {
        if node.parent.is_none() {
            reader.root(n);
        }
    }
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
    /// What the roots hold together.
    root_list: List,
    /// To whom a dispatch is sent.
    addressees: &'o [Agency],
    /// Whom the opening's last paragraph orders to do what follows.
    context: Vec<Agency>,
    /// What each node says among its siblings.
    siblings: Vec<Sibling>,
    /// The document gives orders (directive, dispatch, conclusion): one agency heading is enough.
    orders: bool,
    /// What counts outside of the implementation section.
    least: Force,
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
            _ if self.is_listed(n, self.root_list) => self.listed(n),
            _ if !self.context.is_empty() && !self.is_quiet(node) => {
                self.assigned_node(n, &self.context.clone());
            }
            _ => self.outside(n),
        }
    }

    /// "Điều 2. Trách nhiệm của các đơn vị" over numbered duties; "Điều 3. … chịu trách nhiệm thi hành" is none.
    fn heads_duties(&self, n: usize) -> bool {
        !self.below(n).is_empty() && self.node(n).is_some_and(|n| n.title.text.chars().count() < 80)
    }

    fn judge(&self, nodes: &[usize], addressed: bool) -> List {
        let siblings: Vec<Sibling> = nodes.iter().filter_map(|n| self.siblings.get(*n)).copied().collect();
        judge(&siblings, addressed)
    }

    /// Whether the list of its siblings makes `n` an agency heading or an order.
    fn is_listed(&self, n: usize, list: List) -> bool {
        let Some(sibling) = self.siblings.get(n) else { return false };
        let article = self.node(n).is_some_and(|n| n.reading.kind == ListKind::Article);
        match list {
            List::Agencies => sibling.agencies || sibling.named || sibling.force >= Force::Charge && !article,
            List::Orders => !article && (sibling.force >= Force::Subject),
            List::Works => false,
        }
    }

    fn listed(&mut self, n: usize) {
        self.member(n, true, &[]);
    }

    /// A member of a list; `unknown`: it may name agencies that no table knows.
    fn member(&mut self, n: usize, unknown: bool, context: &[Agency]) {
        let Some(node) = self.node(n).filter(|_| unknown && self.is_unknown_agency(n)) else {
            return self.assigned_node(n, context);
        };
        let Some(lead) = unknown_run_in(&node.title) else {
            return self.assigned_below(n, &agencies_of(&node.title));
        };
        let at = self.ids.get(n).cloned().unwrap_or_default();
        let ordinal = ordinal_of(node);
        let place = Place { at: &at, ordinal: Some(&ordinal), order: (node.item, 0) };
        self.push_all(split_duties(&node.title, lead.clone()), place);
        self.assigned_below(n, &lead);
    }

    /// A heading among agency headings that the registry does not know.
    fn is_unknown_agency(&self, n: usize) -> bool {
        self.siblings.get(n).is_some_and(|s| s.named && !s.agencies && s.force < Force::Charge)
    }

    /// A section that is no implementation section: only orders count, and lists of agency headings or orders.
    fn outside(&mut self, n: usize) {
        let Some(node) = self.node(n) else { return };
        let quiet = self.is_quiet(node);
        let implements = node.parent.is_some()
            && node.reading.kind != ListKind::Article
            && is_implementation_title(&node.title);
        if implements {
            return self.implementation(n);
        }
        if !self.is_assigned(n) && !quiet {
            let orders = orders_of(&node.title, self.least);
            if !orders.is_empty() {
                return self.ordered_node(n, orders);
            }
        }
        let at = self.ids.get(n).cloned().unwrap_or_default();
        if !quiet {
            let lead = self.outside_blocks(&node.blocks, &at, node.item);
            if !lead.is_empty() {
                return self.assigned_children(n, &lead);
            }
        }
        let addressed = self.orders || speaks_to_agencies(&node.title);
        let list = if quiet { List::Works } else { self.judge(self.below(n), addressed) };
        for child in self.below(n).to_vec() {
            if self.is_listed(child, list) {
                self.listed(child);
            } else {
                self.outside(child);
            }
        }
    }

    /// Sections on purpose, reporting, time and place, and petitions give no duties.
    fn is_quiet(&self, node: &Node) -> bool {
        let root = root_of(self.outline, node);
        let petition = ["kiến nghị", "đề xuất"].iter().any(|w| root.title.key.starts_with(w));
        let whole = [
            "thời gian",
            "địa điểm",
            "thành phần",
            "đối tượng",
            "đánh giá",
            "tình hình",
            "kết quả",
            "nhận xét",
        ];
        petition
            || whole.iter().any(|w| root.title.key.starts_with(w))
            || matches!(role_of(root), SectionRole::Purpose | SectionRole::Reporting)
    }

    /// Paragraphs outside of the implementation section: those of a list of orders as there, else the orders alone.
    /// Gives back the agencies of a last paragraph that opens what follows.
    fn outside_blocks(&mut self, blocks: &'o [BlockRef], at: &str, item: usize) -> Vec<Agency> {
        let mut lead_in: Vec<Agency> = Vec::new();
        for (i, block) in blocks.iter().enumerate() {
            let BlockRef::Text { text, marker, .. } = block else { continue };
            if is_label(text) {
                continue;
            }
            if ends_open(text) {
                let order = orders_of(text, Force::Charge).into_iter().last();
                lead_in = match order {
                    Some(order) => order.lead,
                    None if orders_addressees(text) => self.addressees.to_vec(),
                    None => Vec::new(),
                };
                continue;
            }
            let orders = orders_of(text, self.least);
            let place = Place { at, ordinal: None, order: (item, i + 1) };
            if marker.is_none() {
                lead_in.clear();
            }
            if orders.is_empty() && !lead_in.is_empty() {
                self.push_all(split_duties(text, lead_in.clone()), place);
            } else {
                self.push_all(orders, place);
            }
        }
        lead_in
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
        let unknown = self.judge(self.below(n), context.is_empty()) == List::Agencies;
        for child in self.below(n).to_vec() {
            self.member(child, unknown, context);
        }
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
    fn ordered_node(&mut self, n: usize, orders: Vec<Duty>) {
        let Some(node) = self.node(n) else { return };
        let id = self.ids.get(n).cloned().unwrap_or_default();
        if !(self.has_below(n) && ends_open(&node.title)) {
            let ordinal = ordinal_of(node);
            self.push_all(orders, Place { at: &id, ordinal: Some(&ordinal), order: (node.item, 0) });
            return;
        }
        let lead = orders.into_iter().last().map(|o| o.lead).unwrap_or_default();
        let open = self.blocks(node, &id, &lead);
        self.assigned_children(n, &open);
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
                Reading::Duty(lead) => {
                    let ordinal = ordinal_of(node);
                    let place = Place { at: &id, ordinal: Some(&ordinal), order: (node.item, 0) };
                    inner.clone_from(&lead);
                    self.push_all(split_duties(&node.title, lead), place);
                }
                Reading::Orders(orders) => {
                    let ordinal = ordinal_of(node);
                    self.push_all(orders, Place { at: &id, ordinal: Some(&ordinal), order: (node.item, 0) });
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
            if is_label(text) {
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
                && !ends_open(text)
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
                Reading::Duty(lead) => {
                    let place = Place { at, ordinal: Some(&ordinal), order: (node.item, i + 1) };
                    self.push_all(split_duties(text, lead), place);
                    last_duty = Some(*depth);
                }
                Reading::Orders(orders) => {
                    self.push_all(orders, Place { at, ordinal: Some(&ordinal), order: (node.item, i + 1) });
                }
                Reading::Nothing => {}
            }
        }
        open
    }

    fn push_all(&mut self, duties: Vec<Duty>, place: Place<'_>) {
        let written = |duty: &Duty| duty.text.text.chars().any(char::is_alphabetic); // "5." that no list expects is none
        for Duty { text, lead, coordinating } in duties.into_iter().filter(written) {
            let mut draft = TaskDraft::new(TaskOrigin::Duty, place.at, whole(&text), place.order);
            draft.task.ordinal = place.ordinal.map(str::to_owned);
            draft.task.lead = lead;
            draft.task.coordinating = coordinating;
            draft.task.time = limit_of(&text, &find_limits(&text.text, &text.key));
            self.out.push(draft);
        }
    }
}

/// "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:", "đề nghị thực hiện các nội dung sau:": an order that names nobody.
fn orders_addressees(text: &Logical) -> bool {
    let begins = ["yêu cầu", "đề nghị"].iter().filter_map(|o| Some(text.key.rfind(o)? + o.len())).max();
    begins.is_some_and(|at| {
        let rest = text.slice(at..text.text.len());
        !rest.text.starts_with(char::is_alphabetic) || begins_with_verb(&rest)
    })
}

/// "Đơn vị chủ trì: …", "(Giao Văn phòng chủ trì)": a field of the work above.
fn is_label(text: &Logical) -> bool {
    let labelled = read_fields(text);
    !labelled.fields.is_empty() && labelled.lead_in.is_empty() || text.text.starts_with('(')
}

/// "NHIỆM VỤ CỦA CÁC ĐƠN VỊ", "ĐỀ NGHỊ": a title that speaks to agencies.
fn speaks_to_agencies(title: &Logical) -> bool {
    let key = title.key.as_str();
    let agents =
        ["đơn vị", "cơ quan", "thành viên", "trách nhiệm", "các sở", "các bộ", "địa phương", "các cấp"];
    key.starts_with("đề nghị")
        || key.starts_with("trách nhiệm")
        || title.text.chars().count() < 100
            && ["nhiệm vụ", "phân công", "trách nhiệm", "công việc"].iter().any(|w| key.contains(w))
            && agents.iter().any(|w| key.contains(w))
}
