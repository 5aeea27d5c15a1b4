//! Task tables: columns in any order, group, total and column-number rows, two-row headings, cuts, merged cells.

use super::issuer::list;
use super::truth::{self, Agency, Task, Time};
use super::words;
use super::{Block, Build, Cell, Grid, Shape};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Ordinal,
    Content,
    Lead,
    Coordinating,
    Implementing,
    Supervising,
    Roles,
    Time,
    Deliverable,
    Funding,
    Note,
}

impl Column {
    fn role(self) -> &'static str {
        match self {
            Column::Ordinal => "ordinal",
            Column::Content => "content",
            Column::Lead => "lead",
            Column::Coordinating => "coordinating",
            Column::Implementing => "implementing",
            Column::Supervising => "supervising",
            Column::Roles => "roles",
            Column::Time => "time",
            Column::Deliverable => "deliverable",
            Column::Funding => "funding",
            Column::Note => "note",
        }
    }
}

/// Columns, their headings, and whether a bare time is a limit.
struct Plan {
    columns: Vec<(Column, String)>,
    deadline: bool,
    two_rows: bool,
}

impl Build {
    /// A table of tasks; `_section` is the section in which it stands.
    pub(super) fn task_table(&mut self, _section: Option<&str>) {
        let plan = self.columns();
        let id = format!("tbl{}", self.truth.tables.len() + 1);
        let mut grid = Grid { heading: heading(&plan), ..Grid::default() };
        let width = plan.columns.len();
        if self.random.one_in(4) {
            grid.heading.push((1..=width).map(|n| Cell::new(format!("({n})"))).collect());
        }
        let mut table = truth::Table {
            roles: plan.columns.iter().map(|(c, _)| c.role()).collect(),
            ..truth::Table::default()
        };
        let grouped = plan.columns[0].0 == Column::Ordinal && self.random.one_in(3);
        let mut above: Option<Vec<Agency>> = None;
        for group in 1..=if grouped { 2 } else { 1 } {
            if grouped {
                let mut row = vec![Cell::new(Build::group_number(group))];
                row.push(Cell::new(
                    ["Công tác chỉ đạo, điều hành", "Công tác tuyên truyền, vận động"][group - 1],
                ));
                row.resize(width, Cell::new(""));
                grid.rows.push(row);
                table.group_rows += 1;
                above = None;
            }
            for _ in 0..self.random.between(2, 4) {
                table.data_rows += 1;
                let at = format!("{id}/{}", table.data_rows);
                let row = self.row(&plan, table.data_rows, at, &mut above);
                grid.rows.push(row);
            }
        }
        if plan.columns[0].0 == Column::Ordinal && plan.columns.iter().any(|(c, _)| *c == Column::Funding) {
            grid.rows.push(total(&plan));
            table.total_rows += 1;
        }
        if grid.rows.len() > 3 && self.random.one_in(3) {
            grid.cut = Some(2 + usize::from(grid.rows.len() > 5));
        }
        self.truth.tables.push(table);
        self.blocks.push(Block::Table(grid));
    }

    fn columns(&mut self) -> Plan {
        let deadline = self.random.one_in(2);
        let mut rest = vec![(Column::Content, self.label(&words::CONTENT_HEADINGS))];
        match self.random.below(5) {
            0 => rest.push((Column::Implementing, self.label(&words::IMPLEMENTING_LABELS))),
            1 => rest.push((Column::Roles, self.label(&words::ROLES_LABELS))),
            _ => {
                rest.push((Column::Lead, self.label(&words::LEAD_LABELS)));
                rest.push((Column::Coordinating, self.label(&words::COORDINATING_LABELS)));
            }
        }
        let split = rest.len() == 3;
        let time =
            if deadline { self.label(&words::DEADLINE_LABELS) } else { self.label(&words::PERIOD_LABELS) };
        rest.push((Column::Time, time));
        if !self.random.one_in(3) {
            rest.push((Column::Deliverable, self.label(&words::DELIVERABLE_LABELS)));
        }
        if self.random.one_in(4) {
            rest.push((Column::Supervising, self.label(&words::SUPERVISING_LABELS)));
        }
        if self.random.one_in(4) {
            rest.push((Column::Funding, self.label(&words::FUNDING_HEADINGS)));
        }
        if self.random.one_in(4) {
            rest.push((Column::Note, "Ghi chú".to_owned()));
        }
        if self.layout.permuted {
            let free = rest.len() - 1;
            self.random.shuffle(&mut rest[1..=free]);
        }
        let ordinal = !self.random.one_in(6);
        let mut columns = Vec::new();
        if ordinal {
            columns.push((Column::Ordinal, self.label(&words::ORDINAL_HEADINGS)));
        }
        columns.append(&mut rest);
        let at = columns.iter().position(|(c, _)| *c == Column::Lead);
        let adjacent =
            at.is_some_and(|n| columns.get(n + 1).is_some_and(|(c, _)| *c == Column::Coordinating));
        let two_rows = split && adjacent && self.layout.table != Shape::Aligned && self.random.one_in(4);
        if let (true, Some(n)) = (two_rows, at) {
            (columns[n].1, columns[n + 1].1) = ("Chủ trì".to_owned(), "Phối hợp".to_owned());
        }
        Plan { columns, deadline, two_rows }
    }

    fn row(&mut self, plan: &Plan, n: usize, at: String, above: &mut Option<Vec<Agency>>) -> Vec<Cell> {
        let mut task = Task { origin: "table", at: Some(at), ..Task::default() };
        let mut cells: Vec<Cell> = Vec::new();
        for (column, _) in &plan.columns {
            let cell = match column {
                Column::Ordinal => Cell::new(n.to_string()),
                Column::Content => {
                    task.title = self.work();
                    Cell::new(task.title.clone())
                }
                Column::Lead => self.lead_cell(&mut task, above),
                Column::Coordinating => {
                    if self.random.one_in(5) {
                        Cell::new("")
                    } else {
                        let lead = task.lead.clone();
                        let others = self.coordinators(&lead);
                        let (printed, others) = list(&mut self.random, others, &[", ", "; "], true);
                        task.coordinating = others;
                        Cell::new(printed)
                    }
                }
                Column::Implementing => self.plain_cell(&mut task.implementing, 2),
                Column::Supervising => self.plain_cell(&mut task.supervising, 1),
                Column::Roles => self.roles_cell(&mut task),
                Column::Time => {
                    let time: Time = self.time(plan.deadline);
                    let cell = Cell::new(time.text.clone());
                    task.time = Some(time);
                    cell
                }
                Column::Deliverable => {
                    let count = self.random.between(0, 2);
                    let drawn = self.random.sample(&words::DELIVERABLES, count);
                    task.deliverables = drawn.iter().map(|d| (**d).to_owned()).collect();
                    Cell::new(task.deliverables.join("; "))
                }
                Column::Funding => Cell::new((self.random.between(1, 90) * 10).to_string()),
                Column::Note => Cell::new(*self.random.pick(&["", "Theo kế hoạch riêng", "Trực tuyến"])),
            };
            cells.push(cell);
        }
        self.truth.tasks.push(task);
        cells
    }

    /// A lead cell; sometimes it continues the one above.
    fn lead_cell(&mut self, task: &mut Task, above: &mut Option<Vec<Agency>>) -> Cell {
        if let Some(agencies) = above.take() {
            let printed: Vec<&str> = agencies.iter().map(|a| a.text.as_str()).collect();
            let text = printed.join("; ");
            task.lead = agencies;
            return Cell { continues: true, ..Cell::new(text) };
        }
        let count = if self.random.one_in(4) { 2 } else { 1 };
        let agencies = self.some_agencies(count, 0);
        let text = agencies.iter().map(|a| a.text.as_str()).collect::<Vec<_>>().join("; ");
        if self.random.one_in(4) {
            *above = Some(agencies.clone());
        }
        task.lead = agencies;
        Cell::new(text)
    }

    fn plain_cell(&mut self, agencies: &mut Vec<Agency>, most: usize) -> Cell {
        let count = self.random.between(1, most);
        let drawn = self.some_agencies(count, 3);
        let (printed, drawn) = list(&mut self.random, drawn, &["; "], true);
        *agencies = drawn;
        Cell::new(printed)
    }

    fn roles_cell(&mut self, task: &mut Task) -> Cell {
        if self.random.one_in(2) {
            let (printed, lead, others) = self.both_roles(&[", "]);
            (task.lead, task.coordinating) = (lead, others);
            return Cell::new(printed);
        }
        let lead = self.some_agencies(1, 0);
        let others = self.coordinators(&lead);
        let (printed, others) = list(&mut self.random, others, &[", "], true);
        let text = format!("Chủ trì: {}. Phối hợp: {printed}.", lead[0].text);
        (task.lead, task.coordinating) = (lead, others);
        Cell::new(text)
    }
}

fn heading(plan: &Plan) -> Vec<Vec<Cell>> {
    let names =
        |cells: &[(Column, String)]| cells.iter().map(|(_, h)| Cell::new(h.clone())).collect::<Vec<Cell>>();
    let lead = plan.columns.iter().position(|(c, _)| *c == Column::Lead);
    let (true, Some(lead)) = (plan.two_rows, lead) else { return vec![names(&plan.columns)] };
    let mut top = names(&plan.columns[..lead]);
    top.push(Cell { span: 2, ..Cell::new("Cơ quan thực hiện") });
    top.extend(names(&plan.columns[lead + 2..]));
    let below = |(n, (_, h)): (usize, &(Column, String))| match n {
        n if n == lead || n == lead + 1 => Cell::new(h.clone()),
        _ => Cell { continues: true, ..Cell::new("") },
    };
    vec![top, plan.columns.iter().enumerate().map(below).collect()]
}

fn total(plan: &Plan) -> Vec<Cell> {
    let cell = |(n, (column, _)): (usize, &(Column, String))| match (n, column) {
        (1, _) => Cell::new("Tổng cộng"),
        (_, Column::Funding) => Cell::new("1.250"),
        _ => Cell::new(""),
    };
    plan.columns.iter().enumerate().map(cell).collect()
}
