//! Do the intervals hold what they say, do tables agree, is more useful than before? On invented records.

use super::*;
use crate::count::{Builder, answer};
use crate::measure::{Cells, Measured, queries};
use crate::noise::{Bits, Noise, SeededBits};
use crate::spec::invented;

const SIZES: [(&str, usize); 4] = [("a", 40), ("b", 30), ("c", 6), ("d", 4)];

fn spec(rho: &str) -> Spec {
    let mut text = format!(
        r#"[person]
assumed_max_records = 1
reason = "invented"
[guarantee]
kind = "zcdp"
rho = {rho}
delta = 1e-6
[[table]]
id = "abc"
title = "t"
dimensions = ["b", "a", "c"]
[[table]]
id = "ad"
title = "t"
dimensions = ["a", "d"]
"#
    );
    for (name, size) in SIZES {
        let codes: Vec<String> = (0..size).map(|n| format!("\"{name}{n}\"")).collect();
        text += &format!(
            "[dimension.{name}]\ncolumn = \"{name}\"\ncodes = \"list-{name}\"\n[[list]]\nid = \"list-{name}\"\ntitle = \"t\"\nsource = \"invented\"\ncodes = [{}]\n",
            codes.join(",")
        );
    }
    invented(&text)
}

/// A uniform number in [0, 1).
fn unit(bits: &mut SeededBits) -> f64 {
    (bits.word() >> 11) as f64 / (1_u64 << 53) as f64
}

/// Skewed codes; with `ties`, half of the records go from each place to one other, which no margin tells.
fn counts(spec: &Spec, queries: &[Query], rows: usize, ties: bool, seed: u64) -> Vec<Vec<i64>> {
    let mut bits = SeededBits::new(seed);
    let mut builder = Builder::new(spec);
    for _ in 0..rows {
        let mut skewed = |n: usize| ((n as f64).powf(unit(&mut bits)) - 1.0) as usize % n;
        let [a, b, c, d] = SIZES.map(|(_, n)| skewed(n));
        let b = if ties && unit(&mut bits) < 0.5 { a * 7 % 30 } else { b };
        let cells = [format!("a{a}"), format!("b{b}"), format!("c{c}"), format!("d{d}")];
        builder.row(|at| &cells[at], None, None).unwrap();
    }
    let columns = builder.finish();
    answer(spec, queries, &columns)
        .into_iter()
        .map(|counted| match counted {
            crate::count::Counted::All(cells) => cells,
            crate::count::Counted::Some(_) => panic!("no lists here"),
        })
        .collect()
}

fn noisy(queries: &[Query], counts: &[Vec<i64>], seed: u64) -> Vec<Measured> {
    let mut bits = SeededBits::new(seed);
    let pairs = queries.iter().zip(counts);
    pairs
        .map(|(query, counts)| {
            let law = Noise::new(query.share.variance);
            let mut cells = counts.clone();
            law.add(&mut cells, &mut bits);
            Measured { cells: Cells::All(cells), half_width: law.half_width() }
        })
        .collect()
}

/// The published table beside the one that exact counts would give.
fn both(rho: &str, rows: usize, ties: bool, seed: u64) -> (Vec<Cube>, Vec<Cube>, Vec<f64>) {
    let spec = spec(rho);
    let queries = queries(&spec).unwrap();
    let counts = counts(&spec, &queries, rows, ties, seed);
    let published = cubes(&spec, &queries, &noisy(&queries, &counts, seed + 100));
    let exact = [0, 1].map(|table| {
        let query = queries.iter().find(|q| q.table == table && !q.is_margin).unwrap();
        let mut grid = Grid::filled(&query.dimensions, &|d| spec.dimensions[d].len(), 0.0);
        let cells = counts[table].iter().map(|cell| *cell as f64);
        grid.cells.iter_mut().zip(cells).for_each(|(own, cell)| *own = cell);
        let order = &spec.tables[table].dimensions;
        let cells = grid.in_order(order).cells.iter().map(|cell| *cell as i64).collect();
        Cube::of_whole(&spec, order, cells)
    });
    let noise = queries.iter().map(|query| query.share.variance.as_f64()).collect();
    (published, exact.into(), noise)
}

fn covered(published: &Cube, exact: &Cube, which: impl Fn(usize) -> bool) -> (f64, usize) {
    let own: Vec<usize> = (0..published.len()).filter(|at| which(*at)).collect();
    let inside = own
        .iter()
        .filter(|at| (published.lower[**at]..=published.upper[**at]).contains(&exact.values[**at]));
    (inside.count() as f64 / own.len() as f64, own.len())
}

#[test]
fn intervals_after_estimation_hold_the_count_in_95_of_100_values() {
    for (rho, rows, ties) in [
        ("0.02", 20_000, false),
        ("0.02", 20_000, true),
        ("0.5", 50_000, true),
        ("0.01", 300, true),
    ] {
        let (mut cells, mut sums, mut n) = (0.0, 0.0, 0);
        for seed in 0..3 {
            let (published, exact, _) = both(rho, rows, ties, 40 + seed);
            for (published, exact) in published.iter().zip(&exact) {
                let (share, count) = covered(published, exact, |at| published.is_cell(at));
                cells += share * count as f64;
                n += count;
                sums += covered(published, exact, |at| !published.is_cell(at)).0 / 6.0;
            }
        }
        let cells = cells / n as f64;
        assert!(cells >= 0.94, "{rows} rows at {rho}, ties {ties}: cells {cells}, sums {sums}");
        assert!(sums >= 0.93, "{rows} rows at {rho}, ties {ties}: cells {cells}, sums {sums}");
    }
}

/// What a reader looks at are the values that claim something. Those must not be wrong more often than the others.
#[test]
fn intervals_of_the_values_that_claim_something_hold_too() {
    for ties in [false, true] {
        let (mut inside, mut n) = (0.0, 0);
        for seed in 0..4 {
            let (published, exact, _) = both("0.02", 20_000, ties, 60 + seed);
            let own = &published[0];
            let claims = |at: usize| own.is_cell(at) && own.flag(at) < Flag::Unreliable;
            let (share, count) = covered(own, &exact[0], claims);
            inside += share * count as f64;
            n += count;
        }
        assert!(n > 100 && inside / n as f64 > 0.92, "ties {ties}: {} of {n}", inside / n as f64);
    }
}

/// The control: intervals for half of the noise that was drawn must be seen to fail.
#[test]
fn intervals_that_are_too_narrow_are_noticed() {
    let spec = spec("0.02");
    let own = queries(&spec).unwrap();
    let counts = counts(&spec, &own, 20_000, true, 5);
    let mut measured = noisy(&own, &counts, 6);
    for (measured, counts) in measured.iter_mut().zip(&counts) {
        if let Cells::All(cells) = &mut measured.cells {
            cells.iter_mut().zip(counts).for_each(|(cell, count)| *cell += *cell - count);
        }
    }
    let published = cubes(&spec, &own, &measured);
    let exact = Cube::of_whole(&spec, &[0, 3], counts[1].clone());
    let (share, _) = covered(&published[1], &exact, |_| true);
    assert!(share < 0.9, "{share}");
}

#[test]
fn a_table_adds_up_and_two_tables_agree_on_what_they_share() {
    let (published, _, _) = both("0.02", 20_000, true, 9);
    let value = |cube: &Cube, wanted: &[&str]| {
        let at = (0..cube.len()).find(|at| {
            let ids: Vec<&str> = cube.entries(*at).iter().map(|e| e.id.as_str()).collect();
            ids == wanted
        });
        cube.values[at.unwrap()]
    };
    assert!(published.iter().all(|cube| cube.values.iter().all(|value| *value >= 0)));
    let total = value(&published[0], &["_T", "_T", "_T"]);
    assert_eq!(total, value(&published[1], &["_T", "_T"]));
    let sum: i64 = (0..30).map(|b| value(&published[0], &[&format!("b{b}"), "_T", "_T"])).sum();
    assert_eq!(sum, total);
    // What is not rounded first agrees but for the rounding.
    for a in ["a0", "a5", "a20"] {
        let (one, two) = (value(&published[0], &["_T", a, "_T"]), value(&published[1], &[a, "_T"]));
        assert!((one - two).abs() <= 12, "{a}: {one} {two}");
    }
}

/// The budget is the same, and the errors are smaller than those of the measurements, for small cells and for totals.
#[test]
fn estimates_are_nearer_than_measurements() {
    let (published, exact, noise) = both("0.02", 20_000, true, 11);
    let error = |which: &dyn Fn(usize) -> bool| {
        let own: Vec<usize> = (0..published[0].len()).filter(|at| which(*at)).collect();
        let squares =
            own.iter().map(|at| ((published[0].values[*at] - exact[0].values[*at]) as f64).powi(2));
        squares.sum::<f64>() / own.len() as f64
    };
    let cells = error(&|at| published[0].is_cell(at));
    assert!(cells < noise[0] * 0.4, "{cells} against {}", noise[0]);
    let large = error(&|at| published[0].is_cell(at) && exact[0].values[at] > 60);
    assert!(large < noise[0] * 1.3, "{large} against {}", noise[0]);
}

#[test]
fn an_empty_source_is_published_without_negative_values_and_claims_nothing() {
    let (published, exact, _) = both("0.02", 0, false, 3);
    let (share, _) = covered(&published[0], &exact[0], |_| true);
    assert!(share > 0.94, "{share}");
    let quality = published[0].quality();
    assert!(quality.flags[0] <= 2 && quality.flags[3] > 7_100, "{quality:?}");
}
