//! Sealed cases: a key that the root does not open, only the members of the case.
//!
//! The key is encrypted to the members' public keys with age (X25519), whose format has
//! other implementations; beside it lies a tag of the ledger, so that nobody who can
//! write to the database can slip in members of his own. The private keys of members are
//! theirs: the ledger sees one only while its owner opens a case.

use std::fmt;
use std::io::{Read as _, Write as _};
use std::str::FromStr as _;
use std::sync::Arc;

use age::secrecy::ExposeSecret as _;
use age::x25519;
use zeroize::Zeroizing;

use crate::bytes::{Put, Take};
use crate::db::{Db, postgres};
use crate::entry::Owner;
use crate::error::{Error, Result, Unopenable};
use crate::id::KeyId;
use crate::keys::Keys;
use crate::keys::ring::{NO_ROOT, Ring, TO_MEMBERS, held, key_text, read_key_text};
use crate::ledger::Ledger;
use crate::seal::Key;
use crate::sql;

const LIST: &str = "list of keys";
/// The most members a sealed case has.
pub const MEMBERS_MAX: usize = 64;

/// The public key of somebody who may open a sealed case, or of a backup's owner.
#[derive(Clone)]
pub struct Member(pub(crate) x25519::Recipient);

impl Member {
    /// Reads `age1…`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Member> {
        x25519::Recipient::from_str(text.trim()).ok().map(Member)
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Member({})", self.0)
    }
}

impl PartialEq for Member {
    fn eq(&self, other: &Member) -> bool {
        self.0.to_string() == other.0.to_string()
    }
}

impl Eq for Member {}

/// The private key that belongs to a [`Member`].
#[derive(Clone)]
pub struct Identity(pub(crate) x25519::Identity);

impl Identity {
    /// A new one, from the operating system's randomness.
    #[must_use]
    pub fn generate() -> Identity {
        Identity(x25519::Identity::generate())
    }

    /// Reads `AGE-SECRET-KEY-1…`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Identity> {
        x25519::Identity::from_str(text.trim()).ok().map(Identity)
    }

    /// The text to keep: whoever has it opens what its member can.
    #[must_use]
    pub fn expose(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_string().expose_secret().to_owned())
    }

    /// The public half.
    #[must_use]
    pub fn member(&self) -> Member {
        Member(self.0.to_public())
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity of {}", self.0.to_public())
    }
}

/// A sealed case that a member has open: parts under its key can be read and written
/// until this is dropped.
#[derive(Debug)]
#[must_use = "the case closes when this is dropped"]
pub struct OpenCase {
    ledger: Ledger,
    id: KeyId,
}

impl Drop for OpenCase {
    fn drop(&mut self) {
        let mut opened = held(&self.ledger.ring().opened);
        if let Some((_, holders)) = opened.get_mut(&self.id) {
            *holders = holders.saturating_sub(1);
            if *holders == 0 {
                opened.remove(&self.id);
            }
        }
    }
}

/// Encrypts to members. age draws its own randomness from the operating system.
pub(crate) fn encrypt(members: &[Member], plain: &[u8]) -> Result<Vec<u8>> {
    let unfit = |why: String| Error::Unfit { what: "encryption to members", why };
    let recipients = members.iter().map(|member| &member.0 as &dyn age::Recipient);
    let encryptor =
        age::Encryptor::with_recipients(recipients).map_err(|error| unfit(error.to_string()))?;
    let mut out = Vec::new();
    let mut writer = encryptor.wrap_output(&mut out).map_err(|error| unfit(error.to_string()))?;
    writer.write_all(plain).map_err(|error| unfit(error.to_string()))?;
    writer.finish().map_err(|error| unfit(error.to_string()))?;
    Ok(out)
}

/// Decrypts a small age file with an identity; `None` if it is not for that one.
fn decrypt(identity: &Identity, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let decryptor = age::Decryptor::new(sealed).ok()?;
    let mut reader = decryptor.decrypt(std::iter::once(&identity.0 as &dyn age::Identity)).ok()?;
    let mut plain = Zeroizing::new(Vec::with_capacity(256));
    reader.by_ref().take(256).read_to_end(&mut plain).ok()?;
    Some(plain)
}

fn tag(ring: &Ring, id: KeyId, sealed: &[u8]) -> [u8; 32] {
    let text = Put::default()
        .raw(b"amparo members v1")
        .raw(ring.own.id.as_bytes())
        .raw(id.as_bytes())
        .raw(sealed)
        .0;
    ring.own.rows.blind(&text)
}

/// The box of a key wrapped to members.
pub(crate) fn wrap_to(ring: &Ring, id: KeyId, key: &Key, members: &[Member]) -> Result<Vec<u8>> {
    if members.is_empty() || members.len() > MEMBERS_MAX {
        return Err(Error::Improper("a sealed case has 1 to 64 members"));
    }
    // Ledger and key stand inside: a box moved elsewhere opens, and is refused.
    let text = Zeroizing::new(
        Put::default()
            .raw(ring.own.id.as_bytes())
            .raw(id.as_bytes())
            .raw(&key_text(Owner::Case(id), key))
            .0,
    );
    let sealed = encrypt(members, &text)?;
    Ok(Put::default().u8(TO_MEMBERS).raw(&tag(ring, id, &sealed)).raw(&sealed).0)
}

fn unwrap_by(ring: &Ring, id: KeyId, sealed: &[u8], identity: &Identity) -> Result<Key> {
    let damaged = || Error::DamagedTable(LIST);
    let mut take = Take(sealed);
    if take.u8() != Some(TO_MEMBERS) {
        return Err(Error::Improper("the case is not sealed"));
    }
    let stored = take.array::<32>().ok_or_else(damaged)?;
    if tag(ring, id, take.0) != stored {
        return Err(damaged());
    }
    let text = decrypt(identity, take.0).ok_or(Unopenable::WrongKey)?;
    let mut take = Take(&text);
    let here = take.raw(16) == Some(ring.own.id.as_bytes()) && take.raw(16) == Some(id.as_bytes());
    let (_, key) = here.then(|| read_key_text(id, take.0)).flatten().ok_or_else(damaged)?;
    Ok(key)
}

impl Keys<'_> {
    /// Wraps the key of a case to these members only. What a backup holds from before
    /// stays readable with the root: seal a case when it is made ([`super::NewKey`])
    /// where that matters.
    ///
    /// A case that is sealed already is wrapped to other members the same way, while one
    /// of the present ones has it open.
    ///
    /// # Errors
    /// When there is no such case, or it is sealed and not open here.
    pub async fn seal_case(&self, id: KeyId, members: &[Member]) -> Result<()> {
        let ring = self.0.ring();
        let key = self.0.usable(Owner::Case(id)).await?;
        let sealed = wrap_to(ring, id, &key, members)?;
        self.store(id, NO_ROOT, &sealed).await?;
        ring.forget_unless_open(id);
        self.0.db().scrub().await
    }

    /// Wraps the key of a sealed case to the root again, while a member has it open.
    ///
    /// # Errors
    /// When there is no such case, or it is not open here.
    pub async fn unseal_case(&self, id: KeyId) -> Result<()> {
        let key = self.0.usable(Owner::Case(id)).await?;
        let (root, sealed) = self.0.ring().wrap(Owner::Case(id), &key)?;
        self.store(id, root, &sealed).await
    }

    /// Opens a sealed case for as long as the answer is kept.
    ///
    /// # Errors
    /// When the identity is not that of a member.
    pub async fn open_case(&self, id: KeyId, identity: &Identity) -> Result<OpenCase> {
        let ring = self.0.ring();
        let Some(sealed) = sql::key(self.0.db(), id).await? else {
            return Err(self.absent(id).await?);
        };
        let key = unwrap_by(ring, id, &sealed, identity)?;
        let mut opened = held(&ring.opened);
        opened.entry(id).or_insert_with(|| (Arc::new(key), 0)).1 += 1;
        drop(opened);
        Ok(OpenCase { ledger: self.0.clone(), id })
    }

    async fn store(&self, id: KeyId, root: u32, sealed: &[u8]) -> Result<()> {
        let mut tx = self.0.db().begin().await?;
        sql::advance(&mut tx, 0).await?;
        self.0.check_root(&mut tx).await?;
        if !sql::key_exists(&mut tx, id).await? {
            return Err(self.absent(id).await?);
        }
        sql::update_key(&mut tx, id, root, sealed).await?;
        sql::notify(&mut tx, postgres::ERASED_CHANNEL, &id.to_string()).await?;
        tx.commit().await
    }

    /// Why a key is not there.
    pub(crate) async fn absent(&self, id: KeyId) -> Result<Error> {
        let db: &Db = self.0.db();
        let erased = sql::is_erased(db, &self.0.ring().own.blind_erasure(id)).await?;
        Ok(if erased { Error::KeyErased(id) } else { Error::KeyUnknown(id) })
    }
}
