//! What a reader of a Word document sees, on small documents made here.

mod damage;
mod numbering;
mod tables;
mod text;

use super::read;
use crate::error::ErrorKind;
use crate::read::Limits;
use crate::read::package::zipped;
use crate::source::{Block, Paragraph, SourceText, Table};

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

/// Parts of a document under test; what is empty is left out.
#[derive(Default)]
struct Parts<'a> {
    body: &'a str,
    styles: &'a str,
    numbering: &'a str,
    footnotes: &'a str,
    header: &'a str,
}

impl Parts<'_> {
    fn zip(&self) -> Vec<u8> {
        let part = |root: &str, inner: &str| format!("<w:{root} {W}>{inner}</w:{root}>").into_bytes();
        let body = part("document", &format!("<w:body>{}</w:body>", self.body));
        let mut parts = vec![
            ("_rels/.rels", relation("r1", "officeDocument", "word/document.xml")),
            ("word/document.xml", body),
            ("word/_rels/document.xml.rels", relation("rHeader", "header", "header1.xml")),
        ];
        for (name, root, inner) in [
            ("word/styles.xml", "styles", self.styles),
            ("word/numbering.xml", "numbering", self.numbering),
            ("word/footnotes.xml", "footnotes", self.footnotes),
            ("word/header1.xml", "hdr", self.header),
        ] {
            if !inner.is_empty() {
                parts.push((name, part(root, inner)));
            }
        }
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        zipped(&parts)
    }

    fn read(&self) -> SourceText {
        read(&self.zip(), &Limits::DEFAULT).unwrap()
    }
}

fn relation(id: &str, kind: &str, target: &str) -> Vec<u8> {
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
    format!(
        r#"<Relationships xmlns="{namespace}"><Relationship Id="{id}" Type="{base}/{kind}" Target="{target}"/></Relationships>"#
    )
    .into_bytes()
}

/// Reads a document with this body.
fn body(body: &str) -> SourceText {
    Parts { body, ..Parts::default() }.read()
}

/// A paragraph of one run.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A paragraph in a list.
fn item(list: u32, level: u32, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
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

fn codes(source: &SourceText) -> Vec<&str> {
    source.diagnostics.iter().map(|d| d.code.as_str()).collect()
}

fn limit(result: Result<SourceText, ErrorKind>) -> &'static str {
    match result {
        Err(ErrorKind::Limit { limit, .. }) => limit,
        other => panic!("no limit was passed: {other:?}"),
    }
}
