//! Text of a paragraph as it gathers: white space as a browser shows it, line breaks, and how much of it is bold.
//!
//! In: text nodes with their looks. Out: [`Piece`]s, one a paragraph. A `<br>` is a line break where Word wrote it;
//! a web page also parts paragraphs with it, see [`Gather::finish`].

use crate::source::{CELL_BREAK, Style};
use regex::Regex;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// How a run looks.
#[derive(Clone, Copy, Default)]
pub(super) struct Run {
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// Small letters show as capitals.
    pub(super) capitals: bool,
    /// White space counts.
    pub(super) pre: bool,
    pub(super) blanks: Blanks,
}

/// Which blanks in a page are blanks of the text. Tabs behind a line end never are.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Blanks {
    /// Any number of them is one, as in a browser.
    #[default]
    Fold,
    /// Each, and each tab, but those behind a line end.
    WithinLines,
    /// Each, and each tab.
    Count,
}

/// A line between two breaks.
#[derive(Clone, Default)]
struct Line {
    text: String,
    letters: usize,
    bold: usize,
    italic: usize,
}

/// The text of a block while it is being read.
#[derive(Default)]
pub(super) struct Gather {
    lines: Vec<Line>,
    current: Line,
    /// White space at hand holds a line end.
    at_line_end: bool,
    /// Where an image that stands beside the text followed its last letter.
    image: Option<usize>,
    /// Word's own automatic number.
    pub(super) label: String,
}

/// A finished paragraph.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) bold: bool,
    pub(super) italic: bool,
}

/// What a `<br>` may mean in a block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    /// A line break, as Word has it.
    Line,
    /// In a paragraph of a web page: a line break or the end of a paragraph, by what stands on its sides.
    Either,
    /// In bare text of a web page: the end of a paragraph.
    Paragraph,
}

impl Gather {
    /// Adds text.
    pub(super) fn push(&mut self, text: &str, run: Run) {
        for c in text.chars() {
            match c {
                '\n' if run.pre => self.end_line(),
                '\n' | '\r' if self.image.is_some() => self.at_line_end = true,
                '\t' if run.blanks != Blanks::Fold && !run.pre && !self.at_line_end => self.tab(),
                ' ' | '\t' | '\n' | '\r' | '\u{0C}' if !run.pre => {
                    self.at_line_end |= c == '\n' || c == '\r';
                    let counts = match run.blanks {
                        Blanks::Fold => false,
                        Blanks::WithinLines => !self.at_line_end,
                        Blanks::Count => c == ' ',
                    };
                    let line = &mut self.current.text;
                    if !line.is_empty() && (counts || !line.ends_with([' ', '\t'])) {
                        line.push(' ');
                    }
                }
                '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\0' | '\r' => {}
                '\u{2011}' => self.letter('-', run),
                '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{0B}' | '\u{0C}' => self.letter(' ', run),
                c if c != '\t' && (c.is_whitespace() || c.is_control()) => self.letter(' ', run),
                c => self.letter(c, run),
            }
        }
    }

    fn letter(&mut self, c: char, run: Run) {
        (self.at_line_end, self.image) = (false, None);
        match run.capitals {
            true => self.current.text.extend(c.to_uppercase()),
            false => self.current.text.push(c),
        }
        if c.is_alphanumeric() {
            self.current.letters += 1;
            self.current.bold += usize::from(run.bold);
            self.current.italic += usize::from(run.italic);
        }
    }

    /// Adds a tab.
    pub(super) fn tab(&mut self) {
        if !self.current.text.is_empty() {
            self.current.text.push('\t');
        }
    }

    /// An image beside the text: LibreOffice ends the line behind it, be it in the middle of a word.
    pub(super) fn image(&mut self) {
        let text = &self.current.text;
        self.image = text.ends_with(|c: char| !c.is_whitespace()).then_some(text.len());
    }

    /// Whether a break that leads past an image is none of the text: LibreOffice puts it behind some.
    pub(super) fn passes_image(&mut self) -> bool {
        let Some(end) = self.image else { return false };
        self.current.text.truncate(end);
        true
    }

    /// Ends the line.
    pub(super) fn end_line(&mut self) {
        (self.at_line_end, self.image) = (false, None);
        self.lines.push(std::mem::take(&mut self.current));
    }

    /// The text so far, where there was no break.
    pub(super) fn single_line(&self) -> Option<&str> {
        self.lines.is_empty().then_some(self.current.text.as_str())
    }

    /// Makes what was read so far the label.
    pub(super) fn turn_into_label(&mut self) {
        let line = std::mem::take(&mut self.current);
        self.label.push_str(&line.text);
    }

    /// The paragraphs that were gathered.
    pub(super) fn finish(self, breaks: Breaks) -> Vec<Piece> {
        let mut groups: Vec<Vec<Line>> = vec![Vec::new()];
        for mut line in self.lines.into_iter().chain([self.current]) {
            line.text = line.text.trim().nfc().collect();
            let last = groups.last_mut();
            match last {
                _ if line.text.is_empty() => groups.push(Vec::new()),
                Some(group) if group.last().is_none_or(|before| !parts(before, &line, breaks)) => {
                    group.push(line)
                }
                _ => groups.push(vec![line]),
            }
        }
        groups.into_iter().filter(|g| !g.is_empty()).map(|g| piece(&g)).collect()
    }
}

/// Whether a break between two lines parts paragraphs.
fn parts(before: &Line, after: &Line, breaks: Breaks) -> bool {
    static MARKER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:[-–—−‐‑+*•●▪·]\s*\pL|(?:[IVXLC]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)/]\s*\pL)")
            .expect("a valid pattern")
    });
    match breaks {
        Breaks::Line => false,
        Breaks::Paragraph => true,
        Breaks::Either => {
            let capitals = |line: &Line| {
                line.text.chars().any(char::is_uppercase) && !line.text.chars().any(char::is_lowercase)
            };
            let bold = |line: &Line| line.letters > 0 && line.bold == line.letters;
            before.text.ends_with(['.', ';', ':', '!', '/'])
                || MARKER.is_match(&after.text)
                || capitals(before) != capitals(after)
                || bold(before) != bold(after)
        }
    }
}

fn piece(lines: &[Line]) -> Piece {
    let sum = |count: fn(&Line) -> usize| lines.iter().map(count).sum::<usize>();
    let letters = sum(|l| l.letters);
    let text = lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>();
    Piece {
        text: text.join(CELL_BREAK.encode_utf8(&mut [0; 4])),
        bold: letters > 0 && sum(|l| l.bold) == letters,
        italic: letters > 0 && sum(|l| l.italic) == letters,
    }
}

impl Piece {
    /// Its look, given what the block says.
    pub(super) fn style(&self, block: Style) -> Style {
        Style { bold: self.bold, italic: self.italic, ..block }
    }
}

#[cfg(test)]
mod tests {
    use super::{Blanks, Breaks, Gather, Run};

    fn read(html_lines: &[&str], breaks: Breaks) -> Vec<String> {
        let mut gather = Gather::default();
        for (n, line) in html_lines.iter().enumerate() {
            if n > 0 {
                gather.end_line();
            }
            gather.push(line, Run::default());
        }
        gather.finish(breaks).into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn an_image_beside_the_text_parts_no_word() {
        let run = Run { blanks: Blanks::WithinLines, ..Run::default() };
        for (before, passes, after, expected) in [
            ("Đ", false, "\nộc\n\t\tlập", "Độc lập"),
            ("2", true, "\n  \n\n.\nMục đích", "2. Mục đích"),
            ("Kế ", false, "\nhoạch", "Kế hoạch"),
            ("Kế", false, "\n hoạch", "Kế hoạch"),
            ("Nơi nhận:", false, "\tTM.\n\tUBND", "Nơi nhận:\tTM. UBND"),
            ("- Sở Nội vụ", false, "   \n  Hoà", "- Sở Nội vụ   Hoà"),
        ] {
            let mut gather = Gather::default();
            gather.push(before, run);
            gather.image();
            let (blank, text) = if passes { after.split_at(3) } else { ("", after) };
            gather.push(blank, run);
            assert_eq!(passes && gather.passes_image(), passes);
            gather.push(text, run);
            assert_eq!(gather.finish(Breaks::Line)[0].text, expected);
        }
    }

    #[test]
    fn a_break_parts_lines_or_paragraphs() {
        for (lines, breaks, expected) in [
            (&["Sở Y\n tế", "Sở Tư pháp"][..], Breaks::Line, &["Sở Y tế\u{2028}Sở Tư pháp"][..]),
            (&["Sở Y tế", "", "Sở Tư pháp"], Breaks::Line, &["Sở Y tế", "Sở Tư pháp"]),
            (&["Sở Y tế", "Sở Tư pháp"], Breaks::Paragraph, &["Sở Y tế", "Sở Tư pháp"]),
            (&["triển khai kế hoạch", "năm 2026"], Breaks::Either, &["triển khai kế hoạch\u{2028}năm 2026"]),
            (&["Mục đích", "1. Yêu cầu"], Breaks::Either, &["Mục đích", "1. Yêu cầu"]),
            (&["KẾ HOẠCH", "Chuyển đổi số"], Breaks::Either, &["KẾ HOẠCH", "Chuyển đổi số"]),
            (&["", "\u{A0}", ""], Breaks::Either, &[]),
        ] {
            assert_eq!(read(lines, breaks), expected);
        }
    }
}
