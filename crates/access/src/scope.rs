//! The same answer as a filter, for lists: which cases may stand in a list of this actor. A decision a row would be too
//! slow; a set expression over indexes is not. It says what the policies say about [`Action::List`](crate::Action) and
//! facts that are restricted, and no more; a test holds the two against each other, so a change of a policy must be made
//! here too.

use jiff::Timestamp;

use crate::actor::{Actor, Record};
use crate::words::{Purpose, Role};

/// One index and the key to look up in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Term {
    /// Cases of the team.
    Team(String),
    /// Cases at one of the places.
    Places(Vec<String>),
    /// Cases in one of the jurisdictions.
    Jurisdictions(Vec<String>),
    /// Cases assigned to the user.
    Assigned(String),
    /// These cases, granted for a time.
    Cases(Vec<String>),
    /// Cases of nationals of a State, in its districts, that the consular post may know of.
    Nationals {
        /// The sending State.
        state: String,
        /// The districts.
        jurisdictions: Vec<String>,
    },
}

/// A filter: a case is in it if one of the terms has it, and it is not sealed or its seal lets the actor through.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scope {
    /// One of these must hold; none of them is nothing.
    pub any_of: Vec<Term>,
    /// Sealed cases need this user among their members ...
    pub member: String,
    /// ... or must be one of these.
    pub opened: Vec<String>,
}

impl Scope {
    /// The filter of an actor for a purpose at an instant.
    #[must_use]
    pub fn of(actor: &Actor, purpose: Purpose, at: Timestamp) -> Scope {
        let team = || Term::Team(actor.team.clone());
        let assigned = || Term::Assigned(actor.id.clone());
        let districts = || actor.jurisdictions.iter().cloned().collect::<Vec<_>>();
        let live = |grants: &[crate::Grant]| -> Vec<String> {
            grants.iter().filter(|grant| grant.live(at)).map(|grant| grant.case.clone()).collect()
        };
        let granted = || Term::Cases(live(&actor.grants));
        let (own, any_of) = match actor.role {
            Role::CaseWorker => (Purpose::Protection, vec![team(), assigned(), granted()]),
            Role::Lawyer => (Purpose::LegalAid, vec![assigned(), granted()]),
            Role::HealthWorker => (Purpose::Health, vec![assigned(), granted()]),
            Role::Monitor => {
                let places = Term::Places(actor.places.iter().cloned().collect());
                (Purpose::Protection, vec![places, granted()])
            }
            Role::ConsularOfficer => {
                let of = |state: &String| Term::Nationals {
                    state: state.clone(),
                    jurisdictions: districts(),
                };
                (Purpose::Consular, actor.state.iter().map(of).collect())
            }
            Role::Guardian => (Purpose::Protection, vec![assigned()]),
            Role::LabourInspector => (Purpose::Labour, vec![assigned()]),
            Role::Supervisor => (Purpose::Supervision, vec![team(), granted()]),
            Role::DataOfficer => (Purpose::Statistics, vec![Term::Jurisdictions(districts())]),
            // Whoever works with releases, accounts, the log or the keys has a purpose, and no case for it.
            Role::ReportWriter => (Purpose::Statistics, Vec::new()),
            Role::Administrator | Role::KeyCustodian => (Purpose::Administration, Vec::new()),
            Role::Auditor => (Purpose::Audit, Vec::new()),
        };
        let any_of = if own == purpose { any_of } else { Vec::new() };
        Scope { any_of, member: actor.id.clone(), opened: live(&actor.opened) }
    }

    /// Whether a case is in it; what an index answers for many at once.
    #[must_use]
    pub fn holds(&self, record: &Record) -> bool {
        let unsealed = !record.sealed
            || record.members.contains(&self.member)
            || self.opened.contains(&record.id);
        unsealed && self.any_of.iter().any(|term| term.holds(record))
    }
}

impl Term {
    fn holds(&self, record: &Record) -> bool {
        match self {
            Term::Team(team) => record.team == *team,
            Term::Places(places) => places.contains(&record.place),
            Term::Jurisdictions(all) => all.contains(&record.jurisdiction),
            Term::Assigned(user) => record.assigned.contains(user),
            Term::Cases(cases) => cases.contains(&record.id),
            Term::Nationals { state, jurisdictions } => {
                record.consular
                    && !state.is_empty()
                    && record.nationality.as_deref() == Some(state)
                    && jurisdictions.contains(&record.jurisdiction)
            }
        }
    }
}
