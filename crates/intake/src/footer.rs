//! A look at the footer of a Parquet file before anybody trusts its counts.
//!
//! The footer is a Thrift structure in compact form. The reader that we use skips what it does not know, and takes elements that
//! are truth values for nothing at all: a hundred bytes that claim two thousand million of them keep it busy for seconds, and
//! many such lists for hours (found by the fuzzer). No footer has a list of truth values, so a file with one is refused here, and so is
//! one that is no such structure at all. What the footer says is not understood here, and that leaves a gap: the reader
//! takes known fields for what they should be, whatever type they claim, so a footer made for it could still be one thing here and
//! another there.

use crate::parquet::MAGIC;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// Structures are not nested deeper than this in any footer.
const DEPTH_MAX: u32 = 24;

/// Why a footer is not to be read.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Unsound {
    /// It ends early, or has a type that there is not.
    Broken,
    /// It would be read for ever.
    Hostile,
}

impl Unsound {
    /// For people.
    pub(crate) const fn detail(self) -> &'static str {
        match self {
            Self::Broken => "its footer makes no sense",
            Self::Hostile => "its footer claims more than it can hold",
        }
    }
}

/// Whether the footer of a file may be read. A file that does not end as one is left to the reader, who says so at once.
pub(crate) fn check(file: &mut File) -> io::Result<Result<(), Unsound>> {
    const TAIL: u64 = 8;
    let size = file.seek(SeekFrom::End(0))?;
    let Some(before_tail) = size.checked_sub(TAIL) else { return Ok(Ok(())) };
    file.seek(SeekFrom::Start(before_tail))?;
    let (mut length, mut mark) = ([0; 4], [0; 4]);
    file.read_exact(&mut length)?;
    file.read_exact(&mut mark)?;
    let length = u64::from(u32::from_le_bytes(length));
    let start = before_tail.checked_sub(length).filter(|_| mark == MAGIC);
    let Some(start) = start else { return Ok(Ok(())) };
    file.seek(SeekFrom::Start(start))?;
    let mut footer = Vec::new();
    (&*file).take(length).read_to_end(&mut footer)?;
    Ok(walk(&footer))
}

/// Walks over a structure.
fn walk(bytes: &[u8]) -> Result<(), Unsound> {
    Walk(bytes).structure(0)
}

struct Walk<'a>(&'a [u8]);

impl Walk<'_> {
    fn byte(&mut self) -> Result<u8, Unsound> {
        let (first, rest) = self.0.split_first().ok_or(Unsound::Broken)?;
        self.0 = rest;
        Ok(*first)
    }

    fn skip(&mut self, count: u64) -> Result<(), Unsound> {
        let count = usize::try_from(count).map_err(|_| Unsound::Broken)?;
        self.0 = self.0.get(count..).ok_or(Unsound::Broken)?;
        Ok(())
    }

    fn number(&mut self) -> Result<u64, Unsound> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Unsound::Broken)
    }

    fn structure(&mut self, depth: u32) -> Result<(), Unsound> {
        if depth > DEPTH_MAX {
            return Err(Unsound::Hostile);
        }
        loop {
            let head = self.byte()?;
            let kind = head & 0x0F;
            if kind == 0 {
                return Ok(());
            }
            // The number of the field follows where it is not told from the one before.
            if head >> 4 == 0 {
                self.number()?;
            }
            // A field that is a truth value says it by its type.
            if kind > 2 {
                self.value(kind, depth)?;
            }
        }
    }

    fn value(&mut self, kind: u8, depth: u32) -> Result<(), Unsound> {
        match kind {
            3 => self.skip(1),
            4..=6 => self.number().map(|_| ()),
            7 => self.skip(8),
            8 => {
                let length = self.number()?;
                self.skip(length)
            }
            9 | 10 => {
                let head = self.byte()?;
                let count = if head >> 4 == 15 { self.number()? } else { u64::from(head >> 4) };
                self.elements(count, &[head & 0x0F], depth)
            }
            11 => {
                let count = self.number()?;
                if count == 0 {
                    return Ok(());
                }
                let kinds = self.byte()?;
                self.elements(count, &[kinds >> 4, kinds & 0x0F], depth)
            }
            12 => self.structure(depth + 1),
            13 => self.skip(16),
            _ => Err(Unsound::Broken),
        }
    }

    fn elements(&mut self, count: u64, kinds: &[u8], depth: u32) -> Result<(), Unsound> {
        if count > 0 && kinds.iter().any(|kind| matches!(kind, 1 | 2)) || depth > DEPTH_MAX {
            return Err(Unsound::Hostile);
        }
        for _ in 0..count {
            for kind in kinds {
                self.value(*kind, depth + 1)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Field 1 of the type, then these bytes, then the end.
    fn field(kind: u8, value: &[u8]) -> Vec<u8> {
        [&[0x10 | kind], value, &[0]].concat()
    }

    #[test]
    fn honest_structures_pass() {
        let text = field(8, b"\x05names");
        let numbers = field(9, &[0x35, 2, 4, 6]);
        let nested = field(12, &text);
        let map = field(11, &[1, 0x85, 1, b'k', 2]);
        for bytes in [vec![0], vec![0x11, 0x12, 0], text, numbers, nested, map] {
            assert_eq!(walk(&bytes), Ok(()), "{bytes:?}");
            for end in 0..bytes.len() {
                assert_eq!(walk(&bytes[..end]), Err(Unsound::Broken));
            }
        }
    }

    #[test]
    fn endless_truth_values_are_hostile_wherever_they_hide() {
        let many = [0xFF, 0xFF, 0xFF, 0xFF, 0x07];
        let list = |kind: u8| [&[0xF0 | kind][..], &many].concat();
        let map = [&many[..], &[0x12]].concat();
        for bytes in [field(9, &list(1)), field(10, &list(2)), field(11, &map)] {
            assert_eq!(walk(&bytes), Err(Unsound::Hostile));
            assert_eq!(walk(&field(12, &bytes)), Err(Unsound::Hostile));
        }
        // Lists within lists within lists.
        assert_eq!(walk(&[vec![0x19], vec![0x19; 1_000]].concat()), Err(Unsound::Hostile));
        // What is many but takes room is only broken.
        assert_eq!(walk(&field(9, &list(5))), Err(Unsound::Broken));
    }
}
