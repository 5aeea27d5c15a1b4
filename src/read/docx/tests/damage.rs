//! Broken and hostile files.

use super::{Parts, W, body, codes, limit, lines, p, read};
use crate::error::ErrorKind;
use crate::read::Limits;
use crate::read::package::zipped;

/// A file whose main part is `xml` as it stands.
fn raw(xml: &str) -> Vec<u8> {
    zipped(&[("word/document.xml", xml.as_bytes())])
}

#[test]
fn what_precedes_a_broken_tag_is_kept_with_a_warning() {
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}", p("ô một"), "<w:p><w:r><w:t>ô hai");
    for broken in ["<w:p><w:r><w:t>dở", "<w:p></w:q>", "<w:p", table.as_str()] {
        let xml = format!("<w:document {W}><w:body>{}{broken}", p("trước"));
        let source = read(&raw(&xml), &Limits::DEFAULT).unwrap();
        assert_eq!(lines(&source)[0], "trước", "{broken}");
        assert_eq!(codes(&source), ["docx-damaged-text"], "{broken}");
    }
    let xml = format!("<w:document {W}><w:body>{}{table}", p("trước"));
    assert_eq!(lines(&read(&raw(&xml), &Limits::DEFAULT).unwrap()), ["trước", "ô một\tô hai"]);
}

#[test]
fn a_file_that_breaks_off_gives_the_parts_that_are_there() {
    let bytes = Parts { body: &p("trước").repeat(50), styles: "<w:style/>", ..Parts::default() }.zip();
    let list = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    for end in [list, list + 40, bytes.len() - 5] {
        let source = read(bytes.get(..end).unwrap(), &Limits::DEFAULT).unwrap();
        assert_eq!(lines(&source).len(), 50);
        assert!(codes(&source).contains(&"docx-damaged-part"), "{end}");
    }
}

#[test]
fn files_that_are_not_documents_are_refused() {
    for bytes in [&b"PK\x03\x04"[..], b"", b"PK\x05\x06 gone", &zipped(&[("x.txt", b"x")])] {
        assert!(matches!(read(bytes, &Limits::DEFAULT), Err(ErrorKind::Damaged(_))));
    }
    assert!(matches!(read(&raw("<w:document"), &Limits::DEFAULT), Err(ErrorKind::Damaged(_))));
}

#[test]
fn embedded_parts_in_other_formats_are_reported() {
    assert_eq!(codes(&body(&format!("{}<w:altChunk r:id=\"r9\"/>", p("a")))), ["docx-foreign-part"]);
}

#[cfg(feature = "html")]
#[test]
fn embedded_documents_stand_in_their_place() {
    let page = "<meta charset=utf-8><p>KẾ HOẠCH<ol><li>Mục đích</ol><table><tr><td>1<td>Việc</table>";
    use super::relation;
    let whole = Parts { body: &p("trong"), ..Parts::default() }.zip();
    let main = format!(
        r#"<w:document {W}><w:body>{}<w:altChunk r:id="a"/><w:altChunk r:id="b"/><w:altChunk r:id="c"/>{}</w:body></w:document>"#,
        p("trước"),
        p("sau")
    );
    let relations = [("a", "../chunk.mht"), ("b", "b.docx"), ("c", "none.htm")]
        .map(|(id, target)| String::from_utf8(relation(id, "aFChunk", target)).unwrap())
        .concat()
        .replace(r#"</Relationships><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#, "");
    let bytes = zipped(&[
        ("word/document.xml", main.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("chunk.mht", page.as_bytes()),
        ("word/b.docx", &whole),
    ]);
    let source = read(&bytes, &Limits::DEFAULT).unwrap();
    assert_eq!(lines(&source), ["trước", "KẾ HOẠCH", "1. Mục đích", "1\tViệc", "trong", "sau"]);
    assert_eq!(codes(&source), ["docx-foreign-part"]);
    let shallow = Limits { depth: 20, ..Limits::DEFAULT };
    assert_eq!(lines(&read(&bytes, &shallow).unwrap()), ["trước", "sau"]);
}

#[test]
fn limits_hold() {
    let small = Limits { unpacked_bytes: 100_000, cells: 10, ..Limits::DEFAULT };
    let bomb = Parts { body: &" ".repeat(200_000), ..Parts::default() }.zip();
    assert!(bomb.len() < 5_000);
    assert_eq!(limit(read(&bomb, &small)), "max_unpacked_bytes");
    let table = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc><w:p/></w:tc>".repeat(11));
    assert_eq!(limit(read(&Parts { body: &table, ..Parts::default() }.zip(), &small)), "max_cells");
    let nested = "<w:tbl><w:tr><w:tc>".repeat(20_000) + &p("x") + &"</w:tc></w:tr></w:tbl>".repeat(20_000);
    let nested = Parts { body: &nested, ..Parts::default() }.zip();
    assert_eq!(limit(read(&nested, &Limits::DEFAULT)), "max_depth");
    let boxes = "<w:p><w:r><w:txbxContent>".repeat(20_000) + &"</w:txbxContent></w:r></w:p>".repeat(20_000);
    let boxes = Parts { body: &boxes, ..Parts::default() }.zip();
    assert_eq!(limit(read(&boxes, &Limits::DEFAULT)), "max_depth");
}

#[test]
fn wrappers_may_nest_to_any_depth() {
    let deep =
        "<w:sdt><w:sdtContent>".repeat(100_000) + &p("đáy") + &"</w:sdtContent></w:sdt>".repeat(100_000);
    assert_eq!(lines(&body(&deep)), ["đáy"]);
}

#[test]
fn circles_of_styles_end() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>
        <w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/><w:rPr><w:b/></w:rPr></w:style>"#;
    let text = r#"<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"#;
    let source = Parts { body: text, styles, ..Parts::default() }.read();
    assert!(super::paragraphs(&source)[0].style.bold);
}

#[test]
fn entities_do_not_expand() {
    let xml = format!(
        r#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document {W}><w:body>{}</w:body></w:document>"#,
        p("x&b;y")
    );
    assert_eq!(lines(&read(&raw(&xml), &Limits::DEFAULT).unwrap()), ["xy"]);
}
