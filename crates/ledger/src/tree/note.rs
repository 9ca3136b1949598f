//! Signed notes as C2SP defines them (`c2sp.org/signed-note`): a text, an empty line,
//! and signatures, each on a line of its own.
//!
//! Signatures by keys one does not know are no error; a text is as good as the
//! signatures one asks for. Nothing is believed about a note before a signature was
//! verified.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// `c2sp.org/signed-note`: an Ed25519 signature over the text.
const ED25519: u8 = 0x01;
/// `c2sp.org/tlog-cosignature`: an Ed25519 signature with a time.
pub(crate) const COSIGNATURE: u8 = 0x04;
const NOTE_BYTES_MAX: usize = 64 * 1024;
const SIGNATURES_MAX: usize = 32;

/// A public key with a name, as `name+hash+key`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteKey {
    name: String,
    kind: u8,
    key: VerifyingKey,
}

impl NoteKey {
    pub(crate) fn new(name: &str, kind: u8, key: VerifyingKey) -> NoteKey {
        NoteKey { name: name.to_owned(), kind, key }
    }

    /// Reads `name+hash+key`.
    #[must_use]
    pub fn parse(text: &str) -> Option<NoteKey> {
        let mut parts = text.trim().splitn(3, '+');
        let (name, id, key) = (parts.next()?, parts.next()?, parts.next()?);
        let bytes = BASE64.decode(key).ok()?;
        let (kind, key) = bytes.split_first()?;
        if !matches!(*kind, ED25519 | COSIGNATURE) || !proper_name(name) {
            return None;
        }
        let key = VerifyingKey::from_bytes(key.try_into().ok()?).ok()?;
        let key = NoteKey::new(name, *kind, key);
        (u32::from_str_radix(id, 16).ok()? == key.id()).then_some(key)
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    fn id(&self) -> u32 {
        let hash = Sha256::new()
            .chain_update(self.name.as_bytes())
            .chain_update([b'\n', self.kind])
            .chain_update(self.key.as_bytes())
            .finalize();
        u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]])
    }
}

impl std::fmt::Display for NoteKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let key = [&[self.kind], &self.key.as_bytes()[..]].concat();
        write!(f, "{}+{:08x}+{}", self.name, self.id(), BASE64.encode(key))
    }
}

fn proper_name(name: &str) -> bool {
    !name.is_empty() && !name.contains('+') && !name.contains(char::is_whitespace)
}

/// A note taken apart; nothing of it is verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<(String, Vec<u8>)>,
}

impl Note {
    /// Takes a note apart.
    #[must_use]
    pub fn parse(note: &str) -> Option<Note> {
        if note.len() > NOTE_BYTES_MAX || note.chars().any(|c| c.is_control() && c != '\n') {
            return None;
        }
        let (text, signatures) = note.rsplit_once("\n\n")?;
        let mut read = Vec::new();
        for line in signatures.strip_suffix('\n')?.split('\n') {
            let (name, signature) = line.strip_prefix("— ")?.split_once(' ')?;
            let signature = BASE64.decode(signature).ok()?;
            if !proper_name(name) || signature.len() < 5 || read.len() == SIGNATURES_MAX {
                return None;
            }
            read.push((name.to_owned(), signature));
        }
        Some(Note { text: format!("{text}\n"), signatures: read })
    }

    pub(crate) fn new(text: String) -> Note {
        Note { text, signatures: Vec::new() }
    }

    /// The signed text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether this key signed it; for a witness, when (seconds since 1970).
    #[must_use]
    pub fn signed_by(&self, key: &NoteKey) -> Option<u64> {
        let id = key.id().to_be_bytes();
        self.signatures.iter().find_map(|(name, bytes)| {
            let signature = bytes.strip_prefix(&id)?;
            if *name != key.name {
                return None;
            }
            let (time, message, signature) = if key.kind == COSIGNATURE {
                let (time, signature) = signature.split_first_chunk::<8>()?;
                let time = u64::from_be_bytes(*time);
                (time, cosigned(time, &self.text), signature)
            } else {
                (0, self.text.clone(), signature)
            };
            let signature = Signature::from_slice(signature).ok()?;
            key.key.verify_strict(message.as_bytes(), &signature).ok()?;
            Some(time)
        })
    }

    pub(crate) fn sign(&mut self, name: &str, key: &SigningKey) {
        let public = NoteKey::new(name, ED25519, key.verifying_key());
        let signature = key.sign(self.text.as_bytes());
        self.add(&public, &signature.to_bytes());
    }

    pub(crate) fn cosign(&mut self, name: &str, key: &SigningKey, time: u64) {
        let public = NoteKey::new(name, COSIGNATURE, key.verifying_key());
        let signature = key.sign(cosigned(time, &self.text).as_bytes());
        self.add(&public, &[&time.to_be_bytes()[..], &signature.to_bytes()].concat());
    }

    fn add(&mut self, key: &NoteKey, signature: &[u8]) {
        let bytes = [&key.id().to_be_bytes()[..], signature].concat();
        self.signatures.push((key.name.clone(), bytes));
    }

    /// Takes over a signature from another copy of the same text.
    pub(crate) fn adopt(&mut self, other: &Note, key: &NoteKey) -> bool {
        if other.text != self.text || other.signed_by(key).is_none() {
            return false;
        }
        let id = key.id().to_be_bytes();
        let ours = |(name, bytes): &(String, Vec<u8>)| *name == key.name && bytes.starts_with(&id);
        self.signatures.retain(|signature| !ours(signature));
        self.signatures.extend(other.signatures.iter().filter(|other| ours(other)).cloned());
        true
    }
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures
            .iter()
            .try_for_each(|(name, bytes)| writeln!(f, "— {name} {}", BASE64.encode(bytes)))
    }
}

/// What a witness signs (`c2sp.org/tlog-cosignature`).
fn cosigned(time: u64, text: &str) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}

/// The kind of a log's own key.
pub(crate) fn log_key(name: &str, key: &SigningKey) -> NoteKey {
    NoteKey::new(name, ED25519, key.verifying_key())
}

#[cfg(test)]
mod tests {
    use super::{Note, NoteKey, log_key};
    use ed25519_dalek::SigningKey;

    /// The example of the Go package `golang.org/x/mod/sumdb/note`, from which the
    /// format comes: its key, its text, its signature.
    #[test]
    fn the_published_note_verifies() {
        let key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        let key = NoteKey::parse(key).unwrap();
        let note = "If you think cryptography is the answer to your problem,\n\
            then you don't know what your problem is.\n\
            \n\
            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        let parsed = Note::parse(note).unwrap();
        assert!(parsed.signed_by(&key).is_some());
        assert_eq!(parsed.to_string(), note);
        let changed = note.replace("answer", "Answer");
        assert!(Note::parse(&changed).unwrap().signed_by(&key).is_none());
    }

    #[test]
    fn a_key_is_read_back_and_refused_when_touched() {
        let key = log_key("example.org/log", &SigningKey::from_bytes(&[7; 32]));
        let text = key.to_string();
        assert_eq!(NoteKey::parse(&text), Some(key));
        assert_eq!(NoteKey::parse(&text.replace("example", "exemple")), None);
        assert_eq!(NoteKey::parse("a+b"), None);
    }

    #[test]
    fn what_is_no_note_is_none() {
        for text in [
            "",
            "\n\n",
            "text\n",
            "text\n\n",
            "text\n\n— a\n",
            "text\n\n— a AAAA\n",
            "text\n\n— a AAAAAAA",
            "te\u{7}xt\n\n— a AAAAAAAA\n",
        ] {
            assert_eq!(Note::parse(text), None, "{text:?}");
        }
    }
}
