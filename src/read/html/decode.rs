//! Bytes of a page → text: byte order mark, then bytes that are UTF-8, then what the page declares, then a guess.
//!
//! Tricky: a page that declares windows-1252 and is UTF-8 is UTF-8; one that declares UTF-8 and is not, is guessed; one that
//! writes "công t&#225;c &#7911;y ban" is in the charset that it declares, whatever its few bytes look like.

use crate::read::detect;
use crate::text::charset;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How far into a page its charset may be declared.
const DECLARED_WITHIN: usize = 16 << 10;

/// The text of a page, its charset, and whether bytes were lost.
pub(super) struct Page {
    pub(super) text: String,
    pub(super) encoding: String,
    pub(super) lossy: bool,
}

/// Decodes a page. `stated` is the charset that its envelope (a web archive) names.
pub(super) fn decode(bytes: &[u8], stated: Option<&str>) -> Page {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(bytes.get(mark..).unwrap_or_default(), encoding);
    }
    if let Some(big) = detect::utf16_order(bytes) {
        return with(bytes, if big { UTF_16BE } else { UTF_16LE });
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !bytes.is_ascii()
    {
        return Page { text: text.to_owned(), encoding: "utf-8".to_owned(), lossy: false };
    }
    let label = stated.map(str::to_owned).or_else(|| declared(bytes));
    let declared = label.as_deref().and_then(|l| Encoding::for_label(l.as_bytes()));
    if names_old_font(bytes) {
        return with(bytes, WINDOWS_1252);
    }
    match declared {
        Some(encoding) if refers_to_letters(bytes) => with(bytes, encoding),
        // What programs write that know no better: the text may be in any code of its time.
        Some(encoding) if encoding == WINDOWS_1252 || encoding == X_USER_DEFINED => {
            let guess = charset::decode(bytes);
            match guess.encoding {
                "tcvn3" | "vni" | "windows-1258" => {
                    Page { text: guess.text, encoding: guess.encoding.to_owned(), lossy: guess.lossy }
                }
                _ => with(bytes, WINDOWS_1252),
            }
        }
        // A declared UTF-16 that reached this line cannot be true: the declaration was read as ASCII.
        Some(encoding) if encoding != UTF_8 && encoding != UTF_16LE && encoding != UTF_16BE => {
            with(bytes, encoding)
        }
        Some(_) if bytes.is_ascii() => with(bytes, UTF_8),
        _ => {
            let decoded = charset::decode(bytes);
            Page { text: decoded.text, encoding: decoded.encoding.to_owned(), lossy: decoded.lossy }
        }
    }
}

fn with(bytes: &[u8], encoding: &'static Encoding) -> Page {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    Page { text: text.into_owned(), encoding: encoding.name().to_ascii_lowercase(), lossy }
}

/// Whether a page sets text in fonts of TCVN3 or VNI: its runs are decoded by font, from bytes left as they are.
fn names_old_font(bytes: &[u8]) -> bool {
    [b".Vn".as_slice(), b"VNI-"].iter().any(|name| detect::find(bytes, name).is_some())
}

/// Whether a page writes Vietnamese letters as numeric references ("&#7911;", "&#x1EE7;"), as Word does for all letters that the
/// declared charset lacks. Such a program knew its charset, so the bytes beside them are what it says.
fn refers_to_letters(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = detect::find(rest, b"&#") {
        rest = rest.get(at + 2..).unwrap_or_default();
        let hex = matches!(rest.first(), Some(b'x' | b'X'));
        let digits = rest.get(usize::from(hex)..).unwrap_or_default();
        let end = digits.iter().take(REFERENCE).position(|b| !b.is_ascii_hexdigit()).unwrap_or(0);
        let digits = digits.get(..end).and_then(|d| std::str::from_utf8(d).ok()).unwrap_or_default();
        let code = u32::from_str_radix(digits, if hex { 16 } else { 10 });
        if code.ok().and_then(char::from_u32).is_some_and(|c| VIETNAMESE.contains(c)) {
            return true;
        }
    }
    false
}

/// Digits of a numeric reference, at most.
const REFERENCE: usize = 8;

/// Letters that Vietnamese has and windows-1252 lacks.
const VIETNAMESE: &str =
    "ĂăĐđĨĩŨũƠơƯưẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ";

/// The charset that `<meta>` or the XML prolog declares.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|key| {
        head.match_indices(key).find_map(|(at, _)| {
            let rest = head.get(at + key.len()..)?.trim_start().strip_prefix('=')?;
            let value = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
            let end = value
                .find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c))
                .unwrap_or(value.len());
            value.get(..end).filter(|v| !v.is_empty()).map(str::to_owned)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn charset_by_mark_by_bytes_by_declaration() {
        for (bytes, encoding, has) in [
            ("\u{FEFF}<p>Kế hoạch".as_bytes().to_vec(), "utf-8", "Kế hoạch"),
            ("<meta charset=windows-1252><p>Kế hoạch".as_bytes().to_vec(), "utf-8", "Kế hoạch"),
            (b"<meta charset=\"windows-1258\"><p>\xD0\xE2y".to_vec(), "windows-1258", "Đây"),
            (
                b"<meta charset=windows-1252><p>c\xF4ng t\xE1c c&#7911;a \xD0o\xE0n, kh\xF3a &#x110;"
                    .to_vec(),
                "windows-1252",
                "công tác c&#7911;a Ðoàn",
            ),
            (b"<meta charset=iso-8859-1><p>caf\xE9 \x96".to_vec(), "windows-1252", "café –"),
            ("<p>Số".encode_utf16().flat_map(u16::to_le_bytes).collect(), "utf-16le", "Số"),
        ] {
            let page = decode(&bytes, None);
            assert!(page.text.contains(has), "{}", page.text);
            assert_eq!(page.encoding, encoding);
        }
    }
}
