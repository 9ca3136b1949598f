//! Which moves are tried for a cell.
//!
//! A heuristic, bounded: nothing that is proved depends on it. On the axes where the cell is a sum the search stands at atoms below it with much in
//! them; on the axes that are exchanged it prefers neighbours (no sum changes then), then what is left out already, then the smallest that is
//! large enough.

use super::moves::Way;
use super::world::{State, World};
use std::cmp::Reverse;

/// Places to stand that are tried.
const STANDS_MAX: usize = 12;
/// Moves that are weighed for one set of exchanged axes.
const WAYS_MAX: usize = 192;
/// Atoms of one axis that are looked at; the first of a long list serve as well as any.
const ATOMS_MAX: usize = 512;

/// A cell that is looked at, and what its neighbours should have.
struct Look<'w> {
    world: &'w World,
    home: usize,
    nodes: Vec<u32>,
    need: i64,
}

/// For every axis the atom at which a search stands, if it does.
type Stand = Vec<Option<u32>>;

/// Moves for this cell that exchange exactly these axes.
pub(crate) fn ways(world: &World, variable: u32, swapped: &[usize], need: i64) -> Vec<Vec<Way>> {
    let (home, nodes) = world.home(variable);
    let look = Look { world, home, nodes, need };
    let home_axes = &world.bases[home].axes;
    let has = |base: &usize| swapped.iter().all(|axis| world.bases[*base].step[*axis].is_some());
    let mut bases: Vec<usize> = (0..world.bases.len()).filter(has).collect();
    // The home first: the stands of the others depend on it.
    bases.sort_by_key(|base| *base != home);
    if bases.first() != Some(&home) {
        return Vec::new();
    }
    let mut stands: Vec<Stand> = vec![vec![None; look.nodes.len()]];
    for base in &bases {
        let branch = if stands.len() == 1 { 6 } else { 2 };
        for axis in &world.bases[*base].axes {
            if stands.first().is_some_and(|stand| stand[*axis].is_none()) {
                let within = if home_axes.contains(axis) { look.nodes[*axis] } else { 0 };
                stands = look.stand((*base, *axis), within, stands, branch);
            }
        }
    }
    let each = (WAYS_MAX / stands.len().max(1)).max(1);
    stands.iter().flat_map(|stand| look.exchange(stand, swapped, each)).collect()
}

impl Look<'_> {
    /// Every stand so far, at the best atoms of one more axis of a base.
    fn stand(
        &self,
        (base, axis): (usize, usize),
        within: u32,
        stands: Vec<Stand>,
        branch: usize,
    ) -> Vec<Stand> {
        let lattice = &self.world.lattices[axis];
        let atoms = &lattice.nodes[within as usize];
        let mut next = Vec::new();
        for known in stands {
            let at = |atom: u32| {
                let mut with = known.clone();
                with[axis] = Some(atom);
                with
            };
            if let [atom] = atoms.as_slice() {
                next.push(at(*atom));
                continue;
            }
            let mut cell = self.at_atoms(base, &known);
            let mut ranked = Vec::new();
            for atom in atoms.iter().take(ATOMS_MAX) {
                cell[axis] = lattice.single[*atom as usize];
                let Some(variable) = self.world.bases[base].variable(&cell) else { continue };
                let value = self.world.value(variable);
                if value > 0 {
                    let out = self.world.state(variable) == State::LeftOut && value > self.need;
                    ranked.push((Reverse(out), Reverse(value), *atom));
                }
            }
            ranked.sort_unstable();
            next.extend(ranked.into_iter().take(branch).map(|(.., atom)| at(atom)));
        }
        next.truncate(STANDS_MAX);
        next
    }

    /// The nodes of the cell, at atoms where the search already stands.
    fn at_atoms(&self, base: usize, stand: &Stand) -> Vec<u32> {
        let base = &self.world.bases[base];
        let node = |axis: usize| match (base.step[axis], stand[axis]) {
            (None, _) => 0,
            (Some(_), Some(atom)) => self.world.lattices[axis].single[atom as usize],
            (Some(_), None) => self.nodes[axis],
        };
        (0..self.nodes.len()).map(node).collect()
    }

    /// The moves from a stand, as many neighbours of every axis as the bound allows.
    fn exchange(&self, stand: &Stand, swapped: &[usize], most: usize) -> Vec<Vec<Way>> {
        let way = |atom: &Option<u32>| atom.map_or(Way::Free, Way::At);
        let mut ways: Vec<Vec<Way>> = vec![stand.iter().map(way).collect()];
        let branch = match swapped.len() {
            0 | 1 => most,
            2 => most.isqrt(),
            3 => (most as f64).cbrt() as usize,
            _ => 3,
        };
        for axis in swapped {
            let Some(from) = stand[*axis] else { return Vec::new() };
            let mut next = Vec::new();
            for to in self.neighbours(stand, *axis, from).into_iter().take(branch.max(2)) {
                for known in &ways {
                    let mut with = known.clone();
                    with[*axis] = Way::Swap(from, to);
                    next.push(with);
                }
            }
            ways = next;
        }
        ways
    }

    /// Atoms outside the node of the cell, the best first.
    fn neighbours(&self, stand: &Stand, axis: usize, from: u32) -> Vec<u32> {
        let lattice = &self.world.lattices[axis];
        let mut cell = self.at_atoms(self.home, stand);
        let mut ranked = Vec::new();
        let outside = |atom: &u32| !lattice.holds(self.nodes[axis], *atom);
        for atom in (0..lattice.single.len() as u32).filter(outside) {
            cell[axis] = lattice.single[atom as usize];
            let Some(variable) = self.world.bases[self.home].variable(&cell) else { continue };
            let value = self.world.value(variable);
            if value <= self.world.floor(variable) {
                continue;
            }
            let above = lattice.above[from as usize].iter();
            let apart = above.filter(|node| !lattice.holds(**node, atom)).count();
            let shown = self.world.state(variable) == State::Shown;
            ranked.push((apart, value <= self.need, shown, value, atom));
        }
        ranked.sort_unstable();
        ranked.into_iter().map(|(.., atom)| atom).collect()
    }
}
