//! The tables with their counts, as only the office sees them.
//!
//! For every base (tables that must be looked at as one, see `cover`) there is a dense grid over the nodes of its axes. A cell that lies in several bases is one *variable*. Counts
//! are added up from the finest cells once, so that every cell is the sum that it claims to be.

use super::cover::bases;
use super::frame::{Frame, FrameError, GRID_MAX};
use super::lattice::Lattice;
use super::published::COUNT_MAX;

/// What happens to a cell.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum State {
    /// No table has it.
    Hidden,
    /// It is published.
    Shown,
    /// A table has it, without its number.
    LeftOut,
}

/// A dense grid.
#[derive(Clone, Debug)]
pub(crate) struct Base {
    /// Its axes, ascending.
    pub(crate) axes: Vec<usize>,
    /// For every axis of the frame, the step of its node; nothing if the base has it not.
    pub(crate) step: Vec<Option<usize>>,
    /// For every cell, its variable.
    pub(crate) variables: Vec<u32>,
    /// The first variable that is new in this base.
    first: u32,
    /// The cells that are new in this base, in the order of their variables.
    fresh: Vec<u32>,
}

/// Everything that the office knows.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) lattices: Vec<Lattice>,
    pub(crate) bases: Vec<Base>,
    pub(crate) values: Vec<i64>,
    pub(crate) states: Vec<State>,
}

/// Why counts cannot be put into a frame.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CountError {
    /// The frame itself.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// Counts of another shape.
    #[error(
        "the counts of the dimensions {0:?} do not fit: count what `bases` names, with what is outside each list"
    )]
    Shape(Vec<usize>),
    /// Not counts.
    #[error("a count is negative or larger than 2^50: these are no counts of persons")]
    Range,
    /// Two grids disagree.
    #[error(
        "the same quantity was counted twice with different results: count all tables from one source, without a change between"
    )]
    Disagree,
}

/// The sets of dimensions that must be counted together, each with what is outside its lists.
pub fn to_count(frame: &Frame) -> Result<Vec<Vec<usize>>, FrameError> {
    let mut frame = frame.clone();
    frame.add_differences();
    let lattices = frame.lattices();
    sets_of(&frame, &lattices)
}

pub(crate) fn sets_of(frame: &Frame, lattices: &[Lattice]) -> Result<Vec<Vec<usize>>, FrameError> {
    let reaches: Vec<Vec<usize>> = frame.sheets.iter().map(super::Sheet::reach).collect();
    let cells = |axes: &mut dyn Iterator<Item = &usize>| {
        axes.fold(1_u128, |all, axis| all.saturating_mul(lattices[*axis].len() as u128))
    };
    let sets = bases(&reaches, |set| cells(&mut set.iter()));
    let total = sets.iter().fold(0_u128, |sum, set| sum.saturating_add(cells(&mut set.iter())));
    if total > GRID_MAX {
        let ids: Vec<&str> = frame.sheets.iter().map(|sheet| sheet.id.as_str()).collect();
        return Err(FrameError::TooLarge { tables: ids.join(", "), cells: total });
    }
    Ok(sets)
}

impl World {
    /// Puts counts into a frame. For every base: counts over the codes of its dimensions, one more code for what is outside each, the last
    /// dimension running fastest. `places` is where the codes stand.
    pub(crate) fn new(
        frame: &Frame,
        places: &[Vec<Option<u32>>],
        counts: &[Vec<i64>],
    ) -> Result<Self, CountError> {
        let lattices = frame.lattices();
        let sets = sets_of(frame, &lattices)?;
        let mut world =
            Self { lattices, bases: Vec::new(), values: Vec::new(), states: Vec::new() };
        if sets.len() != counts.len() {
            return Err(CountError::Shape(sets.concat()));
        }
        for (axes, counts) in sets.into_iter().zip(counts) {
            let grid = world.grid(&axes, places, counts)?;
            world.add(axes, &grid)?;
        }
        Ok(world)
    }

    /// Counts over codes to counts over nodes, one axis after the other.
    fn grid(
        &self,
        axes: &[usize],
        places: &[Vec<Option<u32>>],
        counts: &[i64],
    ) -> Result<Vec<i64>, CountError> {
        let shape = || CountError::Shape(axes.to_vec());
        let codes: Vec<&Vec<Option<u32>>> =
            axes.iter().filter_map(|axis| places.get(*axis)).collect();
        let expected: usize = codes.iter().map(|codes| codes.len()).product();
        if codes.len() != axes.len() || counts.len() != expected {
            return Err(shape());
        }
        let total = counts.iter().try_fold(0_i64, |sum, count| sum.checked_add(*count));
        if counts.iter().any(|count| *count < 0) || total.is_none_or(|total| total > COUNT_MAX) {
            return Err(CountError::Range);
        }
        let mut now = counts.to_vec();
        let (mut before, mut after) = (1, counts.len());
        for (axis, codes) in axes.iter().zip(codes) {
            let lattice = &self.lattices[*axis];
            after /= codes.len();
            let mut next = vec![0_i64; before * lattice.len() * after];
            for outer in 0..before {
                for (code, primitive) in codes.iter().enumerate() {
                    let from = (outer * codes.len() + code) * after;
                    let row = &now[from..from + after];
                    let Some(primitive) = primitive else {
                        // The frame says that no row can be here.
                        if row.iter().any(|count| *count != 0) {
                            return Err(shape());
                        }
                        continue;
                    };
                    let atom = *lattice.atom_of.get(*primitive as usize).ok_or_else(shape)?;
                    for node in &lattice.above[atom as usize] {
                        let to = (outer * lattice.len() + *node as usize) * after;
                        next[to..to + after].iter_mut().zip(row).for_each(|(sum, n)| *sum += n);
                    }
                }
            }
            now = next;
            before *= lattice.len();
        }
        Ok(now)
    }

    fn add(&mut self, axes: Vec<usize>, grid: &[i64]) -> Result<(), CountError> {
        let mut step = vec![None; self.lattices.len()];
        let mut cells = 1;
        for axis in axes.iter().rev() {
            step[*axis] = Some(cells);
            cells *= self.lattices[*axis].len();
        }
        let first = self.values.len() as u32;
        let mut base =
            Base { axes, step, variables: Vec::with_capacity(cells), first, fresh: Vec::new() };
        let mut nodes = vec![0_u32; base.axes.len()];
        for (cell, value) in grid.iter().enumerate() {
            let known = self.known(&base.axes, &nodes);
            let variable = known.unwrap_or(self.values.len() as u32);
            if known.is_none() {
                self.values.push(*value);
                self.states.push(State::Hidden);
                base.fresh.push(cell as u32);
            } else if self.values[variable as usize] != *value {
                return Err(CountError::Disagree);
            }
            base.variables.push(variable);
            for (node, axis) in nodes.iter_mut().zip(&base.axes).rev() {
                *node += 1;
                if (*node as usize) < self.lattices[*axis].len() {
                    break;
                }
                *node = 0;
            }
        }
        self.bases.push(base);
        Ok(())
    }

    /// The variable of a cell that an earlier base has.
    fn known(&self, axes: &[usize], nodes: &[u32]) -> Option<u32> {
        self.bases.iter().find_map(|base| {
            let mut at = 0;
            for (axis, node) in axes.iter().zip(nodes) {
                if *node != 0 {
                    at += base.step[*axis]? * *node as usize;
                }
            }
            base.variables.get(at).copied()
        })
    }

    /// The variable of a cell, given by its nodes on all axes; nothing if no base has it.
    pub(crate) fn variable(&self, nodes: &[u32]) -> Option<u32> {
        self.bases.iter().find_map(|base| base.variable(nodes))
    }

    /// The base in which a variable first stands, and its nodes on all axes.
    pub(crate) fn home(&self, variable: u32) -> (usize, Vec<u32>) {
        let at = self.bases.partition_point(|base| base.first <= variable).saturating_sub(1);
        // A base may add no variable: the last that begins here is not the home then.
        let home = (0..=at).rev().find(|at| {
            let base = &self.bases[*at];
            (variable - base.first) < base.fresh.len() as u32
        });
        let at = home.unwrap_or(0);
        let base = &self.bases[at];
        let mut nodes = vec![0; self.lattices.len()];
        let mut cell = base.fresh[(variable - base.first) as usize] as usize;
        for axis in base.axes.iter().rev() {
            let size = self.lattices[*axis].len();
            nodes[*axis] = (cell % size) as u32;
            cell /= size;
        }
        (at, nodes)
    }

    pub(crate) fn value(&self, variable: u32) -> i64 {
        self.values[variable as usize]
    }

    pub(crate) fn state(&self, variable: u32) -> State {
        self.states[variable as usize]
    }

    /// What a reader knows without any table: a cell left out is not zero.
    pub(crate) fn floor(&self, variable: u32) -> i64 {
        match self.state(variable) {
            State::Hidden => 0,
            State::Shown | State::LeftOut => 1,
        }
    }
}

impl Base {
    /// The variable of a cell; nothing if it says something on an axis that this base has not.
    pub(crate) fn variable(&self, nodes: &[u32]) -> Option<u32> {
        let mut at = 0;
        for (step, node) in self.step.iter().zip(nodes) {
            if *node != 0 {
                at += (*step)? * *node as usize;
            }
        }
        self.variables.get(at).copied()
    }
}
