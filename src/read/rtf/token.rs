//! Bytes of an RTF file → tokens.
//!
//! In: bytes. Out: groups, control words with their numbers, text. Knows no control word but `\bin`, whose data
//! must be skipped unread. Tricky: the blank after a control word belongs to the word; `\'` takes two hex digits.

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word and its number.
    Word(&'a str, Option<i32>),
    /// A control symbol: a backslash and one character.
    Symbol(u8),
    /// `\'hh`: one byte of text.
    Byte(u8),
    /// Text as it stands, line ends out.
    Text(&'a [u8]),
}

/// Cuts bytes into tokens.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Tokens<'a> {
        Tokens { rest: bytes }
    }

    fn take(&mut self, count: usize) -> &'a [u8] {
        let count = count.min(self.rest.len());
        let (head, tail) = self.rest.split_at(count);
        self.rest = tail;
        head
    }

    fn take_while(&mut self, wanted: fn(&u8) -> bool) -> &'a [u8] {
        let count = self.rest.iter().take_while(|b| wanted(b)).count();
        self.take(count)
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let name = self.take_while(u8::is_ascii_alphabetic);
        if name.is_empty() {
            let symbol = *self.take(1).first()?;
            if symbol != b'\'' {
                return Some(Token::Symbol(symbol));
            }
            let digits = std::str::from_utf8(self.rest.get(..2)?).ok();
            return Some(match digits.and_then(|d| u8::from_str_radix(d, 16).ok()) {
                Some(byte) => {
                    self.take(2);
                    Token::Byte(byte)
                }
                None => Token::Symbol(b'\''),
            });
        }
        let negative = self.rest.first() == Some(&b'-') && self.rest.get(1).is_some_and(u8::is_ascii_digit);
        if negative {
            self.take(1);
        }
        let digits = self.take_while(u8::is_ascii_digit);
        let number = digits.iter().fold(None, |sum: Option<i32>, digit| {
            Some(sum.unwrap_or(0).saturating_mul(10).saturating_add(i32::from(digit - b'0')))
        });
        let number = number.map(|n| if negative { -n } else { n });
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        let name = std::str::from_utf8(name).ok()?;
        if name == "bin" {
            self.take(usize::try_from(number.unwrap_or(0)).unwrap_or(0));
        }
        Some(Token::Word(name, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            match *self.rest.first()? {
                b'{' => {
                    self.take(1);
                    return Some(Token::Open);
                }
                b'}' => {
                    self.take(1);
                    return Some(Token::Close);
                }
                b'\\' => {
                    self.take(1);
                    return self.control();
                }
                b'\r' | b'\n' | 0 => {
                    self.take(1);
                }
                _ => {
                    return Some(Token::Text(
                        self.take_while(|b| !matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0)),
                    ));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Token::*;

    #[test]
    fn tokens() {
        for (text, tokens) in [
            (r"{\b0 x}", vec![Open, Word("b", Some(0)), Text(b"x"), Close]),
            (
                r"\u-3913\'b7-\'zz",
                vec![Word("u", Some(-3913)), Byte(0xB7), Text(b"-"), Symbol(b'\''), Text(b"zz")],
            ),
            (r"\bin3 {}}\par", vec![Word("bin", Some(3)), Word("par", None)]),
            (r"\*\x99999999999", vec![Symbol(b'*'), Word("x", Some(i32::MAX))]),
            ("a\r\nb", vec![Text(b"a"), Text(b"b")]),
            (r"\", vec![]),
            (r"\'", vec![]),
            (r"\bin99 x", vec![Word("bin", Some(99))]),
        ] {
            assert_eq!(Tokens::new(text.as_bytes()).collect::<Vec<_>>(), tokens, "{text}");
        }
    }
}
