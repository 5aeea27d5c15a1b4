//! Fonts and paragraph styles of an RTF file.
//!
//! In: the groups of its tables. Out: how the bytes of a font become text; which styles are headings or lines of a
//! table of contents.

use crate::text::charset;
use encoding_rs::Encoding;
use std::collections::BTreeMap;

/// A font: what its name and charset say of bytes written in it.
#[derive(Clone, Debug)]
pub(super) struct Font {
    pub(super) name: String,
    pub(super) encoding: &'static Encoding,
    /// Symbol, Wingdings: codes are pictures.
    pub(super) symbol: bool,
}

impl Font {
    /// A font by its name and charset number.
    pub(super) fn new(name: &str, charset: i32, document: &'static Encoding) -> Font {
        // Bytes of an old font are kept as Windows-1252 until the run is whole.
        let old = charset::is_old_font(name);
        let encoding = if old { encoding_rs::WINDOWS_1252 } else { encoding_of(charset).unwrap_or(document) };
        Font { name: name.to_owned(), encoding, symbol: charset == 2 && !old }
    }
}

/// `\fcharset` → encoding; `None`: that of the document.
fn encoding_of(charset: i32) -> Option<&'static Encoding> {
    Some(match charset {
        77 => encoding_rs::MACINTOSH,
        128 => encoding_rs::SHIFT_JIS,
        129 | 130 => encoding_rs::EUC_KR,
        134 => encoding_rs::GBK,
        136 => encoding_rs::BIG5,
        161 => encoding_rs::WINDOWS_1253,
        162 => encoding_rs::WINDOWS_1254,
        163 => encoding_rs::WINDOWS_1258,
        177 => encoding_rs::WINDOWS_1255,
        178 => encoding_rs::WINDOWS_1256,
        186 => encoding_rs::WINDOWS_1257,
        204 => encoding_rs::WINDOWS_1251,
        222 => encoding_rs::WINDOWS_874,
        238 => encoding_rs::WINDOWS_1250,
        0 => encoding_rs::WINDOWS_1252,
        _ => return None,
    })
}

/// `\ansicpg` → encoding.
pub(super) fn encoding_of_page(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        65_001 => "utf-8".to_owned(),
        10_000 => "macintosh".to_owned(),
        page => format!("windows-{page}"),
    };
    Encoding::for_label(label.as_bytes())
}

/// A paragraph style.
#[derive(Clone, Debug, Default)]
pub(super) struct ParagraphStyle {
    pub(super) heading: Option<u8>,
    pub(super) contents: bool,
}

impl ParagraphStyle {
    /// By its name (`heading 2`, `toc 1`) and outline level, from 0.
    pub(super) fn new(name: &str, outline: Option<u8>) -> ParagraphStyle {
        let lower = name.trim().to_lowercase();
        let numbered = |prefix: &str| lower.strip_prefix(prefix).and_then(|n| n.trim().parse::<u8>().ok());
        let heading = outline.map(|level| level + 1).or_else(|| numbered("heading"));
        ParagraphStyle {
            heading: heading.filter(|h| (1..=9).contains(h)),
            contents: numbered("toc").is_some(),
        }
    }
}

/// The tables at the head of a file.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub(super) fonts: BTreeMap<i32, Font>,
    pub(super) styles: BTreeMap<i32, ParagraphStyle>,
}
