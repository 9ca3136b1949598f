//! The privacy of the whole pipeline, measured: from rows to the published table, on two data sets that differ by one person.
//!
//! Everything is real but the key of the randomness: rows are bounded and counted, the budget is divided, tables and totals are measured, the tables are
//! estimated. Two things are looked at: the sum of all measurements that the person is in, weighted as the best attacker would weight them, and the
//! published value of the person's cell. Neither may tell more than ρ allows, at several orders of the Rényi divergence. A sampler with half the scale, and a
//! program that measures totals without paying for them, must be caught by the same measurement.

use crate::count::{Builder, Counted, answer};
use crate::estimate::cubes;
use crate::measure::{Cells, Measured, Query, queries};
use crate::noise::audit::divergence;
use crate::noise::{Noise, SeededBits, Variance};
use crate::spec::{Guarantee, Spec, invented};

const CLASSES: usize = 240;

fn spec() -> Spec {
    let text = r#"[person]
column = "key"
max_records = 2
[dimension.a]
column = "a"
codes = "three"
[dimension.b]
column = "b"
codes = "two"
[[list]]
id = "three"
title = "t"
source = "invented"
codes = ["x", "y", "z"]
[[list]]
id = "two"
title = "t"
source = "invented"
codes = ["p", "q"]
[[table]]
id = "ab"
title = "t"
dimensions = ["a", "b"]
[[table]]
id = "b"
title = "t"
dimensions = ["b"]
[guarantee]
kind = "zcdp"
rho = 0.125
delta = 1e-6
"#;
    invented(text)
}

/// The counts with the person in question, who has five records of which two count, or without.
fn counts(spec: &Spec, queries: &[Query], with: bool) -> Vec<Vec<i64>> {
    let mut builder = Builder::new(spec);
    let mut row = |a: &'static str, b: &'static str, key: &str| {
        builder.row(|at| [a, b][at], Some(key), None).unwrap();
    };
    row("x", "p", "one");
    row("y", "p", "two");
    row("x", "q", "two");
    if with {
        (0..5).for_each(|_| row("x", "p", "three"));
    }
    let columns = builder.finish();
    let dense = |counted| match counted {
        Counted::All(cells) => cells,
        Counted::Some(_) => panic!("no lists here"),
    };
    answer(spec, queries, &columns).into_iter().map(dense).collect()
}

/// How often each class of the attacker's sum, and of the published value of the cell (x, p).
fn released(
    spec: &Spec,
    queries: &[Query],
    used: &[Variance],
    with: bool,
    runs: u32,
) -> [Vec<f64>; 2] {
    let counts = counts(spec, queries, with);
    let laws: Vec<Noise> = used.iter().map(|variance| Noise::new(*variance)).collect();
    let mut bits = SeededBits::new(if with { 81 } else { 82 });
    let mut seen = [vec![0.0; CLASSES], vec![0.0; CLASSES]];
    let class = |number: f64| (number + CLASSES as f64 / 2.0).clamp(0.0, CLASSES as f64 - 1.0);
    for _ in 0..runs {
        let mut sum = 0.0;
        let measured: Vec<Measured> = counts
            .iter()
            .zip(&laws)
            .zip(queries)
            .map(|((counts, law), query)| {
                let mut cells = counts.clone();
                law.add(&mut cells, &mut bits);
                // The person is in the first cell of every table.
                sum += cells[0] as f64 / query.share.variance.as_f64();
                Measured { cells: Cells::All(cells), half_width: 0 }
            })
            .collect();
        seen[0][class(sum * 12.0) as usize] += 1.0;
        let published = cubes(spec, queries, &measured);
        seen[1][class(published[0].values[0] as f64) as usize] += 1.0;
    }
    seen
}

/// The greatest excess over the promise, over the two things looked at, both directions and several orders.
fn excess(spec: &Spec, queries: &[Query], used: &[Variance], runs: u32) -> f64 {
    let Guarantee::Zcdp { rho, .. } = &spec.guarantee else { panic!("noise") };
    let with = released(spec, queries, used, true, runs);
    let without = released(spec, queries, used, false, runs);
    let mut worst = f64::NEG_INFINITY;
    for (p, q) in with.iter().zip(&without) {
        for alpha in [1.5, 2.0, 3.0, 5.0, 8.0] {
            let promised = rho.as_f64() * alpha;
            worst = worst.max(divergence(p, q, alpha, runs) - promised);
            worst = worst.max(divergence(q, p, alpha, runs) - promised);
        }
    }
    worst
}

fn paid(queries: &[Query]) -> Vec<Variance> {
    queries.iter().map(|query| query.share.variance).collect()
}

fn holds_and_controls_are_caught(runs: u32) {
    let spec = spec();
    let queries = queries(&spec).unwrap();
    let over = excess(&spec, &queries, &paid(&queries), runs);
    assert!(over <= 0.0, "the pipeline tells more than it promises: {over}");
    // A quarter of the variance in every measurement: half the scale.
    let broken: Vec<Variance> =
        paid(&queries).iter().map(|v| Variance::of((v.as_f64() * 256.0) as u64, 1_024)).collect();
    let over = excess(&spec, &queries, &broken, runs / 4);
    assert!(over > 0.05, "half the scale is not caught: {over}");
    // Every measurement as if it had the whole budget for itself.
    let Guarantee::Zcdp { rho, .. } = &spec.guarantee else { panic!("noise") };
    let unpaid = Variance::for_budget(*rho, spec.person.max()).unwrap();
    let over = excess(&spec, &queries, &vec![unpaid; queries.len()], runs / 4);
    assert!(over > 0.05, "measurements that nobody paid for are not caught: {over}");
}

#[test]
fn the_loss_of_the_whole_pipeline_never_exceeds_the_promise_and_broken_ones_are_caught() {
    holds_and_controls_are_caught(100_000);
}

/// The long form: `cargo test --release -p statistics -- --ignored million`.
#[test]
#[ignore = "takes minutes"]
fn the_loss_over_a_million_releases_of_the_whole_pipeline_never_exceeds_the_promise() {
    holds_and_controls_are_caught(1_000_000);
}
