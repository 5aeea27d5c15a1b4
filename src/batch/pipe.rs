//! Requests in, plans out, a line each: the shape that every engine can drive.
//!
//! In: NDJSON, one request a line, `{"name", "text"}`, `{"name", "path"}` or `{"name", "content": base64}`. Out: for
//! each line, in order, `{"name", …plan}` or `{"name", "error": {"code", "message"}}`, flushed at once. Memory does
//! not grow with the number of lines. A bad line is answered, never fatal. Paths are opened only where the caller
//! allows it: whoever writes the requests would read any file of this machine.

use super::convert::lost_kind;
use super::failure::Refusal;
use super::reader::{Desk, Isolation, Order, Style};
use super::schedule::{self, Lost, Settings, Step, Work};
use crate::Options;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::json;
use std::io::{self, BufRead, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// The longest line: a file of 128 MiB in base64, and some.
const LONGEST_LINE: usize = 180 << 20;
/// How much may be read ahead and wait, in lines and bytes.
const WINDOW: u64 = 256;
const BUDGET: usize = 48 << 20;

/// A stream of requests.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Pipe {
    /// How documents are read.
    pub options: Options,
    /// In which processes documents are read; `None`: on threads of this one, which a hostile file can end.
    pub isolation: Option<Isolation>,
    /// The folder below which requests may name files; empty: anywhere; `None`: nowhere.
    pub allow_paths: Option<PathBuf>,
    /// Threads.
    pub jobs: NonZeroUsize,
    /// Time allowed for one document.
    pub timeout: Option<Duration>,
}

impl Pipe {
    /// One thread, a minute for each document.
    #[must_use]
    pub fn new(options: Options) -> Pipe {
        Pipe {
            options,
            isolation: None,
            allow_paths: None,
            jobs: NonZeroUsize::MIN,
            timeout: Some(Duration::from_secs(60)),
        }
    }

    /// Answers every line of `requests`.
    ///
    /// # Errors
    /// Where `out` cannot be written. Where `requests` can no longer be read, they are taken to end.
    pub fn run(&self, requests: impl BufRead + Send + 'static, out: &mut dyn Write) -> io::Result<()> {
        let work = Arc::new(Answer { pipe: self.clone() });
        let settings = Settings {
            workers: self.jobs.get(),
            light: self.isolation.is_some(),
            timeout: self.timeout,
            window: WINDOW,
            budget: BUDGET,
        };
        schedule::run(settings, Lines { requests }, &work, |step| match step {
            Step::Turn(line) => out.write_all(line.as_bytes()).and_then(|()| out.flush()),
            Step::Done(_) | Step::Wait => Ok(()),
        })
    }
}

/// A line as it came; `Err`: why it is not worth reading.
type Line = Result<Vec<u8>, &'static str>;

struct Lines<R> {
    requests: R,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let mut line = Vec::new();
        let mut too_long = false;
        loop {
            let chunk = match self.requests.fill_buf() {
                Ok(chunk) => chunk,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(_) => &[],
            };
            if chunk.is_empty() {
                let ended = line.is_empty() && !too_long;
                return (!ended).then(|| finished(line, too_long));
            }
            let end = chunk.iter().position(|b| *b == b'\n');
            let taken = end.unwrap_or(chunk.len());
            too_long |= line.len() + taken > LONGEST_LINE;
            if too_long {
                line = Vec::new();
            } else {
                line.extend_from_slice(chunk.get(..taken).unwrap_or_default());
            }
            self.requests.consume(taken + usize::from(end.is_some()));
            if end.is_some() {
                return Some(finished(line, too_long));
            }
        }
    }
}

fn finished(line: Vec<u8>, too_long: bool) -> Line {
    if too_long { Err("the line is too long; send the path of the file instead") } else { Ok(line) }
}

/// One request.
#[derive(Deserialize)]
struct Request {
    name: Option<String>,
    text: Option<String>,
    path: Option<String>,
    content: Option<String>,
}

struct Answer {
    pipe: Pipe,
}

impl Answer {
    fn answer(&self, desk: &Desk, line: &Line) -> String {
        let line = match line {
            Ok(line) => line,
            Err(reason) => return refusal(None, &bad_request(*reason)),
        };
        let request: Request = match serde_json::from_slice(line) {
            Ok(request) => request,
            Err(e) => return refusal(None, &bad_request(format!("the line is no request: {e}"))),
        };
        let name = request.name.as_deref().or(request.path.as_deref());
        self.read(desk, &request).unwrap_or_else(|refused| refusal(name, &refused))
    }

    fn read(&self, desk: &Desk, request: &Request) -> Result<String, Refusal> {
        let order = |name: Option<&str>, is_text| Order {
            options: self.pipe.options.clone(),
            style: Style::Line,
            name: name.map(ToOwned::to_owned),
            is_text,
        };
        let read = |order, bytes: &[u8]| {
            desk.read(self.pipe.isolation.as_ref(), order, bytes).map(|reading| reading.body)
        };
        let name = request.name.as_deref();
        match (&request.text, &request.path, &request.content) {
            (Some(text), None, None) => read(order(name, true), text.as_bytes()),
            (None, Some(path), None) => {
                let bytes =
                    self.pipe.options.load_path(self.allowed(path)?).map_err(|e| Refusal::from(&e))?;
                read(order(name.or(Some(path)), false), &bytes)
            }
            (None, None, Some(content)) => {
                let bytes = STANDARD.decode(content.trim_end());
                let bytes = bytes.map_err(|e| bad_request(format!("\"content\" is not base64: {e}")))?;
                read(order(name, false), &bytes)
            }
            _ => Err(bad_request("give one of \"text\", \"path\" and \"content\"")),
        }
    }

    /// The place of a file that requests may name.
    fn allowed(&self, path: &str) -> Result<PathBuf, Refusal> {
        let refused = |text: &str| Refusal { code: "path-refused".to_owned(), text: text.to_owned() };
        let Some(root) = &self.pipe.allow_paths else {
            return Err(refused("paths are not opened; start it with --allow-paths, or send \"content\""));
        };
        if root.as_os_str().is_empty() {
            return Ok(PathBuf::from(path));
        }
        // A link out of the folder is seen through. What is not there is not told from what is not allowed.
        let real = |path: &Path| std::fs::canonicalize(path).ok();
        let below = real(root).and_then(|root| real(&root.join(path)).filter(|path| path.starts_with(&root)));
        below.ok_or_else(|| refused("is not below the folder given with --allow-paths; send \"content\""))
    }
}

fn bad_request(text: impl Into<String>) -> Refusal {
    Refusal { code: "bad-request".to_owned(), text: text.into() }
}

fn refusal(name: Option<&str>, refused: &Refusal) -> String {
    let (name, error) = (json!(name), json!({ "code": refused.code, "message": refused.text }));
    format!("{{\"name\":{name},\"error\":{error}}}\n")
}

impl Work for Answer {
    type Tool = Desk;
    type Input = Line;
    type Draft = String;
    type Output = String;

    fn attempt(&self, desk: &Desk, line: &Line) -> String {
        self.answer(desk, line)
    }

    fn abandon(desk: &Desk) {
        desk.close();
    }

    fn settle(&self, line: &Line, outcome: Result<String, Lost>, _: Duration) -> String {
        outcome.unwrap_or_else(|lost| {
            let request = line.as_ref().ok().and_then(|l| serde_json::from_slice::<Request>(l).ok());
            let name = request.as_ref().and_then(|r| r.name.as_deref().or(r.path.as_deref()));
            refusal(name, &Refusal::from(lost_kind(lost)))
        })
    }

    fn weight(output: &String) -> usize {
        output.len()
    }
}
