//! Lengths of time and rhythms: "15 ngày", "02 lần/năm", "3 năm một lần", ", quý, năm" after "hằng tháng".
//!
//! In: a slice of a comparison key. Out: an ISO duration and what follows.
//! Tricky: "03 lần/năm" is `P4M`, "5 lần/năm" is a rhythm without an exact duration; ", năm 2026" goes on with no rhythm.

use crate::entity::calendar::{blank, refuse, word};
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::combinator::{map_opt, opt, value};
use nom::{IResult, Parser};

fn count(i: &str) -> IResult<&str, u32> {
    let figures =
        map_opt(take_while_m_n(1, 3, |c: char| c.is_ascii_digit()), |s: &str| s.parse::<u32>().ok());
    alt((figures, value(1, word("một")))).parse(i)
}

/// The letter of a unit and how many of it a word means.
fn unit(i: &str) -> IResult<&str, (char, u32)> {
    alt((
        value(('D', 1), word("ngày")),
        value(('W', 1), word("tuần")),
        value(('M', 1), word("tháng")),
        value(('M', 3), word("quý")),
        value(('Y', 1), word("năm")),
    ))
    .parse(i)
}

fn duration(n: u32, (letter, times): (char, u32)) -> String {
    format!("P{}{letter}", n * times)
}

fn length_of(i: &str) -> IResult<&str, String> {
    let (rest, (n, _, u)) = (count, blank, unit).parse(i)?;
    let (rest, _) = opt((blank, alt((tag("làm việc"), tag("lịch"))))).parse(rest)?;
    if n == 0 { refuse(i) } else { Ok((rest, duration(n, u))) }
}

/// "15 ngày", "10 ngày làm việc" (the figures say ten days, the text what kind), "03 năm".
pub(super) fn length(i: &str) -> Option<(&str, String)> {
    length_of(i).ok()
}

/// "6 tháng/lần", "3 năm một lần".
fn interval(i: &str) -> IResult<&str, Option<String>> {
    let (rest, (n, _, u, _)) = (count, blank, unit, blank).parse(i)?;
    let once =
        value((), (opt((tag("/"), blank)), alt((word("một"), tag("01"), tag("1"))), blank, word("lần")));
    let (rest, ()) = alt((once, value((), (tag("/"), blank, word("lần"))))).parse(rest)?;
    Ok((rest, Some(duration(n, u))))
}

/// "02 lần/năm", "1 cuộc mỗi quý".
fn times_per(i: &str) -> IResult<&str, Option<String>> {
    let what = alt((
        word("lần"),
        word("cuộc"),
        word("kỳ"),
        word("đợt"),
        word("buổi"),
        word("số"),
        word("tin"),
        word("bài"),
    ));
    let (rest, (n, _, _, _)) = (count, blank, what, blank).parse(i)?;
    let (rest, (_, _, per, _, u)) =
        (alt((tag("/"), tag("mỗi"), tag("trong"))), blank, opt(count), blank, unit).parse(rest)?;
    Ok((rest, share(n, per.unwrap_or(1), u)))
}

/// "02 lần/năm", "1 cuộc/quý", "6 tháng/lần", "3 năm một lần".
pub(super) fn frequency(i: &str) -> Option<(&str, Option<String>)> {
    alt((interval, times_per)).parse(i).ok()
}

/// `n` times in `per` units, where that is a whole number of months (or just once).
fn share(n: u32, per: u32, (letter, times): (char, u32)) -> Option<String> {
    if n == 1 {
        return Some(duration(per, (letter, times)));
    }
    let months = match letter {
        'Y' => 12 * per,
        'M' => times * per,
        _ => return None,
    };
    (n > 0 && months % n == 0).then(|| format!("P{}M", months / n))
}

/// What may not follow a unit that is a rhythm: "năm 2026", "quý II", "năm sau".
const GOES_ON: [&str; 10] = ["ii", "iv", "i ", "i/", "học", "sau", "nay", "trước", "tiếp", "liền"];

fn every_unit(i: &str) -> IResult<&str, String> {
    let each = opt(alt((word("hằng"), word("hàng"), word("mỗi"), word("cả"))));
    let (rest, (_, _, n, _, u)) = (each, blank, opt(count), blank, unit).parse(i)?;
    let after = rest.trim_start();
    if after.starts_with(|c: char| c.is_ascii_digit()) || GOES_ON.iter().any(|w| after.starts_with(w)) {
        return refuse(i);
    }
    Ok((rest, duration(n.unwrap_or(1).max(1), u)))
}

fn more_of(i: &str) -> IResult<&str, String> {
    let mark = alt((tag(","), tag("/"), tag("và"), tag("hoặc")));
    (blank, mark, blank, opt((word("và"), blank)), every_unit).map(|t| t.4).parse(i)
}

/// ", quý", "và năm", "/tháng" after a rhythm.
pub(super) fn more(i: &str) -> Option<(&str, String)> {
    more_of(i).ok()
}

fn unit_first_of(i: &str) -> IResult<&str, String> {
    (blank, opt((tag("("), blank)), every_unit).map(|t| t.2).parse(i)
}

/// " quý", " (tháng" right after "định kỳ".
pub(super) fn unit_first(i: &str) -> Option<(&str, String)> {
    unit_first_of(i).ok()
}
