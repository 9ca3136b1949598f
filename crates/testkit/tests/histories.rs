//! The engine and the oracle give the same answer to random rules and histories (`docs/clocks.md`).
//!
//! 100,000 of them by default, `AMPARO_HISTORIES` for another number, `AMPARO_SEED` to begin elsewhere. A difference is
//! shrunk and printed with both answers, one of each sort; `AMPARO_SHOW` says how many sorts.

#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "how many histories is said by the environment, and a failure is printed for a person"
)]

use std::collections::BTreeMap;

use duty::Clock;
use testkit::engine::Engine;
use testkit::histories::{Sample, Samples, differ, show, shrink};
use testkit::oracle;

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().map_or(default, |text| text.parse().unwrap())
}

#[test]
fn the_engine_agrees_with_the_oracle() {
    let (engine, fixture) = Engine::load();
    let samples = Samples::of(&fixture);
    let (first, count) = (number("AMPARO_SEED", 0), number("AMPARO_HISTORIES", 100_000));
    let most = number("AMPARO_SHOW", 5);
    let ask = |sample: &Sample| {
        let theirs = engine.answer(&sample.rule, &sample.history, sample.place, &sample.world);
        (oracle::answer(&sample.rule, &sample.history, &sample.world), theirs)
    };
    let differs = |sample: &Sample| {
        let (ours, theirs) = ask(sample);
        differ(&ours, &theirs).is_some()
    };
    let mut states: BTreeMap<&str, u64> = BTreeMap::new();
    let mut different = 0;
    let mut shown: BTreeMap<String, u64> = BTreeMap::new();
    for seed in first..first + count {
        let sample = samples.sample(seed);
        let (ours, theirs) = ask(&sample);
        for clock in ours.iter().filter(|clock| clock.shown) {
            *states.entry(clock.cause.name()).or_default() += 1;
        }
        if differ(&ours, &theirs).is_none() {
            continue;
        }
        different += 1;
        // One of a sort is enough to begin with.
        let sort = |clocks: &[Clock]| {
            clocks.iter().find(|clock| clock.shown).map(|clock| clock.cause.name())
        };
        let sort = format!("{:?} and {:?}, {:?}", sort(&ours), sort(&theirs), sample.rule.series);
        let sort = sort.split([' ', '{']).take(4).collect::<Vec<_>>().join(" ");
        let again = shown.entry(sort).or_default();
        *again += 1;
        if *again == 1 && shown.len() as u64 <= most {
            let small = shrink(&sample, &differs);
            let (ours, theirs) = ask(&small);
            let answers = [("oracle", ours.as_slice()), ("engine", theirs.as_slice())];
            println!("seed {seed}\n{}", show(&small, &fixture.words, &answers));
        }
    }
    println!("{states:?}\ndifferent: {shown:#?}");
    assert_eq!(different, 0, "of {count} histories from seed {first}");
}
