//! Checkpoints: how many entries, which root, signed by the ledger
//! (`c2sp.org/tlog-checkpoint`).
//!
//! One extension line holds a hash of the list of destroyed keys as it was, so that a
//! restore can be told that the list it was given is too old. It says that keys were
//! destroyed, not how many or whose.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use ed25519_dalek::SigningKey;
use sha2::{Digest, Sha256};

use crate::db::Db;
use crate::error::{Error, Result};
use crate::id::LedgerId;
use crate::keys::ring::Own;
use crate::row::Hash;
use crate::sql;
use crate::tree::note::{Note, NoteKey, log_key};
use crate::tree::{Tree, catch_up};

const WHAT: &str = "checkpoint";
const ERASURES: &str = "erasures ";

/// What a checkpoint says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Whose it is.
    pub origin: String,
    /// Over how many entries.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// A hash of the list of destroyed keys.
    pub(crate) erasures: Option<Hash>,
}

impl Checkpoint {
    /// Reads the text of a note; verify its signatures first.
    #[must_use]
    pub fn parse(text: &str) -> Option<Checkpoint> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let origin = lines.next().filter(|origin| !origin.is_empty())?.to_owned();
        let size = lines.next()?;
        let number: u64 = size.parse().ok()?;
        if number.to_string() != size {
            return None;
        }
        let root = BASE64.decode(lines.next()?).ok()?.try_into().ok()?;
        let erasures = lines
            .find_map(|line| line.strip_prefix(ERASURES))
            .and_then(|hash| BASE64.decode(hash).ok()?.try_into().ok());
        Some(Checkpoint { origin, size: number, root, erasures })
    }

    fn text(&self) -> String {
        let root = BASE64.encode(self.root);
        let mut text = format!("{}\n{}\n{root}\n", self.origin, self.size);
        if let Some(erasures) = &self.erasures {
            text = format!("{text}{ERASURES}{}\n", BASE64.encode(erasures));
        }
        text
    }
}

/// The name under which a ledger signs.
pub(crate) fn origin(ledger: LedgerId) -> String {
    format!("amparo-ledger/{ledger}")
}

pub(crate) fn signing_key(own: &Own) -> SigningKey {
    SigningKey::from_bytes(own.signature.expose())
}

/// A hash of a point in the list of destroyed keys: its chain is keyed, its hash not.
pub(crate) fn erasures_hash(chain: &[u8]) -> Hash {
    Sha256::new().chain_update(b"amparo erasures v1\n").chain_update(chain).finalize().into()
}

/// A signed checkpoint of ours, read back.
pub(crate) fn own_checkpoint(own: &Own, note: &str) -> Option<Checkpoint> {
    let name = origin(own.id);
    let note = Note::parse(note)?;
    note.signed_by(&log_key(&name, &signing_key(own)))?;
    Checkpoint::parse(note.text()).filter(|checkpoint| checkpoint.origin == name)
}

impl Tree<'_> {
    /// The public key of this ledger's checkpoints, to be given to whoever verifies.
    #[must_use]
    pub fn key(&self) -> NoteKey {
        let own = &self.0.ring().own;
        log_key(&origin(own.id), &signing_key(own))
    }

    /// Signs the tree over all entries there are, keeps the checkpoint and gives it.
    ///
    /// # Errors
    /// When the log cannot be read or the checkpoint not be kept; and when the log does
    /// not continue what was signed last: then it was changed, and nothing is signed.
    pub async fn checkpoint(&self) -> Result<Note> {
        let db: &Db = self.0.db();
        let own = &self.0.ring().own;
        let size = {
            let mut shape = self.0.shape().lock().await;
            catch_up(db, own, &mut shape).await?;
            shape.size()
        };
        if let Some((last, note)) = self.last_checkpoint().await? {
            if last.size > size || self.root(last.size).await? != last.root {
                let why = "the log does not continue what was signed before".to_owned();
                return Err(Error::Unfit { what: WHAT, why });
            }
            if last.size == size && last.erasures == self.erasures().await? {
                return Ok(note);
            }
        }
        let checkpoint = Checkpoint {
            origin: origin(own.id),
            size,
            root: self.root(size).await?,
            erasures: self.erasures().await?,
        };
        let mut note = Note::new(checkpoint.text());
        note.sign(&checkpoint.origin, &signing_key(own));
        self.keep(size, &note).await?;
        Ok(note)
    }

    /// The last checkpoint that was signed here.
    ///
    /// # Errors
    /// When it cannot be read, or is not ours.
    pub async fn last_checkpoint(&self) -> Result<Option<(Checkpoint, Note)>> {
        let found = sql::checkpoints(self.0.db()).await?;
        let Some((_, text)) = found.last() else { return Ok(None) };
        let checkpoint = own_checkpoint(&self.0.ring().own, text);
        let both = checkpoint.zip(Note::parse(text));
        both.map(Some).ok_or(Error::DamagedTable("list of checkpoints"))
    }

    /// Takes over a witness's signature on a checkpoint of ours.
    ///
    /// # Errors
    /// When it is not a signature of this witness on a checkpoint that is kept here.
    pub async fn add_cosignature(&self, note: &str, witness: &NoteKey) -> Result<()> {
        let unfit = |why: &str| Error::Unfit { what: "cosignature", why: why.to_owned() };
        let given = Note::parse(note).ok_or_else(|| unfit("not a signed note"))?;
        let checkpoint =
            Checkpoint::parse(given.text()).ok_or_else(|| unfit("not a checkpoint"))?;
        let kept = sql::checkpoints(self.0.db()).await?;
        let kept = kept.iter().find(|(size, _)| *size == checkpoint.size);
        let kept = kept.and_then(|(_, text)| Note::parse(text));
        let mut kept = kept.ok_or_else(|| unfit("of a checkpoint that is not ours"))?;
        if !kept.adopt(&given, witness) {
            return Err(unfit("the witness did not sign this checkpoint"));
        }
        self.keep(checkpoint.size, &kept).await
    }

    async fn erasures(&self) -> Result<Option<Hash>> {
        let list = sql::erased(self.0.db()).await?;
        Ok(list.last().map(|(_, _, chain)| erasures_hash(chain)))
    }

    async fn keep(&self, size: u64, note: &Note) -> Result<()> {
        let mut tx = self.0.db().begin().await?;
        sql::put_checkpoint(&mut tx, size, &note.to_string()).await?;
        tx.commit().await
    }
}
