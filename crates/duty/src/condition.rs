//! Three-valued conditions on a history.
//!
//! `docs/clocks.md`, section 2, step 4. A fact that is not recorded makes a condition unknown, and the condition says which
//! fact it was.

use crate::Context;
use crate::clock::{Missing, MissingFacts};
use crate::history::Value;
use crate::seen::Seen;
use law::{CodeId, Condition, KindId, Wanted};
use when::{Day, Days, Span, Tri};

/// Judges a condition at the time of the trigger, and names the facts that would settle it.
pub(crate) fn judge(
    condition: &Condition,
    seen: &Seen,
    at: Span,
    context: &Context<'_>,
    missing: &mut MissingFacts,
) -> Tri {
    match condition {
        Condition::Always => Tri::Yes,
        Condition::All(parts) => fold(
            parts,
            Tri::Yes,
            Tri::and,
            |part, facts| judge(part, seen, at, context, facts),
            missing,
        ),
        Condition::Any(parts) => fold(
            parts,
            Tri::No,
            Tri::or,
            |part, facts| judge(part, seen, at, context, facts),
            missing,
        ),
        Condition::Not(part) => judge(part, seen, at, context, missing).not(),
        Condition::Fact { kind, is, absent_is_no } => {
            note(fact(*kind, is, *absent_is_no, seen), Missing::Value(*kind), missing)
        }
        Condition::AgeBelow(years) => {
            note(age_below(*years, seen, at, context), Missing::Value(context.roles.birth), missing)
        }
        Condition::Foreign => {
            let foreign = match (nationality(seen, context), context.place.state) {
                (Some(code), _) if code == context.roles.stateless => Tri::Yes,
                (Some(code), Some(state)) => Tri::from(code != state),
                (None, _) | (_, None) => Tri::Unknown,
            };
            note(foreign, Missing::Value(context.roles.nationality), missing)
        }
        Condition::Listed(list) => note(
            listed(*list, seen, at, context),
            Missing::Value(context.roles.nationality),
            missing,
        ),
        Condition::Happened(kinds) if seen.occurred().meets(kinds) => Tri::Yes,
        Condition::Happened(kinds) => match kinds.first_shared(seen.uncovered()) {
            None => Tri::No,
            Some(kind) => note(Tri::Unknown, Missing::Happened(kind), missing),
        },
    }
}

/// Folds parts, keeping the missing facts only if the whole stays unknown.
fn fold(
    parts: &[Condition],
    start: Tri,
    join: impl Fn(Tri, Tri) -> Tri,
    mut judge_part: impl FnMut(&Condition, &mut MissingFacts) -> Tri,
    missing: &mut MissingFacts,
) -> Tri {
    let mut facts = MissingFacts::NONE;
    let whole = parts.iter().fold(start, |sum, part| join(sum, judge_part(part, &mut facts)));
    if whole == Tri::Unknown {
        facts.iter().for_each(|fact| missing.push(fact));
    }
    whole
}

fn note(answer: Tri, fact: Missing, missing: &mut MissingFacts) -> Tri {
    if answer == Tri::Unknown {
        missing.push(fact);
    }
    answer
}

fn fact(kind: KindId, is: &[Wanted], absent_is_no: bool, seen: &Seen) -> Tri {
    let Some(event) = seen.fact(kind) else {
        let silence_means_no = absent_is_no && !seen.uncovered().has(kind);
        return if silence_means_no { Tri::No } else { Tri::Unknown };
    };
    let value = match event.value {
        Value::Yes | Value::None => Wanted::Yes,
        Value::No => Wanted::No,
        Value::Code(code) => Wanted::Code(code),
        Value::Unknown | Value::Withdrawn | Value::Count(_) | Value::Date(_) => {
            return Tri::Unknown;
        }
    };
    Tri::from(is.contains(&value))
}

/// The nationality last stated, if one is known.
pub(crate) fn nationality(seen: &Seen, context: &Context<'_>) -> Option<CodeId> {
    match seen.fact(context.roles.nationality)?.value {
        Value::Code(code) => Some(code),
        Value::None
        | Value::Yes
        | Value::No
        | Value::Unknown
        | Value::Withdrawn
        | Value::Count(_)
        | Value::Date(_) => None,
    }
}

fn listed(list: usize, seen: &Seen, at: Span, context: &Context<'_>) -> Tri {
    let (Some(code), Some(list)) = (nationality(seen, context), context.lists.get(list)) else {
        return Tri::Unknown;
    };
    let days = context.calendar().zone.days_of(at);
    let first = list.has(code, days.first());
    let last = list.has(code, days.last());
    if first == last { Tri::from(first) } else { Tri::Unknown }
}

fn age_below(years: u32, seen: &Seen, at: Span, context: &Context<'_>) -> Tri {
    seen.births()
        .map_or(Tri::Unknown, |birth| when::age_below(birth, years, at, &context.calendar().zone))
}

/// The days on which the person may have been born: from the birth date, else from an age on a day.
pub(crate) fn births(seen: &Seen, context: &Context<'_>) -> Option<Days> {
    let zone = &context.calendar().zone;
    if let Some(event) = seen.fact(context.roles.birth)
        && let Value::Date(span) = event.value
    {
        return Days::new(zone.day_of(span.earliest()), zone.day_of(span.latest()));
    }
    let event = seen.fact(context.roles.age)?;
    let Value::Count(age) = event.value else { return None };
    let stated = event.time.span;
    // Aged n on a day: born after the day n+1 years before, and not after the day n years before. An open end of that day
    // leaves the same end of the birth open, and the other one known.
    let months = i32::try_from(age.min(200)).unwrap_or(200) * 12;
    let before = |day: Day, months: i32, rounding| {
        if day.is_open() { Some(day) } else { when::add_months(day, -months, rounding).ok() }
    };
    let first = before(zone.day_of(stated.earliest()), months + 12, when::Rounding::Down)?;
    // Of a day that the year of birth lacks, the last birth is the day before: who was born on 1 March is not yet n.
    let last = before(zone.day_of(stated.latest()), months, when::Rounding::Down)?;
    Days::new(first.plus(1), last)
}
