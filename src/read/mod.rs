//! Files → source text, blocks, origins: one file or folder per format. Knows nothing of plans.
//!
//! In: bytes. Out: [`SourceText`](crate::source::SourceText) or an [`Error`](crate::Error). Each reader is
//! `fn read(bytes: &[u8], limits: &Limits) -> Result<SourceText, ErrorKind>`; [`detect`] chooses it by content.
//! A panic in a reader's dependency is caught here and becomes that file's error.

use crate::error::ErrorKind;
use crate::source::SourceText;

#[cfg(feature = "pdf")]
pub(crate) mod pdf;
pub(crate) mod plain;

/// Bounds on what a file may cost; passing one is an error that names it.
#[derive(Clone, Copy, Debug)]
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
pub(crate) fn read(name: Option<&str>, bytes: &[u8], limits: &Limits) -> Result<SourceText, ErrorKind> {
    if bytes.len() as u64 > limits.bytes {
        return Err(ErrorKind::Limit { limit: "max_bytes", allowed: limits.bytes });
    }
    let _ = name;
    plain::read(bytes, limits)
}
