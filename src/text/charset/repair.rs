//! Text of an old code without a font to tell: `Uû ban nh©n d©n` → `Uỷ ban nhân dân`.
//!
//! In: a whole text, or the paragraphs of a document. Out: the text meant, where it reads better so. Content alone
//! judges: words that become Vietnamese syllables.
//!
//! Tricky: `vÒ` and `sè` are syllables as they stand; what stands around them decides. `5 × 10 µm` is no `5 ì 10 àm`.

use super::legacy::{Decode, SOFT_HYPHEN, by_words, holds_signs, without_hyphens};
use super::syllable::{self, Score, is_syllable, parts_words};
use super::{Repaired, capitals, cp1252, cp1258, tcvn3, vni};
use crate::text::letter::is_alphabetic;
use std::borrow::Cow;
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// The charsets a text may really stand in, likeliest last among equals.
const READINGS: [(&str, Decode); 4] = [
    ("utf-8", |bytes| String::from_utf8_lossy(bytes).into_owned()),
    ("tcvn3", tcvn3::decode),
    ("vni", vni::decode),
    ("windows-1258", cp1258::decode),
];

/// A text that is TCVN3, VNI, UTF-8 or Windows-1258 taken for Windows-1252: the text meant, and the charset.
/// `None` where it reads as it stands or where nothing reads better.
pub(crate) fn repair_text(text: &str) -> Option<(String, &'static str)> {
    if !may_be_bytes(text) {
        return None;
    }
    let before = syllable::score(text);
    if before.marked < 2 || before.reaches(50) {
        return None;
    }
    let (share, reading) = (0..READINGS.len())
        .map(|reading| {
            let after = syllable::score(&read(text, reading));
            let enough = after.valid >= 2 && reads_better(before, after);
            (if enough { after.valid * 1000 / after.marked } else { 0 }, reading)
        })
        .max_by_key(|(share, _)| *share)?;
    (share > 0).then(|| (meant(text, reading), name(reading)))
}

/// Whether the bytes of an old code may have been taken for these characters. Letters that no byte stands for are
/// Unicode meant as such: where they are many, nothing is looked at twice.
fn may_be_bytes(text: &str) -> bool {
    let (mut bytes, mut letters) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        match cp1252::byte_of(c) {
            Some(_) => bytes += 1,
            None => letters += usize::from(is_alphabetic(c)),
        }
    }
    bytes > 0 && letters * 4 <= bytes
}

fn reads_better(before: Score, after: Score) -> bool {
    after.reaches(75) && after.valid > 2 * before.valid
}

fn name(reading: usize) -> &'static str {
    READINGS.get(reading).map_or("", |(name, _)| name)
}

fn read(text: &str, reading: usize) -> String {
    let Some((_, decode)) = READINGS.get(reading) else { return text.to_owned() };
    let text = if name(reading) == "tcvn3" { without_hyphens(text) } else { text.into() };
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    for word in text.split_inclusive(' ') {
        if is_sign(word) {
            out.push_str(word);
        } else {
            out.push_str(&by_words(word, cp1252::byte_of_look_alike, *decode));
        }
    }
    out
}

/// Whether a word is a sign, alone or among digits: `×`, `±5`. As a letter it would be a word of one letter.
fn is_sign(word: &str) -> bool {
    let mut marks = word.chars().filter(|c| !c.is_ascii());
    // `®)` is a list's đ).
    marks.next().is_some_and(|c| !c.is_alphabetic())
        && !word.starts_with("®)")
        && marks.next().is_none()
        && !word.contains(|c: char| c.is_ascii_alphabetic())
}

/// The text that is meant, given how to read it.
fn meant(text: &str, reading: usize) -> String {
    let read: String = read(text, reading).nfc().collect();
    if name(reading) == "tcvn3" { capitals::restore(&read) } else { read }
}

/// Different words that a document must hold in an old code before it is believed to.
const EVIDENCE: usize = 4;

/// What one paragraph is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// Nothing in it would change.
    Silent,
    /// As it stands.
    Right,
    /// Text of an old code, a place in [`READINGS`].
    Old(usize),
    /// The same, if its neighbours are.
    Doubtful(usize),
}

/// Which of a document's paragraphs are TCVN3, VNI, UTF-8 or Windows-1258 taken for Windows-1252, and what they mean.
///
/// Paragraphs may be mixed: once the document as a whole has shown a code in [`EVIDENCE`] different words, each is
/// judged by its own words; where these are too few, by the paragraphs before and after it. Paragraphs of Unicode
/// Vietnamese, of other languages, formulas and signs stay as they are and are not returned. A soft hyphen must
/// still be in the text: it is a letter of TCVN3.
pub(crate) fn repair_paragraphs(texts: &[&str]) -> Vec<Repaired> {
    let candidates: Vec<Option<Candidate>> = texts.iter().map(|text| Candidate::new(text)).collect();
    let shown = shown(&candidates);
    if !shown.contains(&true) {
        return Vec::new();
    }
    let own = |(text, candidate): (&&str, &Option<Candidate>)| match candidate {
        Some(candidate) => candidate.verdict(shown),
        None if text.chars().any(|c| !c.is_ascii() && is_alphabetic(c)) => Verdict::Right,
        None => Verdict::Silent,
    };
    let mut verdicts: Vec<Verdict> = texts.iter().zip(&candidates).map(own).collect();
    settle(&mut verdicts);
    let repaired = |(index, verdict): (usize, &Verdict)| {
        let Verdict::Old(reading) = *verdict else { return None };
        let text = meant(texts.get(index)?, reading);
        Some(Repaired { index, text, charset: name(reading) })
    };
    verdicts.iter().enumerate().filter_map(repaired).collect()
}

/// The readings that turn enough different words of the document into syllables.
fn shown(candidates: &[Option<Candidate>]) -> [bool; READINGS.len()] {
    std::array::from_fn(|at| {
        let readings = candidates.iter().flatten().filter_map(|c| Some((c.before, c.readings.get(at)?)));
        let clear = readings.filter(|(before, reading)| {
            reading.score.is_vietnamese() && reads_better(*before, reading.score)
        });
        let words: HashSet<&String> = clear.flat_map(|(_, reading)| &reading.evidence).collect();
        words.len() >= EVIDENCE
    })
}

/// A doubtful paragraph is what those before and after it are that are not.
fn settle(verdicts: &mut [Verdict]) {
    let decided = |verdict: &Verdict| matches!(verdict, Verdict::Old(_) | Verdict::Right);
    let mut after = vec![None; verdicts.len()];
    let mut next = None;
    for (place, verdict) in after.iter_mut().zip(verdicts.iter()).rev() {
        *place = next;
        next = Some(*verdict).filter(decided).or(next);
    }
    let mut before = None;
    for (verdict, after) in verdicts.iter_mut().zip(after) {
        match *verdict {
            Verdict::Doubtful(reading) => {
                let agrees = |side: Option<Verdict>| side.is_none_or(|side| side == Verdict::Old(reading));
                let old = agrees(before) && agrees(after);
                *verdict = if old { Verdict::Old(reading) } else { Verdict::Right };
            }
            _ => before = Some(*verdict).filter(decided).or(before),
        }
    }
}

/// A paragraph that may be text of an old code, and how it reads in each.
struct Candidate {
    before: Score,
    /// Common words in it.
    common: usize,
    /// It has letters that no byte stands for.
    unicode: bool,
    /// It has words with signs among their letters: `Q§-UBND`.
    signs: bool,
    readings: [Reading; READINGS.len()],
}

struct Reading {
    score: Score,
    /// Common words in it.
    common: usize,
    /// Words that become syllables and were none.
    evidence: Vec<String>,
    changes: bool,
}

impl Candidate {
    fn new(text: &str) -> Option<Candidate> {
        // A paragraph may change its code half-way.
        if text.is_ascii() || !(may_be_bytes(text) || holds_signs(text)) {
            return None;
        }
        let shown = shown_text(text);
        Some(Candidate {
            before: syllable::score(&shown),
            common: syllable::common(&shown),
            unicode: text.chars().any(|c| is_alphabetic(c) && cp1252::byte_of(c).is_none()),
            signs: holds_signs(text),
            readings: std::array::from_fn(|reading| Reading::new(text, reading)),
        })
    }

    /// What its own words say, given which readings the document has shown.
    fn verdict(&self, shown: [bool; READINGS.len()]) -> Verdict {
        let share = |reading: &Reading| (reading.score.valid * 1000).checked_div(reading.score.marked);
        let readings = self.readings.iter().enumerate().zip(shown);
        let known = readings.filter_map(|(reading, shown)| shown.then_some(reading));
        let best = known.max_by_key(|(_, reading)| share(reading));
        let Some((at, reading)) = best.filter(|(_, reading)| reading.changes) else { return Verdict::Silent };
        let (before, after) = (self.before, reading.score);
        let signs = self.signs && name(at) == "tcvn3";
        let clear = reads_better(before, after) || (signs && after.reaches(75));
        let known = before.valid == 0 && after.reaches(100) && reading.common == after.valid;
        let enough = after.valid >= 2 || (!self.unicode && (signs || known));
        let old = !reading.evidence.is_empty() && after.valid > before.valid && clear && enough;
        if old && after.is_vietnamese() {
            Verdict::Old(at)
        } else if !self.unicode
            && (after.valid, reading.common) >= (before.valid, self.common)
            && (after.reaches(50) || signs)
        {
            Verdict::Doubtful(at)
        } else {
            Verdict::Right
        }
    }
}

impl Reading {
    fn new(text: &str, reading: usize) -> Reading {
        let read = read(text, reading);
        let marked = text.split(' ').filter(|word| !word.is_ascii());
        let evidence = marked.filter(|word| !syllables(&shown_text(word)).any(|_| true));
        let evidence = evidence
            .flat_map(|word| syllables(&self::read(word, reading)).map(str::to_owned).collect::<Vec<_>>());
        let common = syllable::common(&read);
        Reading { score: syllable::score(&read), common, evidence: evidence.collect(), changes: read != text }
    }
}

/// The marked syllables of more than one letter.
fn syllables(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(parts_words).filter(|word| !word.is_ascii());
    words.filter(|word| word.chars().nth(1).is_some() && is_syllable(word))
}

/// The text as it shows where it is no old code.
fn shown_text(text: &str) -> Cow<'_, str> {
    if text.contains(SOFT_HYPHEN) { text.replace(SOFT_HYPHEN, "").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts() {
        for (stored, expected) in [
            ("Uû ban nh©n d©n x· Hoµ An", Some(("Uỷ ban nhân dân xã Hoà An", "tcvn3"))),
            ("Keá hoaïch phoøng choáng haïn", Some(("Kế hoạch phòng chống hạn", "vni"))),
            ("UÃ´m ngÃ\u{a0}n rÆ°á»\u{9d}ng", Some(("Uôm ngàn rường", "utf-8"))),
            ("Káº¿ hoáº¡ch xÃ£ há»™i", Some(("Kế hoạch xã hội", "utf-8"))),
            ("Kế hoạch phòng chống hạn", None),
            ("Là và có bà con à", None),
            ("Le développement de la région est réservé à l’été", None),
            ("© 2025 ® 30 °C ± 5 µm", None),
            ("5 × 10 µm", None),
            ("plain ASCII text", None),
            ("", None),
        ] {
            let found = repair_text(stored);
            assert_eq!(found.as_ref().map(|(t, c)| (t.as_str(), *c)), expected, "{stored}");
        }
    }

    /// The paragraphs after repair; those that were changed with the charset before them.
    fn repaired(texts: &[&str]) -> Vec<String> {
        let mut out: Vec<String> = texts.iter().map(|&text| text.to_owned()).collect();
        for Repaired { index, text, charset } in repair_paragraphs(texts) {
            out[index] = format!("{charset}: {text}");
        }
        out
    }

    #[test]
    fn paragraphs_of_an_old_document() {
        let stored = [
            "§iÒu 1.",
            "Uû ban nh©n d©n x· giao nhiÖm vô",
            "12/2025",
            "Nh÷ng kÕt qu¶ ®¹t ®\u{AD}îc",
            "Sè: 12/Q§-UB",
            "®) C¸n bé",
            "VÒ \u{B7}",
            "5 × 10",
            "a) C¸n bé",
        ];
        let expected = [
            "tcvn3: Điều 1.",
            "tcvn3: Uỷ ban nhân dân xã giao nhiệm vụ",
            "12/2025",
            "tcvn3: Những kết quả đạt được",
            "tcvn3: Số: 12/QĐ-UB",
            "tcvn3: đ) Cán bộ",
            "tcvn3: Về \u{B7}",
            "5 × 10",
            "tcvn3: a) Cán bộ",
        ];
        assert_eq!(repaired(&stored), expected);
        assert_eq!(repaired(&["Keá hoaïch", "phoøng choáng haïn haùn"])[0], "vni: Kế hoạch");
    }

    #[test]
    fn paragraphs_among_unicode() {
        let mixed = [
            "Kế hoạch phòng chống hạn",
            "Nh÷ng kÕt qu¶ ®¹t ®\u{AD}îc",
            "Nguyễn Văn Sè",
            "Vò sè",
            "Căn cứ QuyÕt ®Þnh ngµy 5/6 cña UBND tØnh",
            "Môc tiªu cô thÓ",
            "Le développement de la région est réservé à l’été",
            "5 × 10 µm, 30 °C",
            "Là bà Hà",
            "hoa@xa.vn, Cafés Zürich",
        ];
        let out = repaired(&mixed);
        assert_eq!(out[1], "tcvn3: Những kết quả đạt được");
        assert_eq!(out[4], "tcvn3: Căn cứ Quyết định ngày 5/6 của UBND tỉnh");
        assert_eq!(out[5], "tcvn3: Mục tiêu cụ thể");
        for (index, (before, after)) in mixed.iter().zip(&out).enumerate() {
            assert!(before == after || [1, 4, 5].contains(&index), "{after}");
        }
    }

    #[test]
    fn common_words_decide_between_two_readings() {
        let old = "Uû ban nh©n d©n x· giao nhiÖm vô";
        let out = repaired(&[old, "Tháng 5", old, "sè 5", old, "Kunde inte byta namn på sidan", old]);
        assert_eq!(out[1], "Tháng 5");
        assert_eq!(out[3], "tcvn3: số 5");
    }

    #[test]
    fn a_few_words_prove_nothing() {
        for texts in [&["nh©n d©n"][..], &["5 × 10 µm", "©", "Windows® 11"], &["dû", "Noë", "crû"], &[]]
        {
            assert_eq!(repair_paragraphs(texts), []);
        }
    }
}
