//! The office: what somebody who is signed in can ask of the casebook, and the one door they go through.
//!
//! A [`Visit`] is one actor acting for one purpose at one instant. Everything it shows was allowed by the access policies, field by
//! field, and whoever looked at a person or a case is written in the trail. Everything it changes becomes a command that was
//! allowed fact by fact. Pages and the API are two faces of this crate and have no other way to the casebook.
//!
//! It deliberately knows neither who is signed in (accounts do) nor how anything looks; it has no clock.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod cases;
mod changes;
mod error;
mod facts;
mod gate;
mod lists;
mod people;
mod trail;
mod views;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex};

use access::{Actor, Fields, Policies};
use casebook::{Desk, UserId};
use keeper::Keeper;
use when::Instant;

pub use changes::Changes;
pub use error::{Error, Result};
pub use facts::{Done, Need, needs};
pub use law::ValueKind;
pub use lists::{Asked, CaseRow, CasesPage, Counts, WorkPage, WorkRow};
pub use people::{PersonHit, PersonView, Value};
pub use trail::{Look, Looked};
pub use views::{CaseView, ClockView, EventView, FlagView, PartyView, ReasonView, TaskView};

/// The office. Clones are handles of the same one.
#[derive(Clone)]
pub struct Office(Arc<Inner>);

struct Inner {
    keeper: Keeper,
    desk: Arc<Desk>,
    policies: Policies,
    fields: Fields,
    /// Looks that are not in the log yet.
    looks: Mutex<Vec<Look>>,
}

impl fmt::Debug for Office {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Office({:?})", self.0.keeper)
    }
}

impl Office {
    /// An office on a keeper, under these policies.
    #[must_use]
    pub fn new(keeper: Keeper, desk: Arc<Desk>, policies: Policies, fields: Fields) -> Office {
        let looks = Mutex::default();
        Office(Arc::new(Inner { keeper, desk, policies, fields, looks }))
    }

    /// The casebook on its ledger.
    #[must_use]
    pub fn keeper(&self) -> &Keeper {
        &self.0.keeper
    }

    /// The law on the desk.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        &self.0.desk
    }

    /// Somebody comes in, to act for a purpose.
    #[must_use]
    pub fn visit(
        &self,
        user: UserId,
        actor: Actor,
        purpose: access::Purpose,
        at: Instant,
    ) -> Visit {
        let seen = Mutex::new(BTreeMap::new());
        Visit { office: self.clone(), user, actor, purpose, at, seen }
    }
}

/// One actor, acting for one purpose at one instant.
pub struct Visit {
    office: Office,
    user: UserId,
    actor: Actor,
    purpose: access::Purpose,
    at: Instant,
    /// Fields that may be seen, by what the policies look at in a case: many cases of a list are alike.
    seen: Mutex<BTreeMap<gate::Alike, Arc<BTreeSet<String>>>>,
}

impl Visit {
    /// Who.
    #[must_use]
    pub fn user(&self) -> UserId {
        self.user
    }

    /// In which role, with which team and places.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// For which purpose.
    #[must_use]
    pub fn purpose(&self) -> access::Purpose {
        self.purpose
    }

    /// When.
    #[must_use]
    pub fn at(&self) -> Instant {
        self.at
    }

    pub(crate) fn keeper(&self) -> &Keeper {
        &self.office.0.keeper
    }

    pub(crate) fn desk(&self) -> &Desk {
        &self.office.0.desk
    }
}
