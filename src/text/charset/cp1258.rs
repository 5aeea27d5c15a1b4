//! Windows-1258: base letters and tones of their own, joined by NFC.
//!
//! In: bytes. Out: NFC text.

use unicode_normalization::UnicodeNormalization;

/// Decodes bytes.
pub(super) fn decode(bytes: &[u8]) -> String {
    encoding_rs::WINDOWS_1258.decode_without_bom_handling(bytes).0.nfc().collect()
}
