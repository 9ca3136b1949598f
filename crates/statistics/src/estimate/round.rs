//! Whole numbers that still add up.
//!
//! From the total downwards (as TopDown of the 2020 census of the United States does): the total is rounded, divided among the groups
//! of the first dimension, each group among its codes, each code among the codes of the next dimension, and so on. Whole numbers are given
//! by the largest remainder, and what rounding took from a code of a dimension is carried along and paid back with the next: without that the
//! small codes of a sparse table would all be rounded to nothing and their totals with them.

use super::grid::Grid;
use crate::codes::Level;

/// Rounds a table, its dimensions in the order of publication; `levels` are those of the first dimension, the lowest first.
pub(super) fn round(grid: &Grid, total: i64, levels: &[Level]) -> Vec<i64> {
    let Some(first) = grid.shape.first().copied() else { return vec![total] };
    let mut blocks = down_the_levels(grid, first, total, levels);
    let mut done = 1;
    for (at, n) in grid.shape.iter().enumerate() {
        done *= n;
        if at == 0 {
            continue;
        }
        let inner = grid.cells.len() / done;
        let sums: Vec<f64> = grid.cells.chunks(inner).map(|cells| cells.iter().sum()).collect();
        let mut carry = vec![0.0; *n];
        let mut next = Vec::with_capacity(sums.len());
        for (parent, real) in blocks.iter().zip(sums.chunks(*n)) {
            next.extend(divide(*parent, real, &mut carry));
        }
        blocks = next;
    }
    blocks
}

fn down_the_levels(grid: &Grid, first: usize, total: i64, levels: &[Level]) -> Vec<i64> {
    let inner = grid.cells.len() / first;
    let real: Vec<f64> = grid.cells.chunks(inner).map(|cells| cells.iter().sum()).collect();
    // Groups from the highest level down, each with its codes; then the codes themselves.
    let mut parents = vec![total];
    let mut parent_of: Vec<usize> = vec![0; first];
    let mut steps: Vec<Vec<usize>> = Vec::new();
    for level in nested(levels).into_iter().rev() {
        steps.push(level.group_of.iter().map(|group| *group as usize).collect());
    }
    steps.push((0..first).collect());
    for step in steps {
        let count = step.iter().max().map_or(0, |last| last + 1);
        let (mut sums, mut above) = (vec![0.0; count], vec![0; count]);
        for (code, group) in step.iter().enumerate() {
            sums[*group] += real[code];
            above[*group] = parent_of[code];
        }
        let mut whole = vec![0; count];
        let mut no_carry = Vec::new();
        for (parent, value) in parents.iter().enumerate() {
            let own: Vec<usize> = (0..count).filter(|group| above[*group] == parent).collect();
            let parts: Vec<f64> = own.iter().map(|group| sums[*group]).collect();
            no_carry.clear();
            no_carry.resize(parts.len(), 0.0);
            for (group, part) in own.iter().zip(divide(*value, &parts, &mut no_carry)) {
                whole[*group] = part;
            }
        }
        (parents, parent_of) = (whole, step);
    }
    parents
}

/// The levels of which each divides the one above it.
fn nested(levels: &[Level]) -> Vec<&Level> {
    let mut kept: Vec<&Level> = Vec::new();
    for level in levels {
        let divides = kept.last().is_none_or(|below| {
            let mut above = vec![None; below.groups.len()];
            below
                .group_of
                .iter()
                .zip(&level.group_of)
                .all(|(own, group)| *above[*own as usize].get_or_insert(*group) == *group)
        });
        if divides {
            kept.push(level);
        }
    }
    kept
}

/// Whole numbers in the proportions of `real` that add up to `parent`. What is owed to each place is in `carry` and is brought up to date.
fn divide(parent: i64, real: &[f64], carry: &mut [f64]) -> Vec<i64> {
    let sum: f64 = real.iter().sum();
    let share = |cell: f64| {
        if sum > 0.0 { cell * parent as f64 / sum } else { parent as f64 / real.len() as f64 }
    };
    let mut whole: Vec<i64> = real.iter().map(|cell| share(*cell).floor() as i64).collect();
    let mut left = parent - whole.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..real.len()).collect();
    let owed = |at: usize| share(real[at]).fract() + carry[at];
    order.sort_by(|a, b| owed(*b).total_cmp(&owed(*a)).then(a.cmp(b)));
    // A float may be off by one in the last place of a large number: then one is taken back.
    for at in order.iter().rev() {
        if left >= 0 {
            break;
        }
        if whole[*at] > 0 {
            whole[*at] -= 1;
            left += 1;
        }
    }
    for at in order.iter().cycle().take(usize::try_from(left).unwrap_or(0)) {
        whole[*at] += 1;
    }
    for ((carry, real), whole) in carry.iter_mut().zip(real).zip(&whole) {
        *carry += real - *whole as f64;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::Code;

    fn grid(shape: &[usize], cells: Vec<f64>) -> Grid {
        Grid { dimensions: (0..shape.len()).collect(), shape: shape.to_vec(), cells }
    }

    #[test]
    fn parts_add_up_and_are_within_one_of_their_share() {
        let real = [0.4, 2.5, 0.0, 7.1];
        let whole = divide(10, &real, &mut [0.0; 4]);
        assert_eq!((whole.iter().sum::<i64>(), whole[2]), (10, 0));
        assert!(whole.iter().zip(&real).all(|(whole, real)| (*whole as f64 - real).abs() <= 1.0));
        assert_eq!(divide(3, &[0.0, 0.0], &mut [0.0; 2]).iter().sum::<i64>(), 3);
    }

    /// A thousand blocks in which one code has 0.04 and others more: largest remainders alone would never give it anything.
    #[test]
    fn a_code_that_is_small_everywhere_keeps_its_total() {
        let block = [0.04, 0.3, 0.46, 0.2];
        let cells: Vec<f64> = (0..1_000).flat_map(|_| block).collect();
        let whole = round(&grid(&[1_000, 4], cells), 1_000, &[]);
        let total = |code: usize| whole.iter().skip(code).step_by(4).sum::<i64>();
        assert!((38..=42).contains(&total(0)), "{}", total(0));
        assert!((458..=462).contains(&total(2)), "{}", total(2));
    }

    #[test]
    fn groups_of_the_first_dimension_are_rounded_before_their_codes() {
        let code = |id: &str| Code { id: id.to_owned(), title: id.to_owned() };
        let level = Level {
            id: "region".to_owned(),
            groups: vec![code("a"), code("b")],
            group_of: vec![0, 1, 0, 1],
        };
        let whole = round(&grid(&[4], vec![0.6, 10.0, 0.6, 0.2]), 11, &[level]);
        // The group a has 1.2, so one of its codes has one.
        assert_eq!((whole.iter().sum::<i64>(), whole[0] + whole[2]), (11, 1));
    }
}
