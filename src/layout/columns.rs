//! Two columns on shared lines: letterhead and signature block, parted by a tab or by a wide gap.
//!
//! In: lines. Out: the two sides as paragraphs that name their column. Tricky: inside a signature block every wide gap
//! parts the columns (`- Lưu: VT.      Nguyễn Văn A`), elsewhere only words of the form do.

use super::{Item, Para};
use crate::form::{is_national, is_upper, starts_authority, starts_recipients};
use crate::lexicon;
use crate::span::Span;
use crate::text::Logical;
use crate::text::letter::is_bullet;

/// Splits the lines of a text, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    signing: bool,
}

impl Columns {
    /// The sides of a line that holds two columns, or stands in the right one.
    pub(crate) fn split(&mut self, source: &str, span: Span) -> Option<Vec<Item>> {
        let Some((left, right)) = split_columns(source, span, self.signing) else {
            self.signing &= span.len() < 160;
            return None;
        };
        self.signing |= starts_recipients(&left.key) || starts_authority(&right.key);
        let sides = [(left, 0), (right, 1)];
        Some(
            sides
                .into_iter()
                .filter(|(side, _)| !side.is_empty())
                .map(|(text, column)| column_item(text, column))
                .collect(),
        )
    }
}

fn column_item(text: Logical, column: u16) -> Item {
    Item::Para(Para { text, column: Some(column), ..Para::default() })
}

fn split_columns(source: &str, span: Span, signing: bool) -> Option<(Logical, Logical)> {
    let raw = span.of(source);
    let trimmed = raw.trim();
    let indent = raw.len() - raw.trim_start().len();
    let offset = span.start as usize + indent;
    let at = |from: usize, to: usize| Logical::new(source, &[Span::new(offset + from, offset + to)]);
    let Some(gap) = trimmed.find('\t').or_else(|| wide_gap(trimmed)) else {
        let right = signing && (indent > 20 || raw.starts_with('\t'));
        return right.then(|| (Logical::default(), at(0, trimmed.len())));
    };
    let rest = trimmed.get(gap..)?;
    let right_start = gap + (rest.len() - rest.trim_start().len());
    let (left, right) = (at(0, gap), at(right_start, trimmed.len()));
    let entry = left.text.starts_with(is_bullet);
    let fits = is_form_column(&right) && !left.is_empty()
        || is_form_column(&left) && !right.is_empty() && right.text.len() < 80
        || signing && entry && right.text.len() < 60;
    fits.then_some((left, right))
}

/// The first wide gap that does not stand for the blank of a number: "Số:      /KH-UBND      An Giang, ngày …".
fn wide_gap(line: &str) -> Option<usize> {
    let first = line.find("   ")?;
    let rest = line.get(first..)?;
    let after = first + (rest.len() - rest.trim_start().len());
    let blank = Logical::new(line, &[Span::new(0, first)]).key.trim_end_matches([':', ' ']) == "số";
    if !blank {
        return Some(first);
    }
    line.get(after..)?.find("   ").map(|at| after + at)
}

/// Words that stand in a column of a letterhead or a signature block.
fn is_form_column(text: &Logical) -> bool {
    let key = text.key.as_str();
    is_national(key)
        || key.starts_with("đảng cộng sản việt nam")
        || key.contains(", ngày") && key.contains("năm") && key.len() < 100
        || starts_authority(key)
        || is_upper(&text.text) && lexicon::is_position(key)
}
