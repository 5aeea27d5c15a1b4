//! Tables, lists and columns as pages set them.

use super::{Doc, doc, full_line, tables};
use crate::source::{Block, Part};

/// A row of words, each at its x.
fn row(d: Doc, y: f32, words: &[(f32, &str)]) -> Doc {
    words.iter().fold(d, |d, (x, word)| d.text(*x, y, word))
}

#[test]
fn row_under_a_merged_cell_at_a_page_top() {
    let (xs, columns) = ([72.0, 110.0, 260.0, 400.0, 520.0], [75.0, 115.0, 265.0, 405.0]);
    let cells = |texts: [&'static str; 4]| -> Vec<(f32, &str)> { columns.into_iter().zip(texts).collect() };
    let head = cells(["STT", "Nhiệm vụ", "Sản phẩm", "Chủ trì"]);
    let d = row(doc().grid(&xs, &[700.0, 730.0, 780.0]), 720.0, &head);
    let d = row(d, 750.0, &cells(["1", "Kiểm tra", "Kế hoạch", "Sở Y tế"]));
    let d = row(d.page().grid(&xs, &[60.0, 90.0, 140.0, 190.0]), 80.0, &head);
    let d = row(d, 110.0, &[(265.0, "Báo cáo"), (405.0, "Sở Nội vụ")]);
    let d = row(d, 160.0, &cells(["2", "Tập huấn", "Lớp học", "Sở Y tế"]));
    let source = d.read();
    assert_eq!(
        source.text,
        "STT\tNhiệm vụ\tSản phẩm\tChủ trì\n1\tKiểm tra\tKế hoạch\tSở Y tế\n\t\tBáo cáo\tSở Nội vụ\n\
         2\tTập huấn\tLớp học\tSở Y tế\n"
    );
    let found = tables(&source);
    let spans: Vec<u16> = found[0].rows[1].cells.iter().map(|c| c.row_span).collect();
    assert_eq!(spans, [2, 2, 1, 1]);
}

#[test]
fn table_without_rules_has_merged_cells_and_groups() {
    let d = row(
        doc(),
        100.0,
        &[(72.0, "STT"), (130.0, "Nội dung"), (260.0, "Cơ quan thực hiện"), (470.0, "Sản phẩm")],
    );
    let d = row(d, 114.0, &[(260.0, "Chủ trì"), (350.0, "Phối hợp")]);
    let d = row(d, 136.0, &[(72.0, "I"), (130.0, "Nhóm việc chung của các sở, ngành tỉnh")]);
    let d = row(
        d,
        158.0,
        &[
            (72.0, "1"),
            (130.0, "Rà soát các văn"),
            (260.0, "Sở Tư pháp"),
            (350.0, "Các sở"),
            (470.0, "Báo cáo"),
        ],
    );
    let d =
        row(d, 172.0, &[(130.0, "bản của tỉnh"), (260.0, "và Sở Y tế"), (350.0, "khác"), (470.0, "kết quả")]);
    let d = row(
        d,
        194.0,
        &[(72.0, "2"), (130.0, "Tập huấn"), (260.0, "Sở Nội vụ"), (350.0, "Các xã"), (470.0, "Lớp học")],
    );
    let source = d.read();
    assert_eq!(
        source.text,
        "STT\tNội dung\tCơ quan thực hiện\t\tSản phẩm\n\t\tChủ trì\tPhối hợp\t\n\
         I\tNhóm việc chung của các sở, ngành tỉnh\t\t\t\n\
         1\tRà soát các văn bản của tỉnh\tSở Tư pháp và Sở Y tế\tCác sở khác\tBáo cáo kết quả\n\
         2\tTập huấn\tSở Nội vụ\tCác xã\tLớp học\n"
    );
    let head: Vec<(u16, u16)> =
        tables(&source)[0].rows[0].cells.iter().map(|c| (c.row_span, c.column_span)).collect();
    assert_eq!(head, [(2, 1), (2, 1), (1, 2), (2, 1)]);
    let below: Vec<u16> = tables(&source)[0].rows[1].cells.iter().map(|c| c.column).collect();
    assert_eq!(below, [2, 3]);
}

#[test]
fn rest_behind_a_tab_belongs_to_its_item() {
    let d = doc().text(72.0, 100.0, &(full_line("Thành lập") + ":"));
    let d = row(d, 116.0, &[(72.0, "- Ông: Nguyễn Văn A"), (330.0, "- Trưởng ban")]);
    let d = row(d, 132.0, &[(72.0, "- Bà: Trần Thị B"), (330.0, "- Thành viên")]);
    let d = d.text(72.0, 148.0, "2. Tiểu ban");
    assert_eq!(
        d.lines()[1..],
        ["- Ông: Nguyễn Văn A - Trưởng ban", "- Bà: Trần Thị B - Thành viên", "2. Tiểu ban"]
    );
}

#[test]
fn sides_of_a_sign_off_stay_apart() {
    let d = doc().text(72.0, 100.0, &full_line("Trên đây"));
    let d = row(d, 140.0, &[(72.0, "Nơi nhận:"), (380.0, "KT. CHỦ TỊCH")]);
    // Reaches over the middle between the sides of the first line.
    let d = row(d, 156.0, &[(72.0, "- Chủ tịch, các Phó Chủ tịch;"), (374.0, "PHÓ CHỦ TỊCH")]);
    let d = row(d, 172.0, &[(72.0, "- Lưu: VT.")]);
    let d = row(d, 220.0, &[(374.0, "Nguyễn Văn A")]);
    assert_eq!(
        d.lines()[1..],
        [
            "Nơi nhận:",
            "- Chủ tịch, các Phó Chủ tịch;",
            "- Lưu: VT.",
            "KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "Nguyễn Văn A"
        ]
    );
}

#[test]
fn addressees_are_no_side_of_the_letterhead() {
    let d = row(doc(), 60.0, &[(90.0, "UBND TỈNH A"), (300.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT")]);
    let d = row(d, 76.0, &[(100.0, "SỞ NỘI VỤ"), (380.0, "NAM")]);
    let d = row(d, 92.0, &[(320.0, "Độc lập - Tự do - Hạnh phúc")]);
    let d = row(d, 120.0, &[(150.0, "Kính gửi:")]).text(222.0, 136.0, "- Các sở, ban, ngành tỉnh;");
    assert_eq!(
        d.lines(),
        [
            "UBND TỈNH A",
            "SỞ NỘI VỤ",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Kính gửi:",
            "- Các sở, ban, ngành tỉnh;"
        ]
    );
}

#[test]
fn sentences_go_on_whatever_their_lines_begin_with() {
    let line = |start: &str| full_line(start);
    for (lines, paragraphs) in [
        // No remark under a title.
        (vec![line("Thực hiện"), line("(ban hành kèm theo Quyết định số 5)"), "đã nêu.".to_owned()], 1),
        // A short line in the middle of a sentence: somebody pressed Shift and Enter.
        (vec![line("Xác định"), "có tính quyết định để".to_owned(), "hoàn thành nhiệm vụ.".to_owned()], 1),
        // A full line ends an item, the next one begins with the same bullet.
        (vec![line("- Thiết kế") + ";", "- Kết luận".to_owned()], 2),
        (vec![line("· Thiết kế") + ";", "· Kết luận".to_owned()], 2),
        (vec![line("- Phát triển kinh tế"), "- xã hội của tỉnh.".to_owned()], 1),
    ] {
        let d = lines.iter().zip(0_u8..).fold(
            doc().text(72.0, 60.0, &full_line("Mở đầu")).text(72.0, 76.0, "xong."),
            |d, (text, n)| d.text(72.0, 92.0 + 16.0 * f32::from(n), text),
        );
        assert_eq!(d.lines().len(), 1 + paragraphs, "{lines:?}");
    }
}

#[test]
fn numbers_and_addresses_are_not_parted_by_a_line_end() {
    for (upper, lower, joined) in [
        ("hộp thư vp-", "tinh@angiang.gov.vn", "vp-tinh@angiang.gov.vn"),
        ("Kế hoạch số 145/KH-", "UBND của tỉnh", "145/KH-UBND"),
        ("văn hóa -", "xã hội của tỉnh", "văn hóa - xã hội"),
    ] {
        let filled = full_line("Gửi về");
        let upper = filled.chars().take(74 - upper.chars().count()).collect::<String>() + " " + upper;
        let text = doc().text(72.0, 60.0, &upper).text(72.0, 76.0, lower).read().text;
        assert!(text.contains(joined), "{text}");
    }
}

#[test]
fn labels_of_a_chart_stand_apart() {
    let mut d = doc();
    for n in 0_u8..20 {
        d = d.text(72.0, 60.0 + 16.0 * f32::from(n), &full_line("Kết quả"));
    }
    for n in 0_u8..5 {
        let y = 500.0 + 20.0 * f32::from(n);
        d = d.small(80.0, y, &format!("{n}0,5%")).small(300.0, y, &format!("{n},25"));
    }
    let source = d.read();
    let parts: Vec<Part> = source
        .blocks
        .iter()
        .filter_map(|b| if let Block::Paragraph(p) = b { Some(p.part) } else { None })
        .collect();
    assert_eq!(parts, [vec![Part::Body], vec![Part::HeaderFooter; 5]].concat());
    assert_eq!(source.text.lines().nth(1), Some("00,5% 0,25"));
}

#[test]
fn what_a_clip_hides_is_no_text() {
    // A browser draws the first line of the next page below the end of this one.
    let d =
        doc().raw("q 0 100 595 742 re W n\n").text(72.0, 60.0, "Kế hoạch").text(72.0, 790.0, "Ủ").raw("Q\n");
    assert_eq!(d.text(72.0, 800.0, "hết").lines(), ["Kế hoạch", "hết"]);
}

#[cfg(feature = "charsets")]
#[test]
fn words_that_a_narrow_column_cuts_are_whole() {
    for (upper, lower, joined) in [
        ("nghiệ", "m thu", "nghiệm thu"),
        ("infographi", "c, bài", "infographic, bài"),
        ("30/6/202", "6", "30/6/2026"),
        ("thực", "hiện", "thực hiện"),
        ("bản", "tin", "bản tin"),
    ] {
        let width = 12.0 * super::EM * upper.chars().count() as f32 + 8.0;
        let d = doc().grid(&[72.0, 72.0 + width, 300.0], &[100.0, 160.0]);
        let d = row(d, 120.0, &[(76.0, upper), (76.0 + width, "Báo cáo")]).text(76.0, 136.0, lower);
        assert_eq!(d.lines(), [format!("{joined}\tBáo cáo")]);
    }
}

#[test]
fn line_at_the_indent_is_not_centred() {
    let mut d = doc();
    for n in 0_u8..4 {
        let y = 60.0 + 40.0 * f32::from(n);
        d = d.text(108.0, y, &full_line("Mở").chars().take(69).collect::<String>()).text(
            72.0,
            y + 16.0,
            "nhé.",
        );
    }
    // As far from the right edge as from the left one.
    let source = d.text(108.0, 220.0, &full_line("Cuối").chars().take(63).collect::<String>()).read();
    let Some(Block::Paragraph(last)) = source.blocks.last() else { panic!("no paragraph") };
    assert_eq!(last.style.align, None, "{}", last.span.of(&source.text));
}
