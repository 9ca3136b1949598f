//! Histories as columns: the Arrow layout of events, into and out of record batches.
//!
//! A row is an event; the rows of a case stand together, in the order of writing, and a batch holds whole cases. Numbers
//! only: kinds and codes are indices of the vocabulary, times are integer seconds. Whoever stores batches stores the digest
//! of the law beside them, since the numbers mean nothing without it.

use crate::history::{Event, EventId, Value};
use arrow_array::cast::AsArray;
use arrow_array::types::{Int64Type, UInt8Type, UInt16Type, UInt32Type};
use arrow_array::{
    Array, ArrowPrimitiveType, Int64Array, PrimitiveArray, RecordBatch, UInt8Array, UInt16Array,
    UInt32Array,
};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use law::{CodeId, KindId};
use std::sync::Arc;
use when::{Doubt, Instant, Known, Span};

/// The columns: name, type, whether a cell may be empty.
const COLUMNS: [(&str, DataType, bool); 11] = [
    ("case", DataType::UInt32, false),
    ("place", DataType::UInt16, false),
    ("coverage", DataType::UInt16, false),
    ("kind", DataType::UInt8, false),
    ("earliest", DataType::Int64, false),
    ("latest", DataType::Int64, false),
    ("doubt", DataType::UInt8, false),
    ("recorded", DataType::Int64, true),
    ("corrects", DataType::UInt32, true),
    ("value", DataType::Int64, true),
    ("value_latest", DataType::Int64, true),
];

/// The schema of a batch of events, with the tag of the value between the two columns that hold it.
#[must_use]
pub fn schema() -> Arc<Schema> {
    let mut fields: Vec<Field> =
        COLUMNS.iter().map(|(name, data, empty)| Field::new(*name, data.clone(), *empty)).collect();
    fields.insert(9, Field::new("value_kind", DataType::UInt8, false));
    Arc::new(Schema::new(fields))
}

/// A batch that cannot be read as events.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum BatchError {
    /// A column is missing or of another type.
    #[error(
        "the batch has no column `{0}` of the documented type; write event batches with duty::columns"
    )]
    Column(&'static str),
    /// A span ends before it begins.
    #[error(
        "event {row} of the batch ends before it begins; the first bound must not be later than the second"
    )]
    Span {
        /// The row.
        row: usize,
    },
    /// A value has an unknown tag.
    #[error(
        "event {row} of the batch has a value of an unknown kind; it was written by a newer version"
    )]
    Value {
        /// The row.
        row: usize,
    },
}

/// Collects events into a batch.
#[derive(Default)]
pub struct BatchBuilder {
    case: Vec<u32>,
    place: Vec<u16>,
    coverage: Vec<u16>,
    kind: Vec<u8>,
    earliest: Vec<i64>,
    latest: Vec<i64>,
    doubt: Vec<u8>,
    recorded: Vec<Option<i64>>,
    corrects: Vec<Option<u32>>,
    value_kind: Vec<u8>,
    value: Vec<Option<i64>>,
    value_latest: Vec<Option<i64>>,
}

impl BatchBuilder {
    /// Adds the whole history of a case. Events are numbered by their place; `corrects` must follow that.
    pub fn push(&mut self, case: u32, place: u16, coverage: u16, history: &[Event]) {
        for event in history {
            self.case.push(case);
            self.place.push(place);
            self.coverage.push(coverage);
            self.kind.push(u8::try_from(event.kind.index()).unwrap_or(u8::MAX));
            self.earliest.push(event.time.span.earliest().seconds());
            self.latest.push(event.time.span.latest().seconds());
            self.doubt.push(doubt_bits(event.time.doubt));
            self.recorded.push(event.recorded.map(Instant::seconds));
            self.corrects.push(event.corrects.map(|id| id.0));
            let (tag, value, latest) = split(event.value);
            self.value_kind.push(tag);
            self.value.push(value);
            self.value_latest.push(latest);
        }
    }

    /// How many events it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.case.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.case.is_empty()
    }

    /// The batch; the builder is empty again.
    ///
    /// # Errors
    /// Only if Arrow refuses its own columns.
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        let mut all = std::mem::take(self);
        let columns: Vec<Arc<dyn Array>> = vec![
            Arc::new(UInt32Array::from(std::mem::take(&mut all.case))),
            Arc::new(UInt16Array::from(std::mem::take(&mut all.place))),
            Arc::new(UInt16Array::from(std::mem::take(&mut all.coverage))),
            Arc::new(UInt8Array::from(std::mem::take(&mut all.kind))),
            Arc::new(Int64Array::from(std::mem::take(&mut all.earliest))),
            Arc::new(Int64Array::from(std::mem::take(&mut all.latest))),
            Arc::new(UInt8Array::from(std::mem::take(&mut all.doubt))),
            Arc::new(Int64Array::from(std::mem::take(&mut all.recorded))),
            Arc::new(UInt32Array::from(std::mem::take(&mut all.corrects))),
            Arc::new(UInt8Array::from(std::mem::take(&mut all.value_kind))),
            Arc::new(Int64Array::from(std::mem::take(&mut all.value))),
            Arc::new(Int64Array::from(std::mem::take(&mut all.value_latest))),
        ];
        RecordBatch::try_new(schema(), columns)
    }
}

pub(crate) fn doubt_bits(doubt: Doubt) -> u8 {
    u8::from(doubt.is_uncertain()) | u8::from(doubt.is_approximate()) << 1
}

pub(crate) fn doubt_of(bits: u8) -> Doubt {
    match bits & 3 {
        0 => Doubt::NONE,
        1 => Doubt::UNCERTAIN,
        2 => Doubt::APPROXIMATE,
        _ => Doubt::BOTH,
    }
}

fn split(value: Value) -> (u8, Option<i64>, Option<i64>) {
    match value {
        Value::None => (0, None, None),
        Value::Yes => (1, None, None),
        Value::No => (2, None, None),
        Value::Unknown => (3, None, None),
        Value::Withdrawn => (4, None, None),
        Value::Code(code) => (5, Some(i64::from(code.0)), None),
        Value::Count(count) => (6, Some(i64::from(count)), None),
        Value::Date(span) => (7, Some(span.earliest().seconds()), Some(span.latest().seconds())),
    }
}

/// The columns of a batch, checked once, read many times.
pub struct Columns<'a> {
    case: &'a [u32],
    place: &'a [u16],
    coverage: &'a [u16],
    kind: &'a [u8],
    earliest: &'a [i64],
    latest: &'a [i64],
    doubt: &'a [u8],
    recorded: &'a Int64Array,
    corrects: &'a UInt32Array,
    value_kind: &'a [u8],
    value: &'a Int64Array,
    value_latest: &'a Int64Array,
}

impl<'a> Columns<'a> {
    /// Checks a batch.
    ///
    /// # Errors
    /// If a column is missing, of another type, or holds what no event can hold.
    pub fn read(batch: &'a RecordBatch) -> Result<Self, BatchError> {
        macro_rules! column {
            ($name:literal, $type:ty) => {
                batch
                    .column_by_name($name)
                    .and_then(|column| column.as_primitive_opt::<$type>())
                    .ok_or(BatchError::Column($name))?
            };
        }
        let columns = Self {
            case: column!("case", UInt32Type).values(),
            place: column!("place", UInt16Type).values(),
            coverage: column!("coverage", UInt16Type).values(),
            kind: column!("kind", UInt8Type).values(),
            earliest: column!("earliest", Int64Type).values(),
            latest: column!("latest", Int64Type).values(),
            doubt: column!("doubt", UInt8Type).values(),
            recorded: column!("recorded", Int64Type),
            corrects: column!("corrects", UInt32Type),
            value_kind: column!("value_kind", UInt8Type).values(),
            value: column!("value", Int64Type),
            value_latest: column!("value_latest", Int64Type),
        };
        if let Some(row) =
            columns.earliest.iter().zip(columns.latest).position(|(from, to)| from > to)
        {
            return Err(BatchError::Span { row });
        }
        if let Some(row) = (0..columns.len()).find(|row| columns.value_at(*row).is_none()) {
            return Err(BatchError::Value { row });
        }
        Ok(columns)
    }

    /// How many events there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.case.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.case.is_empty()
    }

    /// The case, the place and the coverage of a row.
    #[must_use]
    pub fn case_at(&self, row: usize) -> (u32, u16, u16) {
        (self.case[row], self.place[row], self.coverage[row])
    }

    /// The first row after `row` that belongs to another case.
    #[must_use]
    pub fn case_end(&self, row: usize) -> usize {
        let case = self.case[row];
        row + self.case[row..].iter().take_while(|other| **other == case).count()
    }

    /// Reads the events of some rows, which must be one case, into a history.
    pub fn history(&self, rows: std::ops::Range<usize>, history: &mut Vec<Event>) {
        history.clear();
        history.reserve(rows.len());
        let first = rows.start;
        for row in rows {
            let span = Span::new(
                Instant::from_seconds(self.earliest[row]),
                Instant::from_seconds(self.latest[row]),
            );
            let kind = KindId::new(usize::from(self.kind[row]));
            // Checked when the columns were read; there is nothing to leave out.
            let (Some(span), Some(kind), Some(value)) = (span, kind, self.value_at(row)) else {
                continue;
            };
            history.push(Event {
                id: EventId(u32::try_from(row - first).unwrap_or(u32::MAX)),
                kind,
                time: Known { span, doubt: doubt_of(self.doubt[row]) },
                recorded: cell(self.recorded, row).map(Instant::from_seconds),
                corrects: cell(self.corrects, row).map(EventId),
                value,
            });
        }
    }

    fn value_at(&self, row: usize) -> Option<Value> {
        Some(match self.value_kind[row] {
            0 => Value::None,
            1 => Value::Yes,
            2 => Value::No,
            3 => Value::Unknown,
            4 => Value::Withdrawn,
            5 => Value::Code(CodeId(u32::try_from(self.value.value(row)).ok()?)),
            6 => Value::Count(u32::try_from(self.value.value(row)).ok()?),
            7 => Value::Date(Span::new(
                Instant::from_seconds(self.value.value(row)),
                Instant::from_seconds(self.value_latest.value(row)),
            )?),
            _ => return None,
        })
    }
}

/// A cell that may be empty.
fn cell<T: ArrowPrimitiveType>(column: &PrimitiveArray<T>, row: usize) -> Option<T::Native> {
    column.is_valid(row).then(|| column.value(row))
}
