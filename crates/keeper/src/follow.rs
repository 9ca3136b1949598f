//! From the log to the state: all of it once at the start, then what is appended, by whichever node.
//!
//! Reading runs beside applying, each on its own core. An entry that is damaged or of a later program stops the keeper where it
//! is: a state with a hole would give wrong clocks.

use std::sync::{Arc, Weak};
use std::time::Duration;

use ledger::{Entry, KeyState, Ledger, Owner, Part, Position, READ_MAX};
use tokio::sync::mpsc;

use crate::error::{Error, Result};
use crate::lay::{Family, KeyChange, Read, key_change, read};
use crate::{Inner, Keeper, Reached, State};

/// Batches that wait between reading and applying.
const AHEAD: usize = 4;
/// How long to wait before asking a database again that did not answer.
const AWAY: Duration = Duration::from_millis(500);

/// A part of the program that keeps something of its own in the log.
pub trait Follower: Send + Sync {
    /// What it keeps.
    fn family(&self) -> Family;

    /// An entry of it, in the order of the log. What it cannot read it must say.
    ///
    /// # Errors
    /// A text for the log, without personal data: the keeper stops there.
    fn follow(
        &self,
        position: Position,
        schema: u8,
        parts: &[Part],
    ) -> std::result::Result<(), String>;
}

/// What the start found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Loaded {
    /// Entries read.
    pub entries: u64,
    /// Entries of cases whose keys are destroyed.
    pub gone: u64,
    /// Keys that a crash had left undestroyed, and that are destroyed now.
    pub buried: u64,
}

impl Keeper {
    pub(crate) async fn load(&self) -> Result<Loaded> {
        let ledger = self.0.ledger.clone();
        ledger.keys().load_all().await?;
        let (send, mut receive) = mpsc::channel::<Result<Vec<Entry>>>(AHEAD);
        let reader = tokio::spawn(read_all(ledger, send));
        let keeper = self.clone();
        let applied = tokio::task::spawn_blocking(move || {
            let mut loaded = Loaded::default();
            let mut graves = Vec::new();
            keeper.writing().book.defer();
            while let Some(batch) = receive.blocking_recv() {
                let (gone, more) = keeper.apply(batch?, &mut loaded.entries)?;
                loaded.gone += gone;
                graves.extend(more);
            }
            keeper.writing().book.settle();
            Ok::<_, Error>((loaded, graves))
        });
        let applied = applied.await.map_err(|_| Error::Ledger(ledger::Error::Closed))?;
        reader.abort();
        let (mut loaded, graves) = applied?;
        for owner in graves {
            // A crash may have come between the order and the deed.
            if self.0.ledger.keys().state(owner).await? != KeyState::Erased {
                self.bury(owner).await?;
                loaded.buried += 1;
            }
        }
        Ok(loaded)
    }

    /// Applies entries, and tells the keys that are to be destroyed.
    fn apply(&self, entries: Vec<Entry>, count: &mut u64) -> Result<(u64, Vec<Owner>)> {
        let mut graves = Vec::new();
        let mut gone = 0;
        let mut read_all = Vec::with_capacity(entries.len());
        for entry in entries {
            read_all.push((entry.place, read(entry)?));
        }
        let mut state = self.writing();
        let State { book, versions } = &mut *state;
        let mut last = Position::START;
        for (place, read) in read_all {
            versions.insert(place.stream, place.version.0);
            last = place.position;
            match read {
                Read::Event(event) => {
                    if let Some(KeyChange::Destroyed(owner)) =
                        key_change(&self.0.ledger, &event.fact)
                    {
                        graves.push(owner);
                    }
                    book.apply(casebook::Position(place.position.0), &event);
                }
                Read::Gone => gone += 1,
                Read::Other(family, schema, parts) => {
                    self.tell(family, schema, place.position, &parts)?;
                }
            }
            *count += 1;
        }
        drop(state);
        if last > Position::START {
            self.0.reached.send_modify(|reached| reached.position = last);
        }
        Ok((gone, graves))
    }

    fn tell(&self, family: Family, schema: u8, position: Position, parts: &[Part]) -> Result<()> {
        for follower in self.0.followers.iter().filter(|one| one.family() == family) {
            follower
                .follow(position, schema, parts)
                .map_err(|why| Error::Halted { after: position.0.saturating_sub(1), why })?;
        }
        Ok(())
    }

    pub(crate) async fn bury(&self, owner: Owner) -> Result<()> {
        match self.0.ledger.keys().destroy(owner).await {
            // A case or person whose key never was has nothing to destroy.
            Ok(_) | Err(ledger::Error::KeyUnknown(_)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

async fn read_all(ledger: Ledger, out: mpsc::Sender<Result<Vec<Entry>>>) {
    let mut replay = ledger.replay(Position::START);
    while let Some(batch) = replay.next().await.transpose() {
        let damaged = batch.is_err();
        if out.send(batch.map_err(Error::from)).await.is_err() || damaged {
            return;
        }
    }
}

/// Follows until the keeper is gone, the ledger is closed, or the log cannot be read.
pub(crate) async fn follow(keeper: Weak<Inner>) {
    let Some(start) = keeper.upgrade().map(Keeper) else { return };
    let mut tail = start.0.ledger.tail(start.position());
    drop(start);
    loop {
        let batch = tail.next(READ_MAX).await;
        let Some(keeper) = keeper.upgrade().map(Keeper) else { return };
        let outcome = match batch {
            Ok(entries) => keeper.apply(entries, &mut 0),
            Err(ledger::Error::Closed) => {
                halt(&keeper.0, "the ledger was closed");
                return;
            }
            Err(ledger::Error::Database(_)) => {
                drop(keeper);
                tokio::time::sleep(AWAY).await;
                continue;
            }
            Err(error) => Err(error.into()),
        };
        match outcome {
            Ok((_, graves)) => {
                for owner in graves {
                    // Whoever ordered it destroys it too and hears of a failure; here it is for other nodes.
                    let _ = keeper.bury(owner).await;
                }
            }
            Err(error) => {
                halt(&keeper.0, &error.to_string());
                return;
            }
        }
    }
}

fn halt(inner: &Arc<Inner>, why: &str) {
    inner.reached.send_modify(|reached: &mut Reached| reached.halted = Some(why.to_owned()));
}
