//! The body of a plan: purposes, labelled tasks, funding; articles of a decision; the attached plan.

use super::duty;
use super::issuer::{capital, list};
use super::truth::{Agency, Heading, Task, Time};
use super::words::{self, TimeWord};
use super::{Block, Build, Fields, frame, outline};

const TASK_TITLES: [&str; 5] =
    ["NỘI DUNG THỰC HIỆN", "NHIỆM VỤ, GIẢI PHÁP", "NỘI DUNG", "NHIỆM VỤ TRỌNG TÂM", "NỘI DUNG, NHIỆM VỤ"];
/// Separators that part the names of a list beside `;`-parted fields.
const COMMA: [&str; 1] = [", "];
const ANY: [&str; 2] = [", ", "; "];

impl Build {
    pub(super) fn plan_body(&mut self) {
        self.purposes();
        let title = *self.random.pick(&TASK_TITLES);
        let at = self.heading(0, title);
        if self.layout.table_in_body {
            self.paragraph("Các nhiệm vụ cụ thể theo bảng sau:");
            self.task_table(at.as_deref());
        } else {
            self.labelled_tasks();
        }
        if self.random.one_in(2) {
            self.heading(0, "KINH PHÍ THỰC HIỆN");
            let funding = *self.random.pick(&words::FUNDING);
            self.paragraph(funding);
        }
        self.duties();
    }

    fn purposes(&mut self) {
        self.heading(0, "MỤC ĐÍCH, YÊU CẦU");
        let marker = self.layout.bullet;
        let texts: Vec<&str> = self.random.sample(&words::PURPOSES, 4).into_iter().copied().collect();
        for (n, title) in ["Mục đích", "Yêu cầu"].into_iter().enumerate() {
            self.heading(1, title);
            for text in &texts[n * 2..n * 2 + 2] {
                self.bullet(marker, format!("{text}."));
            }
        }
    }

    fn labelled_tasks(&mut self) {
        let deep = self.random.one_in(3);
        if !deep {
            for _ in 0..self.random.between(2, 5) {
                self.labelled_task(1);
            }
            return;
        }
        for group in ["Công tác lãnh đạo, chỉ đạo", "Tổ chức các hoạt động chuyên môn"]
        {
            self.heading(1, group);
            for _ in 0..self.random.between(2, 3) {
                self.labelled_task(2);
            }
        }
    }

    fn labelled_task(&mut self, level: usize) {
        match self.layout.fields {
            Fields::Nested => self.nested_tasks(level),
            Fields::Units => self.unit_task(level),
            Fields::TrailingBracket => self.bracket_task(level),
            other => {
                let title = self.work();
                let at = self.heading(level, &title);
                let marker = self.layout.bullet;
                if other == Fields::Bullets && self.random.one_in(2) {
                    let label = *self.random.pick(&words::WORK_LABELS);
                    let work = "(1) Thành lập tổ công tác; (2) Tổ chức thực hiện theo phân công.";
                    self.bullet(marker, format!("{label}: {work}"));
                }
                let inline = matches!(other, Fields::Bracket | Fields::OneLine);
                let (mut task, fields) = self.fields(inline);
                (task.title, task.at) = (title, at);
                self.truth.tasks.push(task);
                self.lay_fields(other, marker, fields);
            }
        }
    }

    fn lay_fields(&mut self, form: Fields, marker: &'static str, fields: Vec<(String, String)>) {
        match form {
            Fields::Bracket | Fields::OneLine => {
                let parts: Vec<String> = fields
                    .iter()
                    .enumerate()
                    .map(|(n, (l, v))| format!("{}: {v}", if n == 0 { l.clone() } else { frame::lower(l) }))
                    .collect();
                let line = parts.join("; ");
                self.paragraph(if form == Fields::Bracket {
                    format!("({line})")
                } else {
                    format!("{line}.")
                });
            }
            Fields::Lines => fields.iter().for_each(|(l, v)| self.paragraph(format!("{l}: {v}."))),
            _ => {
                let end = *self.random.pick(&[".", ";", ""]);
                fields.iter().for_each(|(l, v)| self.bullet(marker, format!("{l}: {v}{end}")));
            }
        }
    }

    /// The fields of one task: what they say, and how they are labelled and printed. `inline` fields stand on one line.
    fn fields(&mut self, inline: bool) -> (Task, Vec<(String, String)>) {
        let separators: &[&'static str] = if inline { &COMMA } else { &ANY };
        let mut task = Task { origin: "section", ..Task::default() };
        let mut fields = Vec::new();
        match self.random.below(6) {
            0 => {
                let agencies = self.some_agencies(2, 2);
                let (printed, agencies) = list(&mut self.random, agencies, &[" và "], true);
                task.implementing = agencies;
                fields.push((self.label(&words::IMPLEMENTING_LABELS), printed));
            }
            1 => {
                let (printed, lead, coordinating) = self.both_roles(separators);
                (task.lead, task.coordinating) = (lead, coordinating);
                fields.push((self.label(&words::IMPLEMENTING_LABELS), printed));
            }
            _ => {
                let lead_count = if self.random.one_in(4) { 2 } else { 1 };
                let lead = self.some_agencies(lead_count, 0);
                let (printed, lead) = list(&mut self.random, lead, separators, true);
                fields.push((self.label(&words::LEAD_LABELS), printed));
                if !self.random.one_in(5) {
                    let other = self.coordinators(&lead);
                    let (printed, other) = list(&mut self.random, other, separators, true);
                    fields.push((self.label(&words::COORDINATING_LABELS), printed));
                    task.coordinating = other;
                }
                task.lead = lead;
            }
        }
        if !self.random.one_in(5) {
            let (label, time) = self.labelled_time();
            fields.push((label, time.text.clone()));
            task.time = Some(time);
        }
        if self.random.one_in(2) {
            let count = if inline { 1 } else { self.random.between(1, 2) };
            let drawn: Vec<String> =
                self.random.sample(&words::DELIVERABLES, count).iter().map(|d| (**d).to_owned()).collect();
            fields.push((self.label(&words::DELIVERABLE_LABELS), drawn.join("; ")));
            task.deliverables = drawn;
        }
        (task, fields)
    }

    /// Works in bullets under a section, their fields one level deeper.
    fn nested_tasks(&mut self, level: usize) {
        let at = self.heading(level, "Thực hiện các nhiệm vụ được giao, trong đó tập trung một số việc sau");
        let marker = self.layout.bullet;
        for _ in 0..self.random.between(1, 2) {
            let title = self.work();
            self.bullet(marker, format!("{title}."));
            let (mut task, fields) = self.fields(false);
            (task.title, task.at) = (title, at.clone());
            self.truth.tasks.push(task);
            fields.iter().for_each(|(l, v)| self.bullet("+", format!("{l}: {v}.")));
        }
    }

    /// A label whose value is a list of lines, each binding a unit to its part.
    fn unit_task(&mut self, level: usize) {
        let title = self.work();
        let at = self.heading(level, &title);
        let marker = if self.layout.bullet == "*" { "-" } else { self.layout.bullet };
        let label = self.label(&words::IMPLEMENTING_LABELS);
        let colon = *self.random.pick(&["", ":"]);
        self.bullet(marker, format!("{label}{colon}"));
        let units = self.some_agencies(2, 0);
        for (n, unit) in units.iter().enumerate() {
            let part = ["tham mưu bố trí kinh phí thực hiện", "hướng dẫn cơ sở tổ chức thực hiện"][n % 2];
            let colon = *self.random.pick(&["", ":"]);
            self.bullet("+", format!("{}{colon} {part}.", unit.text));
        }
        let (label, time) = self.labelled_time();
        self.bullet(marker, format!("{label}: {}.", time.text));
        self.truth.tasks.push(Task {
            origin: "section",
            at,
            title,
            implementing: units,
            time: Some(time),
            ..Task::default()
        });
    }

    /// Roles in a bracket that ends the title.
    fn bracket_task(&mut self, level: usize) {
        let work = self.work();
        let lead = self.some_agencies(1, 0);
        let (printed, mut coordinating) = (lead[0].text.clone(), Vec::new());
        let bracket = match self.random.below(3) {
            0 => format!("({printed} chủ trì)"),
            1 => {
                let other = self.coordinators(&lead);
                let (others, other) = list(&mut self.random, other, &COMMA, false);
                coordinating = other;
                format!("({printed} chủ trì, phối hợp với {others})")
            }
            _ => {
                let other = self.coordinators(&lead);
                let (others, other) = list(&mut self.random, other, &COMMA, false);
                coordinating = other;
                format!("(Chủ trì: {printed}; phối hợp: {others})")
            }
        };
        let title = format!("{work} {bracket}");
        let at = self.heading(level, &title);
        self.truth.tasks.push(Task { origin: "section", at, title, lead, coordinating, ..Task::default() });
    }

    /// "A phối hợp với B và C": lead and coordinators in one value.
    pub(super) fn both_roles(&mut self, separators: &[&'static str]) -> (String, Vec<Agency>, Vec<Agency>) {
        let mut lead = self.some_agencies(1, 0);
        lead[0].text = capital(&lead[0].text);
        let other = self.coordinators(&lead);
        let (printed, other) = list(&mut self.random, other, separators, false);
        let link =
            *self.random.pick(&["phối hợp", "phối hợp với", "chủ trì, phối hợp với", "chủ trì, phối hợp"]);
        (format!("{} {link} {printed}", lead[0].text), lead, other)
    }

    /// `count` agencies and, once in `group` times, a group after them (never where `group` is 0).
    pub(super) fn some_agencies(&mut self, count: usize, group: usize) -> Vec<Agency> {
        let issuer = self.issuer.clone();
        let mut agencies = issuer.agencies(&mut self.random, count);
        if group > 0 && self.random.one_in(group) {
            agencies.pop();
            agencies.push(issuer.group(&mut self.random));
        }
        agencies
    }

    /// Agencies other than `lead`, often with a group at the end, sometimes with a scope.
    pub(super) fn coordinators(&mut self, lead: &[Agency]) -> Vec<Agency> {
        let issuer = self.issuer.clone();
        let count = self.random.between(1, 3);
        let mut agencies = issuer.agencies(&mut self.random, count + lead.len());
        agencies.retain(|a| lead.iter().all(|l| l.name != a.name));
        agencies.truncate(count);
        let mut seen: Vec<Option<&str>> = Vec::new();
        agencies.retain(|a| {
            let fresh = !seen.contains(&a.name);
            seen.push(a.name);
            fresh
        });
        if self.random.one_in(8)
            && let Some(first) = agencies.first_mut()
        {
            first.scope = Some("tổng hợp, theo dõi");
        }
        // the only other agency drawn may have been the lead under its short form
        if self.random.one_in(2) || agencies.is_empty() {
            agencies.push(issuer.group(&mut self.random));
        }
        agencies
    }

    pub(super) fn label(&mut self, list: &[&'static str]) -> String {
        (*self.random.pick(list)).to_owned()
    }

    /// A time label and a time, read as the label asks.
    pub(super) fn labelled_time(&mut self) -> (String, Time) {
        let deadline = self.random.one_in(2);
        let label =
            if deadline { self.label(&words::DEADLINE_LABELS) } else { self.label(&words::PERIOD_LABELS) };
        (label, self.time(deadline))
    }

    pub(super) fn time(&mut self, deadline: bool) -> Time {
        if self.random.one_in(2) {
            let (text, kind, start, end, every) = *self.random.pick(&words::BARE_TIMES);
            let (kind, start) = if deadline { ("by", None) } else { (kind, start) };
            return Time { text: text.to_owned(), kind, start, end, every };
        }
        duty::time(*self.random.pick::<TimeWord>(&words::OTHER_TIMES))
    }

    /// Articles of a decision.
    pub(super) fn articles(&mut self) {
        let subject = self.truth.subject.clone().unwrap_or_default();
        let plan = subject
            .trim_start_matches("Về việc ")
            .trim_start_matches("ban hành ")
            .trim_start_matches("Ban hành ");
        let articles = [
            format!("Ban hành kèm theo Quyết định này {plan}."),
            "Quyết định này có hiệu lực kể từ ngày ký.".to_owned(),
            "Chánh Văn phòng và Thủ trưởng các cơ quan, đơn vị liên quan chịu trách nhiệm thi hành Quyết định này./.".to_owned(),
        ];
        for (n, text) in articles.into_iter().enumerate() {
            let marker = format!("Điều {}.", n + 1);
            self.truth.sections.push(Heading { marker: marker.clone(), level: 1, title: text.clone() });
            self.blocks.push(Block::Numbered { level: 0, marker, text });
        }
    }

    /// The plan that the decision promulgates.
    pub(super) fn attached_plan(&mut self) {
        let number = self.truth.serial.clone().unwrap_or_else(|| "   ".to_owned());
        let (symbol, prose) = (self.truth.symbol.clone().unwrap_or_default(), self.issuer.prose.clone());
        let subject = self.truth.subject.clone().unwrap_or_default();
        let topic = subject.split("Kế hoạch ").nth(1).unwrap_or_default().to_owned();
        self.blocks.push(Block::PageBreak);
        self.blocks.push(Block::Centre("KẾ HOẠCH".to_owned()));
        self.blocks.push(Block::Centre(capital(&topic)));
        self.blocks.push(Block::Centre(format!(
            "(Ban hành kèm theo Quyết định số {number}/{symbol} ngày 05 tháng 5 năm 2026 của {prose})"
        )));
        self.plan_body();
    }

    /// An appendix with the table of tasks.
    pub(super) fn appendix(&mut self) {
        if self.layout.table_in_body || self.random.one_in(3) {
            return;
        }
        self.blocks.push(Block::PageBreak);
        let heading = *self.random.pick(&["PHỤ LỤC", "PHỤ LỤC I", "Phụ lục 01"]);
        self.blocks.push(Block::Centre(heading.to_owned()));
        self.blocks.push(Block::Centre("PHÂN CÔNG NHIỆM VỤ".to_owned()));
        let prose = self.issuer.prose.clone();
        self.blocks.push(Block::Centre(format!(
            "(Kèm theo Kế hoạch số      ngày      tháng      năm 2026 của {prose})"
        )));
        self.task_table(None);
    }

    /// A roman number for a group row.
    pub(super) fn group_number(n: usize) -> String {
        outline::roman(n)
    }
}
