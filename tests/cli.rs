//! The program as a person or a script meets it.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)]

mod folder;
mod sample;

use folder::{code, document, fill, kehoach, out, run, said, write};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use tempfile::tempdir;

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

#[test]
fn one_file_gives_its_plan_and_nothing_else() {
    let dir = tempdir().unwrap();
    write(dir.path().join("a.txt"), &document(1));
    let output = run(dir.path(), "convert a.txt");
    assert_eq!((code(&output), said(&output).as_str()), (0, ""));
    let expected = kehoach::Options::new().keep_text(false).parse_path(dir.path().join("a.txt")).unwrap();
    assert_eq!(out(&output), kehoach::write::json(&expected));
    let with_text: Value = serde_json::from_str(&out(&run(dir.path(), "convert --with-text a.txt"))).unwrap();
    assert_eq!(with_text["text"], document(1));
}

#[test]
fn a_folder_gives_a_line_a_document_in_order() {
    let dir = tempdir().unwrap();
    for name in ["b.txt", "Á.txt", "a/z.md", "c.TXT", "a.txt"] {
        write(dir.path().join("in").join(name), &document(3));
    }
    let output = run(dir.path(), "convert in");
    assert_eq!(code(&output), 0);
    let names: Vec<_> = lines(&out(&output)).iter().map(|l| l["name"].clone()).collect();
    assert_eq!(names, ["a/z.md", "a.txt", "b.txt", "c.TXT", "Á.txt"]);
    assert!(
        said(&output).starts_with("kehoach: 5 read, 0 skipped (unchanged), 0 failed"),
        "{}",
        said(&output)
    );
    assert_eq!(said(&run(dir.path(), "convert in --quiet")), "");
}

#[test]
fn explain_says_where_a_value_stands_and_how_it_was_read() {
    let dir = tempdir().unwrap();
    let text = "KẾ HOẠCH\n1. Rà soát dữ liệu\n- Chủ trì: Sở KH&CN; Trấm Nước\n- Thời hạn: Quý II/2026\n";
    write(dir.path().join("a.txt"), text);
    let lead = out(&run(dir.path(), "explain a.txt --at tasks/t1/lead"));
    assert!(lead.contains("tasks/0/lead/0\n  line 3: - Chủ trì: «Sở KH&CN»; Trấm Nước\n"), "{lead}");
    assert!(lead.contains("name Sở Khoa học và Công nghệ"), "{lead}");
    assert!(out(&run(dir.path(), "explain a.txt --at tasks/0/time")).contains("end 2026-06-30"));
    let nothing = run(dir.path(), "explain a.txt --at tasks/9");
    assert_eq!(code(&nothing), 1);
    assert!(said(&nothing).contains("nothing at tasks/9"), "{}", said(&nothing));
    let whole = out(&run(dir.path(), "explain a.txt"));
    assert!(whole.contains("entity-agency-unknown: “Trấm Nước”"), "{whole}");
}

#[test]
fn a_run_says_how_many_documents_need_a_look_also_when_nothing_is_new() {
    let dir = tempdir().unwrap();
    fill(dir.path(), 2);
    let talk =
        "Bài phát biểu tại lễ phát động: kính thưa các vị đại biểu, mỗi người dân trồng một cây. ".repeat(8);
    write(dir.path().join("odd.txt"), &format!("{talk}\nKẾ HOẠCH\nTrồng cây\nI. NỘI DUNG\n1. Trồng cây\n"));
    for _ in 0..2 {
        let said = said(&run(dir.path(), "convert . -o out"));
        assert!(said.contains("1 document needs a look"), "{said}");
    }
    std::fs::remove_file(dir.path().join("odd.txt")).unwrap();
    let said = said(&run(dir.path(), "convert . -o out"));
    assert!(!said.contains("need"), "{said}");
}

#[test]
fn one_bad_file_is_named_and_the_rest_is_read() {
    let dir = tempdir().unwrap();
    fill(dir.path(), 3);
    write(dir.path().join("big.txt"), &"x".repeat(100_000));
    let output = run(dir.path(), "convert . gone.txt -o out --max-bytes 50000");
    assert_eq!(code(&output), 1);
    let said = said(&output);
    assert!(
        said.contains("big.txt: passes the limit max_bytes (50000); raise it with that option"),
        "{said}"
    );
    assert!(said.contains("gone.txt: cannot be read: "), "{said}");
    assert!(
        said.lines().last().unwrap().starts_with("kehoach: 3 read, 0 skipped (unchanged), 2 failed"),
        "{said}"
    );
}

#[test]
fn a_document_can_come_from_standard_input() {
    let mut child =
        kehoach().args(["convert", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(document(1).as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap()["schema"], "kehoach/1");
}

#[test]
fn wrong_usage_is_two() {
    let dir = tempdir().unwrap();
    write(dir.path().join("a.txt"), "x");
    for line in [
        "",
        "convert",
        "convert a.txt --format xls",
        "convert a.txt -j 0",
        "convert a.txt --unknown",
        "convert - a.txt",
        "convert a.txt -o a.json",
        "convert a.txt -o a.xlsx --format csv",
        "convert a.txt -o a.csv --format json",
        "read a.txt",
    ] {
        let output = run(dir.path(), line);
        assert_eq!((code(&output), out(&output).as_str()), (2, ""), "kehoach {line}");
        assert!(!said(&output).is_empty(), "kehoach {line}");
    }
}

#[test]
fn help_and_version_are_given() {
    let dir = tempdir().unwrap();
    let help = run(dir.path(), "--help");
    assert_eq!(code(&help), 0);
    for word in ["convert", "pipe", "schema", "verify", "Examples:", "Exit code: 0"] {
        assert!(out(&help).contains(word), "{word}");
    }
    assert_eq!(out(&run(dir.path(), "--version")), format!("kehoach {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn who_stops_reading_is_no_failure() {
    let dir = tempdir().unwrap();
    fill(dir.path(), 60);
    let mut child = kehoach()
        .args(["convert", ".", "--quiet"])
        .current_dir(dir.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdout.take().unwrap().read_exact(&mut [0; 10]).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((code(&output), said(&output).as_str()), (0, ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_a_failure_that_is_told() {
    let dir = tempdir().unwrap();
    fill(dir.path(), 5);
    for shape in ["json", "ndjson", "csv", "ics", "xlsx"] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = kehoach();
        command.args(["convert", ".", "--quiet", "--format", shape]).current_dir(dir.path());
        let output = command.stdout(full).output().unwrap();
        assert_eq!(code(&output), 1, "{shape}");
        assert!(
            said(&output).contains("standard output: cannot be written: No space left"),
            "{}",
            said(&output)
        );
        assert!(said(&output).contains("make room there"), "{}", said(&output));
    }
}

#[test]
fn the_schema_is_json() {
    let dir = tempdir().unwrap();
    let schema: Value = serde_json::from_str(&out(&run(dir.path(), "schema"))).unwrap();
    assert_eq!(schema, kehoach::write::schema());
}

#[test]
fn a_plan_is_verified_against_its_document() {
    let dir = tempdir().unwrap();
    write(dir.path().join("sample.txt"), sample::TEXT);
    write(dir.path().join("sample.json"), &sample::json().to_string());
    let output = run(dir.path(), "verify sample.json");
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(out(&output).ends_with("values checked, 0 broken\n"));
    let mut other = sample::json();
    other["text"] = Value::Null;
    other["title"]["text"] = "KẾ HOẠCH SỐ".into();
    write(dir.path().join("other.json"), &other.to_string());
    assert_eq!(code(&run(dir.path(), "verify other.json")), 1);
    let output = run(dir.path(), "verify other.json sample.txt");
    assert_eq!(code(&output), 1);
    assert!(said(&output).contains("/title: has spans that cover other words"), "{}", said(&output));
}

#[test]
fn a_plan_whose_words_are_right_and_whose_meaning_is_not_is_refused() {
    let dir = tempdir().unwrap();
    write(dir.path().join("a.txt"), &document(6));
    let plan: Value = serde_json::from_str(&out(&run(dir.path(), "convert a.txt"))).unwrap();
    let with_text = out(&run(dir.path(), "convert --with-text a.txt"));
    let check = |json: &str| {
        write(dir.path().join("p.json"), json);
        run(dir.path(), "verify p.json a.txt")
    };
    for honest in [&plan.to_string(), &with_text] {
        assert_eq!(code(&check(honest)), 0, "{}", said(&check(honest)));
    }
    type Lie = fn(&mut Value);
    let lies: [(&str, Lie); 7] = [
        ("/tasks/", |p| p["tasks"].as_array_mut().unwrap().truncate(1)),
        ("/tasks/0/lead", |p| p["tasks"][0]["lead"] = p["tasks"][0]["coordinating"].clone()),
        ("/tasks/0/lead", |p| p["tasks"][0]["lead"] = serde_json::json!([])),
        ("/unclaimed", |p| p["unclaimed"] = Value::Null),
        ("/source/sha256", |p| p["source"]["sha256"] = "0".repeat(64).into()),
        ("/evil", |p| p["evil"] = 1.into()),
        ("contract", |p| p["schema"] = "kehoach/9".into()),
    ];
    for (place, lie) in lies {
        let mut forged = plan.clone();
        lie(&mut forged);
        let output = check(&forged.to_string());
        assert_eq!(code(&output), 1, "{place}");
        assert!(
            said(&output).contains(place) || said(&output).contains("is no plan"),
            "{place}: {}",
            said(&output)
        );
    }
    for nothing in ["{}", "[]", "null", "", "{\"schema\":\"kehoach/1\"}"] {
        assert_eq!(code(&check(nothing)), 1, "{nothing}");
    }
}

#[test]
fn pipe_outlives_a_hostile_document() {
    // A PDF that asks for the widths of four thousand million glyphs.
    const WIDE: &str = include_str!("folder/wide.pdf");
    let mut talk = Conversation::start(&["-j", "1", "--timeout", "10", "--max-memory", "200000000"]);
    talk.ask(&serde_json::json!({ "name": "bad", "content": base64(WIDE.as_bytes()) }).to_string());
    talk.ask(r#"{"name": "good", "text": "KẾ HOẠCH"}"#);
    let bad = talk.answer();
    assert!(["limit", "timeout"].iter().any(|code| bad["error"]["code"] == *code), "{bad}");
    assert_eq!(talk.answer()["schema"], "kehoach/1");
    talk.end();
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |chunk: &[u8]| {
        let at = |i: usize| u32::from(*chunk.get(i).unwrap_or(&0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        let letter = |i: usize| match i <= chunk.len() {
            true => char::from(LETTERS[(bits >> (18 - 6 * i)) as usize & 63]),
            false => '=',
        };
        (0..4).map(letter).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}

struct Conversation {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Conversation {
    fn start(args: &[&str]) -> Conversation {
        let mut command = kehoach();
        command.arg("pipe").args(args).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (requests, answers) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Conversation { child, requests, answers: BufReader::new(answers) }
    }

    fn ask(&mut self, line: &str) {
        writeln!(self.requests, "{line}").unwrap();
        self.requests.flush().unwrap();
    }

    fn answer(&mut self) -> Value {
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|e| panic!("{e}: {line:?}"))
    }

    fn end(mut self) {
        drop(self.requests);
        let mut rest = String::new();
        self.answers.read_to_string(&mut rest).unwrap();
        assert_eq!((rest.as_str(), self.child.wait().unwrap().code()), ("", Some(0)));
    }
}

#[test]
fn pipe_answers_each_line_at_once() {
    let dir = tempdir().unwrap();
    write(dir.path().join("a.txt"), &document(1));
    let mut talk = Conversation::start(&["--allow-paths"]);
    for n in 0..3 {
        talk.ask(&format!(r#"{{"name": "n{n}", "text": "KẾ HOẠCH"}}"#));
        let answer = talk.answer();
        assert_eq!((&answer["name"], &answer["schema"]), (&format!("n{n}").into(), &"kehoach/1".into()));
    }
    let path = dir.path().join("a.txt").display().to_string();
    talk.ask(&serde_json::json!({ "path": path }).to_string());
    let answer = talk.answer();
    assert_eq!((&answer["name"], &answer["source"]["format"]), (&path.into(), &"txt".into()));
    talk.ask(r#"{"name": "x/b.txt", "content": "S+G6viBIT8OgTkg="}"#);
    assert_eq!(talk.answer()["source"]["name"], "b.txt");
    talk.end();
}

#[test]
fn pipe_answers_bad_lines_with_an_error() {
    let mut talk = Conversation::start(&["-j", "2"]);
    for (line, name, error) in [
        ("", Value::Null, "bad-request"),
        ("{", Value::Null, "bad-request"),
        ("[1]", Value::Null, "bad-request"),
        (r#"{"name": "a"}"#, "a".into(), "bad-request"),
        (r#"{"name": "a", "text": "x", "path": "y"}"#, "a".into(), "bad-request"),
        (r#"{"name": "a", "content": "***"}"#, "a".into(), "bad-request"),
        (r#"{"path": "/nowhere/x.txt"}"#, "/nowhere/x.txt".into(), "path-refused"),
    ] {
        talk.ask(line);
        let answer = talk.answer();
        assert_eq!((&answer["name"], &answer["error"]["code"]), (&name, &error.into()), "{line}");
        assert!(answer["error"]["message"].as_str().is_some_and(|m| !m.is_empty()));
    }
    talk.ask(r#"{"name": "good", "text": ""}"#);
    assert_eq!(talk.answer()["name"], "good");
    talk.end();
}

#[test]
fn pipe_keeps_the_order_on_many_threads() {
    let mut talk = Conversation::start(&["-j", "4"]);
    let long = document(6).repeat(40);
    for n in 0..64 {
        let text = if n % 8 == 0 { long.as_str() } else { "KẾ HOẠCH" };
        talk.ask(&serde_json::json!({ "name": n.to_string(), "text": text }).to_string());
    }
    for n in 0..64 {
        assert_eq!(talk.answer()["name"], n.to_string());
    }
    talk.end();
}
