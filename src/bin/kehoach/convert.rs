//! `kehoach convert`: files and folders.

use super::{DONE, FAILED, USAGE, args};
use kehoach::batch::{Batch, One, Report, Shape, say};
use std::io::{self, IsTerminal, Write};
use std::path::Path;

pub(crate) fn run(args: &args::Convert) -> io::Result<u8> {
    let file = args.out.as_deref().filter(|out| !out.is_dir());
    let by_name = file.and_then(Shape::of_file);
    let shape = args.format.map(Shape::from).or(by_name).unwrap_or_default();
    let stdin = args.paths.iter().any(|p| p == Path::new("-"));
    if stdin && (args.paths.len() > 1 || args.out.is_some() || shape != Shape::Json) {
        return usage(
            "- is one document, written as JSON to standard output; give no other path, -o or --format",
        );
    }
    if args.out.is_none() && io::stdout().is_terminal() && shape == Shape::Xlsx {
        return usage("a workbook is nothing for the screen; say where it goes: -o DIR or -o FILE.xlsx");
    }
    if by_name.is_some_and(|named| named != shape) {
        return usage("-o is named after another format than --format");
    }
    if shape == Shape::Json && file.and_then(Path::extension).is_some_and(|e| e == "json") {
        return usage("-o is a folder here; for one document: kehoach convert DOCUMENT > FILE.json");
    }
    if stdin { document_from_input(args) } else { batch(args, shape) }
}

fn batch(args: &args::Convert, shape: Shape) -> io::Result<u8> {
    let mut batch = Batch::new(args.paths.clone(), args.reading.options());
    batch.out.clone_from(&args.out);
    batch.shape = shape;
    batch.isolation = args.reading.isolation();
    batch.jobs = args.reading.jobs();
    batch.timeout = args.reading.timeout();
    batch.force = args.force;
    batch.report = report(args);
    let totals = batch.run(&mut io::BufWriter::new(io::stdout().lock()))?;
    Ok(if totals.failed == 0 { DONE } else { FAILED })
}

fn report(args: &args::Convert) -> Report {
    let one = args.out.is_none() && matches!(args.paths.as_slice(), [path] if !path.is_dir());
    match (args.quiet || one, io::stderr().is_terminal()) {
        (true, _) => Report::Quiet,
        (false, true) => Report::Bar,
        (false, false) => Report::Lines,
    }
}

fn document_from_input(args: &args::Convert) -> io::Result<u8> {
    let options = args.reading.options();
    let mut one = One::new(options.clone());
    one.isolation = args.reading.isolation();
    one.timeout = args.reading.timeout();
    let bytes = options
        .load_stream(io::stdin().lock())
        .map_err(|e| io::Error::other(format!("standard input {e}")))?;
    match one.read(None, bytes) {
        Ok(json) => io::stdout().lock().write_all(json.as_bytes()).map(|()| DONE),
        Err(failure) => {
            say(&failure);
            Ok(FAILED)
        }
    }
}

fn usage(message: &str) -> io::Result<u8> {
    say(message);
    Ok(USAGE)
}
