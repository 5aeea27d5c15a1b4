//! Is a word a Vietnamese syllable? The judge between charsets.
//!
//! In: a word. Out: yes or no; and the share of syllables among the words of a text that carry marks.
//! Knows spelling (onset, rime, one tone, stops with two tones only), not the dictionary.
//!
//! Tricky: `thé` is a syllable, so a single French word can pass; the share over a text cannot.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Onsets. A word is tried with each that it begins with: `gi` may be onset `gi` or onset `g` and rime.
const ONSETS: &[&str] = &[
    "", "b", "c", "ch", "d", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph",
    "qu", "r", "s", "t", "th", "tr", "v", "x", "đ",
];

/// Rimes without tone.
const RIMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu \
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong ooc oong op ot oăc oăm oăn \
    oăng oăt ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
    u ua uc ui um un ung up ut uy uya uych uyn uynh uyp uyt uyu uyên uyêt uân uâng uât uây uê uêch uênh uôc uôi uôm \
    uôn uông uôt uơ ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu";

/// Rimes that stand after `qu` alone, besides those of [`RIMES`] that begin with a, ă, â, e, ê, i, o, ơ, y.
const RIMES_AFTER_QU: [&str; 5] = ["ynh", "yt", "ych", "ôc", "ôn"];

/// Vowels: without tone, then with grave, acute, tilde, hook, dot below.
const VOWELS: &str = "aàáãảạ ăằắẵẳặ âầấẫẩậ eèéẽẻẹ êềếễểệ iìíĩỉị oòóõỏọ ôồốỗổộ ơờớỡởợ uùúũủụ ưừứữửự yỳýỹỷỵ";

/// Tone marks, in the order of [`VOWELS`].
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

static RIME_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| RIMES.split_ascii_whitespace().collect());

/// Toned vowel → vowel and tone (from 1).
static TONED: LazyLock<HashMap<char, (char, u8)>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for row in VOWELS.split(' ') {
        let vowel = row.chars().next().unwrap_or('a');
        for (tone, toned) in (1..).zip(row.chars().skip(1)) {
            map.insert(toned, (vowel, tone));
        }
    }
    map
});

/// Whether `word` is spelled like one Vietnamese syllable, in any case and normal form.
pub(crate) fn is_syllable(word: &str) -> bool {
    spelled_so(word, false)
}

/// As [`is_syllable`], with the tone that a final c, p or t must have.
pub(super) fn is_toned_syllable(word: &str) -> bool {
    spelled_so(word, true)
}

fn spelled_so(word: &str, strict: bool) -> bool {
    // The longest, `nghiêng`, has seven letters; apart, each vowel may take three characters.
    if word.len() > 24 {
        return false;
    }
    let apart = word.chars().any(|c| matches!(c, '\u{300}'..='\u{36F}'));
    if apart { spelled(word.nfc(), strict) } else { spelled(word.chars(), strict) }
}

fn spelled(word: impl Iterator<Item = char>, strict: bool) -> bool {
    let mut tone = None;
    let mut bare = String::with_capacity(16);
    for c in word.flat_map(char::to_lowercase) {
        let (vowel, more) = match c {
            'a'..='z' => (c, 0),
            _ => match TONES.iter().position(|t| *t == c) {
                Some(index) => (c, index as u8 + 1),
                None => TONED.get(&c).copied().unwrap_or((c, 0)),
            },
        };
        if more > 0 && tone.replace(more).is_some() {
            return false;
        }
        if !TONES.contains(&c) {
            bare.push(vowel);
        }
    }
    let stop = bare.ends_with(['c', 'p', 't']) || bare.ends_with("ch");
    if stop && (matches!(tone, Some(1 | 3 | 4)) || (strict && tone.is_none())) {
        return false;
    }
    bare == "gi" || ONSETS.iter().any(|onset| bare.strip_prefix(onset).is_some_and(|rime| fits(onset, rime)))
}

fn fits(onset: &str, rime: &str) -> bool {
    match onset {
        "qu" => {
            RIMES_AFTER_QU.contains(&rime) || (!rime.starts_with(['u', 'ô', 'ư']) && RIME_SET.contains(rime))
        }
        _ => RIME_SET.contains(rime),
    }
}

/// How a text reads as Vietnamese.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Score {
    /// Words with a character beyond ASCII.
    pub(super) marked: usize,
    /// Those of them that are syllables.
    pub(super) valid: usize,
    /// Words of ASCII letters that are syllables.
    pub(super) plain: usize,
    /// Words of two and more ASCII letters, not all capitals, that are none.
    pub(super) foreign: usize,
}

impl Score {
    /// Few of its words are those of another language.
    pub(super) fn is_vietnamese(self) -> bool {
        self.foreign * 4 <= self.plain + self.valid
    }

    /// At least `percent` of the marked words are syllables.
    pub(super) fn reaches(self, percent: usize) -> bool {
        self.marked > 0 && self.valid * 100 >= self.marked * percent
    }
}

/// Whether a character parts words. Signs such as `©` do not: in old codes they are letters.
pub(super) fn parts_words(c: char) -> bool {
    match c {
        '\u{2000}'..='\u{206F}' | '\u{A0}' | '\u{FFFD}' => true,
        _ => c.is_ascii() && !c.is_ascii_alphanumeric(),
    }
}

/// A word of letters that is no abbreviation (`UBND`, `TTg`).
fn is_lower_word(word: &str) -> bool {
    let mut rest = word.bytes().skip(1).peekable();
    word.is_ascii() && rest.peek().is_some() && rest.all(|b| b.is_ascii_lowercase())
}

/// Marked syllables that documents use most, small.
const COMMON: &str = "các và của công định cơ hợp xã hiện thực chức số có hành chính với được nghiệp luật vụ tỉnh nhân \
    thuế sở năm thông điều nhiệm về tác việc bộ tư đầu dân nước tổ viên ngày lý động pháp triển cấp thời \
    thành đơn dụng đối quản quyết hội sản địa chủ xuất vị người văn ký tại trên phát kế đồng ngành phòng \
    hoạch nhà bảo quyền nhập đăng bản để không nội ủy báo phương là chỉ hoặc quả từ kết tài phải hàng \
    mục tạo trình liên dự kiểm trường tiêu thể toàn nhận xây dựng nghị đảm tiếp giá này chế học trách \
    hình giải phạm thuộc tháng ngoài khẩu án tự hiệu sử hạn một nộp chuyển hoạt sự đặc tăng lập đến phí \
    thủ vào đã liệu bàn tế sách truyền làm đổi đề hóa đạo hướng lượng trị thống khác độ lực điểm việt \
    năng tên chuyên cầu phối cáo lệ tiền phủ tục thì toán đại thức mới thị hệ khoản thường ngân bị thẩm \
    nhất tổng phân chất nâng hoàn soát trực quốc những phường tính phần xác ứng chứng dịch giấy góp cán \
    yêu kiện trì mức như phẩm đường bổ sơ cá trưởng cách xử vực đánh chương sáng phó kèm lãnh";

static COMMON_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| COMMON.split_ascii_whitespace().collect());

/// How many words of a text are common ones.
pub(super) fn common(text: &str) -> usize {
    let words = text.split(parts_words).filter(|word| !word.is_ascii());
    words.filter(|word| COMMON_SET.contains(word.to_lowercase().as_str())).count()
}

/// Scores the words of a text.
pub(super) fn score(text: &str) -> Score {
    let mut score = Score::default();
    for word in text.split(parts_words).filter(|w| !w.is_empty()) {
        let valid = is_syllable(word);
        if word.is_ascii() {
            score.plain += usize::from(valid);
            score.foreign += usize::from(!valid && is_lower_word(word));
        } else {
            score.marked += 1;
            score.valid += usize::from(valid);
        }
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_and_others() {
        for word in
            "kế hoạch thủy thuỷ quý quyết quốc giếng gìn gì nghiêng đường khuỷu ngoằng oẹ uỷ ỦY Ý yến \
             truyền thuyết khoẻ xoong huynh quỳnh giữa rượu uống ương êm ấm tuân luật xuất quầy"
                .split_whitespace()
        {
            assert!(is_syllable(word), "{word}");
        }
        for word in "étude café ngàch tẻt ©n p®q độộ fế wạ nghđ µ 25à ộ1 zế đ ng".split_whitespace()
        {
            assert!(!is_syllable(word), "{word}");
        }
        assert!(is_syllable("ke\u{302}\u{301}"));
        assert!(is_syllable("ưc") && !is_toned_syllable("ưc") && is_toned_syllable("bực"));
    }

    #[test]
    fn a_text_is_scored_by_its_marked_words() {
        assert_eq!(score("Kế hoạch số 12/KH-UBND"), Score { marked: 3, valid: 3, plain: 0, foreign: 0 });
        assert_eq!(score("nh©n d©n ta"), Score { marked: 2, valid: 0, plain: 1, foreign: 0 });
    }
}
