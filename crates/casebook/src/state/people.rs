//! Between persons: links, relations, tracing, consent.
//!
//! A link says that two records are one human being and changes neither of them: taking it back leaves every byte as if it had never
//! been. Until a second person has looked, whoever reads both joined must be allowed to read each.

use crate::fact::{Consent, RelationKind, Sought, TracingOutcome};
use crate::ids::{LinkId, PersonId, UserId};
use crate::state::Casebook;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use when::Instant;

/// Two records, one human being.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Link {
    /// The records.
    pub persons: [PersonId; 2],
    /// Why.
    pub reason: String,
    /// Who said so.
    pub author: UserId,
    /// Who looked again at who may read both.
    pub approved: Option<UserId>,
}

/// Two persons belong together.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Relation {
    /// The one who is …
    pub from: PersonId,
    /// … what …
    pub kind: RelationKind,
    /// … of this one.
    pub of: PersonId,
    /// By what it was verified; nothing while it is claimed.
    pub verified: Option<String>,
}

/// A search for a relative.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Tracing {
    /// Who looks.
    pub seeker: PersonId,
    /// What the sought person is of them.
    pub kind: RelationKind,
    /// Who is sought; nothing once the seeker is erased.
    pub sought: Option<Sought>,
    /// Records that may be the one: not yet decided, or rejected with the reason.
    pub proposed: BTreeMap<PersonId, Option<String>>,
    /// How it ended.
    pub outcome: Option<TracingOutcome>,
}

/// A consent and whether it was taken back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ConsentState {
    /// What was agreed.
    pub consent: Consent,
    /// When it was given.
    #[serde(with = "crate::fact::seconds")]
    pub given: Instant,
    /// When it was taken back.
    #[serde(with = "crate::fact::maybe_seconds")]
    pub withdrawn: Option<Instant>,
}

impl ConsentState {
    /// Whether it counts at an instant.
    #[must_use]
    pub fn holds(&self, at: Instant) -> bool {
        self.given <= at
            && self.withdrawn.is_none_or(|end| at < end)
            && self.consent.until.is_none_or(|end| at < end)
    }
}

/// Who may read records that are linked, joined.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LinkReaders {
    /// No link: whoever may read the record.
    Own,
    /// Whoever may read each of these: some link was not looked at again.
    Each(Vec<PersonId>),
    /// Whoever may read one of these: a second person approved every link.
    Any(Vec<PersonId>),
}

impl Casebook {
    /// A link.
    #[must_use]
    pub fn link(&self, id: LinkId) -> Option<&Link> {
        self.core.links.get(&id)
    }

    /// Everybody linked to a person, by whatever chain, with the person first.
    #[must_use]
    pub fn linked(&self, person: PersonId) -> Vec<PersonId> {
        let (mut reached, mut next) = (vec![person], 0);
        let mut seen = BTreeSet::from([person]);
        while let Some(at) = reached.get(next).copied() {
            next += 1;
            for link in self.links_of(at) {
                for other in link.persons {
                    if seen.insert(other) {
                        reached.push(other);
                    }
                }
            }
        }
        reached
    }

    /// Who may read the records linked to a person, joined. Each record by itself keeps its readers.
    #[must_use]
    pub fn link_readers(&self, person: PersonId) -> LinkReaders {
        let all = self.linked(person);
        if all.len() < 2 {
            return LinkReaders::Own;
        }
        let mut links = all.iter().flat_map(|one| self.links_of(*one));
        if links.all(|link| link.approved.is_some()) {
            LinkReaders::Any(all)
        } else {
            LinkReaders::Each(all)
        }
    }

    fn links_of(&self, person: PersonId) -> impl Iterator<Item = &Link> {
        let ids = self.find.links_of.get(&person);
        ids.into_iter().flatten().filter_map(|id| self.core.links.get(id))
    }

    /// Relations of a person, from either side.
    pub fn relations(&self, person: PersonId) -> impl Iterator<Item = &Relation> {
        let ids = self.find.relations_of.get(&person);
        ids.into_iter().flatten().filter_map(|id| self.core.relations.get(id))
    }

    /// Everybody related to a person by any chain of at most `steps`, without the person: the family tree's members.
    #[must_use]
    pub fn family(&self, person: PersonId, steps: usize) -> Vec<PersonId> {
        let mut seen = BTreeSet::from([person]);
        let mut edge = vec![person];
        let mut all = Vec::new();
        for _ in 0..steps {
            let reached = edge.iter().flat_map(|one| self.relations(*one));
            let reached: Vec<_> = reached.flat_map(|r| [r.from, r.of]).collect();
            edge = reached.into_iter().filter(|one| seen.insert(*one)).collect();
            all.extend(&edge);
        }
        all
    }

    /// A relation.
    #[must_use]
    pub fn relation(&self, id: crate::RelationId) -> Option<&Relation> {
        self.core.relations.get(&id)
    }

    /// A consent.
    #[must_use]
    pub fn consent(&self, id: crate::ConsentId) -> Option<&ConsentState> {
        self.core.consents.get(&id)
    }

    /// The case of a best-interests procedure.
    #[must_use]
    pub fn case_of_procedure(&self, id: crate::ProcedureId) -> Option<crate::CaseId> {
        let mut cases = self.core.cases.iter();
        let has =
            |case: &&crate::Case| case.work().is_some_and(|work| work.procedures.contains_key(&id));
        cases.find(has).map(|case| case.id)
    }

    /// A search.
    #[must_use]
    pub fn tracing(&self, id: crate::TracingId) -> Option<&Tracing> {
        self.core.tracings.get(&id)
    }

    /// Consents of a person, in the order of their identifiers.
    pub fn consents(&self, person: PersonId) -> impl Iterator<Item = &ConsentState> {
        let ids = self.find.consents_of.get(&person);
        ids.into_iter().flatten().filter_map(|id| self.core.consents.get(id))
    }
}
