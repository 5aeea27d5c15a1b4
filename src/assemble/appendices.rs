//! Appendices (*phụ lục*) and the plan that a decision promulgates.
//!
//! In: the items of one annex. Out: an [`Appendix`] and the range of its body.

use super::citations::Citations;
use super::closing::opens_closing;
use super::parts::{Annex, appendix_heading, is_promulgation};
use super::value::{END_MARKS, in_order, text_of, trim_end};
use crate::form::is_national;
use crate::layout::{Item, Para, is_upper};
use crate::lexicon;
use crate::model::Appendix;
use crate::outline::marker::scan_marker;
use crate::text::Logical;
use crate::text::letter::is_bullet;
use std::ops::Range;

/// The heading of an annex as read.
pub(crate) struct Heading {
    /// Kind, marker, title, link to the document.
    pub(crate) appendix: Appendix,
    /// Its body.
    pub(crate) body: Range<usize>,
    /// Its own recipients and signature, where it has them.
    pub(crate) closing: Range<usize>,
}

/// Reads the heading of an annex and cuts off its own signature.
pub(crate) fn read_heading(items: &[Item], annex: &Annex, citations: &Citations) -> Heading {
    let mut appendix = Appendix { kind: annex.kind, ..Appendix::default() };
    let mut title: Vec<Logical> = Vec::new();
    let mut open_bracket = false;
    let mut at = annex.range.start;
    if let Some(para) = items.get(at).and_then(Item::para)
        && let Some((marker, end)) = appendix_heading(para)
    {
        appendix.marker = marker.and_then(|m| para.text.text.get(m)).map(str::to_owned);
        let rest = para.text.slice(end..para.text.text.len());
        let skip = rest.text.len() - rest.text.trim_start_matches([' ', '.', ':', '-', '–']).len();
        let rest = rest.slice(skip..rest.text.len());
        take_title_line(&rest, &mut title, &mut appendix, citations);
        at += 1;
    }
    while let Some(Item::Para(para)) = items.get(at).filter(|_| at < annex.range.end) {
        if open_bracket && para.text.text.len() < 300 {
            open_bracket = !para.text.text.contains(')');
            at += 1;
            continue;
        }
        if ends_heading(para, &title) {
            break;
        }
        if para.text.text.chars().any(char::is_alphanumeric) && !is_national(&para.text.key) {
            take_title_line(&para.text, &mut title, &mut appendix, citations);
        }
        open_bracket = para.text.text.trim_start().starts_with('(') && !para.text.text.contains(')');
        at += 1;
    }
    let joined = in_order(&title);
    if !joined.is_empty() {
        appendix.title = Some(text_of(&joined, trim_end(&joined, 0..joined.text.len(), &END_MARKS)));
    }
    let closing = (at..annex.range.end).find(|i| opens_closing(items, *i)).unwrap_or(annex.range.end);
    Heading { appendix, body: at..closing, closing: closing..annex.range.end }
}

/// A line of the heading: title, or "(Kèm theo Quyết định số …)", perhaps both on one line.
fn take_title_line(text: &Logical, title: &mut Vec<Logical>, appendix: &mut Appendix, citations: &Citations) {
    let bracket = ["(ban hành", "(kèm theo", "(đính kèm", "(theo ", "(ban hành theo"]
        .iter()
        .filter_map(|w| text.key.find(w))
        .min();
    let cut = if is_promulgation(&text.key) { Some(0) } else { bracket };
    let (head, tail) = match cut {
        Some(at) => (text.slice(0..at), Some(text.slice(at..text.text.len()))),
        None => (text.clone(), None),
    };
    if !head.is_empty() {
        title.push(head);
    }
    if let Some(tail) = tail
        && appendix.attached_to.is_none()
    {
        appendix.attached_to = citations.inside(&tail.all_spans()).into_iter().next();
    }
}

/// The body has begun: a section, prose, a basis.
fn ends_heading(para: &Para, title: &[Logical]) -> bool {
    let key = para.text.key.as_str();
    if is_promulgation(key) {
        return false;
    }
    // "Triển khai …" below "KẾ HOẠCH" is its subject, not a basis
    let is_subject =
        super::bases::may_be_subject(key) && !para.text.text.trim_end().ends_with([';', '.', ':']);
    let marker = scan_marker(key).is_some_and(|m| m.fit_case(&para.text.text).is_some());
    let strong = is_upper(&para.text.text)
        || para.style.bold
        || para.style.align == Some(crate::source::Align::Center);
    let length: usize = title.iter().map(|t| t.text.len()).sum();
    marker
        || super::bases::opens_basis(key) && !strong && !(title.len() == 1 && is_subject)
        || para.text.text.starts_with(|c| is_bullet(c) && c != '*')
        || !title.is_empty()
            && !strong
            && (para.text.text.chars().count() > 200 || para.text.text.ends_with(['.', ';', ':']))
        || title.is_empty() && !strong && para.text.text.chars().count() > 300
        || length > 900
        || !title.is_empty()
            && lexicon::document_kind(key).is_some()
            && is_upper(&para.text.text)
            && title.len() > 3
}
