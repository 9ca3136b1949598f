//! Moves: other worlds that publish the same numbers.
//!
//! Take two of the finest cells of the table of everything that differ on some axes, and all the corners between them: put one person more
//! into every corner with an even number of differences and one less into the others. Every sum over a whole axis on which they differ is as before.
//! On the axes that are not exchanged the move stands at one atom, and changes the sums above it. So a move changes a product of nodes
//! in every base that has all exchanged axes, and nothing else. (The hypercube method of Repsilber and Giessing, with hierarchies.)
//!
//! If all changed cells are left out, the move can be made without a reader noticing, as long as no cell falls below what the reader
//! knows of it. How often it can be made, forwards and backwards, is the protection it gives.

use super::world::{State, World};

/// More changed cells than this are no good protection: they would empty the table.
const CELLS_MAX: usize = 4_096;

/// What a move does on an axis.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Way {
    /// No base of the move has it.
    Free,
    /// It stays at this atom.
    At(u32),
    /// From one atom to another.
    Swap(u32, u32),
}

/// A changed cell.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Change {
    pub(crate) variable: u32,
    /// +1 or −1.
    pub(crate) by: i8,
}

/// A move, with what it is worth.
#[derive(Clone, Debug)]
pub(crate) struct Move {
    pub(crate) changes: Vec<Change>,
    /// How often it can be made.
    pub(crate) forwards: i64,
    /// How often it can be undone, and more.
    pub(crate) backwards: i64,
    /// How much would be lost that is published now.
    pub(crate) cost: f64,
}

/// What a move changes; nothing where that is too much or where it stands nowhere.
pub(crate) fn changes(world: &World, ways: &[Way]) -> Option<Vec<Change>> {
    let mut all = Vec::new();
    let mut parts = 0;
    for base in &world.bases {
        let swaps = |axis: usize| matches!(ways[axis], Way::Swap(..));
        if (0..ways.len()).any(|axis| swaps(axis) && base.step[axis].is_none()) {
            continue;
        }
        let mut cells: Vec<(usize, i8)> = vec![(0, 1)];
        for axis in &base.axes {
            let nodes = nodes(world, *axis, ways[*axis])?;
            let step = base.step[*axis]?;
            let mut next = Vec::with_capacity(cells.len() * nodes.len());
            for (cell, by) in &cells {
                next.extend(
                    nodes.iter().map(|(node, sign)| (cell + step * *node as usize, by * sign)),
                );
            }
            cells = next;
            if cells.len() + all.len() > CELLS_MAX {
                return None;
            }
        }
        parts += 1;
        all.extend(
            cells.iter().map(|(cell, by)| Change { variable: base.variables[*cell], by: *by }),
        );
    }
    if parts > 1 {
        // What lies in several bases changes once.
        all.sort_unstable();
        all.dedup();
    }
    (parts > 0).then_some(all)
}

/// The nodes that a way changes, and how.
fn nodes(world: &World, axis: usize, way: Way) -> Option<Vec<(u32, i8)>> {
    let lattice = &world.lattices[axis];
    match way {
        Way::Free => None,
        Way::At(atom) => Some(lattice.above[atom as usize].iter().map(|node| (*node, 1)).collect()),
        Way::Swap(from, to) => {
            let mut nodes = Vec::new();
            for (atom, other, sign) in [(from, to, 1), (to, from, -1)] {
                let only =
                    lattice.above[atom as usize].iter().filter(|n| !lattice.holds(**n, other));
                nodes.extend(only.map(|node| (*node, sign)));
            }
            Some(nodes)
        }
    }
}

/// What a move is worth where the counts are already changed by `now`; nothing if it touches a published zero.
pub(crate) fn weigh(
    world: &World,
    changes: Vec<Change>,
    now: impl Fn(u32) -> i64,
    enough: i64,
) -> Option<Move> {
    let (mut forwards, mut backwards, mut cost) = (enough, enough, 0.0);
    for change in &changes {
        let value = world.value(change.variable) + now(change.variable);
        let room = value - world.floor(change.variable);
        if change.by < 0 {
            forwards = forwards.min(room);
        } else {
            backwards = backwards.min(room);
        }
        match world.state(change.variable) {
            State::Shown if world.value(change.variable) == 0 => return None,
            // What is large is missed more.
            State::Shown => cost += 1.0 + (1.0 + value as f64).log2(),
            State::Hidden | State::LeftOut => {}
        }
    }
    Some(Move { changes, forwards, backwards, cost })
}
