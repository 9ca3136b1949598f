//! What stops the reading of a file: one paragraph that says what, where and how to mend it.
//!
//! A fault concerns the file as a whole. A row that cannot be used does not stop anything: it is refused with a reason, see
//! [`crate::Reject`]. Faults never show the contents of cells.

use std::fmt::Write as _;
use std::io;

/// A file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {fault}")]
pub struct IntakeError {
    /// The file.
    pub path: String,
    /// What is wrong with it.
    pub fault: Fault,
}

impl IntakeError {
    pub(crate) fn new(path: &str, fault: Fault) -> Self {
        Self { path: path.to_owned(), fault }
    }
}

/// What is wrong with a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// No such file.
    #[error("there is no such file. Check the name and the folder.")]
    NotFound,
    /// The program may not read it.
    #[error(
        "this file may not be read by you. Ask its owner for permission to read it, or make a copy you own."
    )]
    Permission,
    /// A folder was named.
    #[error("this is a folder. Name one of the files in it.")]
    Folder,
    /// Not a regular file: a device or a pipe that may never end.
    #[error("this is a device or a pipe, not a file. Save its contents in a file and name that.")]
    NotAFile,
    /// The operating system failed to read.
    #[error(
        "it could not be read: {0}. If it is on a network drive or a stick, copy it to this computer and try again."
    )]
    Io(io::Error),
    /// Nothing in it.
    #[error(
        "the file is empty (no bytes). Export it again; an export that was broken off often leaves an empty file."
    )]
    Empty,
    /// Fewer rows than the header row.
    #[error(
        "it ends before row {row}, where the mapping says the header stands. Correct `header_row` in [file], or export it again."
    )]
    NoHeader {
        /// Where the header should be.
        row: u32,
    },
    /// A header and nothing else.
    #[error(
        "it has a header on row {row} and no rows below it. A report about nothing would say that nothing is overdue, so \
         this stops here: check the filter of the export."
    )]
    NoRows {
        /// Where the header is.
        row: u32,
    },
    /// Columns of the mapping that the file does not have.
    #[error("{}", missing_columns(.missing, .headers))]
    MissingColumns {
        /// The columns.
        missing: Vec<MissingColumn>,
        /// What the file has.
        headers: Vec<String>,
    },
    /// One header twice, and the mapping uses it.
    #[error(
        "the header \"{header}\" stands twice, in columns {first} and {second}, and the mapping reads `{column}` from it. Rename \
         one of them, or map `{column}` from a header that stands once."
    )]
    DuplicateHeader {
        /// The header.
        header: String,
        /// The column of the mapping.
        column: String,
        /// The first place, from 1.
        first: usize,
        /// The second place, from 1.
        second: usize,
    },
    /// Two headers that the mapping takes for the same column.
    #[error(
        "the mapping reads `{column}` from \"{first}\" or from \"{second}\", and the file has both. Remove the one that is not \
         meant from `header` in [columns.{column}]."
    )]
    TwoHeaders {
        /// The column of the mapping.
        column: String,
        /// One header.
        first: String,
        /// The other.
        second: String,
    },
    /// Bytes that are no text in the encoding.
    #[error(
        "line {line} is not {encoding} text{}. Write the encoding the file was saved with in the mapping, for example \
         `encoding = \"windows-1252\"` in [file], or save the file as UTF-8.", .column.map(|c| format!(" (column {c})")).unwrap_or_default()
    )]
    Encoding {
        /// Where.
        line: u64,
        /// The cell, from 1, if it is known.
        column: Option<usize>,
        /// What it was read as.
        encoding: &'static str,
    },
    /// The byte order mark says something else than the mapping.
    #[error(
        "its first bytes (a byte order mark) say {found}, the mapping says {declared}. Remove `encoding` from [file] in the \
         mapping, or correct it."
    )]
    OtherEncoding {
        /// What the mark says.
        found: &'static str,
        /// What the mapping says.
        declared: &'static str,
    },
    /// No text at all.
    #[error(
        "this is neither a table in text (CSV, TSV) nor a spreadsheet (.xlsx) nor a Parquet file{}. Export the records in one of these \
         forms; each may be packed with gzip.", .looks.map(|l| format!(": it looks like {l}")).unwrap_or_default()
    )]
    NotATable {
        /// What it looks like.
        looks: Option<&'static str>,
    },
    /// The mapping asks for another format.
    #[error(
        "the mapping says `format = \"{wanted}\"` in [file], and this file is {found}. Correct the mapping or name the other file."
    )]
    OtherFormat {
        /// The mapping's.
        wanted: &'static str,
        /// The file's.
        found: &'static str,
    },
    /// A row larger than any row should be.
    #[error(
        "the row that begins on line {line} is longer than {limit} bytes{}. Nothing is read past that, so that a broken file cannot fill \
         the memory. Look at that line; if the row is really that long, raise `max_row` in [file].",
        if *.open_quote { ", because a quotation mark on it is not closed" } else { "" }
    )]
    RowTooLong {
        /// Where it begins.
        line: u64,
        /// How long it may be.
        limit: usize,
        /// A quotation mark was open.
        open_quote: bool,
    },
    /// More cells than any row should have.
    #[error(
        "the row that begins on line {line} has more than {limit} cells. Look at that line: the delimiter is probably not the one meant; \
         `delimiter` in [file] names it."
    )]
    TooManyCells {
        /// Where.
        line: u64,
        /// How many are read.
        limit: usize,
    },
    /// The file ends inside quotation marks.
    #[error(
        "the row that begins on line {line} opens a quotation mark that is not closed before the file ends. The file was cut, or a \
         quotation mark is missing on that line: copy or export it again."
    )]
    OpenQuote {
        /// Where the row begins.
        line: u64,
    },
    /// A packed file that ends too early.
    #[error(
        "the {what} ends in the middle: it was cut while it was copied or written. Copy or export it again."
    )]
    Cut {
        /// What kind of file.
        what: &'static str,
    },
    /// A packed file with wrong bytes.
    #[error("the {what} is damaged ({detail}). Copy or export it again.")]
    Damaged {
        /// What kind of file.
        what: &'static str,
        /// What was found.
        detail: String,
    },
    /// Unpacks to more than is allowed.
    #[error(
        "unpacked, it would be larger than {limit} bytes, and reading stopped there so that it cannot fill memory or disk. If the file \
         is honest, raise `max_unpacked` in [file], or export it in parts."
    )]
    TooLarge {
        /// How much is allowed.
        limit: u64,
    },
    /// A sheet that is not there.
    #[error("the spreadsheet has no sheet \"{wanted}\"; it has {}. Correct `sheet` in [file].", quoted(.sheets))]
    NoSheet {
        /// What the mapping asks for.
        wanted: String,
        /// What there is.
        sheets: Vec<String>,
    },
    /// A column type that cannot be turned into text.
    #[error(
        "column \"{header}\" holds {kind}, which a mapping cannot read. Export it as text, a number, a date or a time."
    )]
    ColumnType {
        /// Which.
        header: String,
        /// Its type.
        kind: String,
    },
    /// More rows than the mapping allows.
    #[error(
        "it has more than {limit} accepted rows, and the mapping says `max_rows = {limit}` in [case]. Raise it, or split the file by case."
    )]
    TooManyRows {
        /// How many are allowed.
        limit: u64,
    },
    /// One case that does not fit into memory.
    #[error(
        "the case to which line {line} belongs has more rows than fit into the memory allowed. Either `key` in [case] takes many cases for one,          or `max_memory` in [case] must be raised."
    )]
    CaseTooLarge {
        /// The row that was one too many.
        line: u64,
    },
    /// Rows could not be put aside on disk.
    #[error(
        "its rows must wait for the other rows of their cases, and putting them aside on disk failed: {0}. Free some space there, or raise          `max_memory` in [case] so that they can wait in memory."
    )]
    Spill(io::Error),
    /// The mapping is for another jurisdiction.
    #[error(
        "the mapping \"{mapping}\" names places of the jurisdiction `{of}`, and `{asked}` was asked for. Use `{of}`, or write a mapping for `{asked}`."
    )]
    OtherJurisdiction {
        /// Title of the mapping.
        mapping: String,
        /// Its jurisdiction.
        of: String,
        /// The one asked for.
        asked: String,
    },
    /// What takes the results failed.
    #[error("the results could not be written: {0}")]
    Sink(io::Error),
}

/// A column that the mapping reads and the file does not have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MissingColumn {
    /// Its name in the mapping.
    pub column: String,
    /// The headers under which it may stand.
    pub headers: Vec<String>,
    /// Headers of the file that are nearly the same.
    pub near: Vec<String>,
}

impl Fault {
    /// A fault that travelled through a reader, or the reader's own.
    pub(crate) fn from_io(error: io::Error) -> Self {
        match error.downcast::<Self>() {
            Ok(fault) => fault,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::NotFound,
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Self::Permission,
            Err(error) if error.kind() == io::ErrorKind::IsADirectory => Self::Folder,
            Err(error) => Self::Io(error),
        }
    }
}

fn quoted(words: &[String]) -> String {
    const SHOWN: usize = 40;
    let mut text = String::new();
    for (i, word) in words.iter().take(SHOWN).enumerate() {
        let comma = if i == 0 { "" } else { ", " };
        let short: String = word.chars().take(60).collect();
        let _ = write!(text, "{comma}\"{short}\"");
    }
    match words.len() {
        0 => "none".to_owned(),
        n if n > SHOWN => text + &format!(" and {} more", n - SHOWN),
        _ => text,
    }
}

fn missing_columns(missing: &[MissingColumn], headers: &[String]) -> String {
    let noun = if missing.len() == 1 { "a column" } else { "columns" };
    let mut text = format!("the file lacks {noun} that the mapping reads: ");
    for (place, column) in missing.iter().enumerate() {
        if place > 0 {
            text += "; ";
        }
        let _ = write!(text, "`{}`, headed {}", column.column, quoted(&column.headers));
        if !column.near.is_empty() {
            let _ = write!(text, " (near: {})", quoted(&column.near));
        }
    }
    let _ = write!(
        text,
        ". The file has {}. Add the right header to `header` in [columns.…] of the mapping, write `optional = true` there if the file may \
         lack it, or check `header_row` and `delimiter` in [file].",
        quoted(headers)
    );
    text
}
