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
    let days = zone.days_of(trigger);
    let days = (days.first(), days.last());
    let Some(states) = States::of(rule, seen, context) else {
        missing.push(Missing::TreatyStatus);
        return Bond { bound: Tri::Unknown, start: trigger, ceased: None };
    };
    let at_trigger = any_of(rule, &states, days, context);
    let bond = match rule.basis {
        Basis::Event => Bond { bound: at_trigger, start: trigger, ceased: None },
        Basis::Continuing => continuing(rule, &states, trigger, end, at_trigger, context),
    };
    if bond.bound == Tri::Unknown {
        missing.push(match states.sending {
            Sending::Unknown => Missing::Value(context.roles.nationality),
            Sending::Any | Sending::Nobody | Sending::State(_) => Missing::TreatyStatus,
        });
    }
    bond
}

/// The States whose status counts: the bearer, and the State of nationality where both must be party.
struct States {
    bearer: CodeId,
    sending: Sending,
}

#[derive(Copy, Clone)]
enum Sending {
    /// Its status does not count.
    Any,
    /// The nationality is not known.
    Unknown,
    /// A stateless person has no State that could be a party.
    Nobody,
    State(CodeId),
}

impl States {
    fn of(rule: &TreatyRule, seen: &Seen, context: &Context<'_>) -> Option<Self> {
        let sending = match rule.parties {
            Parties::Bearer => Sending::Any,
            Parties::Both => match nationality(seen, context) {
                None => Sending::Unknown,
                Some(code) if code == context.roles.stateless => Sending::Nobody,
                Some(code) => Sending::State(code),
            },
        };
        Some(Self { bearer: context.place.state?, sending })
    }

    /// Both bound by one instrument over some days.
    fn bound(&self, instrument: usize, days: (Day, Day), context: &Context<'_>) -> Tri {
        let bearer = over(instrument, self.bearer, days, context);
        bearer.and(match self.sending {
            Sending::Any => Tri::Yes,
            Sending::Unknown => Tri::Unknown,
            Sending::Nobody => Tri::No,
            Sending::State(state) => over(instrument, state, days, context),
        })
    }

    fn each(&self) -> impl Iterator<Item = CodeId> {
        let sending = match self.sending {
            Sending::State(state) => Some(state),
            Sending::Any | Sending::Unknown | Sending::Nobody => None,
        };
        std::iter::once(self.bearer).chain(sending)
    }
}

fn any_of(rule: &TreatyRule, states: &States, days: (Day, Day), context: &Context<'_>) -> Tri {
    let answers = rule.any_of.iter().map(|instrument| states.bound(*instrument, days, context));
    answers.fold(Tri::No, Tri::or)
}

/// Bound on every day of a span, on none, or on some.
fn over(instrument: usize, state: CodeId, (first, last): (Day, Day), context: &Context<'_>) -> Tri {
    let at_first = context.treaties.bound(instrument, state, first);
    if first == last {
        return at_first;
    }
    let at_last = context.treaties.bound(instrument, state, last);
    // A bond that begins or ends within the span makes some days different from both ends.
    let turns = context.treaties.status(instrument, state).iter().any(|bond| {
        let within = |(from, to): (Day, Day)| from <= last && to > first;
        within(bond.from) || bond.to.is_some_and(within)
    });
    if at_first == at_last && !turns { at_first } else { Tri::Unknown }
}

/// A continuing duty starts with the bond and ends with it.
fn continuing(
    rule: &TreatyRule,
    states: &States,
    trigger: Span,
    end: Option<Span>,
    at_trigger: Tri,
    context: &Context<'_>,
) -> Bond {
    let zone = &context.calendar().zone;
    let not_bound = Bond { bound: at_trigger, start: trigger, ceased: None };
    let last = zone.day_of(trigger.latest());
    match at_trigger {
        Tri::Yes => {
            Bond { bound: Tri::Yes, start: trigger, ceased: cessation(rule, states, last, context) }
        }
        Tri::Unknown => not_bound,
        Tri::No => {
            if matches!(states.sending, Sending::Unknown)
                && may_join(rule, states.bearer, last, context)
            {
                return Bond { bound: Tri::Unknown, ..not_bound };
            }
            let Some((first, latest)) = entry(rule, states, last, context) else {
                return not_bound;
            };
            let start = Span::between(zone.day_start(first), zone.day_start(latest));
            let over_before = end.is_some_and(|end| end.latest() < start.earliest());
            if start.earliest() > context.as_of || over_before {
                return not_bound;
            }
            let ceased = cessation(rule, states, latest, context);
            Bond { bound: Tri::Yes, start: trigger.later_of(start), ceased }
        }
    }
}

/// Whether the bearer joined later: with a nationality that is not known, the duty may have begun then.
fn may_join(rule: &TreatyRule, bearer: CodeId, after: Day, context: &Context<'_>) -> bool {
    let zone = &context.calendar().zone;
    rule.any_of
        .iter()
        .filter_map(|instrument| context.treaties.entry_after(*instrument, bearer, after))
        .any(|(first, _)| zone.day_start(first) <= context.as_of)
}

/// The first entry into force after a day by which all the States that count are bound by one instrument.
fn entry(
    rule: &TreatyRule,
    states: &States,
    after: Day,
    context: &Context<'_>,
) -> Option<(Day, Day)> {
    if matches!(states.sending, Sending::Unknown | Sending::Nobody) {
        return None;
    }
    let joined = |instrument: usize| {
        states.each().try_fold((Day::MIN, Day::MIN), |(first, latest), state| {
            let (a, b) = match context.treaties.bound(instrument, state, after) {
                Tri::Yes => (Day::MIN, Day::MIN),
                Tri::No | Tri::Unknown => context.treaties.entry_after(instrument, state, after)?,
            };
            Some((first.max(a), latest.max(b)))
        })
    };
    rule.any_of.iter().filter_map(|instrument| joined(*instrument)).min()
}

/// The last second before no instrument binds any more, if that was by as-of.
fn cessation(rule: &TreatyRule, states: &States, from: Day, context: &Context<'_>) -> Option<Span> {
    let zone = &context.calendar().zone;
    let mut turns: Vec<(Day, Day)> = rule
        .any_of
        .iter()
        .flat_map(|instrument| states.each().map(move |state| (*instrument, state)))
        .filter_map(|(instrument, state)| context.treaties.cessation_after(instrument, state, from))
        .collect();
    turns.sort_unstable();
    let (first, latest) = turns
        .into_iter()
        .find(|(_, latest)| any_of(rule, states, (*latest, *latest), context) != Tri::Yes)?;
    let ceased = Span::between(zone.day_start(first).plus(-1), zone.day_start(latest).plus(-1));
    (ceased.earliest() < context.as_of).then_some(ceased)
}
