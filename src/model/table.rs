//! Tables of a plan.

use super::vocabulary;
use crate::span::Span;
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What a column holds, told from its heading.
    ColumnRole {
        /// STT.
        Ordinal,
        /// Nội dung, nhiệm vụ.
        Content,
        /// Chủ trì.
        Lead,
        /// Phối hợp.
        Coordinating,
        /// Cơ quan thực hiện.
        Implementing,
        /// Lãnh đạo phụ trách, theo dõi, đôn đốc.
        Supervising,
        /// Chủ trì and phối hợp in one cell.
        Roles,
        /// Thời gian, thời hạn.
        Time,
        /// Bắt đầu.
        Start,
        /// Kết thúc.
        End,
        /// Sản phẩm, kết quả.
        Deliverable,
        /// Kinh phí.
        Funding,
        /// Ghi chú.
        Note,
        /// Chỉ tiêu.
        Indicator,
        /// Đơn vị tính.
        Unit,
    } else
    /// Anything else.
    Other
}

vocabulary! {
    /// What a row is.
    RowKind {
        /// A full-width heading.
        Group,
        /// A sum.
        Total,
        /// An entry.
        Data,
    } else
    /// Anything else.
    Other
}

/// A table with a heading row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Table {
    /// `tbl1`, `tbl2` … in document order.
    pub id: String,
    /// Columns, left to right.
    pub columns: Vec<Column>,
    /// Rows below the heading.
    pub rows: Vec<Row>,
}

/// A column and its heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Column {
    /// The heading; two-row headings are joined with a space.
    pub text: String,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// What it holds.
    pub role: ColumnRole,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// One cell a column (a group row may have one alone).
    pub cells: Vec<TableCell>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TableCell {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub spans: Vec<Span>,
    /// The value comes from a vertically merged cell above.
    pub inherited: bool,
}
