//! A second, slow evaluator of clocks, written from `docs/clocks.md` alone.
//!
//! The engine reasons with intervals. Where it can, the oracle tries *possible worlds* instead: it puts a vague time at
//! its ends and at the moments in between where an answer may change, decides each world with plain yes or no, and says
//! "undetermined" when they disagree. It walks calendars day by day with `jiff` and shares no arithmetic with `when`.
//!
//! It does not explain, does not care how long it takes, and fills [`Clock::missing`] and [`Clock::changes_at`] only
//! roughly: something is missing when a clock is undetermined, and nothing is said of the next change. It does not know
//! the combinations that `amparo law check` refuses: extension or tolling of a recurring limit, a grid of mixed units.

mod applies;
mod bond;
mod civil;
mod condition;
mod due;
mod seen;
mod series;
mod stays;
mod stops;
mod verdict;

use duty::{Cause, Clock, Event, Margin, Missing, MissingFacts, State};
use law::{Rule, Series};
use when::{Counting, Instant, Span};

use crate::World;
use applies::{Applies, Start};
use civil::{Stuck, Wall};
use due::Due;
use seen::{Item, Seen};

/// From the first to the last possible second.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
struct Range {
    lo: i64,
    hi: i64,
}

impl Range {
    fn at(second: i64) -> Self {
        Self { lo: second, hi: second }
    }

    fn later_of(self, other: Self) -> Self {
        Self { lo: self.lo.max(other.lo), hi: self.hi.max(other.hi) }
    }

    fn first_of(self, other: Self) -> Self {
        Self { lo: self.lo.min(other.lo), hi: self.hi.min(other.hi) }
    }

    fn span(self) -> Span {
        let [lo, hi] = [self.lo, self.hi].map(Instant::from_seconds);
        Span::new(lo, hi).unwrap_or_else(|| panic!("reversed: {self:?}"))
    }
}

/// One question.
struct Case<'a> {
    rule: &'a Rule,
    world: &'a World,
    wall: Wall<'a>,
    seen: Seen,
    /// The moment of the question.
    now: i64,
}

/// The clocks of one rule on one history, in the order of their instances. The number of the rule is 0.
#[must_use]
pub fn answer(rule: &Rule, history: &[Event], world: &World) -> Vec<Clock> {
    let case = Case {
        rule,
        world,
        wall: Wall::of(world),
        seen: Seen::of(history, world),
        now: world.as_of.seconds(),
    };
    match case.applies() {
        Applies::Never(cause) => vec![clock(State::NotApplicable, cause)],
        Applies::Unknown { cause, start } => vec![case.unknown(cause, start)],
        Applies::From(start) => case.clocks(start),
    }
}

impl Case<'_> {
    /// Whether the duty applies is not known; the deadline is shown where there could be one.
    fn unknown(&self, cause: Cause, start: Option<Start>) -> Clock {
        let Some(start) = start else { return clock(State::Undetermined, cause) };
        let due = self.first_due(&start);
        match self.excepted(&start, &due) {
            Some(excepted) if excepted.state == State::NotApplicable => excepted,
            Some(_) | None => Clock { deadline: due.shown(), ..clock(State::Undetermined, cause) },
        }
    }

    /// When the first instance is due, whatever became of it.
    fn first_due(&self, start: &Start) -> Due {
        match &self.rule.series {
            Series::Cumulative { start: from, end, .. } => {
                self.due(self.stays(*from, *end).base(self).unwrap_or(start.span))
            }
            Series::Once | Series::Reset { .. } | Series::FixedGrid { .. } => self.due(start.span),
        }
    }

    fn clocks(&self, start: Start) -> Vec<Clock> {
        if let Some(excepted) = self.excepted(&start, &self.first_due(&start)) {
            return vec![excepted];
        }
        match &self.rule.series {
            Series::Once => vec![self.once(start)],
            Series::Cumulative { start: from, end, then, every } => {
                self.cumulative(start, (*from, *end), then, every.as_ref())
            }
            Series::Reset { then, every } => self.reset(start, then, every.as_ref()),
            Series::FixedGrid { then, every } => self.fixed_grid(start, then, every.as_ref()),
        }
    }

    /// Section 2.6: a reasoned exception that came by the first deadline takes the duty away; whether one that may have
    /// come by then did so, decides whether there is a duty.
    fn excepted(&self, start: &Start, due: &Due) -> Option<Clock> {
        let dues = match due {
            Due::At(deadline) => [deadline.lo, deadline.hi],
            // While the clock stands still, everything is in time.
            Due::Stopped(_) => [i64::MAX; 2],
            Due::PerhapsStopped(deadline) => [deadline.lo, i64::MAX],
            Due::Stuck(_) => return None,
        };
        let mut perhaps = None;
        for item in self.seen.happened(self.rule.exceptions).filter(Item::has_reason) {
            let worlds = [item.when.lo, item.when.hi]
                .iter()
                .flat_map(|made| dues.iter().map(move |due| made <= due))
                .collect::<Vec<bool>>();
            let cause = match condition::agreed(&worlds) {
                when::Tri::No => continue,
                when::Tri::Yes if !start.doubt && !item.doubt => {
                    return Some(clock(State::NotApplicable, Cause::Excepted));
                }
                when::Tri::Yes => Cause::Doubtful,
                when::Tri::Unknown => Cause::Vague,
            };
            perhaps.get_or_insert(Clock {
                deadline: due.shown(),
                ..clock(State::Undetermined, cause)
            });
        }
        perhaps
    }

    fn once(&self, start: Start) -> Clock {
        let act = self.seen.first(self.rule.discharge);
        let end = self.first_end(start.anchor, start.ceased, |_| true);
        match self.due(start.span) {
            Due::At(deadline) => {
                let mut clock = self.judged(&start, deadline, act, end);
                let ask = self.rule.ask.map(|ask| self.wall.deadlines(&ask, start.span));
                if let (State::Pending, Some(Ok(ask))) = (clock.state, ask) {
                    clock.asks = self.now > ask.lo;
                }
                clock
            }
            Due::Stopped(left) => self.stopped(&start, left, act, end),
            Due::PerhapsStopped(deadline) => perhaps_stopped(deadline),
            Due::Stuck(stuck) => stuck_clock(stuck),
        }
    }

    /// Whatever comes while the clock stands still is in time, whenever that will be.
    fn stopped(&self, start: &Start, left: Range, act: Option<Item>, end: Option<Item>) -> Clock {
        if act.is_none() && end.is_none() {
            if !self.seen.covers(self.rule.discharge) {
                return clock(State::Undetermined, Cause::SourceSilent);
            }
            return Clock { margin: margin(left), ..clock(State::Tolled, Cause::Stopped) };
        }
        let never = Range::at(i64::MAX);
        Clock { deadline: None, margin: None, ..self.judged(start, never, act, end) }
    }

    fn cumulative(
        &self,
        start: Start,
        (from, end): (law::KindSet, law::KindSet),
        then: &[Counting],
        every: Option<&Counting>,
    ) -> Vec<Clock> {
        let stays = self.stays(from, end);
        let Some(present) = stays.present() else {
            return vec![clock(State::NotApplicable, Cause::NoTrigger)];
        };
        let Some(base) = stays.base(self) else {
            return vec![clock(State::NotApplicable, Cause::NoTrigger)];
        };
        // An end of an earlier stay does not end this one.
        let mut last = self.first_end(start.anchor, start.ceased, |item| {
            item.when.hi >= present.from.when.lo && !stays.ended_earlier(item)
        });
        if let Some(end) = present.to {
            last = Some(match last {
                Some(other) if other.first_key() <= end.first_key() => other,
                _ => end,
            });
        }
        let start = Start { doubt: start.doubt || stays.doubt(), ..start };
        let mut clocks = if then.is_empty() && every.is_none() {
            let act = self.seen.first(self.rule.discharge);
            vec![match self.due(base) {
                Due::At(deadline) => self.judged(&start, deadline, act, last),
                Due::Stopped(left) => self.stopped(&start, left, act, last),
                Due::PerhapsStopped(deadline) => perhaps_stopped(deadline),
                Due::Stuck(stuck) => stuck_clock(stuck),
            }]
        } else {
            self.grid(&start, base, (then, every), last)
        };
        for clock in clocks.iter_mut().filter(|clock| clock.state == State::Ended) {
            clock.deadline = None;
            clock.margin = None;
        }
        clocks
    }

    /// The first ending event that counts, or the end of the treaty bond.
    ///
    /// An end certainly before the anchor is passed over if something that it may have ended may have begun by then.
    fn first_end(
        &self,
        anchor: Range,
        ceased: Option<i64>,
        counts: impl Fn(&Item) -> bool,
    ) -> Option<Item> {
        let earlier_matter = |end: &Item| {
            let mut begun = self.seen.happened(self.rule.opened_by);
            end.when.hi < anchor.lo && begun.any(|begun| begun.when.lo <= end.when.hi)
        };
        let mut ends = self.seen.happened(self.rule.ends);
        let event = ends.find(|item| counts(item) && !earlier_matter(item));
        let ceased = ceased.map(Range::at);
        match (event, ceased) {
            (Some(event), Some(ceased)) if ceased.lo < event.when.lo => Some(end_of_bond(ceased)),
            (Some(event), _) => Some(event),
            (None, ceased) => ceased.map(end_of_bond),
        }
    }
}

/// The end of a treaty bond, as an event of no kind in particular.
fn end_of_bond(when: Range) -> Item {
    let kind = law::KindId::new(law::KINDS_MAX - 1).unwrap();
    Item { kind, when, doubt: false, value: duty::Value::None, place: usize::MAX }
}

fn clock(state: State, cause: Cause) -> Clock {
    let mut missing = MissingFacts::NONE;
    if state == State::Undetermined {
        missing.push(Missing::TreatyStatus);
    }
    Clock {
        rule: 0,
        instance: 1,
        state,
        cause,
        asks: false,
        shown: true,
        deadline: None,
        margin: None,
        missing,
        changes_at: Instant::MAX,
    }
}

fn stuck_clock(stuck: Stuck) -> Clock {
    let cause = match stuck {
        Stuck::NoSuchDay => Cause::DayMissing,
        Stuck::NoHolidays => Cause::CalendarUncovered,
    };
    clock(State::Undetermined, cause)
}

fn perhaps_stopped(deadline: Range) -> Clock {
    Clock { deadline: Some(deadline.span()), ..clock(State::Undetermined, Cause::Vague) }
}

/// Room between two bounds; none when a bound is open.
fn margin(room: Range) -> Option<Margin> {
    Some(Margin { least: room.lo, most: room.hi })
}
