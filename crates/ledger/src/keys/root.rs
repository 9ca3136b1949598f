//! How the root key is sealed, and how it is opened.
//!
//! The root is 256 random bits. Each seal wraps it once more under a key that comes from
//! outside: a passphrase (Argon2id, its parameters stored beside), a quorum of
//! custodians, or a key that the operating system hands in. Several seals may stand side
//! by side; each opens alone. The texts of the seals are no secrets.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::bytes::Put;
use crate::error::{Error, Result, Unopenable, file};
use crate::id::LedgerId;
use crate::keys::custodians::{Dealing, Share, deal, hex, unhex};
use crate::keys::ring::Root;
use crate::random::{Random, draw};
use crate::seal::{self, Key};

/// ASVS 11.4.2 asks for at least 64 MiB and three passes; a guess then costs an attacker
/// about what it costs us, a few tenths of a second and the memory.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;
/// What a damaged or planted seal may make us spend at most.
const MEMORY_KIB_MAX: u32 = 1024 * 1024;
const PASSES_MAX: u32 = 16;
/// A passphrase is typed once a start: it may be long.
const PASSPHRASE_CHARS_MIN: usize = 12;
/// A handed-in key is 256 bits at least, in whatever spelling.
const HANDED_BYTES_MIN: usize = 32;
const HANDED_BYTES_MAX: usize = 4096;

/// A way to seal the root.
#[derive(Clone, PartialEq, Eq)]
pub enum NewSeal {
    /// By a passphrase of at least twelve characters.
    Passphrase(Zeroizing<String>),
    /// By any `threshold` of `count` custodians.
    Custodians {
        /// How many are needed.
        threshold: u8,
        /// How many there are.
        count: u8,
    },
    /// By a key handed in by the operating system.
    Handed(Zeroizing<Vec<u8>>),
}

impl NewSeal {
    /// By a passphrase.
    #[must_use]
    pub fn passphrase(text: &str) -> NewSeal {
        NewSeal::Passphrase(Zeroizing::new(text.to_owned()))
    }
}

/// What opens the root.
#[derive(Clone)]
pub enum Unlock {
    /// The passphrase.
    Passphrase(Zeroizing<String>),
    /// A quorum of custodians.
    Shares(Vec<Share>),
    /// The key handed in.
    Handed(Zeroizing<Vec<u8>>),
}

impl Unlock {
    /// The passphrase.
    #[must_use]
    pub fn passphrase(text: &str) -> Unlock {
        Unlock::Passphrase(Zeroizing::new(text.to_owned()))
    }
}

/// The kinds of seals, for lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealMethod {
    /// A passphrase.
    Passphrase,
    /// `threshold` of `count` custodians.
    Custodians {
        /// How many are needed.
        threshold: u8,
        /// How many there are.
        count: u8,
    },
    /// A key handed in.
    Handed,
}

/// Reads a key that the operating system hands in as a file: `systemd` puts what
/// `LoadCredential=` names into the folder `$CREDENTIALS_DIRECTORY`. White space at the
/// ends does not count.
///
/// # Errors
/// When the file cannot be read or is too short to be a key.
pub fn handed_in(path: &Path) -> Result<Zeroizing<Vec<u8>>> {
    let name = || path.display().to_string();
    let mut bytes = Zeroizing::new(Vec::with_capacity(HANDED_BYTES_MAX + 1));
    let limit = u64::try_from(HANDED_BYTES_MAX).unwrap_or(u64::MAX) + 1;
    File::open(path)
        .and_then(|file| file.take(limit).read_to_end(&mut bytes))
        .map_err(file(name()))?;
    let key = Zeroizing::new(bytes.trim_ascii().to_vec());
    check_handed(&key)?;
    Ok(key)
}

fn check_handed(key: &[u8]) -> Result<()> {
    if (HANDED_BYTES_MIN..=HANDED_BYTES_MAX).contains(&key.len()) {
        Ok(())
    } else {
        Err(Error::Improper("a key handed in has 32 to 4096 bytes"))
    }
}

/// Names and texts of seals.
pub(crate) type SealTexts = Vec<(&'static str, String)>;

/// A seal as it is stored.
#[derive(Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
enum Stored {
    Passphrase {
        kdf: String,
        memory_kib: u32,
        passes: u32,
        lanes: u32,
        salt: String,
        sealed: String,
    },
    Custodians {
        dealing: Dealing,
        sealed: String,
    },
    Handed {
        sealed: String,
    },
}

fn place(ledger: LedgerId, generation: u32, name: &str) -> Vec<u8> {
    Put::default()
        .raw(b"amparo root v1")
        .raw(ledger.as_bytes())
        .u32(generation)
        .raw(name.as_bytes())
        .0
}

fn from_passphrase(
    text: &str,
    salt: &[u8],
    (memory, passes, lanes): (u32, u32, u32),
) -> Result<Key> {
    let damaged = |_| Error::DamagedTable("seal of the root");
    if memory > MEMORY_KIB_MAX || passes > PASSES_MAX || lanes > 16 {
        return Err(Error::DamagedTable("seal of the root"));
    }
    let params = argon2::Params::new(memory, passes, lanes, Some(32)).map_err(damaged)?;
    let mut key = Zeroizing::new([0; 32]);
    argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params)
        .hash_password_into(text.as_bytes(), salt, &mut *key)
        .map_err(damaged)?;
    Ok(Key::new(*key))
}

/// Seals the root in every way that is asked for; gives the texts and the custodians'
/// shares.
pub(crate) fn seal_root(
    ledger: LedgerId,
    root: &Root,
    seals: &[NewSeal],
    random: &dyn Random,
) -> Result<(SealTexts, Vec<Share>)> {
    if seals.is_empty() {
        return Err(Error::Improper("a root without a seal could never be opened again"));
    }
    let mut texts = SealTexts::new();
    let mut shares = Vec::new();
    for new in seals {
        let (name, stored) = match new {
            NewSeal::Passphrase(text) => {
                if text.chars().count() < PASSPHRASE_CHARS_MIN {
                    return Err(Error::Improper("a passphrase has at least 12 characters"));
                }
                let salt = draw::<16>(random)?;
                let key = from_passphrase(text, &salt, (MEMORY_KIB, PASSES, LANES))?;
                let place = place(ledger, root.generation, "passphrase");
                let sealed = seal::seal(&key, &place, root.key.expose(), random)?;
                let stored = Stored::Passphrase {
                    kdf: "argon2id-13".to_owned(),
                    memory_kib: MEMORY_KIB,
                    passes: PASSES,
                    lanes: LANES,
                    salt: hex(&salt),
                    sealed: hex(&sealed),
                };
                ("passphrase", stored)
            }
            NewSeal::Custodians { threshold, count } => {
                let (secret, dealing, dealt) = deal(*threshold, *count, random)?;
                let key = Key::stretch(&*secret, "custodians");
                let place = place(ledger, root.generation, "custodians");
                let sealed = hex(&seal::seal(&key, &place, root.key.expose(), random)?);
                shares.extend(dealt);
                ("custodians", Stored::Custodians { dealing, sealed })
            }
            NewSeal::Handed(handed) => {
                check_handed(handed)?;
                let key = Key::stretch(handed, "handed");
                let place = place(ledger, root.generation, "handed");
                let sealed = hex(&seal::seal(&key, &place, root.key.expose(), random)?);
                ("handed", Stored::Handed { sealed })
            }
        };
        if texts.iter().any(|(other, _)| *other == name) {
            return Err(Error::Improper("the root is sealed once in each way"));
        }
        let text = serde_json::to_string(&stored)
            .map_err(|_| Error::Improper("the seal cannot be written"))?;
        texts.push((name, text));
    }
    Ok((texts, shares))
}

/// Opens the root by whichever seal fits what was brought.
pub(crate) fn open_root(
    ledger: LedgerId,
    seals: &[(String, u32, String)],
    unlock: &Unlock,
) -> Result<Root> {
    let wanted = match unlock {
        Unlock::Passphrase(_) => "passphrase",
        Unlock::Shares(_) => "custodians",
        Unlock::Handed(_) => "handed",
    };
    let found = seals.iter().find(|(name, _, _)| name == wanted);
    let (_, generation, text) = found.ok_or(Unopenable::NoSuchSeal)?;
    let damaged = || Error::DamagedTable("seal of the root");
    let stored: Stored = serde_json::from_str(text).map_err(|_| damaged())?;
    let (key, sealed, refusal) = match (unlock, stored) {
        (
            Unlock::Passphrase(text),
            Stored::Passphrase { kdf, memory_kib, passes, lanes, salt, sealed },
        ) => {
            if kdf != "argon2id-13" {
                return Err(damaged());
            }
            let salt = unhex(&salt).ok_or_else(damaged)?;
            let key = from_passphrase(text, &salt, (memory_kib, passes, lanes))?;
            (key, sealed, Unopenable::WrongPassphrase)
        }
        (Unlock::Shares(shares), Stored::Custodians { dealing, sealed }) => {
            let secret = dealing.combine(shares)?;
            // Every share matched its hash: only a damaged seal can still refuse.
            let number = shares.first().map_or(0, Share::number);
            (Key::stretch(&*secret, "custodians"), sealed, Unopenable::WrongShare(number))
        }
        (Unlock::Handed(handed), Stored::Handed { sealed }) => {
            (Key::stretch(handed, "handed"), sealed, Unopenable::WrongKey)
        }
        (Unlock::Passphrase(_) | Unlock::Shares(_) | Unlock::Handed(_), _) => {
            return Err(damaged());
        }
    };
    let sealed = unhex(&sealed).ok_or_else(damaged)?;
    let opened = seal::open(&key, &place(ledger, *generation, wanted), &sealed);
    let root = opened.map_err(|_| refusal)?;
    let key = Key::from_slice(&root).ok_or_else(damaged)?;
    Ok(Root { generation: *generation, key })
}

/// In which ways the root is sealed.
pub(crate) fn methods(seals: &[(String, u32, String)]) -> Result<Vec<SealMethod>> {
    seals
        .iter()
        .map(|(_, _, text)| match serde_json::from_str(text) {
            Ok(Stored::Passphrase { .. }) => Ok(SealMethod::Passphrase),
            Ok(Stored::Handed { .. }) => Ok(SealMethod::Handed),
            Ok(Stored::Custodians { dealing, .. }) => Ok(SealMethod::Custodians {
                threshold: dealing.threshold,
                count: u8::try_from(dealing.count()).unwrap_or(u8::MAX),
            }),
            Err(_) => Err(Error::DamagedTable("seal of the root")),
        })
        .collect()
}
