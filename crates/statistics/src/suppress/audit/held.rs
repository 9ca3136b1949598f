//! Cells of a component too large for one linear program: the office looks at a few of its cells at a time.
//!
//! Whoever knows more can tell more. So the auditor gives the reader, for nothing, the true count of every cell but a few, and asks what can
//! still be said about these: if that is too little for the rule, what a reader without the gift can say is less still. Which few is a hint that the
//! suppressor gives; a bad hint makes the proof fail and never makes it false. The hint and the counts stay in the office.

use super::AuditError;
use super::solve::Solved;
use super::system::{Rows, System};
use crate::suppress::protect::Office;
use crate::suppress::rule::{Interval, Rule};
use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Variable};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Cells looked at together.
const FEW_MAX: usize = 4_096;

/// The true counts, in the auditor's order, after it has seen that they are what was published and add up.
pub(super) fn truth(system: &System, office: &Office) -> Result<Vec<i64>, AuditError> {
    let mut truth: Vec<Option<i64>> = vec![None; system.known.len()];
    for variable in 0..office.world.values.len() as u32 {
        let (_, nodes) = office.world.home(variable);
        if let Some(own) = system.variable(&nodes) {
            truth[own as usize] = Some(office.world.value(variable));
        }
    }
    let truth: Vec<i64> =
        truth.into_iter().collect::<Option<_>>().ok_or(AuditError::NotTheCounts)?;
    let published = system.known.iter().zip(&truth).all(|(k, t)| k.is_none_or(|k| k == *t));
    let floors = system.floor.iter().zip(&truth).all(|(floor, count)| count >= floor);
    let adds_up = |row: &[u32]| {
        let counts = row.iter().map(|variable| truth[*variable as usize]);
        counts.clone().next() == Some(counts.skip(1).sum())
    };
    let sums = (0..system.rows.len()).all(|row| adds_up(system.rows.row(row)));
    if published && floors && sums { Ok(truth) } else { Err(AuditError::NotTheCounts) }
}

/// Those of these variables for which the rule is *not* shown to be kept.
pub(super) fn not_held(
    system: &System,
    office: &Office,
    truth: &[i64],
    variables: &[u32],
    rule: Rule,
    solved: &mut Solved,
) -> Vec<u32> {
    let of = system.rows.of_variables(system.known.len());
    let mut by_move: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut hint: BTreeMap<u32, u32> = BTreeMap::new();
    for own in 0..office.world.values.len() as u32 {
        let (_, nodes) = office.world.home(own);
        let place = office.by[own as usize];
        if let (Some(variable), Some(place)) = (system.variable(&nodes), place) {
            hint.insert(variable, place);
        }
    }
    let mut lost = Vec::new();
    for variable in variables {
        match hint.get(variable) {
            Some(place) => by_move.entry(*place).or_default().push(*variable),
            None => lost.push(*variable),
        }
    }
    let looked: Vec<(Vec<u32>, usize)> = by_move
        .into_par_iter()
        .map(|(place, asked)| {
            let few = office.moves[place as usize].iter();
            let few = few.filter_map(|own| system.variable(&office.world.home(*own).1));
            let few = few.filter(|variable| system.known[*variable as usize].is_none());
            let few: Vec<u32> = few.take(FEW_MAX).collect();
            let local = Local::new(system, &of, truth, few);
            let fails =
                |variable: &u32| !local.known(*variable, rule).is_some_and(|i| rule.keeps(&i));
            let lost: Vec<u32> = asked.iter().copied().filter(fails).collect();
            (lost, 2 * asked.len())
        })
        .collect();
    for (more, programs) in looked {
        lost.extend(more);
        solved.programs += programs;
    }
    lost.sort_unstable();
    lost
}

/// A few cells, everything else given away. Variables are how far a cell is from its count.
struct Local {
    few: Vec<u32>,
    /// How far each may fall.
    room: Vec<i64>,
    counts: Vec<i64>,
    rows: Vec<Vec<(usize, i64)>>,
}

impl Local {
    fn new(system: &System, of: &Rows, truth: &[i64], mut few: Vec<u32>) -> Self {
        few.sort_unstable();
        few.dedup();
        let mut numbers: Vec<u32> =
            few.iter().flat_map(|variable| of.row(*variable as usize)).copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut rows = Vec::new();
        for number in numbers.iter().filter(|number| !system.spare[**number as usize]) {
            let row = system.rows.row(*number as usize).iter().enumerate();
            let term = |(at, variable): (usize, &u32)| {
                let place = few.binary_search(variable).ok()?;
                Some((place, if at == 0 { 1 } else { -1 }))
            };
            let terms: Vec<(usize, i64)> = row.filter_map(term).collect();
            if !terms.is_empty() {
                rows.push(terms);
            }
        }
        let counts: Vec<i64> = few.iter().map(|v| truth[*v as usize]).collect();
        let room = few.iter().zip(&counts).map(|(v, c)| c - system.floor[*v as usize]).collect();
        Self { few, room, counts, rows }
    }

    /// What is still possible for a cell; nothing if the solver gives up or no whole-number world attains it.
    fn known(&self, variable: u32, rule: Rule) -> Option<Interval> {
        let place = self.few.binary_search(&variable).ok()?;
        let count = self.counts[place];
        let down = self.furthest(place, -1.0, rule)?;
        let up = self.furthest(place, 1.0, rule)?;
        Some(Interval { least: count - down, most: Some(count + up) })
    }

    fn furthest(&self, place: usize, sign: f64, rule: Rule) -> Option<i64> {
        // More than the rule asks for need not be shown.
        let limit = (2 * rule.least()) as f64;
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let variable = |(at, room): (usize, &i64)| {
            let gain = if at == place { sign } else { 0.0 };
            problem.add_var(gain, (-((*room as f64).min(limit)), limit))
        };
        let variables: Vec<Variable> = self.room.iter().enumerate().map(variable).collect();
        for terms in &self.rows {
            let mut row = LinearExpr::empty();
            terms.iter().for_each(|(place, sign)| row.add(variables[*place], *sign as f64));
            problem.add_constraint(row, ComparisonOp::Eq, 0.0);
        }
        let solution = problem.solve().ok()?.into_solution().ok()?;
        let world: Vec<i64> =
            variables.iter().map(|v| solution.var_value(*v).round() as i64).collect();
        let fits = self
            .rows
            .iter()
            .all(|terms| terms.iter().map(|(place, sign)| world[*place] * sign).sum::<i64>() == 0);
        let stands = world.iter().zip(&self.room).all(|(change, room)| -change <= *room);
        (fits && stands).then_some(if sign > 0.0 { world[place] } else { -world[place] })
    }
}
