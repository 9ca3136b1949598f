//! Random rules and histories from a seed, and how to make a failing one small.
//!
//! The generator aims: it asks the oracle where the deadline of the bare trigger lies and puts events on it and a second
//! to either side; it starts near clock changes, month ends, leap days and holidays. The same seed always makes the same
//! sample. It makes nothing that `amparo law check` refuses, and nothing of which `docs/clocks.md` says nothing.

mod dice;
mod events;
mod rules;
mod shrink;

use std::fmt::Write as _;

use duty::{Clock, Event, State, Value};
use law::Rule;
use when::{Instant, Zone};

use crate::cases::{history_text, rule_text, show_span};
use crate::fixture::Fixture;
use crate::{Words, World, oracle};
use events::Hand;

pub use dice::Dice;
pub use shrink::shrink;

const DAY: i64 = 86_400;

/// Local midnights (as UTC seconds are too precise to matter) around which samples begin: clock changes of the zones,
/// ends of months, leap days, feasts.
const NEAR: [&str; 14] = [
    "2024-03-10",
    "2024-11-03",
    "2024-03-31",
    "2024-10-27",
    "2024-04-07",
    "2024-10-06",
    "2024-04-14",
    "2023-02-28",
    "2024-01-31",
    "2024-02-29",
    "2024-08-31",
    "2023-12-29",
    "2024-04-09",
    "2024-06-14",
];

/// The date line moved.
const NEAR_APIA: [&str; 3] = ["2011-12-29", "2011-12-31", "2012-04-01"];

/// A question.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The limit.
    pub rule: Rule,
    /// What happened.
    pub history: Vec<Event>,
    /// Index of the place in [`Fixture::places`].
    pub place: usize,
    /// Place, law and moment.
    pub world: World,
}

/// The samples of a fixture, by number.
pub struct Samples<'f> {
    fixture: &'f Fixture,
    zones: Vec<Zone>,
    worlds: Vec<World>,
}

impl<'f> Samples<'f> {
    /// Samples in the places of a fixture.
    ///
    /// # Panics
    /// When a zone is not known.
    #[must_use]
    pub fn of(fixture: &'f Fixture) -> Self {
        let zones = fixture.places.iter().map(|place| Zone::named(&place.zone).unwrap()).collect();
        let worlds = fixture.places.iter().map(|place| place.world(&fixture.world)).collect();
        Self { fixture, zones, worlds }
    }

    /// The sample of this number.
    ///
    /// # Panics
    /// When the generator is wrong.
    #[must_use]
    pub fn sample(&self, seed: u64) -> Sample {
        let mut dice = Dice::new(seed);
        let place = dice.below(self.zones.len());
        let (zone, mut world) = (&self.zones[place], self.worlds[place].clone());
        let words = &self.fixture.words;
        let near: &[&str] = if zone.name() == "Pacific/Apia" { &NEAR_APIA } else { &NEAR };
        let near = dice.pick(near).parse().unwrap();
        let rule = rules::rule(&mut dice, words, near);
        let start = zone.day_start(near).seconds() + dice.between(-3 * DAY, 3 * DAY);
        let begun = zone.day_start(near).seconds();
        let mut hand =
            Hand { dice: &mut dice, words, zone, history: Vec::new(), edges: vec![begun] };
        begin(&mut hand, start);
        world.as_of = Instant::MAX;
        let reach = aim(&mut hand, &rule, &world);
        happen(&mut hand, &rule, reach);
        world.as_of = Instant::from_seconds(hand.second(reach));
        world.as_known_on = match hand.dice.below(10) {
            0..=6 => world.as_of,
            7 | 8 => Instant::MAX,
            _ => Instant::from_seconds(hand.second(reach)),
        };
        let history = hand.history;
        if dice.percent(20) {
            for _ in 0..dice.between(1, 2) {
                let gone = dice.pick(&[
                    "decided",
                    "released",
                    "requested",
                    "identified",
                    "complained",
                    "alone",
                ]);
                world.coverage = world.coverage.without(words.kind(gone));
            }
        }
        Sample { rule, history, place, world }
    }
}

/// The trigger, mostly.
fn begin(hand: &mut Hand<'_>, start: i64) {
    let words = hand.words;
    hand.person(start);
    if hand.dice.percent(96) {
        hand.add(words.kind("detained"), start, Value::None);
    }
    for kind in ["arrested", "identified"] {
        if hand.dice.percent(70) {
            let at = start + hand.dice.between(-DAY, 3 * DAY);
            hand.add(words.kind(kind), at, Value::None);
        }
    }
}

/// Puts the deadlines of what has happened so far among the edges; says how far they reach.
fn aim(hand: &mut Hand<'_>, rule: &Rule, world: &World) -> i64 {
    let begun = hand.edges.first().copied().unwrap_or_default();
    let mut furthest = begun + 3 * DAY;
    let bare =
        Rule { condition: law::Condition::Always, treaty: None, request: None, ..rule.clone() };
    // As of a little later, or a grid would go on for ever.
    let world = World { as_of: Instant::from_seconds(begun + 60 * DAY), ..world.clone() };
    for clock in oracle::answer(&bare, &hand.history, &world).iter().take(4) {
        let Some(span) = clock.deadline else { continue };
        for edge in [span.earliest(), span.latest()].iter().filter(|edge| !edge.is_open()) {
            hand.edges.push(edge.seconds());
            furthest = furthest.max(edge.seconds());
        }
    }
    (furthest - begun).min(900 * DAY)
}

/// Everything else.
fn happen(hand: &mut Hand<'_>, rule: &Rule, reach: i64) {
    let words = hand.words;
    let reason = [Value::Yes, Value::Yes, Value::None, Value::No];
    let yes_no = [Value::Yes, Value::None, Value::No, Value::Unknown];
    let nothing = [Value::None, Value::None, Value::None, Value::None];
    let several = rule.series != law::Series::Once;
    let kinds: [(&str, usize, usize, [Value; 4]); 12] = [
        ("requested", 60, 1, yes_no),
        ("decided", 65, if several { 5 } else { 2 }, nothing),
        ("informed", 20, 1, nothing),
        ("released", 45, if several { 3 } else { 1 }, nothing),
        ("freed", 20, 2, nothing),
        ("departed", 15, 1, nothing),
        ("excused", 40, 1, reason),
        ("extended", 60, 3, reason),
        ("stopped", 70, 3, nothing),
        ("resumed", 60, 3, nothing),
        ("detained", 30, 2, nothing),
        ("interned", 20, 2, nothing),
    ];
    for (name, percent, most, values) in kinds {
        let kind = words.kind(name);
        if !hand.dice.percent(percent) || !looks_at(rule, kind) {
            continue;
        }
        for _ in 0..hand.dice.between(1, most as i64) {
            let at = hand.second(reach);
            let mut value = hand.dice.pick(&values);
            if value == Value::None && hand.dice.percent(3) {
                value = hand.dice.pick(&[Value::Unknown, Value::No]);
            }
            hand.add(kind, at, value);
            // The next may hang on this one.
            hand.edges.push(at);
        }
    }
    if hand.dice.percent(30) {
        let at = hand.second(reach);
        hand.add(words.kind("complained"), at, Value::None);
    }
    for _ in 0..3 {
        if hand.dice.percent(12) {
            hand.correct(reach);
        }
    }
}

/// Whether the rule cares about events of this kind.
fn looks_at(rule: &Rule, kind: law::KindId) -> bool {
    let stays = match &rule.series {
        law::Series::Cumulative { start, end, .. } => start.has(kind) || end.has(kind),
        law::Series::Once | law::Series::Reset { .. } | law::Series::FixedGrid { .. } => false,
    };
    stays
        || rule.trigger.iter().any(|group| group.has(kind))
        || rule.request == Some(kind)
        || rule.discharge.has(kind)
        || rule.ends.has(kind)
        || rule.opened_by.has(kind)
        || rule.exceptions.has(kind)
        || rule.extension.as_ref().is_some_and(|extension| extension.by.has(kind))
        || rule.toll.as_ref().is_some_and(|toll| toll.from.has(kind) || toll.until.has(kind))
}

/// How two answers differ, if they do. The rule's number and the next change are not compared; of what is missing, only
/// whether anything is.
#[must_use]
pub fn differ(a: &[Clock], b: &[Clock]) -> Option<String> {
    if a.len() != b.len() {
        return Some(format!("{} instances and {}", a.len(), b.len()));
    }
    a.iter().zip(b).find_map(|(a, b)| {
        let same = a.instance == b.instance
            && a.state == b.state
            && a.cause == b.cause
            && a.asks == b.asks
            && a.shown == b.shown
            && a.deadline == b.deadline
            && a.margin == b.margin;
        if !same {
            return Some(format!("instance {}", a.instance));
        }
        let mute = |clock: &Clock| clock.state == State::Undetermined && clock.missing.is_empty();
        (mute(a) || mute(b)).then(|| format!("instance {}: nothing is missing", a.instance))
    })
}

/// A sample and answers to it, for a person.
#[must_use]
pub fn show(sample: &Sample, words: &Words, answers: &[(&str, &[Clock])]) -> String {
    let mut text = String::new();
    let world = &sample.world;
    let gone: Vec<&str> = crate::words::KINDS
        .into_iter()
        .filter(|kind| !world.coverage.has(words.kind(kind)))
        .collect();
    let _ = writeln!(text, "zone        {}", world.zone);
    text.push_str(&rule_text(&sample.rule, words));
    let _ = writeln!(text, "as of       {}", world.as_of);
    let _ = writeln!(text, "as known on {}", world.as_known_on);
    if !gone.is_empty() {
        let _ = writeln!(text, "not covered {}", gone.join(", "));
    }
    text.push_str(&history_text(&sample.history, words));
    for (name, clocks) in answers {
        let _ = writeln!(text, "{name}:");
        for clock in *clocks {
            let margin = clock.margin.map(|margin| (margin.least, margin.most));
            let _ = writeln!(
                text,
                "  {}{} {} ({}) deadline {} margin {margin:?}{} missing {:?}",
                clock.instance,
                if clock.shown { "*" } else { "" },
                clock.state.name(),
                clock.cause.name(),
                show_span(clock.deadline),
                if clock.asks { " asks" } else { "" },
                clock.missing.iter().collect::<Vec<_>>(),
            );
        }
    }
    text
}
