//! Choices of a caller, and the ways in: text, bytes, a file, blocks.

use crate::error::{Error, ErrorKind};
use crate::model::{Plan, Source, Text};
use crate::read::{self, Limits};
use crate::source::SourceText;
use crate::{Diagnostic, assemble};
use serde::{Deserialize, Serialize};
use std::io::Read;
use std::path::Path;

/// A plan, and everything worth telling the person who owns the document. Serialises to the JSON contract
/// `kehoach/1`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Parsed {
    /// What the document says.
    #[serde(flatten)]
    pub plan: Plan,
    /// Text that no field covers: the honest measure of recall.
    pub unclaimed: Vec<Text>,
    /// Remarks, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// How to read. Each setter takes and returns the value.
///
/// ```
/// let parsed = kehoach::Options::new().keep_text(false).parse("KẾ HOẠCH\nChuyển đổi số năm 2026");
/// assert!(parsed.plan.text.is_none());
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Options {
    limits: Limits,
    keep_text: bool,
    ocr: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options::new()
    }
}

macro_rules! limit_setters {
    ($($(#[$meta:meta])* $name:ident, $field:ident: $kind:ty;)*) => {
        $($(#[$meta])*
        #[must_use]
        pub const fn $name(mut self, limit: $kind) -> Options {
            self.limits.$field = limit;
            self
        })*
    };
}

impl Options {
    /// The defaults: source text kept, safe limits, no OCR.
    #[must_use]
    pub const fn new() -> Options {
        Options { limits: Limits::DEFAULT, keep_text: true, ocr: false }
    }

    limit_setters! {
        /// Largest file, in bytes (100 MiB).
        max_bytes, bytes: u64;
        /// Largest unpacked part of a container, in bytes (128 MiB).
        max_unpacked_bytes, unpacked_bytes: u64;
        /// Deepest nesting of elements and tables (64).
        max_depth, depth: u32;
        /// Most table cells in a document (1,000,000).
        max_cells, cells: u64;
        /// Most pages (5,000).
        max_pages, pages: u32;
        /// Most glyphs on one page (200,000).
        max_page_glyphs, page_glyphs: u32;
    }

    /// Whether the plan keeps the source text and the origins of its lines (default: yes).
    #[must_use]
    pub const fn keep_text(mut self, keep: bool) -> Options {
        self.keep_text = keep;
        self
    }

    /// Whether pages without a text layer are read with an installed `tesseract` (default: no).
    #[must_use]
    pub const fn ocr(mut self, ocr: bool) -> Options {
        self.ocr = ocr;
        self
    }

    /// Reads a text. Never fails: any text gives a plan and diagnostics. Spans are byte offsets into `text`.
    #[must_use]
    pub fn parse(&self, text: &str) -> Parsed {
        let source = SourceText { text: text.to_owned(), ..SourceText::default() };
        self.assemble(source, Source::default())
    }

    /// Reads the blocks that a caller's own extractor found.
    #[must_use]
    pub fn parse_blocks(&self, source: SourceText) -> Parsed {
        self.assemble(source, Source::default())
    }

    /// Reads a file of any known format from memory. Content decides the format; `name` names it in the plan.
    ///
    /// # Errors
    /// Where the bytes are no document that can be read, or pass a limit.
    pub fn parse_bytes(&self, name: Option<&str>, bytes: &[u8]) -> Result<Parsed, Error> {
        let source = read::read(name, bytes, &self.limits, self.ocr)?;
        let facts = Source {
            name: name.map(|n| n.rsplit(['/', '\\']).next().unwrap_or(n).to_owned()),
            format: Some(source.format.clone()),
            bytes: Some(bytes.len() as u64),
            sha256: sha256(bytes),
            encoding: source.encoding.clone(),
            pages: source.pages,
            signatures: source.signatures.clone(),
        };
        Ok(self.assemble(source, facts))
    }

    /// Reads a file.
    ///
    /// # Errors
    /// As [`Options::parse_bytes`], and where the file cannot be opened. The error names the file.
    pub fn parse_path(&self, path: impl AsRef<Path>) -> Result<Parsed, Error> {
        let path = path.as_ref();
        let bytes = self.load_path(path)?;
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
        self.parse_bytes(name.as_deref(), &bytes).map_err(|e| e.at(path))
    }

    /// The bytes of a file, no more than `max_bytes` of them. Devices and pipes, which may never end, are refused.
    ///
    /// # Errors
    /// Where the file cannot be opened, is no regular file, or passes the limit. The error names the file.
    pub fn load_path(&self, path: impl AsRef<Path>) -> Result<Vec<u8>, Error> {
        let path = path.as_ref();
        let io = |e| Error::new(ErrorKind::Io(e)).at(path);
        let facts = std::fs::metadata(path).map_err(io)?;
        if !facts.is_file() && !facts.is_dir() {
            return Err(Error::new(ErrorKind::NoFile).at(path));
        }
        let file = std::fs::File::open(path).map_err(io)?;
        self.load(file, facts.len()).map_err(|e| e.at(path))
    }

    /// The bytes of a stream, no more than `max_bytes` of them.
    ///
    /// # Errors
    /// Where the stream cannot be read or passes the limit.
    pub fn load_stream(&self, stream: impl Read) -> Result<Vec<u8>, Error> {
        self.load(stream, 0)
    }

    fn load(&self, stream: impl Read, expected: u64) -> Result<Vec<u8>, Error> {
        let limit = || Error::new(ErrorKind::Limit { limit: "max_bytes", allowed: self.limits.bytes });
        if expected > self.limits.bytes {
            return Err(limit());
        }
        let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or_default());
        let read = stream.take(self.limits.bytes.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|e| Error::new(ErrorKind::Io(e)))?;
        if bytes.len() as u64 > self.limits.bytes { Err(limit()) } else { Ok(bytes) }
    }

    fn assemble(&self, source: SourceText, facts: Source) -> Parsed {
        let mut parsed = assemble::assemble(&source);
        parsed.plan.source = facts;
        if self.keep_text {
            parsed.plan.text = Some(source.text);
            parsed.plan.origins = Some(source.origins);
        }
        parsed
    }
}

#[cfg(feature = "files")]
fn sha256(bytes: &[u8]) -> Option<String> {
    use sha2::{Digest, Sha256};
    Some(Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect())
}

#[cfg(not(feature = "files"))]
fn sha256(_: &[u8]) -> Option<String> {
    None
}
