//! Automatic numbers of a Word file.
//!
//! In: the list tables, and each list paragraph in order. Out: the label that Word shows. Reference: [MS-DOC] 2.9.131–150.
//!
//! Tricky: counters belong to the list, not to the override through which paragraphs name it; a bullet counts too.

use super::bytes::{slice, u16_at, u32_at};
use super::look::Look;
use super::styles::Font;
use crate::read::gather;
use crate::read::numeral::Numeral;
use std::collections::BTreeMap;

const LEVELS: usize = 9;
/// The number format of bullets.
const BULLET: u8 = 0x17;

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: u8,
    legal: bool,
    /// Restart only after levels above this one.
    restart_limit: Option<u8>,
    /// Places of numbers in the template, from 1.
    places: [u8; LEVELS],
    template: Vec<u16>,
    font: Option<u16>,
}

#[derive(Debug, Default)]
struct List {
    id: u32,
    /// The paragraph style of each level.
    styles: Vec<u16>,
    levels: Vec<Level>,
}

#[derive(Debug, Default)]
struct Override {
    list: u32,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

#[derive(Debug, Default)]
struct Count {
    value: [u32; LEVELS],
    running: [bool; LEVELS],
}

/// The lists and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: BTreeMap<u32, List>,
    overrides: Vec<Override>,
    counts: BTreeMap<u32, Count>,
    /// Overrides whose own start at a level has been used.
    started: BTreeMap<(u16, usize), ()>,
}

impl Lists {
    /// `table` is the table stream, `levels_at` where the levels begin: behind the table of lists.
    pub(super) fn read(list_table: &[u8], table: &[u8], levels_at: usize, override_table: &[u8]) -> Lists {
        let mut lists = Lists::default();
        let mut at = levels_at;
        for index in 0..usize::from(u16_at(list_table, 0).unwrap_or(0)) {
            let Some(list) = read_list(list_table, 2 + index * 28, table, &mut at) else { break };
            lists.lists.entry(list.id).or_insert(list);
        }
        lists.overrides = read_overrides(override_table).unwrap_or_default();
        lists
    }

    /// The level of a list paragraph that a style brought without saying which.
    pub(super) fn level_of_style(&self, number: u16, style: u16) -> Option<u8> {
        let list = self.lists.get(&self.overrides.get(usize::from(number).checked_sub(1)?)?.list)?;
        list.styles.iter().position(|s| *s == style).and_then(|l| u8::try_from(l).ok())
    }

    /// Counts a paragraph and gives its label; nothing where it has none.
    pub(super) fn label(&mut self, number: u16, level: u8, fonts: &[Font]) -> Option<String> {
        let over = self.overrides.get(usize::from(number).checked_sub(1)?)?;
        let list = self.lists.get(&over.list)?;
        let at = usize::from(level).min(LEVELS - 1);
        let level_at = |l: usize| {
            over.levels.get(&l).or_else(|| list.levels.get(l.min(list.levels.len().saturating_sub(1))))
        };
        let level = level_at(at)?;
        let count = self.counts.entry(list.id).or_default();
        let own_start =
            over.starts.get(&at).copied().filter(|_| self.started.insert((number, at), ()).is_none());
        count.value[at] = match own_start {
            Some(start) => start,
            None if count.running[at] => count.value[at].saturating_add(1),
            None => level.start,
        };
        count.running[at] = true;
        for below in at + 1..LEVELS {
            let limit = level_at(below).and_then(|l| l.restart_limit).map_or(below, usize::from);
            if at < limit {
                count.running[below] = false;
            }
        }
        // A level that was skipped shows its start, and starts with it when its turn comes.
        for above in 0..at {
            if count.running[above] {
                continue;
            }
            count.value[above] = level_at(above).map_or(1, |l| l.start);
        }
        let (font, symbol) = level
            .font
            .and_then(|f| fonts.get(usize::from(f)))
            .map_or(("", false), |f| (f.name.as_str(), f.symbol));
        let text = write(level, &count.value, |l| level_at(l).map_or(0, |level| level.format));
        let label = gather::label(font, symbol && level.format == BULLET, &text);
        (!label.is_empty()).then_some(label)
    }
}

/// Writes the template of a level with its numbers.
fn write(level: &Level, values: &[u32; LEVELS], format_of: impl Fn(usize) -> u8) -> String {
    let mut out = String::new();
    let mut unit = Vec::new();
    for (index, &code) in level.template.iter().enumerate() {
        let place = u8::try_from(index + 1).unwrap_or(0);
        let number = usize::from(code);
        if number < LEVELS && level.format != BULLET && level.places.contains(&place) {
            out.push_str(&String::from_utf16_lossy(&std::mem::take(&mut unit)));
            let format = format_of(number);
            let numeral = if level.legal && format != 22 { Numeral::Decimal } else { numeral(format) };
            numeral.write(values[number], &mut out);
        } else {
            unit.push(code);
        }
    }
    out.push_str(&String::from_utf16_lossy(&unit));
    out
}

fn numeral(format: u8) -> Numeral {
    match format {
        1 => Numeral::UpperRoman,
        2 => Numeral::LowerRoman,
        3 => Numeral::UpperLetter,
        4 => Numeral::LowerLetter,
        5 => Numeral::Ordinal,
        22 => Numeral::Padded(2),
        0x38 => Numeral::Vietnamese,
        BULLET => Numeral::Bullet,
        0xFF => Numeral::None,
        _ => Numeral::Decimal,
    }
}

fn read_list(lists: &[u8], head: usize, table: &[u8], at: &mut usize) -> Option<List> {
    let head = slice(lists, head, 28)?;
    let simple = head.get(26)? & 1 != 0;
    let levels =
        (0..if simple { 1 } else { LEVELS }).map(|_| read_level(table, at)).collect::<Option<Vec<_>>>()?;
    let styles = (0..LEVELS).filter_map(|l| u16_at(head, 8 + l * 2)).collect();
    Some(List { id: u32_at(head, 0)?, styles, levels })
}

fn read_level(bytes: &[u8], at: &mut usize) -> Option<Level> {
    let head = slice(bytes, *at, 28)?;
    let flags = *head.get(5)?;
    let [character, paragraph] = [24, 25].map(|i| head.get(i).copied().map_or(0, usize::from));
    let mut next = *at + 28 + paragraph;
    let mut look = Look { font: u16::MAX, ..Look::default() };
    look.apply(slice(bytes, next, character)?, &|_| None);
    next += character;
    let len = usize::from(u16_at(bytes, next)?);
    let template = slice(bytes, next + 2, len * 2)?;
    *at = next + 2 + len * 2;
    Some(Level {
        start: u32_at(head, 0)?.min(0x7FFF),
        format: *head.get(4)?,
        legal: flags & 4 != 0,
        restart_limit: (flags & 8 != 0).then(|| head.get(26).copied()).flatten(),
        places: head.get(6..15)?.try_into().ok()?,
        // A template is a few characters; a longer one is damage.
        template: template.chunks_exact(2).take(64).map(|p| u16::from_le_bytes([p[0], p[1]])).collect(),
        font: Some(look.font).filter(|f| *f != u16::MAX),
    })
}

fn read_overrides(table: &[u8]) -> Option<Vec<Override>> {
    let count = usize::try_from(u32_at(table, 0)?).ok()?.min(table.len() / 16);
    let mut all: Vec<Override> = Vec::with_capacity(count);
    let mut at = 4 + count * 16;
    let mut whole = true;
    for index in 0..count {
        let head = slice(table, 4 + index * 16, 16)?;
        let mut over = Override { list: u32_at(head, 0)?, ..Override::default() };
        if whole {
            whole = read_override(table, &mut at, *head.get(12)?, &mut over).is_some();
        }
        all.push(over);
    }
    Some(all)
}

fn read_override(table: &[u8], at: &mut usize, count: u8, over: &mut Override) -> Option<()> {
    *at += 4;
    for _ in 0..count {
        let (start, flags) = (u32_at(table, *at)?, u32_at(table, *at + 4)?);
        *at += 8;
        let level = usize::try_from(flags & 0xF).ok()?;
        if flags & 0x20 != 0 {
            let own = read_level(table, at)?;
            if flags & 0x10 != 0 {
                over.starts.insert(level, own.start);
            }
            over.levels.insert(level, own);
        } else if flags & 0x10 != 0 {
            over.starts.insert(level, start.min(0x7FFF));
        }
    }
    Some(())
}
