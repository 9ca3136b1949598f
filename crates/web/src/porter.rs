//! Who stands at the door: accounts and sessions, kept in the same log as the book. A change of accounts is decided against the
//! state, appended at its version, and comes back by the log, as everything does; on a conflict it is decided anew.

use std::sync::{Mutex, MutexGuard, PoisonError};

use accounts::{
    Accounts, Author, Command, Denied, Entry, Fact, KeyChange, Limits, LinkId, LinkPurpose,
    OperationId, Refusal, SessionId, Sessions, Setting, Source, Throttle, Token, UserId, codec,
    new_link,
};
use keeper::{Family, Follower, Keeper, Part, Position, Record, RecordPart};
use uuid::Uuid;
use when::Instant;

/// All accounts are one stream: two uses of one link must meet.
const ACCOUNTS: Uuid = Uuid::from_u128(0x6163_636f_756e_7473_0000_0000_0000_0001);
/// How often a change is decided anew.
const TRIES_MAX: usize = 8;

/// What the porter knows.
#[derive(Debug)]
pub struct Door {
    /// Who may sign in.
    pub accounts: Accounts,
    /// Who is signed in here.
    pub sessions: Sessions,
    /// Who tried too often.
    pub throttle: Throttle,
}

/// The porter.
#[derive(Debug)]
pub struct Porter(Mutex<Door>);

/// A link to be made.
#[derive(Clone, Copy, Debug)]
pub struct Issue {
    /// The name of the operation, and of the link.
    pub operation: Uuid,
    /// Who makes it.
    pub author: Author,
    /// For whom.
    pub user: UserId,
    /// What for.
    pub purpose: LinkPurpose,
    /// Thirty-two random bytes.
    pub drawn: [u8; 32],
}

/// Somebody at the door.
#[derive(Clone, Copy, Debug)]
pub struct Coming<'a> {
    /// From where.
    pub source: Source,
    /// With what: the browser as it calls itself.
    pub about: &'a str,
    /// The session that the browser held until now.
    pub before: Option<&'a Token>,
    /// The name of the session.
    pub session: Uuid,
    /// Thirty-two random bytes.
    pub drawn: [u8; 32],
}

/// Why a change of accounts did not happen.
#[derive(Debug)]
pub enum NotDone {
    /// The accounts refuse.
    Refused(Refusal),
    /// The log cannot.
    Keeper(keeper::Error),
    /// Others were faster again and again.
    Busy,
}

impl From<keeper::Error> for NotDone {
    fn from(error: keeper::Error) -> Self {
        NotDone::Keeper(error)
    }
}

impl std::fmt::Display for NotDone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NotDone::Refused(refusal) => refusal.fmt(f),
            NotDone::Keeper(error) => error.fmt(f),
            NotDone::Busy => f.write_str("others were changing accounts; try again"),
        }
    }
}

impl std::error::Error for NotDone {}

impl Follower for Porter {
    fn family(&self) -> Family {
        Family::Accounts
    }

    fn follow(&self, _at: Position, schema: u8, parts: &[Part]) -> Result<(), String> {
        let open = parts.first().and_then(|part| part.content.clear());
        let open = open.ok_or_else(|| "an entry of accounts cannot be opened".to_owned())?;
        let private = parts.get(1).and_then(|part| part.content.clear());
        let event = codec::decode(u16::from(schema), open, private);
        let event = event.map_err(|why| format!("of an account: {why}"))?;
        let mut door = self.door();
        let version = door.accounts.version() + 1;
        if door.accounts.apply(version, &event) {
            door.sessions.apply(&event);
        }
        Ok(())
    }
}

impl Porter {
    /// Nobody is known yet.
    #[must_use]
    pub fn new(setting: Setting) -> Porter {
        let (accounts, sessions) = (Accounts::new(setting), Sessions::new(Limits::default()));
        Porter(Mutex::new(Door { accounts, sessions, throttle: Throttle::new() }))
    }

    /// What the porter knows, for a short look.
    pub fn door(&self) -> MutexGuard<'_, Door> {
        // Every change is one call that leaves the state whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Decides and appends a change of accounts.
    ///
    /// # Errors
    /// What the accounts refuse, and what the log cannot.
    pub async fn change(
        &self,
        keeper: &Keeper,
        operation: Uuid,
        author: Author,
        now: Instant,
        facts: &[Fact],
    ) -> Result<(), NotDone> {
        for _ in 0..TRIES_MAX {
            let command = Command {
                operation: OperationId(operation),
                author,
                at: now,
                facts: facts.to_vec(),
            };
            let (version, events) = {
                let door = self.door();
                let events = door.accounts.decide(&command).map_err(NotDone::Refused)?;
                (door.accounts.version(), events)
            };
            let mut records = Vec::with_capacity(events.len());
            let mut graves = Vec::new();
            for event in &events {
                let (record, grave) = record(event)?;
                records.push((record, Some(version)));
                graves.extend(grave);
            }
            match keeper.record(operation, records).await {
                Err(keeper::Error::Ledger(ledger::Error::Conflict { .. })) => {
                    keeper.reach(keeper.ledger().head()).await?;
                }
                Err(error) => return Err(error.into()),
                Ok(_) => {
                    for grave in graves {
                        keeper.erase_key(grave).await?;
                    }
                    return Ok(());
                }
            }
        }
        Err(NotDone::Busy)
    }

    /// A single-use sign-in link for somebody: the token is given once and nobody can read it again. `before` is done with it.
    ///
    /// # Errors
    /// What the accounts refuse, and what the log cannot.
    pub async fn issue(
        &self,
        keeper: &Keeper,
        now: Instant,
        asked: Issue,
        mut before: Vec<Fact>,
    ) -> Result<Token, NotDone> {
        let Issue { operation, author, user, purpose, drawn } = asked;
        let (token, issued) = new_link(LinkId(operation), user, purpose, now, drawn);
        before.push(issued);
        self.change(keeper, operation, author, now, &before).await?;
        Ok(token)
    }

    /// Somebody shows a link. The link is used up before the session is opened.
    ///
    /// # Errors
    /// What is told to the person; a link that two people use at once lets one of them in.
    pub async fn enter(
        &self,
        keeper: &Keeper,
        now: Instant,
        link: &Token,
        coming: Coming<'_>,
    ) -> Result<Token, Denied> {
        let shown = {
            let mut door = self.door();
            door.throttle.ask(now, coming.source, None)?;
            let shown = door.accounts.enter_by_link(now, link);
            shown.map_err(|denied| (denied, door.throttle.failed(now, coming.source, None)))
        };
        let entry: Entry = match shown {
            Ok(entry) => entry,
            Err((denied, told)) => {
                if let Some(fact) = told {
                    // That somebody tries is worth a line of the log, and no reason to answer otherwise if it cannot be written.
                    let _ = self.change(keeper, coming.session, Author::System, now, &[fact]).await;
                }
                return Err(denied);
            }
        };
        let id = SessionId(coming.session);
        let facts = entry.facts(id);
        match self.change(keeper, coming.session, entry.author(), now, &facts).await {
            Ok(()) => {}
            Err(NotDone::Refused(_)) => {
                let again = self.door().accounts.enter_by_link(now, link);
                return Err(again.err().unwrap_or(Denied::Busy));
            }
            Err(NotDone::Keeper(_) | NotDone::Busy) => return Err(Denied::Busy),
        }
        let mut door = self.door();
        door.throttle.succeeded(entry.user);
        door.sessions.open(now, &entry, id, coming.about, (coming.before, coming.drawn))
    }
}

fn record(event: &accounts::Event) -> Result<(Record, Option<Uuid>), NotDone> {
    let unwritable =
        |why| NotDone::Keeper(keeper::Error::Unreadable { position: Position::START, why });
    let encoded = codec::encode(event).map_err(unwritable)?;
    let schema = u8::try_from(encoded.schema);
    let schema = schema.map_err(|_| unwritable(codec::Unreadable::Unwritable))?;
    let mut parts = vec![RecordPart { whose: None, bytes: encoded.open }];
    if let Some((user, bytes)) = encoded.private {
        parts.push(RecordPart { whose: Some(key(user)), bytes });
    }
    let (mut makes, mut grave) = (Vec::new(), None);
    match event.fact.key_change() {
        Some(KeyChange::Made(user)) => makes.push(key(user)),
        Some(KeyChange::Destroyed(user)) => grave = Some(key(user)),
        None => {}
    }
    Ok((Record { family: Family::Accounts, schema, thing: ACCOUNTS, parts, makes }, grave))
}

fn key(user: UserId) -> Uuid {
    Uuid::from_bytes(user.key_name())
}
