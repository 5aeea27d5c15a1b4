//! The lines of a table row, one under the other, into the cells of its columns.
//!
//! In: the lines of every row, and what each column holds. Out: cells. Every way to part the lines has a cost; the
//! cheapest is taken. A line in lower case goes on; a name that the registry knows is not torn; where a word had room on
//! the line above, the line did not wrap. How wide a column is, the rows themselves tell.
//!
//! Tricky: `Bộ Tài chính` `Bộ Khoa học và` `Công nghệ` `Quý IV/2026` is three cells.

use crate::lexicon::Holds;
use crate::lexicon::agency::{Tokens, registry};
use crate::text::Logical;
use std::ops::Range;

/// The lines of one row, or of what a page end left over of it.
pub(super) struct Row<'l> {
    /// The lines.
    pub(super) lines: &'l [Logical],
    /// The cells began on the page before.
    pub(super) continued: bool,
}

/// Most lines of one cell.
const CELL_LINES: usize = 90;

/// Characters of a page's width, bars aside.
const PAGE: usize = 96;

/// How often the widths are measured again.
const ROUNDS: usize = 3;

/// The cells of every row, without the ordinal.
pub(super) fn into_cells(rows: &[Row<'_>], columns: &[Holds]) -> Vec<Vec<Vec<Logical>>> {
    let rows: Vec<RowLines<'_>> = rows.iter().map(RowLines::new).collect();
    let first = percentile(
        rows.iter().filter(|r| !r.continued).filter_map(|r| r.lines.first()).map(|l| l.width).collect(),
    )
    .unwrap_or(30);
    let rest = (PAGE.saturating_sub(first) / columns.len().saturating_sub(1).max(1)).max(10);
    let mut widths = vec![rest; columns.len()];
    if let Some(width) = widths.first_mut() {
        *width = first.max(8);
    }
    let mut cuts = Vec::new();
    for _ in 0..ROUNDS {
        cuts = rows.iter().map(|row| row.part(columns, &widths)).collect::<Vec<_>>();
        for (column, width) in widths.iter_mut().enumerate().skip(1) {
            let full = |(row, cuts): (&RowLines<'_>, &Vec<Range<usize>>)| {
                let cell = cuts.get(column)?;
                let inner = row.lines.get(cell.start..cell.end.saturating_sub(1))?;
                Some(inner.iter().map(|l| l.width).collect::<Vec<_>>())
            };
            let inner = rows.iter().zip(&cuts).filter_map(full).flatten().collect();
            *width = percentile(inner).unwrap_or(*width).min(rest * 2);
        }
    }
    rows.iter().zip(cuts).map(|(row, cuts)| cuts.into_iter().map(|cell| row.cell(cell)).collect()).collect()
}

/// What nine of ten are not above.
fn percentile(mut values: Vec<usize>) -> Option<usize> {
    values.sort_unstable();
    values.get(values.len() * 9 / 10).or(values.last()).copied()
}

/// A line with what is seen of it.
struct Line<'l> {
    text: &'l Logical,
    /// Goes on with the line above: lower case, a bracket, a stop.
    small: bool,
    /// A name of the registry begins above and ends here.
    crossed: bool,
    body: bool,
    time: bool,
    document: bool,
    /// Cannot end a cell: a comma, a dash, a word that asks for more.
    open: bool,
    /// Says a time, wherever.
    timely: bool,
    /// Characters.
    width: usize,
}

impl Line<'_> {
    fn new<'l>(text: &'l Logical, above: Option<&Logical>) -> Line<'l> {
        let opens = |words: &[&str]| {
            words
                .iter()
                .any(|w| text.key.strip_prefix(w).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
        };
        let open = text.text.ends_with([',', '-', '–', '(', '/', '&'])
            || OPEN.iter().any(|w| text.key.strip_suffix(w).is_some_and(|rest| rest.ends_with(' ')));
        let time = opens(&TIMES) || text.text.starts_with("20");
        let small = text.text.starts_with(|c: char| c.is_lowercase() || "(,.;:)–-%/&\"”".contains(c));
        Line {
            text,
            small,
            crossed: !small && above.is_some_and(|above| crosses(above, text)),
            body: opens(&BODIES),
            time,
            document: opens(&DOCUMENTS),
            open,
            timely: time || says_time(&text.key),
            width: text.text.chars().count(),
        }
    }
}

/// Heads of bodies, as their names begin.
const BODIES: [&str; 36] = [
    "bộ",
    "các",
    "sở",
    "ubnd",
    "ủy ban",
    "hđnd",
    "cơ quan",
    "đơn vị",
    "ngân hàng",
    "văn phòng",
    "ban",
    "viện",
    "tòa án",
    "hội",
    "cục",
    "vụ",
    "trung tâm",
    "tổng cục",
    "đài",
    "thanh tra",
    "công an",
    "tỉnh",
    "thành phố",
    "tập đoàn",
    "doanh nghiệp",
    "chính quyền",
    "trường",
    "phòng",
    "học viện",
    "liên",
    "mặt trận",
    "bảo hiểm",
    "kiểm toán",
    "thông tấn xã",
    "báo",
    "tổ",
];

/// Words that open a time.
const TIMES: [&str; 12] = [
    "quý",
    "tháng",
    "năm",
    "thường xuyên",
    "hằng năm",
    "hàng năm",
    "hằng",
    "trước",
    "giai đoạn",
    "từ năm",
    "ngày",
    "định kỳ",
];

/// Words that open the name of a document.
const DOCUMENTS: [&str; 12] = [
    "báo cáo",
    "nghị quyết",
    "nghị định",
    "quyết định",
    "thông tư",
    "kế hoạch",
    "văn bản",
    "đề án",
    "chương trình",
    "luật",
    "chỉ thị",
    "hội nghị",
];

/// Words that end no cell.
const OPEN: [&str; 19] = [
    "và", "của", "các", "về", "cho", "với", "theo", "tại", "trong", "năm", "số", "đến", "là", "từ", "hoặc",
    "để", "do", "bằng", "những",
];

/// Whether a name of the registry begins on one line and ends on the next.
fn crosses(above: &Logical, line: &Logical) -> bool {
    let joined = Logical::join(&[(above, false), (line, false)]);
    let border = above.text.len();
    let tokens = Tokens::new(&joined.text, &joined.key, 0..joined.text.len());
    (0..tokens.len())
        .take_while(|at| tokens.bytes(*at, *at + 1).start < border)
        .any(|at| registry().longest(&tokens, at).is_some_and(|(_, end)| tokens.bytes(at, end).end > border))
}

/// The lines of a row.
struct RowLines<'l> {
    lines: Vec<Line<'l>>,
    continued: bool,
}

/// Costs, in tenths of what a capital inside a cell costs thrice.
type Cost = i32;

/// More than any row costs.
const NEVER: Cost = Cost::MAX / 4;

impl<'l> RowLines<'l> {
    fn new(row: &Row<'l>) -> RowLines<'l> {
        let above = |n: usize| n.checked_sub(1).and_then(|n| row.lines.get(n));
        let lines = row.lines.iter().enumerate().map(|(n, line)| Line::new(line, above(n))).collect();
        RowLines { lines, continued: row.continued }
    }

    /// The cheapest parting: one range of lines a column.
    fn part(&self, columns: &[Holds], widths: &[usize]) -> Vec<Range<usize>> {
        let count = self.lines.len();
        let mut best: Vec<Vec<(Cost, usize)>> = vec![vec![(NEVER, 0); count + 1]];
        if let Some(start) = best.first_mut().and_then(|row| row.first_mut()) {
            *start = (0, 0);
        }
        for (column, width) in columns.iter().zip(widths) {
            let mut next = vec![(NEVER, 0); count + 1];
            for (from, (before, _)) in best.last().into_iter().flatten().enumerate() {
                if *before < NEVER {
                    self.extend(*column, *width, from, *before, &mut next);
                }
            }
            best.push(next);
        }
        let mut end = count;
        let mut cells: Vec<Range<usize>> = Vec::with_capacity(columns.len());
        for costs in best.iter().skip(1).rev() {
            let start = costs.get(end).map_or(0, |(_, start)| *start);
            cells.push(start..end);
            end = start;
        }
        cells.reverse();
        cells
    }

    /// Every cell of a column that begins at line `from`.
    fn extend(&self, column: Holds, width: usize, from: usize, before: Cost, next: &mut [(Cost, usize)]) {
        let offer = |next: &mut [(Cost, usize)], end: usize, cost: Cost| {
            if let Some(slot) = next.get_mut(end).filter(|slot| cost < slot.0) {
                *slot = (cost, from);
            }
        };
        offer(next, from, before + if self.continued { 5 } else { empty_cost(column) });
        let Some(first) = self.lines.get(from) else { return };
        let mut inside = if first.width * 4 > width * 5 { 20 } else { 0 };
        let mut length = 0;
        let mut timely = false;
        for end in from + 1..=self.lines.len().min(from + CELL_LINES) {
            let Some(line) = self.lines.get(end - 1) else { break };
            if end - 1 > from {
                inside += self.stay(column, width, end - 1);
            }
            length += line.width + 1;
            timely = timely || line.timely;
            let shape = if self.continued { 0 } else { cell_cost(column, first, length, timely) };
            let cost = before + inside + shape + self.cut(end);
            offer(next, end, cost);
        }
    }

    /// What it costs to begin a cell at line `at`.
    fn cut(&self, at: usize) -> Cost {
        let (Some(above), Some(line)) = (self.lines.get(at.wrapping_sub(1)), self.lines.get(at)) else {
            return 0;
        };
        let mut cost = 0;
        if line.small && !self.continued {
            cost += 40;
        } else if line.crossed {
            cost += 30;
        } else if line.text.text.starts_with(|c: char| c.is_ascii_digit()) && !line.time {
            cost += 10;
        }
        if above.open {
            cost += 35;
        }
        if above.text.text.ends_with(['.', ';']) {
            cost -= 10;
        }
        cost
    }

    /// What it costs that line `at` goes on with the cell above.
    fn stay(&self, kind: Holds, width: usize, at: usize) -> Cost {
        let (Some(above), Some(line)) = (self.lines.get(at.wrapping_sub(1)), self.lines.get(at)) else {
            return 0;
        };
        let mut cost = 0;
        if above.text.text.ends_with('.') {
            cost += 12;
        }
        if line.width * 4 > width * 5 {
            cost += 20;
        }
        if line.small || line.crossed {
            return cost;
        }
        cost += 7;
        let actors = matches!(kind, Holds::Leader | Holds::Actors);
        if actors && line.body && !above.open && !above.text.text.ends_with(';') {
            cost += if kind == Holds::Leader { 13 } else { 5 };
        }
        if actors && line.document && !line.body {
            cost += 15;
        }
        if line.time {
            cost += match kind {
                Holds::Leader | Holds::Actors => 18,
                Holds::Result | Holds::Other => 12,
                Holds::Work | Holds::Time => 5,
            };
        }
        if actors && above.open {
            return cost;
        }
        // the word had room above: the line did not wrap
        let word = line.text.text.split(' ').next().map_or(0, |w| w.chars().count());
        if let Some(free) = width.checked_sub(above.width + 1 + word) {
            let most = if kind == Holds::Actors && line.body { 10 } else { 30 };
            cost += (3 + free as Cost * 7 / 2).min(most);
        }
        cost
    }

    /// The lines of a cell; in a cell of bodies, a body after a whole line begins a new paragraph.
    fn cell(&self, range: Range<usize>) -> Vec<Logical> {
        let lines = self.lines.get(range).unwrap_or(&[]);
        let joined = Logical::join(&lines.iter().map(|l| (l.text, false)).collect::<Vec<_>>());
        if joined.is_empty() { Vec::new() } else { vec![joined] }
    }
}

fn empty_cost(kind: Holds) -> Cost {
    match kind {
        Holds::Work => 60,
        Holds::Actors | Holds::Other => 26,
        Holds::Leader | Holds::Time | Holds::Result => 32,
    }
}

/// How unlike its column a cell is.
fn cell_cost(kind: Holds, first: &Line<'_>, length: usize, timely: bool) -> Cost {
    let long = |over: usize| length.saturating_sub(over) as Cost / 2;
    match kind {
        Holds::Leader | Holds::Actors => (if first.body { 0 } else { 25 }) + if first.time { 25 } else { 0 },
        Holds::Time => (if timely { 0 } else { 30 }) + long(60),
        Holds::Work => {
            if length < 20 {
                10
            } else {
                0
            }
        }
        Holds::Result | Holds::Other => {
            (if first.time && length < 40 { 20 } else { 0 })
                + if kind == Holds::Result && first.body && !first.document && length < 60 { 10 } else { 0 }
        }
    }
}

fn says_time(key: &str) -> bool {
    TIMES.iter().any(|w| key.contains(w)) || key.contains("20") || key.contains("tiến độ")
}
