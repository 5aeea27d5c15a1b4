//! The opening: letterhead, kind and subject.
//!
//! In: items up to the closing. Out: [`Header`], [`Title`] and where the body begins. Nghị định 30/2020/NĐ-CP, Phụ lục I:
//! Quốc hiệu, issuing organ, number, place and date, kind and subject stand in fixed places; extraction shuffles them, so
//! each is known by its words.
//!
//! Tricky: `Số: /KH-UBND An Giang, ngày tháng năm 2026` is number, place and date on one line.

use super::value::{END_MARKS, text_of, trim_end, whole};
use crate::entity::agency::canonical_name;
use crate::entity::citation::{find_issue_date, find_number};
use crate::layout::{Item, Para, is_upper};
use crate::lexicon;
use crate::model::{DocumentKind, Header, IssueDate, LetterheadAgency, Number, Text, Title};
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
    opening.header = reader.finish();
    opening.title.subject = subject_of(&opening.subject_lines, opening.header.issuer.as_ref());
    opening
}

/// The kind line: the first line in capitals that is a kind and nothing else, else one that opens with a kind.
fn find_title(items: &[Item]) -> Option<usize> {
    let lines = || items.iter().enumerate().take(SEARCH).filter_map(|(i, item)| item.para().map(|p| (i, p)));
    let exact = lines().find(|(_, p)| {
        lexicon::document_kind(&p.text.key).is_some() && (is_upper(&p.text.text) || is_strong(p) && p.text.text.chars().next().is_some_and(char::is_uppercase))
    });
    let limit = exact.map_or(SEARCH, |(i, _)| i);
    let body = lines().find(|(_, p)| opens_body(p)).map_or(usize::MAX, |(i, _)| i);
    let run_in = lines().take_while(|(i, _)| *i < limit.min(body)).find(|(_, p)| {
        lexicon::document_kind_prefix(&p.text.key)
            .is_some_and(|(_, len)| p.text.text.get(..len).is_some_and(is_upper) && p.text.text.len() > len && p.text.text.len() < 900)
    });
    match (run_in, exact) {
        (Some((i, _)), _) => Some(i),
        (None, Some((i, _))) if i <= body || i < body.saturating_add(3) => Some(i),
        _ => None,
    }
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
        if key.starts_with("kính gửi") {
            return i;
        }
        let form = is_national(key) || is_number_line(para) || find_date_line(&para.text).is_some() || is_subject_line(key);
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
    let national = (0..end).rev().find(|i| items.get(*i).and_then(Item::para).is_some_and(|p| is_national(&p.text.key)));
    match national {
        Some(at) => at.saturating_sub(12),
        None => end.saturating_sub(14),
    }
}

/// Quốc hiệu, Tiêu ngữ, or the Party's heading.
pub(super) fn is_national(key: &str) -> bool {
    let key = key.trim_start_matches(|c: char| !c.is_alphanumeric());
    static NATIONAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:cộng h\S{1,3}\s+x\S\s+hội|độc\s+lập\s*[-–—.]\s*tự\s+do|đảng cộng sản việt nam|đoàn tncs hồ chí minh$|(?:xã\s+)?hội chủ nghĩa việt nam|chủ nghĩa việt nam|(?:nghĩa )?việt nam$|tự do\s*[-–]\s*hạnh phúc|(?:hạnh )?phúc$)")
            .expect("constant pattern")
    });
    NATIONAL.is_match(key)
}

fn is_number_line(para: &Para) -> bool {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\W*s\s?ố\s*:?\s*[0-9.…_\s]*\s?[a-zđ]?\s*[/\-–]").expect("constant pattern"));
    NUMBER.is_match(&para.text.key) && para.text.text.chars().count() < 160
}

fn is_subject_line(key: &str) -> bool {
    key.starts_with("v/v") || key.starts_with("về việc") || key.starts_with("v/ v")
}

/// A line that ends a letterhead or subject: bases, prose, sections, tables.
fn opens_body(para: &Para) -> bool {
    let key = para.text.key.as_str();
    super::bases::opens_basis(key) && para.text.text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
        || BODY_OPENERS.is_match(key) && !NO_ORGANS.iter().any(|w| key.starts_with(w)) && !is_upper(&para.text.text)
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

/// Words that begin like the name of an organ and are none.
const NO_ORGANS: [&str; 4] = ["ban hành", "phòng chống", "phòng ngừa", "khoa học"];

/// Collects the letterhead line by line.
#[derive(Debug, Default)]
struct Letterhead {
    organs: Vec<Vec<Logical>>,
    number: Option<Number>,
    place: Option<Text>,
    date: Option<IssueDate>,
    urgency: Option<Text>,
    secrecy: Option<Text>,
    digits: Vec<Logical>,
    subject: Vec<Logical>,
    subject_open: bool,
}

impl Letterhead {
    fn line(&mut self, para: &Para) {
        let text = &para.text;
        let key = text.key.as_str();
        if is_national(key) {
            self.national_rest(para);
            return;
        }
        if self.read_number(para) || self.read_date(text) {
            return;
        }
        if is_subject_line(key) {
            self.subject_open = true;
            self.subject.push(text.clone());
            return;
        }
        if text.text.chars().all(|c| c.is_ascii_digit()) && text.text.len() <= 6 {
            self.digits.push(text.clone());
            return;
        }
        if let Some(slot) = self.mark(key) {
            let value = whole(text);
            match slot {
                Mark::Urgency => self.urgency = Some(value),
                Mark::Secrecy => self.secrecy = Some(value),
                Mark::Draft => {}
            }
            return;
        }
        let token = !text.text.contains(' ') && text.text.chars().any(|c| c.is_ascii_digit());
        if token {
            return; // a file mark such as "XV80"
        }
        if is_upper(&text.text) && text.text.chars().filter(|c| c.is_alphabetic()).count() >= 2 {
            self.subject_open = false;
            self.organ(text.clone());
        } else if self.subject_open && text.text.chars().count() < 160 {
            self.subject.push(text.clone());
        } else if is_mixed_organ(key) && self.number.is_none() && text.text.chars().count() < 80 {
            self.organ(text.clone());
        }
    }

    /// "ỦY BAN NHÂN DÂN CỘNG HÒA …" does not start with Quốc hiệu; a line that does may go on with the organ (flattened
    /// columns read right to left): nothing to keep.
    fn national_rest(&mut self, para: &Para) {
        if let Some(found) = find_number(&para.text.text, &para.text.key) {
            self.set_number(&para.text, found);
        }
        self.read_date(&para.text);
    }

    fn mark(&self, key: &str) -> Option<Mark> {
        let key = key.trim_matches(|c: char| !c.is_alphabetic());
        match key {
            "hỏa tốc" | "thượng khẩn" | "khẩn" | "hỏa tốc hẹn giờ" => Some(Mark::Urgency),
            "tuyệt mật" | "tối mật" | "mật" => Some(Mark::Secrecy),
            "dự thảo" | "bản sao" | "sao y" | "sao y bản chính" | "lưu hành nội bộ" | "công báo" => Some(Mark::Draft),
            _ if key.starts_with("dự thảo") && key.len() < 40 => Some(Mark::Draft),
            _ => None,
        }
    }

    fn organ(&mut self, text: Logical) {
        let continues = self.organs.last().is_some_and(|lines| {
            lines.last().is_some_and(|last| continues_organ(&last.key, &text.key, lines.len()))
        });
        if continues {
            if let Some(lines) = self.organs.last_mut() {
                lines.push(text);
            }
        } else {
            self.organs.push(vec![text]);
        }
    }

    fn read_number(&mut self, para: &Para) -> bool {
        if self.number.is_some() || !is_number_line(para) {
            return false;
        }
        match find_number(&para.text.text, &para.text.key) {
            Some(found) => {
                let end = found.range.end;
                self.set_number(&para.text, found);
                let rest = para.text.slice(end..para.text.text.len());
                if !rest.is_empty() {
                    self.read_date(&rest);
                }
                true
            }
            None => para.text.key.starts_with("số:"),
        }
    }

    fn set_number(&mut self, text: &Logical, found: crate::entity::citation::NumberMention) {
        if self.number.is_none() {
            let words = text_of(text, found.range);
            self.number = Some(Number { text: words.text, spans: words.spans, serial: found.serial, year: found.year, symbol: found.symbol });
        }
    }

    fn read_date(&mut self, text: &Logical) -> bool {
        if self.date.is_some() {
            return false;
        }
        let Some(found) = find_date_line(text) else { return false };
        let place = place_before(text, found.range.start);
        self.place = place.map(|r| text_of(text, r)).filter(|t| !t.text.is_empty());
        let words = text_of(text, found.range);
        self.date = Some(IssueDate { text: words.text, spans: words.spans, year: found.year, month: found.month, day: found.day });
        true
    }

    fn finish(mut self) -> Header {
        self.fill_blanks();
        let mut organs: Vec<LetterheadAgency> = self.organs.iter().map(|lines| organ_of(lines)).collect();
        organs.retain(|o| o.text.chars().filter(|c| c.is_alphabetic()).count() > 2);
        let issuer = organs.pop();
        let parent_agency = organs.pop();
        Header {
            parent_agency,
            issuer,
            number: self.number,
            place: self.place,
            date: self.date,
            urgency: self.urgency,
            secrecy: self.secrecy,
        }
    }

    /// Number and day that stand on lines of their own because a stamp put them there.
    fn fill_blanks(&mut self) {
        let mut digits = std::mem::take(&mut self.digits).into_iter();
        if let Some(number) = self.number.as_mut().filter(|n| n.serial.is_none()) {
            if let Some(found) = digits.next() {
                let value = whole(&found);
                number.serial = Some(value.text.clone());
                number.text = format!("{} {}", value.text, number.text);
                let mut spans = value.spans;
                spans.append(&mut number.spans);
                number.spans = spans;
            }
        }
        if let Some(date) = self.date.as_mut().filter(|d| d.day.is_none()) {
            if let Some(found) = digits.next() {
                let day = found.text.parse().ok().filter(|d| (1..=31).contains(d));
                if day.is_some() {
                    date.day = day;
                    let value = whole(&found);
                    date.text = format!("{} {}", value.text, date.text);
                    let mut spans = value.spans;
                    spans.append(&mut date.spans);
                    date.spans = spans;
                }
            }
        }
    }
}

enum Mark {
    Urgency,
    Secrecy,
    Draft,
}

/// The date of a letterhead: short line, "…, ngày … tháng … năm …".
fn find_date_line(text: &Logical) -> Option<crate::entity::citation::DateMention> {
    let found = find_issue_date(&text.text, &text.key)?;
    let before = text.key.get(..found.range.start).unwrap_or("");
    let after = text.key.get(found.range.end..).unwrap_or("");
    let cited = before.contains("quyết định") || before.contains("kèm theo") || before.contains("kế hoạch số");
    (before.chars().count() < 160 && after.chars().count() < 60 && !cited && !before.starts_with("căn cứ")).then_some(found)
}

/// The place name before ", ngày".
fn place_before(text: &Logical, date: usize) -> Option<std::ops::Range<usize>> {
    let head = text.text.get(..date)?;
    let trimmed = head.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '*' | '_'));
    let start = match find_number(&text.text, &text.key).filter(|n| n.range.end <= trimmed.len()) {
        Some(number) => number.range.end,
        None => trimmed.rfind("phúc").or_else(|| trimmed.rfind("PHÚC")).map_or(0, |i| i + 5),
    };
    let start = start.min(trimmed.len());
    let skip = trimmed.get(start..)?.len() - trimmed.get(start..)?.trim_start_matches(|c: char| !c.is_alphabetic()).len();
    Some(start + skip..trimmed.len())
}

/// A line that opens with the head of an agency's name, in mixed case.
fn is_mixed_organ(key: &str) -> bool {
    ["ủy ban nhân dân", "ubnd ", "sở ", "trường ", "đảng ủy", "phòng "].iter().any(|h| key.starts_with(h))
}

/// Words with which the name of an organ begins.
const ORGAN_HEADS: [&str; 56] = [
    "ubnd", "ủy ban", "hđnd", "hội đồng", "sở ", "bộ ", "ban ", "phòng ", "trường ", "trung tâm", "công an", "văn phòng", "hội ", "đoàn ",
    "đảng", "tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "cục ", "vụ ", "tổng cục", "chi cục", "viện ", "học viện", "đại học",
    "bệnh viện", "liên đoàn", "chính phủ", "thủ tướng", "tổng công ty", "công ty", "kho bạc", "bảo hiểm", "ngân hàng", "tòa án", "thanh tra",
    "chi bộ", "bch", "mặt trận", "liên minh", "liên hiệp", "quỹ ", "tập đoàn", "báo ", "đài ", "trạm ", "tổ ", "tỉnh đoàn", "thành đoàn",
    "huyện đoàn", "xã đoàn", "quốc hội", "cụm ", "khoa ",
];

/// Whether a line opens with the head of an organ's name.
fn opens_organ(key: &str) -> bool {
    ORGAN_HEADS.iter().any(|h| key.starts_with(h)) && !NO_ORGANS.iter().any(|w| key.starts_with(w))
}

/// Whether a line goes on with the organ of the line above it.
fn continues_organ(last: &str, line: &str, lines: usize) -> bool {
    let last = last.trim();
    if lines >= 6 {
        return false;
    }
    let open = ["ủy ban nhân dân", "hội đồng nhân dân", "ban chỉ đạo", "ủy ban", "ủy", "ubnd", "và", ",", "-", "ban chấp hành", "của", "các", "tỉnh", "huyện", "xã", "ban quản lý", "đảng ủy", "ủy ban mttq", "ủy ban mttq việt nam", "mặt trận tổ quốc", "ban thường vụ", "ủy ban quốc gia", "công an"]
        .iter()
        .any(|end| last.ends_with(end));
    let place = ["tỉnh ", "thành phố ", "tp.", "tp ", "xã ", "phường ", "đặc khu ", "huyện ", "quận ", "thị xã ", "thị trấn ", "về ", "và "]
        .iter()
        .any(|start| line.starts_with(start));
    let head = opens_organ(line);
    open && !(head && last.ends_with(char::is_alphabetic) && !last.ends_with("và") && !last.ends_with("của") && !last.ends_with("ủy ban"))
        || place && !head
        || !head
}

fn organ_of(lines: &[Logical]) -> LetterheadAgency {
    let joined = Logical::join(&lines.iter().map(|l| (l, false)).collect::<Vec<_>>());
    let end = joined.text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')').len();
    let start = joined.text.len() - joined.text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let words = text_of(&joined, start..end.max(start));
    let (name, _) = canonical_name(&words.text);
    LetterheadAgency { text: words.text, spans: words.spans, name }
}

/// Kind line and subject lines.
fn read_title(items: &[Item], at: usize, opening: &mut Opening, reader: &mut Letterhead) {
    let Some(para) = items.get(at).and_then(Item::para) else { return };
    let (kind, len) = lexicon::document_kind_prefix(&para.text.key).unwrap_or((DocumentKind::Other, para.text.text.len()));
    let words = text_of(&para.text, 0..len);
    opening.title = Title { kind, text: Some(words.text), spans: words.spans, subject: None };
    let mut lines: Vec<Logical> = Vec::new();
    let decision = matches!(kind, DocumentKind::Decision | DocumentKind::Resolution);
    let rest = para.text.slice(len..para.text.text.len());
    if decision && rest.key.starts_with("của ") && is_upper(&rest.text) {
        // "QUYẾT ĐỊNH CỦA ỦY BAN NHÂN DÂN TỈNH X" names the organ, not the subject
    } else if rest.text.chars().any(char::is_alphanumeric) {
        lines.push(rest);
    }
    let mut next = at + 1;
    if decision && items.get(next).and_then(Item::para).is_some_and(|p| p.text.key.starts_with("của ") && is_upper(&p.text.text)) {
        next += 1; // "QUYẾT ĐỊNH" / "CỦA ỦY BAN NHÂN DÂN TỈNH X"
    }
    while let Some(Item::Para(line)) = items.get(next) {
        let key = line.text.key.as_str();
        let rule = !line.text.text.chars().any(char::is_alphanumeric);
        if !rule {
            let ends = if lines.is_empty() { !is_subject(line) } else { opens_body(line) }
                || !lines.is_empty() && looks_like_prose(line)
                || lines.iter().map(|l| l.text.len()).sum::<usize>() > 900
                || line.column.is_some() && find_date_line(&line.text).is_some();
            if ends {
                break;
            }
            if is_national(key) || is_number_line(line) || find_date_line(&line.text).is_some() && key.len() < 120 {
                reader.line(line);
            } else if decision && !lines.is_empty() && is_issuer_line(line) {
                next += 1;
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
    !opens_body(line) || super::bases::may_be_subject(&line.text.key) && !closed && text.chars().count() < 500
}

/// A line of the subject is short and has no sentence end; prose has.
fn looks_like_prose(line: &Para) -> bool {
    let text = &line.text.text;
    let first = text.chars().next().is_some_and(char::is_uppercase);
    first && !is_upper(text) && !is_strong(line) && (text.ends_with([';', ':']) || text.chars().count() > 220 || text.ends_with('.') && text.chars().count() > 80)
}

/// The organ that decides, between subject and bases: "ỦY BAN NHÂN DÂN TỈNH …", "CHỦ TỊCH ỦY BAN …", "BỘ TRƯỞNG …".
fn is_issuer_line(line: &Para) -> bool {
    let key = line.text.key.as_str();
    is_upper(&line.text.text) && line.text.text.chars().count() < 140 && (lexicon::is_position(key) || opens_organ(key))
}

/// The subject: without "V/v", end marks and the name of the organ that ran into it.
fn subject_of(lines: &[Logical], issuer: Option<&LetterheadAgency>) -> Option<Text> {
    let joined = Logical::join(&lines.iter().map(|l| (l, false)).collect::<Vec<_>>());
    let start = joined.text.len() - joined.text.trim_start_matches([',', ':', '-', '–', '.', ' ']).len();
    let start = start + ["v/v:", "v/v", "v/ v"].iter().find(|m| joined.key.get(start..).is_some_and(|k| k.starts_with(**m))).map_or(0, |m| m.len());
    let mut range = trim_end(&joined, start..joined.text.len(), &END_MARKS);
    if let Some(end) = issuer.and_then(|i| before_issuer(&joined, range.clone(), i)) {
        range = trim_end(&joined, range.start..end, &END_MARKS);
    }
    let value = text_of(&joined, range);
    (!value.text.is_empty()).then_some(value)
}

/// Where the name of the issuer begins that closes a subject in capitals: "… MỚI” ỦY BAN NHÂN DÂN TỈNH X", also cut short
/// ("ỦY BAN NHÂN DÂN TỈNH") or after its head's title ("BỘ TRƯỞNG BỘ X").
fn before_issuer(joined: &Logical, range: std::ops::Range<usize>, issuer: &LetterheadAgency) -> Option<usize> {
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
        let belongs = ["của", "tại", "cho", "và", "do", "thuộc", "với", "về"].iter().any(|w| kept.ends_with(w));
        let whole_words = name.len() == organ.len() || name.get(organ.len()..).is_some_and(|r| r.starts_with(' '));
        if organ.len() >= "chính phủ".len() && name.starts_with(organ) && whole_words && !belongs {
            found = Some(range.start + at);
        }
    }
    found
}

/// A dispatch, an appendix alone, or a text without an opening.
fn read_untitled(items: &[Item], end: usize, opening: &mut Opening, reader: &mut Letterhead) {
    opening.body = end;
    let subject = std::mem::take(&mut reader.subject);
    let addressed = items.get(end).and_then(Item::para).is_some_and(|p| p.text.key.starts_with("kính gửi"));
    if addressed {
        opening.body = end + 1;
        while let Some(Item::Para(line)) = items.get(opening.body) {
            let entry = line.text.text.starts_with(['-', '–', '+']) || line.text.text.chars().count() < 90 && !opens_body(line) && line.text.text.ends_with([';', ',']);
            if !entry {
                break;
            }
            opening.body += 1;
        }
    }
    if !subject.is_empty() || addressed || reader.number.is_some() {
        opening.title.kind = DocumentKind::Dispatch;
        if let Some(kind) = reader.number.as_ref().and_then(|n| n.symbol.as_deref()).and_then(lexicon::kind_of_symbol) {
            if subject.is_empty() && !addressed {
                opening.title.kind = kind;
            }
        }
    }
    opening.subject_lines = subject;
}
