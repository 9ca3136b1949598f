//! `events.parquet`: the histories that the clocks were made from, so that each can be explained later.
//!
//! Beside the engine's columns it holds the name of the case. It is as private as the records it came from.

use super::clocks::parquet_failure;
use crate::failure::Failure;
use arrow_array::builder::StringBuilder;
use arrow_array::cast::AsArray;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{DataType, Field, Schema};
use duty::Event;
use duty::columns::{BatchBuilder, Columns};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const FILE: &str = "events.parquet";

/// The events of one chunk in the making: the engine's columns, and the name of the case.
pub(crate) struct EventRows {
    schema: Arc<Schema>,
    names: StringBuilder,
    events: BatchBuilder,
}

impl Default for EventRows {
    fn default() -> Self {
        Self { schema: schema(), names: StringBuilder::new(), events: BatchBuilder::default() }
    }
}

impl EventRows {
    /// Adds the history of a case, numbered within the chunk.
    pub(crate) fn push(
        &mut self,
        name: &str,
        case: u32,
        place: u16,
        coverage: u16,
        history: &[Event],
    ) {
        self.events.push(case, place, coverage, history);
        for _ in history {
            self.names.append_value(name);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.events.len()
    }

    /// The batch; it is empty again. The engine finds its columns in it.
    pub(crate) fn finish(&mut self) -> Result<RecordBatch, Failure> {
        let events = self.events.finish().map_err(Failure::internal)?;
        let mut columns = vec![Arc::new(self.names.finish()) as arrow_array::ArrayRef];
        columns.extend(events.columns().iter().cloned());
        RecordBatch::try_new(Arc::clone(&self.schema), columns).map_err(Failure::internal)
    }
}

fn schema() -> Arc<Schema> {
    let mut fields = vec![Arc::new(Field::new("name", DataType::Utf8, false))];
    fields.extend(duty::columns::schema().fields().iter().cloned());
    Arc::new(Schema::new(fields))
}

/// The file.
pub(crate) struct EventTable {
    path: PathBuf,
    writer: ArrowWriter<BufWriter<File>>,
}

impl EventTable {
    pub(crate) fn create(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(FILE);
        let file = File::create(&path).map_err(|error| Failure::writing(&path, &error))?;
        let properties = super::parquet_properties(&[], &["earliest", "latest"]);
        let writer = ArrowWriter::try_new(BufWriter::new(file), schema(), Some(properties))
            .map_err(|error| parquet_failure(&path, &error))?;
        Ok(Self { path, writer })
    }

    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<(), Failure> {
        self.writer.write(batch).map_err(|error| parquet_failure(&self.path, &error))
    }

    pub(crate) fn finish(self) -> Result<(), Failure> {
        let path = self.path;
        let mut file = self.writer.into_inner().map_err(|error| parquet_failure(&path, &error))?;
        file.flush().map_err(|error| Failure::writing(&path, &error))
    }
}

/// One history read back.
pub(crate) struct Found {
    pub(crate) place: u16,
    pub(crate) coverage: u16,
    pub(crate) history: Vec<Event>,
}

/// Finds the history of a case.
pub(crate) fn find(folder: &Path, case: &str) -> Result<Option<Found>, Failure> {
    let path = folder.join(FILE);
    let broken = |error: &dyn std::fmt::Display| {
        Failure::input(format!(
            "{} cannot be read: {error}. Run `amparo audit` again to write it anew.",
            path.display()
        ))
    };
    let file = File::open(&path).map_err(|error| broken(&error))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file)
        .and_then(|builder| builder.with_batch_size(1 << 16).build())
        .map_err(|error| broken(&error))?;
    let mut found: Option<Found> = None;
    if reader.schema().column_with_name("name").is_none() {
        return Err(broken(&"the column `name` is missing"));
    }
    for batch in reader {
        let batch = batch.map_err(|error| broken(&error))?;
        let columns = Columns::read(&batch).map_err(|error| broken(&error))?;
        let Some(names) =
            batch.column_by_name("name").and_then(|names| names.as_string_opt::<i32>())
        else {
            return Err(broken(&"the column `name` is not text"));
        };
        let rows: Vec<usize> = (0..columns.len()).filter(|row| names.value(*row) == case).collect();
        if let (Some(first), Some(last)) = (rows.first(), rows.last()) {
            let (_, place, coverage) = columns.case_at(*first);
            let mut history = Vec::new();
            columns.history(*first..*last + 1, &mut history);
            let found = found.get_or_insert(Found { place, coverage, history: Vec::new() });
            let offset = u32::try_from(found.history.len()).unwrap_or(u32::MAX);
            found.history.extend(
                history
                    .into_iter()
                    .map(|event| Event { id: duty::EventId(event.id.0 + offset), ..event }),
            );
        }
    }
    Ok(found)
}
