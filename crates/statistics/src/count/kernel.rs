//! The loop that counts.
//!
//! Rows are taken in blocks: the cell number of every row of a block is put together column by column in mixed radix (a loop the
//! compiler makes vector code of), then the counters are raised. Passes run side by side; a lone pass divides the rows and adds up its
//! counters, which is exact because they are integers.

use super::columns::{Codes, Columns};
use super::plan::{Pass, passes};
use crate::measure::Query;
use crate::spec::{Dimension, Spec, TableSpec};
use rayon::prelude::*;
use std::ops::Range;

const BLOCK: usize = 2_048;
/// Above this many counters a lone pass is not divided: adding up would cost more.
const DIVIDED_MAX: usize = 1 << 22;

/// What was counted of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Counted {
    /// Every cell.
    All(Vec<i64>),
    /// The cells that are not zero, by their places, ascending.
    Some(Vec<(u64, i64)>),
}

/// The counts that every query asks for.
#[must_use]
pub fn answer(spec: &Spec, queries: &[Query], columns: &Columns) -> Vec<Counted> {
    let table = |query: &Query| {
        let table = spec.tables.get(query.table);
        let filters = table.map(|table| table.filters.clone()).unwrap_or_default();
        let (id, title) = (String::new(), String::new());
        let (dimensions, above) = (query.dimensions.clone(), query.above);
        TableSpec { id, title, dimensions, filters, weight: 1, above }
    };
    let dense: Vec<&Query> =
        queries.iter().filter(|query| !query.is_listed() && !query.is_margin).collect();
    let tables: Vec<TableSpec> = dense.iter().map(|query| table(query)).collect();
    let counts = count(spec, &tables, columns);
    queries
        .iter()
        .map(|query| {
            if query.is_listed() {
                return Counted::Some(super::sparse::count(spec, &table(query), columns));
            }
            let from = dense.iter().position(|other| other.table == query.table);
            let Some(counts) = from.and_then(|from| counts.get(from)) else {
                return Counted::All(Vec::new());
            };
            if !query.is_margin {
                return Counted::All(counts.clone());
            }
            // A total is summed from a table: it counts the same records.
            let radix: Vec<usize> = spec.dimensions.iter().map(Dimension::len).collect();
            let dimensions =
                dense.get(from.unwrap_or(0)).map(|q| q.dimensions.clone()).unwrap_or_default();
            let pass = Pass { dimensions, tables: Vec::new() };
            Counted::All(sum_out(&pass, counts, &table(query), &radix))
        })
        .collect()
}

/// The cells of every table, in the order of its dimensions, the last running fastest.
#[must_use]
pub fn count(spec: &Spec, tables: &[TableSpec], columns: &Columns) -> Vec<Vec<i64>> {
    let radix: Vec<usize> = spec.dimensions.iter().map(Dimension::len).collect();
    let passes = passes(tables, &radix, columns.rows);
    let threads = rayon::current_num_threads();
    let parts = if passes.len() < threads { threads } else { 1 };
    let mut done: Vec<(usize, Vec<i64>)> = passes
        .par_iter()
        .flat_map_iter(|pass| {
            let weights = filter(tables, columns, pass);
            let weights = weights.as_deref().or(columns.weights.as_deref());
            let union = run(pass, columns, weights, &radix, parts);
            let table = |at: &usize| (*at, sum_out(pass, &union, &tables[*at], &radix));
            pass.tables.iter().map(table).collect::<Vec<_>>()
        })
        .collect();
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, cells)| cells).collect()
}

/// The counters of these dimensions, ascending, without a filter: the last code of each stands for values outside its list.
#[must_use]
pub fn count_with_outside(spec: &Spec, columns: &Columns, dimensions: &[usize]) -> Vec<i64> {
    let radix: Vec<usize> = spec.dimensions.iter().map(|d| d.len() + 1).collect();
    let pass = Pass { dimensions: dimensions.to_vec(), tables: Vec::new() };
    let parts = rayon::current_num_threads();
    run(&pass, columns, columns.weights.as_deref(), &radix, parts)
}

/// For a table with filters: the weight of every row, nothing for those that do not pass.
fn filter(tables: &[TableSpec], columns: &Columns, pass: &Pass) -> Option<Vec<u64>> {
    let [table] = pass.tables.as_slice() else { return None };
    let filters = &tables[*table].filters;
    if filters.is_empty() {
        return None;
    }
    let mut weights = columns.weights.clone().unwrap_or_else(|| vec![1; columns.rows]);
    for filter in filters {
        for (row, weight) in weights.iter_mut().enumerate() {
            let code = columns.codes[filter.dimension].at(row);
            let stays = code.and_then(|code| filter.keep.get(code as usize)).copied();
            *weight *= u64::from(stays.unwrap_or(false));
        }
    }
    Some(weights)
}

fn run(
    pass: &Pass,
    columns: &Columns,
    weights: Option<&[u64]>,
    radix: &[usize],
    parts: usize,
) -> Vec<i64> {
    let cells: usize = pass.dimensions.iter().map(|d| radix[*d]).product();
    let parts = if cells > DIVIDED_MAX { 1 } else { parts.max(1) };
    let share = columns.rows.div_ceil(parts).max(1);
    let ranges: Vec<Range<usize>> = (0..columns.rows)
        .step_by(share)
        .map(|from| from..(from + share).min(columns.rows))
        .collect();
    let counted = ranges.into_par_iter().map(|range| {
        let mut counters = vec![0_i64; cells];
        blocks(pass, columns, radix, range, |row, block| match weights {
            None => block.iter().for_each(|cell| counters[*cell as usize] += 1),
            Some(weights) => {
                // Weights add up to less than 2⁶², see the builder.
                let weights = &weights[row..row + block.len()];
                let both = block.iter().zip(weights);
                both.for_each(|(cell, weight)| counters[*cell as usize] += *weight as i64);
            }
        });
        counters
    });
    let added = counted.reduce_with(|mut a, b| {
        a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
        a
    });
    added.unwrap_or_else(|| vec![0; cells])
}

/// Hands over the cell numbers of the rows, a block at a time.
fn blocks(
    pass: &Pass,
    columns: &Columns,
    radix: &[usize],
    rows: Range<usize>,
    mut each: impl FnMut(usize, &[u32]),
) {
    let mut numbers = [0_u32; BLOCK];
    let mut from = rows.start;
    while from < rows.end {
        let to = (from + BLOCK).min(rows.end);
        let block = &mut numbers[..to - from];
        block.fill(0);
        for dimension in &pass.dimensions {
            // Cells are fewer than 2³²: the SPEC was refused otherwise, see `CELLS_MAX`.
            let radix = radix[*dimension] as u32;
            match &columns.codes[*dimension] {
                Codes::One(codes) => append(block, radix, &codes[from..to]),
                Codes::Two(codes) => append(block, radix, &codes[from..to]),
                Codes::Four(codes) => append(block, radix, &codes[from..to]),
            }
        }
        each(from, block);
        from = to;
    }
}

#[inline]
fn append<C: Copy + Into<u32>>(block: &mut [u32], radix: u32, codes: &[C]) {
    for (number, code) in block.iter_mut().zip(codes) {
        *number = *number * radix + (*code).into();
    }
}

/// The cells of one table out of the counters of a union.
fn sum_out(pass: &Pass, union: &[i64], table: &TableSpec, radix: &[usize]) -> Vec<i64> {
    // For every dimension of the union: the step of its code in the table, nothing if the table has it not.
    let mut steps = vec![None; pass.dimensions.len()];
    let mut cells = 1;
    for dimension in table.dimensions.iter().rev() {
        if let Some(at) = pass.dimensions.iter().position(|d| d == dimension) {
            steps[at] = Some(cells);
        }
        cells *= radix[*dimension];
    }
    let mut out = vec![0_i64; cells];
    let mut digits = vec![0_usize; pass.dimensions.len()];
    for count in union {
        if *count != 0 {
            let place = digits.iter().zip(&steps).map(|(digit, step)| digit * step.unwrap_or(0));
            if let Some(cell) = out.get_mut(place.sum::<usize>()) {
                *cell += count;
            }
        }
        for (digit, dimension) in digits.iter_mut().zip(&pass.dimensions).rev() {
            *digit += 1;
            if *digit < radix[*dimension] {
                break;
            }
            *digit = 0;
        }
    }
    out
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
