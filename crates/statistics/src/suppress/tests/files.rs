//! Releases as files, and SPEC files as frames.

use super::random::Case;
use super::{about, rule, wide_open};
use crate::suppress::folder::{FolderError, keep, kept, read, read_certificate, write};
use crate::suppress::{Framed, attack, of_spec, protect, to_count};
use std::fs;

#[test]
fn a_release_is_read_from_its_files_as_it_was_written() {
    let case = Case::random(7);
    let done =
        protect(about("r", "2024"), &case.framed, &case.counts(), rule(), wide_open()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &done.published, &done.certificate).unwrap();
    let again = read(folder.path()).unwrap();
    assert_eq!(again, done.published);
    let certificate = read_certificate(folder.path()).unwrap();
    assert_eq!(certificate.verify(&again, wide_open()), Ok(0));
    keep(folder.path(), &again).unwrap();
    assert_eq!(kept(folder.path(), ["r"].into_iter()).unwrap(), [again]);
    assert!(matches!(kept(folder.path(), ["s"].into_iter()), Err(FolderError::Io { .. })));
    assert!(kept(folder.path(), ["../r"].into_iter()).is_err());
}

#[test]
fn damaged_files_are_refused_and_the_message_has_no_value() {
    let case = Case::random(7);
    let done =
        protect(about("r", "2024"), &case.framed, &case.counts(), rule(), wide_open()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &done.published, &done.certificate).unwrap();
    let table = folder.path().join("tables/t0.csv");
    let text = fs::read_to_string(&table).unwrap();
    let first = text.lines().nth(1).unwrap();
    let without = text.replacen(&format!("{first}\n"), "", 1);
    let twice = format!("{text}{first}\n");
    let words = text.replacen(first, &format!("secret{first}"), 1);
    let half = text[..text.len() / 2].to_owned();
    for bad in [without, twice, words, half, String::new(), "\"".to_owned()] {
        fs::write(&table, bad).unwrap();
        let refused = read(folder.path()).unwrap_err().to_string();
        assert!(refused.contains("t0.csv") && !refused.contains("secret"), "{refused}");
    }
    fs::write(&table, &text).unwrap();
    let description = folder.path().join("suppression.json");
    let text = fs::read_to_string(&description).unwrap();
    for (from, to) in
        [("\"layout\":1", "\"layout\":2"), ("\"least\":10", "\"least\":1"), ("\"t0\"", "\"../t0\"")]
    {
        assert!(text.contains(from));
        fs::write(&description, text.replacen(from, to, 1)).unwrap();
        assert!(read(folder.path()).is_err());
    }
}

const SPEC: &str = r#"
[release]
id = "invented"
title = "Invented people"
publisher = "An invented office"
prepared_by = "A. Statistician"
approvers = ["B. Reviewer"]
[data_set]
id = "invented"
ledger = "ledger"
[source]
file = "people.csv"
population = "Invented people"
period = "2024"
unit = "persons"
[person]
assumed_max_records = 1
reason = "they are invented"
[dimension.origin]
column = "Origin"
codes = "m49"
only = ["AFG", "SYR", "UKR", "HND"]
[dimension.sex]
column = "Sex"
codes = "sex-sdmx"
unknown = true
[[table]]
id = "origin-sex"
title = "Origin by sex"
dimensions = ["origin", "sex"]
[[table]]
id = "women"
title = "Women by origin"
dimensions = ["origin"]
where = { sex = ["F"] }
[guarantee]
kind = "threshold"
threshold = 10
"#;

fn counted(people: &[(&str, &str, u32)]) -> (Framed, Vec<Vec<i64>>) {
    let lists = crate::codes::for_tests();
    let spec = crate::Spec::read("SPEC.toml", SPEC, &lists).unwrap();
    let mut builder = crate::count::Builder::new(&spec);
    for (origin, sex, count) in people {
        for _ in 0..*count {
            builder.row(|at| [*origin, *sex][at], None, None).unwrap();
        }
    }
    let columns = builder.finish();
    let outside: Vec<bool> = columns.refused.outside.iter().map(|rows| *rows > 0).collect();
    let framed = of_spec(&spec, &outside);
    let sets = to_count(&framed.frame).unwrap();
    let counts =
        sets.iter().map(|set| crate::count::count_with_outside(&spec, &columns, set)).collect();
    (framed, counts)
}

#[test]
fn a_spec_becomes_tables_with_regions_and_totals_that_keep_the_rule() {
    let people = [
        ("AFG", "F", 40),
        ("AFG", "M", 3),
        ("SYR", "F", 25),
        ("SYR", "M", 60),
        ("UKR", "F", 90),
        ("UKR", "M", 20),
        ("HND", "", 12),
        ("HND", "F", 30),
        ("HND", "M", 31),
    ];
    let (framed, counts) = counted(&people);
    let done = protect(about("r", "2024"), &framed, &counts, rule(), wide_open()).unwrap();
    let sheet = &done.published.frame.sheets[0];
    let shown = |codes: &[&str]| done.published.cells[0][sheet.find(codes).unwrap()];
    assert_eq!(shown(&["_T", "_T"]), Some(311));
    assert_eq!(shown(&["AFG", "M"]), None);
    assert_eq!(shown(&["AFG", "_T"]), Some(43));
    assert_eq!(shown(&["UKR", "_U"]), Some(0));
    assert!(sheet.find(&["142", "_T"]).is_some(), "Asia is a line: {:?}", sheet.lines[0]);
    assert!(!attack(&[done.published], wide_open()).unwrap().is_broken());
}

#[test]
fn people_outside_a_list_are_not_told_by_a_difference_of_tables() {
    let people = [
        ("AFG", "F", 40),
        ("AFG", "M", 30),
        ("SYR", "F", 25),
        ("SYR", "M", 60),
        ("UKR", "F", 90),
        ("UKR", "M", 20),
        ("HND", "F", 30),
        ("HND", "M", 31),
        ("KEN", "F", 4),
        ("SYR", "?", 2),
    ];
    let (framed, counts) = counted(&people);
    assert_eq!(framed.frame.axes[0].nodes[0].id, "*");
    let done = protect(about("r", "2024"), &framed, &counts, rule(), wide_open()).unwrap();
    assert!(!attack(&[done.published], wide_open()).unwrap().is_broken());
}
