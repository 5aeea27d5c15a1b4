//! Signature stamps and what signing systems type into a document: the number and the day.
//!
//! In: recorded pages. Out: stamps as [`SignatureStamp`]s, taken off the page; numbers put into the blanks after
//! `Số:` and `ngày`. Tricky: the typed number stands in an annotation, up to 1.3 em above its line, and overlaps the
//! blanks drawn there.

use super::lines::{Row, Seg, Setting, rows};
use super::page::{COLOURED, FontFacts, Glyph, Page};
use crate::source::SignatureStamp;
use crate::text::fold::fold;

/// How far above or below its line a typed number may stand, in ems.
const DRIFT: f32 = 1.3;
/// Lone numbers looked at in the head of a document.
const MOST_NUMBERS: usize = 40;
/// Words of which one marks a stamp (folded).
const STAMP_WORDS: [&str; 9] =
    ["ký bởi", "người ký", "ngày ký", "thời gian ký", "email:", "cơ quan:", "ký số", "giờ ký", "signed by"];
/// Labels of the fields of a stamp (folded), and which field each is.
const LABELS: [(&str, Field); 13] = [
    ("được ký bởi", Field::Signer),
    ("người ký", Field::Signer),
    ("ký bởi", Field::Signer),
    ("signed by", Field::Signer),
    ("cơ quan", Field::Agency),
    ("tổ chức", Field::Agency),
    ("đơn vị", Field::Agency),
    ("thời gian ký", Field::Time),
    ("ngày ký", Field::Time),
    ("giờ ký", Field::Time),
    ("date", Field::Time),
    ("email", Field::Other),
    ("chức vụ", Field::Other),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Signer,
    Agency,
    Time,
    Other,
}

/// Handles the annotation layer and coloured stamps of one page.
pub(super) fn take(page: &mut Page, fonts: &[FontFacts]) -> Vec<SignatureStamp> {
    let mut stamps = Vec::new();
    let notes = std::mem::take(&mut page.notes);
    if !notes.is_empty() {
        // Words lose their blanks below, so gaps count.
        let setting = Setting { fonts, blanks: false, blank_ends: false };
        let mut rest: Vec<Glyph> = Vec::new();
        for word in words(notes) {
            if !is_number(&word) || !fill_blank(page, &word, fonts) {
                rest.extend(word);
            }
        }
        stamps.extend(groups(rest).into_iter().filter_map(|g| read(&g, setting)));
    }
    lift_numbers(page, fonts);
    let setting = Setting::of(&page.glyphs, fonts);
    let coloured: Vec<Glyph> = page.glyphs.iter().filter(|g| g.has(COLOURED)).copied().collect();
    if !coloured.is_empty() {
        for group in groups(coloured) {
            if marks_stamp(&group_text(&group, setting)) {
                remove(page, &group, true);
                stamps.extend(read(&group, setting));
            }
        }
    }
    for group in small_groups(page) {
        let text = group_text(&group, setting);
        let key = fold(&text);
        if STAMP_WORDS.iter().filter(|w| key.contains(**w)).count() >= 2 {
            remove(page, &group, false);
            stamps.extend(read(&group, setting));
        }
    }
    stamps.dedup();
    stamps
}

/// Glyphs of one layer as words, each with the blanks around it dropped.
fn words(glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    let mut out = Vec::new();
    for row in rows(glyphs) {
        let mut word: Vec<Glyph> = Vec::new();
        for glyph in row.whole().glyphs {
            let gap = word.last().is_some_and(|l| glyph.x0 - l.x1 > 0.3 * l.size);
            if (glyph.is_blank() || gap) && !word.is_empty() {
                out.push(std::mem::take(&mut word));
            }
            if !glyph.is_blank() {
                word.push(glyph);
            }
        }
        if !word.is_empty() {
            out.push(word);
        }
    }
    out
}

fn is_number(word: &[Glyph]) -> bool {
    (1..=6).contains(&word.len()) && word.iter().all(|g| g.ch.is_ascii_digit())
}

/// Numbers that a signing system wrote into the page itself, a little above or below their line.
fn lift_numbers(page: &mut Page, fonts: &[FontFacts]) {
    if page.number > 1 {
        return;
    }
    let head: Vec<Glyph> = page.glyphs.iter().filter(|g| g.y < 0.35 * page.height).copied().collect();
    let lone = rows(head).into_iter().flat_map(|r| if r.segs.len() <= 3 { r.segs } else { Vec::new() });
    let numbers: Vec<Seg> = lone.filter(|s| is_number(&s.glyphs)).take(MOST_NUMBERS).collect();
    for number in numbers {
        let own = |g: &Glyph| (g.y - number.y).abs() < 0.1 && g.mid() > number.x0 && g.mid() < number.x1;
        let (taken, rest): (Vec<Glyph>, Vec<Glyph>) = page.glyphs.iter().partition(|g| own(g));
        page.glyphs = rest;
        if !fill_blank(page, &number.glyphs, fonts) {
            page.glyphs.extend(taken);
        }
    }
}

/// Puts a typed number into the blank of a line `Số: …` or `ngày … tháng … năm …`.
fn fill_blank(page: &mut Page, word: &[Glyph], fonts: &[FontFacts]) -> bool {
    let (Some(first), Some(last)) = (word.first(), word.last()) else { return false };
    let (x0, x1, y) = (first.x0, last.x1, first.y);
    let near: Vec<Glyph> = page
        .glyphs
        .iter()
        .filter(|g| (g.y - y).abs() < (DRIFT + 0.4) * g.size.max(first.size) && !g.has(COLOURED))
        .copied()
        .collect();
    let setting = Setting::of(&page.glyphs, fonts);
    let best = rows(near)
        .into_iter()
        .filter(|r| (r.y - y).abs() <= DRIFT * r.size.max(first.size))
        .filter_map(|row| blank_of(row.whole(), x0, x1, setting))
        .min_by(|a, b| (a.0 - y).abs().total_cmp(&(b.0 - y).abs()));
    let Some((line_y, size, from, to)) = best else { return false };
    let leader = |g: &Glyph| g.is_blank() || matches!(g.ch, '.' | '…' | '_');
    page.glyphs
        .retain(|g| !(leader(g) && (g.y - line_y).abs() < 0.3 * size && g.mid() > from && g.mid() < to));
    let (width, room) = (x1 - x0, (to - from).max(1.0));
    let scale = f32::min(1.0, 0.9 * room / width.max(0.1));
    let start = f32::max(from + 0.04 * room, f32::min(x0, to - 0.06 * room - width * scale));
    for glyph in word {
        let moved = |x: f32| start + (x - x0) * scale;
        page.glyphs.push(Glyph { x0: moved(glyph.x0), x1: moved(glyph.x1), y: line_y, size, ..*glyph });
    }
    pad(page, line_y, size, (from, start), (start + width * scale, to), word);
    true
}

/// Writes blanks on both sides of an inserted number where there is room for one.
fn pad(page: &mut Page, y: f32, size: f32, before: (f32, f32), after: (f32, f32), word: &[Glyph]) {
    let Some(model) = word.first() else { return };
    for (from, to) in [before, after] {
        if to - from > 0.12 * size {
            page.glyphs.push(Glyph { x0: from, x1: to, y, size, ch: ' ', ..*model });
        }
    }
}

/// The blank of a line that spans about x0..x1: its height, size and ends. Only in lines with a number or a date.
fn blank_of(line: Seg, x0: f32, x1: f32, setting: Setting<'_>) -> Option<(f32, f32, f32, f32)> {
    let key = fold(&line.text(setting));
    let dated = key.contains("ngày") || key.contains("tháng");
    let numbered = key.contains("số:") || key.contains("số :") || key.starts_with("số ") || key.contains("/");
    if !dated && !numbered {
        return None;
    }
    let mid = (x0 + x1) / 2.0;
    let shown = || line.glyphs.iter().filter(|g| !g.is_blank() && !matches!(g.ch, '.' | '…' | '_'));
    let before = shown().filter(|g| g.mid() < mid).map(|g| g.x1).fold(f32::NEG_INFINITY, f32::max);
    let after = shown().filter(|g| g.mid() >= mid).map(|g| g.x0).fold(f32::INFINITY, f32::min);
    let to = if after.is_finite() { after } else { x1 + line.size };
    let overlap = to.min(x1) - before.max(x0);
    let fits = before.is_finite() && to - before > 0.2 * line.size && overlap > 0.4 * (x1 - x0);
    fits.then_some((line.y, line.size, before, to))
}

/// Glyphs that stand together, in reading order.
fn groups(glyphs: Vec<Glyph>) -> Vec<Vec<Row>> {
    let mut out: Vec<Vec<Row>> = Vec::new();
    for row in rows(glyphs) {
        for seg in row.segs {
            let line = Row { y: seg.y, size: seg.size, segs: vec![seg] };
            let home = out.iter_mut().find(|g| {
                g.iter().rev().take(3).any(|l| {
                    line.y - l.y < 2.5 * line.size.max(l.size)
                        && line.x0() < l.x1() + 5.0
                        && line.x1() > l.x0() - 5.0
                })
            });
            match home {
                Some(group) => group.push(line),
                None => out.push(vec![line]),
            }
        }
    }
    out
}

/// Groups of small black lines.
fn small_groups(page: &Page) -> Vec<Vec<Row>> {
    let small: Vec<Glyph> = page.glyphs.iter().filter(|g| g.size <= 9.0).copied().collect();
    if small.is_empty() || small.len() * 2 > page.glyphs.len() && page.glyphs.len() > 400 {
        Vec::new()
    } else {
        groups(small)
    }
}

fn group_text(group: &[Row], setting: Setting<'_>) -> String {
    group.iter().map(|r| r.clone().whole().text(setting)).collect::<Vec<_>>().join("\n")
}

fn marks_stamp(text: &str) -> bool {
    let key = fold(text);
    STAMP_WORDS.iter().any(|w| key.contains(w))
}

fn remove(page: &mut Page, group: &[Row], coloured: bool) {
    for row in group {
        let (y, slack, x0, x1) = (row.y, 0.4 * row.size, row.x0() - 0.5, row.x1() + 0.5);
        let size = row.size;
        page.glyphs.retain(|g| {
            (g.y - y).abs() > slack
                || g.mid() < x0
                || g.mid() > x1
                || (coloured && !g.has(COLOURED))
                || (!coloured && (g.size - size).abs() > 1.0)
        });
    }
}

/// Reads the fields of a stamp; `None` where it has none.
fn read(group: &[Row], setting: Setting<'_>) -> Option<SignatureStamp> {
    let text = group_text(group, setting);
    let key = fold(&text);
    let mut found: Vec<(usize, usize, Field)> = Vec::new();
    for (label, field) in LABELS {
        for (at, _) in key.match_indices(label) {
            let end = at + label.len();
            let colon = key.get(end..).map_or(0, |r| r.len() - r.trim_start_matches([' ', '\n']).len());
            let marked = key.get(end + colon..).is_some_and(|r| r.starts_with(':'));
            let inside = found.iter().any(|f| at >= f.0 && at < f.1);
            if marked && !inside {
                found.push((at, end + colon + 1, field));
            }
        }
    }
    found.sort_unstable_by_key(|f| f.0);
    let mut stamp = SignatureStamp::default();
    for (i, (_, end, field)) in found.iter().enumerate() {
        let stop = found.get(i + 1).map_or(text.len(), |f| f.0);
        let value = text.get(*end..stop).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
        let slot = match field {
            Field::Signer => &mut stamp.signer,
            Field::Agency => &mut stamp.agency,
            Field::Time => &mut stamp.time,
            Field::Other => continue,
        };
        if slot.is_none() && !value.is_empty() {
            *slot = Some(value);
        }
    }
    (stamp != SignatureStamp::default()).then_some(stamp)
}
