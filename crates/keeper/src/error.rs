//! What can go wrong, in two voices: `Display` is for the log and carries no personal data; the refusals of the casebook bring
//! the message for the person ([`casebook::Refusal::key`]), the ledger's errors their advice.

use ledger::Position;

/// What the keeper gives back.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the keeper did not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The casebook refuses; nothing happened.
    #[error(transparent)]
    Refused(#[from] casebook::Refusal),
    /// The ledger did not do it, or cannot be read.
    #[error(transparent)]
    Ledger(#[from] ledger::Error),
    /// An entry opens, and is no event that this program knows.
    #[error("entry {position}: {why}")]
    Unreadable {
        /// Which.
        position: Position,
        /// Why.
        why: casebook::codec::Unreadable,
    },
    /// An entry of a part of the program that does not exist here: it was written by a later one.
    #[error("entry {position} is of a later program: use that one; nothing was changed")]
    Later {
        /// Which.
        position: Position,
    },
    /// Others wrote to the same thing again and again; nothing happened.
    #[error("others were writing to the same record; nothing was written, try again")]
    Busy,
    /// The log could not be followed any further: nothing is written until it can.
    #[error("the log cannot be followed past {after}: {why}")]
    Halted {
        /// The last good position.
        after: u64,
        /// Why.
        why: String,
    },
}
