//! Drives the PDF engine over all pages.
//!
//! In: the bytes of a file. Out: [`Recorded`]: what every page draws, and the fonts. A panic of the engine on one
//! page costs that page alone. Knows neither lines nor tables.

use super::device::{Fonts, Layer, Recorder};
use super::ocr::{self, Canvas};
use super::page::{FontFacts, Page};
use crate::error::ErrorKind;
use crate::read::Limits;
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret_page,
};
use hayro_syntax::object::Array;
use hayro_syntax::object::dict::keys::ANNOTS;
use hayro_syntax::page::Page as Source;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Everything the file draws.
pub(super) struct Recorded {
    pub(super) pages: Vec<Page>,
    pub(super) fonts: Vec<FontFacts>,
    /// Pages on which the engine broke down.
    pub(super) broken: Vec<u32>,
}

/// Opens the file and records all pages.
pub(super) fn record(bytes: &[u8], limits: &Limits) -> Result<Recorded, ErrorKind> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|e| match e {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ErrorKind::PasswordRequired,
        LoadPdfError::Decryption(_) => ErrorKind::Damaged("its encryption is of no known kind".to_owned()),
        LoadPdfError::Invalid => ErrorKind::Damaged("it has no readable page tree".to_owned()),
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(ErrorKind::Damaged("it has no pages".to_owned()));
    }
    if pages.len() as u64 > u64::from(limits.pages) {
        return Err(ErrorKind::Limit { limit: "max_pages", allowed: u64::from(limits.pages) });
    }
    let cache = InterpreterCache::new();
    let mut out = Recorded { pages: Vec::new(), fonts: Vec::new(), broken: Vec::new() };
    let mut fonts = Fonts::new();
    for (index, source) in pages.iter().enumerate() {
        let (width, height) = source.render_dimensions();
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let mut page = Page { number, width, height, ..Page::default() };
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            draw(source, &cache, pdf.xref(), &mut page, &mut fonts, limits, Layer::Content);
            if source.raw().get::<Array<'_>>(ANNOTS).is_some() {
                draw(source, &cache, pdf.xref(), &mut page, &mut fonts, limits, Layer::Annotations);
            }
        }));
        if drawn.is_err() {
            out.broken.push(number);
        }
        out.pages.push(page);
    }
    if out.broken.len() == out.pages.len() {
        return Err(ErrorKind::Panicked("the PDF engine failed on every page".to_owned()));
    }
    out.fonts = fonts.list;
    Ok(out)
}

/// Reads the pictures of pages without text with an OCR program; their glyphs are replaced by what it read.
pub(super) fn read_pictures(bytes: &[u8], doc: &mut Recorded, wanted: &[u32]) -> Result<(), ErrorKind> {
    let pdf =
        Pdf::new(bytes.to_vec()).map_err(|_| ErrorKind::Damaged("it cannot be opened twice".to_owned()))?;
    let cache = InterpreterCache::new();
    for (page, source) in doc.pages.iter_mut().zip(pdf.pages().iter()) {
        if !wanted.contains(&page.number) {
            continue;
        }
        let Some(mut canvas) = Canvas::new(page) else { continue };
        let settings =
            InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
        let bounds = Rect::new(0.0, 0.0, f64::from(page.width), f64::from(page.height));
        let transform = source.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, bounds, &cache, pdf.xref(), settings);
        interpret_page(source, &mut context, &mut canvas);
        ocr::read_page(&canvas, page)?;
    }
    Ok(())
}

fn draw<'a>(
    source: &Source<'a>,
    cache: &InterpreterCache<'a>,
    xref: &'a hayro_syntax::xref::XRef,
    page: &mut Page,
    fonts: &mut Fonts,
    limits: &Limits,
    layer: Layer,
) {
    let render_content = match layer {
        Layer::Content => RenderContent::PAGE,
        Layer::Annotations => RenderContent::ANNOTATIONS,
    };
    let settings = InterpreterSettings { render_content, ..InterpreterSettings::default() };
    let bounds = Rect::new(0.0, 0.0, f64::from(page.width), f64::from(page.height));
    let transform = source.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, bounds, cache, xref, settings);
    let max_glyphs = limits.page_glyphs as usize;
    let mut recorder = Recorder { page, fonts, layer, max_glyphs, marked: Vec::new(), clips: Vec::new() };
    interpret_page(source, &mut context, &mut recorder);
}
