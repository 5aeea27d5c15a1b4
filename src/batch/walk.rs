//! Files and folders → the documents to read, in a stable order.
//!
//! In: paths as a person gave them. Out: an iterator of inputs and of faults met on the way. Folders are read
//! as the iterator goes: memory does not grow with their files. Knows nothing of what is in a file, but for the
//! first bytes of one whose name has no ending.
//!
//! The *key* of an input is its path below the folder that all given paths share, parted with `/`: the place of its
//! result, and its name in streams. A file given by name is always read; a folder gives what looks like a document.
//!
//! Tricky: `Kế hoạch.DOCX` and `kế hoạch.docx` in one folder would be one file on many systems. Names are sorted
//! without regard to case, so that such twins are neighbours: the second is a fault.

use super::failure::Failure;
use crate::{Error, ErrorKind};
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

/// Endings of names that look like documents.
const ENDINGS: [&str; 16] = [
    "txt", "text", "md", "markdown", "docx", "docm", "doc", "dot", "pdf", "html", "htm", "xhtml", "rtf",
    "odt", "mht", "mhtml",
];
/// First bytes of documents that may come without an ending: PDF, zip (DOCX, ODT), OLE (DOC), RTF.
const MAGIC: [&[u8]; 4] = [b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf"];

/// One thing to read, or one that cannot be.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Input {
    File(Document),
    Fault(Failure),
}

/// A file to read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Document {
    /// Where it is, as the caller would write it.
    pub(super) path: PathBuf,
    /// Its name among the results.
    pub(super) key: String,
}

/// What was asked for, ready to be walked any number of times.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    /// Absolute folder that all keys are below.
    base: PathBuf,
    roots: Vec<Root>,
    /// Absolute paths of files given by name; a folder walk leaves them to their own place.
    named: HashSet<PathBuf>,
    /// The same as keys without case, with the file that has it.
    keys: HashMap<String, PathBuf>,
    /// The folder of results, not to be read again.
    out: Option<PathBuf>,
    passed: Passed,
}

/// Files met in folders that were not read, for the end of the run.
#[derive(Clone, Debug, Default)]
pub(super) struct Passed(Arc<Mutex<Counts>>);

#[derive(Debug, Default)]
struct Counts {
    /// By the ending of their names.
    kinds: BTreeMap<String, u64>,
    /// Documents in the folder of results.
    beside_results: u64,
}

impl Passed {
    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, path: &Path) {
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        *self.counts().kinds.entry(ending.unwrap_or_else(|| "without ending".to_owned())).or_default() += 1;
    }

    /// A line each: `3 files passed over: 2 xlsx, 1 zip`.
    pub(super) fn told(&self) -> Vec<String> {
        let counts = self.counts();
        let files = |n: u64| if n == 1 { "1 file".to_owned() } else { format!("{n} files") };
        let mut kinds: Vec<(&String, &u64)> = counts.kinds.iter().collect();
        kinds.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
        let total: u64 = kinds.iter().map(|(_, n)| **n).sum();
        let list: Vec<String> = kinds.iter().take(12).map(|(kind, n)| format!("{n} {kind}")).collect();
        let passed = (total > 0).then(|| format!("{} passed over: {}", files(total), list.join(", ")));
        let beside = (counts.beside_results > 0).then(|| {
            format!(
                "{} that look like documents lie in the folder of results and were not read",
                files(counts.beside_results)
            )
        });
        passed.into_iter().chain(beside).collect()
    }
}

#[derive(Clone, Debug)]
struct Root {
    given: PathBuf,
    absolute: PathBuf,
    folder: bool,
}

impl Walk {
    /// Looks at the given paths; `out` is the folder of results, if any.
    pub(super) fn new(paths: &[PathBuf], out: Option<&Path>) -> Walk {
        let root = |given: &PathBuf| Root {
            given: given.clone(),
            absolute: absolute(given),
            folder: given.is_dir(),
        };
        let mut seen = HashSet::new();
        let all: Vec<Root> = paths.iter().map(root).filter(|r| seen.insert(r.absolute.clone())).collect();
        let nested = |r: &Root| {
            r.folder
                && all
                    .iter()
                    .any(|o| o.folder && o.absolute != r.absolute && r.absolute.starts_with(&o.absolute))
        };
        let base = all.iter().map(|r| if r.folder { r.absolute.as_path() } else { parent(&r.absolute) });
        let base = base.reduce(common).map(Path::to_owned).unwrap_or_default();
        let roots: Vec<Root> = all.iter().filter(|r| !nested(r)).cloned().collect();
        let named: HashSet<PathBuf> =
            roots.iter().filter(|r| !r.folder).map(|r| r.absolute.clone()).collect();
        let mut walk =
            Walk { base, roots, named, keys: HashMap::new(), out: None, passed: Passed::default() };
        for root in walk.roots.iter().filter(|r| !r.folder) {
            if let Some(key) = walk.key(&root.absolute) {
                walk.keys.entry(folded(&key)).or_insert_with(|| root.absolute.clone());
            }
        }
        walk.out = out.and_then(|o| o.canonicalize().ok());
        walk
    }

    /// Whether exactly one file was asked for, by name.
    pub(super) fn is_single_file(&self) -> bool {
        matches!(self.roots.as_slice(), [root] if !root.folder)
    }

    /// What the walk passes over, filled as it goes.
    pub(super) fn passed(&self) -> Passed {
        self.passed.clone()
    }

    /// The inputs, in order.
    pub(super) fn inputs(&self) -> impl Iterator<Item = Input> + Send + 'static {
        let walk = self.clone();
        let roots = self.roots.clone();
        roots.into_iter().flat_map(move |root| -> Box<dyn Iterator<Item = Input> + Send> {
            if root.folder {
                Box::new(Folder::new(walk.clone(), &root))
            } else {
                Box::new(std::iter::once(walk.named_file(root)))
            }
        })
    }

    /// About how many inputs there are. Nothing is sorted, so that no folder has to be kept in memory.
    pub(super) fn count(&self) -> u64 {
        let below = |root: &Root| if root.folder { documents_below(&root.given) } else { 1 };
        self.roots.iter().map(below).sum()
    }

    fn named_file(&self, root: Root) -> Input {
        let Some(key) = self.key(&root.absolute) else { return Input::Fault(not_utf8(&root.given)) };
        match self.keys.get(&folded(&key)) {
            Some(first) if *first != root.absolute => Input::Fault(twin(&root.given, first)),
            _ => Input::File(Document { path: root.given, key }),
        }
    }

    /// The key of an absolute path; `None` where it is not UTF-8.
    fn key(&self, absolute: &Path) -> Option<String> {
        let below = absolute.strip_prefix(&self.base).unwrap_or(absolute);
        let parts: Option<Vec<&str>> = below.iter().map(OsStr::to_str).collect();
        Some(parts?.join("/"))
    }
}

/// The walk of one folder.
struct Folder {
    asked: Walk,
    given: PathBuf,
    absolute: PathBuf,
    walk: walkdir::IntoIter,
    /// For each depth, the last file and the last folder seen, without case.
    last: Vec<[Option<(String, PathBuf)>; 2]>,
}

impl Folder {
    fn new(asked: Walk, root: &Root) -> Folder {
        let walk = WalkDir::new(&root.given)
            .follow_links(true)
            .min_depth(1)
            .sort_by(|a, b| order(a.file_name(), b.file_name()));
        Folder {
            asked,
            given: root.given.clone(),
            absolute: root.absolute.clone(),
            walk: walk.into_iter(),
            last: Vec::new(),
        }
    }

    /// What an entry gives: an input, or nothing.
    fn visit(&mut self, entry: &DirEntry) -> Option<Input> {
        let name = entry.file_name();
        let folder = entry.file_type().is_dir();
        let out = folder && self.is_out(entry);
        if out {
            self.asked.passed.counts().beside_results += documents_below(entry.path());
        }
        if out || is_hidden(name) {
            if folder {
                self.walk.skip_current_dir();
            }
            return None;
        }
        if !folder && (!entry.file_type().is_file() || !looks_like_document(entry.path())) {
            self.asked.passed.note(entry.path());
            return None;
        }
        let absolute = self.absolute.join(entry.path().strip_prefix(&self.given).unwrap_or(entry.path()));
        if !folder && self.asked.named.contains(&absolute) {
            return None;
        }
        let Some(key) = self.asked.key(&absolute) else {
            if folder {
                self.walk.skip_current_dir();
            }
            return Some(Input::Fault(not_utf8(entry.path())));
        };
        if let Some(first) = self.twin_of(entry, folder, &key, &absolute) {
            if folder {
                self.walk.skip_current_dir();
            }
            return Some(Input::Fault(twin(entry.path(), &first)));
        }
        (!folder).then(|| Input::File(Document { path: entry.path().to_owned(), key }))
    }

    /// The earlier file or folder whose name is the same but for case.
    fn twin_of(&mut self, entry: &DirEntry, folder: bool, key: &str, absolute: &Path) -> Option<PathBuf> {
        let name = folded(&entry.file_name().to_string_lossy());
        self.last.truncate(entry.depth());
        self.last.resize(entry.depth(), [None, None]);
        let last = self.last.last_mut()?.get_mut(usize::from(folder))?;
        if let Some((_, path)) = last.as_ref().filter(|(before, _)| *before == name) {
            return Some(path.clone());
        }
        *last = Some((name, entry.path().to_owned()));
        if folder || self.asked.keys.is_empty() {
            return None;
        }
        self.asked.keys.get(&folded(key)).filter(|first| *first != absolute).cloned()
    }

    fn is_out(&self, entry: &DirEntry) -> bool {
        let Some(out) = &self.asked.out else { return false };
        let likely = entry.path_is_symlink() || out.file_name() == Some(entry.file_name());
        likely && entry.path().canonicalize().is_ok_and(|path| path == *out)
    }
}

impl Iterator for Folder {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            match self.walk.next()? {
                Ok(entry) => {
                    if let Some(input) = self.visit(&entry) {
                        return Some(input);
                    }
                }
                Err(error) => {
                    if let Some(failure) = walk_fault(&error, &self.given) {
                        return Some(Input::Fault(failure));
                    }
                }
            }
        }
    }
}

fn walk_fault(error: &walkdir::Error, root: &Path) -> Option<Failure> {
    let path = error.path().unwrap_or(root);
    if let Some(above) = error.loop_ancestor() {
        let cause = format!("is a symbolic link that leads back to {}", above.display());
        return Some(Failure::new(
            path,
            "link-loop",
            cause,
            "remove the link, or give the folders one by one",
        ));
    }
    let io = std::io::Error::from(error.io_error().map_or(std::io::ErrorKind::Other, std::io::Error::kind));
    if path.is_dir() {
        let cure = "check that you may read it, and run the same command again";
        return Some(Failure::new(path, "unreadable-folder", format!("cannot be read: {io}"), cure));
    }
    // A dead link to something that is no document is nobody's loss.
    let document = has_document_ending(path);
    document.then(|| Failure::from_error(path, &Error::new(ErrorKind::Io(io))))
}

fn not_utf8(path: &Path) -> Failure {
    Failure::new(
        path,
        "name-not-utf8",
        "has a name that is not UTF-8",
        "rename it (convmv does whole folders)",
    )
}

fn twin(path: &Path, first: &Path) -> Failure {
    let cause = format!("has the same name as {}, but for upper and lower case", first.display());
    Failure::new(path, "name-collision", cause, "rename one of them")
}

/// About how many documents are in a folder.
fn documents_below(folder: &Path) -> u64 {
    let walk = WalkDir::new(folder).follow_links(true).into_iter();
    let shown = |e: &DirEntry| e.depth() == 0 || !is_hidden(e.file_name());
    let entries = walk.filter_entry(shown).flatten();
    entries.filter(|e| e.file_type().is_file() && has_document_ending(e.path())).count() as u64
}

/// Hidden by custom, or the lock file of an open document.
fn is_hidden(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") || name.starts_with(b"~$")
}

fn has_document_ending(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str);
    ending.is_some_and(|e| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(e)))
}

fn looks_like_document(path: &Path) -> bool {
    if path.extension().is_some() {
        return has_document_ending(path);
    }
    let mut first = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(8).read_to_end(&mut first));
    read.is_ok() && MAGIC.iter().any(|magic| first.starts_with(magic))
}

/// The absolute path, without `.` and `..`.
fn absolute(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if !full.components().any(|c| c == std::path::Component::ParentDir) {
        return full;
    }
    full.canonicalize().unwrap_or(full)
}

fn parent(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

/// The folder that both paths are in.
fn common<'a>(a: &'a Path, b: &'a Path) -> &'a Path {
    a.ancestors().find(|above| b.starts_with(above)).unwrap_or(Path::new(""))
}

/// A name as systems compare it that know no case: NFC, lower case.
fn folded(name: &str) -> String {
    if name.is_ascii() { name.to_ascii_lowercase() } else { name.nfc().collect::<String>().to_lowercase() }
}

fn order(a: &OsStr, b: &OsStr) -> Ordering {
    let folded = folded(&a.to_string_lossy()).cmp(&folded(&b.to_string_lossy()));
    folded.then_with(|| a.cmp(b))
}
