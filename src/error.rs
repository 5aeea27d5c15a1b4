//! Why a file could not be read. Content never fails: these are files that cannot be opened, decoded,
//! or that pass a limit.

use std::path::{Path, PathBuf};

/// Why a file could not be read. Displays the file, the cause and what to do.
#[derive(Debug, thiserror::Error)]
#[error("{}{kind}", prefix(.path))]
pub struct Error {
    path: Option<PathBuf>,
    kind: ErrorKind,
}

/// The cause of an [`Error`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file cannot be opened or read.
    #[error("cannot be read: {0}; check that it exists and that you may read it")]
    Io(#[source] std::io::Error),
    /// There are no bytes in the file, or nothing but NULs.
    #[error("is empty; copy it again from where it came")]
    Empty,
    /// A device or a pipe, which may never end.
    #[error(
        "is no file but a device or a pipe; write it to a file, or give it on standard input: kehoach convert -"
    )]
    NoFile,
    /// A format that is not read, or whose reader is not built in.
    #[error("is {0}, which is not read; {1}")]
    Unsupported(String, String),
    /// The container or its parts are damaged beyond use.
    #[error("is damaged: {0}; open it in the program that made it and save it again")]
    Damaged(String),
    /// A password is needed.
    #[error("needs a password; save a copy without one")]
    PasswordRequired,
    /// A stated limit was passed. `limit` is the name of the option.
    #[error("passes the limit {limit} ({allowed}); raise it with that option if the file can be trusted")]
    Limit {
        /// The option's name, e.g. `max_bytes`.
        limit: &'static str,
        /// The value in force.
        allowed: u64,
    },
    /// PDF pages are pictures without text. Pages count from 1.
    #[error("has no text layer (scanned pages: {}); run it with --ocr", pages(.0))]
    NoTextLayer(Vec<u32>),
    /// The text layer is an OCR that lost the Vietnamese letters.
    #[error("has a useless text layer (an OCR without Vietnamese letters, pages: {}); run it with --ocr", pages(.0))]
    BadOcrLayer(Vec<u32>),
    /// The fonts carry no way back to letters.
    #[error("has fonts that cannot be turned into letters ({}); get the file that it was made from, or scan a print of it and run that with --ocr", .0.join(", "))]
    UnreadableFonts(Vec<String>),
    /// An external program is missing.
    #[error("needs the program {0}, which is not installed; {1}")]
    MissingProgram(String, String),
    /// A reader's dependency panicked; the file is at fault or the reader is.
    #[error("broke its reader: {0}; please report the file")]
    Panicked(String),
    /// The time allowed for one file has passed.
    #[error("took longer than {0} seconds; raise --timeout if the file can be trusted")]
    Timeout(u64),
}

impl Error {
    /// An error without a path; the caller that opened the file adds it with [`Error::at`].
    #[must_use]
    pub fn new(kind: ErrorKind) -> Error {
        Error { path: None, kind }
    }

    /// The same error, naming the file.
    #[must_use]
    pub fn at(mut self, path: impl AsRef<Path>) -> Error {
        self.path = Some(path.as_ref().to_owned());
        self
    }

    /// The cause.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// The file, where known.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Stable kebab-case name of the cause, for manifests and exit decisions.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.kind {
            ErrorKind::Io(_) => "io",
            ErrorKind::Empty => "empty",
            ErrorKind::NoFile => "no-file",
            ErrorKind::Unsupported(..) => "unsupported",
            ErrorKind::Damaged(_) => "damaged",
            ErrorKind::PasswordRequired => "password-required",
            ErrorKind::Limit { .. } => "limit",
            ErrorKind::NoTextLayer(_) => "no-text-layer",
            ErrorKind::BadOcrLayer(_) => "bad-ocr-layer",
            ErrorKind::UnreadableFonts(_) => "unreadable-fonts",
            ErrorKind::MissingProgram(..) => "missing-program",
            ErrorKind::Panicked(_) => "panicked",
            ErrorKind::Timeout(_) => "timeout",
        }
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Error {
        Error::new(kind)
    }
}

fn prefix(path: &Option<PathBuf>) -> String {
    path.as_ref().map(|p| format!("{} ", p.display())).unwrap_or_default()
}

fn pages(list: &[u32]) -> String {
    list.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}
