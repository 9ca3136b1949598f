//! How far it goes: a table of a million cells with hierarchies, a hundred thousand of them small.
//!
//! `cargo test --release -p statistics a_million -- --ignored --nocapture`

use super::random::{Dice, with_places};
use super::{about, rule};
use crate::suppress::{Axis, Effort, Frame, FrameError, Line, Node, Sheet, protect, to_count};
use std::time::Instant;

/// An axis with two levels of groups of so many.
fn axis(id: &str, codes: u32, group: u32) -> Axis {
    let primitives: Vec<String> = (0..codes).map(|code| format!("c{code}")).collect();
    let mut nodes = vec![Node { id: "_T".to_owned(), holds: (0..codes).collect() }];
    nodes.extend((0..codes).map(|code| Node { id: format!("c{code}"), holds: vec![code] }));
    for width in [group, group * group] {
        for from in (0..codes).step_by(width as usize).filter(|_| width < codes) {
            let holds: Vec<u32> = (from..(from + width).min(codes)).collect();
            // The last group of a width may be a group, or a code, of another.
            if nodes.iter().any(|node| node.holds == holds) {
                continue;
            }
            nodes.push(Node { id: format!("g{width}-{from}"), holds });
        }
    }
    Axis { id: id.to_owned(), name: id.to_owned(), primitives, nodes }
}

fn everything(axes: &[Axis], columns: &[usize], id: &str) -> Sheet {
    let lines = axes.iter().enumerate().map(|(at, axis)| {
        let of = |(node, one): (u32, &Node)| Line { code: one.id.clone(), node };
        let all = (0_u32..).zip(&axis.nodes).map(of);
        if columns.contains(&at) { all.collect() } else { all.take(1).collect() }
    });
    Sheet { id: id.to_owned(), columns: columns.to_vec(), lines: lines.collect() }
}

/// A cell as in tables of origin by asylum: mostly small or large, few between.
fn count(dice: &mut Dice) -> i64 {
    let wide = 1 + dice.below(5_000) as i64;
    match dice.below(20) {
        0..2 => 1 + dice.below(9) as i64,
        2 => 0,
        _ => 10 + wide,
    }
}

fn run(sizes: [(u32, u32); 3]) {
    let axes: Vec<Axis> = sizes
        .iter()
        .enumerate()
        .map(|(at, (n, group))| axis(&format!("a{at}"), *n, *group))
        .collect();
    let mut sheets = vec![everything(&axes, &[0, 1, 2], "all three")];
    sheets.push(everything(&axes, &[0, 1], "two"));
    let framed = with_places(Frame { axes, sheets });
    let sets = to_count(&framed.frame).unwrap();
    assert_eq!(sets, [[0, 1, 2]]);
    let places: Vec<usize> = framed.places.iter().map(Vec::len).collect();
    let mut dice = Dice::new(65_212);
    let mut counts = Vec::with_capacity(places.iter().product());
    for at in 0..places.iter().product::<usize>() {
        let (c, b) = (at % places[2], at / places[2] % places[1]);
        let a = at / places[2] / places[1];
        let real = a + 1 < places[0] && b + 1 < places[1] && c + 1 < places[2];
        counts.push(if real { count(&mut dice) } else { 0 });
    }
    let counts = [counts];
    let begin = Instant::now();
    let (_, office) =
        super::suppress(about("large", "2024"), &framed, &counts, rule(), true).unwrap();
    println!("left out in {} s", begin.elapsed().as_secs_f64());
    drop(office);
    let begin = Instant::now();
    let done = protect(about("large", "2024"), &framed, &counts, rule(), Effort::default());
    let done = done.unwrap_or_else(|error| panic!("{error}"));
    let proved = done.certificate.cells.iter().filter(|entry| entry.known.is_some()).count();
    println!(
        "{:?}: {} s, certificate: {proved} of {} intervals exact, {} programs",
        done.report,
        begin.elapsed().as_secs_f64(),
        done.certificate.cells.len(),
        done.certificate.programs,
    );
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
}

#[test]
#[ignore = "a measurement"]
fn a_hundred_thousand_cells_are_certified() {
    run([(50, 7), (50, 7), (40, 7)]);
}

#[test]
#[ignore = "a measurement"]
fn a_million_cells_are_certified() {
    run([(100, 10), (100, 10), (80, 9)]);
}

#[test]
fn a_domain_too_large_is_refused_with_the_arithmetic() {
    let axes: Vec<Axis> = (0..3).map(|at| axis(&format!("a{at}"), 300, 20)).collect();
    let sheets = vec![everything(&axes, &[0, 1], "one"), everything(&axes, &[1, 2], "other")];
    let ring = everything(&axes, &[0, 2], "ring");
    let mut frame = Frame { axes, sheets };
    assert_eq!(to_count(&frame).unwrap().len(), 2);
    // Three tables in a ring need the table of everything.
    frame.sheets.push(ring);
    let refused = to_count(&frame).unwrap_err();
    assert!(matches!(refused, FrameError::TooLarge { cells: 31_554_496, .. }), "{refused}");
}
