//! From measurements to a table that people can read: consistent, not negative, whole, with an interval for every value.
//!
//! Tables that count the same records (a *family*: the same filters) are estimated together. `gls` finds the best linear estimate of the smaller tables;
//! `shrink` lets small counts lean on what these lead one to expect; the total and the sums by each dimension are averaged over all that speaks of them,
//! and every table is moved into step with them, each cell by its share of what is uncertain; `round` makes whole numbers that add up within a table; `cube` adds groups and
//! totals with their intervals. All of it looks at measurements only: it costs no budget and cannot undo the protection.
//!
//! Not here: what is measured and with how much noise (`measure`).

mod cube;
mod gls;
mod grid;
pub(crate) mod normal;
mod round;
mod shrink;
#[cfg(test)]
mod tests;

pub use cube::{Axis, Cube, Entry, Flag, Quality};

use crate::measure::{Measured, Query};
use crate::spec::{Dimension, Spec};
use gls::{Measurement, Parts, subsets};
use grid::Grid;
use std::collections::BTreeMap;

/// Tables with more cells are published as they were measured: estimation keeps several numbers a cell.
pub const ESTIMATED_MAX: usize = 8_000_000;
/// Rounds of fitting and of bringing into step: what is left after them is far below the noise.
const FIT_ROUNDS: usize = 8;
const STEP_ROUNDS: usize = 6;

/// Numbers over a set of dimensions, and the variance of each.
struct Known {
    grid: Grid,
    variance: Vec<f64>,
}

/// A table that was estimated.
struct Estimated {
    table: usize,
    known: Known,
    /// What was expected of every cell, and as much of it as went into the estimate.
    fit: Grid,
    leaned: Grid,
}

/// Estimates of the smaller tables: what is expected of the larger ones comes from them.
type Fits = BTreeMap<Vec<usize>, Known>;

impl Estimated {
    /// Sums of the estimates. Their errors are those of the cells, and in common that of what was expected, as far as they lean on it.
    fn marginal(&self, set: &[usize], fits: &Fits) -> Known {
        let cells = Grid { cells: self.known.variance.clone(), ..self.known.grid.clone() };
        let mut variance = cells.marginal(set).cells;
        let common = fits.get(set).map_or(&[][..], |known| &known.variance);
        let (fit, leaned) = (self.fit.marginal(set), self.leaned.marginal(set));
        let parts = variance.iter_mut().zip(&fit.cells).zip(&leaned.cells).zip(common);
        for (((variance, fit), leaned), common) in parts {
            let share = if *fit > 0.0 { (leaned / fit).min(1.0) } else { 1.0 };
            *variance += share * share * common;
        }
        Known { grid: self.known.grid.marginal(set), variance }
    }
}

/// All tables of the release, in the order of the SPEC: estimated together where the SPEC asks for it, else as measured.
#[must_use]
pub fn cubes(spec: &Spec, queries: &[Query], measured: &[Measured]) -> Vec<Cube> {
    let mut cubes: BTreeMap<usize, Cube> = BTreeMap::new();
    let families = queries.iter().map(|query| query.family).max().map_or(0, |last| last + 1);
    for family in 0..families {
        let members: Vec<(&Query, &Measured)> =
            queries.iter().zip(measured).filter(|(query, _)| query.family == family).collect();
        let estimated = spec.estimates() && !members.iter().any(|(query, _)| query.is_listed());
        if estimated {
            cubes.extend(estimate(spec, &members));
        } else {
            for (query, measured) in members.iter().filter(|(query, _)| !query.is_margin) {
                cubes.insert(query.table, cube::as_measured(spec, query, measured));
            }
        }
    }
    cubes.into_values().collect()
}

fn estimate(spec: &Spec, members: &[(&Query, &Measured)]) -> Vec<(usize, Cube)> {
    let size = |d: usize| spec.dimensions.get(d).map_or(1, Dimension::len);
    let measurements: Vec<Measurement> = members
        .iter()
        .map(|(query, measured)| {
            let mut grid = Grid::filled(&query.dimensions, &size, 0.0);
            let cells = measured.dense().iter().map(|cell| *cell as f64);
            grid.cells.iter_mut().zip(cells).for_each(|(own, cell)| *own = cell);
            Measurement { grid, variance: query.share.variance.as_f64() }
        })
        .collect();
    let parts = Parts::new(&measurements);
    let (mut fits, mut tables) = (Fits::new(), Vec::new());
    for ((query, _), measured) in members.iter().zip(&measurements) {
        if query.is_margin {
            continue;
        }
        for set in subsets(&query.dimensions) {
            if set != query.dimensions && !fits.contains_key(&set) {
                let (best, noise) = parts.table(&set, &size);
                let fit = fit(&fits, &set, &size).unwrap_or_else(|| best.clone());
                let (cells, variance) = shrink::shrink(&best.cells, noise, &fit.cells);
                fits.insert(set, Known { grid: Grid { cells, ..best }, variance });
            }
        }
        let fit = fit(&fits, &query.dimensions, &size).unwrap_or_else(|| measured.grid.clone());
        let (cells, variance) = shrink::shrink(&measured.grid.cells, measured.variance, &fit.cells);
        let mut leaned = fit.clone();
        for (leaned, variance) in leaned.cells.iter_mut().zip(&variance) {
            *leaned *= (1.0 - variance / measured.variance).clamp(0.0, 1.0);
        }
        let known = Known { grid: Grid { cells, ..measured.grid.clone() }, variance };
        tables.push(Estimated { table: query.table, known, fit, leaned });
    }
    let sums = sums(&tables, members, &measurements, &fits);
    drop(measurements);
    for own in &mut tables {
        bring_into_step(&mut own.known, &sums);
    }
    tables.iter().map(|own| (own.table, publish(spec, own, &sums, &fits))).collect()
}

/// What the tables over all smaller sets lead one to expect: iterative proportional fitting, without an interaction of all
/// dimensions. Nothing for the total.
fn fit(fits: &Fits, set: &[usize], size: &dyn Fn(usize) -> usize) -> Option<Grid> {
    let below: Vec<&Grid> = (0..set.len())
        .filter_map(|gone| {
            let mut without = set.to_vec();
            without.remove(gone);
            fits.get(&without).map(|known| &known.grid)
        })
        .collect();
    if below.is_empty() {
        return None;
    }
    let mut fit = Grid::filled(set, size, 1.0);
    // Two dimensions are fitted in one round, more in several.
    fit.rake(&below, if set.len() > 2 { FIT_ROUNDS } else { 1 });
    Some(fit)
}

type Sums = BTreeMap<Vec<usize>, Known>;

/// The total and the sums by each dimension: what the tables say of them and what was measured, averaged by precision.
fn sums(
    tables: &[Estimated],
    members: &[(&Query, &Measured)],
    measurements: &[Measurement],
    fits: &Fits,
) -> Sums {
    let mut sums = Sums::new();
    let single = tables.iter().flat_map(|own| own.known.grid.dimensions.iter().map(|d| vec![*d]));
    let sets: std::collections::BTreeSet<Vec<usize>> =
        std::iter::once(Vec::new()).chain(single).collect();
    for set in sets {
        if set.is_empty()
            && let Some(total) = fits.get(&set)
        {
            // The best linear estimate, which leans on nothing.
            let (grid, variance) = (total.grid.clone(), total.variance.clone());
            sums.insert(set, Known { grid, variance });
            continue;
        }
        let own =
            tables.iter().filter(|own| set.iter().all(|d| own.known.grid.dimensions.contains(d)));
        let mut says: Vec<Known> = own.map(|own| own.marginal(&set, fits)).collect();
        let measured = members.iter().zip(measurements);
        says.extend(measured.filter(|((q, _), _)| q.is_margin && q.dimensions == set).map(
            |(_, measured)| Known {
                grid: measured.grid.clone(),
                variance: vec![measured.variance; measured.grid.cells.len()],
            },
        ));
        let Some(first) = says.first() else { continue };
        let mut mean = Known { grid: first.grid.clone(), variance: first.variance.clone() };
        for at in 0..mean.variance.len() {
            let weights = says.iter().map(|known| 1.0 / known.variance[at].max(1e-6));
            let sum: f64 = weights.clone().sum();
            let value = weights.zip(&says).map(|(weight, known)| weight * known.grid.cells[at]);
            mean.grid.cells[at] = (value.sum::<f64>() / sum).max(0.0);
            // What speaks of it may have leaned on the same: no better than the best alone.
            let best = says.iter().map(|known| known.variance[at]);
            mean.variance[at] = best.fold(f64::INFINITY, f64::min);
        }
        sums.insert(set, mean);
    }
    // The sums by a dimension add up to the total.
    let total = sums.get([].as_slice()).map_or(0.0, |known| known.grid.cells[0]);
    for (set, known) in &mut sums {
        if !set.is_empty() {
            let spread: f64 = known.variance.iter().sum();
            let wanted = [total];
            for _ in 0..STEP_ROUNDS {
                let sum: f64 = known.grid.cells.iter().sum();
                let cells = known.grid.cells.iter_mut().zip(&known.variance);
                cells.for_each(|(cell, v)| {
                    *cell = (*cell + v * (wanted[0] - sum) / spread).max(0.0)
                });
            }
        }
    }
    sums
}

/// Moves a table until it has the sums that all tables share.
fn bring_into_step(known: &mut Known, sums: &Sums) {
    let dimensions = known.grid.dimensions.clone();
    if dimensions.len() == 1 {
        if let Some(sum) = sums.get(&dimensions) {
            known.grid.cells.clone_from(&sum.grid.cells);
        }
        return;
    }
    for _ in 0..STEP_ROUNDS {
        for (at, dimension) in dimensions.iter().enumerate() {
            if let Some(sum) = sums.get([*dimension].as_slice()) {
                known.grid.adjust(at, &sum.grid.cells, &known.variance);
            }
        }
    }
}

fn publish(spec: &Spec, table: &Estimated, sums: &Sums, fits: &Fits) -> Cube {
    let known = &table.known;
    let order = &spec.tables[table.table].dimensions;
    let total = sums.get([].as_slice()).map_or(0, |known| known.grid.cells[0].round() as i64);
    let levels = order.first().map_or(&[][..], |d| &spec.dimensions[*d].cut.list.levels);
    let whole = round::round(&known.grid.in_order(order), total, levels);
    let mut cube = Cube::of_whole(spec, order, whole);
    for set in subsets(&known.grid.dimensions) {
        let marginal;
        let own = match sums.get(&set) {
            Some(sum) => sum,
            None if set == known.grid.dimensions => known,
            None => {
                marginal = table.marginal(&set, fits);
                &marginal
            }
        };
        let within: Vec<usize> = order.iter().filter(|d| set.contains(d)).copied().collect();
        let variance = Grid { cells: own.variance.clone(), ..own.grid.clone() };
        cube.set_intervals(spec, &within, own.grid.in_order(&within), variance.in_order(&within));
    }
    cube
}
