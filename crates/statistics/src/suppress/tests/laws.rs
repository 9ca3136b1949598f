//! What must hold for every release.

use super::everything::{interval, intervals};
use super::random::Case;
use super::{about, left_out, rule, system, wide_open};
use crate::suppress::audit::{self, Found};
use crate::suppress::{AuditError, CertificateError, Effort, attack, protect};

/// Tables small enough for the table of everything.
fn small(seeds: std::ops::Range<u64>) -> impl Iterator<Item = (u64, Case)> {
    let cases = seeds.map(|seed| (seed, Case::random(seed)));
    cases.filter(|(_, case)| case.people.len() <= 130)
}

#[test]
fn the_attacker_undoes_no_release() {
    let (cells, out, programs) = undo(0..40);
    assert!(cells > 1_000 && out > 200 && programs > 200, "{cells} {out} {programs}");
}

/// `cargo test --release -p statistics a_thousand -- --ignored --nocapture`
#[test]
#[ignore = "minutes; the short form runs always"]
fn the_attacker_undoes_none_of_a_thousand_releases() {
    let (cells, out, programs) = undo(0..1_000);
    println!("1,000 releases: {cells} cells, {out} left out, {programs} programs, 0 told");
}

fn undo(seeds: std::ops::Range<u64>) -> (usize, usize, usize) {
    let (mut cells, mut out, mut programs) = (0, 0, 0);
    for seed in seeds {
        let case = Case::random(seed);
        let counts = case.counts();
        let done = protect(about("r", "2024"), &case.framed, &counts, rule(), wide_open());
        let done = done.unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        let found = attack(std::slice::from_ref(&done.published), wide_open()).unwrap();
        assert!(!found.is_broken() && found.unsettled == 0, "seed {seed}: {found:?}");
        assert_eq!(found.left_out, done.published.left_out());
        assert_eq!(done.certificate.verify(&done.published, wide_open()), Ok(0), "seed {seed}");
        cells += done.report.cells;
        out += done.report.small + done.report.others;
        programs += found.programs;
    }
    (cells, out, programs)
}

/// The control: if only what is small is left out, the attacker finds what the table of everything gives away, all of it and nothing else.
#[test]
fn without_complements_the_attacker_finds_exactly_what_can_be_found() {
    let found = control(0..20);
    assert!(found > 50, "{found}");
}

/// `cargo test --release -p statistics a_thousand -- --ignored --nocapture`
#[test]
#[ignore = "minutes; the short form runs always"]
fn without_complements_a_thousand_releases_are_undone() {
    let mut exact = 0;
    for seed in 0..1_000 {
        let case = Case::random(seed);
        let (published, _) = left_out(&case, false);
        exact += attack(&[published], wide_open()).unwrap().exact.len();
    }
    println!("1,000 releases without complements: {exact} cells recovered exactly");
    assert!(exact > 5_000, "{exact}");
}

fn control(seeds: std::ops::Range<u64>) -> usize {
    let mut exact = 0;
    for (seed, case) in small(seeds) {
        let (published, _) = left_out(&case, false);
        let expected = intervals(&case, &published);
        let expected: Vec<bool> =
            expected.iter().flatten().flatten().map(|known| known.is_exact()).collect();
        let answers = audit::ask(system(&published), &published.cells, wide_open()).unwrap();
        let found = &answers.solved.found[..answers.left_out.len()];
        let found: Vec<bool> = found.iter().map(|found| found.interval().is_exact()).collect();
        assert_eq!(found, expected, "seed {seed}");
        exact += found.iter().filter(|exact| **exact).count();
    }
    exact
}

#[test]
fn the_intervals_of_the_audit_are_those_of_the_table_of_everything() {
    let (mut compared, mut implied) = (0, 0);
    for (seed, case) in small(100..124) {
        let (published, _) = left_out(&case, seed % 2 == 0);
        let expected = intervals(&case, &published).into_iter().flatten().flatten();
        let answers = audit::ask(system(&published), &published.cells, wide_open()).unwrap();
        let found = answers.solved.found[..answers.left_out.len()].iter();
        for (found, expected) in found.zip(expected) {
            assert_eq!(*found, Found::Exact(expected), "seed {seed}");
            compared += 1;
        }
        // Differences of tables too, where their nodes are nodes of the release.
        let mut wide = published.clone();
        wide.frame = answers.system.frame.clone();
        for (cell, found) in answers.implied() {
            if cell.nodes.iter().zip(&wide.frame.axes).all(|(n, a)| (*n as usize) < a.nodes.len()) {
                assert_eq!(found.interval(), interval(&case, &wide, &cell.nodes), "seed {seed}");
                implied += 1;
            }
        }
    }
    assert!(compared > 100 && implied > 10, "{compared} {implied}");
}

#[test]
fn a_release_too_large_for_one_program_is_proved_from_the_counts() {
    let (mut open, mut failed) = (0, 0);
    for seed in 200..215 {
        let case = Case::random(seed);
        let counts = case.counts();
        let small = Effort { component: 0 };
        match protect(about("r", "2024"), &case.framed, &counts, rule(), small) {
            Ok(done) => {
                open += done.certificate.verify(&done.published, small).unwrap();
                assert_eq!(done.certificate.verify(&done.published, wide_open()), Ok(0));
            }
            Err(error) => panic!("seed {seed}: {error}"),
        }
        // Without complements nothing can be proved.
        let (published, office) = left_out(&case, false);
        let refused = audit::certify(&published, &office, small);
        failed += usize::from(refused.is_err());
        assert!(refused.is_err() || published.left_out() == 0, "seed {seed}");
    }
    assert!(open > 100 && failed > 8, "{open} {failed}");
}

#[test]
fn a_certificate_that_was_changed_is_not_believed() {
    let case = Case::random(7);
    let done =
        protect(about("r", "2024"), &case.framed, &case.counts(), rule(), wide_open()).unwrap();
    let text = serde_json::to_string(&done.certificate).unwrap();
    let mut read: crate::suppress::Certificate = serde_json::from_str(&text).unwrap();
    assert_eq!(read, done.certificate);
    assert!(!read.cells.is_empty());
    read.cells[0].known.as_mut().unwrap().least += 1;
    let refused = read.verify(&done.published, wide_open()).unwrap_err();
    assert!(matches!(refused, CertificateError::Differs { count: 1, .. }), "{refused}");
    let mut other = done.published.clone();
    let shown = other.cells[0].iter_mut().find(|cell| cell.is_some_and(|n| n > 0)).unwrap();
    *shown = shown.map(|n| n + 1);
    assert!(done.certificate.verify(&other, wide_open()).is_err());
}

#[test]
fn counts_that_do_not_fit_are_refused() {
    let case = Case::random(3);
    let try_with = |counts: &[Vec<i64>]| {
        protect(about("r", "2024"), &case.framed, counts, rule(), wide_open()).map(|_| ())
    };
    let mut short = case.counts();
    short[0].pop();
    let mut negative = case.counts();
    negative[0][0] = -1;
    let mut huge = case.counts();
    huge[0][0] = i64::MAX;
    for bad in [short, negative, huge, Vec::new()] {
        assert!(try_with(&bad).is_err());
    }
    try_with(&case.counts()).unwrap();
}

#[test]
fn an_audit_with_other_counts_than_the_published_ones_is_refused() {
    let case = Case::random(11);
    let (published, mut office) = left_out(&case, true);
    office.world.values[0] += 1;
    let refused = audit::certify(&published, &office, Effort { component: 0 });
    assert_eq!(refused.unwrap_err(), AuditError::NotTheCounts);
}

#[test]
fn a_table_of_zeros_and_a_table_of_one_person_end() {
    for people in [0, 1] {
        let mut case = Case::random(5);
        case.people.fill(0);
        case.people[0] = people;
        let counts = case.counts();
        let done = protect(about("r", "2024"), &case.framed, &counts, rule(), wide_open()).unwrap();
        assert_eq!(done.published.left_out() == 0, people == 0);
    }
}
