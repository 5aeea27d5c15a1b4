//! Labels of charts.
//!
//! In: the rows of a page. Out: the rows that label a chart, taken out: they are no running text. A chart shows many
//! numbers in letters far smaller than the text. Tricky: so does a footnote, but in words.

use super::frame::Frame;
use super::lines::{Row, Setting, main_size};
use super::page::Page;
use super::paragraphs::{Para, Zone, paragraphs};
use crate::source::Part;

/// Letters below this share of the size of the text label something.
const SMALL: f32 = 0.68;
/// So do those below this share, beside such a chart: its legend.
const SMALLISH: f32 = 0.8;
/// How far beside, in points.
const BESIDE: f32 = 30.0;
/// Largest distance of two rows of one chart, in points.
const APART: f32 = 60.0;
/// Fewest labels of a chart; half as many of them are numbers.
const FEWEST: usize = 8;

/// Takes the labels of charts out of the rows of a page; each row comes back as a paragraph apart from the body.
pub(super) fn take(lines: &mut Vec<Row>, page: &Page, setting: Setting<'_>) -> Vec<Para> {
    let text_size = main_size(&page.glyphs);
    let small: Vec<usize> = (0..lines.len()).filter(|&i| lines[i].size < SMALL * text_size).collect();
    let mut chart = vec![false; lines.len()];
    for group in small.chunk_by(|&a, &b| lines[b].y - lines[a].y < APART) {
        let pieces: Vec<String> =
            group.iter().flat_map(|&i| &lines[i].segs).map(|s| s.text(setting)).collect();
        let numbers = pieces.iter().filter(|p| is_number(p)).count();
        if pieces.len() >= FEWEST && numbers * 2 >= FEWEST {
            let (top, bottom) = (lines[group[0]].y - BESIDE, lines[group[group.len() - 1]].y + BESIDE);
            let from = lines.partition_point(|row| row.y <= top);
            let beside = lines.iter().zip(&mut chart).skip(from).take_while(|(row, _)| row.y < bottom);
            for (row, labels) in beside {
                *labels |= row.size < SMALLISH * text_size;
            }
        }
    }
    let mut out = Vec::new();
    let mut chart = chart.into_iter();
    lines.retain(|row| {
        if chart.next() != Some(true) {
            return true;
        }
        let frame = Frame { left: row.x0(), right: row.x1(), ..Frame::default() };
        out.extend(paragraphs(vec![row.clone().whole()], frame, Zone::Cell, page.number, setting));
        false
    });
    out.into_iter().map(|p| Para { part: Part::HeaderFooter, flows: false, ..p }).collect()
}

/// `14,21`, `70,000%`, a row of such.
fn is_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | ' ' | '-'))
}
