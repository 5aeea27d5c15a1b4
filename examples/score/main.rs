//! Scores what `kehoach` reads against labels made by people.
//!
//! ```text
//! cargo run --release --example score -- GOLD_DIR PRED_DIR [--errors NAME] [--worst N] [--against OLD_PRED_DIR]
//! ```
//!
//! `GOLD_DIR` holds `NAME.gold.json`. `PRED_DIR` holds the converter's `NAME.json` (or `NAME.docx.json`), or the
//! documents themselves (`NAME.docx`, `NAME.pdf`, `NAME.txt` …), which are then read here. A document that cannot be
//! read scores every label as missed. Prints precision, recall and F1 a field, then one line of JSON; `--errors`
//! lists every difference of one document, `--against` what was gained and lost since other predictions. The format of the labels is described in `gold.rs`.

mod align;
mod cells;
mod gold;
mod metrics;
mod normal;
mod report;
#[cfg(test)]
mod tests;
mod verbatim;

use cells::Cells;
use gold::Facts;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The scores of one document.
pub(crate) struct Scored {
    pub(crate) name: String,
    pub(crate) cells: Cells,
    /// Values checked by the verbatim gate, and broken ones.
    pub(crate) verbatim: (usize, usize),
    /// Why there is no prediction.
    pub(crate) unreadable: Option<String>,
}

struct Arguments {
    gold: PathBuf,
    predicted: PathBuf,
    errors: Option<String>,
    worst: usize,
    against: Option<PathBuf>,
}

fn main() -> ExitCode {
    let Some(arguments) = arguments(std::env::args().skip(1)) else {
        eprintln!("usage: score GOLD_DIR PRED_DIR [--errors NAME] [--worst N] [--against OLD_PRED_DIR]");
        return ExitCode::from(2);
    };
    let scored = score_folder(&arguments.gold, &arguments.predicted);
    if scored.is_empty() {
        eprintln!("{} holds no *.gold.json", arguments.gold.display());
        return ExitCode::FAILURE;
    }
    if let Some(document) = scored.iter().find(|d| Some(&d.name) == arguments.errors.as_ref()) {
        for (field, gold, predicted) in &document.cells.errors {
            println!("{field}\t{gold}\t{predicted}");
        }
    }
    print!("{}", report::report(&scored, arguments.worst));
    if let Some(old) = &arguments.against {
        print!("{}", report::changes(&score_folder(&arguments.gold, old), &scored));
    }
    ExitCode::SUCCESS
}

fn arguments(mut list: impl Iterator<Item = String>) -> Option<Arguments> {
    let (mut folders, mut errors, mut worst, mut against) = (Vec::new(), None, 5, None);
    while let Some(argument) = list.next() {
        match argument.as_str() {
            "--errors" => errors = Some(list.next()?),
            "--worst" => worst = list.next()?.parse().ok()?,
            "--against" => against = Some(PathBuf::from(list.next()?)),
            other if other.starts_with('-') => return None,
            folder => folders.push(PathBuf::from(folder)),
        }
    }
    let [gold, predicted] = <[PathBuf; 2]>::try_from(folders).ok()?;
    Some(Arguments { gold, predicted, errors, worst, against })
}

/// Scores every labelled document, by name.
pub(crate) fn score_folder(gold: &Path, predicted: &Path) -> Vec<Scored> {
    let mut labelled: Vec<(String, PathBuf)> = files(gold)
        .into_iter()
        .filter_map(|f| Some((f.file_name()?.to_str()?.strip_suffix(".gold.json")?.to_owned(), f)))
        .collect();
    labelled.sort();
    labelled.into_iter().map(|(name, file)| score_file(name, &file, predicted)).collect()
}

fn score_file(name: String, gold: &Path, folder: &Path) -> Scored {
    let labels = read_json(gold).unwrap_or_else(|cause| panic!("{}: {cause}", gold.display()));
    let mut cells = Cells::default();
    let (facts, verbatim, unreadable) = match prediction(&name, folder) {
        Ok(plan) => {
            let (checked, broken) = verbatim::check(&plan);
            let shown = broken.iter().take(20);
            cells.errors.extend(shown.map(|(value, cut)| ("verbatim", value.clone(), cut.clone())));
            (Facts::of_plan(&plan), (checked, broken.len()), None)
        }
        Err(cause) => (Facts::default(), (0, 0), Some(cause)),
    };
    metrics::score(&Facts::of_labels(&labels), &facts, &mut cells);
    Scored { name, cells, verbatim, unreadable }
}

/// The JSON of a document: the converter's, or read from the document here.
fn prediction(name: &str, folder: &Path) -> Result<Value, String> {
    let mut here = files(folder);
    here.sort();
    let ready = folder.join(format!("{name}.json"));
    let longer = |f: &&PathBuf| {
        let file = f.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        file.starts_with(&format!("{name}.")) && file.ends_with(".json")
    };
    if let Some(file) = Some(&ready).filter(|f| f.exists()).or_else(|| here.iter().find(longer)) {
        return read_json(file);
    }
    let document =
        here.iter().find(|f| f.file_stem().is_some_and(|s| s == name)).ok_or("there is no prediction")?;
    let parsed = kehoach::Options::new().parse_path(document).map_err(|e| e.to_string())?;
    serde_json::to_value(&parsed).map_err(|e| e.to_string())
}

fn files(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.is_file())
        .collect()
}

fn read_json(file: &Path) -> Result<Value, String> {
    let text = std::fs::read_to_string(file).map_err(|e| e.to_string())?;
    serde_json::from_str(&text).map_err(|e| e.to_string())
}
