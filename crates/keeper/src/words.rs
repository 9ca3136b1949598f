//! The words of a case, read from the log when somebody looks: what happened as it was told, notes, reasons. They do not rest in
//! memory, because a book may be large and a case is seldom open.

use casebook::{CaseId, Event, PersonId};
use ledger::{Part, Position, READ_MAX, Version};
use uuid::Uuid;

use crate::Keeper;
use crate::error::Result;
use crate::lay::{self, Read};

impl Keeper {
    /// All events of a case in the order of writing, as far as they can be read.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn case_events(&self, case: CaseId) -> Result<Vec<(Position, Event)>> {
        self.thing_events(case.0).await
    }

    /// All events of a person's record in the order of writing.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn person_events(&self, person: PersonId) -> Result<Vec<(Position, Event)>> {
        self.thing_events(person.0).await
    }

    /// The events after a position of the log, of at most `limit` entries, and the last position that was looked at.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn events_after(&self, after: u64, limit: u32) -> Result<(Vec<Event>, u64)> {
        let reached = self.position();
        let entries = self.ledger().read(Position(after).next(), limit).await?;
        let (mut events, mut last) = (Vec::new(), after);
        for entry in entries {
            // Not further than the state: whoever asks next looks at the state.
            if entry.place.position > reached {
                break;
            }
            last = entry.place.position.0;
            if let Read::Event(event) = lay::read(entry)? {
                events.push(*event);
            }
        }
        Ok((events, last))
    }

    /// All records of a thing that another part of the program keeps, in the order of writing.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn records(&self, thing: Uuid) -> Result<Vec<(Position, u8, Vec<Part>)>> {
        let mut records = Vec::new();
        self.thing(thing, |position, read| {
            if let Read::Other(_, schema, parts) = read {
                records.push((position, schema, parts));
            }
        })
        .await?;
        Ok(records)
    }

    async fn thing_events(&self, thing: Uuid) -> Result<Vec<(Position, Event)>> {
        let mut events = Vec::new();
        self.thing(thing, |position, read| {
            if let Read::Event(event) = read {
                events.push((position, *event));
            }
        })
        .await?;
        Ok(events)
    }

    async fn thing(&self, thing: Uuid, mut see: impl FnMut(Position, Read)) -> Result<()> {
        let ledger = self.ledger();
        let stream = lay::stream(ledger, thing);
        let mut next = Version(1);
        loop {
            let entries = ledger.read_stream(stream, next, READ_MAX).await?;
            let Some(last) = entries.last() else { return Ok(()) };
            let whole = u32::try_from(entries.len()).is_ok_and(|read| read < READ_MAX);
            next = last.place.version.next();
            for entry in entries {
                see(entry.place.position, lay::read(entry)?);
            }
            if whole {
                return Ok(());
            }
        }
    }
}
