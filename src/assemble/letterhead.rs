//! The letterhead: issuing organs, number, place and date, urgency and secrecy.
//!
//! In: the lines before the kind of the document. Out: [`Header`], and the subject lines of a dispatch.
//!
//! Tricky: a signing system may put number and day on lines of their own; an organ's name may run over six lines;
//! `Số: /KH-UBND An Giang, ngày tháng năm 2026` is number, place and date on one line.

use super::value::{in_order, text_of, whole};
use crate::entity::agency::canonical_name;
use crate::entity::citation::{ends_in_type_word, find_issue_date, find_number};
use crate::form::is_national;
use crate::layout::{Para, is_upper};
use crate::model::{Header, IssueDate, LetterheadAgency, Number, Text};
use crate::text::{Logical, bare};
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn is_number_line(para: &Para) -> bool {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\W*(?:s\s?[ốoòóỏôồổỗeèéê]|[$8s]6\s*:)\s*:?\s*[0-9.…_\s]*\s?[a-zđ]?\s*[/\-–]")
            .expect("constant pattern")
    });
    NUMBER.is_match(&para.text.key) && para.text.text.chars().count() < 160
}

/// "Nghị quyết số: 89/2025/UBTVQH15": a kind, the number and nothing more.
fn number_of_kind(text: &Logical) -> Option<crate::entity::citation::NumberMention> {
    let (_, len) = crate::lexicon::document_kind_prefix(&text.key)?;
    let rest = text.slice(len..text.text.len());
    let found = find_number(&rest.text, &rest.key).filter(|n| n.range.start == 0)?;
    let shift = text.text.len() - rest.text.len();
    let range = found.range.start + shift..found.range.end + shift;
    (range.end == text.text.trim_end().len())
        .then_some(crate::entity::citation::NumberMention { range, ..found })
}

pub(super) fn is_subject_line(key: &str) -> bool {
    key.starts_with("v/v") || key.starts_with("về việc") || key.starts_with("v/ v")
}

/// Words that begin like the name of an organ and are none.
pub(super) const NO_ORGANS: [&str; 4] = ["ban hành", "phòng chống", "phòng ngừa", "khoa học"];

/// Collects the letterhead line by line.
#[derive(Debug, Default)]
pub(super) struct Letterhead {
    organs: Vec<Vec<Logical>>,
    pub(super) number: Option<Number>,
    place: Option<Text>,
    date: Option<IssueDate>,
    urgency: Option<Text>,
    secrecy: Option<Text>,
    digits: Vec<Logical>,
    pub(super) subject: Vec<Logical>,
    subject_open: bool,
    /// The last line, where it fits nothing: the beginning of a place name that a narrow column has cut.
    loose: Option<Logical>,
}

impl Letterhead {
    pub(super) fn line(&mut self, para: &Para) {
        let text = &para.text;
        let key = text.key.as_str();
        let loose = self.loose.take();
        if let Some(mut place) = loose.filter(|_| text.text.starts_with(char::is_uppercase)) {
            place.append(text, false);
            if find_date_line(text).is_some_and(|d| d.range.start > 0) && self.read_date(&place) {
                return;
            }
        }
        if is_national(key) {
            self.national_rest(para);
            return;
        }
        if self.read_number(para) || self.read_date(text) || self.number_behind_organ(text) {
            return;
        }
        if let Some(found) = number_of_kind(text) {
            self.set_number(text, found);
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
        } else if text.text.starts_with(char::is_uppercase) && text.text.split(' ').count() <= 4 {
            self.loose = Some(text.clone());
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
            "dự thảo" | "bản sao" | "sao y" | "sao y bản chính" | "lưu hành nội bộ" | "công báo" => {
                Some(Mark::Draft)
            }
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

    /// "CỤC THỦY NÔNG SỐ 88/KH-CTN": an organ, its number and perhaps the date.
    fn number_behind_organ(&mut self, text: &Logical) -> bool {
        let Some(found) = find_number(&text.text, &text.key).filter(|_| self.number.is_none()) else {
            return false;
        };
        let organ = text.slice(0..found.range.start);
        if organ.is_empty()
            || !is_upper(&organ.text)
            || text.text.get(found.range.end..).is_some_and(is_upper)
        {
            return false;
        }
        let rest = text.slice(found.range.end..text.text.len());
        self.organ(organ);
        self.set_number(text, found);
        self.read_date(&rest);
        true
    }

    /// "QUYẾT ĐỊNH SỐ 12/QĐ-UBND NGÀY 5/3/2010 …": takes number and date off the front of what stands behind the kind.
    pub(super) fn number_behind_kind(&mut self, rest: Logical) -> Logical {
        let skip = rest.text.len() - rest.text.trim_start_matches([' ', ':', '-', '–']).len();
        let rest = rest.slice(skip..rest.text.len());
        if self.number.is_some() || !rest.key.starts_with("số") {
            return rest;
        }
        let Some(found) = find_number(&rest.text, &rest.key).filter(|n| n.range.start == 0) else {
            return rest;
        };
        let behind = rest.slice(found.range.end..rest.text.len());
        self.set_number(&rest, found);
        if behind.key.starts_with("ngày") && self.read_date(&behind) {
            return Logical::default();
        }
        behind
    }

    /// Where no letterhead survives: the organ that stands between the subject and the bases.
    pub(super) fn issuer_below(&mut self, line: &Logical) {
        if self.organs.is_empty() && opens_organ(&line.key) {
            self.organs.push(vec![line.clone()]);
        }
    }

    /// "ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH" + "SỐ 105/QĐ-SCT": the organ is called after another document.
    fn names_organ(&self) -> bool {
        let last = self.organs.last().and_then(|lines| lines.last());
        last.is_some_and(|line| ends_in_type_word(&line.key))
    }

    fn read_number(&mut self, para: &Para) -> bool {
        if self.number.is_some() || !is_number_line(para) {
            return false;
        }
        if is_upper(&para.text.text) && self.names_organ() {
            self.organ(para.text.clone());
            return true;
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
            self.number = Some(Number {
                text: words.text,
                spans: words.spans,
                serial: found.serial,
                year: found.year,
                symbol: found.symbol,
            });
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
        self.date = Some(IssueDate {
            text: words.text,
            spans: words.spans,
            year: found.year,
            month: found.month,
            day: found.day,
        });
        true
    }

    pub(super) fn finish(mut self) -> Header {
        self.fill_blanks();
        let mut organs: Vec<LetterheadAgency> = self.organs.iter().map(|lines| organ_of(lines)).collect();
        organs.retain(|o| o.text.chars().filter(|c| c.is_alphabetic()).count() > 2);
        let issuer = organs.pop();
        let parent_agency = organs.pop().filter(|o| issuer.as_ref().is_none_or(|i| i.name != o.name));
        Header {
            parent_agency,
            issuer,
            number: self.number,
            place: self.place,
            date: self.date,
            addressees: Vec::new(),
            urgency: self.urgency,
            secrecy: self.secrecy,
        }
    }

    /// Number and day that stand on lines of their own because a stamp put them there.
    fn fill_blanks(&mut self) {
        let mut digits = std::mem::take(&mut self.digits).into_iter();
        if let Some(number) = self.number.as_mut().filter(|n| n.serial.is_none())
            && let Some(found) = digits.next()
        {
            let value = whole(&found);
            number.serial = Some(value.text.clone());
            number.text = format!("{} {}", value.text, number.text);
            let mut spans = value.spans;
            spans.append(&mut number.spans);
            number.spans = spans;
        }
        if let Some(date) = self.date.as_mut().filter(|d| d.day.is_none())
            && let Some(found) = digits.next()
        {
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

enum Mark {
    Urgency,
    Secrecy,
    Draft,
}

/// The date of a letterhead: short line, "…, ngày … tháng … năm …".
pub(super) fn find_date_line(text: &Logical) -> Option<crate::entity::citation::DateMention> {
    let found = find_issue_date(&text.text, &text.key)?;
    let before = text.key.get(..found.range.start).unwrap_or("");
    let after = text.key.get(found.range.end..).unwrap_or("");
    let cited =
        before.contains("quyết định") || before.contains("kèm theo") || before.contains("kế hoạch số");
    (before.chars().count() < 160 && after.chars().count() < 60 && !cited && !before.starts_with("căn cứ"))
        .then_some(found)
}

/// The place name before ", ngày".
fn place_before(text: &Logical, date: usize) -> Option<std::ops::Range<usize>> {
    let head = text.text.get(..date)?;
    let trimmed = head.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '*' | '_'));
    let start = match find_number(&text.text, &text.key).filter(|n| n.range.end <= trimmed.len()) {
        Some(number) => number.range.end,
        None => trimmed.rfind("phúc").or_else(|| trimmed.rfind("PHÚC")).map_or(0, |i| i + 5),
    };
    // a number that a scanner has spoilt stands before it: "Số: 0£ /QD-TTg Hà Nội"
    let sign = trimmed.get(start.min(trimmed.len())..)?.rfind(['/', ':']).map_or(0, |at| start + at);
    let start = trimmed.get(sign..)?.find(' ').filter(|_| sign > 0).map_or(start, |at| sign + at);
    let start = start.min(trimmed.len());
    let skip = trimmed.get(start..)?.len()
        - trimmed.get(start..)?.trim_start_matches(|c: char| !c.is_alphabetic()).len();
    Some(start + skip..trimmed.len())
}

/// A line that opens with the head of an agency's name, in mixed case.
fn is_mixed_organ(key: &str) -> bool {
    ["ủy ban nhân dân", "ubnd ", "sở ", "trường ", "đảng ủy", "phòng "].iter().any(|h| key.starts_with(h))
}

/// Words with which the name of an organ begins.
const ORGAN_HEADS: [&str; 64] = [
    "ubnd",
    "ủy ban",
    "hđnd",
    "hội đồng",
    "sở ",
    "bộ ",
    "ban ",
    "phòng ",
    "trường ",
    "trung tâm",
    "công an",
    "văn phòng",
    "hội ",
    "đoàn ",
    "đảng",
    "tỉnh ủy",
    "thành ủy",
    "huyện ủy",
    "quận ủy",
    "thị ủy",
    "cục ",
    "vụ ",
    "tổng cục",
    "chi cục",
    "viện ",
    "học viện",
    "đại học",
    "bệnh viện",
    "liên đoàn",
    "chính phủ",
    "thủ tướng",
    "tổng công ty",
    "công ty",
    "kho bạc",
    "bảo hiểm",
    "ngân hàng",
    "tòa án",
    "thanh tra",
    "chi bộ",
    "bch",
    "mặt trận",
    "liên minh",
    "liên hiệp",
    "quỹ ",
    "tập đoàn",
    "báo ",
    "đài ",
    "trạm ",
    "tổ ",
    "tỉnh đoàn",
    "thành đoàn",
    "huyện đoàn",
    "xã đoàn",
    "quốc hội",
    "cụm ",
    "khoa ",
    "tiểu ban",
    "hạt ",
    "chi nhánh",
    "xí nghiệp",
    "nhà máy",
    "đội ",
    "nhà ",
    "tòa ",
];

/// Whether a line opens with the head of an organ's name.
pub(super) fn opens_organ(key: &str) -> bool {
    ORGAN_HEADS.iter().any(|h| key.starts_with(h)) && !NO_ORGANS.iter().any(|w| key.starts_with(w))
}

/// The same where a scanner misread the head: "TỎNG CỤC THUÊ"; heads of one syllable are too easily another word.
fn opens_misread_organ(key: &str) -> bool {
    static BARE: LazyLock<Vec<String>> = LazyLock::new(|| {
        ORGAN_HEADS.iter().filter(|h| h.trim_end().contains(' ')).map(|h| bare(h)).collect()
    });
    let key = bare(key);
    BARE.iter().any(|h| key.starts_with(h.as_str()))
}

/// Whether a line goes on with the organ of the line above it.
fn continues_organ(last: &str, line: &str, lines: usize) -> bool {
    let last = last.trim();
    if lines >= 6 {
        return false;
    }
    let open = [
        "ủy ban nhân dân",
        "hội đồng nhân dân",
        "ban chỉ đạo",
        "ủy ban",
        "ủy",
        "ubnd",
        "và",
        ",",
        "-",
        "ban chấp hành",
        "của",
        "các",
        "tỉnh",
        "huyện",
        "xã",
        "ban quản lý",
        "đảng ủy",
        "ủy ban mttq",
        "ủy ban mttq việt nam",
        "mặt trận tổ quốc",
        "ban thường vụ",
        "ủy ban quốc gia",
        "công an",
        "thủ tướng",
    ]
    .iter()
    .any(|end| last.ends_with(end));
    let place = [
        "tỉnh ",
        "thành phố ",
        "tp.",
        "tp ",
        "xã ",
        "phường ",
        "đặc khu ",
        "huyện ",
        "quận ",
        "thị xã ",
        "thị trấn ",
        "về ",
        "và ",
    ]
    .iter()
    .any(|start| line.starts_with(start));
    let head = opens_organ(line) || opens_misread_organ(line);
    open && !(head
        && last.ends_with(char::is_alphabetic)
        && !last.ends_with("và")
        && !last.ends_with("của")
        && !last.ends_with("thủ tướng")
        && !last.ends_with("ủy ban"))
        || place && !head
        || !head
}

fn organ_of(lines: &[Logical]) -> LetterheadAgency {
    let joined = in_order(lines);
    let end = joined.text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')').len();
    let start = joined.text.len() - joined.text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let words = text_of(&joined, start..end.max(start));
    let (name, _) = canonical_name(&words.text);
    LetterheadAgency { text: words.text, spans: words.spans, name }
}
