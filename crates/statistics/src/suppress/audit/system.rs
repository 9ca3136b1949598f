//! What a release says, as equations.
//!
//! A variable for every cell of every base (`cover`), a row for every way in which a cell is the sum of others, and what is known before anything
//! is solved: the numbers published, that no count is negative, and that a cell left out is not zero. Built from the published release and nothing else.

use super::AuditError;
use crate::suppress::frame::{Frame, FrameError};
use crate::suppress::lattice::Lattice;
use crate::suppress::world::sets_of;
use std::collections::HashMap;

/// Rows of variables; the first of each is the sum of the others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    starts: Vec<usize>,
    variables: Vec<u32>,
}

impl Rows {
    fn push(&mut self, row: impl Iterator<Item = u32>) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.variables.extend(row);
        self.starts.push(self.variables.len());
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    pub(crate) fn row(&self, at: usize) -> &[u32] {
        &self.variables[self.starts[at]..self.starts[at + 1]]
    }

    /// For every variable the rows that it stands in.
    pub(crate) fn of_variables(&self, variables: usize) -> Self {
        let mut starts = vec![0; variables + 1];
        for variable in &self.variables {
            starts[*variable as usize + 1] += 1;
        }
        for at in 0..variables {
            starts[at + 1] += starts[at];
        }
        let mut free = starts.clone();
        let mut rows = vec![0; self.variables.len()];
        for row in 0..self.len() {
            for variable in self.row(row) {
                let slot = &mut free[*variable as usize];
                rows[*slot] = row as u32;
                *slot += 1;
            }
        }
        Self { starts, variables: rows }
    }
}

/// A cell that no table shows, but two of them tell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Implied {
    pub(crate) variable: u32,
    /// A table that implies it.
    pub(crate) sheet: usize,
    /// Its nodes.
    pub(crate) nodes: Vec<u32>,
}

/// Everything that a reader can write down.
#[derive(Clone, Debug)]
pub(crate) struct System {
    pub(crate) lattices: Vec<Lattice>,
    by_key: HashMap<u128, u32>,
    /// Numbers published.
    pub(crate) known: Vec<Option<i64>>,
    /// What a count is at least.
    pub(crate) floor: Vec<i64>,
    /// Every sum.
    pub(crate) rows: Rows,
    /// Whether the others follow without this row.
    pub(crate) spare: Vec<bool>,
    /// For every sheet, the variables of its cells.
    pub(crate) cells: Vec<Vec<u32>>,
    pub(crate) implied: Vec<Implied>,
    /// The frame with the nodes of the differences.
    pub(crate) frame: Frame,
}

impl System {
    pub(crate) fn new(frame: &Frame, numbers: &[Vec<Option<i64>>]) -> Result<Self, AuditError> {
        let mut frame = frame.clone();
        let differences = frame.add_differences();
        let lattices = frame.lattices();
        let sets = sets_of(&frame, &lattices)?;
        let mut system = Self {
            lattices,
            by_key: HashMap::new(),
            known: Vec::new(),
            floor: Vec::new(),
            rows: Rows::default(),
            spare: Vec::new(),
            cells: Vec::new(),
            implied: Vec::new(),
            frame,
        };
        for (at, set) in sets.iter().enumerate() {
            system.grid(set, &sets[..at]);
        }
        system.say(numbers)?;
        system.imply(&differences)?;
        Ok(system)
    }

    pub(crate) fn variable(&self, nodes: &[u32]) -> Option<u32> {
        self.by_key.get(&self.key(nodes)).copied()
    }

    fn key(&self, nodes: &[u32]) -> u128 {
        let digits = nodes.iter().zip(&self.lattices);
        digits.fold(0, |key, (node, lattice)| key * lattice.len() as u128 + u128::from(*node))
    }

    /// Variables and sums of a base; what an earlier base has is not said again.
    fn grid(&mut self, axes: &[usize], earlier: &[Vec<usize>]) {
        let mut nodes = vec![0_u32; self.lattices.len()];
        loop {
            let key = self.key(&nodes);
            let next = self.known.len() as u32;
            if *self.by_key.entry(key).or_insert(next) == next {
                self.known.push(None);
                self.floor.push(0);
            }
            if !self.step(axes, &mut nodes) {
                break;
            }
        }
        loop {
            let mut spare = false;
            for axis in axes {
                let parts = self.lattices[*axis].parts[nodes[*axis] as usize].clone();
                let said = |set: &Vec<usize>| {
                    set.contains(axis) && axes.iter().all(|a| nodes[*a] == 0 || set.contains(a))
                };
                if parts.is_empty() || earlier.iter().any(said) {
                    continue;
                }
                let mut row: Vec<u32> = self.variable(&nodes).into_iter().collect();
                let mut part = nodes.clone();
                for node in parts {
                    part[*axis] = node;
                    row.extend(self.variable(&part));
                }
                self.rows.push(row.into_iter());
                self.spare.push(spare);
                // One sum a cell is enough: its parts are sums themselves, down to the finest cells.
                spare = true;
            }
            if !self.step(axes, &mut nodes) {
                break;
            }
        }
    }

    /// The next cell of a grid; false, and the first one again, after the last.
    fn step(&self, axes: &[usize], nodes: &mut [u32]) -> bool {
        for axis in axes.iter().rev() {
            nodes[*axis] += 1;
            if (nodes[*axis] as usize) < self.lattices[*axis].len() {
                return true;
            }
            nodes[*axis] = 0;
        }
        false
    }

    fn say(&mut self, numbers: &[Vec<Option<i64>>]) -> Result<(), AuditError> {
        let sheets = std::mem::take(&mut self.frame.sheets);
        for (sheet, numbers) in sheets.iter().zip(numbers) {
            let mut cells = Vec::with_capacity(numbers.len());
            for (cell, number) in numbers.iter().enumerate() {
                let variable = self.variable(&sheet.nodes(cell)).ok_or_else(outside)?;
                cells.push(variable);
                let known = &mut self.known[variable as usize];
                match (*number, *known) {
                    (Some(one), Some(other)) if one != other => {
                        return Err(AuditError::Contradiction);
                    }
                    (Some(_), _) => *known = *number,
                    // Zeros are published: what is left out is at least one.
                    (None, _) => self.floor[variable as usize] = 1,
                }
            }
            self.cells.push(cells);
        }
        self.frame.sheets = sheets;
        Ok(())
    }

    /// The same equations, with the numbers of some sheets only.
    pub(crate) fn only(&self, numbers: &[Vec<Option<i64>>], keep: impl Fn(usize) -> bool) -> Self {
        let mut only = self.clone();
        only.known.fill(None);
        only.floor.fill(0);
        for (sheet, (cells, numbers)) in self.cells.iter().zip(numbers).enumerate() {
            for (variable, number) in cells.iter().zip(numbers).filter(|_| keep(sheet)) {
                match number {
                    Some(_) => only.known[*variable as usize] = *number,
                    None => only.floor[*variable as usize] = 1,
                }
            }
        }
        only
    }

    fn imply(&mut self, differences: &[Vec<Vec<u32>>]) -> Result<(), AuditError> {
        let mut tabled = vec![false; self.known.len()];
        self.cells.iter().flatten().for_each(|variable| tabled[*variable as usize] = true);
        for (at, (sheet, differences)) in self.frame.sheets.iter().zip(differences).enumerate() {
            if differences.iter().all(Vec::is_empty) {
                continue;
            }
            let wide = sheet.widened(differences);
            for cell in 0..wide.len() {
                let nodes = wide.nodes(cell);
                let variable = self.variable(&nodes).ok_or_else(outside)?;
                if !std::mem::replace(&mut tabled[variable as usize], true) {
                    self.implied.push(Implied { variable, sheet: at, nodes });
                }
            }
        }
        Ok(())
    }
}

fn outside() -> AuditError {
    AuditError::Frame(FrameError::Broken("a cell lies outside its release".to_owned()))
}
