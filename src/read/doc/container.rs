//! The container of a Word 97–2003 file: a small file system of streams ([MS-CFB]).
//!
//! In: bytes. Out: streams by name. Forgiving: a file that was cut gives what is left of its streams, and a chain of
//! sectors that lies beyond the cut is taken to run on.
//!
//! Tricky: embedded documents have streams of the same names, so that only the root's own streams count.

use super::bytes::{size_at, slice, u16_at, u32_at};
use std::collections::BTreeSet;

/// Sector numbers from here on are marks, not numbers.
const FIRST_MARK: u32 = 0xFFFF_FFFA;
/// Size of a directory entry.
const ENTRY: usize = 128;
/// How many sectors of the allocation table the header names.
const IN_HEADER: usize = 109;

/// A directory entry.
#[derive(Clone, Debug)]
struct Entry {
    name: String,
    kind: u8,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: usize,
}

/// An opened container.
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    small_sector: usize,
    /// Streams shorter than this lie in small sectors.
    small_limit: usize,
    table: Vec<u32>,
    small_table: Vec<u32>,
    /// The stream that small sectors lie in.
    small: Vec<u8>,
    entries: Vec<Entry>,
}

impl<'a> Container<'a> {
    /// Opens a container; nothing if its head is damaged.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Container<'a>> {
        if !bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            return None;
        }
        let shift =
            |at: usize, allowed: &[u16]| u16_at(bytes, at).filter(|s| allowed.contains(s)).map(u32::from);
        let mut container = Container {
            bytes,
            sector: 1 << shift(30, &[9, 12])?,
            small_sector: 1 << shift(32, &[6])?,
            small_limit: size_at(bytes, 56)?,
            table: Vec::new(),
            small_table: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
        };
        container.table = container.allocation_table()?;
        let directory = container.chain(u32_at(bytes, 48)?, usize::MAX);
        container.entries = directory.chunks_exact(ENTRY).map(entry).collect();
        let root = container.entries.first()?.clone();
        let small_table = container.chain(u32_at(bytes, 60)?, usize::MAX);
        container.small_table = numbers(&small_table);
        container.small = container.chain(root.start, root.size);
        Some(container)
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let at = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(at..).filter(|rest| !rest.is_empty())?;
        Some(rest.get(..self.sector).unwrap_or(rest))
    }

    fn allocation_table(&self) -> Option<Vec<u32>> {
        let mut sectors: Vec<u32> = numbers(slice(self.bytes, 76, IN_HEADER * 4)?);
        let mut more = u32_at(self.bytes, 68)?;
        let most = self.bytes.len() / self.sector + 1;
        let mut seen = 0;
        while let Some(list) = self.sector(more).filter(|_| more < FIRST_MARK && seen < most) {
            let mut list = numbers(list);
            more = list.pop().unwrap_or(FIRST_MARK);
            sectors.append(&mut list);
            seen += 1;
        }
        sectors.retain(|s| *s < FIRST_MARK);
        sectors.truncate(most);
        let per_sector = self.sector / 4;
        let mut table = Vec::new();
        for number in sectors {
            let mut entries = numbers(self.sector(number).unwrap_or_default());
            // A part of the table that was cut: its sectors run on.
            let first = u32::try_from(table.len()).ok()?;
            entries.extend(
                (first + u32::try_from(entries.len()).ok()?..)
                    .map(|n| n + 1)
                    .take(per_sector - entries.len()),
            );
            table.append(&mut entries);
        }
        Some(table)
    }

    /// The bytes of a chain of sectors, at most `size`.
    fn chain(&self, start: u32, size: usize) -> Vec<u8> {
        let mut out = Vec::new();
        let mut at = start;
        let mut left = self.bytes.len() / self.sector + 1;
        while let Some(sector) = self.sector(at).filter(|_| at < FIRST_MARK && left > 0 && out.len() < size) {
            out.extend_from_slice(sector);
            let next = usize::try_from(at).ok().and_then(|n| self.table.get(n)).copied();
            at = next.unwrap_or(at + 1);
            left -= 1;
        }
        out.truncate(size);
        out
    }

    fn small_chain(&self, start: u32, size: usize) -> Vec<u8> {
        let mut out = Vec::new();
        let mut at = start;
        let mut left = self.small.len() / self.small_sector + 1;
        while out.len() < size && at < FIRST_MARK && left > 0 {
            let Some(index) = usize::try_from(at).ok() else { break };
            let Some(rest) = index.checked_mul(self.small_sector).and_then(|from| self.small.get(from..))
            else {
                break;
            };
            out.extend_from_slice(rest.get(..self.small_sector).unwrap_or(rest));
            at = self.small_table.get(index).copied().unwrap_or(FIRST_MARK);
            left -= 1;
        }
        out.truncate(size);
        out
    }

    /// The entries right below the root; all entries, if the root's tree is damaged.
    fn find(&self, name: &str) -> Option<&Entry> {
        let mut seen = BTreeSet::new();
        let mut open = vec![self.entries.first()?.child];
        while let Some(number) = open.pop() {
            let Some(entry) = usize::try_from(number).ok().and_then(|n| self.entries.get(n)) else {
                continue;
            };
            if !seen.insert(number) {
                continue;
            }
            if entry.kind == 2 && entry.name == name {
                return Some(entry);
            }
            open.extend([entry.left, entry.right]);
        }
        self.entries.iter().find(|e| e.kind == 2 && e.name == name)
    }

    /// Whether the container has a stream.
    pub(super) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// A stream, and whether it is whole.
    pub(super) fn stream(&self, name: &str) -> Option<(Vec<u8>, bool)> {
        let entry = self.find(name)?;
        let bytes = if entry.size < self.small_limit {
            self.small_chain(entry.start, entry.size)
        } else {
            self.chain(entry.start, entry.size)
        };
        let whole = bytes.len() == entry.size;
        Some((bytes, whole))
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
}

fn entry(bytes: &[u8]) -> Entry {
    let len = usize::from(u16_at(bytes, 64).unwrap_or(0)).min(64).saturating_sub(2);
    let units: Vec<u16> = bytes
        .get(..len)
        .unwrap_or_default()
        .chunks_exact(2)
        .map(|b| u16::from_le_bytes([b[0], b[1]]))
        .collect();
    let number = |at: usize| u32_at(bytes, at).unwrap_or(u32::MAX);
    Entry {
        name: String::from_utf16_lossy(&units),
        kind: bytes.get(66).copied().unwrap_or(0),
        left: number(68),
        right: number(72),
        child: number(76),
        start: number(116),
        size: size_at(bytes, 120).unwrap_or(0),
    }
}
