//! Hearing of new entries: from this process by a channel, from other nodes by
//! PostgreSQL's notifications.
//!
//! A notification may be lost with a connection; so the listener looks at the head after
//! every loss and at least twice a minute, and whoever follows reads the log from where
//! it stopped, never from what a notification says.

use std::sync::{Arc, Weak};
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::{PgListener, PgNotification};
use tokio::sync::watch;

use crate::db::{Db, postgres};
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::id::{KeyId, Position};
use crate::keys::ring::Ring;
use crate::ledger::Ledger;
use crate::sql;

/// How long the listener trusts a silence.
const SILENCE: Duration = Duration::from_secs(20);
/// How long it waits after the database went away.
const AWAY: Duration = Duration::from_millis(500);

/// The log from a position on, for ever.
#[derive(Debug)]
pub struct Tail {
    ledger: Ledger,
    next: Position,
    head: watch::Receiver<Position>,
}

impl Tail {
    pub(crate) fn new(ledger: Ledger, after: Position) -> Tail {
        let head = ledger.watch();
        Tail { ledger, next: after.next(), head }
    }

    /// The next entries, at most `limit`; waits until there is one.
    ///
    /// Dropping the future loses nothing: what was not given is given next time.
    ///
    /// # Errors
    /// When the log cannot be read, or the ledger was closed.
    pub async fn next(&mut self, limit: u32) -> Result<Vec<Entry>> {
        loop {
            if *self.head.borrow_and_update() >= self.next {
                let entries = self.ledger.read(self.next, limit).await?;
                if let Some(last) = entries.last() {
                    self.next = last.place.position.next();
                    return Ok(entries);
                }
            }
            self.head.changed().await.map_err(|_| Error::Closed)?;
        }
    }
}

/// Listens until the ledger is gone.
pub(crate) async fn listen(
    pool: PgPool,
    listener: PgListener,
    ring: Weak<Ring>,
    head: watch::Sender<Position>,
) {
    let mut listener = Some(listener);
    while ring.strong_count() > 0 {
        let Some(open) = &mut listener else {
            tokio::time::sleep(AWAY).await;
            listener = connect(&pool).await.ok();
            if listener.is_some() {
                catch_up(&pool, &ring, &head).await;
            }
            continue;
        };
        match tokio::time::timeout(SILENCE, open.try_recv()).await {
            Ok(Ok(Some(notification))) => {
                let Some(ring) = ring.upgrade() else { return };
                heard(&notification, &ring, &head);
            }
            // The connection was lost and found: what was said meanwhile was not heard.
            Ok(Ok(None)) => catch_up(&pool, &ring, &head).await,
            Ok(Err(_)) => listener = None,
            Err(_) => look(&pool, &head).await,
        }
        if pool.is_closed() {
            return;
        }
    }
}

/// A listener on both channels.
pub(crate) async fn connect(pool: &PgPool) -> std::result::Result<PgListener, sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.ignore_pool_close_event(false);
    listener.listen_all([postgres::CHANNEL, postgres::ERASED_CHANNEL]).await?;
    Ok(listener)
}

fn heard(notification: &PgNotification, ring: &Arc<Ring>, head: &watch::Sender<Position>) {
    if notification.channel() == postgres::CHANNEL {
        if let Ok(position) = notification.payload().parse() {
            raise(head, Position(position));
        }
    } else if let Some(id) = KeyId::parse(notification.payload()) {
        ring.forget_unless_open(id);
    }
}

async fn catch_up(pool: &PgPool, ring: &Weak<Ring>, head: &watch::Sender<Position>) {
    if let Some(ring) = ring.upgrade() {
        ring.forget_all();
    }
    look(pool, head).await;
}

async fn look(pool: &PgPool, head: &watch::Sender<Position>) {
    // Not there: the next look will tell.
    if let Ok(position) = sql::head(&Db::Postgres(pool.clone())).await {
        raise(head, position);
    }
}

fn raise(head: &watch::Sender<Position>, position: Position) {
    head.send_if_modified(|head| {
        let later = position > *head;
        *head = position.max(*head);
        later
    });
}
