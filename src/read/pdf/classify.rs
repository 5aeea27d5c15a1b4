//! Is a page text, a scan, a useless OCR layer, or written in fonts that tell nothing?
//!
//! In: recorded pages, stamps already taken out. Out: a [`Class`] a page; the error where no page can be read.
//! Tricky: a scan may carry a visible or an invisible text layer whose OCR knew no Vietnamese.

use super::page::{FontFacts, INVISIBLE, Page, UNMAPPED};
use super::recover::is_vietnamese;
use crate::error::ErrorKind;

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Text that can be read.
    Text,
    /// Text of an OCR that knew Vietnamese.
    Ocr,
    /// Nothing on it.
    Blank,
    /// A picture without text.
    Scan,
    /// A picture with an OCR layer without Vietnamese letters.
    BadOcr,
    /// Fonts without a way back to letters.
    Garbled,
}

/// Judges one page.
pub(super) fn classify(page: &Page) -> Class {
    let shown = page.glyphs.iter().filter(|g| !g.is_blank());
    let (mut glyphs, mut unmapped, mut invisible) = (0u32, 0u32, 0u32);
    let (mut letters, mut vietnamese, mut vowels) = (0u32, 0u32, 0u32);
    for glyph in shown {
        glyphs += 1;
        unmapped += u32::from(glyph.has(UNMAPPED));
        invisible += u32::from(glyph.has(INVISIBLE));
        if glyph.ch.is_alphabetic() {
            letters += 1;
            vietnamese += u32::from(is_vietnamese(glyph.ch));
            vowels += u32::from(matches!(glyph.ch.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
        }
    }
    // English and Vietnamese without marks: mostly letters, a good third of them vowels.
    let words = letters * 10 >= glyphs * 7 && vowels * 100 >= letters * 30 && vowels * 100 <= letters * 60;
    let poor = |percent: u32| vietnamese * 100 < letters * percent;
    let layered = invisible * 2 >= glyphs || page.image >= 0.7;
    match glyphs {
        0 if page.image < 0.3 => Class::Blank,
        0..20 if page.image >= 0.5 => Class::Scan,
        20.. if layered && letters > 20 && poor(12) => Class::BadOcr,
        _ if unmapped * 20 >= glyphs && unmapped > 3 && (unmapped * 2 >= glyphs || poor(12)) => {
            Class::Garbled
        }
        _ if letters > 200 && poor(3) && !words => Class::Garbled,
        _ if invisible * 2 >= glyphs && glyphs > 0 => Class::Ocr,
        _ => Class::Text,
    }
}

/// Names of the fonts of garbled pages.
fn bad_fonts(pages: &[Page], classes: &[Class], fonts: &[FontFacts]) -> Vec<String> {
    let mut counts = vec![0u32; fonts.len()];
    for (page, _) in pages.iter().zip(classes).filter(|(_, c)| **c == Class::Garbled) {
        for glyph in page.glyphs.iter().filter(|g| !g.is_blank()) {
            if let Some(n) = counts.get_mut(usize::from(glyph.font)) {
                *n += 1;
            }
        }
    }
    let mut named: Vec<(u32, &str)> = counts
        .iter()
        .zip(fonts)
        .filter(|(n, f)| **n > 0 && !f.name.is_empty())
        .map(|(n, f)| (*n, f.name.as_str()))
        .collect();
    named.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let mut names: Vec<String> = Vec::new();
    for (_, name) in named {
        if !names.iter().any(|n| n == name) {
            names.push(name.to_owned());
        }
    }
    names.truncate(5);
    if names.is_empty() {
        names.push("unnamed".to_owned());
    }
    names
}

/// The error of a document without a page that can be read.
pub(super) fn refusal(pages: &[Page], classes: &[Class], fonts: &[FontFacts]) -> Option<ErrorKind> {
    if classes.iter().any(|c| matches!(c, Class::Text | Class::Ocr)) {
        return None;
    }
    let of = |class: Class| -> Vec<u32> {
        pages.iter().zip(classes).filter(|(_, c)| **c == class).map(|(p, _)| p.number).collect()
    };
    let (scans, bad, garbled) = (of(Class::Scan), of(Class::BadOcr), of(Class::Garbled));
    Some(if garbled.len() > bad.len() + scans.len() {
        ErrorKind::UnreadableFonts(bad_fonts(pages, classes, fonts))
    } else if !bad.is_empty() {
        ErrorKind::BadOcrLayer(bad)
    } else {
        ErrorKind::NoTextLayer(if scans.is_empty() {
            pages.iter().map(|p| p.number).collect()
        } else {
            scans
        })
    })
}
