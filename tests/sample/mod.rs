//! An invented plan that fills the model, with the text it stands in; every value has its place.

#![allow(dead_code)] // Each test file uses what it needs.

use kehoach::Parsed;
use serde_json::{Value, json};

/// The document.
pub(crate) const TEXT: &str = "\
UBND TỈNH AN BÌNH
SỞ Y TẾ
Số: 12/KH-SYT
An Bình, ngày 06 tháng 3 năm 2026
KẾ HOẠCH
Phòng, chống dịch bệnh năm 2026
II. NHIỆM VỤ
1. Kiểm tra, giám sát, \"xử lý\" ổ dịch
- Rà soát trang thiết bị
Cơ quan chủ trì: Sở Y tế; phối hợp: Công an tỉnh, UBND các xã, phường (tổng hợp)
Thời gian: trước ngày 30/6/2026. Sản phẩm: Báo cáo; Danh mục, biểu mẫu
2. Báo cáo kết quả: trước ngày 15/12 hằng năm; thường xuyên
=2+3 là tên một mục
Giám đốc
Trần Thị B
";

fn spans(words: &str) -> Value {
    let start = TEXT.find(words).unwrap_or_else(|| panic!("{words} is in the text"));
    json!([[start, start + words.len()]])
}

fn text(words: &str) -> Value {
    json!({ "text": words, "spans": spans(words) })
}

fn agency(words: &str, name: &str, kind: &str, scope: Value) -> Value {
    json!({ "text": words, "spans": spans(words), "name": name, "kind": kind,
            "collective": words.contains("các"), "scope": scope })
}

fn time(words: &str, kind: &str, end: Value, every: Value, parts: Value) -> Value {
    json!({ "text": words, "spans": spans(words), "kind": kind, "start": null, "end": end, "every": every,
            "parts": parts })
}

fn task(id: &str, at: &str, title: &str) -> Value {
    json!({ "id": id, "origin": "section", "at": at, "ordinal": id.trim_start_matches('t'), "title": text(title) })
}

fn tasks() -> Value {
    let mut first = task("t1", "II.1", "Kiểm tra, giám sát, \"xử lý\" ổ dịch");
    first["details"] = json!([{ "text": "Rà soát trang thiết bị", "spans": spans("Rà soát trang thiết bị"), "marker": "-" }]);
    first["lead"] = json!([agency("Sở Y tế", "Sở Y tế", "department", Value::Null)]);
    first["coordinating"] = json!([
        agency("Công an tỉnh", "Công an tỉnh", "police", Value::Null),
        agency(
            "UBND các xã, phường",
            "Ủy ban nhân dân các xã, phường",
            "people_committee",
            json!("tổng hợp")
        ),
    ]);
    first["time"] = time("trước ngày 30/6/2026", "by", json!("2026-06-30"), Value::Null, json!([]));
    first["deliverables"] = json!([text("Báo cáo"), text("Danh mục, biểu mẫu")]);
    let mut second = task("t2", "tbl1/4", "Báo cáo kết quả");
    let yearly = time("trước ngày 15/12 hằng năm", "recurring", json!("--12-15"), json!("P1Y"), json!([]));
    let always = time("thường xuyên", "continuous", Value::Null, Value::Null, json!([]));
    second["time"] = time(
        "trước ngày 15/12 hằng năm; thường xuyên",
        "mixed",
        Value::Null,
        Value::Null,
        json!([yearly, always]),
    );
    let third = task("t3", "II.3", "=2+3 là tên một mục");
    json!([first, second, third])
}

/// The plan as JSON, keys that say nothing left out.
pub(crate) fn json() -> Value {
    let number = "Số: 12/KH-SYT";
    let date = "ngày 06 tháng 3 năm 2026";
    json!({
        "schema": "kehoach/1",
        "source": { "name": "12-kh-syt.txt", "format": "txt", "bytes": TEXT.len(),
                    "sha256": "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff" },
        "text": TEXT,
        "header": {
            "issuer": { "text": "SỞ Y TẾ", "spans": spans("SỞ Y TẾ"), "name": "Sở Y tế" },
            "number": { "text": number, "spans": spans(number), "serial": "12", "symbol": "KH-SYT" },
            "place": text("An Bình"),
            "date": { "text": date, "spans": spans(date), "year": 2026, "month": 3, "day": 6 },
        },
        "title": { "kind": "plan", "text": "KẾ HOẠCH", "spans": spans("KẾ HOẠCH"),
                   "subject": text("Phòng, chống dịch bệnh năm 2026") },
        "sections": [{ "id": "II", "marker": "II.", "level": 1, "role": "tasks", "title": text("NHIỆM VỤ") }],
        "tasks": tasks(),
        "signature": { "authority": [], "position": text("Giám đốc"), "name": text("Trần Thị B") },
        "links": [{ "from": "t1", "to": "t2", "score": 0.5 }],
        "diagnostics": [{ "code": "outline-number-gap", "severity": "warning", "message": "no 3. after 2.",
                          "spans": spans("2. Báo cáo") }],
    })
}

/// The plan.
pub(crate) fn plan() -> Parsed {
    serde_json::from_value(json()).expect("the sample fits the model")
}
