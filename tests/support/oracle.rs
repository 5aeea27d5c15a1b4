//! Promises that hold for every text, checked on the public JSON:
//! spans are sound, values stand in the text word for word, and every word is claimed or listed in `unclaimed`.

use kehoach::Parsed;
use serde_json::Value;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Words of the form that no field holds because every document has them. Compared without white space, in lower case.
const FURNITURE: [&str; 21] = [
    "cộng hòa xã hội chủ nghĩa việt nam",
    "cộng hoà xã hội chủ nghĩa việt nam",
    "độc lập - tự do - hạnh phúc",
    "độc lập - tự do – hạnh phúc",
    "đảng cộng sản việt nam",
    "nơi nhận:",
    "nơi nhận",
    "nơi gửi:",
    "nơi gửi",
    "kính gửi:",
    "kính gửi",
    "quyết định:",
    "quyết định",
    "(đã ký)",
    "(ký tên, đóng dấu)",
    "phụ lục",
    "dự thảo",
    "br",
    "v/v",
    "về việc",
    "số",
];

/// Every broken promise, as sentences. `text` is the source text of `parsed`.
pub(crate) fn broken_promises(text: &str, parsed: &Parsed) -> Vec<String> {
    let tree = super::json::tree(parsed);
    let mut report =
        Report { text, broken: Vec::new(), claimed: Vec::new(), known: BTreeSet::new(), values: 0 };
    if let Value::Object(map) = &tree {
        for (key, value) in map {
            if !matches!(key.as_str(), "text" | "source" | "origins" | "diagnostics") {
                report.walk(value, key);
            }
        }
    }
    report.diagnostics(&tree["diagnostics"]);
    report.sections_in_order(&tree["sections"], "sections");
    report.conservation();
    report.broken
}

/// Number of values with words in the JSON.
pub(crate) fn count_values(tree: &Value) -> usize {
    match tree {
        Value::Object(map) => {
            let own = usize::from(map.contains_key("spans") && map.get("text").is_some_and(Value::is_string));
            own + map.values().map(count_values).sum::<usize>()
        }
        Value::Array(list) => list.iter().map(count_values).sum(),
        _ => 0,
    }
}

/// Without white space, in NFC: what the verbatim gate compares.
pub(crate) fn squeeze(text: &str) -> String {
    text.nfc().filter(|c| !c.is_whitespace() && !matches!(c, '\u{1C}'..='\u{1F}')).collect()
}

struct Report<'t> {
    text: &'t str,
    broken: Vec<String>,
    claimed: Vec<(usize, usize)>,
    known: BTreeSet<String>,
    values: usize,
}

impl Report<'_> {
    fn walk(&mut self, value: &Value, path: &str) {
        match value {
            Value::Object(map) => {
                if let Some(spans) = map.get("spans") {
                    self.value(map.get("text").and_then(Value::as_str), spans, path);
                }
                if let Some(marker) = map.get("marker").and_then(Value::as_str) {
                    self.known.insert(key(marker));
                }
                for (name, inner) in map {
                    self.walk(inner, &format!("{path}.{name}"));
                }
            }
            Value::Array(list) => {
                for (n, inner) in list.iter().enumerate() {
                    self.walk(inner, &format!("{path}[{n}]"));
                }
            }
            _ => {}
        }
    }

    /// A value's spans must be sound and give its words.
    fn value(&mut self, words: Option<&str>, spans: &Value, path: &str) {
        self.values += 1;
        let spans = self.sound(spans, path);
        self.claimed.extend(&spans);
        let Some(words) = words else { return };
        if path.contains("columns") {
            self.known.insert(key(words));
        }
        let cut: String = spans.iter().filter_map(|(a, b)| self.text.get(*a..*b)).collect();
        if squeeze(&cut) != squeeze(words) {
            self.broken.push(format!("verbatim: {path} says {words:?}, its spans {spans:?} say {cut:?}"));
        }
        if words.trim() != words || words.contains("  ") || words.contains('\n') {
            self.broken.push(format!("white space: {path} says {words:?}"));
        }
        if !unicode_normalization::is_nfc(words) {
            self.broken.push(format!("normal form: {path} says {words:?}, which is not NFC"));
        }
    }

    /// The spans that fit the text; what does not fit, is empty, unordered or overlaps is reported.
    fn sound(&mut self, spans: &Value, path: &str) -> Vec<(usize, usize)> {
        let mut good = Vec::new();
        let mut last = 0;
        for span in spans.as_array().into_iter().flatten() {
            let bound = |n: usize| span[n].as_u64().and_then(|b| usize::try_from(b).ok());
            let (Some(a), Some(b)) = (bound(0), bound(1)) else {
                self.broken.push(format!("spans: {path} has {span}"));
                continue;
            };
            if a >= b || self.text.get(a..b).is_none() {
                self.broken.push(format!("spans: {path} has {span}, empty or not on character boundaries"));
                continue;
            }
            if a < last {
                self.broken.push(format!("spans: {path} has {span} after a span that ends at {last}"));
            }
            last = b;
            good.push((a, b));
        }
        good
    }

    fn diagnostics(&mut self, list: &Value) {
        for (n, remark) in list.as_array().into_iter().flatten().enumerate() {
            let path = format!("diagnostics[{n}]");
            for span in remark["spans"].as_array().into_iter().flatten() {
                self.sound(&Value::Array(vec![span.clone()]), &path);
            }
            let code = remark["code"].as_str().unwrap_or_default();
            if code.is_empty()
                || code.chars().any(|c| !c.is_ascii_lowercase() && !c.is_ascii_digit() && c != '-')
            {
                self.broken.push(format!("diagnostics: {path} has the code {code:?}"));
            }
        }
    }

    /// Sections, and the children of each, stand in the order of the text.
    fn sections_in_order(&mut self, list: &Value, path: &str) {
        let mut last = 0;
        for (n, section) in list.as_array().into_iter().flatten().enumerate() {
            let path = format!("{path}[{n}]");
            if let Some(start) = section["title"]["spans"][0][0].as_u64() {
                if start < last {
                    self.broken.push(format!("order: {path} stands before its elder sibling"));
                }
                last = start;
            }
            self.sections_in_order(&section["children"], &path);
        }
    }

    /// Every letter and digit stands in a span, or is a marker, a repeated column heading, a page number or furniture.
    fn conservation(&mut self) {
        self.claimed.sort_unstable();
        let mut at = 0;
        let mut gaps = Vec::new();
        for (a, b) in &self.claimed {
            if *a > at {
                gaps.push((at, *a));
            }
            at = at.max(*b);
        }
        gaps.push((at, self.text.len()));
        let mut lost = Vec::new();
        for (a, b) in gaps {
            let gap = self.text.get(a..b).unwrap_or("");
            for line in
                gap.split(['\n', '\r', '\u{0B}', '\u{0C}', '\u{85}', '\u{2028}', '\u{2029}', '\t', '|'])
            {
                if !self.may_be_lost(line) {
                    lost.push((line.trim().chars().take(80).collect::<String>(), a..b));
                }
            }
        }
        for (line, place) in lost.iter().take(5) {
            self.broken.push(format!("conservation: {line:?} in {place:?} is neither claimed nor unclaimed"));
        }
        if lost.len() > 5 {
            self.broken.push(format!("conservation: … and {} more stretches", lost.len() - 5));
        }
    }

    /// Markers of sections without a title, one after the other.
    fn is_row_of_known(&self, gap: &str) -> bool {
        let marks = |c: char| !c.is_alphanumeric();
        let mut rest = gap.trim_matches(marks);
        let known: Vec<&str> =
            self.known.iter().map(|k| k.trim_matches(marks)).filter(|k| !k.is_empty()).collect();
        while let Some(first) = known.iter().filter(|k| rest.starts_with(**k)).max_by_key(|k| k.len()) {
            rest = rest[first.len()..].trim_start_matches(marks);
        }
        rest.is_empty()
    }

    fn may_be_lost(&self, gap: &str) -> bool {
        let gap = key(gap);
        let bare = gap.trim_matches(|c: char| !c.is_alphanumeric());
        bare.is_empty()
            || bare.chars().all(char::is_numeric)
            || self.known.contains(&gap)
            || self.is_row_of_known(&gap)
            || self.known.iter().any(|k| k.trim_matches(|c: char| !c.is_alphanumeric()) == bare)
            || FURNITURE.iter().any(|f| key(f).trim_matches(|c: char| !c.is_alphanumeric()) == bare)
    }
}

fn key(text: &str) -> String {
    squeeze(text).to_lowercase().replace('\u{FEFF}', "")
}
