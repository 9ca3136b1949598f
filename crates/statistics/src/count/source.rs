//! The columns of a source: from a file to codes.
//!
//! A Parquet file is read column by column, side by side: its words stand in it once, so each is looked up once and a row costs a step in an
//! array. Any other table is read row by row through [`Builder`]. Both give the same columns for the same records. Memory is
//! that of the columns (a byte or two a cell) and, where persons are told apart, of one entry a person.

use super::columns::{Builder, Codes, Columns, Persons, ROWS_MAX, RowError, add, place, whole};
use crate::codes::fold;
use crate::spec::{PersonBound, Spec};
use intake::{ByColumn, IntakeError, Run, Source, Stopped};
use rayon::prelude::*;
use std::path::Path;

/// Why a source cannot be counted. Nothing here shows a cell.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// The file.
    #[error(transparent)]
    File(#[from] IntakeError),
    /// Too much.
    #[error("{path}: {error}")]
    Rows {
        /// The file.
        path: String,
        /// What.
        error: RowError,
    },
    /// A header that the SPEC names and the file has not.
    #[error("{path} has no column `{header}`, which {wanted} of the release reads. {mend}")]
    Missing {
        /// The file.
        path: String,
        /// The header.
        header: String,
        /// What reads it.
        wanted: String,
        /// What there is.
        mend: String,
    },
    /// A header that stands twice.
    #[error(
        "{path} has two columns `{header}`, and {wanted} of the release reads one of them. Rename one"
    )]
    Twice {
        /// The file.
        path: String,
        /// The header.
        header: String,
        /// What reads it.
        wanted: String,
    },
    /// Columns of one file that are not of one length.
    #[error("{path} is damaged: its columns are not of one length. Export it again")]
    Uneven {
        /// The file.
        path: String,
    },
}

/// A source that was opened and has the columns of the SPEC.
#[derive(Debug)]
pub struct Opened {
    source: Source,
    path: String,
    /// For every dimension, its column; nothing for one that no table uses.
    dimensions: Vec<Option<usize>>,
    person: Option<usize>,
    count: Option<usize>,
}

impl Opened {
    /// What the file was found to be.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.source.kind()
    }

    /// Bytes of the file that were read, for a progress bar; and how many there are.
    #[must_use]
    pub fn progress(&self) -> (std::sync::Arc<std::sync::atomic::AtomicU64>, Option<u64>) {
        (self.source.progress(), self.source.size())
    }
}

/// Opens a source and finds the columns that the SPEC reads.
pub fn open(spec: &Spec, path: &Path) -> Result<Opened, SourceError> {
    let source = intake::open_table(path)?;
    let name = source.path().to_owned();
    let find = |header: &str, wanted: String| find(&source, header, wanted);
    let used = spec.used_dimensions();
    let mut dimensions = vec![None; spec.dimensions.len()];
    for at in used {
        let dimension = &spec.dimensions[at];
        let wanted = format!("the dimension `{}`", dimension.id);
        dimensions[at] = Some(find(&dimension.column, wanted)?);
    }
    let person = match &spec.person {
        PersonBound::Enforced { column, .. } => Some(find(column, "[person]".to_owned())?),
        PersonBound::Assumed { .. } => None,
    };
    let count = spec.source.count.as_ref();
    let count = count.map(|header| find(header, "`count`".to_owned())).transpose()?;
    Ok(Opened { path: name, dimensions, person, count, source })
}

fn find(source: &Source, header: &str, wanted: String) -> Result<usize, SourceError> {
    let (path, header) = (source.path().to_owned(), header.to_owned());
    let wish = fold(&header);
    let places = || source.headers().iter().enumerate().filter(|(_, own)| fold(own) == wish);
    let exact: Vec<usize> =
        places().filter(|(_, own)| own.trim() == header.trim()).map(|(at, _)| at).collect();
    let found = if exact.is_empty() { places().map(|(at, _)| at).collect() } else { exact };
    match found.as_slice() {
        [at] => Ok(*at),
        [] => {
            let known = source.headers().iter().map(|own| own.trim());
            let mend = crate::spec::did_you_mean(&header, known, "Look at the header of the file");
            Err(SourceError::Missing { path, header, wanted, mend })
        }
        _ => Err(SourceError::Twice { path, header, wanted }),
    }
}

impl Opened {
    /// Reads everything.
    pub fn read(self, spec: &Spec) -> Result<Columns, SourceError> {
        if self.source.has_columns() { self.by_column(spec) } else { self.by_row(spec) }
    }

    fn by_row(self, spec: &Spec) -> Result<Columns, SourceError> {
        let wanted: Vec<usize> = self
            .dimensions
            .iter()
            .flatten()
            .copied()
            .chain(self.person)
            .chain(self.count)
            .collect();
        let mut builder = Builder::new(spec);
        let (dimensions, person, count) = (&self.dimensions, self.person, self.count);
        let read = self.source.rows(&wanted, &mut |row| {
            let cell = |at: usize| dimensions[at].map_or("", |column| row.get(column));
            builder.row(cell, person.map(|at| row.get(at)), count.map(|at| row.get(at)))
        });
        match read {
            Ok(()) => Ok(builder.finish()),
            Err(Stopped::File(error)) => Err(error.into()),
            Err(Stopped::Reader(error)) => Err(SourceError::Rows { path: self.path, error }),
        }
    }

    fn by_column(self, spec: &Spec) -> Result<Columns, SourceError> {
        let mut columns = Columns::empty(spec);
        let Some(table) = self.source.by_column() else { return Ok(columns) };
        let lost = |error: Stopped<RowError>| match error {
            Stopped::File(error) => SourceError::from(error),
            Stopped::Reader(error) => SourceError::Rows { path: self.path.clone(), error },
        };
        let used: Vec<(usize, usize)> =
            (0..).zip(&self.dimensions).filter_map(|(at, column)| Some((at, (*column)?))).collect();
        let read: Vec<(usize, Codes)> = used
            .par_iter()
            .map(|(at, column)| Ok((*at, codes(table, *column, spec, *at)?)))
            .collect::<Result<_, _>>()
            .map_err(lost)?;
        let rows = read.first().map_or(0, |(_, codes)| codes.len());
        let uneven = || SourceError::Uneven { path: self.path.clone() };
        let mut usable = vec![true; rows];
        for (at, codes) in read {
            if codes.len() != rows {
                return Err(uneven());
            }
            let outside = spec.dimensions[at].len() as u32;
            columns.refused.outside[at] = codes.exclude(outside, &mut usable);
            columns.codes[at] = codes;
        }
        columns.refused.rows = rows as u64;
        columns.refused.left_out = usable.iter().filter(|usable| !**usable).count() as u64;
        if let Some(column) = self.count {
            let weights = weights(table, column, &mut usable).map_err(lost)?;
            if weights.len() != rows {
                return Err(uneven());
            }
            columns.refused.bad_count =
                usable.iter().filter(|usable| !**usable).count() as u64 - columns.refused.left_out;
            let sum = weights.iter().zip(&usable).filter(|(_, usable)| **usable);
            sum.map(|(weight, _)| *weight)
                .try_fold(0, add)
                .map_err(|error| SourceError::Rows { path: self.path.clone(), error })?;
            columns.weights = Some(weights);
        }
        if let Some(column) = self.person {
            let mut persons = Persons::new(&spec.person);
            let seen = bound(table, column, &mut persons, &mut usable, &mut columns.refused);
            if seen.map_err(lost)? != rows {
                return Err(uneven());
            }
        }
        keep(&mut columns, &usable);
        Ok(columns)
    }
}

fn keep(columns: &mut Columns, usable: &[bool]) {
    columns.rows = usable.iter().filter(|usable| **usable).count();
    if columns.rows == usable.len() {
        return;
    }
    columns.codes.par_iter_mut().for_each(|codes| codes.retain(usable));
    if let Some(weights) = &mut columns.weights {
        let mut flags = usable.iter();
        weights.retain(|_| flags.next().copied().unwrap_or(false));
    }
}

fn codes(
    table: ByColumn<'_>,
    column: usize,
    spec: &Spec,
    at: usize,
) -> Result<Codes, Stopped<RowError>> {
    let dimension = &spec.dimensions[at];
    let mut codes = Codes::new(dimension.len());
    let (mut code_of, none) = (Vec::new(), place(dimension, ""));
    table.each(column, &mut |run: Run<'_>| {
        if run.is_fresh() {
            code_of.clear();
            code_of.extend((0..run.texts()).map(|text| place(dimension, run.text(text))));
        }
        codes.extend(run.keys(), &code_of, none);
        if codes.len() > ROWS_MAX { Err(RowError::TooManyRows) } else { Ok(()) }
    })?;
    Ok(codes)
}

fn weights(
    table: ByColumn<'_>,
    column: usize,
    usable: &mut [bool],
) -> Result<Vec<u64>, Stopped<RowError>> {
    let mut weights: Vec<u64> = Vec::new();
    table.each(column, &mut |run: Run<'_>| {
        let value: Vec<Option<u64>> = (0..run.texts()).map(|text| whole(run.text(text))).collect();
        for key in run.keys() {
            let weight = value.get(*key as usize).copied().flatten();
            if let (None, Some(usable)) = (weight, usable.get_mut(weights.len())) {
                *usable = false;
            }
            weights.push(weight.unwrap_or(0));
        }
        if weights.len() > ROWS_MAX { Err(RowError::TooManyRows) } else { Ok(()) }
    })?;
    Ok(weights)
}

fn bound(
    table: ByColumn<'_>,
    column: usize,
    persons: &mut Persons,
    usable: &mut [bool],
    refused: &mut super::Refused,
) -> Result<usize, Stopped<RowError>> {
    let mut row = 0;
    table.each(column, &mut |run: Run<'_>| {
        for key in run.keys() {
            let text = if *key == Run::NONE { "" } else { run.text(*key as usize) };
            if let Some(usable) = usable.get_mut(row).filter(|usable| **usable) {
                *usable = persons.admit(text, refused);
            }
            row += 1;
        }
        Ok(())
    })?;
    Ok(row)
}
