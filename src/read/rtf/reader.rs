//! Tokens of an RTF file → flows.
//!
//! In: tokens. Out: [`SourceText`]. Keeps the stack of groups and of flows; what the words mean for paragraphs and
//! tables is in [`crate::read::flow`].

use super::fonts::{Font, ParagraphStyle, Tables, encoding_of_page};
use super::state::{State, Target};
use super::token::{Token, Tokens};
use super::words::{self, Opens};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::ErrorKind;
use crate::read::Limits;
use crate::read::compose::{Draft, compose};
use crate::read::edges::Merge;
use crate::read::flow::{self, Flow, Kind, Place, drafts};
use crate::read::repair::SOFT_HYPHEN;
use crate::source::{Align, CELL_BREAK, Part, SourceText, Style};
use encoding_rs::Encoding;

/// An open group.
struct Group {
    /// What holds again when it closes.
    outer: State,
    /// It opened the flow on top of the stack.
    owns_flow: bool,
    /// `\field`: what its code tells of its result ends with it.
    is_field: bool,
}

/// A run being read: characters, and bytes whose charset is the font's.
#[derive(Default)]
pub(super) struct Run {
    pub(super) font: Option<i32>,
    pub(super) caps: bool,
    pub(super) text: String,
    pub(super) bytes: Vec<u8>,
}

/// Reads one file.
pub(super) struct Reader<'a> {
    pub(super) limits: &'a Limits,
    pub(super) encoding: &'static Encoding,
    pub(super) default_font: Option<i32>,
    pub(super) tables: Tables,
    pub(super) state: State,
    groups: Vec<Group>,
    /// The flow at hand is the last; the first is the body.
    pub(super) flows: Vec<Flow>,
    pub(super) run: Run,
    /// `\*` was the last token.
    pub(super) starred: bool,
    /// Characters still to skip after `\u`, and the first half of a surrogate pair.
    pub(super) skip: u32,
    pub(super) high: Option<u32>,
    /// Words of the tables at the head: number at hand, charset, outline level, name.
    pub(super) entry: Entry,
    pub(super) field_code: String,
    pub(super) rest: Vec<Draft>,
    /// Footnotes and endnotes so far.
    pub(super) notes: [u32; 2],
    pub(super) paragraphs: u32,
}

#[derive(Default)]
pub(super) struct Entry {
    pub(super) id: i32,
    pub(super) charset: i32,
    pub(super) page: Option<i32>,
    pub(super) outline: Option<u8>,
    /// A character or section style.
    pub(super) other: bool,
    pub(super) name: Vec<u8>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(limits: &'a Limits) -> Reader<'a> {
        Reader {
            limits,
            encoding: encoding_rs::WINDOWS_1252,
            default_font: None,
            tables: Tables::default(),
            state: State::START,
            groups: Vec::new(),
            flows: vec![Flow::new(Kind::Body)],
            run: Run::default(),
            starred: false,
            skip: 0,
            high: None,
            entry: Entry::default(),
            field_code: String::new(),
            rest: Vec::new(),
            notes: [0; 2],
            paragraphs: 0,
        }
    }

    pub(super) fn read(mut self, bytes: &[u8]) -> Result<SourceText, ErrorKind> {
        if !bytes
            .trim_ascii_start()
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(bytes.trim_ascii_start())
            .starts_with(b"{\\rtf")
        {
            return Err(ErrorKind::Damaged("it does not begin like an RTF file".to_owned()));
        }
        for token in Tokens::new(bytes) {
            let starred = std::mem::take(&mut self.starred);
            match token {
                Token::Open => self.open()?,
                Token::Close => {
                    self.close();
                    if self.groups.is_empty() {
                        break;
                    }
                }
                Token::Word(word, value) => self.word(word, value, starred)?,
                Token::Symbol(symbol) => self.symbol(symbol),
                Token::Byte(byte) => self.bytes(&[byte]),
                Token::Text(text) => self.bytes(text),
            }
        }
        let cut = !self.groups.is_empty();
        while !self.groups.is_empty() {
            self.close();
        }
        self.flush();
        let place = self.place();
        let number = self.paragraphs + 1;
        let body = self.flows.pop().map(|flow| flow.finish(place, number)).unwrap_or_default();
        let mut source = compose(body, self.rest, self.limits)?;
        source.format = "rtf".to_owned();
        if cut {
            source.diagnostics.push(Diagnostic {
                code: "rtf-cut".to_owned(),
                severity: Severity::Warning,
                message: "the file ends in the middle: text may be missing".to_owned(),
                spans: Vec::new(),
            });
        }
        Ok(source)
    }

    pub(super) fn flow(&mut self) -> &mut Flow {
        if self.flows.is_empty() {
            self.flows.push(Flow::new(Kind::Body));
        }
        let last = self.flows.len() - 1;
        &mut self.flows[last]
    }

    // Groups

    fn open(&mut self) -> Result<(), ErrorKind> {
        // Words open a few groups for each level of nesting that a reader of the page would see.
        let allowed = u64::from(self.limits.depth);
        if self.groups.len() as u64 >= allowed.saturating_mul(8) {
            return Err(ErrorKind::Limit { limit: "max_depth", allowed });
        }
        self.skip = 0;
        self.groups.push(Group { outer: self.state, owns_flow: false, is_field: false });
        Ok(())
    }

    fn close(&mut self) {
        self.skip = 0;
        let Some(group) = self.groups.pop() else { return };
        match self.state.target {
            Target::Fonts if group.outer.target == Target::Fonts => self.end_font(),
            Target::Styles if group.outer.target == Target::Styles => self.end_style(),
            Target::FieldCode if group.outer.target != Target::FieldCode => self.end_field_code(),
            _ => {}
        }
        if group.owns_flow {
            self.flush();
            let place = self.place();
            let number = self.paragraphs + 1;
            if self.flows.len() > 1
                && let Some(flow) = self.flows.pop()
            {
                self.end_flow(flow, place, number, group.outer.in_table);
            }
        }
        let contents = self.state.contents && !group.is_field;
        self.state = group.outer;
        self.state.contents |= contents;
    }

    fn end_flow(&mut self, flow: Flow, place: Place, number: u32, in_table: bool) {
        let Flow { kind, numbered, at_end, .. } = flow;
        let items = flow.finish(place, number);
        match kind {
            Kind::Body => self.flow().items.extend(items),
            Kind::TextBox => {
                self.flush();
                self.flow().insert(items, in_table);
            }
            Kind::Label => {
                let texts: Vec<String> = items.into_iter().flat_map(drafts).map(|d| d.text).collect();
                self.flow().label = texts.join(" ");
            }
            Kind::Note => {
                let count = &mut self.notes[usize::from(at_end)];
                *count += u32::from(numbered);
                self.rest.extend(flow::note(items, numbered.then_some(*count), at_end));
            }
            Kind::Running => {
                for mut draft in items.into_iter().flat_map(drafts) {
                    draft.part = Part::HeaderFooter;
                    flow::add_once(&mut self.rest, draft);
                }
            }
        }
    }

    // Tables at the head

    pub(super) fn end_font(&mut self) {
        let entry = std::mem::take(&mut self.entry);
        let name = self.encoding.decode_without_bom_handling(&entry.name).0;
        let name = name.trim().trim_end_matches(';').trim();
        if name.is_empty() {
            return;
        }
        let document = entry.page.and_then(encoding_of_page).unwrap_or(self.encoding);
        self.tables.fonts.entry(entry.id).or_insert_with(|| Font::new(name, entry.charset, document));
    }

    fn end_style(&mut self) {
        let entry = std::mem::take(&mut self.entry);
        if entry.other {
            return;
        }
        let name = String::from_utf8_lossy(&entry.name);
        let style = ParagraphStyle::new(name.trim().trim_end_matches(';'), entry.outline);
        self.tables.styles.insert(entry.id, style);
    }

    fn end_field_code(&mut self) {
        let code = std::mem::take(&mut self.field_code);
        if code.trim_start().get(..3).is_some_and(|name| name.eq_ignore_ascii_case("toc")) {
            self.state.contents = true;
        }
    }

    // Words

    fn word(&mut self, word: &str, value: Option<i32>, starred: bool) -> Result<(), ErrorKind> {
        let on = value != Some(0);
        if word == "ud" && self.state.unicode_half.is_some() {
            self.state.target = Target::Text;
            return Ok(());
        }
        if self.state.target == Target::Nowhere {
            return Ok(());
        }
        if let Some(opens) = words::opens(word, starred) {
            self.enter(opens);
            return Ok(());
        }
        match word {
            "u" => self.unicode(value.unwrap_or(0)),
            "uc" => self.state.fallback = value.and_then(|n| u32::try_from(n).ok()).unwrap_or(1),
            "upr" => {
                self.state.unicode_half = (self.state.target == Target::Text).then_some(1);
                self.state.target = Target::Nowhere;
            }
            "f" => self.font(value),
            "field" => {
                if let Some(group) = self.groups.last_mut() {
                    group.is_field = true;
                }
            }
            "fcharset" => self.entry.charset = value.unwrap_or(1),
            "cpg" => self.entry.page = value,
            "s" if self.state.target == Target::Styles => self.entry.id = value.unwrap_or(0),
            "cs" | "ds" | "ts" if self.state.target == Target::Styles => self.entry.other = true,
            "s" => self.state.style = value,
            "outlinelevel" => {
                let level = value.and_then(|n| u8::try_from(n).ok());
                match self.state.target {
                    Target::Styles => self.entry.outline = level,
                    _ => self.state.outline = level,
                }
            }
            "deff" => self.default_font = value,
            "ansicpg" => self.encoding = value.and_then(encoding_of_page).unwrap_or(self.encoding),
            "mac" => self.encoding = encoding_rs::MACINTOSH,
            "plain" => self.state.reset_characters(),
            "b" => self.state.bold = on,
            "i" => self.state.italic = on,
            "v" => self.state.hidden = on,
            "caps" => self.state.caps = on,
            "deleted" => self.state.deleted = on,
            _ if self.state.target == Target::Text => return self.text_word(word, value),
            _ => {}
        }
        Ok(())
    }

    fn enter(&mut self, opens: Opens) {
        match opens {
            Opens::Target(target) => {
                self.state.target = target;
                if matches!(target, Target::Fonts | Target::Styles) {
                    self.entry = Entry { charset: 1, ..Entry::default() };
                }
            }
            Opens::Flow(kind) => {
                self.flush();
                self.state.target = Target::Text;
                if kind != Kind::Label {
                    self.state.reset_characters();
                    self.state.in_table = false;
                }
                if let Some(group) = self.groups.last_mut().filter(|g| !g.owns_flow) {
                    group.owns_flow = true;
                    self.flows.push(Flow::new(kind));
                }
            }
        }
    }

    /// Words that speak of paragraphs and tables.
    fn text_word(&mut self, word: &str, value: Option<i32>) -> Result<(), ErrorKind> {
        if let Some(c) = words::character(word) {
            self.character(c);
            return Ok(());
        }
        let number = value.unwrap_or(0);
        match word {
            "par" | "sect" | "nestcell" => self.end_paragraph(),
            "chftn" => self.flow().numbered = true,
            "ftnalt" => self.flow().at_end = true,
            "page" | "column" => self.character(CELL_BREAK),
            "pard" => self.state.reset_paragraph(),
            "ql" => self.state.align = Some(Align::Left),
            "qr" => self.state.align = Some(Align::Right),
            "qc" => self.state.align = Some(Align::Center),
            "qj" | "qd" | "qt" => self.state.align = Some(Align::Justify),
            "intbl" => self.state.in_table = true,
            "itap" => self.state.in_table = number > 0,
            "trowd" => self.flow().define_row(),
            "trleft" => self.flow().row.left = number,
            "trhdr" => self.flow().row.heading = true,
            "clmgf" => self.flow().row.next.across = Merge::First,
            "clmrg" => self.flow().row.next.across = Merge::Covered,
            "clvmgf" => self.flow().row.next.down = Merge::First,
            "clvmrg" => self.flow().row.next.down = Merge::Covered,
            "cellx" => self.flow().define_cell(number),
            "cell" => {
                self.flush();
                self.paragraphs += 1;
                let (place, number, limits) = (self.place(), self.paragraphs, self.limits);
                self.flow().end_cell(place, number, limits)?;
            }
            "row" => {
                self.flush();
                let limits = self.limits;
                self.flow().end_row(false, limits)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.starred = true,
            b'~' => self.character('\u{A0}'),
            b'_' => self.character('-'),
            b'-' => self.character(SOFT_HYPHEN),
            b'\\' | b'{' | b'}' => self.bytes(&[symbol]),
            b'\r' | b'\n' if self.state.target == Target::Text => self.end_paragraph(),
            _ => {}
        }
    }

    // Paragraphs

    fn place(&self) -> Place {
        let style = self.state.style.and_then(|id| self.tables.styles.get(&id));
        let heading = match self.state.outline {
            Some(level) => Some(level + 1).filter(|h| *h <= 9),
            None => style.and_then(|s| s.heading),
        };
        let contents = self.state.contents || style.is_some_and(|s| s.contents);
        let body = self.flows.last().is_none_or(|flow| flow.kind == Kind::Body);
        Place {
            style: Style { align: self.state.align, heading, ..Style::default() },
            part: if contents && body { Part::Contents } else { Part::Body },
            in_table: self.state.in_table,
        }
    }

    fn end_paragraph(&mut self) {
        self.paragraphs += 1;
        if self.state.deleted {
            // The mark was deleted: what follows belongs to the same paragraph.
            return;
        }
        self.flush();
        let (place, number) = (self.place(), self.paragraphs);
        self.flow().end_paragraph(place, number);
    }
}
