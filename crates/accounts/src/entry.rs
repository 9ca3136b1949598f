//! Ways in: what was shown becomes an [`Entry`], and an entry becomes facts to append and a session to open.
//!
//! The order is: find out who it is, decide the facts, append them, and only then open the session. A link that two people use at once is
//! an entry for both and an append for one: the second meets a conflict, decides again, and is refused.

use crate::fact::{Author, Fact, How, LinkFact, LinkPurpose, MachineFact, SessionFact};
use crate::ids::{LinkId, MachineId, SessionId, UserId};
use crate::refusal::{Cause, Denied};
use crate::state::{Accounts, Machine, Status};
use crate::token::{Token, TokenKind};
use when::Instant;

/// Seconds of a day.
const DAY: i64 = 24 * 3600;

/// Somebody who showed that they are who they are, and is not signed in yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Who.
    pub user: UserId,
    /// How.
    pub how: How,
    pub(crate) facts: Vec<Fact>,
}

impl Entry {
    /// An entry that nothing was shown for.
    #[cfg(test)]
    pub(crate) const fn for_tests(user: UserId, how: How) -> Self {
        Self { user, how, facts: Vec::new() }
    }

    /// What has to be appended before the session is opened, by [`Entry::author`].
    #[must_use]
    pub fn facts(&self, session: SessionId) -> Vec<Fact> {
        let signed_in = SessionFact::SignedIn { user: self.user, session, how: self.how };
        let mut facts = self.facts.clone();
        // Before the counter, which nothing rests on; after whatever makes the account or uses up the link.
        let at = facts.iter().position(|fact| matches!(fact, Fact::Passkey(_)));
        facts.insert(at.unwrap_or(facts.len()), Fact::Session(signed_in));
        facts
    }

    /// Who writes it: whoever signs in, or the program where a provider's groups make or change the account.
    #[must_use]
    pub fn author(&self) -> Author {
        let made = self.facts.iter().any(|fact| matches!(fact, Fact::Account(_)));
        if made { Author::System } else { Author::User(self.user) }
    }
}

/// A new sign-in link: the fact to append and the token to hand over, which nobody can read again.
#[must_use]
pub fn new_link(
    link: LinkId,
    user: UserId,
    purpose: LinkPurpose,
    now: Instant,
    drawn: [u8; 32],
) -> (Token, Fact) {
    let token = Token::new(drawn);
    let hash = token.hash(TokenKind::Link);
    let until = now.plus(purpose.seconds_max());
    (token, Fact::Link(LinkFact::Issued { link, user, purpose, hash, until }))
}

impl Accounts {
    /// Whom a link lets in. It is not used up before the facts of the entry are appended.
    ///
    /// # Errors
    ///
    /// One answer for a link that never was, was used, was taken back or is too old.
    pub fn enter_by_link(&self, now: Instant, token: &Token) -> Result<Entry, Denied> {
        let (link, known) = self.link_of(token).ok_or(Denied::Link(Cause::UnknownLink))?;
        if !known.is_open(now) {
            return Err(Denied::Link(Cause::LinkOver));
        }
        let (user, purpose) = (known.user, known.purpose);
        let account = self.active(user).ok_or(Denied::Link(Cause::Inactive))?;
        // Somebody came in by another way since: the link of the first administrator and an invitation are for those who cannot.
        let other_way = match purpose {
            LinkPurpose::FirstAdministrator => !account.is_invited(),
            LinkPurpose::Invitation => account.entered,
            LinkPurpose::Demo | LinkPurpose::Recovery => false,
        };
        if other_way {
            return Err(Denied::Link(Cause::LinkOver));
        }
        let used = Fact::Link(LinkFact::Used { link, user, purpose });
        Ok(Entry { user, how: How::Link(purpose), facts: vec![used] })
    }

    /// The machine that a token belongs to, and the fact that it was used today, if nobody wrote that down yet.
    ///
    /// # Errors
    ///
    /// One answer for a token that never was, is over or was taken back, and for one whose maker is not active.
    pub fn machine(&self, now: Instant, token: &Token) -> Result<(&Machine, Option<Fact>), Denied> {
        let denied = Denied::SignIn(Cause::Machine);
        let id: &MachineId =
            self.machine_hashes.get(&token.hash(TokenKind::Machine)).ok_or(denied)?;
        let machine = self.machines.get(id).ok_or(denied)?;
        let over = machine.revoked || now.max(machine.seen) >= machine.until;
        let early = now.plus(crate::watch::TOLERANCE) < machine.made;
        let maker = match machine.maker {
            Author::Terminal | Author::System => true,
            Author::User(user) => {
                self.account(user).is_some_and(|account| account.status == Status::Active)
            }
        };
        if over || early || !maker {
            return Err(denied);
        }
        let today = |at: Instant| at.seconds().div_euclid(DAY);
        let fresh = machine.used.is_some_and(|used| today(used) >= today(now));
        let used = Fact::Machine(MachineFact::Used { machine: *id });
        Ok((machine, (!fresh).then_some(used)))
    }
}
