//! Letters told apart without tables, as far as Vietnamese is written with them; [`char`]'s own answers elsewhere.
//!
//! In: characters. Out: the answers of `char::is_alphanumeric` and its like, sooner.

/// Precomposed Latin letters: Latin-1, Latin Extended-A and -B, Latin Extended Additional.
fn is_latin(c: char) -> bool {
    matches!(c, 'À'..='ɏ' | 'Ḁ'..='ỿ') && !matches!(c, '×' | '÷')
}

/// As [`char::is_alphabetic`].
#[inline]
pub(crate) fn is_alphabetic(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { is_latin(c) || c.is_alphabetic() }
}

/// As [`char::is_alphanumeric`].
#[inline]
pub(crate) fn is_alphanumeric(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { is_latin(c) || c.is_alphanumeric() }
}

/// Bullets that are not ASCII, as printed, or as symbol fonts leave them.
const BULLETS: &str = "–—−•●○▪■□◦◻❑◆♦❖➢➤➔►⇨✓✔·∙\u{F0B7}\u{F02D}\u{F0A7}\u{F0D8}\u{F076}\u{F0FC}";

/// Whether a character is used as a bullet.
pub(crate) fn is_bullet(c: char) -> bool {
    if c.is_ascii() { matches!(c, '-' | '+' | '*') } else { BULLETS.contains(c) }
}

/// Whether a character is printed, is in NFC whatever stands beside it, and joins to nothing before it. False says
/// nothing.
pub(crate) fn stands_alone(c: char) -> bool {
    c.is_ascii_graphic() || is_latin(c) || matches!(c, '‐'..='‧')
}

/// The lower-case letter, where that is one character of the same length in UTF-8; else the character itself.
pub(crate) fn lower(c: char) -> char {
    match c {
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        // in this block capitals are even and their small letters follow at once
        'Ạ'..='ỿ' => char::from_u32(u32::from(c) | 1).unwrap_or(c),
        'ß'..='ÿ' => c,
        _ => {
            let mut letters = c.to_lowercase();
            match (letters.next(), letters.next()) {
                (Some(small), None) if small.len_utf8() == c.len_utf8() => small,
                _ => c,
            }
        }
    }
}

/// The first `bytes` of `text`, or a little less where a character would be cut: patterns that are tried at many
/// places get no more than they need.
pub(crate) fn prefix(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{is_alphabetic, is_alphanumeric, lower, stands_alone};
    use unicode_normalization::{IsNormalized, char::canonical_combining_class, is_nfc_quick};

    #[test]
    fn every_answer_is_that_of_the_tables() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            let small = c.to_lowercase().to_string();
            let same_length = small.chars().count() == 1 && small.len() == c.len_utf8();
            assert_eq!(lower(c).to_string(), if same_length { small } else { c.to_string() }, "{c:?}");
            if stands_alone(c) {
                let composed = is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes;
                assert!(
                    composed && canonical_combining_class(c) == 0 && !c.is_whitespace() && !c.is_control(),
                    "{c:?}"
                );
            }
        }
    }
}
