//! Invented people and a small office for the tests of the casebook: actors, days, and a book that remembers its log.
//!
//! Everybody in here is invented. Identifiers are counted, not drawn: every run is the same.
#![allow(dead_code, unreachable_pub, reason = "each test file uses a part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "tests stop at the first surprise"
)]

use casebook::*;
use std::sync::{Arc, OnceLock};
use when::Instant;

pub const ANA: UserId = UserId::from_u128(0xA1);
pub const BEN: UserId = UserId::from_u128(0xB2);
pub const NORTH: TeamId = TeamId::from_u128(0x11);
pub const SOUTH: TeamId = TeamId::from_u128(0x22);

pub fn desk() -> Arc<Desk> {
    static DESK: OnceLock<Arc<Desk>> = OnceLock::new();
    let make = || {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../law");
        Arc::new(Desk::new(law::Law::load(&law::Source::Folder(folder.into())).unwrap()))
    };
    Arc::clone(DESK.get_or_init(make))
}

/// Noon of a day of 2024, UTC.
pub fn day(month: i64, day: i64) -> Instant {
    let before = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335];
    let days = 19_723 + before[usize::try_from(month).unwrap() - 1] + day - 1;
    Instant::from_seconds(days * 86_400 + 43_200)
}

/// A book with its log.
pub struct Office {
    pub book: Casebook,
    pub log: Vec<(Position, Event)>,
    pub next: u128,
}

pub fn person(n: u128) -> PersonId {
    PersonId::from_u128(0x1000 + n)
}

pub fn case(n: u128) -> CaseId {
    CaseId::from_u128(0x2000 + n)
}

pub fn name(given: &str, family: &str) -> Name {
    let (kind, script) = (NameKind::Usual, Script::Latin);
    Name { kind, script, given: given.to_owned(), family: family.to_owned() }
}

pub fn written(person: PersonId, field: FieldKey, seen: &[EventId], value: FieldValue) -> Fact {
    let (seen, value) = (seen.to_vec(), value.into());
    Fact::Person(PersonFact::FieldWritten { person, field, seen, value })
}

pub fn opening(case: CaseId, kind: CaseKind, persons: &[PersonId]) -> Opening {
    Opening {
        case,
        kind,
        jurisdiction: "mx".to_owned(),
        place: desk().law().jurisdiction("mx").unwrap().default_place().unwrap().id.clone(),
        team: NORTH,
        owner: Some(ANA),
        persons: persons.iter().map(|person| (*person, Role::Subject)).collect(),
        coverage: Coverage::Acts,
        sealed_to: None,
    }
}

pub fn happening(kind: &str, time: &str, value: Value) -> Happening {
    Happening {
        about: None,
        kind: kind.to_owned(),
        time: time.to_owned(),
        place: None,
        source: Source { kind: SourceKind::Document, told: None },
        value,
        corrects: None,
        attachments: Vec::new(),
        told: None,
    }
}

pub fn happened(case: CaseId, kind: &str, time: &str, value: Value) -> Fact {
    Fact::Case(CaseFact::Happened { case, what: happening(kind, time, value) })
}

impl Office {
    pub fn new(now: Instant) -> Self {
        Self { book: Casebook::new(desk(), now), log: Vec::new(), next: 1 }
    }

    pub fn id(&mut self) -> u128 {
        self.next += 1;
        self.next
    }

    pub fn command(&mut self, author: UserId, at: Instant, facts: Vec<Fact>) -> Command {
        let facts = facts.into_iter();
        let facts = facts.map(|fact| (EventId::from_u128(self.id()), fact)).collect();
        let operation = OperationId::from_u128(self.id());
        Command { operation, author, purpose: Purpose::Protection, at, facts }
    }

    /// Tries; what is accepted is applied after a way through bytes, as in the ledger.
    pub fn tries(
        &mut self,
        author: UserId,
        at: Instant,
        facts: Vec<Fact>,
    ) -> Result<Vec<EventId>, Refusal> {
        let command = self.command(author, at, facts);
        let events = self.book.decide(&command)?;
        let mut ids = Vec::new();
        for event in events {
            let bytes = codec::encode(&event).unwrap();
            let private = bytes.private.as_ref().map(|(_, bytes)| bytes.as_slice());
            let read = codec::decode(bytes.schema, &bytes.open, private).unwrap();
            assert_eq!(read, event, "an event is what was written");
            let position = Position(self.log.last().map_or(1, |(position, _)| position.0 + 1));
            ids.push(event.head.id);
            self.book.apply(position, &event);
            self.log.push((position, event));
        }
        Ok(ids)
    }

    pub fn does(&mut self, author: UserId, at: Instant, facts: Vec<Fact>) -> Vec<EventId> {
        self.tries(author, at, facts).unwrap_or_else(|refusal| panic!("{refusal}"))
    }

    pub fn refused(&mut self, author: UserId, at: Instant, fact: Fact) -> Refusal {
        self.tries(author, at, vec![fact]).unwrap_err()
    }

    /// A registered person with a name.
    pub fn meets(&mut self, n: u128, given: &str, family: &str) -> PersonId {
        let id = person(n);
        let item = FieldKey::Name(ItemId::from_u128(self.id()));
        let named = written(id, item, &[], FieldValue::Name(name(given, family)));
        self.does(ANA, day(1, 1), vec![Fact::Person(PersonFact::Registered { person: id }), named]);
        id
    }

    pub fn approves(&mut self, subject: ApprovalSubject) {
        let approval = ApprovalId::from_u128(self.id());
        let asked = Fact::Approval(ApprovalFact::Requested { approval, subject });
        self.does(ANA, day(6, 1), vec![asked]);
        let decision = Decision::Approved;
        let decided = Fact::Approval(ApprovalFact::Decided { approval, decision });
        self.does(BEN, day(6, 1), vec![decided]);
    }
}

/// A book rebuilt from a log.
pub fn rebuilt(log: &[(Position, Event)], now: Instant) -> Casebook {
    let mut book = Casebook::new(desk(), now);
    book.defer();
    log.iter().for_each(|(position, event)| book.apply(*position, event));
    book.settle();
    book
}

/// A seeded generator: SplitMix64 (Steele, Lea, Flood 2014).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.roll() % n
    }

    pub fn index(&mut self, n: usize) -> usize {
        usize::try_from(self.below(n as u64)).unwrap()
    }
}
