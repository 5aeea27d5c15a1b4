//! Runs set in fonts of TCVN3 and VNI: their letters are not what their codes say.

/// The letters that a run in a legacy font shows, or `None` where the font is not one of those.
pub(super) fn decode(font: &str, text: &str) -> Option<String> {
    crate::text::charset::decode_font_run(font, text)
}
