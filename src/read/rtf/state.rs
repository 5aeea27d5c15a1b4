//! What holds within a group of an RTF file and ends with it.

use crate::source::Align;

/// Where text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To the flow at hand.
    Text,
    /// Nowhere; groups within may say otherwise.
    Container,
    /// Nowhere, whatever the groups within say.
    Nowhere,
    Fonts,
    Styles,
    FieldCode,
}

/// The state that a group inherits and keeps to itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub(super) target: Target,
    /// The font, if one was named.
    pub(super) font: Option<i32>,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    pub(super) caps: bool,
    /// Characters to skip after `\u`.
    pub(super) fallback: u32,
    pub(super) align: Option<Align>,
    pub(super) style: Option<i32>,
    /// `\outlinelevel`, from 0.
    pub(super) outline: Option<u8>,
    pub(super) in_table: bool,
    /// Within a field that makes a table of contents.
    pub(super) contents: bool,
    /// `\upr`: what the Unicode half of a doubled group may write to.
    pub(super) unicode_half: Option<u8>,
}

impl State {
    pub(super) const START: State = State {
        target: Target::Text,
        font: None,
        bold: false,
        italic: false,
        hidden: false,
        deleted: false,
        caps: false,
        fallback: 1,
        align: None,
        style: None,
        outline: None,
        in_table: false,
        contents: false,
        unicode_half: None,
    };

    /// `\plain`.
    pub(super) fn reset_characters(&mut self) {
        self.font = None;
        self.bold = false;
        self.italic = false;
        self.hidden = false;
        self.caps = false;
        self.deleted = false;
    }

    /// `\pard`.
    pub(super) fn reset_paragraph(&mut self) {
        self.align = None;
        self.style = None;
        self.outline = None;
        self.in_table = false;
    }
}
