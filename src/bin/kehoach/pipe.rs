//! `kehoach pipe`: NDJSON requests from standard input.

use super::{DONE, args};
use kehoach::batch;
use std::io;
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &args::Pipe) -> io::Result<u8> {
    let mut pipe = batch::Pipe::new(args.reading.options());
    pipe.isolation = args.reading.isolation();
    // Without a folder: anywhere.
    let anywhere = |folder: PathBuf| if folder == Path::new("*") { PathBuf::new() } else { folder };
    pipe.allow_paths = args.allow_paths.clone().map(anywhere);
    pipe.jobs = args.reading.jobs();
    pipe.timeout = args.reading.timeout();
    pipe.run(io::BufReader::new(io::stdin()), &mut io::BufWriter::new(io::stdout().lock()))?;
    Ok(DONE)
}
