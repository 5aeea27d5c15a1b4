//! Capitals that TCVN3 has no code for: `HOạCH` → `HOẠCH`.
//!
//! In: text decoded from TCVN3. Out: the same with the case that its words show. A toned letter tells nothing of
//! its case in that code; the toneless letters of its word do, and else the words beside it on the line.
//!
//! Tricky: `Kế HOạCH` is `KẾ HOẠCH`, `Tổ HTX` stays: an abbreviation tells nothing.

use super::syllable::is_syllable;

/// Names written with a capital whose first letter is one of those that the code cannot write.
const NAMES: &[(&str, &str)] = &[
    ("ủy ban nhân dân", "Ủ"),
    ("uỷ ban nhân dân", "U"),
    ("ủy ban mặt trận", "Ủ"),
    ("ủy ban Mặt trận", "Ủ"),
    ("ủy ban thường vụ Quốc hội", "Ủ"),
    ("ủy ban Thường vụ Quốc hội", "Ủ"),
    ("ủy ban Dân tộc", "Ủ"),
    ("ủy ban Kiểm tra", "Ủ"),
];

#[derive(Clone, Copy, PartialEq)]
enum Case {
    Capitals,
    Small,
    Unknown,
}

/// A letter whose case the code writes: ASCII, and `ăâêôơưđ`.
fn tells_case(c: char) -> bool {
    c.is_ascii_alphabetic() || "ăâêôơưđĂÂÊÔƠƯĐ".contains(c)
}

fn case_of(word: &str) -> Case {
    let (mut upper, mut lower) = (0, 0);
    for c in word.chars().filter(|c| tells_case(*c)) {
        if c.is_uppercase() { upper += 1 } else { lower += 1 }
    }
    match (upper, lower) {
        (2.., 0) if is_syllable(word) => Case::Capitals,
        (_, 1..) if is_syllable(word) => Case::Small,
        _ => Case::Unknown,
    }
}

/// Gives the words of a text the capitals they must have had.
pub(super) fn restore(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        restore_line(line, &mut out);
    }
    for (small, capital) in NAMES {
        if out.contains(small) {
            let tail = small.chars().skip(1).collect::<String>();
            out = out.replace(small, &format!("{capital}{tail}"));
        }
    }
    out
}

fn restore_line(line: &str, out: &mut String) {
    // Without two capitals that stand together or in neighbouring words there is nothing to learn from.
    if line.chars().filter(|c| c.is_uppercase()).count() < 2 {
        return out.push_str(line);
    }
    let words: Vec<&str> = line.split_inclusive(|c: char| !c.is_alphanumeric()).collect();
    let bare = |w: &str| w.trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let cases: Vec<Case> = words.iter().map(|w| case_of(&bare(w))).collect();
    // The nearest word before, then after, that shows its case.
    let mut before = vec![Case::Unknown; words.len()];
    let mut after = before.clone();
    let mut last = Case::Unknown;
    for (i, case) in cases.iter().enumerate() {
        before[i] = last;
        last = if *case == Case::Unknown { last } else { *case };
    }
    last = Case::Unknown;
    for (i, case) in cases.iter().enumerate().rev() {
        after[i] = last;
        last = if *case == Case::Unknown { last } else { *case };
    }
    for (i, word) in words.iter().enumerate() {
        let shown = word.chars().any(|c| tells_case(c) && c.is_lowercase());
        let beside = [before[i], after[i]];
        let capitals = match cases[i] {
            Case::Capitals => true,
            Case::Small => false,
            Case::Unknown => !shown && beside.contains(&Case::Capitals) && !beside.contains(&Case::Small),
        };
        if capitals {
            out.extend(word.chars().flat_map(char::to_uppercase));
        } else {
            out.push_str(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_comes_from_the_word_or_its_neighbours() {
        for (raw, whole) in [
            ("Kế HOạCH", "KẾ HOẠCH"),
            ("TM. ủY BAN NHÂN DÂN", "TM. ỦY BAN NHÂN DÂN"),
            ("IV. Tổ CHứC THựC HIệN", "IV. TỔ CHỨC THỰC HIỆN"),
            ("1. Tổ chức hội nghị", "1. Tổ chức hội nghị"),
            ("Tổ HTX và UBND xã", "Tổ HTX và UBND xã"),
            ("ở các xã", "ở các xã"),
            ("giao ủy ban nhân dân xã", "giao Ủy ban nhân dân xã"),
            ("PHó CHủ TịCH\nVũ Thị á", "PHÓ CHỦ TỊCH\nVũ Thị á"),
        ] {
            assert_eq!(restore(raw), whole);
        }
    }
}
