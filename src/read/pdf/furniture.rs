//! Page numbers and running heads.
//!
//! In: recorded pages. Out: the pages without them, and the texts of the running heads. Tricky: the `1` of a table
//! row is no page number: those stand alone, near the middle or the right, and rise with the pages.

use super::lines::{Row, Setting, rows};
use super::page::{FURNITURE, FontFacts, Glyph, Page};
use super::ruled::Grid;
use std::collections::HashMap;

/// Share of the height in which page numbers and running heads stand.
const TOP: f32 = 0.10;
const BOTTOM: f32 = 0.08;

/// A line in the margin zone of a page.
struct Candidate {
    page: usize,
    row: Row,
    text: String,
    top: bool,
}

/// Takes page furniture off the pages; returns the distinct running heads.
pub(super) fn strip(pages: &mut [Page], grids: &[Vec<Grid>], fonts: &[FontFacts]) -> Vec<String> {
    let mut heads = marked(pages, fonts);
    let mut candidates: Vec<Candidate> = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let in_table = |g: &Glyph| {
            grids.get(index).is_some_and(|all| all.iter().any(|t| t.holds(g.mid(), g.y - 0.25 * g.size)))
        };
        let (top, bottom) = (page.height * TOP, page.height * (1.0 - BOTTOM));
        for upper in [true, false] {
            let zone = page.glyphs.iter().filter(|g| if upper { g.y < top } else { g.y > bottom });
            let zone: Vec<Glyph> = zone.filter(|g| !in_table(g)).copied().collect();
            let setting = Setting::of(&page.glyphs, fonts);
            for row in rows(zone) {
                let text = row.clone().whole().text(setting);
                candidates.push(Candidate { page: index, row, text, top: upper });
            }
        }
    }
    let mut drop = page_numbers(&candidates, pages);
    for index in repeated(&candidates, pages.len()) {
        let head = candidates.get(index).filter(|c| page_number(&c.text).is_none());
        if let Some(c) = head.filter(|c| !heads.contains(&c.text)) {
            heads.push(c.text.clone());
        }
        drop.push(index);
    }
    for candidate in drop.into_iter().filter_map(|i| candidates.get(i)) {
        let Some(page) = pages.get_mut(candidate.page) else { continue };
        let row = &candidate.row;
        let (y, slack) = (row.y, 0.4 * row.size);
        let (x0, x1) = (row.x0() - 1.0, row.x1() + 1.0);
        page.glyphs.retain(|g| (g.y - y).abs() > slack || g.x1 < x0 || g.x0 > x1);
    }
    heads.retain(|h| h.chars().filter(|c| c.is_alphabetic()).count() > 2);
    heads
}

/// Takes off what the file itself marks as header or footer.
fn marked(pages: &mut [Page], fonts: &[FontFacts]) -> Vec<String> {
    let mut heads = Vec::new();
    for page in pages {
        let (marked, rest): (Vec<Glyph>, Vec<Glyph>) = page.glyphs.iter().partition(|g| g.has(FURNITURE));
        if marked.is_empty() || marked.len() * 2 > page.glyphs.len() {
            continue;
        }
        let setting = Setting::of(&page.glyphs, fonts);
        for text in rows(marked).into_iter().map(|r| r.whole().text(setting)) {
            if page_number(&text).is_none() && !heads.contains(&text) {
                heads.push(text);
            }
        }
        page.glyphs = rest;
    }
    heads
}

/// The number in `3`, `- 3 -`, `Trang 3`, `3/12`, `Trang 3/12`.
fn page_number(text: &str) -> Option<u32> {
    let text = text.strip_prefix("Trang").or(text.strip_prefix("Page")).unwrap_or(text);
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '|' | '.'));
    let first = text.split('/').next().unwrap_or("");
    let rest = text.get(first.len()..).unwrap_or("").trim_start_matches('/');
    let digits = |s: &str| s.len() <= 3 && s.chars().all(|c| c.is_ascii_digit());
    (digits(first.trim()) && digits(rest.trim())).then(|| first.trim().parse().ok()).flatten()
}

/// Candidates that are page numbers: alone on their line, and in step with the pages around them.
fn page_numbers(candidates: &[Candidate], pages: &[Page]) -> Vec<usize> {
    let mut found: Vec<(usize, usize, bool, i64)> = Vec::new();
    for (index, c) in candidates.iter().enumerate() {
        let Some(page) = pages.get(c.page) else { continue };
        let (x0, x1) = (c.row.x0(), c.row.x1());
        let placed = (x0 + x1) / 2.0 > 0.4 * page.width && x1 - x0 < 0.3 * page.width;
        if let Some(n) = page_number(&c.text).filter(|_| placed) {
            found.push((index, c.page, c.top, i64::from(n)));
        }
    }
    let step = |page: usize, top: bool, offset: i64| {
        found
            .iter()
            .any(|f| f.1 != page && f.1.abs_diff(page) <= 2 && f.2 == top && f.3 - f.1 as i64 == offset)
    };
    found
        .iter()
        .filter(|(_, page, top, n)| {
            let offset = n - *page as i64;
            offset == 1 || offset == 0 || step(*page, *top, offset)
        })
        .map(|f| f.0)
        .collect()
}

/// Candidates whose text (digits apart) stands at the same height of at least three pages and half of them.
fn repeated(candidates: &[Candidate], pages: usize) -> Vec<usize> {
    let mut groups: HashMap<(String, i32, bool), Vec<usize>> = HashMap::new();
    for (index, c) in candidates.iter().enumerate() {
        let key: String = c.text.chars().map(|ch| if ch.is_ascii_digit() { '#' } else { ch }).collect();
        groups.entry((key, (c.row.y / 4.0).round() as i32, c.top)).or_default().push(index);
    }
    let mut out: Vec<usize> =
        groups.into_values().filter(|all| all.len() >= 3 && all.len() * 2 >= pages).flatten().collect();
    out.sort_unstable();
    out
}
