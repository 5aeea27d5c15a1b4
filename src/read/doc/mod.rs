//! Word 97–2003 files (`.doc`).
//!
//! In: bytes. Out: [`SourceText`]. Read by hand, since no crate gives automatic bullets, numbered headings, fonts,
//! deletions and grid columns all at once. Left out: deleted and hidden text, field codes, comments, pictures.
//! Reference: [MS-DOC], which numbers its sections; "marks" are its sprms.

mod bytes;
mod container;
mod fib;
mod file;
mod lists;
mod look;
mod pages;
mod pieces;
mod sprm;
mod story;
mod styles;

use super::Limits;
use super::compose::{Draft, compose};
use super::flow::{self, Kind, drafts};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::ErrorKind;
use crate::source::{Part, SourceText};
use container::Container;
use fib::{Fib, Part as Place};
use file::File;
use std::ops::Range;
use story::Walker;

/// Headers and footers of the first section come after six separators of notes.
const FIRST_HEADER: usize = 6;

/// The streams of a file.
struct Streams {
    word: Vec<u8>,
    table: Vec<u8>,
    data: Vec<u8>,
}

/// Reads a DOC file.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<SourceText, ErrorKind> {
    let (streams, fib, whole) = open(bytes, limits)?;
    let mut file = File::open(&fib, &streams.word, &streams.table, &streams.data)?;
    let story = fib.stories;
    let mut body = Walker::items(&mut file, 0..story.main, Kind::Body, 0, limits)?;
    for range in file.text_boxes_left() {
        body.extend(Walker::items(&mut file, range, Kind::TextBox, 1, limits)?);
    }
    let mut rest: Vec<Draft> = Vec::new();
    let mut start = story.main;
    let notes = file::stretches(fib.part(&streams.table, Place::FootnoteTexts), start, story.footnotes);
    add_notes(
        &mut file,
        notes,
        fib.part(&streams.table, Place::FootnoteReferences),
        false,
        limits,
        &mut rest,
    )?;
    start = start.saturating_add(story.footnotes);
    let headers = file::stretches(fib.part(&streams.table, Place::Headers), start, story.headers);
    for range in headers.into_iter().skip(FIRST_HEADER).filter(|r| !r.is_empty()) {
        add_running(&mut file, range, limits, &mut rest)?;
    }
    start = start.saturating_add(story.headers).saturating_add(story.annotations);
    let notes = file::stretches(fib.part(&streams.table, Place::EndnoteTexts), start, story.endnotes);
    add_notes(&mut file, notes, fib.part(&streams.table, Place::EndnoteReferences), true, limits, &mut rest)?;
    start = start.saturating_add(story.endnotes).saturating_add(story.text_boxes);
    add_running(&mut file, start..start.saturating_add(story.header_text_boxes), limits, &mut rest)?;
    let mut source = compose(body, rest, limits)?;
    source.format = "doc".to_owned();
    if !whole {
        source.diagnostics.push(Diagnostic {
            code: "doc-cut".to_owned(),
            severity: Severity::Warning,
            message: "the file is damaged; what could be found in it was read".to_owned(),
            spans: Vec::new(),
        });
    }
    Ok(source)
}

/// Finds the streams; says whether they are whole.
fn open(bytes: &[u8], limits: &Limits) -> Result<(Streams, Fib, bool), ErrorKind> {
    let damaged = |what: &str| ErrorKind::Damaged(what.to_owned());
    let container = Container::open(bytes).ok_or_else(|| damaged("its container cannot be read"))?;
    if bytes.len() as u64 > limits.unpacked_bytes {
        return Err(ErrorKind::Limit { limit: "max_unpacked_bytes", allowed: limits.unpacked_bytes });
    }
    let Some((word, word_whole)) = container.stream("WordDocument") else {
        let locked = container.has("EncryptedPackage");
        return Err(if locked { ErrorKind::PasswordRequired } else { damaged("it holds no Word document") });
    };
    let fib = Fib::parse(&word)?;
    let name = if fib.second_table { "1Table" } else { "0Table" };
    let (table, table_whole) = container.stream(name).ok_or_else(|| damaged("its tables are missing"))?;
    let (data, _) = container.stream("Data").unwrap_or_default();
    Ok((Streams { word, table, data }, fib, word_whole && table_whole))
}

/// Notes, each with its mark.
fn add_notes(
    file: &mut File<'_>,
    notes: Vec<Range<usize>>,
    references: &[u8],
    at_end: bool,
    limits: &Limits,
    rest: &mut Vec<Draft>,
) -> Result<(), ErrorKind> {
    let references = bytes::Plex::new(references, 2);
    let mut count = 0u32;
    for (index, range) in notes.into_iter().enumerate().take(references.len()) {
        let numbered = references.record(index).is_none_or(|r| r != [0, 0]);
        count += u32::from(numbered);
        let items = Walker::items(file, range, Kind::Note, 0, limits)?;
        rest.extend(flow::note(items, numbered.then_some(count), at_end));
    }
    Ok(())
}

/// Paragraphs of headers and footers, each text once.
fn add_running(
    file: &mut File<'_>,
    range: Range<usize>,
    limits: &Limits,
    rest: &mut Vec<Draft>,
) -> Result<(), ErrorKind> {
    for mut draft in Walker::items(file, range, Kind::Running, 0, limits)?.into_iter().flat_map(drafts) {
        draft.part = Part::HeaderFooter;
        flow::add_once(rest, draft);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
