//! Cuts a document into its parts: opening, body, closing, appendices and attached plans.
//!
//! In: items. Out: ranges of items. Tricky: a decision is signed before its plan begins; a letterhead may stand again
//! over an appendix; "PHỤ LỤC" may open the file.

use super::closing::opens_closing;
use crate::form::is_name;
use crate::layout::{Grid, Item, Para, is_upper};
use crate::lexicon;
use crate::model::AppendixKind;
use crate::outline::marker::{ListKind, scan_marker};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The parts, as ranges of items.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    /// Letterhead, title, bases and body.
    pub(crate) main: Range<usize>,
    /// Recipients and signature.
    pub(crate) closing: Range<usize>,
    /// What follows.
    pub(crate) annexes: Vec<Annex>,
}

/// An appendix or an attached plan.
#[derive(Clone, Debug)]
pub(crate) struct Annex {
    /// Which.
    pub(crate) kind: AppendixKind,
    /// All of it.
    pub(crate) range: Range<usize>,
}

static APPENDIX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:phụ\s?lục|phụ\s?biểu|biểu\s?mẫu|biểu\s?số|biểu|mẫu\s?số|mẫu)(?:\s+số)?(?:\s*:?\s*([0-9]{1,2}[a-zđ]?|[ivx]{1,5}[a-z]?|[a-z]))?\s*(?:[.:\-–]|$|\s\(|\s)")
        .expect("constant pattern")
});

/// The heading of an appendix: its marker and the length of "Phụ lục II" in bytes.
pub(crate) fn appendix_heading(para: &Para) -> Option<(Option<Range<usize>>, usize)> {
    let key = para.text.key.as_str();
    if !["phụ", "biểu", "mẫu"].iter().any(|w| key.starts_with(w)) {
        return None;
    }
    let found = APPENDIX.captures(key)?;
    let all = found.get(0)?;
    let marker = found.get(1);
    let end = marker.map_or(all.end(), |m| m.end());
    let rest = key.get(end..).unwrap_or("").trim_start_matches([' ', '.', ':', '-', '–']);
    let head_upper = para.text.text.get(..all.end()).is_some_and(is_upper);
    let tail_upper = para.text.text.get(end..).is_some_and(is_upper);
    let word_is_appendix = key.starts_with("phụ");
    let short = para.text.text.chars().count() < 250;
    let centred = para.style.align == Some(crate::source::Align::Center) || para.style.bold;
    let stands = rest.is_empty()
        || head_upper
        || tail_upper
        || centred && marker.is_some() && !rest.starts_with("kèm");
    let closed = !key.trim_end().ends_with([';', ',']) && !rest.starts_with("kèm theo");
    let fits = if word_is_appendix {
        stands
    } else {
        (head_upper || centred) && (marker.is_some() || rest.is_empty())
    };
    (short && fits && closed).then(|| (marker.map(|m| m.range()), end))
}

/// Cuts the items of the running text.
pub(crate) fn divide(items: &[Item], title: Option<usize>) -> Parts {
    let from = title.map_or(0, |t| t + 1);
    let closing = (from..items.len()).find(|i| opens_closing(items, *i));
    let mut named = false;
    let first_annex = (from..items.len()).find(|i| {
        let after_closing = closing.is_some_and(|c| *i > c);
        named |= after_closing && items.get(*i).and_then(Item::para).is_some_and(|p| is_name(&p.text.text));
        starts_annex(items, *i, after_closing).is_some() || after_closing && opens_outline(items, *i, named)
    });
    let closing = closing.filter(|c| first_annex.is_none_or(|a| *c < a));
    let end = first_annex.unwrap_or(items.len());
    let mut parts =
        Parts { main: 0..closing.unwrap_or(end), closing: closing.unwrap_or(end)..end, annexes: Vec::new() };
    let mut start = first_annex;
    let mut signed = NextClosing { items, found: None };
    while let Some(at) = start {
        let kind = starts_annex(items, at, true).unwrap_or(AppendixKind::Attachment);
        let attached_end = |i: &usize| match starts_annex(items, *i, false) {
            Some(_) => true,
            None => {
                kind == AppendixKind::Appendix
                    && is_attached_title(items, *i)
                    && signed.stands_between(at, *i)
            }
        };
        let next = (at + 1..items.len()).find(attached_end);
        parts.annexes.push(Annex { kind, range: at..next.unwrap_or(items.len()) });
        start = next;
    }
    parts
}

/// The next closing, looked for once: it is asked for from places that only move on.
struct NextClosing<'i> {
    items: &'i [Item],
    found: Option<usize>,
}

impl NextClosing<'_> {
    /// Whether a closing opens between two items.
    fn stands_between(&mut self, from: usize, to: usize) -> bool {
        let known = self.found.filter(|at| *at >= from);
        let next = known.unwrap_or_else(|| {
            (from..self.items.len()).find(|i| opens_closing(self.items, *i)).unwrap_or(self.items.len())
        });
        self.found = Some(next);
        next < to
    }
}

/// Whether an appendix or an attached plan begins at an item.
fn starts_annex(items: &[Item], at: usize, after_closing: bool) -> Option<AppendixKind> {
    match items.get(at)? {
        Item::Para(para) => {
            if appendix_heading(para).is_some() {
                return Some(AppendixKind::Appendix);
            }
            (after_closing && is_attached_title(items, at)).then(|| attached_kind(items, at))
        }
        Item::Table(grid) => (after_closing && holds_work(grid)).then_some(AppendixKind::Appendix),
    }
}

/// A table of some size after the signature belongs to an appendix without a heading.
fn holds_work(grid: &Grid) -> bool {
    grid.width >= 2 && grid.rows.len() >= 2
}

/// A kind in capitals: the title of a plan that follows the signature.
fn is_attached_title(items: &[Item], at: usize) -> bool {
    let Some(para) = items.get(at).and_then(Item::para) else { return false };
    if para.text.text.chars().count() > 400 {
        return false;
    }
    match lexicon::document_kind_prefix(&para.text.key) {
        Some((_, len)) => para.text.text.get(..len).is_some_and(is_upper) && para.column.is_none(),
        None => {
            is_upper(&para.text.text)
                && para.text.text.chars().count() > 12
                && followed_by_promulgation(items, at)
        }
    }
}

/// The first number of an outline stands behind the signature: an attachment whose title is lost. Recipients may be numbered
/// too, before the name.
fn opens_outline(items: &[Item], at: usize, named: bool) -> bool {
    let Some(para) = items.get(at).and_then(Item::para).filter(|p| p.column.is_none()) else { return false };
    let marker = scan_marker(&para.text.key).and_then(|m| m.fit_case(&para.text.text));
    marker.is_some_and(|m| {
        m.readings.iter().any(|r| {
            let outer = matches!(r.kind, ListKind::Part | ListKind::Chapter | ListKind::Article)
                || r.kind == ListKind::Roman && is_upper(&para.text.text);
            r.value == 1 && (outer || named && r.kind == ListKind::Arabic && !para.text.text.ends_with(';'))
        })
    })
}

fn followed_by_promulgation(items: &[Item], at: usize) -> bool {
    (at + 1..at + 5).filter_map(|i| items.get(i)?.para()).any(|p| is_promulgation(&p.text.key))
}

/// "(Ban hành kèm theo Quyết định số …)", "(Kèm theo Kế hoạch số …)".
pub(crate) fn is_promulgation(key: &str) -> bool {
    let key = key.trim_start_matches(['(', '*', '_', ' ', '[']);
    ["ban hành kèm theo", "kèm theo", "đính kèm", "ban hành theo", "(kèm theo"]
        .iter()
        .any(|w| key.starts_with(w))
        && key.len() < 400
}

fn attached_kind(items: &[Item], at: usize) -> AppendixKind {
    let key = items.get(at).and_then(Item::para).map(|p| p.text.key.clone()).unwrap_or_default();
    let is_list = ["danh mục", "đề cương", "báo cáo"].iter().any(|w| key.starts_with(w));
    if is_list { AppendixKind::Appendix } else { AppendixKind::Attachment }
}
