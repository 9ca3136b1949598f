//! Columns of codes, and what was left out of them.
//!
//! A column holds one code a row in as few bytes as its list allows. A record is in the columns only if every dimension that some
//! table of the release uses has a code for it: all tables are about the same records, so that their totals agree. What is left out is
//! counted here; that is about records, for the office, and never published.
//!
//! *The bound on a person.* The first `max` usable rows of a person, in the order of the file, are kept. The choice depends on
//! nothing but that person's own rows, so that taking one person away changes no row of another.

use crate::spec::{Dimension, PersonBound, Spec};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// A row that stands for more persons than this is a slip.
const COUNT_MAX: u64 = 1 << 32;
/// Rows beyond which counts would not fit.
pub(super) const ROWS_MAX: usize = (u32::MAX - 1) as usize;
/// All counts together: sums of cells then fit 63 bits, noise included.
const PERSONS_MAX: u64 = 1 << 62;
/// Spellings of a dimension that are remembered.
const REMEMBERED: usize = 1 << 10;
/// Longer cells are looked up every time.
const SPELLING_MAX: usize = 64;

/// Codes of one dimension, a row each.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Codes {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Codes {
    /// For codes from 0 to `outside`.
    pub(super) fn new(outside: usize) -> Self {
        if outside <= usize::from(u8::MAX) {
            Self::One(Vec::new())
        } else if outside <= usize::from(u16::MAX) {
            Self::Two(Vec::new())
        } else {
            Self::Four(Vec::new())
        }
    }

    // The casts lose nothing: the width was chosen for the greatest code.
    pub(super) fn push(&mut self, code: u32) {
        match self {
            Self::One(codes) => codes.push(code as u8),
            Self::Two(codes) => codes.push(code as u16),
            Self::Four(codes) => codes.push(code),
        }
    }

    /// Adds a code for every key; a key beyond the list stands for no value.
    pub(super) fn extend(&mut self, keys: &[u32], code_of: &[u32], none: u32) {
        let code = |key: &u32| code_of.get(*key as usize).copied().unwrap_or(none);
        match self {
            Self::One(codes) => codes.extend(keys.iter().map(|key| code(key) as u8)),
            Self::Two(codes) => codes.extend(keys.iter().map(|key| code(key) as u16)),
            Self::Four(codes) => codes.extend(keys.iter().map(code)),
        }
    }

    pub(super) const fn len(&self) -> usize {
        match self {
            Self::One(codes) => codes.len(),
            Self::Two(codes) => codes.len(),
            Self::Four(codes) => codes.len(),
        }
    }

    pub(super) fn at(&self, row: usize) -> Option<u32> {
        match self {
            Self::One(codes) => codes.get(row).map(|code| u32::from(*code)),
            Self::Two(codes) => codes.get(row).map(|code| u32::from(*code)),
            Self::Four(codes) => codes.get(row).copied(),
        }
    }

    /// Takes the rows out that have this code away from `usable`; how many there are.
    pub(super) fn exclude(&self, code: u32, usable: &mut [bool]) -> u64 {
        fn each<C: Copy + Into<u32>>(codes: &[C], code: u32, usable: &mut [bool]) -> u64 {
            let mut found = 0;
            for (own, usable) in codes.iter().zip(usable) {
                let is = (*own).into() == code;
                found += u64::from(is);
                *usable &= !is;
            }
            found
        }
        match self {
            Self::One(codes) => each(codes, code, usable),
            Self::Two(codes) => each(codes, code, usable),
            Self::Four(codes) => each(codes, code, usable),
        }
    }

    /// Keeps only these rows.
    pub(super) fn retain(&mut self, keep: &[bool]) {
        let mut flags = keep.iter();
        let mut stays = || flags.next().copied().unwrap_or(false);
        match self {
            Self::One(codes) => codes.retain(|_| stays()),
            Self::Two(codes) => codes.retain(|_| stays()),
            Self::Four(codes) => codes.retain(|_| stays()),
        }
    }
}

/// What was not counted, and why. For the office; never published.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Refused {
    /// Rows that were read.
    pub rows: u64,
    /// Rows with a value outside the list of a dimension that some table uses: they are in no table.
    pub left_out: u64,
    /// For every dimension: rows whose value is outside its list. A row may be outside several.
    pub outside: Vec<u64>,
    /// Other rows whose count is no whole number.
    pub bad_count: u64,
    /// Other rows without a person, where a column should tell persons apart: they cannot be bounded.
    pub without_person: u64,
    /// Other rows beyond the bound of their person.
    pub beyond_bound: u64,
}

/// The columns of a source, ready to be counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Columns {
    pub(super) rows: usize,
    /// A column a dimension; of one that no table uses, nothing.
    pub(super) codes: Vec<Codes>,
    /// How many persons a row stands for; one if there is none.
    pub(super) weights: Option<Vec<u64>>,
    /// What was not counted.
    pub refused: Refused,
}

impl Columns {
    pub(super) fn empty(spec: &Spec) -> Self {
        let codes = spec.dimensions.iter().map(|dimension| Codes::new(dimension.len())).collect();
        let refused = Refused { outside: vec![0; spec.dimensions.len()], ..Refused::default() };
        let weights = spec.source.count.as_ref().map(|_| Vec::new());
        Self { rows: 0, codes, weights, refused }
    }

    /// How many rows are counted.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }
}

/// Too much to count.
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
    used: Vec<usize>,
    memory: Vec<Memory>,
    row: Vec<u32>,
    columns: Columns,
    persons: Persons,
    sum: u64,
}

impl<'s> Builder<'s> {
    /// Begins with no rows.
    #[must_use]
    pub fn new(spec: &'s Spec) -> Self {
        let used = spec.used_dimensions();
        let memory = used.iter().map(|_| Memory::default()).collect();
        let (columns, persons) = (Columns::empty(spec), Persons::new(&spec.person));
        Self { spec, used, memory, row: Vec::new(), columns, persons, sum: 0 }
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
        self.row.clear();
        let mut usable = true;
        for (at, memory) in self.used.iter().zip(&mut self.memory) {
            let dimension = &self.spec.dimensions[*at];
            let code = memory.place(dimension, cell(*at));
            usable &= (code as usize) < dimension.len();
            columns.refused.outside[*at] += u64::from(code as usize == dimension.len());
            self.row.push(code);
        }
        if !usable {
            columns.refused.left_out += 1;
            return Ok(());
        }
        let weight = match &columns.weights {
            None => 1,
            Some(_) => match whole(count.unwrap_or("")) {
                Some(weight) => weight,
                None => {
                    columns.refused.bad_count += 1;
                    return Ok(());
                }
            },
        };
        if !self.persons.admit(person.unwrap_or(""), &mut columns.refused) {
            return Ok(());
        }
        self.sum = add(self.sum, weight)?;
        if let Some(weights) = &mut columns.weights {
            weights.push(weight);
        }
        for (at, code) in self.used.iter().zip(&self.row) {
            columns.codes[*at].push(*code);
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

/// The sum of all counts, as long as it fits.
pub(super) fn add(sum: u64, weight: u64) -> Result<u64, RowError> {
    let sum = sum.saturating_add(weight);
    if sum > PERSONS_MAX { Err(RowError::TooManyPersons) } else { Ok(sum) }
}

/// How many rows of each person were kept.
#[derive(Debug)]
pub(super) struct Persons {
    max: Option<u16>,
    seen: HashMap<[u8; 16], u16>,
}

impl Persons {
    pub(super) fn new(bound: &PersonBound) -> Self {
        let max = match bound {
            // The reader of SPEC files admits at most 10,000.
            PersonBound::Enforced { max, .. } => Some(u16::try_from(*max).unwrap_or(u16::MAX)),
            PersonBound::Assumed { .. } => None,
        };
        Self { max, seen: HashMap::new() }
    }

    /// Whether one more row of this person is counted.
    pub(super) fn admit(&mut self, person: &str, refused: &mut Refused) -> bool {
        let Some(max) = self.max else { return true };
        let person = person.trim();
        if person.is_empty() {
            refused.without_person += 1;
            return false;
        }
        // 128 bits of SHA-256: nobody finds two persons that share a bound.
        let mut key = [0; 16];
        key.copy_from_slice(&Sha256::digest(person.as_bytes())[..16]);
        let seen = self.seen.entry(key).or_insert(0);
        if *seen >= max {
            refused.beyond_bound += 1;
            return false;
        }
        *seen += 1;
        true
    }
}

/// Where spellings of one dimension lead: a record repeats what others say. A fixed number of places, so that a file of nothing but
/// different words costs time and no memory.
#[derive(Debug)]
struct Memory {
    places: Vec<(Box<str>, u32)>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { places: vec![(Box::default(), u32::MAX); REMEMBERED] }
    }
}

impl Memory {
    /// The code of a cell; one beyond the last if it is outside the list.
    fn place(&mut self, dimension: &Dimension, cell: &str) -> u32 {
        let fnv = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        let bytes = cell.as_bytes();
        if bytes.len() > SPELLING_MAX {
            return place(dimension, cell);
        }
        let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325, fnv);
        let slot = (hash ^ (hash >> 32)) as usize % REMEMBERED;
        let Some((known, code)) = self.places.get_mut(slot) else { return place(dimension, cell) };
        if *code == u32::MAX || **known != *cell {
            (*known, *code) = (cell.into(), place(dimension, cell));
        }
        *code
    }
}

/// The code of a cell; one beyond the last if it is outside the list.
pub(super) fn place(dimension: &Dimension, cell: &str) -> u32 {
    dimension.place(cell).unwrap_or(dimension.len() as u32)
}

/// A whole number of persons; `12.0` is one, `NaN`, `-1` and `1.5` are not.
pub(super) fn whole(cell: &str) -> Option<u64> {
    let cell = cell.trim();
    let digits = match cell.split_once('.') {
        Some((digits, zeros)) if zeros.bytes().all(|b| b == b'0') => digits,
        Some(_) => return None,
        None => cell,
    };
    let number: u64 = if digits.starts_with('+') { return None } else { digits.parse().ok()? };
    (number < COUNT_MAX).then_some(number)
}
