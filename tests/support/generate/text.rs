//! Writes a document as plain text.

use super::{Block, Cell, Document, Grid, Letterhead, Letterheads, Shape};

/// Width of the left column of letterhead and closing.
const LEFT: usize = 44;

/// Ways of writing that must not change what is read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Style {
    /// Wrap paragraphs at this column.
    pub(crate) wrap: Option<usize>,
    /// Leave the letterhead out.
    pub(crate) headless: bool,
}

/// The document as text.
pub(crate) fn write(document: &Document, style: Style) -> String {
    let mut out = String::new();
    let between = if document.layout.blank_lines { "\n\n" } else { "\n" };
    for block in &document.blocks {
        let end = match block {
            Block::Bullet { .. } | Block::Paragraph(_) | Block::Numbered { .. } => between,
            _ => "\n\n",
        };
        match block {
            Block::Letterhead(_) if style.headless => continue,
            Block::Letterhead(head) => letterhead(&mut out, head, document),
            Block::Centre(text) => out.push_str(text),
            Block::Paragraph(text) => out.push_str(&wrapped(text, style.wrap)),
            Block::Bullet { marker, text } => out.push_str(&wrapped(&format!("{marker} {text}"), style.wrap)),
            Block::Numbered { marker, text, .. } => {
                out.push_str(&wrapped(&format!("{marker} {text}"), style.wrap))
            }
            Block::Table(grid) => table(&mut out, grid, document.layout.table),
            Block::Closing { recipients, signature } if document.layout.side_by_side => {
                side_by_side(&mut out, recipients, signature);
            }
            Block::Closing { recipients, signature } => {
                out.push_str(&recipients.join("\n"));
                out.push_str("\n\n");
                out.push_str(&signature.join("\n"));
            }
            Block::PageBreak => out.push('\u{0C}'),
        }
        if !matches!(block, Block::PageBreak) {
            out.push_str(end);
        }
    }
    out
}

fn letterhead(out: &mut String, head: &Letterhead, document: &Document) {
    let rules = document.layout.rules;
    let mut left = head.left.clone();
    if head.party && !left.is_empty() {
        left.push("*".to_owned());
    } else if rules && !left.is_empty() {
        left.push("-------".to_owned());
    }
    let mut right = head.right.clone();
    if rules && !right.is_empty() {
        right.push("---------------".to_owned());
    }
    match document.layout.letterhead {
        Letterheads::Columns | Letterheads::Tabs => {
            let rows = left.len().max(right.len());
            left.resize(rows, String::new());
            right.resize(rows, String::new());
            left.extend(head.number.clone());
            right.push(head.dated.clone());
            right.resize(left.len(), String::new());
            let lines: Vec<String> =
                left.iter().zip(&right).map(|(l, r)| pair(l, r, document.layout.letterhead)).collect();
            out.push_str(&lines.join("\n"));
        }
        Letterheads::OneColumn | Letterheads::Bare => {
            left.extend(right);
            left.extend(head.number.clone());
            left.push(head.dated.clone());
            out.push_str(&left.join("\n"));
        }
        Letterheads::Together => {
            left.extend(right);
            left.push(format!("{} {}", head.number.join(" "), head.dated));
            out.push_str(&left.join("\n"));
        }
    }
}

fn pair(left: &str, right: &str, how: Letterheads) -> String {
    match (how, right.is_empty()) {
        (_, true) => left.to_owned(),
        (Letterheads::Tabs, _) => format!("{left}\t{right}"),
        _ => {
            let gap = LEFT.saturating_sub(left.chars().count()).max(6);
            format!("{left}{}{right}", " ".repeat(gap))
        }
    }
}

fn side_by_side(out: &mut String, left: &[String], right: &[String]) {
    let rows = left.len().max(right.len());
    let none = String::new();
    let lines: Vec<String> = (0..rows)
        .map(|n| pair(left.get(n).unwrap_or(&none), right.get(n).unwrap_or(&none), Letterheads::Columns))
        .map(|l| l.trim_end().to_owned())
        .collect();
    out.push_str(&lines.join("\n"));
}

/// Every cell of a row, spans written out as empty cells.
pub(super) fn flat(row: &[Cell]) -> Vec<String> {
    row.iter()
        .flat_map(|c| std::iter::once(c.text.clone()).chain((1..c.span).map(|_| String::new())))
        .collect()
}

fn table(out: &mut String, grid: &Grid, shape: Shape) {
    let mut blocks: Vec<Vec<Vec<String>>> = vec![grid.heading.iter().map(|r| flat(r)).collect()];
    for (n, row) in grid.rows.iter().enumerate() {
        if grid.cut == Some(n) {
            blocks.push(grid.heading.iter().map(|r| flat(r)).collect());
        }
        blocks.last_mut().expect("a block").push(flat(row));
    }
    let width = |column: usize| {
        let cells = blocks.iter().flatten().filter_map(|r| r.get(column));
        cells.map(|c| c.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..grid.width()).map(width).collect();
    let line = |row: &Vec<String>| match shape {
        Shape::Tabs => row.join("\t"),
        Shape::Pipes => row.join(" | "),
        Shape::Aligned => {
            let cells = row.iter().zip(&widths);
            let padded = cells.map(|(c, w)| format!("{c}{}", " ".repeat(w + 3 - c.chars().count())));
            padded.collect::<String>().trim_end().to_owned()
        }
    };
    let texts: Vec<String> =
        blocks.iter().map(|b| b.iter().map(line).collect::<Vec<_>>().join("\n")).collect();
    out.push_str(&texts.join("\n\n"));
}

/// The words on lines of at most `width` characters.
fn wrapped(text: &str, width: Option<usize>) -> String {
    let Some(width) = width else { return text.to_owned() };
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("a line");
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join("\n")
}
