//! OpenDocument texts (ODT): the container, its parts and how they come together.
//!
//! In: bytes. Out: [`SourceText`] with what the office program shows: automatic numbers written out, cells on
//! their grid, deletions and hidden text out. Knows nothing of plans. Notes, headers and footers come after the
//! body. Tricky: a part that is broken in the middle gives what precedes the break, and a warning.

mod body;
mod lists;
mod styles;
mod tags;
#[cfg(test)]
mod tests;

use self::body::Walk;
use self::styles::Styles;
use super::Limits;
use super::compose::{Draft, Item, compose};
use super::package::Package;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::ErrorKind;
use crate::source::{Part, SourceText};
use crate::span::Span;
use std::collections::HashSet;

/// Reads an OpenDocument text.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<SourceText, ErrorKind> {
    let mut package = Package::open(bytes, limits)?;
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(ErrorKind::PasswordRequired);
    }
    let content = package
        .part("content.xml")?
        .ok_or_else(|| ErrorKind::Damaged("its main part is missing".to_owned()))?;
    let page_styles = package.part("styles.xml")?.unwrap_or_default();
    let mut styles = Styles::default();
    let mut remarks = Vec::new();
    if let Some(damage) = styles.read(&page_styles) {
        remarks.push(("odt-damaged-part", format!("styles are broken: {damage}")));
    }
    // Headers use the automatic styles of their own part; those of the content replace them afterwards.
    let headers = Walk::new(&mut styles, limits, Part::HeaderFooter).read(&page_styles)?;
    styles.read(&content);
    let story = Walk::new(&mut styles, limits, Part::Body).read(&content)?;
    if let Some(damage) = story.damage.as_ref().filter(|_| story.items.is_empty()) {
        return Err(ErrorKind::Damaged(format!("its main part: {damage}")));
    }
    if story.items.is_empty() && !package.damage.is_empty() {
        return Err(ErrorKind::Damaged(package.damage.join(", ")));
    }
    if !story.is_text && story.items.is_empty() {
        let cure = "save it as a text document".to_owned();
        return Err(ErrorKind::Unsupported("an OpenDocument file without running text".to_owned(), cure));
    }
    let mut rest = story.notes;
    rest.extend(each_once(headers.items));
    let mut source = compose(story.items, rest, limits)?;
    source.format = "odt".to_owned();
    if let Some(damage) = story.damage {
        remarks
            .push(("odt-damaged-text", format!("the file is broken, what follows here is lost: {damage}")));
    }
    remarks.extend(package.damage.into_iter().map(|damage| ("odt-damaged-part", damage)));
    let end = Span::new(source.text.len(), source.text.len());
    source.diagnostics.extend(remarks.into_iter().map(|(code, message)| Diagnostic {
        code: code.to_owned(),
        severity: Severity::Warning,
        message,
        spans: if code == "odt-damaged-text" { vec![end] } else { Vec::new() },
    }));
    Ok(source)
}

/// Headers and footers of all page styles; those that repeat another, or hold nothing but a page number, are out.
fn each_once(items: Vec<Item>) -> Vec<Draft> {
    let mut seen = HashSet::new();
    let drafts = items.into_iter().flat_map(|item| match item {
        Item::Paragraph(draft) => vec![draft],
        Item::Table(grid) => grid.into_paragraphs().collect(),
    });
    drafts
        .filter(|draft| draft.text.contains(char::is_alphabetic) && seen.insert(draft.text.clone()))
        .map(|draft| Draft { number: 0, ..draft })
        .collect()
}
