//! Fonts that do not say what their glyphs mean: Word's Times New Roman by glyph id, and legacy encodings by name.
//!
//! In: glyphs and font names. Out: characters. The table lists glyph ids of the original font, which Word keeps in
//! its subsets. Tricky: a simple font without a table of its own comes out as `phÆp` for `pháp`; the ids know better.

use super::page::{FontFacts, Page, UNMAPPED};
use std::collections::HashMap;
use std::sync::LazyLock;

static TIMES: LazyLock<HashMap<u16, char>> = LazyLock::new(|| {
    include_str!("times-new-roman-glyphs.tsv")
        .lines()
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let gid = fields.next()?.parse().ok()?;
            let code = u32::from_str_radix(fields.next()?.strip_prefix("U+")?, 16).ok()?;
            Some((gid, char::from_u32(code)?))
        })
        .collect()
});

/// Letters that only Vietnamese texts have in number.
pub(super) fn is_vietnamese(c: char) -> bool {
    matches!(
        c,
        'ă' | 'Ă'
            | 'đ'
            | 'Đ'
            | 'Ð'
            | 'ơ'
            | 'Ơ'
            | 'ư'
            | 'Ư'
            | 'â'
            | 'Â'
            | 'ê'
            | 'Ê'
            | 'ô'
            | 'Ô'
            | 'ĩ'
            | 'Ĩ'
            | 'ũ'
            | 'Ũ'
    ) || ('\u{1EA0}'..='\u{1EF9}').contains(&c)
        || matches!(c, 'à' | 'á' | 'ã' | 'è' | 'é' | 'ì' | 'í' | 'ò' | 'ó' | 'õ' | 'ù' | 'ú' | 'ý')
        || matches!(c, 'À' | 'Á' | 'Ã' | 'È' | 'É' | 'Ì' | 'Í' | 'Ò' | 'Ó' | 'Õ' | 'Ù' | 'Ú' | 'Ý')
}

/// Evidence about one font: its glyphs as the file says and as the table says.
#[derive(Default)]
struct Evidence {
    glyphs: u32,
    unmapped: u32,
    letters: u32,
    vietnamese: u32,
    covered: u32,
    table_letters: u32,
    table_vietnamese: u32,
}

/// Replaces the characters of Times New Roman subsets that tell nothing (or nonsense) by those of the glyph table.
/// Returns the names of the fonts so read.
pub(super) fn recover(pages: &mut [Page], fonts: &[FontFacts]) -> Vec<String> {
    let named =
        |f: &FontFacts| f.name.replace([' ', '-', ','], "").to_ascii_lowercase().contains("timesnewroman");
    let mut evidence: Vec<Option<Evidence>> =
        fonts.iter().map(|f| named(f).then(Evidence::default)).collect();
    for glyph in pages.iter().flat_map(|p| p.glyphs.iter().chain(&p.notes)) {
        let Some(Some(e)) = evidence.get_mut(usize::from(glyph.font)) else { continue };
        e.glyphs += 1;
        if glyph.has(UNMAPPED) {
            e.unmapped += 1;
        } else if glyph.ch.is_alphabetic() {
            e.letters += 1;
            e.vietnamese += u32::from(is_vietnamese(glyph.ch));
        }
        if let Some(&c) = TIMES.get(&glyph.gid) {
            e.covered += 1;
            e.table_letters += u32::from(c.is_alphabetic());
            e.table_vietnamese += u32::from(is_vietnamese(c));
        }
    }
    let chosen: Vec<bool> = evidence.iter().map(|e| e.as_ref().is_some_and(table_wins)).collect();
    for glyph in pages.iter_mut().flat_map(|p| p.glyphs.iter_mut().chain(&mut p.notes)) {
        let chosen = chosen.get(usize::from(glyph.font)) == Some(&true);
        if let Some(&c) = TIMES.get(&glyph.gid).filter(|_| chosen) {
            glyph.ch = c;
            glyph.flags &= !UNMAPPED;
        }
    }
    let mut names: Vec<String> =
        fonts.iter().zip(&chosen).filter(|(_, c)| **c).map(|(f, _)| f.name.clone()).collect();
    names.sort();
    names.dedup();
    names
}

fn table_wins(e: &Evidence) -> bool {
    let doubtful = e.unmapped * 20 >= e.glyphs || (e.letters > 40 && e.vietnamese * 100 < e.letters * 12);
    let covered = e.covered * 100 >= e.glyphs * 98;
    let speaks =
        e.table_vietnamese * 5 >= e.table_letters || (e.table_letters < 40 && e.unmapped * 2 > e.glyphs);
    e.glyphs > 0 && doubtful && covered && speaks
}

/// Whether a font name tells an encoding of the time before Unicode.
pub(super) fn is_legacy(name: &str) -> bool {
    let name = name.trim_start_matches('.').to_ascii_lowercase();
    let rest = |prefix: &str| name.strip_prefix(prefix);
    rest("vni-").is_some()
        || rest("vntime").is_some()
        || rest("vnarial").is_some()
        || rest("vn3d").is_some()
        || rest("vnsouth").is_some()
        || name.starts_with("vn") && name.len() > 3 && !name.contains("unicode")
}

/// The letters that text in a legacy font shows.
pub(super) fn decode_font_run(font: &str, text: &str) -> Option<String> {
    crate::text::charset::decode_font_run(font, text)
}
