//! Rows to subjects: a mapping applied.
//!
//! Columns are found once, by their headers; for a row, every cell is understood once, in the zone of the row's place. What cannot
//! be understood refuses the row or becomes *unknown*, as the mapping says. No duty is judged here: dates that contradict
//! each other are counted and handed on, and the engine says `undetermined`.

use crate::cells::Cells;
use crate::corrections::{Correction, Telling};
use crate::error::{Fault, IntakeError, MissingColumn};
use crate::group::Held;
use crate::labels::Labels;
use crate::mapping::{
    Cell, Corrects, DutySet, EventRule, Mapping, PlaceFrom, Record, TimeFrom, ValueFrom,
    WhenMissing,
};
use crate::open::Source;
use crate::reject::{Count, Reject, RejectCode, Tally};
use crate::row::Row;
use duty::{Event, EventId, Value};
use law::{Jurisdiction, KindSet, Law, nearest};
use std::io;
use std::path::Path;
use std::sync::Arc;
use when::{Doubt, Known, Span, Zone};

/// One case as the file tells it.
#[derive(Clone, PartialEq, Debug)]
pub struct Subject {
    /// What the case is called.
    pub key: String,
    /// The line of its first row.
    pub line: u64,
    /// How many rows it has.
    pub rows: u32,
    /// Index into [`law::Jurisdiction::places`].
    pub place: usize,
    /// What happened, in the order of the file.
    pub events: Vec<Event>,
    /// The kinds whose absence means that they did not happen.
    pub coverage: KindSet,
    /// The duties the record speaks about; none: all.
    pub duties: Option<DutySet>,
    /// Its labels in the dimensions of [`Mapping::groups`].
    pub groups: Vec<Arc<str>>,
}

/// Takes what is read, in the order of the file. An error stops the reading.
pub trait Sink {
    /// A case.
    fn subject(&mut self, subject: Subject) -> io::Result<()>;
    /// A refused row.
    fn reject(&mut self, reject: Reject) -> io::Result<()>;
}

/// Reads all rows of a file.
pub fn read(
    source: Source,
    mapping: &Mapping,
    law: &Law,
    jurisdiction: &Jurisdiction,
    sink: &mut dyn Sink,
) -> Result<Tally, IntakeError> {
    read_beside(None, source, mapping, law, jurisdiction, sink)
}

/// Reads all rows of a file. Rows that must wait for the other rows of their case and do not fit into memory are put aside in
/// nameless files in this folder; without one, where the system keeps temporary files, which may itself be memory.
pub fn read_beside(
    folder: Option<&Path>,
    source: Source,
    mapping: &Mapping,
    law: &Law,
    jurisdiction: &Jurisdiction,
    sink: &mut dyn Sink,
) -> Result<Tally, IntakeError> {
    let path = source.path().to_owned();
    let result = run(folder, source, mapping, law, jurisdiction, sink);
    result.map_err(|fault| IntakeError::new(&path, fault))
}

fn run(
    folder: Option<&Path>,
    source: Source,
    mapping: &Mapping,
    law: &Law,
    jurisdiction: &Jurisdiction,
    sink: &mut dyn Sink,
) -> Result<Tally, Fault> {
    if jurisdiction.id != mapping.jurisdiction {
        return Err(Fault::OtherJurisdiction {
            mapping: mapping.title.clone(),
            of: mapping.jurisdiction.clone(),
            asked: jurisdiction.id.clone(),
        });
    }
    let found = find_columns(mapping, source.headers())?;
    let wanted: Vec<usize> = found.iter().copied().flatten().collect();
    let header_row = source.header_row();
    let mut tally = Tally { kind: source.kind().to_owned(), ..Tally::default() };
    for check in &mapping.checks {
        tally.checks.push(Count { id: check.id.clone(), title: check.title.clone(), rows: 0 });
    }
    let headers = source.headers();
    let unread = headers.iter().enumerate().filter(|(i, h)| !wanted.contains(i) && !h.is_empty());
    tally.unread = unread.map(|(_, header)| header.clone()).collect();
    let mut mapper = Mapper {
        mapping,
        zones: jurisdiction.places.iter().map(|place| place.place.zone.clone()).collect(),
        width: headers.len(),
        pads: source.pads(),
        cells: Cells::new(mapping, found, headers),
        labels: Labels::new(mapping, law),
        held: (!mapping.case.columns.is_empty())
            .then(|| Held::new(mapping.case.max_rows, mapping.case.max_memory, folder)),
        tally,
    };
    source.each(&wanted, &mut |row| mapper.row(row, sink))?;
    let Mapper { held, mut tally, cells, .. } = mapper;
    if let Some(held) = held {
        let rules = mapping.records.iter().flat_map(|record| &record.events);
        let by = rules.filter_map(|rule| rule.corrects.as_ref()?.row).map(|(by, _)| by).next();
        held.finish(sink, &mut tally, by.and_then(|by| cells.header(by)))?;
    }
    if tally.rows == 0 {
        return Err(Fault::NoRows { row: header_row });
    }
    cells.report(&mut tally);
    Ok(tally)
}

/// Where each column of the mapping stands in the file.
fn find_columns(mapping: &Mapping, headers: &[String]) -> Result<Vec<Option<usize>>, Fault> {
    let mut found = Vec::with_capacity(mapping.columns.len());
    let mut missing = Vec::new();
    for column in &mapping.columns {
        let mut places = headers.iter().enumerate().filter(|(_, header)| column.is_headed(header));
        let first = places.next();
        if let (Some((first, header)), Some((second, other))) = (first, places.next()) {
            return Err(if header == other {
                Fault::DuplicateHeader {
                    header: header.clone(),
                    column: column.name.clone(),
                    first: first + 1,
                    second: second + 1,
                }
            } else {
                let (first, second) = (header.clone(), other.clone());
                Fault::TwoHeaders { column: column.name.clone(), first, second }
            });
        }
        if first.is_none() && !column.optional {
            let known = headers.iter().map(String::as_str);
            let near = column.headers.iter().flat_map(|header| nearest(header, known.clone()));
            let mut near: Vec<String> = near.map(str::to_owned).collect();
            near.dedup();
            let (column, headers) = (column.name.clone(), column.headers.clone());
            missing.push(MissingColumn { column, headers, near });
        }
        found.push(first.map(|(index, _)| index));
    }
    if missing.is_empty() {
        return Ok(found);
    }
    Err(Fault::MissingColumns { missing, headers: headers.to_vec() })
}

/// Why a row is refused: the column, if one is to blame.
pub(crate) struct Refusal {
    pub(crate) column: Option<usize>,
    pub(crate) code: RejectCode,
    pub(crate) text: String,
}

impl Refusal {
    pub(crate) fn new(column: Option<usize>, code: RejectCode, text: impl Into<String>) -> Self {
        Self { column, code, text: text.into() }
    }
}

struct Mapper<'m> {
    mapping: &'m Mapping,
    /// By place of the jurisdiction.
    zones: Vec<Zone>,
    width: usize,
    /// Missing cells at the end of a row are empty cells.
    pads: bool,
    cells: Cells<'m>,
    labels: Labels<'m>,
    held: Option<Held<'m>>,
    tally: Tally,
}

impl Mapper<'_> {
    fn row(&mut self, row: Row<'_>, sink: &mut dyn Sink) -> Result<(), Fault> {
        self.tally.rows += 1;
        match self.subject(row) {
            Ok((subject, corrections)) => {
                self.tally.accepted += 1;
                if let Some(held) = &mut self.held {
                    let key = self.cells.join(row, &self.mapping.case.columns, "\u{1f}");
                    let names = self.mapping.row_names.iter();
                    let names = names.map(|column| self.cells.text(row, *column).to_owned());
                    let events = subject.events.iter().copied().zip(corrections);
                    let telling = Telling { names: names.collect(), events: events.collect() };
                    return held.add(&key, &subject, &telling);
                }
                self.tally.cases += 1;
                self.tally.events += subject.events.len() as u64;
                sink.subject(subject).map_err(Fault::Sink)
            }
            Err(refusal) => {
                self.tally.refused += 1;
                // The mapping's own reasons are few; the reader's may be as many as there are rows.
                let its_own = matches!(refusal.code, RejectCode::Skipped | RejectCode::Check);
                let reason = if its_own { refusal.text.clone() } else { String::new() };
                *self.tally.refusals.entry((refusal.code, reason)).or_default() += 1;
                let (column, value) = self.cells.blame(row, refusal.column);
                let reject = Reject {
                    line: row.line,
                    column,
                    value,
                    code: refusal.code,
                    text: refusal.text,
                };
                sink.reject(reject).map_err(Fault::Sink)
            }
        }
    }

    /// What a row says, and what each of its events corrects.
    fn subject(&mut self, row: Row<'_>) -> Result<(Subject, Vec<Option<Correction>>), Refusal> {
        self.shape(row)?;
        let place = self.place(row);
        let zone =
            place.as_ref().ok().and_then(|place| self.zones.get(*place)).or(self.zones.first());
        let fault = match zone {
            Some(zone) => self.cells.understand(row, zone),
            None => {
                Some(Refusal::new(None, RejectCode::UnknownPlace, "the jurisdiction has no place"))
            }
        };
        let mapping = self.mapping;
        // The mapping's own reason comes before the reader's: it says more.
        if let Some(skip) = mapping.skips.iter().find(|skip| self.cells.holds(&skip.when, row)) {
            return Err(Refusal::new(None, RejectCode::Skipped, skip.reason.clone()));
        }
        let place = place?;
        if let Some(fault) = fault {
            return Err(fault);
        }
        let record = mapping
            .records
            .iter()
            .find(|record| record.when.as_ref().is_none_or(|when| self.cells.holds(when, row)));
        let record = record.ok_or_else(|| {
            Refusal::new(
                None,
                RejectCode::NoRecord,
                "no [[record]] of the mapping is for such a row",
            )
        })?;
        for (check, count) in mapping.checks.iter().zip(&mut self.tally.checks) {
            if self.cells.holds(&check.when, row) {
                count.rows += 1;
                if check.reject {
                    return Err(Refusal::new(None, RejectCode::Check, check.title.clone()));
                }
            }
        }
        let key = self.key(row)?;
        let (events, corrections) = self.events(record, place, row)?;
        let subject = Subject {
            key,
            line: row.line,
            rows: 1,
            place,
            events,
            coverage: record.coverage,
            duties: record.duties,
            groups: self.labels.of(row, &self.cells, self.zones.get(place)),
        };
        Ok((subject, corrections))
    }

    fn shape(&self, row: Row<'_>) -> Result<(), Refusal> {
        let short = row.len() < self.width && !self.pads;
        if short || (row.len() > self.width && !row.is_empty_from(self.width)) {
            let text = format!("{} cells, and the header has {}", row.len(), self.width);
            return Err(Refusal::new(None, RejectCode::Ragged, text));
        }
        if row.contains('\0') {
            return Err(Refusal::new(
                None,
                RejectCode::ZeroByte,
                "a zero byte, which no text has: the row is damaged",
            ));
        }
        Ok(())
    }

    fn place(&mut self, row: Row<'_>) -> Result<usize, Refusal> {
        match &self.mapping.place {
            PlaceFrom::Fixed(place) => Ok(*place),
            PlaceFrom::Column { column, table, unlisted } => {
                let text = self.cells.text(row, *column);
                self.cells.place(text, table).or(*unlisted).ok_or_else(|| {
                    let text = if text.is_empty() {
                        "no place is recorded"
                    } else {
                        "the table of places does not have this value"
                    };
                    Refusal::new(Some(*column), RejectCode::UnknownPlace, text)
                })
            }
        }
    }

    fn key(&self, row: Row<'_>) -> Result<String, Refusal> {
        let case = &self.mapping.case;
        if case.columns.is_empty() {
            return Ok(format!("{}{}", case.prefix, row.line));
        }
        if case.columns.iter().all(|column| self.cells.text(row, *column).is_empty()) {
            let column = case.columns.first().copied();
            return Err(Refusal::new(
                column,
                RejectCode::MissingValue,
                "the row does not say which case it belongs to",
            ));
        }
        // A private key must not be shown: the case is called after its first row.
        if case.columns.iter().any(|column| self.cells.is_private(*column)) {
            return Ok(format!("{}case of line {}", case.prefix, row.line));
        }
        Ok(format!("{}{}", case.prefix, self.cells.join(row, &case.columns, " / ")))
    }

    fn events(
        &self,
        record: &Record,
        place: usize,
        row: Row<'_>,
    ) -> Result<(Vec<Event>, Vec<Option<Correction>>), Refusal> {
        let mut events = Vec::with_capacity(record.events.len());
        let mut corrections = Vec::with_capacity(record.events.len());
        for rule in &record.events {
            if rule.when.as_ref().is_some_and(|when| !self.cells.holds(when, row)) {
                continue;
            }
            if let Some((time, value)) = self.said(rule, place)? {
                let recorded = rule.recorded.and_then(|column| self.cells.cell(column).time());
                let recorded = recorded.map(|known| known.span.latest());
                let id = EventId(u32::try_from(events.len()).unwrap_or(u32::MAX));
                let correction = rule.corrects.as_ref().map(|c| self.correction(c, row));
                corrections.push(correction.transpose()?);
                events.push(Event { id, kind: rule.kind, time, recorded, corrects: None, value });
            }
        }
        Ok((events, corrections))
    }

    fn correction(&self, corrects: &Corrects, row: Row<'_>) -> Result<Correction, Refusal> {
        let row = match corrects.row {
            None => None,
            Some((by, which)) => {
                let name = self.cells.text(row, by);
                if name.is_empty() {
                    let text = "the row does not say which row it corrects";
                    return Err(Refusal::new(Some(by), RejectCode::MissingValue, text));
                }
                Some((which, name.to_owned()))
            }
        };
        Ok(Correction { kind: corrects.kind, row })
    }

    /// Time and value of an event, if the row tells of it.
    fn said(&self, rule: &EventRule, place: usize) -> Result<Option<(Known, Value)>, Refusal> {
        let nobody_knows = (Known::certain(Span::ALWAYS), Value::Unknown);
        let (value, value_column) = match rule.value {
            ValueFrom::Constant(value) => (Said::Known(value), None),
            ValueFrom::Column(column) => (value_of(self.cells.cell(column)), Some(column)),
        };
        let (time, time_column) = self.time(rule, place);
        let missing = |column: Option<usize>, known_missing: bool| match rule.when_missing {
            WhenMissing::Reject => {
                let text = "the mapping requires this value, and the row does not have it";
                Err(Refusal::new(column, RejectCode::MissingValue, text))
            }
            // What was withheld did not fail to happen.
            WhenMissing::LeaveOut if known_missing => Ok(Some(nobody_knows)),
            WhenMissing::LeaveOut => Ok(None),
            WhenMissing::Unknown => Ok(Some(nobody_knows)),
        };
        match (time, value) {
            (Said::Known(time), Said::Known(value)) => {
                let doubt: Doubt = time.doubt.union(rule.doubt);
                Ok(Some((Known { doubt, ..time }, value)))
            }
            (Said::Nothing, _) => missing(time_column, false),
            (_, Said::Nothing) => missing(value_column, false),
            (Said::Withheld, _) => missing(time_column, true),
            (_, Said::Withheld) => missing(value_column, true),
        }
    }

    fn time(&self, rule: &EventRule, place: usize) -> (Said<Known>, Option<usize>) {
        let at = |column: usize| match self.cells.cell(column) {
            Cell::Time(known) => Said::Known(known),
            Cell::Empty => Said::Nothing,
            // The mapping was checked: a column of dates says dates or nothing.
            Cell::Unknown | Cell::Text | Cell::Code(_) | Cell::Number(_) | Cell::Yes | Cell::No => {
                Said::Withheld
            }
        };
        match &rule.time {
            TimeFrom::Unknown => (Said::Known(Known::certain(Span::ALWAYS)), None),
            TimeFrom::Column(column) => (at(*column), Some(*column)),
            TimeFrom::Fixed(edtf) => {
                let known = self.zones.get(place).and_then(|zone| edtf.known(zone).ok());
                (known.map_or(Said::Withheld, Said::Known), None)
            }
            TimeFrom::Between(from, to) => match (at(*from), at(*to)) {
                (Said::Known(a), Said::Known(b)) => {
                    let span = Span::new(a.span.earliest(), b.span.latest());
                    let known = span.map(|span| Known { span, doubt: a.doubt.union(b.doubt) });
                    // The wrong way round: it happened, but nobody knows when.
                    (known.map_or(Said::Withheld, Said::Known), Some(*from))
                }
                (Said::Nothing, _) => (Said::Nothing, Some(*from)),
                (_, Said::Nothing) => (Said::Nothing, Some(*to)),
                (Said::Withheld, _) => (Said::Withheld, Some(*from)),
                (_, Said::Withheld) => (Said::Withheld, Some(*to)),
            },
        }
    }
}

/// What a row says.
enum Said<T> {
    Known(T),
    /// Something, but not what.
    Withheld,
    Nothing,
}

fn value_of(cell: Cell) -> Said<Value> {
    match cell {
        Cell::Empty | Cell::Text => Said::Nothing,
        Cell::Unknown => Said::Withheld,
        Cell::Time(known) => Said::Known(Value::Date(known.span)),
        Cell::Code(code) => Said::Known(Value::Code(code)),
        Cell::Number(number) => Said::Known(Value::Count(number)),
        Cell::Yes => Said::Known(Value::Yes),
        Cell::No => Said::Known(Value::No),
    }
}
