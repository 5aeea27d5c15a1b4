//! `kehoach verify`: is every value of a plan in its document?

use super::{DONE, FAILED, args};
use kehoach::batch::say;
use kehoach::{Options, Parsed, verify};
use std::io::{self, Write};

pub(crate) fn run(args: &args::Verify) -> io::Result<u8> {
    let named = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", args.plan.display()));
    let json = std::fs::read_to_string(&args.plan).map_err(named)?;
    let plan: Parsed =
        serde_json::from_str(&json).map_err(|e| named(io::Error::other(format!("is no plan: {e}"))))?;
    let text = match &args.document {
        Some(document) => {
            let read = args.reading.document(document, Options::new())?.plan;
            if plan.plan.source.sha256.is_some() && plan.plan.source.sha256 != read.source.sha256 {
                say(&format!("{} is not the file that the plan was read from", document.display()));
            }
            read.text
        }
        None => plan.plan.text.clone(),
    };
    let Some(text) = text else {
        let message = "has no source text; give the document too, or convert it --with-text";
        return Err(named(io::Error::other(message)));
    };
    let report = verify::verify(&plan, &text);
    for broken in &report.broken {
        say(&format!("{}: {}: {:?}, found {:?}", broken.pointer, broken.cause, broken.text, broken.found));
    }
    writeln!(io::stdout().lock(), "{} values checked, {} broken", report.checked, report.broken.len())?;
    Ok(if report.holds() { DONE } else { FAILED })
}
