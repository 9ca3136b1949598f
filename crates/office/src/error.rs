//! What a visit may be told instead of an answer. `Display` is for the log and names ids at most; the person reads the sentences
//! of the policies, or the message of a refusal.

/// What a visit gets.
pub type Result<T> = std::result::Result<T, Error>;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No such thing, or nothing the actor may know of: the two look the same.
    #[error("no such thing, or not for this actor")]
    NotFound,
    /// The policies refuse.
    #[error("refused by {}", policies.join(", "))]
    Denied {
        /// Names of the policies, for the log.
        policies: Vec<String>,
        /// What a person reads.
        reasons: Vec<String>,
    },
    /// Too many looks wait for the log: nothing is shown that could not be written down.
    #[error("the trail cannot be written; nothing is shown until it can")]
    TrailFull,
    /// The casebook refuses, or the ledger cannot.
    #[error(transparent)]
    Keeper(#[from] keeper::Error),
}

impl Error {
    /// The refusal of the casebook, if it is one.
    #[must_use]
    pub fn refusal(&self) -> Option<&casebook::Refusal> {
        match self {
            Error::Keeper(keeper::Error::Refused(refusal)) => Some(refusal),
            Error::Keeper(_) | Error::TrailFull | Error::NotFound | Error::Denied { .. } => None,
        }
    }
}
