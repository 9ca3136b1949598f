//! Appending: one task takes what all callers bring, and one commit carries it.
//!
//! While a commit waits for the disk, callers queue; the next commit takes all of them
//! (group commit). Nobody waits for a clock. A group is asked for at once
//! ([`crate::sql::append`]); if anything stands against that, it is asked for in steps:
//! each operation is checked under the head's lock and refused alone, so that a conflict
//! of one does not touch the others. Only a failure of the database fails the whole group,
//! and then nothing of it was acknowledged.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::sync::Arc;

use sqlx::error::ErrorKind;
use tokio::sync::{mpsc, oneshot, watch};

use crate::db::{Connection, Db, Tx, postgres, unanswered};
use crate::entry::{Appended, Place};
use crate::error::{Error, Result};
use crate::id::{Position, StreamId, Version};
use crate::keys::ring::Ring;
use crate::random::draw;
use crate::row::{Blind, Draft, Row};
use crate::sql;
use crate::sql::append::{Batch, NewKeyRow, NewRow, Texts};

/// How many operations wait at most before callers do.
pub(crate) const QUEUE_MAX: usize = 1024;
/// What one commit carries at most.
const GROUP_OPERATIONS_MAX: usize = 512;
const GROUP_ROWS_MAX: usize = 8192;
/// What is asked for at once at most.
const AT_ONCE_ROWS_MAX: usize = 512;
const AT_ONCE_KEYS_MAX: usize = 512;
/// How often in vain everybody who is ready gets a turn to come along, after a commit
/// that carried several, and after one that carried one.
const TURNS_IN_COMPANY: u32 = 6;
const TURNS_ALONE: u32 = 1;

/// An operation, sealed but for its positions.
pub(crate) struct Sealed {
    pub(crate) operation: Blind,
    /// Keys to be made.
    pub(crate) keys: Vec<NewKeyRow>,
    pub(crate) drafts: Vec<Draft>,
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

/// The one who appends.
pub(crate) struct Writer {
    db: Db,
    ring: Arc<Ring>,
    head: watch::Sender<Position>,
    /// Kept from commit to commit; none after a failure.
    connection: Option<Connection>,
    texts: Texts,
}

/// The last position, if it moved, and how each operation of a group ended.
type Outcomes = (Option<Position>, Vec<Result<Done>>);

impl Writer {
    pub(crate) fn new(db: Db, ring: Arc<Ring>, head: watch::Sender<Position>) -> Writer {
        Writer { db, ring, head, connection: None, texts: Texts::default() }
    }

    /// Runs until every handle of the ledger is gone.
    pub(crate) async fn run(mut self, mut requests: mpsc::Receiver<Request>) {
        let mut before = 1;
        while let Some(first) = requests.recv().await {
            let mut rows = first.sealed.drafts.len();
            let mut group = vec![first];
            // The commit before woke all its callers; those that come back at once are
            // waited for as long as it takes them to be run, and no longer.
            let turns = if before > 1 { TURNS_IN_COMPANY } else { TURNS_ALONE };
            let mut in_vain = 0;
            while group.len() < GROUP_OPERATIONS_MAX && rows < GROUP_ROWS_MAX {
                match requests.try_recv() {
                    Ok(next) => {
                        rows += next.sealed.drafts.len();
                        group.push(next);
                        in_vain = 0;
                    }
                    Err(_) if in_vain < turns => {
                        in_vain += 1;
                        tokio::task::yield_now().await;
                    }
                    Err(_) => break,
                }
            }
            before = group.len();
            self.commit(group).await;
        }
    }

    async fn commit(&mut self, group: Vec<Request>) {
        let (sealed, answers): (Vec<_>, Vec<_>) =
            group.into_iter().map(|request| (request.sealed, request.answer)).unzip();
        match self.write(&sealed).await {
            Ok((last, outcomes)) => {
                if let Some(last) = last {
                    self.head.send_if_modified(|head| {
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
                let error = self.db.noted(error);
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

    async fn write(&mut self, group: &[Sealed]) -> Result<Outcomes> {
        self.db.check()?;
        if let Some((batch, outcomes)) = self.plan(group)? {
            let last = batch.after;
            if self.at_once(batch).await? {
                return Ok((Some(last), outcomes));
            }
        }
        in_steps(&self.db, &self.ring, group).await
    }

    /// What is to be asked for if nothing stands against it; nothing where that is known
    /// to be in vain.
    fn plan(&self, group: &[Sealed]) -> Result<Option<(Batch, Vec<Result<Done>>)>> {
        let rows: usize = group.iter().map(|sealed| sealed.drafts.len()).sum();
        let keys: usize = group.iter().map(|sealed| sealed.keys.len()).sum();
        // PostgreSQL looks at everything as it was when the statement began, which may be
        // before another node changed the root: keys are made in steps there.
        let apart = matches!(self.db, Db::Postgres(_)) && keys > 0;
        if rows > AT_ONCE_ROWS_MAX || keys > AT_ONCE_KEYS_MAX || apart {
            return Ok(None);
        }
        let own = &self.ring.own;
        let before = *self.head.borrow();
        let mut after = before;
        let mut versions: BTreeMap<StreamId, Version> = BTreeMap::new();
        let mut batch = Vec::with_capacity(rows);
        let mut outcomes = Vec::with_capacity(group.len());
        for sealed in group {
            let mut entries = Vec::with_capacity(sealed.drafts.len());
            for draft in &sealed.drafts {
                let needed = match versions.entry(draft.stream) {
                    Slot::Vacant(slot) => {
                        slot.insert(draft.version);
                        draft.version.0.saturating_sub(1)
                    }
                    Slot::Occupied(mut slot) => {
                        if slot.get().next() != draft.version {
                            return Ok(None);
                        }
                        slot.insert(draft.version);
                        0
                    }
                };
                after = after.next();
                let row = draft.place(own.id, &own.header, after, draw(&*self.ring.random)?);
                entries.push(place(&row));
                batch.push(NewRow { row, after: needed });
            }
            outcomes.push(Ok(Done::Appended(Appended { entries, repeated: false })));
        }
        let keys = group.iter().flat_map(|sealed| sealed.keys.iter().cloned()).collect();
        Ok(Some((Batch { before, after, keys, rows: batch }, outcomes)))
    }

    /// Whether it stands. If not, nothing of it does.
    async fn at_once(&mut self, batch: Batch) -> Result<bool> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.db.writer().await?,
        };
        let Err(error) = sql::append::at_once(&mut connection, &mut self.texts, batch).await else {
            self.connection = Some(connection);
            return Ok(true);
        };
        if !stands_against(&error) {
            connection.close_on_drop();
            return Err(unanswered(error));
        }
        // PostgreSQL has undone it already.
        let undone = match &mut connection {
            Connection::Sqlite(held) => {
                sqlx::query("rollback").execute(&mut **held).await.map(drop)
            }
            Connection::Postgres(_) => Ok(()),
        };
        match undone {
            Ok(()) => self.connection = Some(connection),
            Err(_) => connection.close_on_drop(),
        }
        Ok(false)
    }
}

/// Whether it is what is there that stands against it, and not a failure.
fn stands_against(error: &sqlx::Error) -> bool {
    let Some(said) = error.as_database_error() else { return false };
    // Two nodes that waited for each other; one was told to give way.
    let gave_way = matches!(said.code().as_deref(), Some("40P01" | "40001"));
    gave_way || matches!(said.kind(), ErrorKind::UniqueViolation | ErrorKind::NotNullViolation)
}

fn place(row: &Row) -> Place {
    Place { position: row.position, stream: row.stream, version: row.version }
}

/// The same failure for everybody in the group; the first gets the original.
fn shared(error: &Error) -> Error {
    let said = |error: &dyn std::fmt::Display| sqlx::Error::Protocol(error.to_string());
    if let Error::Unanswered(error) = error {
        return Error::Unanswered(said(error));
    }
    if let Error::DiskFailed(error) = error {
        return Error::DiskFailed(said(error));
    }
    if matches!(error, Error::DiskFull) {
        return Error::DiskFull;
    }
    if matches!(error, Error::AfterFailure) {
        return Error::AfterFailure;
    }
    Error::Database(said(error))
}

async fn in_steps(db: &Db, ring: &Ring, group: &[Sealed]) -> Result<Outcomes> {
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
    async fn one(&mut self, tx: &mut Tx, ring: &Ring, sealed: &Sealed) -> Result<Result<Done>> {
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
        if let Some(first) = sealed.keys.first()
            && sql::root_generation(tx).await? != first.present
        {
            return Ok(Err(Error::RootChanged));
        }
        for key in &sealed.keys {
            if sql::key_exists(tx, key.id).await? || sql::is_erased_now(tx, &key.blind).await? {
                return Ok(Err(Error::KeyTaken(key.id)));
            }
        }
        for key in &sealed.keys {
            sql::insert_key(tx, key.id, key.root, &key.sealed).await?;
        }
        let mut entries = Vec::with_capacity(sealed.drafts.len());
        let mut rows = Vec::with_capacity(sealed.drafts.len());
        for draft in &sealed.drafts {
            let nonce = draw(&*ring.random)?;
            let row = draft.place(ring.own.id, &ring.own.header, self.next, nonce);
            entries.push(place(&row));
            rows.push(row);
            self.next = self.next.next();
        }
        sql::append::rows(tx, rows).await?;
        self.versions.extend(versions);
        Ok(Ok(Done::Appended(Appended { entries, repeated: false })))
    }
}
