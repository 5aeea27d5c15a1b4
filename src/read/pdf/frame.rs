//! The frame in which text stands: margins, distance of lines, indent.
//!
//! In: the lines of a page, of one side of a block or of a cell. Out: a [`Frame`]. Tricky: on a page of short paragraphs
//! most lines begin at the indent; the margin shows in the lines that go on below.

use super::layout::RawTable;
use super::lines::{Row, Seg};
use super::page::Page;

/// Where the lines of a text stand.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame {
    pub(super) left: f32,
    pub(super) right: f32,
    /// Usual distance of baselines.
    pub(super) pitch: f32,
    /// Full lines reach the right edge exactly.
    pub(super) justified: bool,
    /// Where the first lines of paragraphs begin, if they are indented.
    pub(super) indent: Option<f32>,
}

impl Frame {
    pub(super) fn width(&self) -> f32 {
        self.right - self.left
    }

    /// The frame of the running text of a page. With little text besides a table, the table shows the margins; without a
    /// table, the page before does.
    pub(super) fn of_page(lines: &[Row], tables: &[RawTable], before: Option<Frame>, page: &Page) -> Frame {
        let is_wide = |r: &&Row| r.x1() - r.x0() > 0.5 * page.width;
        let wide: Vec<&Row> = lines.iter().filter(is_wide).collect();
        if let Some(before) = before.filter(|_| wide.is_empty() && tables.is_empty()) {
            return before;
        }
        let all: Vec<&Row> = if wide.is_empty() { lines.iter().collect() } else { wide };
        let first = edge(all.iter().map(|r| r.x0()).collect(), false).unwrap_or(0.1 * page.width);
        let below =
            |w: &&[Row]| is_wide(&&w[0]) && w[1].y - w[0].y < 1.6 * w[0].size && w[1].x0() < first - 4.0;
        let mut second: Vec<f32> = lines.windows(2).filter(below).map(|w| w[1].x0()).collect();
        second.sort_by(f32::total_cmp);
        let mut left = groups(&second).find(|g| g.len() >= 2).map_or(first, middle);
        let mut right = edge(all.iter().map(|r| r.x1()).collect(), true).unwrap_or(0.9 * page.width);
        if all.len() < 5 {
            left = tables.iter().filter_map(|t| t.xs.first()).fold(left, |a, b| a.min(*b));
            right = tables.iter().filter_map(|t| t.xs.last()).fold(right, |a, b| a.max(*b));
        }
        let right = right.max(left + 1.0);
        let flush = all.iter().filter(|r| (r.x1() - right).abs() < 1.5).count();
        let mut starts: Vec<f32> = all.iter().map(|r| r.x0()).filter(|x| x - left > 8.0).collect();
        starts.sort_by(f32::total_cmp);
        let indent = groups(&starts).max_by_key(|g| g.len()).filter(|g| g.len() >= 3).map(middle);
        Frame { left, right, pitch: pitch(&all), justified: all.len() >= 5 && flush * 2 > all.len(), indent }
    }

    /// The frame of one side of a block: its own edges, widened where its lines are centred, so that all are seen so.
    pub(super) fn of_side(self, side: &[Seg]) -> Frame {
        let left = side.iter().map(|s| s.x0).fold(f32::INFINITY, f32::min);
        let right = side.iter().map(|s| s.x1).fold(f32::NEG_INFINITY, f32::max);
        let mut mids: Vec<f32> = side.iter().map(Seg::mid).collect();
        mids.sort_by(f32::total_cmp);
        let mid = middle(&mids);
        let centred = side.iter().filter(|s| (s.mid() - mid).abs() < 4.0).count();
        let ragged = side.iter().filter(|s| (s.x0 - left).abs() < 2.0).count();
        let own = Frame { left, right, justified: false, indent: None, ..self };
        if side.len() > 1 && centred > ragged {
            let half = (right - mid).max(mid - left) + 30.0;
            return Frame { left: mid - half, right: mid + half, ..own };
        }
        own
    }
}

/// Groups of near values among sorted ones.
fn groups(values: &[f32]) -> impl Iterator<Item = &[f32]> {
    values.chunk_by(|a, b| b - a < 1.0)
}

fn middle(group: &[f32]) -> f32 {
    group.get(group.len() / 2).copied().unwrap_or(0.0)
}

/// The outermost place at which several lines begin or end.
fn edge(mut values: Vec<f32>, last: bool) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    let usual = |g: &&[f32]| g.len() >= 2 && g.len() * 16 >= values.len();
    let (group, end) = if last {
        (groups(&values).filter(usual).last(), values.last())
    } else {
        (groups(&values).find(usual), values.first())
    };
    group.map(middle).or(end.copied())
}

/// The usual distance of lines: the smallest that several have.
fn pitch(lines: &[&Row]) -> f32 {
    let mut gaps: Vec<f32> =
        lines.windows(2).map(|w| w[1].y - w[0].y).filter(|g| *g > 4.0 && *g < 40.0).collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps.chunk_by(|a, b| b - a < 0.5).find(|g| g.len() >= 2 && g.len() * 10 >= gaps.len());
    usual.map(middle).or(gaps.first().copied()).unwrap_or(16.0)
}
