//! Which cells are left out.
//!
//! First what is small; then, for every cell left out, a move (see `moves`) that can be made so often, forwards and backwards, that the rule is
//! kept, and all that it changes is left out too. Each cell carries the interval that moves made so far have shown to be possible; a cell that
//! was left out only to protect another is looked at in its turn. If no single move is enough, several are made one after the other; if
//! none exchanges anything, one is made that changes every sum above the cell, up to the total of everybody, and leaves those out. That one
//! always works, so this always ends with every cell protected, at worst with nothing but zeros published.
//!
//! The moves prove the rule on integers and by construction. Nobody has to believe it: `audit` computes the intervals anew from what is published, and
//! shares no code with this.

use super::moves::{Change, Move, changes, weigh};
use super::rule::Rule;
use super::search::ways;
use super::world::{State, World};
use std::collections::{BTreeMap, VecDeque};

/// Moves that are made one after the other for one cell.
const STEPS_MAX: usize = 24;
/// Axes of a cell that are exchanged in all combinations; a cell of more has only all of them, and each alone.
const AXES_COMBINED: usize = 4;

/// What was left out, and by which moves each is protected.
#[derive(Clone, Debug)]
pub(crate) struct Hiding {
    /// Cells that were small.
    pub(crate) small: usize,
    /// Cells that are left out for the sake of others.
    pub(crate) others: usize,
    /// Moves, each as the cells that it changes.
    pub(crate) moves: Vec<Box<[u32]>>,
    /// For every variable the place of a move that protects it.
    pub(crate) by: Vec<Option<u32>>,
}

/// Leaves out what must not be known and what would give it away. `tables` are the cells of each table, `implied` are cells that no table
/// shows but two of them tell. Without `others`, only what is small is left out: no protection, but the control that tests need.
pub(crate) fn hide(
    world: &mut World,
    rule: Rule,
    tables: &[Vec<u32>],
    implied: &[u32],
    others: bool,
) -> Hiding {
    let mut hider = Hider {
        rule,
        reach: world.values.iter().map(|value| (*value, *value)).collect(),
        queue: VecDeque::new(),
        hiding: Hiding {
            small: 0,
            others: 0,
            moves: Vec::new(),
            by: vec![None; world.values.len()],
        },
    };
    for variable in tables.iter().flatten() {
        world.states[*variable as usize] = State::Shown;
    }
    let mut targets = Vec::new();
    for variable in tables.iter().flatten() {
        if rule.is_small(world.value(*variable)) && world.state(*variable) == State::Shown {
            world.states[*variable as usize] = State::LeftOut;
            hider.hiding.small += 1;
            targets.push(*variable);
        }
    }
    if !others {
        return hider.hiding;
    }
    let told = |variable: &&u32| {
        world.state(**variable) == State::Hidden && rule.is_small(world.value(**variable))
    };
    targets.extend(implied.iter().filter(told));
    targets.sort_unstable();
    targets.dedup();
    // Sums first: what protects them must be left out below them anyway.
    let depth = |variable: &u32| {
        let (_, nodes) = world.home(*variable);
        let sums = |(node, lattice): (&u32, &super::lattice::Lattice)| {
            lattice.nodes[*node as usize].len() == 1
        };
        nodes.iter().zip(&world.lattices).filter(|pair| sums(*pair)).count()
    };
    targets.sort_by_cached_key(|variable| (depth(variable), world.value(*variable)));
    hider.queue = targets.into();
    while let Some(variable) = hider.queue.pop_front() {
        if !hider.is_safe(variable) {
            hider.protect(world, variable);
        }
    }
    hider.hiding
}

struct Hider {
    rule: Rule,
    /// What moves have shown to be possible.
    reach: Vec<(i64, i64)>,
    queue: VecDeque<u32>,
    hiding: Hiding,
}

impl Hider {
    fn is_safe(&self, variable: u32) -> bool {
        let (least, most) = self.reach[variable as usize];
        self.rule.keeps(&super::rule::Interval { least, most: Some(most) })
    }

    fn protect(&mut self, world: &mut World, variable: u32) {
        let value = world.value(variable);
        let up = (self.rule.least() - value).max(0);
        let width = self.rule.least() - 1;
        let (_, nodes) = world.home(variable);
        let axes: Vec<usize> = (0..nodes.len()).filter(|axis| nodes[*axis] != 0).collect();
        let sets = exchanges(&axes);
        // A little more than is needed, so that the cells around are safe by the same move.
        let enough = self.rule.least();
        for set in sets.iter().filter(|set| !set.is_empty()) {
            let good = |one: &Move| one.forwards >= up && one.forwards + one.backwards >= width;
            let best = candidates(world, variable, set, enough, &|_| 0)
                .filter(good)
                .min_by(|a, b| a.cost.total_cmp(&b.cost));
            if let Some(best) = best {
                self.make(world, best);
                return;
            }
        }
        if let Some(steps) = several(world, variable, &sets, width.max(up)) {
            self.make_all(world, steps);
            return;
        }
        let all = candidates(world, variable, &[], enough, &|_| 0);
        let best = all.min_by(|a, b| a.cost.total_cmp(&b.cost));
        if let Some(best) = best.filter(|best| best.forwards >= width.max(up)) {
            self.make(world, best);
        }
        // Otherwise the cell stays as it is: the audit finds it, and nothing is published.
    }

    fn make(&mut self, world: &mut World, one: Move) {
        let at = self.hiding.moves.len() as u32;
        for Change { variable, by } in &one.changes {
            let value = world.value(*variable);
            let (up, down) = match by {
                1 => (one.forwards, one.backwards),
                _ => (one.backwards, one.forwards),
            };
            self.widen(*variable, value - down, value + up, at);
            self.leave_out(world, *variable);
        }
        self.hiding.moves.push(one.changes.iter().map(|change| change.variable).collect());
    }

    fn make_all(&mut self, world: &mut World, sum: BTreeMap<u32, i64>) {
        let at = self.hiding.moves.len() as u32;
        for (variable, by) in &sum {
            let value = world.value(*variable);
            self.widen(*variable, value.min(value + by), value.max(value + by), at);
            self.leave_out(world, *variable);
        }
        self.hiding.moves.push(sum.into_keys().collect());
    }

    /// Notes what a move has shown. The move that makes a cell safe is the one that is kept for the audit.
    fn widen(&mut self, variable: u32, least: i64, most: i64, by: u32) {
        let before = self.is_safe(variable);
        let reach = &mut self.reach[variable as usize];
        let known = super::rule::Interval { least, most: Some(most) };
        *reach = (reach.0.min(least), reach.1.max(most));
        if !before && (self.rule.keeps(&known) || self.hiding.by[variable as usize].is_none()) {
            self.hiding.by[variable as usize] = Some(by);
        }
    }

    fn leave_out(&mut self, world: &mut World, variable: u32) {
        if world.state(variable) == State::Shown {
            world.states[variable as usize] = State::LeftOut;
            self.hiding.others += 1;
        }
        if world.state(variable) == State::LeftOut && !self.is_safe(variable) {
            self.queue.push_back(variable);
        }
    }
}

/// Sets of axes to exchange: all of them first, the empty set last.
fn exchanges(axes: &[usize]) -> Vec<Vec<usize>> {
    if axes.len() > AXES_COMBINED {
        let mut sets = vec![axes.to_vec()];
        sets.extend(axes.iter().map(|axis| vec![*axis]));
        sets.push(Vec::new());
        return sets;
    }
    let subset = |bits: u32| {
        axes.iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0).map(|(_, a)| *a).collect()
    };
    let mut sets: Vec<Vec<usize>> = (0..1_u32 << axes.len()).map(subset).collect();
    sets.sort_by_key(|set| std::cmp::Reverse(set.len()));
    sets
}

fn candidates<'w>(
    world: &'w World,
    variable: u32,
    swapped: &[usize],
    enough: i64,
    now: &'w dyn Fn(u32) -> i64,
) -> impl Iterator<Item = Move> + 'w {
    ways(world, variable, swapped, enough).into_iter().filter_map(move |ways| {
        let mut changes = changes(world, &ways)?;
        let own = changes.iter().find(|change| change.variable == variable)?;
        if own.by < 0 {
            changes.iter_mut().for_each(|change| change.by = -change.by);
        }
        weigh(world, changes, now, enough)
    })
}

/// Several moves that together raise a cell by so much; nothing if that does not come about.
fn several(
    world: &World,
    variable: u32,
    sets: &[Vec<usize>],
    need: i64,
) -> Option<BTreeMap<u32, i64>> {
    let mut sum: BTreeMap<u32, i64> = BTreeMap::new();
    for _ in 0..STEPS_MAX {
        let missing = need - sum.get(&variable).copied().unwrap_or(0);
        if missing <= 0 {
            return Some(sum);
        }
        let now = |variable: u32| sum.get(&variable).copied().unwrap_or(0);
        let mut best: Option<Move> = None;
        for set in sets.iter().filter(|set| !set.is_empty()) {
            let found = candidates(world, variable, set, missing, &now)
                .filter(|one| one.forwards > 0)
                .max_by(|a, b| worth(a).total_cmp(&worth(b)));
            if found.is_some() {
                best = found;
                break;
            }
        }
        let best = best?;
        for Change { variable, by } in best.changes {
            *sum.entry(variable).or_insert(0) += i64::from(by) * best.forwards;
        }
    }
    None
}

fn worth(one: &Move) -> f64 {
    one.forwards as f64 / (1.0 + one.cost)
}
