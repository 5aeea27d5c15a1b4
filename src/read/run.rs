//! Runs of text as an office reader meets them → the text of their paragraph.
//!
//! In: text with the look of its run. Out: the text that shows, and whether all of it is bold or italic. Knows no
//! XML. Tricky: a letter of a legacy font may be stored in two halves in two runs, so runs of one font are decoded
//! together.

use super::numeral::{is_private, symbol};

/// What properties say of a run; `None` leaves it to the style below.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RunLook {
    pub(crate) bold: Option<bool>,
    pub(crate) italic: Option<bool>,
    pub(crate) hidden: Option<bool>,
    pub(crate) capitals: Option<bool>,
    /// Number in [`Fonts`].
    pub(crate) font: Option<u16>,
}

impl RunLook {
    /// Says nothing.
    pub(crate) const NONE: RunLook =
        RunLook { bold: None, italic: None, hidden: None, capitals: None, font: None };

    /// This look over `below`.
    pub(crate) fn over(self, below: RunLook) -> RunLook {
        RunLook {
            bold: self.bold.or(below.bold),
            italic: self.italic.or(below.italic),
            hidden: self.hidden.or(below.hidden),
            capitals: self.capitals.or(below.capitals),
            font: self.font.or(below.font),
        }
    }
}

/// The fonts a document names.
#[derive(Default)]
pub(crate) struct Fonts {
    known: Vec<Font>,
}

struct Font {
    name: String,
    legacy: bool,
}

impl Fonts {
    /// Fonts that are told apart; a document has a few, a hostile one any number.
    const MOST: usize = 512;

    /// The number of a font; `None` after too many.
    pub(crate) fn number(&mut self, name: &str) -> Option<u16> {
        let found = self.known.iter().position(|font| font.name == name);
        let number = found.or_else(|| {
            let room = self.known.len() < Fonts::MOST;
            room.then(|| {
                self.known.push(Font { name: name.to_owned(), legacy: decode_legacy(name, "a").is_some() });
                self.known.len() - 1
            })
        });
        number.and_then(|n| u16::try_from(n).ok())
    }

    fn name(&self, number: Option<u16>) -> &str {
        number.and_then(|n| self.known.get(usize::from(n))).map_or("", |font| font.name.as_str())
    }

    fn is_legacy(&self, number: u16) -> bool {
        self.known.get(usize::from(number)).is_some_and(|font| font.legacy)
    }
}

/// Text stored in a font from before Unicode, as the page shows it; `None` where the font is not one.
pub(crate) fn decode_legacy(font: &str, text: &str) -> Option<String> {
    crate::text::charset::decode_font_run(font, text)
}

/// The text of one paragraph while its runs come in.
#[derive(Default)]
pub(crate) struct RunText {
    text: String,
    /// Text of a legacy font, held back until the run of that font ends.
    legacy: String,
    /// That font, and whether its text shows in capitals.
    legacy_font: Option<(u16, bool)>,
    letters: Letters,
}

/// What the letters of a paragraph look like.
#[derive(Clone, Copy, Default)]
struct Letters {
    bold: bool,
    italic: bool,
    light: bool,
    upright: bool,
}

impl RunText {
    /// Adds text of a run; says whether it shows.
    pub(crate) fn push(&mut self, text: &str, look: RunLook, fonts: &Fonts) -> bool {
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
        let capitals = look.capitals == Some(true);
        let font = look.font.filter(|font| fonts.is_legacy(*font)).map(|font| (font, capitals));
        if self.legacy_font != font {
            self.flush(fonts);
            self.legacy_font = font;
        }
        let out = if font.is_some() { &mut self.legacy } else { &mut self.text };
        if capitals && font.is_none() {
            out.extend(text.chars().flat_map(char::to_uppercase));
        } else if text.contains(is_private) {
            let name = fonts.name(look.font);
            out.extend(
                text.chars().filter_map(|c| if is_private(c) { symbol(name, c as u32) } else { Some(c) }),
            );
        } else {
            out.push_str(text);
        }
        true
    }

    fn flush(&mut self, fonts: &Fonts) {
        if self.legacy.is_empty() {
            return;
        }
        let held = std::mem::take(&mut self.legacy);
        let (font, capitals) = self.legacy_font.unzip();
        let decoded = decode_legacy(fonts.name(font), &held).unwrap_or(held);
        self.text.push_str(&if capitals == Some(true) { decoded.to_uppercase() } else { decoded });
    }

    /// The text so far.
    pub(crate) fn text(&mut self, fonts: &Fonts) -> &str {
        self.flush(fonts);
        &self.text
    }

    /// Whether the text ends in a blank, or has not begun.
    pub(crate) fn at_blank(&self) -> bool {
        let last = self.legacy.chars().next_back().or_else(|| self.text.chars().next_back());
        last.is_none_or(|c| c == ' ')
    }

    /// Whether all letters are bold, and whether all are italic.
    pub(crate) fn bold_italic(&self) -> (bool, bool) {
        let letters = self.letters;
        (letters.bold && !letters.light, letters.italic && !letters.upright)
    }
}
