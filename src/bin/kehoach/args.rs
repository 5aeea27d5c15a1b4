//! What can be typed.

use clap::{Parser, Subcommand, ValueEnum};
use kehoach::batch::{Isolation, One, Shape};
use kehoach::{Options, Parsed};
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

const EXAMPLES: &str = "\
Examples:
  kehoach convert ke-hoach.docx                     the plan as JSON on the screen
  kehoach convert van-ban/ -o ket-qua/              a JSON file for each document of a folder
  kehoach convert van-ban/ -o nhiem-vu.xlsx         tasks, agencies and deadlines as a workbook
  kehoach convert van-ban/ | jq .tasks              a plan a line, for other programs

A folder run that was interrupted goes on where it stopped when the same command is given again.
Exit code: 0 all read, 1 some file failed (each is named), 2 wrong usage.";

/// Reads Vietnamese administrative plans (kế hoạch) into data: tasks, agencies, deadlines, each with its place in the
/// document.
#[derive(Debug, Parser)]
#[command(name = "kehoach", version, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read files and folders.
    Convert(Convert),
    /// Say where values stand in a document and how they were read; without --at, those that are not sure.
    Explain(Explain),
    /// Answer NDJSON requests from standard input, a line each.
    #[command(after_help = "\
A request is {\"name\", \"text\"}, {\"name\", \"path\"} (with --allow-paths) or {\"name\", \"content\": base64}; the answer is {\"name\", …plan} or
{\"name\", \"error\": {\"code\", \"message\"}}, in the order of the requests.

Example:
  echo '{\"name\": \"a\", \"text\": \"KẾ HOẠCH\"}' | kehoach pipe")]
    Pipe(Pipe),
    /// Print the JSON Schema of the output.
    Schema,
    /// Read for another kehoach.
    #[command(hide = true)]
    Worker,
    /// Check that every value of a plan stands in its document, word for word.
    Verify(Verify),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Convert {
    /// Files and folders (with all their subfolders); - reads one document from standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Where results go: a folder, or a file such as bao-cao.xlsx; without it, standard output
    #[arg(short, long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// What results look like [default: what -o is named after, else json]
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    /// Read everything again, also what is unchanged since the last run
    #[arg(long)]
    pub(crate) force: bool,
    /// Say nothing but failures
    #[arg(short, long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// The document
    #[arg(value_name = "DOC")]
    pub(crate) document: PathBuf,
    /// The value, by its path in the JSON: tasks/3/lead (the fourth task), tasks/t4/lead (the one with this id), header
    #[arg(long, value_name = "PATH")]
    pub(crate) at: Option<String>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Pipe {
    /// Open files that requests name by "path": any file, or those below a folder
    #[arg(long, value_name = "DIR", num_args = 0..=1, require_equals = true, default_missing_value = "*")]
    pub(crate) allow_paths: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Verify {
    /// The plan, as `kehoach convert` wrote it
    #[arg(value_name = "JSON")]
    pub(crate) plan: PathBuf,
    /// The document it was read from; not needed where the plan was written --with-text
    #[arg(value_name = "DOC")]
    pub(crate) document: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// How documents are read.
#[derive(Debug, clap::Args)]
pub(crate) struct Reading {
    /// Threads [default: one for each core]
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Seconds allowed for one file; 0 for no limit
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    timeout: u64,
    /// Write the source text too, into which all spans point
    #[arg(long)]
    with_text: bool,
    /// Read scanned pages with an installed tesseract
    #[arg(long)]
    ocr: bool,
    /// Largest file, in bytes
    #[arg(long, value_name = "N", help_heading = "Limits")]
    max_bytes: Option<u64>,
    /// Most memory for reading one file, in bytes; 0 for no limit
    #[arg(long, value_name = "N", default_value_t = 2 << 30, help_heading = "Limits")]
    max_memory: u64,
    /// Largest unpacked part of a container, in bytes
    #[arg(long, value_name = "N", help_heading = "Limits")]
    max_unpacked_bytes: Option<u64>,
    /// Deepest nesting of elements and tables
    #[arg(long, value_name = "N", help_heading = "Limits")]
    max_depth: Option<u32>,
    /// Most table cells in a document
    #[arg(long, value_name = "N", help_heading = "Limits")]
    max_cells: Option<u64>,
    /// Most pages
    #[arg(long, value_name = "N", help_heading = "Limits")]
    max_pages: Option<u32>,
    /// Most glyphs on one page
    #[arg(long, value_name = "N", help_heading = "Limits")]
    max_page_glyphs: Option<u32>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// A JSON file for each document; on standard output, a line each for several
    Json,
    /// One stream, a plan a line
    Ndjson,
    /// Tables: tasks, documents, agencies, diagnostics
    Csv,
    /// The same tables as one workbook
    Xlsx,
    /// Deadlines as a calendar
    Ics,
}

impl From<Format> for Shape {
    fn from(format: Format) -> Shape {
        match format {
            Format::Json => Shape::Json,
            Format::Ndjson => Shape::Ndjson,
            Format::Csv => Shape::Csv,
            Format::Xlsx => Shape::Xlsx,
            Format::Ics => Shape::Ics,
        }
    }
}

impl Reading {
    pub(crate) fn options(&self) -> Options {
        let mut options = Options::new().keep_text(self.with_text).ocr(self.ocr);
        if let Some(limit) = self.max_bytes {
            options = options.max_bytes(limit);
        }
        if let Some(limit) = self.max_unpacked_bytes {
            options = options.max_unpacked_bytes(limit);
        }
        if let Some(limit) = self.max_depth {
            options = options.max_depth(limit);
        }
        if let Some(limit) = self.max_cells {
            options = options.max_cells(limit);
        }
        if let Some(limit) = self.max_pages {
            options = options.max_pages(limit);
        }
        if let Some(limit) = self.max_page_glyphs {
            options = options.max_page_glyphs(limit);
        }
        options
    }

    /// Files are read in processes of their own, which alone they can end.
    pub(crate) fn isolation(&self) -> Option<Isolation> {
        let mut isolation = isolation()?;
        isolation.memory = Some(self.max_memory).filter(|limit| *limit > 0);
        Some(isolation)
    }

    /// Reads one document, with all that protects the run.
    pub(crate) fn document(&self, path: &Path, options: Options) -> io::Result<Parsed> {
        let mut one = One::new(options.clone());
        one.isolation = self.isolation();
        one.timeout = self.timeout();
        let bytes = options.load_path(path).map_err(io::Error::other)?;
        let json = one.read(Some(path), bytes).map_err(|failure| io::Error::other(failure.to_string()))?;
        Ok(serde_json::from_str(&json)?)
    }

    pub(crate) fn jobs(&self) -> NonZeroUsize {
        let cores = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        self.jobs.unwrap_or_else(cores)
    }

    pub(crate) fn timeout(&self) -> Option<Duration> {
        (self.timeout > 0).then(|| Duration::from_secs(self.timeout))
    }
}

/// Processes of this program, also where its file has been replaced since.
pub(crate) fn isolation() -> Option<Isolation> {
    let running = PathBuf::from("/proc/self/exe");
    let program = if running.exists() { Some(running) } else { std::env::current_exe().ok() };
    program.map(Isolation::new)
}
