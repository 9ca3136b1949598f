//! Appending: one task takes what all callers bring, and one commit carries it.
//!
//! While a commit waits for the disk, callers queue; the next commit takes all of them
//! (group commit). Each operation is checked under the head's lock and refused alone: a
//! conflict of one does not touch the others. Only a failure of the database fails the
//! whole group, and then nothing of it was written or acknowledged.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot, watch};

use crate::db::{Db, Tx, postgres};
use crate::entry::{Appended, Place};
use crate::error::{Error, Result};
use crate::id::{KeyId, Position, StreamId, Version};
use crate::keys::ring::Ring;
use crate::row::{Blind, Draft, Row};
use crate::sql;

/// How many operations wait at most before callers do.
pub(crate) const QUEUE_MAX: usize = 1024;
/// What one commit carries at most.
const GROUP_OPERATIONS_MAX: usize = 512;
const GROUP_ROWS_MAX: usize = 8192;

/// An operation, sealed but for its positions.
pub(crate) struct Sealed {
    pub(crate) operation: Blind,
    /// Names, generations of the root and boxes of keys to be made.
    pub(crate) keys: Vec<(KeyId, u32, Vec<u8>)>,
    pub(crate) drafts: Vec<Draft>,
    /// The root the keys were wrapped under.
    pub(crate) root: u32,
}

/// How an operation ended that the database had nothing against.
pub(crate) enum Done {
    Appended(Appended),
    /// It was there before: these are its rows.
    Repeated(Vec<Row>),
}

pub(crate) struct Request {
    pub(crate) sealed: Sealed,
    pub(crate) answer: oneshot::Sender<Result<Done>>,
}

/// Runs until every handle of the ledger is gone.
pub(crate) async fn run(
    db: Db,
    ring: Arc<Ring>,
    mut requests: mpsc::Receiver<Request>,
    head: watch::Sender<Position>,
) {
    let mut group = Vec::new();
    while let Some(first) = requests.recv().await {
        let mut rows = first.sealed.drafts.len();
        group.push(first);
        while group.len() < GROUP_OPERATIONS_MAX && rows < GROUP_ROWS_MAX {
            let Ok(next) = requests.try_recv() else { break };
            rows += next.sealed.drafts.len();
            group.push(next);
        }
        commit(&db, &ring, &head, group.split_off(0)).await;
    }
}

async fn commit(db: &Db, ring: &Ring, head: &watch::Sender<Position>, group: Vec<Request>) {
    let (sealed, answers): (Vec<_>, Vec<_>) =
        group.into_iter().map(|request| (request.sealed, request.answer)).unzip();
    match write(db, ring, sealed).await {
        Ok((last, outcomes)) => {
            if let Some(last) = last {
                head.send_if_modified(|head| {
                    let later = last > *head;
                    *head = last.max(*head);
                    later
                });
            }
            for (answer, outcome) in answers.into_iter().zip(outcomes) {
                // A caller that stopped waiting asks again under the same name.
                let _ = answer.send(outcome);
            }
        }
        Err(error) => {
            let mut answers = answers.into_iter();
            let first = answers.next();
            for answer in answers {
                let _ = answer.send(Err(shared(&error)));
            }
            if let Some(answer) = first {
                let _ = answer.send(Err(error));
            }
        }
    }
}

/// The same failure for everybody in the group; the first gets the original.
fn shared(error: &Error) -> Error {
    if let Error::Unanswered(said) = error {
        return Error::Unanswered(sqlx::Error::Protocol(said.to_string()));
    }
    if matches!(error, Error::DiskFull) {
        return Error::DiskFull;
    }
    Error::Database(sqlx::Error::Protocol(error.to_string()))
}

type Outcomes = (Option<Position>, Vec<Result<Done>>);

async fn write(db: &Db, ring: &Ring, group: Vec<Sealed>) -> Result<Outcomes> {
    let rows: usize = group.iter().map(|sealed| sealed.drafts.len()).sum();
    let rows = i64::try_from(rows).map_err(|_| Error::Improper("too many entries"))?;
    let mut tx = db.begin().await?;
    let reserved = sql::advance(&mut tx, rows).await?;
    let before = Position(reserved.0.saturating_sub(rows.unsigned_abs()));
    let mut group_state = Group { next: before.next(), versions: BTreeMap::new() };
    let mut outcomes = Vec::with_capacity(group.len());
    for sealed in group {
        outcomes.push(group_state.one(&mut tx, ring, sealed).await?);
    }
    let last = Position(group_state.next.0 - 1);
    if last == before {
        // Nothing to write.
        tx.roll_back().await?;
        return Ok((None, outcomes));
    }
    if last != reserved {
        // Refused operations give their positions back: the log has no gaps.
        let unused = i64::try_from(reserved.0 - last.0).unwrap_or(0);
        sql::advance(&mut tx, -unused).await?;
    }
    sql::notify(&mut tx, postgres::CHANNEL, &last.to_string()).await?;
    tx.commit().await?;
    Ok((Some(last), outcomes))
}

/// What a group knows while it is written.
struct Group {
    next: Position,
    /// Versions of streams seen so far, with what this group has added.
    versions: BTreeMap<StreamId, Version>,
}

impl Group {
    /// Writes one operation, or says why not. The outer error is the database's: it ends
    /// the group.
    async fn one(&mut self, tx: &mut Tx, ring: &Ring, sealed: Sealed) -> Result<Result<Done>> {
        let done = sql::operation(tx, &sealed.operation).await?;
        if !done.is_empty() {
            return Ok(Ok(Done::Repeated(done)));
        }
        // Checked in full before anything is written: a refusal leaves no half.
        let mut versions: BTreeMap<StreamId, Version> = BTreeMap::new();
        for draft in &sealed.drafts {
            let actual = match versions.get(&draft.stream).or(self.versions.get(&draft.stream)) {
                Some(version) => *version,
                None => sql::stream_version(tx, draft.stream).await?,
            };
            if actual.next() != draft.version {
                let expected = Version(draft.version.0.saturating_sub(1));
                return Ok(Err(Error::Conflict { stream: draft.stream, expected, actual }));
            }
            versions.insert(draft.stream, draft.version);
        }
        if !sealed.keys.is_empty() && sql::root_generation(tx).await? != sealed.root {
            return Ok(Err(Error::RootChanged));
        }
        for (id, _, _) in &sealed.keys {
            if sql::key_exists(tx, *id).await? {
                return Ok(Err(Error::KeyTaken(*id)));
            }
        }
        for (id, root, wrapped) in &sealed.keys {
            sql::insert_key(tx, *id, *root, wrapped).await?;
        }
        let mut entries = Vec::with_capacity(sealed.drafts.len());
        for draft in sealed.drafts {
            let row = draft.place(ring.own.id, &ring.own.header, self.next);
            sql::insert_row(tx, &row).await?;
            entries.push(Place {
                position: row.position,
                stream: row.stream,
                version: row.version,
            });
            self.next = self.next.next();
        }
        self.versions.extend(versions);
        Ok(Ok(Done::Appended(Appended { entries, repeated: false })))
    }
}
