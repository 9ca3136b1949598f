//! What is read from good files, and from files with bad rows. All people are invented.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use common::{MAPPING, gz, law, mapping, parquet, run, run_bytes, sheet, told, with_file, xlsx};
use insta::assert_snapshot;
use intake::{RejectCode, Source};

const STAYS: &str = "Case,In,Out,Country\nX-1,01/03/2020,05/03/2020,Peru\nX-2,02/03/2020,,KEN\n";

fn all_told(bytes: &[u8]) -> String {
    let mapping = mapping(MAPPING);
    let (tally, kept) = run_bytes(bytes, &mapping).unwrap_or_else(|e| panic!("{e}"));
    format!("{}\n{}", tally.kind, kept.subjects.iter().map(told).collect::<String>())
}

#[test]
fn every_format_says_the_same() {
    let utf_16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(STAYS.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_snapshot!("csv", all_told(STAYS.as_bytes()));
    assert_snapshot!("semicolons", all_told(STAYS.replace(',', ";").as_bytes()));
    assert_snapshot!(
        "tabs-windows-lines",
        all_told(STAYS.replace(',', "\t").replace('\n', "\r\n").as_bytes())
    );
    assert_snapshot!("utf-16", all_told(&utf_16));
    assert_snapshot!("gzip", all_told(&gz(STAYS.as_bytes())));
    assert_snapshot!("xlsx", all_told(&xlsx(&sheet(), &[])));
    assert_snapshot!("xlsx-in-gzip", all_told(&gz(&xlsx(&sheet(), &[]))));
}

#[test]
fn parquet_is_read_and_a_null_is_an_empty_cell() {
    let mapping = mapping(MAPPING);
    for bytes in [parquet(), gz(&parquet())] {
        let (tally, kept) = run_bytes(&bytes, &mapping).unwrap();
        assert_eq!((tally.accepted, tally.refused, tally.kind.as_str()), (1, 1, "Parquet"));
        assert_eq!(tally.unread, ["Beds"]);
        assert_eq!(kept.rejects[0].code, RejectCode::MissingValue);
        assert_snapshot!("parquet", told(&kept.subjects[0]));
    }
}

#[test]
fn old_encodings_are_guessed_and_the_guess_is_told() {
    let mut bytes = b"Case,In,Country\nX-1,01/03/2020,C\xF4te d'Ivoire\n".to_vec();
    let (tally, kept) = run_bytes(&bytes, &mapping(MAPPING)).unwrap();
    assert_eq!(tally.kind, "text in windows-1252 (guessed)");
    let code = law().vocabulary.any_code("CIV").unwrap();
    assert_eq!(kept.subjects[0].events[1].value, duty::Value::Code(code));
    // A byte order mark is no part of the first header.
    bytes = [b"\xEF\xBB\xBF".to_vec(), STAYS.as_bytes().to_vec()].concat();
    assert_eq!(run_bytes(&bytes, &mapping(MAPPING)).unwrap().0.accepted, 2);
}

#[test]
fn bad_rows_are_refused_and_the_others_read() {
    let text = "Case,In,Out,Country\n\
        X-1,31/02/2020,,Peru\n\
        X-2,03-04-2020,,Peru\n\
        X-3,01/03/2020,05/03/2020\n\
        X-4,01/03/2020,05/03/2020,Peru,surplus\n\
        X-5,01/03/2020,05/03/2020,Peru,\n\
        X-6,01/03/2020,\0,Peru\n\
        X-7,,,Peru\n\
        X-8,2020-03-01 14:05,,Atlantis\n\
        X-9,01/03/2020,not a date at all and much longer than any date may be,Peru\n";
    let (tally, kept) = run_bytes(text.as_bytes(), &mapping(MAPPING)).unwrap();
    let told = kept.rejects.iter().map(|r| {
        format!(
            "line {}: {} [{}={}] {}\n",
            r.line,
            r.code.name(),
            r.column.as_deref().unwrap_or("-"),
            r.value.as_deref().unwrap_or("-"),
            r.text
        )
    });
    assert_snapshot!("refused-rows", told.collect::<String>());
    assert_eq!((tally.rows, tally.accepted, tally.refused), (9, 2, 7));
    assert_eq!(tally.unlisted[0].value, "Atlantis");
}

#[test]
fn both_day_orders_in_one_column_are_ambiguous() {
    let both =
        mapping(&MAPPING.replace(r#"["dd/mm/yyyy", "iso"]"#, r#"["dd/mm/yyyy", "mm/dd/yyyy"]"#));
    let text = "Case,In\nX-1,03/04/2020\nX-2,25/04/2020\n";
    let (tally, kept) = run_bytes(text.as_bytes(), &both).unwrap();
    assert_eq!((tally.accepted, kept.rejects[0].code), (1, RejectCode::AmbiguousDate));
}

#[test]
fn several_rows_make_one_case() {
    let cases = mapping(&format!("{MAPPING}\n[case]\nkey = [\"case\"]\n"));
    let text = "Case,In,Out\nX-1,01/03/2020,\nX-2,09/03/2020,\nX-1,01/03/2020,05/03/2020\n";
    let (tally, kept) = run_bytes(text.as_bytes(), &cases).unwrap();
    assert_eq!((tally.rows, tally.cases, tally.repeated_events), (3, 2, 1));
    assert_snapshot!("one-case", kept.subjects.iter().map(told).collect::<String>());
}

#[test]
fn private_columns_are_never_shown() {
    let text = MAPPING.replace("[columns.in]", "private = true\n[columns.in]\nprivate = true");
    let cases = mapping(&format!("{text}\n[case]\nkey = [\"case\"]\n"));
    let (_, kept) =
        run_bytes(b"Case,In\nsecret-1,31/02/2020\nsecret-2,01/03/2020\n", &cases).unwrap();
    assert_eq!(
        (kept.rejects[0].value.as_deref(), kept.rejects[0].column.as_deref()),
        (None, Some("In"))
    );
    assert_eq!(kept.subjects[0].key, "case of line 3");
}

#[test]
fn records_events_places_groups_and_checks() {
    let text = r#"
title = "Invented arrests"
about = "Invented."
jurisdiction = "us"
on_doubt = "unknown"
[file]
empty = ["-"]
withheld = ["(b)(*"]
zone = "place"
[columns.a]
header = "arrested"
date = "m/d/yyyy h:mm ap"
[columns.r]
header = "released"
date = "mm/dd/yyyy"
[columns.w]
header = "written"
date = "iso"
[columns.age]
header = "age"
number = true
most = 120
[columns.c]
header = "cit"
codes = "countries"
table = "names"
withheld = ["UNKNOWN"]
[columns.k]
header = "kind"
[columns.told]
header = "told"
yes = ["Y"]
no = ["N"]
[columns.site]
header = "site"
[tables.names]
"Holland" = "NLD"
[tables.sites]
"Nome" = "us-alaska"
[place]
column = "site"
table = "sites"
unlisted = "us-pacific"
[[skip]]
when = { column = "k", is = ["test*"] }
reason = "a test entry"
[[check]]
id = "late-entry"
title = "Written more than a day after the arrest"
when = { before = ["a", "w"], by = "1 day" }
[[check]]
id = "reversed"
title = "Released before the arrest"
when = { before = ["r", "a"] }
do = "reject"
[[record]]
when = { all = [{ column = "k", is_not = ["visit"] }, { not = { column = "a", empty = true } }] }
covers_all_but = ["release"]
[[record.event]]
kind = "arrest"
time = "a"
recorded = "w"
[[record.event]]
kind = "age-stated"
time = "a"
value = "age"
when_missing = "unknown"
[[record.event]]
kind = "nationality-stated"
value = "c"
[[record.event]]
kind = "consular-notification-requested"
time = "a"
value = "told"
if = { column = "told", empty = false }
[[record.event]]
kind = "release"
from = "a"
to = "r"
doubt = "approximate"
[[group]]
id = "age"
title = "Age"
column = "age"
bands = ["0 child", "18 adult"]
[[group]]
id = "month"
title = "Month"
column = "a"
part = "month"
[[group]]
id = "cit"
title = "Nationality"
column = "c"
"#;
    let rows = "arrested,released,written,age,cit,kind,told,site\n\
        3/1/2020 2:05 PM,03/04/2020,2020-03-05T00:00:00Z,17.0,Holland,raid,Y,Nome\n\
        3/1/2020 2:05 PM,(b)(6),-,,UNKNOWN,raid,,Elsewhere\n\
        3/1/2020 2:05 PM,02/01/2020,-,30,NL,raid,N,Nome\n\
        -,-,-,30,NL,raid,N,Nome\n\
        3/1/2020 2:05 PM,-,-,300,NL,visit,N,Nome\n\
        3/1/2020 2:05 PM,-,-,30,NL,TESTING,N,Nome\n\
        2/30/2020 2:05 PM,-,2020-03-05,60,Mexico,raid,N,Nome\n";
    let mapping = mapping(text);
    let (tally, kept) = run_bytes(rows.as_bytes(), &mapping).unwrap();
    let mut shown = String::new();
    for subject in &kept.subjects {
        shown += &told(subject);
        shown += &format!("  groups: {}\n", subject.groups.join(" | "));
    }
    for reject in &kept.rejects {
        shown += &format!("refused line {}: {} {}\n", reject.line, reject.code.name(), reject.text);
    }
    for check in &tally.checks {
        shown += &format!("check {}: {}\n", check.id, check.rows);
    }
    for column in &tally.columns {
        shown += &format!(
            "column {}: empty {} withheld {} unreadable {}\n",
            column.column, column.empty, column.withheld, column.unreadable
        );
    }
    assert_snapshot!("all-parts", shown);
    let release = law().vocabulary.kind("release").unwrap();
    assert!(!kept.subjects[0].coverage.has(release));
}

#[test]
fn two_runs_give_the_same() {
    let mapping = mapping(MAPPING);
    let once = run_bytes(STAYS.as_bytes(), &mapping).unwrap();
    let twice = run_bytes(STAYS.as_bytes(), &mapping).unwrap();
    assert_eq!((once.0, once.1.subjects), (twice.0, twice.1.subjects));
}

#[test]
fn header_rows_and_header_variants() {
    let bytes = b"Report of the invented office\n\nCASE_NO;In\nX-1;01/03/2020\n";
    let (tally, kept) = run_bytes(bytes, &with_file("header_row = 2")).unwrap();
    assert_eq!((tally.accepted, kept.subjects[0].line), (1, 4));
}

#[test]
fn text_is_read_from_anything_that_reads() {
    let mapping = mapping(MAPPING);
    let source = Source::from_reader("stdin", Box::new(STAYS.as_bytes()), &mapping);
    assert_eq!(run(source, &mapping).unwrap().0.accepted, 2);
    let packed = gz(STAYS.as_bytes());
    let source = Source::from_reader("stdin", Box::new(std::io::Cursor::new(packed)), &mapping);
    assert_eq!(run(source, &mapping).unwrap().0.accepted, 2);
}
