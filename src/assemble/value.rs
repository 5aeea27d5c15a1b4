//! Values cut from paragraphs: text, spans, trimmed ends.

use crate::entity::agency::AgencyMention;
use crate::entity::time::TimeReading;
use crate::model::{Agency, Alternative, Certainty, Text, Time};
use crate::text::Logical;
use std::ops::Range;

/// The words of `range` of a paragraph.
pub(crate) fn text_of(source: &Logical, range: Range<usize>) -> Text {
    let range = source.trim(range);
    Text { text: source.text.get(range.clone()).unwrap_or("").to_owned(), spans: source.spans(range) }
}

/// A whole paragraph.
pub(crate) fn whole(source: &Logical) -> Text {
    text_of(source, 0..source.text.len())
}

/// Lines as one text, in the order in which they stand in the source: columns are read one after the other.
pub(crate) fn in_order(lines: &[Logical]) -> Logical {
    let mut parts: Vec<(&Logical, bool)> = lines.iter().map(|line| (line, false)).collect();
    parts.sort_by_key(|(line, _)| line.all_spans().first().map_or(0, |span| span.start));
    Logical::join(&parts)
}

/// `range` without white space and the given characters at its end.
pub(crate) fn trim_end(source: &Logical, range: Range<usize>, chars: &[char]) -> Range<usize> {
    let slice = source.text.get(range.clone()).unwrap_or("");
    let kept = slice.trim_end_matches(|c: char| c.is_whitespace() || chars.contains(&c)).len();
    source.trim(range.start..range.start + kept)
}

/// Characters that end a field's value and are no part of it.
pub(crate) const END_MARKS: [char; 4] = ['.', ';', ',', ':'];

/// A mention of an agency as a value.
pub(crate) fn agency_of(source: &Logical, mention: &AgencyMention) -> Agency {
    let one_line = |range: Range<usize>| {
        let words = text_of(source, range);
        Text { text: words.text.replace('\n', " "), ..words }
    };
    let words = one_line(mention.range.clone());
    let scope = mention.scope.clone().map(|s| one_line(s).text).filter(|s| !s.is_empty());
    let other = mention.runner_up.clone().map(one_line).filter(|other| other.text != words.text);
    let certainty = match (mention.listed, &other) {
        (true, _) => Certainty::Sure,
        (false, None) => Certainty::Likely,
        (false, Some(_)) => Certainty::Unsure,
    };
    let alternatives = other.map(|o| Alternative { text: o.text, spans: o.spans }).into_iter().collect();
    Agency {
        text: words.text,
        spans: words.spans,
        name: mention.name.clone(),
        kind: mention.kind,
        collective: mention.collective,
        scope,
        certainty,
        alternatives,
    }
}

/// A reading of time words as a value.
pub(crate) fn time_of(source: &Logical, reading: &TimeReading) -> Time {
    let words = text_of(source, reading.range.clone());
    Time {
        text: words.text,
        spans: words.spans,
        kind: reading.kind,
        start: reading.start.clone(),
        end: reading.end.clone(),
        every: reading.every.clone(),
        parts: reading.parts.iter().map(|p| time_of(source, p)).collect(),
    }
}
