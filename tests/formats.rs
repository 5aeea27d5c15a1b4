//! A file's content decides its format; its name does not. Errors name the file, the cause and what to do.

use kehoach::{ErrorKind, Options};

/// The format that a file was read as, or the code of the error.
fn outcome(name: &str, bytes: &[u8]) -> String {
    match Options::new().parse_bytes(Some(name), bytes) {
        Ok(parsed) => parsed.plan.source.format.unwrap_or_default(),
        Err(error) => error.code().to_owned(),
    }
}

/// What an error says.
fn complaint(bytes: &[u8]) -> String {
    Options::new().parse_bytes(Some("ke-hoach.doc"), bytes).expect_err("not to be read").to_string()
}

/// A ZIP of empty stored parts.
fn zip(names: &[&str]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    let short = |n: usize| u16::try_from(n).expect("small").to_le_bytes();
    let long = |n: usize| u32::try_from(n).expect("small").to_le_bytes();
    for name in names {
        let at = out.len();
        out.extend(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0");
        out.extend([0; 12]);
        out.extend(short(name.len()));
        out.extend([0; 2]);
        out.extend(name.as_bytes());
        directory.extend(b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0");
        directory.extend([0; 12]);
        directory.extend(short(name.len()));
        directory.extend([0; 12]);
        directory.extend(long(at));
        directory.extend(name.as_bytes());
    }
    let start = out.len();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(short(names.len()));
    out.extend(short(names.len()));
    out.extend(long(directory.len()));
    out.extend(long(start));
    out.extend([0; 2]);
    out
}

/// An OLE container with the names of streams in its directory, and nothing else.
fn ole(names: &[&str]) -> Vec<u8> {
    let mut out = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    out.resize(512, 0);
    for name in names {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = entry.len() + 2;
        entry.resize(64, 0);
        entry.extend(u16::try_from(length).expect("short").to_le_bytes());
        entry.push(2);
        entry.resize(128, 0);
        out.extend(entry);
    }
    out
}

#[test]
fn text_and_markdown() {
    let utf16: Vec<u8> =
        "\u{FEFF}KẾ HOẠCH\nChuyển đổi số".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes, format) in [
        ("a.txt", "KẾ HOẠCH\nChuyển đổi số năm 2026".as_bytes(), "txt"),
        ("a.txt", "\u{FEFF}KẾ HOẠCH".as_bytes(), "txt"),
        ("a.pdf", "KẾ HOẠCH\n1 < 2 và 3 > 2".as_bytes(), "txt"),
        ("a.docx", "<Tên cơ quan> KẾ HOẠCH".as_bytes(), "txt"),
        ("a.txt", utf16.as_slice(), "txt"),
        ("a.md", "KẾ HOẠCH".as_bytes(), "md"),
        ("A.MD", "<div align=\"center\">KẾ HOẠCH</div>".as_bytes(), "md"),
        ("a.txt", "| STT | Việc |\n|---|:---:|\n| 1 | Rà soát |\n".as_bytes(), "md"),
        ("a.txt", "# KẾ HOẠCH\n\n## I. MỤC ĐÍCH\n".as_bytes(), "md"),
        ("a.txt", "# 1 chú thích, không phải đề mục\nnội dung".as_bytes(), "txt"),
        ("a.txt", "Số: #12\n----------\n".as_bytes(), "txt"),
    ] {
        assert_eq!(outcome(name, bytes), format, "{name}: {}", String::from_utf8_lossy(bytes));
    }
}

#[cfg(feature = "html")]
#[test]
fn pages_whatever_their_name() {
    let utf16: Vec<u8> = "<html><p>Kế hoạch".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let archive = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\n\
        Content-Type: text/html; charset=utf-8\r\n\r\n<p>Kế hoạch</p>\r\n--b--\r\n";
    for bytes in [
        b"<html><body><p>K</p></body></html>".as_slice(),
        b"\xEF\xBB\xBF\r\n  <!DOCTYPE html>\n<p>K",
        b"<?xml version=\"1.0\"?>\n<!-- > -->\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><p>K</p></html>",
        b"<!-- luu tu trang web --><table><tr><td>K</table>",
        b"Warning: something\n<html><p>K",
        b"<P CLASS=MsoNormal>K",
        &utf16,
        archive.as_bytes(),
    ] {
        for name in ["a.doc", "a.txt", "a"] {
            assert_eq!(outcome(name, bytes), "html", "{}", String::from_utf8_lossy(bytes));
        }
    }
}

#[test]
fn containers_go_to_their_readers() {
    let docx = zip(&["[Content_Types].xml", "_rels/.rels", "word/document.xml"]);
    let renamed = zip(&["[Content_Types].xml", "_rels/.rels", "tai-lieu/chinh.xml"]);
    let with_workbook = zip(&["word/document.xml", "xl/workbook.xml"]);
    let odt = zip(&["mimetype", "content.xml", "META-INF/manifest.xml"]);
    let cut = docx.get(..docx.len() / 2).expect("half").to_vec();
    let doc = ole(&["Root Entry", "WordDocument", "1Table"]);
    let doc_with_workbook = ole(&["Root Entry", "ObjectPool", "Workbook", "WordDocument"]);
    for bytes in [
        docx.as_slice(),
        &renamed,
        &with_workbook,
        &odt,
        &cut,
        &doc,
        &doc_with_workbook,
        b"%PDF-1.7\n",
        b"\n\nWarning: no such file\n%PDF-1.4\n",
        b"\xEF\xBB\xBF {\\rtf1\\ansi K}",
    ] {
        let found = outcome("a.txt", bytes);
        assert!(!["txt", "md", "html", "panicked"].contains(&found.as_str()), "{found}");
        if let Err(error) = Options::new().parse_bytes(None, bytes) {
            let message = error.to_string();
            let foreign = ["archive", "workbook", "binary", "OLE container"];
            assert!(!foreign.iter().any(|word| message.contains(word)), "{message}");
        }
    }
}

#[test]
fn foreign_formats_are_named_with_a_cure() {
    let mut noise: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    noise[0] = 0x01;
    for (bytes, what, cure) in [
        (zip(&["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"]), "an Excel workbook (XLSX)", "PDF"),
        (zip(&["ppt/presentation.xml"]), "a PowerPoint presentation (PPTX)", "PDF"),
        (zip(&["ke-hoach.docx", "phu-luc.pdf"]), "a ZIP archive", "unpack"),
        (zip(&[]), "a ZIP archive", "unpack"),
        (ole(&["Root Entry", "Workbook"]), "an Excel workbook (XLS)", "PDF"),
        (ole(&["Root Entry", "Workbook", "MBD0012", "WordDocument"]), "an Excel workbook (XLS)", "PDF"),
        (ole(&["Root Entry", "PowerPoint Document"]), "a PowerPoint presentation (PPT)", "PDF"),
        (ole(&["Root Entry", "__nameid_version1.0"]), "an Outlook message (MSG)", "attachments"),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(), "a PNG picture", "--ocr"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec(), "a JPEG picture", "--ocr"),
        (b"II*\0\x08\0\0\0".to_vec(), "a TIFF picture", "--ocr"),
        (b"Rar!\x1A\x07\0".to_vec(), "a RAR archive", "unpack"),
        (b"<?xml version=\"1.0\"?><w:wordDocument/>".to_vec(), "a Word 2003 XML document", "DOCX"),
        (b"<?xml version=\"1.0\"?><rss/>".to_vec(), "an XML file", "DOCX"),
        (noise, "a binary file of unknown format", "DOCX"),
    ] {
        let message = complaint(&bytes);
        assert!(message.contains(what) && message.contains(cure), "{message}");
    }
    let error = Options::new().parse_bytes(None, &ole(&["EncryptedPackage"])).expect_err("locked");
    assert!(matches!(error.kind(), ErrorKind::PasswordRequired), "{error}");
}

#[test]
fn an_empty_file_is_an_error_and_a_blank_one_an_empty_plan_and_a_remark() {
    for bytes in [b"".as_slice(), b"\0\0\0\0\0\0"] {
        let error = Options::new().parse_bytes(Some("a.docx"), bytes).expect_err("no plan");
        assert_eq!(error.code(), "empty");
    }
    for bytes in [b" \r\n\t".as_slice(), b"\xEF\xBB\xBF", b"\xEF\xBB\xBF\n"] {
        let parsed = Options::new().parse_bytes(Some("a.docx"), bytes).expect("an empty plan");
        let codes: Vec<&str> = parsed.diagnostics.iter().map(|d| d.code.as_str()).collect();
        assert!(codes.contains(&"source-empty"), "{codes:?}");
    }
    let parsed = Options::new().parse_bytes(None, "Kế hoạch".as_bytes()).expect("a plan");
    assert!(parsed.diagnostics.iter().all(|d| d.code != "source-empty"));
}

#[test]
fn errors_name_the_file_the_cause_and_the_cure() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bang tinh.docx");
    std::fs::write(&path, zip(&["xl/workbook.xml"])).expect("written");
    let message = Options::new().parse_path(&path).expect_err("a workbook").to_string();
    for part in ["bang tinh.docx", "an Excel workbook", "save it as PDF"] {
        assert!(message.contains(part), "{message}");
    }
    let error = Options::new().parse_path(folder.path().join("khong co.docx")).expect_err("missing");
    assert_eq!(error.code(), "io");
    assert!(error.to_string().contains("khong co.docx"), "{error}");

    std::fs::write(&path, "KẾ HOẠCH").expect("written");
    let error = Options::new().max_bytes(4).parse_path(&path).expect_err("too long");
    assert_eq!(error.code(), "limit");
    assert!(error.to_string().contains("max_bytes (4)"), "{error}");
    let error = Options::new().max_bytes(4).parse_bytes(None, b"12345").expect_err("too long");
    assert_eq!(error.code(), "limit");
}

#[cfg(not(feature = "docx"))]
#[test]
fn a_reader_that_is_not_built_in_says_so() {
    let message = complaint(&zip(&["word/document.xml"]));
    assert!(
        message.contains("a DOCX file") && message.contains("rebuild with the feature docx"),
        "{message}"
    );
}

#[cfg(all(feature = "rtf", feature = "html"))]
#[test]
fn a_cut_file_says_so() {
    let body = "KE HOACH\nso 1 nam 2026";
    let rtf = format!("{{\\rtf1\\ansi {body}\\par {body}\\par}}");
    let html = format!("<html><body><p>{body}</p><p>{body}</p></body></html>");
    for (whole, code) in [(rtf, "rtf-cut"), (html, "html-cut")] {
        let says = |bytes: &[u8]| {
            let parsed = Options::new().parse_bytes(None, bytes).expect("a plan");
            parsed.diagnostics.iter().any(|d| d.code == code)
        };
        assert!(!says(whole.as_bytes()), "{code}");
        for share in [50, 90, 98] {
            assert!(says(&whole.as_bytes()[..whole.len() * share / 100]), "{code} {share} %");
        }
    }
}
