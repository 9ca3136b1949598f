//! Records in the order of their keys, however many there are.
//!
//! Records are kept in memory up to a bound; beyond it they are sorted and put aside in files without a name, which the operating
//! system removes by itself even when the program is killed. Reading merges the files. Records of one key come in the order in
//! which they were given, on disk or not, so the result does not tell how much memory there was. What the bytes mean
//! is not known here.

use crate::error::Fault;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Records lie in pages, so that growing never copies what is there.
const PAGE: usize = 1 << 18;
/// Files that are open at once; more are merged into one.
const FILES_MAX: usize = if cfg!(test) { 4 } else { 32 };

/// Where a record lies.
#[derive(Copy, Clone)]
pub(crate) struct Entry {
    page: u32,
    at: u32,
    key: u32,
    length: u32,
}

/// Takes records.
pub(crate) struct Sorter {
    pages: Vec<Vec<u8>>,
    entries: Vec<Entry>,
    bytes: usize,
    limit: usize,
    folder: Option<PathBuf>,
    files: Vec<File>,
}

impl Sorter {
    /// Keeps about `limit` bytes in memory; files go to the folder, or else where temporary files go.
    pub(crate) fn new(limit: usize, folder: Option<&Path>) -> Self {
        Self {
            pages: Vec::new(),
            entries: Vec::new(),
            bytes: 0,
            limit,
            folder: folder.map(Path::to_owned),
            files: Vec::new(),
        }
    }

    /// Adds a record.
    pub(crate) fn push(&mut self, key: &[u8], record: &[u8]) -> Result<(), Fault> {
        let size = key.len() + record.len();
        if self.bytes + size > self.limit && !self.entries.is_empty() {
            self.put_aside().map_err(Fault::Spill)?;
        }
        if self.pages.last().is_none_or(|page| page.len() + size > PAGE) {
            self.pages.push(Vec::with_capacity(PAGE.max(size)));
            self.bytes += PAGE.max(size);
        }
        let number = self.pages.len() - 1;
        let Some(page) = self.pages.last_mut() else { return Ok(()) };
        let small = |number: usize| {
            u32::try_from(number)
                .map_err(|_| Fault::Spill(io::Error::other("a record is too long")))
        };
        let entry = Entry {
            page: small(number)?,
            at: small(page.len())?,
            key: small(key.len())?,
            length: small(record.len())?,
        };
        page.extend_from_slice(key);
        page.extend_from_slice(record);
        self.entries.push(entry);
        self.bytes += size_of::<Entry>();
        Ok(())
    }

    /// All records, sorted.
    pub(crate) fn finish(mut self) -> Result<Sorted, Fault> {
        if self.files.is_empty() {
            self.sort();
            let Self { pages, entries, .. } = self;
            return Ok(Sorted::Memory { pages, entries: entries.into_iter() });
        }
        self.put_aside().map_err(Fault::Spill)?;
        Merge::of(self.files).map(Sorted::Disk).map_err(Fault::Spill)
    }

    fn sort(&mut self) {
        let pages = &self.pages;
        // Stable: records of one key stay in their order.
        self.entries.sort_by(|a, b| parts(pages, *a).0.cmp(parts(pages, *b).0));
    }

    fn put_aside(&mut self) -> io::Result<()> {
        self.sort();
        let mut file = BufWriter::new(self.file()?);
        for entry in &self.entries {
            let (key, record) = parts(&self.pages, *entry);
            write(&mut file, key, record)?;
        }
        self.files.push(rewound(file)?);
        (self.bytes, self.pages, self.entries) = (0, Vec::new(), Vec::new());
        if self.files.len() < FILES_MAX {
            return Ok(());
        }
        let mut merge = Merge::of(std::mem::take(&mut self.files))?;
        let mut file = BufWriter::new(self.file()?);
        let (mut key, mut record) = (Vec::new(), Vec::new());
        while merge.next(&mut key, &mut record)? {
            write(&mut file, &key, &record)?;
        }
        self.files.push(rewound(file)?);
        Ok(())
    }

    fn file(&self) -> io::Result<File> {
        match &self.folder {
            Some(folder) => tempfile::tempfile_in(folder),
            None => tempfile::tempfile(),
        }
    }
}

fn parts(pages: &[Vec<u8>], entry: Entry) -> (&[u8], &[u8]) {
    let at = entry.at as usize;
    let middle = at + entry.key as usize;
    let page = pages.get(entry.page as usize).map_or(&[][..], Vec::as_slice);
    let bytes = |range: std::ops::Range<usize>| page.get(range).unwrap_or(&[]);
    (bytes(at..middle), bytes(middle..middle + entry.length as usize))
}

fn write(file: &mut impl Write, key: &[u8], record: &[u8]) -> io::Result<()> {
    for part in [key, record] {
        // Both were counted in 32 bits when they came in.
        file.write_all(&(part.len() as u32).to_le_bytes())?;
    }
    file.write_all(key)?;
    file.write_all(record)
}

fn rewound(file: BufWriter<File>) -> io::Result<File> {
    let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

/// Gives records back, in the order of their keys.
pub(crate) enum Sorted {
    Memory { pages: Vec<Vec<u8>>, entries: std::vec::IntoIter<Entry> },
    Disk(Merge),
}

impl Sorted {
    /// Reads the next record into the two buffers; false at the end.
    pub(crate) fn next(&mut self, key: &mut Vec<u8>, record: &mut Vec<u8>) -> Result<bool, Fault> {
        match self {
            Self::Memory { pages, entries } => {
                let Some(entry) = entries.next() else { return Ok(false) };
                let (k, r) = parts(pages, entry);
                key.clear();
                key.extend_from_slice(k);
                record.clear();
                record.extend_from_slice(r);
                Ok(true)
            }
            Self::Disk(merge) => merge.next(key, record).map_err(Fault::Spill),
        }
    }
}

/// Several sorted files as one.
pub(crate) struct Merge {
    files: Vec<BufReader<File>>,
    /// The next record of each file that has one. Of equal keys, the earlier file's comes first.
    next: BinaryHeap<Reverse<Next>>,
}

/// Key, number of the file, record: ordered so.
type Next = (Vec<u8>, usize, Vec<u8>);

impl Merge {
    fn of(files: Vec<File>) -> io::Result<Self> {
        let files = files.into_iter().map(BufReader::new).collect();
        let mut merge = Self { files, next: BinaryHeap::new() };
        for number in 0..merge.files.len() {
            merge.read(number)?;
        }
        Ok(merge)
    }

    fn read(&mut self, number: usize) -> io::Result<()> {
        let Some(file) = self.files.get_mut(number) else { return Ok(()) };
        let mut lengths = [0; 8];
        if file.fill_buf()?.is_empty() {
            return Ok(());
        }
        file.read_exact(&mut lengths)?;
        let [a, b, c, d, e, f, g, h] = lengths;
        let mut part = |length: [u8; 4]| -> io::Result<Vec<u8>> {
            let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
            file.read_exact(&mut bytes)?;
            Ok(bytes)
        };
        let (key, record) = (part([a, b, c, d])?, part([e, f, g, h])?);
        self.next.push(Reverse((key, number, record)));
        Ok(())
    }

    fn next(&mut self, key: &mut Vec<u8>, record: &mut Vec<u8>) -> io::Result<bool> {
        let Some(Reverse((k, number, r))) = self.next.pop() else { return Ok(false) };
        (*key, *record) = (k, r);
        self.read(number)?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Pair = (Vec<u8>, Vec<u8>);

    /// Sorted records, and whether it took the disk.
    fn sorted(records: &[Pair], limit: usize) -> (Vec<Pair>, bool) {
        let mut sorter = Sorter::new(limit, None);
        for (key, record) in records {
            sorter.push(key, record).unwrap();
        }
        let mut sorted = sorter.finish().unwrap();
        let (mut key, mut record, mut all) = (Vec::new(), Vec::new(), Vec::new());
        while sorted.next(&mut key, &mut record).unwrap() {
            all.push((key.clone(), record.clone()));
        }
        (all, matches!(sorted, Sorted::Disk(_)))
    }

    #[test]
    fn disk_and_memory_give_the_same_order() {
        let mut seed = 65_212_u64;
        let mut dice = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 40) as u32
        };
        let records: Vec<Pair> = (0..20_000_u32)
            .map(|number| {
                let key = format!("{}", dice() % 500).into_bytes();
                let mut record = number.to_le_bytes().to_vec();
                record.resize(4 + (dice() % 700) as usize, b'x');
                (key, record)
            })
            .collect();
        let mut wanted = records.clone();
        wanted.sort_by(|a, b| a.0.cmp(&b.0));
        let (memory, disk) = sorted(&records, 1 << 30);
        assert!(memory == wanted && !disk);
        // So little memory that the files are merged on the way: some 7 MB in pages of 256 KiB.
        let (spilled, disk) = sorted(&records, 1 << 19);
        assert!(spilled == wanted && disk);
    }

    #[test]
    fn a_record_larger_than_the_bound_is_kept_all_the_same() {
        let records = vec![(b"b".to_vec(), vec![1; 1 << 20]), (b"a".to_vec(), Vec::new())];
        let (all, _) = sorted(&records, 1 << 10);
        assert!(all[0].0 == b"a" && all[1] == records[0]);
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let mut sorter = Sorter::new(1, Some(Path::new("/nowhere/at/all")));
        sorter.push(b"a", b"1").unwrap();
        assert!(matches!(sorter.push(b"b", b"2"), Err(Fault::Spill(_))));
    }
}
