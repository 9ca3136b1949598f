//! Random events, placed where clocks go wrong: on the deadline and a second beside it, at clock changes, at month ends,
//! before what they should follow, twice, and never.

use duty::{Event, EventId, Value};
use law::KindId;
use when::{Day, Days, Doubt, Instant, Known, Span, Zone};

use super::Dice;
use crate::Words;

const DAY: i64 = 86_400;

/// Makes events of one history.
pub(super) struct Hand<'a> {
    pub(super) dice: &'a mut Dice,
    pub(super) words: &'a Words,
    pub(super) zone: &'a Zone,
    pub(super) history: Vec<Event>,
    /// Seconds that something may turn on.
    pub(super) edges: Vec<i64>,
}

impl Hand<'_> {
    /// A second: on an edge, near one, or up to `reach` after the first.
    pub(super) fn second(&mut self, reach: i64) -> i64 {
        let edge = if self.edges.is_empty() { 0 } else { self.dice.below(self.edges.len()) };
        let edge = self.edges.get(edge).copied().unwrap_or_default();
        match self.dice.below(10) {
            0..=2 => edge + self.dice.pick(&[-1, 0, 0, 1]),
            3 | 4 => edge + self.dice.between(-2 * DAY, 2 * DAY),
            _ => {
                let first = self.edges.first().copied().unwrap_or_default();
                first + self.dice.between(-reach / 10, reach * 3 / 2)
            }
        }
    }

    /// An event of a kind at or about a second.
    pub(super) fn add(&mut self, kind: KindId, at: i64, value: Value) {
        let id = EventId(self.history.len() as u32 + 1);
        let time = self.known(at);
        let recorded = self.recorded(time.span);
        self.history.push(Event { id, kind, time, recorded, corrects: None, value });
    }

    /// A second as somebody knows it.
    fn known(&mut self, at: i64) -> Known {
        let instant = Instant::from_seconds(at);
        let day = self.zone.day_of(instant);
        let days = |first: Day, last: Day| self.zone.span_of(Days::new(first, last).unwrap());
        let between =
            |a: i64, b: i64| Span::between(Instant::from_seconds(a), Instant::from_seconds(b));
        let span = match self.dice.below(100) {
            0..=54 => Span::at(instant),
            55..=74 => days(day, day),
            75..=80 => {
                let (year, month, _) = day.ymd();
                let first = Day::from_ymd(year, month, 1).unwrap();
                let mut last = first.plus(27);
                while last.plus(1).ymd().1 == month {
                    last = last.plus(1);
                }
                days(first, last)
            }
            81..=88 => {
                between(at - self.dice.between(0, 3 * DAY), at + self.dice.between(0, 3 * DAY))
            }
            89..=93 => days(day, day.plus(self.dice.between(0, 9) as i32)),
            94 | 95 => Span::new(Instant::MIN, instant).unwrap(),
            _ => Span::new(instant, Instant::MAX).unwrap(),
        };
        let doubt = match self.dice.below(100) {
            0..=2 => Doubt::UNCERTAIN,
            3..=5 => Doubt::APPROXIMATE,
            _ => Doubt::NONE,
        };
        Known { span, doubt }
    }

    /// When it was written down: mostly nobody says, mostly soon, sometimes late, sometimes before it happened.
    fn recorded(&mut self, span: Span) -> Option<Instant> {
        let known = if span.latest().is_open() { span.earliest() } else { span.latest() };
        if known.is_open() {
            return None;
        }
        match self.dice.below(10) {
            0..=5 => None,
            6 | 7 => Some(known.plus(self.dice.between(0, 2 * DAY))),
            8 => Some(known.plus(self.dice.between(0, 40 * DAY))),
            _ => Some(known.plus(self.dice.between(-2 * DAY, 0))),
        }
    }

    /// Corrects or withdraws one of the events.
    pub(super) fn correct(&mut self, reach: i64) {
        if self.history.is_empty() {
            return;
        }
        let old = self.history[self.dice.below(self.history.len())];
        let at = match self.dice.percent(70) && !old.time.span.earliest().is_open() {
            true => old.time.span.earliest().seconds() + self.dice.between(-DAY, 2 * DAY),
            false => self.second(reach),
        };
        let value = if self.dice.percent(30) { Value::Withdrawn } else { old.value };
        self.add(old.kind, at, value);
        let after = old.recorded.unwrap_or(Instant::from_seconds(at));
        let later = self.dice.percent(60).then(|| after.plus(self.dice.between(0, 20 * DAY)));
        if let Some(new) = self.history.last_mut() {
            new.corrects = Some(old.id);
            new.recorded = later;
        }
    }

    /// Who the person is.
    pub(super) fn person(&mut self, at: i64) {
        let words = self.words;
        if self.dice.percent(70) {
            let code = self.dice.pick(&["ZZA", "ZZB", "ZZB", "ZZC", "ZZC", "XXA"]);
            let value = match self.dice.percent(8) {
                true => Value::Unknown,
                false => Value::Code(words.code(code)),
            };
            self.add(words.kind("nationality"), at, value);
        }
        if self.dice.percent(50) {
            let today = self.zone.day_of(Instant::from_seconds(at));
            let years = self.dice.pick(&[14, 18, 18, 30]);
            let born = match self.dice.percent(20) {
                true => Day::from_ymd(2008, 2, 29).unwrap(),
                false => today.plus((-years * 365 - years / 4 + self.dice.between(-9, 9)) as i32),
            };
            let last = if self.dice.percent(30) { born.plus(364) } else { born };
            let span = self.zone.span_of(Days::new(born, last).unwrap());
            self.add(words.kind("born"), at, Value::Date(span));
        }
        if self.dice.percent(30) {
            let age = self.dice.between(13, 19) as u32;
            let value = if self.dice.percent(10) { Value::Unknown } else { Value::Count(age) };
            self.add(words.kind("aged"), at, value);
        }
        if self.dice.percent(50) {
            let value = self.dice.pick(&[Value::Yes, Value::Yes, Value::No, Value::Unknown]);
            self.add(words.kind("alone"), at, value);
        }
        if self.dice.percent(50) {
            let code = self.dice.pick(&["entry", "removal", "identity"]);
            self.add(words.kind("ground"), at, Value::Code(words.code(code)));
        }
    }
}
