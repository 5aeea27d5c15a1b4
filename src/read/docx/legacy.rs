//! Text in fonts from before Unicode. In: a font and what is stored. Out: what the page shows, if the font is one.

/// The text of a run in a legacy font; `None` where the font is not one.
#[cfg(feature = "charsets")]
pub(super) fn run(_font: &str, _text: &str) -> Option<String> {
    None
}

/// Without the tables, text stays as it is stored.
#[cfg(not(feature = "charsets"))]
pub(super) fn run(_font: &str, _text: &str) -> Option<String> {
    None
}
