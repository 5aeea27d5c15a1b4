//! Lists of an OpenDocument text: which number or bullet stands before a paragraph.
//!
//! In: list styles, then lists and their items in document order. Out: labels. A list counts by itself unless it
//! says which one it continues. Knows nothing of the text. Tricky: an item that only wraps a deeper list is not
//! counted.

use super::tags::Tag;
use crate::read::numeral::{Numeral, plain_bullet};
use crate::read::run::decode_legacy;
use crate::read::xml::attribute;
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// Levels of a list.
const LEVELS: usize = 10;
/// Longest text around a number that is taken over, in characters.
const LONGEST: usize = 120;

#[derive(Clone, Debug, Default)]
struct Level {
    numeral: Numeral,
    bullet: String,
    font: String,
    prefix: String,
    suffix: String,
    /// `%1%.%2%.`, where the file gives it.
    format: Option<String>,
    display: usize,
    start: u32,
}

/// The list styles of a document.
#[derive(Default)]
pub(super) struct ListStyles {
    known: HashMap<String, Vec<Option<Level>>>,
    outline: Vec<Option<Level>>,
    open: Option<(Tag, String, Vec<Option<Level>>)>,
    last: Option<usize>,
}

impl ListStyles {
    /// A list style opens.
    pub(super) fn open(&mut self, tag: Tag, start: &BytesStart<'_>) {
        let name = attribute(start, "name").unwrap_or_default().into_owned();
        self.open = Some((tag, name, vec![None; LEVELS]));
    }

    /// One of its levels opens.
    pub(super) fn level(&mut self, tag: Tag, start: &BytesStart<'_>) {
        let number = |name| attribute(start, name).and_then(|v| v.trim().parse::<u32>().ok());
        let Some(index) = number("level").and_then(|n| usize::try_from(n).ok()?.checked_sub(1)) else {
            return;
        };
        let text =
            |name| -> String { attribute(start, name).unwrap_or_default().chars().take(LONGEST).collect() };
        let level = Level {
            numeral: match tag {
                Tag::NumberLevel => numeral(&text("num-format"), text("num-letter-sync") == "true"),
                _ => Numeral::Bullet,
            },
            bullet: if tag == Tag::ImageLevel { "•".to_owned() } else { text("bullet-char") },
            font: String::new(),
            prefix: text("num-prefix"),
            suffix: text("num-suffix"),
            format: attribute(start, "num-list-format").map(|v| v.chars().take(LONGEST).collect()),
            display: number("display-levels").map_or(1, |n| n.clamp(1, LEVELS as u32) as usize),
            start: number("start-value").unwrap_or(1),
        };
        if let Some((_, _, levels)) = &mut self.open
            && let Some(slot) = levels.get_mut(index)
        {
            *slot = Some(level);
            self.last = Some(index);
        }
    }

    /// The font of the level that opened last.
    pub(super) fn font(&mut self, start: &BytesStart<'_>) {
        let font =
            attribute(start, "font-family").or_else(|| attribute(start, "font-name")).unwrap_or_default();
        if let (Some((_, _, levels)), Some(index)) = (&mut self.open, self.last)
            && let Some(Some(level)) = levels.get_mut(index)
        {
            level.font = font.trim_matches('\'').to_owned();
        }
    }

    /// The list style closes.
    pub(super) fn close(&mut self) {
        self.last = None;
        match self.open.take() {
            Some((Tag::OutlineStyle, _, levels)) => self.outline = levels,
            Some((_, name, levels)) => {
                self.known.insert(name, levels);
            }
            None => {}
        }
    }

    fn levels(&self, style: &Source) -> &[Option<Level>] {
        match style {
            Source::Outline => &self.outline,
            Source::Style(name) => self.known.get(name).map_or(&[], Vec::as_slice),
        }
    }

    /// Whether headings outside lists carry numbers at this level.
    fn numbers_outline(&self, level: usize) -> bool {
        let level = self.outline.get(level).and_then(Option::as_ref);
        level.is_some_and(|level| level.numeral != Numeral::None || !level.bullet.is_empty())
    }
}

fn numeral(format: &str, letters_double: bool) -> Numeral {
    match format {
        "1" => Numeral::Decimal,
        "a" if letters_double => Numeral::LowerLetter,
        "A" if letters_double => Numeral::UpperLetter,
        "a" => Numeral::LowerBase26,
        "A" => Numeral::UpperBase26,
        "i" => Numeral::LowerRoman,
        "I" => Numeral::UpperRoman,
        "" => Numeral::None,
        padded if padded.starts_with('0') => Numeral::Padded(u8::try_from(padded.len().min(9)).unwrap_or(2)),
        "1st" => Numeral::Ordinal,
        _ => Numeral::Decimal,
    }
}

/// Where the levels of a list are defined.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    Outline,
    Style(String),
}

/// A list that is open at one place.
struct OpenList {
    /// Which run of counters it belongs to.
    run: usize,
    style: String,
    /// The current item has not shown its number yet.
    item: Option<Item>,
}

struct Item {
    start: Option<u32>,
}

/// Lists as the text goes through them.
#[derive(Default)]
pub(super) struct Lists {
    runs: Vec<[Option<u32>; LEVELS]>,
    by_id: HashMap<String, usize>,
    by_style: HashMap<String, usize>,
    open: Vec<OpenList>,
    outline: [Option<u32>; LEVELS],
}

impl Lists {
    /// A list opens, inside another one or by itself.
    pub(super) fn open(&mut self, start: &BytesStart<'_>) {
        let value = |name| attribute(start, name);
        let style = value("style-name").map(|v| v.into_owned());
        let list = match self.open.last() {
            Some(around) => {
                OpenList { run: around.run, style: style.unwrap_or_else(|| around.style.clone()), item: None }
            }
            None => {
                let style = style.unwrap_or_default();
                let continued = value("continue-list").or_else(|| value("list-id"));
                let continued = continued.and_then(|id| self.by_id.get(id.as_ref()).copied());
                let goes_on = || value("continue-numbering").is_some_and(|v| v == "true");
                let run = continued
                    .or_else(|| self.by_style.get(&style).copied().filter(|_| goes_on()))
                    .unwrap_or_else(|| {
                        self.runs.push([None; LEVELS]);
                        self.runs.len() - 1
                    });
                self.by_style.insert(style.clone(), run);
                OpenList { run, style, item: None }
            }
        };
        if let Some(id) = value("id").or_else(|| value("list-id")) {
            self.by_id.insert(id.into_owned(), list.run);
        }
        self.open.push(list);
    }

    /// The list opened last closes.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// An item of the list opened last opens.
    pub(super) fn item(&mut self, start: &BytesStart<'_>) {
        let value = attribute(start, "start-value").and_then(|v| v.parse().ok());
        if let Some(list) = self.open.last_mut() {
            list.item = Some(Item { start: value });
        }
    }

    /// The item closes, or a heading of the list opens, which has no number.
    pub(super) fn end_item(&mut self) {
        if let Some(list) = self.open.last_mut() {
            list.item = None;
        }
    }

    /// Takes the lists that are open off, for text that stands apart (a note, a table cell).
    pub(super) fn set_aside(&mut self) -> SetAside {
        SetAside(std::mem::take(&mut self.open))
    }

    /// Puts them back.
    pub(super) fn put_back(&mut self, aside: SetAside) {
        self.open = aside.0;
    }

    /// Whether the paragraph that opens now is the first of an item, so that it shows a number.
    pub(super) fn takes_item(&mut self) -> Option<ItemTaken> {
        let depth = self.open.len();
        let list = self.open.last_mut()?;
        let item = list.item.take()?;
        Some(ItemTaken {
            run: list.run,
            style: list.style.clone(),
            level: depth.min(LEVELS) - 1,
            start: item.start,
        })
    }

    /// Whether the text stands in a list.
    pub(super) fn is_in_list(&self) -> bool {
        !self.open.is_empty()
    }

    /// Counts a paragraph and gives its label.
    pub(super) fn count(&mut self, item: &ItemTaken, style: Option<&str>, styles: &ListStyles) -> String {
        let name = if item.style.is_empty() { style.unwrap_or_default() } else { &item.style };
        let source = Source::Style(name.to_owned());
        let Some(values) = self.runs.get_mut(item.run) else { return String::new() };
        advance(values, item.level, item.start, styles.levels(&source));
        label(values, item.level, styles.levels(&source))
    }

    /// Counts a heading outside lists and gives its label.
    pub(super) fn count_heading(&mut self, level: usize, start: Option<u32>, styles: &ListStyles) -> String {
        if level >= LEVELS || !styles.numbers_outline(level) {
            return String::new();
        }
        let levels = styles.levels(&Source::Outline);
        advance(&mut self.outline, level, start, levels);
        label(&self.outline, level, levels)
    }
}

/// Lists that are open around text that stands apart.
pub(super) struct SetAside(Vec<OpenList>);

/// The item whose first paragraph is being read.
pub(super) struct ItemTaken {
    run: usize,
    style: String,
    level: usize,
    start: Option<u32>,
}

fn start_of(levels: &[Option<Level>], level: usize) -> u32 {
    levels.get(level).and_then(Option::as_ref).map_or(1, |level| level.start)
}

fn advance(values: &mut [Option<u32>; LEVELS], at: usize, start: Option<u32>, levels: &[Option<Level>]) {
    if let Some(slot) = values.get_mut(at) {
        let next = slot.map_or_else(|| start_of(levels, at), |value| value.saturating_add(1));
        *slot = Some(start.unwrap_or(next));
    }
    values.iter_mut().skip(at + 1).for_each(|slot| *slot = None);
}

fn label(values: &[Option<u32>; LEVELS], at: usize, levels: &[Option<Level>]) -> String {
    let Some(level) = levels.get(at).and_then(Option::as_ref) else { return String::new() };
    if level.numeral == Numeral::Bullet {
        return plain_bullet(&level.font, &level.bullet);
    }
    let mut out = String::new();
    let write = |shown: usize, out: &mut String| {
        let Some(shown_level) = levels.get(shown).and_then(Option::as_ref) else { return };
        let value = values.get(shown).copied().flatten().unwrap_or_else(|| start_of(levels, shown));
        shown_level.numeral.write(value, out);
    };
    match &level.format {
        Some(_) if level.numeral == Numeral::None => {}
        Some(format) => write_format(format, &mut out, write),
        None if level.numeral == Numeral::None => {}
        None => {
            out.push_str(&level.prefix);
            let first = (at + 1).saturating_sub(level.display);
            for shown in first..=at {
                let before = out.len();
                write(shown, &mut out);
                if shown < at && out.len() > before {
                    out.push('.');
                }
            }
            out.push_str(&level.suffix);
        }
    }
    decode_legacy(&level.font, &out).unwrap_or(out).trim().to_owned()
}

/// Writes `%1%.%2%.` with the numbers of its levels.
fn write_format(format: &str, out: &mut String, write: impl Fn(usize, &mut String)) {
    let mut rest = format;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        match after.split_once('%').and_then(|(digits, tail)| Some((digits.parse::<usize>().ok()?, tail))) {
            Some((level @ 1..=LEVELS, tail)) => {
                write(level - 1, out);
                rest = tail;
            }
            _ => {
                out.push('%');
                rest = after;
            }
        }
    }
    out.push_str(rest);
}
