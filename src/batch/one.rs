//! One document from memory, with the protection of a folder run.
//!
//! In: bytes. Out: the plan as JSON, or why there is none. The caller waits no longer than the time allowed.

use super::convert::lost_kind;
use super::failure::{Failure, Refusal};
use super::reader::{Desk, Isolation, Order, Style};
use super::schedule::{self, Lost, Settings, Step, Work};
use crate::Options;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// How one document is read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct One {
    /// How it is read.
    pub options: Options,
    /// In which process; `None`: on a thread of this one.
    pub isolation: Option<Isolation>,
    /// Time allowed.
    pub timeout: Option<Duration>,
}

impl One {
    /// A minute, on a thread of this process.
    #[must_use]
    pub fn new(options: Options) -> One {
        One { options, isolation: None, timeout: Some(Duration::from_secs(60)) }
    }

    /// The plan of a document as indented JSON. `path` names it in the plan and in the failure; it is not opened.
    ///
    /// # Errors
    /// Where the document cannot be read.
    pub fn read(&self, path: Option<&Path>, bytes: Vec<u8>) -> Result<String, Failure> {
        let shown = path.unwrap_or(Path::new("standard input"));
        let settings = Settings {
            workers: 1,
            light: self.isolation.is_some(),
            timeout: self.timeout,
            window: 1,
            budget: usize::MAX,
        };
        let work = Arc::new(Task { one: self.clone(), name: name_of(path) });
        let mut result = Err(Refusal { code: "io".to_owned(), text: "was not read".to_owned() });
        let done = schedule::run(settings, std::iter::once(bytes), &work, |step| {
            if let Step::Turn(read) = step {
                result = read;
            }
            Ok::<(), std::convert::Infallible>(())
        });
        let Ok(()) = done;
        result.map_err(|refusal| Failure::from_refusal(shown, &refusal))
    }
}

fn name_of(path: Option<&Path>) -> Option<String> {
    Some(path?.file_name()?.to_string_lossy().into_owned())
}

struct Task {
    one: One,
    name: Option<String>,
}

impl Work for Task {
    type Tool = Desk;
    type Input = Vec<u8>;
    type Draft = Result<String, Refusal>;
    type Output = Result<String, Refusal>;

    fn attempt(&self, desk: &Desk, bytes: &Vec<u8>) -> Self::Draft {
        let order = Order {
            options: self.one.options.clone(),
            style: Style::Indented,
            name: self.name.clone(),
            is_text: false,
        };
        desk.read(self.one.isolation.as_ref(), order, bytes).map(|reading| reading.body)
    }

    fn abandon(desk: &Desk) {
        desk.close();
    }

    fn settle(&self, _: &Vec<u8>, outcome: Result<Self::Draft, Lost>, _: Duration) -> Self::Output {
        outcome.unwrap_or_else(|lost| Err(Refusal::from(lost_kind(lost))))
    }

    fn weight(_: &Self::Output) -> usize {
        0
    }
}
