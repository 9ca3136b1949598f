//! Unpacking with a bound.
//!
//! gzip files are unpacked as a stream. What must be seekable (a spreadsheet or a Parquet file inside) goes to a file without a
//! name that the operating system removes by itself. Both stop at a bound, because a few bytes can unpack to terabytes.

use crate::error::Fault;
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// The first bytes of a gzip file.
pub(crate) const MAGIC: [u8; 2] = [0x1F, 0x8B];

/// A stream that fails when it yields more than it may.
pub(crate) struct Bounded<R> {
    inner: R,
    left: u64,
    limit: u64,
}

impl<R: Read> Bounded<R> {
    /// Yields at most `limit` bytes.
    pub(crate) fn new(inner: R, limit: u64) -> Self {
        Self { inner, left: limit, limit }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        match self.left.checked_sub(count as u64) {
            Some(left) => self.left = left,
            None => return Err(io::Error::other(Fault::TooLarge { limit: self.limit })),
        }
        Ok(count)
    }
}

/// gzip to bytes, with errors that say whether the file was cut or damaged.
pub(crate) struct Unzipped<R>(MultiGzDecoder<R>);

impl<R: Read> Unzipped<R> {
    /// Unpacks `inner`.
    pub(crate) fn new(inner: R) -> Self {
        Self(MultiGzDecoder::new(inner))
    }
}

impl<R: Read> Read for Unzipped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let what = "gzip file";
        self.0.read(buffer).map_err(|error| {
            let kind = error.kind();
            if kind == io::ErrorKind::UnexpectedEof {
                io::Error::other(Fault::Cut { what })
            } else if matches!(kind, io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput) {
                io::Error::other(Fault::Damaged { what, detail: error.to_string() })
            } else {
                error
            }
        })
    }
}

/// Puts bytes into a nameless file, for formats that must be read back and forth.
pub(crate) fn spill(mut bytes: &[u8]) -> Result<File, Fault> {
    let mut file = tempfile::tempfile().map_err(Fault::Io)?;
    io::copy(&mut bytes, &mut file).map_err(Fault::Io)?;
    file.seek(SeekFrom::Start(0)).map_err(Fault::Io)?;
    Ok(file)
}

/// Unpacks into a nameless file.
pub(crate) fn unpack(packed: impl Read, limit: u64) -> Result<File, Fault> {
    let mut file = tempfile::tempfile().map_err(Fault::Io)?;
    io::copy(&mut Bounded::new(Unzipped::new(packed), limit), &mut file).map_err(Fault::from_io)?;
    file.seek(SeekFrom::Start(0)).map_err(Fault::Io)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn all(bytes: &[u8], limit: u64) -> Result<Vec<u8>, Fault> {
        let mut out = Vec::new();
        let mut reader = Bounded::new(Unzipped::new(bytes), limit);
        reader.read_to_end(&mut out).map_err(Fault::from_io)?;
        Ok(out)
    }

    #[test]
    fn unpacks_members_one_after_the_other() {
        let two = [packed(b"a,b\n"), packed(b"1,2\n")].concat();
        assert_eq!(all(&two, 100).unwrap(), b"a,b\n1,2\n");
    }

    #[test]
    fn says_cut_damaged_and_too_large() {
        let whole = packed(&b"a,b\n".repeat(100_000));
        assert!(matches!(all(&whole[..whole.len() / 2], 1 << 30), Err(Fault::Cut { .. })));
        assert!(matches!(all(&whole, 1000), Err(Fault::TooLarge { limit: 1000 })));
        let mut damaged = whole.clone();
        let middle = damaged.len() - 5;
        damaged[middle] ^= 0xFF;
        assert!(matches!(all(&damaged, 1 << 30), Err(Fault::Damaged { .. })));
    }
}
