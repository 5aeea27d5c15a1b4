//! The elements of WordprocessingML that matter, by namespace and local name.
//!
//! In: a start tag. Out: its [`Tag`]. Prefixes are what the part declares; the two namespace families
//! (transitional and strict) mean the same. Tricky: `a:p` and `m:t` share local names with Word's own elements.

use crate::read::xml::{Prefixes, split_name};
use quick_xml::events::BytesStart;

macro_rules! tags {
    ($($tag:ident = $name:literal,)*) => {
        /// An element.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub(super) enum Tag {
            Other,
            /// A formula's text, which Word shows in line.
            MathText,
            /// Two readings of the same thing, for newer and older programs.
            AlternateContent,
            Choice,
            Fallback,
            $($tag,)*
        }

        fn word_tag(local: &str) -> Tag {
            match local {
                $($name => Tag::$tag,)*
                _ => Tag::Other,
            }
        }
    };
}

// The commonest first: they are compared in this order.
tags! {
    RunProperties = "rPr", Run = "r", Text = "t", Paragraph = "p", ParagraphProperties = "pPr", Fonts = "rFonts",
    Bold = "b", Italic = "i", ParagraphStyle = "pStyle", Alignment = "jc", RunStyle = "rStyle", Cell = "tc",
    CellProperties = "tcPr", Row = "tr", RowProperties = "trPr", Table = "tbl", TableProperties = "tblPr",
    NumberProperties = "numPr", NumberLevel = "ilvl", NumberId = "numId", OutlineLevel = "outlineLvl",
    Hidden = "vanish", Capitals = "caps", Tab = "tab", PositionTab = "ptab", Break = "br", CarriageReturn = "cr",
    NoBreakHyphen = "noBreakHyphen", SoftHyphen = "softHyphen", Symbol = "sym", FieldCharacter = "fldChar", SimpleField = "fldSimple",
    FieldCode = "instrText", GridBefore = "gridBefore", GridSpan = "gridSpan", VerticalMerge = "vMerge",
    GridAfter = "gridAfter", HorizontalMerge = "hMerge", HeaderRow = "tblHeader", HiddenRow = "hidden", Deleted = "del",
    MovedFrom = "moveFrom", DeletedText = "delText", DeletedCode = "delInstrText",
    RunChange = "rPrChange", ParagraphChange = "pPrChange", SectionChange = "sectPrChange",
    TableChange = "tblPrChange", RowChange = "trPrChange", CellChange = "tcPrChange",
    ExceptionChange = "tblPrExChange", GridChange = "tblGridChange", RubyText = "rt",
    Section = "sectPr", HeaderReference = "headerReference", FooterReference = "footerReference",
    FootnoteReference = "footnoteReference", EndnoteReference = "endnoteReference",
    Footnote = "footnote", Endnote = "endnote", TextBox = "txbxContent", Control = "sdt",
    ControlProperties = "sdtPr", ControlContent = "sdtContent", Placeholder = "showingPlcHdr",
    Gallery = "docPartGallery", ForeignPart = "altChunk", Body = "body", Document = "document",
    // styles
    Style = "style", Name = "name", BasedOn = "basedOn", Defaults = "docDefaults",
    // numbering
    AbstractList = "abstractNum", Level = "lvl", LevelStart = "start", NumberFormat = "numFmt",
    LevelText = "lvlText", Legal = "isLgl", LevelRestart = "lvlRestart", List = "num",
    AbstractId = "abstractNumId", LevelOverride = "lvlOverride", StartOverride = "startOverride",
    NumberStyleLink = "numStyleLink", StyleLink = "styleLink",
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    Word,
    Math,
    Compatibility,
    Other,
}

fn space(uri: &str) -> Space {
    match uri {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Space::Word,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Space::Math,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Space::Compatibility,
        _ => Space::Other,
    }
}

fn usual(prefix: &str) -> Space {
    match prefix {
        "w" => Space::Word,
        "m" => Space::Math,
        "mc" => Space::Compatibility,
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
            Space::Word => word_tag(local),
            Space::Math if local == "t" => Tag::MathText,
            Space::Compatibility => match local {
                "AlternateContent" => Tag::AlternateContent,
                "Choice" => Tag::Choice,
                "Fallback" => Tag::Fallback,
                _ => Tag::Other,
            },
            _ => Tag::Other,
        }
    }
}
