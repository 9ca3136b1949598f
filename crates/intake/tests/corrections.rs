//! Rows of one case: corrections find what they correct, and waiting on disk changes nothing. All people are invented.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod common;

use common::{mapping, run_bytes, told};
use insta::assert_snapshot;
use intake::{Mapping, RejectCode};
use std::fmt::Write as _;

/// The register of `docs/mapping.md`: an entry is never changed, a later one says what was wrong with it.
const REGISTER: &str = r#"
title = "Invented register with corrections"
about = "Each row is an entry. Entries are never changed; a later one corrects or withdraws."
jurisdiction = "us"

[columns]
entry = { header = "Entry" }
case = { header = "Case no" }
what = { header = "What" }
when = { header = "When", date = ["dd/mm/yyyy hh:mm", "dd/mm/yyyy"] }
written = { header = "Written", date = "dd/mm/yyyy hh:mm" }
corrects = { header = "Corrects" }

[case]
key = ["case"]

[[record]]
when = { all = [{ column = "what", is = ["withdrawn"] }, { column = "corrects", empty = false }] }
covers = ["detention-started", "release"]
[[record.event]]
kind = "release"
constant = "withdrawn"
corrects = { by = "corrects", row = "entry" }
recorded = "written"

[[record]]
when = { column = "corrects", empty = false }
covers = ["detention-started", "release"]
[[record.event]]
if = { column = "what", is = ["taken in"] }
kind = "detention-started"
time = "when"
recorded = "written"
corrects = { by = "corrects", row = "entry" }
[[record.event]]
if = { column = "what", is = ["let out"] }
kind = "release"
time = "when"
recorded = "written"
corrects = { by = "corrects", row = "entry" }

[[record]]
covers = ["detention-started", "release"]
[[record.event]]
if = { column = "what", is = ["taken in"] }
kind = "detention-started"
time = "when"
recorded = "written"
[[record.event]]
if = { column = "what", is = ["let out"] }
kind = "release"
time = "when"
recorded = "written"
"#;

const ENTRIES: &str = "\
Entry;Case no;What;When;Written;Corrects
1;A-17;taken in;03/02/2031 14:20;03/02/2031 15:00;
2;A-17;let out;06/02/2031;06/02/2031 09:00;
3;A-17;let out;09/02/2031;10/02/2031 09:00;2
4;A-17;withdrawn;;11/02/2031 08:30;3
5;A-18;let out;12/02/2031;12/02/2031 10:00;99
6;A-18;taken in;05/02/2031;05/02/2031 10:00;
7;A-18;let out;13/02/2031;13/02/2031 10:00;5
";

#[test]
fn corrections_find_the_rows_they_name() {
    let (tally, kept) = run_bytes(ENTRIES.as_bytes(), &mapping(REGISTER)).unwrap();
    let mut text: String = kept.subjects.iter().map(told).collect();
    for event in &kept.subjects[0].events {
        let _ = writeln!(text, "{:?} corrects {:?}", event.id, event.corrects);
    }
    for reject in &kept.rejects {
        let _ = writeln!(
            text,
            "line {}: {:?}, {:?}: {}",
            reject.line, reject.code, reject.column, reject.text
        );
    }
    assert_snapshot!("corrections", text);
    // Entry 7 corrects entry 5, which corrects nothing that there is.
    assert_eq!((tally.rows, tally.accepted, tally.refused, tally.cases), (7, 5, 2, 2));
}

#[test]
fn a_correction_without_a_name_means_the_last_of_the_kind() {
    let lines = REGISTER.replace("{ by = \"corrects\", row = \"entry\" }", "{}");
    let (_, kept) = run_bytes(ENTRIES.as_bytes(), &mapping(&lines)).unwrap();
    let corrects = kept.subjects[0].events.iter().map(|event| event.corrects.map(|id| id.0));
    assert_eq!(corrects.collect::<Vec<_>>(), [None, None, Some(1), Some(2)]);
    // The first row of A-18 has nothing before it.
    assert_eq!(kept.rejects.iter().map(|r| r.line).collect::<Vec<_>>(), [6, 8]);
    assert!(kept.rejects.iter().all(|r| r.code == RejectCode::NothingCorrected));
}

#[test]
fn a_correction_that_cannot_work_is_refused_with_the_mapping() {
    for (name, from, to) in [
        ("no-case", "[case]\nkey = [\"case\"]\n", ""),
        (
            "half-a-name",
            "{ by = \"corrects\", row = \"entry\" }\nrecorded = \"written\"\n\n",
            "{ by = \"corrects\" }\n\n",
        ),
        (
            "withdraws-nothing",
            "constant = \"withdrawn\"\ncorrects = { by = \"corrects\", row = \"entry\" }",
            "constant = \"withdrawn\"",
        ),
        ("no-such-column", "row = \"entry\"", "row = \"entri\""),
        ("empty-key", "key = [\"case\"]", "key = []"),
    ] {
        let text = REGISTER.replacen(from, to, 1);
        assert_ne!(text, REGISTER, "{name}");
        let problems = Mapping::read("mapping.toml", &text, common::law()).unwrap_err();
        assert_snapshot!(format!("correction-{name}"), problems.render());
    }
}

#[test]
fn rows_that_waited_on_disk_give_the_same_cases() {
    // 30,000 rows of 5,000 invented cases, every case spread over the whole file: far more than a MiB.
    let mut file = "Entry;Case no;What;When;Written;Corrects\n".to_owned();
    for entry in 0..30_000_u32 {
        let case = (entry.wrapping_mul(7_919)) % 5_000;
        let (day, month) = (entry % 28 + 1, entry % 12 + 1);
        let (what, corrects) = match entry % 5 {
            0 => ("taken in", String::new()),
            1 if entry >= 5_000 => ("let out", (entry - 5_000).to_string()),
            _ => ("let out", String::new()),
        };
        let _ = writeln!(
            file,
            "{entry};B-{case};{what};{day:02}/{month:02}/2031;01/01/2032 10:00;{corrects}"
        );
    }
    let ample = run_bytes(file.as_bytes(), &mapping(REGISTER)).unwrap();
    let narrow = REGISTER.replace("key = [\"case\"]", "key = [\"case\"]\nmax_memory = \"1 MiB\"");
    let narrow = run_bytes(file.as_bytes(), &mapping(&narrow)).unwrap();
    assert_eq!(ample.0, narrow.0);
    assert!(ample.1.subjects == narrow.1.subjects && ample.1.rejects == narrow.1.rejects);
    assert_eq!(ample.0.cases, 5_000);
    let lines: Vec<u64> = ample.1.subjects.iter().map(|subject| subject.line).collect();
    assert!(lines.is_sorted(), "in the order of their first rows");
}

#[test]
fn a_case_that_swallows_the_file_is_told() {
    let narrow = REGISTER.replace("key = [\"case\"]", "key = [\"case\"]\nmax_memory = \"1 MiB\"");
    let mut file = "Entry;Case no;What;When;Written;Corrects\n".to_owned();
    for entry in 0..20_000 {
        let _ = writeln!(file, "{entry};the same for all;let out;01/02/2031;01/02/2031 10:00;");
    }
    let told = common::fault(file.as_bytes(), &mapping(&narrow));
    assert!(told.contains("belongs has more rows than fit into the memory allowed"), "{told}");
}
