//! The registry of agencies, provinces and short forms.
//!
//! In: `agencies.tsv`, `abbreviations.tsv`, `places.tsv`. Out: longest match of names, however shortened.
//!
//! Tricky: "TT" is Trung tâm, Thường trực, Thông tin: each reading is tried, the one that leads to a name holds.

use super::rows;
use super::tokens::{Shape, Tokens};
use super::trie::{Step, Trie, steps};
use crate::text::fold;
use std::sync::LazyLock;

/// A row of the registry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// Canonical spelling.
    pub(crate) name: &'static str,
    /// Its other names, `|` between.
    aliases: &'static str,
    /// Kind, as the model writes it.
    pub(crate) kind: &'static str,
    /// `central`, `province`, `district`, `commune`, `any`.
    pub(crate) level: &'static str,
    /// The body above it.
    pub(crate) parent: &'static str,
    /// First day, ISO, where known.
    pub(crate) from: Option<&'static str>,
    /// Last day, ISO, where it has ended.
    pub(crate) to: Option<&'static str>,
    /// Who took over.
    pub(crate) successor: Option<&'static str>,
}

impl Entry {
    /// The name as `key` (folded) spells it, where an alias has the same words with other marks between them; else the
    /// name: both "Phát thanh, Truyền hình" and "Phát thanh - Truyền hình" are official.
    pub(crate) fn spelling(&self, key: &str) -> &'static str {
        let same =
            |alias: &&str| alias.len() == key.len() && fold(alias) == key && steps_alike(alias, self.name);
        self.aliases.split('|').find(same).unwrap_or(self.name)
    }
}

/// Two names of the same words.
fn steps_alike(a: &str, b: &str) -> bool {
    let words = |name: &str| steps(name).into_iter().map(|(word, _)| word).collect::<Vec<_>>();
    words(a) == words(b)
}

/// A full form of a short one.
#[derive(Debug)]
struct Expansion {
    full: &'static str,
    steps: Vec<Step>,
    everywhere: bool,
}

/// Names of agencies.
#[derive(Debug)]
pub(crate) struct Registry {
    entries: Vec<Entry>,
    names: Trie,
    short: Trie,
    expansions: Vec<Vec<Expansion>>,
    places: Trie,
}

/// The registry, read once.
pub(crate) fn registry() -> &'static Registry {
    static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::load);
    &REGISTRY
}

/// Steps tried for one look-up, at most: every name is far shorter.
const FUEL: u32 = 400;

/// The longest match so far.
struct Search {
    best: Option<(u32, usize)>,
    fuel: u32,
}

impl Registry {
    fn load() -> Registry {
        let mut names = Trie::new();
        let mut entries = Vec::new();
        let mut aliases = Vec::new();
        for row in rows(include_str!("../agencies.tsv")) {
            let field = |n: usize| row.get(n).copied().unwrap_or("");
            let some = |n: usize| Some(field(n)).filter(|f| !f.is_empty());
            let id = u32::try_from(entries.len()).unwrap_or(u32::MAX);
            names.insert(field(0), id);
            aliases.extend(field(4).split('|').filter(|a| !a.is_empty()).map(|a| (a, id)));
            entries.push(Entry {
                name: field(0),
                aliases: field(4),
                kind: field(1),
                level: field(2),
                parent: field(3),
                from: some(5),
                to: some(6),
                successor: some(7),
            });
        }
        for (alias, id) in aliases {
            names.insert(alias, id);
        }
        let (short, expansions) = load_short();
        let mut places = Trie::new();
        for row in rows(include_str!("../places.tsv")) {
            let spellings = [2, 5, 6].iter().filter_map(|n| row.get(*n)).flat_map(|f| f.split(';'));
            for name in spellings.filter(|n| !n.is_empty()) {
                places.insert(name, 0);
            }
        }
        Registry { entries, names, short, expansions, places }
    }

    /// A row by its id.
    pub(crate) fn entry(&self, id: u32) -> Option<&Entry> {
        self.entries.get(id as usize)
    }

    /// Every row.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The longest name that starts at token `at`: row and the token behind it.
    pub(crate) fn longest(&self, tokens: &Tokens, at: usize) -> Option<(u32, usize)> {
        let mut search = Search { best: None, fuel: FUEL };
        self.walk(tokens, 0, at, true, &mut search);
        search.best
    }

    /// The longest name whose head is left out: "Tư pháp" under "sở".
    pub(crate) fn longest_under(&self, head: &str, tokens: &Tokens, at: usize) -> Option<(u32, usize)> {
        let mut node = 0;
        for (word, separated) in steps(head) {
            node = self.names.step(node, word, separated)?;
        }
        let mut search = Search { best: None, fuel: FUEL };
        self.walk(tokens, node, at, true, &mut search);
        search.best.filter(|(_, next)| *next > at)
    }

    /// Whether a name may start with the word at token `at`.
    pub(crate) fn begins(&self, tokens: &Tokens, at: usize) -> bool {
        self.names.begins(tokens, at) || tokens.initials(at) && self.short.begins(tokens, at)
    }

    /// The token behind a province's name.
    pub(crate) fn place(&self, tokens: &Tokens, at: usize) -> Option<usize> {
        self.places.end(tokens, at)
    }

    /// The full form of the short one at `at`, where it has one reading, and the token behind it.
    pub(crate) fn full_form(&self, tokens: &Tokens, at: usize) -> Option<(&'static str, usize)> {
        self.short_at(tokens, at)
            .rev()
            .find_map(|(expansion, next)| expansion.everywhere.then_some((expansion.full, next)))
    }

    fn short_at<'r>(
        &'r self,
        tokens: &Tokens,
        at: usize,
    ) -> impl DoubleEndedIterator<Item = (&'r Expansion, usize)> + use<'r> {
        let found = if tokens.initials(at) { self.short.prefixes(tokens, at) } else { Vec::new() };
        found.into_iter().flat_map(|(id, next)| {
            self.expansions
                .get(id as usize)
                .map(Vec::as_slice)
                .unwrap_or_default()
                .iter()
                .map(move |e| (e, next))
        })
    }

    fn walk(&self, tokens: &Tokens, node: u32, at: usize, first: bool, search: &mut Search) {
        if search.fuel == 0 {
            return;
        }
        search.fuel -= 1;
        if let Some(value) = self.names.value(node)
            && search.best.is_none_or(|(_, next)| at > next)
        {
            search.best = Some((value, at));
        }
        let dotted = !first && tokens.shape(at) == Some(Shape::Dot) && tokens.shortened(at - 1);
        let at = at + usize::from(dotted);
        let after = if first { at } else { tokens.after_joint(at) };
        let places = [(at, false), (after, true)];
        for (i, crossed) in places.into_iter().take(if after > at { 2 } else { 1 }) {
            if tokens.word(i).is_none() {
                continue;
            }
            if let Some(to) = tokens.number(i).and_then(|word| self.names.step(node, word, crossed)) {
                self.walk(tokens, to, i + 1, false, search);
            }
            for (expansion, next) in self.short_at(tokens, i) {
                let mut to = Some(node);
                for (n, (word, _)) in expansion.steps.iter().enumerate() {
                    to = to.and_then(|node| self.names.step(node, *word, crossed && n == 0));
                }
                if let Some(to) = to {
                    self.walk(tokens, to, next, false, search);
                }
            }
        }
    }
}

fn load_short() -> (Trie, Vec<Vec<Expansion>>) {
    let mut short = Trie::new();
    let mut expansions: Vec<(&str, Vec<Expansion>)> = Vec::new();
    for row in rows(include_str!("../abbreviations.tsv")) {
        let field = |n: usize| row.get(n).copied().unwrap_or("");
        let expansion = Expansion { full: field(1), steps: steps(field(1)), everywhere: field(2).is_empty() };
        match expansions.iter_mut().find(|(key, _)| *key == field(0)) {
            Some((_, list)) => list.push(expansion),
            None => {
                short.insert(field(0), u32::try_from(expansions.len()).unwrap_or(u32::MAX));
                expansions.push((field(0), vec![expansion]));
            }
        }
    }
    (short, expansions.into_iter().map(|(_, list)| list).collect())
}

#[cfg(test)]
mod tests {
    use super::{Tokens, registry};
    use crate::text::fold;

    fn found(text: &str) -> Option<(&'static str, usize)> {
        let key = fold(text);
        let tokens = Tokens::new(text, &key, 0..text.len());
        let (id, next) = registry().longest(&tokens, 0)?;
        Some((registry().entry(id)?.name, tokens.bytes(0, next).end))
    }

    #[test]
    fn names_match_however_shortened() {
        for (text, name) in [
            ("Sở VH,TT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
            ("Sở VHTT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
            ("Sở Văn hóa Thể thao Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
            ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
            ("SỞ LĐ–TB&XH", "Sở Lao động - Thương binh và Xã hội"),
            ("VP HĐND&UBND", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
            ("VP HĐND - UBND", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
            ("TT PVHCC", "Trung tâm Phục vụ hành chính công"),
            ("TT CUDVC", "Trung tâm Cung ứng dịch vụ công"),
            ("P. VH-XH", "Phòng Văn hóa - Xã hội"),
            ("Phòng KT,HT&ĐT", "Phòng Kinh tế, Hạ tầng và Đô thị"),
            ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
            ("BCH Quân sự", "Ban Chỉ huy Quân sự"),
            ("Bộ CHQS", "Bộ Chỉ huy Quân sự"),
            ("Uỷ ban Nhân dân", "Ủy ban nhân dân"),
            ("Báo và phát thanh - truyền hình", "Báo và Phát thanh, Truyền hình"),
            ("Đoàn TNCS HCM", "Đoàn Thanh niên Cộng sản Hồ Chí Minh"),
        ] {
            assert_eq!(found(text), Some((name, text.len())), "{text}");
        }
        assert_eq!(found("Đảng ủy, UBND").map(|f| f.0), Some("Đảng ủy"));
        assert_eq!(found("tu bổ di tích"), None);
    }

    #[test]
    fn every_row_is_whole_and_found() {
        for entry in registry().entries() {
            assert_eq!(found(entry.name), Some((entry.name, entry.name.len())));
            for date in [entry.from, entry.to].into_iter().flatten() {
                assert_eq!(date.len(), 10, "{}", entry.name);
            }
            if let Some(successor) = entry.successor {
                assert!(registry().entries().iter().any(|e| e.name == successor), "{successor}");
            }
        }
    }
}
