//! The keeper: a casebook kept on a ledger.
//!
//! Commands go in ([`Keeper::submit`]), are held against the state, become entries of the log, and come back by the log: the state in memory
//! changes only by following it, on the node that wrote and on every other in the same way. A command answers when it is on the disk
//! and in the state here, so whoever wrote something sees it.
//!
//! It deliberately decides neither who may do what (that is asked before a command comes here) nor what a fact means (the
//! casebook does), and it knows no clock: instants are arguments.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod error;
mod follow;
mod lay;
mod records;
mod submit;
mod words;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use casebook::{Casebook, Desk};
pub use ledger::Position;
use ledger::{Ledger, StreamId};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use when::Instant;

pub use error::{Error, Result};
pub use follow::{Follower, Loaded};
pub use lay::Family;
pub use ledger::Part;
pub use records::{Record, RecordPart};
pub use submit::Receipt;

/// A casebook on a ledger. Clones are handles of the same one.
#[derive(Clone)]
pub struct Keeper(Arc<Inner>);

struct Inner {
    ledger: Ledger,
    state: RwLock<State>,
    followers: Vec<Arc<dyn Follower>>,
    /// Up to where the state is, or why it goes no further.
    reached: watch::Sender<Reached>,
    task: std::sync::Mutex<Option<JoinHandle<()>>>,
}

/// The state, and how many entries each stream has in it: what a writer may expect.
struct State {
    book: Casebook,
    versions: HashMap<StreamId, u64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Reached {
    position: Position,
    halted: Option<String>,
}

impl fmt::Debug for Keeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keeper({:?} at {})", self.0.ledger, self.position())
    }
}

impl Keeper {
    /// Reads the whole log and follows it from then on. `followers` are told what belongs to other parts of the program.
    ///
    /// # Errors
    /// When an entry is damaged or of a later program; its position is named, nothing is changed.
    pub async fn open(
        ledger: Ledger,
        desk: Arc<Desk>,
        now: Instant,
        followers: Vec<Arc<dyn Follower>>,
    ) -> Result<(Keeper, Loaded)> {
        let state = State { book: Casebook::new(desk, now), versions: HashMap::new() };
        let (reached, _) = watch::channel(Reached { position: Position::START, halted: None });
        let keeper = Keeper(Arc::new(Inner {
            ledger,
            state: RwLock::new(state),
            followers,
            reached,
            task: std::sync::Mutex::default(),
        }));
        let loaded = keeper.load().await?;
        let task = tokio::spawn(follow::follow(Arc::downgrade(&keeper.0)));
        *keeper.0.task.lock().unwrap_or_else(PoisonError::into_inner) = Some(task);
        Ok((keeper, loaded))
    }

    /// Stops following. The ledger stays open: it is the caller's.
    pub async fn close(&self) {
        let task = self.0.task.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = task {
            task.abort();
            let _ = task.await;
        }
    }

    /// Looks at the state. Keep the look short: nothing is applied while somebody looks.
    pub fn read<T>(&self, look: impl FnOnce(&Casebook) -> T) -> T {
        look(&self.reading().book)
    }

    /// Time has passed: gives how many cases were evaluated.
    pub fn advance(&self, now: Instant) -> usize {
        self.writing().book.advance(now)
    }

    /// The ledger underneath.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.0.ledger
    }

    /// Up to where the state is.
    #[must_use]
    pub fn position(&self) -> Position {
        self.0.reached.borrow().position
    }

    /// Why the log is not followed any further, if that is so; nothing can be written then.
    #[must_use]
    pub fn halted(&self) -> Option<String> {
        self.0.reached.borrow().halted.clone()
    }

    /// Waits until the state is at a position.
    ///
    /// # Errors
    /// When the log cannot be followed so far.
    pub async fn reach(&self, position: Position) -> Result<()> {
        let mut reached = self.0.reached.subscribe();
        let there = reached
            .wait_for(|reached| reached.position >= position || reached.halted.is_some())
            .await
            .map_err(|_| Error::Ledger(ledger::Error::Closed))?;
        match &there.halted {
            Some(why) if there.position < position => {
                Err(Error::Halted { after: there.position.0, why: why.clone() })
            }
            _ => Ok(()),
        }
    }

    /// The state is made of whole operations: a holder that panicked cannot have left half of one.
    fn reading(&self) -> RwLockReadGuard<'_, State> {
        self.0.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn writing(&self) -> RwLockWriteGuard<'_, State> {
        self.0.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}
