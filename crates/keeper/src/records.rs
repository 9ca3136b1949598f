//! What other parts of the program keep in the log: accounts, who looked, settings. The keeper lays their bytes beside the
//! book's events, under the same promises, and brings them back by [`crate::Follower`]; what they mean is theirs.

use std::collections::BTreeSet;

use ledger::{NewEntry, NewPart, Operation, OperationId, Owner, Position, Version};
use uuid::Uuid;

use crate::Keeper;
use crate::error::{Error, Result};
use crate::lay::{self, Family};

/// A part of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordPart {
    /// Under whose key: somebody who works here or a person; none for the ledger's own.
    pub whose: Option<Uuid>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A record of another part of the program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// Whose.
    pub family: Family,
    /// The schema of its bytes.
    pub schema: u8,
    /// The thing it is said of: records of one thing are written one after another.
    pub thing: Uuid,
    /// Its parts, at least one; the first is under the ledger's own key.
    pub parts: Vec<RecordPart>,
    /// Make keys of these first.
    pub makes: Vec<Uuid>,
}

impl Keeper {
    /// Appends records together, and waits until the followers have them. `expected` is how many records each thing has, as the
    /// caller decided upon; none takes what is there, for records that cannot collide.
    ///
    /// # Errors
    /// [`ledger::Error::Conflict`] when somebody was faster: look at the state again, then decide again.
    pub async fn record(
        &self,
        operation: Uuid,
        records: Vec<(Record, Option<u64>)>,
    ) -> Result<Position> {
        let ledger = self.ledger();
        let mut keys = BTreeSet::new();
        let mut entries = Vec::with_capacity(records.len());
        {
            let state = self.reading();
            let mut next = std::collections::HashMap::new();
            for (record, expected) in records {
                let stream = lay::stream(ledger, record.thing);
                let seen = next.entry(stream).or_insert_with(|| {
                    expected
                        .unwrap_or_else(|| state.versions.get(&stream).copied().unwrap_or_default())
                });
                let shape = record.family.shape(record.schema);
                let owner = |whose: Option<Uuid>| {
                    whose.map_or(Owner::Ledger, |whose| lay::person_key(ledger, whose))
                };
                let parts = record.parts.into_iter();
                let parts = parts.map(|part| NewPart::new(owner(part.whose), shape, part.bytes));
                let parts = parts.collect();
                entries.push(NewEntry { stream, expected: Version(*seen), parts });
                *seen += 1;
                keys.extend(record.makes.iter().map(|whose| lay::person_key(ledger, *whose)));
            }
        }
        let operation = OperationId::from_bytes(*operation.as_bytes());
        let operation = Operation::new(operation, entries).with_keys(keys);
        let appended = ledger.append(operation).await?;
        self.reach(appended.last()).await?;
        Ok(appended.last())
    }

    /// Appends records that cannot collide, under a name of its own: whoever was faster is waited for.
    ///
    /// # Errors
    /// When the log cannot be written, or [`Error::Busy`].
    pub async fn record_anyway(&self, records: Vec<Record>) -> Result<Position> {
        for _ in 0..16 {
            let name = self.ledger().draw_operation()?;
            let again = records.iter().cloned().map(|record| (record, None)).collect();
            match self.record(Uuid::from_bytes(*name.as_bytes()), again).await {
                Err(Error::Ledger(ledger::Error::Conflict { .. })) => {
                    self.reach(self.ledger().head()).await?;
                }
                other => return other,
            }
        }
        Err(Error::Busy)
    }

    /// How many records a thing has in the state here.
    #[must_use]
    pub fn records_of(&self, thing: Uuid) -> u64 {
        let stream = lay::stream(self.ledger(), thing);
        self.reading().versions.get(&stream).copied().unwrap_or_default()
    }

    /// Destroys the key of somebody who works here.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn erase_key(&self, whose: Uuid) -> Result<()> {
        self.bury(lay::person_key(self.ledger(), whose)).await
    }
}
