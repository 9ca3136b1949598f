//! Which tables are counted together.
//!
//! A pass over the rows costs the same whether the table has three dimensions or six, as long as its counters stay in the cache. So tables
//! are put together while the union of their dimensions is small; each is then summed out of the union, which costs a step for every
//! cell and none for the rows. A table with a filter is a pass of its own.

use crate::spec::TableSpec;

/// Counters of a union: two megabytes at four bytes each.
const UNION_MAX: u128 = 1 << 19;

/// One pass over the rows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Pass {
    /// The dimensions, ascending.
    pub(super) dimensions: Vec<usize>,
    /// The tables that come out of it.
    pub(super) tables: Vec<usize>,
}

fn union(a: &[usize], b: &[usize]) -> Vec<usize> {
    let mut all: Vec<usize> = a.iter().chain(b).copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The passes for these tables. `radix` is the number of codes of every dimension.
pub(super) fn passes(tables: &[TableSpec], radix: &[usize], rows: usize) -> Vec<Pass> {
    let size = |dimensions: &[usize]| {
        dimensions.iter().fold(1_u128, |size, d| size.saturating_mul(radix[*d] as u128))
    };
    // Summing out must not cost more than the passes it saves.
    let limit = UNION_MAX.min((rows as u128).max(64));
    let mut passes: Vec<Pass> = Vec::new();
    let mut open: Vec<Pass> = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        let pass = Pass { dimensions: union(&table.dimensions, &[]), tables: vec![at] };
        let alone = !table.filters.is_empty() || size(&pass.dimensions) > limit;
        if alone { passes.push(pass) } else { open.push(pass) }
    }
    loop {
        let mut best: Option<(u128, usize, usize)> = None;
        for a in 0..open.len() {
            for b in a + 1..open.len() {
                let cells = size(&union(&open[a].dimensions, &open[b].dimensions));
                if cells <= limit && best.is_none_or(|(least, ..)| cells < least) {
                    best = Some((cells, a, b));
                }
            }
        }
        let Some((_, a, b)) = best else { break };
        let other = open.swap_remove(b);
        let one = &mut open[a];
        one.dimensions = union(&one.dimensions, &other.dimensions);
        one.tables.extend(other.tables);
    }
    passes.extend(open);
    // The long ones first, so that no thread waits for one at the end.
    passes.sort_by_key(|pass| std::cmp::Reverse((size(&pass.dimensions), pass.tables.clone())));
    passes
}
