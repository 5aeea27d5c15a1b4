//! The outline → sections of the plan: ids, roles, blocks.

use super::tables::TableIndex;
use super::value::whole;
use crate::layout::is_upper;
use crate::lexicon;
use crate::model::{BlockItem, BlockKind, Section, SectionRole};
use crate::outline::marker::ListKind;
use crate::outline::{BlockRef, Node, Outline};

/// What a level-1 section is for.
pub(crate) fn role_of(node: &Node) -> SectionRole {
    let role = lexicon::section_role(&node.title.key).unwrap_or(SectionRole::Other);
    // "Tổ chức triển khai ứng dụng …" is a task; the heading of an implementation section is short or in capitals
    let long = node.title.text.chars().count() > 70 && !is_upper(&node.title.text);
    match role {
        SectionRole::Implementation if long => SectionRole::Tasks,
        // "Yêu cầu Ủy ban nhân dân tỉnh tập trung …:" is an order, no section on requirements
        SectionRole::Purpose if long => SectionRole::Other,
        role => role,
    }
}

/// The id of every node: markers of the path, joined with dots; "Phần II." gives its number alone.
pub(crate) fn ids(outline: &Outline) -> Vec<String> {
    let mut ids: Vec<String> = Vec::with_capacity(outline.nodes.len());
    for node in &outline.nodes {
        let parent = node.parent.and_then(|p| ids.get(p)).cloned();
        let step = step_of(node, node.parent.and_then(|p| outline.nodes.get(p)));
        ids.push(match parent {
            Some(parent) if !parent.is_empty() => format!("{parent}.{step}"),
            _ => step,
        });
    }
    ids
}

/// A node's own step of the path; a decimal number under its stem counts once: "2.2." under "2." is "2".
fn step_of(node: &Node, parent: Option<&Node>) -> String {
    let core =
        node.marker.text.trim_matches(|c: char| matches!(c, '.' | ')' | '(' | '/' | '-' | '–' | ':' | ' '));
    if let ListKind::Decimal(_) = node.reading.kind {
        let stem = node.reading.path.split_last().map(|(_, s)| s).unwrap_or(&[]);
        let under_stem = parent.is_some_and(|p| match p.reading.kind {
            ListKind::Decimal(_) => p.reading.path == stem,
            ListKind::Letter | ListKind::Bracketed | ListKind::LowerRoman => false,
            _ => stem == [p.reading.value],
        });
        if under_stem {
            return node.reading.value.to_string();
        }
    }
    match node.reading.kind {
        ListKind::Part | ListKind::Chapter | ListKind::Division => after_word(core),
        _ => core.to_owned(),
    }
}

/// The number of "Phần II", "Chương 3", "Phần thứ nhất" without the word before it.
fn after_word(core: &str) -> String {
    core.split_once(char::is_whitespace).map_or(core, |(_, number)| number.trim_start()).to_owned()
}

/// The sections of an outline.
pub(crate) fn sections_of(outline: &Outline, tables: &TableIndex) -> Vec<Section> {
    let ids = ids(outline);
    let mut open: Vec<(usize, Section)> = Vec::new();
    let mut out: Vec<Section> = Vec::new();
    for (n, node) in outline.nodes.iter().enumerate() {
        while open.last().is_some_and(|(i, _)| Some(*i) != node.parent) {
            close(&mut open, &mut out);
        }
        open.push((n, section_of(node, ids.get(n).cloned().unwrap_or_default(), tables)));
    }
    while !open.is_empty() {
        close(&mut open, &mut out);
    }
    out
}

fn close(open: &mut Vec<(usize, Section)>, out: &mut Vec<Section>) {
    let Some((_, section)) = open.pop() else { return };
    match open.last_mut() {
        Some((_, parent)) => parent.children.push(section),
        None => out.push(section),
    }
}

fn section_of(node: &Node, id: String, tables: &TableIndex) -> Section {
    Section {
        id,
        marker: node.marker.text.clone(),
        level: node.level,
        role: (node.level == 1).then(|| role_of(node)),
        title: whole(&node.title),
        blocks: node.blocks.iter().filter_map(|b| block_of(b, tables)).collect(),
        children: Vec::new(),
    }
}

/// A block of a section.
pub(crate) fn block_of(block: &BlockRef, tables: &TableIndex) -> Option<BlockItem> {
    match block {
        BlockRef::Text { marker, depth, text, .. } => {
            let words = whole(text);
            Some(BlockItem {
                kind: if marker.is_some() { BlockKind::Bullet } else { BlockKind::Paragraph },
                marker: marker.as_ref().map(|m| m.text.clone()),
                depth: *depth,
                text: words.text,
                spans: words.spans,
                table: None,
            })
        }
        BlockRef::Table(item) => tables.id_of(*item).map(|id| BlockItem {
            kind: BlockKind::Table,
            table: Some(id.to_owned()),
            ..BlockItem::default()
        }),
    }
}
