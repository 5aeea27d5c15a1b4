//! Holds a plan against the truth, field by field.

use super::truth::{Agency, Task, Time, Truth};
use kehoach::Plan;
use kehoach::model;
use serde_json::Value;
use std::collections::BTreeMap;

/// The fields that are compared, in the order of the report.
pub(crate) const FIELDS: [&str; 31] = [
    "header.parent_agency",
    "header.issuer",
    "header.serial",
    "header.year",
    "header.symbol",
    "header.place",
    "header.date",
    "title.kind",
    "title.text",
    "title.subject",
    "legal_bases.count",
    "legal_bases.relation",
    "legal_bases.citations",
    "sections.missing",
    "sections.extra",
    "tasks.missing",
    "tasks.extra",
    "tasks.at",
    "tasks.lead",
    "tasks.coordinating",
    "tasks.implementing",
    "tasks.supervising",
    "tasks.agency_names",
    "tasks.time.text",
    "tasks.time.value",
    "tasks.deliverables",
    "tables.columns",
    "tables.rows",
    "recipients",
    "signature.titles",
    "signature.name",
];

/// A field that came back wrong.
#[derive(Clone, Debug)]
pub(crate) struct Mismatch {
    pub(crate) field: &'static str,
    /// Which entry of a list.
    pub(crate) place: String,
    pub(crate) expected: String,
    pub(crate) got: String,
}

/// What was compared and what differs.
#[derive(Debug, Default)]
pub(crate) struct Comparison {
    pub(crate) checked: BTreeMap<&'static str, usize>,
    pub(crate) wrong: Vec<Mismatch>,
    /// Issuer and parent agency of the truth, in capitals.
    issuers: Vec<String>,
}

/// Compares everything.
pub(crate) fn compare(truth: &Truth, plan: &Plan) -> Comparison {
    let issuers =
        [&truth.issuer, &truth.parent_agency].into_iter().flatten().map(|i| i.to_uppercase()).collect();
    let mut c = Comparison { issuers, ..Comparison::default() };
    c.header(truth, &plan.header, &plan.title);
    c.bases(truth, plan);
    c.sections(truth, plan);
    c.tasks(truth, plan);
    c.tables(truth, plan);
    c.closing(truth, plan);
    c
}

/// The wire name of a vocabulary word (`PeopleCommittee` → `people_committee`).
fn wire(word: impl serde::Serialize) -> String {
    match serde_json::to_value(word) {
        Ok(Value::String(text)) => text,
        other => format!("{other:?}"),
    }
}

/// Without the end punctuation of a sentence or list item, which the contract leaves open.
fn bare(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ';' | ',' | ':' | '/'))
}

fn option(value: Option<&str>) -> String {
    value.map_or_else(|| "–".to_owned(), |v| bare(v).to_owned())
}

fn joined<T: AsRef<str>>(list: impl IntoIterator<Item = T>) -> String {
    list.into_iter().map(|t| bare(t.as_ref()).to_owned()).collect::<Vec<_>>().join(" ¦ ")
}

impl Comparison {
    fn check(&mut self, field: &'static str, place: &str, expected: String, got: String) {
        debug_assert!(FIELDS.contains(&field), "{field}");
        *self.checked.entry(field).or_default() += 1;
        if expected != got {
            self.wrong.push(Mismatch { field, place: place.to_owned(), expected, got });
        }
    }

    fn header(&mut self, truth: &Truth, header: &model::Header, title: &model::Title) {
        let organ = |a: &Option<model::LetterheadAgency>| option(a.as_ref().map(|a| a.text.as_str()));
        let text = |t: &Option<model::Text>| option(t.as_ref().map(|t| t.text.as_str()));
        let number = header.number.clone().unwrap_or_default();
        self.check(
            "header.parent_agency",
            "",
            option(truth.parent_agency.as_deref()),
            organ(&header.parent_agency),
        );
        self.check("header.issuer", "", option(truth.issuer.as_deref()), organ(&header.issuer));
        self.check("header.serial", "", option(truth.serial.as_deref()), option(number.serial.as_deref()));
        self.check("header.year", "", format!("{:?}", truth.year), format!("{:?}", number.year));
        self.check("header.symbol", "", option(truth.symbol.as_deref()), option(number.symbol.as_deref()));
        self.check("header.place", "", option(truth.place.as_deref()), text(&header.place));
        let date = header.date.as_ref().map(|d| (d.year, d.month, d.day));
        self.check("header.date", "", format!("{:?}", truth.date), format!("{date:?}"));
        self.check("title.kind", "", truth.kind.to_owned(), wire(title.kind));
        self.check("title.text", "", option(truth.title.as_deref()), option(title.text.as_deref()));
        self.check("title.subject", "", option(truth.subject.as_deref()), text(&title.subject));
    }

    fn bases(&mut self, truth: &Truth, plan: &Plan) {
        let number = |n: usize| n.to_string();
        self.check("legal_bases.count", "", number(truth.bases.len()), number(plan.legal_bases.len()));
        for (n, (basis, got)) in truth.bases.iter().zip(&plan.legal_bases).enumerate() {
            let place = format!("[{n}]");
            self.check("legal_bases.relation", &place, basis.relation.to_owned(), wire(got.relation));
            let cited = plan.citations.iter().filter(|c| got.citations.contains(&c.id));
            let cited = joined(cited.map(|c| format!("{:?} {:?}", c.number, c.date)));
            let expected = joined(basis.citations.iter().map(|(n, d)| format!("{:?} {d:?}", Some(n))));
            self.check("legal_bases.citations", &place, expected, cited);
        }
    }

    fn sections(&mut self, truth: &Truth, plan: &Plan) {
        fn walk(list: &[model::Section], out: &mut Vec<String>) {
            for section in list {
                out.push(heading(&section.marker, section.level, &section.title.text));
                walk(&section.children, out);
            }
        }
        fn heading(marker: &str, level: u32, title: &str) -> String {
            format!("{level} {} {}", bare(marker).trim_end_matches([')', '-']), bare(title))
        }
        let mut got = Vec::new();
        walk(&plan.sections, &mut got);
        plan.appendices.iter().for_each(|a| walk(&a.sections, &mut got));
        for section in &truth.sections {
            let expected = heading(&section.marker, section.level, &section.title);
            let hit = got.iter().position(|g| *g == expected);
            let found = hit.map(|n| got.remove(n)).unwrap_or_default();
            self.check("sections.missing", "", expected, found);
        }
        self.check("sections.extra", "", String::new(), got.join(" ¦ "));
    }

    fn tasks(&mut self, truth: &Truth, plan: &Plan) {
        let mut left: Vec<&model::Task> = plan.tasks.iter().collect();
        for task in &truth.tasks {
            let same =
                |t: &&model::Task| wire(t.origin) == task.origin && bare(&t.title.text) == bare(&task.title);
            let near = |t: &&model::Task| same(t) && task.at.as_ref().is_none_or(|at| *at == t.at);
            let hit = left.iter().position(near).or_else(|| left.iter().position(same));
            let expected = format!("{} {:?} {}", task.origin, task.at, bare(&task.title));
            let Some(hit) = hit else {
                self.check("tasks.missing", "", expected, String::new());
                continue;
            };
            self.check("tasks.missing", "", expected.clone(), expected);
            let got = left.remove(hit);
            self.task(task, got);
        }
        let extra = left.iter().map(|t| format!("{} {} {}", wire(t.origin), t.at, t.title.text));
        self.check("tasks.extra", "", String::new(), joined(extra));
    }

    fn task(&mut self, truth: &Task, got: &model::Task) {
        let place = bare(&truth.title).to_owned();
        if let Some(at) = &truth.at {
            self.check("tasks.at", &place, at.clone(), got.at.clone());
        }
        for (field, expected, found) in [
            ("tasks.lead", &truth.lead, &got.lead),
            ("tasks.coordinating", &truth.coordinating, &got.coordinating),
            ("tasks.implementing", &truth.implementing, &got.implementing),
            ("tasks.supervising", &truth.supervising, &got.supervising),
        ] {
            let shown = |text: &str, scope: Option<&str>| match scope {
                Some(scope) => format!("{text} ({scope})"),
                None => text.to_owned(),
            };
            let found_texts = found.iter().map(|a| shown(&a.text, a.scope.as_deref()));
            let expected_texts = expected.iter().map(|a| shown(&a.text, a.scope));
            self.check(field, &place, joined(expected_texts), joined(found_texts));
            self.names(&place, expected, found);
        }
        self.time(&place, truth.time.as_ref(), got.time.as_ref());
        let deliverables = got.deliverables.iter().map(|d| &d.text);
        self.check("tasks.deliverables", &place, joined(&truth.deliverables), joined(deliverables));
    }

    /// Canonical names, where the agency itself was found.
    fn names(&mut self, place: &str, expected: &[Agency], found: &[model::Agency]) {
        for agency in expected {
            let got = found.iter().find(|f| f.text == agency.text);
            if let (Some(name), Some(got)) = (agency.name, got) {
                match self.with_place(name) {
                    Some(name) => self.check("tasks.agency_names", place, name, got.name.to_uppercase()),
                    None => self.check("tasks.agency_names", place, name.to_owned(), got.name.clone()),
                }
            }
        }
    }

    /// "Ủy ban nhân dân tỉnh" takes the issuer's place; in capitals, as letterheads are.
    fn with_place(&self, name: &str) -> Option<String> {
        let authority =
            ["Ủy ban nhân dân ", "Hội đồng nhân dân "].iter().find_map(|organ| name.strip_prefix(organ));
        let level = authority?.to_uppercase();
        let place =
            self.issuers.iter().find_map(|issuer| Some(issuer.split_once(&format!(" {level} "))?.1))?;
        Some(format!("{} {place}", name.to_uppercase()))
    }

    fn time(&mut self, place: &str, truth: Option<&Time>, got: Option<&model::Time>) {
        let value = |kind: &str, start: Option<&str>, end: Option<&str>, every: Option<&str>| {
            format!("{kind} {} .. {} every {}", option(start), option(end), option(every))
        };
        let expected = truth.map_or_else(|| "–".to_owned(), |t| value(t.kind, t.start, t.end, t.every));
        let found = got.map_or_else(
            || "–".to_owned(),
            |t| value(&wire(t.kind), t.start.as_deref(), t.end.as_deref(), t.every.as_deref()),
        );
        self.check(
            "tasks.time.text",
            place,
            option(truth.map(|t| t.text.as_str())),
            option(got.map(|t| t.text.as_str())),
        );
        let words = truth.map(|t| t.text.as_str()).unwrap_or_default();
        self.check("tasks.time.value", &format!("{place} [{words}]"), expected, found);
    }

    fn tables(&mut self, truth: &Truth, plan: &Plan) {
        let expected: Vec<String> = truth.tables.iter().map(|t| t.roles.join(" ")).collect();
        let role = |t: &model::Table| t.columns.iter().map(|c| wire(c.role)).collect::<Vec<_>>().join(" ");
        self.check("tables.columns", "", joined(expected), joined(plan.tables.iter().map(role)));
        for (n, (table, got)) in truth.tables.iter().zip(&plan.tables).enumerate() {
            let count = |kind| got.rows.iter().filter(|r| r.kind == kind).count();
            let show = |data, group, total| format!("{data} data, {group} group, {total} total");
            let expected = show(table.data_rows, table.group_rows, table.total_rows);
            let found =
                show(count(model::RowKind::Data), count(model::RowKind::Group), count(model::RowKind::Total));
            self.check("tables.rows", &format!("tbl{}", n + 1), expected, found);
        }
    }

    fn closing(&mut self, truth: &Truth, plan: &Plan) {
        let show = |text: &str, purpose: Option<&str>| format!("{} <{}>", bare(text), purpose.unwrap_or(""));
        let expected = truth.recipients.iter().map(|(t, p)| show(t, p.as_deref()));
        let found = plan.recipients.iter().map(|r| show(&r.text, r.purpose.as_deref()));
        self.check("recipients", "", joined(expected), joined(found));
        let signature = plan.signature.clone().unwrap_or_default();
        let titles = signature.authority.iter().chain(&signature.position).map(|t| t.text.clone());
        self.check(
            "signature.titles",
            "",
            joined(truth.authority.iter().chain(&truth.position)),
            joined(titles),
        );
        let name = signature.name.as_ref().map(|n| n.text.as_str());
        self.check("signature.name", "", option(truth.name.as_deref()), option(name));
    }
}
