//! What the words of lines tell: labels, beginnings, and how two lines of a paragraph join.
//!
//! In: texts of lines. Out: yes or no, or the joined text. Tricky: `145/KH-` / `UBND` is one word, `kinh tế -` /
//! `xã hội` are two.

use super::lines::End;
use crate::text::charset::is_syllable;
use crate::text::fold::fold;
use crate::text::letter::is_bullet;

/// The first line of a letterhead's right side (Nghị định 30/2020/NĐ-CP, appendix I, II.1).
const COUNTRY: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";

/// Words behind which a number goes on with the sentence (folded).
const COUNTED: [&str; 16] = [
    "điều", "khoản", "điểm", "mục", "chương", "phần", "số", "lục", "biểu", "mẫu", "năm", "tháng", "ngày",
    "quý", "tuần", "và",
];
/// Whether a number behind this word goes on with the sentence: `tại khoản` / `2. Điều 5`.
pub(super) fn counts(word: &str) -> bool {
    COUNTED.contains(&fold(word).as_str())
}

/// Whether all letters of a text are capitals.
pub(super) fn is_capital(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

/// Whether two lines are the country's name over a letterhead, too long for its column.
pub(super) fn is_cut_title(upper: &str, lower: &str) -> bool {
    fold(COUNTRY).starts_with(&fold(&format!("{upper} {lower}")))
}

/// Whether a line is one of a table of contents: dots up to a page number.
pub(super) fn is_contents(text: &str) -> bool {
    let head = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let dots = head
        .trim_end()
        .chars()
        .rev()
        .take_while(|c| matches!(c, '.' | '…' | ' '))
        .filter(|c| *c != ' ')
        .count();
    head.len() < text.len() && (dots >= 5 || (dots >= 2 && head.trim_end().ends_with('…')))
}

/// Whether a text begins with a bullet or a number.
pub(super) fn is_item(text: &str) -> bool {
    let mut words = text.split(' ');
    let first = words.next().unwrap_or("");
    let mut chars = first.chars();
    match chars.next() {
        Some(c) if is_bullet(c) => true,
        Some(c) if c.is_ascii_digit() => {
            let rest = first.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            let short = first.len() <= 3 && matches!(rest, "/" | "-" | ".");
            (first.len() <= 9)
                && (rest == ")" || short || rest.is_empty() && first.contains('.') && !first.ends_with(".0"))
        }
        Some('(') => false,
        Some(c) if c.is_alphabetic() => {
            let label = first.trim_end_matches(['.', ')', '-', '/']);
            let closed = label.len() < first.len();
            let roman = label.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
            (closed && (label.chars().count() == 1 || roman))
                || (matches!(first, "Điều" | "Chương" | "Phần" | "Mục")
                    && words.next().is_some_and(|w| {
                        w.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'))
                    }))
        }
        _ => false,
    }
}

/// Whether a text begins with a word in lower case (and no label).
pub(super) fn starts_lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase) && !is_item(text)
}

/// Appends a line to a text, with a blank between unless the line before ended inside a word.
pub(super) fn append(text: &mut String, line: &str, end: End) {
    if !text.is_empty() && !goes_on_inside(text, line, end) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether a line break stands inside a word: behind a hyphen or a slash at which no blank was drawn. Where blanks at
/// line ends are never drawn, only numbers (`145/KH-` / `UBND`) and addresses show that they go on.
fn goes_on_inside(text: &str, line: &str, end: End) -> bool {
    let mut back = text.chars().rev();
    let breakable = matches!(back.next(), Some('-' | '/' | '…'));
    let inside = breakable
        && back.next().is_some_and(char::is_alphanumeric)
        && line.starts_with(char::is_alphanumeric);
    let word = text.rsplit(' ').next().unwrap_or("");
    let number = || word.contains('/') || word.chars().filter(|c| c.is_uppercase()).count() > 1;
    let address = || {
        let rest = line.split(' ').next().unwrap_or("");
        word.contains(['@', ':']) && word.contains('.') || rest.contains('@')
    };
    match end {
        _ if is_cut_year(word, line) => true,
        End::Blank => false,
        End::CutWord => line.starts_with(char::is_lowercase),
        End::Bare => inside,
        End::Unknown => inside && !text.ends_with('…') && (number() || address()),
    }
}

/// Whether a syllable is cut: `nghiệ` / `m` make one, and are not two.
pub(super) fn is_cut_syllable(upper: &str, lower: &str) -> bool {
    let a = upper.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let b = lower.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let two = is_syllable(a) && is_syllable(b);
    !two && is_syllable(&format!("{a}{b}"))
}

/// A date that its column was too narrow for: `30/6/202` / `6`.
fn is_cut_year(word: &str, line: &str) -> bool {
    let Some((before, year)) = word.rsplit_once('/') else { return false };
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let rest = digits(line);
    before.ends_with(|c: char| c.is_ascii_digit())
        && (1..4).contains(&year.len())
        && digits(year) == year.len()
        && year.len() + rest == 4
        && (year.starts_with("20") || year == "2")
}
