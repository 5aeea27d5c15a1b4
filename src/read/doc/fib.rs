//! The head of a Word 97–2003 file: where everything else is.
//!
//! In: the stream `WordDocument`. Out: [`Fib`], or why it cannot be read. Reference: [MS-DOC] 2.5.

use super::bytes::{size_at, slice, u16_at};
use crate::error::ErrorKind;

/// Places of structures in the table stream, by their index in the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub(super) enum Part {
    Styles = 1,
    FootnoteReferences = 2,
    FootnoteTexts = 3,
    Headers = 11,
    CharacterPages = 12,
    ParagraphPages = 13,
    Fonts = 15,
    Pieces = 33,
    Anchors = 40,
    EndnoteReferences = 46,
    EndnoteTexts = 47,
    TextBoxes = 56,
    Lists = 73,
    ListOverrides = 74,
}

/// Lengths of the stories, in the order of the text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stories {
    pub(super) main: usize,
    pub(super) footnotes: usize,
    pub(super) headers: usize,
    pub(super) annotations: usize,
    pub(super) endnotes: usize,
    pub(super) text_boxes: usize,
    pub(super) header_text_boxes: usize,
}

/// The head of the file.
#[derive(Debug)]
pub(super) struct Fib {
    pub(super) second_table: bool,
    pub(super) stories: Stories,
    places: Vec<(usize, usize)>,
}

/// Version numbers of Word 6 and 95 lie below this one.
const FIRST_WORD_97: u16 = 0x00C0;

impl Fib {
    pub(super) fn parse(word: &[u8]) -> Result<Fib, ErrorKind> {
        let damaged = || ErrorKind::Damaged("the head of the Word document is cut".to_owned());
        let magic = u16_at(word, 0).ok_or_else(damaged)?;
        let version = u16_at(word, 2).ok_or_else(damaged)?;
        if matches!(magic, 0xA5DC | 0xA697 | 0xA699) || (magic == 0xA5EC && version < FIRST_WORD_97) {
            return Err(ErrorKind::Unsupported(
                "a document of Word 6 or 95".to_owned(),
                "open it in Word or LibreOffice and save it as DOCX".to_owned(),
            ));
        }
        if magic != 0xA5EC {
            return Err(ErrorKind::Damaged("the head of the Word document is not one".to_owned()));
        }
        let flags = u16_at(word, 0x0A).ok_or_else(damaged)?;
        if flags & 0x0100 != 0 {
            return Err(ErrorKind::PasswordRequired);
        }
        // Three arrays, each behind its own length: words, double words, places.
        let words = usize::from(u16_at(word, 32).ok_or_else(damaged)?);
        let longs_at = 34 + words * 2;
        let longs = usize::from(u16_at(word, longs_at).ok_or_else(damaged)?);
        let long = |index: usize| size_at(word, longs_at + 2 + index * 4).unwrap_or(0);
        let places_at = longs_at + 2 + longs * 4;
        let count = usize::from(u16_at(word, places_at).ok_or_else(damaged)?);
        let place = |index: usize| {
            let at = places_at + 2 + index * 8;
            Some((size_at(word, at)?, size_at(word, at + 4)?))
        };
        Ok(Fib {
            second_table: flags & 0x0200 != 0,
            stories: Stories {
                main: long(3),
                footnotes: long(4),
                headers: long(5),
                annotations: long(7),
                endnotes: long(8),
                text_boxes: long(9),
                header_text_boxes: long(10),
            },
            places: (0..count.min(256)).map_while(place).collect(),
        })
    }

    /// The bytes of a structure in the table stream; none where the file has none.
    pub(super) fn part<'a>(&self, table: &'a [u8], part: Part) -> &'a [u8] {
        let Some(&(at, len)) = self.places.get(part as usize) else { return &[] };
        slice(table, at, len).unwrap_or_default()
    }

    /// Where a structure ends in the table stream.
    pub(super) fn end_of(&self, part: Part) -> usize {
        self.places.get(part as usize).map_or(0, |(at, len)| at.saturating_add(*len))
    }
}
