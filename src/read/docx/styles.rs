//! Styles: what a paragraph or run looks like before its own properties.
//!
//! In: `styles.xml`. Out: [`Styles`], asked by style number. Chains of `basedOn` are followed a few steps: bad
//! files have circles in them. Knows nothing of how a number is written. Tricky: bold in a paragraph style and
//! bold in a character style cancel each other.

use super::tags::{Names, Tag};
use crate::read::run::{Fonts, RunLook};
use crate::read::xml::{Piece, Pieces, attribute};
use crate::source::Align;
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// Steps of `basedOn` that are followed; Word itself allows fewer.
const CHAIN: usize = 24;

/// What properties say of a paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ParagraphLook {
    pub(super) align: Option<Align>,
    pub(super) outline: Option<u8>,
    pub(super) list: Option<i64>,
    pub(super) level: Option<u8>,
}

/// One style.
#[derive(Default)]
pub(super) struct Style {
    pub(super) id: String,
    based_on: Option<String>,
    contents: bool,
    default: bool,
    pub(super) paragraph: ParagraphLook,
    run: RunLook,
}

/// A style with everything it inherits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Inherited {
    pub(super) align: Option<Align>,
    pub(super) outline: Option<u8>,
    pub(super) run: RunLook,
    /// A style of lines in a table of contents.
    pub(super) contents: bool,
}

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    list: Vec<Style>,
    by_id: HashMap<String, usize>,
    inherited: Vec<Inherited>,
    defaults: RunLook,
    default_paragraph: Option<usize>,
}

/// Takes one property of a run into `look`; `false` where the tag is none.
pub(super) fn take_run_property(
    look: &mut RunLook,
    tag: Tag,
    start: &BytesStart<'_>,
    fonts: &mut Fonts,
) -> bool {
    match tag {
        Tag::Bold => look.bold = Some(is_on(start)),
        Tag::Italic => look.italic = Some(is_on(start)),
        Tag::Hidden => look.hidden = Some(is_on(start)),
        Tag::Capitals => look.capitals = Some(is_on(start)),
        Tag::Fonts => {
            // Letters beyond ASCII, which legacy fonts are about, are set in `hAnsi`.
            let name = attribute(start, "hAnsi").or_else(|| attribute(start, "ascii"));
            look.font = name.and_then(|name| fonts.number(&name)).or(look.font);
        }
        _ => return false,
    }
    true
}

/// A character style's look in a paragraph of look `below`: toggles that both set cancel each other.
pub(super) fn toggled(style: RunLook, below: RunLook) -> RunLook {
    let toggle = |a: Option<bool>, b: Option<bool>| match (a, b) {
        (Some(a), Some(b)) => Some(a != b),
        (a, b) => a.or(b),
    };
    RunLook {
        bold: toggle(style.bold, below.bold),
        italic: toggle(style.italic, below.italic),
        hidden: toggle(style.hidden, below.hidden),
        capitals: toggle(style.capitals, below.capitals),
        font: style.font.or(below.font),
    }
}

impl ParagraphLook {
    /// Takes in one property of a paragraph; `false` where the tag is none.
    pub(super) fn take(&mut self, tag: Tag, start: &BytesStart<'_>) -> bool {
        match tag {
            Tag::Alignment => self.align = attribute(start, "val").and_then(|v| alignment(&v)),
            Tag::OutlineLevel => self.outline = number(start).and_then(|n| u8::try_from(n).ok()),
            Tag::NumberLevel => self.level = number(start).and_then(|n| u8::try_from(n).ok()),
            Tag::NumberId => self.list = number(start),
            _ => return false,
        }
        true
    }
}

/// Whether a switch is on: present and not said to be off.
pub(super) fn is_on(start: &BytesStart<'_>) -> bool {
    !attribute(start, "val").is_some_and(|v| matches!(v.as_ref(), "0" | "false" | "off"))
}

/// The number that an element gives.
pub(super) fn number(start: &BytesStart<'_>) -> Option<i64> {
    attribute(start, "val")?.trim().parse().ok()
}

fn alignment(value: &str) -> Option<Align> {
    match value {
        "left" | "start" => Some(Align::Left),
        "center" => Some(Align::Center),
        "right" | "end" => Some(Align::Right),
        "both" | "distribute" => Some(Align::Justify),
        _ => None,
    }
}

impl Styles {
    /// Reads the part; also why its reading stopped early, if it did.
    pub(super) fn read(text: &str, fonts: &mut Fonts) -> (Styles, Option<String>) {
        let mut styles = Styles::default();
        let mut names = Names::default();
        let mut pieces = Pieces::new(text);
        let mut current: Option<Style> = None;
        let (mut depth, mut skip, mut in_defaults) = (0usize, 0usize, false);
        loop {
            match pieces.next() {
                Piece::End => break,
                Piece::Close if skip > 0 => skip -= 1,
                Piece::Close => {
                    depth = depth.saturating_sub(1);
                    if depth == 1 {
                        in_defaults = false;
                        styles.add(current.take());
                    }
                }
                Piece::Open(_) if skip > 0 => skip += 1,
                Piece::Open(start) => {
                    let tag = names.tag(&start);
                    match tag {
                        Tag::Style if attribute(&start, "type").is_some_and(|t| t == "table") => {
                            skip = 1;
                            continue;
                        }
                        Tag::Style => current = Some(open_style(&start)),
                        Tag::Defaults => in_defaults = true,
                        Tag::RunChange | Tag::ParagraphChange => {
                            skip = 1;
                            continue;
                        }
                        _ => styles.property(current.as_mut(), in_defaults, tag, &start, fonts),
                    }
                    depth += 1;
                }
                _ => {}
            }
        }
        styles.add(current.take());
        styles.inherited = (0..styles.list.len()).map(|index| styles.inherit(index)).collect();
        (styles, pieces.damage)
    }

    fn property(
        &mut self,
        style: Option<&mut Style>,
        in_defaults: bool,
        tag: Tag,
        start: &BytesStart<'_>,
        fonts: &mut Fonts,
    ) {
        match style {
            Some(style) => match tag {
                Tag::BasedOn => style.based_on = attribute(start, "val").map(|v| v.into_owned()),
                Tag::Name => style.contents |= attribute(start, "val").is_some_and(|v| is_contents(&v)),
                _ => {
                    let _ = style.paragraph.take(tag, start)
                        || take_run_property(&mut style.run, tag, start, fonts);
                }
            },
            None if in_defaults => {
                take_run_property(&mut self.defaults, tag, start, fonts);
            }
            None => {}
        }
    }

    fn add(&mut self, style: Option<Style>) {
        let Some(style) = style else { return };
        let index = self.list.len();
        if style.default {
            self.default_paragraph.get_or_insert(index);
        }
        self.by_id.entry(style.id.clone()).or_insert(index);
        self.list.push(style);
    }

    fn inherit(&self, index: usize) -> Inherited {
        let mut inherited = Inherited::default();
        for style in self.chain(index) {
            inherited.align = inherited.align.or(style.paragraph.align);
            inherited.outline = inherited.outline.or(style.paragraph.outline);
            inherited.contents |= style.contents;
            inherited.run = inherited.run.over(style.run);
        }
        inherited
    }

    /// The style and those it is based on.
    pub(super) fn chain(&self, index: usize) -> impl Iterator<Item = &Style> {
        let base = |style: &&Style| {
            let id = style.based_on.as_ref()?;
            self.list.get(*self.by_id.get(id)?)
        };
        std::iter::successors(self.list.get(index), base).take(CHAIN)
    }

    /// The number of the style of this name.
    pub(super) fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The style of paragraphs that name none.
    pub(super) fn default_paragraph(&self) -> Option<usize> {
        self.default_paragraph
    }

    /// What a style says, with everything it inherits.
    pub(super) fn inherited(&self, style: Option<usize>) -> Inherited {
        style.and_then(|index| self.inherited.get(index)).copied().unwrap_or_default()
    }

    /// What holds where no style says anything.
    pub(super) fn defaults(&self) -> RunLook {
        self.defaults
    }
}

fn open_style(start: &BytesStart<'_>) -> Style {
    let is_paragraph = attribute(start, "type").is_none_or(|t| t == "paragraph");
    let default = attribute(start, "default").is_some_and(|v| matches!(v.as_ref(), "1" | "true" | "on"));
    Style {
        id: attribute(start, "styleId").unwrap_or_default().into_owned(),
        default: is_paragraph && default,
        ..Style::default()
    }
}

/// Built-in styles keep their English names in files of every language.
fn is_contents(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "toc heading"
        || name == "table of figures"
        || name.strip_prefix("toc ").is_some_and(|level| level.parse::<u8>().is_ok())
}
