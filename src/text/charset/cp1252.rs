//! Windows-1252, both ways: how text of an old code looks once it was stored as Unicode.
//!
//! In: a byte or a character. Out: the other. Also knows the other Windows pages and the private areas through
//! which old-font text gets into files: `đ` stored for 0xF0 by a machine set to Windows-1258.

/// What the bytes 0x80–0x9F stand for; the five without meaning stay control characters.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Letters of Windows-1258 and Windows-1254 that other pages put elsewhere, with their bytes.
const FOREIGN: &[(char, u8)] = &[
    ('Ă', 0xC3),
    ('ă', 0xE3),
    ('\u{300}', 0xCC),
    ('\u{301}', 0xEC),
    ('\u{303}', 0xDE),
    ('\u{309}', 0xD2),
    ('\u{323}', 0xF2),
    ('Đ', 0xD0),
    ('đ', 0xF0),
    ('Ơ', 0xD5),
    ('ơ', 0xF5),
    ('Ư', 0xDD),
    ('ư', 0xFD),
    ('₫', 0xFE),
    ('Ğ', 0xD0),
    ('ğ', 0xF0),
    ('İ', 0xDD),
    ('ı', 0xFD),
    ('Ş', 0xDE),
    ('ş', 0xFE),
];

/// The character of a byte.
pub(super) fn char_of(byte: u8) -> char {
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The byte of a character: Latin-1, Windows-1252, or the private areas of symbol fonts and of user-defined text.
pub(super) fn byte_of(c: char) -> Option<u8> {
    match u32::from(c) {
        code @ 0..=0xFF => u8::try_from(code).ok(),
        // The letters of Vietnamese, asked for the most.
        0x100..=0x151 | 0x168..=0x169 | 0x1A0..=0x1B0 | 0x300..=0x323 | 0x1E00..=0x1EFF => None,
        code @ (0xF020..=0xF0FF | 0xF780..=0xF7FF) => u8::try_from(code & 0xFF).ok(),
        _ => HIGH.iter().position(|h| *h == c).and_then(|i| u8::try_from(i + 0x80).ok()),
    }
}

/// Characters that PDF writers and others put for a byte whose sign looks like them.
const LOOK_ALIKES: &[(char, u8)] =
    &[('−', 0xAD), ('‐', 0xAD), ('μ', 0xB5), ('∙', 0xB7), ('⋅', 0xB7), ('ˉ', 0xAF)];

/// As [`byte_of`], also for signs that merely look like the byte's.
pub(super) fn byte_of_look_alike(c: char) -> Option<u8> {
    byte_of(c).or_else(|| LOOK_ALIKES.iter().find(|(f, _)| *f == c).map(|(_, b)| *b))
}

/// As [`byte_of_look_alike`], also for letters that only another Windows page can have made of the byte.
pub(super) fn byte_of_any_page(c: char) -> Option<u8> {
    byte_of_look_alike(c).or_else(|| FOREIGN.iter().find(|(f, _)| *f == c).map(|(_, b)| *b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_back() {
        for byte in 0..=255 {
            assert_eq!(byte_of(char_of(byte)), Some(byte));
        }
        for (c, byte) in [('\u{F0B7}', Some(0xB7)), ('\u{F7AE}', Some(0xAE)), ('ế', None), ('đ', None)] {
            assert_eq!(byte_of(c), byte, "{c}");
        }
        assert_eq!(byte_of_any_page('đ'), Some(0xF0));
    }
}
