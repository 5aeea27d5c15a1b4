//! `kehoach pipe`: NDJSON requests from standard input.

use super::{DONE, args};
use kehoach::batch;
use std::io;

pub(crate) fn run(args: &args::Pipe) -> io::Result<u8> {
    let mut pipe = batch::Pipe::new(args.reading.options());
    pipe.jobs = args.reading.jobs();
    pipe.timeout = args.reading.timeout();
    pipe.run(io::BufReader::new(io::stdin()), &mut io::BufWriter::new(io::stdout().lock()))?;
    Ok(DONE)
}
