//! The words of a case, read from the log when somebody looks: what happened as it was told, notes, reasons. They do not rest in
//! memory, because a book may be large and a case is seldom open.

use casebook::{CaseId, Event, PersonId};
use ledger::{Position, READ_MAX, Version};
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

    async fn thing_events(&self, thing: Uuid) -> Result<Vec<(Position, Event)>> {
        let ledger = self.ledger();
        let stream = lay::stream(ledger, thing);
        let mut next = Version(1);
        let mut events = Vec::new();
        loop {
            let entries = ledger.read_stream(stream, next, READ_MAX).await?;
            let Some(last) = entries.last() else { return Ok(events) };
            let whole = u32::try_from(entries.len()).is_ok_and(|read| read < READ_MAX);
            next = last.place.version.next();
            for entry in entries {
                let position = entry.place.position;
                match lay::read(entry)? {
                    Read::Event(event) => events.push((position, *event)),
                    Read::Gone | Read::Other(..) => {}
                }
            }
            if whole {
                return Ok(events);
            }
        }
    }
}
