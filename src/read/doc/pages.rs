//! Pages of marks: which marks lie on which stretch of the stream.
//!
//! In: the list of pages and the stream. Out: stretches in order of place. Reference: [MS-DOC] 2.9.33, 2.9.175.

use super::bytes::{Plex, size_at, slice, u16_at};

/// A stretch of the stream and the marks on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Style of the paragraph; nothing for characters.
    pub(super) style: u16,
    pub(super) marks: &'a [u8],
}

/// Stretches in order of place.
#[derive(Debug, Default)]
pub(super) struct Stretches<'a>(Vec<Stretch<'a>>);

const PAGE: usize = 512;

impl<'a> Stretches<'a> {
    /// Reads the pages of paragraphs or of characters.
    pub(super) fn read(word: &'a [u8], list: &[u8], paragraphs: bool) -> Stretches<'a> {
        let plex = Plex::new(list, 4);
        let mut all = Vec::new();
        // No file has more pages than fit into the stream.
        for index in 0..plex.len().min(word.len() / PAGE + 1) {
            let number = plex.record(index).and_then(|r| size_at(r, 0)).unwrap_or(0) & 0x3F_FFFF;
            if let Some(page) = slice(word, number * PAGE, PAGE) {
                read_page(page, paragraphs, &mut all);
            }
        }
        all.sort_by_key(|s: &Stretch<'_>| s.start);
        Stretches(all)
    }

    /// The stretch at a place.
    pub(super) fn at(&self, place: usize) -> Option<Stretch<'a>> {
        let after = self.0.partition_point(|s| s.start <= place);
        self.0.get(after.checked_sub(1)?).copied().filter(|s| place < s.end)
    }
}

fn read_page<'a>(page: &'a [u8], paragraphs: bool, all: &mut Vec<Stretch<'a>>) {
    let count = usize::from(page.last().copied().unwrap_or(0));
    let width = if paragraphs { 13 } else { 1 };
    for index in 0..count {
        let (Some(start), Some(end)) = (size_at(page, index * 4), size_at(page, index * 4 + 4)) else {
            return;
        };
        let Some(&offset) = page.get((count + 1) * 4 + index * width) else { return };
        let at = usize::from(offset) * 2;
        let (style, marks) = match (at, paragraphs) {
            (0, _) => (0, &page[..0]),
            (_, true) => paragraph_marks(page, at).unwrap_or((0, &page[..0])),
            (_, false) => {
                let len = page.get(at).copied().map_or(0, usize::from);
                (0, slice(page, at + 1, len).unwrap_or_default())
            }
        };
        if start < end {
            all.push(Stretch { start, end, style, marks });
        }
    }
}

fn paragraph_marks(page: &[u8], at: usize) -> Option<(u16, &[u8])> {
    let half = usize::from(*page.get(at)?);
    let bytes = match half {
        0 => slice(page, at + 2, usize::from(*page.get(at + 1)?) * 2)?,
        _ => slice(page, at + 1, half * 2 - 1)?,
    };
    Some((u16_at(bytes, 0)?, bytes.get(2..)?))
}
