//! Calendar periods and their sequences: "quý II, III năm 2026", "tháng 4 - 6/2026", "26, 27/12/2011", "2026-2030".
//!
//! In: a slice of a comparison key that starts at a period. Out: how far it goes, its periods with the year and month
//! that a later member lends them, and whether they are a range. Knows nothing of deadlines.
//!
//! Tricky: "quý cơ quan" is a courtesy, "6 tháng" a length of time, "tháng 4, 5 đơn vị" one month.

use crate::entity::calendar::{blank, dash, date, days_in_month, refuse, two_digits, word, year4};
use crate::text::prefix;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::one_of;
use nom::combinator::{opt, value};
use nom::{IResult, Parser};
use regex::Regex;
use std::sync::LazyLock;

/// How fine a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Day,
    Month,
    Quarter,
    Year,
}

/// A stretch of the calendar, as far as the words carry it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) unit: Unit,
    /// Whether a word ("ngày", "quý") or a full date says that the figures are a time.
    pub(super) keyed: bool,
    pub(super) year: Option<i32>,
    /// First and last month.
    pub(super) months: Option<(u32, u32)>,
    pub(super) day: Option<u32>,
}

impl Period {
    fn new(unit: Unit, year: Option<i32>, months: Option<(u32, u32)>) -> Period {
        Period { unit, keyed: true, year, months, day: None }
    }

    fn bare(self) -> Period {
        Period { keyed: false, ..self }
    }

    /// Whether the calendar has such a time: no month 13, no 31 June, no fifth quarter.
    pub(super) fn exists(&self) -> bool {
        let Some((first, last)) = self.months else { return true };
        let longest = days_in_month(self.year, first).min(days_in_month(self.year, last));
        longest.is_some_and(|length| self.day.is_none_or(|day| (1..=length).contains(&day)))
    }

    /// Year, month and day of the first day.
    fn first_day(&self) -> Option<(u32, u32)> {
        let month = self.months?.0;
        let day = self.day.unwrap_or(1);
        (day > 0 && day <= days_in_month(self.year, month)?).then_some((month, day))
    }

    /// Month and day of the last day; none for a February of an unknown year.
    fn last_day(&self) -> Option<(u32, u32)> {
        let month = self.months?.1;
        let length = days_in_month(self.year, month)?;
        match self.day {
            Some(day) => (day > 0 && day <= length).then_some((month, day)),
            None if self.year.is_none() && month == 2 => None,
            None => Some((month, length)),
        }
    }

    /// ISO form of the first day.
    pub(super) fn first(&self) -> Option<String> {
        self.first_day().map(|d| iso(self.year, d)).or_else(|| self.monthly())
    }

    /// `---20`: a day of any month.
    fn monthly(&self) -> Option<String> {
        self.day.filter(|_| self.months.is_none()).map(|day| format!("---{day:02}"))
    }

    /// ISO form of the last day.
    pub(super) fn last(&self) -> Option<String> {
        self.last_day().map(|d| iso(self.year, d)).or_else(|| self.monthly())
    }

    /// "trước": a day counts itself (so offices use it), a longer period ends before it begins.
    pub(super) fn before(&self) -> Option<String> {
        if self.day.is_some() {
            return self.last();
        }
        let (month, _) = self.first_day()?;
        if month > 1 {
            let end = Period { months: Some((month - 1, month - 1)), ..*self };
            return end.last();
        }
        self.year.map(|y| iso(Some(y - 1), (12, 31)))
    }

    /// "sau": a day counts itself, a longer period is over.
    pub(super) fn after(&self) -> Option<String> {
        if self.day.is_some() {
            return self.first();
        }
        let (month, _) = self.last_day()?;
        if month < 12 {
            return Some(iso(self.year, (month + 1, 1)));
        }
        self.year_after()
    }

    /// The first day of the year after: where "các năm tiếp theo" begin.
    pub(super) fn year_after(&self) -> Option<String> {
        self.year.map(|y| iso(Some(y + 1), (1, 1)))
    }

    /// Whether `next` begins on the day after this ends.
    pub(super) fn runs_into(&self, next: &Period) -> bool {
        let number =
            |year: Option<i32>, (month, day): (u32, u32)| day_number(year.unwrap_or(2001), month, day);
        match (self.last_day(), next.first_day()) {
            (Some(end), Some(start)) => number(self.year, end) + 1 == number(next.year, start),
            _ => false,
        }
    }

    /// Whether `inner` lies in this longer period ("năm 2020 … trong quý II/2020").
    pub(super) fn contains(&self, inner: &Period) -> bool {
        let within = match (self.months, inner.months) {
            (Some((a, b)), Some((c, d))) => a <= c && d <= b,
            _ => false,
        };
        within && self.unit > inner.unit && (inner.year.is_none() || self.year == inner.year)
    }
}

fn iso(year: Option<i32>, (month, day): (u32, u32)) -> String {
    match year {
        Some(year) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("--{month:02}-{day:02}"),
    }
}

/// Days since a fixed day, for neighbours only.
fn day_number(year: i32, month: u32, day: u32) -> i64 {
    let before: u32 = (1..month).filter_map(|m| days_in_month(Some(year), m)).sum();
    let leaps = |y: i64| y / 4 - y / 100 + y / 400;
    let past = i64::from(year) - 1;
    past * 365 + leaps(past) + i64::from(before + day)
}

/// Periods that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sequence {
    pub(super) items: Vec<Period>,
    /// First and last of `items` are the ends of a range.
    pub(super) range: bool,
}

/// The year after a quarter or month: "/2026", "-2026", " năm 2026", ", năm 2026", " của năm 2026".
fn year_tail(i: &str) -> IResult<&str, i32> {
    let slashed = (blank, alt((value((), one_of("/.")), value((), dash))), blank, year4).map(|t| t.3);
    let named = (blank, opt(tag(",")), blank, opt(tag("của")), blank, tag("năm"), blank, year4).map(|t| t.7);
    alt((slashed, named)).parse(i)
}

/// A quarter's number; `l` and `v` as bad readers and typists leave them.
fn quarter_number(i: &str) -> IResult<&str, u32> {
    let (rest, n) = alt((
        value(3, alt((tag("iii"), tag("lll"), tag("03"), tag("3")))),
        value(2, alt((tag("ii"), tag("ll"), tag("02"), tag("2")))),
        value(4, alt((tag("iv"), tag("1v"), tag("lv"), tag("04"), tag("4")))),
        value(1, alt((tag("i"), tag("l"), tag("01"), tag("1")))),
    ))
    .parse(i)?;
    if rest.starts_with(|c: char| c.is_alphanumeric()) { refuse(i) } else { Ok((rest, n)) }
}

fn bare_quarter(i: &str) -> IResult<&str, Period> {
    let (rest, number) = quarter_number(i)?;
    let spaced = (nom::character::complete::multispace1, year4).map(|t| t.1);
    let (rest, year) = opt(alt((year_tail, spaced))).parse(rest)?;
    Ok((rest, Period::new(Unit::Quarter, year, Some((number * 3 - 2, number * 3)))))
}

fn quarter(i: &str) -> IResult<&str, Period> {
    let keyword = alt((tag("quý"), tag("quí"), tag("q."), tag("q")));
    alt(((keyword, blank, alt((bare_quarter, no_quarter))).map(|t| t.2), roman_quarter)).parse(i)
}

/// "V", "5" where a quarter must stand: a time that the calendar has not.
fn no_quarter(i: &str) -> IResult<&str, Period> {
    let (rest, _) = take_while_m_n(1, 3, |c: char| c.is_ascii_digit() || "ivx".contains(c)).parse(i)?;
    if rest.starts_with(|c: char| c.is_alphanumeric()) {
        return refuse(i);
    }
    let (rest, year) = opt(year_tail).parse(rest)?;
    Ok((rest, Period::new(Unit::Quarter, year, Some((13, 15)))))
}

/// "II/2026", "I, II/2026": roman numbers up to a year.
fn roman_quarter(i: &str) -> IResult<&str, Period> {
    static ROMAN: LazyLock<Regex> = LazyLock::new(|| {
        let one = r"(?:i{1,3}|iv|v)";
        Regex::new(&format!(r"^{one}(?:\s*(?:,|-|–|và)\s*{one})*\s*/\s*20\d\d\b")).expect("pattern")
    });
    if ROMAN.is_match(prefix(i, 60)) { bare_quarter(i) } else { refuse(i) }
}

fn bare_month(i: &str) -> IResult<&str, Period> {
    let (rest, month) = two_digits(i)?;
    let (rest, year) = opt(year_tail).parse(rest)?;
    if year.is_none() && rest.starts_with('/') {
        return refuse(i);
    }
    Ok((rest, Period::new(Unit::Month, year, Some((month, month)))))
}

fn month(i: &str) -> IResult<&str, Period> {
    let (rest, _) = alt((tag("tháng"), tag("t."), tag("t"))).parse(i)?;
    let (rest, _) = if i.starts_with("tháng") { blank(rest)? } else { (rest, "") };
    bare_month(rest)
}

/// "6/2026".
fn month_and_year(i: &str) -> IResult<&str, Period> {
    let (rest, (month, _, year)) = (two_digits, (blank, tag("/"), blank), year4).parse(i)?;
    Ok((rest, Period::new(Unit::Month, Some(year), Some((month, month)))))
}

/// "6 tháng đầu năm 2026", "3 tháng cuối năm".
fn part_of_year(i: &str) -> IResult<&str, Period> {
    let (rest, (count, _, _, _)) = (two_digits, blank, word("tháng"), blank).parse(i)?;
    let (rest, head) = alt((value(true, word("đầu")), value(false, word("cuối")))).parse(rest)?;
    let (rest, _) = (blank, opt((word("của"), blank)), word("năm")).parse(rest)?;
    let (rest, year) = opt((blank, year4).map(|t| t.1)).parse(rest)?;
    if !(1..=12).contains(&count) {
        return refuse(i);
    }
    let months = if head { (1, count) } else { (13 - count, 12) };
    Ok((rest, Period::new(Unit::Quarter, year, Some(months))))
}

fn bare_year(i: &str) -> IResult<&str, Period> {
    let (rest, year) = year4(i)?;
    let mut after = rest.chars();
    match (after.next(), after.next()) {
        (Some('/'), Some(c)) if c.is_alphanumeric() => refuse(i),
        (Some(c), _) if c.is_alphabetic() => refuse(i),
        _ => Ok((rest, Period::new(Unit::Year, Some(year), Some((1, 12))))),
    }
}

fn year(i: &str) -> IResult<&str, Period> {
    (tag("năm"), blank, bare_year).map(|t| t.2).parse(i)
}

/// A day of the month with or without "ngày", or "ngày" and a number alone.
fn day(i: &str) -> IResult<&str, Period> {
    let (rest, key) = opt((tag("ngày"), blank)).parse(i)?;
    let keyed = key.is_some();
    if let Ok((rest, d)) = date(rest) {
        let months = d.month.map(|m| (m, m));
        let keyed = keyed || d.year.is_some();
        return Ok((rest, Period { unit: Unit::Day, keyed, year: d.year, months, day: d.day }));
    }
    if keyed { bare_day(rest) } else { refuse(i) }
}

fn bare_day(i: &str) -> IResult<&str, Period> {
    let (rest, day) = two_digits(i)?;
    if rest.starts_with('/') || !(1..=31).contains(&day) {
        return refuse(i);
    }
    Ok((rest, Period { unit: Unit::Day, keyed: true, year: None, months: None, day: Some(day) }))
}

fn period(i: &str) -> IResult<&str, Period> {
    let bare = alt((month_and_year, bare_year)).map(Period::bare);
    alt((quarter, part_of_year, month, day, year, bare)).parse(i)
}

/// A range mark or a list mark between two periods.
fn connector(i: &str) -> IResult<&str, bool> {
    let until = (opt(word("cho")), blank, alt((word("đến"), word("tới"))), blank, opt((word("hết"), blank)));
    let arrow = (dash, opt(dash), opt(tag(">")));
    let range = (blank, alt((value((), arrow), value((), until))), blank);
    let and = alt((word("và"), word("hoặc")));
    let list = (blank, alt((value((), (tag(","), blank, opt(and))), value((), alt((word("và"), tag("&")))))));
    alt((
        value(true, range),
        value(false, (list, blank, opt((word("cả"), blank)), opt((word("trong"), blank)))),
    ))
    .parse(i)
}

/// A further member: a period, or figures that are one by the company they keep.
fn member(i: &str, unit: Unit) -> IResult<&str, Period> {
    if let Ok((rest, found)) = period(i)
        && (found.keyed || found.unit == unit)
    {
        return Ok((rest, found));
    }
    match unit {
        Unit::Quarter => bare_quarter(i),
        Unit::Month => bare_month(i).map(|(rest, p)| (rest, p.bare())),
        Unit::Day => bare_day(i).map(|(rest, p)| (rest, p.bare())),
        Unit::Year => bare_year(i),
    }
}

/// No more members than months in a year: longer lists are no dates.
const LONGEST_LIST: usize = 12;

/// The periods that `i` starts with, and what follows them.
pub(super) fn sequence(i: &str) -> Option<(&str, Sequence)> {
    let (mut rest, first) = period(i).ok()?;
    let unit = first.unit;
    let (mut items, mut ends, mut range) = (vec![first], vec![rest], false);
    while items.len() < LONGEST_LIST
        && let Ok((after, is_range)) = connector(rest)
    {
        let Ok((after, next)) = member(after, unit) else { break };
        if (!is_range && next.unit != unit) || (is_range && items.len() > 1) {
            break;
        }
        items.push(next);
        ends.push(after);
        rest = after;
        if is_range {
            range = true;
            break;
        }
    }
    if !is_settled(&items, range) {
        items.truncate(1);
        ends.truncate(1);
        range = false;
    }
    lend(&mut items, range);
    Some((ends.last().copied().unwrap_or(rest), Sequence { items, range }))
}

/// Bare figures are members only where the last of them says what they are: "4, 5, 6/2026", "26, 27/12".
fn is_settled(items: &[Period], range: bool) -> bool {
    let Some((last, members)) = items.split_last() else { return true };
    let guessed = items.iter().skip(1).any(|p| !p.keyed);
    match last.unit {
        Unit::Day => !(guessed && last.months.is_none()),
        Unit::Month if range => members.iter().all(|p| p.months <= last.months || p.year.is_some()),
        Unit::Month => !(guessed && last.year.is_none()),
        _ => true,
    }
}

/// Year and month go from a later member to the earlier ones, and from the start of a range to its end.
fn lend(items: &mut [Period], range: bool) {
    for at in (1..items.len()).rev() {
        let (Some(next), Some(this)) = (items.get(at).copied(), items.get_mut(at - 1)) else { continue };
        if this.months.is_none() && next.unit == Unit::Day {
            this.months = next.months;
        }
        let later = this.months.zip(next.months).is_some_and(|(a, b)| a.0 > b.1);
        if this.year.is_none() && !(range && later) {
            this.year = next.year;
        }
    }
    if let [start, end] = items
        && range
        && end.year.is_none()
        && end.months >= start.months
    {
        end.year = start.year;
    }
}
