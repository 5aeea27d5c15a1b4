//! The closing: last paragraph, recipients (*Nơi nhận*), signature.
//!
//! In: the items between body and appendices. Out: [`Recipient`]s and [`Signature`]. Nghị định 30/2020/NĐ-CP, Phụ lục I,
//! II.7 and II.9: authority marks TM., KT., TL., TUQ., Q. stand over the title, the title over the name.

use super::value::{text_of, trim_end, whole};
use crate::form::{authority_mark, is_name, is_national, starts_recipients};
use crate::layout::{Item, Para, is_upper};
use crate::lexicon;
use crate::model::{Recipient, Signature, Text};
use crate::text::Logical;
use crate::text::letter::is_bullet;
use regex::Regex;
use std::sync::LazyLock;

/// Whether the closing begins at an item: "Nơi nhận", or an authority mark in capitals, or a title over a name.
pub(crate) fn opens_closing(items: &[Item], at: usize) -> bool {
    let Some(para) = items.get(at).and_then(Item::para) else { return false };
    let key = para.text.key.trim_start_matches(|c: char| !c.is_alphanumeric());
    if starts_recipients(key) {
        return true;
    }
    if authority_mark(key).is_some() {
        let head: String = para.text.text.chars().take(40).collect();
        return is_upper(&head) || is_upper(&para.text.text);
    }
    let title = is_title(&para.text) && para.text.text.chars().count() < 80;
    title
        && (at + 1..at + 5).filter_map(|i| items.get(i)?.para()).any(|p| {
            is_name(&p.text.text)
                || authority_mark(&p.text.key).is_some()
                || starts_recipients(&p.text.key)
                || p.text.key.starts_with("(đã ký")
        })
}

/// A signatory's title in capitals, also as a scanner misreads it.
fn is_title(line: &Logical) -> bool {
    is_upper(&line.text) && lexicon::is_misread_position(&line.key)
}

/// A dash before an entry, also as a scanner misreads it.
fn is_dash(c: char) -> bool {
    is_bullet(c) || c == '~'
}

/// Reads recipients and signature from the closing's items.
pub(crate) fn read_closing(items: &[Item]) -> (Vec<Recipient>, Option<Signature>) {
    let mut receiving = false;
    let mut entries = Entries::default();
    let mut signing: Vec<Logical> = Vec::new();
    let mut column = None;
    for para in items.iter().filter_map(Item::para) {
        for line in split_entries(para) {
            let key = line.key.trim_start_matches(|c: char| !c.is_alphanumeric());
            if starts_recipients(key) {
                receiving = true;
                entries.headed = true;
                column = para.column;
                let colon = line.key.find(':').map_or(line.text.len(), |i| i + 1);
                let rest = line.slice(colon..line.text.len());
                if is_title(&rest) {
                    signing.push(rest); // "Nơi nhận: BỘ TRƯỞNG"
                } else if rest.text.chars().any(char::is_alphanumeric) {
                    entries.push(rest);
                }
                continue;
            }
            let other_column = para.column.is_some() && para.column != column;
            let dashed = line.text.starts_with(is_dash);
            receiving |= dashed && !other_column && entries.was_cut();
            if receiving && dashed && is_title(&line) {
                signing.push(line); // the title beside the entries
                continue;
            }
            let signs = other_column
                || authority_mark(key).is_some()
                || is_upper(&line.text)
                    && !dashed
                    && line.text.chars().filter(|c| c.is_alphabetic()).count() > 3;
            if receiving && (!signs || dashed && !other_column) && !entries.end_before(&line, dashed) {
                entries.add(line, dashed);
            } else {
                receiving &= other_column;
                signing.push(line);
            }
        }
    }
    (entries.list.iter().filter_map(recipient_of).collect(), read_signature(&signing))
}

/// "- A; - B; - Lưu: VT." on one line.
fn split_entries(para: &Para) -> Vec<Logical> {
    static JOINT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:[;.:]|[;.:]\s?\([^()]{1,40}\))\s+[-–]\s?\p{L}").expect("constant pattern")
    });
    let key = &para.text.key;
    if authority_mark(key).is_some() {
        return vec![para.text.clone()];
    }
    if let Some((end, title)) = title_behind_entry(&para.text) {
        return vec![para.text.slice(0..end), para.text.slice(title..para.text.text.len())];
    }
    let mut out = Vec::new();
    let mut from = 0;
    for joint in JOINT.find_iter(key) {
        let dash = joint.as_str().rfind(['-', '–']).map_or(joint.start() + 1, |at| joint.start() + at);
        out.push(para.text.slice(from..dash));
        from = dash;
    }
    out.push(para.text.slice(from..para.text.text.len()));
    out
}

/// "- Như trên; PHÓ CHỦ TỊCH": the end of the entry and the start of the title beside it.
fn title_behind_entry(line: &Logical) -> Option<(usize, usize)> {
    let end = line.text.rfind(';')? + 1;
    let rest = line.text.get(end..)?;
    let title = end + rest.find(char::is_alphabetic)?;
    is_title(&line.slice(title..line.text.len())).then_some((end, title))
}

/// The entries of "Nơi nhận" so far.
#[derive(Default)]
struct Entries {
    list: Vec<Logical>,
    /// One of them begins with a dash.
    dashed: bool,
    /// One of them says where the document is filed: "Lưu: VT".
    filed: bool,
    /// "Nơi nhận" stood before.
    headed: bool,
}

impl Entries {
    fn push(&mut self, line: Logical) {
        self.dashed |= line.text.starts_with(['-', '–', '+']);
        self.filed |= is_filed(&line.key);
        self.list.push(line);
    }

    /// Adds a line: an entry, or more of the last one.
    fn add(&mut self, line: Logical, dashed: bool) {
        let listed = self.dashed || line.text.starts_with(|c: char| c.is_lowercase() || c == '(');
        let open = |last: &&mut Logical| !last.text.trim_end().ends_with([';', '.', ':']);
        match self.list.last_mut().filter(|_| !dashed && listed).filter(open) {
            Some(last) => {
                self.filed |= is_filed(&line.key);
                last.append(&line, false);
            }
            None => self.push(line),
        }
    }

    /// The list stops before "Lưu: VT …", at its heading or at an entry that ends with ";": the signature stands between.
    fn was_cut(&self) -> bool {
        !self.filed && self.list.last().map_or(self.headed, |e| e.text.trim_end().ends_with(';'))
    }

    /// The list has ended ("Lưu: VT …") and the line is a name.
    fn end_before(&self, line: &Logical, dashed: bool) -> bool {
        let Some(filed) = self.list.last().filter(|e| is_filed(&e.key)) else { return false };
        let position =
            || lexicon::is_position(&line.key) && (is_upper(&line.text) || filed.text.ends_with('.'));
        !dashed && (is_name(&line.text) || line.key.starts_with("(đã ký") || position())
    }
}

/// "Lưu: VT", also as a scanner misreads it.
fn is_filed(key: &str) -> bool {
    key.contains("lưu") || key.contains("luu:")
}

/// One entry: without dash, end punctuation and purpose.
fn recipient_of(line: &Logical) -> Option<Recipient> {
    static PURPOSE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\s*\(\s*((?:để\s|đ/b|đ/t|b/c|bc\)|p/h|ph\)|t/h|th\)|thực hiện|phối hợp|báo cáo|biết|chỉ đạo|theo dõi|thay b/c|đăng|niêm yết|để)[^()]*)\)?\s*$").expect("constant pattern")
    });
    let lead = line.text.len() - line.text.trim_start_matches(|c| c == ' ' || is_dash(c)).len();
    let marks = [';', '.', ',', ':', '/', '*', '_'];
    let range = trim_end(line, lead..line.text.len(), &marks);
    let key = line.key.get(range.clone())?;
    let (end, purpose) = match PURPOSE.captures(key) {
        Some(found) => {
            let inner = found.get(1).map(|m| range.start + m.start()..range.start + m.end());
            (
                range.start + found.get(0).map_or(key.len(), |m| m.start()),
                inner.map(|r| text_of(line, r).text),
            )
        }
        None => (range.end, None),
    };
    let words = text_of(line, trim_end(line, range.start..end, &marks));
    (words.text.chars().filter(|c| c.is_alphanumeric()).count() > 1).then_some(Recipient {
        text: words.text,
        spans: words.spans,
        purpose,
    })
}

/// Authority lines, position, name.
fn read_signature(lines: &[Logical]) -> Option<Signature> {
    let mut titles: Vec<Logical> = Vec::new();
    let mut name: Option<Text> = None;
    let pieces: Vec<Logical> = lines.iter().flat_map(split_titles).collect();
    let last_title = pieces.iter().rposition(|l| authority_mark(&l.key).is_some() || is_title(l));
    for (n, line) in pieces.iter().enumerate() {
        let titles_follow = last_title.is_some_and(|last| last > n);
        let key = line.key.trim_matches(|c: char| matches!(c, '*' | '_' | ' '));
        let blank_name = key.starts_with(['[', '(']) && key.contains("họ và tên");
        if !titles.is_empty() && (blank_name || is_national(key)) {
            break; // what follows is the letterhead of another document
        }
        if key.starts_with('(')
            || key.starts_with('[')
            || key.starts_with("đã ký")
            || key.starts_with("ký bởi")
            || !line.text.chars().any(char::is_alphabetic)
        {
            continue;
        }
        if authority_mark(key).is_some()
            || (is_title(line) || lexicon::is_position(key) && (titles.is_empty() || !is_name(&line.text)))
                && line.text.chars().count() < 120
        {
            if name.is_some() {
                break;
            }
            titles.push(line.clone());
        } else if !titles.is_empty()
            && name.is_none()
            && is_name(&line.text)
            && !(is_upper(&line.text) && (titles_follow || continues_title(&titles, line)))
        {
            name = Some(whole(line));
        } else if is_upper(&line.text) && name.is_none() && line.text.chars().count() < 120 {
            match titles.last_mut() {
                Some(last) => last.append(line, false),
                None => titles.push(line.clone()),
            }
        } else if name.is_none()
            && !titles.is_empty()
            && let Some(found) = trailing_name(line)
        {
            name = Some(found);
        }
    }
    if titles.is_empty() {
        return None;
    }
    let position = titles.pop().filter(|t| authority_mark(&t.key).is_none() || titles.is_empty());
    let mut authority: Vec<Text> = titles.iter().map(clean_title).collect();
    let position = match position {
        Some(last) if authority_mark(&last.key).is_some() => {
            authority.push(clean_title(&last));
            None
        }
        other => other.map(|p| clean_title(&p)),
    };
    Some(Signature { authority, position, name })
}

fn clean_title(line: &Logical) -> Text {
    let lead = line.text.len() - line.text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    text_of(line, trim_end(line, lead..line.text.len(), &[',', ';', '*', '_', ':', '.']))
}

/// A line in capitals that goes on with the title above it ("TL. BỘ TRƯỞNG" / "… GIÁO DỤC" / "TRUNG HỌC").
fn continues_title(titles: &[Logical], line: &Logical) -> bool {
    let open =
        titles.last().is_some_and(|t| t.text.trim_end().ends_with([',', '-', '–']) || t.key.ends_with(" và"));
    open || ["xã ", "phường ", "tỉnh ", "thành phố ", "huyện ", "trung tâm", "ubnd", "ủy ban"]
        .iter()
        .any(|w| line.key.starts_with(w))
}

/// "(Đã ký) Nguyễn Văn A": the name at the end of a line.
fn trailing_name(line: &Logical) -> Option<Text> {
    let at = line.text.rfind(')').map(|i| i + 1)?;
    let range = line.trim(at..line.text.len());
    is_name(line.text.get(range.clone())?).then(|| text_of(line, range))
}

/// "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" on one line: cut before each further title and before the name.
fn split_titles(line: &Logical) -> Vec<Logical> {
    static NEXT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"\s((?:KT|TM|TL|TUQ|Q)\s?\.\s?\p{Lu}|PH[ÓO]\s|P\.\s?\p{Lu}|CHÁNH VĂN PHÒNG|TRƯỞNG PHÒNG|CHỦ TỊCH$)",
        )
        .expect("constant pattern")
    });
    let mut cuts = Vec::new();
    if authority_mark(&line.key).is_some() {
        for found in NEXT.captures_iter(&line.text) {
            let Some(m) = found.get(1) else { continue };
            let before = line.key.get(..m.start()).unwrap_or("").trim_end();
            if !before.ends_with('.') && before.len() > 3 {
                cuts.push(m.start());
            }
        }
    }
    cuts.extend(name_behind_title(line));
    let mut out = Vec::new();
    let mut from = 0;
    for cut in cuts {
        out.push(line.slice(from..cut));
        from = cut;
    }
    out.push(line.slice(from..line.text.len()));
    out
}

/// Where the name begins in "PHÓ CHỦ TỊCH Nguyễn Văn A".
fn name_behind_title(line: &Logical) -> Option<usize> {
    let at = line.text.char_indices().find(|(_, c)| c.is_lowercase())?.0;
    let at = line.text.get(..at)?.rfind(' ')? + 1;
    let (title, name) = line.text.split_at_checked(at)?;
    let key = line.key.get(..at)?.trim_end();
    (is_upper(title) && (lexicon::is_position(key) || authority_mark(key).is_some()) && is_name(name))
        .then_some(at)
}
