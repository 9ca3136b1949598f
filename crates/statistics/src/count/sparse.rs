//! Counts of a table with more cells than there is memory: only the cells that occur.
//!
//! The numbers of the cells of all rows are sorted and runs of equal ones added up. The cost is that of the rows, whatever the domain.

use super::columns::{Codes, Columns};
use crate::spec::{Spec, TableSpec};
use rayon::prelude::*;

/// The cells of a table that are not zero, by their places, ascending.
pub(super) fn count(spec: &Spec, table: &TableSpec, columns: &Columns) -> Vec<(u64, i64)> {
    let mut places = vec![0_u64; columns.rows];
    for dimension in &table.dimensions {
        let radix = spec.dimensions[*dimension].len() as u64;
        match &columns.codes[*dimension] {
            Codes::One(codes) => append(&mut places, radix, codes),
            Codes::Two(codes) => append(&mut places, radix, codes),
            Codes::Four(codes) => append(&mut places, radix, codes),
        }
    }
    let stays = |row: usize| {
        table.filters.iter().all(|filter| {
            let code = columns.codes[filter.dimension].at(row);
            code.is_some_and(|code| filter.keep.get(code as usize) == Some(&true))
        })
    };
    if table.filters.is_empty() && columns.weights.is_none() {
        places.par_sort_unstable();
        return runs(places.into_iter().map(|place| (place, 1)));
    }
    let weight = |row: usize| {
        columns.weights.as_ref().map_or(1, |weights| weights.get(row).map_or(0, |w| *w as i64))
    };
    let mut rows: Vec<(u64, i64)> = (0..)
        .zip(places)
        .filter(|(row, _)| stays(*row))
        .map(|(row, place)| (place, weight(row)))
        .collect();
    rows.par_sort_unstable();
    runs(rows.into_iter())
}

fn append<C: Copy + Into<u32> + Sync>(places: &mut [u64], radix: u64, codes: &[C]) {
    places.par_iter_mut().zip(codes).for_each(|(place, code)| {
        let code: u32 = (*code).into();
        *place = *place * radix + u64::from(code);
    });
}

fn runs(sorted: impl Iterator<Item = (u64, i64)>) -> Vec<(u64, i64)> {
    let mut cells: Vec<(u64, i64)> = Vec::new();
    for (place, weight) in sorted {
        match cells.last_mut() {
            Some((last, count)) if *last == place => *count += weight,
            Some(_) | None => cells.push((place, weight)),
        }
    }
    // A row may stand for nobody.
    cells.retain(|(_, count)| *count != 0);
    cells
}
