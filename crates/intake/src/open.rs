//! Opening a file: what it is, by its contents and never by its name.
//!
//! A [`Source`] is a file that has been found readable, with its header. The rows come later, through [`Source::each`]. Special
//! files (pipes, devices) are refused because they may never end.

use crate::csv::CsvRows;
use crate::encoding::{self, Decoded};
use crate::error::{Fault, IntakeError};
use crate::gz::{self, Bounded, Unzipped};
use crate::mapping::{FileOptions, Format, Mapping};
use crate::row::Row;
use crate::xlsx::Sheet;
use crate::{parquet, xlsx};
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const HEAD: usize = 64 << 10;

type Text = CsvRows<Box<dyn Read + Send>>;

enum Rows {
    Text(Box<Text>),
    Sheet(Box<Sheet<File>>),
    Parquet(Box<parquet::Table>),
}

/// A file that has been found readable.
pub struct Source {
    path: String,
    rows: Rows,
    headers: Vec<String>,
    header_row: u32,
    /// What it was found to be, for the report.
    kind: String,
    size: Option<u64>,
    done: Arc<AtomicU64>,
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source")
            .field("path", &self.path)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// Opens a file. The mapping says what to expect; where it leaves it open, the contents decide.
pub fn open(path: &Path, mapping: &Mapping) -> Result<Source, IntakeError> {
    let name = path.display().to_string();
    open_with(path, &name, mapping.file())
}

pub(crate) fn open_with(
    path: &Path,
    name: &str,
    options: &FileOptions,
) -> Result<Source, IntakeError> {
    let opened =
        regular(path).and_then(|(file, size)| Source::from_file(name, file, size, options));
    opened.map_err(|fault| IntakeError::new(name, fault))
}

fn regular(path: &Path) -> Result<(File, u64), Fault> {
    // Looked at before it is opened: opening a pipe that nobody writes to would wait for ever.
    let kind = std::fs::metadata(path).map_err(Fault::from_io)?;
    if kind.is_dir() {
        return Err(Fault::Folder);
    }
    if !kind.is_file() {
        return Err(Fault::NotAFile);
    }
    Ok((File::open(path).map_err(Fault::from_io)?, kind.len()))
}

impl Source {
    /// Reads delimited text, or gzip of it, from anywhere. For tests and for input that is not a file.
    pub fn from_reader(
        name: &str,
        mut reader: Box<dyn Read + Send>,
        mapping: &Mapping,
    ) -> Result<Self, IntakeError> {
        let opened = read_head(&mut reader).and_then(|head| {
            if head.is_empty() {
                return Err(Fault::Empty);
            }
            let whole = Cursor::new(head.clone()).chain(reader);
            Self::from_text(name, &head, Box::new(whole), None, mapping.file())
        });
        opened.map_err(|fault| IntakeError::new(name, fault))
    }

    /// Reads a file of any format that is held in memory: an upload, a test.
    pub fn from_bytes(name: &str, bytes: &[u8], mapping: &Mapping) -> Result<Self, IntakeError> {
        let opened = gz::spill(bytes)
            .and_then(|file| Self::from_file(name, file, bytes.len() as u64, mapping.file()));
        opened.map_err(|fault| IntakeError::new(name, fault))
    }

    fn from_file(
        name: &str,
        mut file: File,
        size: u64,
        options: &FileOptions,
    ) -> Result<Self, Fault> {
        let head = read_head(&mut file)?;
        file.seek(SeekFrom::Start(0)).map_err(Fault::Io)?;
        if head.is_empty() {
            return Err(Fault::Empty);
        }
        if !head.starts_with(&gz::MAGIC) {
            return Self::from_plain(name, &head, file, size, options);
        }
        let inner = read_head(&mut Unzipped::new(head.as_slice())).or_else(|fault| {
            // The head of a longer file always looks cut; what can be unpacked of it shows what it is.
            let longer = (head.len() as u64) < size;
            if longer && matches!(fault, Fault::Cut { .. }) { read_some(&head) } else { Err(fault) }
        })?;
        if inner.starts_with(&gz::MAGIC) {
            return Err(Fault::NotATable {
                looks: Some("a gzip file inside a gzip file; unpack it once"),
            });
        }
        if inner.starts_with(&xlsx::MAGIC) || inner.starts_with(&parquet::MAGIC) {
            let file = gz::unpack(file, options.max_unpacked)?;
            return Self::from_plain(name, &inner, file, size, options);
        }
        Self::from_text(name, &head, Box::new(file), Some(size), options)
    }

    fn from_plain(
        name: &str,
        head: &[u8],
        file: File,
        size: u64,
        options: &FileOptions,
    ) -> Result<Self, Fault> {
        if head.starts_with(&xlsx::MAGIC) {
            expect_format(options.format, Format::Xlsx)?;
            let mut sheet =
                Sheet::open(file, options.sheet.as_deref(), options.max_unpacked, options.max_row)?;
            let headers = sheet_headers(&mut sheet, options.header_row)?;
            return Ok(Self::new(
                name,
                Rows::Sheet(Box::new(sheet)),
                headers,
                options,
                "XLSX",
                Some(size),
            ));
        }
        if head.starts_with(&parquet::MAGIC) {
            expect_format(options.format, Format::Parquet)?;
            let table = parquet::Table::open(file, options.max_unpacked, options.max_row)?;
            let headers = table.headers();
            return Ok(Self::new(
                name,
                Rows::Parquet(Box::new(table)),
                headers,
                options,
                "Parquet",
                Some(size),
            ));
        }
        Self::from_text(name, head, Box::new(file), Some(size), options)
    }

    fn from_text(
        name: &str,
        head: &[u8],
        reader: Box<dyn Read + Send>,
        size: Option<u64>,
        options: &FileOptions,
    ) -> Result<Self, Fault> {
        if let Some(looks) = other_formats(head) {
            return Err(Fault::NotATable { looks: Some(looks) });
        }
        expect_format(options.format, Format::Csv)?;
        let done = Arc::new(AtomicU64::new(0));
        let counted = Counted { inner: reader, done: Arc::clone(&done) };
        let zipped = head.starts_with(&gz::MAGIC);
        let mut plain: Box<dyn Read + Send> = if zipped {
            Box::new(Bounded::new(Unzipped::new(counted), options.max_unpacked))
        } else {
            Box::new(counted)
        };
        let start = read_head(&mut plain)?;
        if start.is_empty() {
            return Err(Fault::Empty);
        }
        let choice = encoding::choose(&start, options.encoding)?;
        let mut start = Cursor::new(start);
        start.set_position(choice.mark as u64);
        let text = start.chain(plain);
        let utf_8 = choice.encoding == encoding_rs::UTF_8;
        let text: Box<dyn Read + Send> =
            if utf_8 { Box::new(text) } else { Box::new(Decoded::new(text, choice.encoding)) };
        let encoding = choice.encoding.name();
        let mut rows =
            CsvRows::new(text, options.delimiter, options.header_row, options.max_row, encoding)?;
        let headers = text_headers(&mut rows, options.header_row)?;
        let packed = if zipped { ", gzip" } else { "" };
        let guessed = if choice.guessed { " (guessed)" } else { "" };
        let kind = format!("text in {encoding}{guessed}{packed}");
        let mut source = Self::new(name, Rows::Text(Box::new(rows)), headers, options, &kind, size);
        source.done = done;
        Ok(source)
    }

    fn new(
        path: &str,
        rows: Rows,
        headers: Vec<String>,
        options: &FileOptions,
        kind: &str,
        size: Option<u64>,
    ) -> Self {
        Self {
            path: path.to_owned(),
            rows,
            headers,
            header_row: options.header_row,
            kind: kind.to_owned(),
            size,
            done: Arc::default(),
        }
    }

    /// The file's name as it was given.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The headers of its columns.
    #[must_use]
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// What it was found to be: `text in UTF-8`, `XLSX` …
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Its size on disk, if it has one.
    #[must_use]
    pub const fn size(&self) -> Option<u64> {
        self.size
    }

    /// How many bytes of it have been read, for a progress bar that another thread may draw. Stays zero for formats
    /// that are not read from front to end.
    #[must_use]
    pub fn progress(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.done)
    }

    /// Whether cells that are missing at the end of a row are empty cells: spreadsheets do not store those.
    pub(crate) const fn pads(&self) -> bool {
        matches!(self.rows, Rows::Sheet(_))
    }

    /// The table, if it is a Parquet file: its columns can be read one by one.
    pub(crate) const fn parquet(&self) -> Option<&parquet::Table> {
        match &self.rows {
            Rows::Parquet(table) => Some(table),
            Rows::Text(_) | Rows::Sheet(_) => None,
        }
    }

    pub(crate) const fn header_row(&self) -> u32 {
        self.header_row
    }

    /// Hands every row to `each`; `wanted` are the columns that are looked at.
    pub(crate) fn each(
        self,
        wanted: &[usize],
        each: &mut dyn FnMut(Row<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        match self.rows {
            Rows::Text(mut rows) => {
                while let Some(row) = rows.next()? {
                    each(row)?;
                }
                Ok(())
            }
            Rows::Sheet(mut sheet) => {
                let mut skip = self.header_row;
                sheet.each(&mut |row| {
                    if skip > 0 {
                        skip -= 1;
                    } else {
                        each(row)?;
                    }
                    Ok(true)
                })
            }
            Rows::Parquet(table) => table.each(wanted, each),
        }
    }
}

fn text_headers(rows: &mut Text, header_row: u32) -> Result<Vec<String>, Fault> {
    for _ in 1..header_row {
        rows.next()?;
    }
    let row = rows.next()?.ok_or(Fault::NoHeader { row: header_row })?;
    Ok(cells(row))
}

fn sheet_headers(sheet: &mut Sheet<File>, header_row: u32) -> Result<Vec<String>, Fault> {
    let mut headers = None;
    let mut seen = 0;
    sheet.each(&mut |row| {
        seen += 1;
        if seen == header_row {
            headers = Some(cells(row));
        }
        Ok(seen < header_row)
    })?;
    headers.ok_or(Fault::NoHeader { row: header_row })
}

fn cells(row: Row<'_>) -> Vec<String> {
    (0..row.len()).map(|cell| row.cell(cell).to_owned()).collect()
}

fn expect_format(wanted: Format, found: Format) -> Result<(), Fault> {
    if wanted == Format::Detect || wanted == found {
        return Ok(());
    }
    Err(Fault::OtherFormat { wanted: wanted.word(), found: found.word() })
}

fn other_formats(head: &[u8]) -> Option<&'static str> {
    let known: [(&[u8], &str); 9] = [
        (
            &xlsx::OLD_MAGIC,
            "an old Excel workbook (.xls) or one with a password; save it as .xlsx or CSV, without a password",
        ),
        (&xlsx::MAGIC, "a spreadsheet, which must be a file that can be read back and forth"),
        (&parquet::MAGIC, "a Parquet file, which must be a file that can be read back and forth"),
        (b"%PDF", "a PDF; ask for the table it was made from"),
        (b"BZh", "a bzip2 file; unpack it first"),
        (&[0xFD, b'7', b'z', b'X', b'Z'], "an xz file; unpack it first"),
        (&[0x28, 0xB5, 0x2F, 0xFD], "a zstd file; unpack it first"),
        (b"7z\xBC\xAF", "a 7z folder; unpack it first"),
        (b"SQLite format 3\0", "an SQLite database; export the table as CSV"),
    ];
    known.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, looks)| *looks)
}

/// The first block of a reader; shorter only at its end.
fn read_head(reader: &mut dyn Read) -> Result<Vec<u8>, Fault> {
    let mut head = Vec::new();
    reader.take(HEAD as u64).read_to_end(&mut head).map_err(Fault::from_io)?;
    Ok(head)
}

/// What can be unpacked of the first block of a longer file.
fn read_some(packed: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut unzipped = Unzipped::new(packed);
    let mut some = vec![0; 8];
    let mut filled = 0;
    while let Some(rest) = some.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match unzipped.read(rest) {
            Ok(0) | Err(_) => break,
            Ok(count) => filled += count,
        }
    }
    some.truncate(filled);
    Ok(some)
}

/// Counts what has been read.
struct Counted {
    inner: Box<dyn Read + Send>,
    done: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.done.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
