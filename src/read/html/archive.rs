//! A web archive (MHT): the bytes of its first HTML part.
//!
//! In: MIME with one level of parts or nested ones. Out: [`Part`]. Pictures and frames are left.

/// The HTML part of an archive.
pub(super) struct Part {
    pub(super) bytes: Vec<u8>,
    pub(super) charset: Option<String>,
}

/// Finds the first HTML part. Nesting does not matter: parts are found by their own headers.
pub(super) fn html_part(bytes: &[u8]) -> Option<Part> {
    let mut lines = Lines { rest: bytes };
    let mut boundaries: Vec<Vec<u8>> = Vec::new();
    loop {
        let headers = Headers::read(&mut lines);
        if let Some(boundary) = headers.parameter("boundary") {
            boundaries.push([b"--", boundary.as_bytes()].concat());
        }
        let is_boundary = |line: &[u8]| boundaries.iter().any(|b| line.starts_with(b));
        let html = headers.content_type.starts_with("text/html");
        let mut body = Vec::new();
        let mut more = false;
        while let Some(line) = lines.next_line() {
            if is_boundary(line.trim_ascii_end()) {
                more = true;
                break;
            }
            if html {
                body.extend_from_slice(line);
            }
        }
        if html {
            return Some(Part { bytes: headers.decode(body), charset: headers.parameter("charset") });
        }
        if !more {
            return None;
        }
    }
}

struct Lines<'a> {
    rest: &'a [u8],
}

impl<'a> Lines<'a> {
    /// The next line with its break.
    fn next_line(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        let end = self.rest.iter().position(|b| *b == b'\n').map_or(self.rest.len(), |at| at + 1);
        let (line, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(line)
    }
}

/// The headers of a part that matter.
#[derive(Default)]
struct Headers {
    /// In lower case, without parameters.
    content_type: String,
    /// As written.
    parameters: String,
    /// In lower case.
    transfer: String,
}

impl Headers {
    fn read(lines: &mut Lines) -> Headers {
        let mut unfolded: Vec<String> = Vec::new();
        while let Some(line) = lines.next_line() {
            let text = String::from_utf8_lossy(line);
            if text.trim().is_empty() {
                break;
            }
            match unfolded.last_mut() {
                Some(last) if text.starts_with([' ', '\t']) => last.push_str(text.trim_end()),
                _ => unfolded.push(text.trim_end().to_owned()),
            }
        }
        let mut headers = Headers::default();
        for line in unfolded {
            let Some((name, value)) = line.split_once(':') else { continue };
            match name.to_ascii_lowercase().as_str() {
                "content-type" => {
                    let kind = value.split(';').next().unwrap_or_default();
                    headers.content_type = kind.trim().to_ascii_lowercase();
                    headers.parameters = value.to_owned();
                }
                "content-transfer-encoding" => headers.transfer = value.trim().to_ascii_lowercase(),
                _ => {}
            }
        }
        headers
    }

    fn parameter(&self, name: &str) -> Option<String> {
        self.parameters.split(';').skip(1).find_map(|pair| {
            let (key, value) = pair.split_once('=')?;
            let value = value.trim().trim_matches('"');
            (key.trim().eq_ignore_ascii_case(name) && !value.is_empty()).then(|| value.to_owned())
        })
    }

    fn decode(&self, body: Vec<u8>) -> Vec<u8> {
        match self.transfer.as_str() {
            "quoted-printable" => quoted_printable(&body),
            "base64" => base64(&body),
            _ => body,
        }
    }
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != b'=' {
            out.push(*byte);
            continue;
        }
        match after {
            [b'\r', b'\n', ..] => rest = after.get(2..).unwrap_or_default(),
            [b'\n', ..] => rest = after.get(1..).unwrap_or_default(),
            [high, low, ..] => {
                let digit = |b: u8| char::from(b).to_digit(16);
                match (digit(*high), digit(*low)) {
                    (Some(high), Some(low)) => {
                        out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                        rest = after.get(2..).unwrap_or_default();
                    }
                    _ => out.push(b'='),
                }
            }
            _ => out.push(b'='),
        }
    }
    out
}

fn base64(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0xFF_FFFF;
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held & 0xFF) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::html_part;

    #[test]
    fn finds_the_page_among_the_parts() {
        let archive = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"----=_X\"\r\n\r\nnote\r\n\
            ------=_X\r\nContent-Type: image/png\r\n\r\nxx\r\n------=_X\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>K=E1=BA=BF =\r\nho=E1=BA=A1ch</p>\r\n------=_X--\r\n";
        let part = html_part(archive.as_bytes()).expect("an HTML part");
        assert_eq!(String::from_utf8_lossy(&part.bytes).trim(), "<p>Kế hoạch</p>");
        assert_eq!(part.charset.as_deref(), Some("utf-8"));
        assert_eq!(super::base64(b"S+G6vw=="), "Kế".as_bytes());
    }
}
