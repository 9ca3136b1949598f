//! Plain descriptors: who asks, and what they ask about. They deliberately hold ids and codes only, never a fact about a
//! person.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::words::Role;

/// Access to one case for a time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grant {
    /// The case.
    pub case: String,
    /// First instant at which it holds.
    pub from: Timestamp,
    /// First instant at which it holds no longer.
    pub until: Timestamp,
}

impl Grant {
    /// Whether it holds at an instant.
    #[must_use]
    pub fn live(&self, at: Timestamp) -> bool {
        self.from <= at && at < self.until
    }
}

/// Somebody who asks, in one role.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Actor {
    /// Id of the user.
    pub id: String,
    /// The role they act in.
    pub role: Role,
    /// Their team.
    pub team: String,
    /// Jurisdictions they work for.
    pub jurisdictions: BTreeSet<String>,
    /// Places they watch.
    pub places: BTreeSet<String>,
    /// The sending State of a consular post.
    pub state: Option<String>,
    /// Time-limited grants.
    pub grants: Vec<Grant>,
    /// Seals broken for them, as grants: from the end of the delay.
    pub opened: Vec<Grant>,
}

/// One case as far as access is concerned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// Id of the case.
    pub id: String,
    /// The team that is responsible.
    pub team: String,
    /// The jurisdiction it lies in.
    pub jurisdiction: String,
    /// The place it lies at.
    pub place: String,
    /// Users it is assigned to.
    pub assigned: BTreeSet<String>,
    /// Named members, who alone see it when it is sealed.
    pub members: BTreeSet<String>,
    /// Whether it is sealed.
    pub sealed: bool,
    /// Confirmed nationality of the person.
    pub nationality: Option<String>,
    /// The person asked that the consular post be told, or an agreement obliges to tell it.
    pub consular: bool,
}

/// What is asked about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Resource {
    /// A case.
    Case(Box<Record>),
    /// Cases whose persons were linked as one: until the link is approved again, only who may see every one of them sees
    /// any of it, so that a link never widens who may read.
    Linked(Vec<Record>),
    /// The part of the system that the action names.
    Service,
}
