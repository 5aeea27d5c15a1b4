//! From tokens to times: what the words of a time field mean together.
//!
//! In: the tokens of one field. Out: its times in order, each with its range; none where the words say none.
//! A `;`, a line end or "riêng" parts the field; within a part, words that only restrict ("thường xuyên trong năm",
//! "hằng năm, trước ngày 15/12", "năm 2020 … trong quý II/2020") make one time.
//!
//! Tricky: "Thường xuyên khi có yêu cầu" waits for somebody; "Thường xuyên, hằng năm" does not.

use super::item::{Item, bounds, narrows};
use super::period::{Period, Sequence, Unit};
use super::words::{Token, What};
use crate::model::TimeKind;
use std::ops::Range;

/// How a time hangs on the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// Nothing but words between.
    Direct,
    /// A comma, a bracket.
    Comma,
    /// "và", "hoặc".
    And,
}

/// Reads one part of a field, left to right.
struct Reader {
    items: Vec<Item>,
    modifier: Option<What>,
    /// Where the modifiers before the coming time start.
    lead: Option<usize>,
    /// A "từ" that has found no date yet.
    open_from: bool,
    complete: bool,
    periodic: Option<Range<usize>>,
    /// Inside "theo …", "sau khi …": what is named there is no time of its own.
    swallow: bool,
    occasion: bool,
    link: Link,
    /// Words since the last mark or time.
    worded: bool,
    /// Items that the last sequence gave.
    latest: usize,
    /// Inside a bracket: whether words were swallowed before it.
    bracket: Option<bool>,
    /// After "từ khi …", "kể từ …": an event that a range may begin with.
    since: bool,
    /// "thứ Hai" that waits for its "hằng tuần".
    weekday: Option<u32>,
}

impl Reader {
    fn new() -> Reader {
        Reader {
            items: Vec::new(),
            modifier: None,
            lead: None,
            open_from: false,
            complete: false,
            periodic: None,
            swallow: false,
            occasion: false,
            link: Link::Direct,
            worded: false,
            latest: 0,
            bracket: None,
            since: false,
            weekday: None,
        }
    }

    fn take(&mut self, token: &Token) {
        let range = token.range.clone();
        match &token.what {
            What::Before | What::UpTo | What::Until | What::After | What::Since | What::From => {
                self.modify(token.what.clone(), range.start);
            }
            What::Within | What::Inside => {
                self.lead.get_or_insert(range.start);
                if matches!(self.modifier, None | Some(What::Within)) {
                    self.modifier = Some(token.what.clone());
                }
            }
            What::Transparent => {}
            What::Complete => {
                self.complete = true;
                self.lead.get_or_insert(range.start);
            }
            What::Done => self.complete = false,
            What::Period(sequence) => self.period(sequence, range),
            What::Length(length) => self.length(length, range),
            What::Every(every) => self.every(every.as_ref(), range),
            What::Periodic => self.periodic = Some(range),
            What::Continuous => self.continuous(range),
            What::Onward => self.onward(&range),
            What::Event => self.event(range, true),
            What::Ahead => {
                self.modifier = Some(What::Before);
                self.event(range, true);
            }
            What::Order => self.order(range),
            What::Asked | What::OnDemand => self.asked(&token.what, range),
            What::Now => {
                self.open_from |= self.modifier == Some(What::From);
                self.modifier = None;
            }
            What::Occasion => self.occasion(range),
            What::And => self.joint(Link::And),
            What::Weak => self.joint(Link::Comma),
            What::Open => {
                let limit = self.modifier.take().filter(|_| self.weekday.is_some());
                self.joint(Link::Comma);
                self.modifier = limit;
                self.bracket = Some(self.swallow);
            }
            What::Close => {
                self.joint(Link::Comma);
                self.swallow = self.bracket.take().unwrap_or(self.swallow);
            }
            What::Weekday(day) => {
                self.lead.get_or_insert(range.start);
                self.weekday = Some(*day);
            }
            What::Hours => self.modifier = None,
            What::Clock => {}
            What::Cited => self.forget_modifier(),
            What::Word => self.word(range),
            What::Blank | What::Strong | What::Split => {}
        }
    }

    /// A mark or "và" between two times.
    fn joint(&mut self, link: Link) {
        if self.modifier == Some(What::Before) && !self.worded {
            self.run_up();
        }
        if self.link != Link::And {
            self.link = link;
        }
        self.forget_modifier();
        self.worded = false;
    }

    fn modify(&mut self, what: What, at: usize) {
        self.lead.get_or_insert(at);
        let keep =
            matches!((&self.modifier, &what), (Some(What::Before | What::UpTo), What::Until | What::From));
        if !keep {
            self.modifier = Some(what);
        }
    }

    fn forget_modifier(&mut self) {
        self.open_from |= self.modifier == Some(What::From);
        self.modifier = None;
        self.lead = None;
    }

    /// Adds a time; what came before it is settled.
    fn push(&mut self, mut item: Item) {
        if !(item.lacks_year() && matches!(item.kind, TimeKind::By | TimeKind::In)) {
            self.flush_periodic();
        }
        if let Some(lead) = self.lead.take() {
            item.range.start = lead.min(item.range.start);
        }
        self.items.push(item);
        self.settle();
    }

    fn settle(&mut self) {
        self.modifier = None;
        self.lead = None;
        self.link = Link::Direct;
        self.worded = false;
        self.open_from = false;
    }

    /// The words belong to the last time.
    fn absorb(&mut self, end: usize) {
        if let Some(last) = self.items.last_mut() {
            last.range.end = end.max(last.range.end);
        }
        self.settle();
    }

    fn last(&self) -> Option<&Item> {
        self.items.last()
    }

    fn last_is(&self, kind: TimeKind) -> bool {
        self.last().is_some_and(|i| i.kind == kind)
    }

    /// A "định kỳ" that named no rhythm.
    fn flush_periodic(&mut self) {
        if let Some(range) = self.periodic.take()
            && !self.items.iter().any(|i| matches!(i.kind, TimeKind::Recurring | TimeKind::Continuous))
        {
            self.items.push(Item::new(range, TimeKind::Recurring));
        }
    }

    fn period(&mut self, sequence: &Sequence, range: Range<usize>) {
        let Some((first, last)) = sequence.items.first().zip(sequence.items.last()) else { return };
        let marked = self.complete || matches!(self.modifier, Some(What::Before | What::UpTo));
        let adjoining = self.link != Link::Direct && !self.worded;
        let named = self.occasion && first.unit == Unit::Year && !marked;
        let figures = !sequence.items.iter().any(|p| p.keyed) && !sequence.range;
        let loose = figures && self.modifier.is_none() && self.worded && !marked;
        if self.since && self.modifier == Some(What::Until) && self.close_event(last, range.end) {
            return;
        }
        if (self.swallow && !marked && !adjoining) || named || loose {
            self.worded = true;
            self.forget_modifier();
            return;
        }
        let modifier = self.modifier.take();
        let counted = self.last().is_some_and(|i| i.kind == TimeKind::Relative);
        let counted_from = counted && self.link == Link::Direct && !self.worded;
        match modifier {
            Some(What::Since) if counted => return self.absorb(range.end),
            Some(What::After | What::Before) if counted_from => return self.count(&modifier, range.end),
            _ => {}
        }
        if modifier == Some(What::Until) && self.close_range(last, range.end) {
            return;
        }
        let made = bounds(self.complete, sequence, modifier.as_ref(), &range, (first, last));
        self.complete = false;
        self.latest = 0;
        let link = self.link;
        let worded = self.worded;
        for item in made {
            self.attach(item, link, worded);
            self.latest += 1;
        }
    }

    /// "từ … đến X" where the start stood further off, or is an event.
    fn close_range(&mut self, end: &Period, to: usize) -> bool {
        let open = self.open_from;
        if let Some(last) = self.items.last_mut()
            && last.kind == TimeKind::From
            && last.end.is_none()
        {
            last.kind = TimeKind::Between;
            last.end = end.last();
            last.range.end = to;
            self.settle();
            return true;
        }
        if open {
            let mut item = Item::new(to..to, TimeKind::Between);
            item.end = end.last();
            item.range.start = self.lead.unwrap_or(to);
            self.push(item);
            return true;
        }
        false
    }

    /// "từ khi … đến X".
    fn close_event(&mut self, end: &Period, to: usize) -> bool {
        let open = |i: &&mut Item| i.kind == TimeKind::Relative && !i.length;
        let Some(last) = self.items.last_mut().filter(open) else { return false };
        (last.kind, last.end, last.period) = (TimeKind::Between, end.last(), Some(*end));
        self.swallow = false;
        self.absorb(to);
        true
    }

    /// Puts a calendar time beside the one before it.
    fn attach(&mut self, item: Item, link: Link, worded: bool) {
        if let Some(last) = self.items.last_mut() {
            let end = item.range.end;
            let open_rhythm = last.kind == TimeKind::Recurring && last.end.is_none() && last.start.is_none();
            if open_rhythm && item.lacks_year() && matches!(item.kind, TimeKind::By | TimeKind::In) {
                last.end = item.end;
                last.range.end = end;
                return self.settle();
            }
            if open_rhythm
                && link != Link::And
                && (item.spans_years() || item.kind == TimeKind::By && !worded)
            {
                last.start = item.start;
                last.end = item.end;
                last.range.end = end;
                return self.settle();
            }
            let unlimited = item.bare || matches!(item.kind, TimeKind::Between | TimeKind::From);
            if last.kind == TimeKind::Continuous && unlimited && link != Link::And && !worded {
                return self.absorb(end);
            }
        }
        self.push(item);
    }

    /// "15 ngày trước": neither the end nor the start of what follows.
    fn run_up(&mut self) {
        if let Some(last) = self.items.last_mut().filter(|i| i.kind == TimeKind::Relative) {
            (last.start, last.end) = (None, None);
        }
    }

    /// "15 ngày sau …", "05 ngày trước …": what the length before is counted from.
    fn count(&mut self, modifier: &Option<What>, end: usize) {
        if *modifier == Some(What::Before) {
            self.run_up();
        } else if let Some(last) = self.items.last_mut().filter(|i| i.length && !i.limit) {
            last.start = last.end.take();
        }
        self.absorb(end);
    }

    fn length(&mut self, length: &str, range: Range<usize>) {
        if self.swallow && self.modifier.is_none() && !self.complete {
            return;
        }
        let window = matches!(self.modifier, Some(What::Before | What::Until));
        if window && self.link == Link::Direct && self.last_is(TimeKind::Relative) {
            self.run_up(); // "từ 10 ngày trước đến 05 ngày sau …"
            if let Some(last) = self.items.last_mut() {
                last.length = false;
            }
            return self.absorb(range.end);
        }
        let mut item = Item::new(range, TimeKind::Relative);
        match self.modifier {
            Some(What::After) => item.start = Some(length.to_owned()),
            Some(What::Before) => {}
            _ => item.end = Some(length.to_owned()),
        }
        item.length = !matches!(self.modifier, Some(What::After | What::Before | What::UpTo));
        item.limit = self.complete || self.modifier == Some(What::Inside);
        self.complete = false;
        self.push(item);
    }

    fn every(&mut self, every: Option<&String>, range: Range<usize>) {
        if self.swallow && (self.link == Link::Direct || self.worded) {
            return;
        }
        self.periodic = None;
        if let Some(day) = self.weekday.take().filter(|_| every.is_some_and(|e| e == "P1W")) {
            let mut item = Item::new(range, TimeKind::Recurring);
            (item.end, item.every) = (Some(format!("-W-{day}")), every.cloned());
            return self.push(item);
        }
        let near = !self.worded && self.link != Link::And;
        let from = self.items.len().saturating_sub(self.latest.max(1));
        let ours = self.items.get_mut(from..).unwrap_or_default();
        let dated = |i: &Item| i.lacks_year() && matches!(i.kind, TimeKind::By | TimeKind::In);
        if near && !ours.is_empty() && ours.iter().all(dated) {
            for item in ours {
                item.kind = TimeKind::Recurring;
                item.start = None;
                item.bare = false;
                item.every = every.cloned();
            }
            return self.absorb(range.end);
        }
        if let Some(last) = self.items.last_mut()
            && self.link != Link::And
        {
            let years = matches!(last.kind, TimeKind::Between | TimeKind::From);
            if years && !self.worded {
                last.kind = TimeKind::Recurring;
                last.every = every.cloned();
                return self.absorb(range.end);
            }
            let again = last.kind == TimeKind::Recurring && last.every.as_ref() == every && !self.worded;
            if again || last.kind == TimeKind::Continuous {
                return self.absorb(range.end);
            }
        }
        let mut item = Item::new(range, TimeKind::Recurring);
        item.every = every.cloned();
        self.push(item);
    }

    fn continuous(&mut self, range: Range<usize>) {
        if self.swallow && (self.link == Link::Direct || self.worded) {
            return;
        }
        self.periodic = None;
        let link = self.link;
        if let Some(last) = self.items.last_mut()
            && link != Link::And
        {
            let rhythm = last.kind == TimeKind::Recurring && last.end.is_none();
            let year = last.kind == TimeKind::In && last.spans_years();
            if rhythm || year || last.kind == TimeKind::Continuous {
                let whole = last.range.start..range.end;
                *last = Item::new(whole, TimeKind::Continuous);
                return self.settle();
            }
        }
        self.push(Item::new(range, TimeKind::Continuous));
    }

    fn onward(&mut self, range: &Range<usize>) {
        let Some(last) = self.items.last_mut() else { return };
        if last.kind == TimeKind::By && self.link == Link::And {
            let mut item = Item::new(range.clone(), TimeKind::From);
            item.start = last.period.and_then(|p| p.year_after());
            return self.push(item);
        }
        let Some(period) =
            last.period.filter(|_| matches!(last.kind, TimeKind::In | TimeKind::By | TimeKind::From))
        else {
            return;
        };
        if last.kind != TimeKind::From {
            last.start = last.start.take().or_else(|| period.first());
        }
        last.kind = TimeKind::From;
        last.bare = false;
        last.end = None;
        self.absorb(range.end);
    }

    /// "sau khi …"; `known` for a phrase that cannot mean anything else.
    fn event(&mut self, range: Range<usize>, known: bool) {
        let after = self.modifier == Some(What::After) || known;
        self.since = self.modifier == Some(What::Since);
        let condition = self.bracket.is_some() && self.last().is_some_and(Item::dated);
        if condition {
            self.absorb(range.end);
        } else if !self.swallow {
            match self.items.last_mut() {
                Some(last)
                    if last.kind == TimeKind::Relative
                        && self.link != Link::And
                        && self.modifier == Some(What::Before) =>
                {
                    self.run_up();
                    self.absorb(range.end);
                }
                Some(last) if last.kind == TimeKind::Relative && last.length && self.link != Link::And => {
                    if after && !last.limit && self.link == Link::Direct && self.modifier != Some(What::Since)
                    {
                        last.start = last.end.take();
                    }
                    self.absorb(range.end);
                }
                Some(last) if last.kind == TimeKind::Relative && self.link != Link::And => {
                    self.absorb(range.end)
                }
                Some(last) if last.kind == TimeKind::Continuous && self.link == Link::Direct => {
                    self.absorb(range.end)
                }
                _ => self.push(Item::new(range, TimeKind::Relative)),
            }
        }
        self.modifier = None;
        self.swallow = true;
    }

    fn order(&mut self, range: Range<usize>) {
        if self.swallow && self.link != Link::And {
            return;
        }
        let joined = self.link == Link::And || (self.link == Link::Comma && self.worded);
        if (self.last().is_some() && !joined) || self.periodic.is_some() {
            self.absorb(range.end);
        } else {
            self.push(Item::new(range, TimeKind::OnRequest));
        }
        self.swallow = true;
    }

    fn asked(&mut self, what: &What, range: Range<usize>) {
        if self.swallow && self.link == Link::Direct {
            return;
        }
        let condition = self.bracket.is_some() && self.last().is_some_and(Item::dated);
        let direct = (self.link == Link::Direct || condition) && *what == What::Asked;
        if direct && self.last_is(TimeKind::Continuous) {
            if let Some(last) = self.items.last_mut() {
                last.kind = TimeKind::OnRequest;
            }
            self.absorb(range.end);
        } else if !(direct && self.last().is_some()) {
            self.push(Item::new(range, TimeKind::OnRequest));
        }
        self.swallow |= *what == What::Asked;
    }

    fn occasion(&mut self, range: Range<usize>) {
        self.occasion = true;
        if matches!(self.modifier, Some(What::Before | What::After)) {
            self.event(range, false);
        }
        self.worded = true;
        self.forget_modifier();
    }

    fn word(&mut self, range: Range<usize>) {
        let opening = self.items.is_empty() && !self.worded;
        let on_length = self.last_is(TimeKind::Relative) && self.link != Link::And;
        match self.modifier {
            Some(What::Since) => self.event(range, false),
            Some(What::Before | What::After) if opening || on_length => self.event(range, false),
            _ => {}
        }
        self.worded = true;
        self.forget_modifier();
    }

    /// What the part says in the end.
    fn finish(mut self) -> Vec<Item> {
        self.flush_periodic();
        if self.modifier == Some(What::Since) {
            self.event(0..0, false);
        }
        let mut out: Vec<Item> = Vec::new();
        for mut item in self.items {
            if let Some(before) = out.last_mut() {
                if before.same_time(&item) {
                    before.range.end = item.range.end;
                    continue;
                }
                if narrows(before, &mut item) {
                    item.range.start = before.range.start;
                    *before = item;
                    continue;
                }
            }
            out.push(item);
        }
        out
    }
}

/// The times of a field, part by part. None where it says none, or where a date is left to be filled in.
pub(super) fn times(tokens: &[Token]) -> Vec<(Range<usize>, Vec<Item>)> {
    if tokens.iter().any(|t| t.what == What::Blank) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for part in tokens.split(|t| matches!(t.what, What::Strong | What::Split)) {
        let (Some(first), Some(last)) = (part.first(), part.last()) else { continue };
        let impossible =
            |t: &Token| matches!(&t.what, What::Period(s) if !s.items.iter().all(Period::exists));
        let items = if part.iter().any(impossible) {
            vec![Item::new(first.range.start..last.range.end, TimeKind::Unknown)]
        } else {
            let mut reader = Reader::new();
            part.iter().for_each(|token| reader.take(token));
            reader.finish()
        };
        if !items.is_empty() {
            out.push((first.range.start..last.range.end, items));
        }
    }
    out
}
