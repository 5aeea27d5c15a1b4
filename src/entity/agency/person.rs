//! Titled and named persons: "Giám đốc Sở Y tế", "Đồng chí Nguyễn Văn A - Phó Chủ tịch UBND xã".

use super::scan::{Found, Scanner};
use crate::lexicon::agency::{Shape, words};
use crate::model::AgencyKind;

impl Scanner<'_> {
    fn person_found(&self, from: usize, to: usize, collective: bool) -> Found {
        Found {
            from,
            to,
            kind: AgencyKind::Person,
            collective,
            known: true,
            entry: None,
            head: None,
            scope: None,
            open: false,
            runner_up: None,
        }
    }

    /// "Đồng chí A", "Đ/c A, Phó Chủ tịch".
    pub(super) fn person(&self, at: usize) -> Option<Found> {
        self.nested(|| self.addressed(at))
    }

    fn addressed(&self, at: usize) -> Option<Found> {
        let start = words().person.trie().end(&self.tokens, at)?;
        let start = start + usize::from(self.tokens.shape(start) == Some(Shape::Dot));
        let name = self.name_words(start);
        let titled = self.titled(start).or_else(|| self.core(start).filter(|_| name == start));
        if name == start && titled.is_none() {
            return None;
        }
        let group = self.tokens.is(at, "các");
        if let Some(titled) = titled.filter(|t| t.to > name || name == start) {
            let to = self.name_words(titled.to).max(titled.to);
            return Some(self.person_found(at, to, group));
        }
        let mut to = name;
        for _ in 0..4 {
            let mark = matches!(self.tokens.shape(to), Some(Shape::Dash | Shape::Comma | Shape::Colon));
            match self.titled(to + 1).filter(|_| mark && !self.tokens.is(to + 1, "các")) {
                Some(title) => to = title.to,
                None => break,
            }
        }
        Some(self.person_found(at, to, group))
    }

    fn name_words(&self, at: usize) -> usize {
        let mut i = at;
        while self.proper(i) && !self.heads(i) && !self.long_verb(i) {
            i += 1;
        }
        i
    }

    /// "Thủ trưởng các sở, ban, ngành", "Trưởng, Phó các phòng", "Hiệu trưởng".
    pub(super) fn titled(&self, at: usize) -> Option<Found> {
        words()
            .title
            .trie()
            .end(&self.tokens, at)
            .or_else(|| words().quantity.trie().end(&self.tokens, at))?;
        self.nested(|| self.title(at))
    }

    fn title(&self, at: usize) -> Option<Found> {
        let quantity = ["các", "các đồng chí"].iter().rev().find(|q| self.tokens.says(at, q));
        let first = at + quantity.map_or(0, |q| q.split(' ').count());
        let (needs, ends) = self.title_ends(first)?;
        let last = ends.last().copied()?;
        let body = |end: usize| self.core(end).or_else(|| self.person(end));
        let charged = |found: Found| Found { to: self.charge(found.to), ..found };
        let chained = self.title_chain(last).filter(|end| *end > last).and_then(body);
        let core = chained.or_else(|| ends.iter().rev().find_map(|end| body(*end)));
        if let Some(core) = core {
            let group = core.collective || quantity.is_some();
            return Some(charged(self.person_found(at, core.to, group)));
        }
        if needs || !(self.capital(first) || quantity.is_some() || !self.prose) {
            return None;
        }
        if self.deceptive(first).is_some() {
            return None;
        }
        let tail = self.tails(last, quantity.is_some());
        let name = self.name_words(tail.end);
        let name = self.charge(name);
        let ends_well =
            self.mark(name) || self.verb(name).is_some() || self.tokens.is(name, "và") || !self.prose;
        ends_well.then(|| self.person_found(at, name, quantity.is_some()))
    }

    /// "Phó Chủ tịch phụ trách văn hóa - xã hội chủ trì": behind what a person is in charge of, where a verb or the end follows it.
    fn charge(&self, at: usize) -> usize {
        let (start, duties) =
            (at + 2, ["chủ trì", "có trách nhiệm", "chịu trách nhiệm", "tham mưu", "phối hợp"]);
        if !self.prose || !self.tokens.says(at, "phụ trách") || self.tokens.word(start).is_none() {
            return at;
        }
        for i in start + 1..start + 12 {
            let closed = matches!(self.tokens.shape(i), None | Some(Shape::Colon));
            if closed || duties.iter().any(|d| self.tokens.says(i, d)) {
                let parted = self.tokens.shape(i - 1) == Some(Shape::Comma) || self.tokens.is(i - 1, "và");
                return if parted { at } else { i };
            }
            if matches!(
                self.tokens.shape(i),
                Some(Shape::Semicolon | Shape::Dot | Shape::Break | Shape::Open)
            ) {
                return at;
            }
        }
        at
    }

    /// The end of further titles that share what follows: "Trưởng, Phó các phòng".
    fn title_chain(&self, at: usize) -> Option<usize> {
        let mut last = at;
        for _ in 0..4 {
            let next = self.tokens.after_joint(last);
            let skip = next + usize::from(self.tokens.is(next, "các"));
            let Some((_, ends)) = self.title_ends(skip).filter(|_| next > last) else { break };
            last = ends.last().copied()?;
        }
        Some(last)
    }

    /// Whether the title at `at` needs a name, and the ends of its readings, shortest first.
    fn title_ends(&self, at: usize) -> Option<(bool, Vec<usize>)> {
        let found = words().title.trie().prefixes(&self.tokens, at);
        let needs = found.last().map(|(id, _)| words().title.kind(*id) == "needs")?;
        Some((needs, found.into_iter().map(|(_, end)| end).collect()))
    }
}
