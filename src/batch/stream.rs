//! Results put together to one stream: NDJSON, CSV, XLSX, iCalendar.
//!
//! In: results in the order of the inputs, as JSON. Out: the files of the stream, or bytes on standard output.
//! Knows the shapes only by their writers.

use super::Shape;
use super::convert::parsed_of;
use super::failure::Failure;
use super::target::{Draft, Target};
use crate::write::{Calendar, CsvTable, CsvTables, Remark, Workbook, ndjson_from_json};
use std::io::{self, BufWriter, Seek, Write};
use std::path::PathBuf;

/// A stream that is being written.
pub(super) enum Stream<'a> {
    /// Nothing is put together.
    None,
    /// One plan, as it is.
    Plain(Sink<'a>),
    Ndjson(Sink<'a>),
    CsvTasks(Box<CsvTable<Sink<'a>>>),
    CsvTables(CsvTables<Sink<'a>>),
    Ics(Calendar<Sink<'a>>),
    Xlsx(Box<Workbook>, Sink<'a>),
}

/// Where the bytes of a stream go.
pub(super) enum Sink<'a> {
    Output(&'a mut dyn Write),
    File(BufWriter<Draft>, PathBuf),
}

impl<'a> Stream<'a> {
    /// A stream on standard output; `single`: of one document asked for by name.
    pub(super) fn to_output(shape: Shape, single: bool, out: &'a mut dyn Write) -> io::Result<Stream<'a>> {
        let out = Sink::Output(out);
        Ok(match shape {
            Shape::Json if single => Stream::Plain(out),
            Shape::Json | Shape::Ndjson => Stream::Ndjson(out),
            Shape::Csv => Stream::CsvTasks(Box::new(CsvTable::new(out)?)),
            Shape::Ics => Stream::Ics(Calendar::new(out)?),
            Shape::Xlsx => Stream::Xlsx(Box::new(Workbook::new()?), out),
        })
    }

    /// A stream into the folder of results.
    pub(super) fn to_target(shape: Shape, target: &Target) -> io::Result<Stream<'a>> {
        let sink = |name: &str| -> io::Result<Sink<'a>> {
            Ok(Sink::File(BufWriter::new(target.draft()?), target.stream(name)))
        };
        let name = shape.stream_name().unwrap_or_default();
        Ok(match shape {
            Shape::Json => Stream::None,
            Shape::Ndjson => Stream::Ndjson(sink(name)?),
            Shape::Csv if target.is_folder() => Stream::CsvTables(CsvTables::new(sink)?),
            Shape::Csv => Stream::CsvTasks(Box::new(CsvTable::new(sink(name)?)?)),
            Shape::Ics => Stream::Ics(Calendar::new(sink(name)?)?),
            Shape::Xlsx => Stream::Xlsx(Box::new(Workbook::new()?), sink(name)?),
        })
    }

    /// Whether results are wanted.
    pub(super) fn is_none(&self) -> bool {
        matches!(self, Stream::None)
    }

    /// Adds the result of one document.
    pub(super) fn push(&mut self, name: &str, body: &str) -> io::Result<()> {
        let parsed = || parsed_of(body).map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e));
        match self {
            Stream::None => Ok(()),
            Stream::Plain(out) => out.write_all(body.as_bytes()),
            Stream::Ndjson(out) => out.write_all(ndjson_from_json(Some(name), body).as_bytes()),
            Stream::CsvTasks(table) => table.push(name, &parsed()?),
            Stream::CsvTables(tables) => tables.push(name, &parsed()?),
            Stream::Ics(calendar) => calendar.push(name, &parsed()?),
            Stream::Xlsx(book, _) => book.push(name, &parsed()?),
        }
    }

    /// Notes a file that gave no plan, where the shape has a place for that.
    pub(super) fn remark(&mut self, failure: &Failure) -> io::Result<()> {
        let message = format!("{}; {}", failure.cause, failure.cure);
        let remark = Remark { name: &failure.path, code: &failure.code, message: &message };
        match self {
            Stream::CsvTables(tables) => tables.remark(&remark),
            Stream::Xlsx(book, _) => book.remark(&remark),
            _ => Ok(()),
        }
    }

    /// Ends the stream; its files are put in their place.
    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Stream::None => Ok(()),
            Stream::Plain(out) | Stream::Ndjson(out) => out.close(),
            Stream::CsvTasks(table) => table.finish()?.close(),
            Stream::CsvTables(tables) => tables.finish()?.into_iter().try_for_each(Sink::close),
            Stream::Ics(calendar) => calendar.finish()?.close(),
            Stream::Xlsx(book, mut out) => {
                // The format is written back and forth, which standard output cannot.
                let mut file = tempfile::tempfile()?;
                book.finish(&mut file)?;
                file.rewind()?;
                io::copy(&mut file, &mut out)?;
                out.close()
            }
        }
    }
}

impl Sink<'_> {
    fn close(self) -> io::Result<()> {
        match self {
            Sink::Output(out) => out.flush(),
            Sink::File(file, path) => file.into_inner().map_err(|e| e.into_error())?.keep_surely(&path),
        }
    }
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Sink::Output(out) => out.write(bytes),
            Sink::File(file, _) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Sink::Output(out) => out.flush(),
            Sink::File(file, _) => file.flush(),
        }
    }
}
