//! Numbers and bullets of lists.
//!
//! In: `<ol>`, `<ul>` and their items. Out: the label of each item, as a Vietnamese document writes it: `I.`, `1.`,
//! `a)`, `(i)`, `-`. HTML has no word for what stands around a letter; documents put brackets there.

use super::css::Look;
use crate::text::letter::is_bullet;
use regex::Regex;
use scraper::node::Element;
use std::sync::LazyLock;

/// How a list counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Bullet(&'static str),
    Decimal,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    Unmarked,
}

/// Numbered lists that have ended, each with the kinds of the lists around it: a list of the same kinds may go on.
#[derive(Debug, Default)]
pub(super) struct Ended(Vec<(Vec<Kind>, List)>);

impl Ended {
    /// Remembers a list that ends inside of others.
    pub(super) fn add(&mut self, around: &[List], list: List) {
        let chain = chain(around, &list);
        if list.is_numbered() {
            self.0.retain(|(other, _)| *other != chain);
            self.0.push((chain, list));
        }
    }

    /// The list that one inside of others may go on with.
    pub(super) fn before(&self, around: &[List], list: &List) -> Option<&List> {
        let chain = chain(around, list);
        self.0.iter().find(|(other, _)| *other == chain).map(|(_, list)| list)
    }

    /// Forgets what stood below an item of the innermost list: lists there begin anew.
    pub(super) fn begin_item(&mut self, open: &[List]) {
        if let Some((list, around)) = open.split_last().filter(|(list, _)| list.is_numbered()) {
            let chain = chain(around, list);
            self.0.retain(|(other, _)| other.len() <= chain.len() || !other.starts_with(&chain));
        }
    }
}

fn chain(around: &[List], list: &List) -> Vec<Kind> {
    around.iter().chain([list]).map(|l| l.kind).collect()
}

/// A list that is being read.
#[derive(Debug)]
pub(super) struct List {
    kind: Kind,
    next: i64,
    step: i64,
    /// Goes on where another list ended.
    resumed: bool,
    /// Has had an item of its own.
    begun: bool,
    /// The number of the item around it, where that is to come before its own: `2.` in `2.1.`
    above: String,
}

impl List {
    /// A list as its element and its style say; `items` is how many it has. One that stands in a list of bullets
    /// has other bullets, in a page as in a Vietnamese document.
    pub(super) fn new(element: &Element, look: &Look, items: usize, in_bullets: bool) -> List {
        let ordered = element.name() == "ol";
        let kind = look
            .list
            .as_deref()
            .and_then(by_style)
            .or_else(|| element.attr("type").and_then(by_type))
            .unwrap_or(if ordered {
                Kind::Decimal
            } else {
                Kind::Bullet(if in_bullets { "+" } else { "-" })
            });
        let reversed = ordered && element.attr("reversed").is_some();
        let first = if reversed { i64::try_from(items).unwrap_or(1) } else { 1 };
        let start = element.attr("start").and_then(number).unwrap_or(first);
        List {
            kind,
            next: start,
            step: if reversed { -1 } else { 1 },
            resumed: false,
            begun: false,
            above: String::new(),
        }
    }

    /// The label of the next item; `None` in a list without marks.
    pub(super) fn label(&mut self, item: &Element, look: &Look) -> Option<String> {
        let kind = look.list.as_deref().and_then(by_style).or_else(|| item.attr("type").and_then(by_type));
        let value = item.attr("value").and_then(number).unwrap_or(self.next);
        self.next = value.saturating_add(self.step);
        self.begun = true;
        match kind.unwrap_or(self.kind) {
            Kind::Unmarked => None,
            Kind::Bullet(bullet) => Some(bullet.to_owned()),
            Kind::Decimal => Some(format!("{}{value}.", self.above)),
            Kind::LowerLetter => Some(format!("{})", letters(value))),
            Kind::UpperLetter => Some(format!("{}.", letters(value).to_uppercase())),
            Kind::LowerRoman => Some(format!("({})", roman(value).to_lowercase())),
            Kind::UpperRoman => Some(format!("{}.", roman(value))),
        }
    }

    /// Counts below the items of the lists around it, innermost last: `1.` inside of `2.` is `2.1.` to an office program,
    /// which has no word for it in HTML.
    pub(super) fn count_below(&mut self, around: &[List]) {
        let counted = |l: &&List| l.kind == Kind::Decimal && (l.begun || l.resumed);
        if let Some(outer) = around.iter().rev().find(counted) {
            self.above = format!("{}{}.", outer.above, outer.next.saturating_sub(outer.step));
        }
    }

    /// Goes on where another list ended.
    pub(super) fn resume(&mut self, ended: &List) {
        self.next = ended.next;
        self.resumed = true;
    }

    /// Whether it goes on where another list ended and has had no item of its own: what it holds belongs to that list's
    /// last item.
    pub(super) fn is_resumed(&self) -> bool {
        self.resumed && !self.begun
    }

    /// Whether its items are numbered.
    pub(super) fn is_numbered(&self) -> bool {
        !matches!(self.kind, Kind::Bullet(_) | Kind::Unmarked)
    }

    /// Whether its items have bullets.
    pub(super) fn has_bullets(&self) -> bool {
        matches!(self.kind, Kind::Bullet(_))
    }
}

/// Whether a text brings its own label, so that the list's would come twice.
pub(super) fn has_own_label(label: &str, text: &str) -> bool {
    static MARKER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:[-–—−‐‑+*•●○▪·]\s*\S|(?:[IVXLC]+|\d{1,3}(?:\.\d{1,3})*|[a-zđ]{1,2})[.)]\s)")
            .expect("a valid pattern")
    });
    if label.chars().all(is_bullet) {
        MARKER.is_match(text)
    } else {
        text.strip_prefix(label).is_some_and(|r| r.starts_with(' '))
    }
}

fn number(text: &str) -> Option<i64> {
    text.trim().parse::<i64>().ok().filter(|n| n.unsigned_abs() < 1_000_000_000)
}

fn by_type(value: &str) -> Option<Kind> {
    match value.trim() {
        "1" => Some(Kind::Decimal),
        "a" => Some(Kind::LowerLetter),
        "A" => Some(Kind::UpperLetter),
        "i" => Some(Kind::LowerRoman),
        "I" => Some(Kind::UpperRoman),
        "none" => Some(Kind::Unmarked),
        other => by_look(other),
    }
}

fn by_look(name: &str) -> Option<Kind> {
    match name {
        "disc" => Some(Kind::Bullet("•")),
        "circle" => Some(Kind::Bullet("○")),
        "square" => Some(Kind::Bullet("▪")),
        _ => None,
    }
}

fn by_style(value: &str) -> Option<Kind> {
    value.split_whitespace().find_map(|word| match word {
        "decimal" | "decimal-leading-zero" => Some(Kind::Decimal),
        "lower-alpha" | "lower-latin" => Some(Kind::LowerLetter),
        "upper-alpha" | "upper-latin" => Some(Kind::UpperLetter),
        "lower-roman" => Some(Kind::LowerRoman),
        "upper-roman" => Some(Kind::UpperRoman),
        "none" => Some(Kind::Unmarked),
        other => by_look(other),
    })
}

/// `a` … `z`, `aa` … as browsers count.
fn letters(value: i64) -> String {
    let Ok(mut rest) = u64::try_from(value) else { return value.to_string() };
    let mut out = Vec::new();
    while rest > 0 {
        rest -= 1;
        out.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    if out.is_empty() { value.to_string() } else { out.iter().rev().collect() }
}

fn roman(value: i64) -> String {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&value) {
        return value.to_string();
    }
    let mut rest = value;
    let mut out = String::new();
    for (worth, sign) in SIGNS {
        while rest >= worth {
            out.push_str(sign);
            rest -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{has_own_label, letters, roman};

    #[test]
    fn counts_as_browsers_do() {
        assert_eq!([letters(1), letters(26), letters(27), letters(0)], ["a", "z", "aa", "0"]);
        assert_eq!([roman(4), roman(14), roman(0)], ["IV", "XIV", "0"]);
    }

    #[test]
    fn labels_come_once() {
        for (label, text, own) in [
            ("-", "- Giao Sở Y tế", true),
            ("-", "a) Giao Sở Y tế", true),
            ("-", "Giao Sở Y tế", false),
            ("-", "10 xã", false),
            ("▪", "+ Giao Sở Y tế", true),
            ("1.", "1. Mục đích", true),
            ("1.", "2 xã", false),
        ] {
            assert_eq!(has_own_label(label, text), own, "{label} {text}");
        }
    }
}
