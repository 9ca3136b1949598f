//! What happens to accounts. Personal data stand in [`Private`] values; ids and codes are all the rest holds.
//!
//! New variants go to the end of their list: the place is the number in the encoding.

mod ways;

pub use ways::{Backup, Credential, GroupPost, PasskeyFact, Provider, ProviderFact};

use crate::ids::{LinkId, MachineId, OperationId, PasskeyId, ProviderId, SessionId, UserId};
use crate::post::{Post, purpose};
use crate::token::TokenHash;
use access::{Purpose, Role};
use apart::Private;
pub(crate) use apart::seconds;
use serde::{Deserialize, Serialize};
use std::fmt;
use when::Instant;

/// Who wrote an event.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Author {
    /// Whoever has the machine before them.
    Terminal,
    /// The program itself.
    System,
    /// Somebody who is signed in, or is signing in.
    User(UserId),
}

/// Who wrote an event, and when.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Head {
    /// What it was part of.
    pub operation: OperationId,
    /// When it was written down.
    #[serde(with = "seconds")]
    pub recorded: Instant,
    /// By whom.
    pub author: Author,
}

/// One event.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Event {
    /// Who and when.
    pub head: Head,
    /// What.
    pub fact: Fact,
}

/// What happened.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Fact {
    /// To an account.
    Account(AccountFact),
    /// To a sign-in link.
    Link(LinkFact),
    /// To a passkey.
    Passkey(PasskeyFact),
    /// To the sign-in through an organisation.
    Provider(ProviderFact),
    /// To sessions.
    Session(SessionFact),
    /// To the token of a machine.
    Machine(MachineFact),
}

/// Who somebody is.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Profile {
    /// The name colleagues know.
    pub name: String,
    /// Where to reach them; an address of e-mail opens nothing here.
    pub contact: Option<String>,
    /// Languages they work in, the first one that of their pages (BCP 47).
    pub languages: Vec<String>,
}

impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(profile)")
    }
}

/// To an account.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum AccountFact {
    /// It exists. Its key is made in the same operation.
    Opened {
        /// Whose it is.
        user: UserId,
        /// What they are.
        posts: Vec<Post>,
        /// Who they are.
        profile: Private<Profile>,
    },
    /// Another name, contact or language.
    ProfileChanged {
        /// Whose.
        user: UserId,
        /// All of it.
        profile: Private<Profile>,
    },
    /// Another role, team or jurisdiction.
    PostsChanged {
        /// Whose.
        user: UserId,
        /// All of them.
        posts: Vec<Post>,
    },
    /// They may not sign in any more.
    Disabled {
        /// Who.
        user: UserId,
    },
    /// They may again.
    Enabled {
        /// Who.
        user: UserId,
    },
    /// Its key is destroyed in the same operation.
    Erased {
        /// Whose it was.
        user: UserId,
    },
}

/// What a sign-in link is for.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum LinkPurpose {
    /// The first administrator makes a passkey.
    FirstAdministrator,
    /// Somebody looks around among invented cases.
    Demo,
    /// Somebody who lost their passkeys makes a new one.
    Recovery,
    /// Somebody new makes a passkey.
    Invitation,
}

impl LinkPurpose {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::FirstAdministrator, Self::Demo, Self::Recovery, Self::Invitation];

    /// The longest it may be valid, in seconds. What the terminal prints is used at once; what is handed over may wait
    /// for a morning, an invitation for a weekend.
    #[must_use]
    pub const fn seconds_max(self) -> i64 {
        match self {
            Self::FirstAdministrator | Self::Demo => 15 * 60,
            Self::Recovery => 24 * 3600,
            Self::Invitation => 72 * 3600,
        }
    }
}

/// To a sign-in link.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum LinkFact {
    /// An administrator asks that somebody be let in again; a second person issues the link under the same id.
    RecoveryAsked {
        /// The link that is asked for.
        link: LinkId,
        /// Who lost their passkeys.
        user: UserId,
    },
    /// It exists.
    Issued {
        /// The link.
        link: LinkId,
        /// Whom it lets in.
        user: UserId,
        /// What for.
        purpose: LinkPurpose,
        /// What is kept of it.
        hash: TokenHash,
        /// First instant at which it is over.
        #[serde(with = "seconds")]
        until: Instant,
    },
    /// It was used, and is over.
    Used {
        /// The link.
        link: LinkId,
        /// Who.
        user: UserId,
        /// What for.
        purpose: LinkPurpose,
    },
    /// It was taken back.
    Revoked {
        /// The link.
        link: LinkId,
        /// Whom it would have let in.
        user: UserId,
    },
}

/// How somebody signed in.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum How {
    /// With a passkey.
    Passkey(PasskeyId),
    /// Through an organisation.
    Provider(ProviderId),
    /// By a link.
    Link(LinkPurpose),
}

/// Why a session is over.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum EndedWhy {
    /// They signed out.
    SignedOut,
    /// They ended it from another session.
    ByOwner,
    /// Somebody who manages accounts ended it.
    ByAdministrator,
}

/// To sessions. Nothing here says from where: an address is personal data.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum SessionFact {
    /// Somebody signed in.
    SignedIn {
        /// Who.
        user: UserId,
        /// To which session.
        session: SessionId,
        /// How.
        how: How,
    },
    /// Somebody showed their passkey again.
    SteppedUp {
        /// Who.
        user: UserId,
        /// In which session.
        session: SessionId,
        /// Which passkey.
        passkey: PasskeyId,
    },
    /// Sign-ins failed.
    Failed {
        /// For whom, where that is known.
        user: Option<UserId>,
        /// How many within the hour. Written at 1, 2, 4, 8 …, so that failures cannot fill the log.
        count: u32,
    },
    /// A session is over.
    Ended {
        /// Whose.
        user: UserId,
        /// Which.
        session: SessionId,
        /// Why.
        why: EndedWhy,
    },
    /// All sessions of somebody are over.
    EndedAll {
        /// Whose.
        user: UserId,
        /// Why.
        why: EndedWhy,
    },
    /// All sessions of everybody are over.
    EndedEveryone,
}

/// To the token of a machine.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum MachineFact {
    /// It exists.
    Made {
        /// Its id.
        machine: MachineId,
        /// What it does; no name of a person.
        label: String,
        /// What it is.
        post: Box<Post>,
        /// The one purpose it calls for.
        #[serde(with = "purpose")]
        purpose: Purpose,
        /// What is kept of its token.
        hash: TokenHash,
        /// First instant at which it is over.
        #[serde(with = "seconds")]
        until: Instant,
    },
    /// It was used. Written once a day.
    Used {
        /// Which.
        machine: MachineId,
    },
    /// It was taken back.
    Revoked {
        /// Which.
        machine: MachineId,
    },
}

/// Whose key is made or destroyed with an event.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum KeyChange {
    /// It is made in the same operation.
    Made(UserId),
    /// It is destroyed in the same operation.
    Destroyed(UserId),
}

/// A private value of a fact, of whatever type, and whose it is.
pub(crate) enum Slot<'a> {
    Profile(UserId, &'a mut Private<Profile>),
    Credential(UserId, &'a mut Private<Credential>),
    Text(UserId, &'a mut Private<String>),
}

impl Fact {
    /// Whose key has to be made or destroyed in the same operation.
    #[must_use]
    pub const fn key_change(&self) -> Option<KeyChange> {
        match self {
            Self::Account(AccountFact::Opened { user, .. }) => Some(KeyChange::Made(*user)),
            Self::Account(AccountFact::Erased { user }) => Some(KeyChange::Destroyed(*user)),
            Self::Account(
                AccountFact::ProfileChanged { .. }
                | AccountFact::PostsChanged { .. }
                | AccountFact::Disabled { .. }
                | AccountFact::Enabled { .. },
            )
            | Self::Link(_)
            | Self::Passkey(_)
            | Self::Provider(_)
            | Self::Session(_)
            | Self::Machine(_) => None,
        }
    }

    /// Its private value, if it carries one.
    pub(crate) const fn slot(&mut self) -> Option<Slot<'_>> {
        match self {
            Self::Account(
                AccountFact::Opened { user, profile, .. }
                | AccountFact::ProfileChanged { user, profile },
            ) => Some(Slot::Profile(*user, profile)),
            Self::Passkey(PasskeyFact::Registered { user, credential, .. }) => {
                Some(Slot::Credential(*user, credential))
            }
            Self::Passkey(PasskeyFact::Updated { user, stored, .. }) => {
                Some(Slot::Text(*user, stored))
            }
            Self::Passkey(PasskeyFact::Renamed { user, name, .. }) => Some(Slot::Text(*user, name)),
            Self::Provider(ProviderFact::Bound { user, subject, .. }) => {
                Some(Slot::Text(*user, subject))
            }
            Self::Account(
                AccountFact::PostsChanged { .. }
                | AccountFact::Disabled { .. }
                | AccountFact::Enabled { .. }
                | AccountFact::Erased { .. },
            )
            | Self::Passkey(PasskeyFact::Removed { .. } | PasskeyFact::Suspected { .. })
            | Self::Provider(
                ProviderFact::Set(_) | ProviderFact::Removed { .. } | ProviderFact::Unbound { .. },
            )
            | Self::Link(_)
            | Self::Session(_)
            | Self::Machine(_) => None,
        }
    }
}

/// The one role that hands out access.
pub(crate) const fn is_administrator(role: Role) -> bool {
    matches!(role, Role::Administrator)
}
