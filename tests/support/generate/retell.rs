//! Plain text with a paragraph a line (`fixtures/whole`) → a document that can be written in any format.
//!
//! Lines with wide gaps before the title are a letterhead, lines with tabs are rows, lone numbers are page numbers.

use super::{Block, Cell, Document, Grid, Layout, Letterhead, Truth};

/// The text as a document.
pub(crate) fn document(text: &str, layout: Layout) -> Document {
    let mut retold = Retold { blocks: Vec::new(), closing: None, opening: true, dashed: false };
    for (n, line) in text.lines().enumerate() {
        retold.line(n, line);
    }
    retold.close();
    let dash = retold.dashed;
    Document {
        seed: 0,
        layout: Layout { scheme: if dash { 4 } else { 0 }, bullet: "-", ..layout },
        truth: Truth::default(),
        blocks: retold.blocks,
    }
}

struct Retold {
    blocks: Vec<Block>,
    /// Lines from "Nơi nhận" on, until an appendix.
    closing: Option<Vec<String>>,
    /// Before the first numbered line.
    opening: bool,
    /// Sections are `I-`.
    dashed: bool,
}

impl Retold {
    fn line(&mut self, n: usize, line: &str) {
        let text = line.trim();
        if text.starts_with("PHỤ LỤC") {
            self.close();
        }
        if text.is_empty() || text.chars().all(|c| c.is_ascii_digit() || c == '-') {
            return;
        }
        if text.starts_with("Nơi nhận") {
            self.closing = Some(Vec::new());
        }
        if let Some(lines) = &mut self.closing {
            lines.push(text.to_owned());
        } else if line.contains('\t') {
            self.row(n, line);
        } else if let Some((left, right)) = text.split_once("   ").filter(|_| self.opening) {
            self.letterhead(left.trim(), right.trim());
        } else if let Some((level, marker, rest)) = numbered(text) {
            self.opening = false;
            self.dashed |= marker.ends_with('-');
            self.blocks.push(Block::Numbered { level, marker: marker.to_owned(), text: rest.to_owned() });
        } else if let Some(rest) = text.strip_prefix("- ") {
            self.blocks.push(Block::Bullet { marker: "-", text: rest.to_owned() });
        } else if let Some(rest) = text.strip_prefix("+ ") {
            self.blocks.push(Block::Bullet { marker: "+", text: rest.to_owned() });
        } else if text.starts_with("KẾ HOẠCH") || text.starts_with("PHỤ LỤC") {
            self.blocks.push(Block::Centre(text.to_owned()));
        } else {
            self.blocks.push(Block::Paragraph(text.to_owned()));
        }
    }

    fn letterhead(&mut self, left: &str, right: &str) {
        if !matches!(self.blocks.last(), Some(Block::Letterhead(_))) {
            self.blocks.push(Block::Letterhead(Letterhead::default()));
        }
        let Some(Block::Letterhead(head)) = self.blocks.last_mut() else { return };
        if left.starts_with("Số") {
            head.number.push(left.to_owned());
            head.dated = right.to_owned();
        } else {
            head.left.push(left.to_owned());
            head.right.push(right.to_owned());
        }
    }

    /// A row; the heading once more means that a page ends before it.
    fn row(&mut self, n: usize, line: &str) {
        let cells: Vec<Cell> = line.split('\t').map(|c| Cell::new(c.trim())).collect();
        if let Some(Block::Table(grid)) = self.blocks.last_mut() {
            let texts = |row: &[Cell]| row.iter().map(|c| c.text.clone()).collect::<Vec<_>>();
            if texts(&grid.heading[0]) == texts(&cells) {
                assert!(grid.cut.is_none(), "line {}: a table over three pages", n + 1);
                grid.cut = Some(grid.rows.len());
            } else {
                grid.rows.push(cells);
            }
        } else {
            self.blocks.push(Block::Table(Grid { heading: vec![cells], rows: Vec::new(), cut: None }));
        }
    }

    fn close(&mut self) {
        let Some(lines) = self.closing.take() else { return };
        let signs = |l: &String| l.starts_with("TM.") || l.starts_with("T/M") || l.starts_with("KT.");
        let at = lines.iter().position(signs).unwrap_or(lines.len());
        let (recipients, signature) = lines.split_at(at);
        self.blocks.push(Block::Closing { recipients: recipients.to_vec(), signature: signature.to_vec() });
    }
}

/// `II. …`, `3. …`, `b) …`: level, marker, the rest.
fn numbered(line: &str) -> Option<(usize, &str, &str)> {
    let (marker, rest) = line.split_once(' ')?;
    let (label, mark) = marker.split_at_checked(marker.len().checked_sub(1)?)?;
    let all = |f: fn(char) -> bool| !label.is_empty() && label.chars().all(f);
    let level = match mark {
        "." | "-" if all(|c| "IVX".contains(c)) => 0,
        "." if all(|c| c.is_ascii_digit()) => 1,
        ")" if label.len() == 1 && all(|c| c.is_ascii_lowercase()) => 2,
        _ => return None,
    };
    Some((level, marker, rest))
}
