//! How automatic numbers are written: `4`, `iv`, `d`, `04`, and what bullets of symbol fonts look like.
//!
//! In: a number and its format, or a symbol font and a code. Out: text. Knows nothing of lists. Tricky: letters
//! double after `z` (27 is `aa`), as office programs count; `đ` is not among them.

/// How one level of a list writes its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Numeral {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// At least so many digits: 01, 02.
    Padded(u8),
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
    /// a, b … z, aa, bb.
    LowerLetter,
    /// A, B … Z, AA, BB.
    UpperLetter,
    /// a, b … z, aa, ab (OpenDocument's own way after z).
    LowerBase26,
    /// A, B … Z, AA, AB.
    UpperBase26,
    /// 1st, 2nd.
    Ordinal,
    /// một, hai, ba.
    Vietnamese,
    /// Not a number: a bullet, written as its text stands.
    Bullet,
    /// Counted and not written.
    None,
}

const ROMAN: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

const VIETNAMESE: [&str; 10] = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];

impl Numeral {
    /// Writes `number` to `out`.
    pub(crate) fn write(self, number: u32, out: &mut String) {
        match self {
            Numeral::Decimal => out.push_str(&number.to_string()),
            Numeral::Padded(width) => out.push_str(&format!("{number:0width$}", width = usize::from(width))),
            Numeral::LowerRoman => write_roman(number, false, out),
            Numeral::UpperRoman => write_roman(number, true, out),
            Numeral::LowerLetter => write_letter(number, b'a', out),
            Numeral::UpperLetter => write_letter(number, b'A', out),
            Numeral::LowerBase26 => write_base26(number, b'a', out),
            Numeral::UpperBase26 => write_base26(number, b'A', out),
            Numeral::Ordinal => {
                let end = match (number % 10, number % 100) {
                    (1, n) if n != 11 => "st",
                    (2, n) if n != 12 => "nd",
                    (3, n) if n != 13 => "rd",
                    _ => "th",
                };
                out.push_str(&format!("{number}{end}"));
            }
            Numeral::Vietnamese => match VIETNAMESE.get((number as usize).wrapping_sub(1)) {
                Some(word) => out.push_str(word),
                None => out.push_str(&number.to_string()),
            },
            Numeral::Bullet | Numeral::None => {}
        }
    }
}

fn write_roman(mut number: u32, upper: bool, out: &mut String) {
    if number == 0 || number > 32_767 {
        return Numeral::Decimal.write(number, out);
    }
    for (value, digits) in ROMAN {
        while number >= value {
            number -= value;
            out.extend(digits.chars().map(|c| if upper { c.to_ascii_uppercase() } else { c }));
        }
    }
}

fn write_letter(number: u32, first: u8, out: &mut String) {
    // Word repeats a letter 30 times at most.
    if number == 0 || number > 26 * 30 {
        return Numeral::Decimal.write(number, out);
    }
    let index = number - 1;
    let letter = char::from(first + (index % 26) as u8);
    out.extend(std::iter::repeat_n(letter, (index / 26 + 1) as usize));
}

fn write_base26(mut number: u32, first: u8, out: &mut String) {
    if number == 0 {
        return Numeral::Decimal.write(number, out);
    }
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(char::from(first + (number % 26) as u8));
        number /= 26;
    }
    out.extend(letters.iter().rev());
}

/// Codes of the font Symbol that plans use, and what they look like. Its bullet is what Word writes for it in a text
/// file.
const SYMBOL: &[(u8, char)] = &[
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xA8, '♦'),
    (0xAE, '→'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB2, '″'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '·'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xBE, '—'),
    (0xC5, '⊕'),
    (0xD7, '·'),
    (0xDE, '⇒'),
    (0xE5, '∑'),
];

/// Codes of the Wingdings family that plans use, and what they look like.
const WINGDINGS: &[(u8, char)] = &[
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '◆'),
    (0x9F, '•'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xD8, '➢'),
    (0xE0, '→'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// What a code of a symbol font looks like; the code may come with or without U+F000 added.
pub(crate) fn symbol(font: &str, code: u32) -> Option<char> {
    let byte = match code {
        0x20..=0xFF => code as u8,
        0xF020..=0xF0FF => (code - 0xF000) as u8,
        _ => return char::from_u32(code).filter(|c| !is_private(*c)),
    };
    let dingbats =
        starts_with_ignoring_case(font, "wingdings") || starts_with_ignoring_case(font, "webdings");
    let table = if dingbats { WINGDINGS } else { SYMBOL };
    let listed = table.iter().find(|(known, _)| *known == byte).map(|(_, c)| *c);
    listed.or_else(|| (!dingbats && (0x20..0x7F).contains(&byte)).then(|| char::from(byte)))
}

/// A bullet as its list level gives it, as people read it: private codes of symbol fonts become plain characters.
pub(crate) fn plain_bullet(font: &str, text: &str) -> String {
    text.chars().map(|c| if is_private(c) { symbol(font, c as u32).unwrap_or('•') } else { c }).collect()
}

/// Whether a character has a meaning in its font only.
pub(crate) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}')
}

fn starts_with_ignoring_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_office_programs_write_them() {
        let cases = [
            (Numeral::Decimal, 12, "12"),
            (Numeral::Padded(2), 4, "04"),
            (Numeral::Padded(2), 104, "104"),
            (Numeral::UpperRoman, 49, "XLIX"),
            (Numeral::LowerRoman, 4, "iv"),
            (Numeral::LowerRoman, 0, "0"),
            (Numeral::UpperRoman, 2_000_000_000, "2000000000"),
            (Numeral::LowerLetter, 26, "z"),
            (Numeral::LowerLetter, 28, "bb"),
            (Numeral::UpperLetter, 2_000_000_000, "2000000000"),
            (Numeral::LowerBase26, 28, "ab"),
            (Numeral::Ordinal, 22, "22nd"),
            (Numeral::Vietnamese, 4, "bốn"),
            (Numeral::None, 4, ""),
        ];
        for (numeral, number, expected) in cases {
            let mut out = String::new();
            numeral.write(number, &mut out);
            assert_eq!(out, expected, "{numeral:?} {number}");
        }
    }

    #[test]
    fn symbol_fonts_become_plain_characters() {
        assert_eq!(plain_bullet("Symbol", "\u{F0B7}"), "·");
        assert_eq!(plain_bullet("Symbol", "\u{F02D}"), "-");
        assert_eq!(plain_bullet("Wingdings", "\u{F0A7}"), "▪");
        assert_eq!(plain_bullet("Wingdings", "\u{F02D}"), "•");
        assert_eq!(plain_bullet("Times New Roman", "+"), "+");
        assert_eq!(symbol("Symbol", 0xF0B3), Some('≥'));
    }
}
