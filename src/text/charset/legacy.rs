//! Old-font text that was stored as Unicode: `Uû ban nh©n d©n` → `Uỷ ban nhân dân`.
//!
//! In: a run and its font. Out: the text meant, or nothing where it is right as it stands. Text without font: `repair`.
//! A font name can outlive its use: a run whose words are Vietnamese already stays as it is.

use super::syllable::{is_syllable, is_toned_syllable, parts_words, score};
use super::{capitals, cp1252, tcvn3, vni};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// The code of a font, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FontCode {
    Tcvn3,
    /// Its small letters look like capitals.
    Tcvn3Capitals,
    Vni,
}

/// The letter ư of TCVN3, and in other text a hyphen that does not show.
pub(super) const SOFT_HYPHEN: char = '\u{AD}';

/// Bytes → text.
pub(super) type Decode = fn(&[u8]) -> String;

/// What PDF writers and Windows append to a font's name.
const STYLE_NAMES: &[&str] = &[
    "bold",
    "italic",
    "oblique",
    "regular",
    "mt",
    "tur",
    "ce",
    "cyr",
    "greek",
    "baltic",
    "(vietnamese)",
    "vietnamese",
    "narrow",
];

fn font_code(font: &str) -> Option<FontCode> {
    // Office programs name the fonts to take its place behind it.
    let name = font.split([',', ';']).next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    let name = match name.split_once('+') {
        Some((subset, rest)) if subset.len() == 6 && subset.bytes().all(|b| b.is_ascii_uppercase()) => rest,
        _ => name,
    };
    let lower = name.to_ascii_lowercase();
    if lower.starts_with("vni-") || lower.starts_with("vni ") || lower.starts_with("#vni") {
        return Some(FontCode::Vni);
    }
    let dotted = lower.starts_with(".vn") || lower.starts_with("#2evn");
    // PDF writers drop the dot; then the spelling of the rest must tell: `VnTime`, `Vn3DH`.
    let bare =
        name.strip_prefix("Vn").is_some_and(|r| r.starts_with(|c: char| c.is_ascii_uppercase() || c == '3'));
    if !dotted && !bare {
        return None;
    }
    let mut stem = name;
    loop {
        let cut = stem.trim_end_matches([' ', ',', '-', '_']);
        let shorter = STYLE_NAMES.iter().find_map(|style| {
            let at = cut.len().checked_sub(style.len())?;
            let (head, tail) = (cut.get(..at)?, cut.get(at..)?);
            (tail.eq_ignore_ascii_case(style) && !head.is_empty()).then_some(head)
        });
        match shorter {
            Some(head) => stem = head,
            None => {
                stem = cut;
                break;
            }
        }
    }
    let spelled_small = !stem.bytes().any(|b| b.is_ascii_uppercase());
    let capitals = stem.ends_with('H') || (spelled_small && stem.ends_with('h'));
    Some(if capitals { FontCode::Tcvn3Capitals } else { FontCode::Tcvn3 })
}

/// Whether text in this font stands in TCVN3 or VNI, by the font's name.
pub(crate) fn is_old_font(font: &str) -> bool {
    font_code(font).is_some()
}

/// Text of a run in an old font (`.Vn…` TCVN3, `.Vn…H` its capitals, `VNI-…`), decoded; `None` for other fonts.
pub(crate) fn decode_font_run(font: &str, text: &str) -> Option<String> {
    let code = font_code(font)?;
    let decoded: String = match code {
        FontCode::Vni => by_words(text, cp1252::byte_of_any_page, vni::decode),
        _ => by_words(&without_hyphens(text), cp1252::byte_of_any_page, tcvn3::decode),
    };
    let decoded: String = decoded.nfc().collect();
    let stored: String = text.nfc().collect();
    if !stored.is_ascii() && stored != decoded && stands_as_it_is(&stored, &decoded) {
        return Some(stored);
    }
    Some(match code {
        FontCode::Tcvn3Capitals => decoded.to_uppercase(),
        FontCode::Tcvn3 => capitals::restore(&decoded),
        FontCode::Vni => decoded,
    })
}

/// Whether a run is Unicode already, under the name of an old font.
fn stands_as_it_is(stored: &str, decoded: &str) -> bool {
    if holds_signs(stored) {
        return false;
    }
    let (before, after) = (score(stored), score(decoded));
    let foreign = stored.chars().any(|c| cp1252::byte_of(c).is_none() && c.is_alphabetic());
    before.valid > after.valid || (foreign && before.valid == after.valid)
}

/// Whether signs stand within words (`nh©n`): they are letters of TCVN3 and never of Vietnamese.
pub(super) fn holds_signs(text: &str) -> bool {
    let sign = |c: char| matches!(c, '\u{A1}'..='\u{AE}' | '\u{B5}'..='\u{B9}' | '\u{BB}'..='\u{BE}');
    let mut pairs = text.chars().zip(text.chars().skip(1));
    pairs.any(|(a, b)| (sign(a) && b.is_ascii_alphabetic()) || (a.is_ascii_alphabetic() && sign(b)))
}

/// TCVN3 without the soft hyphens that are hyphens: the letter ư has the same code. Some programs put a hyphen beside
/// the letter, or before a word that is none of the language.
pub(super) fn without_hyphens(text: &str) -> Cow<'_, str> {
    if !text.contains(SOFT_HYPHEN) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(parts_words) {
        let word = piece.trim_end_matches(parts_words);
        match word.contains(SOFT_HYPHEN) {
            true if is_hyphenated(word) => out.extend(piece.chars().filter(|c| *c != SOFT_HYPHEN)),
            true => out.push_str(&piece.replace("\u{AD}\u{AD}", "\u{AD}")),
            false => out.push_str(piece),
        }
    }
    out.into()
}

/// Whether the soft hyphens of a word are hyphens: with the letter it is no syllable, and without it one, or not
/// Vietnamese. A letter in the middle of a misspelt word stays, and one that is a run of its own.
fn is_hyphenated(word: &str) -> bool {
    let bare = word.replace(SOFT_HYPHEN, "");
    let meant = |word: &str| by_words(word, cp1252::byte_of_look_alike, tcvn3::decode);
    let letter = meant(&word.replace("\u{AD}\u{AD}", "\u{AD}"));
    if bare.is_empty() || is_toned_syllable(&letter) {
        return false;
    }
    let at_edge = word.starts_with(SOFT_HYPHEN) || word.ends_with(SOFT_HYPHEN);
    match bare.is_ascii() {
        true => at_edge || !is_syllable(&bare),
        false => at_edge && is_toned_syllable(&meant(&bare)),
    }
}

/// Decodes the words of a text, each if its characters can be bytes; `doubtful` tells the bytes of those that need
/// not be.
pub(super) fn by_words(text: &str, doubtful: fn(char) -> Option<u8>, decode: Decode) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let bytes =
        |word: &str, byte_of: fn(char) -> Option<u8>| word.chars().map(byte_of).collect::<Option<Vec<u8>>>();
    for word in text.split_inclusive(|c: char| c == ' ' || c.is_ascii_control()) {
        if let Some(bytes) = bytes(word, cp1252::byte_of) {
            out.push_str(&decode(&bytes));
        } else if let Some(bytes) = bytes(word, doubtful).filter(|_| word.chars().any(char::is_alphabetic)) {
            // `đư` may be the bytes F0 FD on a machine set to Windows-1258, or be meant.
            let read = decode(&bytes);
            out.push_str(if score(word).valid > score(&read).valid { word } else { &read });
        } else {
            by_chars(word, decode, &mut out);
        }
    }
    out
}

/// A word with characters that are no bytes: Unicode letters keep the whole word, mere signs only themselves.
fn by_chars(word: &str, decode: Decode, out: &mut String) {
    if word.chars().any(|c| cp1252::byte_of(c).is_none() && c.is_alphabetic()) {
        return out.push_str(word);
    }
    let mut bytes = Vec::with_capacity(word.len());
    for c in word.chars() {
        match cp1252::byte_of(c) {
            Some(byte) => bytes.push(byte),
            None => {
                out.push_str(&decode(&bytes));
                bytes.clear();
                out.push(c);
            }
        }
    }
    out.push_str(&decode(&bytes));
}

/// Whether a text names a font of an old code in the way markup does.
pub(super) fn names_old_font(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    [".vn", "vni-"].iter().any(|n| {
        lower.match_indices(n).any(|(at, _)| {
            let before = lower.get(..at).and_then(|l| l.chars().next_back());
            matches!(before, Some('"' | '\'' | ':' | '=' | ' ' | ';' | ','))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_by_name() {
        use FontCode::*;
        for (font, code) in [
            (".VnTime", Some(Tcvn3)),
            (".VnTimeH", Some(Tcvn3Capitals)),
            (".VnTimeH Tur", Some(Tcvn3Capitals)),
            (".VnArial Narrow", Some(Tcvn3)),
            (".VnArial NarrowH", Some(Tcvn3Capitals)),
            ("ABCDEF+VnTimeHBold", Some(Tcvn3Capitals)),
            ("ABCDEF+.VnTime,BoldItalic", Some(Tcvn3)),
            ("ABCDEF+.Vn3DH", Some(Tcvn3Capitals)),
            ("'.vntimeh'", Some(Tcvn3Capitals)),
            (".VnTimeH, 'Courier New'", Some(Tcvn3Capitals)),
            (".VnTimeH;Arial", Some(Tcvn3Capitals)),
            ("VNI-Times", Some(Vni)),
            ("Vni-Helve-Condense", Some(Vni)),
            ("Times New Roman", None),
            ("Verdana", None),
            ("VnExpress", Some(Tcvn3)),
            ("", None),
        ] {
            assert_eq!(font_code(font), code, "{font}");
        }
    }

    #[test]
    fn runs() {
        for (font, stored, text) in [
            (".VnTime", "Uû ban nh©n d©n x·", Some("Uỷ ban nhân dân xã")),
            (".VnTimeH", "Uû ban nh©n d©n", Some("UỶ BAN NHÂN DÂN")),
            (".VnTime", "KÕ HO¹CH", Some("KẾ HOẠCH")),
            ("VNI-Times", "Keá hoaïch", Some("Kế hoạch")),
            (".VnTime", "Kế hoạch", Some("Kế hoạch")),
            (".VnTime", "Kê\u{301} hoạch", Some("Kế hoạch")),
            (".VnTime", "số ®\u{00b5}o", Some("số đào")),
            (".VnTime", "\u{F0AE}\u{F0AD}\u{F0EA}ng", Some("đường")),
            // some programs put a hyphen beside the letter, or where none belongs
            (".VnTime", "®Çu t\u{AD}\u{AD} n\u{AD}ãc, \u{AD}c) \u{AD}2.", Some("đầu tư nưóc, c) 2.")),
            (".VnTimeH", "\u{AD}", Some("Ư")),
            (".VnTimeH", "Ch\u{AD}¬ng tr\u{AD}ëng", Some("CHƯƠNG TRƯỞNG")),
            // stored by machines set to Windows-1258 or Turkish
            (".VnTime", "Qu¶n trÞ", Some("Quản trị")),
            (".VnTime", "céng ®ång đư", Some("cộng đồng đư")),
            (".VnTimeH", "Qu¶n trŞ", Some("QUẢN TRỊ")),
            // put by PDF writers for the soft hyphen, whose byte is ư
            ("ABCDEF+VnTime", "n−íc ®Çu t− −5 %", Some("nước đầu tư −5 %")),
            (".VnTime", "12/2025 – “x”", Some("12/2025 – “x”")),
            ("Arial", "nh©n", None),
        ] {
            assert_eq!(decode_font_run(font, stored).as_deref(), text, "{font}: {stored}");
        }
    }
}
