//! Bytes → text: which charset, and the decoding.
//!
//! In: bytes of a text file. Out: [`Decoded`]: text and the charset's name. Own tables for TCVN3 and VNI live in
//! sub-modules. Without the feature `charsets`, UTF-8 alone is read.

/// Decoded text and where it came from.
#[derive(Debug)]
pub(crate) struct Decoded {
    /// The text; for UTF-8 input exactly the bytes (a BOM stays, as U+FEFF).
    pub(crate) text: String,
    /// Lower-case charset name: `utf-8`, `utf-16le`, `utf-16be`, `windows-1258`, `windows-1252`, `tcvn3`, `vni`.
    pub(crate) encoding: &'static str,
    /// Some bytes had no meaning in the charset and became U+FFFD, or a tail was cut.
    pub(crate) lossy: bool,
}

/// Decodes the bytes of a text file. Never fails.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.to_owned(), encoding: "utf-8", lossy: false },
        Err(_) => {
            Decoded { text: String::from_utf8_lossy(bytes).into_owned(), encoding: "utf-8", lossy: true }
        }
    }
}
