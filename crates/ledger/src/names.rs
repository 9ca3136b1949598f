//! Names for the callers' own things, and what became of an operation.
//!
//! A caller has names of its own (a case, a person), which carry the time they were made. Written beside the log they would
//! say when somebody came; so the ledger gives each an alias that only it can compute, and the caller keeps no table.

use crate::entry::Entry;
use crate::error::Result;
use crate::id::{KeyId, OperationId, StreamId};
use crate::ledger::Ledger;
use crate::sql;

impl Ledger {
    fn alias(&self, label: &str, name: &[u8; 16]) -> [u8; 16] {
        let mut text = Vec::with_capacity(label.len() + 17);
        text.extend_from_slice(label.as_bytes());
        text.push(0);
        text.extend_from_slice(name);
        let long = self.ring().own.names.blind(&text);
        let mut short = [0; 16];
        short.iter_mut().zip(long).for_each(|(to, from)| *to = from);
        short
    }

    /// The stream for something the caller calls `name`: the same every time, and nobody without the ledger's keys can tell which.
    #[must_use]
    pub fn stream_of(&self, name: &[u8; 16]) -> StreamId {
        StreamId::from_bytes(self.alias("stream", name))
    }

    /// The name of the key for something the caller calls `name`; `label` tells a case's from a person's.
    #[must_use]
    pub fn key_of(&self, label: &str, name: &[u8; 16]) -> KeyId {
        KeyId::from_bytes(self.alias(label, name))
    }

    /// A name for an operation that nobody will ask for again under it.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn draw_operation(&self) -> Result<OperationId> {
        Ok(OperationId::at(jiff::Timestamp::UNIX_EPOCH, &*self.ring().random)?)
    }

    /// The entries of an operation, in its order; none if it was never done.
    ///
    /// # Errors
    /// When the database cannot be read, or an entry is not what was written.
    pub async fn operation(&self, id: OperationId) -> Result<Vec<Entry>> {
        let name = self.ring().own.operation.blind(id.as_bytes());
        let mut tx = self.db().begin().await?;
        let rows = sql::operation(&mut tx, &name).await?;
        tx.roll_back().await?;
        let mut entries = Vec::with_capacity(rows.len());
        for row in &rows {
            entries.push(self.open_row(row).await?);
        }
        Ok(entries)
    }
}
