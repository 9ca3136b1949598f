//! A witness: somebody outside who remembers the last checkpoint and signs the next one
//! only if it continues it (`c2sp.org/tlog-witness`, `tlog-cosignature`).
//!
//! An ombudsperson, a court registry, another organisation: they see sizes and roots,
//! never an entry, and a ledger that shows two histories cannot get both signed. This is
//! the offline witness: a checkpoint comes on paper or a stick, a signature goes back.

use ed25519_dalek::SigningKey;

use crate::row::Hash;
use crate::tree::checkpoint::Checkpoint;
use crate::tree::hash::{empty, verify_consistency};
use crate::tree::note::{COSIGNATURE, Note, NoteKey};

/// Why a witness does not sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Not a checkpoint signed by the ledger this witness watches.
    #[error("not a checkpoint of the ledger that is watched")]
    NotOurs,
    /// Fewer entries than before.
    #[error("the log has become shorter: {before} entries were signed, now {now}")]
    Shorter {
        /// Signed last.
        before: u64,
        /// Shown now.
        now: u64,
    },
    /// The proof does not hold.
    #[error("the log does not continue what was signed at {before} entries")]
    Forked {
        /// Signed last.
        before: u64,
    },
}

/// A witness of one ledger, and what it signed last.
pub struct Witness {
    name: String,
    key: SigningKey,
    log: NoteKey,
    size: u64,
    root: Hash,
}

impl Witness {
    /// A witness that has seen nothing yet; `secret` is its key's seed.
    #[must_use]
    pub fn new(name: &str, secret: [u8; 32], log: NoteKey) -> Witness {
        let key = SigningKey::from_bytes(&secret);
        Witness { name: name.to_owned(), key, log, size: 0, root: empty() }
    }

    /// A witness that signed this before.
    #[must_use]
    pub fn resume(mut self, size: u64, root: Hash) -> Witness {
        self.size = size;
        self.root = root;
        self
    }

    /// Its public key, to be given to whoever verifies.
    #[must_use]
    pub fn key(&self) -> NoteKey {
        NoteKey::new(&self.name, COSIGNATURE, self.key.verifying_key())
    }

    /// From which size on the next proof must lead.
    #[must_use]
    pub fn seen(&self) -> u64 {
        self.size
    }

    /// Signs the checkpoint, if it continues the last one.
    ///
    /// # Errors
    /// When it does not, or is not one of the watched ledger: that is evidence, keep it.
    pub fn cosign(
        &mut self,
        note: &str,
        proof: &[Hash],
        now: jiff::Timestamp,
    ) -> Result<Note, Refusal> {
        let mut note = Note::parse(note).ok_or(Refusal::NotOurs)?;
        note.signed_by(&self.log).ok_or(Refusal::NotOurs)?;
        let checkpoint = Checkpoint::parse(note.text()).ok_or(Refusal::NotOurs)?;
        if checkpoint.origin != self.log.name() {
            return Err(Refusal::NotOurs);
        }
        if checkpoint.size < self.size {
            return Err(Refusal::Shorter { before: self.size, now: checkpoint.size });
        }
        let (old, new) = ((self.size, &self.root), (checkpoint.size, &checkpoint.root));
        if !verify_consistency(old, new, proof) {
            return Err(Refusal::Forked { before: self.size });
        }
        self.size = checkpoint.size;
        self.root = checkpoint.root;
        note.cosign(&self.name, &self.key, u64::try_from(now.as_second()).unwrap_or(0));
        Ok(note)
    }
}
