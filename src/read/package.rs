//! Zip containers: parts by name, as XML text, within limits.
//!
//! In: the bytes of a file that starts with `PK`. Out: the text of one part after another. Declared sizes are not
//! trusted: what is unpacked is counted. A part that breaks off gives what precedes the break. Knows nothing of
//! Word or OpenDocument. Tricky: `styles.xml` may be stored as `Styles.xml`, with `\` for `/`, or in UTF-16.

use super::Limits;
use crate::error::ErrorKind;
use std::borrow::Cow;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// An open container.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<Cow<'a, [u8]>>>,
    limit: u64,
    budget: u64,
    /// What is wrong with the container, one sentence each.
    pub(crate) damage: Vec<String>,
}

impl<'a> Package<'a> {
    /// Opens a container; one whose end is missing gives the parts that are there.
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Package<'a>, ErrorKind> {
        let mut damage = Vec::new();
        let archive = match ZipArchive::new(Cursor::new(Cow::Borrowed(bytes))) {
            Ok(archive) => archive,
            Err(_) => {
                let broken = || ErrorKind::Damaged("no part of the file can be found".to_owned());
                let bytes = salvage(bytes).ok_or_else(broken)?;
                damage.push("the file has no list of its parts, those found are read".to_owned());
                ZipArchive::new(Cursor::new(Cow::Owned(bytes))).map_err(|_| broken())?
            }
        };
        let limit = limits.unpacked_bytes;
        Ok(Package { archive, limit, budget: limit.saturating_mul(2), damage })
    }

    /// The text of the part `name`; `None` where there is none.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, ErrorKind> {
        let Some((bytes, whole)) = self.bytes(name)? else { return Ok(None) };
        let (text, clean) = decode(bytes);
        if !whole || !clean {
            self.damage.push(format!("the part {name} could be unpacked only in part"));
        }
        Ok(Some(text))
    }

    /// The bytes of the part `name`, and whether they are all; `None` where there is none.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<(Vec<u8>, bool)>, ErrorKind> {
        let Some(index) = self.find(name) else { return Ok(None) };
        let past = ErrorKind::Limit { limit: "max_unpacked_bytes", allowed: self.limit };
        let allowed = self.limit.min(self.budget);
        let mut bytes = Vec::new();
        let whole = match self.archive.by_index(index) {
            Ok(file) => {
                bytes.reserve(usize::try_from(file.size().min(allowed).min(1 << 20)).unwrap_or(0));
                file.take(allowed.saturating_add(1)).read_to_end(&mut bytes).is_ok()
            }
            Err(ZipError::InvalidPassword) => return Err(ErrorKind::PasswordRequired),
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                return Err(ErrorKind::PasswordRequired);
            }
            Err(_) => false,
        };
        if bytes.len() as u64 > allowed {
            return Err(past);
        }
        self.budget -= bytes.len() as u64;
        Ok(Some((bytes, whole)))
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    fn find(&self, name: &str) -> Option<usize> {
        let same = |other: &[u8]| {
            let fold = |b: &u8| if *b == b'\\' { b'/' } else { b.to_ascii_lowercase() };
            other.len() == name.len() && other.iter().map(fold).eq(name.as_bytes().iter().map(fold))
        };
        let archive = &self.archive;
        archive.index_for_name(name).or_else(|| {
            let found = archive.file_names_raw().find(|other| same(other))?;
            archive.index_for_name_raw(found)
        })
    }
}

/// The text of an XML part, and whether all of it was text: UTF-8 or UTF-16, with or without a mark.
fn decode(bytes: Vec<u8>) -> (String, bool) {
    let wide = |little: bool, bytes: &[u8]| {
        let unit = |pair: &[u8]| match pair {
            [a, b] if little => u16::from_le_bytes([*a, *b]),
            [a, b] => u16::from_be_bytes([*a, *b]),
            _ => 0xFFFD,
        };
        let mut clean = true;
        let text = char::decode_utf16(bytes.chunks(2).map(unit))
            .map(|c| c.unwrap_or_else(|_| (clean = false, char::REPLACEMENT_CHARACTER).1))
            .collect();
        (text, clean)
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => wide(true, rest),
        [0xFE, 0xFF, rest @ ..] => wide(false, rest),
        [b'<', 0, ..] => wide(true, &bytes),
        [0, b'<', ..] => wide(false, &bytes),
        _ => match String::from_utf8(bytes) {
            Ok(text) => (text, true),
            Err(e) => (String::from_utf8_lossy(e.as_bytes()).into_owned(), false),
        },
    }
}

/// Most parts that are looked for in a broken file.
const MOST_PARTS: usize = 4096;
/// What a part begins with, and how long its fixed fields are.
const PART: (&[u8], usize) = (b"PK\x03\x04", 30);

/// A file whose list of parts is missing or broken, with a new list of the parts that can be found.
fn salvage(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut list = Vec::new();
    let mut count = 0u16;
    let mut at = find_part(bytes, 0)?;
    let mut end = at;
    while let Some(header) = bytes.get(at..at + PART.1) {
        let short = |from: usize| header.get(from..from + 2)?.try_into().ok().map(u16::from_le_bytes);
        let long = |from: usize| header.get(from..from + 4)?.try_into().ok().map(u32::from_le_bytes);
        let (name_length, extra_length) = (usize::from(short(26)?), usize::from(short(28)?));
        let begin = at + PART.1 + name_length + extra_length;
        let Some(name) = bytes.get(at + PART.1..at + PART.1 + name_length).filter(|_| begin < bytes.len())
        else {
            break;
        };
        let declared = usize::try_from(long(18)?).ok().filter(|n| *n > 0 && begin + n <= bytes.len());
        let next = find_part(bytes, declared.map_or(begin, |n| begin + n));
        end = next.unwrap_or_else(|| find(bytes, begin, b"PK\x01\x02").unwrap_or(bytes.len()));
        let packed = u32::try_from(declared.unwrap_or(end - begin)).ok()?;
        list.extend_from_slice(b"PK\x01\x02\x14\0\x14\0");
        // Bit 3 says that sizes follow the part; here they stand in the list.
        list.extend_from_slice(&(short(6)? & !8).to_le_bytes());
        list.extend_from_slice(header.get(8..18)?);
        list.extend_from_slice(&packed.to_le_bytes());
        list.extend_from_slice(&long(22)?.max(packed).to_le_bytes());
        list.extend_from_slice(&short(26)?.to_le_bytes());
        list.extend_from_slice(&[0; 12]);
        list.extend_from_slice(&u32::try_from(at).ok()?.to_le_bytes());
        list.extend_from_slice(name);
        count += 1;
        match next {
            Some(next) if usize::from(count) < MOST_PARTS => at = next,
            _ => break,
        }
    }
    if count == 0 {
        return None;
    }
    let mut out = bytes.get(..end)?.to_vec();
    let start = u32::try_from(out.len()).ok()?;
    out.extend_from_slice(&list);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend_from_slice(&count.to_le_bytes());
    out.extend_from_slice(&count.to_le_bytes());
    out.extend_from_slice(&u32::try_from(list.len()).ok()?.to_le_bytes());
    out.extend_from_slice(&start.to_le_bytes());
    out.extend_from_slice(&[0; 2]);
    Some(out)
}

fn find_part(bytes: &[u8], from: usize) -> Option<usize> {
    find(bytes, from, PART.0)
}

fn find(bytes: &[u8], from: usize, mark: &[u8]) -> Option<usize> {
    bytes.get(from..)?.windows(mark.len()).position(|window| window == mark).map(|n| from + n)
}

/// A container with these parts, for tests.
#[cfg(test)]
pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
