//! Which charset do bytes that are not plain UTF-8 stand in?
//!
//! In: bytes. Out: a charset. Marks of order, NULs, the share of well-formed UTF-8; then, among the one-byte
//! codes, the one in which most marked words are Vietnamese syllables.
//!
//! Tricky: UTF-8 cut in mid-character is UTF-8; French is nobody's TCVN3.

use super::syllable::{self, Score};
use super::{cp1258, tcvn3, vni};

/// How many bytes are looked at.
const SAMPLE: usize = 1 << 16;

/// Charsets that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1258,
    Tcvn3,
    Vni,
    Windows1252,
}

/// The charset of a text file.
pub(super) fn detect(bytes: &[u8]) -> Charset {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => return Charset::Utf8,
        [0xFF, 0xFE, ..] => return Charset::Utf16Le,
        [0xFE, 0xFF, ..] => return Charset::Utf16Be,
        _ => {}
    }
    if let Some(wide) = wide(bytes) {
        return wide;
    }
    if is_utf8_like(bytes) { Charset::Utf8 } else { one_byte(bytes) }
}

/// UTF-16 without a mark of order: ASCII leaves its NULs on one side.
fn wide(bytes: &[u8]) -> Option<Charset> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let pairs = sample.len() / 2;
    let nul = |side: usize| sample.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nul(0), nul(1));
    let leads = |more: usize, less: usize| more * 5 > pairs && less * 20 <= more;
    match () {
        () if pairs < 2 => None,
        () if leads(odd, even) => Some(Charset::Utf16Le),
        () if leads(even, odd) => Some(Charset::Utf16Be),
        () => None,
    }
}

/// Nearly all that is not ASCII is well-formed UTF-8; a tail (or a head) may be cut.
fn is_utf8_like(bytes: &[u8]) -> bool {
    // The head may be the rest of a character that was cut.
    let head = bytes.iter().take(3).take_while(|b| (0x80..0xC0).contains(*b)).count();
    let bytes = bytes.get(head..).unwrap_or_default();
    let (mut whole, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let cut = bytes.utf8_chunks().last().map_or(0, |chunk| chunk.invalid().len());
    let cut_only = bad == 1 && (cut >= 2 || (cut == 1 && whole > 0));
    (bad == 0 && (head == 0 || whole > 0)) || (whole > 0 && bad * 10 <= whole) || cut_only
}

/// The one-byte code in which most marked words are syllables; Windows-1252 where none fits.
fn one_byte(bytes: &[u8]) -> Charset {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let scored = [
        (Charset::Windows1258, syllable::score(&cp1258::decode(sample))),
        (Charset::Tcvn3, syllable::score(&tcvn3::decode(sample))),
        (Charset::Vni, syllable::score(&vni::decode(sample))),
    ];
    let (charset, best) = scored
        .iter()
        .max_by_key(|(_, s)| (s.valid * 1000).checked_div(s.marked).unwrap_or(0))
        .copied()
        .unwrap_or((Charset::Windows1252, Score::default()));
    // One or two words prove nothing unless their neighbours are Vietnamese too.
    let enough = match best.marked {
        0 => false,
        1 | 2 => best.valid == best.marked && best.plain >= 2,
        _ => best.reaches(70),
    };
    if enough { charset } else { Charset::Windows1252 }
}
