//! The table of everything, solved as it stands: the reference for the auditor.
//!
//! One variable for every combination of primitives, one equation for every number published. No bases, no hierarchies, no components: it
//! shares nothing with the auditor but the solver.

use super::random::Case;
use crate::suppress::rule::Interval;
use crate::suppress::{Published, Sheet};
use microlp::{ComparisonOp, Error, LinearExpr, OptimizationDirection, Problem};

/// The interval of every cell left out, table by table.
pub(super) fn intervals(case: &Case, published: &Published) -> Vec<Vec<Option<Interval>>> {
    let sheets = published.frame.sheets.iter().zip(&published.cells);
    let one = |(sheet, cells): (&Sheet, &Vec<Option<i64>>)| {
        let cell = |(at, number): (usize, &Option<i64>)| match number {
            Some(_) => None,
            None => Some(interval(case, published, &sheet.nodes(at))),
        };
        cells.iter().enumerate().map(cell).collect()
    };
    sheets.map(one).collect()
}

pub(super) fn interval(case: &Case, published: &Published, nodes: &[u32]) -> Interval {
    let least = end(case, published, nodes, OptimizationDirection::Minimize);
    let most = end(case, published, nodes, OptimizationDirection::Maximize);
    Interval {
        least: least.map_or(0, |v| (v - 1e-5).ceil() as i64),
        most: most.map(|v| (v + 1e-5).floor() as i64),
    }
}

fn end(
    case: &Case,
    published: &Published,
    nodes: &[u32],
    direction: OptimizationDirection,
) -> Option<f64> {
    let within =
        |nodes: &[u32], at: usize| {
            let codes = case.codes(at);
            codes.iter().zip(nodes).zip(&published.frame.axes).all(|((code, node), axis)| {
                axis.nodes[*node as usize].holds.contains(&(*code as u32))
            })
        };
    let mut problem = Problem::new(direction);
    let people: Vec<_> = (0..case.people.len())
        .map(|at| problem.add_var(f64::from(u8::from(within(nodes, at))), (0.0, f64::INFINITY)))
        .collect();
    for (sheet, cells) in published.frame.sheets.iter().zip(&published.cells) {
        for (cell, number) in cells.iter().enumerate() {
            let nodes = sheet.nodes(cell);
            let mut row = LinearExpr::empty();
            for (at, variable) in people.iter().enumerate() {
                if within(&nodes, at) {
                    row.add(*variable, 1.0);
                }
            }
            match number {
                Some(number) => problem.add_constraint(row, ComparisonOp::Eq, *number as f64),
                None => problem.add_constraint(row, ComparisonOp::Ge, 1.0),
            }
        }
    }
    match problem.solve() {
        Ok(outcome) => Some(outcome.into_solution().unwrap().objective()),
        Err(Error::Unbounded) => None,
        Err(error) => panic!("{error}"),
    }
}
