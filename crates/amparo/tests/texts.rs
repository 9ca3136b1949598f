//! `amparo law import | show | diff | coverage` as a person meets them. The resolution is invented.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise"
)]

mod common;

use serde_json::Value;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

const LAMPS: &str = include_str!("../../../fuzz/seeds/resolution_text/lamps.txt");

const VERB: &[&str] = &["law"];

/// What it prints when all is well.
fn says(folder: &Path, words: &[&str]) -> String {
    common::says(VERB, folder, words)
}

/// What it refuses, and with which code.
fn refuses(folder: &Path, words: &[&str]) -> (i32, String) {
    common::refuses(VERB, folder, words)
}

/// A folder into which the invented resolution has been imported.
fn imported() -> TempDir {
    let here = TempDir::new().unwrap();
    std::fs::write(here.path().join("lamps.txt"), LAMPS).unwrap();
    let said = says(here.path(), &["import", "lamps.txt"]);
    assert!(said.starts_with("A/RES/93/901 Keeping of lamps at sea (en): "), "{said}");
    assert!(said.contains(", itself among them; kept in "), "{said}");
    here
}

#[test]
fn what_was_imported_is_shown_whole_or_by_the_unit_in_four_forms() {
    let here = imported();
    let show = |words: &[&str]| says(here.path(), &[&["show"], words].concat());
    let json = says(here.path(), &["import", "lamps.txt", "--format", "json"]);
    assert_eq!(show(&["A/RES/93/901", "--format", "json"]), json);
    let whole: Value = serde_json::from_str(&json).unwrap();
    for field in ["symbol", "title", "date", "session", "agendaItem"] {
        assert!(!whole["document"][field].is_null(), "{field}");
    }
    let unit = whole["paragraphs"].as_array().unwrap().iter().find(|p| p["id"] == "op2b").unwrap();
    for field in ["id", "kind", "number", "parent", "verbs", "text", "notes", "citations"] {
        assert!(!unit[field].is_null(), "{field}");
    }
    assert_eq!(unit["verbs"][1]["addressees"][0], "the Secretary-General");
    assert!(whole["notes"][3]["resolved"].as_str().unwrap().starts_with("Lamp Union"));

    assert!(show(&["A/RES/93/901 2(b)"]).starts_with("(b) Calls upon States"));
    let html = show(&["A/RES/93/901 2(b)", "--format", "html"]);
    assert!(html.contains("data-class=\"call_upon\""), "{html}");
    let akn = show(&["A/RES/93/901 2(b)", "--format", "akn"]);
    assert!(akn.starts_with("<point eId=\"para_2__list_1__point_b\">"), "{akn}");
    let one: Value =
        serde_json::from_str(&show(&["A/RES/93/901 2(b)", "--format", "json"])).unwrap();
    assert_eq!(one["paragraphs"][0]["eid"], "para_2__list_1__point_b");
    assert!(show(&["A/RES/93/901", "--format", "akn"]).starts_with("<?xml"));

    let (code, told) = refuses(here.path(), &["show", "A/RES/93/901 9(z)"]);
    assert!(code == 2 && told.contains("has no unit `9(z)`"), "{told}");
    let (code, told) = refuses(here.path(), &["show", "A/RES/93/902"]);
    assert!(code == 2 && told.contains("Imported so far: A/RES/93/901@en."), "{told}");
}

#[test]
fn the_xml_that_was_written_is_imported_again() {
    let here = imported();
    let first = says(here.path(), &["show", "A/RES/93/901", "--format", "json"]);
    let akn = says(here.path(), &["show", "A/RES/93/901", "--format", "akn"]);
    std::fs::write(here.path().join("lamps.xml"), akn).unwrap();
    let again = says(here.path(), &["import", "lamps.xml", "--format", "json", "--data", "other"]);
    assert_eq!(again, first);
}

#[test]
fn copies_in_several_languages_lie_side_by_side() {
    let here = imported();
    let spanish = "93/901. Lámparas en el mar\n\nLa Asamblea General,\nRecordando las lámparas,\n\
        1. Exhorta a todos los Estados a que mantengan encendidas las lámparas;\n\n71ª sesión plenaria\n9 de marzo de 2099\n";
    std::fs::write(here.path().join("es.txt"), spanish).unwrap();
    says(here.path(), &["import", "es.txt"]);
    let first = |words: &[&str]| says(here.path(), &[&["show"], words].concat());
    assert!(first(&["A/RES/93/901 1"]).starts_with("1. Calls upon"));
    assert!(first(&["A/RES/93/901@es 1"]).starts_with("1. Exhorta"));
    assert!(first(&["A/RES/93/901 1", "--lang", "es"]).starts_with("1. Exhorta"));
    let (_, told) = refuses(here.path(), &["show", "A/RES/93/901@ru"]);
    assert!(told.contains("A/RES/93/901@en, A/RES/93/901@es"), "{told}");
    let (_, told) = refuses(here.path(), &["show", "A/RES/93/901", "--lang", "xx"]);
    assert!(told.contains("`xx` is none of the languages"), "{told}");
    let page = says(here.path(), &["diff", "A/RES/93/901", "A/RES/93/901@es", "--format", "html"]);
    assert!(page.contains("lang=\"es\"") && page.contains("lang=\"en\""));
}

#[test]
fn two_texts_are_compared_in_three_forms() {
    let here = imported();
    let later = LAMPS
        .replace("93/901", "94/7")
        .replace("keep lamps lit;", "keep all lamps lit by night;")
        .replace("\t3.\tTakes note", "\t3.\tUrges pilots to sleep ashore;\n\t4.\tTakes note")
        .replace("\t4.\tRequests", "\t5.\tRequests");
    std::fs::write(here.path().join("later.txt"), later).unwrap();
    says(here.path(), &["import", "later.txt"]);
    let diff = |form| says(here.path(), &["diff", "A/RES/93/901", "A/RES/94/7", "--format", form]);
    let json: Value = serde_json::from_str(&diff("json")).unwrap();
    let changes = json["changes"].as_array().unwrap();
    let kind = |id: &str| {
        let found = changes.iter().find(|c| c["to"].as_array().unwrap().iter().any(|to| to == id));
        found.unwrap()["kind"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        (kind("op1"), kind("op3"), kind("op4")),
        ("reworded".into(), "new".into(), "same".into())
    );
    assert!(json["score"].as_u64().is_some(), "{json}");
    assert!(diff("text").contains("op3"));
    let html = diff("html");
    assert!(html.contains("<ins>") && html.contains("<th scope=\"col\">"), "{html}");
}

#[test]
fn the_coverage_is_a_table_for_people_and_for_programs() {
    let here = TempDir::new().unwrap();
    let text = says(here.path(), &["coverage"]);
    assert!(text.contains("67 units: ") && text.contains(" 0 without anything."), "{text}");
    let json: Value =
        serde_json::from_str(&says(here.path(), &["coverage", "--format", "json"])).unwrap();
    let rows = json.as_array().unwrap();
    assert_eq!(rows.len(), 67);
    let row = rows.iter().find(|row| row["unit"] == "3(d)").unwrap();
    assert_eq!(row["pages"][0], "treaty-status");
}

/// The negative controls of the coverage: a unit without service and excuse, and a page that is not there.
#[test]
fn a_register_that_lies_is_refused() {
    let here = TempDir::new().unwrap();
    let law = here.path().join("law");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law"), &law);
    assert!(says(here.path(), &["coverage", "--law", "law"]).contains("67 units"));
    let register = law.join("resolutions/a-res-65-212.toml");
    let whole = std::fs::read_to_string(&register).unwrap();
    let bare: String = whole
        .lines()
        .filter(|line| !line.starts_with("nothing = \"Introduces (a) to (g)"))
        .map(|line| format!("{line}\n"))
        .collect();
    for (text, wanted) in [
        (bare, "nothing serves this unit, and nothing says why"),
        (whole.replace("\"treaty-status\"", "\"treaty-statsu\""), "treaty-statsu"),
    ] {
        std::fs::write(&register, text).unwrap();
        let (code, told) = refuses(here.path(), &["coverage", "--law", "law"]);
        assert!(code == 3 && told.contains(wanted), "{code} {told}");
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let there = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &there);
        } else {
            std::fs::copy(&path, &there).unwrap();
        }
    }
}

/// A file of a gigabyte that begins well; what follows takes no room on the disk.
fn giant(folder: &Path, name: &str, head: &[u8]) -> PathBuf {
    let path = folder.join(name);
    let mut file = File::create(&path).unwrap();
    file.write_all(head).unwrap();
    file.set_len(1 << 30).unwrap();
    path
}

/// A gigabyte in each form is refused by a process that may not have a third of it.
#[cfg(unix)]
#[test]
fn a_gigabyte_is_refused_without_being_read() {
    let here = TempDir::new().unwrap();
    let akn = "<?xml version=\"1.0\"?><akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">";
    for (name, head) in [
        ("giant.txt", LAMPS.as_bytes()),
        ("giant.xml", akn.as_bytes()),
        ("giant.docx", b"PK\x03\x04".as_slice()),
    ] {
        let path = giant(here.path(), name, head);
        let output = Command::new("sh")
            .args(["-c", "ulimit -v 300000; exec \"$0\" \"$@\""])
            .arg(env!("CARGO_BIN_EXE_amparo"))
            .args(["law", "import"])
            .arg(&path)
            .current_dir(here.path())
            .output()
            .unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{name}: {told}");
        assert!(told.contains("larger than 16777216 bytes"), "{name}: {told}");
        assert!(!here.path().join("amparo-data").exists(), "{name}: nothing is kept");
    }
}
