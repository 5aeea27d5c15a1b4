//! One plan a line, for machines: the plan's object with `"name"` before its keys.
//!
//! `name` is how the caller knows the document: its path below the folder, or the name it was sent under.

use crate::Parsed;

/// The plan as one line of NDJSON, line end included.
///
/// ```
/// let line = kehoach::write::ndjson(Some("xa/ke-hoach.txt"), &kehoach::parse("KẾ HOẠCH"));
/// assert!(line.starts_with(r#"{"name":"xa/ke-hoach.txt","schema":"kehoach/1","#));
/// assert!(line.ends_with("}\n"));
/// ```
#[must_use]
pub fn ndjson(name: Option<&str>, parsed: &Parsed) -> String {
    let object = serde_json::to_string(parsed).expect("plain data serialises");
    ndjson_from_json(name, &object)
}

/// The same from a plan that is already JSON without indent, as [`serde_json::to_string`] gives it.
#[must_use]
pub fn ndjson_from_json(name: Option<&str>, object: &str) -> String {
    let name = serde_json::to_string(&name).expect("a string serialises");
    let members = object.trim().trim_start_matches('{');
    format!("{{\"name\":{name},{members}\n")
}
