//! The comparison key: lower case, tone placement (hoà = hòa), Ð = Đ.
//!
//! In: NFC text. Out: a string of *the same byte length*, so that a range found in the key is a range of the
//! text. For looking up, never for output.
//!
//! Tricky: `Uỷ ban` and `Ủy ban` both give `ủy ban`; `QUÝ` gives `quý`, `quỳ` stays (qu- is an onset).

use super::letter::{is_alphabetic, lower};
use unicode_normalization::UnicodeNormalization;

/// The comparison key of `text`; equal in byte length.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ['\0'; 2];
    // the last two letters are a rime that reads so where it is open
    let mut rime: Option<&str> = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let letter = match c {
            '_' if is_alphabetic(before[1]) && rest.clone().next().is_some_and(is_alphabetic) => ' ',
            'Ð' | 'ð' | 'Ɖ' => 'đ',
            'Ƣ' | 'ƣ' => 'ư', // as old fonts leave it
            _ => lower(c),
        };
        if let Some(placed) = rime.take().filter(|_| !is_alphabetic(letter)) {
            place_tone(&mut out, placed);
        }
        let [onset, vowel] = before;
        if matches!(vowel, 'o' | 'u') && !letter.is_ascii() {
            rime = open_rime(vowel, letter).filter(|_| !(onset == 'q' && vowel == 'u'));
        }
        out.push(letter);
        before = [vowel, letter];
    }
    if let Some(placed) = rime {
        place_tone(&mut out, placed);
    }
    out
}

/// The key without tones and other marks, letter for letter: for words that a scanner has misread.
pub(crate) fn bare(key: &str) -> String {
    let letter = |c: char| if c == 'đ' { 'd' } else { c.nfd().next().unwrap_or(c) };
    key.chars().map(letter).collect()
}

/// An open rime with the tone on its first vowel, for one that has it on the second. (`oẽ`, `uỳ`, `uỹ` are left out:
/// their two spellings differ in byte length.)
fn open_rime(first: char, second: char) -> Option<&'static str> {
    Some(match (first, second) {
        ('o', 'à') => "òa",
        ('o', 'á') => "óa",
        ('o', 'ả') => "ỏa",
        ('o', 'ã') => "õa",
        ('o', 'ạ') => "ọa",
        ('o', 'è') => "òe",
        ('o', 'é') => "óe",
        ('o', 'ẻ') => "ỏe",
        ('o', 'ẹ') => "ọe",
        ('u', 'ý') => "úy",
        ('u', 'ỷ') => "ủy",
        ('u', 'ỵ') => "ụy",
        _ => return None,
    })
}

/// Puts `rime` in the place of the last two letters, which have its length.
fn place_tone(out: &mut String, rime: &str) {
    out.truncate(out.len() - rime.len());
    out.push_str(rime);
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn keeps_length_and_places_tones() {
        for (input, key) in [
            ("Uỷ ban Nhân dân", "ủy ban nhân dân"),
            ("HOÀ BÌNH", "hòa bình"),
            ("quý I, Quỳ Hợp", "quý i, quỳ hợp"),
            ("toàn quốc", "toàn quốc"),
            ("Thuỷ, hoả; khoẻ", "thủy, hỏa; khỏe"),
            ("Ðảng", "đảng"),
            ("\u{212A} İ", "\u{212A} İ"),
        ] {
            assert_eq!(fold(input), key);
            assert_eq!(fold(input).len(), input.len());
        }
    }
}
