//! Bytes → text: which charset, and the decoding.
//!
//! In: bytes of a text file, or a run stored under an old font's name. Out: [`Decoded`] or the text meant. Own
//! tables for TCVN3 and VNI and an own detector live in sub-modules. Without the feature `charsets`, UTF-8 alone
//! is read and no run is touched.

#[cfg(feature = "charsets")]
mod capitals;
#[cfg(feature = "charsets")]
#[allow(dead_code)] // which readers are built in decides what is asked
mod cp1252;
#[cfg(feature = "charsets")]
mod cp1258;
#[cfg(feature = "charsets")]
mod detect;
#[cfg(feature = "charsets")]
#[allow(dead_code)] // as above
mod legacy;
#[cfg(feature = "charsets")]
#[allow(dead_code)] // as above
mod repair;
#[cfg(feature = "charsets")]
mod syllable;
#[cfg(feature = "charsets")]
mod tcvn3;
#[cfg(feature = "charsets")]
mod vni;

#[cfg(feature = "charsets")]
#[allow(unused_imports)] // which readers are built in decides who asks
pub(crate) use legacy::{decode_font_run, is_old_font};
#[cfg(feature = "charsets")]
#[allow(unused_imports)] // as above
pub(crate) use repair::{repair_paragraphs, repair_text};
#[cfg(feature = "charsets")]
#[allow(unused_imports)] // as above
pub(crate) use syllable::is_syllable;

/// A paragraph that was text of an old code.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(dead_code)] // which readers are built in decides who asks
pub(crate) struct Repaired {
    /// Its place among the paragraphs that were asked about.
    pub(crate) index: usize,
    /// The text meant.
    pub(crate) text: String,
    /// The charset it stands in, named as in [`Decoded`].
    pub(crate) charset: &'static str,
}

/// Decoded text and where it came from.
#[derive(Debug)]
pub(crate) struct Decoded {
    /// The text; for UTF-8 input exactly the bytes (a BOM stays, as U+FEFF), else NFC.
    pub(crate) text: String,
    /// Lower-case charset name: `utf-8`, `utf-16le`, `utf-16be`, `windows-1258`, `windows-1252`, `tcvn3`, `vni`.
    pub(crate) encoding: &'static str,
    /// Some bytes had no meaning in the charset and became U+FFFD, or a tail was cut.
    pub(crate) lossy: bool,
}

/// Decodes the bytes of a text file. Never fails.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => {
            Decoded { text: text.to_owned(), encoding: "utf-8", lossy: false }
        }
        _ => decode_other(bytes),
    }
}

#[cfg(not(feature = "charsets"))]
fn decode_other(bytes: &[u8]) -> Decoded {
    let text = String::from_utf8_lossy(bytes).into_owned();
    Decoded { lossy: text.len() != bytes.len(), text, encoding: "utf-8" }
}

#[cfg(feature = "charsets")]
fn decode_other(bytes: &[u8]) -> Decoded {
    use detect::Charset;
    let own = |text: String, encoding| Decoded { text, encoding, lossy: false };
    match detect::detect(bytes) {
        Charset::Utf8 => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            Decoded { lossy: text.as_bytes() != bytes, text, encoding: "utf-8" }
        }
        Charset::Utf16Le => wide(encoding_rs::UTF_16LE, "utf-16le", bytes),
        Charset::Utf16Be => wide(encoding_rs::UTF_16BE, "utf-16be", bytes),
        Charset::Windows1258 => own(cp1258::decode(bytes), "windows-1258"),
        Charset::Tcvn3 => own(capitals::restore(&tcvn3::decode(bytes)), "tcvn3"),
        Charset::Vni => own(vni::decode(bytes), "vni"),
        Charset::Windows1252 => own(bytes.iter().map(|b| cp1252::char_of(*b)).collect(), "windows-1252"),
    }
}

#[cfg(feature = "charsets")]
fn wide(charset: &'static encoding_rs::Encoding, encoding: &'static str, bytes: &[u8]) -> Decoded {
    use unicode_normalization::UnicodeNormalization;
    let (text, lossy) = charset.decode_with_bom_removal(bytes);
    Decoded { text: text.nfc().collect(), encoding, lossy }
}

/// Decodes markup, whose head may declare a charset. A declaration is believed unless the bytes refute it; text in
/// old fonts is left as Windows-1252, because [`decode_font_run`] needs it so.
#[cfg(feature = "charsets")]
#[allow(dead_code)] // the HTML reader may not be built in
pub(crate) fn decode_markup(bytes: &[u8], declared: Option<&str>) -> Decoded {
    use unicode_normalization::UnicodeNormalization;
    let guess = decode(bytes);
    if !matches!(guess.encoding, "windows-1258" | "windows-1252" | "tcvn3" | "vni") {
        return guess;
    }
    let latin: String = bytes.iter().map(|b| cp1252::char_of(*b)).collect();
    let old = legacy::names_old_font(&latin);
    let label = declared.and_then(|d| encoding_rs::Encoding::for_label(d.trim().as_bytes()));
    match label {
        _ if old => Decoded { text: latin, encoding: "windows-1252", lossy: false },
        Some(charset) if ![encoding_rs::UTF_8, encoding_rs::WINDOWS_1252].contains(&charset) => {
            let (text, lossy) = charset.decode_without_bom_handling(bytes);
            let encoding = if charset == encoding_rs::WINDOWS_1258 { "windows-1258" } else { charset.name() };
            Decoded { text: text.nfc().collect(), encoding, lossy }
        }
        _ => guess,
    }
}

/// Without tables no run is touched.
#[cfg(not(feature = "charsets"))]
#[allow(dead_code)]
pub(crate) fn decode_font_run(_font: &str, _text: &str) -> Option<String> {
    None
}

/// Without tables no font is old.
#[cfg(not(feature = "charsets"))]
#[allow(dead_code)]
pub(crate) fn is_old_font(_font: &str) -> bool {
    false
}

/// Without tables no text is touched.
#[cfg(not(feature = "charsets"))]
#[allow(dead_code)]
pub(crate) fn repair_text(_text: &str) -> Option<(String, &'static str)> {
    None
}

/// As above.
#[cfg(not(feature = "charsets"))]
#[allow(dead_code)]
pub(crate) fn repair_paragraphs(_texts: &[&str]) -> Vec<Repaired> {
    Vec::new()
}

/// Without tables no word is known to be a syllable.
#[cfg(not(feature = "charsets"))]
#[allow(dead_code)]
pub(crate) fn is_syllable(_word: &str) -> bool {
    false
}

#[cfg(all(test, feature = "charsets"))]
mod tests;
