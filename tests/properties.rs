//! Promises that hold for every text, tried on keyword soup.
//!
//! `KEHOACH_SEED=42 KEHOACH_CASES=1` tries one soup again; `KEHOACH_CASES=200000` tries many.

mod support;

use kehoach::{Options, Parsed, parse};
use std::panic::catch_unwind;
use std::time::{Duration, Instant};
use support::random::Random;
use support::{json, oracle, soup};
use unicode_normalization::UnicodeNormalization;

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

/// Tries `broken` on `cases` soups; a broken promise is shown on the smallest soup that breaks one.
fn on_soups(cases: u64, broken: impl Fn(&str) -> Vec<String> + std::panic::RefUnwindSafe) {
    let first = number("KEHOACH_SEED", 0);
    let judge = |text: &str| {
        let text = text.to_owned();
        catch_unwind(|| broken(&text)).unwrap_or_else(|_| vec!["it panics".to_owned()])
    };
    for seed in first..first + number("KEHOACH_CASES", cases) {
        let pieces = soup::pieces(&mut Random::new(seed));
        if judge(&pieces.concat()).is_empty() {
            continue;
        }
        let small = soup::shrink(pieces, |text| !judge(text).is_empty());
        let why = judge(&small).join("\n");
        panic!(
            "seed {seed} (again: KEHOACH_SEED={seed} KEHOACH_CASES=1), at its smallest:\n{small:?}\n{why}"
        );
    }
}

/// Says where the values of two texts part.
fn same_values(what: &str, one: &str, other: &str) -> Vec<String> {
    let (a, b) = (json::values(&parse(one)), json::values(&parse(other)));
    if a == b {
        return Vec::new();
    }
    vec![format!(
        "{what} changes the values:\n{}",
        support::diff::lines(&json::show(&a), &json::show(&b), 30)
    )]
}

#[test]
fn spans_are_sound_values_verbatim_and_no_word_lost() {
    on_soups(10_000, |text| oracle::broken_promises(text, &parse(text)));
}

#[test]
fn the_oracle_sees_what_is_broken() {
    let text = "I. Mu\u{323}c tie\u{302}u\n- vie\u{302}\u{323}c 1 và việc 2";
    let with = |title: &str, block: &str, unclaimed: &str| -> Vec<String> {
        let json = format!(
            r#"{{"sections":[{{"marker":"I.","title":{title},"blocks":[{{"marker":"-","text":"việc 1","spans":{block}}}]}}],
            "unclaimed":{unclaimed}}}"#
        );
        let parsed: Parsed = serde_json::from_str(&json).expect("a plan");
        oracle::broken_promises(text, &parsed)
    };
    let (title, block) = (r#"{"text":"Mục tiêu","spans":[[3,15]]}"#, "[[18,28]]");
    let rest = r#"[{"text":"và việc 2","spans":[[29,41]]}]"#;
    assert_eq!(with(title, block, rest), Vec::<String>::new());
    for (title, block, rest, broken) in [
        (r#"{"text":"Mục đích","spans":[[3,15]]}"#, block, rest, "verbatim"),
        (r#"{"text":"Mục tiêu","spans":[]}"#, block, rest, "verbatim"),
        (r#"{"text":"Mục  tiêu","spans":[[3,15]]}"#, block, rest, "white space"),
        (title, "[[18,25],[20,28]]", rest, "after a span"),
        (title, "[[18,24],[25,28]]", rest, "character boundaries"),
        (title, "[[18,999]]", rest, "character boundaries"),
        (title, block, "[]", "conservation"),
    ] {
        let found = with(title, block, rest).join("\n");
        assert!(found.contains(broken), "{broken} in: {found}");
    }
}

#[test]
fn the_text_is_kept_untouched() {
    on_soups(1_000, |text| {
        let kept = parse(text).plan.text.as_deref() == Some(text);
        if kept { Vec::new() } else { vec!["Plan::text is not the caller's text".to_owned()] }
    });
}

#[test]
fn any_bytes_are_read_or_refused() {
    let mut random = Random::new(number("KEHOACH_SEED", 0));
    for case in 0..2_000 {
        let mut bytes = soup::pieces(&mut random).concat().into_bytes();
        for _ in 0..random.below(8) {
            let at = random.below(bytes.len() + 1);
            bytes.insert(at, random.bits() as u8);
        }
        bytes.truncate(random.below(bytes.len() + 1));
        for name in [None, Some("x.txt"), Some("x.md"), Some("x.docx"), Some("x.pdf"), Some("x.html")] {
            if let Ok(parsed) = Options::new().parse_bytes(name, &bytes) {
                let text = parsed.plan.text().to_owned();
                let broken = oracle::broken_promises(&text, &parsed);
                assert!(broken.is_empty(), "case {case}, {name:?}, {bytes:?}\n{}", broken.join("\n"));
            }
        }
    }
}

#[test]
fn normal_forms_give_equal_values() {
    on_soups(2_000, |text| {
        let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
        let mut broken = same_values("NFC", text, &nfc);
        broken.extend(same_values("NFD", text, &nfd));
        broken
    });
}

#[test]
fn line_ends_give_equal_values() {
    on_soups(2_000, |text| {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut broken = same_values("CRLF", &text, &text.replace('\n', "\r\n"));
        broken.extend(same_values("CR", &text, &text.replace('\n', "\r")));
        broken
    });
}

#[test]
fn blanks_that_do_not_show_give_equal_values() {
    on_soups(2_000, |text| {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut broken = same_values("a space at line ends", &text, &text.replace('\n', " \n"));
        broken.extend(same_values("doubling blank lines", &text, &text.replace("\n\n", "\n\n\n")));
        broken
    });
}

#[test]
fn two_runs_and_any_thread_give_the_same_bytes() {
    let write = |seed: u64| {
        let text = soup::pieces(&mut Random::new(seed)).concat();
        serde_json::to_string(&parse(&text)).expect("a plan serialises")
    };
    let one: Vec<String> = (0..200).map(write).collect();
    let threads: Vec<_> =
        (0..4).map(|_| std::thread::spawn(move || (0..200).map(write).collect::<Vec<_>>())).collect();
    for thread in threads {
        let other = thread.join().expect("no panic");
        for (seed, (a, b)) in one.iter().zip(&other).enumerate() {
            assert_eq!(a, b, "seed {seed}");
        }
    }
}

#[test]
fn json_leads_back_to_the_same_plan() {
    on_soups(1_000, |text| {
        let parsed = parse(text);
        let written = serde_json::to_string(&parsed).expect("a plan serialises");
        match serde_json::from_str::<Parsed>(&written) {
            Ok(back) if back == parsed => Vec::new(),
            Ok(_) => vec!["the plan read back differs".to_owned()],
            Err(error) => vec![format!("the plan cannot be read back: {error}")],
        }
    });
}

#[test]
fn an_old_reader_survives_a_new_kind() {
    let new = r#"{"schema":"kehoach/1","title":{"kind":"decree_of_2030"},"tasks":[{"origin":"oracle","new_key":1}]}"#;
    let parsed: Parsed = serde_json::from_str(new).expect("unknown kinds and keys are read");
    assert_eq!(parsed.plan.title.kind, kehoach::model::DocumentKind::Other);
    assert_eq!(parsed.plan.tasks[0].origin, kehoach::model::TaskOrigin::Other);
}

/// Twice the text takes about twice the time. Noise is met with the best of several runs, and with a second chance.
#[test]
fn time_grows_with_the_text() {
    const LARGEST: usize = 1 << 20;
    const MOST: f64 = 3.2;
    let long_list = "Sở Tài chính, các sở, ban, ngành; ";
    for piece in [
        "1. ",
        "1. a\n",
        "a) b\n",
        "- ",
        "- c\n",
        "1",
        "1.",
        ",",
        "(",
        ")",
        "\u{0C}",
        "\t",
        "|",
        "a\tb\n",
        "a | b\n",
        "x",
        "x ",
        "\u{301}",
        "\n",
        " ",
        "**",
        "/",
        "ngày ",
        "số 1/QĐ-",
        "Căn cứ ",
        "Căn cứ Luật;\n",
        "PHỤ LỤC\n",
        "KẾ HOẠCH\n",
        "Nơi nhận:\n",
        "I. TỔ CHỨC THỰC HIỆN\n",
        "STT\tNội dung\tChủ trì\n",
        "Cơ quan chủ trì: ",
        "Giao Sở Y tế chủ trì, phối hợp với ",
        long_list,
        "Trước ngày 30/6/2026; ",
        "Nghị định số 45/2025/NĐ-CP ngày 28/02/2025 của Chính phủ ",
    ] {
        let time = |bytes: usize, runs: u32| {
            let text = piece.repeat(bytes / piece.len());
            let run = || {
                let start = Instant::now();
                std::hint::black_box(parse(&text));
                start.elapsed()
            };
            (0..runs).map(|_| run()).min().unwrap_or_default()
        };
        let mut bytes = 16 << 10;
        let mut last = time(bytes, 3);
        while bytes < LARGEST && last < Duration::from_millis(60) {
            bytes *= 2;
            last = time(bytes, 2);
        }
        if last < Duration::from_millis(20) {
            continue; // too fast to measure, at 1 MiB
        }
        let ratio = |runs| time(bytes, runs).as_secs_f64() / time(bytes / 2, runs).as_secs_f64();
        let first = ratio(2);
        let growth = if first < MOST { first } else { ratio(6) };
        assert!(
            growth < MOST,
            "{piece:?}: {bytes} bytes take {last:?}, {growth:.1} times as long as half of them"
        );
    }
}
