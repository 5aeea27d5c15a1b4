//! `kehoach verify`: does the document say what the plan says?

use super::{DONE, FAILED, args};
use kehoach::batch::say;
use kehoach::{Options, Parsed, verify};
use serde::Deserialize;
use serde_json::Value;
use std::io::{self, Write};

/// Most lines said of one plan.
const MOST_LINES: usize = 200;

pub(crate) fn run(args: &args::Verify) -> io::Result<u8> {
    let named = |e: String| io::Error::other(format!("{}: {e}", args.plan.display()));
    let json = Options::new().load_path(&args.plan).map_err(io::Error::other)?;
    let mut plan: Value = serde_json::from_slice(&json).map_err(|e| named(format!("is no plan: {e}")))?;
    if plan["schema"] != "kehoach/1" {
        return Err(named("is no plan of the contract kehoach/1".to_owned()));
    }
    // The line of a stream bears the document's name.
    plan.as_object_mut().map(|map| map.remove("name"));
    let parsed = Parsed::deserialize(&plan).map_err(|e| named(format!("is no plan: {e}")))?;
    let Some(document) = &args.document else {
        let text = parsed.plan.text.as_ref().ok_or_else(|| {
            named("has no source text; give the document too, or convert it --with-text".to_owned())
        })?;
        say("the document was not given: only the words were checked, against the text in the plan");
        return told(&verify::verify(&parsed, text), &[]);
    };
    let fresh = args.reading.document(document, args.reading.options().keep_text(true))?;
    let text = fresh.plan.text.clone().unwrap_or_default();
    let mut fresh = serde_json::to_value(&fresh)?;
    if plan["text"].is_null() {
        (fresh["text"], fresh["origins"]) = (Value::Null, Value::Null);
    }
    told(&verify::verify(&parsed, &text), &verify::differences(&plan, &fresh))
}

fn told(report: &verify::Report, differences: &[verify::Difference]) -> io::Result<u8> {
    let broken = report.broken.iter();
    let broken = broken.map(|b| format!("{}: {}: {:?}, found {:?}", b.pointer, b.cause, b.text, b.found));
    let differences_told = differences.iter().map(ToString::to_string);
    let count = report.broken.len() + differences.len();
    broken.chain(differences_told).take(MOST_LINES).for_each(|line| say(&line));
    if count > MOST_LINES {
        say(&format!("and {} more", count - MOST_LINES));
    }
    let mut out = io::stdout().lock();
    write!(out, "{} values checked, {} broken", report.checked, report.broken.len())?;
    if !differences.is_empty() {
        write!(out, ", {} differ from what the document gives", differences.len())?;
    }
    writeln!(out)?;
    if report.checked == 0 {
        say("nothing was there to check");
    }
    Ok(if count == 0 && report.checked > 0 { DONE } else { FAILED })
}
