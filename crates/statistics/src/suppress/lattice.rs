//! The nodes of an axis as sets of *atoms*: primitives that no node tells apart are one atom.
//!
//! An axis that only ever appears as one filter has two atoms, however many codes its list has. Every atom is a node, so that every node
//! is the sum of other nodes down to the atoms; one such sum a node is enough to say everything that is known about how nodes add up.

use super::frame::Axis;
use std::collections::HashMap;

/// An axis, ready for sums.
#[derive(Clone, Debug)]
pub(crate) struct Lattice {
    /// Sets of atoms, ascending. The first holds all.
    pub(crate) nodes: Vec<Vec<u32>>,
    /// For every atom, its node.
    pub(crate) single: Vec<u32>,
    /// For every node, nodes that it is the sum of; none for an atom.
    pub(crate) parts: Vec<Vec<u32>>,
    /// For every atom, the nodes that hold it.
    pub(crate) above: Vec<Vec<u32>>,
    /// For every primitive, its atom.
    pub(crate) atom_of: Vec<u32>,
}

impl Lattice {
    pub(crate) fn of(axis: &Axis) -> Self {
        let mut holders: Vec<Vec<u32>> = vec![Vec::new(); axis.primitives.len()];
        for (at, node) in (0_u32..).zip(&axis.nodes) {
            node.holds.iter().for_each(|primitive| holders[*primitive as usize].push(at));
        }
        let mut atoms: HashMap<&[u32], u32> = HashMap::new();
        let mut atom_of = Vec::with_capacity(holders.len());
        for holders in &holders {
            let next = atoms.len() as u32;
            atom_of.push(*atoms.entry(holders).or_insert(next));
        }
        let count = atoms.len();
        let mut nodes: Vec<Vec<u32>> = Vec::with_capacity(axis.nodes.len());
        for node in &axis.nodes {
            let mut set: Vec<u32> = node.holds.iter().map(|p| atom_of[*p as usize]).collect();
            set.sort_unstable();
            set.dedup();
            nodes.push(set);
        }
        let mut single: Vec<Option<u32>> = vec![None; count];
        for (at, set) in (0_u32..).zip(&nodes) {
            if let [atom] = set.as_slice() {
                single[*atom as usize].get_or_insert(at);
            }
        }
        let single: Vec<u32> = (0_u32..)
            .zip(single)
            .map(|(atom, known)| {
                known.unwrap_or_else(|| {
                    nodes.push(vec![atom]);
                    (nodes.len() - 1) as u32
                })
            })
            .collect();
        let mut above = vec![Vec::new(); count];
        for (at, set) in (0_u32..).zip(&nodes) {
            set.iter().for_each(|atom| above[*atom as usize].push(at));
        }
        let parts = parts(&nodes, count);
        Self { nodes, single, parts, above, atom_of }
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn holds(&self, node: u32, atom: u32) -> bool {
        self.nodes[node as usize].binary_search(&atom).is_ok()
    }
}

/// For every node the largest nodes below it that do not overlap; atoms fill what is left.
fn parts(nodes: &[Vec<u32>], atoms: usize) -> Vec<Vec<u32>> {
    let mut by_size: Vec<u32> = (0..nodes.len() as u32).collect();
    by_size.sort_by_key(|node| std::cmp::Reverse(nodes[*node as usize].len()));
    let mut left = vec![false; atoms];
    let mut all = Vec::with_capacity(nodes.len());
    for (at, set) in (0_u32..).zip(nodes) {
        let mut mine = Vec::new();
        if set.len() > 1 {
            set.iter().for_each(|atom| left[*atom as usize] = true);
            let smaller = by_size.partition_point(|node| nodes[*node as usize].len() >= set.len());
            for part in &by_size[smaller..] {
                let part_set = &nodes[*part as usize];
                if *part != at && part_set.iter().all(|atom| left[*atom as usize]) {
                    part_set.iter().for_each(|atom| left[*atom as usize] = false);
                    mine.push(*part);
                }
            }
            left.fill(false);
        }
        all.push(mine);
    }
    all
}
