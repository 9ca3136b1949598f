//! The state: everything the book knows, rebuilt by applying events in their order.
//!
//! The same events give the same state, byte for byte ([`crate::digest`]). What can be found from something else (name index, bitmaps,
//! clocks) is kept beside it and is no part of the digest. Nothing here validates: an event in the ledger has happened.

mod case;
mod people;
mod person;

pub use case::{
    Case, CaseStatus, Flag, Item, Note, Procedure, ReferralState, Task, TaskState, Work,
};
pub use people::{ConsentState, Link, LinkReaders, Relation, Tracing};
pub use person::{FieldVersion, Person, PersonFlags};

pub(crate) use case::Tag;

use crate::desk::Desk;
use crate::docket::Docket;
use crate::fact::{ApprovalSubject, Decision, Recipient, Service};
use crate::ids::{
    ApprovalId, CaseId, ConsentId, LinkId, PersonId, Position, RelationId, ServiceId, TeamId,
    TracingId, UserId,
};
use crate::index::Index;
use crate::search::NameIndex;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use when::Instant;

/// The number of a person within one book in memory.
pub type PersonNo = u32;
/// The number of a case within one book in memory.
pub type CaseNo = u32;

/// Long identifiers as short numbers, in the order of first appearance.
#[derive(Clone, Debug, Serialize)]
pub struct Numbered<T> {
    all: Vec<T>,
    #[serde(skip)]
    by: HashMap<T, u32>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { all: Vec::new(), by: HashMap::new() }
    }
}

impl<T: Copy + Eq + std::hash::Hash> Numbered<T> {
    pub(crate) fn number(&mut self, one: T) -> u32 {
        if let Some(known) = self.by.get(&one) {
            return *known;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(one);
        self.by.insert(one, number);
        number
    }

    /// The number of one, if it has appeared.
    #[must_use]
    pub fn of(&self, one: T) -> Option<u32> {
        self.by.get(&one).copied()
    }

    /// The one with this number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<T> {
        self.all.get(number as usize).copied()
    }
}

/// A request for a second person's approval.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Approval {
    /// For what.
    pub subject: ApprovalSubject,
    /// Who asked.
    pub asked_by: UserId,
    /// When.
    #[serde(with = "crate::fact::seconds")]
    pub asked_at: Instant,
    /// The answer and who gave it.
    pub decided: Option<(Decision, UserId)>,
    /// It has served.
    pub used: bool,
}

/// What is part of the state proper.
#[derive(Default, Serialize)]
pub(crate) struct Core {
    pub(crate) persons: Vec<Person>,
    pub(crate) cases: Vec<Case>,
    pub(crate) teams: Numbered<TeamId>,
    pub(crate) users: Numbered<UserId>,
    pub(crate) links: BTreeMap<LinkId, Link>,
    pub(crate) relations: BTreeMap<RelationId, Relation>,
    pub(crate) tracings: BTreeMap<TracingId, Tracing>,
    pub(crate) consents: BTreeMap<ConsentId, ConsentState>,
    pub(crate) approvals: BTreeMap<ApprovalId, Approval>,
    pub(crate) services: BTreeMap<ServiceId, (Service, bool)>,
    pub(crate) held: BTreeMap<CaseId, String>,
}

/// Where things are: made from the core, never told apart from it.
#[derive(Default)]
pub(crate) struct Finder {
    pub(crate) persons: HashMap<PersonId, PersonNo>,
    pub(crate) cases: HashMap<CaseId, CaseNo>,
    pub(crate) codes: HashMap<u64, CaseNo>,
    pub(crate) links_of: BTreeMap<PersonId, BTreeSet<LinkId>>,
    pub(crate) relations_of: BTreeMap<PersonId, BTreeSet<RelationId>>,
    pub(crate) consents_of: BTreeMap<PersonId, BTreeSet<ConsentId>>,
}

/// The book.
pub struct Casebook {
    pub(crate) desk: Arc<Desk>,
    pub(crate) core: Core,
    pub(crate) find: Finder,
    pub(crate) index: Index,
    pub(crate) names: NameIndex,
    pub(crate) docket: Docket,
    pub(crate) last: Position,
}

impl Casebook {
    /// An empty book; `now` is the present instant, until [`Self::advance`] says otherwise.
    #[must_use]
    pub fn new(desk: Arc<Desk>, now: Instant) -> Self {
        Self {
            desk,
            core: Core::default(),
            find: Finder::default(),
            index: Index::default(),
            names: NameIndex::default(),
            docket: Docket::at(now),
            last: Position::default(),
        }
    }

    /// The law on the desk.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// The last position that was applied.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.last
    }

    /// How many persons there are.
    #[must_use]
    pub fn persons_len(&self) -> usize {
        self.core.persons.len()
    }

    /// How many cases there are.
    #[must_use]
    pub fn cases_len(&self) -> usize {
        self.core.cases.len()
    }

    /// A person.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.core.persons.get(*self.find.persons.get(&id)? as usize)
    }

    /// A person by number.
    #[must_use]
    pub fn person_at(&self, number: PersonNo) -> Option<&Person> {
        self.core.persons.get(number as usize)
    }

    /// A case that was not destroyed.
    #[must_use]
    pub fn case(&self, id: CaseId) -> Option<&Case> {
        self.case_at(self.case_no(id)?)
    }

    /// The number of a case.
    #[must_use]
    pub fn case_no(&self, id: CaseId) -> Option<CaseNo> {
        self.find.cases.get(&id).copied()
    }

    /// A case by number.
    #[must_use]
    pub fn case_at(&self, number: CaseNo) -> Option<&Case> {
        self.core.cases.get(number as usize)
    }

    /// A case by the code that people use.
    #[must_use]
    pub fn case_by_code(&self, code: &str) -> Option<&Case> {
        let case = self.case_at(*self.find.codes.get(&crate::code::read(code)?)?)?;
        (self.find.cases.contains_key(&case.id)).then_some(case)
    }

    /// A team by number.
    #[must_use]
    pub fn team_at(&self, number: u32) -> Option<TeamId> {
        self.core.teams.get(number)
    }

    /// A user by number.
    #[must_use]
    pub fn user_at(&self, number: u32) -> Option<UserId> {
        self.core.users.get(number)
    }

    /// A referral's recipient: only entries of the directory that take people can be one.
    #[must_use]
    pub fn recipient(&self, service: ServiceId) -> Option<Recipient> {
        let (entry, retired) = self.core.services.get(&service)?;
        (!retired).then(|| Recipient::of(entry))
    }

    /// The services directory, retired entries marked.
    pub fn services(&self) -> impl Iterator<Item = (&Service, bool)> {
        self.core.services.values().map(|(service, retired)| (service, *retired))
    }

    /// A request for approval.
    #[must_use]
    pub fn approval(&self, id: ApprovalId) -> Option<&Approval> {
        self.core.approvals.get(&id)
    }

    /// Requests that wait for somebody else than `user`.
    pub fn approvals_for(&self, user: UserId) -> impl Iterator<Item = (ApprovalId, &Approval)> {
        let waits = move |one: &Approval| one.decided.is_none() && one.asked_by != user;
        self.core.approvals.iter().filter(move |(_, one)| waits(one)).map(|(id, one)| (*id, one))
    }
}
