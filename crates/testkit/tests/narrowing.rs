//! Spans only narrow with knowledge (`docs/clocks.md`, 6): an instant in the place of a vague time never turns one certain
//! answer into another.
//!
//! Put to the engine, on single deadlines. Left out, because the answer may change there for another reason: an instant
//! after as-of (it is not seen any more), corrections, several events of one role (another may become the first), and an
//! assumed order that was proved wrong. Tolling is left out because a stop that changes places with a resumption is paired
//! with another.

#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "how many histories is said by the environment, and a failure is printed for a person"
)]

use duty::{Clock, Event, State};
use law::{KindSet, Rule, Series};
use testkit::engine::Engine;
use testkit::histories::{Dice, Sample, Samples, show};
use when::{Instant, Span};

fn state(clocks: &[Clock]) -> State {
    clocks.iter().find(|clock| clock.shown).map_or(State::NotApplicable, |clock| clock.state)
}

/// An instant inside a span, at or before as-of: an end of it, or between.
fn inside(dice: &mut Dice, event: &Event, as_of: Instant) -> Option<Instant> {
    let span = event.time.span;
    let happened = event.recorded.filter(|_| span.latest().is_open());
    let high = span.latest().min(as_of).min(happened.unwrap_or(Instant::MAX));
    let low = span.earliest();
    if low.is_open() || high.is_open() || low > high || span.is_instant() {
        return None;
    }
    let between = dice.between(low.seconds(), high.seconds());
    Some(dice.pick(&[low, high, Instant::from_seconds(between)]))
}

/// Whether the event is the only one of its kind and of its role, and nothing corrects or is corrected.
fn alone(rule: &Rule, history: &[Event], event: &Event) -> bool {
    let same = |other: &Event| {
        let together = |set: &KindSet| set.has(event.kind) && set.has(other.kind);
        other.kind == event.kind
            || rule.trigger.iter().any(together)
            || together(&rule.discharge)
            || together(&rule.ends)
    };
    history.iter().filter(|other| same(other)).count() == 1
        && history.iter().all(|other| other.corrects.is_none())
}

/// Whether the trigger, the act and the end could be in that order before, and no longer can: the exception that the
/// specification makes.
fn order_proved_wrong(rule: &Rule, before: &[Event], after: &[Event]) -> bool {
    let step = |event: &Event| {
        let trigger = rule.trigger.iter().any(|group| group.has(event.kind));
        let steps = [trigger, rule.discharge.has(event.kind), rule.ends.has(event.kind)];
        steps.iter().position(|is| *is)
    };
    let wrong = |history: &[Event], a: usize, b: usize| {
        history[b].time.span.certainly_before(history[a].time.span)
    };
    (0..before.len()).any(|a| {
        (0..before.len()).any(|b| {
            let ordered =
                matches!((step(&before[a]), step(&before[b])), (Some(a), Some(b)) if a < b);
            ordered && !wrong(before, a, b) && wrong(after, a, b)
        })
    })
}

#[test]
fn an_instant_never_overturns_a_certain_answer() {
    let (engine, fixture) = Engine::load();
    let samples = Samples::of(&fixture);
    let count = std::env::var("AMPARO_HISTORIES").map_or(20_000, |n| n.parse().unwrap());
    let (mut tried, mut wrong) = (0, 0);
    for seed in 0..count {
        let sample = samples.sample(seed);
        let rule = &sample.rule;
        if rule.series != Series::Once || rule.toll.is_some() {
            continue;
        }
        let ask = |sample: &Sample| {
            engine.answer(&sample.rule, &sample.history, sample.place, &sample.world)
        };
        let before = ask(&sample);
        if state(&before) == State::Undetermined {
            continue;
        }
        let mut dice = Dice::new(seed ^ 0xA5A5);
        for place in 0..sample.history.len() {
            let event = sample.history[place];
            let Some(at) = inside(&mut dice, &event, sample.world.as_of) else { continue };
            if !alone(rule, &sample.history, &event) {
                continue;
            }
            let mut narrow = sample.clone();
            narrow.history[place].time.span = Span::at(at);
            if order_proved_wrong(&sample.rule, &sample.history, &narrow.history) {
                continue;
            }
            let after = ask(&narrow);
            tried += 1;
            if state(&after) != State::Undetermined && state(&after) != state(&before) {
                wrong += 1;
                if wrong <= 5 {
                    let answers = [("narrow", after.as_slice())];
                    println!("seed {seed}, event {}, was {}", event.id.0, state(&before).name());
                    println!("{}", show(&narrow, &fixture.words, &answers));
                }
            }
        }
    }
    println!("{tried} narrowed");
    assert_eq!(wrong, 0, "of {tried} narrowed histories");
}
