//! Lists: the work list, cases, idle cases, and what a supervisor counts.
//!
//! A list is a scope and filters, all of them sets of cases; their intersection is either so small that its cases are looked at one by one,
//! or so large that a walk through the work in order of urgency soon meets enough of them. A walk has a budget and a list a cursor:
//! no question takes longer because the book is large.

use crate::desk::PlaceNo;
use crate::docket::{Bucket, Line, OpenClock};
use crate::fact::CaseKind;
use crate::ids::{CaseId, TeamId, UserId};
use crate::state::{CaseNo, Casebook};
use law::CodeId;
use roaring::RoaringBitmap;
use std::collections::BTreeMap;
use when::Instant;

/// Lines looked at before a list stops and gives a cursor.
const WALK_MAX: usize = 20_000;
/// Up to so many cases are looked at one by one.
const GATHER_MAX: u64 = 4_096;
/// The most lines of a page.
pub const PAGE_MAX: usize = 200;
/// Due within this is soon: a week.
const SOON: i64 = 7 * 86_400;

/// One set of cases.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Term {
    /// Of a team.
    Team(TeamId),
    /// At one of these places.
    Places(Vec<PlaceNo>),
    /// In one of these jurisdictions, by index.
    Jurisdictions(Vec<u16>),
    /// Somebody is responsible for them.
    Owner(UserId),
    /// These.
    Cases(Vec<CaseId>),
    /// Of nationals whom the consular post may know of, in these jurisdictions.
    Nationals {
        /// The country.
        country: CodeId,
        /// The jurisdictions, by index.
        jurisdictions: Vec<u16>,
    },
}

/// Whose cases somebody may list. It is made by the access policies and combined with every filter.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scope {
    /// A case is in it if one of these has it; none: every case, for those who act for the system itself.
    pub any_of: Option<Vec<Term>>,
    /// Who asks: sealed cases are listed to their members only ...
    pub user: Option<UserId>,
    /// ... or while their seal is broken for the one who asks.
    pub opened: Vec<CaseId>,
}

/// What somebody wants to see of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// Of a team.
    pub team: Option<TeamId>,
    /// Of an owner.
    pub owner: Option<UserId>,
    /// At a place.
    pub place: Option<PlaceNo>,
    /// Of a kind.
    pub kind: Option<CaseKind>,
    /// Of a nationality.
    pub nationality: Option<CodeId>,
    /// With a subject who may be a child.
    pub child: bool,
    /// Flagged.
    pub flagged: bool,
    /// Open or closed; none: both.
    pub open: Option<bool>,
    /// With a clock of a duty, by index.
    pub duty: Option<usize>,
    /// Of this urgency.
    pub urgency: Option<Urgency>,
}

/// How urgent, most urgent first.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Urgency {
    /// The deadline has passed.
    Overdue,
    /// Today, in the zone of the place.
    DueToday,
    /// Within a week.
    Soon,
    /// Later.
    Later,
    /// It cannot be told; the clock names the missing fact.
    CannotTell,
    /// The clock stands still.
    Stopped,
}

/// A line of the work list.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct WorkLine {
    /// The case.
    pub case: CaseNo,
    /// The clock and whose it is.
    pub open: OpenClock,
    /// How urgent.
    pub urgency: Urgency,
}

/// Where the next page begins.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Cursor(Line);

impl std::fmt::Display for Cursor {
    /// As a word for an address: it names a case by its number in this node, and shows nothing to who may not see it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Line { bucket, due, case, place } = self.0;
        let bucket = bucket as u8;
        write!(f, "{bucket}.{}.{case}.{place}", due.seconds())
    }
}

impl Cursor {
    /// Reads what [`fmt::Display`](std::fmt::Display) wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split('.');
        let bucket = match words.next()? {
            "0" => Bucket::Overdue,
            "1" => Bucket::Pending,
            "2" => Bucket::CannotTell,
            "3" => Bucket::Tolled,
            _ => return None,
        };
        let due = Instant::from_seconds(words.next()?.parse().ok()?);
        let (case, place) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        words.next().is_none().then_some(Self(Line { bucket, due, case, place }))
    }
}

/// A page of the work list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkPage {
    /// The lines, most urgent first.
    pub lines: Vec<WorkLine>,
    /// Where it goes on; a page may be short, or empty, and still go on.
    pub next: Option<Cursor>,
}

/// Clocks of a team by urgency.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// The deadline has passed.
    pub overdue: u64,
    /// Due today.
    pub today: u64,
    /// Within a week.
    pub soon: u64,
    /// Cannot tell.
    pub cannot_tell: u64,
}

impl Casebook {
    /// The cases of a scope that pass a filter (but for duty and urgency, which are of clocks).
    #[must_use]
    pub fn select(&self, scope: &Scope, filter: &Filter) -> RoaringBitmap {
        let index = &self.index;
        let none = RoaringBitmap::new();
        let mut chosen = match filter.open {
            Some(true) => index.open.clone(),
            Some(false) => &index.all - &index.open,
            None => index.all.clone(),
        };
        if let Some(terms) = &scope.any_of {
            let sets = terms.iter().map(|term| self.term(term));
            chosen &= sets.fold(RoaringBitmap::new(), |all, set| all | set);
        }
        let member = scope.user.and_then(|user| index.by_member.get(&user)).unwrap_or(&none);
        let mut shut = &index.sealed - member;
        for opened in scope.opened.iter().filter_map(|case| self.case_no(*case)) {
            shut.remove(opened);
        }
        chosen -= shut;
        if let Some(team) = filter.team {
            let team = self.core.teams.of(team).and_then(|team| index.by_team.get(&team));
            chosen &= team.unwrap_or(&none);
        }
        if let Some(owner) = filter.owner {
            chosen &= self.owned(owner);
        }
        if let Some(place) = &filter.place {
            chosen &= index.by_place.get(place).unwrap_or(&none);
        }
        if let Some(kind) = &filter.kind {
            chosen &= index.by_kind.get(kind).unwrap_or(&none);
        }
        if let Some(nationality) = &filter.nationality {
            chosen &= index.by_nationality.get(nationality).unwrap_or(&none);
        }
        if filter.child {
            chosen &= &index.child;
        }
        if filter.flagged {
            chosen &= &index.flagged;
        }
        chosen
    }

    fn owned(&self, user: UserId) -> RoaringBitmap {
        let owned = self.core.users.of(user).and_then(|user| self.index.by_owner.get(&user));
        owned.cloned().unwrap_or_default()
    }

    fn within(&self, jurisdictions: &[u16]) -> RoaringBitmap {
        let places = self.index.by_place.iter();
        let places = places.filter(|(place, _)| jurisdictions.contains(&place.jurisdiction));
        places.fold(RoaringBitmap::new(), |all, (_, set)| all | set)
    }

    fn term(&self, term: &Term) -> RoaringBitmap {
        let index = &self.index;
        match term {
            Term::Team(team) => {
                let team = self.core.teams.of(*team).and_then(|team| index.by_team.get(&team));
                team.cloned().unwrap_or_default()
            }
            Term::Places(places) => {
                let sets = places.iter().filter_map(|place| index.by_place.get(place));
                sets.fold(RoaringBitmap::new(), |all, set| all | set)
            }
            Term::Jurisdictions(all) => self.within(all),
            Term::Owner(user) => self.owned(*user),
            Term::Cases(cases) => cases.iter().filter_map(|case| self.case_no(*case)).collect(),
            Term::Nationals { country, jurisdictions } => {
                let nationals = index.by_nationality.get(country).cloned().unwrap_or_default();
                let consular =
                    (nationals & self.within(jurisdictions)).into_iter().filter(|case| {
                        self.case_at(*case).is_some_and(|known| {
                            self.is_consular(known)
                                && self.confirmed_nationality(known) == Some(*country)
                        })
                    });
                consular.collect()
            }
        }
    }

    /// A page of the work list, most urgent first.
    #[must_use]
    pub fn worklist(
        &self,
        scope: &Scope,
        filter: &Filter,
        after: Option<Cursor>,
        page: usize,
    ) -> WorkPage {
        let page = page.clamp(1, PAGE_MAX);
        let chosen = self.select(scope, filter);
        let start = after.map(|cursor| cursor.0);
        let mut lines = Vec::new();
        if chosen.len() <= GATHER_MAX {
            let all = chosen.iter().flat_map(|case| self.docket.lines_of(case));
            let mut all: Vec<Line> = all.filter(|line| start.is_none_or(|s| *line > s)).collect();
            all.sort_unstable();
            for line in all {
                if let Some(found) = self.line(&line, filter) {
                    if lines.len() == page {
                        return WorkPage { next: lines.last().map(cursor_of), lines: shown(lines) };
                    }
                    lines.push((line, found));
                }
            }
            return WorkPage { lines: shown(lines), next: None };
        }
        let from = start.map_or(std::ops::Bound::Unbounded, std::ops::Bound::Excluded);
        let mut last = None;
        let mut walk = self.docket.lines.range((from, std::ops::Bound::Unbounded));
        for line in walk.by_ref().take(WALK_MAX) {
            last = Some(Cursor(*line));
            if chosen.contains(line.case)
                && let Some(found) = self.line(line, filter)
            {
                lines.push((*line, found));
                if lines.len() == page {
                    break;
                }
            }
        }
        let next = walk.next().and(last);
        WorkPage { lines: shown(lines), next }
    }

    fn line(&self, line: &Line, filter: &Filter) -> Option<WorkLine> {
        let open = self.docket.clocks(line.case).get(usize::from(line.place))?;
        let case = self.case_at(line.case)?;
        if let Some(duty) = filter.duty {
            let rules = self.desk.rules(case.place)?;
            if rules.rules.get(usize::from(open.clock.rule))?.duty != duty {
                return None;
            }
        }
        let urgency = self.urgency(line, case.place);
        let wanted = filter.urgency.is_none_or(|wanted| wanted == urgency);
        wanted.then_some(WorkLine { case: line.case, open: *open, urgency })
    }

    fn urgency(&self, line: &Line, place: PlaceNo) -> Urgency {
        let now = self.docket.now;
        match line.bucket {
            Bucket::Overdue => Urgency::Overdue,
            Bucket::CannotTell => Urgency::CannotTell,
            Bucket::Tolled => Urgency::Stopped,
            Bucket::Pending if line.due > now.plus(SOON) => Urgency::Later,
            Bucket::Pending => {
                let zone = self.desk.zone(place);
                let today = zone.is_some_and(|zone| zone.day_of(line.due) <= zone.day_of(now));
                if today { Urgency::DueToday } else { Urgency::Soon }
            }
        }
    }

    /// What a supervisor counts: open clocks of the scope by duty. Counting looks at every case of the scope once.
    #[must_use]
    pub fn tally(&self, scope: &Scope, filter: &Filter) -> BTreeMap<usize, Tally> {
        let mut counts: BTreeMap<usize, Tally> = BTreeMap::new();
        for case in self.select(scope, &Filter { open: Some(true), ..filter.clone() }) {
            let Some(known) = self.case_at(case) else { continue };
            let Some(rules) = self.desk.rules(known.place) else { continue };
            for line in self.docket.lines_of(case) {
                let open = self.docket.clocks(case).get(usize::from(line.place));
                let rule = open.and_then(|open| rules.rules.get(usize::from(open.clock.rule)));
                let Some(rule) = rule else { continue };
                let count = counts.entry(rule.duty).or_default();
                match self.urgency(&line, known.place) {
                    Urgency::Overdue => count.overdue += 1,
                    Urgency::DueToday => count.today += 1,
                    Urgency::Soon => count.soon += 1,
                    Urgency::CannotTell => count.cannot_tell += 1,
                    Urgency::Later | Urgency::Stopped => {}
                }
            }
        }
        counts
    }

    /// Open cases nobody has written to since an instant, the longest first.
    #[must_use]
    pub fn idle(&self, scope: &Scope, filter: &Filter, since: Instant, page: usize) -> Vec<CaseNo> {
        let chosen = self.select(scope, filter);
        let idle = self.index.idle.iter().take_while(|(touched, _)| *touched < since);
        let idle = idle.map(|(_, case)| *case).take(WALK_MAX);
        idle.filter(|case| chosen.contains(*case)).take(page.clamp(1, PAGE_MAX)).collect()
    }

    /// How many open cases each member of the scope is responsible for.
    #[must_use]
    pub fn caseload(&self, scope: &Scope) -> Vec<(UserId, u64)> {
        let chosen = self.select(scope, &Filter { open: Some(true), ..Filter::default() });
        let owners = self.index.by_owner.iter();
        let counts = owners.map(|(owner, set)| (owner, set.intersection_len(&chosen)));
        let counts = counts.filter(|(_, count)| *count > 0);
        counts.filter_map(|(owner, n)| Some((self.user_at(*owner)?, n))).collect()
    }
}

fn cursor_of((line, _): &(Line, WorkLine)) -> Cursor {
    Cursor(*line)
}

fn shown(lines: Vec<(Line, WorkLine)>) -> Vec<WorkLine> {
    lines.into_iter().map(|(_, line)| line).collect()
}
