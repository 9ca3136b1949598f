//! Histories and clocks as bytes: what a book keeps of a case between two events.
//!
//! Nothing is lost. Numbers are of variable length (LEB128) and times are told from one another, since the times of a case
//! lie near each other: an event takes some 10 bytes where [`Event`] takes 80, a clock some 17 where [`Clock`] takes 72. The
//! same clocks give the same bytes and other clocks give others, so bytes can be compared in their place. This is no format
//! for a file: it may change with every version, and nothing checks where the bytes come from.

use crate::clock::{Cause, Clock, Margin, Missing, MissingFacts, State};
use crate::columns::{doubt_bits, doubt_of};
use crate::history::{Event, EventId, Value};
use law::{CodeId, KindId};
use when::{Instant, Known, Span};

/// By their numbers.
const STATES: [State; 8] = [
    State::NotApplicable,
    State::Pending,
    State::Discharged,
    State::DischargedLate,
    State::Overdue,
    State::Ended,
    State::Tolled,
    State::Undetermined,
];

/// Where the bytes of a case begin to be read.
#[derive(Copy, Clone, Default)]
pub struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    /// Reads from the first one.
    #[must_use]
    pub const fn of(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// What has not been read.
    #[must_use]
    pub const fn rest(self) -> &'a [u8] {
        self.0
    }

    /// The next so many bytes, or all there are.
    pub fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at_checked(count).unwrap_or((self.0, &[]));
        self.0 = rest;
        taken
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// A number that [`put_number`] wrote; nothing if there is none.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn small(&mut self) -> Option<u32> {
        self.number().and_then(|number| u32::try_from(number).ok())
    }

    /// A number that [`put_signed`] wrote; nothing if there is none.
    pub fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// A time told from another.
    fn time(&mut self, from: i64) -> Option<i64> {
        Some(from.wrapping_add(self.signed()?))
    }

    fn span(&mut self, from: i64) -> Option<Span> {
        let earliest = self.time(from)?;
        let latest = earliest.wrapping_add_unsigned(self.number()?);
        Span::new(Instant::from_seconds(earliest), Instant::from_seconds(latest))
    }

    fn kind(&mut self) -> Option<KindId> {
        self.byte().and_then(|kind| KindId::new(usize::from(kind)))
    }
}

/// Writes a number: small ones take little.
pub fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Writes a number that may be negative.
pub fn put_signed(out: &mut Vec<u8>, number: i64) {
    put_number(out, (number << 1 ^ number >> 63) as u64);
}

fn put_time(out: &mut Vec<u8>, at: Instant, from: i64) {
    put_signed(out, at.seconds().wrapping_sub(from));
}

fn put_span(out: &mut Vec<u8>, span: Span, from: i64) {
    put_time(out, span.earliest(), from);
    // Wrapping, because the two open ends are further apart than a signed number can say.
    put_number(out, span.latest().seconds().wrapping_sub(span.earliest().seconds()) as u64);
}

fn put_kind(out: &mut Vec<u8>, kind: KindId) {
    // A set of kinds holds 256 of them.
    out.push(kind.index() as u8);
}

const RECORDED: u8 = 1 << 2;
const CORRECTS: u8 = 1 << 3;

/// Writes an event after the one before it in its history; `place` is how many stand before it.
pub fn put_event(out: &mut Vec<u8>, event: &Event, place: usize, before: Option<&Event>) {
    put_kind(out, event.kind);
    let tag = match event.value {
        Value::None => 0,
        Value::Yes => 1,
        Value::No => 2,
        Value::Unknown => 3,
        Value::Withdrawn => 4,
        Value::Code(_) => 5,
        Value::Count(_) => 6,
        Value::Date(_) => 7,
    };
    let recorded = if event.recorded.is_some() { RECORDED } else { 0 };
    let corrects = if event.corrects.is_some() { CORRECTS } else { 0 };
    out.push(doubt_bits(event.time.doubt) | recorded | corrects | tag << 4);
    // Numbered by their places, as they mostly are, this is nothing.
    put_signed(out, i64::from(event.id.0) - place as i64);
    put_span(out, event.time.span, before.map_or(0, |event| event.time.span.earliest().seconds()));
    let latest = event.time.span.latest().seconds();
    if let Some(recorded) = event.recorded {
        put_time(out, recorded, latest);
    }
    if let Some(target) = event.corrects {
        put_number(out, u64::from(target.0));
    }
    match event.value {
        Value::None | Value::Yes | Value::No | Value::Unknown | Value::Withdrawn => {}
        Value::Code(code) => put_number(out, u64::from(code.0)),
        Value::Count(count) => put_number(out, u64::from(count)),
        Value::Date(span) => put_span(out, span, latest),
    }
}

/// Reads the events of a history.
#[derive(Clone, Default)]
pub struct Events<'a> {
    bytes: Bytes<'a>,
    place: i64,
    before: i64,
}

impl<'a> Events<'a> {
    /// The events that [`put_event`] wrote one after the other.
    #[must_use]
    pub fn of(bytes: &'a [u8]) -> Self {
        Self { bytes: Bytes(bytes), ..Self::default() }
    }
}

impl Iterator for Events<'_> {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        let kind = self.bytes.kind()?;
        let bits = self.bytes.byte()?;
        let id = EventId(u32::try_from(self.place + self.bytes.signed()?).ok()?);
        let span = self.bytes.span(self.before)?;
        let latest = span.latest().seconds();
        let recorded = if bits & RECORDED == 0 { None } else { Some(self.bytes.time(latest)?) };
        let corrects = if bits & CORRECTS == 0 { None } else { Some(self.bytes.small()?) };
        let value = match bits >> 4 {
            0 => Value::None,
            1 => Value::Yes,
            2 => Value::No,
            3 => Value::Unknown,
            4 => Value::Withdrawn,
            5 => Value::Code(CodeId(self.bytes.small()?)),
            6 => Value::Count(self.bytes.small()?),
            _ => Value::Date(self.bytes.span(latest)?),
        };
        self.place += 1;
        self.before = span.earliest().seconds();
        Some(Event {
            id,
            kind,
            time: Known { span, doubt: doubt_of(bits) },
            recorded: recorded.map(Instant::from_seconds),
            corrects: corrects.map(EventId),
            value,
        })
    }
}

const ASKS: u8 = 1 << 3;
const SHOWN: u8 = 1 << 4;
const DUE: u8 = 1 << 5;
const MARGIN: u8 = 1 << 6;
const CHANGES: u8 = 1 << 7;

/// Writes the clocks of a case, whose first event begins at `from`.
pub(crate) fn put_clocks(out: &mut Vec<u8>, clocks: &[Clock], mut from: i64) {
    for clock in clocks {
        put_number(out, u64::from(clock.rule));
        put_number(out, u64::from(clock.instance));
        let bit = |is: bool, bit: u8| if is { bit } else { 0 };
        out.push(
            clock.state as u8
                | bit(clock.asks, ASKS)
                | bit(clock.shown, SHOWN)
                | bit(clock.deadline.is_some(), DUE)
                | bit(clock.margin.is_some(), MARGIN)
                | bit(clock.changes_at != Instant::MAX, CHANGES),
        );
        out.push(clock.cause as u8 | (clock.missing.iter().count() as u8) << 6);
        for fact in clock.missing.iter() {
            let (tag, kind) = match fact {
                Missing::Time(kind) => (0, Some(kind)),
                Missing::Happened(kind) => (1, Some(kind)),
                Missing::Value(kind) => (2, Some(kind)),
                Missing::TreatyStatus => (3, None),
                Missing::Rounding => (4, None),
                Missing::Calendar => (5, None),
            };
            out.push(tag);
            kind.into_iter().for_each(|kind| put_kind(out, kind));
        }
        if let Some(due) = clock.deadline {
            put_span(out, due, from);
            from = due.earliest().seconds();
        }
        if let Some(margin) = clock.margin {
            put_signed(out, margin.least);
            put_signed(out, margin.most.wrapping_sub(margin.least));
        }
        if clock.changes_at != Instant::MAX {
            put_time(out, clock.changes_at, from);
        }
    }
}

/// Reads the clocks of a case.
#[derive(Clone, Default)]
pub(crate) struct Clocks<'a> {
    bytes: Bytes<'a>,
    from: i64,
}

impl<'a> Clocks<'a> {
    pub(crate) fn of(bytes: &'a [u8], from: i64) -> Self {
        Self { bytes: Bytes(bytes), from }
    }

    fn missing(&mut self) -> Option<Missing> {
        Some(match self.bytes.byte()? {
            0 => Missing::Time(self.bytes.kind()?),
            1 => Missing::Happened(self.bytes.kind()?),
            2 => Missing::Value(self.bytes.kind()?),
            3 => Missing::TreatyStatus,
            4 => Missing::Rounding,
            _ => Missing::Calendar,
        })
    }
}

impl Iterator for Clocks<'_> {
    type Item = Clock;

    fn next(&mut self) -> Option<Clock> {
        let rule = u16::try_from(self.bytes.number()?).ok()?;
        let instance = u16::try_from(self.bytes.number()?).ok()?;
        let bits = self.bytes.byte()?;
        let cause = self.bytes.byte()?;
        let mut missing = MissingFacts::NONE;
        for _ in 0..cause >> 6 {
            missing.push(self.missing()?);
        }
        let deadline = if bits & DUE == 0 { None } else { Some(self.bytes.span(self.from)?) };
        self.from = deadline.map_or(self.from, |due| due.earliest().seconds());
        let margin = if bits & MARGIN == 0 {
            None
        } else {
            let least = self.bytes.signed()?;
            Some(Margin { least, most: least.wrapping_add(self.bytes.signed()?) })
        };
        let changes_at = if bits & CHANGES == 0 {
            Instant::MAX
        } else {
            Instant::from_seconds(self.bytes.time(self.from)?)
        };
        Some(Clock {
            rule,
            instance,
            state: *STATES.get(usize::from(bits & 7))?,
            cause: *Cause::ALL.get(usize::from(cause & 0x3F))?,
            asks: bits & ASKS != 0,
            shown: bits & SHOWN != 0,
            deadline,
            margin,
            missing,
            changes_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use when::Doubt;

    #[test]
    fn states_and_causes_stand_at_their_numbers() {
        assert!(STATES.iter().enumerate().all(|(place, state)| *state as usize == place));
        assert!(Cause::ALL.iter().enumerate().all(|(place, cause)| *cause as usize == place));
        // The last one; two bits of the byte are taken.
        assert!(Cause::TooMany as usize + 1 == Cause::ALL.len() && Cause::ALL.len() <= 64);
    }

    #[test]
    fn numbers_of_every_size_come_back() {
        let numbers = [0, 1, -1, 63, 64, -65, i64::MAX, i64::MIN, 1_700_000_000];
        let mut out = Vec::new();
        numbers.iter().for_each(|number| put_signed(&mut out, *number));
        let mut bytes = Bytes(&out);
        for number in numbers {
            assert_eq!(bytes.signed(), Some(number));
        }
        assert_eq!(bytes.signed(), None);
    }

    fn event(at: (i64, i64), value: Value) -> Event {
        let (from, to) = (Instant::from_seconds(at.0), Instant::from_seconds(at.1));
        Event {
            id: EventId(0),
            kind: KindId::new(255).unwrap(),
            time: Known { span: Span::new(from, to).unwrap(), doubt: Doubt::BOTH },
            recorded: None,
            corrects: None,
            value,
        }
    }

    #[test]
    fn open_ends_and_strange_numbers_come_back() {
        let mut history = vec![
            event((i64::MIN, i64::MAX), Value::Unknown),
            event((1_700_000_000, 1_700_086_399), Value::Code(CodeId(u32::MAX))),
            event((i64::MIN, 0), Value::Date(Span::ALWAYS)),
            event((i64::MAX, i64::MAX), Value::Withdrawn),
        ];
        history[1].id = EventId(u32::MAX);
        history[2].recorded = Some(Instant::MIN);
        history[3].corrects = Some(EventId(u32::MAX));
        let mut out = Vec::new();
        for (place, event) in history.iter().enumerate() {
            put_event(&mut out, event, place, place.checked_sub(1).map(|before| &history[before]));
        }
        assert_eq!(Events::of(&out).collect::<Vec<_>>(), history);
        // Cut anywhere, it gives what stands before the cut, and never more.
        for end in 0..out.len() {
            let cut: Vec<Event> = Events::of(&out[..end]).collect();
            assert!(cut.len() < history.len() && history.starts_with(&cut));
        }
    }

    #[test]
    fn clocks_come_back() {
        let kind = KindId::new(200).unwrap();
        let mut missing = MissingFacts::NONE;
        missing.push(Missing::Value(kind));
        missing.push(Missing::TreatyStatus);
        missing.push(Missing::Time(kind));
        let plain = Clock {
            rule: 0,
            instance: 1,
            state: State::NotApplicable,
            cause: Cause::NoTrigger,
            asks: false,
            shown: true,
            deadline: None,
            margin: None,
            missing: MissingFacts::NONE,
            changes_at: Instant::MAX,
        };
        let full = Clock {
            rule: u16::MAX,
            instance: u16::MAX,
            state: State::Undetermined,
            cause: Cause::TooMany,
            asks: true,
            deadline: Some(Span::ALWAYS),
            margin: Some(Margin { least: i64::MIN, most: i64::MAX }),
            missing,
            changes_at: Instant::MIN,
            ..plain
        };
        let clocks = [plain, full, Clock { shown: false, ..full }];
        let mut out = Vec::new();
        put_clocks(&mut out, &clocks, 1_700_000_000);
        assert_eq!(Clocks::of(&out, 1_700_000_000).collect::<Vec<_>>(), clocks);
        assert!(out.len() < 150, "{}", out.len());
    }
}
