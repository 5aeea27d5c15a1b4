//! HTML: web pages, pages that Word and LibreOffice save, web archives.
//!
//! In: bytes. Out: the source text with blocks. Decode (`decode`, `archive`) → guard (`tame`) → parse → flatten
//! (`dom`, `css`) → find the document in the page (`article`) → paragraphs and tables (`walk`, `word`, `list`)
//! → grids (`grid`) → source text (`emit`). Knows nothing of plans but the phrases that tell one from a menu.

mod archive;
mod article;
mod context;
mod css;
mod decode;
mod dom;
mod emit;
mod fonts;
mod grid;
mod item;
mod list;
mod paragraph;
mod tame;
mod walk;
mod word;

use super::Limits;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::ErrorKind;
use crate::source::SourceText;
use article::Article;
use context::Maker;
use dom::Dom;
use grid::Block;
use scraper::Html;
use scraper::node::Element;

/// Programs whose pages are documents and nothing else.
const OFFICE: &[(&str, Maker)] = &[
    ("microsoft word", Maker::Word),
    ("libreoffice", Maker::LibreOffice),
    ("openoffice", Maker::LibreOffice),
    ("word.document", Maker::Word),
    ("wps office", Maker::Word),
];

/// Reads a web page or the HTML of an office program.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<SourceText, ErrorKind> {
    read_page(&decode::decode(bytes, None), limits)
}

/// Reads the page of a web archive.
pub(crate) fn read_archive(bytes: &[u8], limits: &Limits) -> Result<SourceText, ErrorKind> {
    match archive::html_part(bytes) {
        Some(part) => read_page(&decode::decode(&part.bytes, part.charset.as_deref()), limits),
        None => super::plain::read(bytes, limits),
    }
}

fn read_page(page: &decode::Page, limits: &Limits) -> Result<SourceText, ErrorKind> {
    let tamed = tame::tame(&page.text, limits)?;
    let html = Html::parse_document(&tamed.html);
    let dom = Dom::new(&html);
    let maker = maker(&dom);
    let article = if maker.is_office() { Article::whole(&dom) } else { article::find(&dom) };
    let mut blocks = grid::blocks(walk::walk(&dom, &article, maker), limits)?;
    if !maker.is_office() {
        blocks.retain(|block| !matches!(block, Block::Para(p) if article::is_site_line(&p.text)));
        article::trim_fore(&mut blocks);
    }
    let mut source = emit::emit(blocks);
    source.format = "html".to_owned();
    source.encoding = Some(page.encoding.clone());
    if page.lossy {
        remark(&mut source, "html-charset", "some bytes have no meaning in the charset of the page");
    }
    if has_tag(&page.text, "<html") && !has_tag(&page.text, "</html") {
        remark(&mut source, "html-cut", "the page ends in the middle: text may be missing");
    }
    if tamed.flattened {
        remark(
            &mut source,
            "html-nesting",
            "elements nest deeper than in any document; the deepest were flattened",
        );
    }
    Ok(source)
}

/// Whether a tag stands in a page, in whatever case.
fn has_tag(page: &str, tag: &str) -> bool {
    let here = |at: usize| {
        page.as_bytes().get(at..at + tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag.as_bytes()))
    };
    page.match_indices('<').any(|(at, _)| here(at))
}

fn remark(source: &mut SourceText, code: &str, message: &str) {
    source.diagnostics.push(Diagnostic {
        code: code.to_owned(),
        severity: Severity::Warning,
        message: message.to_owned(),
        spans: Vec::new(),
    });
}

/// Who made the page: an office program names itself, or declares its name space.
fn maker(dom: &Dom) -> Maker {
    let elements = (0..dom.nodes.len()).filter_map(|at| dom.element(at)).take(200);
    let named = |element: &Element| match element.name() {
        "meta" => {
            let names = |n: &str| n.eq_ignore_ascii_case("generator") || n.eq_ignore_ascii_case("progid");
            let content = element.attr("name").filter(|n| names(n)).and(element.attr("content"))?;
            let content = content.to_ascii_lowercase();
            OFFICE.iter().find(|(program, _)| content.contains(program)).map(|(_, maker)| *maker)
        }
        "html" => element.attr("xmlns:w").map(|_| Maker::Word),
        _ => None,
    };
    elements.filter_map(named).max_by_key(|maker| *maker == Maker::LibreOffice).unwrap_or(Maker::Web)
}

#[cfg(test)]
mod tests;
