//! TCVN 5712 VN3 ("ABC"): one byte a letter, fonts `.VnTime` and its kin.
//!
//! In: bytes. Out: text. The code has capitals for the toneless letters alone; a toned capital is typed in a font
//! whose small letters look like capitals (`.VnTimeH`), so `HO¹CH` comes out as `HOạCH`: see `capitals`.

use super::cp1252;
use std::sync::LazyLock;

/// Letters of the bytes from 0xA1; a space where the code has none.
const FROM_A1: &str = concat!(
    "ĂÂÊÔƠƯĐăâêôơưđ ",  // A1–AF
    "     àảãáạ ằẳẵắ ", // B0–BF
    "      ặầẩẫấậè ẻẽ", // C0–CF
    "éẹềểễếệìỉ   ĩíịò", // D0–DF
    " ỏõóọồổỗốộờởỡớợù", // E0–EF
    " ủũúụừửữứựỳỷỹýỵ "  // F0–FF
);

static LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| FROM_A1.chars().collect());

/// The letter of one byte, if it has one of its own in this code.
fn letter(byte: u8, letters: &[char]) -> Option<char> {
    let index = usize::from(byte).checked_sub(0xA1)?;
    letters.get(index).copied().filter(|c| *c != ' ')
}

/// Decodes bytes; what is no letter of the code is read as Windows-1252.
pub(super) fn decode(bytes: &[u8]) -> String {
    let letters = LETTERS.as_slice();
    bytes.iter().map(|&b| letter(b, letters).unwrap_or_else(|| cp1252::char_of(b))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_where_the_standard_puts_it() {
        assert_eq!(FROM_A1.chars().count(), 0x5F);
        for (byte, text) in [
            (0xA1, "Ă"),
            (0xA7, "Đ"),
            (0xA8, "ă"),
            (0xAE, "đ"),
            (0xB5, "à"),
            (0xB9, "ạ"),
            (0xBB, "ằ"),
            (0xBE, "ắ"),
            (0xC6, "ặ"),
            (0xC7, "ầ"),
            (0xCC, "è"),
            (0xCE, "ẻ"),
            (0xD0, "é"),
            (0xD7, "ì"),
            (0xDC, "ĩ"),
            (0xDF, "ò"),
            (0xE1, "ỏ"),
            (0xE9, "ộ"),
            (0xEE, "ợ"),
            (0xEF, "ù"),
            (0xF1, "ủ"),
            (0xF5, "ừ"),
            (0xFA, "ỳ"),
            (0xFE, "ỵ"),
        ] {
            assert_eq!(decode(&[byte]), text, "{byte:x}");
        }
    }

    #[test]
    fn sentences() {
        for (bytes, text) in [
            (&b"K\xD5 ho\xB9ch ph\xDFng ch\xE8ng h\xB9n h\xB8n"[..], "Kế hoạch phòng chống hạn hán"),
            (b"U\xFB ban nh\xA9n d\xA9n x\xB7", "Uỷ ban nhân dân xã"),
            (b"\x93gi\xF7 r\xF5ng\x94", "“giữ rừng”"),
        ] {
            assert_eq!(decode(bytes), text);
        }
    }
}
