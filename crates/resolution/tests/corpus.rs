//! Every official Akoma Ntoso file at hand, in six languages: counts against
//! the XML itself, written and read back as XML and as glued text, valid by the
//! schema.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::process::Command;

use common::{official_path, official_resolutions, shape};
use resolution::{
    FindingCode, Kind, Language, diff, import, import_akn, import_text, to_akn, to_text,
};

/// How often an element begins, found without our XML reader.
fn begins(xml: &str, element: &str) -> usize {
    xml.matches(&format!("<{element} ")).count() + xml.matches(&format!("<{element}>")).count()
}

#[test]
fn as_many_paragraphs_as_the_xml_has() {
    for (name, xml) in official_resolutions() {
        let r = import(xml.as_bytes(), None).unwrap_or_else(|e| panic!("{name}: {e}"));
        let tables = xml.matches("<container name=\"table\"").count();
        // Headings are paragraph elements there and headings here.
        let headings = begins(&xml, "subheading");
        // One file has two points typed as paragraphs; they are recovered.
        let recovered =
            r.edition.findings.iter().filter(|f| f.code == FindingCode::LetterRecovered).count();
        let counts = (
            r.count(Kind::Preambular),
            r.count(Kind::Operative) + recovered,
            r.count(Kind::Sub) - recovered,
            r.notes.len(),
        );
        let there = (
            begins(&xml, "container") - tables,
            begins(&xml, "paragraph") - headings,
            begins(&xml, "point"),
            begins(&xml, "authorialNote"),
        );
        assert_eq!(counts, there, "{name}");
        assert_eq!(recovered, if name == "78-217.ar.xml" { 2 } else { 0 }, "{name}");
        assert!(
            r.document.date.is_some() && r.document.session.is_some(),
            "{name}: {:?}",
            r.document
        );
        assert!(!r.edition.findings.iter().any(|f| f.code == FindingCode::NumberGap), "{name}");
    }
}

#[test]
fn every_english_paragraph_has_a_verb_or_stands_in_a_list() {
    for (name, xml) in official_resolutions() {
        let r = import_akn(&xml).unwrap();
        // Budget resolutions state amounts without a verb of the Assembly.
        if r.edition.language != Language::English || !r.edition.parts.is_empty() {
            continue;
        }
        for p in r.paragraphs.iter().filter(|p| p.kind != Kind::Sub) {
            assert!(!p.verbs.is_empty(), "{name} {}: {:.60}", p.id, p.text);
        }
    }
}

#[test]
fn akoma_ntoso_out_reads_back() {
    for (name, xml) in official_resolutions() {
        let r = import_akn(&xml).unwrap();
        let back = import_akn(&to_akn(&r)).unwrap();
        assert_eq!(back.document, r.document, "{name}");
        assert_eq!(back.notes, r.notes, "{name}");
        assert_eq!(back.paragraphs, r.paragraphs, "{name}");
        assert_eq!(back.edition.headings, r.edition.headings, "{name}");
        assert_eq!(back.edition.parts, r.edition.parts, "{name}");
    }
}

#[test]
fn glued_text_parses_back() {
    for (name, xml) in official_resolutions() {
        let r = import_akn(&xml).unwrap();
        let back = import_text(&to_text(&r)).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(shape(&back), shape(&r), "{name}");
        assert_eq!(back.notes, r.notes, "{name}");
        assert_eq!(back.document, r.document, "{name}");
        assert_eq!(back.edition.headings, r.edition.headings, "{name}");
    }
}

#[test]
fn valid_by_the_schema() {
    let folder = std::env::temp_dir().join(format!("akn-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut files = Vec::new();
    let seed = import(&common::official("seed/a-res-65-212.txt"), None).unwrap();
    for (name, r) in official_resolutions()
        .into_iter()
        .map(|(name, xml)| (name, import_akn(&xml).unwrap()))
        .chain(std::iter::once(("seed.xml".to_owned(), seed)))
    {
        let path = folder.join(name);
        std::fs::write(&path, to_akn(&r)).unwrap();
        files.push(path);
    }
    let output = Command::new("xmllint")
        .args(["--noout", "--nonet", "--schema"])
        .arg(official_path("texts/xsd/akomantoso30.xsd"))
        .args(&files)
        .output()
        .expect("this test needs xmllint (Debian: libxml2-utils)");
    std::fs::remove_dir_all(&folder).unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let wrong: Vec<&str> = said.lines().filter(|l| !l.ends_with(" validates")).take(5).collect();
    assert!(output.status.success(), "{wrong:#?}");
}

#[test]
fn the_successors_of_65_212() {
    let seed = import(&common::official("seed/a-res-65-212.txt"), None).unwrap();
    let read =
        |name: &str| import(&common::official(&format!("texts/resolutions/{name}")), None).unwrap();
    let next = read("76-172.en.xml");
    let d = diff(&seed, &next);
    let row = |id: &str| d.changes.iter().find(|c| c.from.iter().any(|f| f == id)).unwrap();
    assert_eq!(row("op4g").to, ["op5k"]);
    assert_eq!(row("op3d").to, ["op4e"]);
    assert_eq!(row("op4e").to, ["op5e", "op5h"], "4(e) was split");
    assert_eq!(row("pp24").to, row("pp20").to, "two preambular paragraphs were merged");
    // All units of both texts are accounted for, once.
    let count = |of: fn(&resolution::Change) -> &Vec<String>| {
        d.changes.iter().map(|c| of(c).len()).sum::<usize>()
    };
    assert_eq!(count(|c| &c.from), seed.paragraphs.len());
    assert_eq!(count(|c| &c.to), next.paragraphs.len());
    // Arabic and Chinese, side by side in their own directions.
    let d = diff(&read("78-217.zh.xml"), &read("78-217.ar.xml"));
    assert!(d.html().contains("dir=\"rtl\"") && d.html().contains("lang=\"zh\""));
    assert_eq!(d.changes.len(), 123);
}

/// The publisher's file name is a second source for the symbol and the session.
#[test]
fn symbol_session_and_date_agree_with_the_file_name() {
    for (name, xml) in official_resolutions() {
        let r = import_akn(&xml).unwrap();
        let file = name.rsplit('/').next().unwrap();
        let numbers: Vec<u16> = file
            .trim_start_matches("A_RES_")
            .split(|c: char| !c.is_ascii_digit())
            .take(2)
            .map(|n| n.parse().unwrap())
            .collect();
        let (session, number) = (numbers[0], numbers[1]);
        // Resolutions in parts: "77_264 A-C-…" and "77_290B_…".
        let after = file.split_once(&format!("{session}_{number}")).map_or("", |(_, rest)| rest);
        let letters: String = after
            .trim_start()
            .chars()
            .take_while(|c| c.is_ascii_uppercase() || *c == '-')
            .collect();
        // A hyphen first is before a job number or a language, "-E".
        let letters = if letters.starts_with('-') { "" } else { letters.trim_end_matches('-') };
        let parts = if letters.is_empty() { String::new() } else { format!(" {letters}") };
        assert_eq!(r.document.symbol, format!("A/RES/{session}/{number}{parts}"), "{name}");
        assert_eq!(r.document.session, Some(resolution::Session::Regular(session)), "{name}");
        // A regular session opens in September and closes the September after.
        let date = r.document.date.unwrap().to_string();
        let opens = 1945 + session;
        assert!(
            (format!("{opens}-09")..format!("{}-10", opens + 1)).contains(&date),
            "{name}: {date}"
        );
    }
}

#[test]
fn a_table_left_out_is_said_and_only_then() {
    let mut with = Vec::new();
    for (name, xml) in official_resolutions() {
        let tables = xml.matches("<container name=\"table\"").count();
        let r = import_akn(&xml).unwrap();
        let said =
            r.edition.findings.iter().filter(|f| f.code == FindingCode::TableLeftOut).count();
        assert_eq!(said, tables, "{name}");
        if tables > 0 {
            with.push(name);
        }
    }
    assert_eq!(with.len(), 1, "{with:?}");
}
