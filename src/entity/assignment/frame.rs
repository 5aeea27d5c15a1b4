//! Sentences that give duties.
//!
//! The lead is the object of "Giao", the subject before the verb, or the subject behind a clause ("Căn cứ …, A chủ trì").
//! Coordinators stand behind "phối hợp (chặt chẽ) (với)", wherever in the sentence.

use super::agent::agents;
use super::{Assignment, Force};
use crate::entity::agency::{Found, Scanner};
use crate::lexicon::agency::{Shape, Tokens, words};

/// Separators tried for a subject behind a clause.
const CLAUSES: usize = 12;

/// Reads one sentence or paragraph.
pub(super) fn read(scanner: &Scanner) -> Option<Assignment> {
    let start = scanner.skip_joints(0);
    let (lead, force) = subject(scanner, start).unwrap_or_default();
    let behind = lead.last().map_or(start, |l| l.to);
    let lead_bytes: Vec<_> = lead.iter().map(|f| scanner.tokens.bytes(f.from, f.to)).collect();
    let names: Vec<_> = lead_bytes.iter().filter_map(|r| scanner.tokens.key(r.clone())).collect();
    let mut coordinating: Vec<Found> = Vec::new();
    for found in partners(scanner, behind.min(scanner.tokens.len())) {
        let name = scanner.tokens.key(scanner.tokens.bytes(found.from, found.to));
        let known = name.is_some_and(|n| names.contains(&n));
        let twice =
            coordinating.iter().any(|c| scanner.tokens.key(scanner.tokens.bytes(c.from, c.to)) == name);
        if !known && !twice {
            coordinating.push(found);
        }
    }
    if lead.is_empty() && coordinating.is_empty() {
        return None;
    }
    Some(Assignment { lead: scanner.mentions(lead), coordinating: scanner.mentions(coordinating), force })
}

/// How a sentence binds its lead, as [`read`] finds it, without a look for partners.
pub(super) fn force(scanner: &Scanner) -> Force {
    let found = subject(scanner, scanner.skip_joints(0)).filter(|(lead, _)| !lead.is_empty());
    found.map_or(Force::None, |(_, force)| force)
}

/// Whether a text may be a [`formula`], by its first word.
pub(super) fn may_open_formula(key: &str) -> bool {
    const FIRST: [&str; 9] = ["trong", "quá", "mọi", "nếu", "trường", "các", "trân", "trên", "rất"];
    let key = key.trim_start();
    FIRST.iter().any(|w| key.starts_with(w))
}

/// Closing words that look like a duty: "Trong quá trình thực hiện, nếu có vướng mắc, …", "… chịu trách nhiệm thi hành".
pub(super) fn formula(tokens: &Tokens, start: usize) -> bool {
    const OPENERS: [&str; 6] =
        ["trong quá trình", "quá trình", "mọi vướng mắc", "nếu", "trường hợp có", "các khó khăn"];
    const TROUBLES: [&str; 4] = ["khó khăn", "vướng mắc", "phát sinh", "bất cập"];
    let says = |i: usize, words: &[&str]| words.iter().any(|w| tokens.says(i, w));
    let opens =
        says(start, &OPENERS) && (start..(start + REACH).min(tokens.len())).any(|i| says(i, &TROUBLES));
    let closes = ["trân trọng", "trên đây là", "rất mong", "nếu có"].iter().any(|w| tokens.says(start, w))
        && !tokens.says(start, "trân trọng đề nghị");
    opens || closes
}

/// Words of a formula's opening.
const REACH: usize = 24;

/// Agencies and how the sentence binds them.
type Agents = (Vec<Found>, Force);

/// Whether a sentence begins at token `at`: a capital behind a stop that shortens nothing.
pub(super) fn begins_sentence(tokens: &Tokens, at: usize) -> bool {
    let Some(before) = at.checked_sub(2) else { return false };
    tokens.shape(at - 1) == Some(Shape::Dot)
        && tokens.get(at).is_some_and(|t| t.spaced)
        && tokens.upper(at)
        && tokens.word(before).is_some()
        && !tokens.shortened(before)
}

/// The force of the verb at `at` behind a subject.
fn force_at(scanner: &Scanner, at: usize) -> Force {
    const CHARGES: [&str; 8] = [
        "chủ trì",
        "có trách nhiệm",
        "chịu trách nhiệm",
        "có nhiệm vụ",
        "làm đầu mối",
        "là đầu mối",
        "là cơ quan đầu mối",
        "là đơn vị đầu mối",
    ];
    let at = at + usize::from(scanner.tokens.shape(at) == Some(Shape::Comma));
    let meeting = ["cuộc họp", "hội nghị", "buổi", "phiên"].iter().any(|w| scanner.tokens.says(at + 2, w));
    let says = |words: &[&str]| words.iter().any(|w| scanner.tokens.says(at, w));
    if says(&CHARGES) && !meeting {
        return Force::Charge;
    }
    let states = ["là", "có", "đã", "đang", "được", "không", "vẫn", "chưa", "còn", "đều", "tại"];
    if says(&states) || meeting { Force::None } else { Force::Subject }
}

/// The force of the verb before an object at `at`.
fn force_of_order(scanner: &Scanner, at: usize) -> Force {
    let orders = ["giao", "đề nghị", "yêu cầu", "phân công"];
    let end = words().assign.trie().end(&scanner.tokens, at).unwrap_or(at);
    let ordered = (at..end).any(|i| orders.iter().any(|o| scanner.tokens.says(i, o)));
    if ordered { Force::Order } else { Force::Subject }
}

/// Who gets the duty.
fn subject(scanner: &Scanner, start: usize) -> Option<Agents> {
    if labels(scanner, start) {
        return None;
    }
    let start = behind_link(scanner, start);
    if formula(&scanner.tokens, start) {
        return None;
    }
    if let Some(found) = assigned(scanner, start) {
        return Some(found);
    }
    let (items, end) = agents(scanner, start);
    let doubtful = items.iter().all(|i| !i.known && i.entry.is_none() && !i.collective);
    if !items.is_empty() && predicate(scanner, end) && !(doubtful && weak(scanner, end)) {
        return passed_on(scanner, &items, end).or_else(|| Some((items, force_at(scanner, end))));
    }
    let adjunct = words().adjunct.trie().end(&scanner.tokens, start);
    let verb = scanner.verb(start).filter(|_| !scanner.tokens.says(start, "thực hiện"));
    if items.is_empty()
        && adjunct.is_some()
        && verb <= adjunct
        && let Some(found) = behind_clause(scanner, start)
    {
        return Some(found);
    }
    if !items.is_empty() {
        return None;
    }
    topic(scanner, start).or_else(|| by_agent(scanner, start))
}

/// Behind words that link a sentence to the one before: "Riêng Trạm A …", "Đồng thời, Sở B …".
fn behind_link(scanner: &Scanner, at: usize) -> usize {
    let links = ["riêng", "đồng thời", "ngoài ra", "bên cạnh đó", "do đó", "vì vậy", "theo đó"];
    let link = links.iter().find(|l| scanner.tokens.says(at, l)).map_or(0, |l| l.split(' ').count());
    let comma = link > 0 && scanner.tokens.shape(at + link) == Some(Shape::Comma);
    at + link + usize::from(comma)
}

/// A label stands at `at`: "Cơ quan chủ trì:", "Đơn vị chủ trì tham mưu: …", "Cơ quan chủ trì".
fn labels(scanner: &Scanner, at: usize) -> bool {
    let Some(end) = words().role.trie().end(&scanner.tokens, at) else { return false };
    let noun = ["cơ quan", "đơn vị", "người"].iter().any(|w| scanner.tokens.says(at, w));
    let colon = (end..end + LABEL).any(|i| scanner.tokens.shape(i) == Some(Shape::Colon));
    scanner.tokens.shape(end) == Some(Shape::Colon)
        || noun && (colon || matches!(scanner.tokens.shape(end), None | Some(Shape::Comma)))
}

/// Words between a role and the colon of its label.
const LABEL: usize = 8;

/// "Đo lường: Ủy ban nhân dân xã chủ động …": a topic, then the subject.
fn topic(scanner: &Scanner, start: usize) -> Option<Agents> {
    let colon = (start..start + 20).find(|i| scanner.tokens.shape(*i) == Some(Shape::Colon))?;
    let (items, end) = agents(scanner, colon + 1);
    (!items.is_empty() && duty_verb(scanner, end)).then(|| (items, force_at(scanner, end)))
}

/// The object of "Giao …" at `at`.
fn assigned(scanner: &Scanner, at: usize) -> Option<Agents> {
    let end = words().assign.trie().end(&scanner.tokens, at)?;
    if scanner.tokens.says(at, "chỉ đạo") {
        return None;
    }
    let end = end + usize::from(scanner.tokens.shape(end) == Some(Shape::Colon));
    let (items, _) = agents(scanner, end);
    (!items.is_empty()).then(|| (items, force_of_order(scanner, at)))
}

/// "Chủ tịch UBND tỉnh giao Sở Nội vụ …": who passes a duty on has none.
fn passed_on(scanner: &Scanner, items: &[Found], end: usize) -> Option<Agents> {
    if items.len() > 1 || items.iter().any(|i| i.collective) {
        return None;
    }
    assigned(scanner, end)
}

/// Whether what stands at `at` may follow a subject: a verb, a colon, a bracket or the end.
fn predicate(scanner: &Scanner, at: usize) -> bool {
    match scanner.tokens.shape(at) {
        None | Some(Shape::Colon | Shape::Open) => true,
        Some(Shape::Word) => {
            const LINKS: [&str; 15] = [
                "là",
                "có",
                "theo",
                "trong",
                "trên cơ sở",
                "cần",
                "phải",
                "sẽ",
                "trước",
                "hằng",
                "không",
                "được giao",
                "được phân công",
                "ngoài",
                "tùy",
            ];
            duty_verb(scanner, at) || LINKS.iter().any(|p| scanner.tokens.says(at, p))
        }
        Some(Shape::Comma) => {
            let next = scanner.tokens.word(at + 1).is_some();
            next && [
                "căn cứ",
                "theo",
                "trên cơ sở",
                "trong",
                "phối hợp",
                "chủ trì",
                "có trách nhiệm",
                "ngoài",
                "tùy",
                "bên cạnh",
                "định kỳ",
                "hằng năm",
            ]
            .iter()
            .any(|p| scanner.tokens.says(at + 1, p))
        }
        Some(Shape::Dash) => duty_verb(scanner, at + 1),
        _ => false,
    }
}

/// Whether the verb at `at` may as well belong to a noun that is no agent.
fn weak(scanner: &Scanner, at: usize) -> bool {
    const DUTIES: [&str; 12] = [
        "căn cứ",
        "theo chức năng",
        "trên cơ sở",
        "tiếp tục",
        "tăng cường",
        "khẩn trương",
        "tập trung",
        "nghiêm túc",
        "phải",
        "cần",
        "tích cực",
        "phân công",
    ];
    words().strong.trie().end(&scanner.tokens, at).is_none()
        && !DUTIES.iter().any(|d| scanner.tokens.says(at, d))
}

/// A verb that may give a duty; function words alone do not.
fn duty_verb(scanner: &Scanner, at: usize) -> bool {
    let Some(end) = scanner.verb(at) else { return false };
    words().strict.trie().end(&scanner.tokens, at) != Some(end)
        || ["có văn bản", "có kế hoạch", "là cơ quan", "là đơn vị", "là đầu mối"]
            .iter()
            .any(|p| scanner.tokens.says(at, p))
}

/// The subject behind "Căn cứ …," or "Về …:".
fn behind_clause(scanner: &Scanner, start: usize) -> Option<Agents> {
    let mut tried = 0;
    let mut i = start;
    while i < scanner.tokens.len() {
        match scanner.tokens.shape(i)? {
            Shape::Comma | Shape::Colon => {}
            Shape::Semicolon | Shape::Break => return None,
            Shape::Dot
                if scanner.tokens.get(i + 1).is_some_and(|t| t.spaced) && scanner.tokens.upper(i + 1) =>
            {
                return None;
            }
            _ if ["phối hợp với", "phối hợp cùng", "phối hợp chặt chẽ"]
                .iter()
                .any(|p| scanner.tokens.says(i, p)) =>
            {
                return None;
            }
            _ => {
                i = inner_list(scanner, i).unwrap_or(i + 1);
                continue;
            }
        }
        tried += 1;
        if tried > CLAUSES {
            return None;
        }
        if let Some(found) = assigned(scanner, i + 1) {
            return Some(found);
        }
        let (items, end) = agents(scanner, i + 1);
        let near = tried == 1 && i < start + 8;
        let bare = !near && items.first().is_some_and(|f| is_bare(scanner, f));
        if !items.is_empty()
            && !bare
            && scanner.tokens.shape(end) == Some(Shape::Word)
            && (duty_verb(scanner, end)
                || ["được giao", "được phân công"].iter().any(|p| scanner.tokens.says(end, p)))
        {
            return passed_on(scanner, &items, end).or_else(|| Some((items, force_at(scanner, end))));
        }
        i += 1;
    }
    None
}

/// A list of groups inside of a clause ("của các cơ quan, đơn vị"), so that its commas part nothing else.
fn inner_list(scanner: &Scanner, at: usize) -> Option<usize> {
    words()
        .quantity
        .trie()
        .end(&scanner.tokens, at)
        .or_else(|| words().bare.trie().end(&scanner.tokens, at))?;
    let found = scanner.mention(at)?;
    (found.to > at).then_some(found.to)
}

/// A group without "các": "đơn vị có liên quan".
fn is_bare(scanner: &Scanner, found: &Found) -> bool {
    found.collective
        && found.entry.is_none()
        && words().bare.trie().end(&scanner.tokens, found.from).is_some()
}

/// "… do A chủ trì …", "…, giao A chủ trì …" further on in the sentence.
fn by_agent(scanner: &Scanner, start: usize) -> Option<Agents> {
    for i in start + 1..scanner.tokens.len() {
        if scanner.tokens.is(i, "do") {
            let (items, end) = agents(scanner, i + 1);
            let leads = [
                "chủ trì",
                "làm chủ",
                "làm đầu mối",
                "thực hiện",
                "phối hợp",
                "đảm nhiệm",
                "phụ trách",
                "chịu trách nhiệm",
            ];
            let bare = items.iter().all(|f| is_bare(scanner, f));
            if !bare && leads.iter().any(|p| scanner.tokens.says(end, p)) {
                return Some((items, Force::None));
            }
        }
        let fresh = matches!(
            scanner.tokens.shape(i - 1),
            Some(Shape::Comma | Shape::Semicolon | Shape::Colon | Shape::Dot)
        );
        let gives = scanner.tokens.is(i, "giao") || scanner.tokens.says(i, "đồng thời giao");
        let passive = || ["được", "đã", "bàn", "phân", "tiếp"].iter().any(|w| scanner.tokens.is(i - 1, w));
        if gives
            && !passive()
            && let Some((items, force)) = assigned(scanner, i)
        {
            let end = items.last().map_or(i, |l| l.to);
            if fresh
                || giver(scanner, i)
                || ["chủ trì", "phối hợp", "tham mưu", "làm đầu mối"]
                    .iter()
                    .any(|p| scanner.tokens.says(end, p))
            {
                return Some((items, force));
            }
        }
    }
    None
}

/// Who gives orders ends before the "giao" at `at`: "UBND tỉnh giao", "thống nhất chủ trương giao".
fn giver(scanner: &Scanner, at: usize) -> bool {
    const GIVERS: [&str; 12] = [
        "tỉnh",
        "thành phố",
        "chính phủ",
        "ubnd",
        "nhân dân",
        "xã",
        "phường",
        "bộ",
        "trưởng",
        "thống nhất",
        "đốc",
        "chủ trương",
    ];
    GIVERS.iter().any(|g| {
        let from = at.checked_sub(g.split(' ').count());
        from.is_some_and(|from| scanner.tokens.says(from, g))
    })
}

/// Everybody behind "phối hợp (với)" and "chủ trì cùng".
fn partners(scanner: &Scanner, start: usize) -> Vec<Found> {
    let mut found = Vec::new();
    let mut i = start;
    while i < scanner.tokens.len() {
        let Some(mut next) = partner_verb(scanner, i) else {
            i += 1;
            continue;
        };
        for _ in 0..3 {
            let comma = scanner.tokens.shape(next) == Some(Shape::Comma);
            match words().strength.trie().end(&scanner.tokens, next + usize::from(comma)) {
                Some(after) => next = after,
                None => break,
            }
        }
        while let Some(after) = words().partner.trie().end(&scanner.tokens, next) {
            next = after;
        }
        next += usize::from(scanner.tokens.shape(next) == Some(Shape::Colon));
        if scanner.tokens.shape(next) == Some(Shape::Comma) && scanner.tokens.says(next + 1, "hỗ trợ") {
            next += 3;
        }
        let (items, end) = agents(scanner, next);
        found.extend(items);
        i = end.max(i + 1);
    }
    found
}

/// The token behind "phối hợp" as a verb at `i`.
fn partner_verb(scanner: &Scanner, i: usize) -> Option<usize> {
    if !matches!(scanner.tokens.word(i), Some("chủ" | "phối" | "kết")) {
        return None;
    }
    if scanner.tokens.says(i, "chủ trì cùng") {
        return Some(i + 2);
    }
    let verb = ["phối hợp", "phối kết hợp", "kết hợp"].iter().find(|v| scanner.tokens.says(i, v))?;
    let end = i + verb.split(' ').count();
    if *verb == "kết hợp" && !(scanner.tokens.is(end, "với") && scanner.starts(end + 1)) {
        return None;
    }
    let follows = words().partner.trie().end(&scanner.tokens, end).is_some()
        || words().strength.trie().end(&scanner.tokens, end).is_some();
    let noun = (1..=2).filter_map(|back| i.checked_sub(back)).any(|from| {
        let word = words().noun_before.trie().longest(&scanner.tokens, from).filter(|(_, after)| *after == i);
        word.is_some_and(|(id, _)| words().noun_before.kind(id) != "label" || !follows)
    });
    let responsible =
        i > 2 && ["có trách nhiệm", "chịu trách nhiệm"].iter().any(|p| scanner.tokens.says(i - 3, p));
    (!noun || responsible).then_some(end)
}
