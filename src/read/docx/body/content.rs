//! What stands in paragraphs: text, marks, fields, and the properties of runs and content controls.
//!
//! In: elements inside a paragraph. Out: text and looks of the [`OpenParagraph`](super::OpenParagraph). Tricky:
//! `w:tab` is a character in a run and a tab stop in properties.

use super::{Definitions, Reference, Walk};
use crate::read::docx::chunk;
use crate::read::docx::styles::{is_on, take_run_property};
use crate::read::docx::tags::Tag;
use crate::read::numeral::symbol;
use crate::read::repair::SOFT_HYPHEN;
use crate::read::xml::attribute;
use crate::source::CELL_BREAK;
use quick_xml::events::BytesStart;

impl Walk<'_> {
    pub(super) fn open_text(&mut self, start: &BytesStart<'_>) {
        let keep = attribute(start, "space").is_some_and(|v| v == "preserve");
        self.element.0.clear();
        self.element.1 = keep;
    }

    /// A text element ends; unless it keeps blanks, those at its ends do not count.
    pub(super) fn end_text(&mut self) {
        let (text, keep) = std::mem::take(&mut self.element);
        self.show(if keep { &text } else { text.trim_matches([' ', '\n', '\r', '\t']) });
        self.element.0 = text;
    }

    pub(super) fn text(&mut self, text: &str) {
        match self.parent() {
            Tag::Text | Tag::MathText => self.element.0.push_str(text),
            Tag::FieldCode => self.fields.code(text),
            _ => {}
        }
    }

    /// Adds text to the paragraph, unless it is the code of a field or hidden.
    pub(super) fn show(&mut self, text: &str) {
        if self.fields.in_code() || text.is_empty() {
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.contents |= self.fields.in_contents();
            self.shown += usize::from(paragraph.push(text, &self.definitions.fonts));
        }
    }

    /// What stands in a run besides text; `false` where the tag is something else.
    pub(super) fn run_content(&mut self, tag: Tag, start: &BytesStart<'_>) -> bool {
        match tag {
            // In a paragraph's properties, `tab` is a tab stop.
            Tag::Tab | Tag::PositionTab if self.parent() == Tag::Run => self.show("\t"),
            Tag::Break | Tag::CarriageReturn => self.show(CELL_BREAK.encode_utf8(&mut [0; 4])),
            Tag::NoBreakHyphen => self.show("-"),
            Tag::SoftHyphen => self.show(SOFT_HYPHEN.encode_utf8(&mut [0; 4])),
            Tag::Symbol => {
                let code = attribute(start, "char").and_then(|v| u32::from_str_radix(&v, 16).ok());
                let font = attribute(start, "font").unwrap_or_default();
                if let Some(c) = code.and_then(|code| symbol(&font, code)) {
                    self.show(c.encode_utf8(&mut [0; 4]));
                }
            }
            Tag::FieldCharacter => match attribute(start, "fldCharType").as_deref() {
                Some("begin") => self.fields.begin(),
                Some("separate") => self.fields.separate(),
                Some("end") => self.fields.end(),
                _ => {}
            },
            Tag::SimpleField => {
                self.fields.begin();
                self.fields.code(&attribute(start, "instr").unwrap_or_default());
                self.fields.separate();
            }
            Tag::FootnoteReference | Tag::EndnoteReference => {
                let id = attribute(start, "id").unwrap_or_default().into_owned();
                let own_mark = attribute(start, "customMarkFollows").is_some_and(|v| v == "1" || v == "true");
                self.story.references.push(match tag {
                    Tag::FootnoteReference => Reference::Footnote(id, own_mark),
                    _ => Reference::Endnote(id, own_mark),
                });
            }
            Tag::HeaderReference | Tag::FooterReference => {
                let id = attribute(start, "id").unwrap_or_default().into_owned();
                self.story.references.push(Reference::HeaderFooter(id));
            }
            Tag::ForeignPart => self.chunk(start),
            Tag::AlternateContent => self.alternatives.push(self.shown),
            _ => return false,
        }
        true
    }

    /// An embedded document; within a cell it is not read.
    fn chunk(&mut self, start: &BytesStart<'_>) {
        let chunks = &mut self.story.chunks;
        match attribute(start, "id").filter(|_| self.containers.len() == 1 && chunks.len() < chunk::MOST) {
            Some(id) => chunks.push((id.into_owned(), self.story.items.len())),
            None => self.story.foreign += 1,
        }
    }

    /// Properties of paragraphs, runs and content controls.
    pub(super) fn property(&mut self, tag: Tag, parent: Tag, start: &BytesStart<'_>) {
        match tag {
            Tag::Control => (self.placeholder, self.gallery) = (false, false),
            Tag::Placeholder if parent == Tag::ControlProperties => self.placeholder = is_on(start),
            Tag::Gallery => self.gallery = attribute(start, "val").is_some_and(|v| v == "Table of Contents"),
            Tag::ControlContent if std::mem::take(&mut self.gallery) && self.contents_control.is_none() => {
                self.contents_control = Some(self.stack.len());
            }
            _ => {}
        }
        let Definitions { styles, fonts, .. } = &mut *self.definitions;
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match parent {
            Tag::ParagraphProperties if tag == Tag::ParagraphStyle => {
                paragraph.style = attribute(start, "val").and_then(|v| styles.find(&v)).or(paragraph.style);
                paragraph.inherited = styles.inherited(paragraph.style);
                paragraph.inherited.run = paragraph.inherited.run.over(styles.defaults());
            }
            Tag::ParagraphProperties | Tag::NumberProperties => {
                paragraph.own.take(tag, start);
            }
            Tag::RunProperties => {
                let grandparent = self.stack.len().checked_sub(2).and_then(|n| self.stack.get(n)).copied();
                match (grandparent, tag) {
                    (Some(Tag::ParagraphProperties), Tag::Deleted | Tag::MovedFrom) => {
                        paragraph.joined = true
                    }
                    (Some(Tag::ParagraphProperties), Tag::Hidden) => paragraph.end_hidden = is_on(start),
                    (Some(Tag::ParagraphProperties), _) => {}
                    (_, Tag::RunStyle) => {
                        let style = attribute(start, "val").and_then(|v| styles.find(&v));
                        paragraph.run_style = styles.inherited(style).run;
                    }
                    _ => {
                        take_run_property(&mut paragraph.run, tag, start, fonts);
                    }
                }
            }
            _ => {}
        }
    }
}
