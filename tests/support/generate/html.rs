//! Writes a document as an HTML page, as word processors save it.

use super::{Block, Cell, Document, Grid, Letterhead};

/// The document as HTML with typed numbers.
pub(crate) fn write(document: &Document) -> String {
    let mut out = r#"<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"></head><body>"#.to_owned();
    for block in &document.blocks {
        match block {
            Block::Letterhead(head) => out.push_str(&letterhead(head)),
            Block::Centre(text) => {
                out.push_str(&format!("<p style=\"text-align: center\">{}</p>\n", escape(text)))
            }
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
            Block::PageBreak => out.push_str("<p style=\"page-break-before: always\"></p>\n"),
        }
    }
    out + "</body></html>"
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", escape(text))
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
    let cell = |lines: &[String]| -> String { lines.iter().map(|l| paragraph(l)).collect() };
    let rows: String =
        rows.iter().map(|(l, r)| format!("<tr><td>{}</td><td>{}</td></tr>\n", cell(l), cell(r))).collect();
    format!("<table border=\"0\">\n{rows}</table>\n")
}

fn table(grid: &Grid, many_paragraphs: bool) -> String {
    let whole = |body: &[Vec<Cell>]| {
        let (heading, body) = (rows(&grid.heading, "th", false), rows(body, "td", many_paragraphs));
        format!("<table border=\"1\">\n<thead>\n{heading}</thead>\n<tbody>\n{body}</tbody>\n</table>\n")
    };
    match grid.parts() {
        (all, None) => whole(&all),
        (first, Some(second)) => whole(&first) + &whole(&second),
    }
}

fn rows(rows: &[Vec<Cell>], tag: &str, many_paragraphs: bool) -> String {
    let mut out = String::new();
    for (n, row) in rows.iter().enumerate() {
        out.push_str("<tr>");
        let mut column = 0;
        for cell in row {
            if !cell.continues {
                let below = rows[n + 1..].iter().take_while(|r| super::continues_at(r, column)).count();
                let text = match many_paragraphs {
                    true => cell.text.replace("; ", ";\n").lines().map(paragraph).collect(),
                    false => escape(&cell.text),
                };
                out.push_str(&format!(
                    "<{tag} colspan=\"{}\" rowspan=\"{}\">{text}</{tag}>",
                    cell.span,
                    below + 1
                ));
            }
            column += cell.span;
        }
        out.push_str("</tr>\n");
    }
    out
}
