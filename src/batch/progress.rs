//! How far a run is, for the person who waits: a bar on a terminal, a line now and then elsewhere.
//!
//! In: files as they are done. Out: text on stderr. Decides nothing.

use super::convert::{Done, Outcome};
use super::say::say;
use super::walk::Walk;
use super::{Report, Totals};
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Between two lines, where there is no terminal.
const EVERY: Duration = Duration::from_secs(5);

/// Shows progress.
pub(super) struct Progress {
    report: Report,
    bar: Option<ProgressBar>,
    /// How many inputs there are; 0 until they are counted.
    expected: Arc<AtomicU64>,
    started: Instant,
    said: Instant,
    done: u64,
    failed: u64,
}

impl Progress {
    /// Starts; counts the inputs on a thread of its own, since walking is faster than reading.
    pub(super) fn new(report: Report, walk: &Walk) -> Progress {
        let expected = Arc::new(AtomicU64::new(0));
        if matches!(report, Report::Bar | Report::Lines) {
            let (walk, expected) = (walk.clone(), Arc::clone(&expected));
            std::thread::spawn(move || expected.store(walk.count(), Ordering::Relaxed));
        }
        let bar = (report == Report::Bar).then(bar);
        let now = Instant::now();
        Progress { report, bar, expected, started: now, said: now, done: 0, failed: 0 }
    }

    /// One more is done.
    pub(super) fn done(&mut self, done: &Done) {
        self.done += 1;
        self.failed += u64::from(matches!(done.outcome, Outcome::Failed(_)));
        self.show();
    }

    /// Time has passed.
    pub(super) fn wait(&mut self) {
        self.show();
    }

    /// A line that must be seen.
    pub(super) fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| say(line)),
            None => say(line),
        }
    }

    /// Ends; the last line says what was done.
    pub(super) fn finish(self, totals: &Totals, passed: &[String]) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        if matches!(self.report, Report::Bar | Report::Lines) {
            if *totals == Totals::default() {
                self.say("found no documents (txt, md, docx, doc, pdf, html, rtf, odt)");
            }
            passed.iter().for_each(|line| self.say(line));
            self.say(&format!("{totals} in {:.1} s", self.started.elapsed().as_secs_f64()));
            match totals.need_look {
                0 => {}
                1 => self.say("1 document needs a look: much of it lies in no field (plan-text-unclaimed)"),
                n => self.say(&format!(
                    "{n} documents need a look: much of them lies in no field (plan-text-unclaimed)"
                )),
            }
        }
    }

    fn show(&mut self) {
        let expected = self.expected.load(Ordering::Relaxed);
        if let Some(bar) = &self.bar {
            if expected > 0 && bar.length() != Some(expected) {
                bar.set_length(expected);
            }
            bar.set_position(self.done);
            if self.failed > 0 {
                bar.set_message(format!(", {} failed", self.failed));
            }
        } else if self.report == Report::Lines && self.said.elapsed() >= EVERY {
            self.said = Instant::now();
            self.say(&self.line(expected));
        }
    }

    #[allow(clippy::cast_precision_loss)]
    fn line(&self, expected: u64) -> String {
        let rate = self.done as f64 / self.started.elapsed().as_secs_f64().max(0.001);
        let mut line = match expected {
            0 => format!("{} files", self.done),
            all => format!("{} of {all} files", self.done),
        };
        line.push_str(&format!(", {rate:.0}/s, {} failed", self.failed));
        if expected > self.done && rate > 0.0 {
            line.push_str(&format!(", {:.0} s left", (expected - self.done) as f64 / rate));
        }
        line
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    let style = "{bar:30} {human_pos} of {human_len} files, {per_sec}{msg}, {eta} left";
    bar.set_style(ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}
