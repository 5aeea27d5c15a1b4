//! A task (*nhiệm vụ*) and who does it until when.

use super::{Agency, Text, Time, vocabulary};
use crate::span::Span;
use serde::{Deserialize, Serialize};

vocabulary! {
    /// Which reader found the task.
    TaskOrigin {
        /// A numbered section with labelled fields.
        Section,
        /// A data row of a task table.
        Table,
        /// A duty given to an agency in prose.
        Duty,
    } else
    /// Anything else.
    Other
}

/// One task. See the README for what counts as a task.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Task {
    /// `t1`, `t2` … in document order.
    pub id: String,
    /// Which reader found it.
    pub origin: TaskOrigin,
    /// Section id, or `tbl1/4` = the 4th data row of table `tbl1`.
    pub at: String,
    /// The number as printed.
    pub ordinal: Option<String>,
    /// What is to be done.
    pub title: Text,
    /// Works it consists of.
    pub details: Vec<Detail>,
    /// *Cơ quan chủ trì*.
    pub lead: Vec<Agency>,
    /// *Cơ quan phối hợp*.
    pub coordinating: Vec<Agency>,
    /// Named without a role split: *Cơ quan thực hiện*.
    pub implementing: Vec<Agency>,
    /// *Lãnh đạo phụ trách, theo dõi, kiểm tra, đôn đốc*.
    pub supervising: Vec<Agency>,
    /// When.
    pub time: Option<Time>,
    /// *Sản phẩm, kết quả*.
    pub deliverables: Vec<Text>,
    /// *Kinh phí*.
    pub funding: Option<Text>,
    /// *Ghi chú*.
    pub note: Option<Text>,
}

/// One work that a task consists of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Detail {
    /// The words, without the marker.
    pub text: String,
    /// Where they stand.
    pub spans: Vec<Span>,
    /// `(1)`, `-`, `a)` … as printed.
    pub marker: Option<String>,
}
