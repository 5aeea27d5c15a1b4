//! Glyphs → rows of segments.
//!
//! In: glyphs of a page or of one table cell. Out: [`Row`]s from top to bottom, each cut into [`Seg`]ments at wide
//! gaps, glyphs by x: the order of drawing is never trusted. Tricky: a raised `1` after `tỉnh` is the mark of a
//! footnote, the raised `2` of `m2` is not; a letter drawn twice is bold, not doubled.

use super::page::{DOUBLED, FontFacts, Glyph, RAISED};

/// Glyphs nearer than this many ems in height stand on one line.
const BASELINE: f32 = 0.35;
/// A gap this many ems wide parts segments.
const SEGMENT_GAP: f32 = 2.0;
/// A gap this many ems wide parts two columns.
const COLUMN_GAP: f32 = 0.9;
/// So does this one in the middle between them.
const MIDDLE_GAP: f32 = 0.5;
/// The same letter nearer than this many ems is one letter drawn twice.
const DOUBLE: f32 = 0.08;
/// Words after which a letterhead leaves room to write in.
const BLANK_AFTER: [&str; 5] = ["Số:", "Số", "ngày", "tháng", "năm"];
/// Letters below this share of the size of their line are marks.
const SMALL: f32 = 0.8;
/// Units whose raised digit is an exponent.
const UNITS: [&str; 6] = ["m", "km", "cm", "dm", "mm", "hm"];

/// How text is set on a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting<'f> {
    /// The fonts of the document.
    pub(super) fonts: &'f [FontFacts],
    /// Blanks are drawn as glyphs.
    pub(super) blanks: bool,
    /// The blank at which a line is broken is drawn too, as Word does; so a line without one is broken inside a word.
    pub(super) blank_ends: bool,
}

impl<'f> Setting<'f> {
    /// Looks at the glyphs of a page.
    pub(super) fn of(glyphs: &[Glyph], fonts: &'f [FontFacts]) -> Setting<'f> {
        let blanks = glyphs.iter().filter(|g| g.is_blank()).count();
        let (mut ends, mut blank_ends) = (0, 0);
        for w in glyphs.windows(2).filter(|w| w[1].y - w[0].y > 0.5 * w[0].size && w[1].x0 < w[0].x0) {
            ends += 1;
            blank_ends += usize::from(w[0].is_blank());
        }
        Setting {
            fonts,
            blanks: blanks * 100 > glyphs.len() * 6,
            blank_ends: blank_ends >= 8 && blank_ends * 10 >= ends * 7,
        }
    }
}

/// What is drawn behind the last letter of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum End {
    /// A blank: the next line begins a word.
    Blank,
    /// Nothing, where blanks would be drawn: the next line may go on with the word.
    Bare,
    /// A word that its column was too narrow for.
    CutWord,
    /// Nothing, and blanks there are not drawn.
    #[default]
    Unknown,
}

/// A stretch of a line without a wide gap.
#[derive(Clone, Debug, Default)]
pub(super) struct Seg {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    /// A blank was drawn at its end.
    pub(super) blank_end: bool,
}

/// A line.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) segs: Vec<Seg>,
    pub(super) y: f32,
    pub(super) size: f32,
}

impl Row {
    pub(super) fn x0(&self) -> f32 {
        self.segs.first().map_or(0.0, |s| s.x0)
    }

    pub(super) fn x1(&self) -> f32 {
        self.segs.last().map_or(0.0, |s| s.x1)
    }

    /// The row as one segment.
    pub(super) fn whole(self) -> Seg {
        Seg::new(self.segs.into_iter().flat_map(|s| s.glyphs).collect()).unwrap_or_default()
    }
}

impl Seg {
    /// A segment of glyphs sorted by x; `None` where nothing can be seen.
    pub(super) fn new(mut glyphs: Vec<Glyph>) -> Option<Seg> {
        let start = glyphs.iter().position(|g| !g.is_blank())?;
        glyphs.drain(..start);
        let end = glyphs.iter().rposition(|g| !g.is_blank())?;
        let blank_end = end + 1 < glyphs.len();
        glyphs.truncate(end + 1);
        let size = main_size(&glyphs);
        let x0 = glyphs.first()?.x0;
        let x1 = glyphs.iter().filter(|g| !g.is_blank()).map(|g| g.x1).fold(x0, f32::max);
        let y = glyphs.iter().find(|g| g.size > SMALL * size && !g.is_blank()).or(glyphs.first())?.y;
        Some(Seg { glyphs, x0, x1, y, size, blank_end })
    }

    pub(super) fn mid(&self) -> f32 {
        (self.x0 + self.x1) / 2.0
    }

    pub(super) fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Width of its first word.
    pub(super) fn first_word(&self, setting: Setting<'_>) -> f32 {
        let mut end = self.x0;
        for (index, glyph) in self.glyphs.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|i| self.glyphs.get(i));
            if glyph.is_blank() || before.is_some_and(|b| gap_is_blank(b, glyph, setting)) {
                break;
            }
            end = end.max(glyph.x1);
        }
        end - self.x0
    }

    /// All letters bold; all letters italic. Letters of unknown weight follow the others.
    pub(super) fn looks(&self, setting: Setting<'_>) -> (bool, bool) {
        let (mut bold, mut thin, mut italic, mut upright) = (0, 0, 0, 0);
        for glyph in self.glyphs.iter().filter(|g| g.ch.is_alphanumeric() && !g.has(RAISED)) {
            let Some(font) = setting.fonts.get(usize::from(glyph.font)) else { continue };
            match font.bold.filter(|b| !b && glyph.has(DOUBLED)).map_or(font.bold, |_| Some(true)) {
                Some(true) => bold += 1,
                Some(false) => thin += 1,
                None => {}
            }
            match font.italic {
                Some(true) => italic += 1,
                Some(false) => upright += 1,
                None => {}
            }
        }
        (bold > 0 && thin == 0, italic > 0 && upright == 0)
    }

    /// What is drawn behind its last letter.
    pub(super) fn end(&self, setting: Setting<'_>) -> End {
        match (self.blank_end, setting.blank_ends) {
            (true, _) => End::Blank,
            (false, true) => End::Bare,
            (false, false) => End::Unknown,
        }
    }

    /// Its text, blanks folded.
    pub(super) fn text(&self, setting: Setting<'_>) -> String {
        let mut out = String::with_capacity(self.glyphs.len() + 8);
        let mut before: Option<&Glyph> = None;
        for glyph in self.glyphs.iter().filter(|g| !g.has(RAISED)) {
            if glyph.is_blank() {
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
                continue;
            }
            if before.is_some_and(|b| gap_is_blank(b, glyph, setting)) && !out.ends_with(' ') {
                out.push(' ');
            }
            out.push(glyph.ch);
            before = Some(glyph);
        }
        out.truncate(out.trim_end().len());
        out
    }
}

/// Whether the gap between two neighbours is a blank that was not drawn.
///
/// Where blanks are drawn, only a wide gap is one: patched fonts shift letters by up to 0.3 em.
fn gap_is_blank(a: &Glyph, b: &Glyph, setting: Setting<'_>) -> bool {
    let size = a.size.max(b.size);
    let limit = match setting.blanks {
        true if a.ch.is_ascii_digit() && b.ch.is_ascii_digit() => 0.25,
        true => 0.55,
        false => 0.16,
    };
    b.x0 - a.x1 > limit * size
}

/// The size of most letters.
pub(super) fn main_size(glyphs: &[Glyph]) -> f32 {
    let mut sizes: Vec<f32> = glyphs.iter().filter(|g| !g.is_blank()).map(|g| g.size).collect();
    sizes.sort_unstable_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(10.0)
}

/// Sorts glyphs into rows.
pub(super) fn rows(glyphs: Vec<Glyph>) -> Vec<Row> {
    cluster(glyphs).into_iter().filter_map(|line| cut(line, SEGMENT_GAP)).collect()
}

/// Glyphs by baseline, each line sorted by x, small raised and lowered glyphs joined to their line.
fn cluster(mut glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    let (mut base, mut size) = (f32::NEG_INFINITY, 0.0);
    for glyph in glyphs {
        match lines.last_mut() {
            // The smaller size counts: a raised `2` must not pull the full stop behind it onto its own line.
            Some(line) if glyph.y - base <= BASELINE * glyph.size.min(size).max(6.0) => line.push(glyph),
            _ => {
                (base, size) = (glyph.y, glyph.size);
                lines.push(vec![glyph]);
            }
        }
    }
    lines.retain(|line| line.iter().any(|g| !g.is_blank()));
    let mut lines = join_small(lines);
    for line in &mut lines {
        line.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        mark_doubles(line);
        mark_raised(line);
    }
    lines
}

/// Joins lines of small glyphs (exponents, footnote marks) to the line at whose height they stand.
fn join_small(lines: Vec<Vec<Glyph>>) -> Vec<Vec<Glyph>> {
    let facts = |line: &[Glyph]| {
        let shown = || line.iter().filter(|g| !g.is_blank());
        let y = shown().map(|g| g.y).sum::<f32>() / shown().count().max(1) as f32;
        (main_size(line), y, shown().count())
    };
    let mut out: Vec<Vec<Glyph>> = Vec::with_capacity(lines.len());
    let mut waiting: Option<Vec<Glyph>> = None;
    for mut line in lines {
        let (size, y, count) = facts(&line);
        if let Some(small) = waiting.take() {
            let (small_size, small_y, small_count) = facts(&small);
            if small_size < SMALL * size
                && y - small_y < 0.6 * size
                && small_count < count
                && touches(&small, &line)
            {
                line.extend(small);
            } else {
                out.push(small);
            }
        }
        let lowered = out.last().is_some_and(|up| {
            let (up_size, up_y, up_count) = facts(up);
            size < SMALL * up_size && y - up_y < 0.4 * up_size && count < up_count && touches(&line, up)
        });
        match out.last_mut() {
            Some(up) if lowered => up.extend(line),
            _ => waiting = Some(line),
        }
    }
    out.extend(waiting);
    out
}

/// Every small glyph has a glyph of the line near its side.
fn touches(small: &[Glyph], line: &[Glyph]) -> bool {
    small.iter().filter(|g| !g.is_blank()).all(|s| {
        line.iter().any(|g| !g.is_blank() && s.x0 < g.x1 + 0.8 * g.size && s.x1 > g.x0 - 0.8 * g.size)
    })
}

/// Drops the second drawing of a letter and remembers it in the first.
fn mark_doubles(line: &mut Vec<Glyph>) {
    let mut out: Vec<Glyph> = Vec::with_capacity(line.len());
    for glyph in line.drain(..) {
        let twin = out.iter_mut().rev().take(4).find(|g| {
            g.ch == glyph.ch
                && (g.x0 - glyph.x0).abs() < DOUBLE * g.size
                && (g.y - glyph.y).abs() < 0.2 * g.size
        });
        match twin {
            Some(twin) => twin.flags |= if glyph.is_blank() { 0 } else { DOUBLED },
            None => out.push(glyph),
        }
    }
    *line = out;
}

/// Flags the raised digits and stars of footnotes.
fn mark_raised(line: &mut [Glyph]) {
    let size = main_size(line);
    let y = line.iter().find(|g| g.size > SMALL * size && !g.is_blank()).map_or(0.0, |g| g.y);
    let mut word = String::new();
    for glyph in line.iter_mut() {
        let raised = glyph.size < SMALL * size && glyph.y < y - 0.15 * size;
        if raised
            && matches!(glyph.ch, '0'..='9' | '[' | ']' | '(' | ')' | '*')
            && !UNITS.contains(&word.as_str())
        {
            glyph.flags |= RAISED;
        } else if glyph.ch.is_alphabetic() {
            word.push(glyph.ch);
        } else if !raised {
            word.clear();
        }
    }
}

/// Cuts a line at its wide gaps.
fn cut(line: Vec<Glyph>, gap: f32) -> Option<Row> {
    let mut segs: Vec<Vec<Glyph>> = vec![Vec::new()];
    let mut end = f32::INFINITY;
    let size = main_size(&line);
    for glyph in line {
        if !glyph.is_blank() {
            if glyph.x0 - end > gap * size {
                segs.push(Vec::new());
            }
            end = if end.is_finite() { end.max(glyph.x1) } else { glyph.x1 };
        }
        if let Some(last) = segs.last_mut() {
            last.push(glyph);
        }
    }
    let segs = close_blanks(segs.into_iter().filter_map(Seg::new).collect());
    let first = segs.iter().max_by(|a, b| a.glyphs.len().cmp(&b.glyphs.len()))?;
    Some(Row { y: first.y, size, segs })
}

/// Rejoins what a blank left for the number or the day has parted: `Số:      /KH-UBND`, `ngày      tháng`.
fn close_blanks(segs: Vec<Seg>) -> Vec<Seg> {
    let mut out: Vec<Seg> = Vec::with_capacity(segs.len());
    for seg in segs {
        let opens = |s: &Seg| {
            let tail: String =
                s.glyphs.iter().rev().take(6).collect::<Vec<_>>().iter().rev().map(|g| g.ch).collect();
            BLANK_AFTER.iter().any(|w| tail.trim_end().ends_with(w))
        };
        let number = seg.glyphs.first().is_some_and(|g| g.ch == '/' || g.ch == '-');
        match out.last_mut() {
            Some(last) if opens(last) && (number || !last.glyphs.iter().any(|g| g.ch == ':')) => {
                let glyphs = last.glyphs.drain(..).chain(seg.glyphs).collect();
                *last = Seg::new(glyphs).unwrap_or_default();
            }
            _ => out.push(seg),
        }
    }
    out
}

/// Cuts a row in two at its widest gap that overlaps `left..right`; `None` where that is no gap between columns.
pub(super) fn cut_at(row: &Row, left: f32, right: f32) -> Option<(Option<Seg>, Option<Seg>)> {
    let glyphs = || row.segs.iter().flat_map(|s| &s.glyphs);
    let middle = (left + right) / 2.0;
    let parts = |from: f32, to: f32| {
        let ems = (to - from) / row.size;
        from < right && to > left && (ems >= COLUMN_GAP || ems >= MIDDLE_GAP && from < middle && to > middle)
    };
    let mut end = f32::NEG_INFINITY;
    let mut best: Option<(f32, f32)> = None;
    let starts = glyphs().filter(|g| !g.is_blank()).map(|g| (g.x0, g.x1));
    for (x0, x1) in starts.chain([(f32::INFINITY, f32::INFINITY)]) {
        if parts(end, x0) && best.is_none_or(|(a, b)| x0 - end > b - a) {
            best = Some((end, x0));
        }
        end = end.max(x1);
    }
    let (_, to) = best?;
    let (a, b): (Vec<Glyph>, Vec<Glyph>) = glyphs().partition(|g| g.x0 < to);
    Some((Seg::new(a), Seg::new(b)))
}
