//! Tables inside the running text: rows, cells and what their properties say.
//!
//! In: start and end of rows and cells. Out: calls on the [`OpenTable`](super::OpenTable). Tricky: a row or cell
//! where none can stand is taken for a wrapper, so that its text is not lost.

use super::{Container, Walk};
use crate::error::ErrorKind;
use crate::read::docx::styles::{is_on, number};
use crate::read::docx::table::{Merge, OpenCell, OpenRow};
use crate::read::docx::tags::Tag;
use crate::read::xml::attribute;
use quick_xml::events::BytesStart;

impl Walk<'_> {
    /// Whether the row or cell stands where one can: in a table, in a row.
    pub(super) fn open_row_or_cell(&mut self, tag: Tag) -> Result<bool, ErrorKind> {
        let in_table =
            self.tables.len() > self.containers.iter().filter(|c| matches!(c, Container::Cell(_))).count();
        let Some(table) = self.tables.last_mut().filter(|_| in_table) else { return Ok(false) };
        match (tag, &table.row) {
            (Tag::Row, None) => table.row = Some(OpenRow::default()),
            (Tag::Cell, Some(_)) => {
                self.cells += 1;
                if self.cells > self.limits.cells {
                    return Err(ErrorKind::Limit { limit: "max_cells", allowed: self.limits.cells });
                }
                self.containers.push(Container::Cell(OpenCell { span: 1, ..OpenCell::default() }));
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    pub(super) fn close_cell(&mut self) {
        self.flush_carried();
        let Some(Container::Cell(cell)) = self.containers.pop() else { return };
        if let Some(row) = self.tables.last_mut().and_then(|table| table.row.as_mut()) {
            row.cells.push(cell);
        }
    }

    pub(super) fn table_property(&mut self, tag: Tag, start: &BytesStart<'_>) {
        let count = || number(start).map_or(0, |n| u32::try_from(n.max(0)).unwrap_or(u32::MAX));
        if let Some(Container::Cell(cell)) = self.containers.last_mut()
            && self.stack.last() == Some(&Tag::CellProperties)
        {
            let merge = || match attribute(start, "val").as_deref() {
                Some("restart") => Merge::Start,
                _ => Merge::Continue,
            };
            match tag {
                Tag::GridSpan => cell.span = count(),
                Tag::VerticalMerge => cell.vertical = merge(),
                Tag::HorizontalMerge => cell.horizontal = merge(),
                _ => {}
            }
            return;
        }
        let Some(row) = self.tables.last_mut().and_then(|table| table.row.as_mut()) else { return };
        match tag {
            Tag::GridBefore => row.before = count(),
            Tag::GridAfter => row.after = count(),
            Tag::HeaderRow => row.heading = is_on(start),
            Tag::Deleted | Tag::MovedFrom => row.dropped = true,
            Tag::HiddenRow => row.dropped |= is_on(start),
            _ => {}
        }
    }
}
