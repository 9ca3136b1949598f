//! Keys: the root opens the ledger's own key and the keys of cases and persons; those
//! open parts of entries.
//!
//! Keys are never copied out of here: callers name them ([`Owner`]) and the ledger uses
//! them. This is the list of what can be done with them; how each is done stands in the
//! files beside. Who may do it is not decided here.

pub(crate) mod custodians;
pub(crate) mod erase;
pub(crate) mod glass;
pub(crate) mod members;
pub(crate) mod printed;
pub(crate) mod ring;
pub(crate) mod root;
pub(crate) mod rotate;

use crate::entry::Owner;
use crate::error::Result;
use crate::id::KeyId;
use crate::ledger::Ledger;
use crate::random::Random;

pub use custodians::Share;
pub use erase::Erasures;
pub use members::{Identity, Member, OpenCase};
pub use root::{NewSeal, SealMethod, Unlock};

/// A key to be made with an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewKey {
    /// Wrapped by the root: the ledger can use it whenever it is unlocked.
    Open(Owner),
    /// Of a case, wrapped to its members only: the ledger can use it while one of them
    /// has it open, and in the operation that makes it.
    Sealed(KeyId, Vec<Member>),
}

impl NewKey {
    pub(crate) fn owner(&self) -> Owner {
        match self {
            NewKey::Open(owner) => *owner,
            NewKey::Sealed(key, _) => Owner::Case(*key),
        }
    }
}

/// Draws a name for the key of a case.
///
/// # Errors
/// When there is no randomness.
pub fn case_key(random: &dyn Random) -> Result<Owner> {
    Ok(Owner::Case(KeyId::random(random)?))
}

/// Draws a name for the key of a person.
///
/// # Errors
/// When there is no randomness.
pub fn person_key(random: &dyn Random) -> Result<Owner> {
    Ok(Owner::Person(KeyId::random(random)?))
}

/// What can be done with keys.
#[derive(Clone, Copy, Debug)]
pub struct Keys<'a>(pub(crate) &'a Ledger);

impl Keys<'_> {
    /// Whether the key is there, and can be used now.
    ///
    /// # Errors
    /// When the database cannot be read or the key's row is damaged.
    pub async fn state(&self, owner: Owner) -> Result<KeyState> {
        Ok(match self.0.ring().find(self.0.db(), owner).await? {
            ring::Found::Key(_) => KeyState::Usable,
            ring::Found::Sealed => KeyState::Sealed,
            ring::Found::Erased => KeyState::Erased,
            ring::Found::Unknown => KeyState::Unknown,
        })
    }

    /// Reads and unwraps every key there is, so that reading the log does not ask the
    /// database for each. Gives their number.
    ///
    /// # Errors
    /// When the database cannot be read or a row is damaged.
    pub async fn load_all(&self) -> Result<u64> {
        self.0.ring().load_all(self.0.db()).await
    }
}

/// What is with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// Parts under it can be read and written.
    Usable,
    /// Its case is sealed and no member has it open here.
    Sealed,
    /// It was destroyed.
    Erased,
    /// There never was one.
    Unknown,
}
