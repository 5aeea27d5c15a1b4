//! PDF files written by hand, object by object, and what is read from them.

mod arranged;

use super::read;
use crate::error::ErrorKind;
use crate::read::Limits;
use crate::source::{Block, SourceText};

/// Width of every letter in the test font, in ems.
const EM: f32 = 0.5;

/// A document in the making. Text is placed by its baseline, from the top left corner, in 12 pt letters.
#[derive(Default)]
struct Doc {
    letters: Vec<char>,
    pages: Vec<(String, String)>,
    encrypted: bool,
    /// Letters have no names, so no way back to characters.
    nameless: bool,
}

impl Doc {
    fn page(mut self) -> Doc {
        self.pages.push((String::new(), String::new()));
        self
    }

    fn show(&mut self, x: f32, y: f32, size: f32, text: &str) -> String {
        let mut hex = String::new();
        for c in text.chars() {
            let code = self.letters.iter().position(|l| *l == c).unwrap_or_else(|| {
                self.letters.push(c);
                self.letters.len() - 1
            });
            hex.push_str(&format!("{:02X}", code + 1));
        }
        format!("BT /F1 {size} Tf 1 0 0 1 {x} {} Tm <{hex}> Tj ET\n", 842.0 - y)
    }

    fn text(mut self, x: f32, y: f32, text: &str) -> Doc {
        let ops = self.show(x, y, 12.0, text);
        self.pages.last_mut().unwrap().0.push_str(&ops);
        self
    }

    fn small(mut self, x: f32, y: f32, text: &str) -> Doc {
        let ops = self.show(x, y, 7.0, text);
        self.pages.last_mut().unwrap().0.push_str(&ops);
        self
    }

    fn raw(mut self, ops: &str) -> Doc {
        self.pages.last_mut().unwrap().0.push_str(ops);
        self
    }

    /// Text in an annotation that covers the page.
    fn note(mut self, x: f32, y: f32, text: &str) -> Doc {
        let ops = self.show(x, y, 12.0, text);
        self.pages.last_mut().unwrap().1.push_str(&ops);
        self
    }

    /// A grid of ruled lines.
    fn grid(mut self, xs: &[f32], ys: &[f32]) -> Doc {
        let (left, right) = (xs[0], xs[xs.len() - 1]);
        let (top, bottom) = (842.0 - ys[0], 842.0 - ys[ys.len() - 1]);
        for y in ys {
            self = self.raw(&format!("{left} {0} m {right} {0} l S\n", 842.0 - y));
        }
        for x in xs {
            self = self.raw(&format!("{x} {top} m {x} {bottom} l S\n"));
        }
        self
    }

    fn scan(self) -> Doc {
        self.raw("q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u{1} EI Q\n")
    }

    fn bytes(&self) -> Vec<u8> {
        let mut objects = vec!["<</Type/Catalog/Pages 2 0 R>>".to_owned()];
        let kids: Vec<String> = (0..self.pages.len()).map(|i| format!("{} 0 R", 4 + 4 * i)).collect();
        objects.push(format!("<</Type/Pages/Count {}/Kids[{}]>>", kids.len(), kids.join(" ")));
        let names: Vec<String> = self.letters.iter().map(|c| format!("/uni{:04X}", u32::from(*c))).collect();
        let names = if self.nameless { "/x1".to_owned() } else { names.join("") };
        let mark = |c: &char| ('\u{300}'..'\u{370}').contains(c);
        let widths: Vec<&str> = self.letters.iter().map(|c| if mark(c) { "0" } else { "500" }).collect();
        let widths = widths.join(" ");
        objects.push(format!(
            "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/FirstChar 1/LastChar {}/Widths[{widths}]\
             /Encoding<</Type/Encoding/Differences[1{names}]>>>>",
            self.letters.len()
        ));
        for (i, (content, note)) in self.pages.iter().enumerate() {
            let n = 4 + 4 * i;
            objects.push(format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>\
                 /Contents {} 0 R/Annots[{} 0 R]>>",
                n + 1,
                n + 2
            ));
            objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len() + 1));
            objects.push(format!("<</Type/Annot/Subtype/Widget/Rect[0 0 595 842]/AP<</N {} 0 R>>>>", n + 3));
            objects.push(format!(
                "<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Length {}>>\
                 stream\n{note}\nendstream",
                note.len() + 1
            ));
        }
        let mut out = "%PDF-1.7\n".to_owned();
        let mut places = Vec::new();
        for (i, object) in objects.iter().enumerate() {
            places.push(out.len());
            out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", i + 1));
        }
        let start = out.len();
        out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
        for place in places {
            out.push_str(&format!("{place:010} 00000 n \n"));
        }
        let key = "41".repeat(32);
        let lock = format!("/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{key}>/U<{key}>>>/ID[<00><00>]");
        let lock = if self.encrypted { lock.as_str() } else { "" };
        out.push_str(&format!(
            "trailer<</Size {}/Root 1 0 R{lock}>>\nstartxref\n{start}\n%%EOF\n",
            objects.len() + 1
        ));
        out.into_bytes()
    }

    fn read(&self) -> SourceText {
        read(&self.bytes(), &Limits::DEFAULT).unwrap()
    }

    fn lines(&self) -> Vec<String> {
        self.read().text.lines().map(str::to_owned).collect()
    }
}

fn doc() -> Doc {
    Doc::default().page()
}

/// A line of running text that fills the width from x = 72 to about x = 522.
fn full_line(start: &str) -> String {
    let mut text = start.to_owned();
    while text.chars().count() < 75 {
        text.push_str(if text.chars().count() == 74 { "y" } else { " vậy" });
    }
    text.chars().take(75).collect::<String>().trim_end().to_owned() + "y"
}

fn tables(source: &SourceText) -> Vec<&crate::source::Table> {
    source.blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).collect()
}

#[test]
fn page_number_does_not_cut_a_sentence() {
    let (a, b, c) = (full_line("Tổ chức"), full_line("các cơ quan"), "kịp thời.");
    let d = doc().text(100.0, 700.0, &full_line("Mở đầu").chars().take(70).collect::<String>());
    let d = d.text(72.0, 716.0, "xong.").text(72.0, 760.0, &a).page();
    let d = d.text(295.0, 40.0, "2").text(72.0, 80.0, &b).text(72.0, 96.0, c);
    assert_eq!(d.lines().last().unwrap(), &format!("{a} {b} {c}"));
}

#[test]
fn ruled_table_over_two_pages() {
    let (xs, ys) = ([72.0, 110.0, 300.0, 520.0], [600.0, 630.0, 800.0]);
    let head = |d: Doc, y: f32| d.text(75.0, y, "STT").text(115.0, y, "Nội dung").text(305.0, y, "Chủ trì");
    let d = head(doc().grid(&xs, &ys), 620.0);
    let d = d.text(75.0, 650.0, "1").text(115.0, 650.0, "Rà soát các văn bản của").text(
        305.0,
        650.0,
        "Sở Tư pháp",
    );
    let d = head(d.page().grid(&xs, &[60.0, 90.0, 140.0, 200.0]), 80.0);
    let d = d.text(115.0, 110.0, "tỉnh").text(75.0, 160.0, "2").text(115.0, 160.0, "Tập huấn");
    let d = d.text(305.0, 160.0, "Sở A;").text(305.0, 176.0, "Sở B");
    let source = d.read();
    assert_eq!(
        source.text,
        "STT\tNội dung\tChủ trì\n1\tRà soát các văn bản của tỉnh\tSở Tư pháp\n2\tTập huấn\tSở A;\u{2028}Sở B\n"
    );
    let found = tables(&source);
    assert_eq!(found.len(), 1);
    assert!(found[0].rows[0].heading && !found[0].rows[1].heading);
    assert_eq!(found[0].rows[2].cells[2].paragraphs[1].span.of(&source.text), "Sở B");
    let origin = &source.origins[0];
    assert_eq!((origin.page, origin.bounds.unwrap()[0]), (Some(1), 72.0));
}

#[test]
fn merged_cells_have_spans() {
    // No wall between the two upper right cells, none below the left one.
    let d = doc().grid(&[72.0, 200.0], &[100.0, 160.0]);
    let d = d.raw("200 742 m 400 742 l S 200 712 m 400 712 l S 200 682 m 400 682 l S 400 742 m 400 682 l S 300 712 m 300 682 l S\n");
    let d = d
        .text(80.0, 120.0, "Tỉnh")
        .text(210.0, 120.0, "Chỉ số")
        .text(210.0, 150.0, "một")
        .text(310.0, 150.0, "hai");
    let source = d.read();
    assert_eq!(source.text, "Tỉnh\tChỉ số\t\n\tmột\thai\n");
    let cells: Vec<(u16, u16, u16)> = tables(&source)[0]
        .rows
        .iter()
        .flat_map(|r| &r.cells)
        .map(|c| (c.column, c.row_span, c.column_span))
        .collect();
    assert_eq!(cells, [(0, 2, 1), (1, 1, 2), (1, 1, 1), (2, 1, 1)]);
}

#[test]
fn letterhead_is_read_by_columns() {
    // The right side stands 6 pt lower at first, more than one line bears.
    let d = doc().text(90.0, 54.0, "UBND TỈNH A").text(280.0, 60.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    let d = d.text(100.0, 76.0, "SỞ NỘI VỤ").text(330.0, 76.0, "Độc lập - Tự do - Hạnh phúc");
    let d =
        d.text(260.0, 130.0, "KẾ HOẠCH").text(72.0, 170.0, &full_line("Thực hiện")).text(72.0, 186.0, "nhé.");
    let lines = d.lines();
    assert_eq!(
        lines[..5],
        [
            "UBND TỈNH A",
            "SỞ NỘI VỤ",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "KẾ HOẠCH"
        ]
    );
}

#[test]
fn number_and_day_come_from_annotations_stamp_goes_out() {
    let d = doc().text(72.0, 60.0, "Số:").text(140.0, 60.0, "/KH-UBND");
    let d = d.text(72.0, 90.0, "An Giang, ngày").text(180.0, 90.0, "tháng 3 năm 2026");
    let d = d.note(102.0, 52.0, "145").note(162.0, 88.0, "12");
    let d = d.note(300.0, 300.0, "Người ký: Nguyễn Văn A").note(300.0, 314.0, "Cơ quan: UBND tỉnh A");
    let d = d.note(300.0, 328.0, "Thời gian ký: 12.03.2026 14:10:06");
    let source = d.read();
    assert_eq!(source.text, "Số: 145 /KH-UBND\nAn Giang, ngày 12 tháng 3 năm 2026\n");
    let stamp = &source.signatures[0];
    assert_eq!(stamp.signer.as_deref(), Some("Nguyễn Văn A"));
    assert_eq!(stamp.agency.as_deref(), Some("UBND tỉnh A"));
    assert_eq!(stamp.time.as_deref(), Some("12.03.2026 14:10:06"));
}

#[test]
fn letters_are_composed_doubled_and_raised() {
    let size = 12.0 * EM;
    for (d, text) in [
        // A decomposed text: e, dot below, circumflex.
        (doc().text(72.0, 60.0, "vie\u{323}\u{302}c"), "việc"),
        // Fake bold: drawn twice.
        (doc().text(72.0, 60.0, "MỤC").text(72.3, 60.0, "MỤC"), "MỤC"),
        // The mark of a footnote goes, an exponent stays.
        (doc().text(72.0, 60.0, "của tỉnh").small(72.0 + 8.0 * size, 55.0, "1"), "của tỉnh"),
        (doc().text(72.0, 60.0, "đạt 500 m").small(72.0 + 9.0 * size, 55.0, "2"), "đạt 500 m2"),
        // Letters patched in after the rest of the line.
        (
            doc().text(72.0, 60.0, "k").text(72.0 + 2.0 * size, 60.0, " ho").text(72.0 + size, 60.0, "ế"),
            "kế ho",
        ),
    ] {
        assert_eq!(d.lines(), [text]);
    }
}

#[test]
fn running_heads_are_no_body() {
    let mut d = Doc::default();
    for n in 1..=4 {
        d = d.page().text(72.0, 30.0, "Công báo tỉnh A").text(72.0, 200.0, &format!("Điều {n}. Trang này."));
    }
    assert_eq!(
        d.lines(),
        [
            "Điều 1. Trang này.",
            "Điều 2. Trang này.",
            "Điều 3. Trang này.",
            "Điều 4. Trang này.",
            "Công báo tỉnh A"
        ]
    );
}

#[test]
fn table_of_contents_comes_last() {
    let dots = |head: &str| format!("{head}{} 3", ".".repeat(73 - head.chars().count()));
    let d = doc().text(72.0, 60.0, &dots("I. MỤC ĐÍCH")).text(72.0, 76.0, &dots("II. NỘI DUNG"));
    let d = d.text(72.0, 120.0, "I. MỤC ĐÍCH").text(72.0, 136.0, "Một hai.");
    let d = d.text(72.0, 152.0, "Ba bốn.");
    let lines = d.lines();
    assert_eq!(lines[..3], ["I. MỤC ĐÍCH", "Một hai.", "Ba bốn."]);
    assert!(lines[3].starts_with("I. MỤC ĐÍCH....") && lines[4].starts_with("II. NỘI DUNG...."));
}

#[test]
fn what_cannot_be_read_is_an_error_of_its_kind() {
    let limits = Limits::DEFAULT;
    let error = |d: Doc| read(&d.bytes(), &limits).unwrap_err();
    assert!(matches!(error(doc().scan()), ErrorKind::NoTextLayer(p) if p == [1]));
    assert!(matches!(error(doc()), ErrorKind::NoTextLayer(_)));
    let locked = Doc { encrypted: true, ..doc().text(72.0, 60.0, "kế hoạch") };
    assert!(matches!(error(locked), ErrorKind::PasswordRequired));
    let ocr = doc().scan().text(72.0, 60.0, "KE HOACH trien khai thi hanh Luat tren dia ban tinh");
    assert!(matches!(error(ocr), ErrorKind::BadOcrLayer(p) if p == [1]));
    let nameless = Doc { nameless: true, ..doc().text(72.0, 60.0, "ưđệữ ưđệữ") };
    assert!(matches!(error(nameless), ErrorKind::UnreadableFonts(_)));
    assert!(matches!(read(b"%PDF-1.7 nothing", &limits), Err(ErrorKind::Damaged(_))));
    let few = Limits { pages: 1, ..limits };
    let long = doc().text(72.0, 60.0, "một").page().text(72.0, 60.0, "hai");
    assert!(matches!(read(&long.bytes(), &few), Err(ErrorKind::Limit { limit: "max_pages", allowed: 1 })));
}

#[test]
fn mixed_file_is_read_in_part_with_a_warning() {
    let source = doc().text(72.0, 60.0, "Kế hoạch số 5").page().scan().read();
    assert_eq!(source.text, "Kế hoạch số 5\n");
    assert_eq!(source.diagnostics[0].code, "pdf-page-skipped");
    assert!(source.diagnostics[0].message.ends_with(": 2"));
    let few = Limits { page_glyphs: 5, ..Limits::DEFAULT };
    let cut = read(&doc().text(72.0, 60.0, "Kế hoạch số 5").bytes(), &few).unwrap();
    assert_eq!(cut.diagnostics[0].code, "pdf-page-too-complex");
}

#[test]
fn damaged_files_never_panic() {
    let bytes = doc().grid(&[72.0, 200.0, 300.0], &[100.0, 130.0, 160.0]).text(80.0, 120.0, "Tỉnh").bytes();
    for cut in (0..bytes.len()).step_by(37) {
        let _ = read(&bytes[..cut], &Limits::DEFAULT);
        let mut flipped = bytes.clone();
        flipped[cut] ^= 0x15;
        let _ = read(&flipped, &Limits::DEFAULT);
    }
    for number in ["1e39", "-99999999999999999999", "0.0000001", "nan"] {
        let ops = format!(
            "{number} 0 0 {number} 0 0 cm BT /F1 {number} Tf 10 10 Td <01> Tj ET 0 0 m {number} 5 l S\n"
        );
        let _ = read(&doc().text(1.0, 1.0, "a").raw(&ops).bytes(), &Limits::DEFAULT);
    }
}
