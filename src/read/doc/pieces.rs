//! The text of a Word file, put together from its pieces.
//!
//! In: the piece table and the stream. Out: UTF-16 units and, for each piece, where in the stream it lies (marks of
//! characters and paragraphs are found by that place). A piece of one byte a character is Windows-1252.
//!
//! Tricky: an edited file has its pieces out of order; a damaged one has them on top of each other.

use super::bytes::{Plex, size_at, slice, u16_at};

/// A stretch of text that lies in one place of the stream.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    /// First character, counted over the whole text, and the one after the last.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Byte of the first character in the stream.
    pub(super) place: usize,
    /// Bytes a character.
    pub(super) width: usize,
    /// Marks laid on the whole piece by a quick save.
    pub(super) marks: Marks<'a>,
}

/// Marks laid on a piece.
#[derive(Clone, Copy, Debug)]
pub(super) enum Marks<'a> {
    /// One mark: its short number and value.
    Short(u8, u8),
    /// A list of marks.
    List(&'a [u8]),
}

/// The whole text.
#[derive(Debug, Default)]
pub(super) struct Text<'a> {
    pub(super) units: Vec<u16>,
    pub(super) pieces: Vec<Piece<'a>>,
}

/// Windows-1252 of 0x80–0x9F as UTF-16.
fn unit_of(byte: u8) -> u16 {
    if !(0x80..0xA0).contains(&byte) {
        return u16::from(byte);
    }
    let text =
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte)).0.into_owned();
    text.encode_utf16().next().unwrap_or_else(|| u16::from(byte))
}

/// Reads the text.
pub(super) fn text<'a>(word: &[u8], clx: &'a [u8]) -> Option<Text<'a>> {
    let mut lists: Vec<&'a [u8]> = Vec::new();
    let mut at = 0;
    while *clx.get(at)? == 1 {
        let len = usize::from(u16_at(clx, at + 1)?);
        lists.push(slice(clx, at + 3, len)?);
        at += 3 + len;
    }
    let table = clx.get(at + 5..)?;
    let table = table.get(..size_at(clx, at + 1)?).unwrap_or(table);
    let plex = Plex::new(table, 8);
    let high: Vec<u16> = (0x80..=0x9F).map(unit_of).collect();
    let mut text = Text::default();
    for index in 0..plex.len() {
        let (Some(start), Some(end), Some(record)) =
            (plex.position(index), plex.position(index + 1), plex.record(index))
        else {
            break;
        };
        let (Some(raw), Some(marks)) = (size_at(record, 2), u16_at(record, 6)) else { break };
        let narrow = raw & 0x4000_0000 != 0;
        let place = if narrow { (raw & 0x3FFF_FFFF) / 2 } else { raw & 0x3FFF_FFFF };
        let width = if narrow { 1 } else { 2 };
        let Some(count) = end.checked_sub(start) else { break };
        let room = word.len().saturating_sub(place) / width;
        let count = count.min(room);
        // All pieces together are no longer than the stream, unless they lie on top of each other.
        if start != text.units.len() || text.units.len() + count > word.len() + 16 {
            break;
        }
        let bytes = slice(word, place, count * width).unwrap_or_default();
        if narrow {
            let unit = |b: &u8| match b {
                0x80..=0x9F => high.get(usize::from(b - 0x80)).copied().unwrap_or(0),
                _ => u16::from(*b),
            };
            text.units.extend(bytes.iter().map(unit));
        } else {
            text.units.extend(bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
        }
        let marks = if marks & 1 == 0 {
            let [low, value] = marks.to_le_bytes();
            Marks::Short(low >> 1, value)
        } else {
            Marks::List(lists.get(usize::from(marks >> 1)).copied().unwrap_or_default())
        };
        text.pieces.push(Piece { start, end: text.units.len(), place, width, marks });
        if text.units.len() < end {
            break;
        }
    }
    Some(text)
}
