//! Citations, numbers and dates of issue, as tables; refusals stand among them.

use super::{find_citations, find_issue_date, find_number};
use crate::model::CitationKind::{
    self, Circular, Conclusion, Constitution, Decision, Decree, Directive, Dispatch, Law, Notice, Ordinance,
    Plan, Program, Proposal, Report, Resolution, Scheme,
};
use crate::text::fold::fold;

/// Kind, number, date, issuer; `*` before the number: nested; `-` for none.
type Row = (CitationKind, &'static str, &'static str, &'static str);

fn found(text: &str) -> Vec<(CitationKind, String, String, String)> {
    let or_dash = |s: Option<String>| s.unwrap_or_else(|| "-".to_owned());
    find_citations(text, &fold(text))
        .into_iter()
        .map(|c| {
            let mark = if c.nested { "*" } else { "" };
            (c.kind, format!("{mark}{}", or_dash(c.number)), or_dash(c.date), or_dash(c.issuer))
        })
        .collect()
}

fn check(rows: &[(&str, &[Row])]) {
    let mut wrong = Vec::new();
    for (text, expected) in rows {
        let want: Vec<_> = expected
            .iter()
            .map(|(k, n, d, i)| (*k, (*n).to_owned(), (*d).to_owned(), (*i).to_owned()))
            .collect();
        let got = found(text);
        if got != want {
            wrong.push(format!("{text}\n    got  {got:?}\n    want {want:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn numbers_signs_dates_issuers() {
    check(&[
        (
            "Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển;",
            &[(Resolution, "57-NQ/TW", "2024-12-22", "Bộ Chính trị")],
        ),
        (
            "Kế hoạch số 117/KH-UBND ngày 09/4/2026 của Ủy ban nhân dân tỉnh về chuyển đổi số",
            &[(Plan, "117/KH-UBND", "2026-04-09", "Ủy ban nhân dân tỉnh")],
        ),
        (
            "số 57-NQ/TW, ngày 22 tháng 12 năm 2024 của Bộ Chính trị",
            &[(Resolution, "57-NQ/TW", "2024-12-22", "Bộ Chính trị")],
        ),
        ("KH 283/KH-UBND", &[(Plan, "283/KH-UBND", "-", "-")]),
        ("QĐ 1493/QĐ-TTg", &[(Decision, "1493/QĐ-TTg", "-", "-")]),
        (
            "NQ 57-NQ/TW; TB 78/TB-UBND",
            &[(Resolution, "57-NQ/TW", "-", "-"), (Notice, "78/TB-UBND", "-", "-")],
        ),
        ("NĐ 193/2025/NĐ-CP", &[(Decree, "193/2025/NĐ-CP", "-", "-")]),
        ("Nghị định 118/2025/NĐ-CP của Chính phủ).", &[(Decree, "118/2025/NĐ-CP", "-", "Chính phủ")]),
        ("theo 367/QĐ-TTg", &[(Decision, "367/QĐ-TTg", "-", "-")]),
        ("Kế hoạch số: 57/KH-UBND", &[(Plan, "57/KH-UBND", "-", "-")]),
        ("Kế hoạch 119- KH/TU", &[(Plan, "119-KH/TU", "-", "-")]),
        ("Chỉ thị số 23 - CT/TW", &[(Directive, "23-CT/TW", "-", "-")]),
        ("Nghị quyết số 149/NQ -CP", &[(Resolution, "149/NQ-CP", "-", "-")]),
        (
            "Công văn số 1654 /BTTTT-ƯDCNTT ngày 27 /5/2008",
            &[(Dispatch, "1654/BTTTT-ƯDCNTT", "2008-05-27", "-")],
        ),
        ("Công văn 7288/UBND-KGVX", &[(Dispatch, "7288/UBND-KGVX", "-", "-")]),
        ("Công văn số 197/STTTT ngày 01/3/2011", &[(Dispatch, "197/STTTT", "2011-03-01", "-")]),
        (
            "Nghị quyết số 66.7/2025/NQ-CP ngày 15/11/2025",
            &[(Resolution, "66.7/2025/NQ-CP", "2025-11-15", "-")],
        ),
        ("Kết luận số 18-KL/TW", &[(Conclusion, "18-KL/TW", "-", "-")]),
        ("Chương trình hành động số 24-CTr/ĐU", &[(Program, "24-CTr/ĐU", "-", "-")]),
        ("Thông tư liên tịch số 55/2005/TTLT-BNV-VPCP", &[(Circular, "55/2005/TTLT-BNV-VPCP", "-", "-")]),
        ("Kế hoạch 398/KH-BCA-C06", &[(Plan, "398/KH-BCA-C06", "-", "-")]),
        ("Phương án số 7178/PA-UBND ngày 14/11/2025", &[(Scheme, "7178/PA-UBND", "2025-11-14", "-")]),
        ("Báo cáo số 228/BC-SNV ngày 28/11/2025", &[(Report, "228/BC-SNV", "2025-11-28", "-")]),
        ("Nghị quyết số 202/2025/QH15 ngày 12/6/2025", &[(Resolution, "202/2025/QH15", "2025-06-12", "-")]),
        ("Nghị quyết 237/NQ-UBTVQH16", &[(Resolution, "237/NQ-UBTVQH16", "-", "-")]),
        ("QÐ số 12/QÐ-SGD&ÐT", &[(Decision, "12/QĐ-SGD&ĐT", "-", "-")]),
        (
            "Quyết định số 435 ngày 04/5/2020 của Giám đốc Sở",
            &[(Decision, "435", "2020-05-04", "Giám đốc Sở")],
        ),
        (
            "Quyết định số 58/QĐ-UBND ngày 31/02/2026 của UBND tỉnh",
            &[(Decision, "58/QĐ-UBND", "-", "UBND tỉnh")],
        ),
        ("Kế hoạch số    /KH-UBND ngày    /3/2026 của UBND tỉnh về", &[(Plan, "-", "-", "UBND tỉnh")]),
        ("Kế hoạch 980/KH-UBND năm 2025 của tỉnh", &[(Plan, "980/KH-UBND", "-", "tỉnh")]),
        (
            "CHỈ THỊ SỐ 23/CT-TTG NGÀY 26 THÁNG 7 NĂM 2024 CỦA THỦ TƯỚNG CHÍNH PHỦ",
            &[(Directive, "23/CT-TTG", "2024-07-26", "THỦ TƯỚNG CHÍNH PHỦ")],
        ),
        (
            "Quyết định số 64/QĐ-BGTVT của Bộ Giao thông vận tải ngày 22/01/2024",
            &[(Decision, "64/QĐ-BGTVT", "2024-01-22", "Bộ Giao thông vận tải")],
        ),
        (
            "Công văn số 3169/TCT06 ngày 16/7/2025 của Tổ công tác triển khai Đề án 06, Cải cách",
            &[(Dispatch, "3169/TCT06", "2025-07-16", "Tổ công tác triển khai Đề án 06")],
        ),
        ("Số: 117/KH-UBND", &[]),
        ("Kế hoạch này; Quyết định này; Nghị quyết của Đảng", &[]),
        ("ngày 30/6/2026, 24/7, tỷ lệ 15/20, số 12/Sở Y tế, quý 1/IV", &[]),
        ("số 5/A đường Lê Lợi; 02 lần/năm; km/h; 10-20 người", &[]),
        ("https://example.vn/2025/QD-UBND", &[]),
        ("", &[]),
    ]);
}

#[test]
fn several_after_one_word_and_in_subjects() {
    check(&[
        (
            "Quyết định số 24/2014/QĐ-TTg và số 53/2019/QĐ-TTg",
            &[(Decision, "24/2014/QĐ-TTg", "-", "-"), (Decision, "53/2019/QĐ-TTg", "-", "-")],
        ),
        (
            "các Kế hoạch: số 12/KH-UBND ngày 02/01/2026, số 15/KH-UBND ngày 05/01/2026",
            &[(Plan, "12/KH-UBND", "2026-01-02", "-"), (Plan, "15/KH-UBND", "2026-01-05", "-")],
        ),
        (
            "tại Tờ trình số 33/TTr-SLĐ ngày 16/4/2020 và Tờ trình số 42/TTr-SLĐ ngày 29/4/2020",
            &[(Proposal, "33/TTr-SLĐ", "2020-04-16", "-"), (Proposal, "42/TTr-SLĐ", "2020-04-29", "-")],
        ),
        (
            "Quyết định số 416/QĐ-TTg ngày 25/3/2020 của Thủ tướng Chính phủ về ban hành Kế hoạch thực hiện \
             Chỉ thị số 37-CT/TW ngày 03/9/2019 của Ban Bí thư; Nghị quyết số 2/NQ-CP",
            &[
                (Decision, "416/QĐ-TTg", "2020-03-25", "Thủ tướng Chính phủ"),
                (Directive, "*37-CT/TW", "2019-09-03", "Ban Bí thư"),
                (Resolution, "2/NQ-CP", "-", "-"),
            ],
        ),
        (
            "Quyết định số 367/QĐ-TTg ngày 28/02/2026 của Thủ tướng Chính phủ về ban hành Kế hoạch triển khai thi hành \
             Luật Trí tuệ nhân tạo;",
            &[
                (Decision, "367/QĐ-TTg", "2026-02-28", "Thủ tướng Chính phủ"),
                (Law, "*Luật Trí tuệ nhân tạo", "-", "-"),
            ],
        ),
        (
            "Nghị định số 107/2020/NĐ-CP của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 24/2014/NĐ-CP",
            &[(Decree, "107/2020/NĐ-CP", "-", "Chính phủ"), (Decree, "*24/2014/NĐ-CP", "-", "-")],
        ),
        (
            "Nghị định số 24/2014/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 107/2020/NĐ-CP",
            &[(Decree, "24/2014/NĐ-CP", "-", "-"), (Decree, "107/2020/NĐ-CP", "-", "-")],
        ),
        (
            "Thông tư số 15/2020/TT-BGDĐT về quy chế thi được sửa đổi, bổ sung tại Thông tư số 05/2021/TT-BGDĐT",
            &[(Circular, "15/2020/TT-BGDĐT", "-", "-"), (Circular, "05/2021/TT-BGDĐT", "-", "-")],
        ),
        (
            "Quyết định số 1/QĐ-TTg phê duyệt Đề án phát triển đô thị và Nghị quyết số 3/NQ-CP của Chính phủ",
            &[(Decision, "1/QĐ-TTg", "-", "-"), (Resolution, "3/NQ-CP", "-", "Chính phủ")],
        ),
        (
            "Nghị định số 152/2025/NĐ-CP về phân cấp; quy định chi tiết một số điều của Luật Thi đua, khen thưởng; \
             Căn cứ Quyết định số 58/QĐ-UBND",
            &[
                (Decree, "152/2025/NĐ-CP", "-", "-"),
                (Law, "*Luật Thi đua, khen thưởng", "-", "-"),
                (Decision, "58/QĐ-UBND", "-", "-"),
            ],
        ),
        (
            "Thực hiện Kế hoạch số 9/KH-UBND về chuyển đổi số. Căn cứ Công văn số 12/UBND-NC",
            &[(Plan, "9/KH-UBND", "-", "-"), (Dispatch, "12/UBND-NC", "-", "-")],
        ),
        (
            "hiệu quả Kế hoạch 02-KH/BCĐTW về thúc đẩy chuyển đổi số và xét đề nghị của Công an tỉnh tại Tờ trình số \
             65/TTr-CAT-PC06 ngày 01/8/2025",
            &[(Plan, "02-KH/BCĐTW", "-", "-"), (Proposal, "65/TTr-CAT-PC06", "2025-08-01", "-")],
        ),
    ]);
}

#[test]
fn laws_by_name() {
    check(&[
        ("Căn cứ Luật Đất đai năm 2024;", &[(Law, "Luật Đất đai năm 2024", "-", "-")]),
        (
            "Căn cứ Luật tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
            &[(Law, "Luật tổ chức chính quyền địa phương", "2015-06-19", "-")],
        ),
        (
            "Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022;",
            &[(Law, "Luật Thi đua, khen thưởng", "2022-06-15", "-")],
        ),
        (
            "Luật Trí tuệ nhân tạo số 134/2025/QH15 ngày 10/12/2025",
            &[(Law, "134/2025/QH15", "2025-12-10", "-")],
        ),
        ("Luật số 72/2025/QH15", &[(Law, "72/2025/QH15", "-", "-")]),
        ("Bộ luật Lao động 2019", &[(Law, "Bộ luật Lao động 2019", "-", "-")]),
        ("Pháp lệnh Cựu chiến binh năm 2005", &[(Ordinance, "Pháp lệnh Cựu chiến binh năm 2005", "-", "-")]),
        (
            "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013;",
            &[(Constitution, "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013", "-", "-")],
        ),
        ("phổ biến Luật Trí tuệ nhân tạo trên địa bàn tỉnh", &[(Law, "Luật Trí tuệ nhân tạo", "-", "-")]),
        ("tuyên truyền Luật Trí tuệ nhân tạo, bảo đảm tiến độ", &[(Law, "Luật Trí tuệ nhân tạo", "-", "-")]),
        ("Luật Các tổ chức tín dụng quy định", &[(Law, "Luật Các tổ chức tín dụng", "-", "-")]),
        (
            "Luật Khoa học, công nghệ và đổi mới sáng tạo và các văn bản hướng dẫn",
            &[(Law, "Luật Khoa học, công nghệ và đổi mới sáng tạo", "-", "-")],
        ),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày \
             22/11/2019;",
            &[(
                Law,
                "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương",
                "2019-11-22",
                "-",
            )],
        ),
        (
            "Luật Trí tuệ nhân tạo và Quyết định số 367/QĐ-TTg",
            &[(Law, "Luật Trí tuệ nhân tạo", "-", "-"), (Decision, "367/QĐ-TTg", "-", "-")],
        ),
        (
            "Ủy ban nhân dân xã xây dựng Kế hoạch triển khai thi hành Luật Trí tuệ nhân tạo như sau:",
            &[(Law, "*Luật Trí tuệ nhân tạo", "-", "-")],
        ),
        (
            "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XIX, nhiệm kỳ",
            &[(Resolution, "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XIX", "-", "-")],
        ),
        ("thi hành Luật; văn bản hướng dẫn Luật này, Luật và Nghị định", &[]),
        ("pháp luật, kỷ luật, Pháp luật Việt Nam, luật đất đai", &[]),
    ]);
}

#[test]
fn a_citation_covers_its_words() {
    for (text, words) in [
        (
            "Thực hiện Quyết định số 367/QĐ-TTg ngày 28/02/2026 của Thủ tướng Chính phủ về",
            "Quyết định số 367/QĐ-TTg ngày 28/02/2026 của Thủ tướng Chính phủ",
        ),
        ("và số 53/2019/QĐ-TTg;", "số 53/2019/QĐ-TTg"),
        ("theo Luật Trí tuệ nhân tạo số 134/2025/QH15.", "Luật Trí tuệ nhân tạo số 134/2025/QH15"),
        ("tại Kế\u{a0}hoạch số 5/KH-UBND (ngày 01/02/2026);", "Kế\u{a0}hoạch số 5/KH-UBND (ngày 01/02/2026)"),
    ] {
        let all = find_citations(text, &fold(text));
        assert_eq!(all.first().and_then(|c| text.get(c.range.clone())), Some(words));
    }
}

#[test]
fn numbers_of_letterheads() {
    type Number = (&'static str, &'static str, i32, &'static str);
    let rows: &[(&str, Option<Number>)] = &[
        ("Số: 117/KH-UBND", Some(("Số: 117/KH-UBND", "117", 0, "KH-UBND"))),
        ("Số: /KH-UBND", Some(("Số: /KH-UBND", "-", 0, "KH-UBND"))),
        ("Số:…../KH-UBND", Some(("Số:…../KH-UBND", "-", 0, "KH-UBND"))),
        ("Số:        /KH-UBND", Some(("Số:        /KH-UBND", "-", 0, "KH-UBND"))),
        ("Số:      -KH/TU", Some(("Số:      -KH/TU", "-", 0, "KH/TU"))),
        ("Số 57-NQ/TW", Some(("Số 57-NQ/TW", "57", 0, "NQ/TW"))),
        ("Số: 05 /KH-UBND", Some(("Số: 05 /KH-UBND", "05", 0, "KH-UBND"))),
        ("Số: 117/KH - UBND", Some(("Số: 117/KH - UBND", "117", 0, "KH-UBND"))),
        ("Số : 117 /KH-UBND", Some(("Số : 117 /KH-UBND", "117", 0, "KH-UBND"))),
        ("Số:117/KH-UBND", Some(("Số:117/KH-UBND", "117", 0, "KH-UBND"))),
        ("S ố: 12/KH-UBND", Some(("S ố: 12/KH-UBND", "12", 0, "KH-UBND"))),
        ("Số:\n  588/KH-UBND Cao\n  Bằng, ngày 17", Some(("Số:\n  588/KH-UBND", "588", 0, "KH-UBND"))),
        ("Số: 7288/UBND-KGVX", Some(("Số: 7288/UBND-KGVX", "7288", 0, "UBND-KGVX"))),
        ("Số: 24-CTr/ĐU", Some(("Số: 24-CTr/ĐU", "24", 0, "CTr/ĐU"))),
        ("Số 367 - QĐ/TWĐTN-VP", Some(("Số 367 - QĐ/TWĐTN-VP", "367", 0, "QĐ/TWĐTN-VP"))),
        ("Số: 66.7/2025/NQ-CP", Some(("Số: 66.7/2025/NQ-CP", "66.7", 2025, "NQ-CP"))),
        ("Số: 09/2009/CT-UBND", Some(("Số: 09/2009/CT-UBND", "09", 2009, "CT-UBND"))),
        ("Số:    /2026/QĐ-UBND", Some(("Số:    /2026/QĐ-UBND", "-", 2026, "QĐ-UBND"))),
        ("Số: 15/KH-SGD&ĐT", Some(("Số: 15/KH-SGD&ĐT", "15", 0, "KH-SGD&ĐT"))),
        ("Số: 130/KH-ÐHQN  Gia Lai", Some(("Số: 130/KH-ÐHQN", "130", 0, "KH-ĐHQN"))),
        ("Số:    /BCĐ", Some(("Số:    /BCĐ", "-", 0, "BCĐ"))),
        ("Số: xx/KH-UBND", Some(("Số: xx/KH-UBND", "-", 0, "KH-UBND"))),
        ("Số: /KH-UBND An Giang, ngày tháng năm 2026", Some(("Số: /KH-UBND", "-", 0, "KH-UBND"))),
        ("Số: /KH-UBND - Hà Nội, ngày", Some(("Số: /KH-UBND", "-", 0, "KH-UBND"))),
        ("UBND XÃ  Số: 12/KH-UBND | Ninh Bình", Some(("Số: 12/KH-UBND", "12", 0, "KH-UBND"))),
        ("Kế hoạch số 57/KH-UBND … Số: 12/QĐ-UBND", Some(("Số: 12/QĐ-UBND", "12", 0, "QĐ-UBND"))),
        ("THỰC HIỆN CHỈ THỊ SỐ 23/CT-TTG", None),
        ("ban hành kèm theo Quyết định số 12/QĐ-UBND", None),
        ("Căn cứ Nghị định\nsố 12/2020/NĐ-CP", None),
        ("ĐẾN Số: 512 Ngày: 12/5", None),
        ("Số lượng: 12/tháng", None),
        ("Số hộ nghèo: 15/120", None),
        ("một số 15/KH", None),
        ("", None),
    ];
    for (text, expected) in rows {
        let got = find_number(text, &fold(text)).map(|n| {
            let dash = |s: Option<String>| s.unwrap_or_else(|| "-".to_owned());
            (
                text.get(n.range).unwrap_or_default().to_owned(),
                dash(n.serial),
                n.year.unwrap_or(0),
                dash(n.symbol),
            )
        });
        let want = expected.map(|(w, s, y, m)| (w.to_owned(), s.to_owned(), y, m.to_owned()));
        assert_eq!(got, want, "{text}");
    }
}

#[test]
fn dates_of_issue() {
    type Date = (&'static str, i32, u32, u32);
    let rows: &[(&str, Option<Date>)] = &[
        ("An Giang, ngày 09 tháng 4 năm 2026", Some(("ngày 09 tháng 4 năm 2026", 2026, 4, 9))),
        ("An Giang, ngày    tháng   năm 2026", Some(("ngày    tháng   năm 2026", 2026, 0, 0))),
        ("Số: /KH-UBND An Giang, ngày tháng năm 2026", Some(("ngày tháng năm 2026", 2026, 0, 0))),
        ("Lâm Đồng, ngày         tháng 01 năm 2026", Some(("ngày         tháng 01 năm 2026", 2026, 1, 0))),
        ("Huế, ngày … tháng … năm 2026", Some(("ngày … tháng … năm 2026", 2026, 0, 0))),
        ("Huế, ngày 09/4/2026", Some(("ngày 09/4/2026", 2026, 4, 9))),
        ("Huế, ngày ___/___/2026", Some(("ngày ___/___/2026", 2026, 0, 0))),
        ("Huế, ngày … / … /2026", Some(("ngày … / … /2026", 2026, 0, 0))),
        ("Lai Châu, ngày 25\ntháng 4 năm 2024", Some(("ngày 25\ntháng 4 năm 2024", 2024, 4, 25))),
        ("Cao\n  Bằng, ngày 17 tháng 03 năm 2021 KẾ HOẠCH", Some(("ngày 17 tháng 03 năm 2021", 2021, 3, 17))),
        ("| Ninh Bình, ngày 13 tháng 7 năm 2022 |", Some(("ngày 13 tháng 7 năm 2022", 2022, 7, 13))),
        ("Lai Châu , ngày22 tháng 01 năm2020", Some(("ngày22 tháng 01 năm2020", 2020, 1, 22))),
        ("TP. Hồ Chí Minh, ngày 1 7 tháng 12 năm 2025", Some(("ngày 1 7 tháng 12 năm 2025", 2025, 12, 17))),
        ("Hà Nội ngày 5 tháng 5 năm 2025", Some(("ngày 5 tháng 5 năm 2025", 2025, 5, 5))),
        ("Phường 7, ngày 5 tháng 5 năm 2026", Some(("ngày 5 tháng 5 năm 2026", 2026, 5, 5))),
        ("ngày 31 tháng 02 năm 2026", Some(("ngày 31 tháng 02 năm 2026", 2026, 2, 0))),
        ("Huế, ngày 12 tháng 13 năm 2026", Some(("ngày 12 tháng 13 năm 2026", 2026, 0, 12))),
        ("Huế, ngày      tháng      năm", Some(("ngày      tháng      năm", 0, 0, 0))),
        ("Quyết định số 367/QĐ-TTg ngày 28/02/2026 của", None),
        ("số 57-NQ/TW, ngày 22/12/2024 của", None),
        ("Căn cứ Luật tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015", None),
        ("trước ngày 15/3/2026", None),
        ("Báo cáo chậm nhất ngày 30 tháng 6 năm 2026", None),
        ("hằng ngày, hằng tháng, hằng năm", None),
        ("", None),
    ];
    for (text, expected) in rows {
        let got = find_issue_date(text, &fold(text)).map(|d| {
            let words = text.get(d.range).unwrap_or_default().to_owned();
            (words, d.year.unwrap_or(0), d.month.unwrap_or(0), d.day.unwrap_or(0))
        });
        let want = expected.map(|(w, y, m, d)| (w.to_owned(), y, m, d));
        assert_eq!(got, want, "{text}");
    }
}

#[test]
fn odd_input_is_borne() {
    let many = "Quyết định số 1/QĐ-TTg về ".repeat(3000);
    let blanks = format!("Số:{}", " ".repeat(50_000));
    let figures = "1/1/1/1-1-1-A".repeat(3000);
    for text in [
        many.as_str(),
        blanks.as_str(),
        figures.as_str(),
        "\u{212A}1/\u{0301}",
        "Luật",
        "số",
        "số /",
        "ngày",
        "Luật \u{a0}",
    ] {
        let key = fold(text);
        let _ = (find_citations(text, &key), find_number(text, &key), find_issue_date(text, &key));
    }
}
