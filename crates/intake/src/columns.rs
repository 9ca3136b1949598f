//! Tables read without a mapping: for counting, where a record is a few cells and nothing else.
//!
//! [`open_table`] finds out what a file is; [`Source::rows`] lends its rows one by one, whatever the format; [`ByColumn::each`] lends a column
//! of a Parquet file in runs of places in a list of distinct texts, which is how such files keep words, so that a word is
//! looked up once and not once a row. Columns may be read side by side: nothing here moves a shared position. What a
//! cell means is not decided here.

use crate::error::{Fault, IntakeError};
use crate::guard::guarded;
use crate::mapping::FileOptions;
use crate::open::{Source, open_with};
use crate::parquet::{fault, is_readable, write_value};
use crate::row::Row;
use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use ::parquet::file::reader::{ChunkReader, Length};
use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{Array, ArrayRef, StringArray};
use arrow_schema::{DataType, Field, Schema};
use bytes::Bytes;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex};

/// Rows of a run.
const RUN: usize = 1 << 16;

/// Opens a file as a table with a header on its first row.
pub fn open_table(path: &Path) -> Result<Source, IntakeError> {
    open_with(path, &path.display().to_string(), &FileOptions::default())
}

/// Why reading stopped: the file, or whoever reads it.
#[derive(Debug)]
pub enum Stopped<E> {
    /// The file cannot be read.
    File(IntakeError),
    /// The reader has had enough.
    Reader(E),
}

/// A row lent for a moment.
#[derive(Copy, Clone, Debug)]
pub struct Cells<'a>(Row<'a>);

impl<'a> Cells<'a> {
    /// A cell, without the blanks around it; empty if the row has no such cell.
    #[must_use]
    pub fn get(&self, column: usize) -> &'a str {
        self.0.cell(column)
    }

    /// The line it begins on.
    #[must_use]
    pub const fn line(&self) -> u64 {
        self.0.line
    }
}

/// Some rows of one column, as places in a list of texts.
pub struct Run<'a> {
    texts: Texts<'a>,
    fresh: bool,
    keys: &'a [u32],
}

enum Texts<'a> {
    Arrow(&'a StringArray),
    Own(&'a [String]),
}

impl Run<'_> {
    /// The place of a row that has no value.
    pub const NONE: u32 = u32::MAX;

    /// How many texts there are.
    #[must_use]
    pub fn texts(&self) -> usize {
        match &self.texts {
            Texts::Arrow(texts) => texts.len(),
            Texts::Own(texts) => texts.len(),
        }
    }

    /// One of the texts; empty where there is none.
    #[must_use]
    pub fn text(&self, at: usize) -> &str {
        match &self.texts {
            Texts::Arrow(texts) if at < texts.len() && texts.is_valid(at) => texts.value(at).trim(),
            Texts::Arrow(_) => "",
            Texts::Own(texts) => texts.get(at).map_or("", |text| text.trim()),
        }
    }

    /// Whether the texts are others than those of the run before.
    #[must_use]
    pub const fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// For every row the place of its text, below [`Run::texts`], or [`Run::NONE`].
    #[must_use]
    pub const fn keys(&self) -> &[u32] {
        self.keys
    }
}

impl Source {
    /// Whether its columns can be read one by one, see [`Source::by_column`].
    #[must_use]
    pub const fn has_columns(&self) -> bool {
        self.parquet().is_some()
    }

    /// The columns of a Parquet file, for any number of threads; nothing of other files.
    #[must_use]
    pub fn by_column(&self) -> Option<ByColumn<'_>> {
        Some(ByColumn { table: self.parquet()?, path: self.path() })
    }

    /// Lends every row; `wanted` are the columns that are looked at.
    pub fn rows<E>(
        self,
        wanted: &[usize],
        each: &mut dyn FnMut(Cells<'_>) -> Result<(), E>,
    ) -> Result<(), Stopped<E>> {
        let path = self.path().to_owned();
        let mut own = None;
        let read = self.each(wanted, &mut |row| {
            each(Cells(row)).map_err(|error| {
                own = Some(error);
                // Never seen: it only ends the loop.
                Fault::Empty
            })
        });
        match (read, own) {
            (_, Some(error)) => Err(Stopped::Reader(error)),
            (Err(fault), None) => Err(Stopped::File(IntakeError::new(&path, fault))),
            (Ok(()), None) => Ok(()),
        }
    }
}

/// A Parquet file, column by column.
#[derive(Copy, Clone)]
pub struct ByColumn<'s> {
    table: &'s crate::parquet::Table,
    path: &'s str,
}

impl ByColumn<'_> {
    /// Lends one column, in order.
    pub fn each<E>(
        &self,
        column: usize,
        each: &mut dyn FnMut(Run<'_>) -> Result<(), E>,
    ) -> Result<(), Stopped<E>> {
        let (file, metadata, turn) = self.table.parts();
        let wrong = |fault| Stopped::File(IntakeError::new(self.path, fault));
        let mut reader = open_column((file, turn), metadata, column).map_err(wrong)?;
        let mut runs = Runs::default();
        loop {
            let batch = guarded(|| reader.next().transpose().map_err(|error| fault(error.into())));
            let Some(batch) = batch.map_err(wrong)? else { return Ok(()) };
            let Some(array) = batch.columns().first() else { return Ok(()) };
            each(runs.take(array)).map_err(Stopped::Reader)?;
        }
    }
}

type Batches = ::parquet::arrow::arrow_reader::ParquetRecordBatchReader;

fn open_column(
    (file, turn): (&File, &Arc<Mutex<()>>),
    metadata: &ArrowReaderMetadata,
    column: usize,
) -> Result<Batches, Fault> {
    let field = metadata.schema().fields().get(column);
    if let Some(field) = field.filter(|field| !is_readable(field.data_type())) {
        let (header, kind) = (field.name().clone(), field.data_type().to_string());
        return Err(Fault::ColumnType { header, kind });
    }
    let shared = Shared {
        size: file.metadata().map_err(Fault::Io)?.len(),
        file: Arc::new(file.try_clone().map_err(Fault::Io)?),
        turn: Arc::clone(turn),
    };
    guarded(|| {
        // Words come as they are kept: each once, with a number a row.
        let fields = metadata.schema().fields().iter().map(|field| {
            if *field.data_type() != DataType::Utf8 {
                return Arc::clone(field);
            }
            let words = DataType::Dictionary(DataType::Int32.into(), DataType::Utf8.into());
            Arc::new(Field::clone(field).with_data_type(words))
        });
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let options = ArrowReaderOptions::new().with_schema(schema);
        let metadata = ArrowReaderMetadata::try_new(Arc::clone(metadata.metadata()), options)
            .map_err(fault)?;
        let mask = ProjectionMask::roots(metadata.parquet_schema(), [column]);
        ParquetRecordBatchReaderBuilder::new_with_metadata(shared, metadata)
            .with_projection(mask)
            .with_batch_size(RUN)
            .build()
            .map_err(fault)
    })
}

/// Brings arrays to runs; keeps the buffers.
#[derive(Default)]
struct Runs {
    keys: Vec<u32>,
    texts: Vec<String>,
    words: Option<ArrayRef>,
    known: HashMap<String, u32>,
}

impl Runs {
    fn take(&mut self, array: &ArrayRef) -> Run<'_> {
        self.keys.clear();
        let words = array
            .as_dictionary_opt::<Int32Type>()
            .and_then(|dictionary| Some((dictionary, dictionary.values().as_string_opt::<i32>()?)));
        let Some((dictionary, texts)) = words else { return self.by_value(array) };
        let entries = texts.len();
        self.keys.extend(dictionary.keys().iter().map(|key| {
            let key = key.and_then(|key| u32::try_from(key).ok());
            key.filter(|key| (*key as usize) < entries).unwrap_or(Run::NONE)
        }));
        let before = self.words.replace(Arc::clone(dictionary.values()));
        let fresh =
            before.is_none_or(|before| !before.to_data().ptr_eq(&dictionary.values().to_data()));
        let texts = self.words.as_ref().and_then(|words| words.as_string_opt::<i32>());
        match texts {
            Some(texts) => Run { texts: Texts::Arrow(texts), fresh, keys: &self.keys },
            None => Run { texts: Texts::Own(&[]), fresh, keys: &self.keys },
        }
    }

    /// Numbers, days and truth values: written out, each distinct text once a run.
    fn by_value(&mut self, array: &ArrayRef) -> Run<'_> {
        self.texts.clear();
        self.known.clear();
        let mut text = String::new();
        for row in 0..array.len() {
            if array.is_null(row) {
                self.keys.push(Run::NONE);
                continue;
            }
            text.clear();
            write_value(&mut text, array, row);
            let key = match self.known.get(text.as_str()) {
                Some(key) => *key,
                None => {
                    let key = self.texts.len() as u32;
                    self.texts.push(text.clone());
                    self.known.insert(text.clone(), key);
                    key
                }
            };
            self.keys.push(key);
        }
        Run { texts: Texts::Own(&self.texts), fresh: true, keys: &self.keys }
    }
}

/// A file that several readers read: the position is set under a lock, for every piece anew.
#[derive(Clone)]
struct Shared {
    file: Arc<File>,
    turn: Arc<Mutex<()>>,
    size: u64,
}

impl Shared {
    fn piece(&self, start: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let _turn = self.turn.lock().map_err(|_| io::Error::other("a reader stopped"))?;
        let mut file = &*self.file;
        file.seek(SeekFrom::Start(start))?;
        file.read(buffer)
    }
}

impl Length for Shared {
    fn len(&self) -> u64 {
        self.size
    }
}

impl ChunkReader for Shared {
    type T = BufReader<Piece>;

    fn get_read(&self, start: u64) -> ::parquet::errors::Result<Self::T> {
        Ok(BufReader::with_capacity(1 << 10, Piece { from: self.clone(), at: start }))
    }

    fn get_bytes(&self, start: u64, length: usize) -> ::parquet::errors::Result<Bytes> {
        if start.checked_add(length as u64).is_none_or(|end| end > self.size) {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        let mut bytes = vec![0; length];
        Piece { from: self.clone(), at: start }.read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}

/// A file from one place on.
struct Piece {
    from: Shared,
    at: u64,
}

impl Read for Piece {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.piece(self.at, buffer)?;
        self.at += count as u64;
        Ok(count)
    }
}
