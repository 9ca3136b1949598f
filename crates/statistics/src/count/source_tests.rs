//! The same invented records as CSV and as Parquet give the same columns.

use super::{Columns, SourceError, open};
use crate::spec::{Spec, invented};
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, Int64Array, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

fn spec(person: &str, count: &str) -> Spec {
    let text = format!(
        r#"{count}
[person]
{person}
[dimension.origin]
column = "Origin"
codes = "m49"
unknown = true
[dimension.year]
column = "year"
codes = "years:2001-2005"
[[table]]
id = "t"
title = "t"
dimensions = ["origin", "year"]
[guarantee]
kind = "zcdp"
rho = 0.1
delta = 1e-6
"#
    );
    invented(&text)
}

const ROWS: usize = 5_000;

/// Origin, year, person, count of a row; some are outside their lists, empty, or no numbers.
fn row(at: usize) -> (Option<&'static str>, i64, String, &'static str) {
    let origin = [Some("SYR"), Some("Kenya"), None, Some("Atlantis"), Some("af")][at * at % 5];
    let count = ["1", "7.0", "", "NaN", "3"][at / 3 % 5];
    (origin, 2000 + (at * 7 % 9) as i64, format!("p{}", at * 13 % 900), count)
}

fn write_both(folder: &Path) {
    let mut text = "Origin,year,key,n\n".to_owned();
    for at in 0..ROWS {
        let (origin, year, person, count) = row(at);
        text += &format!("{},{year},{person},{count}\n", origin.unwrap_or(""));
    }
    fs::write(folder.join("f.csv"), text).unwrap();
    let rows = || (0..ROWS).map(row);
    let origins: DictionaryArray<Int32Type> = rows().map(|row| row.0).collect();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("Origin", Arc::new(origins)),
        ("year", Arc::new(Int64Array::from_iter_values(rows().map(|row| row.1)))),
        ("key", Arc::new(StringArray::from_iter_values(rows().map(|row| row.2)))),
        ("n", Arc::new(StringArray::from_iter_values(rows().map(|row| row.3)))),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    // Several groups of rows, and dictionaries that overflow: a reader meets every kind of page.
    let small = WriterProperties::builder()
        .set_max_row_group_row_count(Some(700))
        .set_dictionary_page_size_limit(2_000)
        .set_write_batch_size(64)
        .build();
    let file = File::create(folder.join("f.parquet")).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(small)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

fn read(spec: &Spec, path: &Path) -> Columns {
    open(spec, path).unwrap().read(spec).unwrap()
}

#[test]
fn parquet_and_csv_of_the_same_records_give_the_same_columns() {
    let folder = tempfile::tempdir().unwrap();
    write_both(folder.path());
    let assumed = "assumed_max_records = 1\nreason = \"invented\"";
    for (person, count) in
        [(assumed, ""), (assumed, "count = \"n\""), ("column = \"key\"\nmax_records = 2", "")]
    {
        let spec = spec(person, count);
        let one = read(&spec, &folder.path().join("f.csv"));
        let two = read(&spec, &folder.path().join("f.parquet"));
        assert_eq!(one, two, "{person} {count}");
        assert!(one.refused.left_out > 0 && one.rows() > 500);
        assert_eq!(one.refused.bad_count > 0, !count.is_empty());
        assert_eq!(one.refused.beyond_bound > 0, person.contains("key"));
    }
}

#[test]
fn a_header_that_is_missing_is_met_with_what_was_probably_meant() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f.csv");
    let spec = spec("column = \"key\"\nmax_records = 2", "");
    fs::write(&path, "Origins,year,key\nSYR,2001,p\n").unwrap();
    let told = open(&spec, &path).unwrap_err().to_string();
    assert!(told.contains("`Origin`") && told.contains("did you mean `Origins`?"), "{told}");
    fs::write(&path, "Origin,year,key,year\nSYR,2001,p,2002\n").unwrap();
    assert!(matches!(open(&spec, &path).unwrap_err(), SourceError::Twice { .. }));
}
