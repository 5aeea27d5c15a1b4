//! Footnotes at the foot of a page.
//!
//! In: the rows of a page. Out: the footnotes as paragraphs of their own part, their rows taken out. A footnote zone
//! lies under a short rule, in smaller letters, and begins with a raised or bare mark.

use super::frame::Frame;
use super::lines::{Row, Seg, Setting};
use super::page::{Glyph, Page, RAISED};
use super::paragraphs::{Para, Zone, paragraphs};
use crate::source::Part;

/// Takes the footnotes out of the rows of a page.
pub(super) fn take(lines: &mut Vec<Row>, page: &Page, setting: Setting<'_>) -> Vec<Para> {
    let Some(start) = zone_start(lines, page) else { return Vec::new() };
    let zone: Vec<Seg> = lines.split_off(start).into_iter().map(Row::whole).collect();
    let left = zone.iter().map(|s| s.x0).fold(f32::INFINITY, f32::min);
    let right = zone.iter().map(|s| s.x1).fold(f32::NEG_INFINITY, f32::max);
    let mut out: Vec<Para> = Vec::new();
    let mut open: Vec<Seg> = Vec::new();
    let mut mark = String::new();
    let mut flush = |open: &mut Vec<Seg>, mark: &str| {
        let frame = Frame { left, right, pitch: 14.0, ..Frame::default() };
        let mut paras = paragraphs(std::mem::take(open), frame, Zone::Cell, page.number, setting);
        if let Some(first) = paras.first_mut().filter(|_| !mark.is_empty()) {
            first.text = format!("{mark} {}", first.text);
            first.label = mark.len();
        }
        out.extend(paras.into_iter().map(|p| Para { part: Part::Footnote, flows: false, ..p }));
    };
    for mut seg in zone {
        if let Some(own) = mark_of(&seg, &mark) {
            flush(&mut open, &mark);
            seg.glyphs.drain(..own.chars().count());
            mark = own;
        }
        open.extend(Seg::new(seg.glyphs));
    }
    flush(&mut open, &mark);
    out
}

/// The mark with which a line begins: raised, or a bare number that follows on the one before it.
fn mark_of(line: &Seg, before: &str) -> Option<String> {
    let start = |keep: fn(&Glyph) -> bool| -> String {
        line.glyphs.iter().take_while(|g| keep(g)).map(|g| g.ch).collect()
    };
    let raised = start(|g| g.has(RAISED));
    if !raised.is_empty() {
        return Some(raised);
    }
    let bare = start(|g| g.ch.is_ascii_digit());
    let parted = line.glyphs.get(bare.len()).is_some_and(Glyph::is_blank);
    let next = bare.parse::<u32>().ok()? == before.parse::<u32>().map_or(1, |n| n + 1);
    (parted && (next || before.is_empty())).then_some(bare)
}

/// The row with which the footnotes begin: below a rule of its own, all smaller than the text or that rule short; the
/// first row bears a mark, or goes on from the page before.
fn zone_start(lines: &[Row], page: &Page) -> Option<usize> {
    let mut sizes: Vec<f32> = lines.iter().map(|r| r.size).collect();
    sizes.sort_by(f32::total_cmp);
    let body = *sizes.get(sizes.len() / 2)?;
    let upright = |x: f32, y: f32| {
        page.rules
            .iter()
            .any(|r| !r.horizontal && (r.at - x).abs() < 4.0 && y > r.from - 4.0 && y < r.to + 4.0)
    };
    let separators = page.rules.iter().filter(|r| {
        r.horizontal
            && r.to - r.from > 40.0
            && r.at > 0.35 * page.height
            && !upright(r.from, r.at)
            && !upright(r.to, r.at)
    });
    separators
        .filter_map(|rule| {
            let start = lines.iter().position(|r| r.y > rule.at)?;
            let zone = lines.get(start..)?;
            let first = zone.first()?;
            let marked = mark_of(first.segs.first()?, "").is_some();
            let goes_on =
                rule.at > 0.6 * page.height && zone.iter().all(|r| r.size < body - 2.0) && zone.len() < 12;
            let near = first.x0() < rule.from + 60.0 && first.y - rule.at < 30.0;
            let small = zone.iter().all(|r| r.size < body - 0.8);
            let separator = rule.at > 0.6 * page.height
                && rule.to - rule.from < 0.45 * page.width
                && (rule.from - first.x0()).abs() < 4.0;
            (near && (small && (marked || goes_on) || separator && marked)).then_some(start)
        })
        .min()
}
