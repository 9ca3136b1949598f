//! `clocks.csv` and `clocks.parquet`: a row a clock, the same columns in both.
//!
//! The rows are made in [`super::rows`]; here they meet the disk, part after part, in the order of the cases.

use super::rows::COLUMNS;
use crate::failure::Failure;
use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// `clocks.csv`.
pub(crate) struct ClockText {
    path: PathBuf,
    file: BufWriter<File>,
}

impl ClockText {
    pub(crate) fn create(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join("clocks.csv");
        let file = File::create(&path).map_err(|error| Failure::writing(&path, &error))?;
        let mut text = Self { path, file: BufWriter::new(file) };
        text.write(format!("{}\n", COLUMNS.join(",")).as_bytes())?;
        Ok(text)
    }

    pub(crate) fn write(&mut self, lines: &[u8]) -> Result<(), Failure> {
        self.file.write_all(lines).map_err(|error| Failure::writing(&self.path, &error))
    }

    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.file.flush().map_err(|error| Failure::writing(&self.path, &error))
    }
}

/// `clocks.parquet`.
pub(crate) struct ClockTable {
    path: PathBuf,
    /// Made with the first part, which knows the schema.
    writer: Option<ArrowWriter<BufWriter<File>>>,
}

impl ClockTable {
    pub(crate) fn new(folder: &Path) -> Self {
        Self { path: folder.join("clocks.parquet"), writer: None }
    }

    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<(), Failure> {
        if self.writer.is_none() {
            let file =
                File::create(&self.path).map_err(|error| Failure::writing(&self.path, &error))?;
            let properties = super::parquet_properties(
                &["clock"],
                &[
                    "deadline_earliest",
                    "deadline_latest",
                    "margin_least_seconds",
                    "margin_most_seconds",
                ],
            );
            let writer =
                ArrowWriter::try_new(BufWriter::new(file), batch.schema(), Some(properties));
            self.writer = Some(writer.map_err(|error| parquet_failure(&self.path, &error))?);
        }
        match &mut self.writer {
            Some(writer) if batch.num_rows() > 0 => {
                writer.write(batch).map_err(|error| parquet_failure(&self.path, &error))
            }
            Some(_) | None => Ok(()),
        }
    }

    pub(crate) fn finish(self) -> Result<(), Failure> {
        let Some(writer) = self.writer else { return Ok(()) };
        let mut file = writer.into_inner().map_err(|error| parquet_failure(&self.path, &error))?;
        file.flush().map_err(|error| Failure::writing(&self.path, &error))
    }
}

pub(crate) fn csv_failure(path: &Path, error: csv::Error) -> Failure {
    let text = error.to_string();
    if let csv::ErrorKind::Io(error) = error.into_kind() {
        Failure::writing(path, &error)
    } else {
        Failure::internal(text)
    }
}

pub(crate) fn parquet_failure(path: &Path, error: &parquet::errors::ParquetError) -> Failure {
    let mut source: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(inner) = source {
        if let Some(io) = inner.downcast_ref::<std::io::Error>() {
            return Failure::writing(path, io);
        }
        source = inner.source();
    }
    Failure::input(format!(
        "Could not write {}: {error}. Check the disk and run the command again.",
        path.display()
    ))
}
