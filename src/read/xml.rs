//! XML as a flat run of pieces: elements open and close, text comes between.
//!
//! In: the text of a part. Out: [`Piece`]s. Stops at the first broken tag and says so; whoever reads keeps what
//! came before. Entities other than the five of XML and character references are dropped, so none can expand.
//! Tricky: an empty element opens and closes like any other.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// One piece of a part.
pub(crate) enum Piece<'a> {
    /// An element opens.
    Open(BytesStart<'a>),
    /// The element opened last closes.
    Close,
    /// Text inside an element.
    Text(Cow<'a, str>),
    /// A character written as a reference.
    Char(char),
    /// Nothing follows: the part ends, or is broken here.
    End,
}

/// Reads one part.
pub(crate) struct Pieces<'a> {
    reader: Reader<&'a [u8]>,
    close: bool,
    depth: usize,
    /// Why reading stopped before the end of the part.
    pub(crate) damage: Option<String>,
}

impl<'a> Pieces<'a> {
    /// Starts at the beginning of a part.
    pub(crate) fn new(text: &'a str) -> Pieces<'a> {
        let mut reader = Reader::from_str(text.strip_prefix('\u{FEFF}').unwrap_or(text));
        reader.config_mut().allow_dangling_amp = true;
        Pieces { reader, close: false, depth: 0, damage: None }
    }

    /// The next piece.
    pub(crate) fn next(&mut self) -> Piece<'a> {
        if std::mem::take(&mut self.close) {
            return Piece::Close;
        }
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(start)) => {
                    self.depth += 1;
                    return Piece::Open(start);
                }
                Ok(Event::Empty(start)) => {
                    self.close = true;
                    return Piece::Open(start);
                }
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Piece::Close;
                }
                Ok(Event::Text(text)) => return Piece::Text(text.into_inner()),
                Ok(Event::CData(text)) => return Piece::Text(text.into_inner()),
                Ok(Event::GeneralRef(name)) => {
                    if let Some(c) = reference(&name) {
                        return Piece::Char(c);
                    }
                }
                Ok(Event::Eof) => {
                    if self.depth > 0 && self.damage.is_none() {
                        self.damage = Some("it breaks off".to_owned());
                    }
                    return Piece::End;
                }
                Ok(_) => {}
                Err(_) => {
                    // The parser's own message quotes the broken tag, which may be of any length.
                    self.damage = Some(format!("a tag is broken at byte {}", self.reader.error_position()));
                    return Piece::End;
                }
            }
        }
    }
}

/// What a reference stands for: `amp`, `#233`, `#xE9`.
fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code).filter(|c| *c != '\0')
        }
    }
}

/// The prefix and the local part of a name.
pub(crate) fn split_name(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

/// The value of the attribute with this local name, whatever its prefix.
pub(crate) fn attribute<'s>(start: &'s BytesStart<'_>, local: &str) -> Option<Cow<'s, str>> {
    start.attributes().with_checks(false).flatten().find_map(|attribute| {
        let (_, name) = split_name(attribute.key.as_ref());
        (name == local).then(|| unescape(attribute.value))
    })
}

/// An attribute's value with its references resolved.
pub(crate) fn unescape(value: Cow<'_, str>) -> Cow<'_, str> {
    if !value.contains('&') {
        return value;
    }
    let mut out = String::with_capacity(value.len());
    let mut rest: &str = &value;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        rest = after;
        if let Some((name, tail)) = after.split_once(';').filter(|(name, _)| name.len() <= 8) {
            out.extend(reference(name));
            rest = tail;
        } else {
            out.push('&');
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The namespaces that one part declares, by prefix. What is declared once holds to the end of the part.
pub(crate) struct Prefixes<S> {
    known: Vec<(String, S)>,
    /// The namespace of a URI.
    by_uri: fn(&str) -> S,
    /// The namespace of a prefix that nobody declares.
    usual: fn(&str) -> S,
}

impl<S: Copy> Prefixes<S> {
    /// No prefix known yet.
    pub(crate) fn new(by_uri: fn(&str) -> S, usual: fn(&str) -> S) -> Prefixes<S> {
        Prefixes { known: Vec::new(), by_uri, usual }
    }

    /// The namespace of `prefix`, which stands on the element `start`.
    pub(crate) fn space(&mut self, prefix: &str, start: &BytesStart<'_>) -> S {
        match self.known.iter().find(|(known, _)| known == prefix) {
            Some((_, space)) => *space,
            None => self.learn(prefix, start),
        }
    }

    fn learn(&mut self, prefix: &str, start: &BytesStart<'_>) -> S {
        for attribute in start.attributes().with_checks(false).flatten() {
            let declared = match split_name(attribute.key.as_ref()) {
                ("xmlns", declared) => declared,
                ("", "xmlns") => "",
                _ => continue,
            };
            if !self.known.iter().any(|(known, _)| known == declared) {
                // The prefix of the first element is the one that is looked for the most.
                let place = if declared == prefix { 0 } else { self.known.len() };
                self.known.insert(place, (declared.to_owned(), (self.by_uri)(&attribute.value)));
            }
        }
        if let Some((_, space)) = self.known.iter().find(|(known, _)| known == prefix) {
            return *space;
        }
        let usual = (self.usual)(prefix);
        self.known.push((prefix.to_owned(), usual));
        usual
    }
}
