//! PDF files → source text.
//!
//! In: the bytes of a file. Out: [`SourceText`] with pages and boxes, or the reason why it cannot be read: a scan, a
//! useless OCR layer, fonts without letters, a password. The engine (`hayro-interpret`) draws glyphs and rules;
//! `device` records them, `glyphs`/`recover` make letters of them, `stamps`/`furniture` take off what is no text,
//! `layout` makes paragraphs and tables of each page, `join` puts the pages together. Knows nothing of plans.
//!
//! Tricky: the number in `Số: 145/KH-UBND` often stands in the annotation of a signing system, not in the text.

mod classify;
mod columns;
mod device;
mod emit;
mod engine;
mod figures;
mod footnotes;
mod frame;
mod furniture;
mod glyphs;
mod join;
mod layout;
mod lines;
mod ocr;
mod page;
mod paragraphs;
mod recover;
mod ruled;
mod stamps;
mod stream;
#[cfg(test)]
mod tests;
mod wording;

use super::Limits;
use super::repair::repair;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::ErrorKind;
use crate::source::SourceText;
use classify::Class;
use layout::{Element, Laid};
use lines::Setting;
use page::Page;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a PDF file.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<SourceText, ErrorKind> {
    guarded(bytes, limits, false)
}

/// Reads a PDF file, pages without text with an installed `tesseract`. Such text is marked: `encoding` is `ocr`, and
/// a diagnostic names the pages.
#[allow(dead_code)] // the dispatcher chooses
pub(crate) fn read_with_ocr(bytes: &[u8], limits: &Limits) -> Result<SourceText, ErrorKind> {
    guarded(bytes, limits, true)
}

fn guarded(bytes: &[u8], limits: &Limits, ocr: bool) -> Result<SourceText, ErrorKind> {
    catch_unwind(AssertUnwindSafe(|| read_inner(bytes, limits, ocr)))
        .unwrap_or_else(|cause| Err(ErrorKind::Panicked(words_of(cause.as_ref()))))
}

fn words_of(cause: &(dyn std::any::Any + Send)) -> String {
    let text = cause.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| cause.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "the PDF engine panicked".to_owned())
}

fn read_inner(bytes: &[u8], limits: &Limits, ocr: bool) -> Result<SourceText, ErrorKind> {
    let mut doc = engine::record(bytes, limits)?;
    let count = u32::try_from(doc.pages.len()).unwrap_or(u32::MAX);
    let mut diagnostics = Vec::new();
    let mut encoding = None;
    for page in &mut doc.pages {
        if let Some(charset) = glyphs::decode_fonts(&mut page.glyphs, &doc.fonts) {
            encoding = Some(charset.to_owned());
        }
        glyphs::decode_fonts(&mut page.notes, &doc.fonts);
        glyphs::compose_marks(&mut page.glyphs);
        glyphs::compose_marks(&mut page.notes);
    }
    let recovered = recover::recover(&mut doc.pages, &doc.fonts);
    if !recovered.is_empty() {
        let message =
            format!("fonts without a character table were read by glyph number: {}", recovered.join(", "));
        diagnostics.push(remark("pdf-recovered-font", Severity::Warning, message));
    }
    let mut signatures = Vec::new();
    for page in &mut doc.pages {
        signatures.extend(stamps::take(page, &doc.fonts));
    }
    signatures.dedup();
    let mut classes: Vec<Class> = doc.pages.iter().map(classify::classify).collect();
    if ocr && read_scans(bytes, &mut doc, &mut classes, &mut diagnostics)? {
        encoding = Some("ocr".to_owned());
    }
    if let Some(refusal) = classify::refusal(&doc.pages, &classes, &doc.fonts) {
        return Err(refusal);
    }
    report(&doc, &classes, &mut diagnostics);
    let mut pages = readable(doc.pages, &classes);
    drop_unmapped(&mut pages, &mut diagnostics);
    let grids: Vec<_> = pages.iter().map(ruled::grids).collect();
    let heads = furniture::strip(&mut pages, &grids, &doc.fonts);
    let mut laid: Vec<Laid> = Vec::with_capacity(pages.len());
    for (page, grids) in pages.iter().zip(&grids) {
        let setting = Setting::of(&page.glyphs, &doc.fonts);
        laid.push(layout::lay_out(page, grids, laid.last(), setting));
    }
    let mut elements = join::join(laid);
    diagnostics.extend(repair(elements.iter_mut().flat_map(Element::paras).map(|p| &mut p.text).collect()));
    let mut out = emit::emit(elements, heads);
    out.pages = Some(count);
    out.signatures = signatures;
    out.diagnostics = diagnostics;
    out.encoding = encoding;
    Ok(out)
}

/// Hands scanned pages to the OCR program; says whether there were any.
fn read_scans(
    bytes: &[u8],
    doc: &mut engine::Recorded,
    classes: &mut [Class],
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<bool, ErrorKind> {
    let scanned = |c: &Class| matches!(c, Class::Scan | Class::BadOcr);
    let wanted: Vec<u32> =
        doc.pages.iter().zip(classes.iter()).filter(|(_, c)| scanned(c)).map(|(p, _)| p.number).collect();
    if wanted.is_empty() {
        return Ok(false);
    }
    engine::read_pictures(bytes, doc, &wanted)?;
    classes.iter_mut().filter(|c| scanned(c)).for_each(|c| *c = Class::Text);
    let list = wanted.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    diagnostics.push(remark(
        "pdf-ocr",
        Severity::Warning,
        format!("pages read by OCR, with its errors: {list}"),
    ));
    Ok(true)
}

fn readable(pages: Vec<Page>, classes: &[Class]) -> Vec<Page> {
    pages
        .into_iter()
        .zip(classes)
        .filter(|(_, c)| matches!(c, Class::Text | Class::Ocr))
        .map(|(p, _)| p)
        .collect()
}

/// Drops the glyphs without a character from pages that can be read otherwise (labels of charts, bullets).
fn drop_unmapped(pages: &mut [Page], diagnostics: &mut Vec<Diagnostic>) {
    let mut touched = Vec::new();
    for page in pages {
        let before = page.glyphs.len();
        page.glyphs.retain(|g| !g.has(page::UNMAPPED));
        if before > page.glyphs.len() + 3 {
            touched.push(page.number.to_string());
        }
    }
    if !touched.is_empty() {
        let message =
            format!("letters in fonts that cannot be read were left out on pages: {}", touched.join(", "));
        diagnostics.push(remark("pdf-unreadable-letters", Severity::Warning, message));
    }
}

fn remark(code: &str, severity: Severity, message: String) -> Diagnostic {
    Diagnostic { code: code.to_owned(), severity, message, spans: Vec::new() }
}

/// Says which pages were left out, and which were read on thin evidence.
fn report(doc: &engine::Recorded, classes: &[Class], out: &mut Vec<Diagnostic>) {
    let list = |numbers: Vec<u32>| numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    let of = |class: Class| -> Vec<u32> {
        doc.pages.iter().zip(classes).filter(|(_, c)| **c == class).map(|(p, _)| p.number).collect()
    };
    for (class, why) in [
        (Class::Scan, "scanned, without a text layer"),
        (Class::BadOcr, "with an OCR layer without Vietnamese letters"),
        (Class::Garbled, "in fonts that cannot be turned into letters"),
    ] {
        let numbers = of(class);
        if !numbers.is_empty() {
            let message = format!("pages left out ({why}): {}", list(numbers));
            out.push(remark("pdf-page-skipped", Severity::Warning, message));
        }
    }
    if !doc.broken.is_empty() {
        let message = format!("pages on which the PDF engine broke down: {}", list(doc.broken.clone()));
        out.push(remark("pdf-page-skipped", Severity::Warning, message));
    }
    let ocr = of(Class::Ocr);
    if !ocr.is_empty() {
        let message = format!("pages whose text is the OCR of a scan: {}", list(ocr));
        out.push(remark("pdf-ocr-layer", Severity::Warning, message));
    }
    let complex: Vec<u32> = doc.pages.iter().filter(|p| p.too_complex).map(|p| p.number).collect();
    if !complex.is_empty() {
        let message =
            format!("pages with more glyphs or lines than max_page_glyphs, read in part: {}", list(complex));
        out.push(remark("pdf-page-too-complex", Severity::Warning, message));
    }
}
