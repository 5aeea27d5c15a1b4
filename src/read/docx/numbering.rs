//! Lists: which number or bullet Word shows before a paragraph.
//!
//! In: `numbering.xml`, then paragraphs in document order. Out: their labels. Counters belong to the abstract list:
//! two lists made from one go on counting together, whatever stands between. Knows nothing of the text.
//! Tricky: a `startOverride` counts the first time its list is used at that level, and never again.

use super::styles::Styles;
use super::tags::{Names, Tag};
use crate::read::numeral::{Numeral, plain_bullet};
use crate::read::run::decode_legacy;
use crate::read::xml::{Piece, Pieces, attribute};
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// Levels of a list.
const LEVELS: usize = 9;
/// Longest text of a level that is taken over, in bytes; Word's own are a few characters.
const LONGEST: usize = 240;

/// One level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    numeral: Numeral,
    text: String,
    font: String,
    legal: bool,
    /// `lvlRestart`: 0 never, else the 1-based level that restarts this one.
    restart: Option<u8>,
    style: Option<String>,
    defined: bool,
}

#[derive(Default)]
struct AbstractList {
    id: i64,
    levels: Vec<Level>,
    /// The numbering style that holds the real definition.
    link: Option<String>,
    /// The numbering style whose definition this is.
    linked_style: Option<String>,
}

#[derive(Default)]
struct LevelOverride {
    level: u8,
    start: Option<u32>,
    replacement: Option<Level>,
}

#[derive(Default)]
struct List {
    id: i64,
    abstract_id: i64,
    /// Index of the abstract list, links followed.
    resolved: Option<usize>,
    overrides: Vec<LevelOverride>,
}

/// The lists of a document.
#[derive(Default)]
pub(super) struct Numbering {
    abstracts: Vec<AbstractList>,
    lists: Vec<List>,
    by_id: HashMap<i64, usize>,
}

/// A paragraph's place in a list: which list, and which of its levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    list: usize,
    level: usize,
}

/// How far each list has counted.
#[derive(Default)]
pub(super) struct Counters {
    /// By abstract list.
    values: HashMap<usize, [Option<u32>; LEVELS]>,
    /// Start overrides that have been used, one bit a level, by list.
    used: HashMap<usize, u16>,
}

impl Numbering {
    /// Reads the part; also why its reading stopped early, if it did.
    pub(super) fn read(text: &str, styles: &Styles) -> (Numbering, Option<String>) {
        let mut reading = Reading::default();
        let mut names = Names::default();
        let mut pieces = Pieces::new(text);
        let mut stack: Vec<Tag> = Vec::new();
        loop {
            match pieces.next() {
                Piece::End => break,
                Piece::Close => {
                    if let Some(tag) = stack.pop() {
                        reading.close(tag);
                    }
                }
                Piece::Open(start) => {
                    let tag = names.tag(&start);
                    reading.open(tag, &start);
                    stack.push(tag);
                }
                _ => {}
            }
        }
        while let Some(tag) = stack.pop() {
            reading.close(tag);
        }
        let mut numbering = reading.numbering;
        numbering.link(styles);
        (numbering, pieces.damage)
    }

    /// Finds the abstract list behind each list, through numbering styles where it says so.
    fn link(&mut self, styles: &Styles) {
        let by_id: HashMap<i64, usize> =
            self.abstracts.iter().enumerate().rev().map(|(index, a)| (a.id, index)).collect();
        for (index, list) in self.lists.iter().enumerate().rev() {
            self.by_id.insert(list.id, index);
        }
        let own: HashMap<&str, usize> = self
            .abstracts
            .iter()
            .enumerate()
            .rev()
            .filter_map(|(index, a)| Some((a.linked_style.as_deref()?, index)))
            .collect();
        let resolve = |list: &List| {
            let mut index = *by_id.get(&list.abstract_id)?;
            for _ in 0..8 {
                let Some(link) = self.abstracts.get(index)?.link.as_deref() else { break };
                let through_style = || {
                    let list = styles.chain(styles.find(link)?).find_map(|style| style.paragraph.list)?;
                    by_id.get(&self.lists.get(*self.by_id.get(&list)?)?.abstract_id).copied()
                };
                index = through_style().filter(|next| *next != index).or_else(|| own.get(link).copied())?;
            }
            Some(index)
        };
        let resolved: Vec<Option<usize>> = self.lists.iter().map(resolve).collect();
        for (list, index) in self.lists.iter_mut().zip(resolved) {
            list.resolved = index;
        }
    }

    /// Where a paragraph stands: by its own properties, else by the first style of its chain that names a list.
    pub(super) fn place(
        &self,
        own_list: Option<i64>,
        own_level: Option<u8>,
        style: Option<usize>,
        styles: &Styles,
    ) -> Option<Place> {
        let place = |list: i64, level: Option<u8>| {
            let list = *self.by_id.get(&list)?;
            self.lists.get(list)?.resolved?;
            Some(Place { list, level: usize::from(level.unwrap_or(0)).min(LEVELS - 1) })
        };
        if let Some(list) = own_list {
            return place(list, own_level);
        }
        let chain = || style.into_iter().flat_map(|index| styles.chain(index));
        let list = chain().find_map(|style| style.paragraph.list)?;
        let level = own_level.or_else(|| {
            let upto = chain().position(|style| style.paragraph.list.is_some()).map_or(0, |n| n + 1);
            chain()
                .take(upto)
                .find_map(|style| style.paragraph.level.or_else(|| self.level_of_style(list, &style.id)))
        });
        place(list, level)
    }

    fn level_of_style(&self, list: i64, style: &str) -> Option<u8> {
        let list = self.lists.get(*self.by_id.get(&list)?)?;
        let levels = &self.abstracts.get(list.resolved?)?.levels;
        let index = levels.iter().position(|level| level.style.as_deref() == Some(style))?;
        u8::try_from(index).ok()
    }

    fn level<'s>(&'s self, list: &'s List, level: usize) -> Option<&'s Level> {
        let replaced = list.overrides.iter().rfind(|o| usize::from(o.level) == level);
        let own = list.resolved.and_then(|index| self.abstracts.get(index)?.levels.get(level));
        replaced.and_then(|o| o.replacement.as_ref()).or(own).filter(|level| level.defined)
    }

    fn start_override(list: &List, level: usize) -> Option<u32> {
        list.overrides.iter().rfind(|o| usize::from(o.level) == level).and_then(|o| o.start)
    }

    fn start(&self, list: &List, level: usize) -> u32 {
        Numbering::start_override(list, level).or_else(|| Some(self.level(list, level)?.start)).unwrap_or(1)
    }

    /// Counts a paragraph at `place` and gives its label, which may be empty.
    pub(super) fn count(&self, place: Place, counters: &mut Counters) -> String {
        let Some((list, index)) = self.lists.get(place.list).and_then(|list| Some((list, list.resolved?)))
        else {
            return String::new();
        };
        let values = counters.values.entry(index).or_default();
        let used = counters.used.entry(place.list).or_default();
        let bit = 1u16 << place.level;
        let first_use = Numbering::start_override(list, place.level).is_some() && *used & bit == 0;
        *used |= bit;
        let value = match values.get(place.level).copied().flatten() {
            Some(value) if !first_use => value.saturating_add(1),
            _ => self.start(list, place.level),
        };
        for (deeper, slot) in values.iter_mut().enumerate().skip(place.level + 1) {
            // A replaced level keeps the restart rule of the level it replaces, as in Word.
            let own = self.abstracts.get(index).and_then(|a| a.levels.get(deeper));
            match own.and_then(|level| level.restart) {
                Some(0) => {}
                Some(restart) if place.level >= usize::from(restart) => {}
                _ => *slot = None,
            }
        }
        if let Some(slot) = values.get_mut(place.level) {
            *slot = Some(value);
        }
        let values = *values;
        self.label(list, place.level, &values)
    }

    fn label(&self, list: &List, at: usize, values: &[Option<u32>; LEVELS]) -> String {
        let Some(level) = self.level(list, at) else { return String::new() };
        if level.numeral == Numeral::Bullet {
            return plain_bullet(&level.font, level.text.trim());
        }
        let mut label = String::new();
        let mut characters = level.text.chars().peekable();
        while let Some(c) = characters.next() {
            let digit = characters.peek().and_then(|d| d.to_digit(10)).filter(|d| c == '%' && *d > 0);
            let Some(digit) = digit else {
                label.push(c);
                continue;
            };
            characters.next();
            let shown = digit as usize - 1;
            let Some(shown_level) = self.level(list, shown) else { continue };
            let value = values.get(shown).copied().flatten().unwrap_or_else(|| self.start(list, shown));
            let numeral = if level.legal { Numeral::Decimal } else { shown_level.numeral };
            numeral.write(value, &mut label);
        }
        decode_legacy(&level.font, &label).unwrap_or(label).trim().to_owned()
    }
}

/// What has been read of the part so far.
#[derive(Default)]
struct Reading {
    numbering: Numbering,
    current_abstract: Option<AbstractList>,
    current_list: Option<List>,
    current_override: Option<LevelOverride>,
    current_level: Option<(usize, Level)>,
}

impl Reading {
    fn open(&mut self, tag: Tag, start: &BytesStart<'_>) {
        let value = || attribute(start, "val");
        let number = || super::styles::number(start);
        let index = |name| attribute(start, name).and_then(|v| v.trim().parse::<i64>().ok());
        match tag {
            Tag::AbstractList => {
                let id = index("abstractNumId").unwrap_or(-1);
                self.current_abstract = Some(AbstractList { id, ..AbstractList::default() });
            }
            Tag::List => {
                let id = index("numId").unwrap_or(-1);
                self.current_list = Some(List { id, ..List::default() });
            }
            Tag::LevelOverride => {
                let level = index("ilvl").and_then(|n| u8::try_from(n).ok()).unwrap_or(u8::MAX);
                self.current_override = Some(LevelOverride { level, ..LevelOverride::default() });
            }
            Tag::Level => {
                let level = index("ilvl").and_then(|n| usize::try_from(n).ok()).unwrap_or(usize::MAX);
                // A level that does not say where it starts starts at 0.
                self.current_level = Some((level, Level { defined: true, ..Level::default() }));
            }
            Tag::AbstractId => {
                if let (Some(list), Some(id)) = (&mut self.current_list, number()) {
                    list.abstract_id = id;
                }
            }
            Tag::StartOverride => {
                if let Some(change) = &mut self.current_override {
                    change.start = number().map(clamp);
                }
            }
            Tag::NumberStyleLink | Tag::StyleLink => {
                if let Some(list) = &mut self.current_abstract {
                    let value = value().map(|v| v.into_owned());
                    if tag == Tag::StyleLink { list.linked_style = value } else { list.link = value }
                }
            }
            _ => {
                if let Some((_, level)) = &mut self.current_level {
                    level.take(tag, start);
                }
            }
        }
    }

    fn close(&mut self, tag: Tag) {
        match tag {
            Tag::Level => {
                let Some((index, level)) = self.current_level.take() else { return };
                if let Some(change) = &mut self.current_override {
                    change.replacement = Some(level);
                } else if let Some(list) = self.current_abstract.as_mut().filter(|_| index < LEVELS) {
                    if list.levels.len() <= index {
                        list.levels.resize(index + 1, Level::default());
                    }
                    if let Some(slot) = list.levels.get_mut(index) {
                        *slot = level;
                    }
                }
            }
            Tag::LevelOverride => {
                let change = self.current_override.take();
                if let Some(list) = self.current_list.as_mut().filter(|list| list.overrides.len() < 32) {
                    list.overrides.extend(change);
                }
            }
            Tag::AbstractList => self.numbering.abstracts.extend(self.current_abstract.take()),
            Tag::List => self.numbering.lists.extend(self.current_list.take()),
            _ => {}
        }
    }
}

impl Level {
    fn take(&mut self, tag: Tag, start: &BytesStart<'_>) {
        let value = || attribute(start, "val");
        match tag {
            Tag::LevelStart => self.start = super::styles::number(start).map_or(0, clamp),
            Tag::NumberFormat if self.numeral == Numeral::Decimal => {
                self.numeral = value().map_or(Numeral::Decimal, |v| numeral(&v, start));
            }
            Tag::LevelText => {
                self.text = value().unwrap_or_default().chars().scan(0, shorter_than_longest).collect();
            }
            Tag::Legal => self.legal = super::styles::is_on(start),
            Tag::LevelRestart => {
                self.restart = super::styles::number(start).and_then(|n| u8::try_from(n).ok());
            }
            Tag::ParagraphStyle => self.style = value().map(|v| v.into_owned()),
            Tag::Fonts => {
                let font = attribute(start, "hAnsi").or_else(|| attribute(start, "ascii"));
                self.font = font.unwrap_or_default().into_owned();
            }
            _ => {}
        }
    }
}

fn shorter_than_longest(length: &mut usize, c: char) -> Option<char> {
    *length += c.len_utf8();
    (*length <= LONGEST).then_some(c)
}

fn clamp(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}

fn numeral(name: &str, start: &BytesStart<'_>) -> Numeral {
    match name {
        "decimalZero" => Numeral::Padded(2),
        "lowerRoman" => Numeral::LowerRoman,
        "upperRoman" => Numeral::UpperRoman,
        "lowerLetter" => Numeral::LowerLetter,
        "upperLetter" => Numeral::UpperLetter,
        "ordinal" => Numeral::Ordinal,
        "vietnameseCounting" => Numeral::Vietnamese,
        "bullet" => Numeral::Bullet,
        "none" => Numeral::None,
        // `001, 002, 003, ...`
        "custom" => {
            let format = attribute(start, "format").unwrap_or_default();
            let digits = format.chars().take_while(char::is_ascii_digit).count();
            if digits > 1 {
                Numeral::Padded(u8::try_from(digits.min(9)).unwrap_or(1))
            } else {
                Numeral::Decimal
            }
        }
        _ => Numeral::Decimal,
    }
}
