//! What no field covers: the honest measure of recall.
//!
//! In: the finished plan and the source text. Out: the stretches of text that hold letters or digits and lie in no
//! value's spans. Bullets, bars and rules are no text; markers belong to their sections. Also the share of letters that these are.

use crate::model::{Plan, Section, Text};
use crate::span::Span;
use crate::text::letter::is_alphabetic;
use crate::text::{Logical, fold, prefix};

/// Collects spans of a plan.
#[derive(Default)]
struct Claims(Vec<Span>);

impl Claims {
    fn add(&mut self, spans: &[Span]) {
        self.0.extend_from_slice(spans);
    }

    fn text(&mut self, text: Option<&Text>) {
        if let Some(text) = text {
            self.add(&text.spans);
        }
    }

    fn sections(&mut self, sections: &[Section]) {
        for section in sections {
            self.add(&section.title.spans);
            for block in &section.blocks {
                self.add(&block.spans);
            }
            self.sections(&section.children);
        }
    }

    fn plan(&mut self, plan: &Plan) {
        let h = &plan.header;
        for organ in [&h.parent_agency, &h.issuer].into_iter().flatten() {
            self.add(&organ.spans);
        }
        for addressee in &h.addressees {
            self.add(&addressee.spans);
        }
        if let Some(number) = &h.number {
            self.add(&number.spans);
        }
        if let Some(date) = &h.date {
            self.add(&date.spans);
        }
        for text in [&h.place, &h.urgency, &h.secrecy, &plan.title.subject, &plan.preamble, &plan.closing] {
            self.text(text.as_ref());
        }
        self.add(&plan.title.spans);
        for base in &plan.legal_bases {
            self.add(&base.spans);
        }
        self.sections(&plan.sections);
        for appendix in &plan.appendices {
            self.text(appendix.title.as_ref());
            self.sections(&appendix.sections);
        }
        self.tasks(plan);
        for table in &plan.tables {
            for column in &table.columns {
                self.add(&column.spans);
            }
            for cell in table.rows.iter().flat_map(|r| &r.cells) {
                self.add(&cell.spans);
            }
        }
        for note in &plan.footnotes {
            self.add(&note.spans);
        }
        for recipient in &plan.recipients {
            self.add(&recipient.spans);
        }
        if let Some(signature) = &plan.signature {
            for line in &signature.authority {
                self.add(&line.spans);
            }
            self.text(signature.position.as_ref());
            self.text(signature.name.as_ref());
        }
        for citation in &plan.citations {
            self.add(&citation.spans);
        }
    }

    fn tasks(&mut self, plan: &Plan) {
        for task in &plan.tasks {
            self.add(&task.title.spans);
            for detail in &task.details {
                self.add(&detail.spans);
            }
            for agency in
                task.lead.iter().chain(&task.coordinating).chain(&task.implementing).chain(&task.supervising)
            {
                self.add(&agency.spans);
            }
            if let Some(time) = &task.time {
                self.add(&time.spans);
            }
            for text in &task.deliverables {
                self.add(&text.spans);
            }
            self.text(task.funding.as_ref());
            self.text(task.note.as_ref());
        }
    }
}

/// The text that no value covers. `markers` are the spans of section markers and labels of the form.
pub(crate) fn unclaimed(source: &str, plan: &Plan, markers: Vec<Span>) -> Vec<Text> {
    let mut claims = Claims(markers);
    claims.plan(plan);
    let mut spans = claims.0;
    spans.sort_unstable();
    let mut out = Vec::new();
    let mut at = 0usize;
    for span in spans.into_iter().chain(std::iter::once(Span::new(source.len(), source.len()))) {
        let start = span.start as usize;
        if start > at {
            push_gap(source, at..start, &mut out);
        }
        at = at.max(span.end as usize);
    }
    out
}

/// Words with which lines of the form begin that no value needs: state and motto, the heads of recipients and of filing, the sign
/// of a signature.
const FORM_WORDS: [&str; 8] =
    ["cộng h", "độc lập", "đảng cộng sản", "nơi nhận", "lưu", "số", "(đã ký", "(ký"];

/// Letters of a document, and those in no field; words that the form itself prescribes count as neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Coverage {
    pub(crate) letters: usize,
    pub(crate) unclaimed: usize,
}

impl Coverage {
    /// Counts letters.
    pub(crate) fn of(source: &str, unclaimed: &[Text]) -> Coverage {
        let letters = |text: &str| text.chars().filter(|c| is_alphabetic(*c)).count();
        let counted = unclaimed.iter().filter(|t| {
            let key = fold(prefix(&t.text, 64));
            let words = key.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(');
            !FORM_WORDS.iter().any(|w| words.starts_with(w))
        });
        Coverage { letters: letters(source), unclaimed: counted.map(|t| letters(&t.text)).sum() }
    }

    /// The share that no field covers, in percent.
    pub(crate) fn percent(self) -> usize {
        self.unclaimed * 100 / self.letters.max(1)
    }

    /// So much lies in no field that a reader should look.
    pub(crate) fn is_poor(self) -> bool {
        self.unclaimed >= FEW_LETTERS && self.percent() >= POOR_PERCENT
    }
}

/// A line or two: what any document may have beside its form.
const FEW_LETTERS: usize = 150;

/// From this share on a document needs a look.
const POOR_PERCENT: usize = 10;

/// One text a line of a gap.
fn push_gap(source: &str, gap: std::ops::Range<usize>, out: &mut Vec<Text>) {
    let Some(slice) = source.get(gap.clone()) else { return };
    let mut at = gap.start;
    for line in slice.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if !line.chars().any(char::is_alphanumeric) {
            continue;
        }
        let lead = line.len() - line.trim_start().len();
        let span = Span::new(start + lead, start + line.trim_end().len());
        let text = Logical::new(source, &[span]);
        if !text.is_empty() {
            out.push(Text { spans: text.all_spans(), text: text.text });
        }
    }
}
