//! Writes a document as an RTF file.

use super::{Block, Cell, Document, Grid, Letterhead};

/// Width of a column in twips.
const COLUMN: usize = 1500;

/// The document as RTF with typed numbers.
pub(crate) fn write(document: &Document) -> String {
    let mut out = r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0 Times New Roman;}}".to_owned();
    out.push('\n');
    for block in &document.blocks {
        match block {
            Block::Letterhead(head) => out.push_str(&letterhead(head)),
            Block::Centre(text) => out.push_str(&format!("\\pard\\qc {}\\par\n", escape(text))),
            Block::Paragraph(text) => out.push_str(&paragraph(text)),
            Block::Bullet { marker, text } => out.push_str(&paragraph(&format!("{marker} {text}"))),
            Block::Numbered { marker, text, .. } => out.push_str(&paragraph(&format!("{marker} {text}"))),
            Block::Table(grid) => out.push_str(&table(grid, document.layout.rules)),
            Block::Closing { recipients, signature } if document.layout.side_by_side => {
                out.push_str(&columns(&[(recipients.clone(), signature.clone())]));
            }
            Block::Closing { recipients, signature } => {
                recipients.iter().chain(signature).for_each(|l| out.push_str(&paragraph(l)));
            }
            Block::PageBreak => out.push_str("\\page\n"),
        }
    }
    out + "}"
}

fn escape(text: &str) -> String {
    let mut out = String::new();
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() && !b"\\{}".contains(&byte) => out.push(char::from(byte)),
            _ => out.push_str(&format!("\\u{}?", unit.cast_signed())),
        }
    }
    out
}

fn paragraph(text: &str) -> String {
    format!("\\pard {}\\par\n", escape(text))
}

fn letterhead(head: &Letterhead) -> String {
    let mut left = head.left.clone();
    if head.party {
        left.push("*".to_owned());
    }
    if head.left.is_empty() {
        return head.number.iter().chain(std::iter::once(&head.dated)).map(|l| paragraph(l)).collect();
    }
    columns(&[(left, head.right.clone()), (head.number.clone(), vec![head.dated.clone()])])
}

fn columns(rows: &[(Vec<String>, Vec<String>)]) -> String {
    let cell = |lines: &[String]| lines.iter().map(|l| escape(l)).collect::<Vec<_>>().join("\\par\n");
    let row = |l: &[String], r: &[String]| {
        format!("\\trowd\\cellx4000\\cellx9000\\pard\\intbl {}\\cell {}\\cell\\row\n", cell(l), cell(r))
    };
    rows.iter().map(|(l, r)| row(l, r)).collect::<String>() + "\\pard\\par\n"
}

fn table(grid: &Grid, many_paragraphs: bool) -> String {
    let whole = |body: &[Vec<Cell>]| {
        rows(&grid.heading, true, false) + &rows(body, false, many_paragraphs) + "\\pard\\par\n"
    };
    match grid.parts() {
        (all, None) => whole(&all),
        (first, Some(second)) => whole(&first) + "\\page\n" + &whole(&second),
    }
}

fn rows(rows: &[Vec<Cell>], heading: bool, many_paragraphs: bool) -> String {
    let mut out = String::new();
    for (n, row) in rows.iter().enumerate() {
        out.push_str(if heading { "\\trowd\\trhdr" } else { "\\trowd" });
        let mut column = 0;
        for cell in row {
            let continued = rows.get(n + 1).is_some_and(|r| super::continues_at(r, column));
            column += cell.span;
            let merge = match (cell.continues, continued) {
                (true, _) => "\\clvmrg",
                (false, true) => "\\clvmgf",
                _ => "",
            };
            out.push_str(&format!("{merge}\\cellx{}", column * COLUMN));
        }
        out.push_str("\\pard\\intbl ");
        for cell in row {
            let text = match (cell.continues, many_paragraphs) {
                (true, _) => String::new(),
                (_, true) => escape(&cell.text).replace("; ", ";\\par\n"),
                _ => escape(&cell.text),
            };
            out.push_str(&format!("{text}\\cell "));
        }
        out.push_str("\\row\n");
    }
    out
}
