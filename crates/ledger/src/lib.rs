//! The ledger: an append-only log of encrypted entries, its keys, and the proof that
//! nothing in it was changed.
//!
//! It holds one table in SQLite or PostgreSQL through the same statements, and knows
//! nothing of what it holds: entries have parts, parts are bytes sealed under the key of
//! a case, of a person, or of the ledger. What the bytes mean, who may read them, and
//! what follows from them is for the crates above. It has no clock; randomness and the
//! time of checkpoints and backups are arguments.
//!
//! ```no_run
//! # use std::sync::Arc;
//! # use ledger::{Config, Ledger, NewEntry, NewPart, NewSeal, Operation, OperationId, Owner,
//! #     Position, StreamId, SystemRandom, Version, case_key};
//! # async fn run(now: jiff::Timestamp) -> ledger::Result<()> {
//! let random = Arc::new(SystemRandom);
//! let seal = NewSeal::passphrase("correct horse battery staple");
//! let (ledger, _) = Ledger::create(&Config::folder("data"), &[seal], random.clone()).await?;
//! let case = case_key(&*random)?;
//! let entry = NewEntry {
//!     stream: StreamId::random(&*random)?,
//!     expected: Version::NONE,
//!     parts: vec![NewPart::new(case, 1, "what happened")],
//! };
//! let operation = Operation::new(OperationId::at(now, &*random)?, vec![entry]);
//! ledger.append(operation.with_keys([case])).await?;
//! let entries = ledger.read(Position::START, 100).await?;
//! # Ok(()) }
//! ```

mod backup;
mod bytes;
mod config;
mod db;
mod entry;
mod error;
mod files;
mod follow;
mod id;
mod keys;
mod ledger;
mod names;
mod random;
mod replay;
mod row;
mod seal;
mod snapshot;
mod sql;
mod tree;
mod verify;
mod write;

pub use backup::restore::{RestoreWith, Restored};
pub use backup::{BackedUp, check_backup};
pub use config::{Config, Durability};
pub use entry::{Appended, Content, Entry, NewEntry, NewPart, Operation, Owner, Part, Place};
pub use entry::{ENTRIES_MAX, KEYS_MAX, OPERATION_BYTES_MAX, PART_BYTES_MAX, PARTS_MAX};
pub use error::{Damage, Error, Result, Unopenable};
pub use follow::Tail;
pub use id::{KeyId, LedgerId, OperationId, Position, StreamId, Version};
pub use keys::custodians::CUSTODIANS_MAX;
pub use keys::members::MEMBERS_MAX;
pub use keys::printed::Misprint;
pub use keys::root::handed_in;
pub use keys::{
    Erasures, Identity, KeyState, Keys, Member, NewKey, NewSeal, OpenCase, SealMethod, Share,
    Unlock, case_key, person_key,
};
pub use ledger::{Ledger, READ_MAX};
pub use random::{NoRandomness, Random, SystemRandom};
pub use replay::Replay;
pub use row::Hash;
pub use snapshot::{SnapshotReader, SnapshotWriter};
pub use tree::checkpoint::Checkpoint;
pub use tree::hash::{verify_consistency, verify_inclusion};
pub use tree::note::{Note, NoteKey};
pub use tree::witness::{Refusal, Witness};
pub use tree::{Inclusion, Tree};
pub use verify::Verified;
