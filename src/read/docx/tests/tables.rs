//! Cells on their grid.

use super::{Parts, body, lines, p, table};
use crate::source::SourceText;

/// A cell with these properties and text.
fn cell(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

fn row(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

/// Row, column, row span, column span and text of each cell.
fn grid(source: &SourceText) -> Vec<(usize, u16, u16, u16, &str)> {
    let rows = table(source).rows.iter().enumerate();
    rows.flat_map(|(index, row)| {
        row.cells.iter().map(move |c| (index, c.column, c.row_span, c.column_span, c.span.of(&source.text)))
    })
    .collect()
}

fn read(rows: &[String]) -> SourceText {
    body(&format!("<w:tbl>{}</w:tbl>", rows.concat()))
}

const DOWN: &str = r#"<w:vMerge w:val="restart"/>"#;
const ON: &str = "<w:vMerge/>";

#[test]
fn merged_cells_are_written_once_with_their_spans() {
    let wide = r#"<w:gridSpan w:val="2"/>"#;
    let source = read(&[
        row(&[cell(DOWN, "STT"), cell(wide, "Cơ quan"), cell(DOWN, "Hạn")]),
        row(&[cell(ON, ""), cell("", "chủ trì"), cell("", "phối hợp"), cell(ON, "")]),
    ]);
    assert_eq!(lines(&source), ["STT\tCơ quan\t\tHạn", "\tchủ trì\tphối hợp\t"]);
    let expected = [
        (0, 0, 2, 1, "STT"),
        (0, 1, 1, 2, "Cơ quan"),
        (0, 3, 2, 1, "Hạn"),
        (1, 1, 1, 1, "chủ trì"),
        (1, 2, 1, 1, "phối hợp"),
    ];
    assert_eq!(grid(&source), expected);
}

#[test]
fn a_merge_ends_where_another_cell_stands() {
    let source = read(&[
        row(&[cell(DOWN, "a"), cell("", "b")]),
        row(&[cell("", "c"), cell("", "d")]),
        row(&[cell(ON, "e"), cell("", "f")]),
    ]);
    assert_eq!(grid(&source)[4], (2, 0, 1, 1, "e"), "nothing above goes on: a cell of its own");
    let source = read(&[
        row(&[cell("", "a"), cell(DOWN, "b")]),
        row(&[cell("", "c")]),
        row(&[cell("", "d"), cell(ON, "e")]),
    ]);
    assert_eq!(grid(&source)[1], (0, 1, 1, 1, "b"), "a shorter row ends it");
}

#[test]
fn old_merges_and_skipped_columns_count_as_columns() {
    let source =
        read(&[row(&[cell(r#"<w:hMerge w:val="restart"/>"#, "a"), cell("<w:hMerge/>", "x"), cell("", "b")])]);
    assert_eq!(grid(&source), [(0, 0, 1, 2, "a"), (0, 2, 1, 1, "b")]);
    let before = r#"<w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>X</w:tr>"#;
    let source = read(&[before.replace('X', &cell("", "a"))]);
    assert_eq!(lines(&source), ["\ta\t"]);
    assert_eq!(grid(&source), [(0, 1, 1, 1, "a")]);
}

#[test]
fn paragraphs_breaks_and_nested_tables_stay_in_the_line_of_their_row() {
    let nested = format!("<w:tbl>{}</w:tbl>", row(&[cell("", "lồng A"), cell("", "lồng B")]));
    let mixed = format!("<w:tc>{}{nested}{}</w:tc>", p("trên"), p("dưới"));
    let broken =
        "<w:tc><w:p><w:r><w:t>một</w:t><w:tab/><w:t>hai</w:t><w:br/><w:t>ba</w:t></w:r></w:p></w:tc>";
    let source = read(&[row(&[mixed, broken.to_owned()])]);
    assert_eq!(lines(&source), ["trên\u{2028}lồng A\u{2028}lồng B\u{2028}dưới\tmột hai\u{2028}ba"]);
    let paragraphs: Vec<usize> = table(&source).rows[0].cells.iter().map(|c| c.paragraphs.len()).collect();
    assert_eq!(paragraphs, [4, 1]);
}

#[test]
fn rows_and_cells_in_content_controls_are_kept_and_deleted_rows_are_not() {
    let control = |inner: &str| format!("<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>");
    let deleted = format!("<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>", cell("", "mất"));
    let source = read(&[control(&row(&[cell("", "a")])), deleted, row(&[control(&cell("", "b"))])]);
    assert_eq!(lines(&source), ["a", "b"]);
}

#[test]
fn only_leading_rows_are_headings() {
    let heading = |text: &str| format!("<w:tr><w:trPr><w:tblHeader/></w:trPr>{}</w:tr>", cell("", text));
    let source = read(&[heading("đầu"), row(&[cell("", "giữa")]), heading("sau")]);
    let headings: Vec<bool> = table(&source).rows.iter().map(|r| r.heading).collect();
    assert_eq!(headings, [true, false, false]);
}

#[test]
fn lines_say_which_paragraph_they_come_from() {
    let text = format!("{}<w:p/><w:tbl>{}</w:tbl>{}", p("a"), row(&[cell("", "b"), cell("", "c")]), p("d"));
    let source = Parts { body: &text, ..Parts::default() }.read();
    let origins: Vec<_> = source.origins.iter().map(|o| (o.span.of(&source.text), o.paragraph)).collect();
    assert_eq!(origins, [("a", Some(1)), ("b\tc", Some(3)), ("d", Some(5))]);
}

#[test]
fn absurd_spans_are_cut_and_stray_cells_do_no_harm() {
    let source = read(&[row(&[cell(r#"<w:gridSpan w:val="2000000000"/>"#, "a"), cell("", "b")])]);
    assert_eq!(grid(&source), [(0, 0, 1, 64, "a"), (0, 64, 1, 1, "b")]);
    let stray = format!(
        "{}{}<w:tbl>{}{}</w:tbl>",
        cell("", "lạc"),
        row(&[cell("", "ngoài")]),
        cell("", "hở"),
        p("xen")
    );
    assert_eq!(lines(&body(&stray)), ["lạc", "ngoài", "hở", "xen"]);
}
