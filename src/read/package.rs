//! Zip containers: parts by name, as XML text, within limits.
//!
//! In: the bytes of a file that starts with `PK`. Out: the text of one part after another. Declared sizes are not
//! trusted: what is unpacked is counted. A part that breaks off gives what precedes the break. Knows nothing of
//! Word or OpenDocument. Tricky: `styles.xml` may be stored as `Styles.xml`, with `\` for `/`, or in UTF-16.

use super::Limits;
use crate::error::ErrorKind;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// An open container.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    limit: u64,
    budget: u64,
    /// Names of the parts of which only a beginning could be unpacked.
    pub(crate) broken: Vec<String>,
}

impl<'a> Package<'a> {
    /// Opens a container.
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Package<'a>, ErrorKind> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| ErrorKind::Damaged(e.to_string()))?;
        let limit = limits.unpacked_bytes;
        Ok(Package { archive, limit, budget: limit.saturating_mul(2), broken: Vec::new() })
    }

    /// The text of the part `name`; `None` where there is none.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, ErrorKind> {
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
        let (text, clean) = decode(bytes);
        if !whole || !clean {
            self.broken.push(name.to_owned());
        }
        Ok(Some(text))
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
