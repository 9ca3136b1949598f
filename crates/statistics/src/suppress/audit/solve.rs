//! The linear programs: the least and the most that a cell can be.
//!
//! What is known falls out, and what is left falls apart into components that share no sum; the least and the most of a cell depend on its
//! component alone, because any solution of one fits any solution of another. A sum that nobody asks for and that no table has says only that it is
//! what its parts are: where it is part of something, its parts are put in its place.
//!
//! The solver computes with floating point. Every solution is therefore rounded to whole numbers and put back into the equations, exactly:
//! where it fits, the end of the interval is attained by a world that can be written down.

use super::bounds::{Bounds, NO_LIMIT};
use super::system::System;
use crate::suppress::rule::Interval;
use microlp::{ComparisonOp, Error, LinearExpr, OptimizationDirection, Problem, Variable};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// How far the solver may be off: it checks its solutions to 10⁻⁷.
const SLACK: f64 = 1e-5;

/// The interval of a cell, and how it is known.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Found {
    /// Nothing narrower follows from what is published, and nothing wider.
    Exact(Interval),
    /// Its component is too large for the effort, or the solver gave up: it is at least as narrow as this.
    Within(Interval),
}

impl Found {
    pub(crate) fn interval(&self) -> Interval {
        match self {
            Self::Exact(interval) | Self::Within(interval) => *interval,
        }
    }
}

/// Intervals of cells, and how they came about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Solved {
    pub(crate) found: Vec<Found>,
    /// Linear programs that were solved.
    pub(crate) programs: usize,
    /// Ends of intervals that no whole-number world was written down for.
    pub(crate) not_whole: usize,
    /// Components that were too large.
    pub(crate) open: Vec<Component>,
}

/// Variables that hang together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Component {
    pub(crate) variables: Vec<u32>,
    pub(crate) rows: Vec<u32>,
    /// Places in the question of the variables that are asked for.
    asked: Vec<usize>,
}

/// Answers with the places of their questions, programs, and ends that are not whole.
type Done = (Vec<(usize, Found)>, usize, usize);

/// The intervals of these variables.
pub(crate) fn solve(system: &System, bounds: &Bounds, asked: &[u32], most: usize) -> Solved {
    let within = |variable: &u32| {
        let most = bounds.most[*variable as usize];
        let interval = Interval {
            least: bounds.least[*variable as usize],
            most: (most != NO_LIMIT).then_some(most),
        };
        if interval.is_exact() { Found::Exact(interval) } else { Found::Within(interval) }
    };
    let mut solved = Solved { found: asked.iter().map(within).collect(), ..Solved::default() };
    let (small, large): (Vec<Component>, Vec<Component>) = components(system, bounds, asked)
        .into_iter()
        .filter(|component| !component.asked.is_empty())
        .partition(|component| component.variables.len() <= most);
    solved.open = large;
    let done: Vec<Done> = small
        .into_par_iter()
        .map(|component| Program::new(system, bounds, &component, asked).run(&component, asked))
        .collect();
    for (found, programs, not_whole) in done {
        found.into_iter().for_each(|(at, found)| solved.found[at] = found);
        solved.programs += programs;
        solved.not_whole += not_whole;
    }
    solved
}

fn components(system: &System, bounds: &Bounds, asked: &[u32]) -> Vec<Component> {
    let rows = needed(system, asked);
    let mut parent: Vec<u32> = (0..system.known.len() as u32).collect();
    fn root(parent: &mut [u32], mut at: u32) -> u32 {
        while parent[at as usize] != at {
            parent[at as usize] = parent[parent[at as usize] as usize];
            at = parent[at as usize];
        }
        at
    }
    let free =
        |row: u32| system.rows.row(row as usize).iter().copied().filter(|v| !bounds.is_known(*v));
    for row in &rows {
        let mut first = None;
        for variable in free(*row) {
            let own = root(&mut parent, variable);
            let with = *first.get_or_insert(own);
            let with = root(&mut parent, with);
            parent[own as usize] = with;
        }
    }
    let mut place: Vec<Option<usize>> = vec![None; parent.len()];
    let mut components: Vec<Component> = Vec::new();
    for variable in (0..parent.len() as u32).filter(|variable| !bounds.is_known(*variable)) {
        let root = root(&mut parent, variable) as usize;
        let at = *place[root].get_or_insert_with(|| {
            components.push(Component::default());
            components.len() - 1
        });
        components[at].variables.push(variable);
    }
    for row in rows {
        let Some(variable) = free(row).next() else { continue };
        let root = root(&mut parent, variable) as usize;
        place[root].into_iter().for_each(|at| components[at].rows.push(row));
    }
    for (question, variable) in asked.iter().enumerate() {
        if !bounds.is_known(*variable) {
            let root = root(&mut parent, *variable) as usize;
            place[root].into_iter().for_each(|at| components[at].asked.push(question));
        }
    }
    components
}

/// The rows that say something: not spare, and not the only one of a sum that nobody asks for.
fn needed(system: &System, asked: &[u32]) -> Vec<u32> {
    let mut rows: Vec<u32> =
        (0..system.rows.len() as u32).filter(|row| !system.spare[*row as usize]).collect();
    let mut wanted = vec![false; system.known.len()];
    asked.iter().for_each(|variable| wanted[*variable as usize] = true);
    loop {
        let mut uses = vec![0_u32; system.known.len()];
        for row in &rows {
            system.rows.row(*row as usize).iter().for_each(|v| uses[*v as usize] += 1);
        }
        let before = rows.len();
        rows.retain(|row| {
            let at = system.rows.row(*row as usize)[0] as usize;
            wanted[at] || system.known[at].is_some() || system.floor[at] > 0 || uses[at] > 1
        });
        if rows.len() == before {
            return rows;
        }
    }
}

/// The equations of one component.
struct Program {
    /// The variables that are left, ascending.
    variables: Vec<u32>,
    floors: Vec<i64>,
    /// What they cannot be above, as far as bounds tell.
    mosts: Vec<i64>,
    leasts: Vec<i64>,
    /// Places of variables with their signs, and what they add up to.
    rows: Vec<(Vec<(usize, i64)>, i64)>,
}

impl Program {
    fn new(system: &System, bounds: &Bounds, component: &Component, asked: &[u32]) -> Self {
        let mut kept: Vec<u32> = component.asked.iter().map(|at| asked[*at]).collect();
        kept.sort_unstable();
        // Sums to put parts in place of, each by one of its rows.
        let mut by_row: HashMap<u32, u32> = HashMap::new();
        for row in &component.rows {
            let sum = system.rows.row(*row as usize)[0];
            let tabled = system.floor[sum as usize] > 0 || bounds.is_known(sum);
            if !tabled && kept.binary_search(&sum).is_err() {
                by_row.entry(sum).or_insert(*row);
            }
        }
        let stays = |variable: &u32| !by_row.contains_key(variable);
        let variables: Vec<u32> = component.variables.iter().copied().filter(stays).collect();
        let mut rows = Vec::new();
        for row in &component.rows {
            let mut terms: BTreeMap<usize, i64> = BTreeMap::new();
            let mut right = 0;
            let mut waiting: Vec<(u32, i64)> = Vec::new();
            let all = system.rows.row(*row as usize);
            if by_row.get(&all[0]) == Some(row) {
                continue;
            }
            waiting
                .extend(all.iter().enumerate().map(|(at, v)| (*v, if at == 0 { 1 } else { -1 })));
            while let Some((variable, sign)) = waiting.pop() {
                if let Some(row) = by_row.get(&variable) {
                    let parts = &system.rows.row(*row as usize)[1..];
                    waiting.extend(parts.iter().map(|part| (*part, sign)));
                } else if let Ok(place) = variables.binary_search(&variable) {
                    *terms.entry(place).or_insert(0) += sign;
                } else {
                    right -= sign * bounds.least[variable as usize];
                }
            }
            terms.retain(|_, sign| *sign != 0);
            if !terms.is_empty() {
                rows.push((terms.into_iter().collect(), right));
            }
        }
        let of = |all: &[i64]| variables.iter().map(|v| all[*v as usize]).collect();
        let (floors, mosts, leasts) = (of(&system.floor), of(&bounds.most), of(&bounds.least));
        Self { variables, floors, mosts, leasts, rows }
    }

    fn run(self, component: &Component, asked: &[u32]) -> Done {
        // What whole-number worlds have attained so far, for every variable.
        let mut attained: Vec<Option<(i64, i64)>> = vec![None; self.floors.len()];
        let (mut found, mut programs, mut not_whole) = (Vec::new(), 0, 0);
        for question in &component.asked {
            let Ok(place) = self.variables.binary_search(&asked[*question]) else { continue };
            let mut ends = [None, None];
            for (end, direction) in ends
                .iter_mut()
                .zip([OptimizationDirection::Minimize, OptimizationDirection::Maximize])
            {
                let before = self.attained(place, direction, &attained);
                programs += usize::from(before.is_none());
                let solved = before.map(|end| (end, true));
                let solved = solved.or_else(|| self.extreme(place, direction, &mut attained));
                let Some((value, whole)) = solved else { break };
                not_whole += usize::from(!whole);
                *end = Some(value);
            }
            if let [Some(least), Some(most)] = ends {
                let most = (most != NO_LIMIT).then_some(most);
                found.push((*question, Found::Exact(Interval { least, most })));
            }
        }
        (found, programs, not_whole)
    }

    /// An end that a world written down has attained already: nothing is beyond the bounds.
    fn attained(
        &self,
        place: usize,
        direction: OptimizationDirection,
        attained: &[Option<(i64, i64)>],
    ) -> Option<i64> {
        let (least, most) = attained[place]?;
        let (end, bound) = match direction {
            OptimizationDirection::Minimize => (least, self.leasts[place]),
            OptimizationDirection::Maximize => (most, self.mosts[place]),
        };
        (end == bound).then_some(end)
    }

    /// One end of an interval, in whole numbers, and whether a whole-number world attains it. Nothing if the solver gives up.
    fn extreme(
        &self,
        place: usize,
        direction: OptimizationDirection,
        attained: &mut [Option<(i64, i64)>],
    ) -> Option<(i64, bool)> {
        let least = matches!(direction, OptimizationDirection::Minimize);
        let mut problem = Problem::new(direction);
        let variable = |(at, floor): (usize, &i64)| {
            let cost = if at == place { 1.0 } else { 0.0 };
            problem.add_var(cost, (*floor as f64, f64::INFINITY))
        };
        let variables: Vec<Variable> = self.floors.iter().enumerate().map(variable).collect();
        for (terms, right) in &self.rows {
            let mut row = LinearExpr::empty();
            terms.iter().for_each(|(place, sign)| row.add(variables[*place], *sign as f64));
            problem.add_constraint(row, ComparisonOp::Eq, *right as f64);
        }
        let solution = match problem.solve() {
            Ok(outcome) => outcome.into_solution().ok()?,
            Err(Error::Unbounded) => return Some((NO_LIMIT, true)),
            Err(_) => return None,
        };
        let value = solution.var_value(variables[place]);
        let end = if least { (value - SLACK).ceil() } else { (value + SLACK).floor() } as i64;
        let world: Vec<i64> =
            variables.iter().map(|v| solution.var_value(*v).round() as i64).collect();
        let whole = self.is_world(&world);
        if whole {
            for (attained, value) in attained.iter_mut().zip(&world) {
                let known = attained.get_or_insert((*value, *value));
                *known = (known.0.min(*value), known.1.max(*value));
            }
        }
        Some((end, whole && world[place] == end))
    }

    /// Puts whole numbers into the equations.
    fn is_world(&self, world: &[i64]) -> bool {
        let fits = |(terms, right): &(Vec<(usize, i64)>, i64)| {
            let sum: i128 = terms
                .iter()
                .map(|(place, sign)| i128::from(world[*place]) * i128::from(*sign))
                .sum();
            sum == i128::from(*right)
        };
        self.rows.iter().all(fits) && world.iter().zip(&self.floors).all(|(n, floor)| n >= floor)
    }
}
