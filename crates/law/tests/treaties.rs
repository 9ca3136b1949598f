//! Who is bound when: edges of entry, withdrawal, years without days, and the end of the table.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{changed, whole};
use law::{Action, CodeId, Law, Source};
use when::{Day, Tri};

const STATUS: &str = "treaties/status.csv";

struct Table {
    law: Law,
    pact: usize,
}

impl Table {
    fn of(source: &Source) -> Self {
        let law = Law::load(source).unwrap_or_else(|problems| panic!("{problems}"));
        let pact = law.instrument("CONSULAR-PACT").unwrap();
        Self { law, pact }
    }

    fn state(&self, code: &str) -> CodeId {
        self.law.vocabulary.any_code(code).unwrap()
    }

    fn bound(&self, code: &str, day: &str) -> Tri {
        self.law.treaties.bound(self.pact, self.state(code), self::day(day))
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn days(text: (Day, Day)) -> (String, String) {
    (text.0.to_string(), text.1.to_string())
}

/// VCCR 77(2): the thirtieth day after the deposit is the first day on which the State is bound.
#[test]
fn a_state_is_bound_from_the_thirtieth_day() {
    let table = Table::of(&whole());
    assert_eq!(table.bound("FRE", "1990-03-30"), Tri::No);
    assert_eq!(table.bound("FRE", "1990-03-31"), Tri::Yes);
    // A State that was bound when the table was drawn up is taken to be bound still.
    assert_eq!(table.bound("FRE", "2030-01-01"), Tri::Yes);
    let [bond] = table.law.treaties.status(table.pact, table.state("FRE")) else { panic!() };
    assert_eq!((bond.action, bond.deposited.as_str()), (Action::Ratification, "1990-03-01"));
    assert_eq!(bond.note, "deposited twice, the first counts");
    assert_eq!(table.law.treaties.source(&bond.source), Some("The first list"));
}

#[test]
fn a_year_without_a_day_is_unknown_until_its_last_day() {
    let table = Table::of(&whole());
    assert_eq!(table.bound("SYL", "2017-01-30"), Tri::No);
    assert_eq!(table.bound("SYL", "2017-01-31"), Tri::Unknown);
    assert_eq!(table.bound("SYL", "2018-01-29"), Tri::Unknown);
    assert_eq!(table.bound("SYL", "2018-01-30"), Tri::Yes);
}

#[test]
fn silence_is_no_only_as_far_as_the_table_reaches() {
    let table = Table::of(&whole());
    assert_eq!(table.law.treaties.as_of(table.pact).unwrap(), day("2022-08-01"));
    assert_eq!(table.bound("XXA", "2022-08-01"), Tri::No);
    assert_eq!(table.bound("XXA", "2022-08-02"), Tri::Unknown);
    // The second list leaves Borduria out: for it the first list is the last word.
    assert_eq!(table.bound("BOR", "2015-03-09"), Tri::No);
    assert_eq!(table.bound("BOR", "2015-03-10"), Tri::Unknown);
    // No list holds the charter.
    let charter = table.law.instrument("FREEDOM-CHARTER").unwrap();
    assert_eq!(table.law.treaties.as_of(charter), None);
    let fre = table.state("FRE");
    assert_eq!(table.law.treaties.bound(charter, fre, day("2000-01-01")), Tri::Unknown);
    assert_eq!(table.law.treaties.bound(99, fre, day("2000-01-01")), Tri::Unknown);
}

#[test]
fn a_deposit_that_has_no_effect_yet_is_a_certain_no_even_after_the_table() {
    let row = "CONSULAR-PACT,XXA,accession,2022-07-20,2022-08-19,second-list,\n";
    let table = Table::of(&changed(STATUS, "", row));
    assert_eq!(table.bound("XXA", "2022-08-18"), Tri::No);
    assert_eq!(table.bound("XXA", "2022-08-19"), Tri::Yes);
}

#[test]
fn a_withdrawal_ends_the_bond_and_a_new_accession_begins_another() {
    let rows = "CONSULAR-PACT,BOR,ratification,1980-01-01,1980-01-31,first-list,\n\
                CONSULAR-PACT,BOR,withdrawal,2000-05-01,2001-05-01,first-list,\n\
                CONSULAR-PACT,BOR,accession,2010,2010-01-31/2011-01-30,first-list,\n";
    let table = Table::of(&changed(STATUS, "", rows));
    for (when, expected) in [
        ("1980-01-30", Tri::No),
        ("1980-01-31", Tri::Yes),
        ("2001-04-30", Tri::Yes),
        ("2001-05-01", Tri::No),
        ("2010-01-30", Tri::No),
        ("2010-01-31", Tri::Unknown),
        ("2011-01-30", Tri::Yes),
    ] {
        assert_eq!(table.bound("BOR", when), expected, "{when}");
    }
    let (treaties, bor) = (&table.law.treaties, table.state("BOR"));
    let entry = |when: &str| treaties.entry_after(table.pact, bor, day(when)).map(days);
    let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
    assert_eq!(entry("1979-01-01"), pair("1980-01-31", "1980-01-31"));
    assert_eq!(entry("1980-01-31"), pair("2010-01-31", "2011-01-30"));
    assert_eq!(entry("2010-06-01"), pair("2010-01-31", "2011-01-30"));
    assert_eq!(entry("2011-01-30"), None);
    let turns: Vec<Day> = treaties.turns(table.pact, bor).collect();
    for turn in ["1980-01-31", "2001-05-01", "2010-01-31", "2011-01-30"] {
        assert!(turns.contains(&day(turn)), "{turn} of {turns:?}");
    }
}

#[test]
fn a_vague_withdrawal_is_unknown_within_its_bounds() {
    let row = "CONSULAR-PACT,FRE,withdrawal,2001,2002-01-01/2002-12-31,first-list,\n";
    let line = "CONSULAR-PACT,SYL";
    let table = Table::of(&changed(STATUS, line, &format!("{row}{line}")));
    assert_eq!(table.bound("FRE", "2001-12-31"), Tri::Yes);
    assert_eq!(table.bound("FRE", "2002-06-30"), Tri::Unknown);
    assert_eq!(table.bound("FRE", "2002-12-31"), Tri::No);
}

#[test]
fn a_signature_alone_binds_nobody() {
    let row = "CONSULAR-PACT,BOR,signature,1971-01-01,,first-list,\n";
    let table = Table::of(&changed(STATUS, "", row));
    assert_eq!(table.bound("BOR", "2000-01-01"), Tri::No);
}
