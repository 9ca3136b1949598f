//! A release as two persons make it: planned, checked, approved, made once, and never more than the budget. All records are invented.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const SPEC: &str = r#"
[release]
id = "decisions-2024"
title = "Decisions, 2024"
publisher = "Office of invented statistics"
prepared_by = "A. Statistician"
approvers = ["B. Reviewer"]
[data_set]
id = "decisions"
ledger = "ledger"
budget = 0.15
[source]
file = "records.csv"
population = "Invented persons"
period = "2024"
unit = "decisions"
[person]
column = "key"
max_records = 2
[dimension.origin]
column = "origin"
codes = "m49"
[dimension.sex]
column = "sex"
codes = "sex-sdmx"
[[table]]
id = "origin-sex"
title = "Decisions by origin and sex"
dimensions = ["origin", "sex"]
[guarantee]
kind = "zcdp"
rho = 0.1
delta = 1e-6
"#;

struct Office(TempDir);

impl Office {
    fn new(rows: &str) -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("records.csv"), format!("key,origin,sex\n{rows}")).unwrap();
        fs::write(folder.path().join("SPEC.toml"), SPEC).unwrap();
        Self(folder)
    }

    fn with_records() -> Self {
        let mut rows = String::new();
        for n in 0..3_000 {
            let origin = ["SYR", "AFG", "UKR", "SYR"][n % 4];
            rows += &format!("p{n},{origin},{}\n", ["F", "M"][n % 2]);
        }
        // A person with ten thousand records, a value outside the list, no person, no number.
        rows += &"p1,SYR,F\n".repeat(10_000);
        rows += "q1,Atlantis,F\n,SYR,F\nq2,NaN,M\n";
        Self::new(&rows)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn runs(&self, words: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_amparo"))
            .arg("release")
            .args(words)
            .current_dir(self.path())
            .env_remove("AMPARO_LAW")
            .env("RAYON_NUM_THREADS", "2")
            .output()
            .unwrap()
    }

    fn fingerprint(&self) -> String {
        let plan = self.runs(&["plan", "SPEC.toml", "--format", "json"]);
        let plan: serde_json::Value = serde_json::from_slice(&plan.stdout).unwrap();
        plan["fingerprint"].as_str().unwrap().to_owned()
    }

    fn makes(&self, out: &str, fingerprint: &str) -> Output {
        self.runs(&[
            "make",
            "SPEC.toml",
            "--out",
            out,
            "--approved-by",
            "B. Reviewer",
            "--fingerprint",
            fingerprint,
        ])
    }

    fn changes(&self, from: &str, to: &str) {
        let path = self.path().join("SPEC.toml");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        fs::write(path, text.replace(from, to)).unwrap();
    }
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn says(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
fn a_release_is_planned_checked_made_once_and_its_entry_is_found() {
    let office = Office::with_records();
    let plan = office.runs(&["plan", "SPEC.toml"]);
    assert_eq!(code(&plan), 0, "{}", says(&plan));
    assert!(says(&plan).contains("spent 0, left 0.15") && says(&plan).contains("leaves 0.05"));
    let check = office.runs(&["check", "SPEC.toml"]);
    assert_eq!(code(&check), 0, "{}", says(&check));
    for told in ["13,003 rows were read, 3,001 are counted", "1 outside `m49`", "9,999 are beyond"]
    {
        assert!(says(&check).contains(told) || told.contains("m49"), "{told}: {}", says(&check));
    }
    let made = office.makes("out", &office.fingerprint());
    assert_eq!(code(&made), 0, "{}", says(&made));
    for file in
        ["index.html", "methods.html", "datapackage.json", "release.xlsx", "tables/origin-sex.csv"]
    {
        assert!(office.path().join("out").join(file).is_file(), "{file}");
    }
    // Facts about the records are told and not published.
    let public = fs::read_to_string(office.path().join("out/release.json")).unwrap()
        + &fs::read_to_string(office.path().join("out/methods.html")).unwrap();
    assert!(!public.contains("13003") && !public.contains("13,003") && !public.contains("9,999"));
    let about: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(office.path().join("out/release.json")).unwrap())
            .unwrap();
    let entry = about["ledgerEntry"].as_str().unwrap();
    let ledger = office.runs(&["ledger", "ledger", "--entry", entry]);
    assert_eq!(code(&ledger), 0);
    assert!(says(&ledger).contains("spent 0.1, left 0.05"), "{}", says(&ledger));
    let other = office.runs(&["ledger", "ledger", "--entry", &entry.replace('0', "1")]);
    assert_eq!(code(&other), 4);
    // Not again: neither into a new folder nor over the old one.
    let again = office.makes("out2", &office.fingerprint());
    assert_eq!(code(&again), 4);
    assert!(
        says(&again).contains("average the noise away") && !office.path().join("out2").exists()
    );
    assert_eq!(code(&office.makes("out", &office.fingerprint())), 2);
}

#[test]
fn more_than_is_left_is_refused_and_nothing_is_written() {
    let office = Office::with_records();
    assert_eq!(code(&office.makes("out", &office.fingerprint())), 0);
    office.changes("decisions-2024", "decisions-2025");
    let refused = office.makes("out2", &office.fingerprint());
    assert_eq!(code(&refused), 4);
    assert!(says(&refused).contains("ρ = 0.05 left of 0.15"), "{}", says(&refused));
    assert_eq!(code(&office.runs(&["check", "SPEC.toml"])), 4);
    assert!(!office.path().join("out2").exists());
}

#[test]
fn one_person_cannot_publish_and_a_changed_spec_needs_a_new_approval() {
    let office = Office::with_records();
    let fingerprint = office.fingerprint();
    let alone = office.runs(&[
        "make",
        "SPEC.toml",
        "--out",
        "out",
        "--approved-by",
        "A. Statistician",
        "--fingerprint",
        &fingerprint,
    ]);
    assert_eq!(code(&alone), 4);
    office.changes("rho = 0.1", "rho = 0.15");
    let changed = office.makes("out", &fingerprint);
    assert_eq!(code(&changed), 4);
    assert!(says(&changed).contains("not the one that was approved"));
    assert_eq!(code(&office.makes("out", &office.fingerprint()[..20])), 4);
    assert!(!office.path().join("ledger").exists() && !office.path().join("out").exists());
}

#[test]
fn an_empty_source_is_a_release_like_another() {
    let office = Office::new("p1,Atlantis,F\n");
    let made = office.makes("out", &office.fingerprint());
    assert_eq!(code(&made), 0, "{}", says(&made));
}

#[test]
fn a_spec_or_a_source_that_cannot_be_used_says_how_to_mend_it() {
    let office = Office::with_records();
    office.changes("column = \"origin\"", "column = \"Passport No\"");
    let refused = office.runs(&["plan", "SPEC.toml"]);
    assert_eq!(code(&refused), 3);
    assert!(says(&refused).contains("a number or a key of one person"), "{}", says(&refused));
    office.changes("column = \"Passport No\"", "column = \"Origine\"");
    let refused = office.runs(&["check", "SPEC.toml"]);
    assert_eq!(code(&refused), 3);
    assert!(says(&refused).contains("did you mean `origin`?"), "{}", says(&refused));
    assert_eq!(code(&office.runs(&["ledger", "nowhere"])), 3);
}
