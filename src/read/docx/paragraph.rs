//! One paragraph of a Word document while it is read.
//!
//! In: its style, its own properties, its runs. Out: what [`super::body`] makes a block of. Knows no XML. Tricky: a
//! paragraph whose end was deleted goes on in the next one, which decides how both look.

use super::styles::{Inherited, ParagraphLook, toggled};
use crate::read::compose::Item;
use crate::read::run::{Fonts, RunLook, RunText};

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
    /// Its text so far.
    pub(super) text: RunText,
    /// A line of a table of contents.
    pub(super) contents: bool,
    /// Its end is deleted: it goes on in the next paragraph.
    pub(super) joined: bool,
    /// Its end is hidden; without text it does not show at all.
    pub(super) end_hidden: bool,
    /// What text boxes anchored here hold.
    pub(super) boxes: Vec<Item>,
}

/// What a paragraph with a deleted end hands to the next one.
pub(super) struct Carried {
    text: RunText,
    boxes: Vec<Item>,
}

impl OpenParagraph {
    /// Paragraph `number` of the file, as its style has it.
    pub(super) fn new(number: u32, style: Option<usize>, inherited: Inherited) -> OpenParagraph {
        OpenParagraph { number, style, inherited, ..OpenParagraph::default() }
    }

    /// Adds text of the current run; says whether it shows.
    pub(super) fn push(&mut self, text: &str, fonts: &Fonts) -> bool {
        let look = self.run.over(toggled(self.run_style, self.inherited.run));
        self.text.push(text, look, fonts)
    }

    /// What goes on into the next paragraph, where the end of this one is deleted.
    pub(super) fn carry(self) -> Carried {
        Carried { text: self.text, boxes: self.boxes }
    }

    /// Begins with what the paragraph before handed over.
    pub(super) fn receive(&mut self, carried: Carried) {
        self.text = carried.text;
        self.boxes = carried.boxes;
    }
}
