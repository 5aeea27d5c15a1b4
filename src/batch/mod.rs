//! Folders of documents: walk, schedule, journal, resume, progress.
//!
//! In: paths and options. Out: results in a folder or on a stream, a manifest of failures, totals. Uses only the
//! crate's public face. The same inputs give the same bytes on any number of threads, and after any interruption.
//!
//! ```text
//! walk ─Input─▶ schedule ─▶ convert (on each thread) ─Done─▶ journal, progress
//!                                                    └─in order─▶ failures, stream
//! ```

mod convert;
mod failure;
mod journal;
mod one;
mod pipe;
mod progress;
mod reader;
mod say;
mod schedule;
mod stream;
mod target;
mod walk;

pub use failure::Failure;
pub use one::One;
pub use pipe::Pipe;
pub use reader::{Isolation, serve};
pub use say::{harmless, say};

use crate::Options;
use convert::{Convert, Done, Kept, Outcome, options_hash};
use journal::Journal;
use progress::Progress;
use schedule::{Settings, Step};
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use stream::Stream;
use target::{Draft, Target};
use walk::{Passed, Walk};

/// Inputs that may be done before the slowest one before them, where results are on disk.
const WIDE_WINDOW: u64 = 1 << 16;
/// The same where results wait in memory, and how much they may weigh.
const NARROW_WINDOW: u64 = 1 << 10;
const BUDGET: usize = 48 << 20;

/// What results look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shape {
    /// One indented JSON file a document.
    #[default]
    Json,
    /// One line of JSON a document.
    Ndjson,
    /// Tables of tasks, documents, agencies and diagnostics as CSV.
    Csv,
    /// The same tables as one workbook.
    Xlsx,
    /// Deadlines as a calendar.
    Ics,
}

impl Shape {
    /// The shape that a file of results has by its name: `bao-cao.xlsx` is a workbook. JSON is written to folders.
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Shape> {
        let shapes = [Shape::Ndjson, Shape::Csv, Shape::Xlsx, Shape::Ics];
        let ending = |shape: &Shape| shape.stream_name().and_then(|name| Path::new(name).extension());
        shapes.into_iter().find(|shape| path.extension().is_some_and(|e| ending(shape) == Some(e)))
    }

    /// The file that the stream of this shape is, where it is one.
    fn stream_name(self) -> Option<&'static str> {
        match self {
            Shape::Json => None,
            Shape::Ndjson => Some("plans.ndjson"),
            Shape::Csv => Some("tasks.csv"),
            Shape::Xlsx => Some("plans.xlsx"),
            Shape::Ics => Some("plans.ics"),
        }
    }

    /// In which form the results of documents are kept: streams share theirs.
    fn form(self) -> &'static str {
        if self == Shape::Json { "json" } else { "part" }
    }
}

/// What the person who waits is told on stderr.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Report {
    /// Failures only.
    #[default]
    Quiet,
    /// Failures, and the totals at the end, with a bar on the way.
    Bar,
    /// Failures, and the totals at the end, with a line every few seconds.
    Lines,
}

/// A run over files and folders.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Batch {
    /// Files and folders to read.
    pub paths: Vec<PathBuf>,
    /// Folder of results; `None`: a stream on the writer given to [`Batch::run`].
    pub out: Option<PathBuf>,
    /// What results look like.
    pub shape: Shape,
    /// How documents are read.
    pub options: Options,
    /// In which processes documents are read; `None`: on threads of this one, which a hostile file can end.
    pub isolation: Option<Isolation>,
    /// Threads.
    pub jobs: NonZeroUsize,
    /// Time allowed for one file.
    pub timeout: Option<Duration>,
    /// Whether files are read again of which an earlier run has the result.
    pub force: bool,
    /// What is told on stderr.
    pub report: Report,
}

impl Batch {
    /// A run with one thread, a minute for each file, JSON, no folder of results.
    #[must_use]
    pub fn new(paths: Vec<PathBuf>, options: Options) -> Batch {
        Batch {
            paths,
            out: None,
            shape: Shape::default(),
            options,
            isolation: None,
            jobs: NonZeroUsize::MIN,
            timeout: Some(Duration::from_secs(60)),
            force: false,
            report: Report::default(),
        }
    }

    /// Reads everything. Files that cannot be read are failures of theirs, told on stderr and counted.
    ///
    /// # Errors
    /// Where the folder of results cannot be used, or the stream or the manifest cannot be written.
    pub fn run(&self, out: &mut dyn Write) -> io::Result<Totals> {
        let target =
            self.out.as_deref().map(|out| Target::open(out, self.shape).map_err(at(out))).transpose()?;
        let target = target.map(Arc::new);
        let journal =
            |force| target.as_ref().map(|t| Journal::open(&t.journal(), force).map_err(at(&t.journal())));
        let walk =
            Walk::new(&self.paths, target.as_ref().filter(|t| t.is_folder()).map(|t| t.folder.as_path()));
        let single = target.is_none() && walk.is_single_file();
        let mut journals = (journal(self.force).transpose()?, journal(false).transpose()?);
        let convert = Convert {
            options: self.options.clone(),
            isolation: self.isolation.clone(),
            options_hash: options_hash(&self.options, self.isolation.as_ref()),
            shape: self.shape,
            indented: self.shape == Shape::Json && (single || target.is_some()),
            kept: target.clone().zip(journals.0.take()).map(|(target, earlier)| Kept { target, earlier }),
        };
        let stream = match &target {
            Some(target) => Stream::to_target(self.shape, target),
            None => Stream::to_output(self.shape, single, out),
        };
        let failures = target.as_ref().map(|t| t.draft()).transpose()?;
        let mut run = Run {
            progress: Progress::new(self.report, &walk),
            passed: walk.passed(),
            stream: stream?,
            target,
            journal: journals.1,
            shape: self.shape,
            failures,
            totals: Totals::default(),
        };
        schedule::run(self.settings(), walk.inputs(), &Arc::new(convert), |step| run.step(step))?;
        run.finish()
    }

    fn settings(&self) -> Settings {
        let window = if self.out.is_some() { WIDE_WINDOW } else { NARROW_WINDOW };
        Settings {
            workers: self.jobs.get(),
            light: self.isolation.is_some(),
            timeout: self.timeout,
            window,
            budget: BUDGET,
        }
    }
}

/// A run under way.
struct Run<'a> {
    progress: Progress,
    passed: Passed,
    stream: Stream<'a>,
    target: Option<Arc<Target>>,
    journal: Option<Journal>,
    shape: Shape,
    failures: Option<Draft>,
    totals: Totals,
}

impl Run<'_> {
    fn step(&mut self, step: Step<'_, Done>) -> io::Result<()> {
        match step {
            Step::Wait => self.progress.wait(),
            Step::Done(done) => {
                self.note(done);
                self.progress.done(done);
            }
            Step::Turn(done) => self.take(done)?,
        }
        Ok(())
    }

    /// Writes the journal's line. Without it the result is good all the same: the next run makes it again.
    fn note(&mut self, done: &Done) {
        let (Some(journal), Some(entry)) = (&mut self.journal, &done.entry) else { return };
        if let Err(error) = journal.add(entry) {
            self.progress
                .say(&format!("the journal cannot be written: {error}; a later run starts over from here"));
            self.journal = None;
        }
    }

    fn take(&mut self, done: Done) -> io::Result<()> {
        let (count, found) = match &done.outcome {
            Outcome::Failed(failure) => return self.fail(failure),
            Outcome::Read(found) => (&mut self.totals.read, *found),
            Outcome::Skipped(found) => (&mut self.totals.skipped, *found),
        };
        let part = self.target.as_ref().map(|t| t.result(self.shape, &done.key));
        let pushed = match (done.body, &part) {
            _ if self.stream.is_none() => Ok(()),
            (Some(body), _) => self.stream.push(&done.key, &body),
            (None, Some(part)) => {
                std::fs::read_to_string(part).and_then(|body| self.stream.push(&done.key, &body))
            }
            (None, None) => Ok(()),
        };
        match (pushed, part) {
            (Ok(()), _) => {
                *count += 1;
                self.totals.tasks += found.tasks;
                self.totals.need_look += u64::from(found.needs_look);
                Ok(())
            }
            // Somebody touched what was kept: that costs this document, not the run.
            (Err(e), Some(part))
                if matches!(e.kind(), io::ErrorKind::InvalidData | io::ErrorKind::NotFound) =>
            {
                let cause = format!("was read, but its kept result cannot be used: {e}");
                self.fail(&Failure::new(&part, "kept-result", cause, "run the same command with --force"))
            }
            (Err(e), _) => Err(self.of_stream(e)),
        }
    }

    /// An error of the stream, with its place and cure.
    fn of_stream(&self, error: io::Error) -> io::Error {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return error;
        }
        let place =
            self.target.as_ref().map_or("standard output".to_owned(), |t| t.folder.display().to_string());
        let cure = failure::write_cure(&error);
        io::Error::new(error.kind(), format!("{place}: cannot be written: {error}; {cure}"))
    }

    fn fail(&mut self, failure: &Failure) -> io::Result<()> {
        self.totals.failed += 1;
        self.progress.say(&failure.to_string());
        let mut line = serde_json::to_vec(failure)?;
        line.push(b'\n');
        let manifest = self.failures.as_mut().map_or(Ok(()), |draft| draft.write_all(&line));
        manifest.and_then(|()| self.stream.remark(failure)).map_err(|e| self.of_stream(e))
    }

    fn finish(mut self) -> io::Result<Totals> {
        let stream = std::mem::replace(&mut self.stream, Stream::None);
        stream.finish().map_err(|e| self.of_stream(e))?;
        if let (Some(target), Some(draft)) = (&self.target, self.failures.take()) {
            let path = target.failures();
            draft.keep_surely(&path).map_err(at(&path))?;
        }
        if let Some(journal) = &self.journal {
            journal.sync()?;
        }
        self.progress.finish(&self.totals, &self.passed.told());
        Ok(self.totals)
    }
}

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Totals {
    /// Files read.
    pub read: u64,
    /// Files of which an earlier run has the result.
    pub skipped: u64,
    /// Files and folders that could not be read.
    pub failed: u64,
    /// Tasks found, those of skipped files included.
    pub tasks: u64,
    /// Documents of which much lies in no field, those of skipped files included.
    pub need_look: u64,
}

impl std::fmt::Display for Totals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Totals { read, skipped, failed, tasks, need_look: _ } = self;
        write!(f, "{read} read, {skipped} skipped (unchanged), {failed} failed, {tasks} tasks found")
    }
}

/// Keeps panics of worker threads off stderr: they are caught, and told as failures of their files. Other threads'
/// panics are shown as before. For programs; changes the process's panic hook.
pub fn silence_workers() {
    let shown = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() != Some(schedule::WORKER) {
            shown(info);
        }
    }));
}

/// Names the file in an error of the file system.
fn at(path: &Path) -> impl Fn(io::Error) -> io::Error {
    let path = path.to_owned();
    move |error| io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
