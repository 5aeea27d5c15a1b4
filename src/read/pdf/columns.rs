//! Rows of a page → running text and two-column blocks (letterhead, sign-off), in reading order.
//!
//! In: rows outside tables, from top to bottom. Out: [`Stretch`]es. A row of two segments opens a block; it grows
//! while rows keep to one side of the gutter. Tricky: `KẾ HOẠCH` centred on the page lies wholly right of the gutter
//! of a letterhead, yet does not belong to it.

use super::frame::Frame;
use super::lines::{Row, Seg, Setting, cut_at};
use super::wording::is_item;
use crate::text::fold::fold;

/// Largest gap between two rows of a block, in line heights.
const BLOCK_GAP: f32 = 5.5;
/// Lines that begin at one tab stop are this near.
const TAB_STOP: f32 = 2.0;
/// How the line of addressees begins, which ends a letterhead (folded; Nghị định 30/2020/NĐ-CP, appendix I, II.9).
const ADDRESSEES: &str = "kính gửi";
/// How the left side of a sign-off begins (folded).
const RECIPIENTS: &str = "nơi nhận";

/// A part of a page.
pub(super) enum Stretch {
    /// Lines of running text.
    Body(Vec<Seg>),
    /// The left and the right side of a block.
    Columns(Vec<Seg>, Vec<Seg>),
}

/// Cuts rows into stretches.
pub(super) fn stretches(rows: Vec<Row>, frame: Frame, setting: Setting<'_>) -> Vec<Stretch> {
    let mut out = Vec::new();
    let mut body: Vec<Seg> = Vec::new();
    let mut at = 0;
    while let Some(row) = rows.get(at) {
        match block(&rows, at, frame, setting) {
            Some(list) if list.tabbed => {
                body.extend(rows.iter().take(list.end).skip(at).map(|r| r.clone().whole()));
                at = list.end;
            }
            Some(block) => {
                body.truncate(body.len().saturating_sub(block.back));
                if !body.is_empty() {
                    out.push(Stretch::Body(std::mem::take(&mut body)));
                }
                at = block.end;
                out.push(Stretch::Columns(block.left, block.right));
            }
            None => {
                body.push(row.clone().whole());
                at += 1;
            }
        }
    }
    if !body.is_empty() {
        out.push(Stretch::Body(body));
    }
    out
}

struct Block {
    left: Vec<Seg>,
    right: Vec<Seg>,
    /// Rows before the opening one that belong to it.
    back: usize,
    end: usize,
    /// It is a list whose items have tabs in them, and no block.
    tabbed: bool,
}

/// The gutter of a row that may open a block.
fn gutter(row: &Row, setting: Setting<'_>) -> Option<(f32, f32)> {
    if let [a, b] = row.segs.as_slice() {
        let label = a.glyphs.len() <= 6 && is_item(&a.text(setting)) || a.text(setting).chars().count() <= 2;
        return (!label).then_some((a.x1, b.x0));
    }
    // A letterhead whose sides nearly touch: the national motto opens the right side.
    let [only] = row.segs.as_slice() else { return None };
    let text: String = only.glyphs.iter().map(|g| g.ch).collect();
    let start = ["CỘNG HÒA XÃ", "CỘNG HOÀ XÃ", "ĐẢNG CỘNG SẢN"]
        .iter()
        .find_map(|m| text.find(m))
        .filter(|s| *s > 0)?;
    let index = text.get(..start)?.chars().count();
    let right = only.glyphs.get(index)?.x0;
    let left = only.glyphs.get(..index)?.iter().rev().find(|g| !g.is_blank())?.x1;
    (right - left > 0.6 * only.size).then_some((left, right))
}

/// The text left and right of a gutter.
type Sides = (Option<Seg>, Option<Seg>);

/// The gutter that a row opens, and what of the row stands on its sides. The other side may stand a little lower.
fn opening(rows: &[Row], at: usize, setting: Setting<'_>) -> Option<((f32, f32), Sides)> {
    let row = rows.get(at)?;
    if let Some((a, b)) = gutter(row, setting) {
        return Some(((a, b), cut_at(row, a, b)?));
    }
    let next = rows.get(at + 1).filter(|n| n.segs.len() == 1 && row.segs.len() == 1)?;
    let gap = 0.5 * row.size;
    if next.y - row.y > 0.8 * row.size.max(next.size) {
        return None;
    }
    let whole = Some(row.clone().whole());
    if row.x1() + gap < next.x0() {
        Some(((row.x1(), next.x0()), (whole, None)))
    } else if next.x1() + gap < row.x0() {
        Some(((next.x1(), row.x0()), (None, whole)))
    } else {
        None
    }
}

fn block(rows: &[Row], at: usize, frame: Frame, setting: Setting<'_>) -> Option<Block> {
    let row = rows.get(at)?;
    let (gap, sides) = opening(rows, at, setting)?;
    let (mut a, mut b) = gap;
    let (mut left, mut right): (Vec<Seg>, Vec<Seg>) =
        (sides.0.into_iter().collect(), sides.1.into_iter().collect());
    let mut end = at + 1;
    let mut last_y = row.y;
    let mut two_sided = 1;
    while let Some(next) = rows.get(end) {
        if next.y - last_y > BLOCK_GAP * 1.3 * next.size.max(row.size) {
            break;
        }
        let Some((l, r)) = side(next, a, b) else { break };
        if begins_with(next, ADDRESSEES, setting) {
            break;
        }
        if l.is_none() || r.is_none() {
            let lone = l.as_ref().or(r.as_ref())?;
            let (low, high) = if l.is_some() { (frame.left, a) } else { (b, frame.right) };
            if leaves(lone, (low + high) / 2.0, frame) {
                break;
            }
        } else {
            two_sided += 1;
        }
        a = l.as_ref().map_or(a, |s| a.max(s.x1));
        b = r.as_ref().map_or(b, |s| b.min(s.x0));
        left.extend(l);
        right.extend(r);
        last_y = next.y;
        end += 1;
    }
    let wide = b - a > 3.0 * row.size;
    if end - at == 1 && !wide || two_sided == 1 && !wide && !plausible(&left, &right) {
        return None;
    }
    if is_tabbed(&left, &right, setting) {
        return Some(Block { left, right, back: 0, end, tabbed: true });
    }
    let mut back = 0;
    while let Some(before) = at.checked_sub(back + 1).and_then(|i| rows.get(i)) {
        let below = rows.get(at - back).map_or(row.y, |r| r.y);
        let near = below - before.y < 1.6 * before.size;
        let ends_paragraph = at
            .checked_sub(back + 2)
            .and_then(|i| rows.get(i))
            .is_some_and(|above| before.y - above.y < 1.6 * before.size && above.x0() < a && above.x1() > b);
        let Some((l, r)) = side(before, a, b).filter(|_| near && !ends_paragraph) else { break };
        let Some(lone) = l.as_ref().xor(r.as_ref()) else { break };
        let mid = if l.is_some() { left.first() } else { right.first() }.map_or(0.0, Seg::mid);
        if (lone.mid() - mid).abs() > 0.08 * frame.width() || leaves(lone, mid, frame) {
            break;
        }
        left.splice(0..0, l);
        right.splice(0..0, r);
        back += 1;
    }
    Some(Block { left, right, back, end, tabbed: false })
}

/// Whether rows are items of a list, each with its rest behind a tab: `- Ông A      Trưởng ban`. Lines without such
/// a rest may stand between them.
fn is_tabbed(left: &[Seg], right: &[Seg], setting: Setting<'_>) -> bool {
    let Some(stop) = right.first().map(|s| s.x0) else { return false };
    if right.iter().any(|s| (s.x0 - stop).abs() > TAB_STOP) {
        return false;
    }
    let mut items = left.iter().peekable();
    let mut colon = false;
    for rest in right {
        while items.next_if(|l| rest.y - l.y > 0.3 * l.size).is_some() {}
        let Some(item) = items.next_if(|l| (rest.y - l.y).abs() <= 0.3 * l.size) else { return false };
        let (item, rest) = (item.text(setting), rest.text(setting));
        colon |= item.ends_with(':') || is_item(&rest);
        let label = is_item(&item) || item.ends_with(':');
        if !label || fold(&item).starts_with(RECIPIENTS) || !rest.chars().any(char::is_lowercase) {
            return false;
        }
    }
    // A single pair may be the last recipient and the name of who signed.
    right.len() > 1 || colon
}

/// Whether the text of a row begins with some words.
fn begins_with(row: &Row, words: &str, setting: Setting<'_>) -> bool {
    row.segs.first().is_some_and(|s| fold(&s.text(setting)).starts_with(words))
}

/// Which sides of the gutter a row has text on; `None` where it crosses.
fn side(row: &Row, a: f32, b: f32) -> Option<Sides> {
    let whole = || row.clone().whole();
    if row.x1() < b - 3.0 && row.x0() < a {
        return Some((Some(whole()), None));
    }
    if row.x0() > a + 3.0 && row.x1() > b {
        return Some((None, Some(whole())));
    }
    cut_at(row, a, b)
}

/// A line centred on the page and not on its side of the gutter has left the block.
fn leaves(line: &Seg, side_mid: f32, frame: Frame) -> bool {
    let page_mid = (frame.left + frame.right) / 2.0;
    let off = (line.mid() - page_mid).abs();
    off < 0.03 * frame.width() && off < (line.mid() - side_mid).abs()
}

/// A block with one row of two sides must have lines on both sides that look set apart.
fn plausible(left: &[Seg], right: &[Seg]) -> bool {
    left.len() + right.len() > 3
}
