//! Who may know whom: reads the imports of `src/**/*.rs` and refuses every edge that is not in [`ALLOWED`].

use std::path::{Path, PathBuf};

/// A module and the modules it may use. `*` = the public face alone.
const ALLOWED: [(&str, &[&str]); 18] = [
    ("span", &[]),
    ("diagnostic", &["span"]),
    ("error", &[]),
    ("source", &["span", "diagnostic"]),
    ("model", &["span", "source"]),
    ("text", &["span"]),
    ("lexicon", &["text", "model"]),
    ("form", &["text", "lexicon"]),
    ("layout", &["form", "text", "source", "span", "lexicon", "diagnostic"]),
    ("outline", &["form", "layout", "text", "lexicon", "span", "diagnostic"]),
    ("entity", &["text", "lexicon", "model"]),
    (
        "assemble",
        &[
            "form",
            "layout",
            "outline",
            "entity",
            "lexicon",
            "model",
            "source",
            "text",
            "span",
            "diagnostic",
            "options",
        ],
    ),
    ("read", &["text", "source", "span", "diagnostic", "error"]),
    ("write", &["model", "span", "options", "diagnostic", "source"]),
    ("registry", &["lexicon", "model", "text"]),
    ("verify", &["options"]),
    ("explain", &["options", "source", "span"]),
    ("batch", &["*", "model", "source", "write"]),
];

/// Modules that tie the others together.
const FREE: [&str; 2] = ["lib", "options"];

/// Where the names at the crate's root come from.
const FACE: [(&str, &str); 9] = [
    ("Diagnostic", "diagnostic"),
    ("Severity", "diagnostic"),
    ("Error", "error"),
    ("ErrorKind", "error"),
    ("Plan", "model"),
    ("Options", "options"),
    ("Parsed", "options"),
    ("parse", "options"),
    ("Span", "span"),
];

#[test]
fn modules_know_only_whom_they_may() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    assert!(files.len() > 20, "no sources found in {}", root.display());
    let mut wrong = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&root).expect("a file of src").to_owned();
        let code = std::fs::read_to_string(&file).expect("a source can be read");
        wrong.extend(forbidden_edges(&inside, &code));
    }
    assert!(wrong.is_empty(), "{}\nThe table is in tests/layering.rs.", wrong.join("\n"));
}

#[test]
fn planted_edges_are_found() {
    for (file, code, edges) in [
        ("entity/time.rs", "use crate::layout::Block;", 1),
        ("entity/time.rs", "use crate::text::{fold, Logical};", 0),
        ("outline/tree.rs", "use crate::{model::Plan, span::Span};", 1),
        ("outline/tree.rs", "use super::super::read::Limits;", 1),
        ("outline/tree.rs", "use super::marker::Marker;", 0),
        ("read/docx/mod.rs", "use super::super::entity::time;", 1),
        ("read/docx/mod.rs", "use super::Limits;", 0),
        ("layout/mod.rs", "fn f() { crate::read::read(); }", 1),
        ("layout/mod.rs", "//! see [`crate::read`]", 0),
        ("write/csv.rs", "use crate::assemble::x;", 1),
        ("batch/mod.rs", "use crate::{Options, Parsed, write};", 0),
        ("batch/mod.rs", "use crate::read::Limits;", 1),
        ("verify2.rs", "", 1),
        ("bin/kehoach/main.rs", "use kehoach::Plan; use crate::args::Args;", 0),
        ("bin/kehoach/main.rs", "#[path = \"../../text/mod.rs\"] mod text;", 1),
    ] {
        assert_eq!(forbidden_edges(Path::new(file), code).len(), edges, "{file}: {code}");
    }
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

/// Edges of one file that the table does not allow. `file` is relative to `src`.
fn forbidden_edges(file: &Path, code: &str) -> Vec<String> {
    let parts: Vec<String> =
        file.with_extension("").iter().map(|p| p.to_string_lossy().into_owned()).collect();
    let module = parts.first().cloned().unwrap_or_default();
    let code = product_code(code);
    if module == "bin" {
        let borrowed = code.contains("#[path") || code.contains("include!");
        return if borrowed {
            vec![format!("{}: borrows a private file", file.display())]
        } else {
            Vec::new()
        };
    }
    if FREE.contains(&module.as_str()) {
        return Vec::new();
    }
    let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == module) else {
        return vec![format!("{}: the module {module} is in no row of the table", file.display())];
    };
    let depth = parts.len() - usize::from(parts.last().is_some_and(|p| p == "mod"));
    let mut wrong = Vec::new();
    for used in roots(&code, depth) {
        let home = FACE.iter().find(|(name, _)| *name == used).map(|(_, home)| *home);
        let public = home.is_some() && allowed.contains(&"*");
        let target = home.unwrap_or(&used);
        if !public && target != module && !allowed.contains(&target) {
            wrong.push(format!("{}: {module} must not know {used}", file.display()));
        }
    }
    wrong
}

/// The code without comments and without its unit tests.
fn product_code(code: &str) -> String {
    let end = code.find("#[cfg(test)]\nmod tests").unwrap_or(code.len());
    let lines = code[..end].lines().map(|l| if l.trim_start().starts_with("//") { "" } else { l });
    lines.collect::<Vec<_>>().join("\n")
}

/// The first names of all paths that start at the crate's root. `depth` = how many modules deep the file stands.
fn roots(code: &str, depth: usize) -> Vec<String> {
    let climb = "super::".repeat(depth);
    let mut names: Vec<String> = code.split("crate::").skip(1).flat_map(first_names).collect();
    for (at, _) in code.match_indices(&climb) {
        let before = &code[..at];
        if !before.ends_with("super::") && !before.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            names.extend(first_names(&code[at + climb.len()..]));
        }
    }
    names.sort();
    names.dedup();
    names
}

/// `text::fold` → text; `{model::{Plan, Task}, span::Span}` → model, span.
fn first_names(path: &str) -> Vec<String> {
    let ident =
        |s: &str| s.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![ident(path)] };
    let (mut depth, mut names, mut start) = (0usize, Vec::new(), 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(ident(&group[start..at]));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names.retain(|n| !n.is_empty());
    names
}
