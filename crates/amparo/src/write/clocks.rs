//! `clocks.csv` and `clocks.parquet`: a row a clock, the same columns in both.
//!
//! Times are RFC 3339 in UTC, lengths are seconds. An open bound is an empty cell. The column `missing` names what would
//! settle an undetermined clock: `time:KIND`, `happened:KIND`, `value:KIND`, `treaty-status`, `rounding`, `calendar`,
//! joined by `;`.

use crate::failure::Failure;
use arrow_array::builder::{
    BooleanBuilder, Int64Builder, StringBuilder, StringDictionaryBuilder, TimestampSecondBuilder,
    UInt16Builder,
};
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, RecordBatch};
use duty::{Clock, Missing};
use law::{Law, RuleBook};
use parquet::arrow::ArrowWriter;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use when::{Instant, Span};

/// The columns, in order.
const COLUMNS: [&str; 18] = [
    "clock",
    "case",
    "duty",
    "limit",
    "paragraph",
    "instance",
    "shown",
    "state",
    "level",
    "cause",
    "deadline_earliest",
    "deadline_latest",
    "margin_least_seconds",
    "margin_most_seconds",
    "missing",
    "limit_kind",
    "limit_source",
    "confirmed",
];

/// Cells per column that stay the same for all clocks of a rule.
struct RuleCells {
    id: String,
    duty: String,
    limit: String,
    paragraph: String,
    kind: &'static str,
    source: String,
    confirmed: bool,
}

/// Writes both files.
pub(crate) struct ClockWriter {
    rules: Vec<RuleCells>,
    kinds: Vec<String>,
    csv: csv::Writer<BufWriter<File>>,
    csv_path: PathBuf,
    parquet: Option<ArrowWriter<BufWriter<File>>>,
    parquet_path: PathBuf,
    columns: Columns,
}

impl ClockWriter {
    pub(crate) fn create(folder: &Path, law: &Law, book: &RuleBook) -> Result<Self, Failure> {
        let csv_path = folder.join("clocks.csv");
        let file = File::create(&csv_path).map_err(|error| Failure::writing(&csv_path, &error))?;
        let mut csv = csv::Writer::from_writer(BufWriter::with_capacity(1 << 16, file));
        csv.write_record(COLUMNS).map_err(|error| csv_failure(&csv_path, error))?;
        let rules = book
            .rules
            .iter()
            .map(|rule| {
                let (duty, limit) = (&law.duties[rule.duty], &law.limits[rule.limit]);
                RuleCells {
                    id: rule.id.clone(),
                    duty: duty.id.clone(),
                    limit: limit.id.clone(),
                    paragraph: duty.paragraphs.join("; "),
                    kind: limit.kind.word(),
                    source: limit.source.clone(),
                    confirmed: limit.confirmed,
                }
            })
            .collect();
        let kinds = law.vocabulary.events().iter().map(|event| event.id.clone()).collect();
        let parquet_path = folder.join("clocks.parquet");
        Ok(Self {
            rules,
            kinds,
            csv,
            csv_path,
            parquet: None,
            parquet_path,
            columns: Columns::default(),
        })
    }

    /// Adds a clock of a case.
    pub(crate) fn push(&mut self, case: &str, clock: &Clock) -> Result<(), Failure> {
        let rule = &self.rules[usize::from(clock.rule)];
        let missing = missing_cell(clock, &self.kinds);
        let c = &mut self.columns;
        c.name.clear();
        let _ = write!(c.name, "{case}:{}#{}", rule.id, clock.instance);
        let level = if clock.asks { "ask" } else { "" };
        let due = clock.deadline;
        let bounds = [due.map(Span::earliest), due.map(Span::latest)]
            .map(|bound| bound.filter(|at| !at.is_open()));
        let cells = [
            text_time(bounds[0]),
            text_time(bounds[1]),
            clock.margin.map(|margin| margin.least.to_string()).unwrap_or_default(),
            clock.margin.map(|margin| margin.most.to_string()).unwrap_or_default(),
        ];
        let instance = clock.instance.to_string();
        let record = [
            c.name.as_str(),
            case,
            &rule.duty,
            &rule.limit,
            &rule.paragraph,
            &instance,
            yes_no(clock.shown),
            clock.state.name(),
            level,
            clock.cause.name(),
            &cells[0],
            &cells[1],
            &cells[2],
            &cells[3],
            &missing,
            rule.kind,
            &rule.source,
            yes_no(rule.confirmed),
        ];
        self.csv.write_record(record).map_err(|error| csv_failure(&self.csv_path, error))?;
        c.clock.append_value(&c.name);
        c.case.append_value(case);
        for (column, value) in c.words.iter_mut().zip([
            rule.duty.as_str(),
            &rule.limit,
            &rule.paragraph,
            clock.state.name(),
            level,
            clock.cause.name(),
            rule.kind,
            &rule.source,
        ]) {
            column.append_value(value);
        }
        c.instance.append_value(clock.instance);
        c.shown.append_value(clock.shown);
        c.confirmed.append_value(rule.confirmed);
        for (column, bound) in c.bounds.iter_mut().zip(bounds) {
            column.append_option(bound.map(Instant::seconds));
        }
        c.margins[0].append_option(clock.margin.map(|margin| margin.least));
        c.margins[1].append_option(clock.margin.map(|margin| margin.most));
        c.missing.append_option((!missing.is_empty()).then_some(missing));
        Ok(())
    }

    /// Writes what was collected as a row group.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        let batch = self.columns.finish().map_err(Failure::internal)?;
        if batch.num_rows() == 0 && self.parquet.is_some() {
            return Ok(());
        }
        if self.parquet.is_none() {
            let file = File::create(&self.parquet_path)
                .map_err(|error| Failure::writing(&self.parquet_path, &error))?;
            let properties = super::parquet_properties();
            let writer =
                ArrowWriter::try_new(BufWriter::new(file), batch.schema(), Some(properties));
            self.parquet =
                Some(writer.map_err(|error| parquet_failure(&self.parquet_path, &error))?);
        }
        if let Some(writer) = &mut self.parquet {
            writer.write(&batch).map_err(|error| parquet_failure(&self.parquet_path, &error))?;
        }
        Ok(())
    }

    /// Closes both files.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.flush()?;
        if let Some(writer) = self.parquet {
            let mut file =
                writer.into_inner().map_err(|error| parquet_failure(&self.parquet_path, &error))?;
            file.flush().map_err(|error| Failure::writing(&self.parquet_path, &error))?;
        }
        self.csv.flush().map_err(|error| Failure::writing(&self.csv_path, &error))
    }
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}

fn text_time(at: Option<Instant>) -> String {
    at.map(|at| at.to_string()).unwrap_or_default()
}

/// What would settle the clock, for programs.
pub(crate) fn missing_cell(clock: &Clock, kinds: &[String]) -> String {
    let mut cell = String::new();
    for fact in clock.missing.iter() {
        if !cell.is_empty() {
            cell.push(';');
        }
        let (what, kind) = match fact {
            Missing::Time(kind) => ("time:", Some(kind)),
            Missing::Happened(kind) => ("happened:", Some(kind)),
            Missing::Value(kind) => ("value:", Some(kind)),
            Missing::TreatyStatus => ("treaty-status", None),
            Missing::Rounding => ("rounding", None),
            Missing::Calendar => ("calendar", None),
        };
        cell.push_str(what);
        cell.push_str(kind.and_then(|kind| kinds.get(kind.index())).map_or("", String::as_str));
    }
    cell
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

/// The columns in the making.
#[derive(Default)]
struct Columns {
    name: String,
    clock: StringBuilder,
    case: StringBuilder,
    /// duty, limit, paragraph, state, level, cause, kind, source
    words: [StringDictionaryBuilder<Int32Type>; 8],
    instance: UInt16Builder,
    shown: BooleanBuilder,
    confirmed: BooleanBuilder,
    bounds: [TimestampSecondBuilder; 2],
    margins: [Int64Builder; 2],
    missing: StringBuilder,
}

impl Columns {
    fn finish(&mut self) -> Result<RecordBatch, arrow_schema::ArrowError> {
        let [duty, limit, paragraph, state, level, cause, kind, source] =
            self.words.each_mut().map(|words| Arc::new(words.finish()) as ArrayRef);
        let [earliest, latest] = self
            .bounds
            .each_mut()
            .map(|times| Arc::new(times.finish().with_timezone("UTC")) as ArrayRef);
        let [least, most] =
            self.margins.each_mut().map(|seconds| Arc::new(seconds.finish()) as ArrayRef);
        let columns: [ArrayRef; 18] = [
            Arc::new(self.clock.finish()),
            Arc::new(self.case.finish()),
            duty,
            limit,
            paragraph,
            Arc::new(self.instance.finish()),
            Arc::new(self.shown.finish()),
            state,
            level,
            cause,
            earliest,
            latest,
            least,
            most,
            Arc::new(self.missing.finish()),
            kind,
            source,
            Arc::new(self.confirmed.finish()),
        ];
        // The schema must not depend on whether a chunk happens to hold an empty cell.
        let nullable = |name: &str| {
            name.starts_with("deadline") || name.starts_with("margin") || name == "missing"
        };
        RecordBatch::try_from_iter_with_nullable(
            COLUMNS.iter().zip(columns).map(|(name, column)| (*name, column, nullable(name))),
        )
    }
}
