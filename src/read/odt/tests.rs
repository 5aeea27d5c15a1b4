//! What a reader of an OpenDocument text sees, on small documents made here.

use super::read;
use crate::error::ErrorKind;
use crate::read::Limits;
use crate::read::package::zipped;
use crate::source::{Align, Block, Paragraph, Part, SourceText, Table};

const NAMES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:x:fo" xmlns:draw="urn:x:draw" xmlns:svg="urn:x:svg" xmlns:dc="urn:x:dc""#;

fn zip(automatic: &str, body: &str, page: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {NAMES}><office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let styles = format!("<office:document-styles {NAMES}>{page}</office:document-styles>");
    zipped(&[("content.xml", content.as_bytes()), ("styles.xml", styles.as_bytes())])
}

fn with(automatic: &str, body: &str) -> SourceText {
    read(&zip(automatic, body, ""), &Limits::DEFAULT).unwrap()
}

fn body(body: &str) -> SourceText {
    with("", body)
}

fn p(text: &str) -> String {
    format!("<text:p>{text}</text:p>")
}

fn lines(source: &SourceText) -> Vec<&str> {
    source.text.lines().collect()
}

fn paragraphs(source: &SourceText) -> Vec<&Paragraph> {
    let blocks = source.blocks.iter();
    blocks
        .filter_map(|block| if let Block::Paragraph(paragraph) = block { Some(paragraph) } else { None })
        .collect()
}

fn table(source: &SourceText) -> &Table {
    let mut blocks = source.blocks.iter();
    blocks.find_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).unwrap()
}

/// I. / 1. / a) / - as list style `L`.
const LIST: &str = r#"<text:list-style style:name="L">
    <text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>
    <text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="."/>
    <text:list-level-style-number text:level="3" style:num-format="a" style:num-suffix=")"/>
    <text:list-level-style-bullet text:level="4" text:bullet-char="&#xF02D;"><style:text-properties style:font-name="Symbol"/></text:list-level-style-bullet>
    </text:list-style>"#;

fn list(attributes: &str, items: &[String]) -> String {
    let items: String = items.iter().map(|item| format!("<text:list-item>{item}</text:list-item>")).collect();
    format!("<text:list {attributes}>{items}</text:list>")
}

#[test]
fn text_is_read_as_the_page_shows_it() {
    let cases = [
        ("Uỷ\n   ban  <text:span> nhân</text:span>", "Uỷ ban nhân"),
        (r#"a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d"#, "a  b\tc\u{2028}d"),
        ("12\u{2011}KH &amp; x", "12-KH & x"),
        ("<text:a>cổng</text:a> <text:page-number>3</text:page-number>", "cổng 3"),
        (
            "<text:ruby><text:ruby-base>nền</text:ruby-base><text:ruby-text>rt</text:ruby-text></text:ruby>",
            "nền",
        ),
        ("a<office:annotation><text:p>lời bình</text:p></office:annotation>b", "ab"),
        (
            r#"a<loext:content-control loext:showing-place-holder="true">nhập</loext:content-control><loext:content-control>b</loext:content-control>"#,
            "ab",
        ),
        ("a<draw:frame><svg:desc>mô tả</svg:desc></draw:frame>b", "ab"),
        (r#"a<text:span text:style-name="An">mất</text:span>b"#, "ab"),
        (r#"<text:span text:style-name="Hoa">kế hoạch</text:span>"#, "KẾ HOẠCH"),
        ("a\u{AD}b", "ab"),
    ];
    let styles = r#"<style:style style:name="An" style:family="text"><style:text-properties text:display="none"/></style:style>
        <style:style style:name="Hoa" style:family="text"><style:text-properties fo:text-transform="uppercase"/></style:style>"#;
    for (inner, expected) in cases {
        assert_eq!(lines(&with(styles, &p(inner))), [expected], "{inner}");
    }
}

#[cfg(feature = "charsets")]
#[test]
fn a_font_is_known_by_its_family() {
    let styles = r#"<style:font-face style:name="F1" svg:font-family="'.VnTimeH', Arial"/>
        <style:style style:name="Cu" style:family="text"><style:text-properties style:font-name="F1"/></style:style>"#;
    let source = with(styles, &p("<text:span text:style-name=\"Cu\">n\u{AD}íc</text:span>"));
    assert_eq!(lines(&source), ["NƯỚC"]);
}

#[test]
fn deletions_and_hidden_sections_are_left_out() {
    let changes = format!(
        "<text:tracked-changes><text:changed-region><text:deletion>{}</text:deletion></text:changed-region></text:tracked-changes>",
        p("mất")
    );
    let hidden = format!(r#"<text:section text:display="none">{}</text:section>"#, p("ẩn"));
    let shown = format!("<text:section>{}</text:section>", p("còn"));
    assert_eq!(lines(&body(&format!("{changes}{hidden}{shown}"))), ["còn"]);
}

#[test]
fn items_are_numbered_and_wrappers_are_not() {
    let deep = list("", &[list("", &[p("gạch")])]);
    let text = list(
        r#"text:style-name="L""#,
        &[
            p("MỤC ĐÍCH") + &list("", &[p("Một") + &p("tiếp"), deep, p("Hai")]),
            p("NỘI DUNG") + &list("", &[p("Lại")]),
        ],
    );
    let source = with(LIST, &text);
    assert_eq!(
        lines(&source),
        ["I. MỤC ĐÍCH", "1. Một", "tiếp", "- gạch", "2. Hai", "II. NỘI DUNG", "1. Lại"]
    );
    assert_eq!(paragraphs(&source)[0].label.map(|l| l.of(&source.text)), Some("I."));
}

#[test]
fn a_list_counts_by_itself_unless_it_continues_another() {
    let again = |attributes: &str| list(&format!(r#"text:style-name="L" {attributes}"#), &[p("x")]);
    let text = [
        again(r#"xml:id="one""#),
        again(""),
        again(r#"text:continue-numbering="true""#),
        again(r#"text:continue-list="one""#),
    ];
    assert_eq!(lines(&with(LIST, &text.concat())), ["I. x", "I. x", "II. x", "II. x"]);
    let start = r#"<text:list text:style-name="L"><text:list-header><text:p>đầu</text:p></text:list-header><text:list-item text:start-value="5"><text:p>x</text:p></text:list-item></text:list>"#;
    assert_eq!(lines(&with(LIST, start)), ["đầu", "V. x"]);
}

#[test]
fn labels_follow_the_format_of_the_level() {
    let level = |attributes: &str| {
        format!(
            r#"<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I"/><text:list-level-style-number text:level="2" {attributes}/></text:list-style>"#
        )
    };
    let cases = [
        (r#"style:num-format="1" style:num-suffix="." text:display-levels="2""#, "I.1. x"),
        (r#"style:num-format="1" loext:num-list-format="%1%-%2%)""#, "I-1) x"),
        (r#"style:num-format="a" style:num-prefix="(" style:num-suffix=")""#, "(a) x"),
        (r#"style:num-format="01" text:start-value="4""#, "04 x"),
        (r#"style:num-format="""#, "x"),
    ];
    for (attributes, expected) in cases {
        let text = list(r#"text:style-name="L""#, &[list("", &[p("x")])]);
        assert_eq!(lines(&with(&level(attributes), &text)), [expected], "{attributes}");
    }
}

#[test]
fn headings_count_by_the_outline() {
    let outline = r#"<office:styles><text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format=""/></text:outline-style></office:styles>"#;
    let h = |level: u32, more: &str, text: &str| {
        format!(r#"<text:h text:outline-level="{level}" {more}>{text}</text:h>"#)
    };
    let text =
        [h(1, "", "a"), h(2, "", "b"), h(1, r#"text:is-list-header="true""#, "c"), h(1, "", "d")].concat();
    let source = read(&zip("", &text, outline), &Limits::DEFAULT).unwrap();
    assert_eq!(lines(&source), ["I. a", "b", "c", "II. d"]);
    assert_eq!(paragraphs(&source)[1].style.heading, Some(2));
}

#[test]
fn cells_stand_on_their_grid() {
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell {attributes}>{}</table:table-cell>", p(text))
    };
    let covered = "<table:covered-table-cell/>";
    let text = format!(
        "<table:table><table:table-header-rows><table:table-row>{}{}{covered}</table:table-row></table:table-header-rows><table:table-row>{covered}{}<table:table-cell table:number-columns-repeated=\"2000000000\"/></table:table-row></table:table>",
        cell(r#"table:number-rows-spanned="2""#, "STT"),
        cell(r#"table:number-columns-spanned="2""#, "Cơ quan"),
        cell(r#"table:number-rows-spanned="99""#, "chủ trì")
    );
    let source = body(&text);
    assert_eq!(lines(&source)[0], "STT\tCơ quan\t");
    let row = |index: usize| -> Vec<(u16, u16, u16, &str)> {
        let cells = table(&source).rows[index].cells.iter().take(2);
        cells.map(|c| (c.column, c.row_span, c.column_span, c.span.of(&source.text))).collect()
    };
    assert_eq!(row(0), [(0, 2, 1, "STT"), (1, 1, 2, "Cơ quan")]);
    assert_eq!(row(1), [(1, 1, 1, "chủ trì"), (2, 1, 1, "")]);
    assert_eq!(table(&source).rows.iter().map(|r| r.heading).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn notes_boxes_contents_and_headers_have_their_places() {
    let note = format!(
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body></text:note>",
        p("Nghị quyết.")
    );
    let frame = format!("<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>", p("DỰ THẢO"));
    let contents = format!(
        "<text:table-of-content><text:index-body>{}</text:index-body></text:table-of-content>",
        p("I. MỤC ĐÍCH")
    );
    let page = format!(
        "<office:master-styles><style:master-page><style:header>{0}</style:header></style:master-page><style:master-page><style:header>{0}{1}</style:header></style:master-page></office:master-styles>",
        p("ĐẦU TRANG"),
        p("2")
    );
    let text = format!("{contents}{}{}", p(&format!("Một{note}.{frame}")), p("hai"));
    let source = read(&zip("", &text, &page), &Limits::DEFAULT).unwrap();
    assert_eq!(lines(&source), ["Một.", "DỰ THẢO", "hai", "I. MỤC ĐÍCH", "1 Nghị quyết.", "ĐẦU TRANG"]);
    let parts: Vec<Part> = paragraphs(&source).iter().map(|p| p.part).collect();
    use Part::{Body, Contents, Footnote, HeaderFooter};
    assert_eq!(parts, [Body, Body, Body, Contents, Footnote, HeaderFooter]);
}

#[test]
fn looks_come_through_parents_and_circles_end() {
    let styles = r#"<style:style style:name="Cha" style:family="paragraph" style:parent-style-name="Con"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold"/></style:style>
        <style:style style:name="Con" style:family="paragraph" style:parent-style-name="Cha"/>
        <style:style style:name="Nhe" style:family="text"><style:text-properties fo:font-weight="normal"/></style:style>"#;
    let text = r#"<text:p text:style-name="Con">đậm</text:p><text:p text:style-name="Con">đậm <text:span text:style-name="Nhe">nhẹ</text:span></text:p>"#;
    let source = with(styles, text);
    let looks: Vec<_> = paragraphs(&source).iter().map(|p| (p.style.align, p.style.bold)).collect();
    assert_eq!(looks, [(Some(Align::Center), true), (Some(Align::Center), false)]);
}

#[test]
fn broken_and_foreign_files_are_salvaged_or_refused() {
    let broken =
        format!(r#"<office:document-content {NAMES}><office:body><office:text>{}<text:p"#, p("trước"));
    let source = read(&zipped(&[("content.xml", broken.as_bytes())]), &Limits::DEFAULT).unwrap();
    assert_eq!((lines(&source), source.diagnostics[0].code.as_str()), (vec!["trước"], "odt-damaged-text"));
    let locked =
        zipped(&[("META-INF/manifest.xml", b"<manifest:encryption-data/>"), ("content.xml", b"\x01\x02")]);
    assert!(matches!(read(&locked, &Limits::DEFAULT), Err(ErrorKind::PasswordRequired)));
    let sheet = format!("<office:document-content {NAMES}><office:body/></office:document-content>");
    let sheet = zipped(&[("content.xml", sheet.as_bytes())]);
    assert!(matches!(read(&sheet, &Limits::DEFAULT), Err(ErrorKind::Unsupported(..))));
    assert!(matches!(read(&zipped(&[("x", b"x")]), &Limits::DEFAULT), Err(ErrorKind::Damaged(_))));
}

#[test]
fn limits_hold_and_nesting_does_no_harm() {
    let limit = |text: &str, limits: &Limits| match read(&zip("", text, ""), limits) {
        Err(ErrorKind::Limit { limit, .. }) => limit,
        other => panic!("no limit was passed: {other:?}"),
    };
    let tables = "<table:table><table:table-row><table:table-cell>".repeat(20_000)
        + &"</table:table-cell></table:table-row></table:table>".repeat(20_000);
    assert_eq!(limit(&tables, &Limits::DEFAULT), "max_depth");
    let notes = "<text:p><text:note><text:note-body>".repeat(20_000)
        + &"</text:note-body></text:note></text:p>".repeat(20_000);
    assert_eq!(limit(&notes, &Limits::DEFAULT), "max_depth");
    let few = Limits { cells: 10, unpacked_bytes: 100_000, ..Limits::DEFAULT };
    let wide = r#"<table:table><table:table-row><table:table-cell table:number-columns-repeated="11"/></table:table-row></table:table>"#;
    assert_eq!(limit(wide, &few), "max_cells");
    assert_eq!(limit(&" ".repeat(200_000), &few), "max_unpacked_bytes");
    let lists = "<text:list><text:list-item>".repeat(50_000)
        + &p("đáy")
        + &"</text:list-item></text:list>".repeat(50_000);
    assert_eq!(lines(&body(&lists)), ["đáy"]);
    let spans = "<text:span>".repeat(50_000) + "đáy" + &"</text:span>".repeat(50_000);
    assert_eq!(lines(&body(&p(&spans))), ["đáy"]);
    assert!(lines(&body(&p(r#"a<text:s text:c="4000000000"/>b"#)))[0].len() < 1000);
}
