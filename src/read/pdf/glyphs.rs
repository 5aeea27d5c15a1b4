//! Glyphs as drawn → glyphs as letters: legacy fonts decoded, combining marks joined to their bases.
//!
//! In: glyphs in drawing order. Out: the same with one glyph a letter. Tricky: a font without Vietnamese letters
//! is patched glyph by glyph, so the marks of a line may come after all of its bases.

use super::device::is_mark;
use super::page::{FontFacts, Glyph};
use super::recover::decode_legacy;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// How far back and forth a mark looks for its base where the glyph before it is not it.
const MARK_WINDOW: usize = 400;

/// Decodes fonts of the time before Unicode (`.VnTime`, `VNI-Times`), glyph pairs included.
pub(super) fn decode_fonts(glyphs: &mut Vec<Glyph>, fonts: &[FontFacts]) -> bool {
    let legacy: Vec<bool> = fonts.iter().map(|f| super::recover::is_legacy(&f.name)).collect();
    let is = |g: &Glyph| legacy.get(usize::from(g.font)).copied().unwrap_or(false);
    if !glyphs.iter().any(is) {
        return false;
    }
    let mut known: HashMap<(u16, char, char), Option<String>> = HashMap::new();
    let mut out: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut at = 0;
    while let Some(&glyph) = glyphs.get(at) {
        at += 1;
        let Some(font) = fonts.get(usize::from(glyph.font)).filter(|_| is(&glyph)) else {
            out.push(glyph);
            continue;
        };
        let mut look = |a: char, b: char| {
            let key = (glyph.font, a, b);
            known.entry(key).or_insert_with(|| decode_legacy(&font.name, a, b)).clone()
        };
        let next = glyphs.get(at).filter(|n| n.font == glyph.font && (n.y - glyph.y).abs() < 0.5);
        let pair = next.and_then(|n| look(glyph.ch, n.ch).map(|text| (n, text)));
        match pair {
            Some((n, text)) if text.chars().count() == 1 => {
                let ch = text.chars().next().unwrap_or(glyph.ch);
                out.push(Glyph { ch, x0: glyph.x0.min(n.x0), x1: glyph.x1.max(n.x1), ..glyph });
                at += 1;
            }
            _ => {
                let text = look(glyph.ch, '\0').unwrap_or_else(|| glyph.ch.to_string());
                out.extend(text.chars().map(|ch| Glyph { ch, ..glyph }));
            }
        }
    }
    *glyphs = out;
    true
}

/// Joins combining marks to their bases.
pub(super) fn compose_marks(glyphs: &mut Vec<Glyph>) {
    if !glyphs.iter().any(|g| is_mark(g.ch)) {
        return;
    }
    let mut marks: Vec<(usize, char)> = Vec::new();
    let mut last_base = None;
    for (index, glyph) in glyphs.iter().enumerate() {
        if !is_mark(glyph.ch) {
            if !glyph.is_blank() {
                last_base = Some(index);
            }
            continue;
        }
        let base = last_base
            .filter(|&b| glyphs.get(b).is_some_and(|base| sits_on(glyph, base)))
            .or_else(|| nearest_base(glyphs, index));
        if let Some(base) = base {
            marks.push((base, glyph.ch));
        }
    }
    marks.sort_by_key(|&(base, mark)| (base, rank(mark)));
    let mut text = String::new();
    let mut extra: Vec<(usize, Vec<char>)> = Vec::new();
    for group in marks.chunk_by(|a, b| a.0 == b.0) {
        let Some(base) = group.first().and_then(|g| glyphs.get_mut(g.0)) else { continue };
        text.clear();
        text.push(base.ch);
        text.extend(group.iter().map(|g| g.1));
        let mut composed = text.nfc();
        base.ch = composed.next().unwrap_or(base.ch);
        let rest: Vec<char> = composed.collect();
        if !rest.is_empty() {
            extra.push((group.first().map_or(0, |g| g.0), rest));
        }
    }
    let mut extra = extra.into_iter().peekable();
    let mut out = Vec::with_capacity(glyphs.len());
    for (index, glyph) in glyphs.iter().enumerate() {
        if is_mark(glyph.ch) {
            continue;
        }
        out.push(*glyph);
        if let Some((_, rest)) = extra.next_if(|e| e.0 == index) {
            out.extend(rest.into_iter().map(|ch| Glyph { ch, x0: glyph.x1, ..*glyph }));
        }
    }
    *glyphs = out;
}

fn sits_on(mark: &Glyph, base: &Glyph) -> bool {
    let slack = 0.35 * base.size;
    (mark.y - base.y).abs() < 0.5 * base.size && mark.mid() > base.x0 - slack && mark.mid() < base.x1 + slack
}

fn nearest_base(glyphs: &[Glyph], index: usize) -> Option<usize> {
    let mark = glyphs.get(index)?;
    let from = index.saturating_sub(MARK_WINDOW);
    let to = (index + MARK_WINDOW).min(glyphs.len());
    (from..to)
        .filter_map(|i| glyphs.get(i).map(|g| (i, g)))
        .filter(|(_, g)| !is_mark(g.ch) && !g.is_blank() && (g.y - mark.y).abs() < 0.5 * g.size)
        .map(|(i, g)| (i, (g.mid() - mark.mid()).abs(), g.size))
        .filter(|(_, distance, size)| distance < size)
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(i, ..)| i)
}

/// Shape marks first, then the dot below, then tones: the order from which NFC makes one letter.
fn rank(mark: char) -> u8 {
    match mark {
        '\u{302}' | '\u{306}' | '\u{31B}' => 0,
        '\u{323}' => 1,
        _ => 2,
    }
}
