//! One task model, several readers: labelled fields, table rows and duties fill the same [`TaskDraft`].

use super::value::{END_MARKS, agency_of, text_of, time_of, trim_end};
use crate::entity::assignment::{Role, Roles, read_roles};
use crate::entity::time::{TimeLabel, TimeReading, read_time};
use crate::lexicon::Label;
use crate::model::{Agency, ColumnRole, Detail, Task, TaskOrigin, Text, Time, TimeKind};
use crate::text::Logical;
use std::ops::Range;

/// A task in the making.
#[derive(Clone, Debug, Default)]
pub(crate) struct TaskDraft {
    /// The task without id.
    pub(crate) task: Task,
    /// Place in the document: item, then order inside it.
    pub(crate) order: (usize, usize),
    /// Fields that a label has filled.
    pub(crate) labelled: usize,
}

impl TaskDraft {
    /// An empty draft.
    pub(crate) fn new(origin: TaskOrigin, at: &str, title: Text, order: (usize, usize)) -> TaskDraft {
        TaskDraft { task: Task { origin, at: at.to_owned(), title, ..Task::default() }, order, labelled: 0 }
    }

    /// Whether a label has given it a lead, a time, a deliverable …
    pub(crate) fn has_fields(&self) -> bool {
        let t = &self.task;
        self.has_roles() || t.time.is_some() || !t.deliverables.is_empty()
    }

    /// Whether anybody is named.
    pub(crate) fn has_roles(&self) -> bool {
        let t = &self.task;
        !(t.lead.is_empty()
            && t.coordinating.is_empty()
            && t.implementing.is_empty()
            && t.supervising.is_empty())
    }

    /// Takes a value under a label or a column heading.
    pub(crate) fn fill(&mut self, label: Label, source: &Logical, range: Range<usize>) {
        let range = source.trim(range);
        if range.is_empty() || is_blank(source, &range) {
            return;
        }
        match label.field {
            ColumnRole::Lead => self.add_roles(source, &range, Role::Lead),
            ColumnRole::Coordinating => self.add_roles(source, &range, Role::Coordinating),
            ColumnRole::Implementing | ColumnRole::Roles => {
                self.add_roles(source, &range, Role::Implementing)
            }
            ColumnRole::Supervising => self.add_roles(source, &range, Role::Supervising),
            ColumnRole::Time => self.add_time(source, range, label.deadline),
            ColumnRole::Start => self.add_bound(source, range, true),
            ColumnRole::End => self.add_bound(source, range, false),
            ColumnRole::Deliverable => self.add_deliverables(source, range),
            ColumnRole::Funding => {
                self.task.funding = Some(text_of(source, trim_end(source, range, &END_MARKS)))
            }
            ColumnRole::Note => self.task.note = Some(text_of(source, range)),
            ColumnRole::Content => self.add_details(source, range),
            _ => return,
        }
        self.labelled += 1;
    }

    fn add_roles(&mut self, source: &Logical, range: &Range<usize>, role: Role) {
        let roles = read_roles(&source.text, &source.key, range.clone(), role);
        self.take_roles(source, &roles);
    }

    /// Adds agencies by role; one that is there already is not added again.
    pub(crate) fn take_roles(&mut self, source: &Logical, roles: &Roles) {
        let t = &mut self.task;
        for (list, mentions) in [
            (&mut t.lead, &roles.lead),
            (&mut t.coordinating, &roles.coordinating),
            (&mut t.implementing, &roles.implementing),
            (&mut t.supervising, &roles.supervising),
        ] {
            for mention in mentions {
                add_agency(list, agency_of(source, mention));
            }
        }
    }

    fn add_time(&mut self, source: &Logical, range: Range<usize>, deadline: bool) {
        let label = if deadline { TimeLabel::Deadline } else { TimeLabel::Period };
        let time = read_value_time(source, range, label);
        self.task.time = Some(match self.task.time.take() {
            None => time,
            Some(before) => merge_times(before, time),
        });
    }

    /// "Bắt đầu" and "Kết thúc" columns make one time.
    fn add_bound(&mut self, source: &Logical, range: Range<usize>, start: bool) {
        let read = read_value_time(source, range, TimeLabel::Period);
        let mut time = self.task.time.take().unwrap_or_default();
        time.text =
            if time.text.is_empty() { read.text.clone() } else { format!("{} {}", time.text, read.text) };
        time.spans.extend(read.spans);
        if start {
            time.start = read.start.or(read.end);
        } else {
            time.end = read.end.or(read.start);
        }
        time.kind = match (&time.start, &time.end) {
            (Some(_), Some(_)) => TimeKind::Between,
            (Some(_), None) => TimeKind::From,
            (None, Some(_)) => TimeKind::By,
            (None, None) => TimeKind::Unknown,
        };
        self.task.time = Some(time);
    }

    fn add_deliverables(&mut self, source: &Logical, range: Range<usize>) {
        for piece in split_at_semicolons(source, range) {
            let words = text_of(source, piece);
            if words.text.chars().any(char::is_alphanumeric) {
                self.task.deliverables.push(words);
            }
        }
    }

    /// Works inside one paragraph: "(1) …; (2) …", or the paragraph itself.
    pub(crate) fn add_details(&mut self, source: &Logical, range: Range<usize>) {
        let starts = numbered_starts(source, &range);
        if starts.is_empty() {
            let words = text_of(source, range);
            self.task.details.push(Detail { text: words.text, spans: words.spans, marker: None });
            return;
        }
        for (n, (marker, body)) in starts.iter().enumerate() {
            let end = starts.get(n + 1).map_or(range.end, |(next, _)| next.start);
            let words = text_of(source, trim_end(source, body.clone().start..end, &[';', ',']));
            let marker = source.text.get(marker.clone()).map(str::to_owned);
            self.task.details.push(Detail { text: words.text, spans: words.spans, marker });
        }
    }
}

/// A dash or dots: the cell says nothing.
fn is_blank(source: &Logical, range: &Range<usize>) -> bool {
    source.text.get(range.clone()).is_none_or(|t| !t.chars().any(char::is_alphanumeric))
}

/// No list of one task is longer; in a longer one only the last are compared.
const LONGEST_LIST: usize = 400;

/// Adds an agency unless the same words stand there already.
pub(crate) fn add_agency(list: &mut Vec<Agency>, agency: Agency) {
    let alike =
        |a: &str, b: &str| a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase));
    let same = |a: &Agency| alike(&a.name, &agency.name) && alike(&a.text, &agency.text);
    if !agency.text.is_empty() && !list.iter().rev().take(LONGEST_LIST).any(same) {
        list.push(agency);
    }
}

/// The time of a value; its text without end marks.
pub(crate) fn read_value_time(source: &Logical, range: Range<usize>, label: TimeLabel) -> Time {
    let part = source.slice(trim_end(source, range, &['.', ';', ',', '/']));
    let mut reading = read_time(&part.text, &part.key, label);
    reading.range = 0..part.text.len();
    time_of(&part, &reading)
}

/// Two times of one task: a mixed one.
fn merge_times(mut before: Time, time: Time) -> Time {
    if before.text == time.text {
        return before;
    }
    if before.kind != TimeKind::Mixed || before.parts.is_empty() {
        let (text, spans) = (before.text.clone(), before.spans.clone());
        before = Time { text, spans, kind: TimeKind::Mixed, parts: vec![before], ..Time::default() };
    }
    before.text.push(' ');
    before.text.push_str(&time.text);
    before.spans.extend_from_slice(&time.spans);
    before.parts.push(time);
    before
}

/// Ranges parted by `;` outside brackets and quotes.
fn split_at_semicolons(source: &Logical, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut depth = 0i32;
    let mut from = range.start;
    for (i, c) in source.text.get(range.clone()).unwrap_or("").char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ';' if depth <= 0 => {
                out.push(from..range.start + i);
                from = range.start + i + 1;
            }
            _ => {}
        }
    }
    out.push(from..range.end);
    out
}

/// `(1) …; (2) …`: marker and body of each, where at least two count up from 1.
fn numbered_starts(source: &Logical, range: &Range<usize>) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let text = source.text.get(range.clone()).unwrap_or("");
    let mut from = 0;
    for value in 1..=40usize {
        let needle = format!("({value})");
        let Some(at) = text.get(from..).and_then(|t| t.find(&needle)).map(|i| i + from) else { break };
        let start = range.start + at;
        let end = start + needle.len();
        out.push((start..end, end..range.end));
        from = at + needle.len();
    }
    if out.len() >= 2 { out } else { Vec::new() }
}

/// The first explicit limit of a sentence as a time.
pub(crate) fn limit_of(source: &Logical, limits: &[TimeReading]) -> Option<Time> {
    limits.first().map(|first| time_of(source, first))
}
