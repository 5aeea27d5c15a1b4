//! What an element hands down to what it holds: look, part, the meaning of a break.

use super::css::{Look, Mso};
use super::paragraph::{Blanks, Breaks, Run};
use super::word::part_of;
use crate::source::{Align, Part};
use scraper::node::Element;
use std::rc::Rc;

/// Who made a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Maker {
    /// A site: the document is a part of the page.
    Web,
    /// Word, or a program that writes its dialect.
    Word,
    LibreOffice,
}

impl Maker {
    /// The page is a document and nothing else.
    pub(super) fn is_office(self) -> bool {
        self != Maker::Web
    }

    /// Word indents its files with blanks, LibreOffice with tabs.
    fn blanks(self) -> Blanks {
        match self {
            Maker::Web => Blanks::Fold,
            Maker::Word => Blanks::WithinLines,
            Maker::LibreOffice => Blanks::Count,
        }
    }
}

/// What an element hands down.
#[derive(Clone)]
pub(super) struct Context {
    pub(super) run: Run,
    pub(super) font: Option<Rc<str>>,
    pub(super) align: Option<Align>,
    pub(super) heading: Option<u8>,
    pub(super) part: Part,
    pub(super) breaks: Breaks,
    /// Inside the automatic number of a paragraph.
    pub(super) in_label: bool,
    /// Inside a run of 7-point blanks.
    pub(super) tiny: bool,
    pub(super) in_head: bool,
}

impl Context {
    /// What stands before the first element.
    pub(super) fn new(maker: Maker) -> Context {
        Context {
            run: Run { blanks: maker.blanks(), ..Run::default() },
            font: None,
            align: None,
            heading: None,
            part: Part::Body,
            breaks: if maker.is_office() { Breaks::Line } else { Breaks::Paragraph },
            in_label: false,
            tiny: false,
            in_head: false,
        }
    }

    /// Changes the context by what an element says.
    pub(super) fn take(&mut self, element: &Element, look: &Look, maker: Maker) {
        let is_office = maker.is_office();
        let name = element.name();
        match name {
            "b" | "strong" | "th" => self.run.bold = true,
            "i" | "em" | "cite" | "dfn" | "var" => self.run.italic = true,
            "center" => self.align = Some(Align::Center),
            "pre" | "listing" | "plaintext" | "xmp" => self.run.pre = true,
            "thead" => self.in_head = true,
            "p" | "li" | "dt" | "dd" if !is_office => self.breaks = Breaks::Either,
            "div" | "td" | "blockquote" if !is_office => self.breaks = Breaks::Paragraph,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.run.bold = true;
                self.heading = name.get(1..).and_then(|n| n.parse().ok());
                self.breaks = if is_office { Breaks::Line } else { Breaks::Either };
            }
            _ => {}
        }
        self.align = look.align.or(self.align);
        self.run.bold = look.bold.unwrap_or(self.run.bold);
        self.run.italic = look.italic.unwrap_or(self.run.italic);
        self.run.capitals = look.capitals.unwrap_or(self.run.capitals);
        self.run.pre = look.pre.unwrap_or(self.run.pre);
        self.tiny = look.tiny;
        if look.font.is_some() {
            self.font.clone_from(&look.font);
        }
        self.part = part_of(element, look.mso).unwrap_or(self.part);
        self.in_label |= look.mso == Some(Mso::Label);
    }
}
