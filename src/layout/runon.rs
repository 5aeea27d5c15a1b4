//! Paragraphs in which several blocks of the document run together, as crawlers leave them: cut where [`form::cuts`] and
//! [`Markers`] say.
//!
//! In: items. Out: items. Tricky: `… KẾ HOẠCH AN TOÀN GIAO THÔNG NĂM 2024 Thực hiện Chỉ thị số 23-CT/TW …` is a kind, a
//! subject and a basis; `… ổn định và tiến bộ 1.1.` ends with the marker of the next paragraph.

use super::markers::Markers;
use super::{Item, Para};
use crate::form::{self, ends_upper};
use crate::text::Logical;
use regex::Regex;
use std::sync::LazyLock;

/// Cuts paragraphs that run on.
pub(crate) fn split_run_on(items: Vec<Item>) -> Vec<Item> {
    let flat = items.iter().filter_map(Item::para).any(|p| is_flat(&p.text));
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    let mut markers = Markers::new(&items, flat);
    let mut carry: Option<Logical> = None;
    for (index, item) in items.into_iter().enumerate() {
        let mut para = match item {
            Item::Para(para) => para,
            table => {
                push_carry(&mut carry, &mut out);
                out.push(table);
                continue;
            }
        };
        if let Some(mut marker) = carry.take() {
            marker.append(&para.text, false);
            para.text = marker;
        }
        if let Some(at) = trailing_marker(&para.text) {
            carry = Some(para.text.slice(at..para.text.text.len()));
            para.text = para.text.slice(0..at);
        }
        let mut cuts = form::cuts(&para.text);
        cuts.extend(first_child(&para.text));
        cuts.extend(markers.cuts(index, &para.text));
        cuts.retain(|c| *c > 0);
        push_pieces(para, cuts, &mut out);
    }
    push_carry(&mut carry, &mut out);
    out
}

fn push_carry(carry: &mut Option<Logical>, out: &mut Vec<Item>) {
    if let Some(text) = carry.take() {
        out.push(Item::Para(Para { text, ..Para::default() }));
    }
}

fn push_pieces(mut para: Para, mut cuts: Vec<usize>, out: &mut Vec<Item>) {
    if cuts.is_empty() {
        out.push(Item::Para(para));
        return;
    }
    cuts.sort_unstable();
    cuts.dedup();
    let text = std::mem::take(&mut para.text);
    cuts.push(text.text.len());
    let mut from = 0;
    for cut in cuts {
        let piece = text.slice(from..cut);
        if !piece.is_empty() {
            out.push(Item::Para(Para { text: piece, ..para.clone() }));
        }
        from = cut;
    }
}

/// A paragraph that holds a whole letterhead, or a chain of sections.
fn is_flat(text: &Logical) -> bool {
    static SECTION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[.;:…”)/a-zđà-ỹ0-9]\s(?:II|III|IV)\s?[.\-/]\s?\p{Lu}{2}").expect("constant pattern")
    });
    let head = text.key.contains("độc lập") && text.key.contains("hạnh phúc") && text.text.len() > 300;
    head || text.text.len() > 1200 && SECTION.is_match(&text.text)
}

/// A marker at the end of a paragraph that belongs to the next one: a many-level number, or the `1.` after a heading in
/// capitals.
fn trailing_marker(text: &Logical) -> Option<usize> {
    static MARKER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[^\s,]\s([0-9]{1,2}(?:\.[0-9]{1,2}){1,2}\.|1\.)$").expect("constant pattern")
    });
    if !text.key.ends_with('.') {
        return None;
    }
    let found = MARKER.captures(&text.key)?.get(1)?;
    let before = text.key.get(..found.start())?.trim_end();
    let cited = ["mục", "khoản", "điểm", "điều", "số", "biểu", "phần", "tiểu mục"]
        .iter()
        .any(|w| before.ends_with(w));
    let single = found.as_str() == "1.";
    let heading = ends_upper(text.text.get(..found.start())?);
    (!cited && (!single || heading)).then_some(found.start())
}

/// `3. Giải quyết tốt tranh chấp 3.1. Rà soát …`: the first item below a numbered heading on the heading's own line.
fn first_child(text: &Logical) -> Option<usize> {
    static HEAD: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^([0-9]{1,2}(?:\.[0-9]{1,2})?)\.?\s").expect("constant pattern"));
    if !text.text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let stem = HEAD.captures(&text.text)?.get(1)?;
    let needle = format!(" {}.1", stem.as_str());
    let at = text.text.get(stem.end()..)?.find(&needle).map(|i| i + stem.end() + 1)?;
    let rest = text.text.get(at + needle.len() - 1..)?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let opens = rest.strip_prefix(' ').and_then(|r| r.chars().next()).is_some_and(char::is_uppercase);
    let before = text.key.get(..at)?.trim_end();
    let cited = ["mục", "khoản", "điểm", "điều", "số", "biểu", "phần", "tại", "và"]
        .iter()
        .any(|w| before.ends_with(w));
    (opens && !cited).then_some(at)
}
