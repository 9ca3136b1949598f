//! Tables of numbers over dimensions, and what estimation does to them: summing out, spreading, centring, raking.
//!
//! Dimensions stand in ascending order, the last running fastest. An axis is seen as (outer, n, inner), so that every loop below runs over
//! neighbouring numbers. Nothing here knows of privacy.

/// Numbers over dimensions.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Grid {
    pub(super) dimensions: Vec<usize>,
    pub(super) shape: Vec<usize>,
    pub(super) cells: Vec<f64>,
}

impl Grid {
    pub(super) fn filled(dimensions: &[usize], size: &dyn Fn(usize) -> usize, value: f64) -> Self {
        let shape: Vec<usize> = dimensions.iter().map(|d| size(*d)).collect();
        let cells = vec![value; shape.iter().product()];
        Self { dimensions: dimensions.to_vec(), shape, cells }
    }

    /// (outer, n, inner) of an axis.
    fn axis(&self, at: usize) -> (usize, usize, usize) {
        let outer = self.shape[..at].iter().product();
        let inner = self.shape[at + 1..].iter().product();
        (outer, self.shape[at], inner)
    }

    /// Without one axis.
    pub(super) fn sum_out(&self, at: usize) -> Self {
        let (_, n, inner) = self.axis(at);
        let mut out = self.without(at);
        for (part, sum) in self.cells.chunks(n * inner).zip(out.cells.chunks_mut(inner)) {
            for line in part.chunks(inner) {
                sum.iter_mut().zip(line).for_each(|(sum, cell)| *sum += cell);
            }
        }
        out
    }

    fn without(&self, at: usize) -> Self {
        let (mut dimensions, mut shape) = (self.dimensions.clone(), self.shape.clone());
        dimensions.remove(at);
        shape.remove(at);
        let cells = vec![0.0; shape.iter().product()];
        Self { dimensions, shape, cells }
    }

    /// Only these dimensions, all others summed out.
    pub(super) fn marginal(&self, keep: &[usize]) -> Self {
        let mut grid = self.clone();
        for at in (0..self.dimensions.len()).rev() {
            if !keep.contains(&self.dimensions[at]) {
                grid = grid.sum_out(at);
            }
        }
        grid
    }

    /// Takes the mean along every axis away.
    pub(super) fn centred(mut self) -> Self {
        for at in 0..self.shape.len() {
            let (_, n, inner) = self.axis(at);
            let means = self.sum_out(at);
            for (part, sum) in self.cells.chunks_mut(n * inner).zip(means.cells.chunks(inner)) {
                for line in part.chunks_mut(inner) {
                    line.iter_mut().zip(sum).for_each(|(cell, sum)| *cell -= sum / n as f64);
                }
            }
        }
        self
    }

    /// Adds a table of fewer dimensions, times a factor, to every cell it is about.
    pub(super) fn add_spread(&mut self, other: &Self, factor: f64) {
        let mut wide = other.clone();
        for (at, dimension) in self.dimensions.iter().enumerate() {
            if wide.dimensions.get(at) != Some(dimension) {
                wide = wide.repeated(at, *dimension, self.shape[at]);
            }
        }
        self.cells.iter_mut().zip(&wide.cells).for_each(|(cell, more)| *cell += more * factor);
    }

    fn repeated(&self, at: usize, dimension: usize, n: usize) -> Self {
        let (mut dimensions, mut shape) = (self.dimensions.clone(), self.shape.clone());
        let inner: usize = shape[at..].iter().product();
        dimensions.insert(at, dimension);
        shape.insert(at, n);
        let mut cells = Vec::with_capacity(self.cells.len() * n);
        for line in self.cells.chunks(inner.max(1)) {
            for _ in 0..n {
                cells.extend_from_slice(line);
            }
        }
        Self { dimensions, shape, cells }
    }

    /// Scales the table, axis by axis, until its margins are these: iterative proportional fitting. `margins[i]` lacks the i-th axis.
    /// A line of zeros whose margin is not zero stays: there is nothing to scale.
    pub(super) fn rake(&mut self, margins: &[&Self], rounds: usize) {
        for _ in 0..rounds {
            for (at, margin) in margins.iter().enumerate() {
                let (_, n, inner) = self.axis(at);
                let mut ratio = self.sum_out(at);
                for (sum, wanted) in ratio.cells.iter_mut().zip(&margin.cells) {
                    *sum = if *sum > 0.0 { wanted / *sum } else { 0.0 };
                }
                for (part, by) in self.cells.chunks_mut(n * inner).zip(ratio.cells.chunks(inner)) {
                    for line in part.chunks_mut(inner) {
                        line.iter_mut().zip(by).for_each(|(cell, by)| *cell *= by);
                    }
                }
            }
        }
    }

    /// Moves the cells, each by its share of the variance of its line, until the lines along one axis add up to `wanted`. No cell goes
    /// below zero: what could not be taken is left for the next round.
    pub(super) fn adjust(&mut self, at: usize, wanted: &[f64], variance: &[f64]) {
        let (_, n, inner) = self.axis(at);
        let (mut sums, mut spreads) = (vec![0.0; n], vec![0.0; n]);
        let lines = self.cells.chunks(inner).zip(variance.chunks(inner)).enumerate();
        for (line, (cells, own)) in lines {
            sums[line % n] += cells.iter().sum::<f64>();
            spreads[line % n] += own.iter().sum::<f64>();
        }
        let steps: Vec<f64> = sums
            .iter()
            .zip(&spreads)
            .zip(wanted)
            .map(
                |((sum, spread), wanted)| if *spread > 0.0 { (wanted - sum) / spread } else { 0.0 },
            )
            .collect();
        let lines = self.cells.chunks_mut(inner).zip(variance.chunks(inner)).enumerate();
        for (line, (cells, own)) in lines {
            let step = steps[line % n];
            cells.iter_mut().zip(own).for_each(|(cell, v)| *cell = (*cell + v * step).max(0.0));
        }
    }

    /// The same table with its dimensions in this order.
    pub(super) fn in_order(&self, order: &[usize]) -> Self {
        let places: Vec<usize> =
            order.iter().filter_map(|d| self.dimensions.iter().position(|own| own == d)).collect();
        let mut steps = vec![1; self.shape.len()];
        for at in (0..self.shape.len().saturating_sub(1)).rev() {
            steps[at] = steps[at + 1] * self.shape[at + 1];
        }
        let shape: Vec<usize> = places.iter().map(|at| self.shape[*at]).collect();
        let steps: Vec<usize> = places.iter().map(|at| steps[*at]).collect();
        let mut cells = Vec::with_capacity(self.cells.len());
        let mut digits = vec![0; shape.len()];
        let mut place = 0;
        for _ in 0..self.cells.len() {
            cells.push(self.cells[place]);
            for at in (0..shape.len()).rev() {
                digits[at] += 1;
                place += steps[at];
                if digits[at] < shape[at] {
                    break;
                }
                place -= steps[at] * shape[at];
                digits[at] = 0;
            }
        }
        Self { dimensions: order.to_vec(), shape, cells }
    }
}

#[cfg(test)]
mod tests {
    use super::Grid;

    fn grid() -> Grid {
        let mut grid = Grid::filled(&[0, 2, 5], &|d| [2, 0, 3, 0, 0, 4][d], 0.0);
        grid.cells.iter_mut().enumerate().for_each(|(at, cell)| *cell = (at * at % 17) as f64);
        grid
    }

    #[test]
    fn margins_are_sums_whichever_axis_goes_first() {
        let grid = grid();
        assert_eq!(grid.marginal(&[2]), grid.sum_out(2).sum_out(0));
        assert_eq!(grid.marginal(&[2]), grid.sum_out(0).sum_out(1));
        assert_eq!(grid.marginal(&[]).cells, [grid.cells.iter().sum::<f64>()]);
        assert!((grid.clone().centred().marginal(&[0, 5]).cells[3]).abs() < 1e-9);
    }

    #[test]
    fn a_margin_spread_and_summed_again_is_a_multiple_of_itself() {
        let margin = grid().marginal(&[0, 5]);
        let mut wide = Grid { cells: vec![0.0; 24], ..grid() };
        wide.add_spread(&margin, 0.5);
        let back = wide.marginal(&[0, 5]);
        let doubled: Vec<f64> = margin.cells.iter().map(|cell| cell * 1.5).collect();
        assert_eq!(back.cells, doubled);
    }

    #[test]
    fn raking_meets_every_margin_and_keeps_zeros() {
        let wanted = grid();
        let mut start = Grid { cells: vec![1.0; 24], ..grid() };
        start.cells[0] = 0.0;
        let margins = [wanted.sum_out(0), wanted.sum_out(1), wanted.sum_out(2)];
        start.rake(&margins.each_ref(), 200);
        for (at, margin) in margins.iter().enumerate() {
            let own = start.sum_out(at);
            let off = own.cells.iter().zip(&margin.cells).map(|(a, b)| (a - b).abs());
            assert!(off.fold(0.0, f64::max) < 1.0, "{at}");
        }
        assert!(start.cells[0] == 0.0);
    }

    #[test]
    fn another_order_holds_the_same_cells() {
        let grid = grid();
        let turned = grid.in_order(&[5, 0, 2]);
        assert_eq!(turned.shape, [4, 2, 3]);
        // Cell (1, 2, 3) of the one is (3, 1, 2) of the other.
        assert_eq!(turned.cells[(3 * 2 + 1) * 3 + 2], grid.cells[(3 + 2) * 4 + 3]);
    }
}
