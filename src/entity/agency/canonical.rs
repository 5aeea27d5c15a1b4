//! Canonical spelling of a name.
//!
//! The registry's own spelling where a row matched; short forms spelled out, tones placed and levels in small letters
//! elsewhere; what nobody knows stays as printed.

use super::scan::{Found, Scanner};
use crate::lexicon::agency::{registry, words};

impl Scanner<'_> {
    /// The canonical spelling of a found name.
    pub(super) fn canonical(&self, found: &Found) -> String {
        let mut name = String::new();
        let mut rest = found.from;
        if let Some((id, next)) = found.entry
            && let Some(entry) = registry().entry(id)
        {
            name.push_str(entry.name);
            rest = next;
        }
        if rest < found.to {
            let spaced = self.tokens.get(rest).is_some_and(|t| t.spaced);
            if !name.is_empty() && spaced {
                name.push(' ');
            }
            name.push_str(&self.spelled_out(rest, found.to));
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
            let listed = registry().longest(&self.tokens, i).filter(|(_, next)| self.capital(i) && *next <= to && !self.shouting());
            if let Some((id, next)) = listed
                && let Some(entry) = registry().entry(id)
            {
                out.push_str(entry.name);
                i = next;
                continue;
            }
            if let Some((full, next)) = registry().full_form(&self.tokens, i).filter(|(_, next)| *next <= to) {
                out.push_str(full);
                let glued = self.tokens.get(next).is_some_and(|t| !t.spaced) && self.tokens.word(next).is_some();
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

    /// One token as printed, tones placed, levels in small letters.
    fn push_plain(&self, i: usize, out: &mut String) {
        let range = self.tokens.bytes(i, i + 1);
        let (Some(text), Some(key)) = (self.tokens.text(range.clone()), self.tokens.key(range)) else { return };
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
