//! Sealing bytes under a key: XChaCha20-Poly1305 with nonces drawn at random, bound to
//! the place they belong to, padded to a few sizes.
//!
//! Every box opens with the number of its algorithm, so that another can follow. A
//! 192-bit random nonce may be used 2^80 times under one key before a repeat becomes
//! likely enough to speak of; no counter has to survive a crash or a restored backup.

use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::random::{NoRandomness, Random, draw};

/// The one algorithm so far.
const XCHACHA20_POLY1305: u8 = 1;
const NONCE_BYTES: usize = 24;
const TAG_BYTES: usize = 16;
/// The smallest size a padded text has.
const BUCKET_BYTES_MIN: usize = 128;

/// 256 secret bits. They leave memory when the value does, and never print.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct Key([u8; 32]);

impl Key {
    pub(crate) fn random(random: &dyn Random) -> Result<Key, NoRandomness> {
        draw(random).map(Key)
    }

    pub(crate) fn new(bytes: [u8; 32]) -> Key {
        Key(bytes)
    }

    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Key> {
        bytes.try_into().ok().map(Key)
    }

    pub(crate) fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// A key for one purpose only (RFC 5869).
    pub(crate) fn derive(&self, purpose: &str) -> Key {
        Key::stretch(&self.0, purpose)
    }

    /// A key from bytes that are secret enough, for one purpose.
    pub(crate) fn stretch(secret: &[u8], purpose: &str) -> Key {
        let mut key = [0; 32];
        Hkdf::<Sha256>::new(Some(b"amparo ledger v1"), secret)
            .expand(purpose.as_bytes(), &mut key)
            .expect("invariant: 32 bytes are fewer than HKDF can give");
        Key(key)
    }

    /// A name that only the owner of the key can compute.
    pub(crate) fn blind(&self, text: &[u8]) -> [u8; 32] {
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&self.0)
            .expect("invariant: HMAC takes a key of any length");
        mac.update(text);
        mac.finalize().into_bytes().into()
    }
}

/// The box did not open: another key, another place, or changed bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unopened;

/// Seals `plain`, bound to `place`.
pub(crate) fn seal(
    key: &Key,
    place: &[u8],
    plain: &[u8],
    random: &dyn Random,
) -> Result<Vec<u8>, NoRandomness> {
    let nonce = draw(random)?;
    Ok(seal_with(key, nonce, place, plain))
}

/// Seals with a nonce that was drawn before and is used here only.
pub(crate) fn seal_with(
    key: &Key,
    nonce: [u8; NONCE_BYTES],
    place: &[u8],
    plain: &[u8],
) -> Vec<u8> {
    // In the place where it is to lie: the text stands in the clear nowhere else.
    let size = sealed_bytes(plain.len());
    let mut out = Vec::with_capacity(size);
    out.push(XCHACHA20_POLY1305);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&u32::try_from(plain.len()).unwrap_or(u32::MAX).to_be_bytes());
    out.extend_from_slice(plain);
    out.resize(size - TAG_BYTES, 0);
    let text = out.get_mut(1 + NONCE_BYTES..).unwrap_or_default();
    let (cipher, nonce) = cipher(key, &nonce);
    let tag = cipher
        .seal_in_place_separate_tag(nonce, Aad::from(bound(place)), text)
        .expect("invariant: texts are far below the cipher's 256 GB");
    out.extend_from_slice(tag.as_ref());
    out
}

/// How long a box is. The text in it has its length in front and zeros behind, up to a
/// power of two: an observer learns which of a dozen sizes a text has, not how long it is.
pub(crate) fn sealed_bytes(plain: usize) -> usize {
    1 + NONCE_BYTES + (plain + 4).next_power_of_two().max(BUCKET_BYTES_MIN) + TAG_BYTES
}

/// Opens a box that was sealed at `place`.
pub(crate) fn open(key: &Key, place: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Unopened> {
    let (&algorithm, rest) = sealed.split_first().ok_or(Unopened)?;
    if algorithm != XCHACHA20_POLY1305 {
        return Err(Unopened);
    }
    let (nonce, sealed) = rest.split_first_chunk::<NONCE_BYTES>().ok_or(Unopened)?;
    let mut text = Zeroizing::new(sealed.to_vec());
    let (cipher, nonce) = cipher(key, nonce);
    let opened = cipher.open_in_place(nonce, Aad::from(bound(place)), &mut text);
    let size = opened.map_err(|_| Unopened)?.len();
    text.truncate(size);
    let length = text.first_chunk::<4>().map(|length| u32::from_be_bytes(*length));
    let length = length.and_then(|length| usize::try_from(length).ok()).ok_or(Unopened)?;
    if length.checked_add(4).is_none_or(|end| end > text.len()) {
        return Err(Unopened);
    }
    text.copy_within(4..4 + length, 0);
    text.truncate(length);
    Ok(text)
}

/// The cipher for one box, and what is left of its nonce (`draft-irtf-cfrg-xchacha-03`,
/// 2.3): a key of its own from the first sixteen bytes, and the last eight.
fn cipher(key: &Key, nonce: &[u8; NONCE_BYTES]) -> (LessSafeKey, Nonce) {
    let [first @ .., _, _, _, _, _, _, _, _] = *nonce;
    let mut of_box = chacha20::hchacha::<chacha20::R20>(&key.0.into(), &first.into());
    let unbound = UnboundKey::new(&CHACHA20_POLY1305, &of_box);
    of_box.zeroize();
    let mut last = [0; 12];
    last[4..].copy_from_slice(&nonce[16..]);
    let unbound = unbound.expect("invariant: the cipher takes 32 bytes");
    (LessSafeKey::new(unbound), Nonce::assume_unique_for_key(last))
}

/// The place and the algorithm: a box cannot be read as one of another algorithm.
fn bound(place: &[u8]) -> Vec<u8> {
    let mut bound = Vec::with_capacity(1 + place.len());
    bound.push(XCHACHA20_POLY1305);
    bound.extend_from_slice(place);
    bound
}

#[cfg(test)]
mod tests {
    use super::{Key, Unopened, open, seal, seal_with};
    use crate::random::SystemRandom;
    use std::collections::BTreeSet;

    fn key(byte: u8) -> Key {
        Key::new([byte; 32])
    }

    #[test]
    fn what_is_sealed_opens_with_its_key_at_its_place_only() {
        let sealed = seal(&key(1), b"here", b"text", &SystemRandom).unwrap();
        assert_eq!(open(&key(1), b"here", &sealed).unwrap().as_slice(), b"text");
        assert_eq!(open(&key(2), b"here", &sealed).unwrap_err(), Unopened);
        assert_eq!(open(&key(1), b"there", &sealed).unwrap_err(), Unopened);
    }

    #[test]
    fn a_change_of_any_bit_is_noticed() {
        let sealed = seal(&key(1), b"here", b"text", &SystemRandom).unwrap();
        for bit in 0..sealed.len() * 8 {
            let mut changed = sealed.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(open(&key(1), b"here", &changed).unwrap_err(), Unopened, "bit {bit}");
        }
        for length in 0..sealed.len() {
            assert_eq!(open(&key(1), b"here", &sealed[..length]).unwrap_err(), Unopened);
        }
    }

    #[test]
    fn a_box_tells_only_the_size_class_of_its_text() {
        let size = |length: usize| seal_with(&key(1), [0; 24], b"", &vec![7; length]).len();
        assert_eq!(size(0), size(124));
        assert_ne!(size(124), size(125));
        let sizes: BTreeSet<usize> = (0..100_000).step_by(97).map(size).collect();
        assert_eq!(sizes.len(), 11, "128 bytes to 128 KiB");
    }

    /// `draft-irtf-cfrg-xchacha-03`, A.3.1: the cipher itself, without our frame, and the
    /// oracle of the test after this one.
    #[test]
    fn the_cipher_gives_the_published_vector() {
        use chacha20poly1305::aead::{Aead, KeyInit, Payload};
        let key: [u8; 32] = std::array::from_fn(|i| 0x80 + u8::try_from(i).unwrap());
        let nonce: [u8; 24] = std::array::from_fn(|i| 0x40 + u8::try_from(i).unwrap());
        let aad = [0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7];
        let text = b"Ladies and Gentlemen of the class of '99: If I could offer you only one \
            tip for the future, sunscreen would be it.";
        let sealed = chacha20poly1305::XChaCha20Poly1305::new((&key).into())
            .encrypt((&nonce).into(), Payload { msg: text, aad: &aad })
            .unwrap();
        let (cipher, short) = super::cipher(&Key::new(key), &nonce);
        let mut ours = text.to_vec();
        let tag = cipher
            .seal_in_place_separate_tag(short, ring::aead::Aad::from(aad), &mut ours)
            .unwrap();
        ours.extend_from_slice(tag.as_ref());
        assert_eq!(ours, sealed);
        assert_eq!(sealed[..8], [0xbd, 0x6d, 0x17, 0x9d, 0x3e, 0x83, 0xd4, 0x3b]);
        // The tag: c0875924c1c7987947deafd8780acf49.
        assert_eq!(sealed[sealed.len() - 16..][..4], [0xc0, 0x87, 0x59, 0x24]);
        assert_eq!(sealed[sealed.len() - 4..], [0x78, 0x0a, 0xcf, 0x49]);
    }

    /// Another library opens what is sealed here, whatever the length.
    #[test]
    fn another_library_opens_the_same_boxes() {
        use chacha20poly1305::aead::{Aead, KeyInit, Payload};
        for length in (0..2000).step_by(37) {
            let text: Vec<u8> = (0..length).map(|i| u8::try_from(i % 251).unwrap()).collect();
            let sealed = seal(&key(9), b"here", &text, &SystemRandom).unwrap();
            let nonce: [u8; 24] = sealed[1..25].try_into().unwrap();
            let padded = chacha20poly1305::XChaCha20Poly1305::new((&[9; 32]).into())
                .decrypt((&nonce).into(), Payload { msg: &sealed[25..], aad: b"\x01here" })
                .unwrap();
            assert_eq!(padded[..4], u32::try_from(length).unwrap().to_be_bytes());
            assert_eq!(padded[4..][..text.len()], text[..]);
            assert!(padded[4 + text.len()..].iter().all(|byte| *byte == 0));
            assert_eq!(sealed.len(), super::sealed_bytes(text.len()));
        }
    }

    #[test]
    fn ten_thousand_nonces_do_not_repeat() {
        let nonces: BTreeSet<Vec<u8>> = (0..10_000)
            .map(|_| seal(&key(1), b"", b"", &SystemRandom).unwrap()[1..25].to_vec())
            .collect();
        assert_eq!(nonces.len(), 10_000);
    }
}
