//! Writes a document as a DOCX file: typed or automatic numbers, letterhead and closing in tables without borders,
//! merged cells, repeated headings.

use super::outline::{SCHEMES, Style};
use super::{Block, Cell, Document, Grid, Letterhead};
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const XML: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// The document as the bytes of a DOCX file.
pub(crate) fn write(document: &Document) -> Vec<u8> {
    let types = "http://schemas.openxmlformats.org/package/2006/content-types";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                r#"{XML}<Types xmlns="{types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="{word}.numbering+xml"/></Types>"#
            ),
        ),
        (
            "_rels/.rels",
            format!(
                r#"{XML}<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>"#
            ),
        ),
        (
            "word/_rels/document.xml.rels",
            format!(
                r#"{XML}<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{R}/numbering" Target="numbering.xml"/></Relationships>"#
            ),
        ),
        ("word/document.xml", body(document)),
        ("word/numbering.xml", numbering(document)),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part starts");
        zip.write_all(xml.as_bytes()).expect("a part is written");
    }
    zip.finish().expect("the archive ends").into_inner()
}

fn body(document: &Document) -> String {
    let mut out = format!(r#"{XML}<w:document xmlns:w="{W}"><w:body>"#);
    let automatic = document.layout.automatic;
    for block in &document.blocks {
        match block {
            Block::Letterhead(head) => out.push_str(&letterhead(head)),
            Block::Centre(text) => out.push_str(&paragraph(text, r#"<w:jc w:val="center"/>"#)),
            Block::Paragraph(text) => out.push_str(&paragraph(text, RUNNING)),
            Block::Bullet { marker, text } if automatic && ["+", document.layout.bullet].contains(marker) => {
                out.push_str(&paragraph(text, &(number(2, usize::from(*marker == "+")) + RUNNING)));
            }
            Block::Bullet { marker, text } => out.push_str(&paragraph(&format!("{marker} {text}"), RUNNING)),
            Block::Numbered { level, marker, text } if automatic && !marker.starts_with("Điều") => {
                out.push_str(&paragraph(text, &(number(1, *level) + RUNNING)));
            }
            Block::Numbered { marker, text, .. } => {
                out.push_str(&paragraph(&format!("{marker} {text}"), RUNNING))
            }
            Block::Table(grid) => out.push_str(&table(grid, document.layout.rules)),
            Block::Closing { recipients, signature } => {
                if document.layout.side_by_side {
                    out.push_str(&columns(&[(recipients.clone(), signature.clone())]));
                } else {
                    recipients.iter().for_each(|l| out.push_str(&paragraph(l, "")));
                    signature.iter().for_each(|l| out.push_str(&paragraph(l, r#"<w:jc w:val="right"/>"#)));
                }
            }
            Block::PageBreak => out.push_str(r#"<w:p><w:r><w:br w:type="page"/></w:r></w:p>"#),
        }
    }
    out.push_str(r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/></w:sectPr>"#);
    out.push_str("</w:body></w:document>");
    out
}

fn paragraph(text: &str, properties: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(r#"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}

/// Between the margins, in twips.
const TEXT_WIDTH: usize = 9000;

/// Running text as Nghị định 30/2020/NĐ-CP, appendix I, II.6 wants it: to both margins, the first line indented.
const RUNNING: &str = r#"<w:spacing w:before="120"/><w:ind w:firstLine="720"/><w:jc w:val="both"/>"#;

fn number(id: usize, level: usize) -> String {
    format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{id}"/></w:numPr>"#)
}

fn letterhead(head: &Letterhead) -> String {
    let mut left = head.left.clone();
    if head.party {
        left.push("*".to_owned());
    }
    if head.left.is_empty() {
        let lines = head.number.iter().chain(std::iter::once(&head.dated));
        return lines.map(|l| paragraph(l, "")).collect();
    }
    columns(&[(left, head.right.clone()), (head.number.clone(), vec![head.dated.clone()])])
}

/// Rows of two columns without borders, many lines a cell.
fn columns(rows: &[(Vec<String>, Vec<String>)]) -> String {
    // Recipients stand at the left edge of their column, all else in its middle.
    let properties = |line: &str| match line.starts_with(['-', 'N']) {
        true => "",
        false => r#"<w:jc w:val="center"/>"#,
    };
    let cell = |lines: &[String]| {
        let text: String = lines.iter().map(|l| paragraph(l, properties(l))).collect();
        let text = if text.is_empty() { "<w:p/>".to_owned() } else { text };
        format!("<w:tc><w:tcPr/>{text}</w:tc>")
    };
    let rows: String = rows.iter().map(|(l, r)| format!("<w:tr>{}{}</w:tr>", cell(l), cell(r))).collect();
    format!(
        r#"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3900"/><w:gridCol w:w="5100"/></w:tblGrid>{rows}</w:tbl><w:p/>"#
    )
}

fn table(grid: &Grid, many_paragraphs: bool) -> String {
    let heading = rows(&grid.heading, true, false);
    let opening = format!(
        "<w:tbl><w:tblPr><w:tblBorders>{}</w:tblBorders></w:tblPr><w:tblGrid>{}</w:tblGrid>{heading}",
        ["top", "left", "bottom", "right", "insideH", "insideV"]
            .map(|side| format!(r#"<w:{side} w:val="single" w:sz="4"/>"#))
            .concat(),
        format!(r#"<w:gridCol w:w="{}"/>"#, TEXT_WIDTH / grid.width().max(1)).repeat(grid.width())
    );
    let page = r#"</w:tbl><w:p><w:r><w:br w:type="page"/></w:r></w:p>"#;
    let body = match grid.parts() {
        (all, None) => rows(&all, false, many_paragraphs),
        (first, Some(second)) => format!(
            "{}{page}{opening}{}",
            rows(&first, false, many_paragraphs),
            rows(&second, false, many_paragraphs)
        ),
    };
    format!("{opening}{body}</w:tbl><w:p/>")
}

fn rows(rows: &[Vec<Cell>], heading: bool, many_paragraphs: bool) -> String {
    let mut out = String::new();
    for (n, row) in rows.iter().enumerate() {
        out.push_str(if heading { "<w:tr><w:trPr><w:tblHeader/></w:trPr>" } else { "<w:tr>" });
        let mut column = 0;
        for cell in row {
            let below = rows.get(n + 1).is_some_and(|r| super::continues_at(r, column));
            out.push_str(&self::cell(cell, below, many_paragraphs));
            column += cell.span;
        }
        out.push_str("</w:tr>");
    }
    out
}

fn cell(cell: &Cell, continued: bool, many_paragraphs: bool) -> String {
    let span = if cell.span > 1 { format!(r#"<w:gridSpan w:val="{}"/>"#, cell.span) } else { String::new() };
    let merge = match (cell.continues, continued) {
        (true, _) => "<w:vMerge/>",
        (false, true) => r#"<w:vMerge w:val="restart"/>"#,
        _ => "",
    };
    let text = match (cell.continues, many_paragraphs) {
        (true, _) => paragraph("", ""),
        (_, true) => cell.text.replace("; ", ";\n").lines().map(|l| paragraph(l, "")).collect(),
        _ => paragraph(&cell.text, ""),
    };
    let text = if text.is_empty() { "<w:p/>".to_owned() } else { text };
    format!("<w:tc><w:tcPr>{span}{merge}</w:tcPr>{text}</w:tc>")
}

fn numbering(document: &Document) -> String {
    let levels: String = SCHEMES[document.layout.scheme]
        .iter()
        .enumerate()
        .map(|(n, style)| {
            let (format, text) = label(*style, n);
            level(n, format, &text)
        })
        .collect();
    let bullets = level(0, "bullet", document.layout.bullet) + &level(1, "bullet", "+");
    format!(
        r#"{XML}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/>{bullets}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#
    )
}

fn level(n: usize, format: &str, text: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>"#
    )
}

fn label(style: Style, n: usize) -> (&'static str, String) {
    let own = n + 1;
    match style {
        Style::Part => ("upperRoman", format!("Phần %{own}.")),
        Style::RomanDot => ("upperRoman", format!("%{own}.")),
        Style::RomanDash => ("upperRoman", format!("%{own}-")),
        Style::RomanSlash => ("upperRoman", format!("%{own}/")),
        Style::LetterDot => ("upperLetter", format!("%{own}.")),
        Style::NumberDot => ("decimal", format!("%{own}.")),
        Style::NumberSlash => ("decimal", format!("%{own}/")),
        Style::NumberParen => ("decimal", format!("%{own})")),
        Style::Decimal => ("decimal", format!("%{n}.%{own}.")),
        Style::DecimalBare => ("decimal", format!("%{n}.%{own}")),
        Style::PointParen => ("lowerLetter", format!("%{own})")),
        Style::PointDot => ("lowerLetter", format!("%{own}.")),
    }
}
