//! Records what the PDF engine draws.
//!
//! In: drawing calls. Out: a [`Page`]. Turned glyphs (watermarks) are left out, white rules, what is clipped away and
//! everything far off the page too. Tricky: a border may be a stroked line, a stroked box or a filled box 0.5 pt thin.

use super::page::{COLOURED, FURNITURE, FontFacts, Glyph, INVISIBLE, Page, Rule, UNMAPPED};
use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use hayro_syntax::object::dict::keys::{SUBTYPE, TYPE};
use hayro_syntax::object::{Dict, Name};
use std::collections::HashMap;

/// Most rules kept of one page.
const MAX_RULES: usize = 50_000;
/// How far over the edge of a clip, in points, the middle of a glyph may stand.
const CLIP_SLACK: f64 = 1.0;
/// Thickest filled box that still counts as a rule.
const MAX_RULE_THICKNESS: f64 = 3.0;

/// The fonts met so far, numbered.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    /// Facts by number; number 0 is "unknown".
    pub(super) list: Vec<FontFacts>,
    numbers: HashMap<(u128, Option<String>), u16>,
}

impl Fonts {
    pub(super) fn new() -> Fonts {
        Fonts { list: vec![FontFacts::default()], numbers: HashMap::new() }
    }

    /// The number of the font of a glyph, and whether its program is embedded.
    fn number(&mut self, glyph: &Drawn<'_>) -> (u16, bool) {
        let Drawn::Outline(outline) = glyph else { return (0, true) };
        let Some(data) = outline.font_data() else { return (0, false) };
        let key = (data.cache_key, data.postscript_name);
        if let Some(&n) = self.numbers.get(&key) {
            return (n, true);
        }
        let Ok(n) = u16::try_from(self.list.len()) else { return (0, true) };
        let name = key.1.clone().unwrap_or_default();
        let says = |word: &str| name.to_ascii_lowercase().contains(word);
        let bold = data.weight.is_some_and(|w| w >= 600) || says("bold") || says("black") || says("heavy");
        let italic = data.is_italic || says("italic") || says("oblique");
        self.list.push(FontFacts { name, bold: Some(bold), italic: Some(italic) });
        self.numbers.insert(key, n);
        (n, true)
    }
}

/// Which layer of a page is being drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    /// The page's own content.
    Content,
    /// Its annotations.
    Annotations,
}

/// Fills a [`Page`].
pub(super) struct Recorder<'r> {
    pub(super) page: &'r mut Page,
    pub(super) fonts: &'r mut Fonts,
    pub(super) layer: Layer,
    pub(super) max_glyphs: usize,
    /// One entry per open marked content sequence: is it a header or footer?
    pub(super) marked: Vec<bool>,
    /// What the open clips leave of the page, the innermost last.
    pub(super) clips: Vec<Rect>,
}

impl Recorder<'_> {
    fn target(&mut self) -> &mut Vec<Glyph> {
        match self.layer {
            Layer::Content => &mut self.page.glyphs,
            Layer::Annotations => &mut self.page.notes,
        }
    }

    fn push(&mut self, mut glyph: Glyph, text: Option<BfString>) {
        if self.page.glyphs.len() + self.page.notes.len() >= self.max_glyphs {
            self.page.too_complex = true;
            return;
        }
        let numbers = [glyph.x0, glyph.x1, glyph.y, glyph.size];
        let (w, h) = (self.page.width, self.page.height);
        if !self.shows_through(&glyph) {
            return;
        }
        let on_page = glyph.x1 > -5.0 && glyph.x0 < w + 5.0 && glyph.y > -5.0 && glyph.y < h + 15.0;
        if numbers.iter().any(|n| !n.is_finite()) || !on_page || glyph.size < 0.5 {
            return;
        }
        match text {
            None => {
                glyph.ch = char::REPLACEMENT_CHARACTER;
                glyph.flags |= UNMAPPED;
                self.target().push(glyph);
            }
            Some(BfString::Char(c)) => {
                glyph.ch = plain(c);
                self.target().push(glyph);
            }
            Some(BfString::String(s)) => {
                let letters = s.chars().filter(|c| !is_mark(*c)).count().max(1) as f32;
                let step = (glyph.x1 - glyph.x0) / letters;
                let mut place = -1.0;
                for c in s.chars() {
                    if !is_mark(c) {
                        place += 1.0;
                    }
                    let x0 = glyph.x0 + step * f32::max(place, 0.0);
                    self.target().push(Glyph { x0, x1: x0 + step, ch: plain(c), ..glyph });
                }
            }
        }
    }

    /// Whether the height of a glyph is one that the open clips show. Pages of browsers draw the first line of the next
    /// page below their end; what a table loses at the edge of the paper is kept.
    fn shows_through(&self, glyph: &Glyph) -> bool {
        let middle = f64::from(glyph.y - 0.35 * glyph.size);
        self.clips.last().is_none_or(|clip| middle > clip.y0 - CLIP_SLACK && middle < clip.y1 + CLIP_SLACK)
    }

    fn push_clip(&mut self, shape: Rect) {
        let outer = self.clips.last().copied();
        self.clips.push(outer.map_or(shape, |o| o.intersect(shape)));
    }

    fn rule(&mut self, a: Point, b: Point) {
        let numbers = [a.x, a.y, b.x, b.y];
        if numbers.iter().any(|n| !n.is_finite() || n.abs() > 20_000.0) {
            return;
        }
        if self.page.rules.len() >= MAX_RULES {
            self.page.too_complex = true;
            return;
        }
        let (dx, dy) = ((a.x - b.x).abs() as f32, (a.y - b.y).abs() as f32);
        let span = |a: f64, b: f64| (a.min(b) as f32, a.max(b) as f32);
        if dy <= 0.75 && dx > 1.0 {
            let (from, to) = span(a.x, b.x);
            self.page.rules.push(Rule { horizontal: true, at: ((a.y + b.y) / 2.0) as f32, from, to });
        } else if dx <= 0.75 && dy > 1.0 {
            let (from, to) = span(a.y, b.y);
            self.page.rules.push(Rule { horizontal: false, at: ((a.x + b.x) / 2.0) as f32, from, to });
        }
    }

    /// A filled box: a rule if it is thin.
    fn filled(&mut self, bounds: Rect) {
        let (w, h) = (bounds.width(), bounds.height());
        let mid = bounds.center();
        if h <= MAX_RULE_THICKNESS && w > h {
            self.rule(Point::new(bounds.x0, mid.y), Point::new(bounds.x1, mid.y));
        } else if w <= MAX_RULE_THICKNESS && h > w {
            self.rule(Point::new(mid.x, bounds.y0), Point::new(mid.x, bounds.y1));
        }
    }

    fn filled_path(&mut self, path: &BezPath, transform: Affine) {
        let mut part: Vec<PathEl> = Vec::new();
        let flush = |part: &mut Vec<PathEl>, me: &mut Self| {
            if part.len() > 2 && !part.iter().any(|e| matches!(e, PathEl::CurveTo(..) | PathEl::QuadTo(..))) {
                let bounds = BezPath::from_vec(std::mem::take(part)).bounding_box();
                me.filled(box_of(transform, bounds));
            }
            part.clear();
        };
        for element in path.elements() {
            if matches!(element, PathEl::MoveTo(_)) {
                flush(&mut part, self);
            }
            if part.len() < 4096 {
                part.push(*element);
            }
        }
        flush(&mut part, self);
    }

    fn stroked_path(&mut self, path: &BezPath, transform: Affine) {
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(p) => (start, last) = (p, p),
                PathEl::LineTo(p) => {
                    self.rule(transform * last, transform * p);
                    last = p;
                }
                PathEl::ClosePath => {
                    self.rule(transform * last, transform * start);
                    last = start;
                }
                PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => last = p,
            }
        }
    }
}

/// Bullets of the Symbol and Wingdings fonts, which have no code points of their own.
const BULLETS: [(char, char); 9] = [
    ('\u{F0B7}', '·'),
    ('\u{F0A7}', '▪'),
    ('\u{F06E}', '▪'),
    ('\u{F0A8}', '◦'),
    ('\u{F02D}', '-'),
    ('\u{F02B}', '+'),
    ('\u{F0D8}', '➢'),
    ('\u{F0FC}', '✓'),
    ('\u{F0E0}', '→'),
];

/// Tabs, no-break blanks and control characters are blanks, symbol bullets get a code point; the rest stays.
fn plain(c: char) -> char {
    if c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}' | '\u{FEFF}') {
        return ' ';
    }
    BULLETS.iter().find(|b| b.0 == c).map_or(c, |b| b.1)
}

/// A combining mark.
pub(super) fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&c)
}

/// RGB of a paint; `None` for patterns and for nearly transparent paint.
fn rgb(paint: &Paint<'_>) -> Option<[u8; 3]> {
    let Paint::Color(colour) = paint else { return None };
    let [r, g, b, a] = colour.to_rgba().to_rgba8();
    (a > 25).then_some([r, g, b])
}

/// Whether a rule in this paint can be seen on white paper.
fn shows(paint: &Paint<'_>) -> bool {
    rgb(paint).is_some_and(|c| c.iter().any(|v| *v < 245))
}

/// The upright box around a transformed one.
pub(super) fn box_of(transform: Affine, rect: Rect) -> Rect {
    let a = transform * Point::new(rect.x0, rect.y0);
    let b = transform * Point::new(rect.x1, rect.y1);
    let c = transform * Point::new(rect.x0, rect.y1);
    let d = transform * Point::new(rect.x1, rect.y0);
    Rect::from_points(a, b).union(Rect::from_points(c, d))
}

impl<'a> Device<'a> for Recorder<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, draw_mode: &DrawMode) {
        if self.layer == Layer::Annotations || !shows(&props.paint) {
            return;
        }
        match draw_mode {
            DrawMode::Fill(_) => self.filled_path(path, props.transform),
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => self.stroked_path(path, props.transform),
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, draw_mode: &DrawMode) {
        if self.layer == Layer::Annotations || !shows(&props.paint) {
            return;
        }
        match draw_mode {
            DrawMode::Fill(_) => self.filled(box_of(props.transform, *rect)),
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => {
                self.stroked_path(&rect.to_path(0.1), props.transform);
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, draw_mode: &DrawMode) {
        let Some(first) = run.glyphs().first() else { return };
        let (font, embedded) = self.fonts.number(first);
        let mut flags = 0;
        if matches!(draw_mode, DrawMode::Invisible) {
            flags |= INVISIBLE;
        }
        if rgb(&props.paint).is_some_and(|[r, g, b]| r.max(g).max(b) - r.min(g).min(b) > 60) {
            flags |= COLOURED;
        }
        if self.marked.contains(&true) {
            flags |= FURNITURE;
        }
        for glyph in run.glyphs() {
            if self.page.too_complex {
                return;
            }
            let m = (props.transform * glyph.transform()).as_coeffs();
            let size = m[2].hypot(m[3]) * 1000.0;
            if m[1].abs() > 0.1 * m[0].abs() || m[0] <= 0.0 || m[3] >= 0.0 {
                continue;
            }
            // The engine stretches a stand-in font to the widths of the PDF: there the height is the true scale.
            let scale = if embedded { m[0] } else { m[3].abs() };
            let (advance, gid) = match &**glyph {
                Drawn::Outline(o) => (o.advance_width(), o.glyph_id().to_u32()),
                Drawn::Type3(t) => (t.advance_width(), 0),
            };
            let x0 = m[4] as f32;
            let x1 = x0 + (f64::from(advance.unwrap_or(0.0)) * scale) as f32;
            let gid = u16::try_from(gid).unwrap_or(0);
            let glyph_box =
                Glyph { x0, x1: x1.max(x0), y: m[5] as f32, size: size as f32, ch: ' ', font, gid, flags };
            let text = glyph.as_unicode().filter(|t| !matches!(t, BfString::Char('\0')));
            self.push(glyph_box, text);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        if self.layer == Layer::Annotations {
            return;
        }
        let pixels = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let shown = box_of(props.transform, pixels);
        let page = Rect::new(0.0, 0.0, f64::from(self.page.width), f64::from(self.page.height));
        let share = shown.intersect(page).area() / page.area().max(1.0);
        if share.is_finite() {
            self.page.image += share as f32;
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let is = |key: &[u8], values: &[&[u8]]| {
            properties.and_then(|p| p.get::<Name<'_>>(key)).is_some_and(|n| values.contains(&n.as_ref()))
        };
        let furniture = tag == b"Artifact"
            && is(TYPE, &[b"Pagination"])
            && is(SUBTYPE, &[b"Header", b"Footer", b"Watermark"]);
        if self.marked.len() < 10_000 {
            self.marked.push(furniture);
        }
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.push_clip(clip.path.bounding_box());
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.push_clip(*rect);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
}
