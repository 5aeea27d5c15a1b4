//! What each output shape says of one plan.
#![cfg(feature = "outputs")]
#![allow(clippy::unwrap_used)]

mod sample;

use kehoach::write::{self, Calendar, CsvTable, CsvTables, Remark, Workbook};
use sample::plan;
use std::io::Cursor;

const NAME: &str = "xã/12-kh-syt.txt";

/// The records of a CSV file below its heading.
fn records(bytes: &[u8]) -> (csv::StringRecord, Vec<csv::StringRecord>) {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text);
    (reader.headers().unwrap().clone(), reader.records().map(Result::unwrap).collect())
}

fn cell<'a>(heading: &csv::StringRecord, record: &'a csv::StringRecord, name: &str) -> &'a str {
    let column = heading.iter().position(|h| h == name).unwrap_or_else(|| panic!("a column {name}"));
    record.get(column).unwrap()
}

fn tables() -> [Vec<u8>; 4] {
    let mut tables = CsvTables::new(|_| Ok(Vec::new())).unwrap();
    tables.push(NAME, &plan()).unwrap();
    tables.remark(&Remark { name: "b.pdf", code: "damaged", message: "is damaged" }).unwrap();
    tables.finish().unwrap().try_into().unwrap()
}

#[test]
fn json_and_ndjson_hold_the_whole_plan() {
    let json = write::json(&plan());
    assert_eq!(serde_json::from_str::<kehoach::Parsed>(&json).unwrap(), plan());
    let line = write::ndjson(Some(NAME), &plan());
    assert_eq!(line.matches('\n').count(), 1);
    let value: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(value["name"], NAME);
    assert_eq!(value["tasks"][0]["lead"][0]["name"], "Sở Y tế");
    assert!(write::ndjson(None, &plan()).starts_with(r#"{"name":null,"schema":"#));
}

#[test]
fn csv_tasks_say_who_does_what_until_when_and_where_it_stands() {
    let [tasks, ..] = tables();
    let (heading, rows) = records(&tasks);
    let first = rows.first().unwrap();
    for (column, expected) in [
        ("Tệp", NAME),
        ("Số, ký hiệu", "12/KH-SYT"),
        ("Ngày ban hành", "2026-03-06"),
        ("Cơ quan ban hành", "Sở Y tế"),
        ("Trích yếu", "Phòng, chống dịch bệnh năm 2026"),
        ("STT", "1"),
        ("Nhiệm vụ", "Kiểm tra, giám sát, \"xử lý\" ổ dịch"),
        ("Nội dung chi tiết", "'- Rà soát trang thiết bị"),
        ("Chủ trì", "Sở Y tế"),
        ("Phối hợp", "Công an tỉnh; Ủy ban nhân dân các xã, phường (tổng hợp)"),
        ("Thực hiện", ""),
        ("Thời gian", "trước ngày 30/6/2026"),
        ("Loại thời gian", "chậm nhất"),
        ("Bắt đầu", ""),
        ("Hoàn thành", "2026-06-30"),
        ("Sản phẩm", "Báo cáo; Danh mục, biểu mẫu"),
        ("Nguồn", "mục II.1"),
    ] {
        assert_eq!(cell(&heading, first, column), expected, "{column}");
    }
    let span = plan().plan.tasks[0].title.spans[0];
    assert_eq!(cell(&heading, first, "Vị trí (byte)"), format!("{}–{}", span.start, span.end));
    assert_eq!(cell(&heading, &rows[1], "Hoàn thành"), "15/12 hằng năm");
    assert_eq!(cell(&heading, &rows[1], "Định kỳ"), "hằng năm");
    assert_eq!(cell(&heading, &rows[1], "Nguồn"), "bảng 1, dòng 4");
    assert_eq!(cell(&heading, &rows[2], "Nhiệm vụ"), "'=2+3 là tên một mục");
}

#[test]
fn csv_has_documents_agencies_and_remarks_too() {
    let [_, documents, agencies, diagnostics] = tables();
    let (heading, rows) = records(&documents);
    assert_eq!(rows.len(), 1);
    assert_eq!(cell(&heading, &rows[0], "Người ký"), "Trần Thị B");
    assert_eq!(cell(&heading, &rows[0], "Số nhiệm vụ"), "3");
    assert_eq!(cell(&heading, &rows[0], "Loại văn bản"), "kế hoạch");
    let (heading, rows) = records(&agencies);
    let found: Vec<_> =
        rows.iter().map(|r| (cell(&heading, r, "Cơ quan"), cell(&heading, r, "Phối hợp"))).collect();
    assert_eq!(found, [("Công an tỉnh", "1"), ("Sở Y tế", "0"), ("Ủy ban nhân dân các xã, phường", "1")]);
    let (heading, rows) = records(&diagnostics);
    let found: Vec<_> = rows.iter().map(|r| (cell(&heading, r, "Tệp"), cell(&heading, r, "Mã"))).collect();
    assert_eq!(found, [(NAME, "outline-number-gap"), ("b.pdf", "damaged")]);
}

#[test]
fn one_table_alone_is_the_first_of_all() {
    let mut table = CsvTable::new(Vec::new()).unwrap();
    table.push(NAME, &plan()).unwrap();
    assert_eq!(table.finish().unwrap(), tables()[0]);
}

fn calendar(plan: &kehoach::Parsed) -> String {
    let mut calendar = Calendar::new(Vec::new()).unwrap();
    calendar.push(NAME, plan).unwrap();
    let text = String::from_utf8(calendar.finish().unwrap()).unwrap();
    text.replace("\r\n ", "")
}

#[test]
fn the_calendar_has_each_deadline_and_names_the_source() {
    let text = calendar(&plan());
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    let events: Vec<&str> = text.split("BEGIN:VEVENT").skip(1).collect();
    assert_eq!(events.len(), 2, "t3 has no time, a continuous time has no day");
    for (event, expected) in [
        (events[0], "DTSTART;VALUE=DATE:20260630\r\n"),
        (events[0], "UID:0011223344556677-t1@kehoach\r\n"),
        (events[0], "DTSTAMP:20260306T000000Z\r\n"),
        (events[0], "Chủ trì: Sở Y tế"),
        (events[0], "Văn bản: 12/KH-SYT\\, Sở Y tế"),
        (events[0], "Nguồn: xã/12-kh-syt.txt\\, mục II.1"),
        (events[1], "DTSTART;VALUE=DATE:20261215\r\n"),
        (events[1], "RRULE:FREQ=YEARLY\r\n"),
    ] {
        assert!(event.contains(expected), "{expected:?} in {event}");
    }
}

#[test]
fn a_yearly_day_without_any_year_is_no_entry() {
    let mut plan = plan();
    plan.plan.header.date = None;
    assert_eq!(calendar(&plan).matches("BEGIN:VEVENT").count(), 1);
}

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new().unwrap();
    book.push(NAME, &plan()).unwrap();
    book.remark(&Remark { name: "b.pdf", code: "damaged", message: "is damaged" }).unwrap();
    let mut bytes = Cursor::new(Vec::new());
    book.finish(&mut bytes).unwrap();
    bytes.into_inner()
}

#[test]
fn the_workbook_is_the_same_each_time() {
    let bytes = workbook();
    assert!(bytes.starts_with(b"PK\x03\x04"));
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(bytes, workbook());
}

/// Writes the sample's workbook, calendar and tables for `scripts/check-outputs`, which opens them with other programs.
#[test]
fn other_programs_can_be_given_the_sample() {
    let Some(folder) = std::env::var_os("KEHOACH_SAMPLE_DIR").map(std::path::PathBuf::from) else { return };
    std::fs::write(folder.join("sample.json"), write::json(&plan())).unwrap();
    std::fs::write(folder.join("sample.xlsx"), workbook()).unwrap();
    for (name, bytes) in CsvTables::<Vec<u8>>::file_names().iter().zip(tables()) {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    let mut calendar = Calendar::new(Vec::new()).unwrap();
    calendar.push(NAME, &plan()).unwrap();
    std::fs::write(folder.join("sample.ics"), calendar.finish().unwrap()).unwrap();
}
