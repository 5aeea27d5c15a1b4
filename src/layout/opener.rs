//! Whether a line *might* open something new: an item, a label, a block of the form. Generous: a line that is not a
//! marker after all is joined again by the outline's open lists.

use regex::Regex;
use std::sync::LazyLock;

static OPENER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:",
        r"[ivxl]{1,7}\s?[./)\-–]\s*\S|",
        r"[a-hk-z]\s?[.]\s\S|",
        r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.?(?:\s|$)|",
        r"[0-9]{1,2}\s?[.)/](?:\s*[^0-9\s]|$)|",
        r"[0-9]{3}[.)]\s\S|",
        r"[0-9]{1,2}-\s?[^0-9\s]|",
        r"\([0-9]{1,2}\)|\([a-zđ]\)|\([ivx]{1,5}\)|",
        r"[a-zđ]\s?[)/]|",
        r"[-–—•*+\x{B7}\x{2022}\x{F0B7}\x{F02D}\x{F0A7}\x{F0D8}\x{25CF}\x{25CB}\x{25AA}\x{2212}]\s*\S|",
        r"o\s+\S|",
        r"(?:điều|chương|mục|phần)\s+(?:[0-9]{1,3}|[ivxl]{1,7}|thứ\s+\S+)(?:\s*[.:)\-–]|$|\s)|",
        r"phụ lục(?:\s|$|[.:])|nơi nhận|kính gửi|",
        r"t/m\s|k/t\s|t/l\s|tm\.|kt\.|tl\.|tuq\.|",
        r"căn cứ\s|xét đề nghị|theo đề nghị|\(ban hành kèm theo|\((?:đính )?kèm theo",
        r")"
    ))
    .expect("constant pattern")
});

/// Whether a folded line might open an item.
pub(crate) fn opens_item(key: &str) -> bool {
    OPENER.is_match(key)
}

#[cfg(test)]
mod tests {
    use super::opens_item;

    #[test]
    fn openers_and_refusals() {
        for yes in [
            "i. mục đích",
            "1. a",
            "1.1. b",
            "a) c",
            "đ) d",
            "- e",
            "+ f",
            "(1) g",
            "điều 1.",
            "2.1.",
            "nơi nhận:",
            "tm. ủy ban",
        ] {
            assert!(opens_item(yes), "{yes}");
        }
        for no in
            ["2026 và các năm", "15/6/2025", "của ủy ban", "1.000.000 đồng", "độc lập", "oai phong", "và 2."]
        {
            assert!(!opens_item(no), "{no}");
        }
    }
}
