//! One paragraph while its runs are read.
//!
//! In: text with the look of its run. Out: the paragraph's text, whether all of it is bold. Knows no XML. Tricky:
//! a letter of a legacy font may be stored in two halves in two runs, so runs of one font are decoded together.

use super::legacy;
use super::styles::{Fonts, Inherited, ParagraphLook, RunLook};
use crate::read::compose::Item;
use crate::read::numeral::{is_private, symbol};

/// A paragraph being read.
#[derive(Default)]
pub(super) struct OpenParagraph {
    /// Its number in the file, from 1.
    pub(super) number: u32,
    /// Its style, by number.
    pub(super) style: Option<usize>,
    /// What the style says, over the document's defaults.
    pub(super) inherited: Inherited,
    /// Its own properties.
    pub(super) own: ParagraphLook,
    /// The look of the run being read.
    pub(super) run: RunLook,
    /// The look of a character style of that run.
    pub(super) run_style: RunLook,
    /// A line of a table of contents.
    pub(super) contents: bool,
    /// Its end is deleted: it goes on in the next paragraph.
    pub(super) joined: bool,
    /// Its end is hidden; without text it does not show at all.
    pub(super) end_hidden: bool,
    /// What text boxes anchored here hold.
    pub(super) boxes: Vec<Item>,
    /// Character at which the current text element began, where its outer blanks do not count.
    pub(super) trim_from: Option<usize>,
    text: String,
    legacy: String,
    legacy_font: Option<u16>,
    letters: Letters,
}

/// What all letters of a paragraph have in common.
#[derive(Clone, Copy, Default)]
struct Letters {
    bold: bool,
    italic: bool,
    light: bool,
    upright: bool,
}

/// What a paragraph with a deleted end hands to the next one.
#[derive(Default)]
pub(super) struct Carried {
    text: String,
    letters: Letters,
    pub(super) boxes: Vec<Item>,
}

impl OpenParagraph {
    /// Paragraph `number` of the file, as its style has it.
    pub(super) fn new(number: u32, style: Option<usize>, inherited: Inherited) -> OpenParagraph {
        OpenParagraph { number, style, inherited, ..OpenParagraph::default() }
    }

    /// The look of the current run.
    fn look(&self) -> RunLook {
        self.run.over(self.run_style.toggled(self.inherited.run))
    }

    /// Adds text of the current run; says whether it shows.
    pub(super) fn push(&mut self, text: &str, fonts: &Fonts) -> bool {
        let look = self.look();
        if look.hidden == Some(true) {
            return false;
        }
        if text.chars().any(char::is_alphanumeric) {
            let (bold, italic) = (look.bold == Some(true), look.italic == Some(true));
            self.letters.bold |= bold;
            self.letters.light |= !bold;
            self.letters.italic |= italic;
            self.letters.upright |= !italic;
        }
        let font = look.font.filter(|font| legacy::run(fonts.name(*font), "a").is_some());
        if self.legacy_font != font {
            self.flush(fonts);
            self.legacy_font = font;
        }
        let out = if font.is_some() { &mut self.legacy } else { &mut self.text };
        if look.capitals == Some(true) {
            out.extend(text.chars().flat_map(char::to_uppercase));
        } else if text.contains(is_private) {
            let name = look.font.map_or("", |font| fonts.name(font));
            out.extend(
                text.chars().filter_map(|c| if is_private(c) { symbol(name, c as u32) } else { Some(c) }),
            );
        } else {
            out.push_str(text);
        }
        true
    }

    /// Decodes what is held back in a legacy font.
    fn flush(&mut self, fonts: &Fonts) {
        if self.legacy.is_empty() {
            return;
        }
        let held = std::mem::take(&mut self.legacy);
        let name = self.legacy_font.map_or("", |font| fonts.name(font));
        self.text.push_str(&legacy::run(name, &held).unwrap_or(held));
    }

    /// A text element begins; unless it keeps blanks, those at its ends do not count.
    pub(super) fn begin_text(&mut self, keep_blanks: bool, fonts: &Fonts) {
        self.trim_from = None;
        if !keep_blanks {
            self.flush(fonts);
            self.trim_from = Some(self.text.len());
        }
    }

    /// The text element ends.
    pub(super) fn end_text(&mut self, fonts: &Fonts) {
        let Some(from) = self.trim_from.take() else { return };
        let held = !self.legacy.is_empty();
        if held {
            self.flush(fonts);
        }
        let blank = |c: char| matches!(c, ' ' | '\n' | '\r' | '\t');
        let Some(added) = self.text.get(from..) else { return };
        let kept = added.trim_matches(blank);
        if kept.len() != added.len() {
            let kept = kept.to_owned();
            self.text.truncate(from);
            self.text.push_str(&kept);
        }
    }

    /// The text, and what hangs on it.
    pub(super) fn finish(&mut self, fonts: &Fonts) -> &str {
        self.flush(fonts);
        &self.text
    }

    /// Whether all letters are bold, and whether all are italic.
    pub(super) fn bold_italic(&self) -> (bool, bool) {
        let letters = self.letters;
        (letters.bold && !letters.light, letters.italic && !letters.upright)
    }

    /// What goes on into the next paragraph, where the end of this one is deleted.
    pub(super) fn carry(mut self, fonts: &Fonts) -> Carried {
        self.flush(fonts);
        Carried { text: self.text, letters: self.letters, boxes: self.boxes }
    }

    /// Begins with what the paragraph before handed over.
    pub(super) fn receive(&mut self, carried: Carried) {
        self.text = carried.text;
        self.letters = carried.letters;
        self.boxes = carried.boxes;
    }
}
