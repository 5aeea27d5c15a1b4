//! An invented document, its labels and predictions of it.

use super::Scored;
use super::cells::Cells;
use super::gold::Facts;
use super::report::changes;
use super::{metrics, normal, verbatim};
use serde_json::{Value, json};

fn labels() -> Value {
    json!({
        "header": { "issuer": "ỦY BAN NHÂN DÂN XÃ BÌNH LÂM", "serial": null, "symbol": "KH-UBND", "date": [2026, null, null] },
        "title": { "kind": "plan", "subject": "Khuyến học năm 2026" },
        "legal_bases": [{ "relation": "pursuant", "citations": [["45/2025/NĐ-CP", "2025-02-28"]] }],
        "sections": [
            { "marker": "I.", "level": 1, "title": "NỘI DUNG" },
            { "marker": "1.", "level": 2, "title": "Trao học bổng" },
            { "marker": "II.", "level": 1, "title": "TỔ CHỨC THỰC HIỆN" }
        ],
        "tasks": [{
            "origin": "section", "at": "I.1", "title": "Trao học bổng", "lead": ["Hội Khuyến học xã"],
            "coordinating": ["Phòng Văn hoá - Xã hội"], "time": { "text": "Quý III/2026", "kind": "in",
            "start": "2026-07-01", "end": "2026-09-30" }, "deliverables": ["Danh sách"]
        }],
        "recipients": ["Các thôn"], "signature": { "authority": ["KT. CHỦ TỊCH"], "position": "PHÓ CHỦ TỊCH", "name": "Ngô Đức Toàn" }
    })
}

fn plan() -> Value {
    json!({
        "text": "Trao học bổng",
        "header": { "issuer": { "text": "Uỷ ban nhân dân xã Bình Lâm" }, "number": { "serial": null, "symbol": "KH-UBND" },
                    "date": { "year": 2026, "month": null, "day": null } },
        "title": { "kind": "plan", "text": "KẾ HOẠCH", "subject": { "text": "Khuyến học năm 2026." } },
        "legal_bases": [{ "relation": "pursuant", "text": "Căn cứ …", "citations": ["c1"] }],
        "citations": [{ "id": "c1", "number": "45/2025/NĐ-CP", "date": "2025-02-28" }],
        "sections": [
            { "marker": "I.", "level": 1, "title": { "text": "NỘI DUNG" },
              "children": [{ "marker": "1.", "level": 2, "title": { "text": "Trao học bổng", "spans": [[0, 17]] } }] },
            { "marker": "II.", "level": 1, "title": { "text": "TỔ CHỨC THỰC HIỆN" } }
        ],
        "tasks": [{
            "origin": "section", "at": "I.1", "title": { "text": "Trao học bổng" },
            "lead": [{ "text": "Hội Khuyến học xã (thường trực)" }], "coordinating": [{ "text": "Phòng Văn hóa - Xã hội" }],
            "implementing": [], "supervising": [], "time": { "text": "Quý III/2026", "kind": "in", "start": "2026-07-01",
            "end": "2026-09-30", "every": null }, "deliverables": [{ "text": "Danh sách." }]
        }],
        "recipients": [{ "text": "Các thôn", "purpose": "để t/h" }],
        "signature": { "authority": [{ "text": "KT. CHỦ TỊCH" }], "position": { "text": "PHÓ CHỦ TỊCH" },
                       "name": { "text": "Ngô Đức Toàn" } }
    })
}

fn cells(gold: &Value, plan: &Value) -> Cells {
    let mut cells = Cells::default();
    metrics::score(&Facts::of_labels(gold), &Facts::of_plan(plan), &mut cells);
    cells
}

#[test]
fn equal_facts_score_full_marks() {
    let cells = cells(&labels(), &plan());
    assert!(cells.errors.is_empty(), "{:?}", cells.errors);
    assert!(cells.fields.values().all(|[right, wrong, missed]| *right > 0 && wrong + missed == 0));
    assert_eq!((cells.exact, cells.swaps), ((1, 1), (0, 2)));
}

#[test]
fn damage_costs_its_field_alone() {
    let damage: [(&str, Value, &str, [usize; 3]); 9] = [
        ("/header/number/symbol", json!("KH-UB"), "header.symbol", [0, 1, 1]),
        ("/header/date/month", json!(5), "header.date", [0, 1, 1]),
        ("/citations/0/date", json!(null), "legal_bases.citation", [0, 1, 1]),
        ("/sections/0/children/0/marker", json!("2."), "sections.heading", [2, 1, 1]),
        ("/sections/0/children/0/level", json!(1), "sections.parent", [2, 1, 1]),
        ("/tasks/0/lead", json!([]), "tasks.lead", [0, 0, 1]),
        ("/tasks/0/time/end", json!("2026-10-01"), "tasks.time.value", [0, 1, 1]),
        ("/tasks/0/deliverables/0/text", json!("Ảnh"), "tasks.deliverables", [0, 1, 1]),
        ("/recipients", json!([{ "text": "Các thôn" }, { "text": "Lưu: VT" }]), "recipients", [1, 1, 0]),
    ];
    for (path, value, field, counts) in damage {
        let mut damaged = plan();
        *damaged.pointer_mut(path).expect("a path of the plan") = value;
        let cells = cells(&labels(), &damaged);
        assert_eq!(cells.fields[field], counts, "{path}");
        let others = cells.errors.iter().filter(|(f, _, _)| *f != field && *f != "sections.parent").count();
        assert_eq!(others, 0, "{path}: {:?}", cells.errors);
    }
}

#[test]
fn missed_and_invented_tasks_are_counted() {
    let mut other = plan();
    other["tasks"][0]["title"]["text"] = json!("Nạo vét kênh mương nội đồng trước mùa mưa");
    other["tasks"][0]["at"] = json!("II");
    let cells = cells(&labels(), &other);
    assert_eq!((cells.missed, cells.spurious), (1, 1));
}

#[test]
fn changes_name_document_and_field() {
    let scored = |plan: &Value| {
        vec![Scored {
            name: "x".to_owned(),
            cells: cells(&labels(), plan),
            verbatim: (0, 0),
            unreadable: None,
        }]
    };
    let mut worse = plan();
    worse["tasks"][0]["lead"] = json!([]);
    let said = changes(&scored(&plan()), &scored(&worse));
    assert!(said.contains(" x: tasks.lead -1 right +1 mistakes\n"), "{said}");
    assert_eq!(changes(&scored(&worse), &scored(&worse)), "");
}

#[test]
fn roles_that_change_places_are_counted() {
    let mut swapped = plan();
    let lead = swapped["tasks"][0]["lead"].take();
    swapped["tasks"][0]["lead"] = swapped["tasks"][0]["coordinating"].take();
    swapped["tasks"][0]["coordinating"] = lead;
    let cells = cells(&labels(), &swapped);
    // the bracket keeps the first name from being recognised, as in the reference
    assert_eq!((cells.exact, cells.swaps), ((0, 1), (1, 2)));
}

#[test]
fn a_missing_plan_misses_every_label() {
    let cells = cells(&labels(), &json!({}));
    assert!(cells.fields.values().all(|[right, wrong, missed]| right + wrong == 0 && *missed > 0));
}

#[test]
fn unscored_times_do_not_count() {
    let mut gold = labels();
    gold["tasks"][0]["time"] = json!("?");
    let cells = cells(&gold, &plan());
    assert!(!cells.fields.contains_key("tasks.time.text"));
    assert_eq!(cells.exact, (1, 1));
}

#[test]
fn the_verbatim_gate_reads_spans() {
    assert_eq!(verbatim::check(&plan()), (1, Vec::new()));
    let mut broken = plan();
    broken["sections"][0]["children"][0]["title"]["spans"] = json!([[0, 4]]);
    broken["signature"]["name"]["spans"] = json!([]);
    assert_eq!(verbatim::check(&broken).1.len(), 2);
}

#[test]
fn wordings_compare_as_people_compare_them() {
    for (a, b, equal) in [
        ("Uỷ ban", "ủy ban.", true),
        ("Sở KH&CN", "Sở KH và CN", true),
        ("Văn hoá – Xã hội", "Văn hóa - Xã hội", true),
        ("Sở Y tế", "Sở Nội vụ", false),
        ("hoàn", "hoan", false),
    ] {
        assert_eq!(normal::same(a, b), equal, "{a} = {b}");
    }
    let long = "Tổ chức hội nghị, hội thảo, tập huấn phổ biến nội dung của Luật cho cán bộ, công chức";
    assert!(normal::near(long, &format!("{long}, viên chức")));
    assert!(!normal::near("Tổ chức hội nghị", "Tổ chức hội nghị mới"));
    assert!(normal::same_agency("Sở Y tế (tổng hợp)", "Sở Y tế"));
    assert!(!normal::same_agency("Sở (Y) tế", "Sở tế"));
    assert!(normal::same_agency("Ông Lê Văn Ba - Phó Chánh Văn phòng", "đồng chí Lê Văn Ba"));
    assert!(!normal::same_agency("Ông Lê Văn Ba", "Ông Lê Văn Tư"));
}
