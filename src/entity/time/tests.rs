//! What the words of time mean: `fixtures/time/wordings.tsv`, and dates written at random.

use super::{TimeLabel, TimeReading, find_limits, read_time};
use crate::text::fold::fold;
use proptest::prelude::*;

fn show(reading: &TimeReading) -> String {
    let kind = format!("{:?}", reading.kind).to_lowercase();
    let mut out = vec![kind];
    for (name, value) in [("", &reading.start), ("..", &reading.end), ("/", &reading.every)] {
        out.extend(value.as_ref().map(|v| format!("{name}{v}")));
    }
    let parts: Vec<String> = reading.parts.iter().map(show).collect();
    if parts.is_empty() { out.join(" ") } else { format!("{} = {}", out.join(" "), parts.join(" + ")) }
}

fn read(text: &str, label: TimeLabel) -> String {
    show(&read_time(text, &fold(text), label))
}

fn limits(text: &str) -> String {
    let found = find_limits(text, &fold(text));
    let one = |r: &TimeReading| format!("{} = {}", text.get(r.range.clone()).unwrap_or_default(), show(r));
    found.iter().map(one).collect::<Vec<_>>().join(" | ")
}

/// Wording, label and reading.
fn wordings() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let table = include_str!("../../../fixtures/time/wordings.tsv");
    table.lines().filter(|l| !l.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()?, cells.next()?))
    })
}

#[test]
fn wordings_mean_what_the_table_says() {
    let mut wrong = Vec::new();
    for (text, label, expected) in wordings() {
        let got = match label {
            "period" => read(text, TimeLabel::Period),
            "deadline" => read(text, TimeLabel::Deadline),
            _ => limits(text),
        };
        if got != expected {
            wrong.push(format!("{text} ({label})\n    got  {got}\n    want {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Every year of a reading stands in its words, or is the one before or after such a year.
#[test]
fn no_reading_says_more_than_its_words() {
    for (text, _, reading) in wordings() {
        let written: Vec<i32> = text
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|figures| match figures.len() {
                2 => figures.parse().ok().map(|y: i32| 2000 + y),
                4 => figures.parse().ok(),
                _ => None,
            })
            .collect();
        let reading = reading.rsplit(" = ").next().unwrap_or_default();
        for bound in reading.split([' ', '.']).filter(|b| b.len() == 10 && b.starts_with("20")) {
            let year: i32 = bound.get(..4).and_then(|y| y.parse().ok()).unwrap_or_default();
            let near = written.iter().any(|w| (w - year).abs() <= 1);
            assert!(near, "{text}: {bound}");
        }
    }
}

proptest! {
    #[test]
    fn written_dates_are_read_back(
        (year, month, day) in (2001i32..2090, 1u32..=12, 1u32..=28),
        form in 0usize..8, limit in 0usize..6, clock in 0usize..4,
    ) {
        let date = match form {
            0 => format!("{day}/{month}/{year}"),
            1 => format!("{day:02}/{month:02}/{year}"),
            2 => format!("{day}.{month}.{year}"),
            3 => format!("{day:02}-{month:02}-{year}"),
            4 => format!("{day} tháng {month} năm {year}"),
            5 => format!("{day:02} tháng {month:02}, năm {year}"),
            6 => format!("{day} / {month} / {year}"),
            _ => format!("{day}/{month}/{:02}", year % 100),
        };
        let clock = ["", "17 giờ 00 ", "8h30, ", "16h30' "].get(clock).copied().unwrap_or_default();
        let word = ["Trước", "Chậm nhất", "Hoàn thành trước", "Đến hết", "Không muộn hơn", ""]
            .get(limit).copied().unwrap_or_default();
        let day = format!("{year}-{month:02}-{day:02}");
        let expected = if word.is_empty() { format!("in {day} ..{day}") } else { format!("by ..{day}") };
        prop_assert_eq!(read(&format!("{word} {clock}ngày {date}"), TimeLabel::Period), expected);
    }
}

#[test]
fn words_and_parts_keep_their_place() {
    for (text, words, parts) in [
        ("  Năm 2026. ", "Năm 2026", vec![]),
        (
            "Thường xuyên; báo cáo trước 15/12 hằng năm.",
            "Thường xuyên; báo cáo trước 15/12 hằng năm",
            vec!["Thường xuyên", "báo cáo trước 15/12 hằng năm"],
        ),
        (
            "Sơ kết năm 2028, và tổng kết năm 2030",
            "Sơ kết năm 2028, và tổng kết năm 2030",
            vec!["Sơ kết năm 2028", "tổng kết năm 2030"],
        ),
        ("Năm 2026 (Quý II)", "Năm 2026 (Quý II)", vec![]),
    ] {
        let reading = read_time(text, &fold(text), TimeLabel::Period);
        assert_eq!(text.get(reading.range.clone()), Some(words));
        let got: Vec<&str> = reading.parts.iter().filter_map(|p| text.get(p.range.clone())).collect();
        assert_eq!(got, parts, "{text}");
    }
}

#[test]
fn odd_input_is_borne() {
    let long = "trước ngày ".repeat(5000);
    let commas = "1, ".repeat(5000);
    for text in [
        long.as_str(),
        commas.as_str(),
        "\u{0301}",
        "\u{212A} İ 5/",
        "ngày \u{a0}\u{a0}",
        "quý",
        "năm 9999999999",
        "((((",
        "-----",
    ] {
        let key = fold(text);
        let _ = read_time(text, &key, TimeLabel::Period);
        let _ = find_limits(text, &key);
    }
}
