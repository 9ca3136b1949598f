//! Sessions: who is signed in, since when, and how much that is worth now.
//!
//! They live in memory only: after a restart everybody signs in again, and a disk that is seized holds none. A session is found by the
//! hash of its token. It ends after 30 minutes without a request and after 12 hours in any case (ASVS 5.0, 7.3.1 and 7.3.2; the
//! figures are those of NIST SP 800-63B revision 3, 4.2.3, for the second assurance level). The token is new after every sign-in and
//! after every step-up, and the old one opens nothing (7.2.4).
//!
//! A session belongs to the node that opened it. What ends sessions everywhere (a disabled account, another post, a lost passkey, "end
//! all") are events, which every node applies.

use crate::entry::Entry;
use crate::fact::{
    AccountFact, Event, Fact, How, LinkFact, LinkPurpose, PasskeyFact, ProviderFact, SessionFact,
};
use crate::ids::{SessionId, UserId};
use crate::refusal::{Cause, Denied};
use crate::state::Account;
use crate::step_up::Sensitive;
use crate::token::{Token, TokenHash, TokenKind};
use crate::watch::Watch;
use std::collections::{BTreeMap, VecDeque};
use when::Instant;

/// Sign-ins that were appended and wait to be opened: a moment each.
const ANNOUNCED_MAX: usize = 1_024;
/// Without a passkey to show, one is made within so many seconds of the sign-in.
const FIRST_PASSKEY_SECONDS: i64 = 600;
/// What is kept of a description of a device.
const ABOUT_MAX: usize = 80;

/// How long sessions last and how many there may be.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Seconds without a request.
    pub idle: i64,
    /// Seconds in any case.
    pub absolute: i64,
    /// Seconds for a session that may only make a passkey.
    pub enrol: i64,
    /// Sessions of one account; a further one ends the one that was idle longest (ASVS 5.0, 7.1.2).
    pub of_one: usize,
    /// Sessions of everybody; a further one is refused.
    pub of_all: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { idle: 30 * 60, absolute: 12 * 3600, enrol: 15 * 60, of_one: 8, of_all: 50_000 }
    }
}

/// One session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Session {
    /// Its id: for lists and logs, it opens nothing.
    pub id: SessionId,
    /// Whose.
    pub user: UserId,
    /// How they signed in.
    pub how: How,
    /// When.
    pub opened: Instant,
    /// When the last request came.
    pub seen: Instant,
    /// When a passkey was shown last.
    pub fresh: Option<Instant>,
    /// The device as its owner would recognise it. In memory only.
    pub about: String,
    /// The number of the post they act in.
    pub post: usize,
}

impl Session {
    /// Whether it may do nothing but make a passkey.
    #[must_use]
    pub const fn is_enrolment(&self) -> bool {
        match self.how {
            How::Link(
                LinkPurpose::FirstAdministrator | LinkPurpose::Recovery | LinkPurpose::Invitation,
            ) => self.fresh.is_none(),
            How::Link(LinkPurpose::Demo) | How::Passkey(_) | How::Provider(_) => false,
        }
    }
}

/// All sessions of this node.
#[derive(Clone, Debug)]
pub struct Sessions {
    limits: Limits,
    sessions: BTreeMap<TokenHash, Session>,
    /// Sign-ins of the log that nobody opened yet. What ends sessions ends these too, so that nobody slips in between.
    announced: VecDeque<(SessionId, UserId)>,
    watch: Watch,
}

impl Sessions {
    /// None yet.
    #[must_use]
    pub const fn new(limits: Limits) -> Self {
        Self { limits, sessions: BTreeMap::new(), announced: VecDeque::new(), watch: Watch::new() }
    }

    /// Opens a session, after the facts of the entry were appended and applied; one that was ended in the meantime is not opened any more.
    /// `before` is what the browser held until now, a session or what
    /// comes before one: it is over (ASVS 5.0, 7.2.4), so that a token that somebody planted is worth nothing.
    ///
    /// # Errors
    ///
    /// [`Denied::Busy`] when there are too many, [`Denied::NoSession`] when the log does not have the sign-in, or has its end.
    pub fn open(
        &mut self,
        now: Instant,
        entry: &Entry,
        session: SessionId,
        about: &str,
        (before, drawn): (Option<&Token>, [u8; 32]),
    ) -> Result<Token, Denied> {
        self.look(now);
        let announced = self.announced.iter().position(|one| *one == (session, entry.user));
        let at = announced.ok_or(Denied::NoSession(Cause::UnknownSession))?;
        self.announced.remove(at);
        if let Some(before) = before {
            self.sessions.remove(&before.hash(TokenKind::Session));
        }
        if self.sessions.len() >= self.limits.of_all {
            self.sweep(now);
        }
        if self.sessions.len() >= self.limits.of_all {
            return Err(Denied::Busy);
        }
        while self.of(entry.user).count() >= self.limits.of_one {
            self.end_idlest(entry.user);
        }
        let fresh = match entry.how {
            How::Passkey(_) | How::Link(LinkPurpose::Demo) => Some(now),
            How::Provider(_) | How::Link(_) => None,
        };
        let about = about.chars().filter(|c| !c.is_control()).take(ABOUT_MAX).collect();
        let opened = Session {
            id: session,
            user: entry.user,
            how: entry.how,
            opened: now,
            seen: now,
            fresh,
            about,
            post: 0,
        };
        let token = Token::new(drawn);
        self.sessions.insert(token.hash(TokenKind::Session), opened);
        Ok(token)
    }

    /// The session of a token, for making a passkey or anything less. The request counts as one.
    ///
    /// # Errors
    ///
    /// When there is no such session, or it is over.
    pub fn any(&mut self, now: Instant, token: &Token) -> Result<&Session, Denied> {
        self.get(now, token).map(|session| &*session)
    }

    /// The session of a token, for everything that is not [`Sensitive`]. The request counts as one.
    ///
    /// # Errors
    ///
    /// When there is no such session, it is over, or it may only make a passkey.
    pub fn find(&mut self, now: Instant, token: &Token) -> Result<&Session, Denied> {
        let session = self.get(now, token)?;
        if session.is_enrolment() { Err(Denied::EnrolFirst) } else { Ok(session) }
    }

    /// The session of a token, for something sensitive: a passkey must have been shown lately.
    ///
    /// # Errors
    ///
    /// As [`Sessions::find`], and [`Denied::StepUp`] when the passkey has to be shown again.
    pub fn require(
        &mut self,
        now: Instant,
        token: &Token,
        sensitive: Sensitive,
    ) -> Result<&Session, Denied> {
        let session = self.find(now, token)?;
        let lately = session.fresh.is_some_and(|fresh| now < fresh.plus(sensitive.seconds()));
        if lately { Ok(session) } else { Err(Denied::StepUp) }
    }

    /// The session of a token, for making a passkey: one that was opened for it; where there is a passkey already, one in which it was shown
    /// lately; otherwise one that somebody signed in to just now (ASVS 5.0, 7.5.1).
    ///
    /// # Errors
    ///
    /// When there is no such session or it is over, [`Denied::StepUp`], or [`Denied::NoSession`] when somebody has to sign in again.
    pub fn enrol(
        &mut self,
        now: Instant,
        token: &Token,
        account: &Account,
    ) -> Result<&Session, Denied> {
        let session = self.any(now, token)?;
        let allowed = session.is_enrolment()
            || if account.usable().next().is_some() {
                let lately = |fresh: Instant| now < fresh.plus(Sensitive::Passkeys.seconds());
                if !session.fresh.is_some_and(lately) {
                    return Err(Denied::StepUp);
                }
                true
            } else {
                now < session.opened.plus(FIRST_PASSKEY_SECONDS)
            };
        let own = session.user == account.user;
        if allowed && own { Ok(session) } else { Err(Denied::NoSession(Cause::Old)) }
    }

    /// A passkey was shown, or made, in a session: it gets another token, and counts as fresh.
    ///
    /// # Errors
    ///
    /// When there is no such session, or it is over.
    pub fn freshen(
        &mut self,
        now: Instant,
        token: &Token,
        drawn: [u8; 32],
    ) -> Result<Token, Denied> {
        self.get(now, token)?.fresh = Some(now);
        let next = Token::new(drawn);
        if let Some(session) = self.sessions.remove(&token.hash(TokenKind::Session)) {
            self.sessions.insert(next.hash(TokenKind::Session), session);
        }
        Ok(next)
    }

    /// Acts in another post from now on. The caller has looked whether the account has it.
    ///
    /// # Errors
    ///
    /// When there is no such session, or it is over.
    pub fn act_in(&mut self, now: Instant, token: &Token, post: usize) -> Result<(), Denied> {
        self.get(now, token)?.post = post;
        Ok(())
    }

    /// Ends the session of a token.
    pub fn end(&mut self, token: &Token) -> Option<Session> {
        self.sessions.remove(&token.hash(TokenKind::Session))
    }

    /// Somebody's sessions on this node that are not over, in no particular order.
    pub fn list(&self, now: Instant, user: UserId) -> impl Iterator<Item = &Session> {
        let limits = self.limits;
        self.of(user).filter(move |session| over(&limits, session, now).is_none())
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.sessions.len()
    }

    /// Ends what an event ends. Only for events that [`crate::Accounts::apply`] found new: a node that hears its own recovery a second
    /// time would end the session that it opened.
    pub fn apply(&mut self, event: &Event) {
        match &event.fact {
            Fact::Account(
                AccountFact::Disabled { user }
                | AccountFact::Erased { user }
                | AccountFact::PostsChanged { user, .. },
            )
            | Fact::Link(LinkFact::Used { user, purpose: LinkPurpose::Recovery, .. })
            | Fact::Passkey(PasskeyFact::Suspected { user, .. })
            | Fact::Session(SessionFact::EndedAll { user, .. }) => {
                self.sessions.retain(|_, session| session.user != *user);
                self.announced.retain(|(_, announced)| announced != user);
            }
            Fact::Passkey(PasskeyFact::Removed { passkey, .. }) => {
                self.sessions.retain(|_, session| session.how != How::Passkey(*passkey));
            }
            Fact::Provider(ProviderFact::Removed { provider }) => {
                self.sessions.retain(|_, session| session.how != How::Provider(*provider));
            }
            Fact::Provider(ProviderFact::Unbound { user, provider }) => {
                let how = How::Provider(*provider);
                self.sessions.retain(|_, session| session.user != *user || session.how != how);
            }
            Fact::Session(SessionFact::Ended { session: ended, user, .. }) => {
                self.sessions.retain(|_, one| one.id != *ended || one.user != *user);
                self.announced.retain(|announced| *announced != (*ended, *user));
            }
            Fact::Session(SessionFact::EndedEveryone) => {
                self.sessions.clear();
                self.announced.clear();
            }
            Fact::Session(SessionFact::SignedIn { user, session, .. }) => {
                if self.announced.len() >= ANNOUNCED_MAX {
                    self.announced.pop_front();
                }
                self.announced.push_back((*session, *user));
            }
            Fact::Account(
                AccountFact::Opened { .. }
                | AccountFact::ProfileChanged { .. }
                | AccountFact::Enabled { .. },
            )
            | Fact::Link(
                LinkFact::Used { .. }
                | LinkFact::RecoveryAsked { .. }
                | LinkFact::Issued { .. }
                | LinkFact::Revoked { .. },
            )
            | Fact::Passkey(
                PasskeyFact::Registered { .. }
                | PasskeyFact::Updated { .. }
                | PasskeyFact::Renamed { .. },
            )
            | Fact::Provider(ProviderFact::Set(_) | ProviderFact::Bound { .. })
            | Fact::Session(SessionFact::SteppedUp { .. } | SessionFact::Failed { .. })
            | Fact::Machine(_) => {}
        }
    }

    /// Forgets what is over.
    pub fn sweep(&mut self, now: Instant) {
        self.look(now);
        let limits = self.limits;
        self.sessions.retain(|_, session| over(&limits, session, now).is_none());
    }

    fn get(&mut self, now: Instant, token: &Token) -> Result<&mut Session, Denied> {
        if self.look(now) {
            return Err(Denied::NoSession(Cause::Clock));
        }
        let hash = token.hash(TokenKind::Session);
        let unknown = Denied::NoSession(Cause::UnknownSession);
        let session = self.sessions.get(&hash).ok_or(unknown)?;
        if let Some(cause) = over(&self.limits, session, now) {
            self.sessions.remove(&hash);
            return Err(Denied::NoSession(cause));
        }
        let session = self.sessions.get_mut(&hash).ok_or(unknown)?;
        session.seen = session.seen.max(now);
        Ok(session)
    }

    /// Ends everything when the clock was set back: nobody knows any more how old a session is.
    fn look(&mut self, now: Instant) -> bool {
        let back = self.watch.went_back(now);
        if back {
            self.sessions.clear();
        }
        back
    }

    fn of(&self, user: UserId) -> impl Iterator<Item = &Session> {
        self.sessions.values().filter(move |session| session.user == user)
    }

    fn end_idlest(&mut self, user: UserId) {
        let idlest = self.of(user).min_by_key(|session| (session.seen, session.id));
        if let Some(id) = idlest.map(|session| session.id) {
            self.sessions.retain(|_, session| session.id != id);
        }
    }
}

/// Why a session is over, if it is.
fn over(limits: &Limits, session: &Session, now: Instant) -> Option<Cause> {
    let lifetime = if session.is_enrolment() { limits.enrol } else { limits.absolute };
    if now >= session.opened.plus(lifetime) {
        return Some(Cause::Old);
    }
    (now >= session.seen.plus(limits.idle)).then_some(Cause::Idle)
}
