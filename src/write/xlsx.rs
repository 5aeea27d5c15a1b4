//! The tables as one XLSX workbook: sheets Tasks, Documents, Agencies, Diagnostics.
//!
//! In: plans with their names, one after the other. Out: the workbook's bytes. Rows go to disk as they come, so
//! memory does not grow with the number of documents.
//!
//! Tricky: a sheet ends at 1,048,576 rows. The rows after that go on in `Tasks (2)`, and so on.

use super::columns::{DIAGNOSTICS, SHEETS};
use super::rows::{Cell, Remark, remark_row, rows};
use crate::Parsed;
use rust_xlsxwriter as xlsx;
use std::io::{self, Seek, Write};

/// Rows of a sheet that may be filled, the heading aside.
const LAST_ROW: u32 = 1_048_575;
/// Characters that a cell holds.
const LONGEST: usize = 32_767;

/// A workbook that is being filled.
pub struct Workbook {
    book: xlsx::Workbook,
    tables: Vec<Table>,
    formats: Formats,
    last_row: u32,
}

/// One of the four tables: the sheet that it fills now, and which part of the table that is.
struct Table {
    sheet: usize,
    part: u32,
    rows: u32,
}

struct Formats {
    heading: xlsx::Format,
    text: xlsx::Format,
    date: xlsx::Format,
    number: xlsx::Format,
}

impl Workbook {
    /// Starts a workbook with its headings.
    ///
    /// # Errors
    /// Where no temporary file can be made.
    pub fn new() -> io::Result<Workbook> {
        Workbook::with_rows(LAST_ROW)
    }

    fn with_rows(last_row: u32) -> io::Result<Workbook> {
        let mut book = xlsx::Workbook::new();
        // A fixed day: the same plans give the same bytes.
        let day = xlsx::ExcelDateTime::from_ymd(2000, 1, 1).map_err(io::Error::other)?;
        book.set_properties(&xlsx::DocProperties::new().set_title("kehoach").set_creation_datetime(&day));
        let cell = || xlsx::Format::new().set_align(xlsx::FormatAlign::Top);
        let formats = Formats {
            heading: cell()
                .set_bold()
                .set_text_wrap()
                .set_background_color(xlsx::Color::RGB(0x00D9_E2F3))
                .set_border_bottom(xlsx::FormatBorder::Thin),
            text: cell().set_text_wrap(),
            date: cell().set_num_format("dd/mm/yyyy").set_align(xlsx::FormatAlign::Left),
            number: cell().set_num_format("0"),
        };
        let mut workbook = Workbook { book, tables: Vec::new(), formats, last_row };
        for table in 0..SHEETS.len() {
            let sheet = workbook.add_sheet(table, 1)?;
            workbook.tables.push(Table { sheet, part: 1, rows: 0 });
        }
        Ok(workbook)
    }

    /// Adds the rows of one document.
    ///
    /// # Errors
    /// Where the temporary files cannot be written.
    pub fn push(&mut self, name: &str, parsed: &Parsed) -> io::Result<()> {
        for (table, rows) in rows(name, parsed).into_iter().enumerate() {
            rows.iter().try_for_each(|row| self.write_row(table, row))?;
        }
        Ok(())
    }

    /// Adds a remark about a file that gave no plan.
    ///
    /// # Errors
    /// Where the temporary files cannot be written.
    pub fn remark(&mut self, remark: &Remark<'_>) -> io::Result<()> {
        self.write_row(DIAGNOSTICS, &remark_row(remark))
    }

    /// Writes the workbook.
    ///
    /// # Errors
    /// Where `out` or the temporary files fail.
    pub fn finish(mut self, out: impl Write + Seek + Send) -> io::Result<()> {
        for table in 0..self.tables.len() {
            self.add_filter(table)?;
        }
        self.book.save_to_writer(out).map_err(io_error)
    }

    fn write_row(&mut self, table: usize, row: &[Cell]) -> io::Result<()> {
        let full = self.tables.get(table).is_some_and(|t| t.rows >= self.last_row);
        if full {
            self.add_filter(table)?;
            let part = self.tables.get(table).map_or(1, |t| t.part) + 1;
            let sheet = self.add_sheet(table, part)?;
            if let Some(state) = self.tables.get_mut(table) {
                *state = Table { sheet, part, rows: 0 };
            }
        }
        let Some(state) = self.tables.get_mut(table) else { return Ok(()) };
        state.rows += 1;
        let sheet = self.book.worksheet_from_index(state.sheet).map_err(io_error)?;
        for (column, cell) in (0u16..).zip(row) {
            write_cell(sheet, state.rows, column, cell, &self.formats).map_err(io_error)?;
        }
        Ok(())
    }

    /// Adds the sheet for a part of a table and gives its index.
    fn add_sheet(&mut self, table: usize, part: u32) -> io::Result<usize> {
        let index = self.book.worksheets().len();
        let Some(shape) = SHEETS.get(table) else { return Ok(index) };
        let name = if part == 1 { shape.name.to_owned() } else { format!("{} ({part})", shape.name) };
        let heading = &self.formats.heading;
        let fill = || -> Result<(), xlsx::XlsxError> {
            let sheet = self.book.add_worksheet_with_constant_memory()?;
            sheet.set_name(name)?;
            sheet.set_freeze_panes(1, 0)?;
            sheet.set_landscape();
            sheet.set_repeat_rows(0, 0)?;
            sheet.set_print_fit_to_pages(1, 0);
            for (column, (title, width)) in (0u16..).zip(shape.columns) {
                sheet.set_column_width(column, f64::from(*width))?;
                sheet.write_string_with_format(0, column, *title, heading)?;
            }
            Ok(())
        };
        fill().map_err(io_error)?;
        Ok(index)
    }

    fn add_filter(&mut self, table: usize) -> io::Result<()> {
        let (Some(state), Some(shape)) = (self.tables.get(table), SHEETS.get(table)) else { return Ok(()) };
        let last = u16::try_from(shape.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let sheet = self.book.worksheet_from_index(state.sheet).map_err(io_error)?;
        sheet.autofilter(0, 0, state.rows, last).map(|_| ()).map_err(io_error)
    }
}

fn write_cell(
    sheet: &mut xlsx::Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
) -> Result<(), xlsx::XlsxError> {
    match cell {
        Cell::Empty => Ok(()),
        Cell::Text(text) => {
            sheet.write_string_with_format(row, column, fitting(text), &formats.text).map(|_| ())
        }
        Cell::Number(number) => {
            sheet.write_number_with_format(row, column, *number, &formats.number).map(|_| ())
        }
        Cell::Date(year, month, day) => {
            let date = xlsx::ExcelDateTime::from_ymd(*year, *month, *day)?;
            sheet.write_datetime_with_format(row, column, &date, &formats.date).map(|_| ())
        }
    }
}

/// The text, cut to what a cell holds (counted in UTF-16, as spreadsheets do).
fn fitting(text: &str) -> String {
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut units = 0;
    let keep = text.chars().take_while(|c| {
        units += c.len_utf16();
        units < LONGEST
    });
    let mut cut: String = keep.collect();
    cut.push('…');
    cut
}

fn io_error(error: xlsx::XlsxError) -> io::Error {
    match error {
        xlsx::XlsxError::IoError(e) => e,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_takes_what_fits() {
        assert_eq!(fitting("Sở Y tế"), "Sở Y tế");
        let long = "ệ".repeat(40_000);
        assert_eq!(fitting(&long).encode_utf16().count(), LONGEST);
        assert!(fitting(&"😀".repeat(20_000)).encode_utf16().count() <= LONGEST);
    }

    #[test]
    fn a_full_sheet_goes_on_in_the_next() {
        let mut book = Workbook::with_rows(2).unwrap();
        for name in ["a", "b", "c"] {
            book.push(name, &Parsed::default()).unwrap();
        }
        let names: Vec<String> = book.book.worksheets().iter().map(xlsx::Worksheet::name).collect();
        assert_eq!(names, ["Tasks", "Documents", "Agencies", "Diagnostics", "Documents (2)"]);
        book.finish(std::io::Cursor::new(Vec::new())).unwrap();
    }
}
