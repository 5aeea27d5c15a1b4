//! Runs of one paragraph → its text and look (Word's binary files, RTF).
//!
//! In: runs with font and marks. Out: [`Draft`]. Knows no file format. Runs in old fonts are decoded here.

use super::compose::{Draft, clean};
use super::numeral;
use crate::source::{CELL_BREAK, Part, Style};
use crate::text::charset;

/// Collects the runs of a paragraph.
#[derive(Debug, Default)]
pub(crate) struct Gather {
    text: String,
    /// Letters seen, those in bold, those in italics.
    letters: [u32; 3],
    /// Something was left out: hidden or deleted.
    dropped: bool,
}

impl Gather {
    /// Adds a run of one font.
    pub(crate) fn run(&mut self, font: &str, symbol: bool, text: &str, caps: bool) {
        let decoded = match charset::decode_font_run(font, text) {
            Some(decoded) => decoded,
            None if symbol || text.chars().any(numeral::is_private) => {
                let code = |c: char| {
                    if symbol || numeral::is_private(c) {
                        numeral::symbol(font, u32::from(c))
                    } else {
                        Some(c)
                    }
                };
                text.chars()
                    .filter_map(
                        |c| if c.is_ascii_whitespace() || c == CELL_BREAK { Some(c) } else { code(c) },
                    )
                    .collect()
            }
            None => text.to_owned(),
        };
        if caps {
            self.text.extend(decoded.chars().flat_map(char::to_uppercase));
        } else {
            self.text.push_str(&decoded);
        }
    }

    /// Counts letters and how they look.
    pub(crate) fn letters(&mut self, count: u32, bold: bool, italic: bool) {
        let seen = [count, if bold { count } else { 0 }, if italic { count } else { 0 }];
        for (sum, more) in self.letters.iter_mut().zip(seen) {
            *sum = sum.saturating_add(more);
        }
    }

    /// Remembers that text was left out.
    pub(crate) fn drop_text(&mut self) {
        self.dropped = true;
    }

    /// Whether nothing was added.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether nothing is left of the paragraph because it is hidden or deleted.
    pub(crate) fn is_dropped(&self) -> bool {
        self.dropped && self.is_empty()
    }

    /// The paragraph, if it shows anything; what was gathered is used up.
    pub(crate) fn finish(
        &mut self,
        label: String,
        mut style: Style,
        part: Part,
        number: u32,
    ) -> Option<Draft> {
        let text = clean(self.text.trim_matches(|c: char| c.is_whitespace() || c == CELL_BREAK));
        // A soft hyphen that is all of a paragraph in TCVN3 is no letter.
        let text = if text == "ư" { String::new() } else { text };
        let [letters, bold, italic] = self.letters;
        style.bold = letters > 0 && bold == letters;
        style.italic = letters > 0 && italic == letters;
        let dropped = self.dropped;
        *self = Gather::default();
        // A number stands for an empty paragraph too, but not for one whose text is hidden or deleted.
        let shows = !text.is_empty() || (!label.is_empty() && !dropped);
        shows.then_some(Draft { label, text, style, part, number })
    }
}

/// The label that a list writes before a paragraph: without the blank or tab after it, in plain characters.
pub(crate) fn label(font: &str, symbol: bool, text: &str) -> String {
    let text = text.trim();
    let plain = || {
        if symbol {
            text.chars().map(|c| numeral::symbol(font, u32::from(c)).unwrap_or('•')).collect()
        } else {
            numeral::plain_bullet(font, text)
        }
    };
    let text = charset::decode_font_run(font, text).unwrap_or_else(plain);
    clean(text.trim()).replace(['\t', CELL_BREAK], " ")
}
