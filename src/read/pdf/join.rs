//! Pages → document: paragraphs and tables that go on over a page break.
//!
//! In: the elements of every page, in order. Out: the elements of the document. Tricky: a row cut by the page break
//! has no number on the second page; a heading row repeated there is dropped, and the first one marked.

use super::layout::{Element, Laid, RawCell, RawRow, RawTable};
use super::paragraphs::{Para, Side};
use super::wording::{append, is_item, starts_lower};
use crate::source::Part;

/// Column edges nearer than this are equal.
const SAME_EDGE: f32 = 3.0;
/// Gutters of borderless tables nearer than this are the same.
const SAME_GUTTER: f32 = 20.0;
/// Most rows that a repeated heading may have.
const MAX_HEADING: usize = 4;

/// Joins the pages of a document.
pub(super) fn join(pages: Vec<Laid>) -> Vec<Element> {
    let mut out: Vec<Element> = Vec::new();
    let (mut notes, mut contents, mut labels): (Vec<Para>, Vec<Para>, Vec<Para>) = Default::default();
    // Never over a page that was left out, nor over a change of paper.
    let follows = |w: &[Laid]| w.len() == 2 && w[0].number + 1 == w[1].number && w[0].same_paper(w[1].paper);
    let follows: Vec<bool> = std::iter::once(false).chain(pages.windows(2).map(follows)).collect();
    for (page, same_paper) in pages.into_iter().zip(follows) {
        let number = page.number;
        let mut first = true;
        for element in page.elements {
            let element = match element {
                Element::Para(para) if para.part == Part::Footnote => {
                    add_note(&mut notes, para);
                    continue;
                }
                Element::Para(para) if para.part == Part::Contents => {
                    contents.push(para);
                    continue;
                }
                Element::Para(para) if para.part == Part::HeaderFooter => {
                    labels.push(para);
                    continue;
                }
                element => element,
            };
            if same_paper && let Some(at) = inside_sign_off(&out, &element, number) {
                out.insert(at, element);
                first = false;
            } else if std::mem::take(&mut first) && same_paper {
                match (out.last_mut(), element) {
                    (Some(Element::Para(a)), Element::Para(b)) if goes_on(a, &b) => join_paras(a, b),
                    (Some(Element::Table(a)), Element::Table(b)) if continues(a, &b) => join_tables(a, b),
                    (_, element) => out.push(element),
                }
            } else {
                out.push(element);
            }
        }
    }
    out.extend(contents.into_iter().chain(notes).chain(labels).map(Element::Para));
    out
}

/// Where the left side of a sign-off goes on that the page break has cut: behind its upper half, before the right side.
fn inside_sign_off(out: &[Element], next: &Element, page: u32) -> Option<usize> {
    let side = |e: &Element| match e {
        Element::Para(p) => p.side.map(|s| (s, p.page)),
        Element::Table(_) => None,
    };
    let Element::Para(Para { side: Some(Side::Left), text, .. }) = next else { return None };
    if !is_item(text) {
        return None; // the letterhead of what is attached
    }
    let tail = out.iter().rev().take_while(|e| side(e).is_some()).count();
    let block = out.get(out.len() - tail..)?;
    let upper = block.iter().any(|e| side(e).is_some_and(|s| s == (Side::Right, page.saturating_sub(1))));
    let last_left = block.iter().rposition(|e| side(e).is_some_and(|s| s.0 == Side::Left))?;
    upper.then_some(out.len() - tail + last_left + 1)
}

/// Adds a footnote; one without a mark that begins a page goes on from the page before.
fn add_note(notes: &mut Vec<Para>, para: Para) {
    match notes.last_mut() {
        Some(last) if para.label == 0 && last.page + 1 == para.page => {
            last.page = para.page;
            join_paras(last, para);
        }
        _ => notes.push(para),
    }
}

/// Whether paragraph `b` at the top of a page is the rest of `a`.
fn goes_on(a: &Para, b: &Para) -> bool {
    if !a.flows || !b.flows || (a.size - b.size).abs() > 1.5 {
        return false;
    }
    no_room(a, b)
        && (!b.indented || starts_lower(&b.text))
        && !(is_item(&b.text) && a.text.ends_with(['.', ';', ':']))
}

fn join_paras(a: &mut Para, b: Para) {
    append(&mut a.text, &b.text, a.end);
    a.end = b.end;
    a.bold &= b.bold;
    a.italic &= b.italic;
    a.room = b.room;
}

/// Maps the columns of `b` to those of `a` where its edges are among those of `a` (or all the same).
fn continues(a: &RawTable, b: &RawTable) -> bool {
    if !a.ruled || !b.ruled {
        let near = |(x, y): (&f32, &f32)| (x - y).abs() <= SAME_GUTTER;
        return a.ruled == b.ruled && a.xs.len() == b.xs.len() && a.xs.iter().zip(&b.xs).all(near);
    }
    let near = |x: f32, y: f32| (x - y).abs() <= SAME_EDGE;
    let ends = |t: &RawTable| t.xs.first().copied().zip(t.xs.last().copied());
    let (Some(ea), Some(eb)) = (ends(a), ends(b)) else { return false };
    let subset = |x: &[f32], y: &[f32]| x.iter().all(|v| y.iter().any(|w| near(*v, *w)));
    near(ea.0, eb.0)
        && near(ea.1, eb.1)
        && (subset(&b.xs, &a.xs) || subset(&a.xs, &b.xs))
        && (b.xs.len() > 2 || a.xs.len() == b.xs.len())
}

/// Re-counts the columns of a table for finer edges.
fn refine(table: &mut RawTable, xs: &[f32]) {
    if table.xs.len() == xs.len() {
        return;
    }
    let place = |i: usize| {
        let x = table.xs.get(i).copied().unwrap_or(0.0);
        let nearest = xs.iter().enumerate().min_by(|a, b| (a.1 - x).abs().total_cmp(&(b.1 - x).abs()));
        nearest.map_or(0, |n| n.0)
    };
    let places: Vec<usize> = (0..table.xs.len()).map(place).collect();
    for cell in table.rows.iter_mut().flat_map(|r| &mut r.cells) {
        let from = places.get(cell.column).copied().unwrap_or(0);
        let to = places.get(cell.column + cell.columns).copied().unwrap_or(from + 1);
        (cell.column, cell.columns) = (from, to.saturating_sub(from).max(1));
    }
    table.xs = xs.to_vec();
}

fn join_tables(a: &mut RawTable, mut b: RawTable) {
    let xs = if a.xs.len() >= b.xs.len() { a.xs.clone() } else { b.xs.clone() };
    refine(a, &xs);
    refine(&mut b, &xs);
    let repeated = repeated_rows(a, &b);
    for row in a.rows.iter_mut().take(repeated) {
        row.heading = true;
    }
    b.rows.drain(..repeated);
    if !b.rows.is_empty() {
        extend_spans(a, &mut b);
    }
    if let Some((last, first)) = a.rows.last_mut().zip(b.rows.first())
        && row_goes_on(last, first, xs.len())
    {
        let first = b.rows.remove(0);
        join_rows(last, first);
    } else if let Some(first) = b.rows.first_mut() {
        hang_below(a, first);
    }
    a.rows.append(&mut b.rows);
}

/// A cell merged downwards and cut by the page break: its empty rest on the second page goes into its span.
fn extend_spans(a: &mut RawTable, b: &mut RawTable) {
    let rows = a.rows.len();
    let Some(first) = b.rows.first_mut() else { return };
    first.cells.retain(|cell| {
        if !cell.text().is_empty() || cell.rows < 2 {
            return true;
        }
        match home_of(a, cell) {
            Some((index, home)) if index + home.rows >= rows => {
                home.rows += cell.rows;
                false
            }
            _ => true,
        }
    });
}

/// How many leading rows of `b` repeat the leading rows of `a`.
fn repeated_rows(a: &RawTable, b: &RawTable) -> usize {
    let same = |x: &RawRow, y: &RawRow| {
        let squeeze = |r: &RawRow| {
            r.cells
                .iter()
                .map(|c| (c.column, c.text().replace(' ', "")))
                .filter(|c| !c.1.is_empty())
                .collect::<Vec<_>>()
        };
        let (x, y) = (squeeze(x), squeeze(y));
        !x.is_empty() && x == y
    };
    let n = a.rows.iter().zip(&b.rows).take(MAX_HEADING).take_while(|(x, y)| same(x, y)).count();
    // Column numbers (1 2 3 …) under the heading belong to it; a heading cannot be the whole table.
    if n >= a.rows.len() { 0 } else { n }
}

/// Whether the first row of the next page is the rest of the last row of this one. A row of its own under a cell
/// merged downwards has no number either, but begins anew in several columns.
fn row_goes_on(last: &RawRow, first: &RawRow, edges: usize) -> bool {
    let above = |column: usize| last.cells.iter().find(|c| c.column == column);
    let anchor = above(0).map(RawCell::text).unwrap_or_default();
    let single = first.cells.len() <= 1 && edges > 3;
    let spans = first.cells.iter().any(|c| c.columns + 1 >= edges && edges > 2);
    let numbered = first.cells.iter().any(|c| c.column == 0 && !c.text().is_empty());
    if single || spans || numbered || last.heading {
        return false;
    }
    let filled = first.cells.iter().filter(|c| !c.text().is_empty());
    let rests: Vec<Rest> = filled.map(|cell| rest_of(above(cell.column), cell)).collect();
    if rests.contains(&Rest::MidSentence) {
        return true;
    }
    let fresh = rests.contains(&Rest::New) && !(rests.len() == 1 && is_number(&anchor));
    !anchor.is_empty() && !rests.is_empty() && !fresh
}

/// What the text of a cell at the top of a page is to the cell above the page break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest {
    MidSentence,
    /// Its first word would not have fitted above.
    BehindFullLine,
    New,
}

fn rest_of(home: Option<&RawCell>, rest: &RawCell) -> Rest {
    match (home.and_then(|h| h.paras.last()), rest.paras.first()) {
        (Some(_), Some(next)) if starts_lower(&next.text) => Rest::MidSentence,
        (Some(end), Some(next)) if no_room(end, next) => Rest::BehindFullLine,
        _ => Rest::New,
    }
}

/// Whether the first word of `next` would not have fitted behind `end`.
fn no_room(end: &Para, next: &Para) -> bool {
    end.room <= next.first_word + 0.1 * end.size
}

/// The empty places with which a row begins at the top of a page, under cells that are merged downwards.
fn hang_below(a: &mut RawTable, first: &mut RawRow) {
    let rows = a.rows.len();
    let empty = first.cells.iter().take_while(|c| c.text().is_empty() && c.rows == 1).count();
    if empty == first.cells.len() || a.rows.last().is_none_or(|r| r.heading) {
        return;
    }
    let mut at = 0;
    first.cells.retain(|cell| {
        at += 1;
        let home = (at <= empty).then(|| home_of(a, cell)).flatten();
        match home {
            Some((index, home)) if index + home.rows == rows => {
                home.rows += 1;
                false
            }
            _ => true,
        }
    });
}

/// The last cell above a place that is not empty and just as wide, and the row in which it begins.
fn home_of<'t>(table: &'t mut RawTable, cell: &RawCell) -> Option<(usize, &'t mut RawCell)> {
    let rows = table.rows.iter_mut().enumerate().rev();
    let mut found = rows.filter_map(|(index, row)| {
        let same = row.cells.iter_mut().find(|c| c.column == cell.column && c.columns == cell.columns);
        same.map(|c| (index, c))
    });
    found.next().filter(|(_, home)| !home.text().is_empty())
}

fn is_number(text: &str) -> bool {
    text.len() <= 8 && text.chars().next().is_some_and(|c| c.is_ascii_digit())
}

fn join_rows(last: &mut RawRow, first: RawRow) {
    for cell in first.cells {
        let Some(home) = last.cells.iter_mut().find(|c| c.column == cell.column) else {
            if !cell.text().is_empty() {
                last.cells.push(cell);
            }
            continue;
        };
        for (index, next) in cell.paras.into_iter().enumerate() {
            match home.paras.last_mut().filter(|_| index == 0) {
                Some(end) if no_room(end, &next) || starts_lower(&next.text) => join_paras(end, next),
                _ => home.paras.push(next),
            }
        }
    }
    last.cells.sort_by_key(|c| c.column);
}
