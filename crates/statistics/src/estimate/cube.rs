//! What is published of a table: every combination of codes, groups and totals, each with its interval and a flag.

use super::grid::Grid;
use super::normal::{self, WIDTH_95};
use crate::codes::TOTAL;
use crate::measure::{Measured, Query};
use crate::spec::{Dimension, Spec};

/// How far a value can be relied on, by its interval.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Flag {
    /// The interval is at most a fifth of the value to each side.
    Good,
    /// At most a half.
    Fair,
    /// Less than the value itself: there is something, and little more is known.
    Weak,
    /// It cannot be told from nothing.
    Unreliable,
}

impl Flag {
    /// All of them, the best first.
    pub const ALL: [Self; 4] = [Self::Good, Self::Fair, Self::Weak, Self::Unreliable];

    /// What files call it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Good => "A",
            Self::Fair => "B",
            Self::Weak => "C",
            Self::Unreliable => "D",
        }
    }

    /// What people read.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Good => "reliable: within 20 % of the value",
            Self::Fair => "use with care: within 50 % of the value",
            Self::Weak => "weak: more than nothing, and little more is known",
            Self::Unreliable => "not reliable: cannot be told from nothing",
        }
    }

    pub(super) fn of(value: i64, lower: i64, upper: i64) -> Self {
        let wide = (value - lower).max(upper - value);
        if value <= 0 || wide >= value {
            Self::Unreliable
        } else if wide * 5 <= value {
            Self::Good
        } else if wide * 2 <= value {
            Self::Fair
        } else {
            Self::Weak
        }
    }
}

/// By how much the deviation of an estimate is widened for what its reckoning leaves out: that what is expected of a cell is estimated from the same
/// measurements, and that readers look at the values that stand out. Tests measure whether it is enough.
const WIDENED: f64 = 1.2;

/// One place on an axis.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its code.
    pub id: String,
    /// What people read.
    pub title: String,
    /// `code`, the id of a level, or `total`.
    pub level: String,
    members: Vec<u32>,
}

/// An axis of a cube: codes first, then groups, the total last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Axis {
    /// The dimension, by its place in the SPEC.
    pub dimension: usize,
    /// Its places.
    pub entries: Vec<Entry>,
    /// How many of them are codes of the list.
    pub codes: usize,
}

impl Axis {
    fn codes_only(at: usize, dimension: &Dimension) -> Self {
        let entries = (0_u32..)
            .zip(&dimension.cut.list.codes)
            .map(|(at, code)| Entry {
                id: code.id.clone(),
                title: code.title.clone(),
                level: "code".to_owned(),
                members: vec![at],
            })
            .collect();
        Self { dimension: at, entries, codes: dimension.len() }
    }

    fn whole(at: usize, dimension: &Dimension) -> Self {
        let mut axis = Self::codes_only(at, dimension);
        for level in &dimension.cut.list.levels {
            for (group, code) in (0_u32..).zip(&level.groups) {
                let members = (0_u32..)
                    .zip(&level.group_of)
                    .filter(|(_, own)| **own == group)
                    .map(|(member, _)| member)
                    .collect();
                axis.entries.push(Entry {
                    // Two levels may have a group of one name: the level tells them apart.
                    id: if axis.entries.iter().any(|entry| entry.id == code.id) {
                        format!("{}-{}", level.id, code.id)
                    } else {
                        code.id.clone()
                    },
                    title: code.title.clone(),
                    level: level.id.clone(),
                    members,
                });
            }
        }
        axis.entries.push(Entry {
            id: TOTAL.to_owned(),
            title: "Total".to_owned(),
            level: "total".to_owned(),
            members: (0..dimension.len() as u32).collect(),
        });
        axis
    }
}

/// A published table.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Cube {
    /// Its axes, in the order of the SPEC.
    pub axes: Vec<Axis>,
    /// The values that are published: of every combination, the last axis running fastest, or only of those in `places`.
    pub values: Vec<i64>,
    /// Lower ends of the intervals.
    pub lower: Vec<i64>,
    /// Upper ends.
    pub upper: Vec<i64>,
    /// Where only some cells are listed: their places, ascending; and the measurement that all others are at most.
    pub listed: Option<(Vec<u64>, i64)>,
    deviations: Vec<f64>,
    noise: f64,
}

/// What the methods say of a table.
#[derive(Copy, Clone, PartialEq, Debug)]
pub struct Quality {
    /// Combinations of codes.
    pub cells: u64,
    /// Of these, how many have each flag, the best first.
    pub flags: [u64; 4],
    /// The error that half of the cells are expected to stay below.
    pub median_error: f64,
    /// The error that 95 of 100 cells are expected to stay below.
    pub high_error: f64,
    /// Of the cells that are not flagged D, at most this share is expected to be nothing in truth.
    pub false_positives: f64,
    /// The share of what is counted that is in cells flagged A.
    pub in_good_cells: f64,
}

impl Cube {
    /// Codes, groups and totals of whole numbers over the codes.
    pub(super) fn of_whole(spec: &Spec, order: &[usize], whole: Vec<i64>) -> Self {
        let axes: Vec<Axis> = order.iter().map(|d| Axis::whole(*d, &spec.dimensions[*d])).collect();
        let values = extend(&axes, &vec![true; axes.len()], whole, 0_i64);
        let (lower, upper) = (values.clone(), values.clone());
        let deviations = vec![0.0; values.len()];
        Self { axes, values, lower, upper, listed: None, deviations, noise: 0.0 }
    }

    /// Sets the intervals of all combinations that are particular in just these dimensions and total in the others.
    pub(super) fn set_intervals(
        &mut self,
        spec: &Spec,
        within: &[usize],
        estimate: Grid,
        variance: Grid,
    ) {
        let particular: Vec<bool> =
            self.axes.iter().map(|axis| within.contains(&axis.dimension)).collect();
        let axes: Vec<Axis> =
            within.iter().map(|d| Axis::whole(*d, &spec.dimensions[*d])).collect();
        let all = vec![true; axes.len()];
        let estimate = extend(&axes, &all, estimate.cells, 0.0);
        let variance = extend(&axes, &all, variance.cells, 0.0);
        // Over the same axes: the places of the totals are left out below.
        let sizes: Vec<usize> = self.axes.iter().map(|axis| axis.entries.len()).collect();
        let mut digits = vec![0; sizes.len()];
        for at in 0..self.values.len() {
            let is_own = digits
                .iter()
                .zip(&sizes)
                .zip(&particular)
                .all(|((digit, size), own)| (digit + 1 == *size) != *own);
            if is_own {
                let own = digits.iter().zip(&sizes).zip(&particular).filter(|(_, own)| **own);
                let place = own.fold(0, |place, ((digit, size), _)| place * size + digit);
                let deviation = variance[place].max(0.0).sqrt() * WIDENED;
                let (value, middle) = (self.values[at], estimate[place]);
                let low = (middle - WIDTH_95 * deviation).floor().max(0.0) as i64;
                let high = (middle + WIDTH_95 * deviation).ceil() as i64;
                (self.lower[at], self.upper[at]) = (low.min(value), high.max(value));
                self.deviations[at] = deviation;
            }
            for (digit, size) in digits.iter_mut().zip(&sizes).rev() {
                *digit += 1;
                if *digit < *size {
                    break;
                }
                *digit = 0;
            }
        }
    }

    /// How many values it publishes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether it publishes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The places on the axes of a value.
    #[must_use]
    pub fn entries(&self, at: usize) -> Vec<&Entry> {
        let listed = self.listed.as_ref().and_then(|(places, _)| places.get(at)).copied();
        let mut place = listed.unwrap_or(at as u64);
        let mut entries: Vec<&Entry> = Vec::with_capacity(self.axes.len());
        for axis in self.axes.iter().rev() {
            let n = axis.entries.len() as u64;
            entries.extend(axis.entries.get((place % n.max(1)) as usize));
            place /= n.max(1);
        }
        entries.reverse();
        entries
    }

    /// How far a value can be relied on.
    #[must_use]
    pub fn flag(&self, at: usize) -> Flag {
        Flag::of(self.values[at], self.lower[at], self.upper[at])
    }

    /// Whether a value is of codes alone, without groups and totals.
    #[must_use]
    pub fn is_cell(&self, at: usize) -> bool {
        self.entries(at).iter().all(|entry| entry.level == "code")
    }

    /// What the methods say of it.
    #[must_use]
    pub fn quality(&self) -> Quality {
        let cells: u64 = self.axes.iter().map(|axis| axis.codes as u64).product();
        let (mut flags, mut deviations) = ([0; 4], Vec::new());
        let (mut all, mut good, mut wrong) = (0, 0, 0.0);
        let own: Vec<usize> = (0..self.len()).filter(|at| self.is_cell(*at)).collect();
        for at in &own {
            let (flag, value) = (self.flag(*at), self.values[*at]);
            flags[flag as usize] += 1;
            all += value.max(0);
            if flag == Flag::Good {
                good += value;
            }
            if flag != Flag::Unreliable && self.listed.is_none() {
                wrong += self.chance_of_nothing(*at);
            }
        }
        // Enough for a quantile.
        let step = (own.len() / 10_000).max(1);
        deviations.extend(own.iter().step_by(step).map(|at| self.deviations[*at]));
        if deviations.is_empty() {
            deviations.push(self.noise);
        }
        let shown: u64 = flags[..3].iter().sum();
        if let Some((_, above)) = &self.listed {
            // Every cell that is nothing had this chance to be listed.
            wrong = cells as f64 * normal::above((*above as f64 + 0.5) / self.noise.max(1e-9));
            flags[3] = cells - shown;
        }
        Quality {
            cells,
            flags,
            median_error: normal::quantile_of_errors(&deviations, 0.5),
            high_error: normal::quantile_of_errors(&deviations, 0.05),
            false_positives: if shown == 0 { 0.0 } else { (wrong / shown as f64).min(1.0) },
            in_good_cells: if all == 0 { 0.0 } else { good as f64 / all as f64 },
        }
    }

    fn chance_of_nothing(&self, at: usize) -> f64 {
        normal::above((self.values[at] as f64 - 0.5) / self.deviations[at].max(1e-9))
    }
}

/// A table as it was measured: no groups, no totals, the interval exact.
pub(super) fn as_measured(spec: &Spec, query: &Query, measured: &Measured) -> Cube {
    let order = &spec.tables[query.table].dimensions;
    let axes: Vec<Axis> =
        order.iter().map(|d| Axis::codes_only(*d, &spec.dimensions[*d])).collect();
    let half = measured.half_width;
    let (values, listed) = measured.in_order(spec, query, order);
    let lower = values.iter().map(|value| value - half).collect();
    let upper = values.iter().map(|value| value + half).collect();
    let noise = query.share.variance.as_f64().sqrt();
    let deviations = vec![noise; values.len()];
    Cube { axes, values, lower, upper, listed, deviations, noise }
}

/// Adds the groups and the total of every axis that is asked for.
fn extend<N: Copy + std::ops::Add<Output = N>>(
    axes: &[Axis],
    which: &[bool],
    mut cells: Vec<N>,
    zero: N,
) -> Vec<N> {
    let mut sizes: Vec<usize> = axes.iter().map(|axis| axis.codes).collect();
    for (at, axis) in axes.iter().enumerate().filter(|(at, _)| which[*at]) {
        let inner: usize = sizes[at + 1..].iter().product();
        let n = sizes[at];
        let mut wide = Vec::with_capacity(cells.len() / n.max(1) * axis.entries.len());
        for part in cells.chunks(n * inner) {
            wide.extend_from_slice(part);
            for entry in &axis.entries[axis.codes..] {
                let from = wide.len();
                wide.resize(from + inner, zero);
                for member in &entry.members {
                    let line = &part[*member as usize * inner..][..inner];
                    wide[from..].iter_mut().zip(line).for_each(|(sum, cell)| *sum = *sum + *cell);
                }
            }
        }
        cells = wide;
        sizes[at] = axis.entries.len();
    }
    cells
}
