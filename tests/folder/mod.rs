//! Folders of invented documents, and the program run on them.

#![allow(dead_code)] // Each test file uses what it needs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program, ready for arguments.
pub(crate) fn kehoach() -> Command {
    Command::new(env!("CARGO_BIN_EXE_kehoach"))
}

/// Runs the program on words of a command line, in a folder.
pub(crate) fn run(folder: &Path, line: &str) -> Output {
    kehoach().args(line.split_whitespace()).current_dir(folder).output().expect("the program runs")
}

/// The exit code.
pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

/// What was said on stderr.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What came out on stdout.
pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8 comes out")
}

/// Writes a file and the folders above it.
pub(crate) fn write(path: PathBuf, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// An invented plan; each number gives another.
pub(crate) fn document(n: usize) -> String {
    let tasks: String = (1..=n % 7 + 1)
        .map(|t| {
            format!(
                "{t}. Rà soát, cập nhật danh mục số {t}\n- Cơ quan chủ trì: Sở Y tế\n- Cơ quan phối hợp: Công an tỉnh, UBND \
                 các xã, phường\n- Thời gian thực hiện: trước ngày {}/6/2026\n",
                t + 10
            )
        })
        .collect();
    format!(
        "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nSố: {n}/KH-UBND\nAn Bình, ngày 06 tháng 3 năm 2026\n\nKẾ HOẠCH\nCông tác số {n}\n\n\
         I. NHIỆM VỤ\n{tasks}II. TỔ CHỨC THỰC HIỆN\nTrên đây là Kế hoạch số {n}./.\n"
    )
}

/// Fills a folder with documents, some in folders below.
pub(crate) fn fill(folder: &Path, documents: usize) {
    for n in 0..documents {
        let place = match n % 3 {
            0 => format!("ke-hoach-{n}.txt"),
            1 => format!("xã An Phú/{n}.txt"),
            _ => format!("sở/phòng {}/{n}.md", n % 5),
        };
        write(folder.join(place), &document(n));
    }
}

/// Every file below a folder with its bytes, the journal and the lock aside: they tell of the run, not of the documents.
pub(crate) fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if !path.ends_with("journal.ndjson") && !path.ends_with("lock") {
                let bytes = fs::read(&path).expect("a file");
                found.insert(path.strip_prefix(folder).expect("below").to_owned(), bytes);
            }
        }
    }
    found
}

/// The names of the files below a folder, results' state aside.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let name = |path: &PathBuf| path.to_string_lossy().into_owned();
    tree(folder).keys().map(name).filter(|n| !n.contains(".kehoach")).collect()
}
