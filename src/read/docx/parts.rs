//! Which part of the container is what: relationships between parts.
//!
//! In: a part's name. Out: the names of the parts it points to. Names are not fixed (`word/document2.xml`), and
//! targets may be absolute or climb. Where relationships are missing, the usual names are tried.

use crate::error::ErrorKind;
use crate::read::package::Package;
use crate::read::xml::{Piece, Pieces, attribute, split_name};

/// A pointer from one part to another.
pub(super) struct Relation {
    /// Its name in the part that points.
    pub(super) id: String,
    /// The last piece of its type: `styles`, `header` …
    kind: String,
    /// The part it points to.
    pub(super) target: String,
}

/// Everything the part `name` points to, inside the container.
pub(super) fn relations(package: &mut Package<'_>, name: &str) -> Result<Vec<Relation>, ErrorKind> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let slash = if folder.is_empty() { "" } else { "/" };
    let Some(text) = package.part(&format!("{folder}{slash}_rels/{file}.rels"))? else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    let mut pieces = Pieces::new(&text);
    loop {
        match pieces.next() {
            Piece::End => return Ok(found),
            Piece::Open(start) if split_name(start.name().as_ref()).1 == "Relationship" => {
                if attribute(&start, "TargetMode").is_some_and(|mode| mode == "External") {
                    continue;
                }
                let value = |name| attribute(&start, name).unwrap_or_default();
                let kind = value("Type");
                found.push(Relation {
                    id: value("Id").into_owned(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: resolve(folder, &value("Target")),
                });
            }
            _ => {}
        }
    }
}

/// The part that plays the role `kind`, or `usual` where no relation says so.
pub(super) fn role(package: &Package<'_>, relations: &[Relation], kind: &str, usual: &str) -> Option<String> {
    let related =
        relations.iter().find(|r| r.kind == kind && package.has(&r.target)).map(|r| r.target.clone());
    related.or_else(|| package.has(usual).then(|| usual.to_owned()))
}

fn resolve(folder: &str, target: &str) -> String {
    let from = if target.starts_with('/') { "" } else { folder };
    let mut path: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split(['/', '\\'])) {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            _ => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_are_relative_absolute_or_climb() {
        let cases = [
            ("word", "styles.xml", "word/styles.xml"),
            ("word", "/word/styles.xml", "word/styles.xml"),
            ("word", "../customXml/item1.xml", "customXml/item1.xml"),
            ("", "word/document2.xml", "word/document2.xml"),
            ("word", "../../../x.xml", "x.xml"),
        ];
        for (folder, target, expected) in cases {
            assert_eq!(resolve(folder, target), expected);
        }
    }
}
