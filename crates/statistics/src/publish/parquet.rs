//! A table as Parquet: the columns of its CSV, codes as dictionaries.

use super::{WriteError, Written, names};
use crate::estimate::Cube;
use crate::spec::{Spec, TableSpec};
use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::file::properties::WriterProperties;
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, Int64Array, RecordBatch};
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

pub(super) fn write(spec: &Spec, table: &TableSpec, cube: &Cube, folder: &Path) -> Written {
    let mut columns: Vec<(String, ArrayRef)> = Vec::new();
    for (at, name) in names(spec, table).into_iter().enumerate() {
        let codes: DictionaryArray<Int32Type> =
            (0..cube.len()).map(|value| cube.entries(value)[at].id.as_str()).collect();
        columns.push((name.to_owned(), Arc::new(codes)));
    }
    for (name, numbers) in [("value", &cube.values), ("lower", &cube.lower), ("upper", &cube.upper)]
    {
        columns.push((name.to_owned(), Arc::new(Int64Array::from(numbers.clone()))));
    }
    let flags: DictionaryArray<Int32Type> =
        (0..cube.len()).map(|value| cube.flag(value).code()).collect();
    columns.push(("flag".to_owned(), Arc::new(flags)));
    save(&folder.join(format!("{}.parquet", table.id)), columns)
}

/// One batch, one file.
pub(super) fn save(path: &Path, columns: Vec<(String, ArrayRef)>) -> Written {
    let wrong = |error: Box<dyn std::error::Error + Send + Sync>| WriteError::new(path, error);
    let batch = RecordBatch::try_from_iter(columns).map_err(|error| wrong(error.into()))?;
    let level = ZstdLevel::try_new(3).map_err(|error| wrong(error.into()))?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_created_by("amparo".to_owned())
        .build();
    let file = File::create(path).map_err(|error| wrong(error.into()))?;
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties))
        .map_err(|error| wrong(error.into()))?;
    writer.write(&batch).map_err(|error| wrong(error.into()))?;
    writer.close().map_err(|error| wrong(error.into()))?;
    Ok(())
}
