//! Rows of a spreadsheet (.xlsx).
//!
//! The zip folder is examined before anything unpacks it: how many parts, what they claim to unpack to and, because claims
//! may lie, what they really unpack to, each against a bound. Then the cells of one sheet are read in order, without
//! holding the sheet. Formulas give their last computed value. A date cell without a time of day gives the date only:
//! a spreadsheet cannot tell the two apart.

use crate::csv::CELLS_MAX;
use crate::error::Fault;
use crate::guard::guarded;
use crate::row::{Row, RowBuffer};
use calamine::{DataRef, Reader as _, Xlsx, XlsxError};
use std::fmt::Write as _;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

/// The first bytes of a zip folder.
pub(crate) const MAGIC: [u8; 4] = *b"PK\x03\x04";
/// The first bytes of what older Excel versions write, and of encrypted workbooks.
pub(crate) const OLD_MAGIC: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];
const PARTS_MAX: usize = 10_000;
const WHAT: &str = "spreadsheet";

/// A workbook that has been found harmless.
pub(crate) struct Sheet<R: Read + Seek> {
    book: Xlsx<BufReader<R>>,
    name: String,
    row_limit: usize,
}

impl<R: Read + Seek> Sheet<R> {
    /// Opens a workbook and finds the sheet: the one named, or the first.
    pub(crate) fn open(
        mut file: R,
        wanted: Option<&str>,
        unpacked_limit: u64,
        row_limit: usize,
    ) -> Result<Self, Fault> {
        examine(&mut file, unpacked_limit)?;
        file.seek(SeekFrom::Start(0)).map_err(Fault::Io)?;
        let book = guarded(|| Xlsx::new(BufReader::new(file)).map_err(damaged))?;
        let sheets = book.sheet_names();
        let name = match wanted {
            Some(wanted) => sheets.iter().find(|name| *name == wanted),
            None => sheets.first(),
        };
        match name.cloned() {
            Some(name) => Ok(Self { book, name, row_limit }),
            None => {
                let sheets = sheets.iter().take(100).cloned().collect();
                Err(Fault::NoSheet { wanted: wanted.unwrap_or_default().to_owned(), sheets })
            }
        }
    }

    /// Hands every row that has a cell to `each`, until it says `false`.
    pub(crate) fn each(
        &mut self,
        each: &mut dyn FnMut(Row<'_>) -> Result<bool, Fault>,
    ) -> Result<(), Fault> {
        let (book, name, limit) = (&mut self.book, &self.name, self.row_limit);
        let mut cells = guarded(|| book.worksheet_cells_reader(name).map_err(damaged))?;
        let mut buffer = RowBuffer::default();
        let mut current: Option<u32> = None;
        loop {
            let cell = guarded(|| cells.next_cell().map_err(damaged))?;
            let Some(cell) = cell else { break };
            let (row, column) = cell.get_position();
            if current != Some(row) {
                if !flush(&mut buffer, current, each)? {
                    return Ok(());
                }
                if current.is_some_and(|before| before > row) {
                    return Err(order(row));
                }
                current = Some(row);
            }
            let column = column as usize;
            if column >= CELLS_MAX {
                return Err(Fault::TooManyCells { line: u64::from(row) + 1, limit: CELLS_MAX });
            }
            if column < buffer.len() {
                return Err(order(row));
            }
            buffer.pad(column);
            buffer.cell(|text| write_cell(text, cell.get_value()));
            if buffer.bytes() > limit {
                let line = u64::from(row) + 1;
                return Err(Fault::RowTooLong { line, limit, open_quote: false });
            }
        }
        flush(&mut buffer, current, each).map(|_| ())
    }
}

fn flush(
    buffer: &mut RowBuffer,
    current: Option<u32>,
    each: &mut dyn FnMut(Row<'_>) -> Result<bool, Fault>,
) -> Result<bool, Fault> {
    let Some(row) = current else { return Ok(true) };
    let line = buffer.row(u64::from(row) + 1);
    // A row of formatted but empty cells is not a row, as an empty line is none.
    let go_on = if line.is_empty_from(0) { true } else { each(line)? };
    buffer.clear();
    Ok(go_on)
}

fn order(row: u32) -> Fault {
    Fault::Damaged {
        what: WHAT,
        detail: format!("the cells of row {} are out of order", u64::from(row) + 1),
    }
}

/// What a cell says, as text.
fn write_cell(text: &mut String, value: &DataRef<'_>) {
    match value {
        DataRef::Empty | DataRef::Error(_) => {}
        DataRef::Int(number) => {
            let _ = write!(text, "{number}");
        }
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            // Spreadsheets hold whole numbers as floats; below 10^15 the conversion is exact.
            #[expect(clippy::cast_possible_truncation, reason = "checked whole and small above")]
            let whole = *number as i64;
            let _ = write!(text, "{whole}");
        }
        DataRef::Float(number) => {
            let _ = write!(text, "{number}");
        }
        DataRef::String(words) | DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => {
            text.push_str(words);
        }
        DataRef::SharedString(words) => text.push_str(words),
        DataRef::Bool(yes) => text.push_str(if *yes { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(time) if time.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let _ = write!(text, "{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) != (0, 0, 0) {
                let _ = write!(text, "T{hour:02}:{minute:02}:{second:02}");
            }
        }
        DataRef::DateTime(time) => {
            let _ = write!(text, "{}", time.as_f64());
        }
    }
}

/// Refuses folders that unpack to too much or are no workbook.
fn examine<R: Read + Seek>(file: &mut R, limit: u64) -> Result<(), Fault> {
    let mut folder = zip::ZipArchive::new(BufReader::new(&mut *file)).map_err(zip_fault)?;
    if folder.len() > PARTS_MAX {
        let detail = format!("it has {} parts, more than any workbook", folder.len());
        return Err(Fault::Damaged { what: WHAT, detail });
    }
    if folder.index_for_name("xl/workbook.xml").is_none() {
        return Err(Fault::NotATable {
            looks: Some("a zip folder of something else; unpack it first"),
        });
    }
    if folder.decompressed_size().is_some_and(|size| size > u128::from(limit)) {
        return Err(Fault::TooLarge { limit });
    }
    let mut left = limit;
    for index in 0..folder.len() {
        let part = folder.by_index(index).map_err(zip_fault)?;
        let mut part = part.take(left.saturating_add(1));
        let size = io::copy(&mut part, &mut io::sink()).map_err(|error| {
            if error.kind() == io::ErrorKind::UnexpectedEof {
                return Fault::Cut { what: WHAT };
            }
            Fault::Damaged { what: WHAT, detail: error.to_string() }
        })?;
        left = left.checked_sub(size).ok_or(Fault::TooLarge { limit })?;
    }
    Ok(())
}

fn zip_fault(error: zip::result::ZipError) -> Fault {
    if let zip::result::ZipError::Io(error) = error {
        let cut = error.kind() == io::ErrorKind::UnexpectedEof;
        return if cut { Fault::Cut { what: WHAT } } else { Fault::from_io(error) };
    }
    Fault::Damaged { what: WHAT, detail: format!("{error}; it may have been cut") }
}

fn damaged(error: XlsxError) -> Fault {
    if matches!(error, XlsxError::Password) {
        return Fault::NotATable { looks: Some("a workbook with a password; save it without") };
    }
    if let XlsxError::Io(error) = error {
        return Fault::from_io(error);
    }
    Fault::Damaged { what: WHAT, detail: error.to_string() }
}
