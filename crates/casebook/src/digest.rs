//! The digest of a state: two books that know the same have the same one.

use crate::state::Casebook;
use sha2::{Digest as _, Sha256};
use std::io;

/// Feeds what is written to a hash.
struct Hashing(Sha256);

impl io::Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Casebook {
    /// SHA-256 over the whole state in one fixed encoding. Indexes and clocks follow from the state and are left out; numbers of kinds
    /// and codes are those of the law folder, so digests compare under one folder only.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        let hashing = io::BufWriter::new(Hashing(Sha256::new()));
        let written = postcard::to_io(&self.core, hashing).ok();
        match written.and_then(|buffer| buffer.into_inner().ok()) {
            Some(Hashing(hash)) => hash.finalize().into(),
            // A hash takes every byte, and nothing in the state refuses to be written.
            None => [0; 32],
        }
    }
}
