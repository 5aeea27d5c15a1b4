//! A file that was not read, and why: cause and cure.
//!
//! In: errors of the crate and of the file system. Out: [`Failure`], one line of `failures.ndjson`, one line on
//! stderr.

use crate::{Error, ErrorKind};
use serde::{Deserialize, Serialize};
use std::io;
use std::path::Path;

/// An error of the crate as another process may tell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Refusal {
    /// Stable kebab-case code.
    pub(super) code: String,
    /// "cause; cure".
    pub(super) text: String,
}

impl From<&Error> for Refusal {
    fn from(error: &Error) -> Refusal {
        Refusal { code: error.code().to_owned(), text: error.kind().to_string() }
    }
}

impl From<ErrorKind> for Refusal {
    fn from(kind: ErrorKind) -> Refusal {
        Refusal::from(&Error::new(kind))
    }
}

/// Why a file (or a folder) was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Failure {
    /// The file, as the caller named it.
    pub path: String,
    /// Stable kebab-case code.
    pub code: String,
    /// What is the matter.
    pub cause: String,
    /// What to do about it.
    pub cure: String,
}

impl Failure {
    pub(super) fn new(path: &Path, code: &str, cause: impl Into<String>, cure: impl Into<String>) -> Failure {
        let path = path.to_string_lossy().into_owned();
        Failure { path, code: code.to_owned(), cause: cause.into(), cure: cure.into() }
    }

    /// The failure that an error of the crate means for `path`.
    pub(super) fn from_error(path: &Path, error: &Error) -> Failure {
        Failure::from_refusal(path, &Refusal::from(error))
    }

    pub(super) fn from_refusal(path: &Path, refusal: &Refusal) -> Failure {
        // Every error reads "cause; cure".
        let (cause, cure) = refusal.text.rsplit_once("; ").unwrap_or((&refusal.text, ""));
        Failure::new(path, &refusal.code, cause, cure)
    }

    pub(super) fn from_kind(path: &Path, kind: ErrorKind) -> Failure {
        Failure::from_error(path, &Error::new(kind))
    }

    /// A result that could not be written.
    pub(super) fn write(path: &Path, target: &Path, error: &io::Error) -> Failure {
        let cause = format!("was read, but {} cannot be written: {error}", target.display());
        Failure::new(path, "write", cause, write_cure(error))
    }

    /// Whether reading the same bytes again would end the same way: the cause is the file, not the machine.
    pub(super) fn is_of_content(&self) -> bool {
        const OF_CONTENT: [&str; 8] = [
            "empty",
            "unsupported",
            "damaged",
            "password-required",
            "limit",
            "no-text-layer",
            "bad-ocr-layer",
            "unreadable-fonts",
        ];
        OF_CONTENT.contains(&self.code.as_str())
    }
}

/// What to do where something cannot be written.
pub(super) fn write_cure(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "make room there and run the same command again: what is done is kept"
        }
        io::ErrorKind::InvalidFilename => "shorten the name of the document",
        io::ErrorKind::IsADirectory => {
            "a folder has the name of this result: rename it, or write to another folder"
        }
        _ => "check that you may write there, and run the same command again: what is done is kept",
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path, self.cause)?;
        if self.cure.is_empty() { Ok(()) } else { write!(f, "; {}", self.cure) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cause_and_cure_are_parted() {
        let failure =
            Failure::from_kind(Path::new("a/b.pdf"), ErrorKind::Damaged("no trailer; no xref".to_owned()));
        assert_eq!(failure.cause, "is damaged: no trailer; no xref");
        assert_eq!(failure.cure, "open it in the program that made it and save it again");
        assert_eq!(failure.to_string(), format!("a/b.pdf: {}; {}", failure.cause, failure.cure));
        assert!(failure.is_of_content());
        assert!(!Failure::from_kind(Path::new("x"), ErrorKind::Timeout(60)).is_of_content());
    }
}
