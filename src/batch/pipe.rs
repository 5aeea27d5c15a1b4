//! Requests in, plans out, a line each: the shape that every engine can drive.
//!
//! In: NDJSON, one request a line, `{"name", "text"}`, `{"name", "path"}` or `{"name", "content": base64}`. Out: for
//! each line, in order, `{"name", …plan}` or `{"name", "error": {"code", "message"}}`, flushed at once. Memory does
//! not grow with the number of lines. A bad line is answered, never fatal.

use super::convert::lost_kind;
use super::schedule::{self, Lost, Settings, Step, Work};
use crate::{Error, ErrorKind, Options, Parsed, write};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::json;
use std::io::{self, BufRead, Write};
use std::num::NonZeroUsize;
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
    /// Threads.
    pub jobs: NonZeroUsize,
    /// Time allowed for one document.
    pub timeout: Option<Duration>,
}

impl Pipe {
    /// One thread, a minute for each document.
    #[must_use]
    pub fn new(options: Options) -> Pipe {
        Pipe { options, jobs: NonZeroUsize::MIN, timeout: Some(Duration::from_secs(60)) }
    }

    /// Answers every line of `requests`.
    ///
    /// # Errors
    /// Where `out` cannot be written. Where `requests` can no longer be read, they are taken to end.
    pub fn run(&self, requests: impl BufRead + Send + 'static, out: &mut dyn Write) -> io::Result<()> {
        let work = Arc::new(Answer { options: self.options.clone() });
        let settings =
            Settings { workers: self.jobs.get(), timeout: self.timeout, window: WINDOW, budget: BUDGET };
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
    options: Options,
}

impl Answer {
    fn answer(&self, line: &Line) -> String {
        let line = match line {
            Ok(line) => line,
            Err(reason) => return refusal(None, "bad-request", reason),
        };
        let request: Request = match serde_json::from_slice(line) {
            Ok(request) => request,
            Err(e) => return refusal(None, "bad-request", &format!("the line is no request: {e}")),
        };
        let name = request.name.as_deref().or(request.path.as_deref());
        match self.read(&request) {
            Ok(parsed) => write::ndjson(name, &parsed),
            Err(Refused::Request(reason)) => refusal(name, "bad-request", &reason),
            Err(Refused::Document(error)) => refusal(name, error.code(), &error.kind().to_string()),
        }
    }

    fn read(&self, request: &Request) -> Result<Parsed, Refused> {
        let name = request.name.as_deref();
        match (&request.text, &request.path, &request.content) {
            (Some(text), None, None) => Ok(self.options.parse(text)),
            (None, Some(path), None) => self.options.parse_path(path).map_err(Refused::Document),
            (None, None, Some(content)) => {
                let bytes = STANDARD.decode(content.trim_end());
                let bytes = bytes.map_err(|e| Refused::Request(format!("\"content\" is not base64: {e}")))?;
                self.options.parse_bytes(name, &bytes).map_err(Refused::Document)
            }
            _ => Err(Refused::Request("give one of \"text\", \"path\" and \"content\"".to_owned())),
        }
    }
}

enum Refused {
    Request(String),
    Document(Error),
}

fn refusal(name: Option<&str>, code: &str, message: &str) -> String {
    let (name, error) = (json!(name), json!({ "code": code, "message": message }));
    format!("{{\"name\":{name},\"error\":{error}}}\n")
}

impl Work for Answer {
    type Input = Line;
    type Draft = String;
    type Output = String;

    fn attempt(&self, line: &Line) -> String {
        self.answer(line)
    }

    fn settle(&self, line: &Line, outcome: Result<String, Lost>, _: Duration) -> String {
        outcome.unwrap_or_else(|lost| {
            let kind: ErrorKind = lost_kind(lost);
            let request = line.as_ref().ok().and_then(|l| serde_json::from_slice::<Request>(l).ok());
            let name = request.as_ref().and_then(|r| r.name.as_deref().or(r.path.as_deref()));
            let error = Error::new(kind);
            refusal(name, error.code(), &error.kind().to_string())
        })
    }

    fn weight(output: &String) -> usize {
        output.len()
    }
}
