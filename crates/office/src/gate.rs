//! The choke point: cases as the policies see them, what may be seen and done, and the same as a filter for lists.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use access::{Action, Decision, Record, Resource, Sensitivity, visible_fields};
use casebook::{Case, CaseId, Casebook, Desk, PlaceNo, TeamId, UserId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::Visit;
use crate::error::{Error, Result};

/// What the policies look at in a case, but for its name: cases that are alike get the same answer.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Alike {
    team: String,
    jurisdiction: String,
    place: String,
    mine: bool,
    member: bool,
    sealed: bool,
    nationality: Option<String>,
    consular: bool,
    /// Named in a grant or an opened seal: then nothing is alike.
    named: Option<String>,
}

/// The name of a place for the policies: places of different jurisdictions may share an id.
#[must_use]
pub(crate) fn place_name(desk: &Desk, at: PlaceNo) -> String {
    let jurisdiction = desk.jurisdiction(at).map_or("", |one| one.id.as_str());
    let place = desk.law_place(at).map_or("", |one| one.id.as_str());
    format!("{jurisdiction}/{place}")
}

/// A case as the policies see it.
#[must_use]
pub(crate) fn record(desk: &Desk, book: &Casebook, case: &Case) -> Record {
    let words = &desk.law().vocabulary;
    let members = case.sealed_to.as_deref().unwrap_or_default();
    Record {
        id: case.id.to_string(),
        team: book.team_at(case.team).map(|team| team.to_string()).unwrap_or_default(),
        jurisdiction: desk.jurisdiction(case.place).map(|one| one.id.clone()).unwrap_or_default(),
        place: place_name(desk, case.place),
        assigned: case
            .owner
            .and_then(|owner| book.user_at(owner))
            .map(|owner| owner.to_string())
            .into_iter()
            .collect(),
        members: members.iter().map(ToString::to_string).collect(),
        sealed: case.sealed_to.is_some(),
        nationality: book.confirmed_nationality(case).map(|code| words.code_name(code).to_owned()),
        consular: book.is_consular(case),
    }
}

impl Visit {
    pub(crate) fn instant(&self) -> Timestamp {
        Timestamp::from_second(self.at.seconds()).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    fn alike(&self, record: &Record) -> Alike {
        let named = |grants: &[access::Grant]| grants.iter().any(|one| one.case == record.id);
        Alike {
            team: record.team.clone(),
            jurisdiction: record.jurisdiction.clone(),
            place: record.place.clone(),
            mine: record.assigned.contains(&self.actor.id),
            member: record.members.contains(&self.actor.id),
            sealed: record.sealed,
            nationality: record.nationality.clone(),
            consular: record.consular,
            named: (named(&self.actor.grants) || named(&self.actor.opened))
                .then(|| record.id.clone()),
        }
    }

    /// The fields of a case that may be seen.
    pub(crate) fn fields(&self, record: &Record) -> Arc<BTreeSet<String>> {
        let alike = self.alike(record);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = seen.get(&alike) {
            return Arc::clone(known);
        }
        let inner = &self.office.0;
        let resource = Resource::Case(Box::new(record.clone()));
        let fields = visible_fields(
            &inner.policies,
            &inner.fields,
            &self.actor,
            self.purpose,
            &resource,
            self.instant(),
        );
        let fields: Arc<BTreeSet<String>> =
            Arc::new(fields.into_iter().map(str::to_owned).collect());
        seen.insert(alike, Arc::clone(&fields));
        fields
    }

    /// One question to the policies.
    pub(crate) fn ask(
        &self,
        action: Action,
        sensitivity: Sensitivity,
        resource: &Resource,
    ) -> Decision {
        let asked = (self.purpose, sensitivity);
        access::decide(
            &self.office.0.policies,
            &self.actor,
            asked,
            action,
            resource,
            self.instant(),
        )
    }

    /// Refuses unless the policies permit it.
    ///
    /// # Errors
    /// [`Error::Denied`] with their sentences.
    pub fn may(&self, action: Action, sensitivity: Sensitivity, resource: &Resource) -> Result<()> {
        let decision = self.ask(action, sensitivity, resource);
        if decision.allowed {
            return Ok(());
        }
        Err(Error::Denied { policies: decision.policies, reasons: decision.reasons })
    }

    /// Whether the case may be known of at all.
    pub(crate) fn knows(&self, record: &Record) -> bool {
        let resource = Resource::Case(Box::new(record.clone()));
        self.ask(Action::List, Sensitivity::Restricted, &resource).allowed
    }

    /// The same as a filter for lists.
    pub(crate) fn scope(&self) -> casebook::Scope {
        let scope = access::Scope::of(&self.actor, self.purpose, self.instant());
        let desk = self.desk();
        let terms = scope.any_of.iter().filter_map(|term| term_of(desk, term)).collect();
        casebook::Scope {
            any_of: Some(terms),
            user: Some(self.user),
            opened: scope.opened.iter().filter_map(|id| Some(CaseId(id.parse().ok()?))).collect(),
        }
    }
}

fn jurisdictions(desk: &Desk, ids: &[String]) -> Vec<u16> {
    let all = desk.law().jurisdictions.iter().enumerate();
    let here = all.filter(|(_, one)| ids.contains(&one.id));
    here.filter_map(|(index, _)| u16::try_from(index).ok()).collect()
}

/// A term of the policies in the numbers of the book; nothing if it names what does not exist.
fn term_of(desk: &Desk, term: &access::Term) -> Option<casebook::Term> {
    use casebook::Term;
    let id = |text: &String| text.parse::<Uuid>().ok();
    Some(match term {
        access::Term::Team(team) => Term::Team(TeamId(id(team)?)),
        access::Term::Assigned(user) => Term::Owner(UserId(id(user)?)),
        access::Term::Places(places) => {
            let split = places.iter().filter_map(|place| place.split_once('/'));
            Term::Places(split.filter_map(|(within, place)| desk.place(within, place)).collect())
        }
        access::Term::Jurisdictions(ids) => Term::Jurisdictions(jurisdictions(desk, ids)),
        access::Term::Cases(cases) => {
            Term::Cases(cases.iter().filter_map(|case| Some(CaseId(id(case)?))).collect())
        }
        access::Term::Nationals { state, jurisdictions: ids } => Term::Nationals {
            country: desk.law().vocabulary.any_code(state)?,
            jurisdictions: jurisdictions(desk, ids),
        },
    })
}
