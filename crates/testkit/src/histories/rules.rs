//! Random rules: any combination that `amparo law check` would let through.

use law::{Basis, Condition, Extension, KindSet, Parties, Rule, Series, Toll, TreatyRule, Wanted};
use when::{Count, Counting, Day, Length, Roll, Rounding, Unit};

use super::Dice;
use crate::Words;
use crate::fixture::{LISTS, TREATIES};

/// A rule. `near` is a day on which validity may begin or end.
pub(super) fn rule(dice: &mut Dice, words: &Words, near: Day) -> Rule {
    let unit = dice.pick(&[
        Unit::Minute,
        Unit::Hour,
        Unit::Hour,
        Unit::Day,
        Unit::Day,
        Unit::WorkingDay,
        Unit::Week,
        Unit::Month,
        Unit::Month,
        Unit::Year,
    ]);
    let counting = counting(dice, unit);
    let series = series(dice, words, counting);
    let once = series == Series::Once;
    let one_maximum =
        matches!(&series, Series::Cumulative { then, every: None, .. } if then.is_empty());
    // What is added to a moved deadline has no agreed meaning: law check refuses toll with a series, we leave out `plus`.
    let toll = once && dice.percent(25);
    let other = |dice: &mut Dice| {
        let unit = dice.pick(&[Unit::Day, Unit::WorkingDay, Unit::Month]);
        Counting { length: length(dice, unit), ..counting }
    };
    let stays = matches!(series, Series::Cumulative { .. });
    Rule {
        id: "random".to_owned(),
        duty: 0,
        limit: 0,
        trigger: trigger(dice, words),
        request: dice.percent(12).then(|| words.kind("requested")),
        discharge: match dice.below(10) {
            0 => KindSet::EMPTY,
            1..=6 => words.kinds(&["decided"]),
            _ => words.kinds(&["decided", "informed"]),
        },
        ends: match dice.below(6) {
            0 => KindSet::EMPTY,
            1 | 2 => words.kinds(&["released"]),
            _ => words.kinds(&["released", "departed"]),
        },
        opened_by: match dice.below(4) {
            0 => KindSet::EMPTY,
            1 => words.kinds(&["detained"]),
            _ => words.kinds(&["detained", "arrested", "interned"]),
        },
        exceptions: if dice.percent(15) { words.kinds(&["excused"]) } else { KindSet::EMPTY },
        condition: if dice.percent(35) { condition(dice, words, 2) } else { Condition::Always },
        treaty: dice.percent(20).then(|| treaty(dice, stays)),
        plus: (!toll && !elapsed(counting) && dice.percent(8)).then(|| other(dice)),
        ask: (once && dice.percent(10)).then(|| shorter(counting)),
        extension: ((once || one_maximum) && dice.percent(25)).then(|| Extension {
            by: words.kinds(&["extended"]),
            counting: Counting { length: length(dice, unit), ..counting },
            times: dice.between(1, 2) as u32,
        }),
        toll: toll
            .then(|| Toll { from: words.kinds(&["stopped"]), until: words.kinds(&["resumed"]) }),
        valid_from: dice.percent(8).then(|| near.plus(dice.between(-30, 3) as i32)),
        valid_to: dice.percent(8).then(|| near.plus(dice.between(3, 60) as i32)),
        series,
        counting,
    }
}

fn elapsed(counting: Counting) -> bool {
    counting.length.elapsed_seconds().is_some()
}

fn trigger(dice: &mut Dice, words: &Words) -> Vec<KindSet> {
    match dice.below(10) {
        0..=5 => vec![words.kinds(&["detained"])],
        6 | 7 => vec![words.kinds(&["detained", "arrested"])],
        _ => vec![words.kinds(&["detained"]), words.kinds(&["identified"])],
    }
}

fn length(dice: &mut Dice, unit: Unit) -> Length {
    let amount = match unit {
        Unit::Minute => dice.pick(&[30, 90, 1440]),
        Unit::Hour => dice.pick(&[1, 12, 24, 48, 72, 100]),
        Unit::Day => dice.pick(&[1, 2, 7, 14, 30, 60]),
        Unit::WorkingDay => dice.pick(&[1, 3, 5, 15]),
        Unit::Week => dice.pick(&[1, 2, 6]),
        Unit::Month => dice.pick(&[1, 2, 6, 12]),
        Unit::Year => dice.pick(&[1, 2]),
    };
    Length::of(amount, unit)
}

fn counting(dice: &mut Dice, unit: Unit) -> Counting {
    let count = dice.pick(&[
        Count::AfterEventDay,
        Count::AfterEventDay,
        Count::EventDayCounts,
        Count::SameClockTime,
    ]);
    // "Refuse" with a clock time in a span has no agreed meaning: some starts of the span have no end.
    let roundings: &[Rounding] = match count {
        Count::SameClockTime => &[Rounding::Down, Rounding::Up],
        Count::AfterEventDay | Count::EventDayCounts => {
            &[Rounding::Down, Rounding::Up, Rounding::Refuse]
        }
    };
    Counting {
        length: length(dice, unit),
        count,
        rounding: dice.pick(roundings),
        roll: dice.pick(&[Roll::None, Roll::None, Roll::NextWorkingDay]),
        liberty_maximum: dice.percent(30),
    }
}

/// A first threshold: one unit less, or the smallest there is.
fn shorter(counting: Counting) -> Counting {
    let (amount, unit) = (counting.length.amount(), counting.length.unit());
    if amount > 1 {
        Counting { length: Length::of(amount / 2, unit), ..counting }
    } else {
        Counting { length: Length::Minutes(20), ..counting }
    }
}

fn series(dice: &mut Dice, words: &Words, counting: Counting) -> Series {
    let unit = counting.length.unit();
    let step = |dice: &mut Dice, unit: Unit| Counting { length: length(dice, unit), ..counting };
    // A series of minutes over months would be cut; it may happen, but not often.
    let short = matches!(unit, Unit::Minute) && !dice.percent(1);
    match dice.below(20) {
        12..=14 if !short => {
            let units = [Unit::Hour, Unit::Day, Unit::Month];
            let then = (0..dice.below(3))
                .map(|_| {
                    let unit = dice.pick(&units);
                    step(dice, unit)
                })
                .collect();
            Series::Reset { then, every: dice.percent(70).then(|| step(dice, unit)) }
        }
        15 | 16 if !short => {
            let then = (0..dice.below(3)).map(|_| step(dice, unit)).collect();
            Series::FixedGrid { then, every: dice.percent(70).then(|| step(dice, unit)) }
        }
        17..=19 => {
            let grid = !short && dice.percent(30);
            Series::Cumulative {
                start: words.kinds(&["detained", "interned"]),
                end: words.kinds(&["released", "freed"]),
                then: Vec::new(),
                every: grid.then(|| step(dice, unit)),
            }
        }
        _ => Series::Once,
    }
}

fn treaty(dice: &mut Dice, stays: bool) -> TreatyRule {
    let mut any_of = vec![dice.below(TREATIES.len())];
    if dice.percent(25) {
        any_of.push(dice.below(TREATIES.len()));
        any_of.dedup();
    }
    TreatyRule {
        any_of,
        parties: if dice.percent(40) { Parties::Both } else { Parties::Bearer },
        // A bond that begins during one of several stays: nobody has said what is counted.
        basis: if !stays && dice.percent(50) { Basis::Continuing } else { Basis::Event },
    }
}

fn condition(dice: &mut Dice, words: &Words, depth: usize) -> Condition {
    let inner = |dice: &mut Dice| condition(dice, words, depth - 1);
    match dice.below(if depth == 0 { 6 } else { 9 }) {
        0 => Condition::AgeBelow(dice.pick(&[14, 18])),
        1 => Condition::Foreign,
        2 => Condition::Listed(dice.below(LISTS.len())),
        3 => Condition::Happened(words.kinds(&["complained"])),
        4 => Condition::Fact {
            kind: words.kind("alone"),
            is: vec![dice.pick(&[Wanted::Yes, Wanted::No])],
            absent_is_no: dice.percent(50),
        },
        5 => Condition::Fact {
            kind: words.kind("ground"),
            is: vec![Wanted::Code(words.code("entry")), Wanted::Code(words.code("removal"))],
            absent_is_no: dice.percent(30),
        },
        6 => Condition::All(vec![inner(dice), inner(dice)]),
        7 => Condition::Any(vec![inner(dice), inner(dice)]),
        _ => Condition::Not(Box::new(inner(dice))),
    }
}
