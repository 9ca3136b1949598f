//! Randomness as an argument: the operating system's in the program, a seeded
//! generator's in tests.
//!
//! Every nonce, key and salt of the ledger is drawn here. A test that brings a seeded
//! generator gets the same ciphertext on every run; a program must never bring one.

use std::fmt;

use chacha20::ChaCha20Rng;
use rand_core::SeedableRng;

/// Where nonces, keys and salts come from.
pub trait Random: Send + Sync {
    /// Fills all of `out`.
    ///
    /// # Errors
    /// When there is no randomness to be had; nothing is encrypted then.
    fn fill(&self, out: &mut [u8]) -> Result<(), NoRandomness>;
}

/// The operating system gave no randomness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gave no randomness")]
pub struct NoRandomness;

/// The operating system's generator: what the program uses.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, out: &mut [u8]) -> Result<(), NoRandomness> {
        getrandom::fill(out).map_err(|_| NoRandomness)
    }
}

impl fmt::Debug for dyn Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Random")
    }
}

/// Sixteen, twenty-four or thirty-two bytes at once.
pub(crate) fn draw<const N: usize>(random: &dyn Random) -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    random.fill(&mut bytes)?;
    Ok(bytes)
}

/// A generator of its own for a library that wants one.
pub(crate) fn generator(random: &dyn Random) -> Result<ChaCha20Rng, NoRandomness> {
    let seed = zeroize::Zeroizing::new(draw::<32>(random)?);
    Ok(ChaCha20Rng::from_seed(*seed))
}
