//! The casebook in memory: a million invented cases from a seed, their loading, and what a person waits for afterwards.
//!
//! Everybody is invented: names are made of syllables. Loading here is the way from events to state and clocks; what the log costs stands
//! in the rows of the ledger.

use crate::invented::Dice;
use crate::table::{Other, Table, Unit};
use anyhow::{Context as _, Result};
use casebook::{
    CaseFact, CaseId, CaseKind, Casebook, Coverage, Desk, Event, EventId, Fact, FieldKey, FieldValue,
    Filter, Happening, Head, ItemId, Name, NameKind, Opening, OperationId, PersonFact, PersonId,
    Position, Purpose, Role, Scope, Script, Source, SourceKind, Standing, TeamId, Term, UserId,
    Value,
};
use std::sync::Arc;
use std::time::Instant as Watch;
use when::Instant;

/// Cases of the full measurement.
pub(crate) const CASES: u32 = 1_000_000;
/// Teams that share them.
const TEAMS: i64 = 400;
/// The present: 1 June 2024.
const NOW: i64 = 1_717_200_000;
const SYLLABLES: [&str; 16] = [
    "ma", "ri", "ja", "lo", "sa", "ne", "ka", "du", "fi", "to", "ber", "lin", "os", "ham", "ei", "zu",
];
const COUNTRIES: [&str; 8] = ["HND", "SLV", "GTM", "VEN", "HTI", "SYR", "AFG", "ERI"];
const KINDS: [&str; 8] = [
    "reasons-for-arrest-given",
    "consular-information-given",
    "consular-notification-made",
    "brought-before-judge",
    "interpreter-provided",
    "lawyer-access-given",
    "release",
    "consular-visit-held",
];

fn id(kind: u8, number: u32, what: u8) -> u128 {
    (u128::from(kind) << 120) | (u128::from(number) << 16) | u128::from(what)
}

fn name(dice: &mut Dice) -> String {
    let count = 2 + dice.below(2);
    (0..count).map(|_| SYLLABLES[usize::try_from(dice.below(16)).unwrap_or(0)]).collect()
}

/// From one up to `most`.
fn number_of(dice: &mut Dice, most: i64) -> u128 {
    u128::from(dice.below(most).unsigned_abs()) + 1
}

/// The ten events of a case.
fn events(number: u32, place: &(String, String), dice: &mut Dice) -> Vec<Event> {
    let person = PersonId::from_u128(id(1, number, 0));
    let case = CaseId::from_u128(id(2, number, 0));
    let began = NOW - 86_400 - dice.below(300 * 86_400);
    let mut facts = vec![Fact::Person(PersonFact::Registered { person })];
    let write = |facts: &mut Vec<Fact>, field, value: FieldValue| {
        let (seen, value) = (Vec::new(), value.into());
        facts.push(Fact::Person(PersonFact::FieldWritten { person, field, seen, value }));
    };
    let (given, family) = (name(dice), name(dice));
    let (kind, script) = (NameKind::Usual, Script::Latin);
    let told = FieldValue::Name(Name { kind, script, given, family });
    write(&mut facts, FieldKey::Name(ItemId::from_u128(1)), told);
    let born = 1950 + dice.below(65);
    write(&mut facts, FieldKey::BirthDate, FieldValue::BirthDate(born.to_string()));
    let country = COUNTRIES[usize::try_from(dice.below(8)).unwrap_or(0)].to_owned();
    let standing = Standing::Confirmed;
    write(
        &mut facts,
        FieldKey::Nationality(ItemId::from_u128(2)),
        FieldValue::Nationality(country, standing),
    );
    facts.push(Fact::Case(CaseFact::Opened(Opening {
        case,
        kind: CaseKind::Detention,
        jurisdiction: place.0.clone(),
        place: place.1.clone(),
        team: TeamId::from_u128(number_of(dice, TEAMS)),
        owner: Some(UserId::from_u128(number_of(dice, 4 * TEAMS))),
        persons: vec![(person, Role::Subject)],
        coverage: Coverage::Acts,
        sealed_to: None,
    })));
    facts.push(happened(case, "arrest", began));
    let mut at = began;
    for _ in 0..4 {
        at += 3_600 + dice.below(10 * 86_400);
        let kind = KINDS[usize::try_from(dice.below(8)).unwrap_or(0)];
        facts.push(happened(case, kind, at.min(NOW - 60)));
    }
    let named = (0_u8..).zip(facts);
    named.map(|(what, fact)| Event { head: head(number, what, began), fact }).collect()
}

fn head(number: u32, what: u8, at: i64) -> Head {
    Head {
        id: EventId::from_u128(id(3, number, what)),
        operation: OperationId::from_u128(id(4, number, 0)),
        recorded: Instant::from_seconds(at),
        author: UserId::from_u128(1),
        purpose: Purpose::Protection,
    }
}

fn happened(case: CaseId, kind: &str, at: i64) -> Fact {
    let what = Happening {
        about: None,
        kind: kind.to_owned(),
        time: Instant::from_seconds(at).to_string(),
        place: None,
        source: Source { kind: SourceKind::Document, told: None },
        value: Value::None,
        corrects: None,
        attachments: Vec::new(),
        told: None,
    };
    Fact::Case(CaseFact::Happened { case, what })
}

/// The percentile of a sorted list.
fn at(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let place = (share * last as f64).round();
    sorted.get(place as usize).copied().unwrap_or(f64::NAN)
}

fn many(times: u32, mut work: impl FnMut()) -> Vec<f64> {
    let mut each: Vec<f64> = (0..times)
        .map(|_| {
            let watch = Watch::now();
            work();
            watch.elapsed().as_secs_f64()
        })
        .collect();
    each.sort_by(f64::total_cmp);
    each
}

/// Measures all of it.
pub(crate) fn run(table: &mut Table, cases: u32) -> Result<()> {
    let law = law::Law::load(&law::Source::Embedded).ok().context("the law does not load")?;
    let mexico = law.jurisdiction("mx").context("no jurisdiction mx")?;
    let place = ("mx".to_owned(), mexico.default_place().context("no place")?.id.clone());
    let before = crate::memory::resident()?;
    let mut book = Casebook::new(Arc::new(Desk::new(law)), Instant::from_seconds(NOW));
    let mut dice = Dice::new(65_212);
    book.defer();
    let (mut position, mut applying) = (0, 0.0);
    for number in 0..cases {
        let events = events(number, &place, &mut dice);
        let watch = Watch::now();
        for event in &events {
            position += 1;
            book.apply(Position(position), event);
        }
        applying += watch.elapsed().as_secs_f64();
    }
    let watch = Watch::now();
    book.settle();
    let settling = watch.elapsed().as_secs_f64();
    let grown = crate::memory::resident()?.saturating_sub(before);
    let size = format!("{cases} cases, {position} events, seed 65212");
    let events = f64::from(u32::try_from(position).unwrap_or(u32::MAX));
    let target = |value| Other::Target { value };
    table.add("casebook, events applied", Unit::EventsPerSecond, events / applying, Other::None, &size);
    let whole = (applying + settling) * 1e3;
    table.add("casebook, from events to clocks", Unit::Milliseconds, whole, target(20_000.0), "the log not counted");
    let each = grown as f64 / f64::from(cases);
    let note = format!("{:.2} GB in all; 4 GB for a million is the aim", grown as f64 / 1e9);
    table.add("casebook, a case in memory", Unit::Bytes, each, target(4_000.0), &note);

    let mut next = || {
        let number = u32::try_from(dice.below(i64::from(cases))).unwrap_or(0);
        position += 1;
        let case = CaseId::from_u128(id(2, number, 0));
        let head = head(number, u8::try_from(position % 200).unwrap_or(0) + 20, NOW);
        (Position(position), Event { head, fact: happened(case, "interpreter-provided", NOW - 30) })
    };
    let mut one = Vec::with_capacity(20_000);
    for _ in 0..20_000 {
        let (position, event) = next();
        let watch = Watch::now();
        book.apply(position, &event);
        one.push(watch.elapsed().as_secs_f64());
    }
    one.sort_by(f64::total_cmp);
    let note = format!("p99 {:.1} µs", at(&one, 0.99) * 1e6);
    table.add("casebook, one event, median", Unit::Microseconds, at(&one, 0.5) * 1e6, target(50.0), &note);

    let mut team = 0;
    let lists = many(2_000, || {
        team = team % 400 + 1;
        let any_of = Some(vec![Term::Team(TeamId::from_u128(team))]);
        let scope = Scope { any_of, ..Scope::default() };
        std::hint::black_box(book.worklist(&scope, &Filter::default(), None, 50));
    });
    let ms = |sorted: &[f64]| at(sorted, 0.99) * 1e3;
    table.add("casebook, a team's work list, p99", Unit::Milliseconds, ms(&lists), target(10.0), "50 lines");
    let all = many(500, || {
        std::hint::black_box(book.worklist(&Scope::default(), &Filter::default(), None, 50));
    });
    table.add("casebook, everybody's work list, p99", Unit::Milliseconds, ms(&all), target(10.0), "50 lines");
    let questions: Vec<String> = (0..200).map(|_| format!("{} {}", name(&mut dice), name(&mut dice))).collect();
    let mut question = questions.iter().cycle();
    let found = many(1_000, || {
        std::hint::black_box(book.search(question.next().map_or("", String::as_str), 20));
    });
    table.add("casebook, search for a name, p99", Unit::Milliseconds, ms(&found), target(10.0), "names of syllables: every one is common");
    Ok(())
}
