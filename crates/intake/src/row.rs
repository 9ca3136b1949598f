//! One row of any file: cells of text in one buffer.
//!
//! Every format is brought to this form, so that a mapping means the same for a CSV file, a spreadsheet and a Parquet
//! file. Rows are lent, not given: the reader keeps the buffer. This module does not know what a cell means.

/// A row lent by a reader.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Row<'a> {
    /// The line of the file it begins on (spreadsheet: its row; Parquet: its number, from 1).
    pub(crate) line: u64,
    text: &'a str,
    /// Where each cell ends in `text`; checked to be ascending character boundaries by [`Row::new`].
    ends: &'a [usize],
}

impl<'a> Row<'a> {
    /// A row, unless a boundary between two cells cuts a character: the index of the cell that is cut.
    pub(crate) fn new(line: u64, text: &'a str, ends: &'a [usize]) -> Result<Self, usize> {
        let mut before = 0;
        for (cell, end) in ends.iter().enumerate() {
            if *end < before || !text.is_char_boundary(*end) {
                return Err(cell);
            }
            before = *end;
        }
        Ok(Self { line, text, ends })
    }

    /// How many cells it has.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell, trimmed; empty if the row has no such cell.
    pub(crate) fn cell(&self, index: usize) -> &'a str {
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        match (start, self.ends.get(index)) {
            (Some(start), Some(end)) => trimmed(self.text.get(start..*end).unwrap_or("")),
            _ => "",
        }
    }

    /// Whether a character stands anywhere in the row.
    pub(crate) fn contains(&self, character: char) -> bool {
        self.text.contains(character)
    }

    /// The cells from this one on are empty.
    pub(crate) fn is_empty_from(&self, index: usize) -> bool {
        (index..self.len()).all(|cell| self.cell(cell).is_empty())
    }
}

/// Without the blanks around it. Most cells have none, and two bytes tell.
fn trimmed(cell: &str) -> &str {
    let solid = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    let bytes = cell.as_bytes();
    if solid(bytes.first()) && solid(bytes.last()) { cell } else { cell.trim() }
}

/// Builds rows cell by cell, for formats that are not text themselves.
#[derive(Default, Debug)]
pub(crate) struct RowBuffer {
    text: String,
    ends: Vec<usize>,
}

impl RowBuffer {
    /// Forgets the row.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// How many bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// How many cells it holds.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds a cell written by `write`.
    pub(crate) fn cell(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.text);
        self.ends.push(self.text.len());
    }

    /// Adds empty cells until there are `count`.
    pub(crate) fn pad(&mut self, count: usize) {
        if self.ends.len() < count {
            self.ends.resize(count, self.text.len());
        }
    }

    /// Lends the row.
    pub(crate) fn row(&self, line: u64) -> Row<'_> {
        Row { line, text: &self.text, ends: &self.ends }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_trimmed_and_total() {
        let row = Row::new(7, " a  b", &[3, 5, 5]).unwrap();
        assert_eq!((row.len(), row.line), (3, 7));
        assert_eq!((row.cell(0), row.cell(1), row.cell(2), row.cell(9)), ("a", "b", "", ""));
        assert!(row.is_empty_from(2) && !row.is_empty_from(1));
    }

    #[test]
    fn a_boundary_inside_a_character_is_found() {
        assert_eq!(Row::new(1, "aé", &[2, 3]).unwrap_err(), 0);
        assert_eq!(Row::new(1, "ab", &[2, 1]).unwrap_err(), 1);
    }
}
