//! Was the State bound, on the day?
//!
//! `docs/clocks.md`, section 2, step 5. Status counts on whole days of the place. What the status of a State is on a day
//! is the law crate's to say; this module only asks for the days that matter.

use crate::Context;
use crate::clock::{Missing, MissingFacts};
use crate::condition::nationality;
use crate::seen::Seen;
use law::{Basis, CodeId, Parties, TreatyRule};
use when::{Day, Span, Tri};

/// What the treaties make of a trigger.
#[derive(Copy, Clone, PartialEq, Debug)]
pub(crate) struct Bond {
    /// Whether the duty is in force.
    pub(crate) bound: Tri,
    /// When the clock starts: the trigger, or the entry into force of a continuing duty.
    pub(crate) start: Span,
    /// The last second before cessation, if a continuing duty ceased by as-of.
    pub(crate) ceased: Option<Span>,
}

/// Judges the treaty basis of a rule. `end` is the first ending event.
pub(crate) fn judge(
    rule: &TreatyRule,
    seen: &Seen,
    trigger: Span,
    end: Option<Span>,
    context: &Context<'_>,
    missing: &mut MissingFacts,
) -> Bond {
    let zone = &context.calendar().zone;
    let days = (zone.day_of(trigger.earliest()), zone.day_of(trigger.latest()));
    let bound = bound_on(rule, seen, days, context, missing);
    match rule.basis {
        Basis::Event => Bond { bound, start: trigger, ceased: None },
        Basis::Continuing => continuing(rule, trigger, end, bound, context),
    }
}

fn bound_on(
    rule: &TreatyRule,
    seen: &Seen,
    days: (Day, Day),
    context: &Context<'_>,
    missing: &mut MissingFacts,
) -> Tri {
    let Some(bearer) = context.place.state else {
        missing.push(Missing::TreatyStatus);
        return Tri::Unknown;
    };
    let sending = match rule.parties {
        Parties::Bearer => None,
        Parties::Both => match nationality(seen, context) {
            None => {
                missing.push(Missing::Value(context.roles.nationality));
                return Tri::Unknown;
            }
            // A stateless person has no sending State that could be a party.
            Some(code) if code == context.roles.stateless => return Tri::No,
            Some(code) => Some(code),
        },
    };
    let bound = rule.any_of.iter().fold(Tri::No, |any, instrument| {
        let mut both = over(*instrument, bearer, days, context);
        if let Some(sending) = sending {
            both = both.and(over(*instrument, sending, days, context));
        }
        any.or(both)
    });
    if bound == Tri::Unknown {
        missing.push(Missing::TreatyStatus);
    }
    bound
}

/// Bound on every day of a span, on none, or on some.
fn over(instrument: usize, state: CodeId, (first, last): (Day, Day), context: &Context<'_>) -> Tri {
    let at_first = context.treaties.bound(instrument, state, first);
    if first == last {
        return at_first;
    }
    let at_last = context.treaties.bound(instrument, state, last);
    if at_first == at_last { at_first } else { Tri::Unknown }
}

/// A continuing duty starts with the bond and ends with it.
fn continuing(
    rule: &TreatyRule,
    trigger: Span,
    end: Option<Span>,
    at_trigger: Tri,
    context: &Context<'_>,
) -> Bond {
    let zone = &context.calendar().zone;
    let not_bound = Bond { bound: at_trigger, start: trigger, ceased: None };
    let Some(bearer) = context.place.state else { return not_bound };
    let last = zone.day_of(trigger.latest());
    let cessation = |from: Day| {
        rule.any_of
            .iter()
            .filter_map(|instrument| context.treaties.cessation_after(*instrument, bearer, from))
            .max()
            .map(|(first, last)| {
                Span::between(zone.day_start(first).plus(-1), zone.day_start(last).plus(-1))
            })
            .filter(|ceased| ceased.earliest() < context.as_of)
    };
    match at_trigger {
        Tri::Yes => Bond { bound: Tri::Yes, start: trigger, ceased: cessation(last) },
        Tri::Unknown => not_bound,
        Tri::No => {
            let entry = rule
                .any_of
                .iter()
                .filter_map(|instrument| context.treaties.entry_after(*instrument, bearer, last))
                .min();
            let Some((first, latest)) = entry else { return not_bound };
            let Some(start) = Span::new(zone.day_start(first), zone.day_start(latest)) else {
                return not_bound;
            };
            let over_before = end.is_some_and(|end| end.latest() < start.earliest());
            if start.earliest() > context.as_of || over_before {
                return not_bound;
            }
            Bond { bound: Tri::Yes, start: trigger.later_of(start), ceased: cessation(latest) }
        }
    }
}
