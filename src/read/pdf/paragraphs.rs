//! Lines → paragraphs: in running text, in columns and in table cells.
//!
//! In: segments from top to bottom and the frame they stand in. Out: [`Para`]s. A line starts a paragraph where it
//! is indented, where the line above had room for its first word, or after a gap. Tricky: a dash alone starts none
//! (`kinh tế` / `- xã hội` wraps), and the upper of two centred lines is never full.

use super::frame::Frame;
use super::lines::{End, Seg, Setting};
use super::wording::{
    append, counts, is_capital, is_contents, is_cut_syllable, is_cut_title, is_item, starts_lower,
};
use crate::source::{Align, Part};

/// How the line below the title of an appendix begins (folded).
const ASIDES: [&str; 4] = ["(kèm", "(đính kèm", "(ban hành", "(gửi kèm"];

/// A gap this many ems wide behind a label is a tab.
const TAB_GAP: f32 = 0.8;
/// Room between two paragraphs, in points more than between lines.
const PARAGRAPH_GAP: f32 = 3.5;
/// A justified line that ends this many ems before the edge is the last one.
const RAGGED: f32 = 0.3;
/// Letters of the longest syllable, `nghiêng`.
const LONGEST_SYLLABLE: usize = 7;

/// A paragraph and what joining across pages needs to know of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Para {
    pub(super) text: String,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) align: Option<Align>,
    pub(super) part: Part,
    /// The mark of a footnote at its start, in bytes.
    pub(super) label: usize,
    pub(super) page: u32,
    /// x0, y0, x1, y1 on its first page.
    pub(super) bounds: [f32; 4],
    /// The side of a two-column block that it stands on.
    pub(super) side: Option<Side>,
    /// Running text (not a column, title or cell): may go on on the next page.
    pub(super) flows: bool,
    /// Its first line is indented.
    pub(super) indented: bool,
    /// Its last line has this much room left at the right edge.
    pub(super) room: f32,
    /// Width of its first word with a blank.
    pub(super) first_word: f32,
    pub(super) size: f32,
    /// What is drawn behind its last letter.
    pub(super) end: End,
}

/// A side of a letterhead or a sign-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// What kind of text a run of lines is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// Running text.
    Body,
    /// One side of a letterhead or of a sign-off.
    Column,
    /// A table cell.
    Cell,
}

/// Groups lines into paragraphs.
pub(super) fn paragraphs(
    lines: Vec<Seg>,
    frame: Frame,
    zone: Zone,
    page: u32,
    setting: Setting<'_>,
) -> Vec<Para> {
    let mut out: Vec<Para> = Vec::new();
    let mut open: Vec<Line> = Vec::new();
    for seg in lines {
        let mut line = Line::new(seg, frame, setting);
        if let Some(prev) = open.last_mut().filter(|prev| zone == Zone::Body && prev.begins_below(&line)) {
            prev.centred = false;
            line.centred = false;
        }
        let starts = match open.last() {
            None => false,
            Some(prev) => match zone {
                Zone::Body => breaks_body(&open, prev, &line, frame),
                Zone::Column => breaks_column(prev, &line, frame),
                Zone::Cell => breaks_cell(prev, &line, frame),
            },
        };
        if starts {
            out.push(close(&open, frame, zone, page));
            open.clear();
        }
        open.push(line);
    }
    if !open.is_empty() {
        out.push(close(&open, frame, zone, page));
    }
    out.retain(|p| !p.text.is_empty());
    out
}

/// A line with what the rules ask of it.
struct Line {
    seg: Seg,
    text: String,
    bold: bool,
    italic: bool,
    centred: bool,
    first_word: f32,
    end: End,
}

impl Line {
    fn new(seg: Seg, frame: Frame, setting: Setting<'_>) -> Line {
        let text = seg.text(setting);
        let (bold, italic) = seg.looks(setting);
        let (left, right) = (seg.x0 - frame.left, frame.right - seg.x1);
        let slack = (0.04 * frame.width()).clamp(3.0, 18.0);
        let indented = frame.indent.is_some_and(|x| (seg.x0 - x).abs() < 0.7);
        let off = (left - right).abs();
        let margin = if off < 1.5 { 0.5 } else { 1.2 } * seg.size;
        let centred = off < slack && left > margin && right > margin && !indented;
        let first_word = seg.first_word(setting) + 0.2 * seg.size;
        Line { text, bold, italic, centred, first_word, end: seg.end(setting), seg }
    }

    /// What is drawn behind its last letter; in a narrow column, whether the line is a piece of one long foreign word
    /// (`infographi` / `c`).
    fn end_in(&self, zone: Zone, frame: Frame) -> End {
        let piece = zone == Zone::Cell
            && self.end != End::Blank
            && self.room(frame) < 0.5 * self.seg.size
            && self.text.len() > LONGEST_SYLLABLE
            && self.text.chars().all(|c| c.is_ascii_alphabetic());
        if piece { End::CutWord } else { self.end }
    }

    /// Whether two lines of different width begin at one place: so neither is centred.
    fn begins_below(&self, next: &Line) -> bool {
        (self.seg.x0 - next.seg.x0).abs() < 0.7 && (self.seg.x1 - next.seg.x1).abs() > 2.0
    }

    /// One word that is as wide as its column.
    fn fills(&self, frame: Frame) -> bool {
        !self.text.contains(' ') && self.room(frame) < 0.8 * self.seg.size
    }

    fn first_font(&self) -> Option<u16> {
        self.seg.glyphs.first().map(|g| g.font)
    }

    fn last_font(&self) -> Option<u16> {
        self.seg.glyphs.last().map(|g| g.font)
    }

    /// Room left at the right edge.
    fn room(&self, frame: Frame) -> f32 {
        if self.centred { frame.width() - self.seg.width() } else { frame.right - self.seg.x1 }
    }

    /// Set to the right, as a date or a signature is.
    fn is_pushed(&self, frame: Frame) -> bool {
        self.seg.x0 - frame.left > 0.4 * frame.width() && frame.right - self.seg.x1 < 0.1 * frame.width()
    }
}

/// Whether the word of `next` would have fitted behind `prev`.
fn short(prev: &Line, next: &Line, frame: Frame) -> bool {
    let room = prev.room(frame);
    let ragged =
        frame.justified && !prev.centred && !prev.text.ends_with('-') && room > RAGGED * prev.seg.size;
    ragged && ended(prev) || room > next.first_word + 0.1 * prev.seg.size
}

fn breaks_body(open: &[Line], prev: &Line, next: &Line, frame: Frame) -> bool {
    let size = prev.seg.size;
    let gap = next.seg.y - prev.seg.y;
    if (next.seg.size - size).abs() > 1.5 || gap > f32::max(1.75 * size, 1.35 * frame.pitch) || gap < 0.0 {
        return true;
    }
    if prev.is_pushed(frame) != next.is_pushed(frame) {
        return true;
    }
    if in_bracket(open) && gap <= frame.pitch + PARAGRAPH_GAP {
        return false;
    }
    if prev.centred != next.centred
        && (prev.centred && open.len() == 1 || next.seg.width() < 0.5 * frame.width())
    {
        let last_of_centred = next.centred && !short(prev, next, frame);
        if !last_of_centred || is_item(&next.text) {
            return true;
        }
    }
    let other_look = next.centred && (prev.bold, prev.italic) != (next.bold, next.italic);
    let key = || crate::text::fold::fold(&next.text);
    let aside = (prev.centred || next.centred)
        && next.text.starts_with('(')
        && ASIDES.iter().any(|w| key().starts_with(w));
    if other_look || aside || is_contents(&prev.text) || next_item(open, prev, next) {
        return true;
    }
    let lower = starts_lower(&next.text);
    let mid_sentence = lower && !prev.centred && !next.centred && !ended(prev) && !prev.text.ends_with('/');
    if short(prev, next, frame) {
        return !mid_sentence;
    }
    if next.seg.x0 - frame.left > 0.9 * size && !next.centred {
        let same_edge = |a: f32| (next.seg.x0 - a).abs() < 2.0;
        let goes_on = open.len() > 1 && same_edge(prev.seg.x0);
        let hangs = open.len() == 1 && label_end(prev).is_some_and(same_edge);
        let block = same_edge(prev.seg.x0)
            && gap <= frame.pitch + PARAGRAPH_GAP
            && !ended(prev)
            && !is_item(&next.text)
            && prev.bold == next.bold;
        return !(goes_on || hangs || lower || block);
    }
    if gap > frame.pitch + PARAGRAPH_GAP && !lower && (ended(prev) || is_item(&next.text)) {
        return true;
    }
    let outdented = open.len() > 1 && next.seg.x0 < prev.seg.x0 - 0.9 * size;
    outdented && is_item(&next.text)
}

/// Whether a remark in brackets has not ended: `(Kèm theo Kế hoạch số 5` / `của Sở Y tế)`.
fn in_bracket(open: &[Line]) -> bool {
    open.first().is_some_and(|l| l.text.starts_with('(')) && !open.iter().any(|l| l.text.contains(')'))
}

/// Whether a full line is followed by a new item all the same. The word behind the label begins with a capital
/// (`kinh tế` / `- xã hội` wraps). A number is a label unless a word before it counts (`tại khoản` / `2. Điều 5`); a bullet
/// is one behind the end of a sentence, below the same bullet, or set apart by a tab.
fn next_item(open: &[Line], prev: &Line, next: &Line) -> bool {
    let Some((label, rest)) = next.text.split_once(' ').filter(|_| is_item(&next.text)) else { return false };
    if label_gap(next) > TAB_GAP {
        return true;
    }
    let alike = open.first().is_some_and(|first| {
        first.text.split(' ').next() == Some(label) && (first.seg.x0 - next.seg.x0).abs() < 2.0
    });
    let last = prev.text.rsplit(' ').next().unwrap_or("");
    let numbered =
        label.starts_with(char::is_alphanumeric) && !prev.text.ends_with([',', '-', '/']) && !counts(last);
    rest.starts_with(char::is_uppercase) && (ended(prev) || alike || numbered)
}

/// A line that ends a sentence or a list item.
fn ended(line: &Line) -> bool {
    line.text.ends_with(['.', ';', ':'])
}

/// Where the text behind the label of a first line begins.
fn label_end(line: &Line) -> Option<f32> {
    let glyphs = &line.seg.glyphs;
    let blank = glyphs.iter().position(|g| g.is_blank()).unwrap_or(glyphs.len());
    let gap =
        glyphs.windows(2).position(|w| w[1].x0 - w[0].x1 > 0.5 * line.seg.size).map_or(blank, |i| i + 1);
    let from = blank.min(gap);
    if from > 6 || !is_item(&line.text) {
        return None;
    }
    glyphs.iter().skip(from).find(|g| !g.is_blank()).map(|g| g.x0)
}

/// The gap behind the label of a line, in ems.
fn label_gap(line: &Line) -> f32 {
    let glyphs: Vec<_> = line.seg.glyphs.iter().filter(|g| !g.is_blank()).collect();
    let label = line.text.split(' ').next().map_or(0, |l| l.chars().count());
    match (label.checked_sub(1).and_then(|i| glyphs.get(i)), glyphs.get(label)) {
        (Some(a), Some(b)) => (b.x0 - a.x1) / line.seg.size,
        _ => 0.0,
    }
}

fn breaks_column(prev: &Line, next: &Line, frame: Frame) -> bool {
    if is_cut_title(&prev.text, &next.text) {
        return false;
    }
    let gap = next.seg.y - prev.seg.y;
    short(prev, next, frame)
        || gap > 1.6 * prev.seg.size
        || (next.seg.size - prev.seg.size).abs() > 1.5
        || prev.bold != next.bold
        || is_item(&next.text)
        || prev.text.ends_with(':')
        || is_capital(&prev.text)
        || is_capital(&next.text)
        || (prev.centred && !starts_lower(&next.text))
}

fn breaks_cell(prev: &Line, next: &Line, frame: Frame) -> bool {
    let gap = next.seg.y - prev.seg.y;
    if gap > 2.2 * prev.seg.size {
        return true;
    }
    let ended = prev.text.ends_with(['.', ';', ':', ',']);
    if short(prev, next, frame) {
        return ended || !starts_lower(&next.text);
    }
    is_item(&next.text) && prev.text.ends_with(['.', ';', ':'])
}

fn close(lines: &[Line], frame: Frame, zone: Zone, page: u32) -> Para {
    let mut text = String::new();
    let mut bounds = [f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY];
    let mut end = End::default();
    let mut before: Option<&Line> = None;
    for line in lines {
        // A program that patches fonts breaks lines where the font changes, also inside of a syllable; and a word may be
        // too wide for its column.
        let apart = before.is_some_and(|b| b.last_font() != line.first_font() || b.fills(frame));
        if zone == Zone::Cell && apart && end != End::Blank && is_cut_syllable(&text, &line.text) {
            end = End::CutWord;
        }
        before = Some(line);
        append(&mut text, &line.text, end);
        end = line.end_in(zone, frame);
        let seg = &line.seg;
        bounds = [
            bounds[0].min(seg.x0),
            bounds[1].min(seg.y - 0.8 * seg.size),
            bounds[2].max(seg.x1),
            bounds[3].max(seg.y + 0.25 * seg.size),
        ];
    }
    let letters = |l: &&Line| l.text.chars().any(char::is_alphanumeric);
    let all = |f: fn(&Line) -> bool| lines.iter().any(f) && lines.iter().filter(letters).all(f);
    let (first, last) = (lines.first(), lines.last());
    let centred = lines.len() == 1 && first.is_some_and(|l| l.centred)
        || lines.len() > 1 && last.is_some_and(|l| l.centred);
    let pushed = lines.iter().all(|l| l.is_pushed(frame));
    let align = match (centred && !is_item(&text), pushed && zone == Zone::Body) {
        (true, _) => Some(Align::Center),
        (false, true) => Some(Align::Right),
        _ => None,
    };
    let contents = is_contents(&text);
    Para {
        text,
        bold: all(|l| l.bold),
        italic: all(|l| l.italic),
        align,
        page,
        bounds,
        part: if zone == Zone::Body && contents { Part::Contents } else { Part::Body },
        flows: zone == Zone::Body && align.is_none() && !contents,
        indented: first.is_some_and(|l| l.seg.x0 - frame.left > 0.9 * l.seg.size),
        room: last.map_or(0.0, |l| l.room(frame)),
        first_word: first.map_or(0.0, |l| l.first_word),
        size: first.map_or(0.0, |l| l.seg.size),
        end,
        ..Para::default()
    }
}
