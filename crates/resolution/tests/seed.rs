//! Resolution 65/212 from end to end, from the raw text. The text is not part
//! of the project; only numbers, codes and verb phrases stand here.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;

use resolution::{Class, How, Kind, back_references, import, import_akn, show, to_akn, to_text};

fn seed() -> resolution::Resolution {
    import(&common::official("seed/a-res-65-212.txt"), None).unwrap()
}

#[test]
fn structure() {
    let r = seed();
    assert_eq!(
        (r.count(Kind::Preambular), r.count(Kind::Operative), r.count(Kind::Sub)),
        (27, 10, 30)
    );
    let subs: Vec<&str> =
        r.paragraphs.iter().filter(|p| p.kind == Kind::Sub).map(|p| p.id.as_str()).collect();
    let wanted: Vec<String> = [(3, 'e'), (4, 'j'), (5, 'h'), (9, 'g')]
        .into_iter()
        .flat_map(|(n, last)| ('a'..=last).map(move |l| format!("op{n}{l}")))
        .collect();
    assert_eq!(subs, wanted);
    assert_eq!(r.notes.len(), 21);
    assert_eq!(r.paragraphs.iter().map(|p| p.notes.len()).sum::<usize>(), 26);
    assert!(r.edition.findings.is_empty(), "{:?}", r.edition.findings);
}

#[test]
fn masthead() {
    let r = seed();
    assert_eq!(r.document.symbol, "A/RES/65/212");
    assert_eq!(r.document.date.unwrap().to_string(), "2010-12-21");
    assert_eq!(r.document.session, Some(resolution::Session::Regular(65)));
    assert_eq!(r.document.agenda_item.as_deref(), Some("68 (b)"));
    assert_eq!(r.edition.distributed.unwrap().to_string(), "2011-04-01");
    assert_eq!(r.edition.meeting.as_deref(), Some("71st plenary meeting"));
}

#[test]
fn marks_run_in_order_and_the_year_is_a_year() {
    let r = seed();
    let mut first: Vec<u32> = Vec::new();
    for m in r.paragraphs.iter().flat_map(|p| &p.notes) {
        if !first.contains(&m.n) {
            first.push(m.n);
        }
    }
    assert_eq!(first, (1..=21).collect::<Vec<u32>>());
    let pp6 = r.paragraph("pp6").unwrap();
    let before: String = pp6.text.chars().take(pp6.notes[0].offset).collect();
    assert!(pp6.notes[0].n == 12 && before.ends_with("10 May 2006"), "{before}");
    for p in &r.paragraphs {
        assert!(!p.text.contains(['<', '[', '\t']), "{}", p.id);
    }
}

#[test]
fn ibid_chains() {
    let r = seed();
    assert!(r.notes.iter().all(|n| !n.resolved.contains("Ibid")));
    for (n, number) in
        [(5, "20378"), (6, "27531"), (7, "9464"), (10, "39481"), (19, "39574"), (20, "39574")]
    {
        let resolved = &r.note(n).unwrap().resolved;
        assert!(
            resolved.starts_with("United Nations, Treaty Series, vol. ")
                && resolved.contains(number),
            "{resolved}"
        );
    }
    assert!(
        r.note(13)
            .unwrap()
            .resolved
            .contains("Economic and Social Council, 2009, Supplement No. 5 (E/2009/25)")
    );
}

#[test]
fn twenty_seven_documents() {
    let r = seed();
    let cited: BTreeSet<&str> = r.documents().into_iter().collect();
    let wanted: BTreeSet<&str> = [
        "A/RES/64/166",
        "A/HRC/RES/15/16",
        "UDHR",
        "ICCPR",
        "ICESCR",
        "CAT",
        "CEDAW",
        "CRC",
        "ICERD",
        "CRPD",
        "VCCR",
        "ICRMW",
        "A/RES/63/303",
        "CPD/2006/2",
        "CPD/2009/1",
        "HDR/2009",
        "IACtHR/OC-16/99",
        "IACtHR/OC-18/03",
        "ICJ/AVENA/2004",
        "ICJ/AVENA/2009",
        "A/65/48",
        "UNTOC",
        "SMUGGLING-PROTOCOL",
        "TRAFFICKING-PROTOCOL",
        "A/HRC/15/29",
        "A/RES/63/225",
        "A/RES/65/212",
    ]
    .into_iter()
    .collect();
    assert_eq!(cited, wanted);
    assert_eq!(cited.len(), 27);
}

/// Each document where it is first cited. Twenty-six are other documents; the twenty-seventh is the resolution itself, which
/// paragraph 10 cites by reference back ("the present resolution"). Not counted: what is no one document (all previous
/// resolutions, outcome documents of conferences, instruments to which States are party), meetings, reports still to be
/// written, and the Third Committee's report, which stands in the masthead and not in the text.
#[test]
fn each_document_is_first_cited_where_the_text_has_it() {
    let r = seed();
    let mut first: Vec<(&str, &str)> = Vec::new();
    for p in &r.paragraphs {
        for c in &p.citations {
            if !first.iter().any(|(_, document)| *document == c.document) {
                first.push((p.id.as_str(), c.document.as_str()));
            }
        }
    }
    assert_eq!(
        first,
        [
            ("pp1", "A/RES/64/166"),
            ("pp1", "A/HRC/RES/15/16"),
            ("pp2", "UDHR"),
            ("pp4", "ICCPR"),
            ("pp4", "ICESCR"),
            ("pp4", "CAT"),
            ("pp4", "CEDAW"),
            ("pp4", "CRC"),
            ("pp4", "ICERD"),
            ("pp4", "CRPD"),
            ("pp4", "VCCR"),
            ("pp4", "ICRMW"),
            ("pp5", "A/RES/63/303"),
            ("pp6", "CPD/2006/2"),
            ("pp6", "CPD/2009/1"),
            ("pp7", "HDR/2009"),
            ("pp8", "IACtHR/OC-16/99"),
            ("pp8", "IACtHR/OC-18/03"),
            ("pp9", "ICJ/AVENA/2004"),
            ("pp9", "ICJ/AVENA/2009"),
            ("op3e", "A/65/48"),
            ("op5h", "UNTOC"),
            ("op5h", "SMUGGLING-PROTOCOL"),
            ("op5h", "TRAFFICKING-PROTOCOL"),
            ("op6", "A/HRC/15/29"),
            ("op9e", "A/RES/63/225"),
            ("op10", "A/RES/65/212"),
        ]
    );
}

#[test]
fn eleven_units_with_two_verbs() {
    let r = seed();
    let two: Vec<&str> = r
        .paragraphs
        .iter()
        .filter(|p| p.kind != Kind::Preambular && p.verbs.len() > 1)
        .map(|p| p.id.as_str())
        .collect();
    assert_eq!(
        two,
        ["op2", "op3a", "op3b", "op3d", "op4f", "op5c", "op5h", "op6", "op8", "op9e", "op10"]
    );
    assert!(r.paragraphs.iter().all(|p| !p.verbs.is_empty()), "every unit has a verb");
    let verb = |id: &str, n: usize| r.paragraph(id).unwrap().verbs[n].clone();
    assert_eq!((verb("op3a", 0).class, verb("op3a", 1).class), (Class::Condemn, Class::Urge));
    assert_eq!(verb("op3d", 0).addressees, ["States that have not done so"]);
    assert_eq!(verb("op3d", 1).addressees, ["the Secretary-General"]);
    assert_eq!(verb("op4g", 0).addressees, ["States parties", "the receiving State"]);
    assert_eq!(verb("op4h", 0).addressees, ["all States"]);
    assert_eq!(verb("op9d", 0).addressees.len(), 3);
    assert_eq!(verb("op9e", 0).addressees.len(), 7);
    assert_eq!(verb("op10", 1).class, Class::Decide);
}

#[test]
fn references_back() {
    let r = seed();
    let anaphora = |id: &str| -> Vec<String> {
        let p = r.paragraph(id).unwrap();
        p.citations.iter().filter(|c| c.how == How::Anaphora).map(|c| c.document.clone()).collect()
    };
    // 3(d) and 4(g): two Conventions. 6: the study. 10: this resolution.
    assert_eq!(anaphora("op3d"), ["ICRMW"]);
    assert_eq!(anaphora("op4g"), ["VCCR"]);
    assert_eq!(anaphora("op6"), ["A/HRC/15/29"]);
    assert_eq!(anaphora("op10"), ["A/RES/65/212"]);
    let collective: Vec<&str> = r
        .paragraph("op3")
        .unwrap()
        .citations
        .iter()
        .filter(|c| c.how == How::Collective)
        .map(|c| c.document.as_str())
        .collect();
    assert_eq!(collective, ["ICCPR", "ICESCR"]);
    // 9(f): "the Committee" is that of 3(e); 9(g): the Rapporteur of 9(e).
    let back = back_references(&r);
    let of = |id: &str, surface: &str| {
        back.iter()
            .find(|b| b.id == id && b.surface == surface)
            .unwrap_or_else(|| panic!("{id} {surface}: {back:#?}"))
    };
    let committee = of("op9f", "the Committee");
    assert_eq!(committee.named_in, "op3e");
    assert!(committee.stands_for.ends_with("Members of Their Families"));
    assert_eq!(of("op9g", "the Special Rapporteur").named_in, "op9e");
}

#[test]
fn written_and_read_back() {
    let r = seed();
    assert_eq!(import_akn(&to_akn(&r)).unwrap(), r);
    let text = import(to_text(&r).as_bytes(), None).unwrap();
    assert_eq!(text, r);
    assert!(show(&r, "A/RES/65/212 4(g)").unwrap().akn().contains("para_4__list_1__point_g"));
}
