//! The best linear estimate of every table from all measurements of a family at once.
//!
//! Tables of a family count the same records, so that a total can be had from each of them: their common part is known better from all
//! than from one. The space of a table is the sum of orthogonal parts, one for every set S of its dimensions (what is particular
//! to the combinations of S once all smaller sets are taken away: centred along every axis of S). Noise is independent and of one
//! variance within a measurement, so the parts of a measurement are independent, and generalised least squares is, part by part, a mean
//! weighted by precision: the measurement T, summed to S ⊆ T, has the variance σ²(T)·n(T∖S) in every cell. (Xiao, He, Zhang, Kifer, *An optimal
//! and scalable matrix mechanism for noisy marginals under convex loss functions*, 2023, uses the same parts.) No prior and no
//! inequality enters: the estimate is unbiased and its variance is known in closed form.

use super::grid::Grid;
use std::collections::BTreeMap;

/// A measured table.
pub(super) struct Measurement {
    pub(super) grid: Grid,
    pub(super) variance: f64,
}

/// The mean of all that is known of the table over a set of dimensions.
struct Part {
    grid: Grid,
    precision: f64,
}

/// Everything that the measurements of a family say.
pub(super) struct Parts {
    parts: BTreeMap<Vec<usize>, Part>,
}

/// All subsets of a list in ascending order, the smaller ones first.
pub(super) fn subsets(dimensions: &[usize]) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = (0..1_usize << dimensions.len())
        .map(|mask| {
            let chosen = dimensions.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1);
            chosen.map(|(_, d)| *d).collect()
        })
        .collect();
    all.sort_by_key(|set: &Vec<usize>| (set.len(), set.clone()));
    all
}

impl Parts {
    pub(super) fn new(measurements: &[Measurement]) -> Self {
        let mut parts: BTreeMap<Vec<usize>, Part> = BTreeMap::new();
        for measured in measurements {
            let mut known: BTreeMap<Vec<usize>, Grid> = BTreeMap::new();
            // The larger ones first: each is one axis less than one that is there.
            for set in subsets(&measured.grid.dimensions).into_iter().rev() {
                let own = &measured.grid.dimensions;
                let grid = match own.iter().find(|d| !set.contains(d)) {
                    None => measured.grid.clone(),
                    Some(gone) => {
                        let mut above = set.clone();
                        above.push(*gone);
                        above.sort_unstable();
                        let from = known.get(&above).unwrap_or(&measured.grid);
                        from.marginal(&set)
                    }
                };
                let summed = measured.grid.cells.len() / grid.cells.len().max(1);
                let precision = 1.0 / (measured.variance * summed as f64);
                let part = parts.entry(set.clone()).or_insert_with(|| {
                    let cells = vec![0.0; grid.cells.len()];
                    Part { grid: Grid { cells, ..grid.clone() }, precision: 0.0 }
                });
                part.precision += precision;
                let both = part.grid.cells.iter_mut().zip(&grid.cells);
                both.for_each(|(sum, cell)| *sum += cell * precision);
                known.insert(set, grid);
            }
        }
        for part in parts.values_mut() {
            let precision = part.precision;
            part.grid.cells.iter_mut().for_each(|cell| *cell /= precision);
            part.grid = std::mem::replace(
                &mut part.grid,
                Grid { dimensions: Vec::new(), shape: Vec::new(), cells: Vec::new() },
            )
            .centred();
        }
        Self { parts }
    }

    /// The estimate of the table over these dimensions, and the variance of each of its cells.
    pub(super) fn table(&self, dimensions: &[usize], size: &dyn Fn(usize) -> usize) -> (Grid, f64) {
        let mut grid = Grid::filled(dimensions, size, 0.0);
        let mut variance = 0.0;
        for set in subsets(dimensions) {
            let Some(part) = self.parts.get(&set) else { continue };
            let others = grid.cells.len() as f64 / part.grid.cells.len() as f64;
            grid.add_spread(&part.grid, 1.0 / others);
            let own: f64 = part.grid.shape.iter().map(|n| 1.0 - 1.0 / *n as f64).product();
            variance += own / (part.precision * others * others);
        }
        (grid, variance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(d: usize) -> usize {
        [3, 4, 5][d]
    }

    fn truth() -> Grid {
        let mut grid = Grid::filled(&[0, 1, 2], &size, 0.0);
        grid.cells.iter_mut().enumerate().for_each(|(at, cell)| *cell = (at * 7 % 23) as f64);
        grid
    }

    #[test]
    fn without_noise_the_estimate_is_the_table() {
        let truth = truth();
        let measurements: Vec<Measurement> = [vec![0, 1, 2], vec![0, 2], vec![]]
            .iter()
            .map(|set| Measurement { grid: truth.marginal(set), variance: 2.0 })
            .collect();
        let (table, variance) = Parts::new(&measurements).table(&[0, 1, 2], &size);
        let off = table.cells.iter().zip(&truth.cells).map(|(a, b)| (a - b).abs());
        assert!(off.fold(0.0, f64::max) < 1e-9);
        assert!(variance < 2.0 && variance > 1.0, "{variance}");
    }

    /// Against the textbook: a total measured beside n cells.
    #[test]
    fn a_total_and_its_cells_are_combined_as_the_textbook_does() {
        let measured = |dimensions: &[usize], cells: &[f64], variance: f64| {
            let mut grid = Grid::filled(dimensions, &size, 0.0);
            grid.cells.copy_from_slice(cells);
            Measurement { grid, variance }
        };
        let parts =
            Parts::new(&[measured(&[0], &[10.0, 20.0, 30.0], 4.0), measured(&[], &[72.0], 6.0)]);
        // The sum of the cells has the variance 12, the total 6: a third of the way from 72 to 60.
        let (total, variance) = parts.table(&[], &size);
        assert!((total.cells[0] - 68.0).abs() < 1e-9 && (variance - 4.0).abs() < 1e-9);
        let (cells, variance) = parts.table(&[0], &size);
        assert!((cells.cells[0] - (10.0 + 8.0 / 3.0)).abs() < 1e-9);
        assert!((variance - (4.0 * 2.0 / 3.0 + 4.0 / 9.0)).abs() < 1e-9, "{variance}");
    }

    #[test]
    fn tables_that_share_dimensions_agree_on_what_they_share() {
        let mut one = Measurement { grid: truth().marginal(&[0, 1]), variance: 3.0 };
        let mut two = Measurement { grid: truth().marginal(&[1, 2]), variance: 9.0 };
        one.grid.cells.iter_mut().enumerate().for_each(|(at, cell)| *cell += (at % 3) as f64);
        two.grid.cells.iter_mut().enumerate().for_each(|(at, cell)| *cell -= (at % 4) as f64);
        let parts = Parts::new(&[one, two]);
        let (a, _) = parts.table(&[0, 1], &size);
        let (b, _) = parts.table(&[1, 2], &size);
        let off = a.marginal(&[1]).cells.into_iter().zip(b.marginal(&[1]).cells);
        assert!(off.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max) < 1e-9);
    }
}
