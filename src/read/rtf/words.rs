//! Control words of RTF that matter, as data.
//!
//! In: a word. Out: what it opens, or the character it stands for.

use super::state::Target;
use crate::read::flow::Kind;

/// What a word makes of the group that it opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    /// Text goes elsewhere.
    Target(Target),
    /// A flow of its own.
    Flow(Kind),
}

/// Words that open a destination, with or without `\*` before them. Any other word after `\*` opens [`Target::Nowhere`].
const DESTINATIONS: &[(&str, Opens)] = &[
    ("fonttbl", Opens::Target(Target::Fonts)),
    ("stylesheet", Opens::Target(Target::Styles)),
    ("fldinst", Opens::Target(Target::FieldCode)),
    ("fldrslt", Opens::Target(Target::Text)),
    ("listtext", Opens::Flow(Kind::Label)),
    ("pntext", Opens::Flow(Kind::Label)),
    ("footnote", Opens::Flow(Kind::Note)),
    ("header", Opens::Flow(Kind::Running)),
    ("headerl", Opens::Flow(Kind::Running)),
    ("headerr", Opens::Flow(Kind::Running)),
    ("headerf", Opens::Flow(Kind::Running)),
    ("footer", Opens::Flow(Kind::Running)),
    ("footerl", Opens::Flow(Kind::Running)),
    ("footerr", Opens::Flow(Kind::Running)),
    ("footerf", Opens::Flow(Kind::Running)),
    ("shp", Opens::Target(Target::Container)),
    ("shpgrp", Opens::Target(Target::Container)),
    ("shpinst", Opens::Target(Target::Container)),
    ("do", Opens::Target(Target::Container)),
    ("object", Opens::Target(Target::Container)),
    ("result", Opens::Target(Target::Text)),
    ("shptxt", Opens::Flow(Kind::TextBox)),
    ("dptxbxtext", Opens::Flow(Kind::TextBox)),
];

/// Words that open text for nobody, though no `\*` stands before them.
const NOWHERE: &[&str] = &[
    "colortbl",
    "filetbl",
    "info",
    "pict",
    "nonshppict",
    "shprslt",
    "sp",
    "xe",
    "tc",
    "tcn",
    "rxe",
    "txe",
    "private",
    "annotation",
    "nonesttables",
    "nesttableprops",
    "template",
    "title",
    "author",
    "comment",
    "revtbl",
    "objdata",
    "objclass",
    "objname",
    "listtable",
    "listoverridetable",
    "pntxta",
    "pntxtb",
    "background",
    "bkmkstart",
    "bkmkend",
    "atnid",
    "atnauthor",
    "ftnsep",
    "ftnsepc",
    "ftncn",
    "aftnsep",
    "aftnsepc",
    "aftncn",
    "datafield",
    "ffdeftext",
    "mmathPr",
    "fontemb",
    "falt",
    "panose",
];

/// What a word opens, if it opens something.
pub(super) fn opens(word: &str, starred: bool) -> Option<Opens> {
    let listed = DESTINATIONS.iter().find(|(w, _)| *w == word).map(|(_, opens)| *opens);
    listed.or_else(|| (starred || NOWHERE.contains(&word)).then_some(Opens::Target(Target::Nowhere)))
}

/// The character that a word stands for.
pub(super) fn character(word: &str) -> Option<char> {
    Some(match word {
        "tab" => '\t',
        "line" | "lbr" => crate::source::CELL_BREAK,
        "emdash" => '—',
        "endash" => '–',
        "bullet" => '•',
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        "enspace" | "emspace" | "qmspace" => ' ',
        _ => return None,
    })
}
