//! Automatic numbers, as Word shows them.

use super::{Parts, item, lines, p, paragraphs};

/// A level: its number, format, text, and what else it says.
fn level(index: u32, format: &str, text: &str, more: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#
    )
}

fn abstract_list(id: u32, levels: &str) -> String {
    format!(r#"<w:abstractNum w:abstractNumId="{id}">{levels}</w:abstractNum>"#)
}

fn list(id: u32, abstract_id: u32, overrides: &str) -> String {
    format!(r#"<w:num w:numId="{id}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>"#)
}

fn check(numbering: &str, styles: &str, body: &str, expected: &[&str]) {
    let source = Parts { body, numbering, styles, ..Parts::default() }.read();
    assert_eq!(lines(&source), expected);
}

/// I. / 1. / a) / - in list 1.
fn plan_list() -> String {
    let levels = [
        level(0, "upperRoman", "%1.", ""),
        level(1, "decimal", "%2.", ""),
        level(2, "lowerLetter", "%3)", ""),
        level(3, "bullet", "-", ""),
    ];
    abstract_list(0, &levels.concat()) + &list(1, 0, "")
}

#[test]
fn deeper_levels_start_again_and_nothing_else_interrupts() {
    let body = [
        item(1, 0, "MỤC ĐÍCH"),
        item(1, 1, "Một"),
        p("xen giữa"),
        item(1, 3, "gạch"),
        item(1, 1, "Hai"),
        item(1, 2, "điểm"),
        item(1, 0, "NỘI DUNG"),
        item(1, 1, "Lại một"),
    ];
    let expected =
        ["I. MỤC ĐÍCH", "1. Một", "xen giữa", "- gạch", "2. Hai", "a) điểm", "II. NỘI DUNG", "1. Lại một"];
    check(&plan_list(), "", &body.concat(), &expected);
}

#[test]
fn the_label_is_kept_apart_from_the_text() {
    let body = item(1, 0, "MỤC ĐÍCH") + &p("thường");
    let source = Parts { body: &body, numbering: &plan_list(), ..Parts::default() }.read();
    let labels: Vec<_> = paragraphs(&source).iter().map(|p| p.label.map(|l| l.of(&source.text))).collect();
    assert_eq!(labels, [Some("I."), None]);
}

#[test]
fn counters_belong_to_the_abstract_list() {
    let levels = level(0, "decimal", "%1.", "");
    let start = r#"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>"#;
    let numbering = [abstract_list(0, &levels), list(1, 0, ""), list(2, 0, ""), list(3, 0, start)].concat();
    let body = [item(1, 0, "a"), item(2, 0, "b"), item(3, 0, "c"), item(3, 0, "d"), item(1, 0, "e")];
    check(&numbering, "", &body.concat(), &["1. a", "2. b", "5. c", "6. d", "7. e"]);
}

#[test]
fn an_override_may_replace_a_level() {
    let change =
        format!(r#"<w:lvlOverride w:ilvl="0">{}</w:lvlOverride>"#, level(0, "lowerLetter", "(%1)", ""));
    let numbering =
        [abstract_list(0, &level(0, "decimal", "%1.", "")), list(1, 0, ""), list(2, 0, &change)].concat();
    check(&numbering, "", &[item(1, 0, "x"), item(2, 0, "y")].concat(), &["1. x", "(b) y"]);
}

#[test]
fn restart_rules_of_levels_hold() {
    let levels = |restart: &str| {
        abstract_list(
            0,
            &[
                level(0, "decimal", "%1.", ""),
                level(1, "decimal", "%1.%2.", ""),
                level(2, "decimal", "%3)", restart),
            ]
            .concat(),
        ) + &list(1, 0, "")
    };
    let body = [item(1, 2, "a"), item(1, 1, "b"), item(1, 2, "c"), item(1, 0, "d"), item(1, 2, "e")].concat();
    let never = levels(r#"<w:lvlRestart w:val="0"/>"#);
    check(&never, "", &body, &["1) a", "1.1. b", "2) c", "1. d", "3) e"]);
    let first = levels(r#"<w:lvlRestart w:val="1"/>"#);
    check(&first, "", &body, &["1) a", "1.1. b", "2) c", "1. d", "1) e"]);
    check(&levels(""), "", &body, &["1) a", "1.1. b", "1) c", "1. d", "1) e"]);
}

#[test]
fn labels_are_written_in_the_format_of_each_level() {
    let cases = [
        ("decimalZero", "%1.", "", "01. x"),
        ("upperLetter", "%1)", "", "A) x"),
        ("upperRoman", "Chương %1", "", "Chương I x"),
        ("vietnameseCounting", "Phần %1:", "", "Phần một: x"),
        ("none", "", "", "x"),
        ("bullet", "\u{F0B7}", r#"<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>"#, "· x"),
        ("bullet", "\u{F02D}", r#"<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>"#, "- x"),
        ("khongbiet", "%1 &amp;", "", "1 & x"),
        ("decimal", "100% %1", "", "100% 1 x"),
    ];
    for (format, text, more, expected) in cases {
        let numbering = abstract_list(0, &level(0, format, text, more)) + &list(1, 0, "");
        check(&numbering, "", &item(1, 0, "x"), &[expected]);
    }
    let legal = [level(0, "upperRoman", "%1.", ""), level(1, "decimal", "%1.%2.", "<w:isLgl/>")].concat();
    let numbering = abstract_list(0, &legal) + &list(1, 0, "");
    check(&numbering, "", &[item(1, 0, "x"), item(1, 1, "y")].concat(), &["I. x", "1.1. y"]);
}

#[test]
fn styles_put_paragraphs_in_lists() {
    let levels = [
        level(0, "upperRoman", "%1.", r#"<w:pStyle w:val="Muc"/>"#),
        level(1, "decimal", "%2.", r#"<w:pStyle w:val="Khoan"/>"#),
    ];
    let numbering = abstract_list(0, &levels.concat()) + &list(7, 0, "");
    let numbered = r#"<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>"#;
    let styles = format!(
        r#"<w:style w:type="paragraph" w:styleId="Muc">{numbered}</w:style>
        <w:style w:type="paragraph" w:styleId="Khoan">{numbered}</w:style>
        <w:style w:type="paragraph" w:styleId="KhoanCon"><w:basedOn w:val="Khoan"/></w:style>"#
    );
    let styled = |style: &str, own: &str, text: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{own}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
    };
    let off = r#"<w:numPr><w:numId w:val="0"/></w:numPr>"#;
    let body = [
        styled("Muc", "", "a"),
        styled("Khoan", "", "b"),
        styled("KhoanCon", "", "c"),
        styled("KhoanCon", off, "tắt"),
        styled("Muc", "", "d"),
    ];
    check(&numbering, &styles, &body.concat(), &["I. a", "1. b", "2. c", "tắt", "II. d"]);
}

#[test]
fn a_list_may_be_defined_by_a_numbering_style() {
    let link = r#"<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="DS"/></w:abstractNum>"#;
    let own = format!(
        r#"<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="DS"/>{}</w:abstractNum>"#,
        level(0, "lowerRoman", "(%1)", "")
    );
    let numbering = [link, &own, &list(1, 1, ""), &list(2, 2, "")].concat();
    let styles = r#"<w:style w:type="numbering" w:styleId="DS"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>"#;
    check(&numbering, styles, &[item(1, 0, "a"), item(1, 0, "b")].concat(), &["(i) a", "(ii) b"]);
    let circle = r#"<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="DS"/></w:abstractNum>"#;
    let numbering = [circle, &list(1, 1, ""), &list(2, 1, "")].concat();
    check(&numbering, styles, &item(1, 0, "a"), &["a"]);
}

#[test]
fn paragraphs_that_do_not_show_do_not_count() {
    let deleted = r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"#;
    let body = [&item(1, 0, "a"), deleted, &item(1, 0, "b")].concat();
    check(&plan_list(), "", &body, &["I. a", "II. b"]);
}

#[test]
fn ordinals_run_through_the_cells_of_a_column() {
    let row = |text: &str| {
        format!(
            "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>",
            item(1, 1, "").replace("<w:t></w:t>", ""),
            p(text)
        )
    };
    let covered = r#"<w:tr><w:trPr><w:del/></w:trPr><w:tc>X</w:tc></w:tr>"#.replace('X', &item(1, 1, "mất"));
    let body = format!("<w:tbl>{}{covered}{}</w:tbl>", row("Sở Tài chính"), row("Sở Nội vụ"));
    check(&plan_list(), "", &body, &["1.\tSở Tài chính", "2.\tSở Nội vụ"]);
}

#[test]
fn hostile_numbers_stay_small() {
    let levels = r#"<w:lvl w:ilvl="0"><w:start w:val="2000000000"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>"#;
    let numbering = abstract_list(0, levels) + &list(1, 0, "");
    check(&numbering, "", &item(1, 0, "a"), &["2000000000. a"]);
    check(&numbering, "", &item(1, 4_000_000_000, "a"), &["2000000000. a"]);
    check(&numbering, "", &item(77, 0, "a"), &["a"]);
}
