//! Reads one document, in this process or in one of its own that may die.
//!
//! In: an [`Order`] and the bytes of a document. Out: the plan as JSON and a few facts, or why there is none.
//! [`fulfil`] does the work; a [`Desk`] has it done elsewhere, [`serve`] is what runs there.
//!
//! A process of its own has a memory limit, and is killed where its time is over: a hostile file ends nothing but
//! the process that reads it. Processes are kept for the next document; starting one costs milliseconds.
//!
//! ```text
//! desk ── order as a line of JSON, then the bytes of the document ──▶ serve
//!      ◀─ answer as a line of JSON, then the bytes of the result ──── (exits when its input ends)
//! ```
//!
//! Tricky: a document that ends a process which has read others before is read again in a new one: what became of it
//! must not depend on its neighbours.

mod desk;
mod serve;

pub(super) use desk::Desk;
pub use serve::serve;

use super::failure::Refusal;
use crate::{Diagnostic, ErrorKind, Options, Parsed, Severity, write};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Where documents are read: in processes of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Isolation {
    /// A program that calls [`serve`] when its only argument is `worker`: `kehoach` does.
    pub program: PathBuf,
    /// Most memory of one process in bytes, where the system can limit it; `None`: no limit.
    pub memory: Option<u64>,
}

impl Isolation {
    /// Processes of `program`, 2 GiB for each.
    #[must_use]
    pub fn new(program: PathBuf) -> Isolation {
        Isolation { program, memory: Some(2 << 30) }
    }
}

/// What is to be read, and how. The bytes of the document go beside it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Order {
    pub(super) options: Options,
    pub(super) style: Style,
    pub(super) name: Option<String>,
    /// The bytes are text, not a file.
    pub(super) is_text: bool,
}

/// How the result is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Style {
    /// JSON for people.
    Indented,
    /// JSON on one line.
    Compact,
    /// A line of NDJSON, with the name.
    Line,
}

/// What is counted of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Found {
    /// Tasks.
    pub(super) tasks: u64,
    /// Much of the document lies in no field, or part of its outline does: somebody should look.
    #[serde(default)]
    pub(super) needs_look: bool,
}

impl Found {
    fn of(parsed: &Parsed) -> Found {
        let told = |d: &Diagnostic| d.severity == Severity::Error || LOOK.contains(&d.code.as_str());
        Found { tasks: parsed.plan.tasks.len() as u64, needs_look: parsed.diagnostics.iter().any(told) }
    }
}

/// Remarks, besides errors, after which somebody should look at a document.
const LOOK: [&str; 2] = ["plan-text-unclaimed", "plan-not-recognised"];

/// What a document gave.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Reading {
    pub(super) found: Found,
    pub(super) sha256: Option<String>,
    /// The plan in the style asked for.
    #[serde(skip)]
    pub(super) body: String,
}

/// Reads the document here.
pub(super) fn fulfil(order: &Order, bytes: &[u8]) -> Result<Reading, Refusal> {
    let name = order.name.as_deref();
    let parsed = if order.is_text {
        let text = std::str::from_utf8(bytes);
        order.options.parse(text.map_err(|e| ErrorKind::Damaged(format!("it is not UTF-8: {e}")))?)
    } else {
        order.options.parse_bytes(name, bytes).map_err(|e| Refusal::from(&e))?
    };
    let body = written(&parsed, order);
    Ok(Reading { found: Found::of(&parsed), sha256: parsed.plan.source.sha256, body })
}

fn written(parsed: &Parsed, order: &Order) -> String {
    match order.style {
        Style::Indented => write::json(parsed),
        // Writing plain owned data into memory has nothing that can fail.
        Style::Compact => serde_json::to_string(parsed).expect("plain data serialises"),
        Style::Line => write::ndjson(order.name.as_deref(), parsed),
    }
}

/// The first line of a message, before its bytes.
#[derive(Debug, Serialize, Deserialize)]
struct Message<T> {
    head: T,
    /// Bytes that follow the line.
    bytes: u64,
}

type Asked = Message<Order>;
type Answered = Message<Result<Reading, Refusal>>;
