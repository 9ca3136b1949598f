//! Cases worked by hand, put to the oracle and to the engine (`crates/testkit/cases`).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use testkit::cases::{Case, read};
use testkit::engine::Engine;
use testkit::fixture::{Fixture, cases_folder, instrument};
use testkit::oracle;

/// How many cases each group has at least: a group that loses one has lost a rule.
const GROUPS: [(&str, usize); 17] = [
    ("bitemporal", 12),
    ("conditions", 20),
    ("cumulative", 12),
    ("days", 20),
    ("doubt", 15),
    ("extension", 10),
    ("hours", 20),
    ("knowledge", 15),
    ("months", 20),
    ("series-grid", 10),
    ("series-reset", 10),
    ("soft", 5),
    ("tolling", 12),
    ("treaty", 15),
    ("vague", 12),
    ("working-days", 20),
    ("zones", 10),
];

fn cases(fixture: &Fixture) -> Vec<Case> {
    read(&cases_folder(), &fixture.words, &fixture.world, &instrument)
}

#[test]
fn both_give_the_answer_worked_by_hand() {
    let (engine, fixture) = Engine::load();
    let mut wrong = String::new();
    for case in cases(&fixture) {
        let place = fixture.places.iter().position(|place| place.name == case.place).unwrap();
        let ours = oracle::answer(&case.rule, &case.history, &case.world);
        let theirs = engine.answer(&case.rule, &case.history, place, &case.world);
        for (who, clocks) in [("oracle", &ours), ("engine", &theirs)] {
            if let Some(what) = case.expected.differs(clocks) {
                let expected = case.expected.state.name();
                let _ = writeln!(
                    wrong,
                    "{who:<7} {}/{}: expected {expected}, got {what}\n        {}",
                    case.group, case.name, case.why
                );
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_group_has_its_cases_and_every_case_a_citation() {
    let fixture = Fixture::with(testkit::Words::default());
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for case in cases(&fixture) {
        assert!(!case.cite.is_empty() && !case.why.is_empty(), "{}/{}", case.group, case.name);
        groups.entry(case.group).or_default().push(case.name);
    }
    for (group, least) in GROUPS {
        let names = groups.get_mut(group).unwrap_or_else(|| panic!("no group {group}"));
        assert!(names.len() >= least, "{group}: {} cases", names.len());
        names.sort();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "{group}: a name stands twice");
    }
    assert_eq!(groups.len(), GROUPS.len());
    assert!(groups.values().map(Vec::len).sum::<usize>() >= 150);
}

/// The deadlines stand twice in the tables, in UTC and on the clock of the place: neither may be a slip of the pen.
#[test]
fn local_and_utc_deadlines_are_the_same() {
    let fixture = Fixture::with(testkit::Words::default());
    for case in cases(&fixture) {
        let Some(deadline) = case.expected.deadline else { continue };
        let Some(local) = &case.expected.local else { continue };
        let zone = jiff::tz::TimeZone::get(&case.world.zone).unwrap();
        let stamp = jiff::Timestamp::from_second(deadline.latest().seconds()).unwrap();
        let wall = zone.to_datetime(stamp).strftime("%Y-%m-%d %H:%M:%S").to_string();
        assert_eq!(&wall, local, "{}/{}", case.group, case.name);
    }
}
