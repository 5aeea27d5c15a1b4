//! Legal bases (*căn cứ*), and the preamble that they stand in.
//!
//! In: the paragraphs between title and first section. Out: [`LegalBasis`] values, the preamble, and the issuer that the
//! preamble names where no letterhead survives.
//!
//! Tricky: `Thực hiện Kế hoạch số 9669/KH-UBND …; UBND tỉnh ban hành Kế hoạch …` ends at `;`, while
//! `Thực hiện Quyết định số 1001 …; Quyết định số 1452 …` is one basis.

use super::citations::Citations;
use super::value::{END_MARKS, in_order, text_of, trim_end};
use crate::entity::agency::{canonical_name, scan_agencies};
use crate::model::{LegalBasis, LetterheadAgency, Relation, Text};
use crate::text::Logical;
use crate::text::prefix;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Words that open a basis, and how they invoke it.
const OPENERS: [(&str, Relation); 32] = [
    ("căn cứ vào ", Relation::Pursuant),
    ("căn cứ ", Relation::Pursuant),
    ("căn cứ:", Relation::Pursuant),
    ("tiếp tục triển khai thực hiện ", Relation::Implements),
    ("tiếp tục triển khai ", Relation::Implements),
    ("tiếp tục thực hiện ", Relation::Implements),
    ("tiếp tục đẩy mạnh thực hiện ", Relation::Implements),
    ("thực hiện ", Relation::Implements),
    ("triển khai thực hiện ", Relation::Implements),
    ("triển khai thi hành ", Relation::Implements),
    ("triển khai ", Relation::Implements),
    ("thi hành ", Relation::Implements),
    ("để tổ chức thực hiện ", Relation::Implements),
    ("để triển khai thực hiện ", Relation::Implements),
    ("để triển khai ", Relation::Implements),
    ("để thực hiện hiệu quả ", Relation::Implements),
    ("để thực hiện ", Relation::Implements),
    ("nhằm triển khai thực hiện ", Relation::Implements),
    ("nhằm thực hiện ", Relation::Implements),
    ("trên cơ sở đề nghị ", Relation::Proposal),
    ("xét đề nghị ", Relation::Proposal),
    ("xét đề xuất ", Relation::Proposal),
    ("xét tờ trình ", Relation::Proposal),
    ("xét văn bản ", Relation::Proposal),
    ("xét báo cáo ", Relation::Proposal),
    ("xét công văn ", Relation::Proposal),
    ("xét ", Relation::Proposal),
    ("sau khi xem xét ", Relation::Proposal),
    ("theo đề nghị ", Relation::Proposal),
    ("theo đề xuất ", Relation::Proposal),
    ("theo tờ trình ", Relation::Proposal),
    ("thực hiện:", Relation::Implements),
];

/// Openers that make a basis only where they cite something: purposes and bare verbs.
const NEEDS_CITATION: [&str; 8] =
    ["sau khi ", "để ", "nhằm ", "triển khai ", "thi hành ", "thực hiện ", "tiếp tục ", "xét "];

fn opener_at(key: &str) -> Option<(&'static str, Relation)> {
    OPENERS.iter().find(|(words, _)| key.starts_with(words)).copied()
}

/// Whether a folded paragraph opens with a basis.
pub(crate) fn opens_basis(key: &str) -> bool {
    let key = key.trim_start_matches(|c: char| !c.is_alphanumeric());
    opener_at(key).is_some_and(|(words, _)| {
        let strict = words.starts_with("căn cứ") || words.starts_with("xét") || words.starts_with("theo");
        strict
            || key.contains(" số ")
            || key.contains('/')
            || key.contains("luật")
            || key.ends_with([';', '.', ':', ','])
    })
}

/// Whether a line that opens like a basis may be a subject: "Thực hiện …", "Triển khai …".
pub(crate) fn may_be_subject(key: &str) -> bool {
    ["thực hiện ", "triển khai ", "tiếp tục ", "thi hành "].iter().any(|w| key.starts_with(w))
}

/// Bases and what is left of the paragraphs.
#[derive(Debug, Default)]
pub(crate) struct Intro {
    /// The bases.
    pub(crate) bases: Vec<LegalBasis>,
    /// What opens the body besides the bases.
    pub(crate) preamble: Option<Text>,
    /// The organ that the preamble names as issuing.
    pub(crate) issuer: Option<LetterheadAgency>,
}

/// Reads the paragraphs between title and first section.
pub(crate) fn read_intro(paragraphs: &[&Logical], citations: &Citations) -> Intro {
    let mut intro = Intro::default();
    let mut rest: Vec<Logical> = Vec::new();
    for text in paragraphs {
        let mut from = 0;
        for (range, relation, needs_citation) in clauses(text, citations) {
            let spans = text.spans(range.clone());
            let cited = citations.inside(&spans);
            if cited.is_empty() && needs_citation {
                continue;
            }
            rest.push(text.slice(from..range.start));
            from = range.end;
            let trimmed = trim_end(text, range, &END_MARKS);
            let words = text_of(text, trimmed);
            intro.bases.push(LegalBasis { relation, text: words.text, spans: words.spans, citations: cited });
        }
        rest.push(text.slice(from..text.text.len()));
        if intro.issuer.is_none() {
            intro.issuer = issuing_organ(text);
        }
    }
    rest.retain(|r| r.text.chars().any(char::is_alphanumeric) && !is_decree_word(&r.key));
    let joined = in_order(&rest);
    if !joined.is_empty() {
        let start = joined.text.len() - joined.text.trim_start_matches([';', '.', ',', ' ']).len();
        intro.preamble = Some(text_of(&joined, start..joined.text.len()));
    }
    intro
}

/// "QUYẾT ĐỊNH:", "QUYẾT NGHỊ:" between bases and articles.
fn is_decree_word(key: &str) -> bool {
    matches!(key.trim_matches(|c: char| !c.is_alphabetic()), "quyết định" | "quyết nghị" | "nay quyết định")
}

/// The basis clauses of a paragraph: range, relation, and whether they need a citation to count.
fn clauses(text: &Logical, citations: &Citations) -> Vec<(Range<usize>, Relation, bool)> {
    static BOUNDARY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^[^\p{L}\p{N}]*|[.;,:]\s+|\svà\s)(căn cứ|tiếp tục|thực hiện|triển khai|thi hành|để|nhằm|sau khi xem xét|xét|theo|trên cơ sở)\s")
            .expect("constant pattern")
    });
    /// A document by its number: "Thông báo số 12/TB-UBND".
    static NAMED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(?:\p{L}+\s+){1,4}số\s*\d").expect("constant pattern"));
    let key = text.key.as_str();
    let mut starts: Vec<(usize, Relation, bool)> = Vec::new();
    let mut at = 0;
    while let Some(found) = BOUNDARY.captures_at(key, at) {
        let Some(word) = found.get(1) else { break };
        at = word.start() + 1;
        while !key.is_char_boundary(at) {
            at += 1;
        }
        let Some((opener, relation)) = opener_at(key.get(word.start()..).unwrap_or("")) else { continue };
        let first = key.get(..word.start()).is_none_or(|h| !h.chars().any(char::is_alphanumeric));
        let upper =
            text.text.get(word.start()..).and_then(|t| t.chars().next()).is_some_and(char::is_uppercase);
        let proposal = relation == Relation::Proposal;
        let purpose = ["để", "nhằm", "triển khai", "thi hành"].iter().any(|w| opener.starts_with(w));
        let strict =
            opener.starts_with("căn cứ") || proposal && !opener.starts_with("xét ") || first && !purpose;
        let named = key.get(word.start() + opener.len()..).is_some_and(|k| NAMED.is_match(k));
        let and = found.get(0).is_some_and(|m| m.as_str().trim_start().starts_with("và "));
        let behind = word.start() + opener.len();
        let joined = and && named && !citations.inside(&text.spans(behind..behind + 1)).is_empty();
        if !(first || upper || joined || proposal && opener != "xét ") {
            continue;
        }
        starts.push((
            word.start(),
            relation,
            !strict || NEEDS_CITATION.iter().any(|n| opener.starts_with(n)) && !first,
        ));
    }
    let mut out = Vec::new();
    for (n, (start, relation, needs)) in starts.iter().enumerate() {
        let next = starts.get(n + 1).map_or(key.len(), |s| s.0);
        let end = issuing_clause(text, *start, next).unwrap_or(next);
        let end = trim_joint(key, *start, end);
        out.push((*start..end, *relation, *needs));
    }
    out
}

/// Cuts "và", blanks and stops between two clauses.
fn trim_joint(key: &str, start: usize, end: usize) -> usize {
    let slice = key.get(start..end).unwrap_or("").trim_end();
    let slice = slice.strip_suffix(" và").unwrap_or(slice);
    start + slice.trim_end().len()
}

/// Where, inside a basis, the clause begins in which the issuer speaks: "…; UBND tỉnh ban hành Kế hoạch".
fn issuing_clause(text: &Logical, start: usize, end: usize) -> Option<usize> {
    static STOP: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[.;,]\s+\S").expect("constant pattern"));
    let key = text.key.get(start..end)?;
    let mut silent = 0;
    for stop in STOP.find_iter(key) {
        let next = start + stop.end() - key.get(..stop.end())?.chars().next_back()?.len_utf8();
        if next < silent {
            continue;
        }
        match speaks(text, next) {
            Ok(_) => return Some(start + stop.start() + 1),
            Err(end) => silent = end,
        }
    }
    None
}

/// No bracket between an organ and its verb is longer, in bytes.
const LONGEST_BRACKET: usize = 1000;

/// An organ that stands at `at` and issues something: the organ's range. Else the end of the organs that stand there and
/// issue nothing.
fn speaks(text: &Logical, at: usize) -> Result<Range<usize>, usize> {
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(?:\([^)]*\)\s*)?(?:đã\s+)?(?:ban hành|xây dựng|yêu cầu|đề nghị|tổ chức|triển khai|thông báo|quyết định|chỉ thị|hướng dẫn|phê duyệt|báo cáo|kính trình|có ý kiến|giao|đề ra|phát động)\s")
            .expect("constant pattern")
    });
    let at = text.key.get(at..).filter(|k| k.starts_with("nay ")).map_or(at, |_| at + "nay ".len());
    let upper = text.text.get(at..).unwrap_or("").starts_with(char::is_uppercase);
    if !upper {
        return Err(at);
    }
    let from = ["chủ tịch ", "thường trực "]
        .iter()
        .find_map(|w| text.key.get(at..)?.starts_with(w).then_some(at + w.len()))
        .unwrap_or(at);
    let Some((organs, end)) = scan_agencies(&text.text, &text.key, from) else {
        return unknown_issuer(text, at).ok_or(at);
    };
    let issues = VERB.is_match(prefix(text.key.get(end..).unwrap_or(""), LONGEST_BRACKET));
    let known = organs.first().filter(|_| issues).map(|organ| organ.range.clone());
    known.or_else(|| unknown_issuer(text, at)).ok_or(end)
}

/// No organ of an issuing sentence is longer, in bytes.
const LONGEST_ORGAN: usize = 240;

/// An organ in no table, by what it does: "Trạm Thủy nông Khe Lang xây dựng Kế hoạch …", "… có ý kiến như sau:".
fn unknown_issuer(text: &Logical, at: usize) -> Option<Range<usize>> {
    static ISSUES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^([^,;.:\n]{4,200}?)\s+(?:ban hành|xây dựng|thông báo|hướng dẫn|có ý kiến|yêu cầu|đề nghị|tổ chức)\s+(kế hoạch|chương trình|phương án|đề án|hướng dẫn|quy chế|quy định|chỉ thị|nghị quyết)?")
            .expect("constant pattern")
    });
    static DOCUMENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:các\s+)?(?:luật|bộ luật|pháp lệnh|nghị|quyết|thông|chỉ|kế hoạch|chương trình|đề án|công văn|công điện|văn bản|kết luận|hướng dẫn|tờ trình|báo cáo|quy|căn cứ|thực hiện|triển khai|để|nhằm|tiếp tục|trên|theo|xét|năm|ngày|trong)\b|\bsố\s*\d|\d/|\bvề\b|\bđược\b")
            .expect("constant pattern")
    });
    let key = text.key.get(at..)?;
    let found = ISSUES.captures(prefix(key, LONGEST_ORGAN))?;
    let organ = found.get(1)?;
    let announces = found.get(2).is_some() || key.trim_end().trim_end_matches([':', '.']).ends_with("sau");
    let name = organ.as_str().strip_suffix(" đã").unwrap_or(organ.as_str());
    let tells = [" vừa", " sẽ", " mới"].iter().any(|w| name.ends_with(w)); // a report of what another has issued
    (announces && !tells && !DOCUMENT.is_match(name)).then(|| at..at + name.len())
}

/// The organ that a paragraph names as issuing: "Ủy ban nhân dân xã An Trường xây dựng Kế hoạch …".
fn issuing_organ(text: &Logical) -> Option<LetterheadAgency> {
    static ISSUES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\s(?:ban hành|xây dựng|đề ra|triển khai|phát động|thông báo|tổ chức|yêu cầu)\s")
            .expect("constant pattern")
    });
    static START: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:^|[.;,]\s+)\S").expect("constant pattern"));
    if !ISSUES.is_match(&text.key) {
        return None;
    }
    let mut silent = 0;
    for start in START.find_iter(&text.key) {
        let at = start.end() - text.key.get(..start.end())?.chars().next_back()?.len_utf8();
        if at < silent {
            continue;
        }
        match speaks(text, at) {
            Ok(organ) => {
                let words = text_of(text, organ);
                let (name, _) = canonical_name(&words.text);
                return Some(LetterheadAgency { text: words.text, spans: words.spans, name });
            }
            Err(end) => silent = end,
        }
    }
    None
}
