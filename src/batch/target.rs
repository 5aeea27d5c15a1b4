//! Where results go: the folder of results, its state beside them, and writing without half files.
//!
//! In: bytes and a place. Out: the file there, complete, or an error and no file. Files are written under
//! `.kehoach/tmp` and then renamed; what a killed run left there is removed by the next one.
//!
//! ```text
//! OUT/a/x.docx.json          one result a document (JSON), or plans.ndjson, plans.xlsx, tasks.csv …
//! OUT/failures.ndjson        what was not read, and why
//! OUT/.kehoach/journal.ndjson, parts/ (results that a stream is put together from), tmp/, lock
//! ```
//!
//! Tricky: `-o bao-cao.xlsx` names a file. Its state is in `.bao-cao.xlsx.kehoach` beside it.

use super::Shape;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The place of results.
#[derive(Debug)]
pub(super) struct Target {
    /// The folder of results, or the folder in which the named file is.
    pub(super) folder: PathBuf,
    /// The file of a stream where the caller named it.
    file: Option<PathBuf>,
    state: PathBuf,
    /// Held while the run lasts.
    _lock: File,
}

impl Target {
    /// Makes the folders and takes the lock.
    pub(super) fn open(out: &Path, shape: Shape) -> io::Result<Target> {
        let named = shape != Shape::Json && Shape::of_file(out) == Some(shape);
        let file = (named && !out.is_dir()).then(|| out.to_owned());
        let folder = match &file {
            Some(file) => {
                file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
            }
            None => out.to_owned(),
        };
        let state = match file.as_ref().and_then(|f| f.file_name()) {
            Some(name) => folder.join(format!(".{}.kehoach", name.to_string_lossy())),
            None => folder.join(".kehoach"),
        };
        if state.is_symlink() {
            let message = format!("{} is a link: what it leads to is not ours to clear", state.display());
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        std::fs::create_dir_all(&state)?;
        let lock = lock(&state.join("lock"))?;
        let target = Target { folder, file, state, _lock: lock };
        // Only a killed run leaves anything here, and the lock says that none is at work.
        // A link in its place is removed, not followed.
        match std::fs::remove_dir_all(target.temporary()) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => std::fs::create_dir_all(target.temporary())?,
        }
        Ok(target)
    }

    /// Whether the results are in a folder that holds nothing else.
    pub(super) fn is_folder(&self) -> bool {
        self.file.is_none()
    }

    pub(super) fn journal(&self) -> PathBuf {
        self.state.join("journal.ndjson")
    }

    pub(super) fn failures(&self) -> PathBuf {
        match self.file.as_ref().and_then(|f| f.file_name()) {
            Some(name) => self.folder.join(format!("{}.failures.ndjson", name.to_string_lossy())),
            None => self.folder.join("failures.ndjson"),
        }
    }

    /// The result of one document.
    pub(super) fn result(&self, shape: Shape, key: &str) -> PathBuf {
        let top = if shape == Shape::Json { self.folder.clone() } else { self.state.join("parts") };
        let mut path = top;
        path.extend(key.split('/'));
        let mut name = path.file_name().map(ToOwned::to_owned).unwrap_or_default();
        name.push(".json");
        path.set_file_name(name);
        path
    }

    /// A file of the stream: `plans.ndjson`, or where the caller named it.
    pub(super) fn stream(&self, name: &str) -> PathBuf {
        self.file.clone().unwrap_or_else(|| self.folder.join(name))
    }

    /// A new file that is nowhere yet.
    pub(super) fn draft(&self) -> io::Result<Draft> {
        let mut builder = tempfile::Builder::new();
        builder.prefix("draft-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any other file: the mask of the user decides.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        builder.tempfile_in(self.temporary()).map(|file| Draft { file })
    }

    /// Writes a whole file.
    pub(super) fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut draft = self.draft()?;
        draft.file.write_all(bytes)?;
        draft.keep(path)
    }

    fn temporary(&self) -> PathBuf {
        self.state.join("tmp")
    }
}

/// A file on its way to its place; dropped, it is gone.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) file: tempfile::NamedTempFile,
}

impl Draft {
    /// Puts the file in its place, complete.
    pub(super) fn keep(self, path: &Path) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        self.file.persist(path).map(|_| ()).map_err(|e| e.error)
    }

    /// The same, sure to outlive a power cut.
    pub(super) fn keep_surely(self, path: &Path) -> io::Result<()> {
        self.file.as_file().sync_all()?;
        self.keep(path)
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn lock(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let message = "another kehoach is writing there; wait for it to end";
            Err(io::Error::new(io::ErrorKind::ResourceBusy, message))
        }
        // A file system without locks: two runs at once are then the caller's affair.
        Err(TryLockError::Error(e)) if e.kind() == io::ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(e)) => Err(e),
    }
}
