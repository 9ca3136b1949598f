//! The mappings that the project ships, on files with the same headers and invented people.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use common::{mapping, run_bytes, told};
use insta::assert_snapshot;

const SEGREGATION: &str = include_str!("../../../mappings/us-segregation-placements.toml");
const ARRESTS: &str = include_str!("../../../mappings/us-arrest-records.toml");

fn shown(text: &str, rows: &str) -> String {
    let mapping = mapping(text);
    let (tally, kept) = run_bytes(rows.as_bytes(), &mapping).unwrap();
    let mut shown = String::new();
    for subject in &kept.subjects {
        shown += &told(subject);
        let groups = mapping.groups().zip(&subject.groups);
        let labels: Vec<String> = groups.map(|(d, label)| format!("{}: {label}", d.id)).collect();
        shown += &format!("  {}\n", labels.join(" | "));
    }
    for reject in &kept.rejects {
        shown += &format!("refused line {}: {} {}\n", reject.line, reject.code.name(), reject.text);
    }
    for check in &tally.checks {
        shown += &format!("{}: {}\n", check.title, check.rows);
    }
    shown
}

#[test]
fn segregation_placements() {
    let rows = "Gender,Country of Citizenship,Facility AOR,Facility,Report Type,Placement Date,Placement Reason,Release Date,Mental Illness,Created\n\
        Female,IVORY COAST,PHO (Phoenix),Invented Facility One,72 Hour,2031-03-08T00:00:00,Disciplinary,2031-03-20T00:00:00,,2031-03-09T10:15:00\n\
        Male,KOREA,DEN (Denver),Invented Facility Two,14 Day,2031-03-08T00:00:00,Other,,Mental Illness,2031-03-01T10:15:00\n\
        Male,\"(b)(6), (b)(7)(C)\",,Invented Facility Two,30 Day Interval,2031-03-08T00:00:00,Other,2031-03-09T00:00:00,,2031-05-01T10:15:00\n\
        Male,PERU,DEN (Denver),Invented Facility Two,7 Day,2031-03-08T00:00:00,Other,,,2031-05-01T10:15:00\n\
        ,,,,,,,,,\n";
    assert_snapshot!("segregation", shown(SEGREGATION, rows));
}

#[test]
fn arrest_records() {
    let rows = "site_name,doc_completion_date,processing_disposition_descr,citizenship_country_descr,gender_code,age,apprehension_date,apprehension_method_descr\n\
        \"ANCHORAGE, AK, DOCKET CONTROL OFFICE\",2031-03-09T00:00:00Z,Other,TURKIYE,F,16,2031-03-08,Traffic Check\n\
        An invented office,2031-03-07T00:00:00Z,Other,UNKNOWN,U,44,2031-03-08,Located\n\
        An invented office,2031-03-07T00:00:00Z,Other,PERU,M,44,08/03/2031,Located\n";
    assert_snapshot!("arrests", shown(ARRESTS, rows));
}
