//! Deadlines as a calendar (iCalendar, RFC 5545).
//!
//! In: plans with their names, one after the other. Out: one all-day entry for each deadline, on its day, the
//! source named in the description. Ids are stable: reading a document again updates its entries.
//!
//! Tricky: `trước ngày 15/12 hằng năm` has no year. It becomes a yearly entry that starts in the year of the
//! document; where the document has no year either, there is no entry.

use super::rows::{agencies, issuer, number, place, whole_date, yearly_day};
use crate::Parsed;
use crate::model::{Plan, Task, Time, TimeKind};
use icalendar::{Component, Event, Property};
use std::io::{self, Write};

/// A calendar that is being filled.
pub struct Calendar<W: Write> {
    out: W,
}

/// A day on which something is due, and how it comes back.
struct Deadline<'a> {
    time: &'a Time,
    day: (u16, u8, u8),
    rule: Option<String>,
}

const END: &str = "END:VCALENDAR\r\n";

impl<W: Write> Calendar<W> {
    /// Starts the calendar.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn new(mut out: W) -> io::Result<Calendar<W>> {
        let mut frame = icalendar::Calendar::empty();
        frame.append_property(Property::new("VERSION", "2.0"));
        frame.append_property(Property::new("PRODID", "-//kehoach//kehoach//VI"));
        frame.append_property(Property::new("CALSCALE", "GREGORIAN"));
        frame.name("Kế hoạch: thời hạn nhiệm vụ");
        // The entries are written between the frame's head and its end as they come.
        let frame = frame.to_string();
        out.write_all(frame.strip_suffix(END).unwrap_or(&frame).as_bytes())?;
        Ok(Calendar { out })
    }

    /// Adds the deadlines of one document.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn push(&mut self, name: &str, parsed: &Parsed) -> io::Result<()> {
        let plan = &parsed.plan;
        for task in &plan.tasks {
            for (nth, deadline) in deadlines(plan, task).iter().enumerate() {
                let event = event(name, plan, task, deadline, nth);
                let entry = event.try_into_string().map_err(io::Error::other)?;
                self.out.write_all(entry.as_bytes())?;
            }
        }
        Ok(())
    }

    /// Ends the calendar and gives the writer back.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(END.as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }
}

fn event(name: &str, plan: &Plan, task: &Task, deadline: &Deadline<'_>, nth: usize) -> Event {
    let (year, month, day) = deadline.day;
    let nth = if nth == 0 { String::new() } else { format!("-{}", nth + 1) };
    let mut event = Event::new();
    event.uid(&format!("{}-{}{nth}@kehoach", document_id(name, plan), task.id));
    event.append_property(Property::new("DTSTAMP", stamp(plan)));
    event.append_property(
        Property::new("DTSTART", format!("{year:04}{month:02}{day:02}"))
            .add_parameter("VALUE", "DATE")
            .done(),
    );
    if let Some(rule) = &deadline.rule {
        event.append_property(Property::new("RRULE", rule));
    }
    event.append_property(Property::new("TRANSP", "TRANSPARENT"));
    event.append_property(Property::new("CATEGORIES", "kehoach"));
    event.summary(&cut(&task.title.text, 250));
    // A lone CR would end the line for some calendars, and what follows would be a property.
    event.description(&cut(&description(name, plan, task, deadline), 3_000).replace('\r', " "));
    event.done()
}

fn description(name: &str, plan: &Plan, task: &Task, deadline: &Deadline<'_>) -> String {
    let deliverables = task.deliverables.iter().map(|d| d.text.as_str()).collect::<Vec<_>>().join("; ");
    let document = [number(plan), issuer(plan)].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>();
    let lines = [
        ("Thời hạn", deadline.time.text.clone()),
        ("Chủ trì", agencies(&task.lead)),
        ("Phối hợp", agencies(&task.coordinating)),
        ("Thực hiện", agencies(&task.implementing)),
        ("Sản phẩm", deliverables),
        ("Văn bản", document.join(", ")),
        ("Trích yếu", plan.title.subject.as_ref().map(|s| s.text.clone()).unwrap_or_default()),
        ("Nguồn", [name.to_owned(), place(&task.at)].join(", ").trim_end_matches(", ").to_owned()),
    ];
    let line = |(label, value): (&str, String)| (!value.is_empty()).then(|| format!("{label}: {value}"));
    lines.into_iter().filter_map(line).collect::<Vec<_>>().join("\n")
}

fn deadlines<'a>(plan: &Plan, task: &'a Task) -> Vec<Deadline<'a>> {
    let mut found = Vec::new();
    if let Some(time) = &task.time {
        collect(plan, time, &mut found);
    }
    found
}

fn collect<'a>(plan: &Plan, time: &'a Time, found: &mut Vec<Deadline<'a>>) {
    let due = matches!(time.kind, TimeKind::By | TimeKind::In | TimeKind::Between | TimeKind::Recurring);
    if let Some(end) = time.end.as_deref().filter(|_| due) {
        let rule = time.every.as_deref().and_then(rule);
        if let Some(day) = whole_date(end) {
            found.push(Deadline { time, day, rule });
        } else if let (Some((month, day)), Some(year)) = (yearly_day(end), document_year(plan)) {
            let rule = rule.or_else(|| Some("FREQ=YEARLY".to_owned()));
            // 29 February needs a leap year to start in.
            let year = if (month, day) == (2, 29) { year.next_multiple_of(4) } else { year };
            found.push(Deadline { time, day: (year, month, day), rule });
        }
    }
    for part in &time.parts {
        collect(plan, part, found);
    }
}

/// `P1Y` → `FREQ=YEARLY`; `P3M` → `FREQ=MONTHLY;INTERVAL=3`.
fn rule(every: &str) -> Option<String> {
    let body = every.strip_prefix('P')?;
    let frequency = match body.chars().last()? {
        'Y' => "YEARLY",
        'M' => "MONTHLY",
        'W' => "WEEKLY",
        'D' => "DAILY",
        _ => return None,
    };
    match body.get(..body.len() - 1)?.parse().ok()? {
        0u32 => None,
        1 => Some(format!("FREQ={frequency}")),
        n => Some(format!("FREQ={frequency};INTERVAL={n}")),
    }
}

fn document_year(plan: &Plan) -> Option<u16> {
    let date = plan.header.date.as_ref().and_then(|d| d.year);
    let number = plan.header.number.as_ref().and_then(|n| n.year);
    date.or(number).and_then(|y| u16::try_from(y).ok()).filter(|y| (1900..=9990).contains(y))
}

/// What an entry's id is made of: the file's hash, or its name where there was no file.
fn document_id(name: &str, plan: &Plan) -> String {
    match plan.source.sha256.as_deref().and_then(|hash| hash.get(..16)) {
        Some(hash) => hash.to_owned(),
        None => name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect(),
    }
}

/// The document's own day: an entry must say when it was made, and the library has no clock.
fn stamp(plan: &Plan) -> String {
    let day = plan.header.date.as_ref().and_then(|d| {
        let iso = format!("{:04}-{:02}-{:02}", d.year?, d.month?, d.day?);
        whole_date(&iso)
    });
    let (year, month, day) = day.unwrap_or((2000, 1, 1));
    format!("{year:04}{month:02}{day:02}T000000Z")
}

fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(longest.saturating_sub(1)).collect();
    cut.push('…');
    cut
}
