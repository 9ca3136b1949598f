//! Treaty status as people ask for it. Numbers known by heart are compared with what was published; each says where.

#![allow(clippy::unwrap_used, clippy::panic)]

use law::{Law, Membership, Named, Newer, Reservations, Source, Standing, StatusBook, days_text};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use when::{Day, Tri};

static LAW: LazyLock<Law> = LazyLock::new(|| Law::load(&Source::Embedded).unwrap());
static BOOK: LazyLock<StatusBook> =
    LazyLock::new(|| StatusBook::load(&Source::Embedded, &LAW).unwrap());

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn treaty(id: &str) -> usize {
    LAW.instrument(id).unwrap()
}

fn state(code: &str) -> law::CodeId {
    LAW.vocabulary.any_code(code).unwrap()
}

fn standing(id: &str, code: &str, on: &str) -> Standing {
    BOOK.standing(treaty(id), state(code), day(on))
}

fn acts(book: &StatusBook, id: &str, code: &str) -> Vec<String> {
    let acts = book.acts(treaty(id), state(code)).iter();
    let one = |act: &law::Act| {
        let in_force =
            act.in_force.map_or_else(String::new, |days| format!(" > {}", days_text(days)));
        format!("{} {}{in_force}", act.action.word(), days_text(act.deposited))
    };
    acts.map(one).collect()
}

/// "Growth in United Nations membership" (www.un.org/en/about-us/growth-in-un-membership). Zanzibar, a Member from
/// December 1963 to April 1964, has no code, so the end of 1963 is one short of the 113 published.
#[test]
fn the_members_of_the_united_nations_grew_as_published() {
    let published = [
        (1945, 51),
        (1946, 55),
        (1947, 57),
        (1948, 58),
        (1949, 59),
        (1950, 60),
        (1955, 76),
        (1956, 80),
        (1957, 82),
        (1958, 82),
        (1960, 99),
        (1961, 104),
        (1962, 110),
        (1963, 112),
        (1964, 115),
        (1965, 117),
        (1966, 122),
        (1967, 123),
        (1968, 126),
        (1970, 127),
        (1971, 132),
        (1973, 135),
        (1974, 138),
        (1975, 144),
        (1976, 147),
        (1977, 149),
        (1978, 151),
        (1979, 152),
        (1980, 154),
        (1981, 157),
        (1983, 158),
        (1984, 159),
        (1990, 159),
        (1991, 166),
        (1992, 179),
        (1993, 184),
        (1994, 185),
        (1999, 188),
        (2000, 189),
        (2002, 191),
        (2006, 192),
        (2011, 193),
    ];
    for (year, members) in published {
        let end = Day::from_ymd(year, 12, 31).unwrap();
        assert_eq!(BOOK.states().members(end), members, "{year}");
    }
    // On the day of the resolution: 192 Members and the Holy See. Palestine became an observer State with resolution 67/19.
    assert_eq!(BOOK.states().universe(day("2010-12-21")).len(), 193);
    assert_eq!(BOOK.states().universe(day("2012-11-29")).len(), 195);
}

/// ICRMW: 44 States parties at the end of 2010 (A/66/48, the Committee's report on its thirteenth and fourteenth sessions).
/// CRC: 193, every State but Somalia and the United States (A/65/41). ICCPR: 167 after Pakistan's ratification of June 2010.
#[test]
fn the_parties_at_the_end_of_2010_are_those_published() {
    for (id, parties) in [("ICRMW", 44), ("CRC", 193), ("ICCPR", 167)] {
        let count = BOOK.count(treaty(id), day("2010-12-31"));
        assert_eq!((count.parties, count.perhaps), (parties, 0), "{id}");
    }
    let missing: BTreeSet<&str> = BOOK
        .not_done(treaty("CRC"), day("2010-12-21"))
        .iter()
        .map(|one| LAW.vocabulary.code_name(one.state))
        .collect();
    assert_eq!(missing, BTreeSet::from(["SOM", "USA"]));
}

/// ICRMW 87(2): the first day of the month following three months. ICCPR 49(2): three months. VCCR 77(2): the thirtieth day.
#[test]
fn acts_of_mexico_and_the_united_states() {
    assert_eq!(
        acts(&BOOK, "ICRMW", "MEX"),
        ["signature 1991-05-22", "ratification 1999-03-08 > 2003-07-01"]
    );
    assert_eq!(
        acts(&BOOK, "VCCR", "MEX"),
        ["signature 1963-10-07", "ratification 1965-06-16 > 1967-03-19"]
    );
    assert_eq!(
        acts(&BOOK, "ICCPR", "USA"),
        ["signature 1977-10-05", "ratification 1992-06-08 > 1992-09-08"]
    );
    assert_eq!(acts(&BOOK, "CRC", "USA"), ["signature 1995-02-16"]);
    assert_eq!(standing("CRC", "USA", "2022-08-01"), Standing::Signatory);
    assert_eq!(standing("CRC", "USA", "1995-02-15"), Standing::Nothing);
    assert_eq!(standing("CRC", "USA", "2022-08-02"), Standing::Unknown);
    assert_eq!(standing("ICRMW", "USA", "2010-12-21"), Standing::Nothing);
    assert_eq!(standing("TRAFFICKING-PROTOCOL", "USA", "2010-12-21"), Standing::Party);
    assert_eq!(standing("SMUGGLING-PROTOCOL", "MEX", "2010-12-21"), Standing::Party);
}

#[test]
fn a_deposit_before_its_effect_is_done_and_does_not_bind() {
    // Saint Vincent and the Grenadines acceded on 29 October 2010.
    assert_eq!(standing("ICRMW", "VCT", "2010-12-21"), Standing::Deposited);
    assert_eq!(standing("ICRMW", "VCT", "2011-01-31"), Standing::Deposited);
    assert_eq!(standing("ICRMW", "VCT", "2011-02-01"), Standing::Party);
    let not = BOOK.not_done(treaty("ICRMW"), day("2010-12-21"));
    assert!(!not.iter().any(|one| one.state == state("VCT")));
    assert_eq!(not.len(), 149);
    let signed = not.iter().find(|one| one.state == state("BGD")).unwrap();
    assert_eq!(signed.signed.map(days_text).as_deref(), Some("1998-10-07"));
}

#[test]
fn a_year_without_a_day_is_not_known_within_that_year() {
    // Sao Tome and Principe: 2017, from the yearly list.
    let (icrmw, stp) = (treaty("ICRMW"), state("STP"));
    assert_eq!(BOOK.done(icrmw, stp, day("2016-12-31")), Tri::No);
    assert_eq!(BOOK.done(icrmw, stp, day("2017-06-30")), Tri::Unknown);
    assert_eq!(BOOK.done(icrmw, stp, day("2017-12-31")), Tri::Yes);
    assert_eq!(BOOK.count(icrmw, day("2017-06-30")).perhaps, 2);
}

/// The engine and this book read one table: they must not disagree on who was bound.
#[test]
fn the_engine_and_the_book_agree_on_everyone() {
    let days = [
        "1968-01-01",
        "1993-01-01",
        "2010-12-21",
        "2015-03-09",
        "2017-05-01",
        "2022-08-01",
        "2024-01-01",
    ];
    let states = &LAW.vocabulary.countries().unwrap().codes;
    for index in 0..LAW.instruments.len() {
        for on in days.map(day) {
            for code in states {
                assert_eq!(
                    BOOK.bound(index, *code, on),
                    LAW.treaties.bound(index, *code, on),
                    "{} {} {on}",
                    LAW.instruments[index].id,
                    LAW.vocabulary.code_name(*code)
                );
            }
        }
    }
}

#[test]
fn names_lead_to_codes_through_history() {
    let one = |name: &str| match BOOK.states().named(name) {
        Named::One(code) => LAW.vocabulary.code_name(code).to_owned(),
        other @ (Named::Several(_) | Named::None(_)) => panic!("{name}: {other:?}"),
    };
    for (name, code) in [
        ("MEX", "MEX"),
        ("mx", "MEX"),
        ("Mexico", "MEX"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Iran", "IRN"),
        ("Venezuela (Bolivarian Republic of)", "VEN"),
        ("Korea (Republic of)", "KOR"),
        ("Micronesia (Federated States of)", "FSM"),
        ("Cote d'Ivoire", "CIV"),
        ("Turkey", "TUR"),
        ("TÜRKIYE", "TUR"),
        ("St. Lucia", "LCA"),
        ("The Gambia", "GMB"),
        ("Burma", "MMR"),
        ("Swaziland", "SWZ"),
        ("Cape Verde", "CPV"),
        ("Holy See", "VAT"),
        ("Soviet Union", "SUN"),
        ("USSR", "SUN"),
        ("Yugoslavia", "YUG"),
        ("Czechoslovakia", "CSK"),
        ("Serbia and Montenegro", "SCG"),
        ("German Democratic Republic", "DDR"),
        ("Zaire", "ZAR"),
        ("Upper Volta", "HVO"),
        ("The former Yugoslav Republic of Macedonia", "MKD"),
        ("Congo", "COG"),
        ("Democratic Republic of the Congo", "COD"),
    ] {
        assert_eq!(one(name), code, "{name}");
    }
    let codes = |entry: &law::StateEntry| -> Vec<String> {
        entry.successors.iter().map(|code| LAW.vocabulary.code_name(*code).to_owned()).collect()
    };
    for (former, became) in [
        ("YUG", &["BIH", "HRV", "MKD", "MNE", "SRB", "SVN"][..]),
        ("CSK", &["CZE", "SVK"]),
        ("SUN", &["RUS"]),
        ("SCG", &["SRB", "MNE"]),
        ("DDR", &["DEU"]),
    ] {
        let entry = BOOK.states().of(state(former)).next().unwrap();
        assert_eq!(codes(entry), became, "{former}");
        assert!(entry.until.is_some(), "{former}");
    }
    assert!(matches!(BOOK.states().named("Korea"), Named::Several(codes) if codes.len() == 2));
    assert_eq!(BOOK.states().named("Mexcio"), Named::None(Some("mexico".to_owned())));
    assert_eq!(BOOK.states().named("qqqqqqqqqqqq"), Named::None(None));
    let renamed = BOOK.states().of(state("ZAR")).next().unwrap();
    assert_eq!(renamed.membership, Membership::Earlier);
}

#[test]
fn every_contradiction_is_listed() {
    let lines = include_str!("../../../law/treaties/conflicts.csv").lines().count() - 1;
    assert_eq!(BOOK.conflicts().len(), lines);
    let usa = BOOK.conflicts().iter().find(|c| c.state == state("USA")).unwrap();
    assert_eq!(usa.said[0], ("untc-2015-03".to_owned(), "1994-10-21".to_owned()));
    assert_eq!(usa.said[1], ("status-2022-08".to_owned(), "1966".to_owned()));
}

#[test]
fn reservations_are_on_record_none_or_not_known() {
    let of = |id: &str, code: &str| BOOK.reservations(treaty(id), state(code));
    // Algeria does not accept the arbitration of article 92(1).
    assert!(
        matches!(of("ICRMW", "DZA"), Reservations::OnRecord { sort, articles, .. } if sort == "reservation" && articles == "92")
    );
    assert!(matches!(of("ICRMW", "ALB"), Reservations::NoneOnRecord { .. }));
    assert_eq!(of("UNTOC", "MEX"), Reservations::NotKnown);
}

/// The acts of this table are invented.
const NEWER: &str = "\
# title: An invented list
# as-of: 2026-11-01
# complete: ICRMW
instrument,state,action,date,in_force,note
ICRMW,Mexico,ratification,1999-03-08,,
ICRMW,STP,ratification,2017-01-10,,
ICRMW,Italy,accession,2025-02-03,,
VCCR,MEX,ratification,1965-06-17,,
VCCR,BDI,accession,2001-01-01,,
ICRMW,ITA,withdrawal,2026-01-05,2027-02-01,\"a quoted, note\"
";

fn newer(text: &str) -> Result<Newer, String> {
    Newer::parse("invented.csv", text, &LAW, &BOOK).map_err(|problems| problems.to_string())
}

#[test]
fn a_newer_table_confirms_refines_adds_and_contradicts() {
    let mut book = BOOK.clone();
    let before = book.conflicts().len();
    let taken = book.take(&newer(NEWER).unwrap());
    assert_eq!((taken.confirmed, taken.refined, taken.added), (1, 1, 3));
    assert_eq!(acts(&book, "ICRMW", "STP")[1], "ratification 2017-01-10 > 2017-05-01");
    assert_eq!(
        acts(&book, "ICRMW", "ITA"),
        ["accession 2025-02-03 > 2025-06-01", "withdrawal 2026-01-05 > 2027-02-01"]
    );
    // The depositary's exact day stands against the other; silence does not stand against an act.
    assert_eq!(acts(&book, "VCCR", "MEX")[1], "ratification 1965-06-16 > 1967-03-19");
    assert_eq!(acts(&book, "VCCR", "BDI"), ["accession 2001-01-01 > 2001-01-31"]);
    let about = |code: &str| book.conflicts().iter().filter(|c| c.state == state(code)).count();
    assert!(about("MEX") >= 1 && about("BDI") >= 1);
    // A table called complete leaves out 55 parties of 2022: all kept, all listed.
    assert_eq!(taken.conflicts, book.conflicts().len() - before);
    assert!(taken.conflicts >= 55, "{}", taken.conflicts);
    let icrmw = treaty("ICRMW");
    assert_eq!(book.as_of(icrmw), Some(day("2026-11-01")));
    assert_eq!(book.standing(icrmw, state("ITA"), day("2025-05-31")), Standing::Deposited);
    assert_eq!(book.standing(icrmw, state("ITA"), day("2026-11-01")), Standing::Party);
    assert_eq!(book.standing(icrmw, state("USA"), day("2026-10-01")), Standing::Nothing);
    let last = book.sources().last().unwrap();
    assert_eq!((last.title.as_str(), last.newer), ("An invented list", Some(day("2026-11-01"))));
}

#[test]
fn a_withdrawal_ends_what_an_accession_began() {
    let mut book = BOOK.clone();
    let text = NEWER.replace("2027-02-01", "2026-03-01");
    book.take(&newer(&text).unwrap());
    let of = |on: &str| book.standing(treaty("ICRMW"), state("ITA"), day(on));
    assert_eq!(of("2026-02-28"), Standing::Party);
    assert_eq!(of("2026-03-01"), Standing::Withdrawn);
    let not = book.not_done(treaty("ICRMW"), day("2026-03-01"));
    assert!(not.iter().any(|one| one.state == state("ITA")));
}

#[test]
fn what_cannot_be_read_is_refused_with_line_and_column() {
    for (from, to, part) in [
        ("# title: An invented list\n", "", "lacks `title`"),
        ("# as-of: 2026-11-01\n", "", "lacks `as-of`"),
        ("2026-11-01", "soon", "invented.csv:2:1: `soon` is no day"),
        ("complete: ICRMW", "complete: ICRWM", "did you mean `ICRMW`"),
        (
            "instrument,state,action",
            "instrument,country,action",
            "invented.csv:4:1: these are not the columns",
        ),
        ("ICRMW,STP", "ICRWM,STP", "invented.csv:6:1: no instrument is called `ICRWM`"),
        ("Mexico", "Mexcio", "invented.csv:5:7: no State is called `Mexcio`"),
        ("Mexico", "Korea", "may mean several States"),
        ("ratification,1999", "ratifikation,1999", "did you mean `ratification`"),
        ("1999-03-08", "1999-02-30", "invented.csv:5:27: `1999-02-30` is not a date"),
        ("1999-03-08", "1989-03-08", "before the treaty was adopted"),
        ("2025-02-03", "2026-12-03", "after the last day of the table"),
        ("2027-02-01", "", "when a withdrawal takes effect is not computed"),
        ("\"a quoted, note\"", "\"a quoted", "a quoted field is not closed"),
        (",1965-06-17,,", ",1965-06-17,,,x", "the row has 7 fields, not 6"),
    ] {
        assert!(NEWER.contains(from), "{from}");
        let error = newer(&NEWER.replacen(from, to, 1)).unwrap_err();
        assert!(error.contains(part), "{part}: {error}");
    }
    assert!(newer("").is_err());
    assert!(newer(&"x".repeat(5 << 20)).is_err());
}

/// What the engine asks is made anew from the book when a person brings a table; without one it must be what it was.
#[test]
fn the_book_gives_the_engine_the_table_it_was_read_from() {
    assert_eq!(BOOK.treaties(), LAW.treaties);
}

#[test]
fn a_newer_table_reaches_the_engine() {
    let text = "# title: Invented table\n# as-of: 2026-11-01\n\
        instrument,state,action,date,in_force,note\n\
        ICRMW,USA,accession,2024-01-10,,invented\n\
        VCCR,USA,withdrawal,2023-06-01,2024-06-01,invented\n";
    let mut book = BOOK.clone();
    book.take(&newer(text).unwrap());
    let treaties = book.treaties();
    let bound = |id: &str, on: &str| treaties.bound(treaty(id), state("USA"), day(on));
    // Three months and the next first of a month after the deposit: article 87(2).
    assert_eq!(bound("ICRMW", "2024-04-30"), Tri::No);
    assert_eq!(bound("ICRMW", "2024-05-01"), Tri::Yes);
    assert_eq!(LAW.treaties.bound(treaty("ICRMW"), state("USA"), day("2024-05-01")), Tri::Unknown);
    // Left, and that is known up to the last day of the table that says so; afterwards it may have come back.
    assert_eq!(bound("VCCR", "2024-05-31"), Tri::Yes);
    assert_eq!(bound("VCCR", "2024-06-01"), Tri::No);
    assert_eq!(bound("VCCR", "2026-11-02"), Tri::Unknown);
    assert_eq!(treaties.source("newer-2026-11-01"), Some("Invented table"));
    // Nobody else's answer has changed.
    for (index, _) in LAW.instruments.iter().enumerate() {
        for (code, _) in LAW.treaties.states(index).iter().filter(|(code, _)| *code != state("USA"))
        {
            assert_eq!(treaties.status(index, *code), LAW.treaties.status(index, *code));
        }
    }
}
