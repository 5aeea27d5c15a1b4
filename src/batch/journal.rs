//! What earlier runs did: one line of NDJSON for each file that was read or failed.
//!
//! In: entries as files are done. Out: the last entry for a file, to decide whether it must be read again.
//! Lines are only ever added; the last one for a file counts. A line that a killed run left half written is no
//! entry, and its file is read again.
//!
//! Memory: 16 bytes a line are kept, the lines themselves stay on disk.

use super::failure::Failure;
use super::reader::Found;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// Time stamps this close to the reading could hide a later change of the same tick.
const RACY_NANOSECONDS: i64 = 2_000_000_000;

/// One file and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The key of the file.
    pub(super) path: String,
    /// In which form its result is kept.
    pub(super) form: String,
    /// SHA-256 of what was read, where it was read to the end.
    pub(super) sha256: Option<String>,
    /// Hash of the options and the version.
    pub(super) options: String,
    /// `read` or `failed`.
    pub(super) status: String,
    /// What was found.
    #[serde(flatten)]
    pub(super) found: Found,
    /// Length of the result.
    pub(super) result_bytes: u64,
    /// Milliseconds it took.
    pub(super) ms: u64,
    #[serde(flatten)]
    pub(super) stamp: Stamp,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) failure: Option<Failure>,
}

/// What the file system says of a file, to see without reading that nothing was written to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    /// Length in bytes.
    pub(super) size: u64,
    /// Nanoseconds of the last change of content, and of anything.
    modified: i64,
    changed: i64,
    /// When this was looked up.
    seen: i64,
}

impl Stamp {
    /// The stamp of a file now.
    pub(super) fn of(path: &Path) -> io::Result<Stamp> {
        let seen = nanoseconds(SystemTime::now());
        let facts = std::fs::metadata(path)?;
        let modified = facts.modified().map(nanoseconds).unwrap_or_default();
        Ok(Stamp { size: facts.len(), modified, changed: changed(&facts), seen })
    }

    /// Whether a file with stamp `now` surely holds what one with this stamp held. `false`: its content decides.
    pub(super) fn vouches_for(&self, now: &Stamp) -> bool {
        let same = (self.size, self.modified, self.changed) == (now.size, now.modified, now.changed);
        let old = self.seen.saturating_sub(RACY_NANOSECONDS);
        same && self.changed != 0 && self.modified < old && self.changed < old
    }
}

/// The inode change time: unlike the others it cannot be set back by copying tools.
#[cfg(unix)]
fn changed(facts: &std::fs::Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    facts.ctime().saturating_mul(1_000_000_000).saturating_add(facts.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &std::fs::Metadata) -> i64 {
    0
}

fn nanoseconds(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).map(|d| d.as_nanos()).unwrap_or_default();
    i64::try_from(since).unwrap_or(i64::MAX)
}

/// The journal of a folder of results.
pub(super) struct Journal {
    file: File,
    reader: Mutex<BufReader<File>>,
    /// Hash of form and key, place of the line; sorted.
    index: Vec<(u64, u64)>,
}

impl Journal {
    /// Opens the journal, or starts one; `fresh` forgets what it says.
    pub(super) fn open(path: &Path, fresh: bool) -> io::Result<Journal> {
        let mut file = OpenOptions::new().create(true).append(true).read(true).open(path)?;
        if fresh {
            file.set_len(0)?;
        }
        let index = read_index(&mut BufReader::new(&mut file))?;
        end_last_line(&mut file)?;
        let reader = Mutex::new(BufReader::new(File::open(path)?));
        Ok(Journal { file, reader, index })
    }

    /// The last entry for a file in this form, as it was when the journal was opened.
    pub(super) fn find(&self, form: &str, key: &str) -> Option<Entry> {
        let hash = hash(form, key);
        let after = self.index.partition_point(|(h, _)| *h <= hash);
        let (_, place) = self.index.get(..after)?.last().filter(|(h, _)| *h == hash)?;
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let mut line = Vec::new();
        reader.seek(SeekFrom::Start(*place)).ok()?;
        reader.read_until(b'\n', &mut line).ok()?;
        // Two keys may share a hash: then the file is read again, which is never wrong.
        serde_json::from_slice(&line).ok().filter(|e: &Entry| e.path == key && e.form == form)
    }

    /// Adds an entry. What is on disk is a whole line or is no entry.
    pub(super) fn add(&mut self, entry: &Entry) -> io::Result<()> {
        let mut line = serde_json::to_vec(entry)?;
        line.push(b'\n');
        self.file.write_all(&line)
    }

    /// Makes sure that the lines outlive a power cut.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }
}

fn read_index(reader: &mut impl BufRead) -> io::Result<Vec<(u64, u64)>> {
    #[derive(Deserialize)]
    struct Key {
        path: String,
        form: String,
    }
    let (mut index, mut place, mut line) = (Vec::new(), 0u64, Vec::new());
    loop {
        line.clear();
        let read = reader.read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        if line.ends_with(b"\n")
            && let Ok(key) = serde_json::from_slice::<Key>(&line)
        {
            index.push((hash(&key.form, &key.path), place));
        }
        place += read as u64;
    }
    index.sort_unstable();
    Ok(index)
}

/// A torn last line gets its end, so that the next entry stands on its own line.
fn end_last_line(file: &mut File) -> io::Result<()> {
    let length = file.seek(SeekFrom::End(0))?;
    if length == 0 {
        return Ok(());
    }
    let mut last = [0];
    file.seek(SeekFrom::Start(length - 1))?;
    file.read_exact(&mut last)?;
    if last == *b"\n" { Ok(()) } else { file.write_all(b"\n") }
}

fn hash(form: &str, key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (form, key).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, tasks: u64) -> Entry {
        Entry {
            path: path.to_owned(),
            form: "json".to_owned(),
            sha256: None,
            options: "o".to_owned(),
            status: "read".to_owned(),
            found: Found { tasks, needs_look: false },
            result_bytes: 1,
            ms: 1,
            stamp: Stamp { size: 1, modified: 1, changed: 1, seen: 10 * RACY_NANOSECONDS },
            failure: None,
        }
    }

    #[test]
    fn the_last_whole_line_counts() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.ndjson");
        let mut journal = Journal::open(&path, false).unwrap();
        for tasks in 1..=3 {
            journal.add(&entry("a", tasks)).unwrap();
            journal.add(&entry("b", 10 * tasks)).unwrap();
        }
        journal.file.write_all(br#"{"path":"a","form":"json","sha256":nu"#).unwrap();
        drop(journal);
        let mut journal = Journal::open(&path, false).unwrap();
        assert_eq!(journal.find("json", "a"), Some(entry("a", 3)));
        assert_eq!(journal.find("json", "b"), Some(entry("b", 30)));
        assert_eq!(journal.find("part", "a"), None);
        journal.add(&entry("c", 5)).unwrap();
        assert_eq!(Journal::open(&path, false).unwrap().find("json", "c"), Some(entry("c", 5)));
        assert_eq!(Journal::open(&path, true).unwrap().find("json", "a"), None);
    }

    #[test]
    fn a_stamp_vouches_only_where_no_change_can_hide() {
        let old = Stamp { size: 5, modified: 100, changed: 100, seen: 10 * RACY_NANOSECONDS };
        for (then, now, vouches) in [
            (old, Stamp { seen: i64::MAX, ..old }, true),
            (old, Stamp { size: 6, ..old }, false),
            (old, Stamp { modified: 101, ..old }, false),
            (old, Stamp { changed: 101, ..old }, false),
            (Stamp { seen: 200, ..old }, old, false),
            (Stamp { changed: 0, ..old }, Stamp { changed: 0, ..old }, false),
        ] {
            assert_eq!(then.vouches_for(&now), vouches, "{then:?} {now:?}");
        }
    }
}
