//! What can go wrong, in two voices.
//!
//! `Display` is for the log: what happened and where, never a word of what was sealed
//! (the ledger could not repeat one if it wanted to: errors carry names and positions
//! only). [`Error::advice`] is for the person: what can be done about it.

use crate::id::{KeyId, LedgerId, OperationId, Position, StreamId, Version};
use crate::random::NoRandomness;

/// What the ledger gives back.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the ledger did not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The stream has moved on since the caller looked.
    #[error("stream {stream} is at version {actual}, not {expected}")]
    Conflict {
        /// Of which stream.
        stream: StreamId,
        /// What the caller had seen.
        expected: Version,
        /// Where the stream is.
        actual: Version,
    },
    /// The operation was done before, with other contents.
    #[error("operation {0} was done before, with other contents")]
    OperationReused(OperationId),
    /// What was to be appended breaks a limit or a rule.
    #[error("not a proper operation: {0}")]
    Improper(&'static str),
    /// A key of this name is there already, or was destroyed.
    #[error("key {0} exists already or was destroyed")]
    KeyTaken(KeyId),
    /// No such key was ever made here.
    #[error("there is no key {0}")]
    KeyUnknown(KeyId),
    /// The key was destroyed.
    #[error("key {0} was destroyed")]
    KeyErased(KeyId),
    /// The case is sealed, and no member has opened it.
    #[error("key {0} is sealed to its members")]
    KeySealed(KeyId),

    /// There is no ledger there.
    #[error("there is no ledger at {0}")]
    Absent(String),
    /// There is one already.
    #[error("there is a ledger at {0} already")]
    Present(String),
    /// Another process has it open.
    #[error("another process has the ledger at {0} open")]
    Locked(String),
    /// The tables are of a later version of the program.
    #[error("the tables are at version {found}, later than the {known} this program knows")]
    FromTheFuture {
        /// The version of the tables.
        found: i64,
        /// The last one this program knows.
        known: i64,
    },
    /// `--database` does not say where.
    #[error("neither a folder nor a postgres:// address")]
    NotADatabase,

    /// The passphrase, the key handed in or the shares do not open the root.
    #[error("the root key does not open: {0}")]
    Unopenable(#[from] Unopenable),
    /// The root was rotated by another node: this one must be opened anew.
    #[error("the root key was changed elsewhere")]
    RootChanged,

    /// An entry is not what was written.
    #[error("entry {position} is not what was written: {what}")]
    Damaged {
        /// The first wrong entry.
        position: Position,
        /// What does not fit.
        what: Damage,
    },
    /// A key or a table row other than an entry is not what was written.
    #[error("the ledger's {0} is damaged")]
    DamagedTable(&'static str),
    /// It belongs to another ledger.
    #[error("it belongs to ledger {found}, not to {own}")]
    AnotherLedger {
        /// Whose it is.
        found: LedgerId,
        /// Who we are.
        own: LedgerId,
    },
    /// Something outside the log (snapshot, backup, checkpoint, list) does not fit.
    #[error("{what}: {why}")]
    Unfit {
        /// What it is.
        what: &'static str,
        /// Why it does not fit.
        why: String,
    },

    /// The disk is full: nothing was written, nothing acknowledged.
    #[error("the disk is full; nothing of it was written")]
    DiskFull,
    /// The disk failed in the middle of a write: nothing was acknowledged, and nothing more
    /// is written until the ledger is opened again.
    #[error("the disk failed: {0}")]
    DiskFailed(#[source] sqlx::Error),
    /// The disk failed before. What it was told then may be lost, whatever it says now.
    #[error("the disk failed before; nothing is written until the ledger is opened again")]
    AfterFailure,
    /// The database refused or is not there: nothing was acknowledged.
    #[error("the database: {0}")]
    Database(#[source] sqlx::Error),
    /// The commit was sent and no answer came: it may stand or not.
    #[error("the commit was sent and not answered: {0}")]
    Unanswered(#[source] sqlx::Error),
    /// A file.
    #[error("{what}: {source}")]
    File {
        /// Which.
        what: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// No randomness.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The ledger was closed.
    #[error("the ledger is closed")]
    Closed,
}

/// Why the root key stays shut.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unopenable {
    /// There is no seal of this kind.
    #[error("it is not sealed in this way")]
    NoSuchSeal,
    /// The passphrase is another.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// The key handed in is another.
    #[error("wrong key handed in")]
    WrongKey,
    /// Too few custodians.
    #[error("{needed} custodians are needed, {given} came")]
    TooFew {
        /// How many it takes.
        needed: u8,
        /// How many came.
        given: u8,
    },
    /// The share of this custodian is not the one that was given out.
    #[error("the share of custodian {0} is not the one given out")]
    WrongShare(u8),
    /// A share of an earlier change of custodians, or of another ledger.
    #[error("the share of custodian {0} is of another dealing")]
    StrangeShare(u8),
}

/// What does not fit an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Damage {
    /// Not there, though later ones are.
    #[error("it is missing")]
    Missing,
    /// Cannot be taken apart.
    #[error("its bytes cannot be taken apart")]
    Shape,
    /// Its bytes do not give its commitment.
    #[error("its bytes do not match its commitment")]
    Commitment,
    /// Its seal does not open at this place.
    #[error("its seal does not open at this place")]
    Seal,
    /// A part does not open.
    #[error("part {0} does not open under its key")]
    Part(u8),
    /// The key of a part is neither there nor in the list of destroyed keys.
    #[error("the key of part {0} is lost")]
    KeyLost(u8),
    /// The stream's version does not follow on.
    #[error("its version does not follow the one before in its stream")]
    Version,
    /// The tree up to here is not the one that was signed.
    #[error("the tree up to here is not the one a checkpoint signed")]
    Tree,
}

impl Error {
    /// What a person can do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Error::Conflict { .. } => "somebody else was first: look at what they did, then decide",
            Error::OperationReused(_) => "give the new operation a name of its own",
            Error::Improper(_) => "divide the operation, or mend what is named",
            Error::KeyTaken(_) => "draw another name for the key",
            Error::KeyUnknown(_) => "make the key in the operation that first uses it",
            Error::KeyErased(_) => "this person's or case's data was erased and cannot be read",
            Error::KeySealed(_) => "a member of the case must open it",
            Error::Absent(_) => "create one, restore a backup, or name another place",
            Error::Present(_) => "open it, or name another place",
            Error::Locked(_) => "stop the other process; two writers would harm each other",
            Error::FromTheFuture { .. } => "use the newer program that wrote it",
            Error::NotADatabase => "name a folder, or postgres://user@host/database",
            Error::Unopenable(_) => "try again with the right passphrase, key or shares",
            Error::RootChanged => "restart this node and unlock it with the new seal",
            Error::Damaged { .. } => {
                "entries before it are safe; keep the files, run verify, restore from a backup"
            }
            Error::DamagedTable(_) => "keep the files, run verify, restore from a backup",
            Error::AnotherLedger { .. } => "take the one that belongs to this ledger",
            Error::Unfit { .. } => "take one that fits; nothing was changed",
            Error::DiskFull => "make room; what was acknowledged before is safe",
            Error::DiskFailed(_) | Error::AfterFailure => {
                "see to the disk, open the ledger again, ask again with the same operation"
            }
            Error::Database(_) => "see that the database runs, then ask again",
            Error::Unanswered(_) => "ask again with the same operation: it is done once at most",
            Error::File { .. } => "see to the file that is named",
            Error::NoRandomness(_) => "see to the operating system's random generator",
            Error::Closed => "open the ledger again",
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Error {
        if matches!(&error, sqlx::Error::Io(io) if is_full(io)) {
            return Error::DiskFull;
        }
        match error.as_database_error().map(trouble) {
            Some(Trouble::Full) => Error::DiskFull,
            Some(Trouble::Failed) => Error::DiskFailed(error),
            Some(Trouble::Other) | None => Error::Database(error),
        }
    }
}

/// What a database says about its disk.
enum Trouble {
    Full,
    Failed,
    Other,
}

fn trouble(said: &dyn sqlx::error::DatabaseError) -> Trouble {
    let code = said.code();
    if said.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
        // The lowest byte is the kind: SQLITE_FULL is 13, SQLITE_IOERR 10.
        let number = code.and_then(|code| code.parse::<u32>().ok());
        return match number.map(|number| number & 0xff) {
            Some(13) => Trouble::Full,
            Some(10) => Trouble::Failed,
            Some(_) | None => Trouble::Other,
        };
    }
    // PostgreSQL: disk_full, io_error.
    match code.as_deref() {
        Some("53100") => Trouble::Full,
        Some("58030") => Trouble::Failed,
        Some(_) | None => Trouble::Other,
    }
}

/// Names the file an operation failed on.
pub(crate) fn file(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Error {
    let what = what.into();
    move |source| if is_full(&source) { Error::DiskFull } else { Error::File { what, source } }
}

fn is_full(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::StorageFull
}
