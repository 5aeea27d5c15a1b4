//! The opening: letterhead, kind and subject.
//!
//! In: items up to the closing. Out: [`Header`], [`Title`] and where the body begins. Nghị định 30/2020/NĐ-CP, Phụ lục I:
//! Quốc hiệu, issuing organ, number, place and date, kind and subject stand in fixed places; extraction shuffles them, so
//! each is known by its words.
//!
//! Tricky: the subject may open like a basis ("Thực hiện Chỉ thị số …"), and the issuer's name may close it.

use super::addressees;
use super::letterhead::{
    Letterhead, NO_ORGANS, find_date_line, is_number_line, is_subject_line, opens_organ,
};
use super::value::{END_MARKS, in_order, text_of, trim_end};
use crate::form::is_national;
use crate::layout::{Item, Para, is_upper};
use crate::lexicon;
use crate::model::{Agency, DocumentKind, Header, LetterheadAgency, Text, Title};
use crate::outline::marker::scan_marker;
use crate::text::Logical;
use regex::Regex;
use std::sync::LazyLock;

/// The opening as read.
#[derive(Debug, Default)]
pub(crate) struct Opening {
    /// Letterhead.
    pub(crate) header: Header,
    /// Kind and subject.
    pub(crate) title: Title,
    /// Index of the item of the kind line, or of the last letterhead line of a dispatch.
    pub(crate) title_at: Option<usize>,
    /// Index of the first item of the body.
    pub(crate) body: usize,
    subject_lines: Vec<Logical>,
    addressees: Vec<Agency>,
}

/// Most items that may precede the title (portals put menus there).
const SEARCH: usize = 400;

/// Reads the opening of a document.
pub(crate) fn read_opening(items: &[Item]) -> Opening {
    let title_at = find_title(items);
    let mut opening = Opening::default();
    let letterhead_end = title_at.unwrap_or_else(|| dispatch_end(items));
    let start = letterhead_start(items, letterhead_end);
    let mut reader = Letterhead::default();
    for item in items.get(start..letterhead_end).unwrap_or(&[]) {
        if let Item::Para(para) = item {
            reader.line(para);
        }
    }
    opening.title_at = title_at;
    match title_at {
        Some(at) => read_title(items, at, &mut opening, &mut reader),
        None => read_untitled(items, letterhead_end, &mut opening, &mut reader),
    }
    opening.header = Header { addressees: std::mem::take(&mut opening.addressees), ..reader.finish() };
    opening.title.subject = subject_of(&opening.subject_lines, opening.header.issuer.as_ref());
    opening
}

/// The kind line: the first line in capitals that is a kind and nothing else, else one that opens with a kind.
fn find_title(items: &[Item]) -> Option<usize> {
    let lines = || items.iter().enumerate().take(SEARCH).filter_map(|(i, item)| item.para().map(|p| (i, p)));
    let exact = lines().find(|(_, p)| {
        misread_kind(p).is_some()
            || lexicon::document_kind(&p.text.key).is_some()
                && (is_upper(&p.text.text)
                    || is_strong(p) && p.text.text.chars().next().is_some_and(char::is_uppercase))
    });
    let limit = exact.map_or(SEARCH, |(i, _)| i);
    let body = lines().find(|(_, p)| opens_body(p)).map_or(usize::MAX, |(i, _)| i);
    let run_in = lines().take_while(|(i, _)| *i < limit.min(body)).find(|(_, p)| {
        lexicon::document_kind_prefix(&p.text.key).is_some_and(|(_, len)| {
            p.text.text.get(..len).is_some_and(is_upper) && p.text.text.len() > len && p.text.text.len() < 900
        })
    });
    match (run_in, exact) {
        (Some((i, _)), _) => Some(i),
        (None, Some((i, _))) if i <= body || i < body.saturating_add(3) => Some(i),
        _ => lines().next().filter(|(_, p)| is_bare_title(p)).map(|(i, _)| i),
    }
}

/// "Thông báo kết luận của …": kind and subject in small letters open a text without a letterhead.
fn is_bare_title(para: &Para) -> bool {
    let text = para.text.text.trim_end();
    let kind = lexicon::document_kind_prefix(&para.text.key).is_some_and(|(_, len)| len < text.len());
    let numbered = crate::entity::citation::find_number(text, &para.text.key).is_some()
        || para.text.key.split(' ').take(4).any(|w| w == "số" || w.contains('/'));
    kind && !numbered && text.starts_with(char::is_uppercase) && !text.ends_with(['.', ';', ':', ','])
}

/// The kind in capitals, as a scanner misreads it.
fn misread_kind(para: &Para) -> Option<DocumentKind> {
    is_upper(&para.text.text).then(|| lexicon::misread_document_kind(&para.text.key)).flatten()
}

fn is_strong(para: &Para) -> bool {
    para.style.bold || para.style.heading.is_some() || para.style.align == Some(crate::source::Align::Center)
}

/// Where a letterhead without a kind line ends: after "Kính gửi" and its lines, or at the first body line.
fn dispatch_end(items: &[Item]) -> usize {
    let mut end = 0;
    for (i, item) in items.iter().enumerate().take(60) {
        let Item::Para(para) = item else { break };
        let key = para.text.key.as_str();
        if key.starts_with(addressees::OPENER) {
            return i;
        }
        let form = is_national(key)
            || is_number_line(para)
            || find_date_line(&para.text).is_some()
            || is_subject_line(key);
        if form {
            end = i + 1;
        } else if opens_body(para) && i > 0 && para.column.is_none() {
            break;
        }
    }
    end
}

/// The last Quốc hiệu before the title begins the letterhead's neighbourhood: what portals put before it is left out.
fn letterhead_start(items: &[Item], end: usize) -> usize {
    let national =
        (0..end).rev().find(|i| items.get(*i).and_then(Item::para).is_some_and(|p| is_national(&p.text.key)));
    match national {
        Some(at) => at.saturating_sub(12),
        None => end.saturating_sub(14),
    }
}

/// A line that ends a letterhead or subject: bases, prose, sections, tables.
fn opens_body(para: &Para) -> bool {
    let key = para.text.key.as_str();
    super::bases::opens_basis(key)
        && para.text.text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
        || BODY_OPENERS.is_match(key)
            && !NO_ORGANS.iter().any(|w| key.starts_with(w))
            && !is_upper(&para.text.text)
        || DECREES.is_match(key)
        || scan_marker(key).is_some_and(|m| m.fit_case(&para.text.text).is_some()) && !is_number_line(para)
        || super::parts::is_promulgation(key)
}

/// "QUYẾT ĐỊNH:" between bases and articles.
static DECREES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:quyết định|quyết nghị|kết luận)\s?:\s*$").expect("constant pattern"));

static BODY_OPENERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:nhằm\s|để\s|trên cơ sở|trong thời gian|thời gian qua|năm [0-9]{4},|kính gửi|ngày [0-9]|sau khi|trước tình hình|hiện nay|tại\s|",
        r"(?:chủ tịch\s|thường trực\s|ban thường vụ\s|bộ trưởng\s|giám đốc\s)?(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|sở|bộ|ban|phòng|đảng ủy|tỉnh ủy|trường|trung tâm|công an)\s[^.]{0,120}(?:ban hành|xây dựng|yêu cầu|tổ chức|triển khai|thông báo|đề nghị)\s)"
    ))
    .expect("constant pattern")
});

/// Kind line and subject lines.
fn read_title(items: &[Item], at: usize, opening: &mut Opening, reader: &mut Letterhead) {
    let Some(para) = items.get(at).and_then(Item::para) else { return };
    let whole = || (misread_kind(para).unwrap_or(DocumentKind::Other), para.text.text.len());
    let (kind, len) = lexicon::document_kind_prefix(&para.text.key).unwrap_or_else(whole);
    let words = text_of(&para.text, 0..len);
    opening.title = Title { kind, text: Some(words.text), spans: words.spans, subject: None };
    let mut lines: Vec<Logical> = Vec::new();
    let decision = matches!(kind, DocumentKind::Decision | DocumentKind::Resolution);
    let rest = reader.number_behind_kind(para.text.slice(len..para.text.text.len()));
    if decision && rest.key.starts_with("của ") && is_upper(&rest.text) {
        // "QUYẾT ĐỊNH CỦA ỦY BAN NHÂN DÂN TỈNH X" names the organ, not the subject
    } else if rest.text.chars().any(char::is_alphanumeric) {
        lines.push(rest);
    }
    let mut next = at + 1;
    if decision
        && items
            .get(next)
            .and_then(Item::para)
            .is_some_and(|p| p.text.key.starts_with("của ") && is_upper(&p.text.text))
    {
        next += 1; // "QUYẾT ĐỊNH" / "CỦA ỦY BAN NHÂN DÂN TỈNH X"
    }
    while let Some(Item::Para(line)) = items.get(next) {
        let key = line.text.key.as_str();
        let rule = !line.text.text.chars().any(char::is_alphanumeric);
        if !rule {
            let ends =
                if lines.is_empty() { !is_subject(line) } else { opens_body(line) && !names_organ(line) }
                    || !lines.is_empty() && looks_like_prose(line)
                    || lines.iter().map(|l| l.text.len()).sum::<usize>() > 900
                    || line.column.is_some() && find_date_line(&line.text).is_some();
            if ends {
                break;
            }
            if is_national(key)
                || is_number_line(line)
                || find_date_line(&line.text).is_some() && key.len() < 120
            {
                reader.line(line);
            } else if decision && !lines.is_empty() && is_issuer_line(line) {
                next += 1;
                if items.get(next).and_then(Item::para).is_some_and(|p| is_session(&p.text.key)) {
                    next += 1;
                }
                reader.issuer_below(&line.text);
                break;
            } else {
                lines.push(line.text.clone());
            }
        }
        next += 1;
    }
    opening.body = next;
    opening.subject_lines = lines;
}

/// Whether the line below the kind is the subject: "Thực hiện Chỉ thị số …", "Triển khai thi hành Luật …" may open a subject
/// as well as a basis; a basis ends with a stop.
fn is_subject(line: &Para) -> bool {
    let text = line.text.text.trim_end();
    let closed = text.ends_with([';', ':', '.']) && !is_upper(text) && !is_strong(line);
    let organ = opens_organ(&line.text.key);
    !opens_body(line) || (super::bases::may_be_subject(&line.text.key) || organ) && !closed
}

/// "… Phó Bí thư Tỉnh ủy, Chủ tịch" + "Ủy ban nhân dân tỉnh tại cuộc họp …": a line of the subject; a sentence would end.
fn names_organ(line: &Para) -> bool {
    opens_organ(&line.text.key) && !line.text.text.trim_end().ends_with([';', ':', '.'])
}

/// A line of the subject is short and has no sentence end; prose has.
fn looks_like_prose(line: &Para) -> bool {
    let text = &line.text.text;
    let first = text.chars().next().is_some_and(char::is_uppercase);
    first
        && !is_upper(text)
        && !is_strong(line)
        && (text.ends_with([';', ':'])
            || line.text.key.ends_with("như sau.")
            || text.chars().count() > 220
            || text.ends_with('.') && text.chars().count() > 80)
}

/// The organ that decides, between subject and bases: "ỦY BAN NHÂN DÂN TỈNH …", "CHỦ TỊCH ỦY BAN …", "BỘ TRƯỞNG …".
fn is_issuer_line(line: &Para) -> bool {
    let key = line.text.key.as_str();
    is_upper(&line.text.text)
        && line.text.text.chars().count() < 140
        && (lexicon::is_position(key) || opens_organ(key))
}

/// "KHÓA IX, KỲ HỌP THỨ TƯ" below the council's name.
fn is_session(key: &str) -> bool {
    ["khóa ", "kỳ họp ", "phiên họp "].iter().any(|w| key.trim_start_matches('(').starts_with(w))
}

/// The subject: without "V/v", end marks and the name of the organ that ran into it.
fn subject_of(lines: &[Logical], issuer: Option<&LetterheadAgency>) -> Option<Text> {
    let joined = in_order(lines);
    let start = joined.text.len() - joined.text.trim_start_matches([',', ':', '-', '–', '.', ' ']).len();
    let start = start
        + ["v/v:", "v/v", "v/ v"]
            .iter()
            .find(|m| joined.key.get(start..).is_some_and(|k| k.starts_with(**m)))
            .map_or(0, |m| m.len());
    let mut range = trim_end(&joined, start..joined.text.len(), &END_MARKS);
    if let Some(end) = issuer.and_then(|i| before_issuer(&joined, range.clone(), i)) {
        range = trim_end(&joined, range.start..end, &END_MARKS);
    }
    let value = text_of(&joined, range);
    (!value.text.is_empty()).then_some(value)
}

/// Where the name of the issuer begins that closes a subject in capitals: "… MỚI” ỦY BAN NHÂN DÂN TỈNH X", also cut short
/// ("ỦY BAN NHÂN DÂN TỈNH") or after its head's title ("BỘ TRƯỞNG BỘ X").
fn before_issuer(
    joined: &Logical,
    range: std::ops::Range<usize>,
    issuer: &LetterheadAgency,
) -> Option<usize> {
    const TITLES: [&str; 5] = ["chủ tịch ", "bộ trưởng ", "giám đốc ", "thống đốc ", "tổng thanh tra "];
    let subject = joined.key.get(range.clone())?;
    if !is_upper(joined.text.get(range.clone())?) {
        return None;
    }
    let name = crate::text::fold(&issuer.text);
    let mut found = None;
    for (words, (at, _)) in subject.rmatch_indices(' ').enumerate() {
        if words > 16 {
            break;
        }
        let tail = subject.get(at + 1..)?;
        let organ = TITLES.iter().find_map(|t| tail.strip_prefix(t)).unwrap_or(tail);
        let kept = subject.get(..at)?;
        let belongs =
            ["của", "tại", "cho", "và", "do", "thuộc", "với", "về"].iter().any(|w| kept.ends_with(w));
        let whole_words =
            name.len() == organ.len() || name.get(organ.len()..).is_some_and(|r| r.starts_with(' '));
        if organ.len() >= "chính phủ".len() && name.starts_with(organ) && whole_words && !belongs {
            found = Some(range.start + at);
        }
    }
    found
}

/// A dispatch, an appendix alone, or a text without an opening.
fn read_untitled(items: &[Item], end: usize, opening: &mut Opening, reader: &mut Letterhead) {
    let subject = std::mem::take(&mut reader.subject);
    let body = |item: &Item| item.para().is_some_and(opens_body);
    (opening.addressees, opening.body) = addressees::read(items, end, body);
    let addressed = opening.body > end;
    if !subject.is_empty() || addressed || reader.number.is_some() {
        opening.title.kind = DocumentKind::Dispatch;
        if let Some(kind) =
            reader.number.as_ref().and_then(|n| n.symbol.as_deref()).and_then(lexicon::kind_of_symbol)
            && subject.is_empty()
            && !addressed
        {
            opening.title.kind = kind;
        }
    }
    opening.subject_lines = subject;
}
