//! Text without a reader's structure → items.

use super::columns::Columns;
use super::furniture::find_furniture;
use super::lines::{TextLine, read_lines};
use super::opener::opens_item;
use super::tables::find_tables;
use super::wrap::{Joiner, wrapping_of};
use super::{Item, Para};
use crate::diagnostic::Sink;
use crate::text::Logical;

/// The items of a text.
pub(crate) fn items_of_text(text: &str, _sink: &mut Sink) -> Vec<Item> {
    let mut lines = read_lines(text);
    if is_flattened(&lines) {
        return vec![Item::Para(flatten(&lines))];
    }
    let furniture = find_furniture(&lines);
    let tables = find_tables(text, &lines, &furniture);
    let mut inside = furniture.clone();
    for line in tables.iter().flat_map(|t| t.lines.clone()) {
        if let Some(flag) = inside.get_mut(line) {
            *flag = true;
        }
    }
    let outside: Vec<&TextLine> =
        lines.iter().zip(&inside).filter(|(_, inside)| !**inside).map(|(l, _)| l).collect();
    let mut joiner = Joiner::new(wrapping_of(&outside));
    let mut tables = tables.into_iter().peekable();
    let mut at = 0;
    let mut columns = Columns::default();
    while let Some(line) = lines.get_mut(at) {
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
        } else if let Some(sides) = columns.split(text, line.span) {
            for item in sides {
                joiner.item(item);
            }
        } else {
            joiner.line(std::mem::take(line));
        }
    }
    joiner.finish()
}

/// Whether the lines of a text mean nothing: the letterhead runs on inside a line, and hardly a line opens an item.
fn is_flattened(lines: &[TextLine]) -> bool {
    let written: Vec<&TextLine> = lines.iter().filter(|l| !l.text.is_empty()).collect();
    let openers = written.iter().filter(|l| opens_item(&l.text.key)).count();
    let glued = written.iter().take(12).any(|l| {
        let key = l.text.key.as_str();
        let tail = key.find("hạnh phúc").and_then(|at| key.get(at + "hạnh phúc".len()..));
        tail.is_some_and(|t| t.chars().filter(|c| c.is_alphanumeric()).count() >= 2)
    });
    glued && openers * 10 <= written.len()
}

/// All lines as one paragraph.
fn flatten(lines: &[TextLine]) -> Para {
    let parts: Vec<(&Logical, bool)> = lines.iter().map(|l| (&l.text, false)).collect();
    Para { text: Logical::join(&parts), ..Para::default() }
}
