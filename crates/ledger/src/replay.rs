//! Reading the whole log, as fast as the machine allows.
//!
//! Pages are fetched ahead and opened on several threads, and given in order. Keys are
//! looked up once a page. What is read is what [`Ledger::read`] gives; only the waiting is
//! different. This knows nothing of what is done with the entries: whoever is slower than
//! the pages come is not pressed, because only a few are read ahead.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use tokio::task::JoinHandle;

use crate::entry::{Entry, Owner};
use crate::error::{Damage, Error, Result};
use crate::id::{LedgerId, Position};
use crate::keys::ring::Found;
use crate::ledger::Ledger;
use crate::row::{Header, Row};
use crate::sql;

/// Entries of a page: some milliseconds of work.
const PAGE: u64 = 2048;
/// Pages read ahead.
const AHEAD: usize = 6;

/// The log from a position to where it ended when this was asked for.
#[derive(Debug)]
#[must_use = "nothing is read before it is asked for"]
pub struct Replay {
    ledger: Ledger,
    next: Position,
    last: Position,
    pages: VecDeque<Page>,
}

#[derive(Debug)]
struct Page(JoinHandle<Result<Vec<Entry>>>);

impl Drop for Page {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Ledger {
    /// The entries from a position to the last one that is there now, for whoever builds
    /// up a state. [`crate::Keys::load_all`] first makes it faster: keys that are not in
    /// memory are looked for one by one.
    pub fn replay(&self, from: Position) -> Replay {
        let next = from.max(Position(1));
        Replay { ledger: self.clone(), next, last: self.head(), pages: VecDeque::new() }
    }
}

impl Replay {
    /// The next entries in order; none at the end.
    ///
    /// # Errors
    /// [`Error::Damaged`] names the first entry that is not what was written; everything
    /// that was given before it is safe.
    pub async fn next(&mut self) -> Result<Option<Vec<Entry>>> {
        while self.pages.len() < AHEAD && self.next <= self.last {
            let count = PAGE.min(self.last.0 - self.next.0 + 1);
            let task = tokio::spawn(page(self.ledger.clone(), self.next, count));
            self.pages.push_back(Page(task));
            self.next = Position(self.next.0 + count);
        }
        let Some(front) = self.pages.front_mut() else { return Ok(None) };
        // It stays in front while it is waited for: whoever stops waiting loses nothing.
        let entries = (&mut front.0).await.map_err(|_| Error::Closed)?;
        drop(self.pages.pop_front());
        entries.map(Some)
    }
}

async fn page(ledger: Ledger, from: Position, count: u64) -> Result<Vec<Entry>> {
    let limit = u32::try_from(count).unwrap_or(u32::MAX);
    let rows = sql::bulk::rows(ledger.db(), from, limit).await?;
    let opened = ledger.clone();
    let work = move || headers(&opened, from, count, rows);
    let (id, headed) = blocking(work).await??;
    let mut owners: Vec<Owner> = headed
        .iter()
        .flat_map(|(_, header)| header.parts.iter().map(|(owner, _)| *owner))
        .collect();
    // Those of one case mostly follow each other.
    owners.dedup();
    let found = ledger.ring().find_all(ledger.db(), &owners).await?;
    blocking(move || entries(id, &headed, &found)).await?
}

/// On a thread that may take its time.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::Closed)
}

type Headed = Vec<(Row, Header)>;

fn headers(
    ledger: &Ledger,
    from: Position,
    count: u64,
    rows: Vec<Row>,
) -> Result<(LedgerId, Headed)> {
    let own = &ledger.ring().own;
    let mut headed = Vec::with_capacity(rows.len());
    let mut rows = rows.into_iter();
    for position in (from.0..from.0 + count).map(Position) {
        let row = rows.next().filter(|row| row.position == position);
        let row = row.ok_or(Error::Damaged { position, what: Damage::Missing })?;
        let header = row.open(own.id, &own.header)?.0;
        headed.push((row, header));
    }
    Ok((own.id, headed))
}

fn entries(
    id: LedgerId,
    headed: &Headed,
    found: &HashMap<Owner, Arc<Found>>,
) -> Result<Vec<Entry>> {
    let mut entries = Vec::with_capacity(headed.len());
    for (row, header) in headed {
        let boxes = row.boxes().ok_or_else(|| row.damaged(Damage::Shape))?;
        entries.push(row.entry(id, header, &boxes, |owner| found.get(&owner).map(Arc::as_ref))?);
    }
    Ok(entries)
}
