//! VNI for Windows: a letter is a base and, after it, a byte that stands for its marks; fonts `VNI-Times` …
//!
//! In: bytes. Out: text. The case is the base's: `UÛY` and `Uûy` both carry `Ủ`. 0xF4 is `ơ` by itself and the
//! base of `ôù` = `ớ`, so a pair is tried before a single byte.

use super::cp1252;

/// Bytes that are letters by themselves (small; the capital is 0x20 lower).
const SINGLE: &[(u8, char)] = &[
    (0xF1, 'đ'),
    (0xF4, 'ơ'),
    (0xF6, 'ư'),
    (0xED, 'í'),
    (0xEC, 'ì'),
    (0xE6, 'ỉ'),
    (0xF3, 'ĩ'),
    (0xF2, 'ị'),
    (0xEE, 'ỵ'),
];

/// Second bytes (small), and what they make of the bases `a e o u y ơ ư`; a space where there is no such letter.
const MARKS: &[(u8, &str)] = &[
    (0xF9, "áéóúýớứ"),
    (0xF8, "àèòùỳờừ"),
    (0xFB, "ảẻỏủỷởử"),
    (0xF5, "ãẽõũỹỡữ"),
    (0xEF, "ạẹọụỵợự"),
    (0xE2, "âêô    "),
    (0xE1, "ấếố    "),
    (0xE0, "ầềồ    "),
    (0xE5, "ẩểổ    "),
    (0xE3, "ẫễỗ    "),
    (0xE4, "ậệộ    "),
    (0xEA, "ă      "),
    (0xE9, "ắ      "),
    (0xE8, "ằ      "),
    (0xFA, "ẳ      "),
    (0xFC, "ẵ      "),
    (0xEB, "ặ      "),
];

/// Marks of the tones alone.
const TONES: [u8; 5] = [0xF9, 0xF8, 0xFB, 0xF5, 0xEF];

/// Bases in the order of the columns of [`MARKS`].
const BASES: &[u8] = b"aeouy\xF4\xF6";

/// Whether a byte is a capital of the code: an ASCII capital, or the upper row of its letters.
fn is_capital(byte: u8) -> bool {
    byte.is_ascii_uppercase() || (0xC0..=0xDE).contains(&byte)
}

fn small(byte: u8) -> u8 {
    if is_capital(byte) { byte + 0x20 } else { byte }
}

fn pair(base: u8, mark: u8) -> Option<char> {
    let column = BASES.iter().position(|b| *b == small(base))?;
    let (_, row) = MARKS.iter().find(|(m, _)| *m == small(mark))?;
    row.chars().nth(column).filter(|c| *c != ' ')
}

fn single(byte: u8) -> Option<char> {
    SINGLE.iter().find(|(b, _)| *b == small(byte)).map(|(_, c)| *c)
}

/// `ê` and the mark of a tone: `ệ`.
fn add_tone(letter: char, mark: u8) -> Option<char> {
    // The marks that join a circumflex, or a breve, with a tone, in the order of the tones.
    const CIRCUMFLEX: [u8; 5] = [0xE1, 0xE0, 0xE5, 0xE3, 0xE4];
    const BREVE: [u8; 5] = [0xE9, 0xE8, 0xFA, 0xFC, 0xEB];
    let (base, joined) = match letter {
        'â' => (b'a', CIRCUMFLEX),
        'ê' => (b'e', CIRCUMFLEX),
        'ô' => (b'o', CIRCUMFLEX),
        'ă' => (b'a', BREVE),
        _ => return None,
    };
    let tone = TONES.iter().position(|t| *t == small(mark))?;
    pair(base, *joined.get(tone)?)
}

/// Decodes bytes; what is no letter of the code is read as Windows-1252.
pub(super) fn decode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 4);
    let mut rest = bytes;
    while let Some((&byte, tail)) = rest.split_first() {
        let (letter, used) = match tail.first().filter(|b| **b >= 0xC0).and_then(|&mark| pair(byte, mark)) {
            Some(letter) => (Some(letter), 2),
            None => (single(byte), 1),
        };
        // A mark and then a tone on the same letter: `vieâïc` for `vieäc`.
        let tone = letter.filter(|_| used == 2).and_then(|l| Some((l, *tail.get(1)?)));
        let (letter, used) = match tone.and_then(|(l, mark)| add_tone(l, mark)) {
            Some(toned) => (Some(toned), 3),
            None => (letter, used),
        };
        match letter {
            Some(letter) if is_capital(byte) => text.extend(letter.to_uppercase()),
            Some(letter) => text.push(letter),
            None => text.push(cp1252::char_of(byte)),
        }
        rest = rest.get(used..).unwrap_or_default();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Windows-1252 text to bytes, as such texts are printed in manuals.
    fn bytes(text: &str) -> Vec<u8> {
        text.chars().map(|c| cp1252::byte_of(c).expect("a Windows-1252 character")).collect()
    }

    #[test]
    fn sentences() {
        for (coded, text) in [
            ("Keá hoaïch troàng röøng", "Kế hoạch trồng rừng"),
            ("UÛY BAN NHAÂN DAÂN XAÕ", "ỦY BAN NHÂN DÂN XÃ"),
            ("ñöôïc, tænh, ñòa, nghóa, kyõ, Ñoaøn", "được, tỉnh, địa, nghĩa, kỹ, Đoàn"),
            ("MUÏC ÑÍCH, YEÂU CAÀU", "MỤC ĐÍCH, YÊU CẦU"),
            ("chaët cheõ, naêm, nhaèm, thaúng, saün, saéc", "chặt chẽ, năm, nhằm, thẳng, sẵn, sắc"),
            ("thôøi kyø, vónh, bò, kî, muõi, coäng, toå", "thời kỳ, vĩnh, bị, kỵ, mũi, cộng, tổ"),
            ("vieâïc, Coâïng, naêùm", "việc, Cộng, nắm"),
            ("plain words 2025", "plain words 2025"),
        ] {
            assert_eq!(decode(&bytes(coded)), text);
        }
    }
}
