//! What a reader of a page sees, on small invented pages.

use crate::read::{Limits, html};
use crate::source::{Block, Part, SourceText};

fn read(page: &str) -> SourceText {
    html::read(format!("<meta charset=utf-8>{page}").as_bytes(), &Limits::DEFAULT).expect("a page")
}

/// The lines of the text; `¦` for a tab, `/` for a break in a cell or paragraph.
fn lines(page: &str) -> Vec<String> {
    let source = read(page);
    source.text.lines().map(|line| line.replace('\t', "¦").replace('\u{2028}', "/")).collect()
}

#[test]
fn paragraphs_and_labels() {
    for (page, expected) in [
        ("<p>Sở\n  Y&nbsp;tế <b>chủ</b> trì<p>Sở&shy; Nội vụ", &["Sở Y tế chủ trì", "Sở Nội vụ"][..]),
        ("<p>12&#8209;KH/TU &lt;5&gt;", &["12-KH/TU <5>"]),
        (
            "<ol type=I start=3><li>Nội dung<ol type=a><li>Rà soát<li>Đào tạo</ol><li>Tổ chức</ol>",
            &["III. Nội dung", "a) Rà soát", "b) Đào tạo", "IV. Tổ chức"],
        ),
        ("<ol reversed><li>a<li value=7>b<li>c</ol>", &["3. a", "7. b", "6. c"]),
        ("<ul><li><p>Một</p><p>tiếp</p><li>- Hai<li></ul>", &["- Một", "tiếp", "- Hai"]),
        ("<ul style='list-style:none'><li>Một</ul>", &["Một"]),
        ("<ol><li>1. Một<li>Hai</ol>", &["1. Một", "2. Hai"]),
        (
            "<div>Căn cứ Luật;<br>Theo đề nghị<br><br>Ban hành</div>",
            &["Căn cứ Luật;", "Theo đề nghị", "Ban hành"],
        ),
        ("<p>Cơ quan chủ trì là<br>Sở Y tế</p>", &["Cơ quan chủ trì là/Sở Y tế"]),
        ("<pre>KẾ HOẠCH\n  I. Mục đích\n</pre>", &["KẾ HOẠCH", "I. Mục đích"]),
        (
            "<p>Giữ <del>bỏ</del><ins>thêm</ins><span style='display:none'>ẩn</span><span hidden>ẩn</span></p>",
            &["Giữ thêm"],
        ),
        ("<style>.x{display:none}</style><p class=x>ẩn<p>rõ<script>if(a<b){}</script>", &["rõ"]),
        ("<p><span style='mso-list:Ignore'>I.<span>&nbsp; </span></span>Mục đích", &["I. Mục đích"]),
        ("<p>2.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>Yêu cầu", &["2. Yêu cầu"]),
        ("<p><span style='font-family:Wingdings'>Ø</span> Giao Sở", &["➢ Giao Sở"]),
        ("<p><span style='font-family:Symbol;mso-list:Ignore'>·<span>&nbsp; </span></span>Một", &["· Một"]),
        (
            "<p><span style='font-family:Wingdings;mso-list:Ignore'>§<span>&nbsp; </span></span>Một",
            &["▪ Một"],
        ),
        ("<p><span style='mso-list:Ignore'>o<span>&nbsp; </span></span>Một", &["o Một"]),
        ("<p>Số <span style='text-transform:uppercase'>quyết định</span> này", &["Số QUYẾT ĐỊNH này"]),
        ("<p>tỷ lệ <font face=Symbol>³</font> 5%", &["tỷ lệ ≥ 5%"]),
        ("<ul><li>Một<ul><li>Hai</ul><li>Ba</ul>", &["- Một", "+ Hai", "- Ba"]),
        ("<ul type=square><li>Một<li style='list-style:circle'>Hai</ul>", &["▪ Một", "○ Hai"]),
    ] {
        assert_eq!(lines(page), expected, "{page}");
    }
}

#[test]
fn lists_that_libreoffice_cuts_go_on() {
    let page = "<meta name=generator content='LibreOffice 7.4'>\
        <ol type=I><li>Mục đích<ol><li>Mục tiêu</ol></ol><ul><li>Một</ul>\
        <ol type=I><ol><li>Yêu cầu<ol><li>Cụ thể</ol></ol></ol><ol type=i start=2><li>Hai</ol>\
        <ol type=I start=2><li>Nội dung<ol><li>Rà soát</ol></ol>";
    let expected = [
        "I. Mục đích",
        "1. Mục tiêu",
        "- Một",
        "2. Yêu cầu",
        "2.1. Cụ thể",
        "(ii) Hai",
        "II. Nội dung",
        "1. Rà soát",
    ];
    assert_eq!(lines(page), expected);
}

#[test]
fn text_of_an_old_code_without_its_font_is_repaired() {
    let source = read(
        "<p>KẾ HOẠCH<p>Nh÷ng kÕt qu¶ ®¹t ®&shy;îc<table><tr><td>C¸n bé<td>5 × 10</table><p>ñy ban nh©n d©n x·",
    );
    let text = "KẾ HOẠCH\nNhững kết quả đạt được\nCán bộ\t5 × 10\nỦy ban nhân dân xã\n";
    assert_eq!(source.text, text);
    assert_eq!(source.diagnostics.len(), 1);
}

#[test]
fn tables() {
    for (page, expected) in [
        (
            "<table><tr><th rowspan=2>TT<th colspan=2>Cơ quan<tr><td>Chủ trì<td>Phối hợp<tr><td>1<td>A<td>B<br>C</table>",
            &["TT¦Cơ quan¦", "¦Chủ trì¦Phối hợp", "1¦A¦B/C"][..],
        ),
        ("<table><tr><td rowspan=0>1<td>a<tr><td>b</table>", &["1¦a", "¦b"]),
        ("<table><tr><td><ol><li></ol><td>a<tr><td><ol start=2><li></ol><td>b</table>", &["1.¦a", "2.¦b"]),
        ("<table><tr><td><p>Một<p>Hai</table>", &["Một", "Hai"]),
        ("<table><tr><td>Một<tr><td>Hai</table>", &["Một", "Hai"]),
        ("<table><tr><td>&nbsp;<td><p>Một<td></table>", &["Một"]),
        ("<table><tr><td>a<td><table><tr><td>b<td>c</table></table>", &["a¦b/c"]),
        ("<table><tr><td>a<td>b<tr height=0><td><td></table>", &["a¦b"]),
        ("<table><caption>Biểu 1</caption><tr><td>a<td>b</table>", &["Biểu 1", "a¦b"]),
        ("<table><tr><td>UBND XÃ A<br>-----<td>CỘNG HÒA</table>", &["UBND XÃ A/-----¦CỘNG HÒA"]),
    ] {
        assert_eq!(lines(page), expected, "{page}");
    }
    let data = "<tr><td>1<td>Việc<td>Sở Y tế".repeat(5);
    let long = "<p>Nội dung của kế hoạch được trình bày dài để lấp đầy trang của tài liệu này.".repeat(40);
    let page = format!("<table><tr><td>{long}<table>{data}</table><td>bên cạnh</table>");
    assert!(read(&page).blocks.iter().any(|b| matches!(b, Block::Table(t) if t.rows.len() == 5)));
}

#[test]
fn looks_and_parts() {
    let source = read(
        "<html xmlns:w=x><div title=header><p>ĐẦU TRANG</div><h2 align=center>KẾ HOẠCH</h2>\
         <p>Đạt 90%<a href='#_ftn1'>[1]</a> hồ sơ<div id=ftn1><p><a href='#_ftnref1'>[1]</a> Theo báo cáo</div>",
    );
    let found: Vec<_> = source
        .blocks
        .iter()
        .filter_map(|b| match b {
            Block::Paragraph(p) => {
                Some((p.part, p.span.of(&source.text), p.label.map(|l| l.of(&source.text))))
            }
            Block::Table(_) => None,
        })
        .collect();
    assert_eq!(
        found,
        [
            (Part::Body, "KẾ HOẠCH", None),
            (Part::Body, "Đạt 90% hồ sơ", None),
            (Part::HeaderFooter, "ĐẦU TRANG", None),
            (Part::Footnote, "1 Theo báo cáo", Some("1")),
        ]
    );
    let Some(Block::Paragraph(title)) = source.blocks.first() else { panic!("a title") };
    assert_eq!((title.style.heading, title.style.bold, title.style.align.is_some()), (Some(2), true, true));
    assert_eq!(source.origins.len(), 4);
}

#[test]
fn the_site_around_a_document_is_left() {
    let menu = "<ul class=menu><li><a href=/1>Trang chủ</a><li><a href=/2>Văn bản</a><li><a href=/3>Liên hệ</a></ul>";
    let body = "<p>Nâng cao nhận thức của cán bộ, công chức về nhiệm vụ được giao trong năm.</p>".repeat(9);
    let page = format!(
        "<body><div id=top>{menu}</div><div id=main><div class=breadcrumb><a href=/>Trang chủ</a></div>\
         <h1>Kế hoạch năm 2026</h1><div class=chia-se>x</div><div class=detail>\
         <table><tr><td>UBND XÃ A<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</table>{body}<div class=footer><p>Nơi nhận:</div>\
         </div><p>Quay lại</p></div><div class=related><a href=/4>Tin một</a> <a href=/5>Tin hai</a></div>\
         <footer>Bản quyền thuộc xã A. Giấy phép số 1.</footer>"
    );
    let text = read(&page).text;
    assert!(text.starts_with("UBND XÃ A\tCỘNG HÒA"), "{text}");
    assert!(text.trim_end().ends_with("Nơi nhận:"), "{text}");
}

#[test]
fn hostile_pages_are_read_or_refused() {
    for page in [
        "<div>".repeat(20_000),
        "<table><tr><td>".repeat(2_000),
        "<ul><li>".repeat(5_000),
        "<b><div></b>".repeat(5_000),
        "<optgroup><option>".repeat(3_000),
        "<td colspan=4000000000 rowspan=4000000000>".repeat(50),
        "</p></td></table>".repeat(500),
        "<ol start=9223372036854775807><li value=-9223372036854775808>x".to_owned(),
        "<p title='".to_owned(),
        "<!--".repeat(500),
    ] {
        let source = read(&format!("{page}chữ"));
        assert!(source.blocks.len() < 20_000);
    }
    let limits = Limits { cells: 10, ..Limits::DEFAULT };
    assert!(html::read("<table><td colspan=20>x<td>y".repeat(3).as_bytes(), &limits).is_err());
}
