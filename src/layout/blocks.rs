//! A reader's blocks → items. Letterhead and signature tables become paragraphs, column by column.

use super::columns::Columns;
use super::grid::split_cell;
use super::wrap::goes_on;
use super::{Grid, GridRow, Item, Para};
use crate::form::{is_national, is_upper, starts_authority};
use crate::source::{Block, Paragraph, Part, SourceText};
use crate::text::Logical;
use crate::text::letter::is_bullet;

/// The items of a document that a reader has cut into blocks.
pub(crate) fn items_of_blocks(source: &SourceText) -> Vec<Item> {
    let mut items = Vec::with_capacity(source.blocks.len());
    let mut columns = Columns::default();
    for block in &source.blocks {
        match block {
            Block::Paragraph(p) => push_paragraph(&source.text, p, &mut columns, &mut items),
            Block::Table(table) => {
                let grid = Grid::of_table(&source.text, table);
                if is_page_layout(&grid) {
                    push_columns(grid, &mut items);
                } else if is_list_layout(&grid) {
                    push_rows(&grid, &mut items);
                } else {
                    items.push(Item::Table(grid));
                }
            }
        }
    }
    items
}

/// Hard line breaks inside a paragraph part it where it stands in a letterhead, title or signature: every line is
/// kept as its own paragraph when all of them are short; a long paragraph stays whole.
fn push_paragraph(text: &str, p: &Paragraph, columns: &mut Columns, items: &mut Vec<Item>) {
    if p.part == Part::Contents {
        return;
    }
    let lines = split_cell(text, p.span);
    let short = lines.len() > 1 && lines.iter().all(|l| l.len() < 160);
    let spans = if short { lines } else { vec![p.span] };
    for (n, span) in spans.iter().enumerate() {
        let logical = Logical::new(text, &[*span]);
        if logical.is_empty() {
            continue;
        }
        if let Some(sides) = columns.split(text, *span) {
            items.extend(sides);
            continue;
        }
        let labelled = n == 0 && p.label.is_some();
        push_or_join(
            Para { text: logical, style: p.style, part: p.part, labelled, ..Para::default() },
            items,
        );
    }
}

/// No sentence is longer, in bytes: a file of nothing but beginnings in lower case is read in linear time.
const LONGEST_JOINED: usize = 8 << 10;

/// A sentence that two paragraphs of a file hold (converters make one of every line, people press Enter at the margin)
/// is one paragraph.
fn push_or_join(para: Para, items: &mut Vec<Item>) {
    if let Some(Item::Para(last)) = items.last_mut()
        && last.text.text.len() < LONGEST_JOINED
        && is_cut(last, &para)
    {
        last.text = Logical::join(&[(&last.text, false), (&para.text, false)]);
        last.style.bold &= para.style.bold;
        last.style.italic &= para.style.italic;
    } else {
        items.push(Item::Para(para));
    }
}

fn is_cut(last: &Para, next: &Para) -> bool {
    let body = last.part == Part::Body && next.part == Part::Body && last.column.is_none();
    let plain = !next.labelled && last.style.heading.is_none() && next.style.heading.is_none();
    let alike = last.style.bold == next.style.bold && last.style.align == next.style.align;
    body && plain && alike && !is_upper(&last.text.text) && goes_on(&last.text, &next.text)
}

/// Whether a table only lays out the page: letterhead (Quốc hiệu, number) or recipients beside the signature.
pub(crate) fn is_page_layout(grid: &Grid) -> bool {
    if grid.width == 0 || grid.width > 4 || grid.rows.len() > 12 {
        return false;
    }
    let mut score = 0;
    for cell in grid.rows.iter().flat_map(|r| &r.cells) {
        for para in &cell.paras {
            let key = para.key.as_str();
            let marked = ["nơi nhận", "đoàn tncs"].iter().any(|w| key.starts_with(w));
            if marked || is_national(key) || starts_authority(key) {
                score += 2;
            } else if key.starts_with("kính gửi")
                || key.starts_with("số") && key.contains('/') && key.len() < 60
                || key.contains(", ngày") && key.contains("tháng") && key.len() < 100
            {
                score += 1;
            }
        }
    }
    let wordy = grid.rows.iter().flat_map(|r| &r.cells).filter(|c| c.text().text.len() > 1500).count();
    score >= 2 && wordy == 0 || grid.width == 1 && grid.rows.len() == 1
}

/// Whether the rows of a table are the items of a list, or labels with their values: `- Ông A | Trưởng ban`,
/// `Chủ đầu tư: | Sở Y tế`. The heading of a real table begins with neither.
fn is_list_layout(grid: &Grid) -> bool {
    let begins = |row: &GridRow| {
        let first = row.cells.iter().find(|c| !c.is_empty());
        first.is_none_or(|c| {
            let text = c.text().text;
            c.column == 0 && (text.starts_with(is_bullet) || text.ends_with(':'))
        })
    };
    grid.rows.iter().all(begins) && grid.rows.iter().any(|r| r.cells.iter().any(|c| !c.is_empty()))
}

/// Lays a list out row by row.
fn push_rows(grid: &Grid, items: &mut Vec<Item>) {
    for row in &grid.rows {
        let parts: Vec<(&Logical, bool)> =
            row.cells.iter().flat_map(|c| &c.paras).map(|p| (p, false)).collect();
        if !parts.is_empty() {
            items.push(Item::Para(Para { text: Logical::join(&parts), ..Para::default() }));
        }
    }
}

/// Lays a page-layout table out column by column; "Kính gửi" and what stands below it come after all columns.
fn push_columns(grid: Grid, items: &mut Vec<Item>) {
    let addressed =
        |r: &GridRow| r.cells.iter().any(|c| c.paras.first().is_some_and(|p| p.key.starts_with("kính gửi")));
    let split = grid.rows.iter().position(addressed).unwrap_or(grid.rows.len());
    let (above, below) = grid.rows.split_at(split);
    for rows in [above, below] {
        for column in 0..grid.width {
            for para in
                rows.iter().flat_map(|r| &r.cells).filter(|c| c.column == column).flat_map(|c| &c.paras)
            {
                items.push(Item::Para(Para {
                    text: para.clone(),
                    column: Some(column as u16),
                    ..Para::default()
                }));
            }
        }
    }
}
