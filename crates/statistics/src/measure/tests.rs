//! Shares, intervals, and lists against the plain way.

use super::*;
use crate::noise::{SeededBits, Variance};

fn share(rho: &str, records: u32) -> Share {
    let rho = Rho::parse(rho).unwrap();
    Share { rho, variance: Variance::for_budget(rho, records).unwrap() }
}

fn noisy(share: Share, mut cells: Vec<i64>, seed: u64) -> (Vec<i64>, i64) {
    let law = Noise::new(share.variance);
    law.add(&mut cells, &mut SeededBits::new(seed));
    (cells, law.half_width())
}

#[test]
fn zeros_get_noise_as_every_other_count_does() {
    let (cells, _) = noisy(share("0.125", 1), vec![0; 10_000], 1);
    let zeros = cells.iter().filter(|cell| **cell == 0).count();
    // With σ = 2 a fifth of all draws are zero.
    assert!((1_800..2_200).contains(&zeros), "{zeros}");
    assert!(cells.iter().any(|cell| *cell < 0));
}

#[test]
fn the_interval_holds_the_count_in_95_of_100_cells() {
    let (cells, half) = noisy(share("0.01", 2), vec![100; 20_000], 2);
    let inside = cells.iter().filter(|cell| (**cell - 100).abs() <= half).count();
    assert!((18_900..19_400).contains(&inside), "{inside}");
}

#[test]
fn the_operating_system_gives_other_noise_every_time() {
    let query = Query {
        table: 0,
        is_margin: false,
        family: 0,
        dimensions: vec![0],
        cells: 200,
        above: None,
        share: share("0.01", 1),
    };
    let draw = || measure(std::slice::from_ref(&query), vec![Counted::All(vec![0; 200])]).unwrap();
    assert_ne!(draw()[0].cells, draw()[0].cells);
}

/// A table of 60 cells, six of them not zero, listed 40,000 times in both ways: how often each cell is listed, and with which measurement.
#[test]
fn a_list_has_the_law_of_dropping_the_others_afterwards() {
    const RUNS: usize = 40_000;
    let (counts, above) = ([(3, 9), (4, 1), (17, 2), (18, 5), (40, 30), (59, 4)], 5);
    let share = share("0.125", 1);
    let (law, skip) = (Noise::new(share.variance), Skip::new(share.variance, above));
    let (mut fast, mut plain) = (vec![[0.0; 12]; 60], vec![[0.0; 12]; 60]);
    let (mut one, mut two) = (SeededBits::new(71), SeededBits::new(72));
    let class = |value: i64| ((value - above - 1) as usize).min(11);
    for _ in 0..RUNS {
        let Cells::Listed(places, values) = list(&counts, 60, &law, &skip, &mut one) else {
            panic!("a list")
        };
        assert!(places.is_sorted() && values.iter().all(|value| *value > above));
        places.iter().zip(&values).for_each(|(at, v)| fast[*at as usize][class(*v)] += 1.0);
        let mut cells = vec![0; 60];
        counts.iter().for_each(|(at, count)| cells[*at as usize] = *count);
        law.add(&mut cells, &mut two);
        for (at, value) in cells.iter().enumerate().filter(|(_, value)| **value > above) {
            plain[at][class(*value)] += 1.0;
        }
    }
    // Pearson's statistic of two samples, over all classes that are not rare.
    let (mut sum, mut classes) = (0.0, 0.0);
    for (a, b) in fast.iter().flatten().zip(plain.iter().flatten()).filter(|(a, b)| *a + *b > 20.0)
    {
        sum += (a - b) * (a - b) / (a + b);
        classes += 1.0;
    }
    let off = (sum - classes) / (2.0_f64 * classes).sqrt();
    assert!(off.abs() < 4.0, "{off} over {classes} classes");
    // The same measurement notices a threshold that is off by one.
    let near: f64 = fast.iter().skip(20).take(18).map(|cell| cell[0]).sum();
    let far: f64 = fast.iter().skip(20).take(18).map(|cell| cell[1]).sum();
    assert!(near > far * 1.5);
}
