//! Siblings judged together: a list of agencies, of orders, or of works.
//!
//! In: the numbered paragraphs under one heading. Out: [`List`], and which of them name agencies. Knows no single agency.
//! Tricky: `3. Tổ vận hành hồ chứa` between `1. Sở Xây dựng` and `5. Hội Làm vườn`, over what is to be done, is an agency that
//! nobody need know; `4. Kinh phí` is none.

use super::duty_paragraph::{heading_agencies, is_agency_title, is_reporting_title};
use super::value::text_of;
use crate::entity::agency::begins_name;
use crate::entity::assignment::{Force, read_force};
use crate::lexicon;
use crate::lexicon::agency::words;
use crate::lexicon::agency::{Shape, Tokens};
use crate::model::{Agency, Certainty};
use crate::outline::{BlockRef, Node};
use crate::text::Logical;

/// What a list of siblings holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// Headings that name agencies, duties below them.
    Agencies,
    /// Paragraphs that name who does what.
    Orders,
    /// Anything else.
    Works,
}

/// What one paragraph brings into the judgement.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sibling {
    /// The title names agencies and nothing else.
    pub(super) agencies: bool,
    /// The title has the shape of a name: short, no stop, no verb in front; what stands below it begins with a verb.
    pub(super) named: bool,
    /// "Đối với …": the title turns to somebody or something; whether to somebody.
    pub(super) towards: Option<bool>,
    /// How the title binds its subject.
    pub(super) force: Force,
}

/// Longest heading that names an agency, in letters.
const HEADING: usize = 160;

impl Sibling {
    /// Reads the numbered paragraph `node`; `first` is the first child of it.
    pub(super) fn read(node: &Node, first: Option<&Node>) -> Sibling {
        let title = &node.title;
        let below = node.blocks.iter().find_map(|b| match b {
            BlockRef::Text { text, .. } => Some(text),
            BlockRef::Table(_) => None,
        });
        let acts = below.or(first.map(|f| &f.title)).is_some_and(begins_with_verb);
        let run_in = unknown_run_in(title).is_some();
        Sibling {
            agencies: is_agency_title(node),
            named: (acts && has_name_shape(title) || run_in) && !is_reporting_title(node),
            towards: title
                .key
                .starts_with(TOWARDS)
                .then(|| begins_name(&title.text, &title.key, TOWARDS.len())),
            force: force_of(title),
        }
    }
}

/// What a heading that turns to somebody begins with.
const TOWARDS: &str = "đối với ";

/// Bytes of "Đối với " at the beginning of a heading.
fn turned(key: &str) -> usize {
    if key.starts_with(TOWARDS) { TOWARDS.len() } else { 0 }
}

/// Whether all of the siblings turn to somebody: "Đối với Ban Giám hiệu", "Đối với đội ngũ giáo viên"; half of them to a name at least.
fn turn_to_people(siblings: &[Sibling]) -> bool {
    let names = siblings.iter().filter(|s| s.towards == Some(true)).count();
    siblings.len() >= 2 && siblings.iter().all(|s| s.towards.is_some()) && names * 2 >= siblings.len()
}

/// How the first sentence of a paragraph binds its subject.
pub(super) fn force_of(text: &Logical) -> Force {
    read_force(&text.text, &text.key)
}

/// Judges siblings. `addressed`: the document or the title above speaks to agencies.
pub(super) fn judge(siblings: &[Sibling], addressed: bool) -> List {
    let count = |holds: fn(&Sibling) -> bool| siblings.iter().filter(|s| holds(s)).count();
    let agencies = count(|s| s.agencies);
    let named = count(|s| s.agencies || s.named);
    let bound = count(|s| s.agencies || s.named || s.force >= Force::Subject);
    let addressed = addressed || turn_to_people(siblings);
    let unknown = addressed && named >= 2 && bound * 4 >= siblings.len() * 3;
    if agencies >= 2 || agencies == 1 && addressed || unknown {
        return List::Agencies;
    }
    judge_forces(siblings.iter().map(|s| s.force), addressed)
}

/// Judges paragraphs by how they bind their subjects.
pub(super) fn judge_forces(forces: impl Iterator<Item = Force>, addressed: bool) -> List {
    let (mut all, mut bound, mut charged) = (0, 0, 0);
    for force in forces {
        all += 1;
        bound += usize::from(force >= Force::Subject);
        charged += usize::from(force >= Force::Charge);
    }
    let orders = charged >= 2 && bound * 2 >= all
        || charged == 1 && bound == all && all >= 2
        || addressed && bound >= 2 && bound * 4 >= all * 3;
    if orders { List::Orders } else { List::Works }
}

/// "Nhóm Hậu cần: Chủ trì …": the agencies before a colon that a verb follows, known or not.
pub(super) fn unknown_run_in(title: &Logical) -> Option<Vec<Agency>> {
    let colon = title.key.find(':').filter(|c| *c < HEADING)?;
    let (head, rest) = (title.slice(0..colon), title.slice(colon + 1..title.text.len()));
    let named = has_name_shape(&head) && !head.text.contains('(') && begins_with_verb(&rest);
    named.then(|| agencies_of(&head))
}

/// The agencies of a heading in a list of agencies, known or not.
pub(super) fn agencies_of(title: &Logical) -> Vec<Agency> {
    let end = title.key.trim_end_matches([':', '.', ';', ' ']).len();
    let charge = ["có trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ"];
    let name = charge.iter().find_map(|c| title.key.get(..end)?.strip_suffix(c)).map(str::trim_end);
    let end = name.map_or(end, str::len);
    let known = heading_agencies(title, end);
    let last = known.last().and_then(|a| a.spans.last()).map(|s| s.end);
    let bound = title.spans(title.trim(0..end)).last().map(|s| s.end);
    if !known.is_empty() && (last == bound || known.iter().any(|a| a.scope.is_some())) {
        return known;
    }
    let text = text_of(title, turned(&title.key).min(end)..end);
    vec![Agency {
        name: text.text.clone(),
        text: text.text,
        spans: text.spans,
        certainty: Certainty::Likely,
        ..Agency::default()
    }]
}

/// Whether a text says at once what is to be done.
pub(super) fn begins_with_verb(text: &Logical) -> bool {
    let tokens = Tokens::new(&text.text, &text.key, 0..text.text.len().min(first_words(text)));
    words().verb.trie().end(&tokens, 0).is_some() || words().adjunct.trie().end(&tokens, 0).is_some()
}

/// Bytes that hold the first words of a paragraph.
fn first_words(text: &Logical) -> usize {
    text.text.char_indices().nth(40).map_or(text.text.len(), |(i, _)| i)
}

fn has_name_shape(title: &Logical) -> bool {
    let (text, key) = (title.text.trim_end_matches([':', '.']), title.key.as_str());
    let plain = text.chars().count() < HEADING && !text.ends_with([';', ',']) && !text.contains(". ");
    let tokens = Tokens::new(&title.text, key, turned(key)..title.text.len().min(first_words(title)));
    let verb = words().verb.trie().end(&tokens, 0).filter(|end| tokens.shape(*end) == Some(Shape::Word));
    let head = words().head.trie().end(&tokens, 0);
    let acts = verb.is_some() && head < verb;
    plain
        && words().thing.trie().end(&tokens, 0).is_none()
        && !acts
        && text.chars().next().is_some_and(char::is_uppercase)
        && lexicon::section_role(key).is_none()
}
