//! Tables in text: pipes (Markdown, or one cell a line as crawlers leave them), tabs, aligned columns.
//!
//! In: the lines. Out: [`TextTable`]s with the lines that they take. Rows cut by a page break are put together later, by
//! the assembler, which knows the headings.
//!
//! Tricky: a crawled table has `|` alone on a line before, between and after cells; `|` `|` parts two rows.

use super::blocks::is_page_layout;
use super::lines::{TextLine, read_cell};
use super::stacked::stacked;
use super::{Grid, GridCell, GridRow, Item, Para};
use crate::lexicon::{self, Holds};
use crate::source::Style;
use crate::span::Span;
use crate::text::Logical;
use std::ops::Range;
use unicode_normalization::char::canonical_combining_class;

/// A table and its lines.
pub(crate) struct TextTable {
    /// The lines it takes.
    pub(crate) lines: Range<usize>,
    /// A grid, or the paragraphs of a table that only lays out the page.
    pub(crate) items: Vec<Item>,
}

/// The tables of a text, in order.
pub(crate) fn find_tables(source: &str, lines: &[TextLine], furniture: &[bool]) -> Vec<TextTable> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut barren = 0;
    while let Some(line) = lines.get(at) {
        if line.text.is_empty() {
            at += 1;
            continue;
        }
        let found = crawled(lines, at)
            .or_else(|| {
                let rows = (at >= barren).then(|| piped(source, lines, at))?;
                rows.map_err(|end| barren = end).ok()
            })
            .or_else(|| tabbed(source, lines, furniture, at))
            .or_else(|| aligned(source, lines, furniture, at))
            .or_else(|| one_cell_a_line(lines, furniture, at));
        match found {
            Some(table) => {
                at = table.lines.end.max(at + 1);
                out.push(table);
            }
            None => at += 1,
        }
    }
    out
}

fn is_bar(line: &TextLine) -> bool {
    line.text.text == "|"
}

/// One cell a line between lines of `|`.
fn crawled(lines: &[TextLine], start: usize) -> Option<TextTable> {
    if !lines.get(start).is_some_and(is_bar) {
        return None;
    }
    let mut rows: Vec<Vec<Vec<TextLine>>> = Vec::new();
    let mut row: Vec<Vec<TextLine>> = Vec::new();
    let mut width = 0;
    let mut at = start + 1;
    let mut end = at;
    while at < lines.len() {
        let stop = lines.iter().skip(at).position(is_bar).map(|n| n + at);
        let Some(bar) = stop else { break };
        let gap = lines.get(at..bar).unwrap_or(&[]);
        let blank = gap.iter().all(|l| l.text.is_empty());
        let full = width > 0 && row.len() >= width;
        let parted = if full { blank } else { gap.is_empty() };
        let opens_row = parted && !row.is_empty() && ends_row(lines, bar, row.len(), width);
        if opens_row {
            width = width.max(row.len());
            rows.push(std::mem::take(&mut row));
        } else {
            row.push(gap.to_vec());
        }
        end = bar + 1;
        at = end;
        if closes_table(lines, at, row.len(), width) {
            break;
        }
    }
    rows.push(row);
    rows.retain(|r| r.iter().flatten().any(|l| !l.text.is_empty()));
    if rows.is_empty() {
        return Some(TextTable { lines: start..end.max(start + 1), items: Vec::new() });
    }
    let grid =
        grid_of(rows.into_iter().map(|row| row.into_iter().map(paragraphs_of_lines).collect()).collect());
    Some(TextTable { lines: start..end, items: table_items(grid) })
}

/// At a bar that follows a bar at once: the row has ended and the next begins; or else a cell is empty. `cells` cells of
/// the row are closed; earlier rows had `width`.
fn ends_row(lines: &[TextLine], bar: usize, cells: usize, width: usize) -> bool {
    if width == 0 || cells >= width {
        return true;
    }
    let run = lines.iter().skip(bar).take(width + 1).take_while(|l| is_bar(l)).count();
    if cells + run - 1 == width {
        return false; // empty cells fill the row
    }
    run == 1 && lines.iter().skip(bar + 1).find(|l| !l.text.is_empty()).is_some_and(begins_row)
}

/// A number, or the first heading of a table inside the table.
fn begins_row(line: &TextLine) -> bool {
    is_ordinal(&line.text.text) || lexicon::label(&line.text.key).is_some_and(|l| l.holds() == Holds::Work)
}

/// The number of a row: "3", "IV", "2.1".
fn is_ordinal(text: &str) -> bool {
    let core = text.trim_end_matches(['.', ')']);
    !core.is_empty()
        && core.len() <= 6
        && (core.chars().all(|c| c.is_ascii_digit() || c == '.')
            || core.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
            || core.len() == 1 && core.chars().all(|c| c.is_ascii_uppercase()))
}

/// After the bar before line `at`: the table has ended. `cells` cells of the open row are closed, earlier rows had
/// `width`.
fn closes_table(lines: &[TextLine], at: usize, cells: usize, width: usize) -> bool {
    let Some(next) = lines.get(at) else { return true };
    if is_bar(next) {
        return false;
    }
    if cells == 0 {
        return false; // a row has just begun
    }
    let Some(distance) = lines.iter().skip(at).position(is_bar) else { return true };
    let written = lines.iter().skip(at).take(distance).filter(|l| !l.text.is_empty()).count();
    if width > 0 && cells >= width {
        // a full row is followed by a bar, or by the rows of the next page
        return written > 0 || begins_with_heading(lines, at + distance);
    }
    if written == 0 {
        return false; // an empty cell
    }
    let parted = next.text.is_empty();
    parted && written > 12 || distance > 60 || is_left(lines, at, distance)
}

/// Behind the bar stands the heading of an ordinal column: another table.
fn begins_with_heading(lines: &[TextLine], bar: usize) -> bool {
    let first = lines.iter().skip(bar + 1).find(|l| !l.text.is_empty());
    first.is_some_and(|l| is_bar(l) || lexicon::is_ordinal_heading(&l.text.key))
}

/// What follows is the document's text, not a cell: its title, a section, an appendix.
fn is_left(lines: &[TextLine], at: usize, distance: usize) -> bool {
    lines.iter().skip(at).take(distance).find(|l| !l.text.is_empty()).is_some_and(|l| opens_part(&l.text))
}

/// The line begins another part: a document's title, an appendix, a basis.
pub(super) fn opens_part(line: &Logical) -> bool {
    let key = line.key.as_str();
    lexicon::document_kind(key).is_some() && super::is_upper(&line.text)
        || key.starts_with("phụ lục")
        || key.starts_with("căn cứ ")
        || key.starts_with("nơi nhận")
}

/// The paragraphs of a cell that spreads over lines: wrapped lines joined.
fn paragraphs_of_lines(lines: Vec<TextLine>) -> Vec<Logical> {
    let mut joiner = super::wrap::Joiner::new(super::wrap::Wrapping::BlankLines);
    for line in lines {
        if line.text.is_empty() { joiner.blank() } else { joiner.line(line) }
    }
    joiner.finish().into_iter().filter_map(|i| i.para().map(|p| p.text.clone())).collect()
}

fn grid_of(rows: Vec<Vec<Vec<Logical>>>) -> Grid {
    let mut grid = Grid::default();
    for row in rows {
        let cells: Vec<GridCell> =
            row.into_iter().enumerate().map(|(n, paras)| GridCell::simple(n, paras)).collect();
        grid.width = grid.width.max(cells.len());
        grid.rows.push(GridRow { cells, heading: false });
    }
    grid
}

/// A grid, or the paragraphs of a table that only lays out the page.
fn table_items(grid: Grid) -> Vec<Item> {
    if !is_page_layout(&grid) {
        return vec![Item::Table(grid)];
    }
    let mut items = Vec::new();
    for column in 0..grid.width {
        for para in grid.column(column).flat_map(|c| &c.paras) {
            items.push(Item::Para(Para {
                text: para.clone(),
                style: Style::default(),
                column: Some(column as u16),
                ..Para::default()
            }));
        }
    }
    items
}

/// A table whose cells stand one a line, without any sign between them.
fn one_cell_a_line(lines: &[TextLine], furniture: &[bool], start: usize) -> Option<TextTable> {
    let found = stacked(lines, furniture, start)?;
    Some(TextTable { lines: found.lines, items: table_items(grid_of(found.rows)) })
}

/// Rows `| a | b |`, one a line; a rule row `|---|---|` is dropped. Where they make no table, no line before the given one
/// begins a table of them either.
fn piped(source: &str, lines: &[TextLine], start: usize) -> Result<TextTable, usize> {
    // without outer bars, a bar at the start of a row follows an empty cell
    let open = !lines.get(start).ok_or(start + 1)?.span.of(source).trim_start().starts_with('|');
    let cells_of = |line: &TextLine| -> Option<Vec<Vec<Logical>>> {
        let raw = line.span.of(source).trim();
        if !raw.contains('|') || raw.len() < 3 {
            return None;
        }
        let bounded = raw.starts_with('|');
        if !bounded && raw.matches('|').count() < 2 {
            return None;
        }
        Some(split_cells(source, line.span, '|', open))
    };
    let Some(first) = lines.get(start).and_then(cells_of) else { return Err(start + 1) };
    let mut rows = Vec::new();
    let mut at = start;
    let mut width = first.len();
    let mut widest = width;
    let mut end = start;
    while let Some(line) = lines.get(at) {
        if line.text.is_empty() {
            let goes_on = lines.get(at + 1).and_then(cells_of).is_some_and(|c| c.len() == width);
            if goes_on && rows.len() > 1 {
                at += 1;
                continue;
            }
            break;
        }
        let Some(cells) = cells_of(line) else { break };
        widest = widest.max(cells.len());
        let rule = cells.iter().flatten().all(|c| c.text.chars().all(|x| matches!(x, '-' | ':' | ' ' | '=')));
        if !rule || cells.iter().all(Vec::is_empty) && !line.span.of(source).contains('-') {
            width = width.max(cells.len());
            rows.push(cells);
        }
        at += 1;
        end = at;
    }
    let end = end.max(start + 1);
    if rows.is_empty() || width < 2 {
        return Err(if rows.is_empty() || widest < 2 { end } else { start + 1 });
    }
    Ok(TextTable { lines: start..end, items: table_items(grid_of(rows)) })
}

/// Splits a line at `separator`; outer bars make no cells, unless the table is `open` at its sides. `<br>` parts paragraphs of a cell.
fn split_cells(source: &str, span: Span, separator: char, open: bool) -> Vec<Vec<Logical>> {
    let raw = span.of(source);
    let lead = raw.len() - raw.trim_start().len();
    let mut start = span.start as usize + lead;
    let mut body = raw.trim();
    if !open {
        if let Some(rest) = body.strip_prefix('|') {
            body = rest;
            start += 1;
        }
        body = body.strip_suffix('|').unwrap_or(body);
    } else {
        body = raw;
        start = span.start as usize;
    }
    let mut cells = Vec::new();
    for part in body.split(separator) {
        cells.push(cell_of(source, Span::new(start, start + part.len())));
        start += part.len() + separator.len_utf8();
    }
    cells
}

/// The paragraphs of one cell of a line, mark-up out.
fn cell_of(source: &str, span: Span) -> Vec<Logical> {
    let start = span.start as usize;
    split_breaks(span.of(source))
        .into_iter()
        .map(|part| read_cell(source, Span::new(start + part.start, start + part.end)))
        .filter(|line| !line.is_empty())
        .collect()
}

/// Ranges between `<br>` tags and cell breaks.
fn split_breaks(raw: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(rest) = raw.get(at..) {
        let Some(found) = rest.find(['<', crate::source::CELL_BREAK]) else { break };
        let here = at + found;
        let tail = raw.get(here..).unwrap_or("");
        let length = if tail.starts_with('<') {
            let low: String = tail.chars().take(6).collect::<String>().to_ascii_lowercase();
            if low.starts_with("<br>") {
                4
            } else if low.starts_with("<br/>") {
                5
            } else if low.starts_with("<br />") {
                6
            } else {
                0
            }
        } else {
            crate::source::CELL_BREAK.len_utf8()
        };
        if length == 0 {
            at = here + 1;
            continue;
        }
        out.push(from..here);
        from = here + length;
        at = from;
    }
    out.push(from..raw.len());
    out
}

/// Rows of cells parted by tabs. A row that lost its end to a page break goes on in lines without tabs.
fn tabbed(source: &str, lines: &[TextLine], furniture: &[bool], start: usize) -> Option<TextTable> {
    let tabs = |line: &TextLine| {
        line.span.of(source).trim_matches(|c: char| c == ' ' || c == '\r').matches('\t').count()
    };
    let first = lines.get(start)?;
    if first.text.is_empty() || first.text.text.len() > 4000 || !first.span.of(source).contains('\t') {
        return None;
    }
    let cells = split_cells(source, first.span, '\t', true);
    let filled = cells.iter().filter(|c| !c.is_empty()).count();
    let heads = cells.iter().flatten().filter(|c| lexicon::label(&c.key).is_some()).count();
    let second = lines.iter().skip(start + 1).find(|l| !l.text.is_empty());
    let run = second.is_some_and(|l| tabs(l) == cells.len() - 1);
    let opens = filled >= 3 && (heads >= 2 || run && cells.len() >= 3) || filled == 2 && heads == 2 && run;
    if !opens {
        return None;
    }
    let width = cells.len();
    let mut rows: Vec<Vec<Vec<Logical>>> = Vec::new();
    let mut at = start;
    let mut end = start;
    let mut blanks = 0;
    while let Some(line) = lines.get(at) {
        if line.text.is_empty() || furniture.get(at).copied().unwrap_or(false) {
            blanks += 1;
            at += 1;
            if blanks > 4 {
                break;
            }
            continue;
        }
        let count = tabs(line);
        let mut row = split_cells(source, line.span, '\t', true);
        let group = count == 0 && is_group_line(&line.text) && follows_with_tabs(lines, at, &tabs);
        let tail = count == 0
            && blanks == 0
            && rows.len() > 1
            && line.text.text.chars().next().is_some_and(|c| c.is_lowercase());
        if count + 1 == width || count >= 1 && count < width + 2 {
            row.truncate(width.max(row.len()));
            rows.push(row);
        } else if group {
            rows.push(row);
        } else if tail {
            if let (Some(cell), Some(more)) =
                (rows.last_mut().and_then(|r| r.last_mut()), row.into_iter().next())
            {
                cell.extend(more);
            }
        } else {
            break;
        }
        blanks = 0;
        at += 1;
        end = at;
    }
    (rows.len() >= 2).then(|| TextTable { lines: start..end, items: table_items(grid_of(rows)) })
}

/// A line across the table: "I. Chỉ đạo, điều hành", "A. …", "Tổng cộng".
fn is_group_line(text: &Logical) -> bool {
    text.text.len() < 200 && (super::opens_item(&text.key) || super::is_upper(&text.text))
}

fn follows_with_tabs(lines: &[TextLine], at: usize, tabs: &impl Fn(&TextLine) -> usize) -> bool {
    lines.iter().skip(at + 1).find(|l| !l.text.is_empty()).is_some_and(|l| tabs(l) >= 2)
}

/// Columns aligned with spaces under a heading line whose cells are parted by two or more spaces.
fn aligned(source: &str, lines: &[TextLine], furniture: &[bool], start: usize) -> Option<TextTable> {
    let head = lines.get(start)?;
    let cells = gap_cells(head.span.of(source));
    if cells.len() < 3 {
        return None;
    }
    let known = cells.iter().filter(|c| {
        let start = head.span.start as usize;
        let words = Logical::new(source, &[Span::new(start + c.start, start + c.end)]);
        lexicon::label(&words.key).is_some()
    });
    if known.count() < 2 {
        return None;
    }
    let columns: Vec<usize> = cells.iter().map(|c| width_of(head.span.of(source), c.start)).collect();
    let mut rows: Vec<Vec<Vec<Span>>> = Vec::new();
    let mut at = start;
    let mut end = start;
    while let Some(line) = lines.get(at) {
        if furniture.get(at).copied().unwrap_or(false) {
            at += 1;
            continue;
        }
        if line.text.is_empty() {
            let more = lines.get(at + 1).is_some_and(|l| gap_cells(l.span.of(source)).len() >= 2);
            if !more {
                break;
            }
            at += 1;
            continue;
        }
        let placed = place(source, line.span, &columns);
        let Some(placed) = placed else { break };
        let total = placed
            .iter()
            .flatten()
            .next()
            .is_some_and(|s| lexicon::opens_total(&Logical::new(source, &[*s]).key));
        let continues = placed.first().is_some_and(Option::is_none) && !total;
        if continues && rows.len() > 1 || continues && rows.len() == 1 && !starts_row(source, &placed) {
            let row = rows.last_mut()?;
            for (cell, piece) in row.iter_mut().zip(placed) {
                cell.extend(piece);
            }
        } else {
            rows.push(placed.into_iter().map(|p| p.into_iter().collect()).collect());
        }
        at += 1;
        end = at;
    }
    if rows.len() < 2 {
        return None;
    }
    let rows = rows
        .into_iter()
        .map(|row| {
            row.into_iter()
                .map(|spans| {
                    vec![Logical::new(source, &spans)].into_iter().filter(|l| !l.is_empty()).collect()
                })
                .collect()
        })
        .collect();
    Some(TextTable { lines: start..end, items: table_items(grid_of(rows)) })
}

fn starts_row(source: &str, placed: &[Option<Span>]) -> bool {
    placed
        .iter()
        .flatten()
        .next()
        .is_some_and(|s| s.of(source).trim().starts_with(|c: char| c.is_ascii_digit()))
}

/// Ranges of a line parted by two or more spaces.
fn gap_cells(raw: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = None;
    let mut spaces = 0;
    let mut last = 0;
    for (i, c) in raw.char_indices() {
        if c == ' ' || c == '\u{A0}' {
            spaces += 1;
            continue;
        }
        if spaces >= 2 || start.is_none() {
            if let Some(s) = start {
                out.push(s..last);
            }
            start = Some(i);
        }
        spaces = 0;
        last = i + c.len_utf8();
    }
    if let Some(s) = start {
        out.push(s..last);
    }
    out
}

/// Characters before byte `at` of a line.
fn width_of(raw: &str, at: usize) -> usize {
    raw.get(..at).map_or(0, |h| h.chars().filter(|c| canonical_combining_class(*c) == 0).count())
}

/// Puts the cells of a line under the columns; `None` where they do not fit.
fn place(source: &str, span: Span, columns: &[usize]) -> Option<Vec<Option<Span>>> {
    let raw = span.of(source);
    let cells = gap_cells(raw);
    let mut out: Vec<Option<Span>> = vec![None; columns.len()];
    for cell in &cells {
        let at = width_of(raw, cell.start);
        let column = columns.iter().rposition(|c| *c <= at + 1)?;
        let piece = Span::new(span.start as usize + cell.start, span.start as usize + cell.end);
        let slot = out.get_mut(column)?;
        *slot = Some(match *slot {
            Some(before) => Span::new(before.start as usize, piece.end as usize),
            None => piece,
        });
        let limit = columns.get(column + 1).copied().unwrap_or(usize::MAX);
        if width_of(raw, cell.end) > limit.saturating_add(2) {
            return None;
        }
    }
    Some(out)
}
