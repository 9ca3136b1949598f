//! Rows of cells to columns of codes.
//!
//! A column holds one code a row in as few bytes as its list allows; the code one above the last stands for a value outside the list.
//! Such a row is missing from the tables of that dimension, is counted, and never makes a new key. What is counted here is about
//! records: it is for the office and never published.
//!
//! *The bound on a person.* The first `max` rows of a person, in the order of the file, are kept. The choice depends on
//! nothing but that person's own rows, so that taking one person away changes no row of another.

use crate::spec::{PersonBound, Spec};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// A row that stands for more persons than this is a slip.
const COUNT_MAX: u64 = 1 << 32;
/// Rows beyond which counts would not fit.
const ROWS_MAX: usize = (u32::MAX - 1) as usize;

/// Codes of one dimension, a row each.
#[derive(Clone, Debug)]
pub(super) enum Codes {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Codes {
    /// For codes from 0 to `outside`.
    fn new(outside: usize) -> Self {
        if outside <= usize::from(u8::MAX) {
            Self::One(Vec::new())
        } else if outside <= usize::from(u16::MAX) {
            Self::Two(Vec::new())
        } else {
            Self::Four(Vec::new())
        }
    }

    // The casts lose nothing: the width was chosen for the greatest code.
    fn push(&mut self, code: u32) {
        match self {
            Self::One(codes) => codes.push(code as u8),
            Self::Two(codes) => codes.push(code as u16),
            Self::Four(codes) => codes.push(code),
        }
    }

    pub(super) fn at(&self, row: usize) -> Option<u32> {
        match self {
            Self::One(codes) => codes.get(row).map(|code| u32::from(*code)),
            Self::Two(codes) => codes.get(row).map(|code| u32::from(*code)),
            Self::Four(codes) => codes.get(row).copied(),
        }
    }
}

/// What was not counted, and why. For the office; never published.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Refused {
    /// Rows that were read.
    pub rows: u64,
    /// Rows beyond the bound of their person.
    pub beyond_bound: u64,
    /// Rows without a person, where a column should tell persons apart: they cannot be bounded.
    pub without_person: u64,
    /// Rows whose count is no whole number.
    pub bad_count: u64,
    /// For every dimension: rows whose value is outside its list. They are missing from its tables only.
    pub outside: Vec<u64>,
}

/// The columns of a source, ready to be counted.
#[derive(Clone, Debug)]
pub struct Columns {
    pub(super) rows: usize,
    pub(super) codes: Vec<Codes>,
    /// How many persons a row stands for; one if there is none.
    pub(super) weights: Option<Vec<u64>>,
    /// What was not counted.
    pub refused: Refused,
}

/// Too many rows for this machine to count.
#[derive(Copy, Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RowError {
    /// Beyond four thousand million rows.
    #[error("the source has more than 4,294,967,294 rows: divide it by year and release each")]
    TooManyRows,
    /// A sum that does not fit.
    #[error("the counts of the source add up to more than 2^62: they are no counts of persons")]
    TooManyPersons,
}

/// Makes columns from rows.
#[derive(Debug)]
pub struct Builder<'s> {
    spec: &'s Spec,
    columns: Columns,
    persons: HashMap<[u8; 16], u32>,
    sum: u64,
}

impl<'s> Builder<'s> {
    /// Begins with no rows.
    #[must_use]
    pub fn new(spec: &'s Spec) -> Self {
        let codes = spec.dimensions.iter().map(|dimension| Codes::new(dimension.len())).collect();
        let refused = Refused { outside: vec![0; spec.dimensions.len()], ..Refused::default() };
        let weights = spec.source.count.as_ref().map(|_| Vec::new());
        let columns = Columns { rows: 0, codes, weights, refused };
        Self { spec, columns, persons: HashMap::new(), sum: 0 }
    }

    /// A row: the cells of the dimensions in order, the cell that tells persons apart, the cell of the count.
    pub fn row<'c>(
        &mut self,
        mut cell: impl FnMut(usize) -> &'c str,
        person: Option<&str>,
        count: Option<&str>,
    ) -> Result<(), RowError> {
        let columns = &mut self.columns;
        columns.refused.rows += 1;
        if columns.rows >= ROWS_MAX {
            return Err(RowError::TooManyRows);
        }
        if let PersonBound::Enforced { max, .. } = &self.spec.person {
            let person = person.unwrap_or("").trim();
            if person.is_empty() {
                columns.refused.without_person += 1;
                return Ok(());
            }
            // 128 bits of SHA-256: nobody finds two persons that share a bound.
            let mut key = [0; 16];
            key.copy_from_slice(&Sha256::digest(person.as_bytes())[..16]);
            let seen = self.persons.entry(key).or_insert(0);
            if *seen >= *max {
                columns.refused.beyond_bound += 1;
                return Ok(());
            }
            *seen += 1;
        }
        if let Some(weights) = &mut columns.weights {
            let Some(weight) = whole(count.unwrap_or("")) else {
                columns.refused.bad_count += 1;
                return Ok(());
            };
            self.sum = self.sum.saturating_add(weight);
            if self.sum > 1 << 62 {
                return Err(RowError::TooManyPersons);
            }
            weights.push(weight);
        }
        for (at, dimension) in self.spec.dimensions.iter().enumerate() {
            let code = dimension.place(cell(at)).unwrap_or_else(|| {
                columns.refused.outside[at] += 1;
                dimension.len() as u32
            });
            columns.codes[at].push(code);
        }
        columns.rows += 1;
        Ok(())
    }

    /// The columns.
    #[must_use]
    pub fn finish(self) -> Columns {
        self.columns
    }
}

/// A whole number of persons; `12.0` is one, `NaN`, `-1` and `1.5` are not.
fn whole(cell: &str) -> Option<u64> {
    let cell = cell.trim();
    let digits = match cell.split_once('.') {
        Some((digits, zeros)) if zeros.bytes().all(|b| b == b'0') => digits,
        Some(_) => return None,
        None => cell,
    };
    let number: u64 = if digits.starts_with('+') { return None } else { digits.parse().ok()? };
    (number < COUNT_MAX).then_some(number)
}

impl Columns {
    /// How many rows are counted.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }
}
