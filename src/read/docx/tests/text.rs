//! Text, looks, notes, headers.

use super::{Parts, W, body, lines, p, paragraphs, read, relation};
use crate::read::Limits;
use crate::read::package::zipped;
use crate::source::{Align, Part};

#[test]
fn runs_become_text_as_the_page_shows_it() {
    let cases = [
        ("<w:r><w:t>Uỷ </w:t></w:r><w:r><w:t>ban</w:t></w:r>", "Uỷban"),
        (r#"<w:r><w:t xml:space="preserve">Uỷ </w:t></w:r><w:r><w:t>ban</w:t></w:r>"#, "Uỷ ban"),
        ("<w:r><w:t>trên</w:t><w:br/><w:t>dưới</w:t><w:tab/><w:t>sau</w:t></w:r>", "trên\u{2028}dưới\tsau"),
        ("<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>KH</w:t></w:r>", "12-KH"),
        ("<w:r><w:t>12\u{2011}KH</w:t></w:r>", "12-KH"),
        (r#"<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>5</w:t></w:r>"#, "≥5"),
        ("<w:r><w:t>A &amp; B &#273; &lt;x&gt; &khong;</w:t></w:r>", "A & B đ <x>"),
        ("<w:r><w:t>u\u{309}</w:t></w:r><w:r><w:t>y</w:t></w:r>", "ủy"),
        ("<w:r><w:rPr><w:caps/></w:rPr><w:t>kế hoạch</w:t></w:r>", "KẾ HOẠCH"),
        ("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b&#173;c</w:t></w:r>", "abc"),
        ("<w:hyperlink><w:smartTag><w:r><w:t>cổng tỉnh</w:t></w:r></w:smartTag></w:hyperlink>", "cổng tỉnh"),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>An</w:t></w:r></w:sdtContent></w:sdt>", "An"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>rt</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>nền</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "nền",
        ),
    ];
    for (runs, expected) in cases {
        assert_eq!(lines(&body(&format!("<w:p>{runs}</w:p>"))), [expected], "{runs}");
    }
}

#[cfg(feature = "charsets")]
#[test]
fn a_soft_hyphen_is_a_letter_in_an_old_font() {
    let runs = r#"<w:r><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr><w:t>Ch</w:t><w:softHyphen/><w:t xml:space="preserve">¬ng n&#173;íc</w:t></w:r>"#;
    assert_eq!(lines(&body(&format!("<w:p>{runs}</w:p>"))), ["Chương nước"]);
}

#[cfg(feature = "charsets")]
#[test]
fn text_of_an_old_code_without_its_font_is_repaired() {
    let text = [
        p("KẾ HOẠCH"),
        "<w:p><w:r><w:t>Nh÷ng kÕt qu¶ ®¹t ®</w:t><w:softHyphen/><w:t>îc</w:t></w:r></w:p>".to_owned(),
        p("ñy ban nh©n d©n x·"),
    ];
    let table =
        format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("C¸n bé"), p("5 × 10"));
    let source = body(&(text.concat() + &table));
    let expected = ["KẾ HOẠCH", "Những kết quả đạt được", "Ủy ban nhân dân xã", "Cán bộ\t5 × 10"];
    assert_eq!(lines(&source), expected);
    assert_eq!(super::codes(&source), ["text-charset-repaired"]);
}

#[test]
fn what_does_not_show_is_left_out() {
    let kept = "<w:r><w:t>còn</w:t></w:r>";
    for gone in [
        "<w:del><w:r><w:delText>mất</w:delText></w:r></w:del>",
        "<w:del><w:r><w:t>mất</w:t></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>mất</w:t></w:r></w:moveFrom>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>mất</w:t></w:r>",
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>mất</w:t></w:r></w:sdtContent></w:sdt>",
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText><w:t>mất</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        "<w:r><a:t xmlns:a=\"urn:x\">mất</a:t></w:r>",
    ] {
        let source = body(&format!("<w:p>{gone}{kept}</w:p>{}", p("sau")));
        assert_eq!(lines(&source), ["còn", "sau"], "{gone}");
    }
    let shown = r#"<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>hiện</w:t></w:r>"#;
    assert_eq!(lines(&body(&format!("<w:p>{shown}</w:p>"))), ["hiện"]);
    let inserted = "<w:ins><w:r><w:t>thêm</w:t></w:r></w:ins><w:moveTo><w:r><w:t>!</w:t></w:r></w:moveTo>";
    assert_eq!(lines(&body(&format!("<w:p>{inserted}</w:p>"))), ["thêm!"]);
}

#[test]
fn a_paragraph_whose_end_is_deleted_goes_on_in_the_next() {
    let first = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Sở Tài</w:t></w:r></w:p>";
    let second = r#"<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve"> chính</w:t></w:r></w:p>"#;
    let source = body(&format!("{first}{second}{}", p("sau")));
    assert_eq!(lines(&source), ["Sở Tài chính", "sau"]);
    assert_eq!(paragraphs(&source)[0].style.align, Some(Align::Center));
    assert_eq!(lines(&body(&format!("{}{first}", p("trước")))), ["trước", "Sở Tài"]);
}

#[test]
fn a_field_shows_its_result_and_never_swallows_what_follows() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let code = r"<w:r><w:instrText> PAGE \* MERGEFORMAT </w:instrText></w:r>";
    let (begin, separate, end) = (field("begin"), field("separate"), field("end"));
    let whole = format!("<w:p>{begin}{code}{separate}<w:r><w:t>77</w:t></w:r>{end}</w:p>");
    assert_eq!(lines(&body(&whole)), ["77"]);
    let nested = format!("<w:p>{begin}{code}{whole}{separate}<w:r><w:t>5</w:t></w:r>{end}</w:p>");
    assert_eq!(lines(&body(&nested)).last(), Some(&"5"));
    let endless = format!("<w:p>{begin}{code}</w:p>{}", p("sau"));
    assert_eq!(lines(&body(&endless)), ["sau"]);
    let simple = r#"<w:p><w:fldSimple w:instr="NUMPAGES"><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p>"#;
    assert_eq!(lines(&body(simple)), ["9"]);
}

#[test]
fn a_table_of_contents_stands_apart() {
    let toc = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> TOC \o "1-3" </w:instrText><w:fldChar w:fldCharType="separate"/><w:t>I. MỤC ĐÍCH</w:t></w:r></w:p><w:p><w:r><w:t>II. NỘI DUNG</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;
    let source = body(&format!("{}{toc}{}", p("KẾ HOẠCH"), p("I. MỤC ĐÍCH")));
    assert_eq!(lines(&source), ["KẾ HOẠCH", "I. MỤC ĐÍCH", "I. MỤC ĐÍCH", "II. NỘI DUNG"]);
    let parts: Vec<Part> = paragraphs(&source).iter().map(|p| p.part).collect();
    assert_eq!(parts, [Part::Body, Part::Body, Part::Contents, Part::Contents]);
    let styles = r#"<w:style w:type="paragraph" w:styleId="Mucluc1"><w:name w:val="toc 1"/></w:style>"#;
    let line = r#"<w:p><w:pPr><w:pStyle w:val="Mucluc1"/></w:pPr><w:r><w:t>I. MỤC ĐÍCH</w:t></w:r></w:p>"#;
    let source = Parts { body: line, styles, ..Parts::default() }.read();
    assert_eq!(paragraphs(&source)[0].part, Part::Contents);
}

#[test]
fn a_text_box_is_read_once_after_its_paragraph() {
    let text = p("DỰ THẢO");
    let shape = |inner: &str| format!("<w:txbxContent>{inner}</w:txbxContent>");
    let both = |choice: &str, fallback: &str| {
        format!(
            r#"<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent><w:t>neo</w:t></w:r></w:p>"#
        )
    };
    let boxed = shape(&text);
    assert_eq!(lines(&body(&both(&boxed, &boxed))), ["neo", "DỰ THẢO"]);
    assert_eq!(
        lines(&body(&both("", &boxed))),
        ["neo", "DỰ THẢO"],
        "the older reading where the newer has no text"
    );
    let in_control = shape(&format!("<w:sdt><w:sdtContent>{text}</w:sdtContent></w:sdt>"));
    assert_eq!(lines(&body(&both(&in_control, ""))), ["neo", "DỰ THẢO"]);
}

#[test]
fn notes_and_headers_come_after_the_body_with_their_marks() {
    let footnotes = r#"<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>
        <w:footnote w:id="3"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> Nghị quyết.</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="2"><w:p><w:r><w:t>Quyết định.</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="9"><w:p><w:r><w:t>Không ai nhắc.</w:t></w:r></w:p></w:footnote>"#;
    let header = format!("{}{}", p("ĐẦU TRANG"), p("2"));
    let mark = |id: u32| format!(r#"<w:r><w:footnoteReference w:id="{id}"/></w:r>"#);
    let sections =
        r#"<w:sectPr><w:headerReference r:id="rHeader"/><w:headerReference r:id="rHeader"/></w:sectPr>"#;
    let text = format!(
        "<w:p><w:r><w:t>Một</w:t></w:r>{}<w:r><w:t>.</w:t></w:r></w:p><w:p><w:r><w:t>Hai</w:t></w:r>{}</w:p>{sections}",
        mark(3),
        mark(2)
    );
    let source = Parts { body: &text, footnotes, header: &header, ..Parts::default() }.read();
    assert_eq!(lines(&source), ["Một.", "Hai", "1 Nghị quyết.", "2 Quyết định.", "ĐẦU TRANG"]);
    let parts: Vec<Part> = paragraphs(&source).iter().map(|p| p.part).collect();
    assert_eq!(parts, [Part::Body, Part::Body, Part::Footnote, Part::Footnote, Part::HeaderFooter]);
    assert_eq!(paragraphs(&source)[2].label.map(|l| l.of(&source.text)), Some("1"));
    assert_eq!(source.origins.len(), 2, "notes and headers have no paragraph number");
}

#[test]
fn looks_come_through_the_chain_of_styles() {
    let styles = r#"<w:docDefaults><w:rPrDefault><w:rPr><w:i/></w:rPr></w:rPrDefault></w:docDefaults>
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:pPr><w:jc w:val="both"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Goc"><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Goc"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>
        <w:style w:type="character" w:styleId="Dam"><w:rPr><w:b/></w:rPr></w:style>"#;
    let styled =
        |style: &str, runs: &str| format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>"#);
    let text = [
        p("thường"),
        styled("Con", "<w:r><w:t>tiêu đề</w:t></w:r>"),
        styled("Con", r#"<w:r><w:rPr><w:rStyle w:val="Dam"/></w:rPr><w:t>đậm hai lần</w:t></w:r>"#),
        styled(
            "Con",
            r#"<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>một phần</w:t></w:r><w:r><w:t>đậm</w:t></w:r>"#,
        ),
    ]
    .concat();
    let source = Parts { body: &text, styles, ..Parts::default() }.read();
    let looks: Vec<_> = paragraphs(&source).iter().map(|p| p.style).collect();
    assert!(looks.iter().all(|look| look.italic));
    assert_eq!(looks.iter().map(|l| l.bold).collect::<Vec<_>>(), [false, true, false, false]);
    assert_eq!(looks[0].align, Some(Align::Justify));
    assert_eq!((looks[1].align, looks[1].heading), (Some(Align::Center), Some(2)));
}

#[test]
fn namespaces_part_names_and_charsets_vary() {
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let xml = format!(
        r#"<?xml version="1.0" encoding="UTF-16"?><x:document xmlns:x="{strict}"><x:body><x:p><x:r><x:t>Nghiêm ngặt</x:t></x:r></x:p></x:body></x:document>"#
    );
    let wide: Vec<u8> =
        std::iter::once(0xFEFF).chain(xml.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let main = "/Word/Document2.xml";
    let bytes = zipped(&[
        ("_rels/.rels", relation("r1", "officeDocument", main).as_slice()),
        ("word\\document2.xml", wide.as_slice()),
    ]);
    assert_eq!(lines(&read(&bytes, &Limits::DEFAULT).unwrap()), ["Nghiêm ngặt"]);
    let bare =
        format!(r#"<document {}><body><p><r><t>Mặc định</t></r></p></body></document>"#, W.replace(":w", ""));
    let bytes = zipped(&[("word/document.xml", bare.as_bytes())]);
    assert_eq!(lines(&read(&bytes, &Limits::DEFAULT).unwrap()), ["Mặc định"]);
}
