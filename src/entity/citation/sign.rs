//! Number and sign: `117/KH-UBND`, `30/2020/NĐ-CP`, `57-NQ/TW`, `66.7/2025/NQ-CP`, `7288/UBND-KGVX`, `134/2025/QH15`.
//!
//! In: text (capitals matter), starting at the number. Out: number, year, symbol, and how far they go; blanks inside
//! are tolerated and left out. Knows nothing of what stands around.
//!
//! Tricky: the sign of "/KH-UBND An Giang" and of "/KH-UBND - An Giang" ends at `UBND`; "12/Sở Y tế", "30/6" and "5/IV"
//! are no signs.

use super::kinds;
use crate::entity::calendar::{dash, refuse, year4};
use nom::branch::alt;
use nom::bytes::complete::{take_while_m_n, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::{opt, recognize, value, verify};
use nom::{IResult, Parser};

/// A number and sign as parsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sign {
    /// `117`, `66.7`; none where left blank.
    pub(super) serial: Option<String>,
    /// Year inside.
    pub(super) year: Option<i32>,
    /// `KH-UBND`, without blanks; `Đ` for `Ð`, a hyphen for any dash.
    pub(super) symbol: String,
    /// Whether a dash follows the number, as in Party signs.
    pub(super) party: bool,
}

impl Sign {
    /// The whole as one word: `117/KH-UBND`.
    pub(super) fn number(&self) -> Option<String> {
        let serial = self.serial.as_ref()?;
        let mark = if self.party { "-" } else { "/" };
        Some(match self.year {
            Some(year) => format!("{serial}/{year}{mark}{}", self.symbol),
            None => format!("{serial}{mark}{}", self.symbol),
        })
    }

    /// Whether it has two parts, so that it cannot be anything else.
    pub(super) fn is_plain(&self) -> bool {
        self.symbol.contains(['-', '/']) || self.symbol.starts_with("QH")
    }
}

/// A little white space; more would join what does not belong together.
fn gap(i: &str) -> IResult<&str, &str> {
    take_while_m_n(0, 3, char::is_whitespace).parse(i)
}

fn letters(i: &str) -> IResult<&str, &str> {
    let (_, run) = take_while1(|c: char| c.is_alphanumeric() || c == '&').parse(i)?;
    let word = run.find("ngày").filter(|&at| at > 0).map_or(run, |at| run.get(..at).unwrap_or(run)); // a lost blank
    if is_abbreviation(word) { Ok((i.get(word.len()..).unwrap_or_default(), word)) } else { refuse(i) }
}

/// "C T", "Q Đ": an abbreviation of one type word with a blank put in.
fn torn_letters(i: &str) -> IResult<&str, &str> {
    let one = |i| verify(take_while_m_n(1, 1, char::is_uppercase), |_: &str| true).parse(i);
    let (rest, (first, _, second)) = (one, take_while_m_n(1, 2, char::is_whitespace), one).parse(i)?;
    if !kinds::is_abbreviation(&format!("{first}{second}")) || rest.starts_with(char::is_alphanumeric) {
        return refuse(i);
    }
    Ok((rest, i.get(..i.len() - rest.len()).unwrap_or_default()))
}

/// `UBND`, `TTg`, `C06`, `SGD&ĐT`; a word with one capital is a name of its own.
fn is_abbreviation(word: &str) -> bool {
    let Some(first) = word.chars().next() else { return false };
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let small = word.chars().filter(|c| c.is_lowercase()).count();
    let known = matches!(word, "Ctr" | "Ttr" | "Tb" | "Kh" | "Qđ");
    first.is_uppercase() && (known || small == 0 || (capitals >= 2 && small <= capitals))
}

fn more_letters(i: &str) -> IResult<&str, &str> {
    let (rest, (_, _, _, _)) = (gap, dash, gap, letters).parse(i)?;
    Ok((rest, i.get(..i.len() - rest.len()).unwrap_or_default()))
}

/// `/TW`, `/TWĐTN-VP`: no blank before the letters.
fn organ(i: &str) -> IResult<&str, &str> {
    recognize((gap, char('/'), gap, letters)).parse(i)
}

/// The symbol from its first letter on.
fn symbol(i: &str) -> IResult<&str, String> {
    let (mut rest, _) = alt((torn_letters, letters)).parse(i)?;
    let (mut slashed, mut parts) = (false, 1);
    while parts < 5 {
        if let Ok((after, _)) = more_letters(rest) {
            rest = after;
        } else if !slashed && let Ok((after, _)) = organ(rest) {
            rest = after;
            slashed = true;
        } else {
            break;
        }
        parts += 1;
    }
    let raw = i.get(..i.len() - rest.len()).unwrap_or_default();
    let clean = |c: char| match c {
        '–' | '—' | '−' | '‐' | '‑' => '-',
        'Ð' | 'Ɖ' => 'Đ',
        'ð' => 'đ',
        c => c,
    };
    Ok((rest, raw.chars().filter(|c| !c.is_whitespace()).map(clean).collect()))
}

fn is_symbol(symbol: &str) -> bool {
    let letters = symbol.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2 && !symbol.chars().all(|c| "IVXLC".contains(c))
}

fn serial(i: &str) -> IResult<&str, &str> {
    let figures = |n| take_while_m_n(1, n, |c: char| c.is_ascii_digit());
    let later = verify(one_of("abcdđ"), |_| true); // "1249a"
    recognize((figures(5), opt((char('.'), figures(3))), opt(later))).parse(i)
}

fn year_inside(i: &str) -> IResult<&str, i32> {
    let (rest, (year, _, _, _)) = (year4, gap, char('/'), gap).parse(i)?;
    Ok((rest, year))
}

/// From the mark after the number on.
fn tail(i: &str) -> IResult<&str, (bool, Option<i32>, String)> {
    let party = value(true, dash);
    let (rest, (party, _, year)) = (alt((value(false, char('/')), party)), gap, opt(year_inside)).parse(i)?;
    let (rest, symbol) = verify(symbol, |s: &String| is_symbol(s)).parse(rest)?;
    if party && !symbol.contains(['/', '-']) {
        return refuse(i);
    }
    Ok((rest, (party, year, symbol)))
}

/// A full number and sign at the start of `i`.
pub(super) fn sign(i: &str) -> IResult<&str, Sign> {
    let (rest, (serial, _, (party, year, symbol))) = (serial, gap, tail).parse(i)?;
    Ok((rest, Sign { serial: Some(serial.to_owned()), year, symbol, party }))
}

/// What stands for a number to fill in: blanks, dots, lines, `xx`.
fn filler(i: &str) -> IResult<&str, &str> {
    take_while_m_n(0, 80, |c: char| c.is_whitespace() || ".…_xX·".contains(c)).parse(i)
}

/// A sign after "Số", its number perhaps left blank, as on a letterhead.
pub(super) fn letterhead_sign(i: &str) -> IResult<&str, Sign> {
    let lead = (gap, opt(one_of(":.;")), filler);
    let (rest, (_, serial, _, (party, year, symbol))) = (lead, opt(serial), filler, tail).parse(i)?;
    Ok((rest, Sign { serial: serial.map(str::to_owned), year, symbol, party }))
}
