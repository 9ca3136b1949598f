//! An invented office with a log, a clock and people. `House::try_do` is what a server does: decide, append at a version, apply.

use crate::*;
use when::Instant;

pub(crate) const MINUTE: i64 = 60;
pub(crate) const HOUR: i64 = 3600;
pub(crate) const DAY: i64 = 24 * HOUR;

/// Three accounts of the office.
pub(crate) const AMAL: UserId = UserId::from_u128(0xa1);
pub(crate) const BEN: UserId = UserId::from_u128(0xb2);
pub(crate) const CARLA: UserId = UserId::from_u128(0xc3);

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Failed {
    Refused(Refusal),
    Denied(Denied),
    Conflict,
}

impl From<Refusal> for Failed {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Denied> for Failed {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

pub(crate) struct House {
    pub(crate) accounts: Accounts,
    pub(crate) sessions: Sessions,
    pub(crate) now: Instant,
    /// The stream, as the ledger keeps it.
    pub(crate) log: Vec<codec::Encoded>,
    number: u128,
}

impl House {
    /// Monday, 2 March 2026, eight o'clock.
    pub(crate) fn new(setting: Setting) -> Self {
        Self {
            accounts: Accounts::new(setting),
            sessions: Sessions::new(Limits::default()),
            now: Instant::from_seconds(1_772_438_400),
            log: Vec::new(),
            number: 0x1000,
        }
    }

    /// An office with an administrator (Amal), another one (Ben), and a case worker (Carla), each with a passkey.
    pub(crate) fn staffed() -> Self {
        let mut house = Self::new(Setting::Real);
        let people = [
            (AMAL, access::Role::Administrator),
            (BEN, access::Role::Administrator),
            (CARLA, access::Role::CaseWorker),
        ];
        for (user, role) in people {
            house.hire(user, role);
            house.passkey(user);
        }
        house
    }

    pub(crate) fn later(&mut self, seconds: i64) -> &mut Self {
        self.now = self.now.plus(seconds);
        self
    }

    pub(crate) fn next(&mut self) -> u128 {
        self.number += 1;
        self.number
    }

    pub(crate) fn drawn(&mut self) -> [u8; 32] {
        let mut drawn = [0xd5; 32];
        drawn[..16].copy_from_slice(&self.next().to_be_bytes());
        drawn
    }

    pub(crate) fn decide(&self, author: Author, facts: &[Fact]) -> Result<Vec<Event>, Refusal> {
        let operation = OperationId::from_u128(u128::from(self.accounts.version()) + 1);
        self.accounts.decide(&Command { operation, author, at: self.now, facts: facts.to_vec() })
    }

    /// Appends at a version, as the ledger does, and applies.
    pub(crate) fn append(&mut self, expected: u64, events: &[Event]) -> Result<(), Failed> {
        if expected != self.log.len() as u64 {
            return Err(Failed::Conflict);
        }
        for event in events {
            self.log.push(codec::encode(event).unwrap());
            if self.accounts.apply(self.log.len() as u64, event) {
                self.sessions.apply(event);
            }
        }
        Ok(())
    }

    pub(crate) fn try_do(&mut self, author: Author, facts: &[Fact]) -> Result<(), Failed> {
        let events = self.decide(author, facts)?;
        self.append(self.accounts.version(), &events)
    }

    pub(crate) fn act(&mut self, author: Author, fact: Fact) {
        self.try_do(author, &[fact]).unwrap();
    }

    #[track_caller]
    pub(crate) fn refuses(&mut self, author: Author, fact: Fact, why: Refusal) {
        assert_eq!(self.try_do(author, &[fact]), Err(Failed::Refused(why)));
    }

    pub(crate) fn hire(&mut self, user: UserId, role: access::Role) {
        let posts = vec![Post::new(role, "north", "xx")];
        let profile = profile("Somebody Invented");
        self.act(Author::Terminal, Fact::Account(AccountFact::Opened { user, posts, profile }));
    }

    /// A passkey without an authenticator behind it: enough for everything but the ceremonies.
    pub(crate) fn passkey(&mut self, user: UserId) -> PasskeyId {
        let passkey = PasskeyId::from_u128(self.next());
        let fact = registered(user, passkey, &passkey.0.as_bytes()[..]);
        self.act(Author::User(user), fact);
        passkey
    }

    /// A link as the terminal or somebody else makes it.
    pub(crate) fn link(
        &mut self,
        author: Author,
        user: UserId,
        purpose: LinkPurpose,
    ) -> Result<Token, Failed> {
        let (id, drawn) = (LinkId::from_u128(self.next()), self.drawn());
        let (token, fact) = new_link(id, user, purpose, self.now, drawn);
        self.try_do(author, &[fact])?;
        Ok(token)
    }

    pub(crate) fn follow(&mut self, link: &Token) -> Result<Token, Failed> {
        let entry = self.accounts.enter_by_link(self.now, link)?;
        self.enter(&entry, None)
    }

    pub(crate) fn enter(&mut self, entry: &Entry, before: Option<&Token>) -> Result<Token, Failed> {
        let session = SessionId::from_u128(self.next());
        self.try_do(entry.author(), &entry.facts(session))?;
        let drawn = self.drawn();
        Ok(self.sessions.open(self.now, entry, session, "a browser", (before, drawn))?)
    }

    /// The state that another node builds from the log.
    pub(crate) fn replayed(&self) -> Accounts {
        let mut accounts = Accounts::new(Setting::Real);
        for (version, bytes) in (1..).zip(&self.log) {
            let private = bytes.private.as_ref().map(|(_, bytes)| bytes.as_slice());
            accounts.apply(version, &codec::decode(bytes.schema, &bytes.open, private).unwrap());
        }
        accounts
    }
}

pub(crate) fn profile(name: &str) -> Private<Profile> {
    Profile { name: name.to_owned(), contact: None, languages: vec!["en".to_owned()] }.into()
}

pub(crate) fn registered(user: UserId, passkey: PasskeyId, id: &[u8]) -> Fact {
    let credential =
        Credential { name: "a key".to_owned(), id: id.to_vec(), stored: "{}".to_owned() }.into();
    let backup = Backup::default();
    Fact::Passkey(PasskeyFact::Registered { user, passkey, counter: 0, backup, credential })
}
