//! The whole way on an invented resolution with every trap of a real one.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{INVENTED, shape};
use resolution::{
    Class, Format, How, Kind, back_references, beneficiaries, eid, import, import_akn, import_docx,
    show, show_all, to_akn, to_text,
};

fn invented() -> resolution::Resolution {
    import(INVENTED.as_bytes(), None).unwrap()
}

#[test]
fn masthead_wherever_it_is() {
    let r = invented();
    assert_eq!(r.document.symbol, "A/RES/93/901");
    assert_eq!(r.document.title, "Keeping of lamps at sea");
    assert_eq!(r.document.date.unwrap().to_string(), "2099-03-09");
    assert_eq!(r.document.session, Some(resolution::Session::Regular(93)));
    assert_eq!(r.document.agenda_item.as_deref(), Some("68 (b)"));
    assert_eq!(r.edition.distributed.unwrap().to_string(), "2099-04-01");
    assert_eq!(r.edition.meeting.as_deref(), Some("71st plenary meeting"));
}

#[test]
fn structure_and_marks() {
    let r = invented();
    assert_eq!(
        (r.count(Kind::Preambular), r.count(Kind::Operative), r.count(Kind::Sub)),
        (6, 4, 3)
    );
    let marks: Vec<u32> = r.paragraphs.iter().flat_map(|p| &p.notes).map(|m| m.n).collect();
    assert_eq!(marks, [1, 2, 3, 4, 5, 6, 2, 4, 3, 7]);
    // The year kept its four digits, and water kept its two.
    let commission = &r.paragraph("pp4").unwrap().text;
    assert!(
        commission.contains("10 May 2096 and") && commission.ends_with("3 April 2097,"),
        "{commission}"
    );
    assert!(r.paragraph("pp6").unwrap().text.contains("12 wrecks of 2098 near H2O Bay"));
    assert!(r.edition.findings.is_empty(), "{:?}", r.edition.findings);
    assert_eq!(r.note(4).unwrap().resolved, "Lamp Union, Treaty Series, vol. 33, No. 44.");
    assert_eq!(
        r.note(6).unwrap().resolved,
        "See Official Records of the Lamp Council, 2097, Supplement No. 5 (E/2097/25), chap. I."
    );
}

#[test]
fn verbs_with_their_own_addressees() {
    let r = invented();
    let verbs = |id: &str| -> Vec<(String, Class, Vec<String>)> {
        r.paragraph(id)
            .unwrap()
            .verbs
            .iter()
            .map(|v| (v.verb.clone(), v.class, v.addressees.clone()))
            .collect()
    };
    let one = |v: &str, c: Class, a: &[&str]| {
        (v.to_owned(), c, a.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(verbs("op1"), [one("Calls upon", Class::CallUpon, &["all States"])]);
    assert_eq!(
        verbs("op2a"),
        [
            one("Strongly condemns", Class::Condemn, &[]),
            one("urges", Class::Urge, &["harbour States"])
        ]
    );
    assert_eq!(
        verbs("op2b"),
        [
            one("Calls upon", Class::CallUpon, &["States that have not done so"]),
            one("requests", Class::Request, &["the Secretary-General"])
        ]
    );
    assert_eq!(
        verbs("op3")[1],
        one(
            "invites",
            Class::Invite,
            &["States", "the United Nations system", "all relevant stakeholders"]
        )
    );
    assert_eq!(verbs("op2"), [one("Reaffirms", Class::Reaffirm, &["States parties"])]);
    for p in &r.paragraphs {
        for v in &p.verbs {
            let found: String =
                p.text.chars().skip(v.offset).take(v.verb.chars().count()).collect();
            assert_eq!(found, v.verb, "the offset of a verb in {}", p.id);
        }
        for c in &p.citations {
            let found: String =
                p.text.chars().skip(c.offset).take(c.surface.chars().count()).collect();
            assert_eq!(found, c.surface, "the offset of a citation in {}", p.id);
        }
    }
}

#[test]
fn citations_and_references_back() {
    let r = invented();
    let cited = |id: &str| -> Vec<(String, How)> {
        r.paragraph(id).unwrap().citations.iter().map(|c| (c.document.clone(), c.how)).collect()
    };
    let one = |d: &str, h: How| (d.to_owned(), h);
    assert_eq!(
        cited("pp1"),
        [one("A/RES/92/811", How::Explicit), one("A/HRC/RES/88/7", How::Explicit)]
    );
    assert_eq!(cited("pp4"), [one("CPD/2096/2", How::Explicit), one("CPD/2097/1", How::Explicit)]);
    assert_eq!(cited("pp5"), [one("IACtHR/OC-96/99", How::Explicit)]);
    // "the Convention" is another one in (b) than in (c).
    assert_eq!(cited("op2b"), [one("CRC", How::Named), one("CRC", How::Anaphora)]);
    assert_eq!(cited("op2c"), [one("VCCR", How::Named), one("VCCR", How::Anaphora)]);
    assert_eq!(cited("op3"), [one("A/HRC/95/29", How::Named), one("A/HRC/95/29", How::Anaphora)]);
    assert_eq!(cited("op4"), [one("A/RES/93/901", How::Anaphora)]);
    let back = back_references(&r);
    assert!(
        back.iter().any(|b| b.id == "op2c" && b.stands_for == "VCCR" && b.named_in == "op2c"),
        "{back:?}"
    );
}

#[test]
fn json_has_the_shape_of_the_contract() {
    let json = serde_json::to_value(invented()).unwrap();
    assert_eq!(json["document"]["agendaItem"], "68 (b)");
    assert_eq!(json["document"]["session"], 93);
    let op = json["paragraphs"].as_array().unwrap().iter().find(|p| p["id"] == "op2a").unwrap();
    assert_eq!(
        (op["kind"].as_str(), op["number"].as_str(), op["parent"].as_str()),
        (Some("sub"), Some("a"), Some("op2"))
    );
    assert_eq!(op["verbs"][1]["class"], "urge");
    assert_eq!(json["paragraphs"][0]["citations"][0]["how"], "explicit");
    assert_eq!(json["notes"][3]["n"], 4);
    let back: resolution::Resolution = serde_json::from_value(json).unwrap();
    assert_eq!(back, invented());
}

#[test]
fn akoma_ntoso_and_text_read_back_the_same() {
    let r = invented();
    let akn = to_akn(&r);
    assert!(akn.contains("<point eId=\"para_2__list_1__point_b\">"));
    assert_eq!(akn.matches("<authorialNote ").count(), 7);
    assert_eq!(akn.matches("<noteRef ").count(), 3);
    assert!(!akn.contains(">Ibid."), "Ibid. is resolved");
    let back = import_akn(&akn).unwrap();
    assert_eq!(back, r);
    let text = import(to_text(&r).as_bytes(), Some(Format::Text)).unwrap();
    assert_eq!(text.paragraphs, r.paragraphs);
    assert_eq!(text.notes, r.notes);
    assert_eq!(text.document, r.document);
}

#[test]
fn one_unit_by_its_address() {
    let r = invented();
    for address in ["2(b)", "2 (b)", "2b", "op2b", "A/RES/93/901 2(b)", "para. 2(b)"] {
        let view = show(&r, address).unwrap_or_else(|| panic!("{address}"));
        assert_eq!(view.units().len(), 1, "{address}");
        assert!(view.text().starts_with("(b) Calls upon"), "{}", view.text());
    }
    assert_eq!(show(&r, "2").unwrap().units().len(), 4);
    assert_eq!(show(&r, "preamble 3").unwrap().units()[0].id, "pp3");
    for none in ["", "99", "2(z)", "lamps", "-"] {
        assert!(show(&r, none).is_none(), "{none}");
    }
    let view = show(&r, "2(b)").unwrap();
    assert!(view.html().contains("<em class=\"verb\" data-class=\"call_upon\">Calls upon</em>"));
    assert!(view.akn().starts_with("<point eId=\"para_2__list_1__point_b\">"));
    assert_eq!(view.json()["paragraphs"][0]["eid"], "para_2__list_1__point_b");
    assert_eq!(show_all(&r).units().len(), r.paragraphs.len());
    assert_eq!(eid(&r, r.paragraph("pp3").unwrap()), "container_3");
    assert!(beneficiaries(r.paragraph("op1").unwrap()).is_empty());
}

#[test]
fn html_and_xml_escape_what_they_show() {
    let text = INVENTED.replace("keep lamps lit", "keep <b>lamps</b> & \"oil\" lit");
    let r = import(text.as_bytes(), None).unwrap();
    let html = show(&r, "1").unwrap().html();
    assert!(html.contains("&lt;b&gt;lamps&lt;/b&gt; &amp; &quot;oil&quot;"), "{html}");
    assert_eq!(import_akn(&to_akn(&r)).unwrap(), r);
}

/// A DOCX file with footnotes, made here.
fn docx() -> Vec<u8> {
    use std::io::Write as _;
    let r = invented();
    let mut body = String::new();
    let mut paragraph = |text: &str| {
        body.push_str(&format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"))
    };
    paragraph("93/901. Keeping of lamps at sea");
    paragraph("The General Assembly,");
    for p in &r.paragraphs {
        let label = match p.kind {
            Kind::Preambular => String::new(),
            Kind::Operative => format!("{}.", p.number.as_deref().unwrap()),
            Kind::Sub => format!("({})", p.number.as_deref().unwrap()),
        };
        let mut runs = format!("<w:p><w:r><w:tab/><w:t>{label}</w:t><w:tab/></w:r>");
        let chars: Vec<char> = p.text.chars().collect();
        let mut at = 0;
        for m in &p.notes {
            let words: String = chars[at..m.offset].iter().collect();
            runs.push_str(&format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r><w:r><w:footnoteReference w:id=\"{}\"/></w:r>", m.n + 10));
            at = m.offset;
        }
        let rest: String = chars[at..].iter().collect();
        runs.push_str(&format!("<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t xml:space=\"preserve\">{rest}</w:t></w:r></w:p>"));
        body.push_str(&runs);
    }
    body.push_str("<w:p><w:r><w:t>71st plenary meeting</w:t></w:r></w:p><w:p><w:r><w:t>9 March 2099</w:t></w:r></w:p>");
    let notes: String = r.notes.iter().map(|n| format!("<w:footnote w:id=\"{}\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:tab/><w:t>{}</w:t></w:r></w:p></w:footnote>", n.n + 10, n.text)).collect();
    let ns = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let parts = [
        ("word/document.xml", format!("<w:document {ns}><w:body>{body}</w:body></w:document>")),
        ("word/footnotes.xml", format!("<w:footnotes {ns}>{notes}</w:footnotes>")),
        (
            "word/header1.xml",
            format!(
                "<w:hdr {ns}><w:p><w:r><w:t>A/RES/93/901</w:t></w:r></w:p><w:p><w:r><w:t>Agenda item 68 (b)</w:t></w:r></w:p></w:hdr>"
            ),
        ),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn docx_with_footnotes() {
    let r = invented();
    let read = import(&docx(), None).unwrap();
    assert_eq!(shape(&read), shape(&r));
    assert_eq!(read.notes.len(), 7);
    assert_eq!(read.document.agenda_item.as_deref(), Some("68 (b)"));
    assert!(import_docx(b"PK\x03\x04 not a zip").is_err());
}
