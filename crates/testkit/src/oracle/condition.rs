//! Section 2.4: conditions, in Kleene's logic, by trying every possible world.
//!
//! A vague birth is tried at both ends, a vague trigger at both ends and on every day on which a list changes.

use duty::Value;
use jiff::civil::Date;
use law::{CodeId, Condition, KindId, Wanted};
use when::Tri;

use super::civil::{Today, date};
use super::{Case, Range};
use crate::World;

impl Case<'_> {
    /// Whether the condition holds for a clock that begins in `trigger`.
    pub(super) fn holds(&self, condition: &Condition, trigger: Range) -> Tri {
        match condition {
            Condition::Always => Tri::Yes,
            Condition::All(parts) => {
                let parts: Vec<Tri> = parts.iter().map(|part| self.holds(part, trigger)).collect();
                match parts {
                    _ if parts.contains(&Tri::No) => Tri::No,
                    _ if parts.contains(&Tri::Unknown) => Tri::Unknown,
                    _ => Tri::Yes,
                }
            }
            Condition::Any(parts) => {
                let parts: Vec<Tri> = parts.iter().map(|part| self.holds(part, trigger)).collect();
                match parts {
                    _ if parts.contains(&Tri::Yes) => Tri::Yes,
                    _ if parts.contains(&Tri::Unknown) => Tri::Unknown,
                    _ => Tri::No,
                }
            }
            Condition::Not(part) => match self.holds(part, trigger) {
                Tri::Yes => Tri::No,
                Tri::Unknown => Tri::Unknown,
                Tri::No => Tri::Yes,
            },
            Condition::Fact { kind, is, absent_is_no } => self.fact(*kind, is, *absent_is_no),
            Condition::AgeBelow(years) => self.age_below(*years, trigger),
            Condition::Foreign => match self.nationality() {
                None => Tri::Unknown,
                Some(code) => yes_or_no(code != self.world.state),
            },
            Condition::Listed(list) => self.listed(*list, trigger),
            Condition::Happened(kinds) => {
                if self.seen.first(*kinds).is_some() {
                    Tri::Yes
                } else if self.seen.covers(*kinds) {
                    Tri::No
                } else {
                    Tri::Unknown
                }
            }
        }
    }

    fn fact(&self, kind: KindId, is: &[Wanted], absent_is_no: bool) -> Tri {
        let silence_is_no = absent_is_no && self.seen.covers(law::KindSet::EMPTY.with(kind));
        let said = match self.seen.last(kind).map(|item| item.value) {
            None if silence_is_no => return Tri::No,
            None | Some(Value::Unknown | Value::Withdrawn) => return Tri::Unknown,
            Some(Value::Yes | Value::None) => Wanted::Yes,
            Some(Value::No) => Wanted::No,
            Some(Value::Code(code)) => Wanted::Code(code),
            Some(Value::Count(_) | Value::Date(_)) => return Tri::No,
        };
        yes_or_no(is.contains(&said))
    }

    /// The nationality, if one is recorded. Stateless persons have the code for it.
    pub(super) fn nationality(&self) -> Option<CodeId> {
        match self.seen.last(self.world.roles.nationality)?.value {
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

    fn listed(&self, list: usize, trigger: Range) -> Tri {
        let Some(code) = self.nationality() else { return Tri::Unknown };
        let entries = || self.world.lists.iter().filter(|l| l.list == list && l.code == code);
        let changes = entries().flat_map(|entry| {
            let after = entry.to.map(|to| date(to).tomorrow().unwrap());
            entry.from.map(date).into_iter().chain(after)
        });
        let days = self.days_to_try(trigger, changes.collect());
        let answers: Vec<bool> = days
            .into_iter()
            .map(|day| {
                entries().any(|entry| {
                    entry.from.is_none_or(|from| Today::On(date(from)) <= day)
                        && entry.to.is_none_or(|to| day <= Today::On(date(to)))
                })
            })
            .collect();
        agreed(&answers)
    }

    /// The local days of a span at which an answer may differ: both ends, and every change in between.
    pub(super) fn days_to_try(&self, span: Range, changes: Vec<Date>) -> Vec<Today> {
        let (first, last) = (self.wall.day(span.lo), self.wall.day(span.hi));
        let mut days = vec![first, last];
        for change in changes {
            for day in [change.yesterday().unwrap(), change].map(Today::On) {
                if first < day && day < last {
                    days.push(day);
                }
            }
        }
        days
    }

    fn age_below(&self, years: u32, trigger: Range) -> Tri {
        let Some((first, last)) = self.births() else { return Tri::Unknown };
        let mut answers = Vec::new();
        for born in [first, last] {
            for day in [trigger.lo, trigger.hi].map(|at| self.wall.day(at)) {
                answers.push(day < birthday(born, years));
            }
        }
        agreed(&answers)
    }

    /// First and last possible day of birth.
    fn births(&self) -> Option<(Today, Today)> {
        let World { roles, .. } = self.world;
        if let Some(Value::Date(span)) = self.seen.last(roles.birth).map(|item| item.value) {
            let [first, last] =
                [span.earliest(), span.latest()].map(|at| self.wall.day(at.seconds()));
            return Some((first, last));
        }
        let item = self.seen.last(roles.age)?;
        let Value::Count(age) = item.value else { return None };
        let [first, last] = [item.when.lo, item.when.hi].map(|at| self.wall.day(at));
        Some((first_birth(first, age), last_birth(last, age)))
    }
}

/// The day on which someone born on `born` turns `years`; 1 March for 29 February in a common year.
fn birthday(born: Today, years: u32) -> Today {
    let Today::On(born) = born else { return born };
    let year = born.year() + i16::try_from(years).unwrap();
    Today::On(match Date::new(year, born.month(), born.day()) {
        Ok(date) => date,
        Err(_) => Date::new(year, 3, 1).unwrap(),
    })
}

/// The last day of birth of someone who is `age` years old on a day.
fn last_birth(day: Today, age: u32) -> Today {
    let Today::On(on) = day else { return day };
    let mut born = Date::new(on.year() - i16::try_from(age).unwrap(), on.month(), 1).unwrap();
    born = born.last_of_month().tomorrow().unwrap();
    while birthday(Today::On(born), age) > day {
        born = born.yesterday().unwrap();
    }
    Today::On(born)
}

/// The first day of birth of someone who is `age` years old on a day.
fn first_birth(day: Today, age: u32) -> Today {
    match last_birth(day, age + 1) {
        Today::On(born) => Today::On(born.tomorrow().unwrap()),
        open @ (Today::Past | Today::Future) => open,
    }
}

/// What the possible worlds agree on.
pub(super) fn agreed(answers: &[bool]) -> Tri {
    match answers {
        _ if answers.iter().all(|yes| *yes) => Tri::Yes,
        _ if answers.iter().any(|yes| *yes) => Tri::Unknown,
        _ => Tri::No,
    }
}

fn yes_or_no(yes: bool) -> Tri {
    if yes { Tri::Yes } else { Tri::No }
}
