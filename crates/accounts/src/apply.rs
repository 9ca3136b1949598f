//! Events to state. Nothing is refused here: what the log holds has happened, whatever the rules of today say.

use crate::fact::{
    AccountFact, Author, Credential, Event, Fact, How, LinkFact, MachineFact, PasskeyFact,
    ProviderFact, SessionFact,
};
use crate::ids::{LinkId, PasskeyId, ProviderId, UserId};
use crate::state::{Account, Accounts, Link, Machine, Passkey, Recovery, Status};
use apart::Private;
use std::collections::BTreeMap;
use std::sync::Arc;
use when::Instant;

impl Accounts {
    /// Changes the state by an event of the stream. `version` is the one the stream has with it; what was applied already is passed
    /// over and gives false, so that a node may hear its own events again. Whoever keeps [`crate::Sessions`] applies to them
    /// what gives true, and nothing else.
    pub fn apply(&mut self, version: u64, event: &Event) -> bool {
        if version <= self.version {
            return false;
        }
        self.version = version;
        let at = event.head.recorded;
        self.tick(at);
        match &event.fact {
            Fact::Account(fact) => self.account_fact(at, event.head.author, fact),
            Fact::Link(fact) => self.link_fact(at, event.head.author, fact),
            Fact::Passkey(fact) => self.passkey_fact(at, fact),
            Fact::Provider(fact) => self.provider_fact(fact),
            Fact::Session(fact) => self.session_fact(at, fact),
            Fact::Machine(fact) => self.machine_fact(at, event.head.author, fact),
        }
        true
    }

    fn change(&mut self, user: UserId, change: impl FnOnce(&mut Account)) {
        if let Some(account) = self.accounts.get_mut(&user) {
            change(Arc::make_mut(account));
        }
    }

    fn account_fact(&mut self, at: Instant, author: Author, fact: &AccountFact) {
        match fact {
            AccountFact::Opened { user, posts, profile } => {
                let erased = matches!(profile, Private::Erased);
                let account = Account {
                    user: *user,
                    status: if erased { Status::Erased } else { Status::Active },
                    posts: posts.clone(),
                    profile: profile.here().cloned(),
                    opened: at,
                    signed_in: None,
                    failed: 0,
                    entered: false,
                    passkeys: Vec::new(),
                    identities: BTreeMap::new(),
                    managed: None,
                };
                self.accounts.insert(*user, Arc::new(account));
            }
            AccountFact::ProfileChanged { user, profile } => {
                self.change(*user, |account| account.profile = profile.here().cloned());
            }
            AccountFact::PostsChanged { user, posts } => self.change(*user, |account| {
                account.posts.clone_from(posts);
                // What somebody decided is not undone by the next sign-in.
                if author != Author::System {
                    account.managed = None;
                }
            }),
            AccountFact::Disabled { user } => {
                self.change(*user, |account| account.status = Status::Disabled);
                self.close_links(*user);
            }
            AccountFact::Enabled { user } => self.change(*user, |account| {
                if account.status == Status::Disabled {
                    account.status = Status::Active;
                }
            }),
            AccountFact::Erased { user } => {
                self.change(*user, |account| {
                    account.status = Status::Erased;
                    account.profile = None;
                    account.passkeys.clear();
                    account.identities.clear();
                });
                self.credentials.retain(|_, (owner, _)| owner != user);
                self.identities.retain(|_, owner| owner != user);
                self.close_links(*user);
            }
        }
    }

    fn close_links(&mut self, user: UserId) {
        self.recoveries.retain(|_, recovery| recovery.user != user);
        for link in self.links.values_mut().filter(|link| link.user == user) {
            link.over = true;
        }
    }

    fn link_fact(&mut self, at: Instant, author: Author, fact: &LinkFact) {
        match fact {
            LinkFact::RecoveryAsked { link, user } => {
                let recovery = Recovery { user: *user, asked_by: author, asked: at };
                self.recoveries.insert(*link, recovery);
            }
            LinkFact::Issued { link, user, purpose, hash, until } => {
                self.recoveries.remove(link);
                let issued = Link {
                    user: *user,
                    purpose: *purpose,
                    issued: at,
                    until: *until,
                    over: false,
                    seen: at,
                };
                self.links.insert(*link, issued);
                self.link_hashes.insert(*hash, *link);
            }
            LinkFact::Used { link, .. } => self.close_link(*link),
            LinkFact::Revoked { link, .. } => {
                self.recoveries.remove(link);
                self.close_link(*link);
            }
        }
    }

    fn close_link(&mut self, link: LinkId) {
        if let Some(link) = self.links.get_mut(&link) {
            link.over = true;
        }
    }

    fn passkey_fact(&mut self, at: Instant, fact: &PasskeyFact) {
        match fact {
            PasskeyFact::Registered { user, passkey, counter, backup, credential } => {
                // Of an erased account the credential is gone, and so is the passkey.
                let Some(Credential { name, id, stored }) = credential.here() else { return };
                self.credentials.insert(id.as_slice().into(), (*user, *passkey));
                self.change(*user, |account| {
                    account.entered = true;
                    account.passkeys.push(Passkey {
                        id: *passkey,
                        name: name.clone(),
                        registered: at,
                        used: None,
                        backup: *backup,
                        suspected: false,
                        counter: *counter,
                        credential: id.clone(),
                        stored: stored.clone(),
                    });
                });
            }
            PasskeyFact::Updated { user, passkey, counter, backup, stored } => {
                self.change_passkey(*user, *passkey, |passkey| {
                    passkey.counter = *counter;
                    passkey.backup = *backup;
                    if let Some(stored) = stored.here() {
                        passkey.stored.clone_from(stored);
                    }
                });
            }
            PasskeyFact::Renamed { user, passkey, name } => {
                self.change_passkey(*user, *passkey, |passkey| {
                    if let Some(name) = name.here() {
                        passkey.name.clone_from(name);
                    }
                });
            }
            PasskeyFact::Removed { user, passkey } => {
                self.credentials.retain(|_, (_, id)| id != passkey);
                self.change(*user, |account| account.passkeys.retain(|one| one.id != *passkey));
            }
            PasskeyFact::Suspected { user, passkey } => {
                self.change_passkey(*user, *passkey, |passkey| passkey.suspected = true);
            }
        }
    }

    fn change_passkey(
        &mut self,
        user: UserId,
        passkey: PasskeyId,
        change: impl FnOnce(&mut Passkey),
    ) {
        self.change(user, |account| {
            if let Some(found) = account.passkeys.iter_mut().find(|one| one.id == passkey) {
                change(found);
            }
        });
    }

    fn provider_fact(&mut self, fact: &ProviderFact) {
        match fact {
            ProviderFact::Set(provider) => {
                self.providers.insert(provider.id, provider.clone());
            }
            ProviderFact::Removed { provider } => {
                self.providers.remove(provider);
                self.identities.retain(|(through, _), _| through != provider);
                let bound: Vec<UserId> = self
                    .accounts()
                    .filter(|account| account.identities.contains_key(provider))
                    .map(|account| account.user)
                    .collect();
                for user in bound {
                    self.change(user, |account| unbind(account, *provider));
                }
            }
            ProviderFact::Bound { user, provider, subject, managed } => {
                let Some(subject) = subject.here() else { return };
                self.identities.insert((*provider, subject.clone()), *user);
                self.change(*user, |account| {
                    account.entered = true;
                    account.identities.insert(*provider, subject.clone());
                    if *managed {
                        account.managed = Some(*provider);
                    }
                });
            }
            ProviderFact::Unbound { user, provider } => {
                self.identities.retain(|(through, _), owner| through != provider || owner != user);
                self.change(*user, |account| unbind(account, *provider));
            }
        }
    }

    fn session_fact(&mut self, at: Instant, fact: &SessionFact) {
        let (user, passkey) = match fact {
            SessionFact::SignedIn { user, how, .. } => {
                self.change(*user, |account| {
                    account.signed_in = Some(at);
                    account.failed = 0;
                });
                match how {
                    How::Passkey(passkey) => (*user, *passkey),
                    How::Provider(_) | How::Link(_) => return,
                }
            }
            SessionFact::SteppedUp { user, passkey, .. } => (*user, *passkey),
            SessionFact::Failed { user, count } => {
                if let Some(user) = user {
                    self.change(*user, |account| account.failed = account.failed.max(*count));
                }
                return;
            }
            SessionFact::Ended { .. }
            | SessionFact::EndedAll { .. }
            | SessionFact::EndedEveryone => return,
        };
        self.change_passkey(user, passkey, |passkey| passkey.used = Some(at));
    }

    fn machine_fact(&mut self, at: Instant, author: Author, fact: &MachineFact) {
        match fact {
            MachineFact::Made { machine, label, post, purpose, hash, until } => {
                let made = Machine {
                    id: *machine,
                    label: label.clone(),
                    post: post.as_ref().clone(),
                    purpose: *purpose,
                    maker: author,
                    made: at,
                    until: *until,
                    used: None,
                    revoked: false,
                    seen: at,
                };
                self.machines.insert(*machine, made);
                self.machine_hashes.insert(*hash, *machine);
            }
            MachineFact::Used { machine } => {
                if let Some(machine) = self.machines.get_mut(machine) {
                    machine.used = Some(at);
                }
            }
            MachineFact::Revoked { machine } => {
                if let Some(machine) = self.machines.get_mut(machine) {
                    machine.revoked = true;
                }
            }
        }
    }
}

fn unbind(account: &mut Account, provider: ProviderId) {
    account.identities.remove(&provider);
    if account.managed == Some(provider) {
        account.managed = None;
    }
}
