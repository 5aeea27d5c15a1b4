//! The signature's own words: authority marks (TM., KT., TL., TUQ., Q.) and persons' names.
//!
//! In: a line, or its key. Out: whether it is one, and how far it goes. Tricky: `Lưu: VT, KT. TM. ỦY BAN NHÂN DÂN` files at
//! "KT" and is signed "TM."; `THỨ TRƯỞNG Phan Văn Lộc KẾ HOẠCH` is a title, a name and another document.

use super::is_upper;
use crate::lexicon;
use crate::text::Logical;
use regex::Regex;
use std::sync::LazyLock;

/// The authority mark at the start of a folded line: its length.
pub(crate) fn authority_mark(key: &str) -> Option<usize> {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:tm|kt|tl|tuq|q)\s?\.\s*\p{L}|^(?:t/m|k/t|t/l|t/u)\.?\s+\p{L}|^(?:tm|kt|tl|tuq)\s+\p{L}",
        )
        .expect("constant pattern")
    });
    MARK.find(key).map(|m| m.end())
}

/// "Nơi nhận" at the start of a folded line, also as a scanner misreads it.
pub(crate) fn starts_recipients(key: &str) -> bool {
    ["nơi nhận", "noi nhận", "nơi nhan", "noi nhan"].iter().any(|w| key.starts_with(w))
}

/// "TM. …", "KT. …", "T/M …" at the start of a folded line.
pub(crate) fn starts_authority(key: &str) -> bool {
    let key = key.trim_start_matches(['*', '_', ' ']);
    if !key.starts_with(['t', 'k', 'q']) {
        return false;
    }
    ["tm.", "kt.", "tl.", "tuq.", "q.", "t/m", "k/t", "t/l", "tm ", "kt ", "tl ", "tuq "].iter().any(|mark| {
        key.strip_prefix(mark)
            .is_some_and(|rest| rest.trim_start().chars().next().is_some_and(char::is_alphabetic))
    })
}

/// A person's name: 2 to 6 capitalised words, perhaps after a rank or degree.
pub(crate) fn is_name(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ',']);
    let core = strip_rank(text);
    let words: Vec<&str> = core.split_whitespace().collect();
    (2..=6).contains(&words.len())
        && words.iter().all(|w| is_name_word(w))
        && (core.chars().any(char::is_lowercase) || words.len() >= 2 && words.len() <= 4)
}

fn is_name_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
        && word.chars().count() <= 8
}

fn strip_rank(text: &str) -> &str {
    static RANK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy)|(?:PGS|GS|TS|ThS|BS|BSCKII|BSCKI|CKI|CKII|KS|NGƯT|NGND|TTUT|DS|CN)\.?|Ông|Bà|Đ/c|[.,\s])+\s*").expect("constant pattern")
    });
    RANK.find(text).and_then(|m| text.get(m.end()..)).unwrap_or(text)
}

/// Where titles, the name and what follows it begin in a signature that runs on from `start`.
pub(super) fn signature_cuts(text: &Logical, start: usize, cuts: &mut Vec<usize>) {
    let mut at = start;
    let mut previous_upper = false;
    for word in text.text.get(start..).unwrap_or("").split_inclusive(' ') {
        let here = at;
        at += word.len();
        let upper = is_upper(word);
        if upper && at_title(&text.key, here) {
            cuts.push(here);
        } else if !upper
            && previous_upper
            && let Some(length) = name_length(text.text.get(here..).unwrap_or(""))
        {
            cuts.extend([here, here + length]);
            return;
        }
        previous_upper = upper;
    }
}

/// A signatory's title that no word before it takes along: `KT. CHỦ TỊCH` is one, and so is `PHÓ CHỦ TỊCH`.
fn at_title(key: &str, at: usize) -> bool {
    let before = key.get(..at).unwrap_or("").trim_end();
    let taken =
        ["kt.", "tm.", "tl.", "tuq.", "phó", "quyền", "ủy", "q.", "p.", ",", "-", "–", "t/m", "k/t", "t/l"]
            .iter()
            .any(|w| before.ends_with(w));
    let word = before.rfind([' ', '.']).map_or(0, |i| i + 1);
    let inside = key.get(word..).is_some_and(lexicon::is_misread_position); // "TONG | CỤC TRƯỞNG"
    !taken && !inside && key.get(at..).is_some_and(lexicon::is_misread_position)
}

/// The length of the name that opens a text: until a word in capitals, a sign or the end; none where the words go on in
/// small letters.
fn name_length(text: &str) -> Option<usize> {
    let rank = text.len() - strip_rank(text).len();
    let mut end = rank;
    let mut words = 0;
    for word in text.get(rank..)?.split_inclusive(' ') {
        let bare = word.trim_end();
        if !is_name_word(bare) || is_upper(bare) && bare.chars().count() > 1 {
            if bare.starts_with(char::is_lowercase) {
                return None;
            }
            break;
        }
        end += word.len();
        words += 1;
    }
    (2..=6).contains(&words).then_some(end)
}
