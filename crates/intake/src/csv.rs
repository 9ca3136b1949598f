//! Rows of delimited text.
//!
//! The state machine is `csv-core`; this module adds what a hostile file needs: a bound on a row's bytes and cells, the line a
//! row begins on, and the detection of a quotation mark that the end of the file leaves open. An empty line is not a
//! row. Cells are not interpreted.

use crate::error::Fault;
use crate::row::Row;
use csv_core::ReadRecordResult;
use std::io::Read;

/// How many cells a row may have.
pub(crate) const CELLS_MAX: usize = 4096;
const CHUNK: usize = 64 << 10;

/// A delimiter between cells.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Delimiter {
    /// The candidate that stands most often in the header line.
    Detect,
    /// This one.
    Byte(u8),
}

/// Reads rows from text.
pub(crate) struct CsvRows<R> {
    input: R,
    core: csv_core::Reader,
    chunk: Box<[u8]>,
    from: usize,
    to: usize,
    ended: bool,
    line: u64,
    out: Vec<u8>,
    ends: Vec<usize>,
    limit: usize,
    encoding: &'static str,
}

impl<R: Read> CsvRows<R> {
    /// Begins to read; `header_row` is where to look for the delimiter.
    pub(crate) fn new(
        input: R,
        delimiter: Delimiter,
        header_row: u32,
        limit: usize,
        encoding: &'static str,
    ) -> Result<Self, Fault> {
        let mut rows = Self {
            input,
            core: csv_core::Reader::new(),
            chunk: vec![0; CHUNK].into(),
            from: 0,
            to: 0,
            ended: false,
            line: 1,
            out: vec![0; 2048],
            ends: vec![0; 64],
            limit,
            encoding,
        };
        rows.fill()?;
        let delimiter = match delimiter {
            Delimiter::Byte(byte) => byte,
            Delimiter::Detect => detect(rows.unread(), header_row),
        };
        rows.core = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        Ok(rows)
    }

    /// The next row, lent until the one after it.
    pub(crate) fn next(&mut self) -> Result<Option<Row<'_>>, Fault> {
        if !self.skip_empty_lines()? {
            return Ok(None);
        }
        let line = self.line;
        let (mut bytes, mut cells, mut quotes, mut at_end) = (0, 0, 0_usize, false);
        loop {
            let input = self.chunk.get(self.from..self.to).unwrap_or(&[]);
            let out = self.out.get_mut(bytes..).unwrap_or(&mut []);
            let ends = self.ends.get_mut(cells..).unwrap_or(&mut []);
            let (result, read, written, ended) = self.core.read_record(input, out, ends);
            at_end |= input.is_empty();
            // Two plain counts over a slice: the compiler makes vector code of them.
            let used = input.get(..read).unwrap_or(&[]);
            self.line += used.iter().filter(|b| **b == b'\n').count() as u64;
            quotes += used.iter().filter(|b| **b == b'"').count();
            self.from += read;
            bytes += written;
            cells += ended;
            match result {
                ReadRecordResult::InputEmpty => self.fill()?,
                ReadRecordResult::OutputFull if self.out.len() >= self.limit => {
                    let open_quote = quotes % 2 == 1;
                    return Err(Fault::RowTooLong { line, limit: self.limit, open_quote });
                }
                ReadRecordResult::OutputFull => {
                    self.out.resize((self.out.len() * 2).min(self.limit), 0);
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() >= CELLS_MAX => {
                    return Err(Fault::TooManyCells { line, limit: CELLS_MAX });
                }
                ReadRecordResult::OutputEndsFull => {
                    self.ends.resize((self.ends.len() * 2).min(CELLS_MAX), 0);
                }
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(None),
            }
        }
        if at_end && quotes % 2 == 1 {
            return Err(Fault::OpenQuote { line });
        }
        self.lend(line, bytes, cells).map(Some)
    }

    fn lend(&self, line: u64, bytes: usize, cells: usize) -> Result<Row<'_>, Fault> {
        let ends = self.ends.get(..cells).unwrap_or(&[]);
        let wrong = |at: usize| Fault::Encoding {
            line,
            column: Some(ends.partition_point(|end| *end <= at) + 1),
            encoding: self.encoding,
        };
        let text = std::str::from_utf8(self.out.get(..bytes).unwrap_or(&[]))
            .map_err(|error| wrong(error.valid_up_to()))?;
        Row::new(line, text, ends).map_err(|cell| Fault::Encoding {
            line,
            column: Some(cell + 1),
            encoding: self.encoding,
        })
    }

    /// Whether anything follows.
    fn skip_empty_lines(&mut self) -> Result<bool, Fault> {
        loop {
            match self.unread().first() {
                Some(b'\n') => {
                    self.line += 1;
                    self.from += 1;
                }
                Some(b'\r') => self.from += 1,
                Some(_) => return Ok(true),
                None if self.ended => return Ok(false),
                None => self.fill()?,
            }
        }
    }

    fn unread(&self) -> &[u8] {
        self.chunk.get(self.from..self.to).unwrap_or(&[])
    }

    /// Reads the next chunk; only when all of the last one is used.
    fn fill(&mut self) -> Result<(), Fault> {
        self.from = 0;
        self.to = 0;
        while !self.ended && self.to == 0 {
            match self.input.read(&mut self.chunk) {
                Ok(count) => {
                    self.to = count;
                    self.ended = count == 0;
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Fault::from_io(error)),
            }
        }
        Ok(())
    }
}

/// The candidate that stands most often, outside quotation marks, in the header line; a comma if none does.
fn detect(head: &[u8], header_row: u32) -> u8 {
    let skipped = header_row.saturating_sub(1) as usize;
    let line = head
        .split(|b| *b == b'\n')
        .filter(|line| line.iter().any(|b| !matches!(b, b'\r')))
        .nth(skipped)
        .unwrap_or(&[]);
    let mut best = (0, b',');
    for candidate in [b',', b';', b'\t', b'|'] {
        let mut quoted = false;
        let count = line
            .iter()
            .filter(|b| {
                quoted ^= **b == b'"';
                !quoted && **b == candidate
            })
            .count();
        if count > best.0 {
            best = (count, candidate);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Result<Vec<(u64, Vec<String>)>, Fault> {
        let mut rows = CsvRows::new(bytes, Delimiter::Detect, 1, 4096, "UTF-8")?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push((row.line, (0..row.len()).map(|i| row.cell(i).to_owned()).collect()));
        }
        Ok(all)
    }

    #[test]
    fn lines_are_counted_through_quotes_and_empty_lines() {
        let read = rows(b"a,b\r\n\r\n\"x\ny\",2\r\n\n3,4").unwrap();
        let lines: Vec<u64> = read.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 3, 6]);
        assert_eq!(read[1].1, ["x\ny", "2"]);
    }

    #[test]
    fn finds_the_delimiter_outside_quotes() {
        assert_eq!(rows(b"a;\"b,c,d\";e\n").unwrap()[0].1, ["a", "b,c,d", "e"]);
        assert_eq!(rows(b"a\tb\n").unwrap()[0].1, ["a", "b"]);
        assert_eq!(rows(b"alone\n").unwrap()[0].1, ["alone"]);
    }

    #[test]
    fn an_open_quote_at_the_end_is_a_cut_file() {
        assert!(matches!(rows(b"a,b\n1,\"cut"), Err(Fault::OpenQuote { line: 2 })));
        assert!(rows(b"a,b\n1,\"whole\"").is_ok());
    }

    #[test]
    fn an_endless_line_is_refused_in_bounded_memory() {
        let mut rows =
            CsvRows::new(std::io::repeat(b'x'), Delimiter::Detect, 1, 1 << 20, "UTF-8").unwrap();
        assert!(matches!(rows.next(), Err(Fault::RowTooLong { line: 1, open_quote: false, .. })));
        let mut rows =
            CsvRows::new(std::io::repeat(b','), Delimiter::Detect, 1, 1 << 20, "UTF-8").unwrap();
        assert!(matches!(rows.next(), Err(Fault::TooManyCells { line: 1, .. })));
    }

    #[test]
    fn bytes_that_are_no_text_name_line_and_column() {
        let wrong = rows(b"a,b\n1,caf\xE9\n");
        assert!(matches!(wrong, Err(Fault::Encoding { line: 2, column: Some(2), .. })));
        // A character cut by a delimiter is valid only when the two cells are glued together.
        let wrong = rows(b"a,b\n\xC3,\xA9\n");
        assert!(matches!(wrong, Err(Fault::Encoding { line: 2, column: Some(1), .. })));
    }
}
