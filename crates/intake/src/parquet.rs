//! Rows of a Parquet file.
//!
//! Read in batches, only the columns that the mapping reads, each value as the text a CSV export of it would hold. Nested columns
//! are refused only if they are mapped. What the file claims about its own size is checked against a bound before
//! the first page is unpacked.

use crate::error::Fault;
use crate::footer;
use crate::guard::guarded;
use crate::row::{Row, RowBuffer};

use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use ::parquet::errors::ParquetError;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use std::fmt::Write as _;
use std::fs::File;
use std::sync::{Arc, Mutex};

/// The first (and last) bytes of a Parquet file.
pub(crate) const MAGIC: [u8; 4] = *b"PAR1";
const WHAT: &str = "Parquet file";
const BATCH: usize = 4096;

/// A Parquet file whose footer has been read.
pub(crate) struct Table {
    file: File,
    metadata: ArrowReaderMetadata,
    row_limit: usize,
    /// Copies of a file share its position: readers of columns take turns.
    turn: Arc<Mutex<()>>,
}

impl Table {
    /// Reads the footer.
    pub(crate) fn open(
        mut file: File,
        unpacked_limit: u64,
        row_limit: usize,
    ) -> Result<Self, Fault> {
        if let Err(unsound) = footer::check(&mut file).map_err(Fault::from_io)? {
            return Err(Fault::Damaged { what: WHAT, detail: unsound.detail().to_owned() });
        }
        let metadata = guarded(|| {
            // Types hidden in the Arrow schema are not trusted: Parquet's own are enough.
            let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
            ArrowReaderMetadata::load(&file, options).map_err(fault)
        })?;
        let claimed = metadata.metadata().row_groups().iter().try_fold(0_u64, |sum, group| {
            let sound = group.columns().iter().all(|column| {
                let dictionary = column.dictionary_page_offset().unwrap_or(0);
                let sizes = column.compressed_size().min(column.uncompressed_size());
                dictionary.min(column.data_page_offset()).min(sizes) >= 0
            });
            let size = u64::try_from(group.total_byte_size()).ok()?;
            if sound { sum.checked_add(size) } else { None }
        });
        match claimed {
            Some(size) if size <= unpacked_limit => {
                Ok(Self { file, metadata, row_limit, turn: Arc::default() })
            }
            Some(_) => Err(Fault::TooLarge { limit: unpacked_limit }),
            None => {
                Err(Fault::Damaged { what: WHAT, detail: "its sizes are impossible".to_owned() })
            }
        }
    }

    /// The names of the columns.
    pub(crate) fn headers(&self) -> Vec<String> {
        self.metadata.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    /// The file and what its footer says, for readers of single columns.
    pub(crate) const fn parts(&self) -> (&File, &ArrowReaderMetadata, &Arc<Mutex<()>>) {
        (&self.file, &self.metadata, &self.turn)
    }

    /// Hands every row to `each`. Columns that are not `wanted` are empty.
    pub(crate) fn each(
        &self,
        wanted: &[usize],
        each: &mut dyn FnMut(Row<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let width = self.metadata.schema().fields().len();
        for column in wanted {
            let field = self.metadata.schema().fields().get(*column);
            if let Some(field) = field.filter(|field| !is_readable(field.data_type())) {
                return Err(Fault::ColumnType {
                    header: field.name().clone(),
                    kind: field.data_type().to_string(),
                });
            }
        }
        let mut reader = guarded(|| {
            let file = self.file.try_clone().map_err(Fault::Io)?;
            let mask =
                ProjectionMask::roots(self.metadata.parquet_schema(), wanted.iter().copied());
            ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone())
                .with_projection(mask)
                .with_batch_size(BATCH)
                .build()
                .map_err(fault)
        })?;
        let mut columns: Vec<usize> = wanted.iter().copied().filter(|c| *c < width).collect();
        columns.sort_unstable();
        columns.dedup();
        let mut buffer = RowBuffer::default();
        let mut line = 0;
        loop {
            let batch = guarded(|| {
                reader
                    .next()
                    .transpose()
                    .map_err(|error| Fault::Damaged { what: WHAT, detail: error.to_string() })
            })?;
            let Some(batch) = batch else { return Ok(()) };
            for index in 0..batch.num_rows() {
                line += 1;
                buffer.clear();
                for (array, column) in batch.columns().iter().zip(&columns) {
                    buffer.pad(*column);
                    buffer.cell(|text| write_value(text, array, index));
                    if buffer.bytes() > self.row_limit {
                        let limit = self.row_limit;
                        return Err(Fault::RowTooLong { line, limit, open_quote: false });
                    }
                }
                buffer.pad(width);
                each(buffer.row(line))?;
            }
        }
    }
}

pub(crate) fn fault(error: ParquetError) -> Fault {
    if matches!(error, ParquetError::EOF(_) | ParquetError::NeedMoreData(_)) {
        return Fault::Cut { what: WHAT };
    }
    let text = error.to_string();
    // A file that was cut has lost the footer that its end should hold.
    if text.contains("footer") || text.contains("magic") {
        return Fault::Cut { what: WHAT };
    }
    Fault::Damaged { what: WHAT, detail: text.chars().take(200).collect() }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "what a later version adds is not readable yet")]
pub(crate) fn is_readable(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => is_readable(values),
        DataType::Null
        | DataType::Boolean
        | DataType::Int8
        | DataType::Int16
        | DataType::Int32
        | DataType::Int64
        | DataType::UInt8
        | DataType::UInt16
        | DataType::UInt32
        | DataType::UInt64
        | DataType::Float32
        | DataType::Float64
        | DataType::Utf8
        | DataType::LargeUtf8
        | DataType::Utf8View
        | DataType::Date32
        | DataType::Date64
        | DataType::Timestamp(..) => true,
        _ => false,
    }
}

/// A value as the text a CSV export would hold; nothing for null.
#[expect(clippy::wildcard_enum_match_arm, reason = "refused before reading, see `is_readable`")]
pub(crate) fn write_value(text: &mut String, array: &ArrayRef, row: usize) {
    macro_rules! number {
        ($kind:ty) => {{
            let _ = write!(text, "{}", array.as_primitive::<$kind>().value(row));
        }};
    }
    if array.is_null(row) {
        return;
    }
    match array.data_type() {
        DataType::Boolean => {
            text.push_str(if array.as_boolean().value(row) { "true" } else { "false" })
        }
        DataType::Int8 => number!(Int8Type),
        DataType::Int16 => number!(Int16Type),
        DataType::Int32 => number!(Int32Type),
        DataType::Int64 => number!(Int64Type),
        DataType::UInt8 => number!(UInt8Type),
        DataType::UInt16 => number!(UInt16Type),
        DataType::UInt32 => number!(UInt32Type),
        DataType::UInt64 => number!(UInt64Type),
        DataType::Float32 => number!(Float32Type),
        DataType::Float64 => number!(Float64Type),
        DataType::Utf8 => text.push_str(array.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => text.push_str(array.as_string::<i64>().value(row)),
        DataType::Utf8View => text.push_str(array.as_string_view().value(row)),
        DataType::Date32 => {
            write_day(text, i64::from(array.as_primitive::<Date32Type>().value(row)));
        }
        DataType::Date64 => {
            write_day(text, array.as_primitive::<Date64Type>().value(row).div_euclid(86_400_000));
        }
        DataType::Timestamp(unit, zone) => {
            let (value, per_second) = match unit {
                TimeUnit::Second => (array.as_primitive::<TimestampSecondType>().value(row), 1),
                TimeUnit::Millisecond => {
                    (array.as_primitive::<TimestampMillisecondType>().value(row), 1_000)
                }
                TimeUnit::Microsecond => {
                    (array.as_primitive::<TimestampMicrosecondType>().value(row), 1_000_000)
                }
                TimeUnit::Nanosecond => {
                    (array.as_primitive::<TimestampNanosecondType>().value(row), 1_000_000_000)
                }
            };
            write_second(text, value.div_euclid(per_second));
            if zone.is_some() {
                text.push('Z');
            }
        }
        DataType::Dictionary(..) => write_entry(text, array, row),
        _ => {}
    }
}

fn write_entry(text: &mut String, array: &ArrayRef, row: usize) {
    let Some(dictionary) = array.as_any_dictionary_opt() else { return };
    if dictionary.values().is_empty() {
        return;
    }
    // Only the key of this row: normalising all keys for each row would be quadratic.
    let key = dictionary.keys().slice(row, 1);
    let mut digits = String::new();
    write_value(&mut digits, &key, 0);
    if let Some(entry) = digits.parse().ok().filter(|entry| *entry < dictionary.values().len()) {
        write_value(text, dictionary.values(), entry);
    }
}

fn write_day(text: &mut String, days: i64) {
    match i32::try_from(days) {
        Ok(days) => {
            let _ = write!(text, "{}", when::Day::from_number(days));
        }
        // No calendar reaches there: leave something that no date format accepts.
        Err(_) => text.push_str("(impossible date)"),
    }
}

fn write_second(text: &mut String, seconds: i64) {
    write_day(text, seconds.div_euclid(86_400));
    let second = seconds.rem_euclid(86_400);
    let _ = write!(text, "T{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
}
