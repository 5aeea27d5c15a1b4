//! `kehoach explain`: where values stand and how they were read.

use super::{DONE, FAILED, args};
use kehoach::batch::say;
use kehoach::explain::{explain, unsure};
use std::io::{self, Write};

pub(crate) fn run(args: &args::Explain) -> io::Result<u8> {
    let parsed = args.reading.document(&args.document, args.reading.options().keep_text(true))?;
    let mut out = io::stdout().lock();
    let values = match &args.at {
        Some(path) => match explain(&parsed, path) {
            Some(values) => values,
            None => {
                say(&format!(
                    "the plan has nothing at {path}; paths are those of its JSON: tasks/0/lead, header/number"
                ));
                return Ok(FAILED);
            }
        },
        None => unsure(&parsed),
    };
    for value in &values {
        write!(out, "{value}")?;
    }
    if args.at.is_none() {
        for diagnostic in &parsed.diagnostics {
            let severity = format!("{:?}", diagnostic.severity).to_lowercase();
            writeln!(out, "{severity} {}: {}", diagnostic.code, diagnostic.message)?;
        }
        writeln!(
            out,
            "{} values are not sure, {} stretches of text lie in no field",
            values.len(),
            parsed.unclaimed.len()
        )?;
    }
    Ok(DONE)
}
