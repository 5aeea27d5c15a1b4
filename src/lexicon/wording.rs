//! The grammar of labels and column headings.
//!
//! In: folded words. Out: what they announce, where every one of them is a word of labels: an actor or a charge with the
//! verb of a role, a noun of time, a noun of results. Knows no context; what the words cannot say stands in `labels.tsv`.
//!
//! Tricky: "Tổ chức thực hiện" is a title and no label, "Cơ quan, tổ chức thực hiện" is one; "Đơn vị phối hợp thực hiện"
//! names who helps, not who acts.

use super::{Label, rows};
use crate::model::ColumnRole;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word of a label does in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Many,
    Actor,
    Someone,
    Leader,
    Organise,
    Duty,
    Lead,
    Charge,
    Coordinate,
    Join,
    Carry,
    Watch,
    Inspect,
    Time,
    Limit,
    Begin,
    Finish,
    Deliver,
    Result,
    Reach,
    Plan,
    Work,
    Link,
}

/// Phrases and their classes, by the first word; longer ones first.
static WORDS: LazyLock<HashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let row = |row: Vec<&'static str>| {
        let mut syllables = row.first()?.split(' ');
        Some((syllables.next()?, (syllables.collect(), class(row.get(1)?)?)))
    };
    let mut phrases: Vec<(&str, Phrase)> = rows(include_str!("label_words.tsv")).filter_map(row).collect();
    phrases.sort_by_key(|(_, (rest, _))| std::cmp::Reverse(rest.len()));
    let mut words: HashMap<&'static str, Vec<Phrase>> = HashMap::new();
    for (first, phrase) in phrases {
        words.entry(first).or_default().push(phrase);
    }
    words
});

/// What follows a phrase's first word, and its class.
type Phrase = (Vec<&'static str>, Class);

fn class(name: &str) -> Option<Class> {
    Some(match name {
        "many" => Class::Many,
        "actor" => Class::Actor,
        "someone" => Class::Someone,
        "leader" => Class::Leader,
        "organise" => Class::Organise,
        "duty" => Class::Duty,
        "lead" => Class::Lead,
        "charge" => Class::Charge,
        "coordinate" => Class::Coordinate,
        "join" => Class::Join,
        "carry" => Class::Carry,
        "watch" => Class::Watch,
        "inspect" => Class::Inspect,
        "time" => Class::Time,
        "limit" => Class::Limit,
        "begin" => Class::Begin,
        "finish" => Class::Finish,
        "deliver" => Class::Deliver,
        "result" => Class::Result,
        "reach" => Class::Reach,
        "plan" => Class::Plan,
        "work" => Class::Work,
        "link" => Class::Link,
        _ => return None,
    })
}

/// No label has more syllables.
const LONGEST: usize = 16;

/// What the words announce, where they are a label.
pub(super) fn read(key: &str) -> Option<Label> {
    let classes = classes(key)?;
    let (head, rest) = classes.split_first()?;
    let field = match head {
        Class::Time | Class::Limit => time_field(rest)?,
        Class::Result => result_field(rest)?,
        Class::Actor | Class::Someone | Class::Leader => actor_field(&classes)?,
        Class::Duty => duty_field(rest)?,
        Class::Lead | Class::Coordinate => bare_field(key, &classes)?,
        _ => return None,
    };
    let limits = |c: &Class| matches!(c, Class::Limit | Class::Deliver);
    let deadline = field == ColumnRole::Time && classes.iter().any(limits);
    Some(Label { field, deadline, body_only: false, table_only: false })
}

/// Whether all words announce an assignment, though none says a role: "Tổ chức thực hiện", "Phân công nhiệm vụ".
pub(super) fn is_opener(key: &str) -> bool {
    let announces = |c: &Class| matches!(c, Class::Duty | Class::Organise | Class::Carry);
    let plain = |c: &Class| announces(c) || matches!(c, Class::Work);
    classes(key).is_some_and(|c| c.iter().any(announces) && c.iter().all(plain))
}

/// The classes of all words, without words of number, joints and plans; `None` where a word is no word of labels.
fn classes(key: &str) -> Option<Vec<Class>> {
    let mut syllables = key
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '/' | '-' | '–' | '&' | ';'))
        .filter(|s| !s.is_empty());
    let first = syllables.next();
    if first.is_some_and(|first| !WORDS.contains_key(first)) {
        return None;
    }
    let syllables: Vec<&str> = first.into_iter().chain(syllables).take(LONGEST + 1).collect();
    if syllables.len() > LONGEST {
        return None;
    }
    let mut out = Vec::new();
    let mut rest = syllables.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let (phrase, class) = WORDS.get(first)?.iter().find(|(phrase, _)| after.starts_with(phrase))?;
        if !matches!(class, Class::Many | Class::Link | Class::Plan) {
            out.push(*class);
        }
        rest = after.get(phrase.len()..)?;
    }
    Some(out)
}

/// "Thời gian" and a deed; what begins or ends is a bound.
fn time_field(rest: &[Class]) -> Option<ColumnRole> {
    match rest {
        [Class::Begin, ..] => Some(ColumnRole::Start),
        [Class::Finish, ..] => Some(ColumnRole::End),
        _ => rest
            .iter()
            .all(|c| {
                matches!(
                    c,
                    Class::Time
                        | Class::Limit
                        | Class::Organise
                        | Class::Carry
                        | Class::Deliver
                        | Class::Work
                        | Class::Result
                )
            })
            .then_some(ColumnRole::Time),
    }
}

/// "Sản phẩm" and what becomes of it.
fn result_field(rest: &[Class]) -> Option<ColumnRole> {
    rest.iter()
        .all(|c| matches!(c, Class::Result | Class::Reach | Class::Deliver | Class::Carry))
        .then_some(ColumnRole::Deliverable)
}

/// Actors and the verb of their role.
fn actor_field(classes: &[Class]) -> Option<ColumnRole> {
    let more = classes.len().saturating_sub(1);
    let is_actor = |(n, c): &(usize, Class)| match c {
        Class::Organise => *n < more,
        c => matches!(c, Class::Actor | Class::Someone | Class::Leader),
    };
    let (actors, verbs): (Vec<_>, Vec<_>) = classes.iter().copied().enumerate().partition(is_actor);
    let classes_of = |words: Vec<(usize, Class)>| words.into_iter().map(|(_, c)| c).collect::<Vec<_>>();
    let (actors, verbs) = (classes_of(actors), classes_of(verbs));
    let foreign = |c: &Class| {
        matches!(
            c,
            Class::Time
                | Class::Limit
                | Class::Begin
                | Class::Finish
                | Class::Result
                | Class::Reach
                | Class::Duty
        )
    };
    if verbs.iter().any(foreign) || verbs.first() == Some(&Class::Work) {
        return None;
    }
    if actors.contains(&Class::Leader) && verbs.iter().any(|c| matches!(c, Class::Watch | Class::Charge)) {
        return Some(ColumnRole::Supervising);
    }
    // people who take part are the audience of an event
    if verbs.first() == Some(&Class::Join) && !actors.contains(&Class::Actor) {
        return None;
    }
    role_of(&verbs)
}

/// "Phân công", "Trách nhiệm" and who leads or helps.
fn duty_field(rest: &[Class]) -> Option<ColumnRole> {
    match rest {
        [Class::Lead | Class::Charge | Class::Coordinate, ..] => actor_field(rest),
        [Class::Actor, ..] => actor_field(rest).filter(|r| *r != ColumnRole::Implementing),
        _ => None,
    }
}

/// "Chủ trì thực hiện": a role without an actor, and nothing but its carrying out.
fn bare_field(key: &str, classes: &[Class]) -> Option<ColumnRole> {
    let opens = ["chủ trì", "đầu mối", "phối hợp", "cùng phối hợp"].iter().any(|w| key.starts_with(w));
    let plain = |c: &Class| matches!(c, Class::Lead | Class::Coordinate | Class::Carry);
    (opens && classes.iter().all(plain)).then(|| role_of(classes)).flatten()
}

/// The role that verbs give. Who leads or acts and then helps is both; carrying out says least.
fn role_of(verbs: &[Class]) -> Option<ColumnRole> {
    let roles: Vec<ColumnRole> = verbs.iter().filter_map(|c| role(*c)).collect();
    let has = |role| roles.contains(&role);
    let first = *roles.first()?;
    let acts_then_helps = first == ColumnRole::Implementing && !has(ColumnRole::Lead);
    if has(ColumnRole::Coordinating) && (has(ColumnRole::Lead) || acts_then_helps) {
        return Some(ColumnRole::Roles);
    }
    roles.iter().copied().find(|r| *r != ColumnRole::Implementing).or(Some(first))
}

fn role(class: Class) -> Option<ColumnRole> {
    match class {
        Class::Lead | Class::Charge => Some(ColumnRole::Lead),
        Class::Coordinate | Class::Join => Some(ColumnRole::Coordinating),
        Class::Carry | Class::Organise => Some(ColumnRole::Implementing),
        Class::Watch => Some(ColumnRole::Supervising),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::model::ColumnRole::{
        Coordinating, Deliverable, Implementing, Lead, Roles, Start, Supervising, Time,
    };

    #[test]
    fn wordings() {
        for (key, expected) in [
            ("cơ quan đầu mối tham mưu", Some(Lead)),
            ("các đơn vị cùng tham gia", Some(Coordinating)),
            ("đơn vị phối hợp thực hiện", Some(Coordinating)),
            ("cơ quan, tổ chức thực hiện", Some(Implementing)),
            ("cơ quan, tổ chức phối hợp", Some(Coordinating)),
            ("đơn vị thực hiện, phối hợp", Some(Roles)),
            ("cơ quan chủ trì, đơn vị phối hợp", Some(Roles)),
            ("lãnh đạo sở phụ trách", Some(Supervising)),
            ("người phụ trách chính", Some(Lead)),
            ("phân công đơn vị chủ trì", Some(Lead)),
            ("thời hạn trình ký", Some(Time)),
            ("thời gian bắt đầu thực hiện", Some(Start)),
            ("sản phẩm đầu ra dự kiến", Some(Deliverable)),
            ("tổ chức thực hiện", None),
            ("phối hợp kiểm tra, giám sát", None),
            ("người tham gia", None),
            ("trách nhiệm của các cơ quan, đơn vị", None),
            ("trách nhiệm tổ chức thực hiện", None),
            ("báo cáo kết quả thực hiện", None),
            ("thời gian, địa điểm", None),
            ("cơ quan, đơn vị", None),
        ] {
            assert_eq!(read(key).map(|l| l.field), expected, "{key}");
        }
        assert!(read("thời hạn trình ký").is_some_and(|l| l.deadline));
        assert!(read("tiến độ thực hiện").is_some_and(|l| !l.deadline));
    }
}
