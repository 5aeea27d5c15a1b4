//! Styles and fonts of a Word file.
//!
//! In: their tables. Out: for each style its marks with those of the styles it is based on; font names.
//!
//! Tricky: damaged files hold styles that are based on each other in a ring.

use super::bytes::{slice, u16_at};
use super::look::{Look, Shape};

/// How many styles may stand on each other.
const LONGEST_CHAIN: usize = 24;

#[derive(Clone, Copy, Debug, Default)]
struct Raw<'a> {
    /// Number that built-in styles have in every language: 1–9 headings, 19–27 tables of contents.
    built_in: u16,
    base: u16,
    paragraph: &'a [u8],
    character: &'a [u8],
    is_paragraph: bool,
}

/// A style with all it stands on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    pub(super) shape: Shape,
    pub(super) look: Look,
    pub(super) heading: Option<u8>,
    pub(super) contents: bool,
}

/// All styles.
#[derive(Debug, Default)]
pub(super) struct Styles<'a> {
    raw: Vec<Raw<'a>>,
    resolved: Vec<Style>,
    plain: Look,
}

impl<'a> Styles<'a> {
    pub(super) fn read(table: &'a [u8], data: &[u8]) -> Styles<'a> {
        let mut styles = Styles::default();
        let Some(head_len) = u16_at(table, 0).map(usize::from) else { return styles };
        let head = slice(table, 2, head_len).unwrap_or_default();
        let base_len = u16_at(head, 2).map_or(10, usize::from);
        styles.plain.font = u16_at(head, 12).unwrap_or(0);
        styles.plain.font_other = u16_at(head, 16).unwrap_or(styles.plain.font);
        let mut at = 2 + head_len;
        for _ in 0..u16_at(head, 0).unwrap_or(0) {
            let Some(len) = u16_at(table, at).map(usize::from) else { break };
            styles
                .raw
                .push(slice(table, at + 2, len).and_then(|s| read_style(s, base_len)).unwrap_or_default());
            at += 2 + len + len % 2;
        }
        styles.resolved = (0..styles.raw.len()).map(|index| styles.resolve(index, data)).collect();
        styles
    }

    /// A paragraph style.
    pub(super) fn get(&self, index: u16) -> Style {
        let unknown = Style { look: self.plain, ..Style::default() };
        self.resolved.get(usize::from(index)).copied().unwrap_or(unknown)
    }

    /// Marks of a character style.
    pub(super) fn character_marks(&self, index: u16) -> Option<&'a [u8]> {
        self.raw.get(usize::from(index)).map(|raw| raw.character)
    }

    fn resolve(&self, index: usize, data: &[u8]) -> Style {
        let mut chain = Vec::new();
        let mut at = index;
        while let Some(raw) = self.raw.get(at).filter(|_| chain.len() < LONGEST_CHAIN) {
            chain.push((at, *raw));
            at = usize::from(raw.base);
        }
        let mut style = Style { look: self.plain, ..Style::default() };
        for (at, raw) in chain.iter().rev() {
            let list = style.shape.list;
            style.shape.apply(raw.paragraph, data);
            if style.shape.list != list {
                style.shape.list_style = u16::try_from(*at).ok();
            }
            if raw.is_paragraph {
                style.look.apply(raw.character, &|_| None);
            }
        }
        if let Some((_, raw)) = chain.first() {
            style.heading = u8::try_from(raw.built_in).ok().filter(|n| (1..=9).contains(n));
            style.contents = (19..=27).contains(&raw.built_in);
        }
        style
    }
}

fn read_style(style: &[u8], base_len: usize) -> Option<Raw<'_>> {
    let kind = u16_at(style, 2)?;
    let name_len = usize::from(u16_at(style, base_len)?);
    let mut at = base_len + 2 + name_len * 2 + 2;
    let mut next = || {
        at += at % 2;
        let len = usize::from(u16_at(style, at)?);
        let marks = slice(style, at + 2, len)?;
        at += 2 + len;
        Some(marks)
    };
    let is_paragraph = kind & 0xF == 1;
    let paragraph = if is_paragraph { next().and_then(|m| m.get(2..)) } else { None };
    let character = if kind & 0xF <= 2 { next() } else { None };
    Some(Raw {
        built_in: u16_at(style, 0)? & 0x0FFF,
        base: kind >> 4,
        paragraph: paragraph.unwrap_or_default(),
        character: character.unwrap_or_default(),
        is_paragraph,
    })
}

/// A font.
#[derive(Clone, Debug, Default)]
pub(super) struct Font {
    pub(super) name: String,
    pub(super) symbol: bool,
    /// TCVN3 or VNI, by its name.
    pub(super) old: bool,
}

/// Reads the fonts.
pub(super) fn fonts(table: &[u8]) -> Vec<Font> {
    let mut fonts = Vec::new();
    let mut at = 4;
    while let Some(len) = table.get(at).copied().map(usize::from) {
        let Some(entry) = slice(table, at + 1, len) else { break };
        let units =
            entry.get(39..).unwrap_or_default().chunks_exact(2).map(|p| u16::from_le_bytes([p[0], p[1]]));
        let name: String = char::decode_utf16(units.take_while(|u| *u != 0)).filter_map(Result::ok).collect();
        let old = crate::text::charset::is_old_font(&name);
        fonts.push(Font { symbol: entry.get(3) == Some(&2) && !old, old, name });
        at += 1 + len;
    }
    fonts
}
