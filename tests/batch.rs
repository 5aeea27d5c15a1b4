//! Folder runs: what is read, what is kept, what happens when something goes wrong.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)]

mod folder;

use folder::{code, document, fill, kehoach, names, run, said, tree, write};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tempfile::tempdir;

/// A PDF of a few lines that asks for the widths of four thousand million glyphs.
const WIDE_PDF: &str = include_str!("folder/wide.pdf");

const SHAPES: [&str; 5] = ["json", "ndjson", "csv", "xlsx", "ics"];

/// The failures that a run left, as (path, code).
fn failures(manifest: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(manifest).expect("a manifest");
    let line = |line: &str| {
        let value: Value = serde_json::from_str(line).expect("a line of JSON");
        assert!(
            ["cause", "cure"].iter().all(|key| value[key].as_str().is_some_and(|s| !s.is_empty())),
            "{line}"
        );
        (value["path"].as_str().unwrap().to_owned(), value["code"].as_str().unwrap().to_owned())
    };
    text.lines().map(line).collect()
}

fn totals(output: &std::process::Output) -> String {
    let said = said(output);
    let last = said.lines().last().unwrap_or_default();
    let parts: Vec<&str> = last.trim_start_matches("kehoach: ").split(", ").take(3).collect();
    parts.join(", ")
}

#[test]
fn the_tree_is_mirrored_and_only_documents_are_read() {
    let dir = tempdir().unwrap();
    for name in ["a.txt", "b/c d/e.TXT", "b/f.mht", "~$a.docx", ".g.txt", ".h/i.txt", "k.json", "l.png", "m"]
    {
        write(dir.path().join("in").join(name), "KẾ HOẠCH");
    }
    write(dir.path().join("in/n"), "{\\rtf1 KE HOACH}");
    let output = run(dir.path(), "convert in -o in/out");
    assert_eq!(code(&output), 0, "{}", said(&output));
    let expected = ["a.txt.json", "b/c d/e.TXT.json", "b/f.mht.json", "failures.ndjson", "n.json"];
    assert_eq!(names(&dir.path().join("in/out")), expected);
    let again = run(dir.path(), "convert in -o in/out");
    assert_eq!(totals(&again), "0 read, 4 skipped (unchanged), 0 failed");
}

#[test]
fn several_paths_keep_what_tells_them_apart() {
    let dir = tempdir().unwrap();
    for name in ["x/a.txt", "y/a.txt", "y/b.txt"] {
        write(dir.path().join(name), "KẾ HOẠCH");
    }
    run(dir.path(), "convert x y -o both");
    assert_eq!(
        names(&dir.path().join("both")),
        ["failures.ndjson", "x/a.txt.json", "y/a.txt.json", "y/b.txt.json"]
    );
    run(dir.path(), "convert x/a.txt y/a.txt y/a.txt ./x/../x/a.txt -o files");
    assert_eq!(names(&dir.path().join("files")), ["failures.ndjson", "x/a.txt.json", "y/a.txt.json"]);
    let output = run(dir.path(), "convert y y/b.txt -o one");
    assert_eq!(totals(&output), "2 read, 0 skipped (unchanged), 0 failed");
    assert_eq!(names(&dir.path().join("one")), ["a.txt.json", "b.txt.json", "failures.ndjson"]);
}

#[test]
fn output_is_the_same_whatever_the_threads() {
    let dir = tempdir().unwrap();
    fill(&dir.path().join("in"), 24);
    write(dir.path().join("in/xã An Phú/big.txt"), &document(6).repeat(20));
    for shape in SHAPES {
        for jobs in [1, 2, 5] {
            let output = run(dir.path(), &format!("convert in -o out{jobs} --format {shape} -j {jobs}"));
            assert_eq!(code(&output), 0, "{}", said(&output));
        }
        let streams = [1, 5].map(|j| run(dir.path(), &format!("convert in --format {shape} -j {j}")).stdout);
        assert!(streams[0] == streams[1] && !streams[0].is_empty(), "{shape}");
    }
    let [one, two, five] = [1, 2, 5].map(|jobs| tree(&dir.path().join(format!("out{jobs}"))));
    assert!(one == two && one == five);
    let expected = ["agencies.csv", "diagnostics.csv", "documents.csv", "failures.ndjson"];
    let streams = ["plans.ics", "plans.ndjson", "plans.xlsx", "tasks.csv"];
    for name in expected.iter().chain(&streams) {
        assert!(one.contains_key(Path::new(name)), "{name}");
    }
}

#[test]
fn a_second_run_reads_only_what_is_new_or_changed() {
    let dir = tempdir().unwrap();
    let input = dir.path().join("in");
    fill(&input, 10);
    for shape in ["json", "csv"] {
        let line = format!("convert in -o out-{shape} --format {shape}");
        let steps: [(&str, &dyn Fn(), &str); 7] = [
            ("first", &|| {}, "10 read, 0 skipped (unchanged), 0 failed"),
            ("again", &|| {}, "0 read, 10 skipped (unchanged), 0 failed"),
            (
                "touched",
                &|| fs::write(input.join("ke-hoach-0.txt"), document(0)).unwrap(),
                "0 read, 10 skipped (unchanged), 0 failed",
            ),
            // Same length, other bytes.
            (
                "changed",
                &|| fs::write(input.join("ke-hoach-0.txt"), document(0).replace('3', "4")).unwrap(),
                "1 read, 9 skipped (unchanged), 0 failed",
            ),
            (
                "new",
                &|| write(input.join("new.txt"), &document(7)),
                "1 read, 10 skipped (unchanged), 0 failed",
            ),
            (
                "gone",
                &|| fs::remove_file(input.join("new.txt")).unwrap(),
                "0 read, 10 skipped (unchanged), 0 failed",
            ),
            (
                "back",
                &|| fs::write(input.join("ke-hoach-0.txt"), document(0)).unwrap(),
                "1 read, 9 skipped (unchanged), 0 failed",
            ),
        ];
        for (step, change, expected) in steps {
            change();
            assert_eq!(totals(&run(dir.path(), &line)), expected, "{shape}, {step}");
        }
        assert_eq!(
            totals(&run(dir.path(), &format!("{line} --force"))),
            "10 read, 0 skipped (unchanged), 0 failed"
        );
        let other = run(dir.path(), &format!("{line} --with-text"));
        assert_eq!(totals(&other), "10 read, 0 skipped (unchanged), 0 failed", "other options");
    }
    let result = dir.path().join("out-json/ke-hoach-0.txt.json");
    fs::remove_file(&result).unwrap();
    run(dir.path(), "convert in -o out-json --with-text");
    assert!(result.exists(), "a lost result is made again");
}

#[test]
fn a_killed_run_goes_on_and_gives_the_same_bytes() {
    let dir = tempdir().unwrap();
    fill(&dir.path().join("in"), 60);
    write(dir.path().join("in/big.txt"), &"x".repeat(200_000));
    for shape in ["json", "ndjson", "xlsx"] {
        let line =
            |out: &str| format!("convert in -o {out}-{shape} --format {shape} --max-bytes 100000 -j 2");
        let started = Instant::now();
        assert_eq!(code(&run(dir.path(), &line("clean"))), 1);
        let whole = started.elapsed();
        let mut killed = 0;
        for tenths in [1, 4, 2, 5, 3] {
            let mut command = kehoach();
            command.args(line("out").split(' ')).current_dir(dir.path()).stderr(Stdio::null());
            let mut child = command.spawn().unwrap();
            std::thread::sleep(whole * tenths / 10);
            child.kill().unwrap();
            killed += u32::from(child.wait().unwrap().code().is_none());
        }
        assert!(killed > 0, "every run ended before it could be killed");
        let last = run(dir.path(), &line("out"));
        assert_eq!(code(&last), 1);
        let trees = ["clean", "out"].map(|out| tree(&dir.path().join(format!("{out}-{shape}"))));
        assert!(trees[0] == trees[1], "{shape}: {:?} {:?}", trees[0].keys(), trees[1].keys());
    }
}

#[test]
fn failures_are_listed_with_cause_and_cure_and_told_again() {
    let dir = tempdir().unwrap();
    let input = dir.path().join("in");
    fill(&input, 4);
    write(input.join("big.txt"), &"x".repeat(100_000));
    for attempt in 0..2 {
        let output = run(dir.path(), "convert in gone.txt -o out --max-bytes 50000");
        assert_eq!(code(&output), 1);
        assert!(said(&output).contains("in/big.txt: passes the limit"), "run {attempt}: {}", said(&output));
        let expected = [("in/big.txt", "limit"), ("gone.txt", "io")];
        let expected = expected.map(|(path, code)| (path.to_owned(), code.to_owned()));
        assert_eq!(failures(&dir.path().join("out/failures.ndjson")), expected);
    }
    write(input.join("big.txt"), "KẾ HOẠCH");
    let output = run(dir.path(), "convert in -o out2 --max-bytes 50000");
    assert_eq!((code(&output), failures(&dir.path().join("out2/failures.ndjson")).len()), (0, 0));
    // What fails now has no result from better days.
    write(input.join("big.txt"), &"x".repeat(100_000));
    run(dir.path(), "convert in -o out2 --max-bytes 50000");
    assert!(!dir.path().join("out2/big.txt.json").exists());
}

#[cfg(unix)]
#[test]
fn odd_names_and_links_are_failures_of_their_own() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let dir = tempdir().unwrap();
    let input = dir.path().join("in");
    for name in
        ["ok.txt", "KH.txt", "kh.TXT", "sub/ok.txt", "Sub/other.txt", "tha\u{301}ng.txt", "th\u{e1}ng.txt"]
    {
        write(input.join(name), "KẾ HOẠCH");
    }
    write(input.join(OsStr::from_bytes(b"m\xe2y.txt")), "KẾ HOẠCH");
    symlink("..", input.join("sub/loop")).unwrap();
    symlink("nowhere.txt", input.join("dead.txt")).unwrap();
    symlink("nowhere", input.join("dead-folder")).unwrap();
    symlink("ok.txt", input.join("linked.txt")).unwrap();
    let output = run(dir.path(), "convert in -o out");
    assert_eq!(code(&output), 1);
    let mut found = failures(&dir.path().join("out/failures.ndjson"));
    found.sort();
    let expected = [
        ("in/dead.txt", "io"),
        ("in/kh.TXT", "name-collision"),
        ("in/m\u{fffd}y.txt", "name-not-utf8"),
        ("in/sub", "name-collision"),
        ("in/th\u{e1}ng.txt", "name-collision"),
    ];
    assert_eq!(found, expected.map(|(path, code)| (path.to_owned(), code.to_owned())));
    assert_eq!(names(&dir.path().join("out")).len(), 6);
    fs::remove_dir_all(input.join("Sub")).unwrap();
    run(dir.path(), "convert in -o out3");
    let found = failures(&dir.path().join("out3/failures.ndjson"));
    assert!(found.contains(&("in/sub/loop".to_owned(), "link-loop".to_owned())), "{found:?}");
    assert!(dir.path().join("out3/sub/ok.txt.json").exists());
}

#[test]
fn a_result_that_cannot_be_written_is_that_files_failure() {
    let dir = tempdir().unwrap();
    let long = format!("{}.txt", "k".repeat(250));
    write(dir.path().join("in").join(&long), "KẾ HOẠCH");
    write(dir.path().join("in/a.txt"), "KẾ HOẠCH");
    write(dir.path().join("in/b.txt"), "KẾ HOẠCH");
    fs::create_dir_all(dir.path().join("out/a.txt.json/folder")).unwrap();
    let output = run(dir.path(), "convert in -o out");
    assert_eq!((code(&output), totals(&output).as_str()), (1, "1 read, 0 skipped (unchanged), 2 failed"));
    assert!(said(&output).contains("shorten the name"), "{}", said(&output));
    assert!(dir.path().join("out/b.txt.json").exists());
}

#[test]
fn a_spoilt_kept_result_costs_one_document() {
    let dir = tempdir().unwrap();
    fill(&dir.path().join("in"), 3);
    run(dir.path(), "convert in -o out --format csv");
    let part = dir.path().join("out/.kehoach/parts/ke-hoach-0.txt.json");
    let length = fs::read(&part).unwrap().len();
    fs::write(&part, "x".repeat(length)).unwrap();
    let output = run(dir.path(), "convert in -o out --format csv");
    assert_eq!(totals(&output), "0 read, 2 skipped (unchanged), 1 failed");
    assert!(said(&output).contains("--force"));
    assert_eq!(code(&run(dir.path(), "convert in -o out --format csv --force")), 0);
}

#[test]
fn a_stream_can_be_named() {
    let dir = tempdir().unwrap();
    fill(&dir.path().join("in"), 3);
    for (shape, name) in [("xlsx", "r.xlsx"), ("ndjson", "r.ndjson"), ("csv", "r.csv"), ("ics", "sub/r.ics")]
    {
        let output = run(dir.path(), &format!("convert in -o {name} --format {shape}"));
        assert_eq!(code(&output), 0, "{}", said(&output));
        assert!(dir.path().join(name).is_file(), "{name}");
        // The name says the format, too.
        let again = run(dir.path(), &format!("convert in -o {name}"));
        assert_eq!(totals(&again), "0 read, 3 skipped (unchanged), 0 failed");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_never_ends_is_given_up_and_two_runs_do_not_share_a_folder() {
    let dir = tempdir().unwrap();
    fill(&dir.path().join("in"), 20);
    write(dir.path().join("never.pdf"), WIDE_PDF);
    let mut command = kehoach();
    command.args(["convert", "never.pdf", "in", "-o", "out", "--timeout", "2", "-j", "1"]);
    let first = command.current_dir(dir.path()).stderr(Stdio::piped()).spawn().unwrap();
    let lock = dir.path().join("out/.kehoach/tmp");
    while !lock.exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let second = run(dir.path(), "convert in -o out");
    assert_eq!(code(&second), 1);
    assert!(said(&second).contains("another kehoach is writing there"), "{}", said(&second));
    let first = first.wait_with_output().unwrap();
    assert_eq!((code(&first), totals(&first).as_str()), (1, "20 read, 0 skipped (unchanged), 1 failed"));
    assert!(
        said(&first).contains("never.pdf: took longer than 2 seconds; raise --timeout")
            || said(&first).contains("never.pdf: passes the limit max_memory"),
        "{}",
        said(&first)
    );
}

#[test]
fn a_hostile_file_ends_nothing_but_its_own_reading() {
    let dir = tempdir().unwrap();
    fill(&dir.path().join("in"), 6);
    write(dir.path().join("in/a.pdf"), WIDE_PDF);
    let line = "convert in -o out -j 1 --timeout 20 --max-memory 200000000";
    let first = run(dir.path(), line);
    assert_eq!((code(&first), totals(&first).as_str()), (1, "6 read, 0 skipped (unchanged), 1 failed"));
    let stopped =
        ["in/a.pdf: passes the limit max_memory (200000000)", "in/a.pdf: took longer than 20 seconds"];
    assert!(stopped.iter().any(|s| said(&first).contains(s)), "{}", said(&first));
    // Without isolation the same documents give the same bytes.
    let plain = ::kehoach::batch::Batch::new(
        vec![dir.path().join("in/ke-hoach-0.txt")],
        ::kehoach::Options::new().keep_text(false),
    );
    let mut bytes = Vec::new();
    plain.run(&mut bytes).unwrap();
    assert!(bytes == fs::read(dir.path().join("out/ke-hoach-0.txt.json")).unwrap());
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_opened() {
    let dir = tempdir().unwrap();
    let made = std::process::Command::new("mkfifo").arg(dir.path().join("pipe.txt")).status().unwrap();
    assert!(made.success());
    let output = run(dir.path(), "convert pipe.txt");
    assert!(said(&output).contains("pipe.txt: is no file but a device or a pipe"), "{}", said(&output));
}

#[test]
fn documents_beside_a_named_file_of_results_are_read_and_what_is_passed_over_is_told() {
    let dir = tempdir().unwrap();
    for name in ["docs/a.txt", "docs/sub/b.txt", "docs/sub/c.txt", "docs/x.XLSX", "docs/y.xlsx", "docs/z.zip"]
    {
        write(dir.path().join(name), "KẾ HOẠCH");
    }
    for _ in 0..2 {
        let output = run(dir.path(), "convert docs -o docs/sub/report.xlsx --force");
        assert_eq!(totals(&output), "3 read, 0 skipped (unchanged), 0 failed");
        assert!(said(&output).contains("files passed over: "), "{}", said(&output));
    }
    let output = run(dir.path(), "convert docs -o docs/sub");
    assert_eq!(totals(&output), "1 read, 0 skipped (unchanged), 0 failed");
    assert!(said(&output).contains("3 files passed over: 2 xlsx, 1 zip"), "{}", said(&output));
    assert!(
        said(&output).contains("2 files that look like documents lie in the folder of results"),
        "{}",
        said(&output)
    );
}

#[test]
fn an_empty_file_is_a_failure_of_its_own() {
    let dir = tempdir().unwrap();
    for name in ["a.txt", "b.pdf", "c.docx"] {
        write(dir.path().join("in").join(name), "");
    }
    run(dir.path(), "convert in -o out");
    let codes: Vec<String> =
        failures(&dir.path().join("out/failures.ndjson")).into_iter().map(|f| f.1).collect();
    assert_eq!(codes, ["empty"; 3]);
}
