//! The comparison key: lower case, tone placement (hoà = hòa), Ð = Đ.
//!
//! In: NFC text. Out: a string of *the same byte length*, so that a range found in the key is a range of the
//! text. For looking up, never for output.
//!
//! Tricky: `Uỷ ban` and `Ủy ban` both give `ủy ban`; `QUÝ` gives `quý`, `quỳ` stays (qu- is an onset).

/// Old tone placement on the second vowel of an open rime, and the same rime with the tone on the first.
/// (`oẽ`, `uỳ`, `uỹ` are left out: their two spellings differ in byte length.)
const TONE_PLACES: [(&str, &str); 12] = [
    ("oà", "òa"),
    ("oá", "óa"),
    ("oả", "ỏa"),
    ("oã", "õa"),
    ("oạ", "ọa"),
    ("oè", "òe"),
    ("oé", "óe"),
    ("oẻ", "ỏe"),
    ("oẹ", "ọe"),
    ("uý", "úy"),
    ("uỷ", "ủy"),
    ("uỵ", "ụy"),
];

/// The comparison key of `text`; equal in byte length.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        let lower = match c {
            'Ð' | 'ð' | 'Ɖ' => 'đ',
            _ => {
                let mut it = c.to_lowercase();
                match (it.next(), it.next()) {
                    (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
                    _ => c,
                }
            }
        };
        if lower.len_utf8() == c.len_utf8() { out.push(lower) } else { out.push(c) }
    }
    place_tones(&mut out);
    out
}

/// Moves tones of open rimes to the first vowel, in place (both spellings have the same length).
fn place_tones(text: &mut String) {
    let has_candidate = text.bytes().any(|b| b == 0xC3 || b == 0xE1);
    if !has_candidate {
        return;
    }
    for (old, new) in TONE_PLACES {
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.find(old)).map(|i| i + from) {
            from = at + old.len();
            let ends = text.get(from..).and_then(|r| r.chars().next()).is_none_or(|c| !c.is_alphabetic());
            let onset_q = old.starts_with('u') && text.get(..at).is_some_and(|l| l.ends_with('q'));
            if ends && !onset_q {
                text.replace_range(at..from, new);
            }
        }
    }
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
            ("Ðảng", "đảng"),
            ("\u{212A} İ", "\u{212A} İ"),
        ] {
            assert_eq!(fold(input), key);
            assert_eq!(fold(input).len(), input.len());
        }
    }
}
