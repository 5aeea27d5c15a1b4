//! One marker at the start of a paragraph: `I.` `A.` `1.` `1.1.` `a)` `(1)` `Điều 5.` `Phần I` `-` `+` `•`.
//!
//! In: a folded paragraph. Out: every way to read its marker. Looks at nothing after the marker but the character that
//! must not touch it; the open lists decide later.
//!
//! Tricky: `i)` is a letter or a roman number; `2025.` is offered to nobody; `15/6/2025` and `1.000.000` are refused.

use crate::form::{POINT_ORDERS, roman_value};
use crate::text::letter::is_bullet;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, digit1, multispace0, one_of};
use nom::combinator::{opt, recognize, value, verify};
use nom::multi::many_m_n;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

/// The kind of list that a marker counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ListKind {
    /// Phần.
    Part,
    /// Chương.
    Chapter,
    /// Mục (of a statute-like plan).
    Division,
    /// Điều.
    Article,
    /// `I.`
    Roman,
    /// `A.`
    UpperLetter,
    /// `1.`
    Arabic,
    /// `1)`
    ArabicParen,
    /// `1.1.`: the number of components.
    Decimal(u8),
    /// `a)`
    Letter,
    /// `(1)`
    Bracketed,
    /// `i)`
    LowerRoman,
}

/// One way to read a marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The list it counts in.
    pub(crate) kind: ListKind,
    /// Its number; for letters the place in the Vietnamese order, from 1.
    pub(crate) value: u32,
    /// The components of a decimal number.
    pub(crate) path: Vec<u32>,
    /// The letter itself, for letters.
    pub(crate) letter: Option<char>,
}

/// A marker and where it ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    /// Every way to read it, likeliest first.
    pub(crate) readings: Vec<Reading>,
    /// Bytes of the marker, separators included.
    pub(crate) len: usize,
    /// Bytes up to the text after it.
    pub(crate) body: usize,
}

/// The marker at the start of a folded paragraph.
pub(crate) fn scan_marker(key: &str) -> Option<Marker> {
    let marker =
        alt((bracketed, named, decimal, arabic, roman_or_letter)).parse(key).ok().map(|(rest, readings)| {
            let len = key.len() - rest.len();
            let body = key.len() - rest.trim_start_matches([' ', '\u{A0}']).len();
            (Marker { readings, len, body }, rest)
        });
    marker.filter(|(m, rest)| !m.readings.is_empty() && fits(rest)).map(|(m, _)| m)
}

/// What follows a marker: nothing, a space, or a letter that touches it ("1.Mục đích").
fn fits(rest: &str) -> bool {
    rest.chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || c.is_alphabetic() || matches!(c, '“' | '"' | '(' | '[' | '*'))
}

/// The bullet at the start of a paragraph: its length and where the text begins.
pub(crate) fn scan_bullet(key: &str) -> Option<(usize, usize)> {
    let first = key.chars().next()?;
    let len = first.len_utf8();
    let rest = key.get(len..)?;
    let fits = if first == 'o' || first == 'v' && rest.starts_with(' ') && key.len() < 4 {
        rest.starts_with(' ') && key.len() > 3 && first == 'o'
    } else {
        is_bullet(first)
            && !rest.starts_with(|c: char| c.is_ascii_digit() && matches!(first, '-' | '–' | '+'))
            || is_bullet(first) && rest.starts_with(' ')
    };
    if !fits || rest.trim().is_empty() {
        return None;
    }
    let doubled = rest.chars().next().filter(|c| *c == first && *c != '*').map_or(0, char::len_utf8);
    let rest = rest.get(doubled..)?;
    Some((len + doubled, key.len() - rest.trim_start().len()))
}

fn reading(kind: ListKind, value: u32) -> Reading {
    Reading { kind, value, path: Vec::new(), letter: None }
}

/// `Phần I`, `Chương 2.`, `Mục 1`, `Điều 5:`, `Phần thứ nhất`.
fn named(input: &str) -> IResult<&str, Vec<Reading>> {
    let (rest, word) =
        alt((articles, tag("chương"), tag("phần"), tag("mục"), tag("tiểu mục"))).parse(input)?;
    let (rest, _) = verify(multispace0, |s: &str| !s.is_empty()).parse(rest)?;
    let (rest, value) = alt((number, roman, ordinal_word)).parse(rest)?;
    let (rest, end) = opt(preceded(multispace0, one_of(".:-–)/"))).parse(rest)?;
    let closed = end.is_some() || rest.is_empty() || rest.starts_with(['\u{2028}']);
    let kind = match word {
        "điều" if closed => ListKind::Article,
        "chương" => ListKind::Chapter,
        "phần" => ListKind::Part,
        "mục" if closed => ListKind::Division,
        _ => return Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Tag))),
    };
    Ok((rest, vec![reading(kind, value)]))
}

/// "Điều", also as a scanner misreads it.
fn articles(input: &str) -> IResult<&str, &str> {
    value("điều", alt((tag("điều"), tag("điêu"), tag("điểu"), tag("diều"), tag("điếu")))).parse(input)
}

fn ordinal_word(input: &str) -> IResult<&str, u32> {
    const WORDS: [&str; 10] = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let (rest, _) = tag("thứ ").parse(input)?;
    for (n, word) in WORDS.iter().enumerate() {
        if let Some(rest) = rest.strip_prefix(word) {
            return Ok((rest, n as u32 + 1));
        }
    }
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Tag)))
}

/// `1.1.`, `2.3.1`, `1.1/`: components of at most two digits.
fn decimal(input: &str) -> IResult<&str, Vec<Reading>> {
    let (rest, first) = small(input)?;
    let (rest, more) = many_m_n(1, 3, preceded(char('.'), small)).parse(rest)?;
    let (rest, _) = opt(one_of("./):-")).parse(rest)?;
    if rest.starts_with(|c: char| c.is_ascii_digit() || c == '%' || c == '/') {
        return Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit)));
    }
    let mut path = vec![first];
    path.extend(more);
    let value = path.last().copied().unwrap_or(0);
    Ok((rest, vec![Reading { kind: ListKind::Decimal(path.len() as u8), value, path, letter: None }]))
}

/// `1.` `1)` `1/` `1-` `1 -`.
fn arabic(input: &str) -> IResult<&str, Vec<Reading>> {
    let (rest, value) = verify(number, |n| *n > 0).parse(input)?;
    let (rest, close) = preceded(opt(char(' ')), one_of(".)/-–:")).parse(rest)?;
    if value > 99 && !(matches!(close, '.' | ')') && rest.starts_with(' ')) {
        return Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit)));
    }
    let touching_digit = rest.starts_with(|c: char| c.is_ascii_digit());
    if touching_digit
        || close == ':' && !rest.starts_with(' ')
        || matches!(close, '-' | '–') && rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
    {
        return Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit)));
    }
    let kind = if close == ')' { ListKind::ArabicParen } else { ListKind::Arabic };
    Ok((rest, vec![reading(kind, value)]))
}

/// `(1)`, `(a)`, `(i)`.
fn bracketed(input: &str) -> IResult<&str, Vec<Reading>> {
    let (rest, inner) = delimited(
        char('('),
        recognize(alt((digit1, take_while_m_n(1, 5, |c: char| c.is_alphabetic())))),
        char(')'),
    )
    .parse(input)?;
    let (rest, _) = opt(char('.')).parse(rest)?;
    let mut readings = Vec::new();
    if let Ok(value) = inner.parse::<u32>() {
        if (1..=60).contains(&value) {
            readings.push(reading(ListKind::Bracketed, value));
        }
    } else {
        readings = letter_readings(inner);
    }
    Ok((rest, readings))
}

/// `I.` `I-` `A.` `a)` `a )` `a.` `i)`: letters and romans share shapes. Case is not in the key; the caller tells with
/// [`Marker::fit_case`].
fn roman_or_letter(input: &str) -> IResult<&str, Vec<Reading>> {
    let (rest, word) = take_while_m_n(1, 7, |c: char| c.is_alphabetic()).parse(input)?;
    let (rest, close) = preceded(opt(char(' ')), one_of(".)/-–:")).parse(rest)?;
    let rest = if close == '/' { rest.strip_prefix('.').unwrap_or(rest) } else { rest }; // "a/."
    let spaced = input.get(word.len()..).is_some_and(|r| r.starts_with(' '));
    let mut readings = letter_readings(word);
    let tight = !rest.is_empty() && !rest.starts_with(' ');
    let weak = matches!(close, '-' | '–' | ':') || spaced && close != ')' || tight && close != ')';
    if let Ok(("", value)) = roman(word) {
        readings.insert(0, reading(ListKind::Roman, value));
    }
    if tight && !matches!(close, ')' | '.') {
        readings.clear(); // "V/v", "T/M"
    }
    if weak {
        readings.retain(|r| r.kind == ListKind::Roman || r.letter.is_some() && close == '/' && !tight);
    }
    Ok((rest, readings))
}

fn letter_readings(word: &str) -> Vec<Reading> {
    let mut chars = word.chars();
    let mut out = Vec::new();
    if let (Some(letter), None) = (chars.next(), chars.next()) {
        let place = POINT_ORDERS.iter().find_map(|o| o.chars().position(|c| c == letter));
        if let Some(place) = place {
            out.push(Reading {
                kind: ListKind::Letter,
                value: place as u32 + 1,
                path: Vec::new(),
                letter: Some(letter),
            });
        }
    }
    if let Ok(("", value)) = roman(word) {
        out.push(reading(ListKind::LowerRoman, value));
    }
    out
}

impl Marker {
    /// Keeps the readings that the marker's case allows: `I.` is no point, `a)` no upper letter.
    pub(crate) fn fit_case(mut self, text: &str) -> Option<Marker> {
        let head = text.get(..self.len).unwrap_or("");
        let upper = head.chars().any(char::is_uppercase);
        let lower = head.chars().any(char::is_lowercase);
        for r in &mut self.readings {
            if r.kind == ListKind::Letter && upper {
                r.kind = ListKind::UpperLetter;
            }
        }
        self.readings.retain(|r| match r.kind {
            ListKind::Roman => upper && !lower,
            ListKind::LowerRoman | ListKind::Letter => lower,
            ListKind::UpperLetter => upper && (head.ends_with(['.', ')', '/', '-']) || head.ends_with(')')),
            _ => true,
        });
        (!self.readings.is_empty()).then_some(self)
    }
}

/// A number of one or two digits, not zero.
fn small(input: &str) -> IResult<&str, u32> {
    let (rest, digits) = verify(digit1, |d: &str| d.len() <= 2).parse(input)?;
    match digits.parse() {
        Ok(value) if value > 0 => Ok((rest, value)),
        _ => Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit))),
    }
}

fn number(input: &str) -> IResult<&str, u32> {
    let (rest, digits) = verify(digit1, |d: &str| d.len() <= 3).parse(input)?;
    Ok((rest, digits.parse().unwrap_or(0)))
}

/// A roman number up to 89, lower case.
pub(crate) fn roman(input: &str) -> IResult<&str, u32> {
    let (rest, digits) =
        terminated(take_while_m_n(1, 7, |c| matches!(c, 'i' | 'v' | 'x' | 'l')), opt(tag("")))
            .parse(input)?;
    let value = roman_value(digits);
    if value == 0 || to_roman(value) != digits {
        return Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit)));
    }
    Ok((rest, value))
}

/// The roman number of `value`, lower case.
fn to_roman(value: u32) -> String {
    let mut out = String::new();
    let mut rest = value;
    for (size, digits) in [(50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")] {
        while rest >= size && out.len() < 16 {
            out.push_str(digits);
            rest -= size;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{ListKind, scan_bullet, scan_marker};
    use crate::text::fold;

    fn kinds(text: &str) -> Vec<(ListKind, u32)> {
        scan_marker(&fold(text))
            .and_then(|m| m.fit_case(text))
            .map(|m| m.readings.iter().map(|r| (r.kind, r.value)).collect())
            .unwrap_or_default()
    }

    #[test]
    fn markers_and_refusals() {
        use ListKind::*;
        for (text, expected) in [
            ("I. MỤC ĐÍCH", vec![(Roman, 1), (UpperLetter, 9)]),
            ("I- MỤC ĐÍCH", vec![(Roman, 1)]),
            ("I/ MỤC ĐÍCH", vec![(Roman, 1), (UpperLetter, 9)]),
            ("IV . NỘI DUNG", vec![(Roman, 4)]),
            ("A. PHẦN CHUNG", vec![(UpperLetter, 1)]),
            ("C. KẾT LUẬN", vec![(UpperLetter, 3)]),
            ("1. Mục đích", vec![(Arabic, 1)]),
            ("1.Mục đích", vec![(Arabic, 1)]),
            ("1/ Mục đích", vec![(Arabic, 1)]),
            ("1- Mục đích", vec![(Arabic, 1)]),
            ("2) Yêu cầu", vec![(ArabicParen, 2)]),
            ("104. Cống Bãi Sậy", vec![(Arabic, 104)]),
            ("120/QĐ-UBND ngày", vec![]),
            ("1.1. Xây dựng", vec![(Decimal(2), 1)]),
            ("2.10 Rà soát", vec![(Decimal(2), 10)]),
            ("1.2.3. Rà soát", vec![(Decimal(3), 3)]),
            ("a) Mục tiêu", vec![(Letter, 1)]),
            ("đ) Mục tiêu", vec![(Letter, 5)]),
            ("i) Mục tiêu", vec![(Letter, 9), (LowerRoman, 1)]),
            ("ii) Mục tiêu", vec![(LowerRoman, 2)]),
            ("(1) Tổ chức", vec![(Bracketed, 1)]),
            ("Điều 1. Ban hành", vec![(Article, 1)]),
            ("Điều 2:", vec![(Article, 2)]),
            ("Phần thứ nhất", vec![(Part, 1)]),
            ("PHẦN II", vec![(Part, 2)]),
            ("Chương I", vec![(Chapter, 1)]),
            ("15/6/2025 là hạn", vec![]),
            ("1.000.000 đồng", vec![]),
            ("2025. Năm", vec![]),
            ("30/4 và 1/5", vec![]),
            ("12 tháng", vec![]),
            ("Điều 17 Nghị định", vec![]),
            ("và. ", vec![]),
            ("v.v. ", vec![]),
            ("V/v triển khai", vec![]),
            ("T/M BAN THƯỜNG VỤ", vec![]),
            ("95% trở lên", vec![]),
            ("8.5% năm", vec![]),
        ] {
            assert_eq!(kinds(text), expected, "{text}");
        }
    }

    #[test]
    fn bullets_and_refusals() {
        for (text, body) in
            [("- Một", Some(2)), ("-Một", Some(1)), ("+ Hai", Some(2)), ("• Ba", Some(4)), ("o Bốn", Some(2))]
        {
            assert_eq!(scan_bullet(text).map(|b| b.1), body, "{text}");
        }
        for text in ["-5 độ", "oai", "-", "ông", "- "] {
            assert_eq!(scan_bullet(text), None, "{text}");
        }
    }
}
