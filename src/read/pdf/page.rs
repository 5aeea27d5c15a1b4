//! What one PDF page shows: glyphs, rules and images, in points from the top left corner.
//!
//! In: nothing (plain data, filled by `device`). Out: [`Page`]. Knows neither lines nor tables.

/// Set in [`Glyph::flags`]: drawn in a colour (max − min of RGB above 60), as signature stamps are.
pub(super) const COLOURED: u8 = 1;
/// Set in [`Glyph::flags`]: drawn in render mode 3, as OCR layers are.
pub(super) const INVISIBLE: u8 = 2;
/// Set in [`Glyph::flags`]: the font gives no character for it.
pub(super) const UNMAPPED: u8 = 4;
/// Set in [`Glyph::flags`]: drawn twice with a small shift, as fake bold is.
pub(super) const DOUBLED: u8 = 8;
/// Set in [`Glyph::flags`]: the file itself marks it as a page header or footer.
pub(super) const FURNITURE: u8 = 16;
/// Set in [`Glyph::flags`]: a small raised mark (of a footnote), not part of the running text.
pub(super) const RAISED: u8 = 32;

/// One character at its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// Left edge.
    pub(super) x0: f32,
    /// Right edge: left edge plus advance.
    pub(super) x1: f32,
    /// Baseline.
    pub(super) y: f32,
    /// Font size.
    pub(super) size: f32,
    /// The character; U+FFFD where unmapped.
    pub(super) ch: char,
    /// Index into the font list.
    pub(super) font: u16,
    /// Glyph id in the font program.
    pub(super) gid: u16,
    /// See the constants of this module.
    pub(super) flags: u8,
}

impl Glyph {
    /// Whether a flag is set.
    pub(super) fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// A blank: takes room, shows nothing.
    pub(super) fn is_blank(&self) -> bool {
        self.ch.is_whitespace()
    }

    /// Middle of its advance.
    pub(super) fn mid(&self) -> f32 {
        (self.x0 + self.x1) / 2.0
    }
}

/// A font of the document.
#[derive(Clone, Debug, Default)]
pub(super) struct FontFacts {
    /// PostScript name without subset prefix; empty where the engine does not tell it.
    pub(super) name: String,
    /// Bold; `None` where unknown.
    pub(super) bold: Option<bool>,
    /// Italic; `None` where unknown.
    pub(super) italic: Option<bool>,
}

/// A straight line along an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    /// Runs from left to right (else from top to bottom).
    pub(super) horizontal: bool,
    /// The fixed coordinate (y of a horizontal rule).
    pub(super) at: f32,
    /// Start along the axis.
    pub(super) from: f32,
    /// End along the axis.
    pub(super) to: f32,
}

/// A page.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// Number, from 1.
    pub(super) number: u32,
    /// Width in points.
    pub(super) width: f32,
    /// Height in points.
    pub(super) height: f32,
    /// Upright glyphs of the page's own content, in drawing order.
    pub(super) glyphs: Vec<Glyph>,
    /// Upright glyphs of its annotations, in drawing order.
    pub(super) notes: Vec<Glyph>,
    /// Its rules.
    pub(super) rules: Vec<Rule>,
    /// Share of the page that its images cover, added up.
    pub(super) image: f32,
    /// Recording stopped at a limit.
    pub(super) too_complex: bool,
}
