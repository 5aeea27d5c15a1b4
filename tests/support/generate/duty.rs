//! Duties in prose: by agency, run in, "Giao …", groups.

use super::Build;
use super::frame::lower;
use super::issuer::{capital, list};
use super::truth::{Agency, Task, Time};
use super::words::{self, TimeWord};

const TITLES: [&str; 3] = ["TỔ CHỨC THỰC HIỆN", "PHÂN CÔNG NHIỆM VỤ", "TRÁCH NHIỆM THỰC HIỆN"];

/// A time from a row of the tables.
pub(super) fn time((text, kind, start, end, every): TimeWord) -> Time {
    Time { text: text.to_owned(), kind, start, end, every }
}

impl Build {
    /// The implementation section.
    pub(super) fn duties(&mut self) {
        let title = if self.random.one_in(2) { TITLES[0] } else { *self.random.pick(&TITLES) };
        self.heading(0, title);
        let count = self.random.between(3, 5);
        let units = self.some_agencies(count, 0);
        let marker = self.layout.bullet;
        for unit in units {
            match self.random.below(5) {
                0 => {
                    let at = self.heading(1, &unit.text);
                    for _ in 0..self.random.between(1, 3) {
                        let (text, task) = self.duty(&unit, "");
                        self.bullet(marker, format!("{text}."));
                        self.plant(task, at.clone(), text);
                    }
                }
                1 => {
                    let at = self.heading(1, &unit.text);
                    let subject = unit.text.clone();
                    let opening = *self.random.pick(&["", "Căn cứ khả năng cân đối ngân sách, "]);
                    let (text, task) = self.duty(&unit, &format!("{opening}{subject} "));
                    self.paragraph(format!("{text}."));
                    self.plant(task, at, text);
                }
                2 => self.numbered_duty(1, &unit, &format!("{}: ", unit.text)),
                3 => self.numbered_duty(1, &unit, &format!("Giao {} ", unit.text)),
                _ => self.numbered_duty(1, &unit, &format!("{} có trách nhiệm ", unit.text)),
            }
        }
        self.group_duty(1);
    }

    /// The numbered paragraphs of a directive, dispatch or conclusion.
    pub(super) fn assignments(&mut self) {
        self.layout.scheme = 9; // "1." outermost
        self.counter = super::outline::Counter::new(self.layout.scheme);
        let count = self.random.between(3, 5);
        for unit in self.some_agencies(count, 0) {
            self.numbered_duty(0, &unit, &format!("Giao {} ", unit.text));
        }
    }

    fn numbered_duty(&mut self, level: usize, unit: &Agency, opening: &str) {
        let (text, task) = self.duty(unit, opening);
        let title = format!("{text}.");
        let at = self.heading(level, &title);
        self.plant(task, at, title);
    }

    fn plant(&mut self, task: Task, at: Option<String>, title: String) {
        self.truth.tasks.push(Task { at, title, ..task });
    }

    /// The words of a duty of `unit`, after `opening`, without the full stop.
    fn duty(&mut self, unit: &Agency, opening: &str) -> (String, Task) {
        let mut task = Task { origin: "duty", lead: vec![unit.clone()], ..Task::default() };
        let lone = self.random.one_in(2).then(|| self.lone_duties.pop()).flatten();
        let phrase = match lone {
            Some(phrase) => phrase.to_owned(),
            None => {
                let others = self.coordinators(std::slice::from_ref(unit));
                let (printed, others) = list(&mut self.random, others, &[", ", "; "][..1], false);
                task.coordinating = others;
                self.random.pick(&words::JOINT_DUTIES).replace("{}", &printed)
            }
        };
        let mut text = if opening.is_empty() || opening.ends_with(": ") {
            format!("{opening}{}", capital(&phrase))
        } else {
            format!("{opening}{}", lower(&phrase))
        };
        if self.random.one_in(3) {
            let limit = time(*self.random.pick::<TimeWord>(&words::LIMITS));
            text.push_str(&format!("; báo cáo kết quả {}", limit.text));
            task.time = Some(limit);
        }
        (text, task)
    }

    /// "Các sở, ban, ngành tỉnh; UBND các xã … căn cứ Kế hoạch này tổ chức thực hiện."
    fn group_duty(&mut self, level: usize) {
        let groups: Vec<Agency> = self.issuer.groups[..2]
            .iter()
            .map(|text| Agency { text: (*text).to_owned(), ..Agency::default() })
            .collect();
        let (printed, lead) = list(&mut self.random, groups, &["; "], true);
        let title = format!("{printed} căn cứ chức năng, nhiệm vụ được giao tổ chức thực hiện Kế hoạch này.");
        let at = self.heading(level, &title);
        self.plant(Task { origin: "duty", lead, ..Task::default() }, at, title);
    }
}
