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

/// Whether a line is drawn, not written: dashes, underscores, equals signs, stars.
fn is_rule(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| matches!(c, '-' | '_' | '=' | '*' | '~' | '–' | '—' | '─' | '.' | '…' | ' ' | '\\' | '+' | ':'))
        && text.chars().any(|c| c != '.' && c != ' ' && c != ':')
        || text.len() >= 3 && text.chars().all(|c| matches!(c, '.' | '…' | ' '))
}

/// One flag a line: it is furniture.
pub(crate) fn find_furniture(lines: &[TextLine]) -> Vec<bool> {
    let mut out: Vec<bool> = lines.iter().map(|l| is_rule(&l.text.text)).collect();
    mark_page_numbers(lines, &mut out);
    mark_running_heads(lines, &mut out);
    out
}

/// Index of the nearest line before or after `at` that holds text and is no furniture.
fn neighbour(lines: &[TextLine], out: &[bool], at: usize, step: isize) -> Option<usize> {
    let mut i = at.checked_add_signed(step)?;
    loop {
        let line = lines.get(i)?;
        if !line.text.is_empty() && !out.get(i).copied().unwrap_or(false) {
            return Some(i);
        }
        i = i.checked_add_signed(step)?;
    }
}

/// A sentence runs on from one line to the other.
fn runs_on(before: &TextLine, after: &TextLine) -> bool {
    let open_end = !before.text.text.ends_with(['.', ';', ':', '!', '?', '”', '"', '/']);
    open_end && after.text.text.chars().next().is_some_and(char::is_lowercase) && !opens_item(&after.text.key)
}

/// A line of running text, no cell of a table.
fn is_body(line: &TextLine) -> bool {
    line.text.text.chars().count() >= 30 || opens_item(&line.text.key) || line.text.text.ends_with(['.', ';', ':'])
}

fn mark_page_numbers(lines: &[TextLine], out: &mut [bool]) {
    let mut candidates: Vec<(usize, u32, bool)> = Vec::new();
    let mut written = 0;
    let mut since: Vec<usize> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if line.text.is_empty() {
            continue;
        }
        written += 1;
        if line.text.text.len() > 24 {
            continue;
        }
        let Some(found) = PAGE_NUMBER.captures(&line.text.key) else { continue };
        let explicit = found.get(4).is_none();
        let value = (1..=4).find_map(|g| found.get(g)).and_then(|m| m.as_str().parse().ok()).unwrap_or(0);
        candidates.push((i, value, explicit));
        since.push(written);
    }
    let chained = page_chain(&candidates, &since);
    let titled = lines.iter().position(|l| lexicon::document_kind(&l.text.key).is_some());
    let mut last: Option<(u32, usize)> = None;
    for (n, &(i, value, explicit)) in candidates.iter().enumerate() {
        let position = since.get(n).copied().unwrap_or(0);
        let before = neighbour(lines, out, i, -1);
        let after = neighbour(lines, out, i, 1);
        let flows = match (before.and_then(|b| lines.get(b)), after.and_then(|a| lines.get(a))) {
            (Some(b), Some(a)) => runs_on(b, a),
            _ => false,
        };
        let page_edge = i.checked_sub(1).and_then(|b| lines.get(b)).is_some_and(|l| l.ends_page) || lines.get(i).is_some_and(|l| l.ends_page);
        let follows = last.is_some_and(|(v, p)| value == v + 1 && position - p >= 12);
        let next_follows = candidates.iter().zip(&since).skip(n + 1).any(|((_, v, _), p)| *v == value + 1 && p - position >= 12);
        let crowded = |m: usize| since.get(m).is_some_and(|p| p.abs_diff(position) <= 5);
        let lone = value == 2
            && !n.checked_sub(1).is_some_and(crowded)
            && !crowded(n + 1)
            && [before, after].iter().all(|l| l.and_then(|l| lines.get(l)).is_some_and(is_body));
        let opens_sequence = last.is_none() && (value == 1 || value == 2) && position >= 12 && (next_follows || after.is_none() || lone);
        let in_body = position > 6 || titled.is_some_and(|at| i > at);
        if chained.contains(&n) || in_body && (explicit || flows) || page_edge || follows || opens_sequence {
            last = Some((value, position));
            if let Some(flag) = out.get_mut(i) {
                *flag = true;
            }
        }
    }
}

/// Numbers alone on their lines that count pages: 2, 3, 4 … at even distances, with no 1 before them (ordinals of a table
/// begin with 1). Gives back which of the candidates they are.
fn page_chain(candidates: &[(usize, u32, bool)], since: &[usize]) -> Vec<usize> {
    let position = |n: usize| since.get(n).copied().unwrap_or(0);
    let Some(first) = candidates.iter().position(|c| c.1 == 2 && !c.2) else { return Vec::new() };
    if candidates.iter().take(first).any(|c| c.1 == 1) {
        return Vec::new();
    }
    let mut chain = vec![first];
    let mut value = 2;
    for (n, candidate) in candidates.iter().enumerate().skip(first + 1) {
        if candidate.1 == value + 1 && !candidate.2 {
            chain.push(n);
            value += 1;
        }
    }
    let steps = || chain.windows(2).filter_map(|w| Some(position(*w.last()?) - position(*w.first()?)));
    let (least, most) = (steps().min().unwrap_or(0), steps().max().unwrap_or(0));
    let even = least >= 8 && most <= least + least / 4 + 2;
    if chain.len() >= 3 && even { chain } else { Vec::new() }
}

fn mark_running_heads(lines: &[TextLine], out: &mut [bool]) {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, line) in lines.iter().enumerate() {
        let text = &line.text.key;
        let plausible = !text.is_empty() && text.len() < 160 && !out.get(i).copied().unwrap_or(true);
        if plausible && !opens_item(text) && !text.contains(':') && !text.contains('|') && !text.contains('\t') {
            let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
            places.entry(shape).or_default().push(i);
        }
    }
    let mut heads: Vec<Vec<usize>> = places.into_values().filter(|p| p.len() >= 3).collect();
    heads.sort();
    for places in heads {
        let steps = || places.windows(2).filter_map(|w| Some(w.get(1)? - w.first()?));
        let (least, most) = (steps().min().unwrap_or(0), steps().max().unwrap_or(0));
        let worded = places.first().and_then(|i| lines.get(*i)).is_some_and(|l| l.text.text.chars().count() >= 24);
        let even = worded && least >= 12 && most - least <= 2;
        let regular = even || places.windows(2).all(|w| matches!(w, [a, b] if b - a >= 20));
        let cuts = places
            .iter()
            .filter(|&&i| {
                let before = neighbour(lines, out, i, -1).and_then(|b| lines.get(b));
                let after = neighbour(lines, out, i, 1).and_then(|a| lines.get(a));
                let page = i.checked_sub(1).is_some_and(|b| out.get(b).copied().unwrap_or(false))
                    || out.get(i + 1).copied().unwrap_or(false)
                    || i.checked_sub(1).and_then(|b| lines.get(b)).is_some_and(|l| l.ends_page);
                page || matches!((before, after), (Some(b), Some(a)) if runs_on(b, a))
            })
            .count();
        if even || regular && cuts * 3 >= places.len() {
            for i in places {
                if let Some(flag) = out.get_mut(i) {
                    *flag = true;
                }
            }
        }
    }
}
