//! The cells of one row, understood.
//!
//! Each column of the mapping is read once for a row, whatever the number of events, checks and groups that use it. Spellings are
//! looked up once for each that occurs and then remembered, up to a bound. Counts what was empty, withheld and unreadable.

use crate::dates::DateFault;
use crate::map::Refusal;
use crate::mapping::{Cell, Column, Mapping, OnDoubt, Reading, Test};
use crate::reject::{ColumnCount, RejectCode, Tally, Unlisted, shortened};
use crate::row::Row;
use crate::tables::fold;
use law::CodeId;
use std::collections::{BTreeMap, HashMap};
use when::Zone;

/// How many spellings of a column are remembered.
const REMEMBERED: usize = 1 << 16;
/// How many spellings that were not understood are told.
const TOLD: usize = 100;

/// The columns of the mapping with what the present row says in each.
pub(crate) struct Cells<'m> {
    columns: &'m [Column],
    /// Where each stands in the file.
    found: Vec<Option<usize>>,
    headers: Vec<Option<String>>,
    cells: Vec<Cell>,
    counts: Vec<ColumnCount>,
    codes: Vec<HashMap<String, Option<CodeId>>>,
    places: HashMap<String, Option<usize>>,
    unlisted: BTreeMap<(usize, String), u64>,
}

impl<'m> Cells<'m> {
    pub(crate) fn new(mapping: &'m Mapping, found: Vec<Option<usize>>, headers: &[String]) -> Self {
        let columns = mapping.columns.as_slice();
        let header = |at: &Option<usize>| at.and_then(|at| headers.get(at).cloned());
        let headers: Vec<Option<String>> = found.iter().map(header).collect();
        let counts = columns.iter().zip(&headers).map(|(column, header)| ColumnCount {
            column: column.name.clone(),
            header: header.clone(),
            ..ColumnCount::default()
        });
        Self {
            counts: counts.collect(),
            cells: vec![Cell::Empty; columns.len()],
            codes: vec![HashMap::new(); columns.len()],
            places: HashMap::new(),
            unlisted: BTreeMap::new(),
            columns,
            found,
            headers,
        }
    }

    /// Reads all cells of a row. Gives the first reason to refuse it.
    pub(crate) fn understand(&mut self, row: Row<'_>, zone: &Zone) -> Option<Refusal> {
        let mut refusal = None;
        for index in 0..self.columns.len() {
            let (cell, fault) = match self.understood(index, row, zone) {
                Ok(cell) => (cell, None),
                Err((code, text)) => (Cell::Unknown, Some((code, text))),
            };
            if let Some(place) = self.cells.get_mut(index) {
                *place = cell;
            }
            let (Some((code, text)), Some(column)) = (fault, self.columns.get(index)) else {
                continue;
            };
            if let Some(count) = self.counts.get_mut(index) {
                count.unreadable += 1;
            }
            if column.on_doubt == OnDoubt::Reject && refusal.is_none() {
                refusal = Some(Refusal::new(Some(index), code, text));
            }
        }
        refusal
    }

    fn understood(
        &mut self,
        index: usize,
        row: Row<'_>,
        zone: &Zone,
    ) -> Result<Cell, (RejectCode, String)> {
        let (Some(column), Some(count)) = (self.columns.get(index), self.counts.get_mut(index))
        else {
            return Ok(Cell::Empty);
        };
        let Some(at) = self.found.get(index).copied().flatten() else { return Ok(Cell::Empty) };
        let text = row.cell(at);
        if text.is_empty() || column.empty.iter().any(|pattern| pattern.fits(text)) {
            count.empty += 1;
            return Ok(Cell::Empty);
        }
        if column.withheld.iter().any(|pattern| pattern.fits(text)) {
            count.withheld += 1;
            return Ok(Cell::Unknown);
        }
        match &column.reading {
            Reading::Text => Ok(Cell::Text),
            Reading::Date(reading) => reading.read(text, zone).map(Cell::Time).map_err(date_fault),
            Reading::Number { least, most } => {
                // Programs that hold whole numbers as floats write 27.0.
                let whole = text.strip_suffix(".0").unwrap_or(text);
                let number = whole.parse().ok().filter(|number| (*least..=*most).contains(number));
                number.map(Cell::Number).ok_or_else(|| {
                    (RejectCode::NotANumber, format!("not a whole number from {least} to {most}"))
                })
            }
            Reading::YesNo { yes, no } => {
                if yes.iter().any(|pattern| pattern.fits(text)) {
                    Ok(Cell::Yes)
                } else if no.iter().any(|pattern| pattern.fits(text)) {
                    Ok(Cell::No)
                } else {
                    Err((RejectCode::NotYesNo, "neither a yes nor a no of the mapping".to_owned()))
                }
            }
            Reading::Code { list, codes } => {
                let Some(known) = self.codes.get_mut(index) else { return Ok(Cell::Empty) };
                let code = match known.get(text) {
                    Some(code) => *code,
                    None => remember(known, text, codes.find(text)),
                };
                code.map(Cell::Code).ok_or_else(|| {
                    if !column.private {
                        self.note_unlisted(index, text);
                    }
                    (
                        RejectCode::UnlistedValue,
                        format!("the table and the code list `{list}` do not have this value"),
                    )
                })
            }
        }
    }

    fn note_unlisted(&mut self, column: usize, text: &str) {
        let key = (column, shortened(text));
        if self.unlisted.len() < TOLD || self.unlisted.contains_key(&key) {
            *self.unlisted.entry(key).or_default() += 1;
        }
    }

    /// What a column says in the present row.
    pub(crate) fn cell(&self, column: usize) -> Cell {
        self.cells.get(column).copied().unwrap_or(Cell::Empty)
    }

    /// The words of a cell.
    pub(crate) fn text<'r>(&self, row: Row<'r>, column: usize) -> &'r str {
        self.found.get(column).copied().flatten().map_or("", |at| row.cell(at))
    }

    /// The header of a column in this file.
    pub(crate) fn header(&self, column: usize) -> Option<&str> {
        self.headers.get(column)?.as_deref()
    }

    /// Whether a column must not be shown.
    pub(crate) fn is_private(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(|column| column.private)
    }

    /// The words of several cells.
    pub(crate) fn join(&self, row: Row<'_>, columns: &[usize], between: &str) -> String {
        let words: Vec<&str> = columns.iter().map(|column| self.text(row, *column)).collect();
        words.join(between)
    }

    /// The place a cell names.
    pub(crate) fn place(&mut self, text: &str, table: &HashMap<String, usize>) -> Option<usize> {
        match self.places.get(text) {
            Some(place) => *place,
            None => remember(&mut self.places, text, table.get(&fold(text)).copied()),
        }
    }

    /// What to show of a refused row.
    pub(crate) fn blame(
        &self,
        row: Row<'_>,
        column: Option<usize>,
    ) -> (Option<String>, Option<String>) {
        let Some(column) = column else { return (None, None) };
        let header = self.headers.get(column).cloned().flatten();
        let value = (!self.is_private(column)).then(|| shortened(self.text(row, column)));
        (header, value.filter(|value| !value.is_empty()))
    }

    /// Whether a condition holds for the present row. What is not known does not hold.
    pub(crate) fn holds(&self, test: &Test, row: Row<'_>) -> bool {
        match test {
            Test::Is { column, any_of } => {
                let text = self.text(row, *column);
                any_of.iter().any(|pattern| pattern.fits(text))
            }
            Test::Empty { column } => self.cell(*column) == Cell::Empty,
            Test::Below { column, number } => {
                matches!(self.cell(*column), Cell::Number(n) if n < *number)
            }
            Test::Before { first, second, by } => match (self.cell(*first), self.cell(*second)) {
                (Cell::Time(first), Cell::Time(second)) => {
                    first.span.latest().plus(*by) < second.span.earliest()
                }
                _ => false,
            },
            Test::All(tests) => tests.iter().all(|test| self.holds(test, row)),
            Test::Any(tests) => tests.iter().any(|test| self.holds(test, row)),
            Test::Not(test) => !self.holds(test, row),
        }
    }

    /// Hands the counts over.
    pub(crate) fn report(self, tally: &mut Tally) {
        let columns = self.columns;
        tally.unlisted = self
            .unlisted
            .into_iter()
            .map(|((column, value), rows)| Unlisted {
                column: columns.get(column).map(|column| column.name.clone()).unwrap_or_default(),
                value,
                rows,
            })
            .collect();
        tally.columns = self.counts;
    }
}

fn remember<T: Copy>(
    known: &mut HashMap<String, Option<T>>,
    text: &str,
    found: Option<T>,
) -> Option<T> {
    if known.len() >= REMEMBERED {
        known.clear();
    }
    known.insert(text.to_owned(), found);
    found
}

fn date_fault(fault: DateFault) -> (RejectCode, String) {
    match fault {
        DateFault::NoFit => {
            (RejectCode::UnreadableDate, "a date in none of the formats of the mapping".to_owned())
        }
        DateFault::Impossible(why) => (RejectCode::ImpossibleDate, why),
        DateFault::Ambiguous => (
            RejectCode::AmbiguousDate,
            "a date that two formats of the mapping read differently".to_owned(),
        ),
    }
}
