//! Joins soft-wrapped lines into paragraphs.
//!
//! In: the lines between tables. Out: paragraphs. Knows nothing of markers' meaning; asks [`opens_item`] whether a line
//! *might* open something new.
//!
//! Tricky: `… giai đoạn 2021` + `- 2030 …` is one sentence, and so is a sentence cut by a page end and blank lines.

use super::lines::TextLine;
use super::opener::opens_item;
use super::width::Width;
use super::{Item, Para};
use crate::form::{is_upper, national, starts_authority, starts_recipients};
use crate::lexicon;
use crate::source::Style;
use crate::text::Logical;

/// How the lines of a text relate to its paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrapping {
    /// One line is one paragraph.
    None,
    /// Paragraphs are wrapped and parted by blank lines.
    BlankLines,
    /// Paragraphs are wrapped and not parted; the number is the width.
    Solid(usize),
    /// Paragraphs are wrapped at a width that every cut line bears out.
    Hard(Width),
    /// Paragraphs end with LF, lines inside them with CR LF: a crawler kept the breaks of the page's source.
    Mixed,
}

/// Tells how a text is wrapped.
pub(crate) fn wrapping_of(lines: &[&TextLine]) -> Wrapping {
    let mut lengths: Vec<usize> =
        lines.iter().filter(|l| !l.text.is_empty()).map(|l| l.text.text.chars().count()).collect();
    if lengths.len() < 4 {
        return Wrapping::None;
    }
    if mixes_line_ends(lines) {
        return Wrapping::Mixed;
    }
    if let Some(width) = Width::of(lines) {
        return Wrapping::Hard(width);
    }
    lengths.sort_unstable();
    let total: usize = lengths.iter().sum();
    let long: usize = lengths.iter().filter(|n| **n > 170).sum();
    let wide = lengths.iter().filter(|n| **n > 140).count();
    if long * 4 > total || wide * 12 > lengths.len() {
        return Wrapping::None;
    }
    let continuations = lines
        .windows(2)
        .filter(|w| matches!(w, [a, b] if !a.text.is_empty() && b.text.text.chars().next().is_some_and(|c| c.is_lowercase()) && !opens_item(&b.text.key)))
        .count();
    if continuations * 12 < lengths.len() {
        return Wrapping::None;
    }
    let gaps =
        lines.windows(2).filter(|w| matches!(w, [a, b] if a.text.is_empty() && !b.text.is_empty())).count();
    if gaps * 6 > lengths.len() + gaps && gaps >= unparted(lines) {
        return Wrapping::BlankLines;
    }
    let width = lengths.get(lengths.len() * 95 / 100).copied().unwrap_or(80);
    Wrapping::Solid(width)
}

/// Both kinds of line end part written lines, and sentences go on over the one and hardly ever over the other.
fn mixes_line_ends(lines: &[&TextLine]) -> bool {
    let share = |crlf: bool| {
        let pairs = lines.windows(2).filter_map(|w| match w {
            [a, b] if a.crlf == crlf && !a.text.is_empty() && !b.text.is_empty() => {
                Some(continues(&b.text) && !opens_item(&b.text.key))
            }
            _ => None,
        });
        pairs.fold((0, 0), |(going, all), goes_on| (going + usize::from(goes_on), all + 1))
    };
    let ((soft, cut), (torn, ended)) = (share(true), share(false));
    cut >= 4 && ended >= 4 && soft * 3 >= cut && torn * 6 <= ended
}

/// How many paragraphs end without a blank line after them.
fn unparted(lines: &[&TextLine]) -> usize {
    let opens =
        |next: &TextLine| opens_item(&next.text.key) || next.text.text.starts_with(char::is_uppercase);
    lines.windows(2).filter(|w| matches!(w, [a, b] if ends_sentence(&a.text.text) && opens(b))).count()
}

/// Joins lines (`None` = a blank line or furniture between) into paragraphs.
pub(crate) struct Joiner {
    wrapping: Wrapping,
    open: Vec<TextLine>,
    blank: bool,
    items: Vec<Item>,
}

impl Joiner {
    /// An empty joiner.
    pub(crate) fn new(wrapping: Wrapping) -> Joiner {
        Joiner { wrapping, open: Vec::new(), blank: false, items: Vec::new() }
    }

    /// A blank line.
    pub(crate) fn blank(&mut self) {
        self.blank = true;
    }

    /// A line of text.
    pub(crate) fn line(&mut self, line: TextLine) {
        let joins =
            self.open.last().is_some_and(|last| self.joins(last, &line)) || self.goes_on_heading(&line);
        if !joins {
            self.close();
        }
        self.open.push(line);
        self.blank = false;
    }

    /// Something that is no paragraph.
    pub(crate) fn item(&mut self, item: Item) {
        self.close();
        self.items.push(item);
        self.blank = false;
    }

    /// All items.
    pub(crate) fn finish(mut self) -> Vec<Item> {
        self.close();
        self.items
    }

    fn close(&mut self) {
        let lines = std::mem::take(&mut self.open);
        if let Some(para) = paragraph_of(lines) {
            self.items.push(Item::Para(para));
        }
    }

    /// The open paragraph is a bold numbered heading of several lines, and the bold line after a blank goes on with it.
    fn goes_on_heading(&self, next: &TextLine) -> bool {
        let (Some(first), Some(last)) = (self.open.first(), self.open.last()) else { return false };
        let bold = self.open.iter().all(|l| l.bold);
        self.wrapping == Wrapping::BlankLines
            && self.blank
            && self.open.len() > 1
            && bold
            && next.bold
            && opens_item(&first.text.key)
            && !opens_item(&next.text.key)
            && !ends_sentence(&last.text.text)
            && !is_upper(&first.text.text)
            && !is_upper(&next.text.text)
            && !is_form_line(&next.text)
    }

    fn joins(&self, last: &TextLine, next: &TextLine) -> bool {
        let heading = last.bold && next.bold && opens_item(&last.text.key) && !self.blank; // "**VII. CHẾ ĐỘ" + "BÁO CÁO**"
        if self.wrapping == Wrapping::Mixed && last.crlf && !self.blank && !is_upper(&next.text.text) {
            return true;
        }
        if is_form_line(&last.text)
            || is_form_line(&next.text) && !heading
            || next.heading.is_some()
            || last.heading.is_some()
        {
            return false;
        }
        if is_upper(&last.text.text)
            && opens_item(&last.text.key)
            && !is_upper(&next.text.text)
            && !continues(&next.text)
        {
            return false; // "III. KINH PHÍ" + "Sử dụng kinh phí …"
        }
        let ends_open = !ends_sentence(&last.text.text);
        let goes_on = continues(&next.text);
        let item = opens_item(&next.text.key) && !is_lower_phrase(next);
        match self.wrapping {
            _ if (self.blank || last.ends_page)
                && !item
                && is_broken_off(last)
                && !is_upper(&next.text.text) =>
            {
                true
            }
            _ if !self.blank && is_cut_word(&last.text.text, &next.text.text) => true,
            _ if !self.blank && !item && (ends_with_link(&last.text.key) || heading_goes_on(last, next)) => {
                true
            }
            _ if !item && ends_open && number_goes_on(last, next) => true,
            Wrapping::Mixed if last.crlf && !self.blank => !opens_organ(&last.text),
            Wrapping::None | Wrapping::Mixed if item => {
                ends_open
                    && (last.text.text.chars().count() >= 45 && split_name(last, next)
                        || !self.blank && split_number(last, next))
            }
            Wrapping::None | Wrapping::Mixed => {
                last.text.text.chars().count() >= 20
                    && (goes_on && (ends_open || !self.blank && last.text.text.ends_with(';'))
                        || cited_list(last, next))
            }
            Wrapping::BlankLines if self.blank => {
                ends_open && !item && (goes_on && long_enough(last) || cut_heading(last, next))
            }
            Wrapping::BlankLines if is_upper(&last.text.text) && opens_organ(&next.text) => false,
            Wrapping::BlankLines => !item || ends_open && split_range(last, next, 20),
            Wrapping::Hard(width) => joins_hard(width, last, next, self.blank, item),
            Wrapping::Solid(width) => {
                let had_room = last.text.text.chars().count() + 1 + first_word(&next.text.text) + 6 < width;
                if item {
                    return ends_open && split_range(last, next, 40);
                }
                if goes_on {
                    return !self.blank || ends_open;
                }
                !self.blank && !had_room && (ends_open || !last.text.text.ends_with([':', ';']))
            }
        }
    }
}

/// "1. Chỉ đạo Sở Tài nguyên và": no line of its own ends with such a word.
fn ends_with_link(key: &str) -> bool {
    const LINKS: [&str; 20] = [
        "và", "của", "tại", "cho", "về", "các", "với", "do", "theo", "trong", "từ", "đến", "những", "bởi",
        "thuộc", "hoặc", "để", "bằng", "nhằm", "giữa",
    ];
    key.rsplit(' ').next().is_some_and(|word| LINKS.contains(&word)) && key.contains(' ')
}

/// "II. GIÁM SÁT" + "CHUYÊN ĐỀ CỦA …": a numbered heading in capitals that a narrow page has cut.
fn heading_goes_on(last: &TextLine, next: &TextLine) -> bool {
    opens_item(&last.text.key)
        && is_upper(&last.text.text)
        && is_upper(&next.text.text)
        && !is_form_line(&last.text)
        && last.text.text.contains(' ')
        && !ends_sentence(&last.text.text)
}

/// A line in capitals that opens with the head of an organ: in a letterhead it stands below another organ.
fn opens_organ(text: &Logical) -> bool {
    const HEADS: [&str; 9] =
        ["sở ", "trường ", "phòng ", "đảng ủy ", "trung tâm ", "chi cục ", "ban ", "công an ", "hội đồng "];
    is_upper(&text.text) && HEADS.iter().any(|head| text.key.starts_with(head))
}

/// "căn cứ chức năng …", "điều 3 …" in small letters: words of a sentence, though in capitals they open an item.
fn is_lower_phrase(line: &TextLine) -> bool {
    let word: String = line.text.text.chars().take_while(|c| c.is_alphabetic()).collect();
    word.chars().count() >= 3
        && word.chars().all(char::is_lowercase)
        && !word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
}

/// Whether the next line goes on with the last one in a text that is wrapped at a known width.
fn joins_hard(width: Width, last: &TextLine, next: &TextLine, blank: bool, item: bool) -> bool {
    let ends_open = !ends_sentence(&last.text.text);
    let goes_on = continues(&next.text);
    let joint = last.text.text.ends_with(" và");
    if (blank || last.ends_page) && (goes_on || joint) && ends_open && !item {
        return long_enough(last);
    }
    if width.had_room(last, next) {
        return false;
    }
    if item {
        return !blank && ends_open && (split_range(last, next, 40) || split_name(last, next));
    }
    if blank {
        return false;
    }
    let base = BASE_OPENERS.iter().any(|w| next.text.key.starts_with(w)) && !goes_on;
    let labelled = width.parts_label(next) && !goes_on;
    let closed = last.text.text.ends_with(':') && !ends_with_label(&last.text.key);
    !closed && !labelled && (ends_open || !base)
}

/// Words with which a legal basis or the closing opens.
const BASE_OPENERS: [&str; 6] = ["căn cứ", "thực hiện", "triển khai", "theo ", "xét ", "trên đây"];

/// "…; đơn vị phối hợp:": the value of a label follows on the next line.
fn ends_with_label(key: &str) -> bool {
    let words = key.trim_end_matches([':', ' ']);
    let starts = words
        .char_indices()
        .filter(|(_, c)| matches!(c, ';' | '.' | '(' | ',' | '-' | ':'))
        .map(|(i, c)| i + c.len_utf8());
    starts.chain([0]).any(|at| words.get(at..).is_some_and(|label| lexicon::label(label.trim()).is_some()))
}

/// "… Phòng Kế hoạch" + "- Tài chính".
fn split_name(last: &TextLine, next: &TextLine) -> bool {
    let after = next.text.key.strip_prefix(['-', '–']);
    after.is_some_and(|after| lexicon::agency::joins_over_dash(&last.text.key, after))
}

/// A bold heading that a crawler cut in two: "**3. Đề nghị … Hội Liên hiệp**" + "**Phụ nữ Thành phố …**".
fn cut_heading(last: &TextLine, next: &TextLine) -> bool {
    last.bold
        && next.bold
        && opens_item(&last.text.key)
        && last.text.text.chars().count() >= 45
        && !is_upper(&next.text.text)
}

/// "… Chỉ thị số 37-CT/TW;" + "Quyết định số 416/QĐ-TTg …": a list of documents that was cut after a `;`.
fn cited_list(last: &TextLine, next: &TextLine) -> bool {
    let numbered = |key: &str| key.contains(" số ") && key.contains('/');
    let head: String = next.text.key.chars().take(40).collect();
    last.text.text.ends_with(';')
        && numbered(&last.text.key)
        && lexicon::document_kind_prefix(&head).is_some()
        && head.contains(" số ")
        && !last.text.key.starts_with("căn cứ")
}

/// "… và", "… Chi cục Thủy lợi,": more must follow.
fn is_broken_off(line: &TextLine) -> bool {
    long_enough(line) && (line.text.text.ends_with(',') || line.text.text.ends_with(" và"))
}

/// A line that is short may be a heading; a sentence cut by a page end is as long as its neighbours.
fn long_enough(line: &TextLine) -> bool {
    is_long(&line.text)
}

fn is_long(text: &Logical) -> bool {
    text.text.chars().count() >= 30
}

/// Whether a paragraph that a file holds on its own goes on with the sentence of the one before it.
pub(crate) fn goes_on(last: &Logical, next: &Logical) -> bool {
    is_long(last)
        && !ends_sentence(&last.text)
        && continues(next)
        && !opens_item(&next.key)
        && !is_form_line(last)
        && !is_form_line(next)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['*', '_', ')', '”', '"', ' ']).ends_with(['.', ';', ':', '!', '?', '/', '…'])
}

/// The line goes on with a sentence: lower case, or a sign that no sentence opens with.
fn continues(text: &Logical) -> bool {
    text.text.chars().next().is_some_and(|c| {
        c.is_lowercase() || matches!(c, ',' | ';' | ')' | '%' | '.' | '“') && text.text.len() > 1
    })
}

/// `… giai đoạn 2021` + `- 2030`, `… kinh tế` + `- xã hội`, `Lao động` + `- Thương binh`.
fn split_range(last: &TextLine, next: &TextLine, least: usize) -> bool {
    let mut chars = next.text.text.chars();
    let dash = chars.next().is_some_and(|c| matches!(c, '-' | '–'));
    let after = next.text.text.trim_start_matches(['-', '–', ' ']).chars().next();
    let lower = after.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
    dash && lower && last.text.text.chars().count() > least || cuts_number(last, next)
}

/// "… trước ngày" + "30/6/2026", "… trong quý" + "IV/2026".
pub(super) fn cuts_number(last: &TextLine, next: &TextLine) -> bool {
    let number = next.text.text.starts_with(|c: char| c.is_ascii_digit())
        && !last.text.key.ends_with("hằng năm")
        && !last.text.key.ends_with("hàng năm");
    let cited = [" năm", " ngày", " tháng", " số", " khoản", " điều", " điểm", " quý", " đoạn"]
        .iter()
        .any(|w| last.text.key.ends_with(w));
    let roman = last.text.key.ends_with(" quý") && next.text.text.starts_with(['I', 'V']);
    roman || number && cited
}

/// `… đến hết năm` + `2026. Kinh phí …`, `… không quá` + `1.500.000 đồng`: words that a number must follow.
fn number_goes_on(last: &TextLine, next: &TextLine) -> bool {
    const BEFORE_NUMBERS: [&str; 15] = [
        "năm", "ngày", "tháng", "số", "khoản", "điều", "điểm", "quý", "quá", "hơn", "đến", "từ", "trên",
        "dưới", "khoảng",
    ];
    let word = last.text.key.rsplit(' ').next().unwrap_or("");
    next.text.text.starts_with(|c: char| c.is_ascii_digit())
        && BEFORE_NUMBERS.contains(&word)
        && last.text.key.contains(' ')
}

/// `… Quyết định số` + `58/QĐ-UBND ngày …`.
fn split_number(last: &TextLine, next: &TextLine) -> bool {
    let symbol = next.text.text.split(' ').next().unwrap_or("");
    last.text.key.ends_with(" số") && symbol.contains('/') && symbol.contains(char::is_uppercase)
}

fn first_word(text: &str) -> usize {
    text.split(' ').next().map_or(0, |w| w.chars().count())
}

/// A line of the form that stands alone: letterhead, signature, "Nơi nhận".
fn is_form_line(text: &Logical) -> bool {
    let key = text.key.as_str();
    starts_authority(key)
        || starts_recipients(key)
        || national(text).is_some_and(|n| n.start == 0)
        || is_issue_line(text)
        || key.starts_with("số:") && key.contains('/') && key.len() < 100
        || key.len() < 60
            && is_upper(&text.text)
            && (lexicon::is_position(key) || lexicon::document_kind(key).is_some())
}

/// "Hà Nội, ngày … tháng … năm 2026" and nothing more.
fn is_issue_line(text: &Logical) -> bool {
    let Some((place, date)) = text.key.split_once(", ngày") else { return false };
    let named = text.text.starts_with(char::is_uppercase)
        && place.chars().count() <= 25
        && !place.contains(|c: char| c.is_ascii_digit());
    named && date.contains("năm") && date.len() < 50 && text.text.ends_with(|c: char| c.is_ascii_digit())
}

fn paragraph_of(lines: Vec<TextLine>) -> Option<Para> {
    let first = lines.first()?;
    let style = Style { bold: lines.iter().all(|l| l.bold), heading: first.heading, ..Style::default() };
    let mut rest = lines.into_iter();
    let mut text = rest.next()?.text;
    let mut last = 0;
    for line in rest {
        let glued = is_cut_word(text.text.get(last..).unwrap_or(""), &line.text.text);
        text.append(&line.text, glued);
        last = text.text.len() - line.text.text.len();
    }
    (!text.is_empty()).then_some(Para { text, style, ..Para::default() })
}

/// `217/2025/NĐ-` + `CP` is one word: a final hyphen or slash that touches a capital joins without a space when a
/// capital or digit follows.
pub(super) fn is_cut_word(before: &str, after: &str) -> bool {
    let Some(stem) = before.strip_suffix(['-', '/']) else { return false };
    let touches = stem.chars().next_back().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let word = before.rsplit(' ').next().unwrap_or("");
    touches
        && word.contains('/')
        && after.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}
