//! The program `kehoach`: arguments in, a command run, an exit code out. No logic of its own.

mod args;
mod convert;
mod explain;
mod pipe;
mod schema;
mod verify;

use args::{Args, Command};
use clap::Parser;
use std::io::{self, ErrorKind};
use std::process::ExitCode;

/// All read.
const DONE: u8 = 0;
/// Some file failed.
const FAILED: u8 = 1;
/// Wrong usage.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    kehoach::batch::silence_workers();
    let result = match Args::parse().command {
        Command::Convert(args) => convert::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Pipe(args) => pipe::run(&args),
        Command::Worker => kehoach::batch::serve().map(|()| DONE),
        Command::Schema => schema::run(),
        Command::Verify(args) => verify::run(&args),
    };
    ExitCode::from(result.unwrap_or_else(|error| exit_code(&error)))
}

/// Whoever reads our output may stop at any time: that is no failure.
fn exit_code(error: &io::Error) -> u8 {
    if error.kind() == ErrorKind::BrokenPipe {
        return DONE;
    }
    kehoach::batch::say(error);
    FAILED
}
