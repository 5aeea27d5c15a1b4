//! What a ZIP container holds, by the names in its directory; nothing is unpacked.

use super::{ARCHIVE, Format, find};

/// Directory entries looked at; a document has a few dozen.
const ENTRIES: usize = 4096;
/// How far from the end the end record of the directory may stand: its size and the longest comment.
const END_WITHIN: usize = 22 + 65_535;

/// First characters of part names that tell what the container is, what to call it and what to do.
const FOREIGN: &[(&str, &str, &str)] = &[
    ("xl/", "an Excel workbook (XLSX)", "copy the plan into a text document, or save it as PDF"),
    ("ppt/", "a PowerPoint presentation (PPTX)", "save it as PDF"),
    ("visio/", "a Visio drawing", "save it as PDF"),
    ("FixedDocSeq.fdseq", "an XPS document", "print it to PDF"),
    ("Index/Document.iwa", "an Apple Pages document", "save it as DOCX or PDF"),
];

/// The format of a ZIP container.
pub(super) fn kind(bytes: &[u8]) -> Format {
    if let Some(kind) = mimetype(bytes) {
        return kind;
    }
    let mut names = directory(bytes);
    if names.is_empty() {
        names = local_headers(bytes);
    }
    let begins = |prefix: &str| names.iter().any(|n| n.trim_start_matches('/').starts_with(prefix));
    if begins("word/") {
        return Format::Docx;
    }
    if let Some((_, what, cure)) = FOREIGN.iter().find(|(prefix, ..)| begins(prefix)) {
        return Format::Foreign(what, cure);
    }
    // The main part of a DOCX may have any name; the reader follows the relations.
    if begins("[Content_Types].xml") && begins("_rels/") {
        return Format::Docx;
    }
    if begins("content.xml") && begins("META-INF/manifest.xml") {
        return Format::Odt;
    }
    Format::Foreign("a ZIP archive", ARCHIVE)
}

/// OpenDocument and EPUB write their type into a first, stored part named `mimetype`.
fn mimetype(bytes: &[u8]) -> Option<Format> {
    let (name, after) = local_name(bytes, 0)?;
    if name != "mimetype" {
        return None;
    }
    let value = bytes.get(after..)?;
    let is = |wanted: &str| value.starts_with(wanted.as_bytes());
    let odf = "application/vnd.oasis.opendocument.";
    if is(&format!("{odf}text")) {
        return Some(Format::Odt);
    }
    if is(&format!("{odf}spreadsheet")) {
        return Some(Format::Foreign("an OpenDocument spreadsheet (ODS)", "save it as PDF"));
    }
    if is(odf) {
        return Some(Format::Foreign("an OpenDocument file other than text", "save it as PDF"));
    }
    is("application/epub").then_some(Format::Foreign("an EPUB book", "convert it to HTML or PDF"))
}

/// Names in the central directory; empty where that is missing or damaged.
fn directory(bytes: &[u8]) -> Vec<String> {
    let tail = bytes.len().saturating_sub(END_WITHIN);
    let Some(end) =
        bytes.get(tail..).and_then(|t| t.windows(4).rposition(|w| w == b"PK\x05\x06")).map(|at| at + tail)
    else {
        return Vec::new();
    };
    let mut names = Vec::new();
    let mut at = number(bytes, end + 16, 4).unwrap_or(usize::MAX);
    while names.len() < ENTRIES && bytes.get(at..).is_some_and(|b| b.starts_with(b"PK\x01\x02")) {
        let part = |offset| number(bytes, at + offset, 2).unwrap_or(0);
        let (name, extra, comment) = (part(28), part(30), part(32));
        names.push(name_at(bytes, at + 46, name));
        at += 46 + name + extra + comment;
    }
    names
}

/// Names in the headers before each part: what is left where the file was cut.
fn local_headers(bytes: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut from = 0;
    while let Some(at) = bytes.get(from..).and_then(|rest| find(rest, b"PK\x03\x04")).map(|at| at + from) {
        if let Some((name, _)) = local_name(bytes, at) {
            names.push(name);
        }
        from = at + 4;
        if names.len() >= ENTRIES {
            break;
        }
    }
    names
}

/// The name in the local header at `at`, and where its data begins.
fn local_name(bytes: &[u8], at: usize) -> Option<(String, usize)> {
    let name = number(bytes, at + 26, 2)?;
    let extra = number(bytes, at + 28, 2)?;
    Some((name_at(bytes, at + 30, name), at + 30 + name + extra))
}

fn name_at(bytes: &[u8], at: usize, length: usize) -> String {
    let name = bytes.get(at..at.saturating_add(length)).unwrap_or_default();
    String::from_utf8_lossy(name).replace('\\', "/")
}

/// A little-endian number of `size` bytes.
fn number(bytes: &[u8], at: usize, size: usize) -> Option<usize> {
    let raw = bytes.get(at..at.checked_add(size)?)?;
    Some(raw.iter().rev().fold(0, |n, b| (n << 8) | usize::from(*b)))
}
