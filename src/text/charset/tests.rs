//! Charsets as a user meets them: a file in, its text and charset out.

use super::*;
use unicode_normalization::UnicodeNormalization;

const SENTENCE: &str = "KẾ HOẠCH\nPhòng chống hạn hán trên địa bàn xã, giữ nước tưới cho đồng ruộng.\n";

fn utf16(text: &str, little: bool, mark: bool) -> Vec<u8> {
    let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
    units.flat_map(|u: u16| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
}

/// Windows-1258 bytes: what NFD leaves beyond its own letters is a tone.
fn windows_1258(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for c in text.nfc() {
        let mut marks: Vec<char> = c.nfd().collect();
        let tone = marks.iter().position(|m| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*m));
        let tone = tone.map(|i| marks.remove(i));
        let base = marks.into_iter().nfc();
        for c in base.chain(tone) {
            let mut one = [0; 4];
            bytes.extend(encoding_rs::WINDOWS_1258.encode(c.encode_utf8(&mut one)).0.iter());
        }
    }
    bytes
}

#[test]
fn the_same_text_from_every_charset() {
    let tcvn3 =
        b"K\xD5 HO\xB9CH\nPh\xDFng ch\xE8ng h\xB9n h\xB8n tr\xAAn \xAE\xDEa b\xB5n x\xB7, gi\xF7 n\xAD\xEDc \
        t\xAD\xEDi cho \xAE\xE5ng ru\xE9ng.\n";
    let vni = b"KE\xC1 HOA\xCFCH\nPho\xF8ng cho\xE1ng ha\xEFn ha\xF9n tre\xE2n \xF1\xF2a ba\xF8n xa\xF5, gi\xF6\xF5 \
        n\xF6\xF4\xF9c t\xF6\xF4\xF9i cho \xF1o\xE0ng ruo\xE4ng.\n";
    let files: [(&str, Vec<u8>); 8] = [
        ("utf-8", SENTENCE.into()),
        ("utf-16le", utf16(SENTENCE, true, true)),
        ("utf-16le", utf16(SENTENCE, true, false)),
        ("utf-16be", utf16(SENTENCE, false, true)),
        ("utf-16be", utf16(SENTENCE, false, false)),
        ("windows-1258", windows_1258(SENTENCE)),
        ("tcvn3", tcvn3.to_vec()),
        ("vni", vni.to_vec()),
    ];
    for (name, bytes) in files {
        let decoded = decode(&bytes);
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.lossy), (SENTENCE, name, false));
    }
}

#[test]
fn utf8_is_the_file_itself() {
    let marked = format!("\u{FEFF}{SENTENCE}");
    let apart: String = SENTENCE.nfd().collect();
    for text in [marked.as_str(), &apart, "plain", "", "caf\u{e9}", "Uû ban nh©n d©n"] {
        let decoded = decode(text.as_bytes());
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.lossy), (text, "utf-8", false));
    }
}

#[test]
fn damaged_utf8_is_still_utf8() {
    for at in (0..SENTENCE.len()).filter(|at| !SENTENCE.is_char_boundary(*at)) {
        for bytes in [&SENTENCE.as_bytes()[..at], &SENTENCE.as_bytes()[at..]] {
            let few = bytes.iter().filter(|b| !b.is_ascii()).count() < 4;
            let decoded = decode(bytes);
            assert!(few || (decoded.encoding == "utf-8" && decoded.lossy), "cut at {at}: {decoded:?}");
        }
    }
    let mut bytes = SENTENCE.as_bytes().to_vec();
    bytes[40] = 0xFF;
    assert_eq!(decode(&bytes).encoding, "utf-8");
}

#[test]
fn other_tongues_are_not_taken_for_vietnamese() {
    for latin in [
        "Le développement de la région a été décidé à Genève, près du château.",
        "Über die Straße führt eine schöne Brücke für Fußgänger.",
        "café",
        "30 °C ± 2 © 2025",
        "Señor, mañana habrá más información",
    ] {
        let bytes: Vec<u8> = latin.chars().map(|c| cp1252::byte_of(c).unwrap()).collect();
        let decoded = decode(&bytes);
        assert_eq!((decoded.text.as_str(), decoded.encoding), (latin, "windows-1252"));
    }
}

#[test]
fn markup_is_believed_unless_refuted() {
    let html =
        |body: &[u8]| [b"<html><body><p style=\"font-family:Arial\">", body, b"</p></body></html>"].concat();
    let russian = html(b"\xCF\xF0\xE8\xE2\xE5\xF2 \xEC\xE8\xF0");
    assert!(decode_markup(&russian, Some("windows-1251")).text.contains("Привет мир"));
    let plain = html("Kế hoạch".as_bytes());
    assert!(decode_markup(&plain, Some("windows-1252")).text.contains("Kế hoạch"));
    let old = b"<font face=\".VnTime\">K\xD5 ho\xB9ch tr\xE5ng r\xF5ng n\xA8m nay</font>";
    assert!(decode_markup(old, None).text.contains("KÕ ho¹ch"));
}

#[test]
fn any_bytes_decode() {
    let mut seed = 1u32;
    for length in 0..400 {
        let bytes: Vec<u8> = (0..length)
            .map(|_| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (seed >> 24) as u8
            })
            .collect();
        decode(&bytes);
    }
}
