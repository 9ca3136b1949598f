//! Commands about sign-in links.

use super::{Asking, Verdict, unused};
use crate::fact::{Author, LinkFact, LinkPurpose};
use crate::ids::LinkId;
use crate::refusal::Refusal;
use crate::state::{Account, Setting};
use when::Instant;

/// A request for a recovery waits so long for the second person, in seconds.
const ASKED_MAX: i64 = 24 * 3600;

impl Asking<'_> {
    pub(super) fn link_fact(&self, fact: &LinkFact) -> Verdict {
        match fact {
            LinkFact::RecoveryAsked { link, user } => {
                unused(self.taken(*link))?;
                self.active(*user).map(|_| ())
            }
            LinkFact::Issued { link, user, purpose, hash, until } => {
                let account = self.active(*user)?;
                unused(self.book.links.contains_key(link))?;
                unused(self.book.link_hashes.contains_key(hash))?;
                self.lifetime(*purpose, *until)?;
                match purpose {
                    LinkPurpose::FirstAdministrator => self.first(*link, account),
                    LinkPurpose::Demo => self.demo(*link),
                    LinkPurpose::Invitation => self.invitation(*link, account),
                    LinkPurpose::Recovery => self.recovery(*link, account),
                }
            }
            LinkFact::Used { link, user, purpose } => {
                self.owner(*user)?;
                self.active(*user)?;
                let known = self.book.links.get(link).ok_or(Refusal::UnknownLink)?;
                if known.user != *user || known.purpose != *purpose {
                    return Err(Refusal::UnknownLink);
                }
                if known.is_open(self.at) { Ok(()) } else { Err(Refusal::LinkOver) }
            }
            LinkFact::Revoked { link, user } => {
                let asked = self.book.recoveries.get(link).map(|recovery| recovery.user);
                let issued = self.book.links.get(link).map(|link| link.user);
                if asked.or(issued) != Some(*user) {
                    return Err(Refusal::UnknownLink);
                }
                let over = self.book.links.get(link).is_some_and(|link| link.over);
                if over { Err(Refusal::LinkOver) } else { Ok(()) }
            }
        }
    }

    fn taken(&self, link: LinkId) -> bool {
        self.book.links.contains_key(&link) || self.book.recoveries.contains_key(&link)
    }

    fn lifetime(&self, purpose: LinkPurpose, until: Instant) -> Verdict {
        let longest = self.at.plus(purpose.seconds_max());
        if until > longest {
            return Err(Refusal::TooLong);
        }
        if until <= self.at { Err(Refusal::LinkOver) } else { Ok(()) }
    }

    fn terminal(&self) -> Verdict {
        if self.author == Author::Terminal { Ok(()) } else { Err(Refusal::OnlyTerminal) }
    }

    fn first(&self, link: LinkId, account: &Account) -> Verdict {
        self.terminal()?;
        unused(self.taken(link))?;
        if self.book.has_administrator() {
            return Err(Refusal::HasAdministrator);
        }
        if account.is_administrator() { Ok(()) } else { Err(Refusal::NoPost) }
    }

    fn demo(&self, link: LinkId) -> Verdict {
        self.terminal()?;
        unused(self.taken(link))?;
        match self.book.setting {
            Setting::Demo => Ok(()),
            Setting::Real => Err(Refusal::OnlyDemo),
        }
    }

    /// Into an account that ever had a way of signing in, an invitation would be a recovery without a second person.
    fn invitation(&self, link: LinkId, account: &Account) -> Verdict {
        unused(self.taken(link))?;
        let by = self.author;
        if matches!(by, Author::System) || by == Author::User(account.user) {
            return Err(Refusal::SecondPerson);
        }
        if account.entered { Err(Refusal::SecondPerson) } else { Ok(()) }
    }

    /// Whoever can let a colleague in can become that colleague. Two people are needed, neither of whom is the one let in; the terminal
    /// suffices alone, because whoever has the unlocked machine before them can do more.
    fn recovery(&self, link: LinkId, account: &Account) -> Verdict {
        match self.author {
            Author::Terminal => Ok(()),
            Author::System => Err(Refusal::SecondPerson),
            Author::User(issuer) => {
                let asked = self.book.recoveries.get(&link).ok_or(Refusal::NotAsked)?;
                let fresh = asked.asked <= self.at.plus(crate::watch::TOLERANCE)
                    && self.at < asked.asked.plus(ASKED_MAX);
                if asked.user != account.user || !fresh {
                    return Err(Refusal::NotAsked);
                }
                let second = asked.asked_by != Author::User(issuer);
                let neither =
                    issuer != account.user && asked.asked_by != Author::User(account.user);
                if second && neither { Ok(()) } else { Err(Refusal::SecondPerson) }
            }
        }
    }

    /// Whether an open recovery leads into the account.
    pub(super) fn can_recover(&self, account: &Account) -> bool {
        self.book.links.values().any(|link| {
            link.user == account.user
                && link.purpose == LinkPurpose::Recovery
                && link.is_open(self.at)
        })
    }
}
