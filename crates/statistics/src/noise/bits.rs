//! Where randomness comes from.
//!
//! [`SystemBits`] is a ChaCha20 stream under a key that the operating system made for it. There is no other source outside of
//! tests: [`Bits`] is sealed and the seeded one is not compiled into the library, so that no release can be drawn
//! from a seed that somebody knows.

use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};

const BLOCK: usize = 4_096;

/// A source of uniform words. Sealed.
pub trait Bits: sealed::Sealed {
    /// 64 uniform bits.
    fn word(&mut self) -> u64;
}

pub(super) mod sealed {
    pub trait Sealed {}
}

/// The operating system gave no randomness.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gives no randomness ({0}); without it nothing is published")]
pub struct NoEntropy(String);

struct Stream {
    cipher: ChaCha20,
    buffer: Box<[u8; BLOCK]>,
    used: usize,
}

impl Stream {
    fn keyed(key: [u8; 32]) -> Self {
        let cipher = ChaCha20::new(&key.into(), &[0; 12].into());
        Self { cipher, buffer: Box::new([0; BLOCK]), used: BLOCK }
    }

    #[inline]
    fn word(&mut self) -> u64 {
        if self.used == BLOCK {
            self.refill();
        }
        let word = self.buffer.get(self.used..self.used + 8).and_then(|b| b.try_into().ok());
        self.used += 8;
        u64::from_le_bytes(word.unwrap_or([0; 8]))
    }

    #[cold]
    fn refill(&mut self) {
        self.buffer.fill(0);
        self.cipher.apply_keystream(&mut self.buffer[..]);
        self.used = 0;
    }
}

/// Randomness of the operating system. One stream serves 256 GB, far more than a release has cells; every worker makes
/// its own.
pub struct SystemBits(Stream);

impl SystemBits {
    /// A stream under a fresh key.
    pub fn new() -> Result<Self, NoEntropy> {
        let mut key = [0_u8; 32];
        getrandom::fill(&mut key).map_err(|error| NoEntropy(error.to_string()))?;
        Ok(Self(Stream::keyed(key)))
    }
}

impl sealed::Sealed for SystemBits {}

impl Bits for SystemBits {
    #[inline]
    fn word(&mut self) -> u64 {
        self.0.word()
    }
}

/// A stream under a known key, for tests.
#[cfg(test)]
pub(crate) struct SeededBits(Stream);

#[cfg(test)]
impl SeededBits {
    pub(crate) fn new(seed: u64) -> Self {
        let mut key = [0x65; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        Self(Stream::keyed(key))
    }
}

#[cfg(test)]
impl sealed::Sealed for SeededBits {}

#[cfg(test)]
impl Bits for SeededBits {
    fn word(&mut self) -> u64 {
        self.0.word()
    }
}
