//! RTF as a user meets it: a file in, lines, labels and cells out.

use super::read;
use crate::error::ErrorKind;
use crate::read::Limits;
use crate::source::{Align, Block, Part, SourceText};

fn source(body: &str) -> SourceText {
    let file = format!(
        r"{{\rtf1\ansi\ansicpg1252\deff0{{\fonttbl{{\f0\fcharset0 Times New Roman;}}{{\f1\fcharset2 Symbol;}}{{\f2\fcharset163 Arial;}}{{\f3\fcharset0 .VnTime;}}{{\f4\fcharset162 .VnTimeH Tur;}}{{\f5\fnil VNI-Times;}}}}{{\stylesheet{{\s0 Normal;}}{{\s1\outlinelevel0 heading 1;}}{{\s2 toc 1;}}}}{body}}}"
    );
    read(file.as_bytes(), &Limits::DEFAULT).unwrap()
}

fn text(body: &str) -> String {
    source(body).text
}

#[test]
fn letters_by_every_way_of_writing_them() {
    for (body, wanted) in [
        (r"K\u7871\'3f ho\u7841\'3fch\par", "Kế hoạch\n"),
        (r"\uc0 K\u7871  ho\u7841 ch\par", "Kế hoạch\n"),
        (r"\uc2 K\u7871?? x\par", "Kế x\n"),
        (r"\u-3913\'b7\u55357\'3f\u56832\'3f\par", "·😀\n"),
        (r"{\f2 Ti\'ea\'ecn}\par", "Tiến\n"),
        (r"{\f3 K\'d5 ho\'b9ch }{\f4 nh\'a9n d\'a9n}\par", "Kế hoạch NHÂN DÂN\n"),
        (r"{\f3 nh\b\'a9n}\par", "nhân\n"),
        (r"{\f3 t\-\'edng, Ch\-}{\f3\b\u172\'acng}\par", "tướng, Chương\n"),
        (r"{\f3\-}\par", ""),
        (r"{\f5 Ke\'e1 hoa}{\b\f5\'efch}\par", "Kế hoạch\n"),
        (r"c\'f3 12\~000\_KH a\-b \ldblquote x\rdblquote\endash y\par", "có 12\u{A0}000-KH ab “x”–y\n"),
        (r"{\upr{Ke hoach}{\*\ud{\u75\'3f\u7871\'3f}}}\par", "Kế\n"),
        (r"tr\u234\'ean\line d\u432\'3f\u7899\'3fi\tab sau\par", "trên\u{2028}dưới\tsau\n"),
        (r"{\caps kh\u225\'e1c}\par", "KHÁC\n"),
        (r"U\'fb ban nh\'a9n d\'a9n x\'b7 Ho\'b5 An\par", "Uỷ ban nhân dân xã Hoà An\n"),
    ] {
        assert_eq!(text(body), wanted, "{body}");
    }
}

#[test]
fn what_does_not_show_is_left_out() {
    for (body, wanted) in [
        (r"a{\deleted b}{\revised c}{\v d}e\par", "ace\n"),
        (r"mot{\deleted\par}hai\par", "mothai\n"),
        (r"{\listtext 1.\tab}{\deleted x}\par con\par", "con\n"),
        (r#"x {\field{\*\fldinst HYPERLINK "http://a.vn"}{\fldrslt y}} z\par"#, "x y z\n"),
        (r"{\pict\bin4 }}}}}{\*\unknown x}{\info{\title y}}z\par", "z\n"),
        (
            r"{\object{\*\objdata 00}{\result a}}{\shp{\*\shpinst{\sp{\sn n}{\sv v}}}{\shprslt x}}b\par",
            "ab\n",
        ),
        (r"\par\par", ""),
    ] {
        assert_eq!(text(body), wanted, "{body}");
    }
}

#[test]
fn labels_stand_before_their_paragraphs() {
    let source = source(
        r"{\listtext\pard\plain\f0 I.\tab}\s1\b M\u7909\'3fc \u273\'3f\u237\'edch\par\pard\plain{\pntext\f1\'b7\tab}\qj m\u7897\'3ft\par{\listtext\f1\'2d\tab}hai\par{\listtext 2.\tab}\par",
    );
    assert_eq!(source.text, "I. Mục đích\n· một\n- hai\n2.\n");
    let first = |index: usize| match &source.blocks[index] {
        Block::Paragraph(p) => p.clone(),
        Block::Table(_) => panic!("a table"),
    };
    let heading = first(0);
    let label = heading.label.unwrap();
    assert_eq!((label.start, label.end), (0, 2));
    assert_eq!((heading.style.heading, heading.style.bold), (Some(1), true));
    assert_eq!((first(1).style.align, first(1).style.bold), (Some(Align::Justify), false));
    assert_eq!(source.origins.iter().filter_map(|o| o.paragraph).collect::<Vec<_>>(), [1, 2, 3, 4]);
}

/// Cells as `row,column,rows,columns:text`.
fn cells(body: &str) -> Vec<String> {
    let source = source(body);
    let mut out = Vec::new();
    for block in &source.blocks {
        if let Block::Table(table) = block {
            for (y, row) in table.rows.iter().enumerate() {
                for c in &row.cells {
                    let text = &source.text[c.span.start as usize..c.span.end as usize];
                    out.push(format!(
                        "{y},{},{},{}:{}",
                        c.column,
                        c.row_span,
                        c.column_span,
                        text.replace('\u{2028}', "|")
                    ));
                }
            }
        }
    }
    out
}

#[test]
fn tables_have_their_grid() {
    let merged = cells(
        r"\trowd\clvmgf\cellx1000\cellx5000\pard\intbl STT\cell Ph\u226\'e2n c\u244\'f4ng\cell\row
        \trowd\clvmrg\cellx1003\cellx3000\cellx4990\pard\intbl\cell a\par b\cell c\cell\row\pard sau\par",
    );
    assert_eq!(merged, ["0,0,2,1:STT", "0,1,1,2:Phân công", "1,1,1,1:a|b", "1,2,1,1:c"]);
    let nested = cells(
        r"\trowd\cellx1000\cellx2000\pard\intbl x\par{\pard\intbl\itap2 y\nestcell{\nonesttables\par}z\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}}\pard\intbl w\cell v\cell\row",
    );
    assert_eq!(nested, ["0,0,1,1:x|y|z|w", "0,1,1,1:v"]);
    let spare = cells(r"\trowd\cellx1000\cellx2000\pard\intbl x\cell y\cell\cell\row");
    assert_eq!(spare, ["0,0,1,1:x", "0,1,1,1:y"]);
    let late = cells(r"\pard\intbl x\cell y\cell{\trowd\clmgf\cellx1000\clmrg\cellx2000\row}\pard z\par");
    assert_eq!(late, ["0,0,1,2:x|y"]);
}

#[test]
fn other_parts_come_at_the_end() {
    let source = source(
        r"{\header trang\par}{\field{\*\fldinst TOC \\o}{\fldrslt\pard M\u7909\'3fc l\u7909\'3fc\par}}mot{\super\chftn{\footnote\pard\chftn  ghi ch\u250\'fa\par}} hai{\shp{\*\shpinst{\shptxt\pard D\u7920\'3f TH\u7842\'3fO\par}}}\par",
    );
    let parts: Vec<(Part, &str)> = source
        .blocks
        .iter()
        .map(|b| match b {
            Block::Paragraph(p) => (p.part, &source.text[p.span.start as usize..p.span.end as usize]),
            Block::Table(_) => panic!("a table"),
        })
        .collect();
    let wanted = [
        (Part::Body, "DỰ THẢO"),
        (Part::Body, "mot hai"),
        (Part::Contents, "Mục lục"),
        (Part::HeaderFooter, "trang"),
        (Part::Footnote, "1 ghi chú"),
    ];
    assert_eq!(parts, wanted);
}

#[test]
fn limits_and_damage() {
    let limits = Limits { cells: 2, depth: 8, ..Limits::DEFAULT };
    let deep = format!("{{\\rtf1 {}", "{".repeat(100_000));
    let many = r"{\rtf1\trowd\cellx1\pard\intbl a\cell b\cell c\cell\row}";
    let defined = format!("{{\\rtf1\\trowd{}\\pard\\intbl a\\cell\\row}}", "\\cellx1".repeat(4));
    for (file, limit) in [(deep.as_str(), "max_depth"), (many, "max_cells"), (&defined, "max_cells")] {
        assert!(
            matches!(read(file.as_bytes(), &limits), Err(ErrorKind::Limit { limit: l, .. }) if l == limit)
        );
    }
    assert!(matches!(read(b"{}", &limits), Err(ErrorKind::Damaged(_))));
    for cut in
        [r"{\rtf1 x", r"{\rtf1 x\", r"{\rtf1 x\'", r"{\rtf1 x}}}}y", r"{\rtf1\bin99 x", r"{\rtf1\u99999999 x"]
    {
        assert!(read(cut.as_bytes(), &Limits::DEFAULT).is_ok(), "{cut}");
    }
}
