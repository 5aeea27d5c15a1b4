//! Letters of an RTF file: bytes by the charset of their font, Unicode with its fallback → runs.
//!
//! In: what the tokens bring as text. Out: runs, given to the paragraph of the flow at hand. Tricky: the characters
//! after `\u` are for older readers and skipped, and `\'hh` counts as one.

use super::reader::Reader;
use super::state::{State, Target};
use crate::read::flow::Kind;
use crate::read::gather;

impl Reader<'_> {
    pub(super) fn font(&mut self, value: Option<i32>) {
        if self.state.target == Target::Fonts {
            self.entry.id = value.unwrap_or(0);
        } else {
            self.state.font = value;
        }
    }

    fn shows(&self) -> bool {
        self.state.target == Target::Text && !self.state.hidden && !self.state.deleted
    }

    pub(super) fn unicode(&mut self, value: i32) {
        self.skip = self.state.fallback;
        let code = if value < 0 { value + 0x1_0000 } else { value };
        let Ok(code) = u32::try_from(code) else { return };
        let code = match (code, self.high.take()) {
            (0xD800..=0xDBFF, _) => {
                self.high = Some(code);
                return;
            }
            (0xDC00..=0xDFFF, Some(high)) => 0x1_0000 + ((high - 0xD800) << 10) + (code - 0xDC00),
            _ => code,
        };
        if let Some(c) = char::from_u32(code) {
            let skip = std::mem::take(&mut self.skip);
            self.character(c);
            self.skip = skip;
        }
    }

    pub(super) fn bytes(&mut self, mut bytes: &[u8]) {
        if self.skip > 0 {
            let skipped = usize::try_from(self.skip).unwrap_or(usize::MAX).min(bytes.len());
            self.skip -= u32::try_from(skipped).unwrap_or(0);
            bytes = bytes.get(skipped..).unwrap_or_default();
        }
        match self.state.target {
            Target::Fonts => {
                let (name, end) = match bytes.iter().position(|b| *b == b';') {
                    Some(at) => (bytes.get(..at).unwrap_or_default(), true),
                    None => (bytes, false),
                };
                self.entry.name.extend_from_slice(name);
                if end {
                    self.end_font();
                    self.entry.charset = 1;
                }
            }
            Target::Styles => self.entry.name.extend_from_slice(bytes),
            Target::FieldCode if self.field_code.len() < 256 => {
                self.field_code.push_str(&String::from_utf8_lossy(bytes));
            }
            Target::Text if !bytes.is_empty() => self.text(bytes),
            _ => {}
        }
    }

    fn text(&mut self, bytes: &[u8]) {
        if !self.shows() {
            self.flow().gather.drop_text();
            return;
        }
        self.begin_run();
        self.run.bytes.extend_from_slice(bytes);
        let letters = bytes.iter().filter(|b| b.is_ascii_alphabetic() || **b >= 0x80).count();
        self.count(letters);
    }

    pub(super) fn character(&mut self, c: char) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        if self.state.target != Target::Text {
            return;
        }
        if !self.shows() {
            self.flow().gather.drop_text();
            return;
        }
        self.begin_run();
        self.decode_bytes();
        self.run.text.push(c);
        self.count(usize::from(c.is_alphabetic()));
    }

    fn count(&mut self, letters: usize) {
        let State { bold, italic, .. } = self.state;
        self.flow().gather.letters(u32::try_from(letters).unwrap_or(0), bold, italic);
    }

    /// Ends the run at hand if the next character has another font.
    fn begin_run(&mut self) {
        let font = self.state.font.or(self.default_font);
        if (self.run.font, self.run.caps) != (font, self.state.caps) {
            self.flush();
            self.run.font = font;
            self.run.caps = self.state.caps;
        }
    }

    /// Bytes become characters by the charset of their font.
    fn decode_bytes(&mut self) {
        if self.run.bytes.is_empty() {
            return;
        }
        let font = self.run.font.and_then(|id| self.tables.fonts.get(&id));
        match font {
            Some(font) if font.symbol => self.run.text.extend(self.run.bytes.iter().map(|b| char::from(*b))),
            font => {
                let encoding = font.map_or(self.encoding, |f| f.encoding);
                self.run.text.push_str(&encoding.decode_without_bom_handling(&self.run.bytes).0);
            }
        }
        self.run.bytes.clear();
    }

    pub(super) fn flush(&mut self) {
        self.decode_bytes();
        if self.run.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.run.text);
        let font = self.run.font.and_then(|id| self.tables.fonts.get(&id));
        let (name, symbol) = font.map_or(("", false), |f| (f.name.as_str(), f.symbol));
        let (name, caps) = (name.to_owned(), self.run.caps);
        let flow = self.flow();
        if flow.kind == Kind::Label {
            flow.gather.run("", false, &gather::label(&name, symbol, &text), caps);
        } else {
            flow.gather.run(&name, symbol, &text, caps);
        }
    }
}
