//! The one choke point: descriptors in, decision out. Whatever goes wrong inside is a refusal. It deliberately does not
//! record the access; the caller does, in the [`Trail`](crate::Trail), because only the caller knows that it happened.

use std::collections::{BTreeSet, HashMap, HashSet};

use cedar_policy::{
    Context, Decision as Verdict, Entities, Entity, EntityId, EntityUid, Request,
    RestrictedExpression,
};
use jiff::Timestamp;

use crate::actor::{Actor, Grant, Record, Resource};
use crate::fields::{Field, Fields};
use crate::policies::Policies;
use crate::words::{Action, Kind, Purpose, Sensitivity};

/// Whether, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decision {
    /// Whether it is allowed.
    pub allowed: bool,
    /// Names of the policies that decided, for the log; none if nothing permits it.
    pub policies: Vec<String>,
    /// The sentences a person reads.
    pub reasons: Vec<String>,
}

impl Decision {
    fn refused(policy: &str, reason: &str) -> Decision {
        let policies = vec![policy.to_owned()];
        Decision { allowed: false, policies, reasons: vec![reason.to_owned()] }
    }
}

/// Whether an actor may do an action to a resource, for a purpose, touching facts of a sensitivity, at an instant.
///
/// Linked records are refused unless each of them alone is allowed.
#[must_use]
pub fn decide(
    policies: &Policies,
    actor: &Actor,
    (purpose, sensitivity): (Purpose, Sensitivity),
    action: Action,
    resource: &Resource,
    at: Timestamp,
) -> Decision {
    let ask = |record: Option<&Record>| {
        one(policies, actor, (purpose, sensitivity), action, record, at).unwrap_or_else(|| {
            Decision::refused("!", "the decision could not be made, so the answer is no")
        })
    };
    match (action.kind(), resource) {
        (Kind::Service, Resource::Service) => ask(None),
        (Kind::Case, Resource::Case(record)) => ask(Some(record)),
        (Kind::Case, Resource::Linked(records)) => {
            let mut last = Decision::refused("linked", "a link of no records");
            for record in records {
                last = ask(Some(record));
                if !last.allowed {
                    return last;
                }
            }
            last
        }
        (Kind::Case, Resource::Service)
        | (Kind::Service, Resource::Case(_) | Resource::Linked(_)) => {
            Decision::refused("kind", "this action is not one that can be done to this")
        }
    }
}

/// The fields of a record that an actor may read for a purpose: those of an allowed sensitivity that are used for it.
#[must_use]
pub fn visible_fields<'a>(
    policies: &Policies,
    fields: &'a Fields,
    actor: &Actor,
    purpose: Purpose,
    resource: &Resource,
    at: Timestamp,
) -> BTreeSet<&'a str> {
    let open: Vec<Sensitivity> = Sensitivity::ALL
        .iter()
        .copied()
        .filter(|sensitivity| {
            decide(policies, actor, (purpose, *sensitivity), Action::Read, resource, at).allowed
        })
        .collect();
    let seen = |field: &Field| open.contains(&field.sensitivity) && field.serves(purpose);
    fields.iter().filter(|(_, field)| seen(field)).map(|(id, _)| id).collect()
}

fn one(
    policies: &Policies,
    actor: &Actor,
    (purpose, sensitivity): (Purpose, Sensitivity),
    action: Action,
    record: Option<&Record>,
    at: Timestamp,
) -> Option<Decision> {
    let text = |text: &str| RestrictedExpression::new_string(text.to_owned());
    let user = EntityUid::from_type_name_and_id(policies.user.clone(), EntityId::new(&actor.id));
    let (what, object) = match record {
        Some(record) => {
            let id = EntityId::new(&record.id);
            let uid = EntityUid::from_type_name_and_id(policies.case.clone(), id);
            (record.id.as_str(), Entity::new(uid, case(record), HashSet::new()).ok()?)
        }
        None => {
            let id = EntityId::new(action.id());
            let uid = EntityUid::from_type_name_and_id(policies.service.clone(), id);
            (action.id(), Entity::new(uid, HashMap::new(), HashSet::new()).ok()?)
        }
    };
    let context = Context::from_pairs([
        ("who".to_owned(), text(&actor.id)),
        ("what".to_owned(), text(what)),
        ("purpose".to_owned(), text(purpose.id())),
        ("sensitivity".to_owned(), text(sensitivity.id())),
    ])
    .ok()?;
    let verb = policies.actions.get(&action)?.clone();
    let request = Request::new(user.clone(), verb, object.uid(), context, None).ok()?;
    let subject = Entity::new(user, facts(actor, what, at), HashSet::new()).ok()?;
    let entities = Entities::from_entities([subject, object], None).ok()?;
    let answer = policies.authorizer.is_authorized(&request, &policies.set, &entities);
    // A policy that fails to evaluate might have been the one that forbids.
    if answer.diagnostics().errors().next().is_some() {
        return None;
    }
    let mut names: Vec<String> = answer.diagnostics().reason().map(|id| id.to_string()).collect();
    names.sort();
    let mut reasons: Vec<String> =
        names.iter().filter_map(|id| policies.sentences.get(id).cloned()).collect();
    if reasons.is_empty() {
        reasons.push("no rule lets your role do this, with this case, for this purpose".to_owned());
    }
    let allowed = answer.decision() == Verdict::Allow;
    Some(Decision { allowed, policies: names, reasons })
}

type Attributes = HashMap<String, RestrictedExpression>;

fn set<'a>(items: impl IntoIterator<Item = &'a String>) -> RestrictedExpression {
    RestrictedExpression::new_set(
        items.into_iter().map(|item| RestrictedExpression::new_string(item.clone())),
    )
}

/// Of grants, only the one for this case matters, and only while it is live.
fn facts(actor: &Actor, what: &str, at: Timestamp) -> Attributes {
    let text = |text: &str| RestrictedExpression::new_string(text.to_owned());
    let live = |grants: &[Grant]| {
        let here = grants.iter().filter(|grant| grant.case == what && grant.live(at));
        set(here.map(|grant| &grant.case).take(1))
    };
    Attributes::from([
        ("role".to_owned(), text(actor.role.id())),
        ("team".to_owned(), text(&actor.team)),
        ("jurisdictions".to_owned(), set(&actor.jurisdictions)),
        ("places".to_owned(), set(&actor.places)),
        ("state".to_owned(), text(actor.state.as_deref().unwrap_or(""))),
        ("granted".to_owned(), live(&actor.grants)),
        ("opened".to_owned(), live(&actor.opened)),
    ])
}

fn case(record: &Record) -> Attributes {
    let text = |text: &str| RestrictedExpression::new_string(text.to_owned());
    Attributes::from([
        ("team".to_owned(), text(&record.team)),
        ("jurisdiction".to_owned(), text(&record.jurisdiction)),
        ("place".to_owned(), text(&record.place)),
        ("assigned".to_owned(), set(&record.assigned)),
        ("members".to_owned(), set(&record.members)),
        ("sealed".to_owned(), RestrictedExpression::new_bool(record.sealed)),
        ("nationality".to_owned(), text(record.nationality.as_deref().unwrap_or(""))),
        ("consular".to_owned(), RestrictedExpression::new_bool(record.consular)),
    ])
}
