//! Rules → grids of table cells.
//!
//! In: the rules of a page. Out: [`Grid`]s: column and row edges and cells with spans; text is filled in later.
//! Tricky: a table cut by a page break has no rule at its open end, so the ends of the vertical rules count as row
//! edges too; a missing stretch of wall merges two cells.

use super::page::{Page, Rule};

/// Lines nearer than this are one line.
const SAME_LINE: f32 = 1.5;
/// Collinear pieces with a smaller gap are one line.
const SAME_PIECE: f32 = 3.0;
/// Lines that come this near each other cross.
const CROSSING: f32 = 3.0;
/// Edges nearer than this are one edge.
const SAME_EDGE: f32 = 3.5;
/// Share of an edge that must be drawn to part two cells.
const WALL: f32 = 0.6;
/// Most merged lines of a page that are looked at.
const MAX_LINES: usize = 3_000;
/// Most places (rows × columns) of one table.
const MAX_PLACES: usize = 20_000;

/// A cell of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct GridCell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

/// A ruled table.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    /// Column edges from left to right.
    pub(super) xs: Vec<f32>,
    /// Row edges from top to bottom.
    pub(super) ys: Vec<f32>,
    /// Cells by row, then column.
    pub(super) cells: Vec<GridCell>,
    /// Index of the cell at each place, row by row.
    pub(super) places: Vec<usize>,
}

impl Grid {
    /// Bounds: left, top, right, bottom.
    pub(super) fn bounds(&self) -> [f32; 4] {
        let end = |v: &[f32]| (v.first().copied().unwrap_or(0.0), v.last().copied().unwrap_or(0.0));
        let ((x0, x1), (y0, y1)) = (end(&self.xs), end(&self.ys));
        [x0, y0, x1, y1]
    }

    /// Whether a point lies inside.
    pub(super) fn holds(&self, x: f32, y: f32) -> bool {
        let [x0, y0, x1, y1] = self.bounds();
        x >= x0 - 0.5 && x <= x1 + 0.5 && y >= y0 - 0.5 && y <= y1 + 0.5
    }

    /// The cell at a point.
    pub(super) fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        let place = |edges: &[f32], v: f32| {
            let n = edges.partition_point(|e| *e <= v);
            n.saturating_sub(1).min(edges.len().saturating_sub(2))
        };
        let (row, column) = (place(&self.ys, y), place(&self.xs, x));
        self.places.get(row * (self.xs.len().saturating_sub(1)) + column).copied()
    }

    /// Left, top, right, bottom of a cell.
    pub(super) fn cell_box(&self, cell: &GridCell) -> [f32; 4] {
        let x = |i: usize| self.xs.get(i).copied().unwrap_or(0.0);
        let y = |i: usize| self.ys.get(i).copied().unwrap_or(0.0);
        [x(cell.column), y(cell.row), x(cell.column + cell.columns), y(cell.row + cell.rows)]
    }
}

/// Finds the ruled tables of a page, from top to bottom.
pub(super) fn grids(page: &Page) -> Vec<Grid> {
    let across = merge(page.rules.iter().filter(|r| r.horizontal));
    let down = merge(page.rules.iter().filter(|r| !r.horizontal));
    if across.len() + down.len() > MAX_LINES {
        return Vec::new();
    }
    let mut grids: Vec<Grid> =
        components(&across, &down).into_iter().filter_map(|(h, v)| grid(&h, &v)).collect();
    drop_inner(&mut grids);
    // A table that runs off the paper: what shows of it beyond its last rule is part of it.
    for grid in &mut grids {
        if let Some(edge) = grid.xs.last_mut().filter(|x| **x > page.width - 20.0) {
            *edge = page.width + 20.0;
        }
    }
    grids.sort_by(|a, b| a.bounds()[1].total_cmp(&b.bounds()[1]));
    grids
}

/// Merges collinear pieces.
fn merge<'r>(rules: impl Iterator<Item = &'r Rule>) -> Vec<Rule> {
    let mut rules: Vec<Rule> = rules.copied().collect();
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut out = Vec::new();
    let mut start = 0;
    while start < rules.len() {
        let at = rules[start].at;
        let end = start + rules.iter().skip(start).take_while(|r| r.at - at <= SAME_LINE).count();
        let Some(band) = rules.get_mut(start..end) else { break };
        band.sort_by(|a, b| a.from.total_cmp(&b.from));
        let at = band.iter().map(|r| r.at).sum::<f32>() / band.len() as f32;
        let first = out.len();
        for rule in band.iter() {
            match out.get_mut(first..).and_then(|o: &mut [Rule]| o.last_mut()) {
                Some(last) if rule.from - last.to <= SAME_PIECE => last.to = last.to.max(rule.to),
                _ => out.push(Rule { at, ..*rule }),
            }
        }
        start = end;
    }
    out
}

/// Groups lines that cross.
fn components(across: &[Rule], down: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut parent: Vec<usize> = (0..across.len() + down.len()).collect();
    for (i, h) in across.iter().enumerate() {
        for (j, v) in down.iter().enumerate() {
            let on_h = v.at >= h.from - CROSSING && v.at <= h.to + CROSSING;
            let on_v = h.at >= v.from - CROSSING && h.at <= v.to + CROSSING;
            if on_h && on_v {
                let (a, b) = (root(&mut parent, i), root(&mut parent, across.len() + j));
                parent[a.max(b)] = a.min(b);
            }
        }
    }
    let mut order: Vec<usize> = Vec::new();
    let mut groups: Vec<(Vec<Rule>, Vec<Rule>)> = Vec::new();
    for (index, line) in across.iter().chain(down).enumerate() {
        let r = root(&mut parent, index);
        let group = order.iter().position(|o| *o == r).unwrap_or_else(|| {
            order.push(r);
            groups.push((Vec::new(), Vec::new()));
            order.len() - 1
        });
        if let Some(group) = groups.get_mut(group) {
            if line.horizontal { group.0.push(*line) } else { group.1.push(*line) }
        }
    }
    groups.retain(|(h, v)| !h.is_empty() && v.len() + h.len() >= 4);
    groups
}

fn root(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}

/// Sorted positions, near ones averaged.
fn edges(mut all: Vec<f32>) -> Vec<f32> {
    all.sort_unstable_by(f32::total_cmp);
    all.chunk_by(|a, b| b - a <= SAME_EDGE)
        .map(|group| group.iter().sum::<f32>() / group.len() as f32)
        .collect()
}

fn grid(across: &[Rule], down: &[Rule]) -> Option<Grid> {
    let outer = |rules: &[Rule]| {
        let from = rules.iter().map(|r| r.from).fold(f32::INFINITY, f32::min);
        let to = rules.iter().map(|r| r.to).fold(f32::NEG_INFINITY, f32::max);
        [from, to]
    };
    let mut xs: Vec<f32> = down.iter().map(|r| r.at).collect();
    let mut ys: Vec<f32> = across.iter().map(|r| r.at).collect();
    xs.extend(outer(across));
    if !down.is_empty() {
        ys.extend(outer(down));
    }
    let (xs, ys) = (edges(xs), edges(ys));
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns * rows < 2 || columns * rows > MAX_PLACES {
        return None;
    }
    let mut cell: Vec<usize> = (0..columns * rows).collect();
    let mut open = |a: usize, b: usize, wall: bool| {
        if !wall {
            let (a, b) = (root(&mut cell, a), root(&mut cell, b));
            cell[a.max(b)] = a.min(b);
        }
    };
    for r in 0..rows {
        for c in 0..columns {
            if c + 1 < columns {
                open(r * columns + c, r * columns + c + 1, walled(down, xs[c + 1], ys[r], ys[r + 1]));
            }
            if r + 1 < rows {
                open(r * columns + c, (r + 1) * columns + c, walled(across, ys[r + 1], xs[c], xs[c + 1]));
            }
        }
    }
    let roots: Vec<usize> = (0..cell.len()).map(|i| root(&mut cell, i)).collect();
    let (cells, places) = rectangles(roots, columns);
    (cells.len() >= 2).then_some(Grid { xs, ys, cells, places })
}

/// Whether the edge at `at` between `from` and `to` is drawn.
fn walled(rules: &[Rule], at: f32, from: f32, to: f32) -> bool {
    let drawn: f32 = rules
        .iter()
        .filter(|r| (r.at - at).abs() <= SAME_EDGE)
        .map(|r| (r.to.min(to) - r.from.max(from)).max(0.0))
        .sum();
    drawn >= WALL * (to - from)
}

/// Merged places as cells; shapes that are no rectangle grow to one.
fn rectangles(mut roots: Vec<usize>, columns: usize) -> (Vec<GridCell>, Vec<usize>) {
    let n = roots.len();
    let bounds = |roots: &[usize]| {
        let mut b: Vec<Option<[usize; 4]>> = vec![None; n];
        for (i, r) in roots.iter().enumerate() {
            let (y, x) = (i / columns, i % columns);
            let e = b[*r].get_or_insert([y, x, y, x]);
            *e = [e[0].min(y), e[1].min(x), e[2].max(y), e[3].max(x)];
        }
        b
    };
    let mut all = bounds(&roots);
    for _ in 0..8 {
        let mut changed = false;
        for (r, b) in all.iter().enumerate() {
            let Some([y0, x0, y1, x1]) = *b else { continue };
            for i in (y0..=y1).flat_map(|y| (x0..=x1).map(move |x| y * columns + x)) {
                let other = roots[i];
                if other != r {
                    changed = true;
                    let Some(target) = roots.get(r).copied() else { continue };
                    roots.iter_mut().filter(|o| **o == other).for_each(|o| *o = target);
                }
            }
        }
        if !changed {
            break;
        }
        all = bounds(&roots);
    }
    let mut found: Vec<(GridCell, usize)> = Vec::new();
    for (r, b) in all.iter().enumerate() {
        let Some([y0, x0, y1, x1]) = *b else { continue };
        found.push((GridCell { row: y0, column: x0, rows: y1 - y0 + 1, columns: x1 - x0 + 1 }, r));
    }
    found.sort_by_key(|(c, _)| (c.row, c.column));
    let mut index: Vec<usize> = vec![0; n];
    for (i, (_, r)) in found.iter().enumerate() {
        index[*r] = i;
    }
    let places = roots.iter().map(|r| index[*r]).collect();
    (found.into_iter().map(|f| f.0).collect(), places)
}

/// Drops grids that lie inside a cell of another one: nested tables are flattened.
fn drop_inner(grids: &mut Vec<Grid>) {
    let all: Vec<[f32; 4]> = grids.iter().map(Grid::bounds).collect();
    let mut index = 0;
    grids.retain(|_| {
        let me = all[index];
        let inside = all.iter().enumerate().any(|(j, o)| {
            j != index
                && me[0] > o[0] - 1.0
                && me[1] > o[1] - 1.0
                && me[2] < o[2] + 1.0
                && me[3] < o[3] + 1.0
                && (o[2] - o[0]) * (o[3] - o[1]) > (me[2] - me[0]) * (me[3] - me[1])
        });
        index += 1;
        !inside
    });
}
