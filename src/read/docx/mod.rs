//! Word documents (DOCX): the container, its parts and how they come together.
//!
//! In: bytes. Out: [`SourceText`] with what Word shows: automatic numbers written out, cells on their grid,
//! deletions and hidden text out, insertions in. Knows nothing of plans. Notes, headers and footers come after the
//! body. Tricky: a part that is broken in the middle gives what precedes the break, and a warning.

mod body;
mod chunk;
mod field;
mod numbering;
mod paragraph;
mod parts;
mod styles;
mod table;
mod tags;
#[cfg(test)]
mod tests;

use self::body::{Definitions, Reference, Story, Walk};
use self::numbering::Numbering;
use self::parts::{Relation, relations, role};
use self::styles::Styles;
use super::Limits;
use super::compose::{Draft, Item, compose};
use super::numeral::Numeral;
use super::package::Package;
use super::run::Fonts;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::ErrorKind;
use crate::source::{Part, SourceText};
use crate::span::Span;
use std::collections::{HashMap, HashSet};

/// Reads a Word document.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<SourceText, ErrorKind> {
    let mut package = Package::open(bytes, limits)?;
    let top = relations(&mut package, "")?;
    let main = role(&package, &top, "officeDocument", "word/document.xml")
        .ok_or_else(|| ErrorKind::Damaged("its main part is missing".to_owned()))?;
    let mut document = Document {
        relations: relations(&mut package, &main)?,
        folder: main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned(),
        package,
        limits: *limits,
        remarks: Vec::new(),
    };
    let mut definitions = document.definitions()?;
    let xml = document.package.part(&main)?.unwrap_or_default();
    let mut story = Walk::new(&mut definitions, limits, Part::Body).read(&xml)?;
    drop(xml);
    let is_empty = story.items.is_empty() && story.chunks.is_empty();
    if let Some(damage) = story.damage.as_ref().filter(|_| is_empty) {
        return Err(ErrorKind::Damaged(format!("its main part: {damage}")));
    }
    if is_empty && !document.package.damage.is_empty() {
        return Err(ErrorKind::Damaged(document.package.damage.join(", ")));
    }
    document.chunks(&mut story)?;
    let mut rest = Vec::new();
    document.notes(&story, &mut definitions, &mut rest)?;
    document.headers(&story, &mut definitions, &mut rest)?;
    document.finish(story, rest)
}

/// The document being read.
struct Document<'a> {
    package: Package<'a>,
    relations: Vec<Relation>,
    /// Folder of the main part.
    folder: String,
    limits: Limits,
    remarks: Vec<(&'static str, String)>,
}

impl Document<'_> {
    fn part(&mut self, kind: &str) -> Result<Option<String>, ErrorKind> {
        let usual = format!("{}/{kind}.xml", self.folder);
        match role(&self.package, &self.relations, kind, &usual) {
            Some(name) => self.package.part(&name),
            None => Ok(None),
        }
    }

    fn definitions(&mut self) -> Result<Definitions, ErrorKind> {
        let mut fonts = Fonts::default();
        let (styles, broken_styles) = Styles::read(&self.part("styles")?.unwrap_or_default(), &mut fonts);
        let (numbering, broken_lists) =
            Numbering::read(&self.part("numbering")?.unwrap_or_default(), &styles);
        for damage in [broken_styles, broken_lists].into_iter().flatten() {
            self.remarks.push(("docx-damaged-part", format!("styles or numbering are broken: {damage}")));
        }
        Ok(Definitions { styles, numbering, fonts })
    }

    /// Embedded documents, each in its place.
    fn chunks(&mut self, story: &mut Story) -> Result<(), ErrorKind> {
        for (id, at) in std::mem::take(&mut story.chunks).into_iter().rev() {
            let target = self.relations.iter().find(|r| r.id == id).map(|r| r.target.clone());
            let bytes = match target {
                Some(name) => self.package.bytes(&name)?,
                None => None,
            };
            match bytes.and_then(|(bytes, _)| chunk::read(&bytes, &self.limits).ok()) {
                Some(items) => {
                    story.items.splice(at..at, items);
                }
                None => story.foreign += 1,
            }
        }
        Ok(())
    }

    /// Footnotes and endnotes in the order of their marks.
    fn notes(
        &mut self,
        story: &Story,
        definitions: &mut Definitions,
        out: &mut Vec<Draft>,
    ) -> Result<(), ErrorKind> {
        let foot = |r: &Reference| match r {
            Reference::Footnote(id, own) => Some((id.clone(), *own)),
            _ => None,
        };
        let end = |r: &Reference| match r {
            Reference::Endnote(id, own) => Some((id.clone(), *own)),
            _ => None,
        };
        let footnotes: Vec<_> = story.references.iter().filter_map(foot).collect();
        let endnotes: Vec<_> = story.references.iter().filter_map(end).collect();
        self.notes_of("footnotes", Numeral::Decimal, &footnotes, definitions, out)?;
        self.notes_of("endnotes", Numeral::LowerRoman, &endnotes, definitions, out)
    }

    fn notes_of(
        &mut self,
        kind: &str,
        numeral: Numeral,
        references: &[(String, bool)],
        definitions: &mut Definitions,
        out: &mut Vec<Draft>,
    ) -> Result<(), ErrorKind> {
        if references.is_empty() {
            return Ok(());
        }
        let xml = self.part(kind)?.unwrap_or_default();
        let story = self.walk(&xml, Part::Footnote, definitions)?;
        let mut notes = split_notes(story);
        let mut count = 0;
        for (id, own_mark) in references {
            count += u32::from(!own_mark);
            let Some(mut drafts) = notes.remove(id) else { continue };
            if let Some(first) = drafts.first_mut().filter(|_| !own_mark) {
                let mut mark = String::new();
                numeral.write(count, &mut mark);
                if !first.label.is_empty() {
                    first.text = format!("{} {}", first.label, first.text);
                }
                first.label = mark;
            }
            out.extend(drafts);
        }
        Ok(())
    }

    /// Headers and footers, each once, in the order in which sections name them.
    fn headers(
        &mut self,
        story: &Story,
        definitions: &mut Definitions,
        out: &mut Vec<Draft>,
    ) -> Result<(), ErrorKind> {
        let by_id: HashMap<&str, &str> =
            self.relations.iter().rev().map(|r| (r.id.as_str(), r.target.as_str())).collect();
        let target = |r: &Reference| match r {
            Reference::HeaderFooter(id) => by_id.get(id.as_str()).map(|t| (*t).to_owned()),
            _ => None,
        };
        let mut seen = HashSet::new();
        let targets: Vec<String> =
            story.references.iter().filter_map(target).filter(|t| seen.insert(t.clone())).collect();
        for name in targets {
            let Some(xml) = self.package.part(&name)? else { continue };
            let story = self.walk(&xml, Part::HeaderFooter, definitions)?;
            // Page numbers, as the last program to print the file left them, say nothing.
            let speaks = |draft: &Draft| draft.text.contains(char::is_alphabetic);
            out.extend(flatten(story.items).filter(speaks).map(|draft| Draft { number: 0, ..draft }));
        }
        Ok(())
    }

    fn walk(&mut self, xml: &str, part: Part, definitions: &mut Definitions) -> Result<Story, ErrorKind> {
        let story = Walk::new(definitions, &self.limits, part).read(xml)?;
        if let Some(damage) = &story.damage {
            self.remarks.push(("docx-damaged-part", format!("a note, header or footer is broken: {damage}")));
        }
        Ok(story)
    }

    fn finish(self, story: Story, rest: Vec<Draft>) -> Result<SourceText, ErrorKind> {
        let mut source = compose(story.items, rest, &self.limits)?;
        source.format = "docx".to_owned();
        let end = Span::new(source.text.len(), source.text.len());
        let mut remark = |code: &str, message: String, spans: Vec<Span>| {
            let severity = Severity::Warning;
            source.diagnostics.push(Diagnostic { code: code.to_owned(), severity, message, spans });
        };
        if let Some(damage) = story.damage {
            let message = format!("the file is broken, what follows here is lost: {damage}");
            remark("docx-damaged-text", message, vec![end]);
        }
        for damage in self.package.damage {
            remark("docx-damaged-part", damage, Vec::new());
        }
        for (code, message) in self.remarks {
            remark(code, message, Vec::new());
        }
        if story.foreign > 0 {
            let message = format!("{} embedded documents are not read", story.foreign);
            remark("docx-foreign-part", message, Vec::new());
        }
        Ok(source)
    }
}

/// Every note by its id.
fn split_notes(story: Story) -> HashMap<String, Vec<Draft>> {
    let mut notes = HashMap::new();
    let mut bounds = story.notes;
    let mut items = story.items;
    while let Some((id, from)) = bounds.pop() {
        let drafts = flatten(items.split_off(from.min(items.len())));
        notes.insert(id, drafts.map(|draft| Draft { number: 0, ..draft }).collect());
    }
    notes
}

/// Blocks as paragraphs, tables in reading order.
fn flatten(items: Vec<Item>) -> impl Iterator<Item = Draft> {
    items.into_iter().flat_map(|item| match item {
        Item::Paragraph(draft) => vec![draft],
        Item::Table(grid) => grid.into_paragraphs().collect(),
    })
}
