//! The discrete Gaussian by inversion, with bits as they are needed.
//!
//! The magnitude is the least k with U < P(|X| ≤ k), U uniform in [0, 1); the sign is a bit of its own. Of U, 63 bits are drawn. They decide
//! for all but about one draw in 2⁵⁵ per boundary; where they do not, more bits are drawn and compared with sharper
//! bounds until they do. So the law is that of the discrete Gaussian on all integers, not of an approximation. Proof: `docs/noise.md`.

use super::{Bits, Variance, cdf};
use num_bigint::BigUint;

/// Bits of U that are drawn at once.
const HEAD: u64 = 63;
/// Bits of U by which a draw finds where to begin to look.
const GUIDE: u64 = 12;
const PRECISION: u64 = 256;

/// Boundaries between magnitudes, as 63-bit numbers.
#[derive(Clone, Debug)]
pub(super) struct Table {
    variance: Variance,
    /// For every magnitude, 2⁶³ · P(|X| ≤ k) rounded down; a `u64::MAX` at the end stops every search.
    below: Vec<u64>,
    /// For every beginning of U, where to begin to look.
    guide: Vec<u16>,
}

impl Table {
    pub(super) fn new(variance: Variance) -> Self {
        let mut below: Vec<u64> = Vec::new();
        for (lo, _) in cdf::within(variance, PRECISION) {
            let head = u64::try_from(&lo >> (PRECISION - HEAD)).unwrap_or(u64::MAX >> 1);
            // Magnitudes that only bits beyond the 63rd tell from the one before are found there.
            if below.last() == Some(&head) {
                break;
            }
            below.push(head);
        }
        below.push(u64::MAX);
        let guide = (0..1_u64 << GUIDE)
            .map(|slot| {
                let least = slot << (HEAD - GUIDE);
                below.partition_point(|bound| *bound <= least).min(usize::from(u16::MAX)) as u16
            })
            .collect();
        Self { variance, below, guide }
    }

    #[inline]
    pub(super) fn draw(&self, bits: &mut impl Bits) -> i64 {
        let word = bits.word();
        let (head, sign) = (word >> 1, (word & 1) as i64);
        let slot = (head >> (HEAD - GUIDE)) as usize;
        let mut at = usize::from(self.guide.get(slot).copied().unwrap_or(0));
        let mut bound = self.below.get(at).copied().unwrap_or(u64::MAX);
        while head >= bound {
            at += 1;
            bound = self.below.get(at).copied().unwrap_or(u64::MAX);
        }
        // Decided if all of [head, head + 1) lies above the boundary before: it is at most one unit above its lower bound.
        let before = at.checked_sub(1).and_then(|before| self.below.get(before)).copied();
        let undecided = before.is_some_and(|before| head - before <= 1) || bound == u64::MAX;
        let magnitude = if undecided { refine(self.variance, head, bits) } else { at as i64 };
        (magnitude ^ -sign) + sign
    }

    /// The least h with P(|X| ≤ h) ≥ 95 %.
    pub(super) fn half_width(&self) -> i64 {
        let level = ((1_u128 << HEAD) * 95 / 100 + 1) as u64;
        self.below.partition_point(|bound| *bound < level) as i64
    }
}

/// Draws more of U, of which `head` is the beginning, until it is clear between which boundaries it lies.
#[cold]
pub(super) fn refine(variance: Variance, head: u64, bits: &mut impl Bits) -> i64 {
    let (mut u, mut length) = (BigUint::from(head), HEAD);
    let mut precision = PRECISION;
    loop {
        while length < precision {
            let take = (precision - length).min(64);
            u = (u << take) + (bits.word() >> (64 - take));
            length += take;
        }
        // U lies in [u, u + 1) · 2^−precision.
        let above: BigUint = &u + 1_u8;
        let mut lower_is_clear = true;
        for (k, (lo, hi)) in cdf::within(variance, precision).iter().enumerate() {
            if lower_is_clear && above <= *lo {
                return k as i64;
            }
            lower_is_clear = u >= *hi;
        }
        precision *= 2;
    }
}
