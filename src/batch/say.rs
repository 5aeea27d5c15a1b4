//! Lines for the person at the terminal.
//!
//! In: words, with names out of files in them. Out: one line on stderr. A closed or full stderr is nobody's failure;
//! no control character of a name reaches the terminal.

use std::fmt::{Display, Write as _};
use std::io::Write;

/// Says one line on standard error, marked with the program's name. Control characters are spelt out.
pub fn say(line: &(impl Display + ?Sized)) {
    let line = format!("kehoach: {}\n", harmless(&line.to_string()));
    // Who does not listen is not told.
    let _ = std::io::stderr().lock().write_all(line.as_bytes());
}

/// The same text without what a terminal would obey: `\u{1b}` for ESC.
#[must_use]
pub fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control()
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
        {
            // Writing into memory has nothing that can fail.
            let _ = write!(out, "{}", c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_no_orders_to_the_terminal() {
        assert_eq!(
            harmless("kế hoạch\u{1b}[2J\r\n\u{9b}\u{202e}.pdf"),
            "kế hoạch\\u{1b}[2J\\r\\n\\u{9b}\\u{202e}.pdf"
        );
    }
}
