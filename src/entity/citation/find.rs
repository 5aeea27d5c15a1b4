//! Citations in a text: type word, number, date, issuer, and whether one stands in another's subject.
//!
//! In: text and key. Out: mentions in order, not overlapping. A number with its sign makes a citation, and so does the
//! name of a law; a bare type word ("Kế hoạch này") makes none.
//!
//! Tricky: in "Quyết định số 1/QĐ-TTg … về … Chỉ thị số 37-CT/TW …; Nghị quyết số 2/NQ-CP" the middle one is nested; in
//! "số 1/QĐ-TTg và số 2/QĐ-TTg" none is.

use super::{CitationMention, kinds, law, sign};
use crate::entity::calendar::date;
use crate::model::CitationKind;
use crate::text::prefix;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Where a number may start.
static FIGURES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\d{1,5}(?:\.\d{1,3})?[abcdđ]?\s{0,3}[/\-–—−‐‑]").expect("pattern"));

/// A number without sign, or left blank: "Quyết định số 435 ngày", "Kế hoạch số    /KH-UBND".
static UNSIGNED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\bsố\s*:?(?:\s*(\d{1,5})\s*,?\s*ngày\s*\d|[\s.…_]*/)").expect("pattern"));

static BLANK_DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*,?\s*ngày[\s.…_]*(?:\d{1,2}[\s.…_]*)?(?:/[\s.…_]*(?:\d{1,2}[\s.…_]*)?/|tháng[\s.…_]*(?:\d{1,2}[\s.…_]*)?năm)[\s.…_]*(?:\d{4}\b)?").expect("pattern")
});

static DATE_HEAD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*[,(]?\s*(?:(?:ký|ban\s+hành)\s+)?ngày\s*").expect("pattern"));

/// What an issuer is called for short: "Bộ Giáo dục và Đào tạo (GDĐT) ngày …".
static SHORT_NAME: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\s*\([^()]{1,80}\)").expect("pattern"));

static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\s*,?\s*năm\s+\d{4}\b").expect("pattern"));

static ISSUER_HEAD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*\)?\s*,?\s*của\s+").expect("pattern"));

/// Where an issuer's name is over.
static ISSUER_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"[,;.:()“”"\[\]]|\s[-–]\s|\b(?:về|v/v|ban\s+hành|phê\s+duyệt|quy\s+định|sửa\s+đổi|hướng\s+dẫn|công\s+bố|đã|được|nhằm|thực\s+hiện|triển\s+khai|thông\s+qua|tại|trên|trong|để|và\s+(?:các\s+)?(?:số|luật|nghị|quyết|thông|chỉ|kế\s+hoạch|chương|đề\s+án|công\s+văn|tờ\s+trình|kết\s+luận|hướng|kết\s+quả|văn\s+bản)|thành\s+lập|giao\s+(?:nhiệm|các|chỉ\s+tiêu|kế|dự|cho|vốn)|bãi\s+bỏ|thay\s+thế|điều\s+chỉnh|đối\s+với|yêu\s+cầu|là|có|phải|từ|đến|theo|với|tăng\s+cường|đẩy\s+mạnh|giám\s+sát|kết\s+luận|năm\s+\d|số\s+\d|ngày)\b"#,
    )
    .expect("pattern")
});

/// Heads of organs whose own names go on with what they do.
static TASK_ORGAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:ban\s+chỉ\s+đạo|tổ\s+công\s+tác|hội\s+đồng\s+(?:quốc\s+gia|phối\s+hợp|liên\s+ngành)|ủy\s+ban\s+quốc\s+gia)\b[^,;.]*$").expect("pattern")
});

/// What the subject of a document begins with.
static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"^[\s)]*(?:\([^()]{0,120}\)\s*)?(?:“|"|,\s*)?(?:về|v/v|ban\s+hành|phê\s+duyệt|quy\s+định|sửa\s+đổi|bổ\s+sung|hướng\s+dẫn|công\s+bố|thực\s+hiện|triển\s+khai|thi\s+hành|nhằm|đẩy\s+mạnh|tăng\s+cường|tổ\s+chức|quán\s+triệt|thông\s+qua|bãi\s+bỏ|thay\s+thế|điều\s+chỉnh|chi\s+tiết|áp\s+dụng|kéo\s+dài|phân\s+bổ|thành\s+lập|giao|cho)\b"#,
    )
    .expect("pattern")
});

/// What ends a subject: the next base, an amendment, a proposal.
static RELEASE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\n|(?:xét|theo)\s+(?:\S+\s+)?đề\s+(?:nghị|xuất)|\bsau\s+khi\s+xem\s+xét|\bcăn\s+cứ\s|được\s+sửa\s+đổi|\bđược\s+(?:bổ\s+sung|thay\s+thế)|(?:sửa\s+đổi|bổ\s+sung)[^;.]{0,16}\s(?:bởi|tại|theo)\s*$|kèm\s+theo\s*$|(?:\S+\s+){7}và\s+thực\s+hiện\s*$|:\s*$",
    )
    .expect("pattern")
});

/// What amends a document of its own kind.
static AMENDED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[^;.]*được\s+(?:sửa\s+đổi|bổ\s+sung|thay\s+thế)").expect("pattern"));

/// What is said of a law that another document goes into: "quy định chi tiết một số điều của".
static REGULATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:số\s+điều|chi\s+tiết|biện\s+pháp)\b[^;.\n]{0,90}\b(?:của|thi\s+hành)\s+$")
        .expect("pattern")
});

/// A `;` inside a subject: "… về thi đua; quy định chi tiết một số điều của Luật …".
static SUBJECT_GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^\s*(?:và\s+)?(?:quy\s+định|hướng\s+dẫn|sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế|công\s+bố)\b",
    )
    .expect("pattern")
});

static SENTENCE_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"[.!?]\s+(?:\p{Lu}|\d{1,2}\.\s)|\p{Lu}{2,}\s+(?:Căn cứ|Thực hiện|Triển khai|Tiếp tục|Theo|Xét)\s",
    )
    .expect("pattern")
});

/// "và" or a comma right before a further base.
static JOINED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?:,|\bvà|\bcùng)\s*$").expect("pattern"));

/// Nothing but connecting words.
static CONNECTOR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[\s,)]*(?:(?:và|hoặc|cùng|các|với)\b[\s,]*)*$").expect("pattern"));

/// A plan announced before a law: "ban hành Kế hoạch triển khai thi hành Luật …".
static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\b(?:kế\s+hoạch|chương\s+trình|đề\s+án)\s[^;.]*\b(?:thi\s+hành|thực\s+hiện|triển\s+khai)\s+$",
    )
    .expect("pattern")
});

/// No date and issuer are longer, in bytes.
const LONGEST_TAIL: usize = 400;

/// A citation without its date and issuer.
struct Core {
    range: Range<usize>,
    kind: Option<CitationKind>,
    number: Option<String>,
    date: Option<String>,
    symbol: String,
    by_name: bool,
}

/// All citations, in order.
pub(super) fn citations(text: &str, key: &str) -> Vec<CitationMention> {
    let mut cores = numbered(text, key);
    cores.extend(unsigned(text, key));
    cores.extend(odd(text, key));
    cores.extend(laws(text, key));
    cores.sort_by_key(|c| (c.range.start, std::cmp::Reverse(c.range.end)));
    let mut kept: Vec<Core> = Vec::new();
    for core in cores {
        if kept.last().is_none_or(|last| last.range.end <= core.range.start) {
            kept.push(core);
        }
    }
    let mut out: Vec<CitationMention> = Vec::new();
    for (at, core) in kept.iter().enumerate() {
        let limit = kept.get(at + 1).map_or(key.len(), |next| next.range.start);
        let mention = complete(text, key, core, limit, &out);
        out.push(mention);
    }
    out
}

/// The stretch before `at` that may hold a type word.
fn window(text: &str, at: usize, bytes: usize) -> usize {
    let mut from = at.saturating_sub(bytes);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    from
}

/// Numbers with signs, each with the type word or law before it.
fn numbered(text: &str, key: &str) -> Vec<Core> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = FIGURES.find_at(text, at) {
        at = found.end();
        let start = found.start();
        let glued = text.get(..start).and_then(|b| b.chars().next_back());
        let behind_word = key.get(..start).is_some_and(|b| b.ends_with("số"));
        if !behind_word && glued.is_some_and(|c| c.is_alphanumeric() || "/.-–".contains(c)) {
            continue;
        }
        let Ok((rest, sign)) = sign::sign(text.get(start..).unwrap_or_default()) else { continue };
        let end = text.len() - rest.len();
        let from = window(text, start, 90);
        let slices = (text.get(from..start).unwrap_or_default(), key.get(from..start).unwrap_or_default());
        let before = kinds::before(slices.0, slices.1);
        if before.is_none() && !(sign.is_plain() && (!sign.party || sign.symbol.contains('/'))) {
            continue;
        }
        let (back, kind) = before.map_or((0, None), |b| (b.back, b.kind));
        let listed = text.get(..start - back).is_some_and(|t| t.trim_end().ends_with(['(', ',', ';', ':']));
        if kind.is_none() && !listed && text.get(start - back..).is_some_and(|t| t.starts_with('S')) {
            continue; // "Số: 117/KH-UBND" is the document's own
        }
        out.push(Core {
            range: start - back..end,
            kind,
            number: sign.number(),
            date: None,
            symbol: sign.symbol,
            by_name: false,
        });
        at = end;
    }
    out
}

/// "Quyết định số 435 ngày …", "Kế hoạch số     /KH-UBND".
fn unsigned(text: &str, key: &str) -> Vec<Core> {
    let mut out = Vec::new();
    for found in UNSIGNED.captures_iter(key) {
        let Some(whole) = found.get(0) else { continue };
        let from = window(text, whole.start(), 90);
        let head = kinds::before(
            text.get(from..whole.start()).unwrap_or_default(),
            key.get(from..whole.start()).unwrap_or_default(),
        );
        let Some(kind) = head.as_ref().and_then(|h| h.kind) else { continue };
        let start = whole.start() - head.map_or(0, |h| h.back);
        let (end, number, symbol) = match found.get(1) {
            Some(figures) => (figures.end(), Some(figures.as_str().to_owned()), String::new()),
            None => {
                let after_word = whole.start() + "số".len();
                let tail = text.get(after_word..).unwrap_or_default();
                let Ok((rest, sign)) = sign::letterhead_sign(tail) else { continue };
                (text.len() - rest.len(), None, sign.symbol)
            }
        };
        out.push(Core { range: start..end, kind: Some(kind), number, date: None, symbol, by_name: false });
    }
    out
}

/// A number of any other shape between a type word and a date: "Văn bản số YN-SA032/26-LR ngày 21/4/2026".
fn odd(text: &str, key: &str) -> Vec<Core> {
    static ODD: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\bsố\s*:?\s*([\p{L}\d&]+(?:[./–-][\p{L}\d&]+)+)").expect("pattern"));
    let mut out = Vec::new();
    for found in ODD.captures_iter(key).filter_map(|c| c.get(1)) {
        let (start, end) = (found.start(), found.end());
        let from = window(text, start, 90);
        let slices = (text.get(from..start).unwrap_or_default(), key.get(from..start).unwrap_or_default());
        let Some(head) = kinds::before(slices.0, slices.1).filter(|h| h.kind.is_some()) else { continue };
        let number = text.get(found.range()).unwrap_or_default();
        let mixed = number.contains(|c: char| c.is_ascii_digit()) && number.contains(char::is_alphabetic);
        let dated = date_after(prefix(key.get(end..).unwrap_or_default(), 60));
        if mixed && dated.is_some_and(|(_, date)| date.is_some()) {
            out.push(Core {
                range: start - head.back..end,
                kind: head.kind,
                number: Some(number.to_owned()),
                date: None,
                symbol: String::new(),
                by_name: false,
            });
        }
    }
    out
}

/// Laws by name, with their number where one follows.
fn laws(text: &str, key: &str) -> Vec<Core> {
    let mut out = Vec::new();
    let mut past = 0;
    for at in law::heads(text, key) {
        if at < past {
            continue;
        }
        let (Some(rest), Some(folded)) = (text.get(at..), key.get(at..)) else { continue };
        let basis = key.get(..at).is_some_and(|b| b.trim_end().ends_with("căn cứ"));
        let Some(name) = law::name(rest, folded, basis) else { continue };
        let words = rest.get(..name.length).unwrap_or_default();
        let mut core = Core {
            range: at..at + name.whole,
            kind: Some(law_kind(folded)),
            number: Some(words.split_whitespace().collect::<Vec<_>>().join(" ")),
            date: name.date,
            symbol: String::new(),
            by_name: true,
        };
        if let Some((length, number)) = law_number(rest.get(name.whole..).unwrap_or_default()) {
            core.range.end += length;
            core.number = Some(number);
            core.by_name = false;
        }
        past = core.range.end;
        out.push(core);
    }
    out
}

/// " số 134/2025/QH15" after the name of a law.
fn law_number(rest: &str) -> Option<(usize, String)> {
    let body = rest.trim_start().trim_start_matches([',', '(']).trim_start();
    let body = body.strip_prefix("số").map_or(body, |b| b.trim_start().trim_start_matches(':').trim_start());
    let (after, found) = sign::sign(body).ok()?;
    (found.symbol.contains("QH")).then_some(())?;
    let closed = after.strip_prefix(')').filter(|_| rest.trim_start().starts_with('(')).unwrap_or(after);
    Some((rest.len() - closed.len(), found.number()?))
}

fn law_kind(key: &str) -> CitationKind {
    match key.split_whitespace().next() {
        Some("hiến") => CitationKind::Constitution,
        Some("pháp") => CitationKind::Ordinance,
        Some("nghị") => CitationKind::Resolution,
        _ => CitationKind::Law,
    }
}

/// Adds date and issuer, kind and nesting.
fn complete(
    text: &str,
    key: &str,
    core: &Core,
    limit: usize,
    earlier: &[CitationMention],
) -> CitationMention {
    let last = earlier.last();
    let mut end = core.range.end;
    let mut day = core.date.clone();
    let tail = |from: usize| prefix(key.get(from..limit).unwrap_or_default(), LONGEST_TAIL);
    if day.is_none()
        && let Some((length, found)) = date_after(tail(end))
    {
        end += length;
        day = found;
    }
    let mut issuer = None;
    if let Some(head) = ISSUER_HEAD.find(tail(end)) {
        let from = end + head.end();
        let length = issuer_length(tail(from));
        if length > 0 {
            end = from + length;
            issuer = text.get(from..end).map(|s| s.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    if issuer.is_some() && day.is_none() {
        let short = SHORT_NAME.find(tail(end)).map_or(0, |m| m.end());
        if let Some((length, Some(found))) = date_after(tail(end + short)) {
            end += short + length;
            day = Some(found);
        }
    }
    let gap = last.and_then(|l| key.get(l.range.end..core.range.start));
    let joint = gap.is_some_and(|g| CONNECTOR.is_match(g));
    let inherited = last.filter(|_| joint).map(|l| l.kind);
    let kind = core.kind.or(inherited).unwrap_or_else(|| kinds::by_symbol(&core.symbol));
    let listed = core.kind.is_none() && !core.by_name && in_bracket(key, core.range.start, earlier);
    let nested = !listed && is_nested(text, key, core, kind, unaliased(key, earlier));
    CitationMention {
        range: core.range.start..end,
        kind,
        number: core.number.clone(),
        date: day,
        issuer,
        nested,
    }
}

/// A date right after a number; blanks to fill in, or a year alone, give none but belong to the citation.
fn date_after(rest: &str) -> Option<(usize, Option<String>)> {
    if let Some(head) = DATE_HEAD.find(rest)
        && let Some(body) = rest.get(head.end()..)
        && let Ok((after, found)) = date(body)
        && found.year.is_some()
    {
        let closed = after.strip_prefix(')').filter(|_| head.as_str().contains('(')).unwrap_or(after);
        return Some((rest.len() - closed.len(), found.iso()));
    }
    BLANK_DATE.find(rest).or_else(|| YEAR.find(rest)).map(|m| (m.end(), None))
}

/// How long the issuer's name is.
fn issuer_length(rest: &str) -> usize {
    let mut from = 0;
    while let Some(stop) = ISSUER_END.find_at(rest, from) {
        let name = rest.get(..stop.start()).unwrap_or_default();
        let goes_on = matches!(stop.as_str().split_whitespace().next(), Some("triển" | "thực" | "thi"));
        if !(goes_on && TASK_ORGAN.is_match(name)) || stop.start() > 120 {
            return bare_name(name).len();
        }
        from = stop.end();
    }
    if rest.len() <= 160 { bare_name(rest).len() } else { 0 }
}

/// Without the words that lead on to the next citation.
fn bare_name(name: &str) -> &str {
    let mut bare = name.trim_end();
    while let Some(shorter) = [" và", " các", " cùng"].iter().find_map(|w| bare.strip_suffix(w)) {
        bare = shorter.trim_end();
    }
    bare
}

/// Whether a number without its own type word belongs to the bracket behind a plural head:
/// "các Nghị định … của Luật Đê điều (số 41/2018/NĐ-CP …; số 52/2020/NĐ-CP …)".
fn in_bracket(key: &str, at: usize, earlier: &[CitationMention]) -> bool {
    let before = key.get(window(key, at, 600)..at).unwrap_or_default();
    let Some(open) = before.rfind('(').filter(|&open| !before.get(open..).is_some_and(|b| b.contains(')')))
    else {
        return false;
    };
    let bracket = at - before.len() + open;
    if before.get(open + 1..).is_some_and(|b| !b.trim().is_empty()) {
        let first = earlier.iter().rev().take_while(|m| m.range.start > bracket).last();
        return first.is_some_and(|m| !m.nested && m.range.start <= bracket + 3);
    }
    let clause = before.get(..open).and_then(|b| b.rfind([';', '\n'])).map_or(0, |i| i + 1);
    let plural = before.get(clause..open).is_some_and(|b| b.contains("các "));
    plural
        && earlier.iter().rev().take_while(|m| m.range.start + before.len() >= at + clause).all(|m| m.nested)
}

/// The last citation, unless it only repeats the one before it as its short name: "… (Nghị quyết số 163/2024/QH15), …".
fn unaliased<'a>(key: &str, earlier: &'a [CitationMention]) -> Option<&'a CitationMention> {
    let last = earlier.last()?;
    let bracketed = key.get(..last.range.start).is_some_and(|b| b.trim_end().ends_with('('))
        && key.get(last.range.end..).is_some_and(|r| r.starts_with(')'));
    let first = earlier.iter().rev().skip(1).take(8).find(|m| bracketed && m.number == last.number);
    first.or(Some(last))
}

/// Whether a citation, of this kind, stands in the subject of the one before it.
fn is_nested(text: &str, key: &str, core: &Core, kind: CitationKind, last: Option<&CitationMention>) -> bool {
    let start = core.range.start;
    if core.by_name && REGULATED.is_match(key.get(window(key, start, 150)..start).unwrap_or_default()) {
        return true;
    }
    if core.by_name && core.date.is_none() {
        let from = window(key, start, 300);
        let clause = key.get(from..start).unwrap_or_default();
        if ANNOUNCED.is_match(clause)
            && last.is_none_or(|l| l.range.end < from || released(text, key, l.range.end..start))
        {
            return true;
        }
    }
    let Some(last) = last else { return false };
    let gap = last.range.end..start;
    let folded = key.get(gap.clone()).unwrap_or_default();
    if CONNECTOR.is_match(folded) {
        return last.nested;
    }
    if last.nested && last.kind == kind && AMENDED.is_match(folded) {
        return true;
    }
    if released(text, key, gap)
        || (!core.by_name && (JOINED.is_match(folded) || folded.trim_end().ends_with(" tại")))
    {
        return false;
    }
    let law = matches!(last.kind, CitationKind::Law | CitationKind::Ordinance | CitationKind::Constitution);
    last.nested || (!law && SUBJECT.is_match(folded))
}

/// Whether the subject is over before the end of `gap`.
fn released(text: &str, key: &str, gap: Range<usize>) -> bool {
    let words = text.get(gap.clone()).unwrap_or_default();
    let folded = key.get(gap).unwrap_or_default();
    let next_base = folded.rsplit_once(';').is_some_and(|(_, after)| !SUBJECT_GOES_ON.is_match(after));
    next_base || RELEASE.is_match(folded) || SENTENCE_END.is_match(words)
}
