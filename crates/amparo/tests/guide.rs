//! `amparo guide` as a person meets it. Figures and contacts are invented.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise"
)]

use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const PRICES: &str =
    "Sending Countries Code,Receiving Countries Code,2020Q1\nUSA,HND,3.885\nQQQ,HND,1\n";
const MISSING: &str = "Migration Route,Total Dead and Missing,Reported Date\nCentral America to US,12,\"May 02, 2018\"\n,3,\n";

/// What a command printed and how it ended.
fn run(folder: &Path, words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_amparo"))
        .arg("guide")
        .args(words)
        .current_dir(folder)
        .env_remove("AMPARO_LAW")
        .env_remove("AMPARO_DATA")
        .env("COLUMNS", "100")
        .output()
        .unwrap();
    let (out, err) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    format!("{out}{err}[{}]", output.status.code().unwrap())
}

fn build<'a>(rest: &[&'a str]) -> Vec<&'a str> {
    let mut words = vec!["build", "--out", "site", "--as-of", "2026-11-24"];
    words.extend(rest);
    words
}

#[test]
fn help_says_what_the_guide_needs() {
    let folder = TempDir::new().unwrap();
    insta::assert_snapshot!("guide-help", run(folder.path(), &["build", "--help"]));
}

#[test]
fn a_site_is_built_and_built_again() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("prices.csv"), PRICES).unwrap();
    std::fs::write(folder.path().join("missing.csv"), MISSING).unwrap();
    insta::assert_snapshot!(
        "guide-import",
        run(folder.path(), &["import", "prices.csv", "missing.csv"])
    );
    let words = build(&[
        "--route",
        "hn-mx-us",
        "--route",
        "HND/MEX/USA",
        "--lang",
        "es",
        "--base-url",
        "https://example.org/g",
    ]);
    // How heavy it is may change with every word.
    insta::with_settings!({ filters => vec![(r"\d+ kB", "[so many] kB")] }, {
        insta::assert_snapshot!("guide-build", run(folder.path(), &words));
    });
    let page = std::fs::read_to_string(folder.path().join("site/hn-mx-us.es.html")).unwrap();
    assert!(page.contains("https://example.org/g/hn-mx-us.es.html") && page.contains("3,89"));
    let again = run(folder.path(), &words);
    assert!(again.ends_with("[0]"), "{again}");
    assert_eq!(std::fs::read_to_string(folder.path().join("site/hn-mx-us.es.html")).unwrap(), page);
}

#[test]
fn bad_input_is_told_and_nothing_is_written() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("other.csv"), "a,b\n1,2\n").unwrap();
    std::fs::create_dir(folder.path().join("mine")).unwrap();
    std::fs::write(folder.path().join("mine/letter.txt"), "x").unwrap();
    for (name, words) in [
        ("guide-unknown-country", build(&["--route", "hn-Mexiko", "--route", "zz-us"])),
        ("guide-unknown-language", build(&["--route", "hn-us", "--lang", "xx"])),
        ("guide-address", build(&["--route", "hn-us", "--base-url", "javascript:alert(1)"])),
        ("guide-day", vec!["build", "--out", "site", "--as-of", "today"]),
        (
            "guide-folder-of-others",
            vec!["build", "--out", "mine", "--route", "hn-us", "--as-of", "2026-11-24"],
        ),
        ("guide-other-table", vec!["import", "other.csv"]),
        ("guide-no-campaign", vec!["campaign", "none.toml", "--out", "sheets"]),
    ] {
        insta::assert_snapshot!(name, run(folder.path(), &words));
    }
    assert!(!folder.path().join("site").exists());
}

#[test]
fn an_office_adds_contacts_and_a_damaged_table_is_told() {
    let folder = TempDir::new().unwrap();
    let contacts = folder.path().join("amparo-data/guide/contacts");
    std::fs::create_dir_all(&contacts).unwrap();
    let contact = "states = [\"mx\"]\n[[contact]]\nkind = \"legal-aid\"\nname = \"Invented Clinic\"\nphone = \"+00 000\"\nsource = \"its leaflet\"\nchecked = \"2024-01-01\"\nhow = \"call\"\n";
    std::fs::write(contacts.join("office.toml"), contact).unwrap();
    let words = build(&["--route", "hn-mx", "--lang", "en"]);
    assert!(run(folder.path(), &words).ends_with("[0]"));
    let page = std::fs::read_to_string(folder.path().join("site/hn-mx.en.html")).unwrap();
    assert!(page.contains("Invented Clinic") && page.contains("This was checked long ago."));
    std::fs::write(contacts.join("office.toml"), contact.replace("source", "sauce")).unwrap();
    let told = run(folder.path(), &words);
    assert!(told.ends_with("[3]") && told.contains("office.toml"), "{told}");
    std::fs::remove_file(contacts.join("office.toml")).unwrap();
    std::fs::write(folder.path().join("amparo-data/guide/prices.json"), "{").unwrap();
    let told = run(folder.path(), &words);
    assert!(told.ends_with("[3]") && told.contains("import the file again"), "{told}");
}

#[test]
fn a_campaign_is_printed() {
    let folder = TempDir::new().unwrap();
    let campaign = "office = \"Invented Office\"\nway = \"hn-mx-us\"\nlanguages = [\"en\"]\nchannels = [\"poster\", \"sms\"]\n\
        messages = [\"detained-sign\"]\nfrom = \"2026-12-01\"\nto = \"2026-12-31\"\n[heading]\nen = \"You have rights\"\n";
    std::fs::write(folder.path().join("campaign.toml"), campaign).unwrap();
    let told = run(
        folder.path(),
        &["campaign", "campaign.toml", "--out", "sheets", "--as-of", "2026-11-24"],
    );
    insta::assert_snapshot!("guide-campaign", told);
    assert!(
        std::fs::read_to_string(folder.path().join("sheets/poster.en.html"))
            .unwrap()
            .contains("You have rights")
    );
}

/// What binds a State today is asked of the tables that a person brought, too.
#[test]
fn an_imported_table_of_treaty_status_is_on_the_page() {
    let folder = TempDir::new().unwrap();
    let table = "# title: Invented table\n# as-of: 2026-06-01\ninstrument,state,action,date,in_force,note\n\
        ICRMW,USA,accession,2024-01-10,,invented\n";
    std::fs::write(folder.path().join("table.csv"), table).unwrap();
    let words = build(&["--route", "hn-mx-us", "--lang", "en"]);
    let page = || std::fs::read_to_string(folder.path().join("site/hn-mx-us.en.html")).unwrap();
    assert!(run(folder.path(), &words).ends_with("[0]"));
    let before = page();
    let imported = Command::new(env!("CARGO_BIN_EXE_amparo"))
        .args(["law", "status", "--import", "table.csv"])
        .current_dir(folder.path())
        .env_remove("AMPARO_DATA")
        .status()
        .unwrap();
    assert!(imported.success());
    let said = run(folder.path(), &words);
    assert!(said.contains("Treaty status with newer tables: Invented table."), "{said}");
    assert_ne!(page(), before);
    let mark = std::fs::read_to_string(folder.path().join("site/guide.json")).unwrap();
    assert!(mark.contains("\"Invented table\""), "{mark}");
}
