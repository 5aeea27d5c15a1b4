//! Page furniture of text: rules drawn with characters, page numbers, running heads.
//!
//! In: the lines. Out: which of them are no text. Lone digits before the title are kept: a signing system may have put
//! the number and the day there.

use super::lines::TextLine;
use super::opener::opens_item;
use crate::lexicon;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

static PAGE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[-–—]\s?([0-9]{1,3})\s?[-–—]|(?:trang|page)\s*:?\s*([0-9]{1,3})(?:\s*(?:/|trên|of)\s*[0-9]{1,3})?|([0-9]{1,3})\s?/\s?[0-9]{1,3}|([0-9]{1,3}))$")
        .expect("constant pattern")
});

/// Whether a line is drawn, not written: dashes, underscores, equals signs, stars; or a remark of a program between two rules.
fn is_rule(text: &str) -> bool {
    is_drawn(text) || is_remark(text)
}

/// What programs write between pages: "--- PAGE BREAK ---", "=== page 3 ===".
fn is_remark(text: &str) -> bool {
    let rule = |c: char| matches!(c, '-' | '=' | '~' | '–' | '—');
    let inner = text.trim_matches(rule);
    let drawn = |end: &str| end.chars().filter(|c| rule(*c)).count() >= 3;
    let from = text.len() - text.trim_start_matches(rule).len();
    let framed = drawn(text.get(..from).unwrap_or_default())
        && drawn(text.get(text.trim_end_matches(rule).len()..).unwrap_or_default());
    let words = inner.split_whitespace().count();
    framed && (1..=4).contains(&words) && inner.is_ascii()
}

fn is_drawn(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| {
            matches!(c, '-' | '_' | '=' | '*' | '~' | '–' | '—' | '─' | '.' | '…' | ' ' | '\\' | '+' | ':')
        })
        && text.chars().any(|c| c != '.' && c != ' ' && c != ':')
        || text.len() >= 3 && text.chars().all(|c| matches!(c, '.' | '…' | ' '))
}

/// One flag a line: it is furniture.
pub(crate) fn find_furniture(lines: &[TextLine]) -> Vec<bool> {
    let mut page = Page::new(lines);
    mark_page_numbers(&mut page);
    mark_running_heads(&mut page);
    page.furniture
}

/// Lines, which of them are furniture, and for each the nearest ones before and after that hold text and are none.
struct Page<'l> {
    lines: &'l [TextLine],
    furniture: Vec<bool>,
    before: Vec<Option<usize>>,
    after: Vec<Option<usize>>,
}

impl<'l> Page<'l> {
    fn new(lines: &'l [TextLine]) -> Page<'l> {
        let furniture: Vec<bool> = lines.iter().map(|l| is_rule(&l.text.text)).collect();
        let written =
            |i: usize| lines.get(i).is_some_and(|l| !l.text.is_empty()) && furniture.get(i) == Some(&false);
        let nearest = |last: &mut Option<usize>, i: usize| {
            let found = *last;
            *last = if written(i) { Some(i) } else { found };
            Some(found)
        };
        let before = (0..lines.len()).scan(None, nearest).collect();
        let mut after: Vec<Option<usize>> = (0..lines.len()).rev().scan(None, nearest).collect();
        after.reverse();
        Page { lines, furniture, before, after }
    }

    /// The nearest lines of text before and after line `i`, which is one itself.
    fn neighbours(&self, i: usize) -> (Option<&'l TextLine>, Option<&'l TextLine>) {
        let line = |list: &[Option<usize>]| list.get(i).copied().flatten().and_then(|n| self.lines.get(n));
        (line(&self.before), line(&self.after))
    }

    /// Line `i` is furniture: its neighbours are each other's now.
    fn mark(&mut self, i: usize) {
        let (Some(flag), Some(before), Some(after)) =
            (self.furniture.get_mut(i), self.before.get(i), self.after.get(i))
        else {
            return;
        };
        *flag = true;
        let (before, after) = (*before, *after);
        if let Some(link) = before.and_then(|b| self.after.get_mut(b)) {
            *link = after;
        }
        if let Some(link) = after.and_then(|a| self.before.get_mut(a)) {
            *link = before;
        }
    }

    fn is_furniture(&self, i: Option<usize>) -> bool {
        i.and_then(|i| self.furniture.get(i)).copied().unwrap_or(false)
    }

    /// A page ends before line `i`.
    fn opens_page(&self, i: usize) -> bool {
        i.checked_sub(1).and_then(|b| self.lines.get(b)).is_some_and(|l| l.ends_page)
    }
}

/// A sentence runs on from one line to the other.
fn runs_on(before: &TextLine, after: &TextLine) -> bool {
    let open_end = !before.text.text.ends_with(['.', ';', ':', '!', '?', '”', '"', '/']);
    open_end && after.text.text.chars().next().is_some_and(char::is_lowercase) && !opens_item(&after.text.key)
}

/// A line of running text, no cell of a table.
fn is_body(line: &TextLine) -> bool {
    line.text.text.chars().count() >= 30
        || opens_item(&line.text.key)
        || line.text.text.ends_with(['.', ';', ':'])
}

/// A line that may be a page number.
struct Candidate {
    line: usize,
    value: u32,
    /// Marked as a page number: "- 2 -", "Trang 2".
    explicit: bool,
    /// How many lines of text stand up to it.
    position: usize,
}

fn page_number_candidates(lines: &[TextLine]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (position, (line, text)) in
        lines.iter().enumerate().filter(|(_, l)| !l.text.is_empty()).map(|(i, l)| (i, &l.text)).enumerate()
    {
        if text.text.len() > 24 {
            continue;
        }
        let Some(found) = PAGE_NUMBER.captures(&text.key) else { continue };
        let value = (1..=4).find_map(|g| found.get(g)).and_then(|m| m.as_str().parse().ok()).unwrap_or(0);
        candidates.push(Candidate { line, value, explicit: found.get(4).is_none(), position: position + 1 });
    }
    candidates
}

fn mark_page_numbers(page: &mut Page<'_>) {
    let candidates = page_number_candidates(page.lines);
    let chained = page_chain(&candidates);
    let titled = page.lines.iter().position(|l| lexicon::document_kind(&l.text.key).is_some());
    let last_of: HashMap<u32, usize> = candidates.iter().map(|c| (c.value, c.position)).collect();
    let mut last: Option<(u32, usize)> = None;
    for (n, &Candidate { line, value, explicit, position }) in candidates.iter().enumerate() {
        let (before, after) = page.neighbours(line);
        let flows = matches!((before, after), (Some(b), Some(a)) if runs_on(b, a));
        let page_edge = page.opens_page(line) || page.opens_page(line + 1);
        let follows = last.is_some_and(|(v, p)| value == v + 1 && position - p >= 12);
        let next_follows = last_of.get(&(value + 1)).is_some_and(|p| *p >= position + 12);
        let crowded = |m: usize| candidates.get(m).is_some_and(|c| c.position.abs_diff(position) <= 5);
        let lone = value == 2
            && !n.checked_sub(1).is_some_and(crowded)
            && !crowded(n + 1)
            && [before, after].iter().all(|l| l.is_some_and(is_body));
        let opens_sequence = last.is_none()
            && (value == 1 || value == 2)
            && position >= 12
            && (next_follows || after.is_none() || lone);
        let in_body = position > 6 || titled.is_some_and(|at| line > at);
        if chained.contains(&n) || in_body && (explicit || flows) || page_edge || follows || opens_sequence {
            last = Some((value, position));
            page.mark(line);
        }
    }
}

/// Numbers alone on their lines that count pages: 2, 3, 4 … at even distances, with no 1 before them (ordinals of a table
/// begin with 1). Gives back which of the candidates they are.
fn page_chain(candidates: &[Candidate]) -> Vec<usize> {
    let position = |n: usize| candidates.get(n).map_or(0, |c| c.position);
    let Some(first) = candidates.iter().position(|c| c.value == 2 && !c.explicit) else { return Vec::new() };
    if candidates.iter().take(first).any(|c| c.value == 1) {
        return Vec::new();
    }
    let mut chain = vec![first];
    let mut value = 2;
    for (n, candidate) in candidates.iter().enumerate().skip(first + 1) {
        if candidate.value == value + 1 && !candidate.explicit {
            chain.push(n);
            value += 1;
        }
    }
    let steps = || chain.windows(2).filter_map(|w| Some(position(*w.last()?) - position(*w.first()?)));
    let (least, most) = (steps().min().unwrap_or(0), steps().max().unwrap_or(0));
    let even = least >= 8 && most <= least + least / 4 + 2;
    if chain.len() >= 3 && even { chain } else { Vec::new() }
}

fn mark_running_heads(page: &mut Page<'_>) {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, line) in page.lines.iter().enumerate() {
        let text = &line.text.key;
        let plausible = !text.is_empty() && text.len() < 160 && !page.is_furniture(Some(i));
        if plausible
            && !text.contains(':')
            && !text.contains('|')
            && !text.contains('\t')
            && !opens_item(text)
        {
            let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
            places.entry(shape).or_default().push(i);
        }
    }
    let mut heads: Vec<Vec<usize>> = places.into_values().filter(|p| p.len() >= 3).collect();
    heads.sort();
    for places in heads {
        let steps = || places.windows(2).filter_map(|w| Some(w.get(1)? - w.first()?));
        let (least, most) = (steps().min().unwrap_or(0), steps().max().unwrap_or(0));
        let worded = places
            .first()
            .and_then(|i| page.lines.get(*i))
            .is_some_and(|l| l.text.text.chars().count() >= 24);
        let even = worded && least >= 12 && most - least <= 2;
        let regular = even || places.windows(2).all(|w| matches!(w, [a, b] if b - a >= 20));
        if !regular {
            continue;
        }
        let cuts = places
            .iter()
            .filter(|&&i| {
                let beside = page.is_furniture(i.checked_sub(1))
                    || page.is_furniture(Some(i + 1))
                    || page.opens_page(i);
                beside || matches!(page.neighbours(i), (Some(b), Some(a)) if runs_on(b, a))
            })
            .count();
        if even || cuts * 3 >= places.len() {
            places.into_iter().for_each(|i| page.mark(i));
        }
    }
}
