//! DOC as a user meets it, on one small invented file made by LibreOffice.

use super::read;
use crate::error::ErrorKind;
use crate::read::Limits;
use crate::source::{Align, Block, SourceText};

const FILE: &[u8] = include_bytes!("../../../fixtures/read/ke-hoach-nho.doc");

/// One line a paragraph or cell: its look, label and place, then its text.
fn shown(source: &SourceText) -> Vec<String> {
    let mut lines = Vec::new();
    let slice =
        |span: crate::Span| source.text[span.start as usize..span.end as usize].replace('\u{2028}', "|");
    for block in &source.blocks {
        match block {
            Block::Paragraph(p) => {
                let bold = if p.style.bold { "bold " } else { "" };
                let center = if p.style.align == Some(Align::Center) { "center " } else { "" };
                let label = p.label.map(|l| format!("[{}] ", slice(l))).unwrap_or_default();
                lines.push(format!("{center}{bold}{label}{}", slice(p.span)));
            }
            Block::Table(table) => {
                for (y, row) in table.rows.iter().enumerate() {
                    for c in &row.cells {
                        lines.push(format!(
                            "{y},{},{},{}: {}",
                            c.column,
                            c.row_span,
                            c.column_span,
                            slice(c.span)
                        ));
                    }
                }
            }
        }
    }
    lines
}

#[test]
fn a_small_plan() {
    let source = read(FILE, &Limits::DEFAULT).unwrap();
    let wanted = [
        "center bold KẾ HOẠCH",
        "center Trồng cây quanh hồ Bạch Dương",
        "bold [1.] 1. MỤC ĐÍCH",
        "[a.] a. Phủ xanh bờ hồ trước mùa mưa.",
        "[b.] b. Vận động các tổ dân phố cùng làm.",
        "bold [2.] 2. TỔ CHỨC",
        "[·] · Tổ Cây xanh chuẩn bị cây giống.",
        "0,0,2,1: STT",
        "0,1,1,2: Phân công",
        "1,1,1,1: Đơn vị",
        "1,2,1,1: Hạn",
        "2,0,1,1: 1",
        "2,1,1,1: Tổ Cây xanh|Tổ Nước",
        "2,2,1,1: 30/4",
        "Nơi nhận: văn phòng",
    ];
    assert_eq!(shown(&source), wanted);
    assert_eq!(source.format, "doc");
}

#[test]
fn a_soft_hyphen_does_not_show() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let mut bytes = FILE.to_vec();
    let word = wide("giống");
    let at = bytes.windows(word.len()).position(|w| w == word).unwrap();
    bytes[at + 2] = 0x1F;
    let source = read(&bytes, &Limits::DEFAULT).unwrap();
    assert!(source.text.contains("chuẩn bị cây gống."), "{}", source.text);
}

#[test]
fn files_that_cannot_be_read() {
    let limits = Limits { cells: 3, ..Limits::DEFAULT };
    assert!(matches!(read(FILE, &limits), Err(ErrorKind::Limit { limit: "max_cells", .. })));
    let head = FILE.windows(2).position(|w| w == [0xEC, 0xA5]).unwrap();
    for (at, byte, code) in
        [(head + 0x0B, 0x01, "password"), (head + 2, 0x68, "old"), (head, 0xDC, "old"), (30, 3, "damaged")]
    {
        let mut bytes = FILE.to_vec();
        bytes[at] |= if code == "password" { byte } else { 0 };
        if code != "password" {
            bytes[at] = byte;
            bytes[at + 1] = if at == head + 2 { 0 } else { bytes[at + 1] };
        }
        let got = match read(&bytes, &Limits::DEFAULT) {
            Err(ErrorKind::PasswordRequired) => "password",
            Err(ErrorKind::Unsupported(..)) => "old",
            Err(ErrorKind::Damaged(_)) => "damaged",
            _ => "read",
        };
        assert_eq!(got, code, "byte {at}");
    }
}

#[test]
fn damage_never_panics() {
    let mut seed = 7u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        usize::try_from(seed >> 8).unwrap()
    };
    for _ in 0..60 {
        let mut bytes = FILE.to_vec();
        for _ in 0..8 {
            let at = next() % bytes.len();
            bytes[at] = u8::try_from(next() & 0xFF).unwrap();
        }
        let _ = read(&bytes, &Limits::DEFAULT);
        let _ = read(&bytes[..next() % bytes.len()], &Limits::DEFAULT);
    }
}
