//! Files → source text, blocks, origins: one file or folder per format. Knows nothing of plans.
//!
//! In: bytes. Out: [`SourceText`](crate::source::SourceText) or an [`Error`](crate::Error). Each reader is
//! `fn read(bytes: &[u8], limits: &Limits) -> Result<SourceText, ErrorKind>`; [`detect`] chooses it by content.
//! A panic in a reader's dependency is caught here and becomes that file's error.

use crate::diagnostic::{Diagnostic, Severity};
use crate::error::ErrorKind;
use crate::source::SourceText;
use detect::Format;
use serde::{Deserialize, Serialize};
use std::panic::{AssertUnwindSafe, catch_unwind};

#[cfg(any(feature = "docx", feature = "odt", feature = "doc", feature = "rtf"))]
mod compose;
pub(crate) mod detect;
#[cfg(feature = "doc")]
pub(crate) mod doc;
#[cfg(feature = "docx")]
pub(crate) mod docx;
#[cfg(any(feature = "doc", feature = "rtf"))]
mod edges;
#[cfg(any(feature = "doc", feature = "rtf"))]
#[cfg_attr(not(all(feature = "doc", feature = "rtf")), allow(dead_code))]
mod flow;
#[cfg(any(feature = "doc", feature = "rtf"))]
#[cfg_attr(not(feature = "doc"), allow(dead_code))]
mod gather;
#[cfg(feature = "html")]
pub(crate) mod html;
#[cfg(any(feature = "docx", feature = "odt", feature = "doc", feature = "rtf", feature = "html"))]
#[cfg_attr(not(all(feature = "docx", feature = "odt", feature = "doc")), allow(dead_code))]
mod numeral;
#[cfg(feature = "odt")]
pub(crate) mod odt;
#[cfg(any(feature = "docx", feature = "odt"))]
#[cfg_attr(not(all(feature = "docx", feature = "odt")), allow(dead_code))]
mod package;
#[cfg(feature = "pdf")]
pub(crate) mod pdf;
pub(crate) mod plain;
#[cfg(any(
    feature = "docx",
    feature = "odt",
    feature = "doc",
    feature = "rtf",
    feature = "html",
    feature = "pdf"
))]
mod repair;
#[cfg(feature = "rtf")]
pub(crate) mod rtf;
#[cfg(any(feature = "docx", feature = "odt"))]
#[cfg_attr(not(all(feature = "docx", feature = "odt")), allow(dead_code))]
mod run;
#[cfg(any(feature = "docx", feature = "odt"))]
mod xml;

/// Bounds on what a file may cost; passing one is an error that names it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Limits {
    /// Size of the file (`max_bytes`).
    pub(crate) bytes: u64,
    /// Size of one unpacked part of a container (`max_unpacked_bytes`).
    pub(crate) unpacked_bytes: u64,
    /// Depth of nested elements or tables (`max_depth`).
    pub(crate) depth: u32,
    /// Cells of all tables (`max_cells`).
    pub(crate) cells: u64,
    /// Pages (`max_pages`).
    pub(crate) pages: u32,
    /// Glyphs of one page (`max_page_glyphs`).
    pub(crate) page_glyphs: u32,
}

impl Limits {
    /// Safe defaults.
    pub(crate) const DEFAULT: Limits = Limits {
        bytes: 100 << 20,
        unpacked_bytes: 128 << 20,
        depth: 64,
        cells: 1_000_000,
        pages: 5_000,
        page_glyphs: 200_000,
    };
}

/// Reads a file of any known format. `name` is a hint of last resort: content decides.
///
/// With `ocr`, PDF pages that are pictures are read by an installed `tesseract`.
pub(crate) fn read(
    name: Option<&str>,
    bytes: &[u8],
    limits: &Limits,
    ocr: bool,
) -> Result<SourceText, ErrorKind> {
    if bytes.len() as u64 > limits.bytes {
        return Err(ErrorKind::Limit { limit: "max_bytes", allowed: limits.bytes });
    }
    let mut source = match catch_unwind(AssertUnwindSafe(|| {
        read_as(detect::detect(name, bytes), name, bytes, limits, ocr)
    })) {
        Ok(result) => result?,
        Err(panic) => return Err(ErrorKind::Panicked(panic_message(&*panic))),
    };
    if source.text.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}' || c == '\0') {
        source.diagnostics.push(Diagnostic {
            code: "source-empty".to_owned(),
            severity: Severity::Warning,
            message: "the file holds no text".to_owned(),
            spans: Vec::new(),
        });
    }
    Ok(source)
}

/// Calls the reader of a format, or says which feature would bring it.
macro_rules! reader {
    ($feature:literal, $what:literal, $read:expr) => {{
        #[cfg(feature = $feature)]
        {
            $read
        }
        #[cfg(not(feature = $feature))]
        {
            Err(unsupported($what, concat!("rebuild with the feature ", $feature)))
        }
    }};
}

fn read_as(
    format: Format,
    name: Option<&str>,
    bytes: &[u8],
    limits: &Limits,
    ocr: bool,
) -> Result<SourceText, ErrorKind> {
    let _ = ocr; // read by the PDF reader alone
    match format {
        Format::Docx => reader!("docx", "a DOCX file", docx::read(bytes, limits)),
        Format::Odt => reader!("odt", "an ODT file", odt::read(bytes, limits)),
        Format::Doc => reader!("doc", "a DOC file", doc::read(bytes, limits)),
        Format::Rtf => reader!("rtf", "an RTF file", rtf::read(bytes, limits)),
        Format::Pdf if ocr => reader!("pdf", "a PDF file", pdf::read_with_ocr(bytes, limits)),
        Format::Pdf => reader!("pdf", "a PDF file", pdf::read(bytes, limits)),
        Format::Html => reader!("html", "an HTML file", html::read(bytes, limits)),
        Format::Mhtml => reader!("html", "a web archive (MHT)", html::read_archive(bytes, limits)),
        Format::Text => {
            let mut source = plain::read(bytes, limits)?;
            if detect::is_markdown(name, &source.text) {
                source.format = "md".to_owned();
            }
            Ok(source)
        }
        Format::Empty if bytes.iter().all(|b| *b == 0) => Err(ErrorKind::Empty),
        Format::Empty => Ok(SourceText { format: "txt".to_owned(), ..SourceText::default() }),
        Format::Locked => Err(ErrorKind::PasswordRequired),
        Format::Foreign(what, cure) => Err(unsupported(what, cure)),
    }
}

fn unsupported(what: &str, cure: &str) -> ErrorKind {
    ErrorKind::Unsupported(what.to_owned(), cure.to_owned())
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned()))
        .unwrap_or_else(|| "an unknown fault".to_owned())
}
