//! A book of cases says what evaluating every case anew says, whatever order events and hours come in.
//!
//! The histories are invented and random, under the law of the United States as the program carries it: kinds, values,
//! doubts, open ends, late recordings and corrections of all sorts, most of them nonsense, all of them possible.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use duty::{Book, CaseId, Clock, Context, Event, EventId, Seen, Value};
use law::{CodeId, KindId, KindSet, Law, RuleBook};
use testkit::histories::Dice;
use when::{Doubt, Instant, Known, Span};

const DAY: i64 = 86_400;
/// 1 May 2024.
const BEGIN: i64 = 1_714_521_600;
const CASES: u64 = 40;

struct Ground {
    law: Law,
    rules: RuleBook,
}

impl Ground {
    fn load() -> Self {
        let law = Law::load_for(&law::Source::Embedded, "us").unwrap();
        let rules = law.rules(law.jurisdiction("us").unwrap());
        Self { law, rules }
    }

    fn context(&self, now: Instant) -> Context<'_> {
        Context {
            treaties: &self.law.treaties,
            lists: &self.law.lists,
            roles: self.law.vocabulary.roles(),
            place: self.law.jurisdiction("us").unwrap().default_place().unwrap(),
            as_of: now,
            as_known_on: now,
            coverage: KindSet::ALL,
        }
    }

    fn fresh(&self, history: &[Event], now: Instant) -> Vec<Clock> {
        let context = self.context(now);
        let mut seen = Seen::default();
        seen.look(history, &context);
        let mut clocks = Vec::new();
        duty::evaluate_all(&self.rules, &seen, &context, &mut clocks);
        clocks
    }
}

fn event(dice: &mut Dice, ground: &Ground, id: usize, now: i64) -> Event {
    let kind = KindId::new(dice.below(ground.law.vocabulary.events().len())).unwrap();
    // Some lie ahead: they come into sight when their time does.
    let earliest = now + dice.between(-20 * DAY, 3 * DAY);
    let latest = match dice.below(8) {
        0 => i64::MAX,
        1..=3 => earliest,
        _ => earliest + dice.between(0, 2 * DAY),
    };
    let earliest = if dice.percent(5) { i64::MIN } else { earliest };
    let span = Span::new(Instant::from_seconds(earliest), Instant::from_seconds(latest)).unwrap();
    let corrects = (id > 0 && dice.percent(15)).then(|| EventId(dice.below(id) as u32));
    let value = match dice.below(10) {
        0 => Value::Yes,
        1 => Value::No,
        2 => Value::Unknown,
        3 => Value::Code(CodeId(dice.below(300) as u32)),
        4 => Value::Count(dice.below(90) as u32),
        5 => Value::Date(Span::at(Instant::from_seconds(now - dice.between(0, 30 * 365 * DAY)))),
        6 if corrects.is_some() => Value::Withdrawn,
        _ => Value::None,
    };
    let doubt = if dice.percent(10) { Doubt::UNCERTAIN } else { Doubt::NONE };
    let recorded = dice.percent(50).then(|| Instant::from_seconds(now));
    Event { id: EventId(id as u32), kind, time: Known { span, doubt }, recorded, corrects, value }
}

/// What only an event or a clock's next turn may change: how much time is left changes always.
fn answers(clocks: impl IntoIterator<Item = Clock>) -> Vec<Clock> {
    let lasting = |clock| Clock { margin: None, changes_at: Instant::MAX, ..clock };
    clocks.into_iter().map(lasting).collect()
}

#[test]
fn a_book_says_what_a_fresh_evaluation_says() {
    let ground = Ground::load();
    let mut dice = Dice::new(65_212);
    let mut book = Book::default();
    let mut histories = vec![Vec::<Event>::new(); CASES as usize];
    let mut now = BEGIN;
    let mut woken = 0;
    for _ in 0..1_500 {
        now += dice.between(0, DAY);
        let at = Instant::from_seconds(now);
        let changed = book.pass_time(&ground.rules, |_| ground.context(at), at);
        woken += changed.len();
        for (case, history) in histories.iter().enumerate() {
            let id = CaseId(case as u64);
            assert_eq!(
                answers(book.clocks(id)),
                answers(if history.is_empty() { Vec::new() } else { ground.fresh(history, at) })
            );
        }
        let case = dice.below(CASES as usize);
        let id = CaseId(case as u64);
        let new = event(&mut dice, &ground, histories[case].len(), now);
        let before: Vec<Clock> = book.clocks(id).collect();
        let changed = book.apply(id, new, &ground.rules, &ground.context(at));
        histories[case].push(new);
        assert!(book.history(id).eq(histories[case].iter().copied()));
        // To the last field, in the moment of the event.
        assert!(book.clocks(id).eq(ground.fresh(&histories[case], at)));
        assert_eq!(changed, !book.clocks(id).eq(before));
    }
    assert!(book.len() as u64 == CASES && woken > 100, "{woken} woken");
}
