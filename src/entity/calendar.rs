//! Written dates: "30/6/2026", "30 tháng 6 năm 2026", "30/6/26", "15/12".
//!
//! In: a slice of a comparison key that starts at a date. Out: year, month, day as far as written, and ISO strings.
//! Knows nothing of deadlines and citations; both use it.
//!
//! Tricky: "31/02/2026" and "05/13/2026" are read but have no ISO form; "2026/6/30" is a date, "12/2026" is none.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while_m_n};
use nom::character::complete::one_of;
use nom::combinator::{map_opt, opt, peek, recognize, verify};
use nom::error::{Error, ErrorKind};
use nom::{IResult, Parser};

/// A date as far as the words carry it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WrittenDate {
    /// Four digits.
    pub(crate) year: Option<i32>,
    /// As written, perhaps 13.
    pub(crate) month: Option<u32>,
    /// As written, perhaps 31 February.
    pub(crate) day: Option<u32>,
}

impl WrittenDate {
    /// `2026-06-30`, `--06-30` without a year; none where day and month are not a day of the calendar.
    pub(crate) fn iso(self) -> Option<String> {
        let (month, day) = (self.month?, self.day?);
        if day == 0 || day > days_in_month(self.year, month)? {
            return None;
        }
        Some(match self.year {
            Some(year) => format!("{year:04}-{month:02}-{day:02}"),
            None => format!("--{month:02}-{day:02}"),
        })
    }
}

/// Length of a month; 29 for February of an unknown year. `None` for a month that is none.
pub(crate) fn days_in_month(year: Option<i32>, month: u32) -> Option<u32> {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if year.is_none_or(is_leap) { 29 } else { 28 }),
        _ => None,
    }
}

fn is_leap(year: i32) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

/// No match at `i`.
pub(crate) fn refuse<T>(i: &str) -> IResult<&str, T> {
    Err(nom::Err::Error(Error::new(i, ErrorKind::Verify)))
}

/// White space, also the unbreakable kinds.
pub(crate) fn blank(i: &str) -> IResult<&str, &str> {
    take_while(char::is_whitespace).parse(i)
}

/// A dash of any kind.
pub(crate) fn dash(i: &str) -> IResult<&str, char> {
    one_of("-–—−‐‑").parse(i)
}

/// A word, and no letter or digit after it.
pub(crate) fn word<'a>(w: &'static str) -> impl FnMut(&'a str) -> IResult<&'a str, &'a str> {
    move |i| {
        let (rest, found) = tag(w).parse(i)?;
        if rest.chars().next().is_some_and(char::is_alphabetic) {
            return refuse(i);
        }
        Ok((rest, found))
    }
}

fn not_digit(i: &str) -> IResult<&str, ()> {
    if i.starts_with(|c: char| c.is_ascii_digit()) {
        return refuse(i);
    }
    Ok((i, ()))
}

/// One or two digits; a letter o that a bad reader saw for a zero counts ("o1").
pub(crate) fn two_digits(i: &str) -> IResult<&str, u32> {
    let figures = take_while_m_n(1, 2, |c: char| c.is_ascii_digit() || c == 'o');
    let number = map_opt(figures, |s: &str| {
        if s.ends_with('o') && !s.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        s.replace('o', "0").parse::<u32>().ok()
    });
    let (rest, (n, ())) = (number, not_digit).parse(i)?;
    Ok((rest, n))
}

/// A year of four digits, 1900–2099.
pub(crate) fn year4(i: &str) -> IResult<&str, i32> {
    let figures = take_while_m_n(4, 4, |c: char| c.is_ascii_digit());
    let year = map_opt(figures, |s: &str| s.parse::<i32>().ok().filter(|y| (1900..2100).contains(y)));
    let (rest, (y, ())) = (year, not_digit).parse(i)?;
    Ok((rest, y))
}

fn year2(i: &str) -> IResult<&str, i32> {
    let figures = verify(take_while_m_n(2, 2, |c: char| c.is_ascii_digit()), |s: &str| !s.is_empty());
    let (rest, (s, ())) = (figures, not_digit).parse(i)?;
    Ok((rest, 2000 + s.parse::<i32>().unwrap_or(0)))
}

/// `/`, `.` or a dash, white space round it.
fn separator(i: &str) -> IResult<&str, char> {
    let (rest, (_, c, _)) = (blank, alt((one_of("/."), dash)), blank).parse(i)?;
    Ok((rest, c))
}

fn figures(i: &str) -> IResult<&str, WrittenDate> {
    let (rest, (day, first, month, second)) = (two_digits, separator, two_digits, separator).parse(i)?;
    if first != second {
        return refuse(i);
    }
    let (rest, year) = if first == '/' { alt((year4, year2)).parse(rest)? } else { year4(rest)? };
    Ok((rest, WrittenDate { year: Some(year), month: Some(month), day: Some(day) }))
}

fn year_first(i: &str) -> IResult<&str, WrittenDate> {
    let (rest, (year, _, month, _, day)) =
        (year4, one_of("/-"), two_digits, one_of("/-"), two_digits).parse(i)?;
    Ok((rest, WrittenDate { year: Some(year), month: Some(month), day: Some(day) }))
}

/// " năm 2026", ", năm 2026", ", 2026".
fn named_year(i: &str) -> IResult<&str, i32> {
    let words = (blank, opt(tag(",")), blank, tag("năm"), blank, year4).map(|t| t.5);
    let figures = (tag(","), blank, year4).map(|t| t.2);
    alt((words, figures)).parse(i)
}

/// The year after a month in words, also "/2026".
fn year_after(i: &str) -> IResult<&str, i32> {
    let slashed = (blank, alt((recognize(tag("/")), recognize(dash))), blank, year4).map(|t| t.3);
    alt((named_year, slashed)).parse(i)
}

fn in_words(i: &str) -> IResult<&str, WrittenDate> {
    let (rest, (day, _, _, _, month)) = (two_digits, blank, tag("tháng"), blank, two_digits).parse(i)?;
    let (rest, year) = opt(year_after).parse(rest)?;
    Ok((rest, WrittenDate { year, month: Some(month), day: Some(day) }))
}

/// "15/12", where a year may follow in words; "15/2026" and "1/3/" are none.
fn day_and_month(i: &str) -> IResult<&str, WrittenDate> {
    let (rest, (day, _, _, _, month)) = (two_digits, blank, tag("/"), blank, two_digits).parse(i)?;
    if rest.starts_with('/') || rest.starts_with(|c: char| c.is_alphanumeric()) {
        return refuse(i);
    }
    let (rest, year) = opt(named_year).parse(rest)?;
    Ok((rest, WrittenDate { year, month: Some(month), day: Some(day) }))
}

/// A day with its month, and its year where written. `i` is folded.
pub(crate) fn date(i: &str) -> IResult<&str, WrittenDate> {
    peek(one_of("0123456789o")).parse(i)?;
    alt((year_first, figures, in_words, day_and_month)).parse(i)
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn reads_dates_as_far_as_written() {
        for (input, iso, rest) in [
            ("30/6/2026.", Some("2026-06-30"), "."),
            ("09/4/2026", Some("2026-04-09"), ""),
            ("30.6.2026", Some("2026-06-30"), ""),
            ("30-6-2026", Some("2026-06-30"), ""),
            ("30 / 6 / 2026", Some("2026-06-30"), ""),
            ("30/6/26;", Some("2026-06-30"), ";"),
            ("2026/6/30", Some("2026-06-30"), ""),
            ("30 tháng 6 năm 2026 của", Some("2026-06-30"), " của"),
            ("30 tháng 6/2026", Some("2026-06-30"), ""),
            ("30\u{a0}tháng\n6, năm 2026", Some("2026-06-30"), ""),
            ("15/12 hằng năm", Some("--12-15"), " hằng năm"),
            ("15/12 năm 2026", Some("2026-12-15"), ""),
            ("30 tháng 6", Some("--06-30"), ""),
            ("o1/7/2026", Some("2026-07-01"), ""),
            ("29/02/2028", Some("2028-02-29"), ""),
            ("29/02/2026", None, ""),
            ("05/13/2026", None, ""),
            ("00/6/2026", None, ""),
        ] {
            let (left, found) = date(input).expect(input);
            assert_eq!((found.iso().as_deref(), left), (iso, rest), "{input}");
        }
        for refused in
            ["15/2026", "117/kh", "30/6/", "6", "30-6", "ngày", "", "1/3/x", "123/4/2026", "tháng 6"]
        {
            assert!(date(refused).is_err(), "{refused}");
        }
    }
}
