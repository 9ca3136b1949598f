//! Which tables must be looked at as one.
//!
//! A reader knows that all tables count the same people, so there is one table of everything behind them, without negative numbers.
//! Where tables hang together like a tree (every set of shared dimensions belongs to one table), tables without negative numbers that agree
//! where they overlap always come from such a table (Vorob'ev 1962), and it is enough to look at each with its totals. Where they hang
//! together in a ring (A×B, B×C, A×C) that is false: so rings are joined, smallest union first, until what is left is a tree. The test for a tree
//! is that of Graham and of Yu and Özsoyoğlu (1979): take away dimensions of one table only, then tables inside others, until nothing is left.

use std::collections::BTreeSet;

type Set = BTreeSet<usize>;

/// Sets of axes: each set of `reaches` lies in one of them, and they form a tree.
pub(crate) fn bases(reaches: &[Vec<usize>], size: impl Fn(&Set) -> u128) -> Vec<Vec<usize>> {
    let mut sets: Vec<Set> = reaches.iter().map(|r| r.iter().copied().collect()).collect();
    loop {
        sets = largest(sets);
        let ring = ring(&sets);
        let mut best: Option<(u128, usize, usize)> = None;
        for (at, one) in ring.iter().enumerate() {
            for other in &ring[at + 1..] {
                if !sets[*one].is_disjoint(&sets[*other]) {
                    let union = &sets[*one] | &sets[*other];
                    let candidate = (size(&union), *one, *other);
                    best = Some(best.map_or(candidate, |best| best.min(candidate)));
                }
            }
        }
        let Some((_, one, other)) = best else { break };
        let union = &sets[one] | &sets[other];
        sets.push(union);
    }
    sets.into_iter().map(|set| set.into_iter().collect()).collect()
}

/// Without those that lie in another.
fn largest(mut sets: Vec<Set>) -> Vec<Set> {
    sets.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    let mut kept: Vec<Set> = Vec::new();
    for set in sets {
        if !kept.iter().any(|wider| set.is_subset(wider)) {
            kept.push(set);
        }
    }
    kept
}

/// The sets that no taking away reaches; none if they form a tree.
fn ring(sets: &[Set]) -> Vec<usize> {
    let mut left: Vec<(usize, Set)> = sets.iter().cloned().enumerate().collect();
    loop {
        let before: usize = left.iter().map(|(_, set)| set.len() + 1).sum();
        for at in 0..left.len() {
            let others: Set = left
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
                .flat_map(|(_, (_, set))| set.iter().copied())
                .collect();
            left[at].1.retain(|axis| others.contains(axis));
        }
        let mut at = 0;
        while at < left.len() {
            let set = left[at].1.clone();
            let inside = left
                .iter()
                .enumerate()
                .any(|(other, (_, wider))| other != at && set.is_subset(wider));
            if inside || set.is_empty() {
                left.remove(at);
            } else {
                at += 1;
            }
        }
        if left.iter().map(|(_, set)| set.len() + 1).sum::<usize>() == before {
            return left.into_iter().map(|(at, _)| at).collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(set: &Set) -> u128 {
        set.iter().map(|axis| *axis as u128 + 2).product()
    }

    #[test]
    fn a_tree_of_tables_stays_as_it_is_and_a_ring_is_joined() {
        let tree = bases(&[vec![0, 1], vec![1, 2], vec![1], vec![2, 3]], sizes);
        assert_eq!(tree, [vec![0, 1], vec![1, 2], vec![2, 3]]);
        let ring = bases(&[vec![0, 1], vec![1, 2], vec![0, 2], vec![2, 3]], sizes);
        assert_eq!(ring, [vec![0, 1, 2], vec![2, 3]]);
        let long = bases(&[vec![0, 1], vec![1, 2], vec![2, 3], vec![0, 3]], sizes);
        assert_eq!(long.len(), 2, "{long:?}");
    }

    #[test]
    fn tables_that_share_nothing_are_apart_and_the_grand_total_is_nobody() {
        assert_eq!(bases(&[vec![0], vec![1], vec![]], sizes), [vec![0], vec![1]]);
        assert_eq!(bases(&[vec![]], sizes), [Vec::<usize>::new()]);
    }
}
