//! One document: look whether an earlier run has its result, else read it, then keep the result.
//!
//! In: a [`Document`](super::walk::Document). Out: [`Done`], small where the result is kept on disk, with the result
//! in it where it is not. Each result is written before its journal line: a line without a result cannot be.

use super::Shape;
use super::failure::{Failure, Refusal};
use super::journal::{Entry, Journal, Stamp};
use super::reader::{Desk, Found, Isolation, Order, Reading, Style};
use super::schedule::{Lost, Work};
use super::target::Target;
use super::walk::{Document, Input};
use crate::{ErrorKind, Options, Parsed};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// The longest file that is hashed only to remember that it failed.
const LONGEST_HASHED: u64 = 256 << 20;

/// Reads documents and keeps their results.
pub(super) struct Convert {
    pub(super) options: Options,
    /// Where documents are read, if not here.
    pub(super) isolation: Option<Isolation>,
    /// Hash of the options and the version.
    pub(super) options_hash: String,
    pub(super) shape: Shape,
    /// Indented JSON, where the results are not put together to a stream.
    pub(super) indented: bool,
    /// Where results are kept, and what is known of earlier ones.
    pub(super) kept: Option<Kept>,
}

/// Results of this and earlier runs.
pub(super) struct Kept {
    pub(super) target: Arc<Target>,
    pub(super) earlier: Journal,
}

/// What became of one input.
pub(super) struct Done {
    /// The name of the document among the results.
    pub(super) key: String,
    pub(super) outcome: Outcome,
    /// What the journal has to know.
    pub(super) entry: Option<Entry>,
    /// The result, where it is not kept on disk.
    pub(super) body: Option<String>,
}

pub(super) enum Outcome {
    Read(Found),
    Skipped(Found),
    Failed(Failure),
}

/// What reading gave, before anything is written.
pub(super) enum Draft {
    Read {
        body: String,
        found: Found,
        sha256: Option<String>,
        stamp: Option<Stamp>,
    },
    /// An earlier run has the result; with its entry where the journal's should be renewed.
    Unchanged(Entry, bool),
    Failed {
        failure: Failure,
        sha256: Option<String>,
        stamp: Option<Stamp>,
    },
}

impl Convert {
    fn read(&self, desk: &Desk, document: &Document) -> Draft {
        // Looked up before reading: a change while reading makes the stamp wrong, not the result.
        let stamp = self.kept.as_ref().and_then(|_| Stamp::of(&document.path).ok());
        if let Some(draft) = self.earlier(document, stamp.as_ref()) {
            return draft;
        }
        match self.read_file(desk, &document.path) {
            Ok(Reading { body, found, sha256 }) => Draft::Read { body, found, sha256, stamp },
            Err(refusal) => {
                let failure = Failure::from_refusal(&document.path, &refusal);
                let known = failure.is_of_content() && stamp.is_some_and(|s| s.size <= LONGEST_HASHED);
                let sha256 = known.then(|| hash_file(&document.path).ok()).flatten();
                Draft::Failed { failure, sha256, stamp }
            }
        }
    }

    fn read_file(&self, desk: &Desk, path: &Path) -> Result<Reading, Refusal> {
        let bytes = self.options.load_path(path).map_err(|e| Refusal::from(&e))?;
        let order = Order {
            options: self.options.clone(),
            style: if self.indented { Style::Indented } else { Style::Compact },
            name: path.file_name().map(|n| n.to_string_lossy().into_owned()),
            is_text: false,
        };
        desk.read(self.isolation.as_ref(), order, &bytes)
    }

    /// What an earlier run found, where that still holds: same bytes, same options, same version, result in place.
    fn earlier(&self, document: &Document, stamp: Option<&Stamp>) -> Option<Draft> {
        let (kept, stamp) = (self.kept.as_ref()?, stamp?);
        let mut entry = kept.earlier.find(self.shape.form(), &document.key)?;
        let sha256 = entry.sha256.as_ref().filter(|_| entry.options == self.options_hash)?;
        let vouched = entry.stamp.vouches_for(stamp);
        if !vouched
            && (entry.stamp.size != stamp.size || hash_file(&document.path).ok().as_ref() != Some(sha256))
        {
            return None;
        }
        if entry.failure.is_none() {
            let result = std::fs::metadata(kept.target.result(self.shape, &document.key)).ok()?;
            if result.len() != entry.result_bytes {
                return None;
            }
        }
        entry.stamp = *stamp;
        Some(Draft::Unchanged(entry, !vouched))
    }

    fn settle_document(&self, document: &Document, outcome: Result<Draft, Lost>, took: Duration) -> Done {
        let draft = outcome.unwrap_or_else(|lost| Draft::Failed {
            failure: Failure::from_kind(&document.path, lost_kind(lost)),
            sha256: None,
            stamp: None,
        });
        let entry = |status: &str, sha256, stamp: Option<Stamp>| {
            stamp.map(|stamp| Entry {
                path: document.key.clone(),
                form: self.shape.form().to_owned(),
                sha256,
                options: self.options_hash.clone(),
                status: status.to_owned(),
                found: Found::default(),
                result_bytes: 0,
                ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
                stamp,
                failure: None,
            })
        };
        let done = |outcome, entry, body| Done { key: document.key.clone(), outcome, entry, body };
        match draft {
            Draft::Read { body, found, sha256, stamp } => {
                let Some(kept) = &self.kept else { return done(Outcome::Read(found), None, Some(body)) };
                let path = kept.target.result(self.shape, &document.key);
                if let Err(error) = kept.target.write(&path, body.as_bytes()) {
                    return done(Outcome::Failed(Failure::write(&document.path, &path, &error)), None, None);
                }
                let bytes = body.len() as u64;
                let entry = entry("read", sha256, stamp).map(|e| Entry { found, result_bytes: bytes, ..e });
                done(Outcome::Read(found), entry, None)
            }
            Draft::Unchanged(entry, renew) => {
                let outcome = match &entry.failure {
                    Some(failure) => {
                        Outcome::Failed(Failure { path: shown(&document.path), ..failure.clone() })
                    }
                    None => Outcome::Skipped(entry.found),
                };
                done(outcome, renew.then_some(entry), None)
            }
            Draft::Failed { failure, sha256, stamp } => {
                if let Some(kept) = &self.kept {
                    // What an earlier content gave is not this document's result.
                    let _ = std::fs::remove_file(kept.target.result(self.shape, &document.key));
                }
                let entry = entry("failed", sha256, stamp);
                let entry = entry.map(|e| Entry { failure: Some(failure.clone()), ..e });
                done(Outcome::Failed(failure), entry, None)
            }
        }
    }
}

impl Work for Convert {
    type Tool = Desk;
    type Input = Input;
    type Draft = Option<Draft>;
    type Output = Done;

    fn attempt(&self, desk: &Desk, input: &Input) -> Option<Draft> {
        match input {
            Input::File(document) => Some(self.read(desk, document)),
            Input::Fault(_) => None,
        }
    }

    fn abandon(desk: &Desk) {
        desk.close();
    }

    fn settle(&self, input: &Input, outcome: Result<Option<Draft>, Lost>, took: Duration) -> Done {
        match (input, outcome.transpose()) {
            (Input::File(document), Some(outcome)) => self.settle_document(document, outcome, took),
            (Input::File(document), None) => {
                self.settle_document(document, Err(Lost::Panicked(String::new())), took)
            }
            (Input::Fault(failure), _) => Done {
                key: failure.path.clone(),
                outcome: Outcome::Failed(failure.clone()),
                entry: None,
                body: None,
            },
        }
    }

    fn weight(output: &Done) -> usize {
        output.body.as_ref().map_or(0, String::len) + 256
    }
}

/// The error that a lost piece of work means.
pub(super) fn lost_kind(lost: Lost) -> ErrorKind {
    match lost {
        Lost::Timeout(allowed) => ErrorKind::Timeout(allowed.as_secs()),
        Lost::Panicked(message) => ErrorKind::Panicked(message),
    }
}

/// Hash of everything besides the file's content that decides about its result.
pub(super) fn options_hash(options: &Options, isolation: Option<&Isolation>) -> String {
    let memory = isolation.and_then(|i| i.memory);
    hex(&Sha256::digest(format!("{} {options:?} {memory:?}", env!("CARGO_PKG_VERSION"))), 8)
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn hash_file(path: &Path) -> std::io::Result<String> {
    let mut hasher = Sha256::new();
    let mut file = std::fs::File::open(path)?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        match std::io::Read::read(&mut file, &mut buffer)? {
            0 => return Ok(hex(&hasher.finalize(), 32)),
            n => hasher.update(buffer.get(..n).unwrap_or_default()),
        }
    }
}

fn hex(bytes: &[u8], longest: usize) -> String {
    bytes.iter().take(longest).map(|b| format!("{b:02x}")).collect()
}

/// The plan of a result that is JSON.
pub(super) fn parsed_of(body: &str) -> Result<Parsed, serde_json::Error> {
    serde_json::from_str(body)
}
