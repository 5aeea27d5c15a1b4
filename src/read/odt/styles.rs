//! Styles of an OpenDocument text: how paragraphs and runs look, and which list a paragraph style belongs to.
//!
//! In: `styles.xml`, then the automatic styles of `content.xml`. Out: [`Styles`], asked by name. Chains of parents
//! are followed a few steps: bad files have circles in them. List styles are kept by [`super::lists`].

use super::lists::ListStyles;
use super::tags::{Names, Tag};
use crate::read::run::{Fonts, RunLook};
use crate::read::xml::{Piece, Pieces, attribute};
use crate::source::Align;
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// Steps to a parent that are followed.
const CHAIN: usize = 24;

/// Which kind of thing a style is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Paragraph,
    Text,
}

#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    align: Option<Align>,
    run: RunLook,
    outline: Option<u8>,
    list: Option<String>,
    contents: bool,
}

/// A style with everything it inherits.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    pub(super) align: Option<Align>,
    pub(super) run: RunLook,
    pub(super) outline: Option<u8>,
    /// The list style it belongs to; empty where it belongs to none on purpose.
    pub(super) list: Option<String>,
    /// A line of a table of contents.
    pub(super) contents: bool,
}

impl Look {
    const NONE: Look = Look { align: None, run: RunLook::NONE, outline: None, list: None, contents: false };
}

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    paragraph: FamilyStyles,
    text: FamilyStyles,
    pub(super) lists: ListStyles,
    pub(super) fonts: Fonts,
    /// The family that a name of a font stands for.
    faces: HashMap<String, String>,
}

/// The styles of one family.
#[derive(Default)]
struct FamilyStyles {
    known: HashMap<String, Style>,
    default: Option<Style>,
    resolved: HashMap<String, Look>,
}

/// The style that is being read.
#[derive(Default)]
struct Open {
    style: Option<(Family, Option<String>, Style)>,
}

impl Styles {
    /// Takes in the styles of a part, over those of parts before it; why reading stopped early, if it did.
    pub(super) fn read(&mut self, text: &str) -> Option<String> {
        self.paragraph.resolved.clear();
        self.text.resolved.clear();
        let mut names = Names::default();
        let mut pieces = Pieces::new(text);
        let mut stack: Vec<Tag> = Vec::new();
        let mut open = Open::default();
        loop {
            match pieces.next() {
                Piece::End => break,
                Piece::Close => {
                    if let Some(tag) = stack.pop() {
                        self.close(tag, &mut open);
                    }
                }
                Piece::Open(start) => {
                    let tag = names.tag(&start);
                    if matches!(tag, Tag::Body | Tag::MasterStyles) {
                        return None;
                    }
                    self.open(tag, &start, &mut open);
                    stack.push(tag);
                }
                _ => {}
            }
        }
        pieces.damage
    }

    fn open(&mut self, tag: Tag, start: &BytesStart<'_>, open: &mut Open) {
        match tag {
            Tag::Style | Tag::DefaultStyle => {
                let family = match attribute(start, "family").as_deref() {
                    Some("paragraph") => Family::Paragraph,
                    Some("text") => Family::Text,
                    _ => return,
                };
                let name =
                    (tag == Tag::Style).then(|| attribute(start, "name").unwrap_or_default().into_owned());
                open.style = Some((family, name, Style::open(start)));
            }
            Tag::ParagraphProperties => {
                if let Some((_, _, style)) = &mut open.style {
                    style.align = attribute(start, "text-align").and_then(|v| alignment(&v)).or(style.align);
                }
            }
            Tag::FontFace => {
                let value = |name| attribute(start, name).map(|v| v.into_owned());
                self.faces.extend(value("name").zip(value("font-family")));
            }
            Tag::TextProperties => match &mut open.style {
                Some((_, _, style)) => style.run = run_look(start, &self.faces, &mut self.fonts),
                None => self.lists.font(start),
            },
            Tag::ListStyle | Tag::OutlineStyle => self.lists.open(tag, start),
            Tag::NumberLevel | Tag::BulletLevel | Tag::ImageLevel => self.lists.level(tag, start),
            _ => {}
        }
    }

    fn close(&mut self, tag: Tag, open: &mut Open) {
        match tag {
            Tag::Style | Tag::DefaultStyle => {
                let Some((family, name, style)) = open.style.take() else { return };
                let styles = self.family(family);
                match name {
                    Some(name) => {
                        styles.known.insert(name, style);
                    }
                    None => styles.default = Some(style),
                }
            }
            Tag::ListStyle | Tag::OutlineStyle => self.lists.close(),
            _ => {}
        }
    }

    fn family(&mut self, family: Family) -> &mut FamilyStyles {
        match family {
            Family::Paragraph => &mut self.paragraph,
            Family::Text => &mut self.text,
        }
    }

    /// What a style says, with everything it inherits.
    pub(super) fn look(&mut self, family: Family, name: &str) -> &Look {
        let styles = self.family(family);
        if !styles.resolved.contains_key(name) {
            let look = styles.resolve(name);
            styles.resolved.insert(name.to_owned(), look);
        }
        styles.resolved.get(name).unwrap_or(const { &Look::NONE })
    }
}

impl FamilyStyles {
    fn resolve(&self, name: &str) -> Look {
        let mut look = Look::default();
        let parent = |style: &&Style| self.known.get(style.parent.as_ref()?);
        let chain = std::iter::successors(self.known.get(name), parent).take(CHAIN);
        for style in chain.chain(&self.default) {
            look.align = look.align.or(style.align);
            look.run = look.run.over(style.run);
            look.outline = look.outline.or(style.outline);
            look.list = look.list.or_else(|| style.list.clone());
            look.contents |= style.contents;
        }
        look
    }
}

impl Style {
    fn open(start: &BytesStart<'_>) -> Style {
        let value = |name| attribute(start, name).map(|v| v.into_owned());
        let name = attribute(start, "display-name").or_else(|| attribute(start, "name"));
        let parent = value("parent-style-name");
        Style {
            contents: name.is_some_and(|name| is_contents(&name)),
            parent,
            outline: value("default-outline-level").and_then(|v| v.parse().ok()),
            list: value("list-style-name"),
            ..Style::default()
        }
    }
}

fn is_contents(name: &str) -> bool {
    let name = name.replace("_20_", " ");
    ["Contents Heading", "Contents "].iter().any(|prefix| {
        name.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.parse::<u8>().is_ok())
    })
}

/// Properties of a run, all of them attributes of one element.
fn run_look(start: &BytesStart<'_>, faces: &HashMap<String, String>, fonts: &mut Fonts) -> RunLook {
    let mut look = RunLook::default();
    let mut family = None;
    for attribute in start.attributes().with_checks(false).flatten() {
        let value = attribute.value.as_ref();
        match attribute.key.as_ref() {
            "fo:font-weight" => {
                look.bold = Some(value == "bold" || value.parse::<u16>().is_ok_and(|n| n >= 600))
            }
            "fo:font-style" => look.italic = Some(matches!(value, "italic" | "oblique")),
            "fo:text-transform" => look.capitals = Some(value == "uppercase"),
            "text:display" => look.hidden = Some(value == "none"),
            "style:font-name" => look.font = fonts.number(faces.get(value).map_or(value, String::as_str)),
            "fo:font-family" => family = fonts.number(value.trim_matches('\'')),
            _ => {}
        }
    }
    look.font = family.or(look.font);
    look
}

fn alignment(value: &str) -> Option<Align> {
    match value {
        "left" | "start" => Some(Align::Left),
        "center" => Some(Align::Center),
        "right" | "end" => Some(Align::Right),
        "justify" => Some(Align::Justify),
        _ => None,
    }
}
