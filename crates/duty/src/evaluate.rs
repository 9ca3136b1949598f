//! One rule on one history: does the duty arise, and if so, what are its clocks?
//!
//! `docs/clocks.md`, section 2, step by step: trigger, request, validity, condition, treaty, deadline, exception. Only then
//! the series is told to produce its instances. This is the whole of the core; batch, book and explanation call it.

use crate::Context;
use crate::bond;
use crate::clock::{Cause, Clock, Missing, MissingFacts, State};
use crate::condition;
use crate::deadline::is_reasoned;
use crate::history::{Event, Value};
use crate::judge::{Point, Verdict};
use crate::seen::Seen;
use crate::series;
use crate::trace::{Step, Trace, Untraced};
use law::{Rule, RuleBook};
use when::{Doubt, Instant, Known, Span, Tri};

/// Evaluates one rule of a book on seen events and appends its clocks; a duty that does not arise gives one
/// `not-applicable` clock.
pub fn evaluate(
    index: u16,
    rule: &Rule,
    seen: &Seen,
    context: &Context<'_>,
    clocks: &mut Vec<Clock>,
) {
    evaluate_traced(index, rule, seen, context, clocks, &mut Untraced);
}

/// Evaluates every rule that something in the history may have triggered. Rules without any trigger are left out: a
/// history of an arrest says nothing about remittances.
pub fn evaluate_all(book: &RuleBook, seen: &Seen, context: &Context<'_>, clocks: &mut Vec<Clock>) {
    for (index, rule) in book.rules.iter().enumerate() {
        if rule.trigger.iter().any(|group| seen.occurred().meets(group))
            && let Ok(index) = u16::try_from(index)
        {
            evaluate(index, rule, seen, context, clocks);
        }
    }
}

pub(crate) fn evaluate_traced(
    index: u16,
    rule: &Rule,
    seen: &Seen,
    context: &Context<'_>,
    clocks: &mut Vec<Clock>,
    trace: &mut impl Trace,
) {
    let from = clocks.len();
    // The passage of time alone may begin or end a treaty bond.
    let mut bond_changes = Instant::MAX;
    match gate(rule, seen, context, trace, &mut bond_changes) {
        Gate::Closed(verdict) => clocks.push(single(index, verdict, None)),
        Gate::Open(entry) => {
            series::run(&series::Run { index, rule, seen, context, entry: &entry }, clocks, trace)
        }
    }
    for clock in &mut clocks[from..] {
        // An event that lies ahead of as-of may change anything.
        clock.changes_at = clock.changes_at.min(seen.next_unseen()).min(bond_changes);
        trace.step(|| Step::Answer {
            instance: clock.instance,
            state: clock.state,
            cause: clock.cause,
        });
    }
}

/// A clock that stands alone.
pub(crate) fn single(index: u16, verdict: Verdict, deadline: Option<Span>) -> Clock {
    Clock {
        rule: index,
        instance: 1,
        state: verdict.state,
        cause: verdict.cause,
        asks: false,
        shown: true,
        deadline,
        margin: verdict.margin,
        missing: verdict.missing,
        changes_at: verdict.changes_at,
    }
}

/// What passed the gate.
pub(crate) struct Entry {
    /// The trigger: where the limit is counted from.
    pub(crate) trigger: Point,
    /// The first of the groups' spans.
    pub(crate) anchor: Span,
    /// When a continuing treaty duty ceased.
    pub(crate) ceased: Option<Span>,
    /// It is not certain that the duty applies: why, and what would settle it.
    pub(crate) unsure: Option<(Cause, MissingFacts)>,
    /// There is an exception with a reason; whether it came in time is judged by the deadline.
    pub(crate) excepted: bool,
}

enum Gate {
    Closed(Verdict),
    Open(Entry),
}

/// Collects three-valued answers: the first certain no wins, then the first unknown.
#[derive(Default)]
struct Answers {
    no: Option<Cause>,
    unsure: Option<Cause>,
    missing: MissingFacts,
}

impl Answers {
    fn take(&mut self, answer: Tri, no: Cause, unsure: Cause) {
        match answer {
            Tri::Yes => {}
            Tri::No => {
                self.no.get_or_insert(no);
            }
            Tri::Unknown => {
                self.unsure.get_or_insert(unsure);
            }
        }
    }
}

fn closed(state: State, cause: Cause, missing: MissingFacts) -> Gate {
    Gate::Closed(Verdict { missing, ..Verdict::plain(state, cause) })
}

fn gate(
    rule: &Rule,
    seen: &Seen,
    context: &Context<'_>,
    trace: &mut impl Trace,
    bond_changes: &mut Instant,
) -> Gate {
    let (mut trigger, anchor) = match triggered(rule, seen, trace) {
        Ok(found) => found,
        Err(gate) => return gate,
    };
    let mut answers = Answers::default();
    let mut request_unknown = false;
    if let Some(kind) = rule.request {
        let (answer, request) = requested(kind, seen);
        trace.step(|| Step::Request { kind, answer, event: request.map(|event| event.id) });
        answers.take(answer, Cause::NotRequested, Cause::RequestUnknown);
        match request {
            Some(request) => trigger = later(trigger, &Point::from(request)),
            None if answer == Tri::Unknown => {
                request_unknown = true;
                answers.missing.push(Missing::Happened(kind));
            }
            None => {}
        }
    }
    let in_force = in_force(rule, trigger.span(), context);
    trace.step(|| Step::InForce(in_force));
    answers.take(in_force, Cause::LimitNotInForce, Cause::ValidityUnknown);
    if in_force == Tri::Unknown {
        answers.missing.push(Missing::Time(trigger.kind));
    }
    let holds =
        condition::judge(&rule.condition, seen, trigger.span(), context, &mut answers.missing);
    trace.step(|| Step::Condition { answer: holds, at: trigger.span() });
    answers.take(holds, Cause::ConditionNotMet, Cause::ConditionUnknown);
    let mut ceased = None;
    if let Some(treaty) = &rule.treaty {
        let end = first_end(rule, seen, anchor).map(|event| event.time.span);
        let question =
            bond::Question { rule: treaty, trigger: trigger.span(), kind: trigger.kind, end };
        let bond = bond::judge(&question, seen, context, &mut answers.missing);
        *bond_changes = bond.changes_at;
        trace.step(|| Step::Bound(bond.bound));
        answers.take(bond.bound, Cause::NotBound, Cause::BondUnknown);
        if bond.start != trigger.span() {
            trigger.time.span = bond.start;
            trace.step(|| Step::StartsWithBond(bond.start));
        }
        if let Some(at) = bond.ceased {
            ceased = Some(at);
            trace.step(|| Step::Ceased(at));
        }
    }
    if let Some(no) = answers.no {
        return closed(State::NotApplicable, no, MissingFacts::NONE);
    }
    let unsure = answers.unsure.map(|cause| (cause, answers.missing));
    if let (true, Some((cause, missing))) = (request_unknown, unsure) {
        return closed(State::Undetermined, cause, missing);
    }
    trace.step(|| Step::Starts(trigger.span()));
    let exception = seen.occurrences(&rule.exceptions).find(|event| is_reasoned(event));
    if let Some(event) = exception {
        trace.step(|| Step::Excepted { event: event.id });
    }
    Gate::Open(Entry { trigger, anchor, ceased, unsure, excepted: exception.is_some() })
}

/// The trigger and its anchor, or why the clock does not exist.
fn triggered(rule: &Rule, seen: &Seen, trace: &mut impl Trace) -> Result<(Point, Span), Gate> {
    let mut joined: Option<(Point, Span)> = None;
    let mut without = None;
    for group in &rule.trigger {
        let event = seen.first(group);
        trace.step(|| Step::Trigger { kinds: *group, event: event.map(|event| event.id) });
        match event {
            None => without = without.or(Some(group)),
            Some(event) => {
                let point = Point::from(event);
                joined = Some(joined.map_or((point, point.span()), |(trigger, anchor)| {
                    (later(trigger, &point), anchor.first_of(point.span()))
                }));
            }
        }
    }
    match (joined, without) {
        (Some(found), None) => Ok(found),
        (Some(_), Some(group)) => match group.first_shared(seen.uncovered()) {
            Some(kind) => Err(closed(
                State::Undetermined,
                Cause::SourceSilent,
                [Missing::Happened(kind)].into_iter().collect(),
            )),
            None => Err(closed(State::NotApplicable, Cause::NoTrigger, MissingFacts::NONE)),
        },
        (None, _) => Err(closed(State::NotApplicable, Cause::NoTrigger, MissingFacts::NONE)),
    }
}

/// The later of two points, bound by bound; doubts add up.
fn later(a: Point, b: &Point) -> Point {
    let span = a.span().later_of(b.span());
    let last = if b.span().latest() > a.span().latest() { *b } else { a };
    let doubt: Doubt = a.time.doubt.union(b.time.doubt);
    Point { time: Known { span, doubt }, ..last }
}

fn requested(kind: law::KindId, seen: &Seen) -> (Tri, Option<&Event>) {
    let asks = |event: &&Event| match event.value {
        Value::Yes | Value::None | Value::Code(_) | Value::Count(_) | Value::Date(_) => true,
        Value::No | Value::Unknown | Value::Withdrawn => false,
    };
    if let Some(request) = seen.of_kind(kind).find(asks) {
        return (Tri::Yes, Some(request));
    }
    let unknown = seen.of_kind(kind).any(|event| event.value == Value::Unknown);
    let refused = seen.of_kind(kind).any(|event| event.value == Value::No);
    let answer =
        if unknown || (!refused && seen.uncovered().has(kind)) { Tri::Unknown } else { Tri::No };
    (answer, None)
}

/// The first end of this matter.
pub(crate) fn first_end<'s>(rule: &'s Rule, seen: &'s Seen, anchor: Span) -> Option<&'s Event> {
    if !seen.occurred().meets(&rule.ends) {
        return None;
    }
    seen.occurrences(&rule.ends).find(|end| !of_an_earlier_matter(end, rule, seen, anchor))
}

/// Whether an end certainly lies before everything this duty knows and ended something else, so that it is passed over: a
/// release does not contradict a complaint that was made after it.
pub(crate) fn of_an_earlier_matter(end: &Event, rule: &Rule, seen: &Seen, anchor: Span) -> bool {
    end.time.span.latest() < anchor.earliest()
        && seen
            .occurrences(&rule.opened_by)
            .any(|opening| opening.time.span.earliest() <= end.time.span.latest())
}

fn in_force(rule: &Rule, trigger: Span, context: &Context<'_>) -> Tri {
    if rule.valid_from.is_none() && rule.valid_to.is_none() {
        return Tri::Yes;
    }
    let days = context.calendar().zone.days_of(trigger);
    let (first, last) = (days.first(), days.last());
    let after_begin = |day| rule.valid_from.is_none_or(|from| day >= from);
    let before_end = |day| rule.valid_to.is_none_or(|to| day <= to);
    if after_begin(first) && before_end(last) {
        Tri::Yes
    } else if !after_begin(last) || !before_end(first) {
        Tri::No
    } else {
        Tri::Unknown
    }
}
