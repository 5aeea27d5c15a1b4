//! A story of a Word file (body, note, header, text box) → items.
//!
//! In: a stretch of the text. Out: [`Item`]s. Walks the characters with the marks that lie on them.
//!
//! Tricky: the same code ends a cell and a row, and only the marks of the paragraph tell which; text between the
//! begin and the separator of a field is its code, over paragraphs too.

use super::file::File;
use super::look::{Look, row_edges};
use super::pages::Stretch;
use crate::error::ErrorKind;
use crate::read::Limits;
use crate::read::compose::Item;
use crate::read::flow::{Flow, Kind, Place};
use crate::read::repair::SOFT_HYPHEN;
use crate::source::{Part, Style};
use std::ops::Range;

/// Longest field code that is believed; beyond it the field's mark is damage.
const LONGEST_CODE: usize = 1 << 14;

/// Fields within fields beyond this depth are damage.
const DEEPEST_FIELD: usize = 64;

/// An open field.
#[derive(Default)]
struct Field {
    code: String,
    /// Its separator has come: what follows shows.
    result: bool,
}

/// A run at hand.
#[derive(Default)]
struct Run {
    font: u16,
    caps: bool,
    units: Vec<u16>,
}

/// Walks one story.
pub(super) struct Walker<'f, 'a> {
    file: &'f mut File<'a>,
    limits: &'f Limits,
    flow: Flow,
    run: Run,
    fields: Vec<Field>,
    look: Look,
    /// Places for which `look` holds.
    holds: Range<usize>,
    /// The piece at hand.
    piece: usize,
    /// How deep text boxes stand in each other.
    depth: u32,
}

impl<'f, 'a> Walker<'f, 'a> {
    /// Reads the characters of `range`.
    pub(super) fn items(
        file: &'f mut File<'a>,
        range: Range<usize>,
        kind: Kind,
        depth: u32,
        limits: &'f Limits,
    ) -> Result<Vec<Item>, ErrorKind> {
        let mut walker = Walker {
            file,
            limits,
            flow: Flow::new(kind),
            run: Run::default(),
            fields: Vec::new(),
            look: Look::default(),
            holds: 0..0,
            piece: 0,
            depth,
        };
        let end = range.end.min(walker.file.text.units.len());
        for at in range.start..end {
            walker.character(at)?;
        }
        walker.flush();
        let place = Place { style: Style::default(), part: Part::Body, in_table: false };
        let number = walker.file.paragraphs + 1;
        Ok(walker.flow.finish(place, number))
    }

    /// Place in the stream, and its width, of a character.
    fn place_of(&mut self, at: usize) -> Option<(usize, usize)> {
        let pieces = &self.file.text.pieces;
        if !pieces.get(self.piece).is_some_and(|p| (p.start..p.end).contains(&at)) {
            self.piece = pieces.partition_point(|p| p.end <= at);
            self.holds = 0..0;
        }
        let piece = pieces.get(self.piece)?;
        Some((piece.place + at.checked_sub(piece.start)? * piece.width, piece.width))
    }

    fn character(&mut self, at: usize) -> Result<(), ErrorKind> {
        let Some((place, width)) = self.place_of(at) else { return Ok(()) };
        let Some(&unit) = self.file.text.units.get(at) else { return Ok(()) };
        if !self.holds.contains(&place) {
            self.read_look(place, width);
        }
        match unit {
            0x13 if self.fields.len() < DEEPEST_FIELD => self.fields.push(Field::default()),
            0x13 => {}
            0x14 => {
                if let Some(field) = self.fields.last_mut() {
                    field.result = true;
                }
            }
            0x15 => {
                self.fields.pop();
            }
            _ if self.fields.iter().any(|f| !f.result) => self.code(unit),
            0x07 => return self.end_cell(place),
            0x0D => self.end_paragraph(place),
            0x0C => self.end_page(place, width),
            0x08 => return self.drawing(at, place),
            _ => self.text(unit),
        }
        Ok(())
    }

    fn code(&mut self, unit: u16) {
        let Some(field) = self.fields.iter_mut().rev().find(|f| !f.result) else { return };
        field.code.extend(char::from_u32(u32::from(unit)));
        if field.code.len() > LONGEST_CODE {
            self.fields.clear();
        }
    }

    /// What the marks say of the characters from `place` on.
    fn read_look(&mut self, place: usize, width: usize) {
        let paragraph = self.file.paragraph_at(place);
        let style = self.file.styles.get(paragraph.map_or(0, |p| p.style));
        let mut look = style.look;
        let mut holds = place..place + width;
        if let Some(characters) = self.file.characters.at(place) {
            let styles = &self.file.styles;
            look.apply(characters.marks, &|index| styles.character_marks(index));
            holds.end = characters.end.min(paragraph.map_or(usize::MAX, |p| p.end)).max(holds.end);
        }
        if let Some(piece) = self.file.text.pieces.get(self.piece) {
            look.apply_piece(piece.marks);
        }
        self.look = look;
        self.holds = holds;
    }

    fn text(&mut self, unit: u16) {
        let Look { hidden, deleted, symbol, special, bold, italic, .. } = self.look;
        let unit = match unit {
            0x09 => unit,
            0x0B | 0x0E => 0x2028,
            0x1E => u16::from(b'-'),
            0x1F => SOFT_HYPHEN as u16,
            0x28 if special && symbol.is_some() => unit,
            0..=0x1F => return,
            _ => unit,
        };
        if hidden || deleted {
            return self.flow.gather.drop_text();
        }
        if let Some((font, code)) = symbol.filter(|_| special) {
            self.push(font, code);
            self.flush();
            return;
        }
        let font = self.font_of(unit);
        self.push(font, unit);
        let letter = char::from_u32(u32::from(unit)).is_some_and(char::is_alphabetic);
        self.flow.gather.letters(u32::from(letter), bold, italic);
    }

    /// A letter beyond ASCII has its own font; an old font keeps the run whole.
    fn font_of(&self, unit: u16) -> u16 {
        let Look { font, font_other, .. } = self.look;
        let old = self.file.fonts.get(usize::from(font_other)).is_some_and(|f| f.old);
        if unit < 0x80 && !old { font } else { font_other }
    }

    fn push(&mut self, font: u16, unit: u16) {
        // Blanks and signs do not part a run.
        let neutral = unit < 0x41 && !self.run.units.is_empty() && self.run.caps == self.look.caps;
        if !neutral && (self.run.font, self.run.caps) != (font, self.look.caps) {
            self.flush();
            self.run.font = font;
            self.run.caps = self.look.caps;
        }
        self.run.units.push(unit);
    }

    fn flush(&mut self) {
        if self.run.units.is_empty() {
            return;
        }
        let text = String::from_utf16_lossy(&self.run.units);
        self.run.units.clear();
        let font = self.file.fonts.get(usize::from(self.run.font));
        let (name, symbol) = font.map_or(("", false), |f| (f.name.as_str(), f.symbol));
        self.flow.gather.run(
            name,
            symbol && text.chars().any(|c| u32::from(c) >= 0x80),
            &text,
            self.run.caps,
        );
    }

    /// The paragraph at hand, from the marks at its end.
    fn place(&mut self, stretch: Option<Stretch<'a>>) -> (Place, super::look::Shape) {
        let style = self.file.styles.get(stretch.map_or(0, |s| s.style));
        let mut shape = style.shape;
        if let Some(stretch) = stretch {
            shape.apply(stretch.marks, self.file.data);
        }
        let heading = match shape.outline {
            Some(level) => Some(level + 1).filter(|h| *h <= 9),
            None => style.heading,
        };
        let contents = style.contents || self.fields.iter().any(is_contents);
        let part = if contents && self.flow.kind == Kind::Body { Part::Contents } else { Part::Body };
        let in_table = shape.in_table || shape.depth > 0;
        (Place { style: Style { align: shape.align, heading, ..Style::default() }, part, in_table }, shape)
    }

    /// Closes the paragraph at hand: run, number, label.
    fn close(&mut self, place: usize) -> (Place, super::look::Shape) {
        self.flush();
        let stretch = self.file.paragraph_at(place);
        let (mut at, shape) = self.place(stretch);
        self.file.paragraphs += 1;
        if shape.list > 0 && shape.list <= 0x7FE && !shape.row_end && !self.flow.gather.is_dropped() {
            let file = &mut *self.file;
            let by_style = || shape.list_style.and_then(|s| file.lists.level_of_style(shape.list, s));
            let level = shape.list_level.or_else(by_style).unwrap_or(0);
            self.flow.label = file.lists.label(shape.list, level, &file.fonts).unwrap_or_default();
        }
        at.in_table |= shape.row_end;
        (at, shape)
    }

    fn end_paragraph(&mut self, place: usize) {
        if self.look.deleted && !self.file.paragraph_at(place).is_some_and(|p| self.place(Some(p)).0.in_table)
        {
            // The mark was deleted: what follows belongs to the same paragraph.
            self.file.paragraphs += 1;
            return;
        }
        let (at, _) = self.close(place);
        let number = self.file.paragraphs;
        self.flow.end_paragraph(at, number);
    }

    fn end_cell(&mut self, place: usize) -> Result<(), ErrorKind> {
        let (at, shape) = self.close(place);
        let number = self.file.paragraphs;
        if !at.in_table {
            self.flow.end_paragraph(at, number);
        } else if !shape.row_end {
            self.flow.end_cell(at, number, self.limits)?;
        } else {
            let stretch = self.file.paragraph_at(place);
            self.flow.row = row_edges(stretch.map_or(&[], |s| s.marks), self.file.data);
            self.flow.end_row(self.look.deleted, self.limits)?;
        }
        Ok(())
    }

    /// A page break within a paragraph, or a section's end, which ends its paragraph.
    fn end_page(&mut self, place: usize, width: usize) {
        if self.file.paragraph_at(place).is_some_and(|p| p.end == place + width) {
            self.end_paragraph(place);
        } else {
            self.text(0x0B);
        }
    }

    /// A drawing's anchor: its text box, if it has one, stands before the paragraph.
    fn drawing(&mut self, at: usize, place: usize) -> Result<(), ErrorKind> {
        if self.depth > 0 || self.flow.kind != Kind::Body {
            return Ok(());
        }
        let Some(range) = self.file.take_text_box(at) else { return Ok(()) };
        let stretch = self.file.paragraph_at(place);
        let in_table = self.place(stretch).0.in_table;
        let items = Walker::items(self.file, range, Kind::TextBox, self.depth + 1, self.limits)?;
        self.flow.insert(items, in_table);
        Ok(())
    }
}

fn is_contents(field: &Field) -> bool {
    field.code.trim_start().get(..3).is_some_and(|name| name.eq_ignore_ascii_case("toc"))
}
