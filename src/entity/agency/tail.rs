//! What may follow the core of a name: level and place, "liên quan", "trực thuộc …", "trên địa bàn …".
//!
//! In: the token behind the core. Out: the token behind the tail and whether it makes a group.

use super::scan::{NAME, Scanner};
use crate::lexicon::agency::{Shape, words};

/// Where a tail ends.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tail {
    /// Token behind it.
    pub(super) end: usize,
    /// "các xã, phường".
    pub(super) collective: bool,
}

impl Scanner<'_> {
    /// All tails from `at` on.
    pub(super) fn tails(&self, at: usize, group: bool) -> Tail {
        let mut tail = Tail { end: at, collective: false };
        for _ in 0..8 {
            let Some(next) = self.tail(tail.end, group) else { break };
            tail.collective |= next.collective;
            tail.end = next.end;
        }
        tail
    }

    fn tail(&self, at: usize, group: bool) -> Option<Tail> {
        let plain = |end: usize| Some(Tail { end, collective: false });
        if let Some(end) = self.fixed(at, group) {
            return plain(self.concerning(end));
        }
        self.units_tail(at)
            .or_else(|| self.level_tail(at).and_then(plain))
            .or_else(|| self.belonging(at).and_then(plain))
            .or_else(|| self.area(at).and_then(plain))
            .or_else(|| if group { self.within(at).and_then(plain) } else { None })
            .or_else(|| self.numbered(at).and_then(plain))
            .or_else(|| if group { self.relative(at).and_then(plain) } else { None })
            .or_else(|| {
                let end = self.proper_words(at);
                (end > at && !group).then_some(Tail { end, collective: false })
            })
    }

    /// A tail that stands as it is: "có liên quan", "trong toàn tỉnh".
    fn fixed(&self, at: usize, group: bool) -> Option<usize> {
        let (id, end) = words().tail.trie().longest(&self.tokens, at)?;
        let stands = match words().tail.kind(id) {
            "any" => true,
            "group" => group,
            "last" => self.mark(end) || at > 0 && self.tokens.is(at - 1, "quyền"),
            _ => false,
        };
        stands.then_some(end)
    }

    /// "liên quan đến chuyển đổi số": only in a value, where nothing but a separator can end it.
    fn concerning(&self, at: usize) -> usize {
        if self.prose || !(self.tokens.is(at, "đến") || self.tokens.is(at, "tới")) {
            return at;
        }
        self.to_separator(at)
    }

    /// The next mark from `at` on.
    pub(super) fn to_separator(&self, at: usize) -> usize {
        let mut i = at;
        while !self.mark(i) && !self.tokens.is(i, "và") && i < at + NAME {
            i += 1;
        }
        i
    }

    fn unit(&self, at: usize) -> Option<usize> {
        words().unit.trie().end(&self.tokens, at).map(|end| {
            let dotted = self.tokens.shape(end) == Some(Shape::Dot) && self.tokens.is(at, "tp");
            end + usize::from(dotted)
        })
    }

    /// "các xã, phường, đặc khu", "xã, phường", "tỉnh Lào Cai", "các xã Bát Xát, Trịnh Tường".
    fn units_tail(&self, at: usize) -> Option<Tail> {
        let first = ["các", "từng", "mỗi", "một số"].iter().find(|w| self.tokens.says(at, w));
        let plural = first.is_some();
        let numbered = !plural && self.tokens.is_number(at) && self.unit(at + 1).is_some();
        let start = at + first.map_or(0, |w| w.split(' ').count()) + usize::from(numbered);
        let bodies = plural && self.unit(start).is_none();
        let unit = |i: usize| {
            let group = || {
                words().group.trie().end(&self.tokens, i).filter(|_| bodies && self.deceptive(i).is_none())
            };
            self.unit(i).or_else(group)
        };
        let mut end = unit(start)?;
        let mut count = 1;
        loop {
            let next = self.tokens.after_joint(end);
            let Some(after) = unit(next).filter(|_| next > end && !(plural && self.heads(next))) else {
                break;
            };
            let placed = !plural && self.proper(after) && !self.shouting();
            if placed || (self.proper(next) && !plural && !self.proper(start)) {
                break;
            }
            end = after;
            count += 1;
        }
        let many = plural || numbered || count > 1;
        let glued = self.tokens.is_number(end) && !many;
        let mut place = if glued { self.place_words(end + 1).max(end + 1) } else { self.place_words(end) };
        while plural && place > end {
            let next = self.tokens.after_joint(place);
            let after = self.place_words(next);
            if next == place || after == next || self.heads(next) {
                break;
            }
            place = after;
        }
        Some(Tail { end: place.max(end), collective: many })
    }

    /// "cấp tỉnh", "cấp huyện, cấp xã", "cấp trên".
    fn level_tail(&self, at: usize) -> Option<usize> {
        if !self.tokens.is(at, "cấp") {
            return None;
        }
        let level = |i: usize| {
            self.unit(i).or_else(|| {
                ["trên", "dưới", "trung ương", "cơ sở", "thôn", "ấp", "bộ", "sở"]
                    .iter()
                    .find(|w| self.tokens.says(i, w))
                    .map(|w| i + w.split(' ').count())
            })
        };
        let mut end = level(at + 1)?;
        loop {
            let next = self.tokens.after_joint(end);
            let skip = next + usize::from(self.tokens.is(next, "cấp"));
            match level(skip).filter(|_| next > end) {
                Some(after) if !self.proper(after) && !self.capital(next) => end = after,
                _ => return Some(if self.tokens.says(end, "trực tiếp") { end + 2 } else { end }),
            }
        }
    }

    /// "thuộc UBND xã", "trực thuộc", "của tỉnh", "của Sở".
    fn belonging(&self, at: usize) -> Option<usize> {
        let mut i = at;
        if self.tokens.says(at, "thuộc") {
            let next = self.tokens.after_joint(at + 1);
            if next > at + 1 && self.tokens.says(next, "trực thuộc") {
                i = next;
            }
        }
        let direct = self.tokens.says(i, "trực thuộc");
        if direct {
            i += 2;
        } else if self.tokens.is(at, "thuộc")
            || self.tokens.is(at, "của")
            || self.tokens.says(at, "cấp trên của")
        {
            i += if self.tokens.is(at, "cấp") { 3 } else { 1 };
        } else {
            return None;
        }
        for phrase in
            ["phạm vi quản lý", "quyền quản lý", "thẩm quyền quản lý", "thẩm quyền", "lĩnh vực quản lý"]
        {
            if self.tokens.says(i, phrase) {
                let end = i + phrase.split(' ').count();
                let owner = self.tokens.is(end, "của").then(|| self.belonging(end)).flatten();
                return Some(owner.unwrap_or(end));
            }
        }
        if self.tokens.is(i, "mình") || self.tokens.is(i, "huyện") && self.mark(i + 1) {
            return Some(i + 1);
        }
        if let Some(found) = self.inner_mention(i) {
            return Some(found.to);
        }
        let lone = [
            "bộ",
            "sở",
            "ngành",
            "trường",
            "đảng",
            "đơn vị",
            "trung ương",
            "chính phủ",
            "nhà nước",
            "xã hội",
        ];
        if let Some(word) = lone.iter().find(|w| self.tokens.says(i, w)) {
            return Some(i + word.split(' ').count());
        }
        if let Some(units) = self.units_tail(i) {
            return Some(units.end);
        }
        let proper = self.proper_words(i);
        if proper > i {
            return Some(proper);
        }
        direct.then_some(i)
    }

    /// "trong tiểu ban", "trong và ngoài Bộ Nội vụ": the body that a group stands in.
    fn within(&self, at: usize) -> Option<usize> {
        let inside = ["trong và ngoài", "trong", "ngoài"].iter().find(|w| self.tokens.says(at, w))?;
        let body = at + inside.split(' ').count();
        if let Some(found) = self.inner_mention(body) {
            return Some(found.to);
        }
        let lone = words()
            .head
            .trie()
            .end(&self.tokens, body)
            .or_else(|| words().group.trie().end(&self.tokens, body));
        lone.filter(|end| self.mark(*end) || self.verb(*end).is_some())
    }

    /// "(đóng) trên địa bàn tỉnh Lào Cai".
    fn area(&self, at: usize) -> Option<usize> {
        let mut i = at;
        for word in ["đóng chân", "đứng chân", "đóng", "hoạt động", "nằm", "sinh sống"] {
            if self.tokens.says(i, word) {
                i += word.split(' ').count();
                break;
            }
        }
        let on = ["trên địa bàn", "tại địa bàn", "ở địa bàn", "trên phạm vi"]
            .iter()
            .find(|w| self.tokens.says(i, w));
        match on {
            Some(_) => i += 3,
            None if self.tokens.is(i, "tại") || self.tokens.is(i, "ở") => {
                return self.units_tail(i + 1).map(|t| t.end);
            }
            None => return None,
        }
        if self.tokens.is(i, "toàn") {
            i += 1;
        }
        let end = self.units_tail(i).map_or(i, |t| t.end);
        Some(self.proper_words(end).max(end))
    }

    /// "số 1", "khu vực VII", "Vùng 3", "Quân khu 7".
    fn numbered(&self, at: usize) -> Option<usize> {
        let roman = |i: usize| {
            self.tokens
                .word(i)
                .is_some_and(|w| !w.is_empty() && w.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')))
                && self.capital(i)
        };
        let number = |i: usize| self.tokens.is_number(i) || roman(i);
        if self.enumerator(at).is_some() {
            return None;
        }
        if self.tokens.is(at, "số") && number(at + 1) {
            return Some(at + 2);
        }
        if self.tokens.says(at, "khu vực") {
            let end = at + 2;
            let behind = if number(end) { end + 1 } else { end };
            let dash =
                behind > end && self.tokens.shape(behind) == Some(Shape::Dash) && !self.heads(behind + 1);
            let place = self.proper_words(behind + usize::from(dash));
            return Some(if place > behind + usize::from(dash) { place } else { behind });
        }
        let closes = self.mark(at + 1)
            || self.verb(at + 1).is_some()
            || self.unit(at + 1).is_some()
            || self.tokens.is(at + 1, "và") && self.starts(at + 2);
        (number(at) && closes).then_some(at + 1)
    }

    /// "được kiểm tra", "được giao nhiệm vụ … tại Kế hoạch này", "tham gia đào tạo", "có nguồn thu".
    fn relative(&self, at: usize) -> Option<usize> {
        let given = ["được giao", "được phân công"].iter().any(|p| self.tokens.says(at, p));
        if given && let Some(end) = self.to_duty(at) {
            return Some(end);
        }
        let clause = words().tail.trie().longest(&self.tokens, at);
        if let Some((_, end)) = clause.filter(|(id, _)| words().tail.kind(*id) == "relative") {
            let closes = self.mark(end) && self.tokens.shape(end) != Some(Shape::Comma);
            let passive = self.tokens.is(at, "được") && !given;
            return (closes || passive).then_some(end);
        }
        let restricts = ["trực tiếp", "quản lý", "sử dụng"].iter().any(|w| self.tokens.says(at, w))
            || self.tokens.is(at, "có") && !self.duty_with_have(at);
        (!self.prose && restricts).then(|| self.to_separator(at))
    }

    fn duty_with_have(&self, at: usize) -> bool {
        ["trách nhiệm", "nhiệm vụ", "kế hoạch", "văn bản", "báo cáo"]
            .iter()
            .any(|w| self.tokens.says(at + 1, w))
    }

    /// Where the clause of "được giao" ends: behind "này", or before the verb of the duty.
    fn to_duty(&self, at: usize) -> Option<usize> {
        let duties =
            ["có trách nhiệm", "chịu trách nhiệm", "căn cứ", "khẩn trương", "chủ động", "nghiêm túc"];
        let verb = (at + 2..at + 30).find(|i| duties.iter().any(|d| self.tokens.says(*i, d)));
        let marked = |end: usize| {
            (at..end).any(|i| {
                matches!(
                    self.tokens.shape(i),
                    Some(Shape::Semicolon | Shape::Dot | Shape::Colon | Shape::Break)
                )
            })
        };
        self.to_this(at).or(verb.filter(|end| !marked(*end)))
    }

    /// The token behind "này" of a clause that starts at `at`, if it comes soon and nothing ends the sentence before.
    fn to_this(&self, at: usize) -> Option<usize> {
        for i in at..at + 30 {
            match self.tokens.shape(i)? {
                Shape::Semicolon | Shape::Dot | Shape::Colon | Shape::Break => return None,
                _ if self.tokens.is(i, "này") => return Some(i + 1),
                _ => {}
            }
        }
        None
    }
}
