//! The elements of OpenDocument that matter, by namespace and local name.
//!
//! In: a start tag. Out: its [`Tag`]. Prefixes are what the part declares. Tricky: any element of the text namespace
//! inside a paragraph (a link, a field, a reference) shows its text; elements of other namespaces do not.

use crate::read::xml::{Prefixes, split_name};
use quick_xml::events::BytesStart;

/// An element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub(super) enum Tag {
    Other,
    /// Part of a paragraph whose text shows.
    Inline,
    /// A field of a form, which may show what to fill in.
    Control,
    /// Something whose content does not show.
    LeftOut,
    Paragraph,
    Heading,
    Span,
    Spaces,
    Tab,
    LineBreak,
    List,
    ListItem,
    ListHeader,
    NumberedParagraph,
    Section,
    Note,
    NoteMark,
    NoteBody,
    Contents,
    Table,
    HeaderRows,
    Row,
    Cell,
    CoveredCell,
    Body,
    OfficeText,
    AutomaticStyles,
    CommonStyles,
    MasterStyles,
    // styles
    FontFace,
    Style,
    DefaultStyle,
    ParagraphProperties,
    TextProperties,
    ListStyle,
    OutlineStyle,
    NumberLevel,
    BulletLevel,
    ImageLevel,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    Text,
    Table,
    Office,
    Style,
    /// LibreOffice's own elements.
    Extension,
    Other,
}

fn space(uri: &str) -> Space {
    match uri {
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => Space::Text,
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0" => Space::Table,
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0" => Space::Office,
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0" => Space::Style,
        "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" => Space::Extension,
        _ => Space::Other,
    }
}

fn usual(prefix: &str) -> Space {
    match prefix {
        "text" => Space::Text,
        "table" => Space::Table,
        "office" => Space::Office,
        "style" => Space::Style,
        "loext" => Space::Extension,
        _ => Space::Other,
    }
}

/// Names the elements of one part.
pub(super) struct Names {
    prefixes: Prefixes<Space>,
}

impl Default for Names {
    fn default() -> Names {
        Names { prefixes: Prefixes::new(space, usual) }
    }
}

impl Names {
    /// What element a start tag opens.
    pub(super) fn tag(&mut self, start: &BytesStart<'_>) -> Tag {
        let name = start.name();
        let (prefix, local) = split_name(name.as_ref());
        match self.prefixes.space(prefix, start) {
            Space::Text => text_tag(local),
            Space::Table => match local {
                "table" => Tag::Table,
                "table-header-rows" => Tag::HeaderRows,
                "table-row" => Tag::Row,
                "table-cell" => Tag::Cell,
                "covered-table-cell" => Tag::CoveredCell,
                "title" | "desc" => Tag::LeftOut,
                _ => Tag::Other,
            },
            Space::Office => match local {
                "body" => Tag::Body,
                "text" => Tag::OfficeText,
                "automatic-styles" => Tag::AutomaticStyles,
                "styles" => Tag::CommonStyles,
                "master-styles" => Tag::MasterStyles,
                "annotation" | "annotation-end" | "forms" | "scripts" => Tag::LeftOut,
                _ => Tag::Other,
            },
            Space::Style => style_tag(local),
            Space::Extension => match local {
                "content-control" => Tag::Control,
                _ => Tag::Other,
            },
            Space::Other => Tag::Other,
        }
    }
}

fn text_tag(local: &str) -> Tag {
    match local {
        "span" => Tag::Span,
        "p" => Tag::Paragraph,
        "h" => Tag::Heading,
        "s" => Tag::Spaces,
        "tab" => Tag::Tab,
        "line-break" => Tag::LineBreak,
        "list" => Tag::List,
        "list-item" => Tag::ListItem,
        "list-header" => Tag::ListHeader,
        "numbered-paragraph" => Tag::NumberedParagraph,
        "section" | "index-title" => Tag::Section,
        "note" => Tag::Note,
        "note-citation" => Tag::NoteMark,
        "note-body" => Tag::NoteBody,
        "table-of-content" | "illustration-index" | "table-index" => Tag::Contents,
        "list-style" => Tag::ListStyle,
        "outline-style" => Tag::OutlineStyle,
        "list-level-style-number" | "outline-level-style" => Tag::NumberLevel,
        "list-level-style-bullet" => Tag::BulletLevel,
        "list-level-style-image" => Tag::ImageLevel,
        "tracked-changes"
        | "ruby-text"
        | "hidden-text"
        | "table-of-content-source"
        | "illustration-index-source"
        | "table-index-source"
        | "sequence-decls"
        | "variable-decls"
        | "user-field-decls" => Tag::LeftOut,
        _ => Tag::Inline,
    }
}

fn style_tag(local: &str) -> Tag {
    match local {
        "font-face" => Tag::FontFace,
        "style" => Tag::Style,
        "default-style" => Tag::DefaultStyle,
        "paragraph-properties" => Tag::ParagraphProperties,
        "text-properties" => Tag::TextProperties,
        _ => Tag::Other,
    }
}
