//! Text without a reader's structure → items.

use super::blocks::starts_authority;
use super::furniture::find_furniture;
use super::lines::{TextLine, read_lines};
use super::tables::find_tables;
use super::wrap::{Joiner, is_upper, wrapping_of};
use super::{Item, Para};
use crate::diagnostic::Sink;
use crate::lexicon;
use crate::source::Style;
use crate::span::Span;
use crate::text::Logical;

/// The items of a text.
pub(crate) fn items_of_text(text: &str, _sink: &mut Sink) -> Vec<Item> {
    let lines = read_lines(text);
    let furniture = find_furniture(&lines);
    let mut tables = find_tables(text, &lines, &furniture).into_iter().peekable();
    let outside: Vec<TextLine> = lines
        .iter()
        .enumerate()
        .filter(|(i, _)| !furniture.get(*i).copied().unwrap_or(false))
        .map(|(_, l)| l.clone())
        .collect();
    let mut joiner = Joiner::new(wrapping_of(&outside));
    let mut at = 0;
    let mut signing = false;
    while let Some(line) = lines.get(at) {
        if let Some(table) = tables.next_if(|t| t.lines.start <= at) {
            for item in table.items {
                joiner.item(item);
            }
            at = table.lines.end.max(at + 1);
            continue;
        }
        at += 1;
        if line.text.is_empty() {
            joiner.blank();
        } else if furniture.get(at - 1).copied().unwrap_or(false) {
            if !line.text.text.starts_with(|c: char| c.is_alphanumeric()) {
                joiner.blank();
            }
        } else if let Some((left, right)) = split_columns(text, line, signing) {
            signing |= left.key.starts_with("nơi nhận") || starts_authority(&right.key);
            for (side, column) in [(left, 0), (right, 1)] {
                if !side.is_empty() {
                    joiner.item(column_item(side, column));
                }
            }
        } else {
            signing &= line.text.text.len() < 120;
            joiner.line(line.clone());
        }
    }
    joiner.finish()
}

fn column_item(text: Logical, column: u16) -> Item {
    Item::Para(Para { text, style: Style::default(), column: Some(column), ..Para::default() })
}

/// A line of a two-column letterhead or signature block: a wide gap with a known right-hand or left-hand side. Inside a
/// signature block (`signing`) every wide gap parts the columns, and an indented line stands in the right one.
fn split_columns(source: &str, line: &TextLine, signing: bool) -> Option<(Logical, Logical)> {
    let raw = line.span.of(source);
    let trimmed = raw.trim();
    let offset = line.span.start as usize + (raw.len() - raw.trim_start().len());
    let at = |from: usize, to: usize| Logical::new(source, &[Span::new(offset + from, offset + to)]);
    let Some(gap) = trimmed.find('\t').or_else(|| trimmed.find("   ")) else {
        return (signing && line.indent > 20).then(|| (Logical::default(), at(0, trimmed.len())));
    };
    let rest = trimmed.get(gap..)?;
    let right_start = gap + (rest.len() - rest.trim_start().len());
    let (left, right) = (at(0, gap), at(right_start, trimmed.len()));
    let fits = is_form_column(&right) && !left.is_empty()
        || is_form_column(&left) && !right.is_empty() && right.text.len() < 80
        || signing && left.text.starts_with(['-', '–', '+']) && right.text.len() < 60;
    fits.then_some((left, right))
}

/// Words that stand in a column of a letterhead or a signature block.
fn is_form_column(text: &Logical) -> bool {
    let key = text.key.as_str();
    key.starts_with("cộng hòa xã hội")
        || key.starts_with("độc lập")
        || key.starts_with("đảng cộng sản việt nam")
        || key.contains(", ngày") && key.contains("năm") && key.len() < 100
        || starts_authority(key)
        || is_upper(&text.text) && lexicon::is_position(key)
}
