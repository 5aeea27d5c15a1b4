//! Canonical spelling of a name.
//!
//! The registry's own spelling where a row matched; short forms spelled out, tones placed and levels in small letters
//! elsewhere; what nobody knows stays as printed.

use super::scan::{Found, Scanner};
use crate::lexicon::agency::{Shape, registry, words};

/// Words that stay small between the capitals of a name.
const SMALL: [&str; 18] = [
    "và", "các", "của", "thuộc", "trực", "cấp", "số", "khu", "vực", "trên", "địa", "bàn", "có", "liên",
    "quan", "sở", "ban", "ngành",
];

/// "Ủy ban nhân dân tỉnh" of a plan of the province Lào Cai is "Ủy ban nhân dân tỉnh Lào Cai": a name that ends in a bare level
/// takes the place that `issuer` names after that level.
pub(super) fn with_place(name: &str, issuer: &str) -> Option<String> {
    let levels = ["tỉnh", "thành phố", "xã", "phường", "đặc khu", "huyện", "thị xã"];
    let level = levels.into_iter().find(|level| name.ends_with(&format!(" {level}")))?;
    let (_, place) = issuer.split_once(&format!(" {level} "))?;
    let proper = place.chars().next().is_some_and(char::is_uppercase);
    proper.then(|| format!("{name} {place}"))
}

impl Scanner<'_> {
    /// The canonical spelling of a found name.
    pub(super) fn canonical(&self, found: &Found) -> String {
        let mut name = String::new();
        let mut rest = found.from;
        if let Some((id, next)) = found.entry
            && let Some(entry) = registry().entry(id)
        {
            let printed = self.tokens.key(self.tokens.bytes(found.from, next)).unwrap_or("");
            name.push_str(entry.spelling(printed));
            rest = next;
        }
        if rest < found.to {
            let spaced = self.tokens.get(rest).is_some_and(|t| t.spaced);
            if !name.is_empty() && spaced {
                name.push(' ');
            }
            name.push_str(&self.spelled_out(rest, found.to));
        }
        if self.shouting() {
            let mut letters = name.chars();
            name = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        }
        name
    }

    /// Tokens `from..to` with short forms spelled out.
    pub(super) fn spelled_out(&self, from: usize, to: usize) -> String {
        let mut out = String::new();
        let mut i = from;
        while i < to {
            if i > from && self.tokens.get(i).is_some_and(|t| t.spaced) {
                out.push(' ');
            }
            let listed = registry()
                .longest(&self.tokens, i)
                .filter(|(_, next)| self.capital(i) && *next <= to && (!self.shouting() || *next > i + 1));
            if let Some((id, next)) = listed
                && let Some(entry) = registry().entry(id)
            {
                out.push_str(entry.name);
                i = next;
                continue;
            }
            if let Some((full, next)) = registry().full_form(&self.tokens, i).filter(|(_, next)| *next <= to)
            {
                out.push_str(full);
                let next = next + usize::from(self.tokens.shape(next) == Some(Shape::Dot) && next < to);
                let glued =
                    self.tokens.get(next).is_some_and(|t| !t.spaced) && self.tokens.word(next).is_some();
                if glued && next < to {
                    out.push(' ');
                }
                i = next;
                continue;
            }
            self.push_plain(i, &mut out);
            i += 1;
        }
        out
    }

    /// One token of a text in capitals: levels small, initials as they are, other words with one capital.
    fn push_calm(&self, i: usize, key: &str, out: &mut String) {
        const VOWELS: &str = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ";
        let before = (1..=4).filter_map(|n| i.checked_sub(n));
        let inside = before.into_iter().any(|from| {
            let head = words()
                .head
                .trie()
                .end(&self.tokens, from)
                .or_else(|| words().title.trie().end(&self.tokens, from));
            head.is_some_and(|end| end > i)
        });
        let small =
            inside || words().unit.trie().end(&self.tokens, i).is_some() && i > 0 || SMALL.contains(&key);
        if small {
            out.push_str(key);
        } else if !key.contains(|c| VOWELS.contains(c)) {
            out.push_str(&key.to_uppercase());
        } else {
            let mut letters = key.chars();
            out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            out.push_str(letters.as_str());
        }
    }

    /// One token as printed, tones placed, levels in small letters.
    fn push_plain(&self, i: usize, out: &mut String) {
        let range = self.tokens.bytes(i, i + 1);
        let (Some(text), Some(key)) = (self.tokens.text(range.clone()), self.tokens.key(range)) else {
            return;
        };
        if self.shouting() {
            return self.push_calm(i, key, out);
        }
        let level = words().unit.trie().end(&self.tokens, i).is_some() && i > 0 && self.tokens.upper(i + 1);
        if level {
            out.push_str(key);
            return;
        }
        for (printed, folded) in text.chars().zip(key.chars()) {
            let same = printed.to_lowercase().eq(folded.to_lowercase()) || printed == 'Ð';
            if same && printed != 'Ð' {
                out.push(printed);
            } else if printed.is_uppercase() {
                out.extend(folded.to_uppercase());
            } else {
                out.push(folded);
            }
        }
    }
}
