//! What one paragraph says of duties: an agency heading, a duty with its agencies, or neither.
//!
//! In: a paragraph, and the agencies of the heading above it. Out: [`Reading`]. Tricky: `Sở Tài chính chủ trì, phối hợp các
//! sở, ban, ngành` over bullets is a heading, the same words with what is to be done are a duty.

use super::value::agency_of;
use crate::entity::agency::{AgencyMention, heading_lead, is_agency_heading, scan_agencies, split_agencies};
use crate::entity::assignment::{Assignment, Force, is_formula, read_assignment, sentences};
use crate::layout::is_upper;
use crate::lexicon;
use crate::model::{Agency, SectionRole};
use crate::outline::Node;
use crate::text::Logical;
use std::ops::Range;

/// What a paragraph of an implementation section is.
pub(super) enum Reading {
    /// It names the agencies to which what follows is given.
    Heading(Vec<Agency>),
    /// It is a duty.
    Duty(Vec<Agency>),
    /// A later sentence of it gives duties.
    Orders(Vec<Duty>),
    /// Neither.
    Nothing,
}

/// "Nghị quyết này có hiệu lực …": a sentence about the document itself.
fn speaks_of_document(key: &str) -> bool {
    let kinds =
        ["nghị quyết", "quyết định", "kế hoạch", "chỉ thị", "công văn", "thông báo", "văn bản", "quy chế"];
    kinds.iter().any(|k| key.strip_prefix(k).is_some_and(|rest| rest.starts_with(" này")))
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
        return Reading::Duty(agencies);
    }
    let first = sentences(&text.text, key).first().map_or(0, |s| s.end);
    let end = if ends_open(text) { key.trim_end_matches([':', ';', ' ']).len().min(first) } else { first };
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
        return Reading::Duty(lead);
    }
    if context.is_empty() && !heading_like {
        return Reading::Orders(orders_of(text, Force::Subject));
    }
    let title = text.text.starts_with('<') || is_upper(&text.text);
    if heading_like || title || is_member(key) || speaks_of_document(key) || is_formula(&text.text, key) {
        return Reading::Nothing;
    }
    Reading::Duty(context.to_vec())
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
    follows.then_some(Assignment { lead, coordinating, force: Force::Subject })
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

/// The agencies that a heading names.
pub(super) fn heading_agencies(text: &Logical, end: usize) -> Vec<Agency> {
    let start = heading_lead(&text.text, &text.key, end);
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

/// A duty inside of a paragraph: its sentences and its agencies.
pub(super) struct Duty {
    /// The sentences.
    pub(super) text: Logical,
    /// Who has it.
    pub(super) lead: Vec<Agency>,
    /// With whom.
    pub(super) coordinating: Vec<Agency>,
}

/// A sentence that may begin a duty of its own, with its range.
struct Sentence {
    range: Range<usize>,
    text: Logical,
    read: Assignment,
    formula: bool,
}

/// The sentences of a paragraph from the `from`th on, each read when it is asked for.
fn sentences_of(text: &Logical, from: usize) -> impl Iterator<Item = Sentence> {
    let cut = |range: Range<usize>| {
        let slice = text.slice(range.clone());
        let read = read_assignment(&slice.text, &slice.key).unwrap_or_default();
        let formula = is_formula(&slice.text, &slice.key) || is_exhortation(&slice, &read);
        Sentence { range, read, formula, text: slice }
    };
    sentences(&text.text, &text.key).into_iter().skip(from).map(cut)
}

/// The paragraph's first duty is `lead`'s; a sentence with a subject of its own begins another, a formula ends one.
pub(super) fn split_duties(text: &Logical, lead: Vec<Agency>) -> Vec<Duty> {
    let mut groups: Vec<(Range<usize>, Vec<Agency>)> = Vec::new();
    let mut from = 0;
    let mut current = Some(lead);
    for sentence in sentences_of(text, 1) {
        let own =
            current.as_ref().is_none_or(|c| is_other(&sentence, c)) && sentence.read.force > Force::None;
        if !own && !sentence.formula {
            continue;
        }
        groups.extend(current.take().map(|lead| (from..sentence.range.start, lead)));
        if !sentence.formula {
            current = Some(sentence.read.lead.iter().map(|m| agency_of(&sentence.text, m)).collect());
        }
        from = sentence.range.start;
    }
    groups.extend(current.map(|lead| (from..text.text.len(), lead)));
    groups.into_iter().map(|(range, lead)| duty(text.slice(range), lead)).collect()
}

fn duty(text: Logical, lead: Vec<Agency>) -> Duty {
    let read = read_assignment(&text.text, &text.key).unwrap_or_default();
    let coordinating = read.coordinating.iter().map(|m| agency_of(&text, m)).collect();
    Duty { text, lead, coordinating }
}

/// "Yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện": everybody is asked to do everything.
fn is_exhortation(text: &Logical, read: &Assignment) -> bool {
    let everybody = !read.lead.is_empty() && read.lead.iter().all(|m| m.collective);
    let everything = ["nghiêm túc", "nêu cao tinh thần", "triển khai thực hiện./", "tổ chức thực hiện./"];
    everybody && text.text.chars().count() < EXHORTATION && everything.iter().any(|w| text.key.contains(w))
}

/// Longest exhortation, in letters.
const EXHORTATION: usize = 420;

/// Whether the subject of a sentence is none of `current`. A bare noun ("đơn vị", "Vụ") is a short form of it.
fn is_other(sentence: &Sentence, current: &[Agency]) -> bool {
    let lead = &sentence.read.lead;
    let short = |m: &AgencyMention| !m.collective && !sentence.text.text[m.range.clone()].contains(' ');
    sentence.read.force > Force::None
        && !sentence.formula
        && !lead.iter().all(|m| short(m) || current.iter().any(|a| a.name == m.name))
}

/// The orders of a paragraph outside of the implementation section, from the first sentence on that gives one.
pub(super) fn orders_of(text: &Logical, least: Force) -> Vec<Duty> {
    let addresses = |s: &Sentence| {
        let named = s.read.lead.iter().any(|m| !m.collective);
        s.read.force >= least
            && !s.formula
            && (s.read.force != Force::Charge || named || least < Force::Charge)
    };
    let found = sentences_of(text, 0).find(addresses);
    let Some(first) = found else { return Vec::new() };
    let rest = text.slice(first.range.start..text.text.len());
    let lead = first.read.lead.iter().map(|m| agency_of(&first.text, m)).collect();
    split_duties(&rest, lead)
}
