//! `amparo law status` as a person meets it. The acts of the newer table are invented.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise"
)]

mod common;

use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const VERB: &[&str] = &["law", "status"];

/// What it prints when all is well.
fn says(folder: &Path, words: &[&str]) -> String {
    common::says(VERB, folder, words)
}

/// What it refuses, and with which code.
fn refuses(folder: &Path, words: &[&str]) -> (i32, String) {
    common::refuses(VERB, folder, words)
}

#[test]
fn one_treaty_one_day_in_every_form() {
    let here = TempDir::new().unwrap();
    let asked = ["--instrument", "icrmw", "--on", "2010-12-21"];
    let with = |more: &[&'static str]| says(here.path(), &[&asked[..], more].concat());
    let text = with(&[]);
    assert!(text.contains("43 parties, 1 with an instrument deposited"), "{text}");
    assert!(text.contains("149 of 193 Members and observer States"), "{text}");
    assert!(text.contains("later: ratification 2011-08-24"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&with(&["--format", "json"])).unwrap();
    let treaty = &json["instruments"][0];
    assert_eq!((treaty["parties"].as_u64(), treaty["deposited"].as_u64()), (Some(43), Some(1)));
    let not = &treaty["statesThatHaveNotDoneSo"];
    assert_eq!(not["list"].as_array().unwrap().len(), 149);
    assert_eq!(treaty["countsOverTime"].as_array().unwrap().last().unwrap()["parties"], 44);
    let csv = with(&["--format", "csv"]);
    assert!(csv.contains(
        "ICRMW,MEX,Mexico,2010-12-21,party,ratification,1999-03-08,2003-07-01,declaration,"
    ));
    let html = with(&["--format", "html"]);
    assert!(html.contains("<title id=\"c-ICRMW-t\">") && html.contains("<desc id=\"c-ICRMW-d\">"));
    assert!(
        html.contains("<th scope=\"row\">2010-12-21</th><td class=\"n\">44</td>"),
        "the table twin"
    );
}

#[test]
fn the_page_of_all_treaties_speaks_six_languages() {
    let here = TempDir::new().unwrap();
    for (lang, dir) in
        [("en", "ltr"), ("fr", "ltr"), ("es", "ltr"), ("ar", "rtl"), ("ru", "ltr"), ("zh", "ltr")]
    {
        let page = says(here.path(), &["--on", "2010-12-21", "--format", "html", "--lang", lang]);
        assert!(page.contains(&format!("<html lang=\"{lang}\" dir=\"{dir}\">")));
        assert_eq!(page.matches("<svg").count(), 18, "{lang}");
        assert_eq!(page.matches("<svg").count(), page.matches("<desc").count());
    }
}

#[test]
fn what_is_not_known_by_name_is_refused_with_a_suggestion() {
    let here = TempDir::new().unwrap();
    let refused = |words: &[&str]| refuses(here.path(), words);
    assert_eq!(
        refused(&["--instrument", "ICRWM"]),
        (2, "No treaty is called `ICRWM`; did you mean ICRMW?\n".to_owned())
    );
    let (code, told) = refused(&["--state", "Mexcio"]);
    assert_eq!((code, told.contains("did you mean `mexico`?")), (2, true), "{told}");
    let (code, told) = refused(&["--state", "Korea"]);
    assert_eq!((code, told.contains("KOR") && told.contains("PRK")), (2, true), "{told}");
    let (code, told) = refused(&["--on", "2010-02-30"]);
    assert_eq!((code, told.contains("--on takes a day")), (2, true), "{told}");
}

#[test]
fn a_former_state_leads_to_its_successors() {
    let here = TempDir::new().unwrap();
    let text = says(here.path(), &["--state", "Yugoslavia", "--instrument", "VCCR"]);
    for name in ["Bosnia and Herzegovina", "Croatia", "Montenegro", "Serbia", "Slovenia"] {
        assert!(text.contains(name), "{name}");
    }
    assert!(text.contains("is no State of that day"), "{text}");
    // While it lasted it was a State like others.
    let then =
        says(here.path(), &["--state", "Yugoslavia", "--instrument", "VCCR", "--on", "1980-01-01"]);
    assert!(!then.contains("is no State of that day"), "{then}");
}

#[test]
fn a_newer_table_is_taken_kept_and_shown_with_its_day() {
    let here = TempDir::new().unwrap();
    let table = "# title: An invented list\n# as-of: 2026-11-01\ninstrument,state,action,date,in_force,note\n\
                 ICRMW,Italy,accession,2025-02-03,,\nVCCR,MEX,ratification,1965-06-17,,\n";
    std::fs::write(here.path().join("newer.csv"), table).unwrap();
    let said = says(here.path(), &["--import", "newer.csv", "--data", "kept"]);
    assert!(said.contains("An invented list, to 1 November 2026: 1 acts added"), "{said}");
    let text = says(here.path(), &["--data", "kept", "--instrument", "ICRMW", "--state", "ITA"]);
    assert!(text.contains("accession 2025-02-03, in force for this State 2025-06-01"), "{text}");
    assert!(
        text.contains("newer-2026-11-01: An invented list (brought later, to 1 November 2026)"),
        "{text}"
    );
    let conflicts = says(here.path(), &["--data", "kept", "--state", "MEX", "--conflicts"]);
    assert!(conflicts.contains("newer-2026-11-01: 1965-06-17"), "{conflicts}");
    // Again: it replaces itself.
    let again = says(here.path(), &["--import", "newer.csv", "--data", "kept"]);
    assert!(again.contains("0 acts added"), "{again}");
    assert_eq!(std::fs::read_dir(here.path().join("kept/treaties")).unwrap().count(), 1);
}

#[test]
fn a_broken_table_is_refused_and_nothing_is_kept() {
    let here = TempDir::new().unwrap();
    let table = "# title: x\n# as-of: 2026-11-01\ninstrument,state,action,date,in_force,note\nICRMW,Itlay,accession,2025-02-03,,\n";
    std::fs::write(here.path().join("newer.csv"), table).unwrap();
    let (code, told) = refuses(here.path(), &["--import", "newer.csv", "--data", "kept"]);
    assert_eq!(code, 3);
    assert!(
        told.contains("no State is called `Itlay`") && told.contains("newer.csv:4:7"),
        "{told}"
    );
    assert!(!here.path().join("kept").exists());
}

/// A table that a person brought decides in audits and explanations too, and an audit is explained with the tables it used.
#[test]
fn an_imported_table_is_used_by_audits_and_explanations() {
    let here = TempDir::new().unwrap();
    let table = "# title: Invented table\n# as-of: 2026-01-01\n\
        instrument,state,action,date,in_force,note\n\
        ICRMW,USA,accession,2024-01-10,,invented\n";
    std::fs::write(here.path().join("table.csv"), table).unwrap();
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo");
    let (file, map) = (demo.join("cases-us.csv"), demo.join("cases-us.toml"));
    let amparo = |words: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_amparo"))
            .args(words)
            .current_dir(here.path())
            .env_remove("AMPARO_LAW")
            .env_remove("AMPARO_DATA")
            .output()
            .unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        (output.status.code(), out, String::from_utf8(output.stderr).unwrap())
    };
    let audit = |out: &str, data: &str| {
        let (file, map) = (file.to_str().unwrap(), map.to_str().unwrap());
        let words = ["audit", file, "--map", map, "--jurisdiction", "us", "--as-of", "2025-12-31"];
        let (code, said, told) = amparo(&[&words[..], &["--out", out, "--data", data]].concat());
        assert_eq!(code, Some(0), "{told}");
        said
    };
    let clock = "US-001:consular-information-migrant-workers#1";
    let state = |out: &str| {
        let clocks = std::fs::read_to_string(here.path().join(out).join("clocks.csv")).unwrap();
        clocks.lines().find(|line| line.starts_with(clock)).unwrap().to_owned()
    };
    assert!(!audit("before", "data").contains("Invented table"));
    assert!(state("before").contains(",undetermined,,bond-unknown,"), "{}", state("before"));
    says(here.path(), &["--import", "table.csv", "--data", "data"]);
    assert!(
        audit("after", "data")
            .contains("Treaty status: the lists built in, and newer tables: Invented table")
    );
    assert!(state("after").contains(",discharged,,act-in-time,"), "{}", state("after"));

    let (_, said, _) = amparo(&["explain", "after", clock, "--data", "data"]);
    assert!(said.contains("bound from 1 May 2024 (accession)"), "{said}");
    // The audit before did not know the table, and is not explained with it.
    let (_, said, _) = amparo(&["explain", "before", clock, "--data", "data"]);
    assert!(!said.contains("1 May 2024"), "{said}");
    let (code, _, told) = amparo(&["explain", "after", clock, "--data", "elsewhere"]);
    assert!(code == Some(3) && told.contains("Name the data folder of then"), "{told}");
}
