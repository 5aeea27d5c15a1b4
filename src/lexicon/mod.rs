//! Facts as data: tables (`*.tsv`) of agencies, places, abbreviations, document kinds, labels, headings, section
//! titles, signatories' titles.
//!
//! In: nothing. Out: look-ups over folded keys. Knows nothing of outline or model structs beyond their enums.
//! Rows are `wording ⇥ value …`; lines that start with `#` are comments. A new wording is a new row.

use crate::model::{ColumnRole, DocumentKind, SectionRole};
use crate::text::{bare, prefix};
use regex::RegexSet;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

pub(crate) mod agency;
mod wording;

/// The rows of a table, cells split at tabs.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|l| !l.trim().is_empty() && !l.starts_with('#'))
        .map(|l| l.split('\t').map(str::trim).collect())
}

/// A row of `document_kinds.tsv`.
static KINDS: LazyLock<HashMap<&'static str, DocumentKind>> = LazyLock::new(|| {
    rows(include_str!("document_kinds.tsv"))
        .filter_map(|r| {
            let kind = match *r.get(1)? {
                "plan" => DocumentKind::Plan,
                "program" => DocumentKind::Program,
                "scheme" => DocumentKind::Scheme,
                "decision" => DocumentKind::Decision,
                "resolution" => DocumentKind::Resolution,
                "directive" => DocumentKind::Directive,
                "dispatch" => DocumentKind::Dispatch,
                "report" => DocumentKind::Report,
                _ => DocumentKind::Other,
            };
            Some((*r.first()?, kind))
        })
        .collect()
});

/// The kind of document that `key` (a folded line) names, when it names one and nothing else.
pub(crate) fn document_kind(key: &str) -> Option<DocumentKind> {
    KINDS.get(key.trim_end_matches([':', '.', ' '])).copied()
}

/// The same for a line in capitals that a scanner has misread: "QUYÉT ĐỊNH", "THONG BAO".
pub(crate) fn misread_document_kind(key: &str) -> Option<DocumentKind> {
    static BARE: LazyLock<HashMap<String, DocumentKind>> =
        LazyLock::new(|| KINDS.iter().map(|(words, kind)| (bare(words), *kind)).collect());
    let key = key.trim_end_matches([':', '.', ' ']);
    (key.contains(' ') && key.len() < 60).then(|| BARE.get(&bare(key)).copied()).flatten()
}

/// The longest document kind at the start of `key`, with its length in bytes.
pub(crate) fn document_kind_prefix(key: &str) -> Option<(DocumentKind, usize)> {
    let mut best = None;
    let mut end = 0;
    for (words, word) in key.split(' ').take(5).enumerate() {
        end += word.len() + usize::from(words > 0);
        let Some(head) = key.get(..end) else { break };
        if let Some(kind) = KINDS.get(head.trim_end_matches([':', '.', ','])) {
            best = Some((*kind, head.trim_end_matches([':', '.', ',']).len()));
        }
    }
    best
}

/// The kind of document whose abbreviation opens the sign of a number: `KH-UBND`, `QĐ-TTg`, `CTr/TU`.
pub(crate) fn kind_of_symbol(symbol: &str) -> Option<DocumentKind> {
    static ABBREVIATIONS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
        rows(include_str!("document_kinds.tsv"))
            .filter(|r| r.len() > 2 && r.get(2).is_some_and(|a| !a.is_empty()))
            .filter_map(|r| Some((*r.get(2)?, *r.first()?)))
            .collect()
    });
    let head = symbol.split(['-', '/']).next().unwrap_or("").trim();
    ABBREVIATIONS.get(head).and_then(|name| document_kind(name))
}

/// What a top-level section is for, told from its folded title.
pub(crate) fn section_role(key: &str) -> Option<SectionRole> {
    static ROLES: LazyLock<(RegexSet, Vec<SectionRole>)> = LazyLock::new(|| {
        let (words, roles): (Vec<String>, Vec<SectionRole>) = rows(include_str!("section_roles.tsv"))
            .filter_map(|r| {
                let role = match *r.get(1)? {
                    "purpose" => SectionRole::Purpose,
                    "objectives" => SectionRole::Objectives,
                    "tasks" => SectionRole::Tasks,
                    "funding" => SectionRole::Funding,
                    "implementation" => SectionRole::Implementation,
                    "reporting" => SectionRole::Reporting,
                    _ => SectionRole::Other,
                };
                let words = *r.first()?;
                let pattern = match words.strip_prefix('^') {
                    Some(start) => format!("^{}", regex::escape(start)),
                    None => regex::escape(words),
                };
                Some((pattern, role))
            })
            .unzip();
        (RegexSet::new(words).expect("escaped words"), roles)
    });
    let (words, roles) = &*ROLES;
    words.matches(key).iter().next().and_then(|first| roles.get(first)).copied()
}

/// What a label or a column heading announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    /// The field.
    pub(crate) field: ColumnRole,
    /// A bare period under it is a limit.
    pub(crate) deadline: bool,
    /// Not used as a heading of columns.
    pub(crate) body_only: bool,
    /// Not used as a label in running text.
    pub(crate) table_only: bool,
}

/// What stands under a heading, as far as its look goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// The work.
    Work,
    /// Who leads: mostly one.
    Leader,
    /// Who helps or acts.
    Actors,
    /// When.
    Time,
    /// What comes of it.
    Result,
    /// Anything else.
    Other,
}

impl Label {
    /// What stands under it.
    pub(crate) fn holds(self) -> Holds {
        match self.field {
            ColumnRole::Lead => Holds::Leader,
            ColumnRole::Coordinating
            | ColumnRole::Implementing
            | ColumnRole::Roles
            | ColumnRole::Supervising => Holds::Actors,
            ColumnRole::Time | ColumnRole::Start | ColumnRole::End => Holds::Time,
            ColumnRole::Content => Holds::Work,
            ColumnRole::Deliverable => Holds::Result,
            _ => Holds::Other,
        }
    }
}

static LABELS: LazyLock<HashMap<&'static str, Label>> = LazyLock::new(|| {
    rows(include_str!("labels.tsv"))
        .filter_map(|r| {
            let flags = r.get(2).copied().unwrap_or("");
            let label = Label {
                field: column_role(r.get(1)?),
                deadline: flags.contains('d'),
                body_only: flags.contains('b'),
                table_only: flags.contains('t'),
            };
            Some((*r.first()?, label))
        })
        .collect()
});

fn column_role(name: &str) -> ColumnRole {
    match name {
        "ordinal" => ColumnRole::Ordinal,
        "content" => ColumnRole::Content,
        "lead" => ColumnRole::Lead,
        "coordinating" => ColumnRole::Coordinating,
        "implementing" => ColumnRole::Implementing,
        "supervising" => ColumnRole::Supervising,
        "roles" => ColumnRole::Roles,
        "time" => ColumnRole::Time,
        "start" => ColumnRole::Start,
        "end" => ColumnRole::End,
        "deliverable" => ColumnRole::Deliverable,
        "funding" => ColumnRole::Funding,
        "note" => ColumnRole::Note,
        "indicator" => ColumnRole::Indicator,
        "unit" => ColumnRole::Unit,
        _ => ColumnRole::Other,
    }
}

/// Folds a label's slashes and spaces to one spelling: "Cơ quan / đơn vị  chủ trì" = "cơ quan/đơn vị chủ trì".
fn label_key(key: &str) -> Cow<'_, str> {
    let bare = |c: char| matches!(c, '*' | '_' | ':' | '.' | '-' | '(' | ')' | ' ');
    let tidy = |word: &str| !word.is_empty() && !word.starts_with(['/', ',']) && !word.ends_with('/');
    if key.split(' ').all(tidy) && !key.contains(|c: char| c != ' ' && c.is_whitespace()) {
        return Cow::Borrowed(key.trim_matches(bare));
    }
    let mut words = key.split_whitespace();
    let mut out = words.next().unwrap_or("").to_owned();
    for word in words {
        if !out.ends_with('/') && !word.starts_with(['/', ',']) {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out.trim_matches(bare).to_owned())
}

/// The label or heading that `key` (folded) is, by a known wording or by the grammar of labels.
pub(crate) fn label(key: &str) -> Option<Label> {
    if key.len() > 120 {
        return None;
    }
    let key = label_key(key);
    LABELS.get(&*key).copied().or_else(|| wording::read(&key))
}

/// Whether a folded line announces an assignment and says no role: "Tổ chức thực hiện:", "Phân công nhiệm vụ".
pub(crate) fn opens_roles(key: &str) -> bool {
    key.len() <= 120 && wording::is_opener(&label_key(key))
}

/// Whether a folded line is the heading of a column of ordinals: "STT", "TT".
pub(crate) fn is_ordinal_heading(key: &str) -> bool {
    label(key).is_some_and(|l| l.field == ColumnRole::Ordinal)
}

/// The titles of signatories.
static POSITIONS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| rows(include_str!("positions.tsv")).filter_map(|r| r.first().copied()).collect());

/// Whether `key` (folded, without authority mark) opens with the title of a signatory.
pub(crate) fn is_position(key: &str) -> bool {
    let key = key.trim_start_matches(['*', ' ']);
    POSITIONS.iter().any(|p| opens_with_words(key, p))
}

/// The same for words in capitals that a scanner has misread: "PHÓ TỎNG GIÁM ĐÓC", "PHO CHU NHIEM".
pub(crate) fn is_misread_position(key: &str) -> bool {
    static BARE: LazyLock<Vec<String>> = LazyLock::new(|| POSITIONS.iter().map(|p| bare(p)).collect());
    let key = bare(prefix(key.trim_start_matches(|c: char| !c.is_alphanumeric()), 60));
    BARE.iter().any(|p| opens_with_words(&key, p))
}

fn opens_with_words(key: &str, words: &str) -> bool {
    key.strip_prefix(words).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
}

/// Whether a folded cell opens a row of totals.
pub(crate) fn opens_total(key: &str) -> bool {
    ["tổng cộng", "tổng số", "cộng", "tổng kinh phí", "tổng:"].iter().any(|w| key.starts_with(w))
}

/// No heading is longer, in bytes: what is longer is a cell that speaks of such things.
const LONGEST_HEADING: usize = 110;

/// The role of a column whose folded heading is `key`: the wording itself, or its telling words.
pub(crate) fn heading(key: &str) -> Option<Label> {
    static HEADINGS: LazyLock<Vec<(Vec<&'static str>, ColumnRole)>> = LazyLock::new(|| {
        rows(include_str!("headings.tsv"))
            .filter_map(|r| Some((r.first()?.split('+').collect(), column_role(r.get(1)?))))
            .collect()
    });
    if let Some(label) = label(key).filter(|l| !l.body_only) {
        return Some(label);
    }
    let plain = label_key(key);
    if plain.len() > LONGEST_HEADING || plain.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let fits = |word: &&str| match word.strip_prefix('^') {
        Some(start) => plain.starts_with(start),
        None => plain.contains(*word),
    };
    let (_, field) = HEADINGS.iter().find(|(words, _)| words.iter().all(&fits))?;
    let deadline = *field == ColumnRole::Time
        && ["hoàn thành", "thời hạn", "kết thúc", "hạn "].iter().any(|w| plain.contains(w));
    Some(Label { field: *field, deadline, body_only: false, table_only: true })
}
