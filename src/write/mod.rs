//! Plan → bytes, one file per output shape.
//!
//! In: a [`Parsed`](crate::Parsed) and the name under which the caller knows the document. Out: JSON, NDJSON, CSV,
//! XLSX, iCalendar, and the JSON Schema of the contract. Knows only the model: neither files nor the parser.
//!
//! Every shape is deterministic: no clock, no random ids, the same bytes for the same plans.

#[cfg(feature = "outputs")]
mod columns;
#[cfg(feature = "outputs")]
mod csv;
#[cfg(feature = "outputs")]
mod ics;
mod json;
mod ndjson;
#[cfg(feature = "outputs")]
mod rows;
#[cfg(feature = "cli")]
mod schema;
#[cfg(feature = "outputs")]
mod xlsx;

#[cfg(feature = "outputs")]
pub use self::csv::{CsvTable, CsvTables};
#[cfg(feature = "outputs")]
pub use self::ics::Calendar;
pub use self::json::json;
pub use self::ndjson::{ndjson, ndjson_from_json};
#[cfg(feature = "outputs")]
pub use self::rows::Remark;
#[cfg(feature = "cli")]
pub use self::schema::schema;
#[cfg(feature = "outputs")]
pub use self::xlsx::Workbook;
