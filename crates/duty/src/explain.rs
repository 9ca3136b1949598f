//! Why: the same evaluation, written down.
//!
//! A [`Reason`] is data: the steps in the order they were taken and the condition as a tree of answers. Words for it are
//! made elsewhere, in the language of the reader. Evaluation does not pay for any of this.

use crate::Context;
use crate::clock::{Clock, MissingFacts};
use crate::condition;
use crate::evaluate::evaluate_traced;
use crate::history::{Event, EventId};
use crate::seen::Seen;
use crate::trace::Step;
use law::{CodeId, Condition, Rule};
use when::{Span, Tri};

/// The proof of the clocks of one rule on one history.
#[derive(Clone, PartialEq, Debug)]
pub struct Reason {
    /// The clocks, all instances.
    pub clocks: Vec<Clock>,
    /// What was found and computed, in order.
    pub steps: Vec<Step>,
    /// The condition with its answers; nothing where no trigger was found.
    pub condition: Option<Answered>,
    /// The nationality as it was seen: the State whose treaty status counts where both States must be bound.
    pub nationality: Option<CodeId>,
}

/// A condition, its answer, and the answers of its parts.
#[derive(Clone, PartialEq, Debug)]
pub struct Answered {
    /// The condition.
    pub condition: Condition,
    /// Its answer.
    pub answer: Tri,
    /// The event that a fact was taken from.
    pub event: Option<EventId>,
    /// Its parts.
    pub parts: Vec<Answered>,
}

/// Evaluates one rule on one history and writes down why.
#[must_use]
pub fn explain(index: u16, rule: &Rule, history: &[Event], context: &Context<'_>) -> Reason {
    let mut seen = Seen::default();
    seen.look(history, context);
    let mut clocks = Vec::new();
    let mut steps = Vec::new();
    evaluate_traced(index, rule, &seen, context, &mut clocks, &mut steps);
    let at = steps
        .iter()
        .find_map(|step| if let Step::Condition { at, .. } = step { Some(*at) } else { None });
    let condition = at.map(|at| answered(&rule.condition, &seen, at, context));
    Reason { clocks, steps, condition, nationality: condition::nationality(&seen, context) }
}

fn answered(condition: &Condition, seen: &Seen, at: Span, context: &Context<'_>) -> Answered {
    let roles = context.roles;
    let (parts, kind): (&[Condition], _) = match condition {
        Condition::All(parts) | Condition::Any(parts) => (parts, None),
        Condition::Not(part) => (std::slice::from_ref(&**part), None),
        Condition::Fact { kind, .. } => (&[], Some(*kind)),
        Condition::AgeBelow(_) => {
            (&[], Some(if seen.fact(roles.birth).is_some() { roles.birth } else { roles.age }))
        }
        Condition::Foreign | Condition::Listed(_) => (&[], Some(roles.nationality)),
        Condition::Happened(kinds) => (&[], kinds.iter().find(|kind| seen.occurred().has(*kind))),
        Condition::Always => (&[], None),
    };
    Answered {
        condition: condition.clone(),
        answer: condition::judge(condition, seen, at, context, &mut MissingFacts::NONE.clone()),
        event: kind.and_then(|kind| seen.fact(kind)).map(|event| event.id),
        parts: parts.iter().map(|part| answered(part, seen, at, context)).collect(),
    }
}
