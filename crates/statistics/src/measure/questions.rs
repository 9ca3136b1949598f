//! Which questions are put to the records, and what each may cost.
//!
//! The tables of the SPEC, and for those that are estimated the totals by each of their dimensions and of all. Shares are whole numbers from sizes of
//! domains, which are public; a share is rounded down, so that together they never cost more than the release.

use super::{MeasureError, is_estimated};
use crate::noise::Variance;
use crate::spec::{Guarantee, Rho, Spec, Split, TableSpec};

/// One part of the budget in this many goes to totals.
const MARGINS_PART: u64 = 10;

/// What one table costs, and the noise that this buys.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Share {
    /// Its part of the budget, rounded down.
    pub rho: Rho,
    /// The variance of the noise in every cell.
    pub variance: Variance,
}

/// A table that is measured.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// The table of the SPEC; for a total, one that it can be summed from.
    pub table: usize,
    /// Whether it is a total, measured beside the tables.
    pub is_margin: bool,
    /// Tables of one family count the same records.
    pub family: usize,
    /// Its dimensions, ascending.
    pub dimensions: Vec<usize>,
    /// How many cells its domain has.
    pub cells: u64,
    /// Where only cells are kept whose measurement is above this.
    pub above: Option<i64>,
    /// What it costs.
    pub share: Share,
}

impl Query {
    /// Whether only some of its cells are kept.
    #[must_use]
    pub const fn is_listed(&self) -> bool {
        self.above.is_some()
    }
}

/// Everything that is measured for a release: its tables, in their order, then totals.
pub fn queries(spec: &Spec) -> Result<Vec<Query>, MeasureError> {
    let Guarantee::Zcdp { rho, split, margins, .. } = &spec.guarantee else {
        return Err(MeasureError::NoBudget);
    };
    let families = families(spec);
    let totals = if *margins { totals(spec, &families) } else { Vec::new() };
    let for_totals = if totals.is_empty() { Rho::ZERO } else { rho.share(1, MARGINS_PART) };
    let for_tables = rho.less(for_totals);
    let weight = |table: &TableSpec| match split {
        Split::Equal => table.weight,
        Split::Size => table.weight.saturating_mul(two_thirds(size(spec, &table.dimensions))),
    };
    let all: u64 = spec.tables.iter().map(weight).fold(0, u64::saturating_add);
    let mut queries = Vec::new();
    for (at, table) in spec.tables.iter().enumerate() {
        let mut dimensions = table.dimensions.clone();
        dimensions.sort_unstable();
        let share = share(spec, &table.id, for_tables.share(weight(table), all))?;
        let cells = size(spec, &dimensions);
        threshold(table, cells, share)?;
        let (family, above) = (families[at], table.above);
        queries.push(Query {
            table: at,
            is_margin: false,
            family,
            dimensions,
            cells,
            above,
            share,
        });
    }
    let all: u64 = totals.iter().map(|(.., cells)| cells.isqrt().max(1)).sum();
    for (table, family, dimensions, cells) in totals {
        let rho = for_totals.share(cells.isqrt().max(1), all);
        let share = share(spec, &spec.tables[table].id, rho)?;
        queries.push(Query {
            table,
            is_margin: true,
            family,
            dimensions,
            cells,
            above: None,
            share,
        });
    }
    Ok(queries)
}

fn size(spec: &Spec, dimensions: &[usize]) -> u64 {
    dimensions.iter().map(|d| spec.dimensions[*d].len() as u64).product()
}

/// ⌊cells^(2/3)⌋, at least one.
fn two_thirds(cells: u64) -> u64 {
    let square = u128::from(cells) * u128::from(cells);
    let (mut low, mut high) = (1_u128, 1 << 28);
    while high - low > 1 {
        let middle = u128::midpoint(low, high);
        if middle * middle * middle <= square { low = middle } else { high = middle }
    }
    low as u64
}

fn share(spec: &Spec, table: &str, rho: Rho) -> Result<Share, MeasureError> {
    let variance = Variance::for_budget(rho, spec.person.max())
        .map_err(|error| MeasureError::TooMuchNoise { table: table.to_owned(), rho, error })?;
    Ok(Share { rho, variance })
}

/// A threshold must keep the list short, and not beyond what any noise reaches.
fn threshold(table: &TableSpec, cells: u64, share: Share) -> Result<(), MeasureError> {
    let Some(above) = table.above else { return Ok(()) };
    let deviation = share.variance.as_f64().sqrt();
    let wrong = |what| MeasureError::Threshold { table: table.id.clone(), above, deviation, what };
    let far = above as f64 / deviation.max(0.1);
    // The bound of Mills on the tail.
    let listed = cells as f64 * (-far * far / 2.0).exp();
    if far < 2.0 || listed > 1e7 {
        return Err(wrong(
            "too many empty cells would be listed. Raise `above`, to four standard deviations or more",
        ));
    }
    if far > 40.0 {
        return Err(wrong("nothing empty is ever listed at such a distance. Lower `above`"));
    }
    Ok(())
}

/// The family of every table: estimated tables with the same filters share one.
fn families(spec: &Spec) -> Vec<usize> {
    let mut families: Vec<usize> = Vec::new();
    let mut count = 0;
    for (at, table) in spec.tables.iter().enumerate() {
        let own = is_estimated(spec, table.above, size(spec, &table.dimensions));
        let known = (0..at).find(|other| {
            let other = &spec.tables[*other];
            let alike = is_estimated(spec, other.above, size(spec, &other.dimensions));
            own && alike && other.filters == table.filters
        });
        families.push(known.map_or(count, |known| families[known]));
        if known.is_none() {
            count += 1;
        }
    }
    families
}

type Total = (usize, usize, Vec<usize>, u64);

/// The totals of every family that is estimated, which are not tables themselves.
fn totals(spec: &Spec, families: &[usize]) -> Vec<Total> {
    let mut totals: Vec<Total> = Vec::new();
    for (at, table) in spec.tables.iter().enumerate() {
        if !is_estimated(spec, table.above, size(spec, &table.dimensions)) {
            continue;
        }
        let single = table.dimensions.iter().map(|d| vec![*d]);
        for dimensions in std::iter::once(Vec::new()).chain(single) {
            let family = families[at];
            let is_table = spec
                .tables
                .iter()
                .zip(families)
                .any(|(other, own)| *own == family && other.dimensions == dimensions);
            let known = totals.iter().any(|(_, own, d, _)| (*own, d) == (family, &dimensions));
            if !is_table && !known {
                let cells = size(spec, &dimensions);
                totals.push((at, family, dimensions, cells));
            }
        }
    }
    totals
}

/// The place of a cell when the dimensions stand in another order.
pub(super) fn moved(spec: &Spec, from: &[usize], to: &[usize], place: u64) -> u64 {
    let n = |d: usize| spec.dimensions[d].len() as u64;
    let digit = |wanted: usize| {
        let at = from.iter().position(|d| *d == wanted).unwrap_or(0);
        let below: u64 = from[at + 1..].iter().map(|d| n(*d)).product();
        place / below % n(wanted)
    };
    to.iter().fold(0, |moved, d| moved * n(*d) + digit(*d))
}
