//! Commands to events: what somebody wants is held against the state, and becomes events or a refusal.
//!
//! A command proposes facts and brings what this crate has not: the instant, the identifiers, who asks. Its facts stand or fall
//! together, and a later one sees what an earlier one made. Whether the author may manage accounts at all is for the access
//! policies, which are asked before. What no policy may allow is refused here: that somebody gives themselves a post, registers
//! a passkey for somebody else, lets a colleague in alone, or leaves nobody who can manage accounts.

mod accounts;
mod links;
mod machines;
mod ways;

pub(crate) use accounts::POSTS_MAX;
pub use machines::MACHINE_SECONDS_MAX;

use crate::fact::{Author, Event, Fact, Head, PasskeyFact, SessionFact};
use crate::ids::{OperationId, UserId};
use crate::refusal::Refusal;
use crate::state::{Account, Accounts, Status};
use std::borrow::Cow;
use when::Instant;

/// The most facts of one command.
pub const FACTS_MAX: usize = 64;
/// A name, a label: the most characters.
pub const SHORT_MAX: usize = 120;

/// What somebody wants.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Command {
    /// Its name: sent twice, it happens once.
    pub operation: OperationId,
    /// Who.
    pub author: Author,
    /// When.
    pub at: Instant,
    /// What.
    pub facts: Vec<Fact>,
}

/// A fact under examination.
struct Asking<'a> {
    book: &'a Accounts,
    author: Author,
    at: Instant,
}

type Verdict = Result<(), Refusal>;

impl Accounts {
    /// Holds a command against the state. What it gives is appended, one event an entry, at [`Accounts::version`]; on a conflict the
    /// caller applies what came in between and decides again.
    ///
    /// # Errors
    ///
    /// The first reason against it; then nothing of it happens.
    pub fn decide(&self, command: &Command) -> Result<Vec<Event>, Refusal> {
        if command.facts.is_empty() {
            return Err(Refusal::Nothing);
        }
        if command.facts.len() > FACTS_MAX {
            return Err(Refusal::TooMany);
        }
        let Command { operation, author, at, .. } = *command;
        let head = Head { operation, recorded: at, author };
        let mut state = Cow::Borrowed(self);
        let mut events = Vec::with_capacity(command.facts.len());
        for (number, fact) in command.facts.iter().enumerate() {
            Asking { book: &state, author, at }.judge(fact)?;
            let event = Event { head, fact: fact.clone() };
            if number + 1 < command.facts.len() && is_ground(fact) {
                let next = state.version() + 1;
                state.to_mut().apply(next, &event);
            }
            events.push(event);
        }
        Ok(events)
    }
}

/// Whether a later fact of the same command may rest on it. Sign-ins do not, and are spared a copy of the state.
const fn is_ground(fact: &Fact) -> bool {
    match fact {
        Fact::Session(_) | Fact::Passkey(PasskeyFact::Updated { .. }) => false,
        Fact::Passkey(
            PasskeyFact::Registered { .. }
            | PasskeyFact::Renamed { .. }
            | PasskeyFact::Removed { .. }
            | PasskeyFact::Suspected { .. },
        )
        | Fact::Account(_)
        | Fact::Link(_)
        | Fact::Provider(_)
        | Fact::Machine(_) => true,
    }
}

/// A line that says something: no line breaks, no characters that are not seen or turn the others around.
pub(crate) fn line(text: &str) -> Verdict {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let fits = !text.trim().is_empty() && text.chars().nth(SHORT_MAX).is_none();
    if fits && !text.chars().any(hidden) { Ok(()) } else { Err(Refusal::Text) }
}

fn unused(taken: bool) -> Verdict {
    if taken { Err(Refusal::Exists) } else { Ok(()) }
}

impl<'a> Asking<'a> {
    fn judge(&self, fact: &Fact) -> Verdict {
        match fact {
            Fact::Account(fact) => self.account_fact(fact),
            Fact::Link(fact) => self.link_fact(fact),
            Fact::Passkey(fact) => self.passkey_fact(fact),
            Fact::Provider(fact) => self.provider_fact(fact),
            Fact::Session(fact) => self.session_fact(fact),
            Fact::Machine(fact) => self.machine_fact(fact),
        }
    }

    /// The account exists and is not erased.
    fn account(&self, user: UserId) -> Result<&'a Account, Refusal> {
        match self.book.account(user) {
            None => Err(Refusal::UnknownAccount),
            Some(account) if account.status == Status::Erased => Err(Refusal::Erased),
            Some(account) => Ok(account),
        }
    }

    /// The account may be used.
    fn active(&self, user: UserId) -> Result<&'a Account, Refusal> {
        let account = self.account(user)?;
        if account.status == Status::Active { Ok(account) } else { Err(Refusal::Disabled) }
    }

    /// Somebody who is signed in acts for nobody but themselves.
    fn owner(&self, user: UserId) -> Verdict {
        if self.author == Author::User(user) { Ok(()) } else { Err(Refusal::OnlyOwner) }
    }

    /// The same, or the program for somebody whom a provider admits.
    fn owner_or_program(&self, user: UserId) -> Verdict {
        if self.author == Author::System { Ok(()) } else { self.owner(user) }
    }

    /// Somebody would be left to manage accounts.
    fn administrator_left(&self, without: UserId) -> Verdict {
        let administers = self
            .book
            .active(without)
            .is_some_and(|account| account.is_administrator() && !account.is_invited());
        if administers && self.book.administrators(Some(without)) == 0 {
            return Err(Refusal::LastAdministrator);
        }
        Ok(())
    }

    fn session_fact(&self, fact: &SessionFact) -> Verdict {
        match fact {
            SessionFact::SignedIn { user, .. } => {
                self.owner_or_program(*user)?;
                self.active(*user).map(|_| ())
            }
            SessionFact::SteppedUp { user, passkey, .. } => {
                self.owner(*user)?;
                let account = self.active(*user)?;
                account.passkey(*passkey).map(|_| ()).ok_or(Refusal::UnknownPasskey)
            }
            SessionFact::Failed { user, .. } => match user {
                Some(user) => self.account(*user).map(|_| ()),
                None => Ok(()),
            },
            SessionFact::Ended { user, .. } | SessionFact::EndedAll { user, .. } => {
                self.account(*user).map(|_| ())
            }
            SessionFact::EndedEveryone => Ok(()),
        }
    }
}
