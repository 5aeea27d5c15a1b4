//! Labelled fields in running text: "Cơ quan chủ trì: …", "(Đơn vị phối hợp: …)", several on one line.
//!
//! In: a paragraph. Out: what stands before the first label, and the fields with the ranges of their values.
//!
//! Tricky: `Đơn vị chủ trì: Sở Y tế; phối hợp: Công an tỉnh; thời gian: Quý II/2026.` is three fields.

use super::value::{END_MARKS, trim_end};
use crate::entity::agency::begins_name;
use crate::lexicon::{self, Label};
use crate::text::Logical;
use crate::text::letter::is_bullet;
use std::ops::Range;

/// A labelled field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// What the label announces.
    pub(crate) label: Label,
    /// The label's words.
    pub(crate) name: Range<usize>,
    /// The value; empty where it follows on other lines.
    pub(crate) value: Range<usize>,
}

/// The fields of a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Labelled {
    /// Text before the first label: the work itself, or nothing.
    pub(crate) lead_in: Range<usize>,
    /// The fields, in order.
    pub(crate) fields: Vec<Field>,
}

/// Reads the labelled fields of a paragraph; none where it has no label.
pub(crate) fn read_fields(text: &Logical) -> Labelled {
    let key = text.key.as_str();
    let mut fields: Vec<Field> = Vec::new();
    if !key.contains(':') {
        if let Some(label) = bare_label(key) {
            let end = key.len();
            return Labelled { lead_in: 0..0, fields: vec![Field { label, name: 0..end, value: end..end }] };
        }
        return spoken_label(text);
    }
    for (colon, _) in key.match_indices(':') {
        let Some((name, label)) = label_before(key, colon) else { continue };
        let opens = fields.is_empty() && name.start == lead(key)
            || !fields.is_empty()
            || preceded_by_stop(key, name.start);
        if !opens || fields.last().is_some_and(|f| f.value.start > name.start) {
            continue;
        }
        if let Some(last) = fields.last_mut() {
            last.value.end = name.start;
        }
        fields.push(Field { label, name, value: colon + 1..key.len() });
    }
    let Some(first) = fields.first() else { return Labelled::default() };
    let start = first.name.start;
    let lead_in = trim_lead_in(text, 0..start);
    for field in &mut fields {
        field.value = trim_value(text, field.value.clone());
    }
    Labelled { lead_in, fields }
}

/// Bytes of bullets, brackets and mark-up before the words.
fn lead(key: &str) -> usize {
    key.len() - key.trim_start_matches(|c| matches!(c, '(' | '[' | '_' | ' ') || is_bullet(c)).len()
}

/// The label that ends before a colon: the longest wording of the words back to the last stop. "Phòng Kiểm tra; phối hợp:" is a value
/// and a label.
fn label_before(key: &str, colon: usize) -> Option<(Range<usize>, Label)> {
    let head = key.get(..colon)?;
    let from = head.len().saturating_sub(160);
    let from = (from..=head.len()).find(|i| head.is_char_boundary(*i))?;
    let from = head.get(from..)?.rfind(':').map_or(from, |before| from + before);
    let mut starts: Vec<usize> = head
        .get(from..)?
        .char_indices()
        .filter(|(_, c)| matches!(c, ';' | '.' | '(' | ':' | ',' | '[' | '/' | '"' | '“') || is_bullet(*c))
        .map(|(i, c)| from + i + c.len_utf8())
        .collect();
    if from == 0 {
        starts.insert(0, 0);
    }
    starts.iter().find_map(|&start| {
        let words = head.get(start..).filter(|words| !words.contains(';'))?;
        let skip = words.len() - words.trim_start().len();
        let name = strip_ordinal(words.trim());
        let offset = start + skip + (words.trim().len() - name.len());
        let label = lexicon::label(name).filter(|l| !l.table_only)?;
        Some((offset..colon, label))
    })
}

/// "a. Đơn vị chủ trì", "1) Thời gian": the number is none of the label's words.
fn strip_ordinal(words: &str) -> &str {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if rest.len() < words.len() { rest } else { words };
    rest.trim_start_matches([')', '.', '/', ' ', '-', '(', '[', '*', '_'])
}

fn preceded_by_stop(key: &str, at: usize) -> bool {
    key.get(..at).is_some_and(|h| {
        h.trim_end().ends_with(|c| matches!(c, '.' | ';' | '(' | '[' | ')' | ',') || is_bullet(c))
    })
}

/// A label without a colon that is the whole line: its value follows on the next lines.
fn bare_label(key: &str) -> Option<Label> {
    use crate::model::ColumnRole::{Coordinating, Deliverable, Implementing, Lead, Roles, Supervising, Time};
    let trimmed = key.get(lead(key)..)?.trim_end_matches(['.', ' ', ')']);
    let label = lexicon::label(trimmed).filter(|l| !l.table_only)?;
    let spoken = trimmed.contains(' ')
        && trimmed != "kết quả"
        && trimmed != "phối hợp thực hiện"
        && trimmed != "chủ trì thực hiện";
    let tells =
        matches!(label.field, Lead | Coordinating | Implementing | Roles | Supervising | Time | Deliverable);
    (spoken && tells).then_some(label)
}

/// First words of labels that may run into their value.
const SPOKEN: [&str; 6] = ["thời gian", "cơ quan", "đơn vị", "người", "bộ phận", "thời hạn"];

/// A label that runs into its value without a colon: "Thời gian thực hiện từ tháng 01/2026", "Đơn vị thực hiện Phòng X".
fn spoken_label(text: &Logical) -> Labelled {
    use crate::model::ColumnRole::{Coordinating, Implementing, Lead, Time};
    let key = text.key.as_str();
    let start = lead(key);
    if key.len() > 400 {
        return Labelled::default();
    }
    let Some(body) = key.get(start..) else { return Labelled::default() };
    if !SPOKEN.iter().any(|w| body.starts_with(w)) {
        return Labelled::default();
    }
    let mut found = None;
    for (words, (at, _)) in body.match_indices(' ').enumerate().take(8) {
        if words == 0 {
            continue;
        }
        if let Some(label) = body.get(..at).and_then(lexicon::label).filter(|l| !l.table_only) {
            found = Some((start + at, label));
        }
    }
    let Some((end, label)) = found else { return Labelled::default() };
    let rest = text.text.get(end..).unwrap_or("").trim_start();
    let low = key.get(end..).unwrap_or("").trim_start();
    let fits = match label.field {
        Time => [
            "từ ",
            "trong ",
            "trước ",
            "quý ",
            "tháng ",
            "năm ",
            "ngày ",
            "đến ",
            "thường xuyên",
            "hằng",
            "hàng",
            "sau ",
            "khi ",
            "theo ",
            "dự kiến",
            "-",
            "–",
        ]
        .iter()
        .any(|w| low.starts_with(w)),
        Lead | Coordinating | Implementing => {
            begins_name(&text.text, key, end)
                || low.starts_with("là ")
                || low.starts_with("các ")
                || rest.starts_with(['-', '–'])
        }
        _ => false,
    };
    let strong = key.get(start..end).is_some_and(|l| SPOKEN.iter().any(|w| l.starts_with(w)));
    if !fits || !strong {
        return Labelled::default();
    }
    let value = trim_value(text, end..key.len());
    Labelled { lead_in: 0..0, fields: vec![Field { label, name: start..end, value }] }
}

/// Cuts end marks, a bracket that the label opened, and a leading dash or "là".
fn trim_value(text: &Logical, range: Range<usize>) -> Range<usize> {
    let slice = text.key.get(range.clone()).unwrap_or("");
    let mut start =
        range.start + (slice.len() - slice.trim_start_matches([' ', '-', '–', '*', '_', ':']).len());
    if text.key.get(start..range.end).is_some_and(|s| s.starts_with("là ")) {
        start += "là ".len();
    }
    let mut end = trim_end(
        text,
        start..range.end.max(start),
        &[' ', ';', ',', '(', '[', '-', '–', '+', '•', '·', '*', '_'],
    )
    .end;
    let count = |marks: [char; 2]| text.text.get(start..end).map_or(0, |slice| slice.matches(marks).count());
    let (open, mut close) = (count(['(', '[']), count([')', ']']));
    loop {
        let slice = text.text.get(start..end).unwrap_or("");
        let stripped = slice.trim_end_matches(|c: char| {
            c.is_whitespace() || END_MARKS.contains(&c) || matches!(c, '*' | '_' | '/')
        });
        if close > open && stripped.ends_with([')', ']']) {
            end = start + stripped.len() - 1;
            close -= 1;
            continue;
        }
        return start..start + slice.trim_end().len();
    }
}

/// The work before the first label: without an opening bracket or dash at its end.
fn trim_lead_in(text: &Logical, range: Range<usize>) -> Range<usize> {
    trim_end(text, range, &['(', '[', '-', '–', '+', '•', '·', '*', '_', ' '])
}

#[cfg(test)]
mod tests {
    use super::read_fields;
    use crate::span::Span;
    use crate::text::Logical;

    fn fields(source: &str) -> Vec<(String, String)> {
        let text = Logical::new(source, &[Span::new(0, source.len())]);
        let labelled = read_fields(&text);
        labelled
            .fields
            .iter()
            .map(|f| (format!("{:?}", f.label.field).to_lowercase(), text.text[f.value.clone()].to_owned()))
            .collect()
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn labels_and_refusals() {
        for (text, expected) in [
            ("Cơ quan chủ trì: Sở Y tế.", vec![("lead", "Sở Y tế.")]),
            ("(Đơn vị chủ trì: Sở Y tế)", vec![("lead", "Sở Y tế")]),
            ("Cơ quan thực hiện", vec![("implementing", "")]),
            (
                "Đơn vị chủ trì: Sở Y tế; phối hợp: Công an tỉnh; thời gian: Quý II/2026.",
                vec![("lead", "Sở Y tế"), ("coordinating", "Công an tỉnh"), ("time", "Quý II/2026.")],
            ),
            ("Tổ chức hội nghị. Thời gian thực hiện: Quý I.", vec![("time", "Quý I.")]),
            (
                "Thời gian thực hiện từ tháng 01/2026 đến tháng 3/2026.",
                vec![("time", "từ tháng 01/2026 đến tháng 3/2026.")],
            ),
            ("Nâng cao kết quả: đạt 90%", vec![]),
            ("Chủ trì, phối hợp với Sở Y tế thực hiện", vec![]),
            ("Tổ chức các hoạt động sau: hội nghị", vec![]),
        ] {
            assert_eq!(fields(text), pairs(&expected), "{text}");
        }
    }
}
