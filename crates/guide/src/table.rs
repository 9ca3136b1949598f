//! Tables that a person imports: CSV with a bound on everything, columns found by name.
//!
//! Publishers rename and reorder columns: each column has all the names it is known to have had, in any case and order. A
//! column that is not there is named, with the columns that are.

use std::collections::BTreeMap;

/// A file larger than this is not what it says it is.
const BYTES_MAX: usize = 256 << 20;

/// More rows than this are not read.
const ROWS_MAX: usize = 2_000_000;

/// Why a table could not be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TableError {
    /// Too large.
    #[error("the file is larger than {} MB: is it the right one?", BYTES_MAX >> 20)]
    TooLarge,
    /// No table.
    #[error("line {line} cannot be read as CSV: {problem}")]
    Csv {
        /// The line.
        line: u64,
        /// What the reader says.
        problem: String,
    },
    /// A new layout.
    #[error(
        "there is no column {wanted}. The columns are: {found}. If the publisher changed the layout, rename the \
         column as above and import the file again; pages say meanwhile that the figures are not known"
    )]
    NoColumn {
        /// The names it is known to have had.
        wanted: String,
        /// What the file has, cut.
        found: String,
    },
    /// Rows, but nothing in them.
    #[error("the table has {rows} rows and no figure in any: is it the right file?")]
    Nothing {
        /// How many rows were looked at.
        rows: usize,
    },
    /// Kept figures that cannot be read back.
    #[error("the kept figures cannot be read: {0}; import the file again")]
    Kept(String),
}

/// A table with its columns.
pub(crate) struct Table {
    columns: BTreeMap<String, usize>,
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, TableError> {
        if bytes.len() > BYTES_MAX {
            return Err(TableError::TooLarge);
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        let mut records = reader.byte_records();
        let told = |error: &csv::Error| TableError::Csv {
            line: error.position().map_or(0, csv::Position::line),
            problem: error.to_string(),
        };
        let cells = |record: &csv::ByteRecord| -> Vec<String> {
            record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect()
        };
        let header = match records.next() {
            None => return Err(TableError::Nothing { rows: 0 }),
            Some(record) => cells(&record.map_err(|error| told(&error))?),
        };
        let columns = header.iter().enumerate().map(|(at, name)| (plain(name), at)).collect();
        let mut rows = Vec::new();
        for record in records.take(ROWS_MAX) {
            rows.push(cells(&record.map_err(|error| told(&error))?));
        }
        Ok(Self { columns, header, rows })
    }

    /// The column that has one of these names.
    pub(crate) fn column(&self, names: &[&str]) -> Result<usize, TableError> {
        self.maybe(names).ok_or_else(|| {
            let wanted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            let found: String = self.header.join(", ").chars().take(300).collect();
            TableError::NoColumn { wanted: wanted.join(" or "), found }
        })
    }

    /// The same for a column that may be missing.
    pub(crate) fn maybe(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.columns.get(&plain(name)).copied())
    }
}

/// A name without what publishers change: case, doubled blanks.
fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
