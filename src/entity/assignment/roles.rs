//! Values with role words in them.
//!
//! A role word with a colon or with names behind it rules what follows; one behind names rules those before it; a verb
//! ends what a piece of the value has to say of roles.

use super::{Role, Roles};
use crate::entity::agency::{Found, Scanner};
use crate::lexicon::agency::{Shape, words};

/// Reads one value.
pub(super) struct Reader<'s, 'a> {
    scanner: &'s Scanner<'a>,
    label: Role,
    /// What a role word before the names said.
    sticky: Option<Role>,
    /// Names and their roles, in order.
    items: Vec<(Found, Option<Role>)>,
    /// The first item of the clause.
    clause: usize,
}

fn role_of(name: &str) -> Role {
    match name {
        "lead" => Role::Lead,
        "coordinating" => Role::Coordinating,
        "supervising" => Role::Supervising,
        _ => Role::Implementing,
    }
}

impl<'s, 'a> Reader<'s, 'a> {
    pub(super) fn new(scanner: &'s Scanner<'a>, label: Role) -> Reader<'s, 'a> {
        Reader { scanner, label, sticky: None, items: Vec::new(), clause: 0 }
    }

    pub(super) fn read(mut self) -> Roles {
        let mut at = self.scanner.skip_joints(0);
        while at < self.scanner.tokens.len() {
            let next = self.step(at);
            at = if next > at { next } else { at + 1 };
        }
        self.finish()
    }

    fn shape(&self, at: usize) -> Option<Shape> {
        self.scanner.tokens.shape(at)
    }

    /// Reads what stands at `at`; the token behind it.
    fn step(&mut self, at: usize) -> usize {
        match self.shape(at) {
            Some(Shape::Semicolon | Shape::Break | Shape::Bullet) => {
                self.clause = self.items.len();
                return at + 1;
            }
            Some(Shape::Open) => return self.bracket(at),
            Some(Shape::Colon) => return self.after_colon(at),
            Some(Shape::Word) => {}
            _ => return at + 1,
        }
        if let Some(behind) = self.scanner.enumerator(at) {
            self.clause = self.items.len();
            return behind;
        }
        let piece = self.items.last().map_or(at, |(last, _)| if last.to == at { last.from } else { at });
        if let Some((id, end)) = words()
            .role
            .trie()
            .longest(&self.scanner.tokens, at)
            .filter(|_| self.scanner.role_at(at, piece).is_some())
        {
            return self.role_word(role_of(words().role.kind(id)), end);
        }
        for filler in ["và", "do", "là", "cùng", "với", "hoặc", "giao", "giao cho", "gồm"] {
            if self.scanner.tokens.says(at, filler) {
                return at + filler.split(' ').count();
            }
        }
        let (items, end) = self.scanner.list(at);
        if items.is_empty() {
            return self.skip_clause(at);
        }
        self.items.extend(items.into_iter().map(|f| (f, self.sticky)));
        end
    }

    /// A clause that says nothing of roles is passed over, up to a strong separator or a role label.
    fn skip_clause(&mut self, at: usize) -> usize {
        let mut i = at + 1;
        loop {
            match self.shape(i) {
                None | Some(Shape::Semicolon | Shape::Break | Shape::Bullet) => break,
                Some(Shape::Open) => {
                    i = self.scanner.bracket(i).map_or(i, |(.., behind)| behind).max(i + 1);
                    continue;
                }
                _ => {}
            }
            let begins = matches!(self.shape(i - 1), Some(Shape::Dot | Shape::Dash));
            let label = words().role.trie().end(&self.scanner.tokens, i);
            if begins && label.is_some_and(|l| self.shape(l) == Some(Shape::Colon)) {
                return i;
            }
            i += 1;
        }
        self.clause = self.items.len();
        i
    }

    /// "A: Chủ trì …" says what A does; "A: phối hợp" gives A a role.
    fn after_colon(&mut self, at: usize) -> usize {
        let role = words().role.trie().longest(&self.scanner.tokens, at + 1);
        let ends = role.is_some_and(|(_, end)| !matches!(self.shape(end), Some(Shape::Word | Shape::Comma)));
        if ends || self.scanner.starts(at + 1) {
            return at + 1;
        }
        self.skip_clause(at)
    }

    /// "(chủ trì)", "(phối hợp)"; anything else in a bracket is none of ours.
    fn bracket(&mut self, at: usize) -> usize {
        let Some((from, to, behind)) = self.scanner.bracket(at) else { return at + 1 };
        if let Some((id, end)) = words().role.trie().longest(&self.scanner.tokens, from)
            && end >= to
        {
            self.tag(role_of(words().role.kind(id)));
        }
        behind.max(at + 1)
    }

    /// Gives a role to the names of the clause that have none.
    fn tag(&mut self, role: Role) -> bool {
        let mut any = false;
        for (_, own) in self.items.iter_mut().skip(self.clause).filter(|(_, own)| own.is_none()) {
            *own = Some(role);
            any = true;
        }
        any
    }

    fn role_word(&mut self, role: Role, end: usize) -> usize {
        let tokens = &self.scanner.tokens;
        let mut next = end;
        if self.shape(next) == Some(Shape::Open)
            && let Some((.., behind)) = self.scanner.bracket(next)
            && self.shape(behind) == Some(Shape::Colon)
        {
            next = behind;
        }
        if self.shape(next) == Some(Shape::Colon) {
            self.sticky = Some(role);
            self.clause = self.items.len();
            return next + 1;
        }
        if role == Role::Coordinating {
            if let Some(after) = words().strength.trie().end(tokens, next) {
                next = after;
            }
            while let Some(after) = words().partner.trie().end(tokens, next) {
                next = after;
            }
        }
        let ahead = self.scanner.starts(next);
        match role {
            Role::Coordinating if ahead || next > end => {
                self.tag(Role::Lead);
                self.sticky = Some(Role::Coordinating);
                next
            }
            Role::Lead if ahead && self.items.len() == self.clause => {
                self.sticky = Some(Role::Lead);
                next
            }
            Role::Supervising => self.skip_clause(end),
            _ => {
                let tagged = self.tag(role);
                if tagged || role != Role::Implementing {
                    self.sticky = None;
                }
                self.rest_of_clause(role, end)
            }
        }
    }

    /// Behind "A thực hiện …" a value tells what; behind "A chủ trì" roles go on only with a mark or a role word.
    fn rest_of_clause(&mut self, role: Role, end: usize) -> usize {
        let role_follows = words().role.trie().end(&self.scanner.tokens, end).is_some();
        let filler = ["và", "cùng", "với"].iter().any(|w| self.scanner.tokens.is(end, w));
        let stops = self.shape(end) == Some(Shape::Word) && !role_follows && !(filler && role == Role::Lead);
        if stops && !self.scanner.starts(end) { self.skip_verb(end) } else { end }
    }

    /// "A chủ trì tham mưu, phối hợp với B": the verb phrase is passed over up to the next role word.
    fn skip_verb(&mut self, at: usize) -> usize {
        let end = self.scanner.next_clause(at);
        for i in at..end {
            let coordinating = self.scanner.tokens.says(i, "phối hợp")
                && self.scanner.tokens.word(i.wrapping_sub(1)) != Some("sự");
            let dot_label = self.shape(i) == Some(Shape::Dot);
            if coordinating || dot_label {
                return i;
            }
        }
        self.clause = self.items.len();
        end
    }

    fn finish(self) -> Roles {
        let mut roles = Roles::default();
        let any = |role: Role| self.items.iter().any(|(_, own)| *own == Some(role));
        let split = any(Role::Coordinating) && !any(Role::Lead) && !any(Role::Implementing);
        let default = if split && self.label == Role::Implementing { Role::Lead } else { self.label };
        for (found, own) in self.items {
            let role = match own {
                Some(Role::Implementing) => {
                    if self.label == Role::Implementing {
                        default
                    } else {
                        self.label
                    }
                }
                Some(role) => role,
                None => default,
            };
            let mention = self.scanner.mentions(vec![found]);
            match role {
                Role::Lead => roles.lead.extend(mention),
                Role::Coordinating => roles.coordinating.extend(mention),
                Role::Implementing => roles.implementing.extend(mention),
                Role::Supervising => roles.supervising.extend(mention),
            }
        }
        roles
    }
}
