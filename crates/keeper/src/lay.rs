//! How events lie in the ledger: which stream, under whose key, with which mark; and how they are read back.
//!
//! An event is an entry of one or two parts. The first names nobody and is sealed by the key of the case, or by the ledger's own;
//! the second tells of a person and is sealed by theirs. The number of the shape says in its upper half to which part of the program
//! an entry belongs ([`Family`]) and in its lower half the schema of its bytes. Names of streams and keys are aliases that only the
//! ledger can compute, so the tables do not tell when a case was opened.

use casebook::codec::{self, Encoded};
use casebook::{CaseFact, CaseId, Event, Fact, Keyed, PersonFact, PersonId};
use ledger::{Content, Entry, Ledger, NewEntry, NewPart, Owner, Part, Position, StreamId, Version};
use uuid::Uuid;

use crate::error::{Error, Result};

/// The part of the program that an entry belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Family {
    /// Persons and cases.
    Book = 1,
    /// Who may sign in.
    Accounts = 2,
    /// Who looked at what.
    Trail = 3,
    /// Settings of the office.
    Settings = 4,
}

impl Family {
    /// All of them.
    pub const ALL: [Family; 4] = [Family::Book, Family::Accounts, Family::Trail, Family::Settings];

    /// The number of a shape of this family.
    #[must_use]
    pub const fn shape(self, schema: u8) -> u16 {
        ((self as u16) << 8) | schema as u16
    }

    /// The family and schema of a number; none for one that a later program made.
    #[must_use]
    pub fn of(shape: u16) -> Option<(Family, u8)> {
        let [family, schema] = shape.to_be_bytes();
        let known = Self::ALL.into_iter().find(|one| *one as u8 == family)?;
        Some((known, schema))
    }
}

/// The key of a case.
pub(crate) fn case_key(ledger: &Ledger, case: CaseId) -> Owner {
    Owner::Case(ledger.key_of("case", case.0.as_bytes()))
}

/// The key of a person, or of somebody who works here.
pub(crate) fn person_key(ledger: &Ledger, person: Uuid) -> Owner {
    Owner::Person(ledger.key_of("person", person.as_bytes()))
}

/// The stream of a thing.
pub(crate) fn stream(ledger: &Ledger, thing: Uuid) -> StreamId {
    ledger.stream_of(thing.as_bytes())
}

/// What an event does to a key.
pub(crate) enum KeyChange {
    /// It is made in the same operation.
    Made(Owner),
    /// It is to be destroyed.
    Destroyed(Owner),
}

/// What an event does to a key, if it does.
pub(crate) fn key_change(ledger: &Ledger, fact: &Fact) -> Option<KeyChange> {
    use KeyChange::{Destroyed, Made};
    use casebook::RetentionFact::{CaseDestroyed, Held, PersonErased, Released};
    match fact {
        Fact::Person(PersonFact::Registered { person }) => Some(Made(person_key(ledger, person.0))),
        Fact::Case(CaseFact::Opened(opening)) => Some(Made(case_key(ledger, opening.case))),
        Fact::Retention(PersonErased { person, .. }) => {
            Some(Destroyed(person_key(ledger, person.0)))
        }
        Fact::Retention(CaseDestroyed { case }) => Some(Destroyed(case_key(ledger, *case))),
        Fact::Retention(Held { .. } | Released { .. })
        | Fact::Person(_)
        | Fact::Link(_)
        | Fact::Family(_)
        | Fact::Tracing(_)
        | Fact::Case(_)
        | Fact::Task(_)
        | Fact::Note(_)
        | Fact::Flag(_)
        | Fact::Referral(_)
        | Fact::Approval(_)
        | Fact::Consent(_)
        | Fact::Procedure(_)
        | Fact::Service(_) => None,
    }
}

/// An event as an entry.
pub(crate) fn entry(
    ledger: &Ledger,
    event: &Event,
    expected: Version,
) -> std::result::Result<NewEntry, codec::Unreadable> {
    let Encoded { schema, open, private } = codec::encode(event)?;
    let schema = u8::try_from(schema).map_err(|_| codec::Unreadable::Unwritable)?;
    let shape = Family::Book.shape(schema);
    let owner = match event.fact.keyed() {
        Keyed::Book => Owner::Ledger,
        Keyed::Case(case) => case_key(ledger, case),
    };
    let mut parts = vec![NewPart::new(owner, shape, open)];
    if let Some((PersonId(person), bytes)) = private {
        parts.push(NewPart::new(person_key(ledger, person), shape, bytes));
    }
    Ok(NewEntry { stream: stream(ledger, event.fact.thing()), expected, parts })
}

/// What an entry says.
#[derive(Debug)]
pub(crate) enum Read {
    /// An event of the book.
    Event(Box<Event>),
    /// Of the book, and its case's key is destroyed: nobody can read it any more.
    Gone,
    /// Something another part of the program keeps.
    Other(Family, u8, Vec<Part>),
}

/// Reads an entry.
pub(crate) fn read(entry: Entry) -> Result<Read> {
    let position = entry.place.position;
    let later = || Error::Later { position };
    let mut parts = entry.parts;
    let first = parts.first().ok_or_else(later)?;
    let (family, schema) = Family::of(first.schema).ok_or_else(later)?;
    match family {
        Family::Book => {}
        Family::Accounts | Family::Trail | Family::Settings => {
            return Ok(Read::Other(family, schema, std::mem::take(&mut parts)));
        }
    }
    let Content::Clear(open) = &first.content else { return Ok(Read::Gone) };
    let private = parts.get(1).and_then(|part| part.content.clear());
    event(position, schema, open, private).map(|event| Read::Event(Box::new(event)))
}

fn event(position: Position, schema: u8, open: &[u8], private: Option<&[u8]>) -> Result<Event> {
    codec::decode(u16::from(schema), open, private)
        .map_err(|why| Error::Unreadable { position, why })
}
