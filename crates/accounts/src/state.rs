//! The state: accounts, links, providers and machines, as the events made them.
//!
//! It is rebuilt from the log and never written back. Names, credentials and subjects of erased accounts are not in it.

use crate::fact::{Author, Backup, LinkPurpose, Profile, Provider};
use crate::ids::{LinkId, MachineId, PasskeyId, ProviderId, UserId};
use crate::post::Post;
use crate::token::{Token, TokenHash, TokenKind};
use access::{Actor, Grant, Purpose};
use std::collections::BTreeMap;
use std::sync::Arc;
use when::Instant;

/// What the program is run for.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Setting {
    /// People.
    Real,
    /// Invented cases: demo links may be issued.
    Demo,
}

/// Whether an account may be used.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Status {
    /// It may.
    Active,
    /// Not now.
    Disabled,
    /// Never again; its personal data are gone.
    Erased,
}

/// One of the passkeys of an account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Passkey {
    /// Its id here.
    pub id: PasskeyId,
    /// Its name, chosen by its owner.
    pub name: String,
    /// Since when.
    pub registered: Instant,
    /// When it was used last.
    pub used: Option<Instant>,
    /// Its backup flags.
    pub backup: Backup,
    /// Its counter went back once: it opens nothing any more.
    pub suspected: bool,
    pub(crate) counter: u32,
    pub(crate) credential: Vec<u8>,
    pub(crate) stored: String,
}

/// Somebody who may sign in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Account {
    /// Whose it is.
    pub user: UserId,
    /// Whether it may be used.
    pub status: Status,
    /// What they are, never empty.
    pub posts: Vec<Post>,
    /// Who they are; nothing once erased.
    pub profile: Option<Profile>,
    /// Since when.
    pub opened: Instant,
    /// When they signed in last.
    pub signed_in: Option<Instant>,
    /// Sign-ins with one of their credentials that failed since, as far as the log says (1, 2, 4, 8 …): to be shown to them.
    pub failed: u32,
    /// They had a way of signing in once: from then on an invitation does not let them in, a recovery does.
    pub(crate) entered: bool,
    pub(crate) passkeys: Vec<Passkey>,
    pub(crate) identities: BTreeMap<ProviderId, String>,
    /// The provider whose groups their posts follow.
    pub(crate) managed: Option<ProviderId>,
}

impl Account {
    /// Their passkeys, in the order of registration.
    #[must_use]
    pub fn passkeys(&self) -> &[Passkey] {
        &self.passkeys
    }

    /// Providers they sign in through.
    pub fn providers(&self) -> impl Iterator<Item = ProviderId> {
        self.identities.keys().copied()
    }

    /// Whether they were invited and have no way of signing in yet.
    #[must_use]
    pub fn is_invited(&self) -> bool {
        self.usable().next().is_none() && self.identities.is_empty()
    }

    /// Who asks, when they act in the post with this number.
    #[must_use]
    pub fn actor(&self, post: usize, grants: Vec<Grant>, opened: Vec<Grant>) -> Option<Actor> {
        if self.status != Status::Active {
            return None;
        }
        self.posts.get(post).map(|post| post.actor(self.user.to_string(), grants, opened))
    }

    pub(crate) fn usable(&self) -> impl Iterator<Item = &Passkey> {
        self.passkeys.iter().filter(|passkey| !passkey.suspected)
    }

    pub(crate) fn passkey(&self, id: PasskeyId) -> Option<&Passkey> {
        self.passkeys.iter().find(|passkey| passkey.id == id)
    }

    pub(crate) fn is_administrator(&self) -> bool {
        self.posts.iter().any(|post| crate::fact::is_administrator(post.role))
    }
}

/// A sign-in link as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// Whom it lets in.
    pub user: UserId,
    /// What for.
    pub purpose: LinkPurpose,
    /// Since when.
    pub issued: Instant,
    /// First instant at which it is over.
    pub until: Instant,
    /// It was used or taken back.
    pub over: bool,
    /// The latest time anybody wrote down since it was issued: a clock set back does not open it again.
    pub(crate) seen: Instant,
}

impl Link {
    /// Whether it would let somebody in at an instant. One that was issued after that instant does not: some clock is wrong.
    #[must_use]
    pub fn is_open(&self, at: Instant) -> bool {
        !self.over
            && at.plus(crate::watch::TOLERANCE) >= self.issued
            && at.max(self.seen) < self.until
    }
}

/// A program that calls with a token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Machine {
    /// Its id.
    pub id: MachineId,
    /// What it does.
    pub label: String,
    /// What it is.
    pub post: Post,
    /// The one purpose it calls for.
    pub purpose: Purpose,
    /// Who made it. When they are disabled it is not heard either.
    pub maker: Author,
    /// Since when.
    pub made: Instant,
    /// First instant at which it is over.
    pub until: Instant,
    /// When it was used last, to the day.
    pub used: Option<Instant>,
    /// It was taken back.
    pub revoked: bool,
    pub(crate) seen: Instant,
}

impl Machine {
    /// Who asks.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.post.actor(format!("machine:{}", self.id), Vec::new(), Vec::new())
    }
}

#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Recovery {
    pub(crate) user: UserId,
    pub(crate) asked_by: Author,
    pub(crate) asked: Instant,
}

/// All of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Accounts {
    pub(crate) setting: Setting,
    pub(crate) version: u64,
    pub(crate) accounts: BTreeMap<UserId, Arc<Account>>,
    pub(crate) links: BTreeMap<LinkId, Link>,
    pub(crate) link_hashes: BTreeMap<TokenHash, LinkId>,
    pub(crate) recoveries: BTreeMap<LinkId, Recovery>,
    pub(crate) credentials: BTreeMap<Arc<[u8]>, (UserId, PasskeyId)>,
    pub(crate) providers: BTreeMap<ProviderId, Provider>,
    pub(crate) identities: BTreeMap<(ProviderId, String), UserId>,
    pub(crate) machines: BTreeMap<MachineId, Machine>,
    pub(crate) machine_hashes: BTreeMap<TokenHash, MachineId>,
}

impl Accounts {
    /// No accounts yet.
    #[must_use]
    pub const fn new(setting: Setting) -> Self {
        Self {
            setting,
            version: 0,
            accounts: BTreeMap::new(),
            links: BTreeMap::new(),
            link_hashes: BTreeMap::new(),
            recoveries: BTreeMap::new(),
            credentials: BTreeMap::new(),
            providers: BTreeMap::new(),
            identities: BTreeMap::new(),
            machines: BTreeMap::new(),
            machine_hashes: BTreeMap::new(),
        }
    }

    /// How many events made this state: what an append expects of the stream. Everything about accounts is one stream, so that
    /// two uses of one link, or two last administrators who disable each other, meet as a conflict.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// An account.
    #[must_use]
    pub fn account(&self, user: UserId) -> Option<&Account> {
        self.accounts.get(&user).map(Arc::as_ref)
    }

    /// All accounts, erased ones too.
    pub fn accounts(&self) -> impl Iterator<Item = &Account> {
        self.accounts.values().map(Arc::as_ref)
    }

    /// A sign-in link.
    #[must_use]
    pub fn link(&self, link: LinkId) -> Option<&Link> {
        self.links.get(&link)
    }

    /// Links that would let somebody in at an instant.
    pub fn open_links(&self, at: Instant) -> impl Iterator<Item = (LinkId, &Link)> {
        self.links.iter().filter(move |(_, link)| link.is_open(at)).map(|(id, link)| (*id, link))
    }

    /// A provider.
    #[must_use]
    pub fn provider(&self, provider: ProviderId) -> Option<&Provider> {
        self.providers.get(&provider)
    }

    /// All providers.
    pub fn providers(&self) -> impl Iterator<Item = &Provider> {
        self.providers.values()
    }

    /// All machines, revoked ones too.
    pub fn machines(&self) -> impl Iterator<Item = &Machine> {
        self.machines.values()
    }

    /// Whether there is an administrator who can sign in.
    #[must_use]
    pub fn has_administrator(&self) -> bool {
        self.administrators(None) > 0
    }

    /// Administrators who can sign in, besides one.
    pub(crate) fn administrators(&self, besides: Option<UserId>) -> usize {
        self.accounts()
            .filter(|account| Some(account.user) != besides)
            .filter(|account| account.status == Status::Active && account.is_administrator())
            .filter(|account| !account.is_invited())
            .count()
    }

    pub(crate) fn active(&self, user: UserId) -> Option<&Account> {
        self.account(user).filter(|account| account.status == Status::Active)
    }

    /// The program tells what time it is: links and tokens that are over stay over, whatever happens to the clock
    /// afterwards. Call it once a minute or so.
    pub fn tick(&mut self, now: Instant) {
        for link in self.links.values_mut().filter(|link| !link.over) {
            link.seen = link.seen.max(now);
        }
        for machine in self.machines.values_mut() {
            machine.seen = machine.seen.max(now);
        }
    }

    pub(crate) fn link_of(&self, token: &Token) -> Option<(LinkId, &Link)> {
        let id = self.link_hashes.get(&token.hash(TokenKind::Link))?;
        Some((*id, self.links.get(id)?))
    }
}
