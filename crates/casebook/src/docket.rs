//! The clocks of all cases, kept up to date, and the queue of work they make.
//!
//! A clock runs for each subject of a case. Only clocks that ask for something rest here; what was done, or never arose, is evaluated
//! again when somebody opens the case. An event evaluates its case; the passage of time wakes the cases whose time has come.

use crate::state::{CaseNo, Casebook, PersonNo};
use duty::{Clock, Context, Seen, State};
use law::KindSet;
use std::collections::BTreeSet;
use when::Instant;

/// A clock of a subject of a case.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct OpenClock {
    /// The subject, by number.
    pub subject: PersonNo,
    /// The clock.
    pub clock: Clock,
}

/// The kinds of work, most urgent first.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Bucket {
    Overdue,
    Pending,
    CannotTell,
    Tolled,
}

/// A line of the work list: a clock by urgency.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Line {
    pub(crate) bucket: Bucket,
    /// The first instant at which it may be due; `MAX` where nobody can say.
    pub(crate) due: Instant,
    pub(crate) case: CaseNo,
    pub(crate) place: u16,
}

#[derive(Default)]
struct Rest {
    clocks: Box<[OpenClock]>,
    wakes_at: Option<Instant>,
    dirty: bool,
}

/// All clocks that ask for something.
pub(crate) struct Docket {
    pub(crate) now: Instant,
    cases: Vec<Rest>,
    pub(crate) lines: BTreeSet<Line>,
    wakes: BTreeSet<(Instant, CaseNo)>,
    dirty: Vec<CaseNo>,
    /// Events do not evaluate while a book is loaded; one evaluation at the end does.
    pub(crate) deferred: bool,
}

fn bucket(clock: &Clock) -> Option<Bucket> {
    match clock.state {
        State::Overdue => Some(Bucket::Overdue),
        State::Pending => Some(Bucket::Pending),
        State::Undetermined => Some(Bucket::CannotTell),
        State::Tolled => Some(Bucket::Tolled),
        State::NotApplicable | State::Discharged | State::DischargedLate | State::Ended => None,
    }
}

fn line(case: CaseNo, place: usize, clock: &Clock) -> Option<Line> {
    let due = clock.deadline.map_or(Instant::MAX, |deadline| deadline.earliest());
    Some(Line { bucket: bucket(clock)?, due, case, place: u16::try_from(place).ok()? })
}

impl Docket {
    pub(crate) fn at(now: Instant) -> Self {
        Self {
            now,
            cases: Vec::new(),
            lines: BTreeSet::new(),
            wakes: BTreeSet::new(),
            dirty: Vec::new(),
            deferred: false,
        }
    }

    pub(crate) fn clocks(&self, case: CaseNo) -> &[OpenClock] {
        self.cases.get(case as usize).map_or(&[], |rest| &rest.clocks)
    }

    pub(crate) fn lines_of(&self, case: CaseNo) -> impl Iterator<Item = Line> + '_ {
        let clocks = self.clocks(case).iter().enumerate();
        clocks.filter_map(move |(place, open)| line(case, place, &open.clock))
    }

    fn rest(&mut self, case: CaseNo) -> &mut Rest {
        let at = case as usize;
        if self.cases.len() <= at {
            self.cases.resize_with(at + 1, Rest::default);
        }
        // The resize made it.
        &mut self.cases[at]
    }

    fn mark(&mut self, case: CaseNo) {
        let rest = self.rest(case);
        if !rest.dirty {
            rest.dirty = true;
            self.dirty.push(case);
        }
    }

    fn put(&mut self, case: CaseNo, clocks: &[OpenClock], wakes_at: Option<Instant>) {
        let old = std::mem::take(self.rest(case));
        if let Some(at) = old.wakes_at.filter(|_| old.wakes_at != wakes_at) {
            self.wakes.remove(&(at, case));
        }
        if let Some(at) = wakes_at {
            self.wakes.insert((at, case));
        }
        let same = *old.clocks == *clocks;
        if !same {
            for (place, open) in old.clocks.iter().enumerate() {
                if let Some(line) = line(case, place, &open.clock) {
                    self.lines.remove(&line);
                }
            }
            for (place, open) in clocks.iter().enumerate() {
                self.lines.extend(line(case, place, &open.clock));
            }
        }
        let clocks = if same { old.clocks } else { clocks.into() };
        *self.rest(case) = Rest { clocks, wakes_at, dirty: false };
    }
}

/// What is evaluated for a case.
struct Evaluated {
    clocks: Vec<OpenClock>,
    wakes_at: Option<Instant>,
}

impl Casebook {
    /// The instant that the clocks are of.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.docket.now
    }

    /// The clocks of a case that ask for something.
    #[must_use]
    pub fn open_clocks(&self, case: CaseNo) -> &[OpenClock] {
        self.docket.clocks(case)
    }

    /// Time has passed: wakes the cases whose time has come. Going back does nothing; a clock set back makes nothing undue.
    /// Returns how many cases were evaluated.
    pub fn advance(&mut self, now: Instant) -> usize {
        if now <= self.docket.now {
            return 0;
        }
        self.docket.now = now;
        self.index.pass_time(now);
        let mut woken = 0;
        while let Some((at, case)) = self.docket.wakes.first().copied()
            && at <= now
        {
            self.docket.wakes.pop_first();
            self.docket.rest(case).wakes_at = None;
            self.evaluate(case);
            woken += 1;
        }
        woken
    }

    /// Until [`Self::settle`], events only mark their cases: for loading.
    pub fn defer(&mut self) {
        self.docket.deferred = true;
    }

    /// Evaluates every marked case, once.
    pub fn settle(&mut self) {
        self.docket.deferred = false;
        for case in std::mem::take(&mut self.docket.dirty) {
            self.evaluate(case);
        }
    }

    /// Something about the case changed.
    pub(crate) fn reconsider(&mut self, case: CaseNo) {
        if self.docket.deferred {
            self.docket.mark(case);
        } else {
            self.evaluate(case);
        }
    }

    fn evaluate(&mut self, case: CaseNo) {
        let found = self.evaluated(case);
        self.docket.put(case, &found.clocks, found.wakes_at);
    }

    fn evaluated(&self, number: CaseNo) -> Evaluated {
        let mut found = Evaluated { clocks: Vec::new(), wakes_at: None };
        // Nobody works on a closed case: its clocks ask for nothing, and can still be looked at.
        let Some(case) = self.case_at(number).filter(|case| case.is_open()) else { return found };
        let mut seen = Seen::default();
        let mut clocks = Vec::new();
        for subject in case.subjects() {
            clocks.clear();
            let Some(next) = self.clocks_of(number, subject, &mut seen, &mut clocks) else {
                continue;
            };
            let open = clocks.iter().filter(|clock| clock.shown && bucket(clock).is_some());
            found.clocks.extend(open.map(|clock| OpenClock { subject, clock: *clock }));
            if next > self.docket.now && next < Instant::MAX {
                found.wakes_at = Some(found.wakes_at.map_or(next, |at| at.min(next)));
            }
        }
        found
    }

    fn clocks_of(
        &self,
        number: CaseNo,
        subject: PersonNo,
        seen: &mut Seen,
        clocks: &mut Vec<Clock>,
    ) -> Option<Instant> {
        let case = self.case_at(number)?;
        let rules = self.desk.rules(case.place)?;
        let context = self.context(number, self.docket.now, Instant::MAX)?;
        let history = self.history(number, subject);
        seen.look(&history, &context);
        duty::evaluate_all(rules, seen, &context, clocks);
        let next = clocks.iter().map(|clock| clock.changes_at).min();
        // Without any clock, an event that lies ahead may still make one.
        let ahead = history.iter().map(|event| event.time.span.earliest());
        let ahead = ahead.filter(|at| *at > self.docket.now).min();
        next.into_iter().chain(ahead).min()
    }

    /// All clocks of a subject of a case, the served and the inapplicable too, as of an instant and as known on another.
    #[must_use]
    pub fn all_clocks(
        &self,
        case: CaseNo,
        subject: PersonNo,
        as_of: Instant,
        as_known_on: Instant,
    ) -> Vec<Clock> {
        let mut clocks = Vec::new();
        if let (Some(context), Some(rules)) = (
            self.context(case, as_of, as_known_on),
            self.case_at(case).and_then(|case| self.desk.rules(case.place)),
        ) {
            let mut seen = Seen::default();
            seen.look(&self.history(case, subject), &context);
            duty::evaluate_all(rules, &seen, &context, &mut clocks);
        }
        clocks
    }

    /// What the engine is told about a case besides its history. With [`Self::history`] this is all that `duty::explain` needs.
    #[must_use]
    pub fn context(
        &self,
        case: CaseNo,
        as_of: Instant,
        as_known_on: Instant,
    ) -> Option<Context<'_>> {
        let case = self.case_at(case)?;
        let law = self.desk.law();
        let coverage: KindSet = self.desk.covered(case.coverage());
        Some(Context {
            treaties: &law.treaties,
            lists: &law.lists,
            roles: law.vocabulary.roles(),
            place: self.desk.law_place(case.place)?,
            as_of,
            as_known_on,
            coverage,
        })
    }
}
