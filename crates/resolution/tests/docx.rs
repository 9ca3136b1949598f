//! DOCX as a word processor makes it: numbers that stand nowhere in the text, notes that are parts of their own, numbers of
//! earlier notes as fields or as raised digits, tracked changes. The resolution is invented.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{INVENTED, shape};
use resolution::{FindingCode, Kind, Resolution, import, import_docx, import_text};
use std::collections::HashSet;
use std::io::Write as _;

const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// The first list has numbers and letters; its styles name their levels.
const NUMBERING: &str = "<w:abstractNum w:abstractNumId='3'>\
<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:pStyle w:val='Operative'/><w:lvlText w:val='%1.'/></w:lvl>\
<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:pStyle w:val='Letter'/><w:lvlText w:val='(%2)'/></w:lvl>\
</w:abstractNum><w:abstractNum w:abstractNumId='4'>\
<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='bullet'/><w:lvlText w:val='•'/></w:lvl></w:abstractNum>\
<w:num w:numId='1'><w:abstractNumId w:val='3'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='4'/></w:num>";
const STYLES: &str = "<w:style w:styleId='Operative'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
<w:style w:styleId='Letter'><w:basedOn w:val='Operative'/><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr></w:style>";

/// How a file repeats the mark of an earlier note.
#[derive(Clone, Copy)]
enum Repeat {
    Field,
    SimpleField,
    Raised,
}

fn invented() -> Resolution {
    import_text(INVENTED).unwrap()
}

fn text(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

fn again(n: u32, how: Repeat) -> String {
    match how {
        Repeat::Field => format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> NOTEREF _Ref{n} \\h </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
            text(&n.to_string())
        ),
        Repeat::SimpleField => {
            format!(
                "<w:fldSimple w:instr=\" NOTEREF _Ref{n} \">{}</w:fldSimple>",
                text(&n.to_string())
            )
        }
        Repeat::Raised => {
            format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>{n}</w:t></w:r>")
        }
    }
}

/// The invented resolution with nothing typed that a word processor counts itself.
fn docx(how: Repeat, extra: &str) -> Vec<u8> {
    let r = invented();
    let mut seen = HashSet::new();
    let mut body = format!(
        "<w:p>{}</w:p><w:p>{}</w:p>",
        text("93/901. Keeping of lamps at sea"),
        text("The General Assembly,")
    );
    for p in &r.paragraphs {
        let style = match p.kind {
            Kind::Preambular => "",
            Kind::Operative => "<w:pPr><w:pStyle w:val=\"Operative\"/></w:pPr>",
            // Half of them by list and level, as when somebody pressed a button.
            Kind::Sub if p.number.as_deref() == Some("b") => {
                "<w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
            }
            Kind::Sub => "<w:pPr><w:pStyle w:val=\"Letter\"/></w:pPr>",
        };
        body.push_str(&format!("<w:p>{style}"));
        let chars: Vec<char> = p.text.chars().collect();
        let mut at = 0;
        for m in &p.notes {
            body.push_str(&text(&chars[at..m.offset].iter().collect::<String>()));
            body.push_str(&if seen.insert(m.n) {
                format!("<w:r><w:footnoteReference w:id=\"{}\"/></w:r>", m.n + 10)
            } else {
                again(m.n, how)
            });
            at = m.offset;
        }
        body.push_str(&text(&chars[at..].iter().collect::<String>()));
        body.push_str("<w:moveFrom><w:r><w:t> moved away</w:t></w:r></w:moveFrom></w:p>");
    }
    body.push_str(extra);
    for line in ["71st plenary meeting", "9 March 2099"] {
        body.push_str(&format!("<w:p>{}</w:p>", text(line)));
    }
    let notes: String = r.notes.iter().map(|n| format!("<w:footnote w:id=\"{}\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:tab/><w:t>{}</w:t></w:r></w:p></w:footnote>", n.n + 10, n.text)).collect();
    let header = "<w:p><w:r><w:t>A/RES/93/901</w:t></w:r></w:p><w:p><w:r><w:t>Agenda item 68 (b)</w:t></w:r></w:p>";
    zipped(&[
        (
            "word/document.xml",
            format!("<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>"),
        ),
        ("word/footnotes.xml", format!("<w:footnotes {NAMESPACE}>{notes}</w:footnotes>")),
        ("word/header1.xml", format!("<w:hdr {NAMESPACE}>{header}</w:hdr>")),
        ("word/numbering.xml", format!("<w:numbering {NAMESPACE}>{NUMBERING}</w:numbering>")),
        ("word/styles.xml", format!("<w:styles {NAMESPACE}>{STYLES}</w:styles>")),
    ])
}

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn numbers_are_counted_and_marks_are_found_however_they_repeat() {
    let r = invented();
    for how in [Repeat::Field, Repeat::SimpleField, Repeat::Raised] {
        let read = import(&docx(how, ""), None).unwrap();
        assert_eq!(shape(&read), shape(&r));
        assert_eq!(read.notes, r.notes);
        assert_eq!(read.document.agenda_item.as_deref(), Some("68 (b)"));
        assert!(read.edition.findings.is_empty(), "{:?}", read.edition.findings);
        // Verbs and citations come from the same text, so they are the same.
        assert_eq!(read.paragraphs, r.paragraphs);
    }
}

#[test]
fn a_bullet_is_no_number_and_a_note_without_one_is_said() {
    let extra = "<w:p><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr><w:r><w:t>Lamps, a point without a number.</w:t></w:r>\
                 <w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"11\"/></w:r></w:p>";
    let read = import_docx(&docx(Repeat::Field, extra)).unwrap();
    assert_eq!(shape(&read), shape(&invented()));
    let left: Vec<_> =
        read.edition.findings.iter().filter(|f| f.code == FindingCode::TextLeftOut).collect();
    assert_eq!(left.len(), 2, "{:?}", read.edition.findings);
}

#[test]
fn raised_digits_after_a_unit_are_a_power() {
    let read = import_docx(&docx(
        Repeat::Field,
        "<w:p><w:pPr><w:pStyle w:val=\"Operative\"/></w:pPr><w:r><w:t>Decides to light 5 km</w:t></w:r>\
         <w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t xml:space=\"preserve\"> of sea.</w:t></w:r></w:p>",
    ))
    .unwrap();
    assert_eq!(read.paragraph("op5").unwrap().text, "Decides to light 5 km2 of sea.");
}

#[test]
fn a_file_without_definitions_is_numbered_by_level() {
    let item = |level: u32, words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"9\"/></w:numPr></w:pPr>{}</w:p>",
            text(words)
        )
    };
    let body = [
        format!(
            "<w:p>{}</w:p><w:p>{}</w:p><w:p>{}</w:p>",
            text("93/901. Lamps"),
            text("The General Assembly,"),
            text("Recalling lamps,")
        ),
        item(0, "Urges lamps:"),
        item(1, "Urges oil;"),
        item(1, "Urges wicks:"),
        item(2, "Urges long wicks;"),
        item(2, "Urges short wicks;"),
        item(0, "Decides to look again."),
    ]
    .concat();
    let bytes = zipped(&[(
        "word/document.xml",
        format!("<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>"),
    )]);
    let read = import_docx(&bytes).unwrap();
    let ids: Vec<&str> = read.paragraphs.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(ids, ["pp1", "op1", "op1a", "op1b", "op1bi", "op1bii", "op2"]);
}
