//! The core of a name: a row of the registry, a group, or an open name behind a known head; then its tail.

use super::scan::{Found, NAME, Scanner, kind_of};
use super::tail::Tail;
use crate::lexicon::agency::{Shape, registry, words};
use crate::model::AgencyKind;

impl Scanner<'_> {
    /// The body that starts at token `at`, titles aside.
    pub(super) fn core(&self, at: usize) -> Option<Found> {
        let group = self.group(at);
        let listed = self.listed(at);
        let core = match (group, listed) {
            (Some(g), Some(l)) if l.to > g.to => Some(l),
            (Some(g), None) => Some(g),
            (_, Some(l)) => Some(l),
            (None, None) => self.open(at),
        };
        core.map(|c| self.with_owner(c))
    }

    /// "Văn phòng Ban Chỉ đạo", "Tổ giúp việc Ban Chỉ đạo": the body that a name belongs to may follow at once.
    fn with_owner(&self, found: Found) -> Found {
        let owned = words().owner.trie().end(&self.tokens, found.from) == Some(found.to);
        if owned && self.tokens.is(found.to, "trường") && !self.proper(found.to) {
            return Found { to: found.to + 1, open: false, ..found }; // "Công đoàn trường"
        }
        if !owned || !self.heads(found.to) || self.long_verb(found.to) {
            return found;
        }
        match self.inner_mention(found.to) {
            Some(owner) => Found { to: owner.to, open: false, ..found },
            None => found,
        }
    }

    /// A name of the registry.
    fn listed(&self, at: usize) -> Option<Found> {
        let (id, next) = registry().longest(&self.tokens, at)?;
        if self.deceptive(at).is_some_and(|end| end > next) {
            return None;
        }
        if self.glued(next) {
            return None;
        }
        if self.runs_into_duty(at, next) {
            return None;
        }
        let capital_needed = words().capital.trie().end(&self.tokens, at) == Some(next);
        if capital_needed && !self.capital(at) {
            return None;
        }
        let entry = registry().entry(id)?;
        let open = matches!(entry.kind, "service_unit" | "media" | "other" | "division" | "school");
        let body = match words().noun.trie().end(&self.tokens, next) {
            _ if !open => next,
            _ if self.proper(next) && !self.heads(next) => self.body(next),
            Some(end) if end > next + 1 => end, // "Ban Chỉ đạo cải cách hành chính tỉnh"
            _ => next,
        };
        let tail = self.tails(next, false);
        let tail = if body > tail.end { self.tails(body, false) } else { tail };
        let tail = if tail.collective && !self.prose {
            Tail { collective: true, ..self.tails(tail.end, true) }
        } else {
            tail
        };
        Some(Found {
            from: at,
            to: tail.end,
            kind: kind_of(entry.kind),
            collective: tail.collective,
            known: true,
            entry: Some((id, next)),
            head: self.elliptic_head(at),
            scope: None,
            open: open && tail.end == next,
            runner_up: None,
        })
    }

    /// The words behind a head are a verb with its object: "… thuộc Sở xây dựng dự toán".
    fn runs_into_duty(&self, at: usize, end: usize) -> bool {
        let verb = self.verb(at + 1) == Some(end) && !self.capital(at + 1);
        verb && !self.mark(end)
            && !self.tokens.is(end, "và")
            && !self.capital(end)
            && self.verb(end).is_none()
    }

    /// A short form runs on over a mark: the "-HC" of "Phòng TC-HC".
    pub(super) fn glued(&self, at: usize) -> bool {
        let mark = matches!(self.tokens.shape(at), Some(Shape::Dash | Shape::Ampersand));
        let close = |i: usize| self.tokens.get(i).is_some_and(|t| !t.spaced);
        mark && close(at)
            && close(at + 1)
            && self.tokens.initials(at + 1)
            && !self.heads(at + 1)
            && !self.shouting()
    }

    /// The head at `at` that later members of a list may leave out.
    pub(super) fn elliptic_head(&self, at: usize) -> Option<&'static str> {
        const HEADS: [&str; 6] = ["sở", "bộ", "phòng", "ban", "hội", "chi cục"];
        HEADS
            .into_iter()
            .find(|h| self.tokens.says(at, h))
            .or_else(|| (self.tokens.is(at, "p") && self.capital(at)).then_some("phòng"))
    }

    /// A later member that leaves out its head: "Tư pháp" after "Sở Tài chính".
    pub(super) fn headless(&self, head: &'static str, at: usize) -> Option<Found> {
        let (id, next) = registry().longest_under(head, &self.tokens, at)?;
        if !self.capital(at) {
            return None;
        }
        let entry = registry().entry(id)?;
        let tail = self.tails(next, false);
        let own = registry().longest(&self.tokens, at).is_some();
        if own && tail.end > next {
            return None;
        }
        Some(Found {
            from: at,
            to: tail.end,
            kind: kind_of(entry.kind),
            collective: false,
            known: true,
            entry: Some((id, next)),
            head: Some(head),
            scope: None,
            open: false,
            runner_up: None,
        })
    }

    /// "các sở, ban, ngành tỉnh", "đơn vị có liên quan", "06 xã biên giới".
    fn group(&self, at: usize) -> Option<Found> {
        let quantity = words().quantity.trie().end(&self.tokens, at);
        let counted = self.tokens.is_number(at) && !self.tokens.is_number(at + 1);
        let start = quantity.unwrap_or(at + usize::from(counted));
        let (kind, mut end) = self.noun(start)?;
        if quantity.is_none() && !counted && words().bare.trie().end(&self.tokens, start) != Some(end) {
            let short = words().bare.trie().end(&self.tokens, start).filter(|bare| *bare < end);
            short?;
        }
        if quantity.is_none() && !counted && self.capital(start) && !self.plain_capital(start, end) {
            return None;
        }
        let mut kind = kind;
        end = self.adjectives(end);
        let mut nouns = 1;
        loop {
            let next = self.tokens.after_joint(end);
            let Some((other, after)) = self.noun(next).filter(|_| next > end && !self.named(next)) else {
                break;
            };
            if kind == AgencyKind::Other && nouns == 0 {
                kind = other;
            }
            end = self.adjectives(after);
            nouns += 1;
        }
        let tail = self.tails(end, true);
        let lone_bare = quantity.is_none() && !counted && nouns == 1 && tail.end == end;
        if lone_bare && self.prose && end == start + 1 && !self.follows_well(end) {
            return None;
        }
        Some(Found {
            from: at,
            to: tail.end,
            kind,
            collective: true,
            known: true,
            entry: None,
            head: None,
            scope: None,
            open: tail.end == end,
            runner_up: None,
        })
    }

    /// A single bare noun in prose ("phòng", "ngành") is a group only before a mark or a verb.
    fn follows_well(&self, at: usize) -> bool {
        self.mark(at) || self.verb(at).is_some() || self.tokens.is(at, "và")
    }

    /// A bare noun with a capital is a group at the begin of a value ("Cơ quan liên quan", "Đơn vị, địa phương"), not a name.
    fn plain_capital(&self, at: usize, end: usize) -> bool {
        !self.proper(end) && (end > at + 1 || self.mark(end) || self.tokens.is(end, "và")) || self.shouting()
    }

    /// A capitalised name of the registry stands here, not a noun of the group.
    fn named(&self, at: usize) -> bool {
        if words().quantity.trie().end(&self.tokens, at).is_some() {
            return true;
        }
        let noun = words().group.trie().end(&self.tokens, at).unwrap_or(at);
        self.capital(at)
            && registry()
                .longest(&self.tokens, at)
                .is_some_and(|(_, end)| end > noun || !self.shouting() && end == noun)
            || (self.proper(at) && self.proper(noun) && self.deceptive(at).is_none())
            || registry().longest(&self.tokens, at).is_some_and(|(_, end)| end > noun)
    }

    /// A noun of a group at `at`.
    fn noun(&self, at: usize) -> Option<(AgencyKind, usize)> {
        let (id, end) = words().group.trie().longest(&self.tokens, at)?;
        if self.deceptive(at).is_some_and(|other| other > end) {
            return None;
        }
        let counted = at > 0 && (self.tokens.is(at - 1, "các") || self.tokens.is(at - 1, "những"));
        if self.tokens.says(at, "tổ chức") && end == at + 2 && !counted && !self.noun_organisation(end) {
            return None;
        }
        Some((kind_of(words().group.kind(id)), end))
    }

    /// "tổ chức" is a noun before a mark, a tail or an adjective; else it is the verb.
    fn noun_organisation(&self, at: usize) -> bool {
        if self.mark(at) {
            let next = self.tokens.after_joint(at);
            return next == at || self.verb(next).is_none();
        }
        let nouns = [
            "liên quan",
            "có liên quan",
            "trực thuộc",
            "thuộc",
            "trên địa bàn",
            "của",
            "trong",
            "và",
            "khác",
            "đóng",
            "tỉnh",
            "cấp",
            "hữu quan",
        ];
        nouns.iter().any(|w| self.tokens.says(at, w))
            && !(self.tokens.is(at, "và") && self.verb(at + 1).is_some())
            || words().adjective.trie().end(&self.tokens, at).is_some()
            || self.proper(at)
    }

    fn adjectives(&self, at: usize) -> usize {
        let mut end = at;
        while let Some(next) = words().adjective.trie().end(&self.tokens, end) {
            let verb = self.verb(end).is_some_and(|verb| verb >= next);
            let after = self.tokens.after_joint(next);
            if verb && !(self.mark(next) && (after == next || self.verb(after).is_none())) {
                break;
            }
            end = next;
        }
        // "các cơ quan truyền thông, báo chí"
        loop {
            let next = self.tokens.after_joint(end);
            let more = next > end && self.noun(next).is_none();
            match words()
                .adjective
                .trie()
                .end(&self.tokens, next)
                .filter(|_| more && (!self.capital(next) || self.initials(next)))
            {
                Some(after) if self.verb(next).is_none_or(|verb| verb < after) || self.mark(after) => {
                    end = after
                }
                _ => return end,
            }
        }
    }

    /// A word in capitals throughout: "THCS".
    pub(super) fn initials(&self, at: usize) -> bool {
        let word = self.tokens.text(self.tokens.bytes(at, at + 1)).unwrap_or("");
        word.chars().count() > 1 && word.chars().all(char::is_uppercase)
    }

    /// A name behind a known head: "Trung tâm Ứng dụng khoa học tỉnh", "Công ty Cổ phần …".
    fn open(&self, at: usize) -> Option<Found> {
        let (id, next) = words().head.trie().longest(&self.tokens, at)?;
        if self.deceptive(at).is_some_and(|end| end >= next) {
            return None;
        }
        let begins = at == 0 && !self.prose;
        if !(self.capital(at) || self.proper(next) || begins) {
            return None;
        }
        let body = self.body(next);
        let tail = self.tails(body, false);
        if tail.end == next && !self.follows_well(next) {
            return None;
        }
        if self.prose && tail.end == next && next == at + 1 && !self.capital(at) {
            return None;
        }
        Some(Found {
            from: at,
            to: tail.end,
            kind: kind_of(words().head.kind(id)),
            collective: tail.collective,
            known: tail.end > next && tail.end > body || self.proper(next),
            entry: None,
            head: self.elliptic_head(at),
            scope: None,
            open: tail.end == body,
            runner_up: None,
        })
    }

    /// Small words that soon end in a level: "công nghệ tỉnh" after "Trung tâm Ứng dụng khoa học và".
    fn reaches_level(&self, at: usize) -> bool {
        for i in at..at + 7 {
            if self.mark(i) || self.capital(i) || self.tokens.is(i, "và") || self.verb(i).is_some() && i == at
            {
                return false;
            }
            if i > at && words().unit.trie().end(&self.tokens, i).is_some() {
                return true;
            }
        }
        false
    }

    /// "Quản lý, giám sát bảo hiểm", "Kiểm tra văn bản", "Phòng, chống rửa tiền": behind the works at `at` that a unit is named
    /// after, and a work that is their object.
    fn works(&self, at: usize) -> Option<usize> {
        let work = |i: usize| words().work.trie().end(&self.tokens, i);
        let mut end = work(at).filter(|_| self.capital(at))?;
        for _ in 0..4 {
            let next = self.tokens.after_joint(end);
            let further = work(next).filter(|_| next > end);
            let matter = words().matter.trie().end(&self.tokens, next);
            let bare = matter.is_some_and(|behind| self.verb(behind) == Some(behind));
            match further.or(matter.filter(|_| !bare && (next == end || !self.long_verb(next)))) {
                Some(after) => end = after,
                None => break,
            }
        }
        Some(end)
    }

    /// A verb that no object follows is a noun: the "xây dựng" of "Cục Kinh tế xây dựng chủ trì".
    fn idle(&self, at: usize) -> Option<usize> {
        let end = words().matter.trie().end(&self.tokens, at)?;
        let duty = ["chủ trì", "có trách nhiệm", "chịu trách nhiệm", "tham mưu", "phối hợp"]
            .iter()
            .any(|v| self.tokens.says(end, v));
        let closed = matches!(self.tokens.shape(end), None | Some(Shape::Semicolon | Shape::Colon));
        (duty || closed).then_some(end)
    }

    /// Small words from `at` on that soon lead to a verb, a mark or another name: the "vừa" of "doanh nghiệp nhỏ và vừa chủ
    /// trì". No name starts among them.
    fn leads_on(&self, at: usize) -> bool {
        if self.mark(at) || self.starts(at) || words().quantity.trie().end(&self.tokens, at).is_some() {
            return false;
        }
        let mut i = words().matter.trie().end(&self.tokens, at).unwrap_or(at);
        if i == at && self.verb(at).is_some() {
            return false;
        }
        while i < at + 8 {
            if self.verb(i).is_some() {
                return i > at && self.long_verb(i);
            }
            match self.tokens.shape(i) {
                Some(Shape::Word) if self.tokens.is(i, "và") => return i > at && self.starts(i + 1),
                Some(Shape::Word) => i += 1,
                Some(Shape::Comma) => return self.starts(i + 1),
                shape => return matches!(shape, None | Some(Shape::Semicolon | Shape::Colon | Shape::Open)),
            }
        }
        false
    }

    /// The free words of an open name.
    fn body(&self, at: usize) -> usize {
        let mut i = at;
        let mut worked = false;
        loop {
            if let Some(end) = self.works(i).or_else(|| if i > at { self.idle(i) } else { None }) {
                worked |= self.capital(i);
                i = end;
                continue;
            }
            if self.proper(i)
                && !self.long_verb(i)
                && let Some(end) =
                    self.verb(i).filter(|end| (i + 1..*end).all(|w| self.tokens.word(w).is_some()))
            {
                i = end;
                continue;
            }
            if self.tokens.word(i).is_some() && !self.tokens.is(i, "và") {
                let first = i == at && self.proper(i);
                let weak = self.proper(i) && !self.long_verb(i);
                if !first && !weak && self.ends_body(i) {
                    return i;
                }
                if i > at && (self.tails(i, false).end > i && !self.proper(i)) {
                    return i;
                }
                if i > at
                    && self.heads(i)
                    && registry().longest(&self.tokens, i).is_some()
                    && !self.shouting()
                    || i >= at + NAME
                {
                    return i;
                }
                i += 1;
                continue;
            }
            if self.glued(i) {
                i += 2;
                continue;
            }
            let next = self.tokens.after_joint(i);
            let quoted = self.tokens.shape(i) == Some(Shape::Quote);
            if quoted {
                i += 1;
                continue;
            }
            let word =
                self.proper(next) || !self.prose && self.tokens.word(next).is_some() && !self.ends_body(next);
            let comma = self.tokens.shape(i) == Some(Shape::Comma);
            let on = self.prose && next > i && (!comma || worked) && self.leads_on(next);
            let level = self.prose && next > i && (on || self.reaches_level(next));
            let goes_on =
                next > i && i > at && (word || level) && !self.starts(next) && !self.long_verb(next);
            let dash_or_and = matches!(self.tokens.shape(i), Some(Shape::Dash | Shape::Ampersand))
                || self.tokens.is(i, "và")
                || level;
            if goes_on && dash_or_and {
                i = next;
                continue;
            }
            return i;
        }
    }
}
