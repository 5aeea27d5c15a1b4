//! The tables as CSV: UTF-8 with a byte order mark, so that spreadsheets see the Vietnamese letters.
//!
//! In: plans with their names, one after the other. Out: one table, or all four, each to its own writer.
//!
//! Tricky: a text cell that starts with `=`, `+`, `-`, `@`, a tab or a line end would be run as a formula by a
//! spreadsheet. It gets an apostrophe before it: `- Rà soát` becomes `'- Rà soát`. Dates and numbers stay bare.

use super::columns::{DIAGNOSTICS, SHEETS, TASKS};
use super::rows::{Cell, Remark, remark_row, rows};
use crate::Parsed;
use std::io::{self, Write};

/// The tasks alone, as one CSV table.
pub struct CsvTable<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> CsvTable<W> {
    /// Starts the table with its headings.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn new(out: W) -> io::Result<CsvTable<W>> {
        Ok(CsvTable { writer: start(out, TASKS)? })
    }

    /// Adds the tasks of one document.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn push(&mut self, name: &str, parsed: &Parsed) -> io::Result<()> {
        let [tasks, ..] = rows(name, parsed);
        tasks.iter().try_for_each(|row| write_row(&mut self.writer, row))
    }

    /// Ends the table and gives the writer back.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn finish(self) -> io::Result<W> {
        self.writer.into_inner().map_err(|e| e.into_error())
    }
}

/// All four tables, each to a writer of its own.
pub struct CsvTables<W: Write> {
    writers: Vec<csv::Writer<W>>,
}

impl<W: Write> CsvTables<W> {
    /// Starts the tables; `open` is asked for the writer of each file name, `tasks.csv` first.
    ///
    /// # Errors
    /// Where a writer cannot be opened or written.
    pub fn new(mut open: impl FnMut(&str) -> io::Result<W>) -> io::Result<CsvTables<W>> {
        let names = CsvTables::<W>::file_names();
        let writers = names.iter().enumerate().map(|(sheet, name)| start(open(name)?, sheet));
        Ok(CsvTables { writers: writers.collect::<io::Result<_>>()? })
    }

    /// The names of the files, in order.
    #[must_use]
    pub fn file_names() -> Vec<String> {
        SHEETS.iter().map(|sheet| format!("{}.csv", sheet.file)).collect()
    }

    /// Adds the rows of one document.
    ///
    /// # Errors
    /// Where a writer fails.
    pub fn push(&mut self, name: &str, parsed: &Parsed) -> io::Result<()> {
        for (writer, rows) in self.writers.iter_mut().zip(rows(name, parsed)) {
            rows.iter().try_for_each(|row| write_row(writer, row))?;
        }
        Ok(())
    }

    /// Adds a remark about a file that gave no plan.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn remark(&mut self, remark: &Remark<'_>) -> io::Result<()> {
        match self.writers.get_mut(DIAGNOSTICS) {
            Some(writer) => write_row(writer, &remark_row(remark)),
            None => Ok(()),
        }
    }

    /// Ends the tables and gives the writers back, in the order of [`CsvTables::file_names`].
    ///
    /// # Errors
    /// Where a writer fails.
    pub fn finish(self) -> io::Result<Vec<W>> {
        self.writers.into_iter().map(|w| w.into_inner().map_err(|e| e.into_error())).collect()
    }
}

fn start<W: Write>(mut out: W, sheet: usize) -> io::Result<csv::Writer<W>> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let columns = SHEETS.get(sheet).map(|s| s.columns).unwrap_or_default();
    writer.write_record(columns.iter().map(|(heading, _)| *heading))?;
    Ok(writer)
}

fn write_row<W: Write>(writer: &mut csv::Writer<W>, row: &[Cell]) -> io::Result<()> {
    writer.write_record(row.iter().map(field))?;
    Ok(())
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => guarded(text),
        Cell::Date(year, month, day) => format!("{year:04}-{month:02}-{day:02}"),
        Cell::Number(number) => number.to_string(),
    }
}

fn guarded(text: &str) -> String {
    // The full-width signs are taken for their ASCII twins by some spreadsheets.
    const STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if text.starts_with(STARTS) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn formulas_are_guarded_and_plain_text_is_not() {
        for (cell, expected) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("- Rà soát", "'- Rà soát"),
            ("+84", "'+84"),
            ("@SUM(1)", "'@SUM(1)"),
            ("\tx", "'\tx"),
            ("– Rà soát", "– Rà soát"),
            ("Sở Y tế = đầu mối", "Sở Y tế = đầu mối"),
            ("", ""),
        ] {
            assert_eq!(guarded(cell), expected);
        }
    }
}
