//! What an OLE container (Office 97–2003) holds, by the names of its streams.
//!
//! The names are looked for wherever a directory entry may stand; the directory chain is not followed, so that a
//! damaged file still tells what it was.

use super::{Format, RESAVE};

/// Size of a directory entry; entries stand at multiples of it.
const ENTRY: usize = 128;

/// Streams that tell what the container is, the strongest first. An Excel workbook keeps embedded documents in
/// storages named `MBD…`, a Word document keeps embedded workbooks in `ObjectPool`: see [`kind`].
const STREAMS: &[(&str, Format)] = &[
    ("EncryptedPackage", Format::Locked),
    (
        "__nameid_version1.0",
        Format::Foreign("an Outlook message (MSG)", "save its attachments and give those"),
    ),
    ("PowerPoint Document", Format::Foreign("a PowerPoint presentation (PPT)", "save it as PDF")),
    ("WordDocument", Format::Doc),
    ("Workbook", WORKBOOK),
    ("Book", WORKBOOK),
    ("VisioDocument", Format::Foreign("a Visio drawing", "save it as PDF")),
];

const WORKBOOK: Format =
    Format::Foreign("an Excel workbook (XLS)", "copy the plan into a text document, or save it as PDF");

/// The format of an OLE container.
pub(super) fn kind(bytes: &[u8]) -> Format {
    let mut seen = [false; STREAMS.len()];
    let mut holds_embedded = false;
    for entry in bytes.chunks_exact(ENTRY) {
        let Some(name) = entry_name(entry) else { continue };
        holds_embedded |= name.starts_with("MBD");
        if let Some(n) = STREAMS.iter().position(|(stream, _)| *stream == name) {
            seen[n] = true;
        }
    }
    let mut found = STREAMS.iter().zip(seen).filter(|(_, seen)| *seen).map(|((_, format), _)| *format);
    match found.next() {
        Some(Format::Doc) if holds_embedded => found.next().unwrap_or(Format::Doc),
        Some(format) => format,
        None => Format::Foreign("an OLE container of unknown content", RESAVE),
    }
}

/// The name in a directory entry: UTF-16, its length in bytes with the closing NUL at offset 64, kind at 66.
fn entry_name(entry: &[u8]) -> Option<String> {
    let length = usize::from(u16::from_le_bytes([*entry.get(64)?, *entry.get(65)?]));
    if !(4..=64).contains(&length) || length % 2 == 1 || !matches!(entry.get(66), Some(1 | 2 | 5)) {
        return None;
    }
    let units = entry.get(..length - 2)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}
