//! k of n custodians: a secret shared so that any k can put it together and k-1 learn
//! nothing.
//!
//! Shamir's scheme over the scalars of ristretto255. When shares are dealt, every one is
//! checked against Feldman's commitments to the polynomial, so a dealing that would not
//! open with every quorum is never written down. The commitments are then thrown away:
//! they hide the secret only as long as discrete logarithms are hard, and a disk seized
//! today may be read in thirty years. What is kept is a hash of each share, which names
//! a wrong one and hides it by its 252 random bits.

use std::fmt;

use curve25519_dalek::ristretto::RistrettoPoint;
use curve25519_dalek::scalar::Scalar;
use sha2::{Digest, Sha256};
use vsss_rs::{
    DefaultShare, FeldmanVerifierSet as _, IdentifierPrimeField, ReadableShareSet as _,
    ShareVerifierGroup, feldman,
};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::bytes::{Put, Take};
use crate::error::{Error, Result, Unopenable};
use crate::keys::printed::{self, Misprint};
use crate::random::{Random, draw, generator};
use crate::row::Hash;

type Field = IdentifierPrimeField<Scalar>;
type Dealt = DefaultShare<Field, Field>;
type Verifier = ShareVerifierGroup<RistrettoPoint>;

/// The most custodians there can be.
pub const CUSTODIANS_MAX: u8 = 16;
const SHARE_BYTES: usize = 43;
const VERSION: u8 = 1;

/// A custodian's share: what is printed and put into an envelope.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Share {
    dealing: [u8; 4],
    threshold: u8,
    number: u8,
    value: [u8; 32],
}

impl Share {
    /// Which custodian's it is, from one.
    #[must_use]
    pub fn number(&self) -> u8 {
        self.number
    }

    /// How many are needed together.
    #[must_use]
    pub fn threshold(&self) -> u8 {
        self.threshold
    }

    /// The text to print: fourteen groups of six letters.
    #[must_use]
    pub fn print(&self) -> Zeroizing<String> {
        let body = Zeroizing::new(
            Put::default()
                .u8(VERSION)
                .raw(&self.dealing)
                .u8(self.threshold)
                .u8(self.number)
                .raw(&self.value)
                .0,
        );
        let sum = Sha256::digest(body.as_slice());
        let whole = Zeroizing::new([body.as_slice(), &sum[..4]].concat());
        Zeroizing::new(printed::print(&whole))
    }

    /// Reads what was printed.
    ///
    /// # Errors
    /// Names the group with a slip.
    pub fn read(text: &str) -> std::result::Result<Share, Misprint> {
        let bytes = Zeroizing::new(printed::read(text, SHARE_BYTES)?);
        let (body, sum) = bytes.split_at(SHARE_BYTES - 4);
        if Sha256::digest(body)[..4] != *sum {
            return Err(Misprint::NotAShare);
        }
        let mut take = Take(body);
        let read = |take: &mut Take<'_>| {
            if take.u8()? != VERSION {
                return None;
            }
            Some(Share {
                dealing: take.array()?,
                threshold: take.u8()?,
                number: take.u8()?,
                value: take.array()?,
            })
        };
        read(&mut take).ok_or(Misprint::NotAShare)
    }

    fn hash(&self) -> Hash {
        let mut hash = Sha256::new();
        hash.update(b"amparo share v1\n");
        hash.update(self.dealing);
        hash.update([self.threshold, self.number]);
        hash.update(self.value);
        hash.finalize().into()
    }
}

impl fmt::Debug for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Share(custodian {})", self.number)
    }
}

/// What is kept of a dealing: no secret.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dealing {
    pub(crate) threshold: u8,
    dealing: String,
    hashes: Vec<String>,
}

/// Deals a fresh secret to `count` custodians, any `threshold` of whom can restore it.
pub(crate) fn deal(
    threshold: u8,
    count: u8,
    random: &dyn Random,
) -> Result<(Zeroizing<[u8; 32]>, Dealing, Vec<Share>)> {
    if threshold < 2 || threshold > count || count > CUSTODIANS_MAX {
        return Err(Error::Improper("custodians: at least 2 of at most 16"));
    }
    let wide = Zeroizing::new(draw::<64>(random)?);
    let secret = IdentifierPrimeField(Scalar::from_bytes_mod_order_wide(&wide));
    let (shares, verifiers) = feldman::split_secret::<Dealt, Verifier>(
        usize::from(threshold),
        usize::from(count),
        &secret,
        None,
        generator(random)?,
    )
    .map_err(|_| Error::Improper("the secret cannot be shared"))?;
    if !shares.iter().all(|share| verifiers.verify_share(share).is_ok()) {
        return Err(Error::Improper("a share does not fit the others"));
    }
    let dealing = draw(random)?;
    let shares: Vec<Share> = (1..=count)
        .zip(&shares)
        .map(|(number, share)| Share {
            dealing,
            threshold,
            number,
            value: share.value.0.to_bytes(),
        })
        .collect();
    let kept = Dealing {
        threshold,
        dealing: hex(&dealing),
        hashes: shares.iter().map(|share| hex(&share.hash())).collect(),
    };
    Ok((Zeroizing::new(secret.0.to_bytes()), kept, shares))
}

impl Dealing {
    pub(crate) fn count(&self) -> usize {
        self.hashes.len()
    }

    /// Puts the secret together; names the first share that is wrong.
    pub(crate) fn combine(
        &self,
        shares: &[Share],
    ) -> std::result::Result<Zeroizing<[u8; 32]>, Unopenable> {
        let mut good: Vec<&Share> = Vec::new();
        for share in shares {
            if hex(&share.dealing) != self.dealing {
                return Err(Unopenable::StrangeShare(share.number));
            }
            let place = usize::from(share.number).checked_sub(1);
            let kept = place.and_then(|place| self.hashes.get(place));
            if kept != Some(&hex(&share.hash())) {
                return Err(Unopenable::WrongShare(share.number));
            }
            if !good.iter().any(|other| other.number == share.number) {
                good.push(share);
            }
        }
        if good.len() < usize::from(self.threshold) {
            let given = u8::try_from(good.len()).unwrap_or(u8::MAX);
            return Err(Unopenable::TooFew { needed: self.threshold, given });
        }
        let points: Option<Vec<Dealt>> = good
            .iter()
            .map(|share| {
                let value = Option::<Scalar>::from(Scalar::from_canonical_bytes(share.value))?;
                Some(DefaultShare {
                    identifier: IdentifierPrimeField(Scalar::from(share.number)),
                    value: IdentifierPrimeField(value),
                })
            })
            .collect();
        let first = good.first().map_or(0, |share| share.number);
        let secret = points.and_then(|points| points.combine().ok());
        let secret = secret.ok_or(Unopenable::WrongShare(first))?;
        Ok(Zeroizing::new(secret.0.to_bytes()))
    }
}

/// Small letters, two a byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The bytes of small or capital letters, two each.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
    let (pairs, rest) = digits.as_chunks::<2>();
    rest.is_empty().then(|| {
        pairs.iter().map(|[high, low]| u8::try_from(high * 16 + low).unwrap_or(0)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::{Share, deal};
    use crate::error::Unopenable;
    use crate::random::SystemRandom;

    fn subsets(shares: &[Share], size: usize) -> Vec<Vec<Share>> {
        (0_u32..1 << shares.len())
            .filter(|set| usize::try_from(set.count_ones()).unwrap() == size)
            .map(|set| {
                shares
                    .iter()
                    .enumerate()
                    .filter(|(i, _)| set >> i & 1 == 1)
                    .map(|(_, share)| share.clone())
                    .collect()
            })
            .collect()
    }

    #[test]
    fn every_quorum_opens_and_everybody_fewer_fails() {
        for (threshold, count) in [(2, 2), (2, 3), (3, 5), (4, 7), (16, 16)] {
            let (secret, dealing, shares) = deal(threshold, count, &SystemRandom).unwrap();
            let quorums = subsets(&shares, threshold.into());
            assert!(quorums.iter().all(|quorum| dealing.combine(quorum).unwrap() == secret));
            for few in subsets(&shares, usize::from(threshold) - 1) {
                let given = threshold - 1;
                let refused = Unopenable::TooFew { needed: threshold, given };
                assert_eq!(dealing.combine(&few).unwrap_err(), refused);
            }
        }
    }

    #[test]
    fn fewer_shares_interpolate_to_something_else() {
        // The refusal above is a courtesy; this is the reason for it.
        let (secret, mut dealing, shares) = deal(3, 5, &SystemRandom).unwrap();
        dealing.threshold = 2;
        for few in subsets(&shares, 2) {
            assert_ne!(dealing.combine(&few).unwrap(), secret);
        }
    }

    #[test]
    fn the_same_share_twice_counts_once() {
        let (_, dealing, shares) = deal(2, 3, &SystemRandom).unwrap();
        let twice = [shares[0].clone(), shares[0].clone()];
        let refused = Unopenable::TooFew { needed: 2, given: 1 };
        assert_eq!(dealing.combine(&twice).unwrap_err(), refused);
    }

    #[test]
    fn a_wrong_share_is_named() {
        let (_, dealing, shares) = deal(2, 3, &SystemRandom).unwrap();
        let mut wrong = shares[1].clone();
        wrong.value[3] ^= 1;
        let refused = dealing.combine(&[shares[0].clone(), wrong]).unwrap_err();
        assert_eq!(refused, Unopenable::WrongShare(2));
        let (_, _, others) = deal(2, 3, &SystemRandom).unwrap();
        let refused = dealing.combine(&[shares[0].clone(), others[2].clone()]).unwrap_err();
        assert_eq!(refused, Unopenable::StrangeShare(3));
    }

    #[test]
    fn a_share_survives_paper() {
        let (_, _, shares) = deal(2, 3, &SystemRandom).unwrap();
        let paper = shares[1].print();
        assert_eq!(paper.split(' ').count(), 14);
        assert_eq!(Share::read(&paper.to_lowercase()).unwrap(), shares[1]);
        assert!(Share::read(&paper[7..]).is_err());
    }
}
