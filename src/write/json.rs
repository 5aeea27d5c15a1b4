//! One plan as one JSON object, for people: two spaces of indent, a line end at the end.

use crate::Parsed;

/// The plan as indented JSON, the contract `kehoach/1`.
///
/// ```
/// let json = kehoach::write::json(&kehoach::parse("KẾ HOẠCH\nChuyển đổi số năm 2026"));
/// assert!(json.starts_with("{\n  \"schema\": \"kehoach/1\""));
/// ```
#[must_use]
pub fn json(parsed: &Parsed) -> String {
    // Writing plain owned data into memory has nothing that can fail: string keys, no custom impls.
    let mut out = serde_json::to_string_pretty(parsed).expect("plain data serialises");
    out.push('\n');
    out
}
