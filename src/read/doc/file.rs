//! An opened Word file: its text, marks, styles, lists, and where notes and text boxes lie.
//!
//! In: the streams of the container. Out: [`File`].

use super::bytes::{Plex, size_at};
use super::fib::{Fib, Part};
use super::lists::Lists;
use super::pages::{Stretch, Stretches};
use super::pieces::{self, Text};
use super::styles::{self, Font, Styles};
use crate::error::ErrorKind;
use std::collections::BTreeMap;
use std::ops::Range;

/// Size of the record that ties a drawing to its anchor, and of the one that names a text box's drawing.
const ANCHOR: usize = 26;
const TEXT_BOX: usize = 22;

/// All that a story needs.
pub(super) struct File<'a> {
    pub(super) text: Text<'a>,
    pub(super) characters: Stretches<'a>,
    paragraphs_at: Stretches<'a>,
    pub(super) styles: Styles<'a>,
    pub(super) fonts: Vec<Font>,
    pub(super) lists: Lists,
    pub(super) data: &'a [u8],
    /// Paragraphs read so far.
    pub(super) paragraphs: u32,
    /// Drawing → the stretch of its text; anchor → drawing.
    text_boxes: BTreeMap<u32, Range<usize>>,
    anchors: BTreeMap<usize, u32>,
}

impl<'a> File<'a> {
    pub(super) fn open(
        fib: &Fib,
        word: &'a [u8],
        table: &'a [u8],
        data: &'a [u8],
    ) -> Result<File<'a>, ErrorKind> {
        let text = pieces::text(word, fib.part(table, Part::Pieces))
            .ok_or_else(|| ErrorKind::Damaged("the table of its text is missing".to_owned()))?;
        let story = fib.stories;
        let boxes_at = [story.main, story.footnotes, story.headers, story.annotations, story.endnotes]
            .iter()
            .sum::<usize>();
        let boxes = Plex::new(fib.part(table, Part::TextBoxes), TEXT_BOX);
        let text_boxes = (0..boxes.len()).filter_map(|index| {
            let range = boxes.position(index)?..boxes.position(index + 1)?;
            let range =
                boxes_at.checked_add(range.start)?..boxes_at.checked_add(range.end.min(story.text_boxes))?;
            let drawing = super::bytes::u32_at(boxes.record(index)?, 14)?;
            (drawing != 0 && range.start < range.end).then_some((drawing, range))
        });
        let anchors = Plex::new(fib.part(table, Part::Anchors), ANCHOR);
        let anchors = (0..anchors.len())
            .filter_map(|i| Some((anchors.position(i)?, super::bytes::u32_at(anchors.record(i)?, 0)?)));
        Ok(File {
            text_boxes: text_boxes.collect(),
            anchors: anchors.collect(),
            text,
            characters: Stretches::read(word, fib.part(table, Part::CharacterPages), false),
            paragraphs_at: Stretches::read(word, fib.part(table, Part::ParagraphPages), true),
            styles: Styles::read(fib.part(table, Part::Styles), data),
            fonts: styles::fonts(fib.part(table, Part::Fonts)),
            lists: Lists::read(
                fib.part(table, Part::Lists),
                table,
                fib.end_of(Part::Lists),
                fib.part(table, Part::ListOverrides),
            ),
            data,
            paragraphs: 0,
        })
    }

    /// The paragraph at a place of the stream.
    pub(super) fn paragraph_at(&self, place: usize) -> Option<Stretch<'a>> {
        self.paragraphs_at.at(place)
    }

    /// The text box whose drawing is anchored at a character.
    pub(super) fn take_text_box(&mut self, at: usize) -> Option<Range<usize>> {
        let drawing = self.anchors.get(&at)?;
        self.text_boxes.remove(drawing)
    }

    /// Text boxes whose anchor was not met: those of groups of drawings.
    pub(super) fn text_boxes_left(&mut self) -> Vec<Range<usize>> {
        let mut left: Vec<_> = std::mem::take(&mut self.text_boxes).into_values().collect();
        left.sort_by_key(|range| range.start);
        left
    }
}

/// The stretches of a story that begins at `start` and is `len` long, by the positions in its table.
pub(super) fn stretches(table: &[u8], start: usize, len: usize) -> Vec<Range<usize>> {
    let count = table.len() / 4;
    let position = |index: usize| size_at(table, index * 4).map(|p| start.saturating_add(p.min(len)));
    (0..count.saturating_sub(1)).filter_map(|i| Some(position(i)?..position(i + 1)?)).collect()
}
