//! Puts duties and limits together into what the engine evaluates.
//!
//! A jurisdiction's own limits of a duty replace the international ones. The order is that of the duty files and, within a
//! duty, that of the limits, so that results have the same order every time.

use crate::Law;
use crate::kinds::KindSet;
use crate::model::duty::{Duty, Limit, Mode, Stays};
use crate::model::jurisdiction::Jurisdiction;
use crate::rule::{Condition, Rule, Series};

/// The id of the jurisdiction whose limits apply where there are no others.
pub const INTERNATIONAL: &str = "international";

/// All rules of a jurisdiction.
#[derive(Clone, PartialEq, Debug)]
pub struct RuleBook {
    /// By duty, then by limit.
    pub rules: Vec<Rule>,
    /// Index into [`Law::jurisdictions`].
    pub jurisdiction: usize,
}

impl RuleBook {
    /// The rule with this id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}

/// The rule book of a jurisdiction of this law.
pub(crate) fn rules(law: &Law, jurisdiction: &Jurisdiction) -> RuleBook {
    let index = |id: &str| law.jurisdictions.iter().position(|known| known.id == id);
    let own = index(&jurisdiction.id);
    let home = index(INTERNATIONAL);
    let mut rules = Vec::new();
    for (number, duty) in law.duties.iter().enumerate() {
        let of = |wanted: Option<usize>| {
            let limits = law.limits.iter().enumerate();
            limits.filter(move |(_, l)| l.duty == number && Some(l.jurisdiction) == wanted)
        };
        let limits: Vec<_> =
            if of(own).next().is_some() { of(own).collect() } else { of(home).collect() };
        for (place, limit) in &limits {
            let id = match limits.len() {
                1 => duty.id.clone(),
                _ => format!("{}/{}", duty.id, limit.id),
            };
            let lists = |name: usize| list_of(law, name, own, home);
            let opened_by = opened_by(law, &duty.ends);
            rules.push(Rule { opened_by, ..rule(id, (number, duty), (*place, limit), &lists) });
        }
    }
    RuleBook { rules, jurisdiction: own.unwrap_or_default() }
}

fn rule(
    id: String,
    (duty_index, duty): (usize, &Duty),
    (limit_index, limit): (usize, &Limit),
    lists: &dyn Fn(usize) -> Option<usize>,
) -> Rule {
    let both = [&duty.condition, &limit.condition];
    let mut parts: Vec<Condition> = both
        .into_iter()
        .filter(|condition| **condition != Condition::Always)
        .map(|condition| resolve(condition, lists))
        .collect();
    let condition = match parts.len() {
        0 => Condition::Always,
        1 => parts.remove(0),
        _ => Condition::All(parts),
    };
    Rule {
        id,
        duty: duty_index,
        limit: limit_index,
        trigger: duty.trigger.clone(),
        request: duty.request,
        discharge: duty.discharge,
        ends: duty.ends,
        opened_by: KindSet::EMPTY,
        exceptions: if limit.excepts { duty.exceptions } else { KindSet::EMPTY },
        condition,
        treaty: duty.treaty.clone(),
        series: series(duty, limit),
        counting: limit.counting,
        plus: limit.plus,
        ask: limit.ask,
        extension: limit.extension.clone(),
        toll: duty.toll.clone(),
        valid_from: limit.valid_from,
        valid_to: limit.valid_to,
    }
}

/// The triggers of all duties that share an ending: what such an ending may have ended.
fn opened_by(law: &Law, ends: &KindSet) -> KindSet {
    let sharing = law.duties.iter().filter(|duty| duty.ends.meets(ends));
    let triggers = sharing.flat_map(|duty| &duty.trigger);
    triggers.fold(KindSet::EMPTY, |all, group| all.union(group))
}

fn series(duty: &Duty, limit: &Limit) -> Series {
    let (then, every) = (limit.then.clone(), limit.every);
    if let (true, Some(Stays { start, end })) = (limit.cumulative, &duty.stays) {
        return Series::Cumulative { start: *start, end: *end, then, every };
    }
    match limit.mode {
        Some(Mode::Reset) => Series::Reset { then, every },
        Some(Mode::FixedGrid) => Series::FixedGrid { then, every },
        None => Series::Once,
    }
}

/// The jurisdiction's list of that name, or the international one.
fn list_of(law: &Law, name: usize, own: Option<usize>, home: Option<usize>) -> Option<usize> {
    let name = law.list_names.get(name)?;
    let of = |wanted: Option<usize>| {
        law.lists.iter().position(|l| Some(l.jurisdiction) == wanted && l.id == *name)
    };
    of(own).or_else(|| of(home))
}

/// A condition with its lists' names replaced by the jurisdiction's lists. Where there is no such list, nobody is on it.
fn resolve(condition: &Condition, lists: &dyn Fn(usize) -> Option<usize>) -> Condition {
    let all = |parts: &[Condition]| parts.iter().map(|part| resolve(part, lists)).collect();
    match condition {
        Condition::All(parts) => Condition::All(all(parts)),
        Condition::Any(parts) => Condition::Any(all(parts)),
        Condition::Not(inner) => Condition::Not(Box::new(resolve(inner, lists))),
        Condition::Listed(name) => match lists(*name) {
            Some(list) => Condition::Listed(list),
            None => Condition::Any(Vec::new()),
        },
        Condition::Always
        | Condition::Fact { .. }
        | Condition::AgeBelow(_)
        | Condition::Foreign
        | Condition::Happened(_) => condition.clone(),
    }
}
