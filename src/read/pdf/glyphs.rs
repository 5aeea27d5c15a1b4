//! Glyphs as drawn → glyphs as letters: legacy fonts decoded, combining marks joined to their bases.
//!
//! In: glyphs in drawing order. Out: the same with one glyph a letter. Tricky: a font without Vietnamese letters
//! is patched glyph by glyph, so the marks of a line may come after all of its bases.

use super::device::is_mark;
use super::page::{FontFacts, Glyph};
use super::recover::{decode_font_run, is_legacy};
use unicode_normalization::UnicodeNormalization;

/// How far back and forth a mark looks for its base where the glyph before it is not it.
const MARK_WINDOW: usize = 400;
/// Most glyphs decoded at once.
const MAX_STRETCH: usize = 4_000;

/// Decodes fonts of the time before Unicode (`.VnTime`, `VNI-Times`); tells the charset of the last one, if any.
///
/// The decoder wants whole words, so glyphs go to it in long stretches of one font.
pub(super) fn decode_fonts(glyphs: &mut Vec<Glyph>, fonts: &[FontFacts]) -> Option<&'static str> {
    let legacy: Vec<bool> = fonts.iter().map(|f| is_legacy(&f.name)).collect();
    let name_of = |g: &Glyph| {
        let number = usize::from(g.font);
        fonts.get(number).filter(|_| legacy.get(number) == Some(&true)).map(|f| f.name.as_str())
    };
    if !glyphs.iter().any(|g| name_of(g).is_some()) {
        return None;
    }
    let mut charset = None;
    let mut dropped = vec![false; glyphs.len()];
    let mut start = 0;
    while let Some(first) = glyphs.get(start) {
        let name = name_of(first);
        let same = |g: &&Glyph| name_of(g) == name;
        let end = start + glyphs.iter().skip(start).take(MAX_STRETCH).take_while(same).count().max(1);
        if let (Some(name), Some(stretch), Some(dropped)) =
            (name, glyphs.get_mut(start..end), dropped.get_mut(start..end))
            && decode_stretch(name, stretch, dropped)
        {
            charset = Some(if name.to_ascii_lowercase().starts_with("vni") { "vni" } else { "tcvn3" });
        }
        start = end;
    }
    let mut dropped = dropped.into_iter();
    glyphs.retain(|_| !dropped.next().unwrap_or(false));
    charset
}

/// Decodes glyphs of one legacy font in place; a mark drawn as a glyph of its own is dropped into its letter.
fn decode_stretch(font: &str, glyphs: &mut [Glyph], dropped: &mut [bool]) -> bool {
    let mut text = String::new();
    let mut owners: Vec<usize> = Vec::new();
    let mut before: Option<Glyph> = None;
    for (index, glyph) in glyphs.iter().enumerate() {
        let apart = before.is_some_and(|b| {
            (b.y - glyph.y).abs() > 0.5 * b.size
                || glyph.x0 - b.x1 > 0.3 * b.size
                || glyph.x0 < b.x0 - 0.5 * b.size
        });
        if apart || glyph.is_blank() {
            text.push(' ');
        }
        if !glyph.is_blank() {
            text.push(raw_byte(glyph.ch));
            owners.push(index);
            before = Some(*glyph);
        } else {
            before = None;
        }
    }
    let Some(decoded) = decode_font_run(font, &text) else { return false };
    let mut owners = owners.into_iter();
    let mut words = decoded.split(' ');
    for stored in text.split(' ') {
        let (stored, word): (Vec<char>, Vec<char>) =
            (stored.chars().collect(), words.next().unwrap_or("").chars().collect());
        let mut extra = stored.len().saturating_sub(word.len());
        let mut letters = word.into_iter();
        let mut home: Option<usize> = None;
        for (at, stored_char) in stored.iter().enumerate() {
            let Some(index) = owners.next() else { return true };
            let mark = extra > 0 && at > 0 && !stored_char.is_ascii() && is_vowel(stored.get(at - 1));
            let x1 = glyphs.get(index).map_or(0.0, |g| g.x1);
            match home.filter(|_| mark).and_then(|h| glyphs.get_mut(h)) {
                Some(base) => {
                    base.x1 = base.x1.max(x1);
                    extra -= 1;
                    if let Some(gone) = dropped.get_mut(index) {
                        *gone = true;
                    }
                }
                None => {
                    home = Some(index);
                    match (letters.next(), glyphs.get_mut(index), dropped.get_mut(index)) {
                        (Some(c), Some(glyph), _) => glyph.ch = c,
                        (None, _, Some(gone)) => *gone = true,
                        _ => {}
                    }
                }
            }
        }
    }
    true
}

/// The printed hyphen of these fonts is a letter (`ư` in TCVN3, 0xAD) that PDF writers call a minus sign.
fn raw_byte(c: char) -> char {
    match c {
        '\u{2212}' | '\u{2010}' => '\u{AD}',
        '\u{2219}' => '\u{B7}',
        c => c,
    }
}

/// A letter that carries marks in VNI: a vowel, ö (ư) or ô (ơ).
fn is_vowel(c: Option<&char>) -> bool {
    c.is_some_and(|c| {
        matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
            || matches!(c, 'ö' | 'Ö' | 'ô' | 'Ô')
    })
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
