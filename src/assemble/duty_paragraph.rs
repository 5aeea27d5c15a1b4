//! What one paragraph says of duties: an agency heading, a duty with its agencies, or neither.
//!
//! In: a paragraph, and the agencies of the heading above it. Out: [`Reading`]. Tricky: `Sở Tài chính chủ trì, phối hợp các
//! sở, ban, ngành` over bullets is a heading, the same words with what is to be done are a duty.

use super::value::agency_of;
use crate::entity::agency::{AgencyMention, is_agency_heading, scan_agencies, split_agencies};
use crate::entity::assignment::{Assignment, read_assignment};
use crate::lexicon;
use crate::model::{Agency, SectionRole};
use crate::outline::Node;
use crate::text::Logical;

/// What a paragraph of an implementation section is.
pub(super) enum Reading {
    /// It names the agencies to which what follows is given.
    Heading(Vec<Agency>),
    /// It is a duty.
    Duty { lead: Vec<Agency>, assignment: Option<Assignment> },
    /// Neither.
    Nothing,
}

/// Words with which the members of a committee are introduced, and their places in it (folded).
const MEMBERS: ([&str; 4], [&str; 14]) = (
    ["ông", "bà", "đồng chí", "đ/c"],
    [
        "trưởng ban",
        "phó ban",
        "thành viên",
        "ủy viên",
        "thư ký",
        "tổ trưởng",
        "tổ phó",
        "tổ viên",
        "trưởng tiểu ban",
        "phó tiểu ban",
        "trưởng đoàn",
        "phó đoàn",
        "đội trưởng",
        "đội viên",
    ],
);

/// "Ông: Nguyễn Văn A - Bí thư Đoàn - Trưởng ban": a member of a committee, no duty.
fn is_member(key: &str) -> bool {
    let (titles, places) = MEMBERS;
    let words = key.trim_end_matches(['.', ';', ',', ' ']);
    let titled = |t: &str| key.strip_prefix(t).is_some_and(|rest| rest.starts_with([' ', ':']));
    titles.iter().any(|t| titled(t)) && places.iter().any(|p| words.ends_with(p))
}

pub(super) fn classify(text: &Logical, has_below: bool, context: &[Agency]) -> Reading {
    let key = text.key.as_str();
    if is_agency_heading(&text.text, key) {
        let agencies = heading_agencies(text, key.len());
        if !agencies.is_empty() && (has_below || ends_open(text) || context.is_empty()) {
            return Reading::Heading(agencies);
        }
    }
    if let Some((agencies, rest)) = run_in(text) {
        let empty = !key.get(rest..).is_some_and(|r| r.chars().any(char::is_alphanumeric));
        if empty || has_below && ends_open(text) {
            return Reading::Heading(agencies);
        }
        let tail = text.slice(rest..text.text.len());
        let inner =
            read_assignment(&tail.text, &tail.key).map(|a| shift(a, rest + leading_space(text, rest)));
        return Reading::Duty { lead: agencies, assignment: inner };
    }
    let end = if ends_open(text) { key.trim_end_matches([':', ';', ' ']).len() } else { key.len() };
    let read = read_assignment(text.text.get(..end).unwrap_or(""), key.get(..end).unwrap_or(""));
    let assignment =
        if read.as_ref().is_some_and(|a| !a.lead.is_empty()) { read } else { towards(text).or(read) };
    let lead: Vec<Agency> = assignment.iter().flat_map(|a| &a.lead).map(|m| agency_of(text, m)).collect();
    if has_below && ends_open(text) {
        return if lead.is_empty() { Reading::Heading(context.to_vec()) } else { Reading::Heading(lead) };
    }
    let heading_like =
        has_below && text.text.chars().count() < 110 && !text.text.trim_end().ends_with(['.', ';', ',', '/']);
    if !lead.is_empty() && heading_like {
        return Reading::Heading(lead); // "Sở Tài chính chủ trì, phối hợp các sở, ban, ngành" over its duties
    }
    if !lead.is_empty() {
        let ends = assignment.iter().flat_map(|a| &a.lead).map(|m| m.range.end).max().unwrap_or(0);
        if !key.get(ends..).is_some_and(|r| r.chars().any(char::is_alphanumeric)) {
            return Reading::Heading(lead); // the name alone
        }
        return Reading::Duty { lead, assignment };
    }
    if context.is_empty() || heading_like || is_member(key) {
        return Reading::Nothing;
    }
    Reading::Duty { lead: context.to_vec(), assignment }
}

/// "Đối với A (…) có trách nhiệm …": the agencies after "Đối với", where a verb follows.
fn towards(text: &Logical) -> Option<Assignment> {
    let start = "đối với ".len();
    if !text.key.starts_with("đối với ") {
        return None;
    }
    let (lead, end) = scan_agencies(&text.text, &text.key, start)?;
    let rest = text.key.get(end..)?.trim_start();
    let rest =
        if rest.starts_with('(') { rest.split_once(')').map_or(rest, |(_, r)| r.trim_start()) } else { rest };
    let follows = rest.chars().next().is_some_and(char::is_alphabetic);
    let coordinating = read_assignment(&text.text, &text.key).map(|a| a.coordinating).unwrap_or_default();
    follows.then_some(Assignment { lead, coordinating })
}

fn leading_space(text: &Logical, at: usize) -> usize {
    let rest = text.text.get(at..).unwrap_or("");
    rest.len() - rest.trim_start().len()
}

fn shift(mut assignment: Assignment, by: usize) -> Assignment {
    for mention in assignment.lead.iter_mut().chain(assignment.coordinating.iter_mut()) {
        mention.range = mention.range.start + by..mention.range.end + by;
        mention.scope = mention.scope.clone().map(|s| s.start + by..s.end + by);
    }
    assignment
}

/// "Sở X: …", "Giao Sở X: …": the agencies before a colon, and where the rest begins.
pub(super) fn run_in(text: &Logical) -> Option<(Vec<Agency>, usize)> {
    let colon = text.key.find(':').filter(|c| *c < 400)?;
    let head = text.slice(0..colon);
    if !is_agency_heading(&head.text, &head.key) {
        return None;
    }
    let agencies = heading_agencies(text, colon);
    (!agencies.is_empty()).then_some((agencies, colon + 1))
}

/// Words before the agencies of a heading.
const HEADING_LEADS: [&str; 14] = [
    "trách nhiệm của ",
    "nhiệm vụ của ",
    "giao trách nhiệm cho ",
    "giao nhiệm vụ cho ",
    "giao cho ",
    "giao ",
    "đề nghị ",
    "yêu cầu ",
    "đối với ",
    "phân công ",
    "trách nhiệm ",
    "kính đề nghị ",
    "trân trọng đề nghị ",
    "riêng ",
];

/// The agencies that a heading names.
pub(super) fn heading_agencies(text: &Logical, end: usize) -> Vec<Agency> {
    let key = text.key.get(..end).unwrap_or("");
    let start = HEADING_LEADS.iter().find(|w| key.starts_with(**w)).map_or(0, |w| w.len());
    let mentions: Vec<AgencyMention> = split_agencies(&text.text, &text.key, start..end);
    mentions.iter().map(|m| agency_of(text, m)).filter(|a| !a.text.is_empty()).collect()
}

pub(super) fn ends_open(text: &Logical) -> bool {
    let tail = text.text.trim_end();
    let duty = text.key.trim_end_matches([';', '.', ',', ' ']);
    duty.ends_with("có trách nhiệm")
        || duty.ends_with("có nhiệm vụ")
        || tail.ends_with(':')
        || tail.ends_with("sau")
        || tail.ends_with("như sau")
        || tail.ends_with("sau đây")
}

pub(super) fn is_agency_title(node: &Node) -> bool {
    is_agency_heading(&node.title.text, &node.title.key) || run_in(&node.title).is_some()
}

pub(super) fn is_implementation_title(title: &Logical) -> bool {
    ["tổ chức", "phân công", "trách nhiệm"].iter().any(|w| title.key.starts_with(w))
        && title.text.chars().count() < 90
        && lexicon::section_role(&title.key) == Some(SectionRole::Implementation)
}

pub(super) fn is_reporting_title(node: &Node) -> bool {
    node.title.text.chars().count() < 60
        && !node.title.key.contains(':')
        && lexicon::section_role(&node.title.key) == Some(SectionRole::Reporting)
}

/// The sentence that begins with "Giao A …" after another sentence, or the whole paragraph.
pub(super) fn given_sentence(text: &Logical) -> Logical {
    match text.key.find(". giao ") {
        Some(at) => text.slice(at + 2..text.text.len()),
        None => text.clone(),
    }
}

/// The agencies of "Giao A …" at the start of a paragraph or after a stop, or "… tỉnh giao A …".
pub(super) fn given_to(text: &Logical) -> Option<Vec<Agency>> {
    let key = text.key.as_str();
    for (at, _) in key.match_indices("giao ") {
        let before = key.get(..at).unwrap_or("").trim_end();
        let opens = before.is_empty()
            || before.ends_with([':', ';', '.', ',']) && (before.len() < 300 || before.ends_with(['.', ':']))
            || at < 120
                && [
                    "tỉnh",
                    "thành phố",
                    "chính phủ",
                    "ubnd",
                    "nhân dân",
                    "xã",
                    "phường",
                    "bộ",
                    "trưởng",
                    "thống nhất",
                    "đốc",
                    "chủ trương",
                ]
                .iter()
                .any(|w| before.ends_with(w));
        let boundary = key.get(..at).is_none_or(|h| !h.ends_with(char::is_alphanumeric));
        if !opens || !boundary {
            continue;
        }
        let mut start = at + "giao ".len();
        for lead in ["cho ", "trách nhiệm cho ", "nhiệm vụ cho ", "đồng chí "] {
            if lead != "đồng chí " && key.get(start..).is_some_and(|r| r.starts_with(lead)) {
                start += lead.len();
            }
        }
        let upper = text.text.get(start..).and_then(|t| t.chars().next()).is_some_and(|c| c.is_uppercase())
            || key.get(start..).is_some_and(|r| {
                r.starts_with("các ") || r.starts_with("đồng chí ") || r.starts_with("thủ trưởng")
            });
        if !upper {
            continue;
        }
        if let Some((mentions, _)) = scan_agencies(&text.text, key, start) {
            let agencies: Vec<Agency> = mentions.iter().map(|m| agency_of(text, m)).collect();
            if !agencies.is_empty() {
                return Some(agencies);
            }
        }
    }
    None
}
