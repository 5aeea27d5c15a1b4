//! Scanned pages → glyphs, by an installed `tesseract` with its Vietnamese data.
//!
//! In: the file and the pages that are pictures. Out: the same pages with a glyph a letter, placed by the word boxes,
//! so that lines, columns and paragraphs are found as everywhere else. The pictures are taken from the file as they
//! are; nothing is rendered, so a page of unreadable fonts stays unread.

use super::device::box_of;
use super::page::{Glyph, Page};
use crate::error::ErrorKind;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps, LumaData, SoftMask,
};
use std::io::Write;
use std::process::{Command, Stdio};

/// Resolution handed to the program.
const DPI: f64 = 300.0;
/// Most pixels of a page.
const MAX_PIXELS: f64 = 40e6;
/// Words below this confidence (of 100) are noise.
const MIN_CONFIDENCE: f32 = 20.0;

/// A grey picture of a page, filled by the images drawn on it.
pub(super) struct Canvas {
    width: usize,
    height: usize,
    /// Pixels a point.
    scale: f64,
    pixels: Vec<u8>,
}

impl Canvas {
    /// A white page; `None` for pages of no size.
    pub(super) fn new(page: &Page) -> Option<Canvas> {
        let (w, h) = (f64::from(page.width), f64::from(page.height));
        let scale = f64::min(DPI / 72.0, (MAX_PIXELS / (w * h).max(1.0)).sqrt());
        let (width, height) = ((w * scale).ceil() as usize, (h * scale).ceil() as usize);
        let count = width.checked_mul(height).filter(|n| *n > 0 && (*n as f64) < 2.0 * MAX_PIXELS)?;
        Some(Canvas { width, height, scale, pixels: vec![255; count] })
    }

    /// Paints an image of `size` pixels; `grey` tells a pixel by its place in 0..1, or nothing where it is clear.
    fn paint(&mut self, transform: Affine, size: (u32, u32), grey: impl Fn(f64, f64) -> Option<u8>) {
        let (w, h) = (f64::from(size.0), f64::from(size.1));
        let place = Affine::scale(self.scale) * transform * Affine::scale_non_uniform(w, h);
        if place.determinant().abs() < 1e-9 || !place.determinant().is_finite() {
            return;
        }
        let shown = box_of(place, Rect::new(0.0, 0.0, 1.0, 1.0));
        let back = place.inverse();
        let span = |a: f64, b: f64, max: usize| (a.max(0.0) as usize, (b.ceil().max(0.0) as usize).min(max));
        let (x0, x1) = span(shown.x0, shown.x1, self.width);
        let (y0, y1) = span(shown.y0, shown.y1, self.height);
        for y in y0..y1 {
            for x in x0..x1 {
                let p = back * Point::new(x as f64 + 0.5, y as f64 + 0.5);
                if !(0.0..1.0).contains(&p.x) || !(0.0..1.0).contains(&p.y) {
                    continue;
                }
                if let (Some(v), Some(pixel)) = (grey(p.x, p.y), self.pixels.get_mut(y * self.width + x)) {
                    *pixel = v;
                }
            }
        }
    }
}

/// The pixel of a plane of `channels` bytes a pixel at a place in 0..1.
fn sample(data: &[u8], width: u32, height: u32, channels: usize, u: f64, v: f64) -> Option<u8> {
    let (x, y) = ((u * f64::from(width)) as usize, (v * f64::from(height)) as usize);
    let at = (y * width as usize + x) * channels;
    let pixel = data.get(at..at + channels)?;
    let sum: u32 = pixel.iter().map(|b| u32::from(*b)).sum();
    u8::try_from(sum / channels as u32).ok()
}

impl<'a> Device<'a> for Canvas {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let size = (image.width(), image.height());
        let luma = |l: &LumaData, u: f64, v: f64| sample(&l.data, l.width, l.height, 1, u, v);
        match image {
            Image::Stencil(stencil) => stencil.with_stencil(
                |mask, _| {
                    self.paint(props.transform, size, |u, v| {
                        luma(&mask, u, v).filter(|m| *m > 127).map(|_| 0)
                    })
                },
                None,
            ),
            Image::Raster(raster) => raster.with_rgba(
                |data, alpha| {
                    self.paint(props.transform, size, |u, v| {
                        if alpha.as_ref().is_some_and(|a| luma(a, u, v).is_some_and(|a| a < 128)) {
                            return None;
                        }
                        match &data {
                            ImageData::Luma(l) => luma(l, u, v),
                            ImageData::Rgb(c) => sample(&c.data, c.width, c.height, 3, u, v),
                        }
                    });
                },
                None,
            ),
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// Reads the picture of a page into its glyphs.
pub(super) fn read_page(canvas: &Canvas, page: &mut Page) -> Result<(), ErrorKind> {
    let table = run(canvas)?;
    page.glyphs = glyphs(&table, canvas.scale as f32);
    page.rules.clear();
    Ok(())
}

/// Runs the program on a picture; gives its table of words.
fn run(canvas: &Canvas) -> Result<String, ErrorKind> {
    let missing = |what: &str| {
        let cure = "install it, e.g. apt-get install tesseract-ocr tesseract-ocr-vie".to_owned();
        ErrorKind::MissingProgram(what.to_owned(), cure)
    };
    let dpi = (canvas.scale * 72.0).round().to_string();
    let mut child = Command::new("tesseract")
        .args(["stdin", "stdout", "-l", "vie", "--dpi", &dpi, "tsv"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| {
            if e.kind() == std::io::ErrorKind::NotFound { missing("tesseract") } else { ErrorKind::Io(e) }
        })?;
    if let Some(mut stdin) = child.stdin.take() {
        let head = format!("P5\n{} {}\n255\n", canvas.width, canvas.height);
        // A program that stops reading says why on its way out.
        let _ = stdin.write_all(head.as_bytes()).and_then(|()| stdin.write_all(&canvas.pixels));
    }
    let done = child.wait_with_output().map_err(ErrorKind::Io)?;
    if !done.status.success() {
        let words = String::from_utf8_lossy(&done.stderr);
        if words.contains("vie") && words.contains("data") {
            return Err(missing("tesseract with the data file vie"));
        }
        return Err(ErrorKind::Damaged(format!(
            "tesseract failed: {}",
            words.lines().next().unwrap_or("no reason given")
        )));
    }
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}

/// The words of tesseract's table as glyphs. Columns: level, page, block, paragraph, line, word, left, top, width,
/// height, confidence, text.
fn glyphs(table: &str, scale: f32) -> Vec<Glyph> {
    let rows: Vec<Vec<&str>> = table.lines().map(|l| l.split('\t').collect()).collect();
    let number = |row: &[&str], i: usize| row.get(i).and_then(|v| v.parse::<f32>().ok()).unwrap_or(0.0);
    let mut heights: Vec<f32> =
        rows.iter().filter(|r| r.first() == Some(&"4")).map(|r| number(r, 9)).collect();
    heights.sort_by(f32::total_cmp);
    let usual = heights.get(heights.len() / 2).copied().unwrap_or(40.0);
    let mut out: Vec<Glyph> = Vec::new();
    let mut line = (0.0, 0.0);
    for row in &rows {
        if row.first() == Some(&"4") {
            line = (number(row, 7), number(row, 9));
        }
        let text = row.get(11).map_or("", |t| t.trim());
        if row.first() != Some(&"5") || text.is_empty() || number(row, 10) < MIN_CONFIDENCE {
            continue;
        }
        // One size for all ordinary lines: the height of a line depends on its letters.
        let size = if line.1 > 1.7 * usual { 0.8 * line.1 } else { 0.8 * usual } / scale;
        let y = (line.0 + line.1) / scale - 0.2 * size;
        let (left, width) = (number(row, 6) / scale, number(row, 8) / scale);
        let step = width / text.chars().count().max(1) as f32;
        for (i, ch) in text.chars().enumerate() {
            let x0 = left + step * i as f32;
            out.push(Glyph { x0, x1: x0 + step, y, size, ch, font: 0, gid: 0, flags: 0 });
        }
        let end = left + width;
        out.push(Glyph { x0: end, x1: end + 0.25 * size, y, size, ch: ' ', font: 0, gid: 0, flags: 0 });
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn word_table_becomes_glyphs() {
        let table = "level\tpage\n4\t1\t1\t1\t1\t0\t300\t400\t600\t50\t-1\t\n\
                     5\t1\t1\t1\t1\t1\t300\t400\t200\t50\t96\tKế\n5\t1\t1\t1\t1\t2\t550\t400\t200\t50\t9\tx|\n";
        let glyphs = super::glyphs(table, 300.0 / 72.0);
        let text: String = glyphs.iter().map(|g| g.ch).collect();
        assert_eq!(text, "Kế ");
        assert!((glyphs[0].x0 - 72.0).abs() < 0.01 && (glyphs[1].x0 - 96.0).abs() < 0.01);
    }
}
