//! Was the State bound, on the day?
//!
//! `docs/clocks.md`, section 2, step 5. Status counts on whole days of the place. What the status of a State is on a day
//! is the law crate's to say; this module only asks for the days that matter.

use crate::Context;
use crate::clock::{Missing, MissingFacts};
use crate::condition::nationality;
use crate::seen::Seen;
use law::{Basis, CodeId, KindId, Parties, TreatyRule};
use when::{Day, Instant, Span, Tri, Zone};

/// What the treaties make of a trigger.
#[derive(Copy, Clone, PartialEq, Debug)]
pub(crate) struct Bond {
    /// Whether the duty is in force.
    pub(crate) bound: Tri,
    /// When the clock starts: the trigger, or the entry into force of a continuing duty.
    pub(crate) start: Span,
    /// The last second before cessation, if a continuing duty ceased by as-of.
    pub(crate) ceased: Option<Span>,
    /// The first instant after as-of at which a continuing duty may begin or cease.
    pub(crate) changes_at: Instant,
}

/// What a rule asks of the treaties.
pub(crate) struct Question<'a> {
    pub(crate) rule: &'a TreatyRule,
    pub(crate) trigger: Span,
    /// The kind of the trigger, to name it where its time is missing.
    pub(crate) kind: KindId,
    /// The first ending event.
    pub(crate) end: Option<Span>,
}

/// Judges the treaty basis of a rule.
pub(crate) fn judge(
    question: &Question<'_>,
    seen: &Seen,
    context: &Context<'_>,
    missing: &mut MissingFacts,
) -> Bond {
    let Question { rule, trigger, kind, end } = *question;
    let unmoved =
        Bond { bound: Tri::Unknown, start: trigger, ceased: None, changes_at: Instant::MAX };
    let Some(states) = States::of(rule, seen, context) else {
        missing.push(Missing::TreatyStatus);
        return unmoved;
    };
    let mut timeline = Timeline { rule, states: &states, context, silent: false };
    let bond = match rule.basis {
        Basis::Event => Bond { bound: timeline.throughout(trigger), ..unmoved },
        Basis::Continuing => timeline.continuing(trigger, end),
    };
    if bond.bound == Tri::Unknown {
        missing.push(match states.sending {
            Sending::Unknown => Missing::Value(context.roles.nationality),
            Sending::Any | Sending::Nobody | Sending::State(_) if timeline.silent => {
                Missing::TreatyStatus
            }
            Sending::Any | Sending::Nobody | Sending::State(_) => Missing::Time(kind),
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

    /// Both bound by one instrument on a day.
    fn bound(&self, instrument: usize, day: Day, context: &Context<'_>) -> Tri {
        let bearer = context.treaties.bound(instrument, self.bearer, day);
        bearer.and(match self.sending {
            Sending::Any => Tri::Yes,
            Sending::Unknown => Tri::Unknown,
            Sending::Nobody => Tri::No,
            Sending::State(state) => context.treaties.bound(instrument, state, day),
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

/// Where the clock of a continuing duty starts, if the trigger was at one given second.
struct Start {
    /// The earliest second at which it can have started; nothing where it never can.
    earliest: Option<Instant>,
    /// The latest second at which it has started; nothing where that is not certain.
    latest: Option<Instant>,
    ceased: Option<Span>,
}

/// The answers of a rule's treaties, day by day.
struct Timeline<'a> {
    rule: &'a TreatyRule,
    states: &'a States,
    context: &'a Context<'a>,
    /// The table did not know an answer.
    silent: bool,
}

impl Timeline<'_> {
    fn zone(&self) -> &Zone {
        &self.context.calendar().zone
    }

    /// Bound by at least one of the treaties on a day.
    fn bound_on(&mut self, day: Day) -> Tri {
        let all = self.rule.any_of.iter();
        let answer = all.map(|i| self.states.bound(*i, day, self.context)).fold(Tri::No, Tri::or);
        self.silent |= answer == Tri::Unknown;
        answer
    }

    /// The days after this one on which an answer may change, in order.
    fn turns_after(&self, day: Day) -> Vec<Day> {
        let treaties = self.context.treaties;
        let pairs =
            self.rule.any_of.iter().flat_map(|i| self.states.each().map(move |state| (*i, state)));
        let mut turns: Vec<Day> = pairs
            .flat_map(|(i, state)| treaties.turns(i, state))
            .filter(|turn| *turn > day)
            .collect();
        turns.sort_unstable();
        turns.dedup();
        turns
    }

    /// Bound on every day of a span, on none, or on some.
    fn throughout(&mut self, span: Span) -> Tri {
        let days = self.zone().days_of(span);
        let mut answer = self.bound_on(days.first());
        if days.first() == days.last() {
            return answer;
        }
        for day in self.turns_after(days.first()) {
            if day <= days.last() && self.bound_on(day) != answer {
                answer = Tri::Unknown;
            }
        }
        if self.bound_on(days.last()) == answer { answer } else { Tri::Unknown }
    }

    /// A continuing duty starts with the bond and ends with it: judged for every second at which the trigger may have been.
    fn continuing(&mut self, trigger: Span, end: Option<Span>) -> Bond {
        let days = self.zone().days_of(trigger);
        let turns = self.turns_after(days.first());
        let mut at = vec![trigger.earliest(), trigger.latest()];
        // Mostly the second is known: it is judged once.
        at.dedup();
        for &turn in turns.iter().take_while(|turn| **turn <= days.last()) {
            let start = self.zone().day_start(turn);
            at.extend([start.plus(-1), start].into_iter().filter(|at| trigger.contains(*at)));
        }
        let starts: Vec<Start> = at.into_iter().map(|at| self.start(at, end, &turns)).collect();
        let as_of = self.context.as_of;
        let mut bond =
            Bond { bound: Tri::Unknown, start: trigger, ceased: None, changes_at: Instant::MAX };
        let first = starts.iter().filter_map(|start| start.earliest).min();
        if first.is_none_or(|first| first > as_of) {
            let changes_at = first.unwrap_or(Instant::MAX);
            return Bond { bound: Tri::No, changes_at, ..bond };
        }
        let ahead = starts.iter().flat_map(|start| {
            [start.earliest, start.latest, start.ceased.map(|ceased| ceased.earliest().plus(1))]
        });
        let ahead = ahead.flatten().filter(|at| *at > as_of && !trigger.contains(*at));
        bond.changes_at = ahead.min().unwrap_or(Instant::MAX);
        let ceased = |start: &Start| start.ceased.filter(|ceased| ceased.earliest() < as_of);
        let latest: Option<Vec<Instant>> = starts.iter().map(|start| start.latest).collect();
        let same = starts.windows(2).all(|pair| ceased(&pair[0]) == ceased(&pair[1]));
        match (first, latest.and_then(|latest| latest.into_iter().max())) {
            (Some(first), Some(latest)) if same => Bond {
                bound: Tri::Yes,
                start: Span::between(first, latest),
                ceased: starts.first().and_then(ceased),
                ..bond
            },
            _ => bond,
        }
    }

    /// Where the clock starts if the trigger was at this second; `turns` hold all that come after its day.
    fn start(&mut self, at: Instant, end: Option<Span>, turns: &[Day]) -> Start {
        let day = self.zone().day_of(at);
        let over_before =
            |start: Instant| start > at && end.is_some_and(|end| end.latest() < start);
        let mut earliest = None;
        for turn in std::iter::once(day).chain(after(turns, day).iter().copied()) {
            let from = if turn == day { at } else { self.zone().day_start(turn) };
            if over_before(from) {
                break;
            }
            match self.bound_on(turn) {
                Tri::Yes => {
                    let earliest = earliest.or(Some(from));
                    return Start {
                        earliest,
                        latest: Some(from),
                        ceased: self.cessation(after(turns, turn)),
                    };
                }
                Tri::Unknown => earliest = earliest.or(Some(from)),
                // It may have begun and ceased: whether it did is not known.
                Tri::No if earliest.is_some() => break,
                Tri::No => {}
            }
        }
        Start { earliest, latest: None, ceased: None }
    }

    /// The last second before no treaty binds any more.
    fn cessation(&mut self, turns: &[Day]) -> Option<Span> {
        let mut first = None;
        for &turn in turns {
            let last = self.zone().day_start(turn).plus(-1);
            match self.bound_on(turn) {
                Tri::Yes if first.is_none() => {}
                Tri::Yes | Tri::Unknown => first = first.or(Some(last)),
                Tri::No => return Some(Span::between(first.unwrap_or(last), last)),
            }
        }
        first.map(|first| Span::between(first, Instant::MAX))
    }
}

/// Those of the sorted days that come after one.
fn after(turns: &[Day], day: Day) -> &[Day] {
    turns.get(turns.partition_point(|turn| *turn <= day)..).unwrap_or_default()
}
