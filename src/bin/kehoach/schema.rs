//! `kehoach schema`: the JSON Schema of the output.

use super::DONE;
use std::io::{self, Write};

pub(crate) fn run() -> io::Result<u8> {
    let schema = serde_json::to_string_pretty(&kehoach::write::schema())?;
    writeln!(io::stdout().lock(), "{schema}")?;
    Ok(DONE)
}
