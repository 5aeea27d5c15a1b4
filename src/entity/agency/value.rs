//! A value as a list of names. Where the bounds are given (a cell, a labelled value, a heading) nothing between them is
//! dropped, and no name is torn because a word of it is unknown: pieces and separators make up the value.
//!
//! In: tokens of a value. Out: [`Found`] pieces. Each separator is a joint that parts names or stands inside of one. A known name
//! that runs over it keeps it inside; else how the pieces on both sides begin tells ([`Begin`]), and what holds the left one open.
//!
//! Tricky: "các chủ hộ, chủ bè và lao động thời vụ; Phòng Kế hoạch và Phòng Kỹ thuật" names three: one quantifier holds a
//! group together, a head that begins again parts.

use super::scan::{Found, Scanner, kind_of};
use crate::lexicon::agency::{Shape, registry, words};
use crate::model::AgencyKind;

/// How a piece of a value begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begin {
    /// "các", "những".
    Quantity,
    /// A head with its own words, or a row of the registry: "Sở Y tế", "phòng Kỹ thuật".
    Name,
    /// A capitalised head of no name: "Buôn", "Tổ liên gia".
    Head,
    /// "Giám đốc", "trưởng thôn".
    Title,
    /// "Đồng chí", "Ông".
    Person,
    /// A noun of groups: "đơn vị liên quan".
    Group,
    /// Any other word with a capital.
    Capital,
    /// Any other word.
    Small,
    /// Nothing, or a mark.
    Nothing,
}

/// What parts two pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Slash,
    Ampersand,
    Dash,
    And,
    Comma,
    Strong,
}

/// The piece that is open at a joint.
#[derive(Clone, Debug)]
struct Open {
    from: usize,
    begin: Begin,
    /// The known name at its beginning.
    own: Option<Found>,
    /// Members of a plural head are listed ("các Sở: Tài chính, Tư pháp").
    members: bool,
    /// "các Sở Lâm sản": a plural head with the first of its members.
    plural: bool,
}

/// Nouns that a role word makes a name of: "cơ quan chủ trì", "tổ chức phối hợp".
const GENERIC: [&str; 10] =
    ["cơ quan", "đơn vị", "tổ chức", "bộ phận", "cá nhân", "người", "nhóm", "tổ", "cq", "đv"];

/// Words that bind what follows to the name before it.
const BINDS: [&str; 10] = ["thuộc", "của", "tại", "ở", "cho", "với", "về", "trong", "do", "từ"];

/// Heads whose fields of work the registry lists.
const FIELDS: [&str; 4] = ["bộ", "sở", "phòng", "vụ"];

/// The margin from which on a joint is clear.
const CLEAR: u8 = 1;

impl Scanner<'_> {
    /// The pieces from token `at` on, up to a role word, a colon or the end; and the token behind the last.
    pub(super) fn value(&self, at: usize) -> (Vec<Found>, usize) {
        let mut found = Vec::new();
        let (mut start, mut end) = (at, at);
        let (mut members, mut head) = (false, None);
        while start < self.tokens.len() && self.names_somebody(start) && self.role_at(start, start).is_none()
        {
            let open = self.begun(start, members, head);
            let (mut piece, behind, next) = self.piece(&open);
            piece.runner_up = self.runner_up(&open, piece.to);
            let colon = self.tokens.shape(behind) == Some(Shape::Colon);
            if colon && self.heads_members(&open, behind) {
                head = words().quantity.trie().end(&self.tokens, start).and_then(|h| self.elliptic_head(h));
                (start, members) = (behind + 1, true);
                continue;
            }
            if colon && open.own.is_none() {
                break;
            }
            members = open.members && next.is_some_and(|n| !matches!(self.begin(n), Begin::Quantity));
            head = if members { head } else { piece.head };
            end = behind;
            found.push(piece);
            match next {
                Some(next) => start = next,
                None => break,
            }
        }
        (found, end)
    }

    fn begun(&self, from: usize, members: bool, head: Option<&'static str>) -> Open {
        let quantity = words().quantity.trie().end(&self.tokens, from);
        let plural = quantity.is_some_and(|start| {
            self.elliptic_head(start).is_some_and(|head| self.proper(start + head.split(' ').count()))
        });
        let shared = head.and_then(|h| self.headless(h, from));
        let own = self.mention(from).filter(|own| shared.as_ref().is_none_or(|s| own.to > s.to)).or(shared);
        Open { from, begin: self.begin(from), own, members, plural }
    }

    /// Whether the piece before a colon is the plural head of the members behind it.
    fn heads_members(&self, open: &Open, colon: usize) -> bool {
        let many = (open.from..colon).any(|i| words().quantity.trie().end(&self.tokens, i).is_some());
        many && self.capital(colon + 1) && self.verb(colon + 1).is_none()
    }

    /// Reads one piece: the name, the token behind it (and its bracket), and where the next piece begins.
    fn piece(&self, open: &Open) -> (Found, usize, Option<usize>) {
        let mut i =
            open.own.as_ref().map_or(open.from + usize::from(open.begin == Begin::Capital), |own| own.to);
        let scope = None;
        loop {
            if i >= self.tokens.len() || self.tokens.shape(i) == Some(Shape::Colon) {
                return (self.closed(open, i, scope), i, None);
            }
            if i > open.from && self.role_at(i, open.from).is_some() || self.ends_at_duty(open, i) {
                return (self.closed(open, i, scope), i, None);
            }
            if let Some((from, to, behind)) = self.bracket(i) {
                if self.role_at(from, from).is_some_and(|end| end >= to) {
                    return (self.closed(open, i, scope), i, None);
                }
                let short = to == from + 1 && self.tokens.initials(from);
                if !short || self.tokens.word(behind).is_none() || self.separator(behind).is_some() {
                    let name = self.closed(open, i, scope.or((to > from).then_some((from, to))));
                    let (end, next) = self.next_piece(behind);
                    return (name, end, next);
                }
                i = behind;
                continue;
            }
            if let Some((mark, next)) = self.separator(i) {
                if next >= self.tokens.len() || self.role_at(next, next).is_some() {
                    return (self.closed(open, i, scope), i, None);
                }
                if mark == Mark::Comma && self.apposition(open, next) {
                    let to = self.to_separator(next);
                    let (end, after) = self.next_piece(to);
                    return (self.closed(open, i, scope.or(Some((next, to)))), end, after);
                }
                if self.parts(open, mark, next) {
                    let after = Some(next).filter(|next| self.names_somebody(*next));
                    return (self.closed(open, i, scope), i, after);
                }
                i = self.over_name(next);
                continue;
            }
            if self.begins_again(open, i) {
                return (self.closed(open, i, scope), i, Some(i));
            }
            i = self.over_name(i);
        }
    }

    /// The other reading of the weakest joint of an unknown piece that ends at `to`: shorter where one stands inside of it,
    /// longer where one ends it.
    fn runner_up(&self, open: &Open, to: usize) -> Option<(usize, usize)> {
        let mut i = open.own.as_ref().map_or(open.from, |own| own.to).max(open.from + 1);
        while i < to {
            match self.separator(i) {
                Some((mark, next)) if next < to && self.margin(open, mark, next) < CLEAR => {
                    return Some((open.from, i));
                }
                _ => i = self.over_name(i),
            }
        }
        let (mark, next) = self.separator(to)?;
        let weak = next < self.tokens.len()
            && self.role_at(next, next).is_none()
            && self.margin(open, mark, next) < CLEAR;
        weak.then(|| (open.from, self.atom_end(next)))
    }

    /// How clear the joint before `next` is: what tells of two names, or of one.
    fn margin(&self, open: &Open, mark: Mark, next: usize) -> u8 {
        let begin = self.begin(next);
        let strong = if mark == Mark::Strong { 2 } else { 0 };
        let heads = match begin {
            Begin::Quantity | Begin::Person | Begin::Name => 2,
            Begin::Head | Begin::Title | Begin::Group => 1,
            Begin::Capital | Begin::Small | Begin::Nothing => 0,
        };
        let alike = u8::from(open.begin == begin && begin != Begin::Capital);
        strong + heads + alike
    }

    /// Behind the separators at `at`; the next piece, if one follows.
    fn next_piece(&self, at: usize) -> (usize, Option<usize>) {
        match self.separator(at) {
            Some((_, next)) if next < self.tokens.len() && self.role_at(next, next).is_none() => {
                (at, Some(next).filter(|n| self.names_somebody(*n)))
            }
            None if self.tokens.word(at).is_some() && self.role_at(at, at).is_none() => (at, Some(at)),
            _ => (at, None),
        }
    }

    /// The token behind the word at `i`, or behind the listed name, or its field of work, that begins there: its separators are
    /// its own, whatever the head ("Nha Văn hóa, Thể thao và Du lịch").
    fn over_name(&self, i: usize) -> usize {
        let capital = self.capital(i);
        let listed = registry().longest(&self.tokens, i).filter(|_| capital).map_or(i + 1, |l| l.1);
        let field = |head: &&str| registry().longest_under(head, &self.tokens, i).map(|l| l.1);
        let fields = FIELDS.iter().filter(|_| capital).filter_map(field).max();
        fields.unwrap_or(listed).max(listed).max(i + 1)
    }

    fn closed(&self, open: &Open, to: usize, scope: Option<(usize, usize)>) -> Found {
        let from = open.from;
        if let Some(own) = open.own.clone() {
            let whole = own.to >= to || own.entry.is_some() || own.collective;
            return Found { to: to.max(from + 1), scope, known: own.known && whole, open: false, ..own };
        }
        let head = words().head.trie().longest(&self.tokens, from);
        let kind = match head {
            Some((id, _)) => kind_of(words().head.kind(id)),
            None if self.person_like(from, to) => AgencyKind::Person,
            None => AgencyKind::Other,
        };
        let collective = open.begin == Begin::Quantity;
        Found {
            from,
            to,
            kind,
            collective,
            known: false,
            entry: None,
            head: None,
            scope,
            open: false,
            runner_up: None,
        }
    }

    /// Whether the piece at `at` begins with a head, a title, a quantifier, or is somebody's name.
    pub(super) fn begins_name(&self, at: usize) -> bool {
        match self.begin(at) {
            Begin::Capital => self.person_like(at, self.atom_end(at)),
            Begin::Group => self.capital(at),
            begin => !matches!(begin, Begin::Small | Begin::Nothing),
        }
    }

    /// How the piece at `at` begins.
    pub(super) fn begin(&self, at: usize) -> Begin {
        if self.tokens.word(at).is_none() {
            return Begin::Nothing;
        }
        if words().person.trie().end(&self.tokens, at).is_some_and(|end| {
            let dot = usize::from(self.tokens.shape(end) == Some(Shape::Dot));
            self.capital(end + dot) || words().title.trie().end(&self.tokens, end + dot).is_some()
        }) {
            return Begin::Person;
        }
        if words().quantity.trie().end(&self.tokens, at).is_some() {
            return Begin::Quantity;
        }
        let listed = registry().longest(&self.tokens, at).filter(|_| self.capital(at));
        if listed.is_some_and(|(_, end)| end > at + 1 || self.tokens.initials(at)) {
            return Begin::Name;
        }
        let head = words().head.trie().end(&self.tokens, at).filter(|_| self.deceptive(at).is_none());
        if self.initials(at) && self.proper(at + 1) {
            return Begin::Name;
        }
        if head.is_some_and(|end| self.proper(end) || self.shouting() && self.tokens.word(end).is_some()) {
            return Begin::Name;
        }
        if words().title.trie().end(&self.tokens, at).is_some() {
            return Begin::Title;
        }
        match (head.is_some() || listed.is_some(), self.capital(at)) {
            (true, true) => Begin::Head,
            _ if words().group.trie().end(&self.tokens, at).is_some() && self.deceptive_group(at) => {
                Begin::Group
            }
            (_, true) => Begin::Capital,
            _ => Begin::Small,
        }
    }

    /// A noun of groups stands at `at`, and no word that only begins like one.
    fn deceptive_group(&self, at: usize) -> bool {
        let group = words().group.trie().end(&self.tokens, at);
        self.deceptive(at).is_none_or(|end| group >= Some(end))
    }

    /// The separators at `i`: the strongest of them, and the token behind.
    fn separator(&self, i: usize) -> Option<(Mark, usize)> {
        let mut mark = None;
        let mut at = i;
        while let Some((next, behind)) = self.one_separator(at, mark.is_some()) {
            mark = mark.max(Some(next));
            at = behind;
        }
        Some((mark?, at))
    }

    fn one_separator(&self, at: usize, inside: bool) -> Option<(Mark, usize)> {
        let spaced = |i: usize| self.tokens.get(i).is_some_and(|t| t.spaced);
        let mark = match self.tokens.shape(at)? {
            Shape::Comma => Mark::Comma,
            Shape::Semicolon | Shape::Break | Shape::Bullet => Mark::Strong,
            Shape::Dash if inside || spaced(at) && (spaced(at + 1) || self.capital(at + 1)) => Mark::Dash,
            Shape::Dot if inside || self.stops(at) => Mark::Strong,
            Shape::Slash => Mark::Slash,
            Shape::Ampersand => Mark::Ampersand,
            Shape::Word => {
                if let Some(behind) = self.enumerator(at) {
                    return Some((Mark::Strong, behind));
                }
                let links = ["và", "hoặc", "cùng với", "cũng như", "cùng"];
                let link = links.iter().find(|w| self.tokens.says(at, w))?;
                let behind = at + link.split(' ').count();
                let weak = *link == "cùng" && matches!(self.begin(behind), Begin::Small | Begin::Nothing);
                return (!weak).then_some((Mark::And, behind));
            }
            _ => return None,
        };
        Some((mark, at + 1))
    }

    /// The dot at `at` ends a sentence or a value, and shortens no word.
    fn stops(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at + 1) else { return true };
        let short = at.checked_sub(1).is_some_and(|before| {
            self.tokens.shortened(before) || words().person.trie().end(&self.tokens, before) == Some(at)
        });
        !short && (next.spaced || next.shape != Shape::Word)
    }

    /// Whether the joint before `next` parts two names.
    fn parts(&self, open: &Open, mark: Mark, next: usize) -> bool {
        let begin = self.begin(next);
        if mark == Mark::Strong || open.members && mark >= Mark::And || self.label(next) {
            return true;
        }
        let own = open.own.as_ref();
        let person = open.begin == Begin::Person
            || own.is_some_and(|o| o.kind == AgencyKind::Person && o.head.is_none());
        let group =
            open.begin == Begin::Quantity || open.begin == Begin::Person && self.tokens.is(open.from, "các");
        match begin {
            Begin::Quantity => true,
            Begin::Name if mark <= Mark::Dash => self.names_beside(open, mark, next),
            Begin::Name => !(open.begin == Begin::Person && mark == Mark::Dash),
            Begin::Person => true,
            Begin::Title if open.begin == Begin::Person => mark == Mark::And && !group,
            Begin::Title => !(group && person) && mark >= Mark::And,
            Begin::Head if group => false,
            Begin::Head => mark > Mark::Dash || self.names_beside(open, mark, next),
            Begin::Group => !group && mark >= Mark::And && !self.holds_group(open),
            Begin::Capital => self.capital_parts(open, mark, next, person, group),
            Begin::Small | Begin::Nothing => self.small_parts(open, mark, next, person),
        }
    }

    /// A lone noun with a capital holds the nouns behind it: "Tập đoàn, doanh nghiệp công nghệ số".
    fn holds_group(&self, open: &Open) -> bool {
        let noun = words().group.trie().end(&self.tokens, open.from);
        matches!(open.begin, Begin::Head | Begin::Group)
            && noun.is_some_and(|end| self.separator(end).is_some())
    }

    /// A word of no known beginning parts behind a finished name, and where it is somebody's name.
    fn capital_parts(&self, open: &Open, mark: Mark, next: usize, person: bool, group: bool) -> bool {
        if mark <= Mark::Dash {
            return false;
        }
        let end = self.atom_end(next);
        let somebody = self.person_like(next, end);
        let short = self.initials(next) && !self.shouting();
        match open.begin {
            Begin::Quantity if open.plural => true,
            Begin::Person | Begin::Title => somebody || short || !person,
            _ if group => somebody || short || (next + 1..end).any(|i| self.proper(i)),
            Begin::Name | Begin::Head if open.own.as_ref().is_some_and(|own| own.entry.is_some()) => {
                let open_name = open.own.as_ref().is_some_and(|own| own.open);
                let shared = open.own.as_ref().and_then(|own| own.head).and_then(|h| self.headless(h, next));
                somebody || shared.is_some() || mark == Mark::Comma && !open_name
            }
            Begin::Name | Begin::Head => somebody || short && mark == Mark::Comma,
            Begin::Capital if mark == Mark::And => somebody || self.lone(open.from),
            _ => true,
        }
    }

    /// Somebody's name, or one word, stands at `at`: a name that "và" does not lengthen.
    fn lone(&self, at: usize) -> bool {
        let end = self.atom_end(at);
        end == at + 1 || self.person_like(at, end)
    }

    /// Small words go on with a name, unless they are a work behind a finished one.
    fn small_parts(&self, open: &Open, mark: Mark, next: usize, person: bool) -> bool {
        let own = open.own.as_ref();
        let finished = own.is_some_and(|own| own.entry.is_some() && !own.open && !own.collective);
        let duty = mark == Mark::Comma && self.long_verb(next) && self.verb(next).is_some() && !person;
        mark >= Mark::And && !self.tokens.is_number(next) && (finished || duty)
    }

    /// Two names beside a dash, a slash or `&`: of one kind they are two; a unit with the body above it is one.
    fn names_beside(&self, open: &Open, mark: Mark, next: usize) -> bool {
        if open.begin == Begin::Person || matches!(open.begin, Begin::Capital | Begin::Small) {
            return mark == Mark::Slash;
        }
        mark != Mark::Dash || !self.is_unit(open.from) || self.is_unit(next)
    }

    /// The unit of a body stands at `at`: "Vụ …", "Phòng …".
    pub(super) fn is_unit(&self, at: usize) -> bool {
        let units = ["vụ", "phòng", "khoa", "tổ", "đội", "chi cục", "ban", "bộ phận"];
        units.iter().any(|u| self.tokens.says(at, u))
    }

    /// "Cục Thủy nông, cơ quan đầu mối kỹ thuật": what stands behind the comma tells what the name before it is.
    fn apposition(&self, open: &Open, next: usize) -> bool {
        let role =
            ["cơ quan", "đơn vị", "là cơ quan", "là đơn vị"].iter().find(|w| self.tokens.says(next, w));
        let what = ["đầu mối", "thường trực", "chủ trì", "chủ quản", "tham mưu"];
        matches!(open.begin, Begin::Name | Begin::Head)
            && role.is_some_and(|w| {
                let end = next + w.split(' ').count();
                what.iter().any(|p| self.tokens.says(end, p))
            })
    }

    /// A label stands at `at` and no name: "Thời gian thực hiện: …".
    fn label(&self, at: usize) -> bool {
        let end = (at..at + 8).find(|i| self.mark(*i));
        end.is_some_and(|i| self.tokens.shape(i) == Some(Shape::Colon)) && !self.starts(at)
    }

    /// Without a separator: a complete name begins behind a complete name ("Sở Tài chính Sở Nội vụ").
    fn begins_again(&self, open: &Open, at: usize) -> bool {
        let Some(own) = open.own.as_ref().filter(|own| own.to == at && own.known) else { return false };
        let bound = at > 0 && BINDS.iter().any(|w| self.tokens.is(at - 1, w));
        let head = self.tokens.word(open.from) == self.tokens.word(at);
        let listed = registry().longest(&self.tokens, at).is_some_and(|(_, end)| end > at + 1);
        let person = own.kind == AgencyKind::Person;
        !bound && !person && self.capital(at) && self.begin(at) == Begin::Name && (head || listed)
    }

    /// Behind a complete name a verb tells what it does: always behind one that no work lengthens, else where the verb ends the
    /// piece, or is one of duty and nothing behind it is a tail ("các đơn vị xây dựng pháp luật có liên quan").
    fn ends_at_duty(&self, open: &Open, at: usize) -> bool {
        let Some(own) = open.own.as_ref().filter(|own| own.to == at) else { return false };
        let Some(verb) = self.verb(at).filter(|_| !self.capital(at)) else { return false };
        let idle = words().strict.trie().end(&self.tokens, at).is_some_and(|end| end >= verb);
        let end = self.atom_end(at);
        let other = (verb..end).any(|i| words().quantity.trie().end(&self.tokens, i).is_some());
        let tail = !other && (verb..end).any(|i| words().tail.trie().end(&self.tokens, i) == Some(end));
        let finished = own.entry.is_some_and(|(_, next)| !own.open && next <= at);
        let group = (own.collective && self.long_verb(at) || own.entry.is_some() && verb < end) && !tail;
        !idle
            && self.generic_role(own.from) != Some(verb)
            && (finished || group || verb >= end && (own.entry.is_some() || own.collective))
    }

    /// The end of the words from `at` to the next separator or bracket.
    fn atom_end(&self, at: usize) -> usize {
        let ends = |i: &usize| {
            self.tokens.word(*i).is_none() && self.tokens.shape(*i) != Some(Shape::Dash)
                || self.separator(*i).is_some()
        };
        (at..self.tokens.len()).find(ends).unwrap_or(self.tokens.len())
    }

    /// Somebody's name: two to five words, all with a capital and none a head, one of them "Văn" or "Thị", or three at least.
    fn person_like(&self, from: usize, to: usize) -> bool {
        let count = to.saturating_sub(from);
        let words = (from..to).all(|i| self.proper(i) && !self.tokens.initials(i));
        let telling = (from + 1..to).any(|i| self.tokens.is(i, "văn") || self.tokens.is(i, "thị"));
        words && (telling && (2..=6).contains(&count) || (3..=5).contains(&count))
    }

    /// Whether a piece of a value names somebody: not "Theo Quyết định …", "2026", "Thực hiện …".
    fn names_somebody(&self, at: usize) -> bool {
        let Some(word) = self.tokens.word(at) else { return false };
        let hollow = word.chars().all(|c| c.is_ascii_digit())
            || word == "x"
            || word.chars().count() < 2 && !self.capital(at);
        let nothing = words().nothing.trie().end(&self.tokens, at).is_some();
        let role = words().role.trie().end(&self.tokens, at).is_some() && self.capital(at);
        let work = self.verb(at).is_some_and(|end| !self.tokens.is(end, "viên")) && !role;
        !(hollow || nothing || work) || self.starts(at) || self.generic_role(at).is_some()
    }

    /// The token behind "cơ quan chủ trì", "tổ chức phối hợp" as a name.
    fn generic_role(&self, at: usize) -> Option<usize> {
        let noun = GENERIC.iter().find(|w| self.tokens.says(at, w))?;
        words().role.trie().end(&self.tokens, at + noun.split(' ').count())
    }

    /// Whether a noun stands at `at` that a role word makes a name of.
    fn generic(&self, at: usize) -> bool {
        GENERIC.iter().any(|w| self.tokens.says(at, w))
    }

    /// The token behind a role word that rules names at `at`. `from`: where the piece begins; a role word inside of a name
    /// ("Tổ chức chủ trì", "Đồng chí Phó Giám đốc, phụ trách kỹ thuật", "Hội đồng phối hợp phổ biến pháp luật") rules none.
    pub(in crate::entity) fn role_at(&self, at: usize, from: usize) -> Option<usize> {
        let (id, end) = words().role.trie().longest(&self.tokens, at)?;
        let behind = self.bracket(end).map_or(end, |(.., behind)| behind);
        if self.tokens.shape(end) == Some(Shape::Colon) || self.tokens.shape(behind) == Some(Shape::Colon) {
            return Some(end);
        }
        let coordinating = words().role.kind(id) == "coordinating";
        let partner = coordinating
            && (words().partner.trie().end(&self.tokens, end).is_some()
                || words().strength.trie().end(&self.tokens, end).is_some());
        let closed = self.tokens.word(end).is_none()
            || ["và", "với", "cùng"].iter().any(|w| self.tokens.is(end, w))
            || words().role.trie().end(&self.tokens, end).is_some();
        let ahead = !matches!(self.begin(end), Begin::Small | Begin::Nothing);
        let rules = if at == from {
            let noun = self.generic(at) && !self.tokens.says(at, "người");
            let verb = self.verb(end).is_some();
            if noun { ahead && self.starts(end) } else { closed || partner || ahead || verb }
        } else {
            let generic = GENERIC.iter().any(|w| {
                let start = words().quantity.trie().end(&self.tokens, from).unwrap_or(from);
                self.tokens.says(start, w) && start + w.split(' ').count() == at
            });
            let lead = self.tokens.is(at, "chủ") && (closed || self.verb(end).is_some());
            let counted =
                words().quantity.trie().end(&self.tokens, from).is_some() && !closed && !coordinating;
            let named = self.capital(at) && !self.shouting();
            !generic
                && !counted
                && !named
                && (closed || partner || lead || coordinating && ahead && self.tokens.is(at, "phối"))
        };
        rules.then_some(end)
    }
}
