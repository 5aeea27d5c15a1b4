//! Outline + mentions → plan.
//!
//! In: a source text. Out: [`Parsed`]. Each file reads one part of the form; this one says in which order. Knows nothing
//! of bytes, files or writers.

mod addressees;
mod appendices;
mod bases;
mod citations;
mod closing;
mod draft;
mod duties;
mod duty_paragraph;
mod fields;
mod header;
mod letterhead;
mod links;
mod lists;
mod parts;
mod places;
mod section_tasks;
mod sections;
mod table_tasks;
mod tables;
mod unclaimed;
mod value;

use crate::diagnostic::{Severity, Sink};
use crate::layout::{Item, Para, layout};
use crate::model::{Agency, DocumentKind, Footnote, Plan, Task, Text, TimeKind, Title};
use crate::options::Parsed;
use crate::outline::marker::scan_marker;
use crate::outline::{BlockRef, Outline, build};
use crate::source::{Part, SourceText};
use crate::span::Span;
use crate::text::Logical;
use citations::Citations;
use draft::TaskDraft;
use duties::Voice;
use tables::TableIndex;

/// Reads a source text into a plan.
pub(crate) fn assemble(source: &SourceText) -> Parsed {
    let mut sink = Sink::default();
    sink.extend(source.diagnostics.clone());
    let (items, notes) = part_items(layout(source, &mut sink));
    let mut plan = Plan { schema: "kehoach/1".to_owned(), ..Plan::default() };
    let mut markers: Vec<Span> = Vec::new();
    plan.footnotes = notes.iter().map(footnote_of).collect();
    let note_texts: Vec<&Logical> = notes.iter().map(|n| &n.text).collect();
    let citations = Citations::read(&items, &note_texts);
    let opening = header::read_opening(&items);
    let tables = TableIndex::read(&items, opening.title_at.unwrap_or(0));
    let mut drafts = table_tasks::read_table_tasks(&tables);
    let parts = parts::divide(&items, opening.title_at);
    plan.header = opening.header;
    plan.title = opening.title;
    let start = opening.body.min(parts.main.end);
    let body = start..parts.main.end;
    let mut outline = build(&items, body, &mut sink);
    read_body(&mut outline, &citations, &mut plan);
    claim_markers(&outline, &mut markers);
    drafts.extend(outline_tasks(&outline, voice_of(&plan.title), &plan.header.addressees));
    plan.sections = sections::sections_of(&outline, &tables);

    let (recipients, signature) = closing::read_closing(items.get(parts.closing.clone()).unwrap_or(&[]));
    plan.recipients = recipients;
    plan.signature = signature;
    for annex in &parts.annexes {
        read_annex(&items, annex, &citations, &tables, &mut plan, &mut drafts, &mut markers, &mut sink);
    }
    if plan.title.text.is_none() && plan.title.kind != DocumentKind::Dispatch {
        plan.title = lone_appendix(&items, &plan).unwrap_or(plan.title);
    }
    plan.tasks = number_tasks(drafts);
    places::complete_names(&mut plan);
    plan.tables = tables.tables.into_iter().map(|t| t.table).collect();
    plan.citations = citations.list;
    plan.links = links::link_tasks(&plan.tasks, &mut sink);
    remark(&plan, &mut sink);
    remark_numbers_outside(&items, [0..start, parts.closing], &plan, &mut sink);
    let unclaimed = unclaimed::unclaimed(&source.text, &plan, markers);
    remark_coverage(unclaimed::Coverage::of(&source.text, &unclaimed), &mut sink);
    Parsed { plan, unclaimed, diagnostics: sink.into_list() }
}

/// Items of the running text, and footnotes.
fn part_items(items: Vec<Item>) -> (Vec<Item>, Vec<Para>) {
    let mut body = Vec::with_capacity(items.len());
    let mut notes = Vec::new();
    for item in items {
        match item {
            Item::Para(para) if para.part == Part::Footnote => notes.push(para),
            Item::Para(para) if para.part == Part::HeaderFooter => drop(para),
            other => body.push(other),
        }
    }
    (body, notes)
}

fn footnote_of(para: &Para) -> Footnote {
    let text = &para.text;
    let mark = text
        .text
        .split(' ')
        .next()
        .filter(|m| para.labelled || m.starts_with('[') || m.chars().all(|c| c.is_ascii_digit()));
    let mark = mark.filter(|m| m.chars().count() <= 6 && m.len() < text.text.len());
    let words = value::text_of(text, mark.map_or(0, str::len)..text.text.len());
    Footnote {
        marker: mark.map(|m| m.trim_matches(['[', ']', '(', ')', '.']).to_owned()),
        text: words.text,
        spans: words.spans,
    }
}

/// Bases, preamble and closing of the main document, taken out of the outline's front and end.
fn read_body(outline: &mut Outline, citations: &Citations, plan: &mut Plan) {
    plan.closing = take_closing(outline);
    let paragraphs: Vec<&Logical> = outline
        .front
        .iter()
        .filter_map(|b| match b {
            BlockRef::Text { text, .. } => Some(text),
            BlockRef::Table(_) => None,
        })
        .collect();
    let mut intro = bases::read_intro(&paragraphs, citations);
    plan.legal_bases = std::mem::take(&mut intro.bases);
    plan.preamble = intro.preamble.take();
    if plan.header.issuer.is_none() {
        plan.header.issuer = intro.issuer.take();
    }
}

/// Words that open the closing paragraph.
const CLOSING_OPENERS: [&str; 14] = [
    "trên đây là",
    "trên đây kế hoạch",
    "trên đây",
    "trong quá trình",
    "quá trình thực hiện",
    "quá trình triển khai",
    "chỉ thị này",
    "trân trọng",
    "thừa lệnh",
    "kế hoạch này",
    "nhận được",
    "yêu cầu các",
    "đề nghị các",
    "yêu cầu thủ trưởng",
];

/// The closing paragraph: the last unnumbered paragraphs from "Trên đây là …" on.
fn take_closing(outline: &mut Outline) -> Option<Text> {
    let blocks = match outline.nodes.last_mut() {
        Some(node) => &mut node.blocks,
        None => &mut outline.front,
    };
    let opens = |b: &BlockRef| match b {
        BlockRef::Text { text, depth, marker, .. } => {
            *depth == 0 && marker.is_none() && CLOSING_OPENERS.iter().take(9).any(|w| text.key.starts_with(w))
        }
        BlockRef::Table(_) => false,
    };
    let ends = |b: &BlockRef| match b {
        BlockRef::Text { text, depth, marker, .. } => {
            let asks =
                text.key.find("yêu cầu").or_else(|| text.key.find("đề nghị")).is_some_and(|at| at < 100);
            *depth == 0
                && marker.is_none()
                && text.text.trim_end().ends_with("./.")
                && (asks || CLOSING_OPENERS.iter().any(|w| text.key.starts_with(w)))
        }
        BlockRef::Table(_) => false,
    };
    let from = blocks.len().saturating_sub(6);
    let at = (from..blocks.len())
        .find(|i| blocks.get(*i).is_some_and(opens))
        .or_else(|| blocks.last().filter(|b| ends(b)).map(|_| blocks.len() - 1))?;
    let taken: Vec<BlockRef> = blocks.split_off(at);
    let texts: Vec<(Logical, bool)> = taken
        .into_iter()
        .filter_map(|b| match b {
            BlockRef::Text { text, .. } => Some((text, false)),
            BlockRef::Table(_) => None,
        })
        .collect();
    let joined = Logical::join(&texts.iter().map(|(t, g)| (t, *g)).collect::<Vec<_>>());
    (!joined.is_empty()).then(|| value::whole(&joined))
}

fn claim_markers(outline: &Outline, markers: &mut Vec<Span>) {
    for node in &outline.nodes {
        markers.extend(node.marker.all_spans());
    }
}

/// How a document of this kind and subject speaks to agencies.
fn voice_of(title: &Title) -> Voice {
    let concludes = |s: &Text| crate::text::fold(&s.text).starts_with("kết luận");
    match title.kind {
        DocumentKind::Other if title.subject.as_ref().is_some_and(concludes) => Voice::Conclusion,
        DocumentKind::Directive | DocumentKind::Dispatch | DocumentKind::Other => Voice::Orders,
        _ => Voice::Plan,
    }
}

/// Section tasks and duties of one outline.
fn outline_tasks(outline: &Outline, voice: Voice, addressees: &[Agency]) -> Vec<TaskDraft> {
    let ids = sections::ids(outline);
    let labelled = section_tasks::read_section_tasks(outline, &ids);
    let mut drafts = labelled.drafts;
    drafts.extend(duties::read_duties(outline, &ids, &labelled.assigned, voice, addressees));
    drafts
}

#[allow(clippy::too_many_arguments)]
fn read_annex(
    items: &[Item],
    annex: &parts::Annex,
    citations: &Citations,
    tables: &TableIndex,
    plan: &mut Plan,
    drafts: &mut Vec<TaskDraft>,
    markers: &mut Vec<Span>,
    sink: &mut Sink,
) {
    let heading = appendices::read_heading(items, annex, citations);
    let mut appendix = heading.appendix;
    let mut outline = build(items, heading.body, sink);
    if plan.closing.is_none() {
        plan.closing = take_closing(&mut outline);
    }
    claim_markers(&outline, markers);
    drafts.extend(outline_tasks(&outline, Voice::Plan, &[]));
    appendix.sections = sections::sections_of(&outline, tables);
    appendix.tables =
        tables.tables.iter().filter(|t| annex.range.contains(&t.item)).map(|t| t.table.id.clone()).collect();
    if plan.signature.is_none() && plan.recipients.is_empty() {
        let (recipients, signature) = closing::read_closing(items.get(heading.closing).unwrap_or(&[]));
        plan.recipients = recipients;
        plan.signature = signature;
    }
    plan.appendices.push(appendix);
}

/// An appendix that stands alone: its heading is the title.
fn lone_appendix(items: &[Item], plan: &Plan) -> Option<Title> {
    let para = items.iter().find_map(Item::para)?;
    let (_, end) = parts::appendix_heading(para)?;
    let words = value::text_of(&para.text, 0..end);
    let subject = plan.appendices.first().and_then(|a| a.title.clone());
    Some(Title { kind: DocumentKind::Other, text: Some(words.text), spans: words.spans, subject })
}

/// Tasks in document order, numbered.
fn number_tasks(mut drafts: Vec<TaskDraft>) -> Vec<Task> {
    drafts.sort_by_key(|d| d.order);
    drafts
        .into_iter()
        .enumerate()
        .map(|(n, draft)| Task { id: format!("t{}", n + 1), ..draft.task })
        .collect()
}

/// Much of the text lies in no field: the plan is not all that the document says.
fn remark_coverage(coverage: unclaimed::Coverage, sink: &mut Sink) {
    if coverage.is_poor() {
        let message = format!(
            "{} % of the letters lie in no field (see `unclaimed`): compare with the document",
            coverage.percent()
        );
        sink.push(Severity::Warning, "plan-text-unclaimed", message, Vec::new());
    }
}

/// Numbered paragraphs before the body or among recipients and signature belong to no outline: a reader must know.
fn remark_numbers_outside(items: &[Item], parts: [std::ops::Range<usize>; 2], plan: &Plan, sink: &mut Sink) {
    let mut sent: Vec<Span> = plan.recipients.iter().flat_map(|r| r.spans.iter().copied()).collect();
    sent.sort_unstable_by_key(|s| s.start);
    let received = |spans: &[Span]| {
        spans.iter().any(|s| {
            let next = sent.partition_point(|r| r.end <= s.start);
            sent.get(next).is_some_and(|r| r.start < s.end)
        })
    };
    for part in parts {
        let numbered: Vec<Vec<Span>> = items
            .get(part)
            .unwrap_or(&[])
            .iter()
            .filter_map(Item::para)
            .filter(|p| scan_marker(&p.text.key).is_some_and(|m| m.fit_case(&p.text.text).is_some()))
            .map(|p| p.text.all_spans())
            .filter(|spans| !received(spans))
            .collect();
        if numbered.len() > 1 {
            let message = format!("{} numbered paragraphs belong to no outline", numbered.len());
            sink.push(Severity::Error, "form-outline-unclaimed", message, numbered.concat());
        }
    }
}

/// Remarks that only make sense on the whole.
fn remark(plan: &Plan, sink: &mut Sink) {
    let header = &plan.header;
    if header.number.as_ref().is_some_and(|n| n.serial.is_none()) {
        let spans = header.number.as_ref().map(|n| n.spans.clone()).unwrap_or_default();
        sink.push(Severity::Info, "header-number-blank", "the number is blank", spans);
    }
    if header.date.as_ref().is_some_and(|d| d.day.is_none() || d.month.is_none()) {
        let spans = header.date.as_ref().map(|d| d.spans.clone()).unwrap_or_default();
        sink.push(Severity::Info, "header-date-blank", "the date of issue has blanks", spans);
    }
    for task in &plan.tasks {
        for agency in task.lead.iter().chain(&task.coordinating).chain(&task.implementing) {
            let exempt = agency.kind == crate::model::AgencyKind::Person || agency.collective;
            if agency.certainty != crate::model::Certainty::Sure && !exempt {
                let message = format!("“{}” is not in the registry of agencies", agency.text);
                sink.push(Severity::Info, "entity-agency-unknown", message, agency.spans.clone());
            }
            if let Some(other) = agency.alternatives.first() {
                let message = format!("“{}” may as well be “{}”", agency.text, other.text);
                sink.push(Severity::Info, "entity-agency-unsure", message, agency.spans.clone());
            }
        }
    }
    for time in plan.tasks.iter().filter_map(|t| t.time.as_ref()) {
        for unread in time.parts.iter().chain([time]).filter(|t| t.kind == TimeKind::Unknown) {
            let message = format!("“{}” says no time that the calendar has", unread.text);
            sink.push(Severity::Info, "time-unreadable", message, unread.spans.clone());
        }
    }
    let unheard = plan.sections.is_empty()
        && plan.tasks.is_empty()
        && plan.title.text.is_none()
        && header.number.is_none();
    if unheard {
        sink.push(
            Severity::Warning,
            "plan-not-recognised",
            "nothing of the form of an administrative document was found",
            Vec::new(),
        );
    }
}
