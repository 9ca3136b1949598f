//! Ways of signing in: passkeys and providers.

use crate::ids::{PasskeyId, ProviderId, UserId};
use crate::post::Post;
use apart::Private;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A credential as the authenticator's owner sees it and as the ceremonies need it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    /// Its name, chosen by its owner.
    pub name: String,
    /// Its id, as the authenticator knows it.
    pub id: Vec<u8>,
    /// Public key, counter and flags, as the library keeps them (JSON).
    pub stored: String,
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(credential)")
    }
}

/// Whether a passkey can be, and is, copied by its maker to other devices.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Backup {
    /// It can be.
    pub eligible: bool,
    /// It is.
    pub state: bool,
}

/// To a passkey.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum PasskeyFact {
    /// It belongs to the account.
    Registered {
        /// Whose.
        user: UserId,
        /// Which.
        passkey: PasskeyId,
        /// Its counter.
        counter: u32,
        /// Its backup flags.
        backup: Backup,
        /// The credential.
        credential: Private<Credential>,
    },
    /// It counted on, or its flags changed.
    Updated {
        /// Whose.
        user: UserId,
        /// Which.
        passkey: PasskeyId,
        /// Its counter.
        counter: u32,
        /// Its backup flags.
        backup: Backup,
        /// As the library keeps it.
        stored: Private<String>,
    },
    /// It has another name.
    Renamed {
        /// Whose.
        user: UserId,
        /// Which.
        passkey: PasskeyId,
        /// The name.
        name: Private<String>,
    },
    /// It belongs to the account no longer.
    Removed {
        /// Whose.
        user: UserId,
        /// Which.
        passkey: PasskeyId,
    },
    /// Its counter went back: there may be a copy. It opens nothing any more.
    Suspected {
        /// Whose.
        user: UserId,
        /// Which.
        passkey: PasskeyId,
    },
}

/// A group of a provider, and what its members are here.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GroupPost {
    /// The group as the provider names it.
    pub group: String,
    /// The post.
    pub post: Post,
}

/// A provider of an organisation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Provider {
    /// Its id.
    pub id: ProviderId,
    /// Its issuer, exactly as it writes it.
    pub issuer: String,
    /// What it calls us.
    pub client: String,
    /// The claim that lists groups, if the administrator trusts it for any.
    pub group_claim: Option<String>,
    /// Groups that are trusted, and for what. Others are not looked at.
    pub groups: Vec<GroupPost>,
}

/// To the sign-in through an organisation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ProviderFact {
    /// It is trusted so far.
    Set(Provider),
    /// It is trusted no longer.
    Removed {
        /// Which.
        provider: ProviderId,
    },
    /// The account signs in through it.
    Bound {
        /// Whose.
        user: UserId,
        /// Through which.
        provider: ProviderId,
        /// Whom the provider calls them.
        subject: Private<String>,
        /// Whether their posts follow the provider's groups.
        managed: bool,
    },
    /// Not any longer.
    Unbound {
        /// Whose.
        user: UserId,
        /// Through which.
        provider: ProviderId,
    },
}
