//! The kernel against a count by hand, one cell at a time, on invented records.

use crate::count::{Builder, Columns, Refused, count};
use crate::noise::{Bits, SeededBits};
use crate::spec::{Spec, invented};
use std::collections::BTreeMap;

fn spec(person: &str, count: &str, tables: &str) -> Spec {
    let text = format!(
        r#"{count}
[person]
{person}
[dimension.origin]
column = "origin"
codes = "m49"
only = ["SYR", "AFG", "KEN", "SDN"]
[dimension.year]
column = "year"
codes = "years:2001-2300"
[dimension.age]
column = "age"
codes = "ages-broad"
[dimension.wide]
column = "wide"
codes = "wide"
[[list]]
id = "wide"
title = "wide"
source = "invented"
codes = [{}]
{tables}
[guarantee]
kind = "zcdp"
rho = 0.1
delta = 1e-6
"#,
        (0..300).map(|n| format!("\"w{n}\"")).collect::<Vec<_>>().join(",")
    )
    .replace("years:2001-2300", "years:2001-2190");
    invented(&text)
}

const ASSUMED: &str = "assumed_max_records = 1\nreason = \"invented\"";
const TABLES: &str = r#"
[[table]]
id = "one"
title = "t"
dimensions = ["year", "origin"]
[[table]]
id = "two"
title = "t"
dimensions = ["age", "wide", "origin"]
[[table]]
id = "three"
title = "t"
dimensions = ["origin"]
where = { age = ["Y0T4", "Y5T11"], year = ["2002"] }
[[table]]
id = "four"
title = "t"
dimensions = ["age"]
"#;

type Record = [String; 4];

fn records(count: usize, seed: u64) -> Vec<Record> {
    let mut bits = SeededBits::new(seed);
    let mut below = |n: u64| bits.word() % n;
    (0..count)
        .map(|_| {
            let origin = ["SYR", "Afghanistan", "KE", "729", "Atlantis", ""][below(6) as usize];
            let (year, age) = (2000 + below(6), below(80));
            [origin.to_owned(), year.to_string(), age.to_string(), format!("w{}", below(301))]
        })
        .collect()
}

fn columns(spec: &Spec, records: &[Record]) -> Columns {
    let mut builder = Builder::new(spec);
    // The order of the dimensions in the SPEC is that of their names.
    let order: Vec<usize> = spec
        .dimensions
        .iter()
        .map(|d| ["origin", "year", "age", "wide"].iter().position(|n| *n == d.id).unwrap())
        .collect();
    for record in records {
        builder.row(|at| &record[order[at]], Some("p"), Some("3")).unwrap();
    }
    builder.finish()
}

/// Counts by looking every cell up by the codes' names.
fn by_hand(spec: &Spec, records: &[Record]) -> Vec<Vec<i64>> {
    let columns = ["origin", "year", "age", "wide"];
    let place = |d: usize, record: &Record| {
        let dimension = &spec.dimensions[d];
        let at = columns.iter().position(|n| *n == dimension.id).unwrap();
        dimension.place(&record[at])
    };
    spec.tables
        .iter()
        .map(|table| {
            let mut seen: BTreeMap<Vec<u32>, i64> = BTreeMap::new();
            for record in records {
                // A record that some table cannot place is in none of them.
                if (0..spec.dimensions.len()).any(|d| place(d, record).is_none()) {
                    continue;
                }
                let passes = table
                    .filters
                    .iter()
                    .all(|f| place(f.dimension, record).is_some_and(|code| f.keep[code as usize]));
                let key: Option<Vec<u32>> =
                    table.dimensions.iter().map(|d| place(*d, record)).collect();
                if let Some(key) = key.filter(|_| passes) {
                    *seen.entry(key).or_insert(0) += 1;
                }
            }
            let mut cells = Vec::new();
            let mut key = vec![0; table.dimensions.len()];
            loop {
                cells.push(seen.get(&key).copied().unwrap_or(0));
                let turned = key.iter_mut().zip(&table.dimensions).rev().all(|(digit, d)| {
                    *digit = (*digit + 1) % spec.dimensions[*d].len() as u32;
                    *digit == 0
                });
                if turned {
                    return cells;
                }
            }
        })
        .collect()
}

#[test]
fn the_kernel_counts_as_one_does_by_hand() {
    let spec = spec(ASSUMED, "", TABLES);
    for (seed, size) in [(1, 0), (2, 1), (3, 2_047), (4, 2_049), (5, 30_000)] {
        let records = records(size, seed);
        let columns = columns(&spec, &records);
        assert_eq!(count(&spec, &spec.tables, &columns), by_hand(&spec, &records), "{size}");
    }
}

#[test]
fn counts_are_the_same_on_any_number_of_threads() {
    let spec = spec(
        ASSUMED,
        "",
        "[[table]]\nid = \"a\"\ntitle = \"t\"\ndimensions = [\"origin\", \"age\"]\n",
    );
    let columns = columns(&spec, &records(20_000, 8));
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| count(&spec, &spec.tables, &columns))
    };
    assert_eq!(on(1), on(7));
}

#[test]
fn a_value_outside_its_list_is_counted_as_such_and_makes_no_key() {
    let spec = spec(ASSUMED, "", TABLES);
    let outside = |cells: [&str; 4]| {
        let record = cells.map(str::to_owned);
        let columns = columns(&spec, &[record]);
        let tables = count(&spec, &spec.tables, &columns);
        (columns.refused.outside.iter().sum::<u64>(), tables.iter().flatten().sum::<i64>())
    };
    assert_eq!(outside(["SYR", "2002", "3", "w1"]), (0, 4));
    // Missing from all tables: they are about the same records.
    assert_eq!(outside(["Atlantis", "2002", "3", "w1"]), (1, 0));
    assert_eq!(outside(["SYR", "2002", "NaN", "w1"]), (1, 0));
    assert_eq!(outside(["", "", "", ""]), (4, 0));
}

#[test]
fn a_person_with_ten_thousand_records_counts_as_often_as_the_bound_says() {
    let spec = spec("column = \"key\"\nmax_records = 3", "", TABLES);
    let mut builder = Builder::new(&spec);
    let row = |at: usize| ["30", "SYR", "w1", "2002"][at];
    assert_eq!(
        spec.dimensions.iter().map(|d| &*d.id).collect::<Vec<_>>(),
        ["age", "origin", "wide", "year"]
    );
    for _ in 0..10_000 {
        builder.row(row, Some("one"), None).unwrap();
    }
    builder.row(row, Some(" two "), None).unwrap();
    builder.row(row, Some(""), None).unwrap();
    builder.row(row, None, None).unwrap();
    let columns = builder.finish();
    let refused = Refused {
        rows: 10_003,
        beyond_bound: 9_997,
        without_person: 2,
        bad_count: 0,
        outside: vec![0; 4],
        left_out: 0,
    };
    assert_eq!((columns.rows(), &columns.refused), (4, &refused));
    assert_eq!(count(&spec, &spec.tables, &columns)[3].iter().sum::<i64>(), 4);
}

#[test]
fn a_row_may_stand_for_many_persons_and_a_count_that_is_none_is_refused() {
    let spec = spec(ASSUMED, "count = \"n\"", TABLES);
    let mut builder = Builder::new(&spec);
    for n in ["5", "7.0", "NaN", "-1", "1.5", "", "99999999999999"] {
        builder.row(|at| ["30", "SYR", "w1", "2002"][at], None, Some(n)).unwrap();
    }
    let columns = builder.finish();
    assert_eq!(columns.refused.bad_count, 5);
    assert_eq!(count(&spec, &spec.tables, &columns)[0].iter().sum::<i64>(), 12);
}
