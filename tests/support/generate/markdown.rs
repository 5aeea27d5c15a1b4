//! Writes a document as Markdown.

use super::text::flat;
use super::{Block, Document, Grid, Letterhead};

/// The document as Markdown.
pub(crate) fn write(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Letterhead(head) => out.push_str(&letterhead(head, document)),
            Block::Centre(text) if text.chars().all(|c| !c.is_lowercase()) => {
                out.push_str(&format!("## {text}"))
            }
            Block::Centre(text) => out.push_str(&format!("**{text}**")),
            Block::Paragraph(text) => out.push_str(text),
            Block::Bullet { marker: "+", text } => out.push_str(&format!("  + {text}")),
            Block::Bullet { text, .. } => out.push_str(&format!("- {text}")),
            Block::Numbered { level: 0, marker, text } => out.push_str(&format!("### {marker} {text}")),
            Block::Numbered { marker, text, .. } if document.layout.rules => {
                out.push_str(&format!("**{marker} {text}**"));
            }
            Block::Numbered { marker, text, .. } => out.push_str(&format!("{marker} {text}")),
            Block::Table(grid) => out.push_str(&table(grid)),
            Block::Closing { recipients, signature } => {
                out.push_str(&format!("*{}*\n\n{}\n\n", recipients[0], recipients[1..].join("\n")));
                let titles: Vec<String> =
                    signature.iter().filter(|s| !s.is_empty()).map(|s| format!("**{s}**")).collect();
                out.push_str(&titles.join("\n\n"));
            }
            Block::PageBreak => out.push_str("---"),
        }
        out.push_str("\n\n");
    }
    out
}

fn letterhead(head: &Letterhead, document: &Document) -> String {
    let mut left = head.left.clone();
    if head.party {
        left.push("\\*".to_owned());
    }
    if document.layout.side_by_side && !head.left.is_empty() {
        let (right, number) = (head.right.join("<br>"), head.number.join("<br>"));
        return format!("| {} | {right} |\n|---|---|\n| {number} | *{}* |", left.join("<br>"), head.dated);
    }
    left.extend(head.right.clone());
    left.extend(head.number.clone());
    left.push(format!("*{}*", head.dated));
    left.join("\n\n")
}

fn table(grid: &Grid) -> String {
    let line = |cells: Vec<String>| {
        let cells: Vec<String> = cells.into_iter().map(|c| c.replace("; ", ";<br>")).collect();
        format!("| {} |", cells.join(" | "))
    };
    let ruler = format!("|{}", ":---|".repeat(grid.width()));
    let heading = || {
        let mut lines: Vec<String> = grid.heading.iter().map(|r| line(flat(r))).collect();
        lines.insert(1, ruler.clone());
        lines
    };
    let mut lines = heading();
    for (n, row) in grid.rows.iter().enumerate() {
        if grid.cut == Some(n) {
            lines.push(String::new());
            lines.extend(heading());
        }
        lines.push(line(flat(row)));
    }
    lines.join("\n")
}
