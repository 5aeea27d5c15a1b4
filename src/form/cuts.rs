//! Where a block of the form begins inside a paragraph: Quốc hiệu, date of issue, kind, subject, bases, decision, recipients,
//! authority, name, "(Ban hành kèm theo …".
//!
//! In: a paragraph. Out: places. Tricky: `Hà Nội, ngày 06 tháng 3 năm 2019 QUYẾT ĐỊNH BAN HÀNH KẾ HOẠCH … Căn cứ Luật …` is
//! a date, a kind, a subject and a basis; "căn cứ quyết định: …" in small letters is a sentence.

use super::is_upper;
use super::national::national_from;
use super::signing::{authority_mark, signature_cuts};
use crate::lexicon;
use crate::text::Logical;
use regex::Regex;
use std::cell::LazyCell;
use std::sync::LazyLock;

static FORM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"n[ơo]i nh[ậa]n\s?:|",
        r"\b(?:tm|kt|tl|tuq)\s?\.|\b(?:t/m|k/t|t/l)[.\s]|",
        r"\(\s?(?:ban hành\s)?(?:đính\s)?kèm theo|",
        r"quyết (?:định|nghị)\s?:"
    ))
    .expect("constant pattern")
});

static ISSUE_DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"ngày\s*[0-9.…_ ]{0,6}\s*tháng\s*[0-9.…_ ]{0,6}\s*năm\s*(?:[0-9]{4}|[.…_]{2,6})")
        .expect("constant pattern")
});

/// The places in a paragraph where a block of the form begins, in order.
pub(crate) fn cuts(text: &Logical) -> Vec<usize> {
    let mut cuts = Vec::new();
    let letterhead = national_cuts(text, &mut cuts);
    let mut signing = None;
    let last_day = LazyCell::new(|| text.key.rfind("ngày"));
    for found in FORM.find_iter(&text.key) {
        let (start, end) = (found.start(), found.end());
        let upper = text.text.get(start..end).is_some_and(is_upper);
        match found.as_str().as_bytes().first() {
            Some(b'n') if text.text.get(start..).is_some_and(|t| t.starts_with('N')) => {
                cuts.push(start);
                signing = signing.or_else(|| title_behind_recipients(text, end));
            }
            Some(b'(') => {
                let dated = || last_day.is_some_and(|day| day > start);
                if ends_upper(text.text.get(..start).unwrap_or("")) && dated() {
                    cuts.push(start);
                }
            }
            Some(b'q') if upper => cuts.extend([start, end]),
            Some(b't' | b'k') if upper && marks(text, start) => {
                signing = Some(signing.map_or(start, |s| start.min(s)));
                cuts.push(start);
            }
            _ => {}
        }
    }
    if let Some(end) = issue_end(text, letterhead) {
        cuts.push(end);
        title_cuts(text, end, &mut cuts);
    } else if opens_with_kind(text, 0) {
        title_cuts(text, 0, &mut cuts);
    }
    if text.key.starts_with("căn cứ ") {
        base_cuts(text, 0, &mut cuts);
    }
    let titled = || lexicon::is_position(&text.key) && text.text.split(' ').next().is_some_and(is_upper);
    if let Some(start) = signing.or_else(|| titled().then_some(0)) {
        signature_cuts(text, start, &mut cuts);
    }
    cuts.retain(|c| *c > 0 && *c < text.text.len());
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// Before and behind every Quốc hiệu and Tiêu ngữ; whether there is one.
fn national_cuts(text: &Logical, cuts: &mut Vec<usize>) -> bool {
    let mut from = 0;
    while let Some(found) = national_from(text, from) {
        cuts.extend([found.start, found.end]);
        from = found.end;
    }
    from > 0
}

/// An authority mark stands here; in `Lưu: VT, KT. TM. ỦY BAN …` the first one is a unit.
fn marks(text: &Logical, at: usize) -> bool {
    let key = text.key.get(at..).unwrap_or("");
    let rest = key.split_once('.').map_or("", |(_, rest)| rest.trim_start());
    let unit =
        authority_mark(rest).is_some() && text.key.get(..at).is_some_and(|k| k.trim_end().ends_with(','));
    authority_mark(key).is_some() && !unit
}

/// `… - Lưu: VT. GIÁM ĐỐC Nguyễn Văn A`: the title in capitals of one who signs for himself.
fn title_behind_recipients(text: &Logical, from: usize) -> Option<usize> {
    let filed = text.key.get(from..)?.rfind("lưu").map(|at| at + from)?;
    let mut at = filed;
    for word in text.text.get(filed..)?.split_inclusive(' ') {
        let here = at;
        at += word.len();
        if is_upper(word) && text.key.get(here..).is_some_and(lexicon::is_position) {
            return Some(here);
        }
    }
    None
}

/// The end of the date of issue that something follows: in a letterhead, behind a number, or before a kind in capitals.
fn issue_end(text: &Logical, letterhead: bool) -> Option<usize> {
    if letterhead {
        return ISSUE_DATE.find(&text.key).map(|d| d.end());
    }
    ISSUE_DATE.find_iter(&text.key).find(|d| is_issue_line(text, d.start(), d.end())).map(|d| d.end())
}

/// A place name and a comma stand before the date, and the line's beginning or the document's number before them; or a kind
/// in capitals behind it.
fn is_issue_line(text: &Logical, date: usize, end: usize) -> bool {
    let before = text.key.get(..date).unwrap_or("").trim_end();
    let placed = before.ends_with(',') && text.text.starts_with(char::is_uppercase);
    let short = before.split(' ').count() <= 16 && !before.contains([';', ':']) || before.starts_with("số");
    placed && short && (before.starts_with("số") || opens_with_kind(text, end))
}

fn opens_with_kind(text: &Logical, from: usize) -> bool {
    let start = skip_space(&text.text, from);
    let kind = text.key.get(start..).and_then(lexicon::document_kind_prefix);
    kind.is_some_and(|(_, len)| text.text.get(start..start + len).is_some_and(is_upper))
}

fn skip_space(text: &str, from: usize) -> usize {
    text.get(from..).map_or(from, |rest| text.len() - rest.trim_start().len())
}

/// Whether the last word of a text is in capitals.
pub(crate) fn ends_upper(text: &str) -> bool {
    let word = text.trim_end_matches(|c: char| !c.is_alphanumeric()).rsplit(' ').next().unwrap_or("");
    word.chars().any(char::is_alphabetic) && is_upper(word)
}

/// Kind, subject and what follows them: a run of capitals that opens with a kind, or a kind before a sentence that ends at
/// the first basis.
fn title_cuts(text: &Logical, from: usize, cuts: &mut Vec<usize>) {
    let start = skip_space(&text.text, from);
    if !opens_with_kind(text, start) {
        return;
    }
    let Some((_, kind)) = text.key.get(start..).and_then(lexicon::document_kind_prefix) else { return };
    let end = end_of_capitals(&text.text, start + kind);
    let base = OPENING.find_at(&text.text, end).map(|m| m.start());
    if end > start + kind + 4 {
        let follows = base.filter(|b| *b <= end + 1);
        if from > 0 || follows.is_some() {
            cuts.extend([start + kind, end]);
            base_cuts(text, end, cuts);
        }
    } else if let Some(base) = base.filter(|b| *b > start + kind + 8) {
        cuts.extend([start + kind, base]);
        base_cuts(text, base, cuts);
    } else if from > 0 {
        cuts.push(start + kind);
    }
}

static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:Căn cứ|Thực hiện|Tiếp tục|Triển khai thực hiện|Nhằm|Để|Trên cơ sở|Xét đề nghị|Theo đề nghị|Ủy ban nhân dân|Uỷ ban nhân dân|UBND)\s")
        .expect("constant pattern")
});

/// Bases that follow each other.
fn base_cuts(text: &Logical, from: usize, cuts: &mut Vec<usize>) {
    static BASE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:[;.]\s(Căn cứ|Thực hiện|Xét đề nghị|Theo đề nghị|Theo đề xuất|Nhằm|Để|Trên cơ sở|Ủy ban nhân dân|Uỷ ban nhân dân|UBND)|,\s(Căn cứ|Xét đề nghị|Theo đề nghị))\s")
            .expect("constant pattern")
    });
    for found in BASE.captures_iter(&text.text) {
        let word = found.get(1).or_else(|| found.get(2));
        if let Some(word) = word.filter(|w| w.start() > from) {
            cuts.push(word.start());
        }
    }
}

/// End of a run of words in capitals that starts at `from`; the next sentence's first word is not part of it.
fn end_of_capitals(text: &str, from: usize) -> usize {
    let mut end = from;
    let mut at = from;
    for word in text.get(from..).unwrap_or("").split_inclusive(' ') {
        let letters = word.chars().any(char::is_alphabetic);
        let symbol = word.contains('/') && word.chars().any(|c| c.is_ascii_digit());
        if letters && !is_upper(word) && !symbol {
            break;
        }
        at += word.len();
        if letters
            || word.trim().ends_with(['”', '"', ')'])
            || word.trim().ends_with(|c: char| c.is_ascii_digit())
        {
            end = at;
        }
    }
    end
}
