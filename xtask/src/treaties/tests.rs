//! Invented States, treaties and lists: Ruritania and its neighbours never signed anything.

use when::{Day, Days};

use super::lists::{Depositary, Yearly};
use super::names::Names;
use super::rule::{Action, Rule, edtf};
use super::sources::{Instruments, Sources};
use super::{Output, compile, csv};

const ISO_1: &str = r#"{"3166-1": [
  {"alpha_2": "XA", "alpha_3": "XRU", "name": "Ruritania, Kingdom of"},
  {"alpha_2": "XB", "alpha_3": "XBO", "name": "Bordurie", "common_name": "Borduria"},
  {"alpha_2": "XC", "alpha_3": "XSY", "name": "Saint Syldavia"},
  {"alpha_2": "XD", "alpha_3": "XGR", "name": "Graustark"},
  {"alpha_2": "XE", "alpha_3": "XFR", "name": "Freedonia"},
  {"alpha_2": "XF", "alpha_3": "XLU", "name": "Lutha"},
  {"alpha_2": "XG", "alpha_3": "XGP", "name": "Grand Fenwick"}
]}"#;

const ISO_3: &str = r#"{"3166-3": [
  {"alpha_2": "XO", "alpha_3": "XOF", "alpha_4": "XOXE", "name": "Old Freedonia, Duchy of"},
  {"alpha_2": "XP", "alpha_3": "XUN", "alpha_4": "XPHH", "name": "United Duchies"}
]}"#;

const SOURCES: &str = r#"
[[source]]
id = "exact"
title = "Invented"
precision = "day"
absent = "No party"
[source.as_of]
TREATY = "2015-03-09"
[source.files]
TREATY = "exact.csv"
[source.published_parties]
TREATY = 7

[[source]]
id = "yearly"
title = "Invented"
precision = "year"
absent = "No party"
[source.as_of]
TREATY = "2022-08-01"
[source.files]
TREATY = "yearly.csv"
"#;

const EXACT: &str = "\
Participant,Signature,\"Accession(a), Succession(d), Ratification\"
Ruritania (Kingdom of) 3,21 Feb 1998,14 Mar 2003
Borduria,,1 Apr 2003 a
St. Syldavia,,22 Feb 2004 d
Graustark,1 May 2001,
United Duchies 12,,1 Jan 1999 d
";

const YEARLY: &str = "\
iso2,member,state party,year ratification or accession,signatory,no action,status,note
XA,Ruritania,1,1998,0,0,state party,
XB,Borduria,0,,0,1,no action,
XC,Syldavia,1,2004,0,1,state party,
XD,Graustark,1,2017,0,0,state party,
XO,Old Freedonia,1,2015,0,0,state party,
XF,Lutha,1,2001,0,0,state party,
XG,Grand Fenwick,0,,1,0,signatory state,
";

fn names() -> Names {
    Names::parse(ISO_1, ISO_3).unwrap()
}

fn instruments(rule: &str) -> Instruments {
    let text = format!(
        "id = \"TREATY\"\nadopted = \"1990-12-18\"\n\
         [entry_into_force]\ngeneral = \"2003-07-01\"\nrule = \"{rule}\"\n"
    );
    Instruments::parse(&[("treaty.toml".to_owned(), text)]).unwrap()
}

fn compiled(rule: &str, exact: &str, yearly: &str) -> Result<Output, String> {
    let sources = Sources::parse(SOURCES).unwrap();
    compile(&sources, &instruments(rule), &names(), &|file| match file {
        "exact.csv" => Ok(exact.to_owned()),
        "yearly.csv" => Ok(yearly.to_owned()),
        other => Err(format!("{other}: not there")),
    })
}

fn refused(exact: &str, yearly: &str) -> String {
    match compiled("thirtieth-day", exact, yearly) {
        Ok(_) => panic!("the lists were taken"),
        Err(error) => error,
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn binds(rule: Rule, deposit: &str) -> String {
    let days = Days::at(day(deposit));
    let general = day("1900-01-01");
    rule.in_force(general, Action::Accession, days).unwrap().map(edtf).unwrap()
}

#[test]
fn two_lists_become_one_table() {
    let output = compiled("thirtieth-day", EXACT, YEARLY).unwrap();
    assert_eq!(
        output.status,
        "\
instrument,state,action,deposited,in_force,source,note
TREATY,XBO,accession,2003-04-01,2003-07-01,exact,yearly does not show the State as a party
TREATY,XFR,accession,2015,2015-04-09/2016-01-30,yearly,only the year is known; the kind of act is inferred
TREATY,XGP,signature,2015-03-10/2022-08-01,,yearly,signed between the two lists; the day is not known
TREATY,XGR,signature,2001-05-01,,exact,
TREATY,XGR,ratification,2017,2017-01-31/2018-01-30,yearly,only the year is known; the kind of act is inferred
TREATY,XRU,signature,1998-02-21,,exact,
TREATY,XRU,ratification,2003-03-14,2003-07-01,exact,yearly gives 1998
TREATY,XSY,succession,2004-02-22,2003-07-01/2004-02-22,exact,effect reaches back to the succession of States
TREATY,XUN,succession,1999-01-01,2003-07-01,exact,effect reaches back to the succession of States; former State; its successors' own acts are theirs
"
    );
}

#[test]
fn contradictions_are_listed() {
    let output = compiled("thirtieth-day", EXACT, YEARLY).unwrap();
    assert_eq!(
        output.conflicts,
        "\
instrument,state,field,exact,yearly,kept,note
TREATY,XBO,party,2003-04-01,not a party,2003-04-01,no withdrawal is known; the party is kept
TREATY,XLU,party,not a party,2001,not a party,the depositary did not list it then; kept absent
TREATY,XRU,year,2003-03-14,1998,2003-03-14,the day of the depositary is kept
TREATY,XSY,row,,status state party; state party 1; signatory 0; no action 1,status in words,the yearly list contradicts itself; its status in words is taken
"
    );
}

#[test]
fn two_runs_give_the_same_bytes() {
    let once = compiled("three-months", EXACT, YEARLY).unwrap();
    let again = compiled("three-months", EXACT, YEARLY).unwrap();
    assert_eq!(once.status, again.status);
    assert_eq!(once.conflicts, again.conflicts);
}

#[test]
fn unknown_states_are_reported_together() {
    let exact = format!("{EXACT}Zenda,,1 Apr 2003 a\nElbonia,,1 Apr 2003 a\n");
    let yearly = format!("{YEARLY}XX,Nowhere,0,,0,1,no action,\n");
    let error = refused(&exact, &yearly);
    for part in ["exact.csv:7: Zenda", "exact.csv:8: Elbonia", "yearly.csv:9: code \"XX\""] {
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn cells_that_cannot_be_read_are_refused_with_their_line() {
    let head = "Participant,Signature,\"Ratification, Accession(a)\"\n";
    let cases = [
        ("Borduria,,31 Feb 2003 a\n", "exact.csv:2: Borduria: \"31 Feb 2003 a\""),
        ("Borduria,,1 Apr 2003 z\n", "an act marked \"z\""),
        ("Borduria,,1 April 2003\n", "is no day"),
        ("Borduria,,1 Apr 1980 a\n", "1980-04-01 lies outside 1990-12-18"),
        ("Borduria,,1 Apr 2016 a\n", "2016-04-01 lies outside"),
        ("Borduria,,\nBorduria,,\n", "a second row for XBO"),
        ("\"Borduria,,\n", "never closed"),
    ];
    for (rows, part) in cases {
        let error = refused(&format!("{head}{rows}"), YEARLY);
        assert!(error.contains(part), "{part}: {error}");
    }
    let error = refused("Participant,Signature\n", YEARLY);
    assert!(error.contains("names Accession"), "{error}");
}

#[test]
fn a_party_without_a_year_is_refused() {
    let head = "iso2,member,state party,year,signatory,no action,status,note\n";
    let mut unknown = Vec::new();
    let rows = format!("{head}XA,Ruritania,1,,0,0,state party,\n");
    let error = Yearly::parse("y.csv", &rows, &names(), &mut unknown).err().unwrap();
    assert_eq!(error, "y.csv:2: XA: a party without a year");
}

#[test]
fn footnotes_and_united_nations_spellings_are_understood() {
    let names = names();
    let code = |name: &str| names.by_name(name).map(|state| state.code.clone());
    assert_eq!(code("Ruritania (Kingdom of) 3, 4").as_deref(), Some("XRU"));
    assert_eq!(code("borduria").as_deref(), Some("XBO"));
    assert_eq!(code("St. Syldavia 2").as_deref(), Some("XSY"));
    assert_eq!(code("Turkey").as_deref(), Some("TUR"));
    assert_eq!(code("Old Freedonia").as_deref(), Some("XOF"));
    assert_eq!(code("Elbonia"), None);
    assert_eq!(names.by_alpha2("XO"), Some("XFR"));
    assert_eq!(names.by_alpha2("XP"), None);
}

/// VCCR 77(2), Refugee Convention 43(2), ICCPR 49(2), ICRMW 87(2), Refugee Protocol VIII(2).
#[test]
fn each_treaty_counts_from_the_deposit_in_its_way() {
    assert_eq!(binds(Rule::ThirtiethDay, "2001-01-30"), "2001-03-01");
    assert_eq!(binds(Rule::NinetiethDay, "2001-01-01"), "2001-04-01");
    assert_eq!(binds(Rule::ThreeMonths, "2001-01-31"), "2001-04-30");
    assert_eq!(binds(Rule::ThreeMonths, "2000-11-30"), "2001-02-28");
    assert_eq!(binds(Rule::FirstOfMonthAfterThreeMonths, "2003-03-14"), "2003-07-01");
    assert_eq!(binds(Rule::FirstOfMonthAfterThreeMonths, "2007-10-01"), "2008-02-01");
    assert_eq!(binds(Rule::DateOfDeposit, "2001-01-31"), "2001-01-31");
}

#[test]
fn nothing_binds_before_the_treaty_is_in_force_and_a_signature_never_does() {
    let general = day("2003-07-01");
    let early = Days::at(day("1998-02-21"));
    let rule = Rule::ThirtiethDay;
    let bound = rule.in_force(general, Action::Ratification, early).unwrap();
    assert_eq!(bound, Some(Days::at(general)));
    assert_eq!(rule.in_force(general, Action::Signature, early).unwrap(), None);
}

#[test]
fn quoted_fields_survive_a_round_trip() {
    let mut text = String::new();
    csv::write_row(&mut text, &["a, b", "say \"so\"", "two\nlines", ""]);
    let records = csv::parse("t.csv", &text).unwrap();
    let fields: Vec<&str> = records.iter().flat_map(|r| &r.fields).map(String::as_str).collect();
    assert_eq!(fields, ["a, b", "say \"so\"", "two\nlines", ""]);
}

#[test]
fn parties_are_counted() {
    let list = Depositary::parse("e.csv", EXACT, &names(), &mut Vec::new()).unwrap();
    assert_eq!(list.parties(), 4);
}
