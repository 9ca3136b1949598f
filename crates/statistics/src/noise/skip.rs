//! Which of many zeros a threshold lets through, without drawing for each.
//!
//! Every zero exceeds the threshold with the same probability p, independently. Whether any of a block of 2ʲ zeros does is one draw of probability
//! 1 − (1−p)^(2ʲ); if one does, whether one of the left half does is a draw of probability 1 ÷ (1 + (1−p)^(2ʲ⁻¹)), and so on down to the single
//! zero; what it measures is drawn from the law of the noise above the threshold. Each of these probabilities is a real number known between
//! proven bounds, compared with as many random bits as it takes, as in `fast`. So the law is that of noise in every cell of which the
//! cells at or below the threshold are dropped. Proof: `docs/noise.md`.

use super::{Bits, Variance, cdf};
use num_bigint::BigUint;

/// Blocks have at most 2³⁸ zeros: more than any table has cells.
const HALVINGS: usize = 38;
const HEAD: u64 = 63;
const PRECISION: u64 = 256;
/// Squaring a bound doubles what it lacks: so many times at most.
const GUARD: u64 = 64;

/// The law of what a threshold lets through.
#[derive(Clone, Debug)]
pub(crate) struct Skip {
    variance: Variance,
    above: i64,
    /// For every j, 2⁶³ times the probability that some zero of 2ʲ exceeds, rounded down.
    any: Vec<u64>,
    /// For every j, 2⁶³ times the probability that the left half of such a block does, rounded down.
    left: Vec<u64>,
    /// For every measurement above the threshold, 2⁶³ times the probability to be at most that, rounded down.
    tail: Vec<u64>,
}

/// A probability that is compared with uniform bits.
#[derive(Copy, Clone)]
enum Chance {
    Any(usize),
    Left(usize),
}

impl Skip {
    pub(crate) fn new(variance: Variance, above: i64) -> Self {
        let mut skip =
            Self { variance, above: above.max(0), any: vec![], left: vec![], tail: vec![] };
        let none = skip.none(PRECISION);
        for (lo, hi) in &none {
            skip.any.push(head(&Chance::any(lo, hi, PRECISION).0, PRECISION));
            skip.left.push(head(&Chance::left(lo, hi, PRECISION).0, PRECISION));
        }
        for (lo, _) in skip.tails(PRECISION) {
            let head = head(&lo, PRECISION);
            if skip.tail.last() == Some(&head) {
                break;
            }
            skip.tail.push(head);
        }
        skip
    }

    pub(crate) const fn above(&self) -> i64 {
        self.above
    }

    /// Hands over, in ascending order, every zero of `zeros` that exceeds the threshold, and what it measures.
    pub(crate) fn each(&self, zeros: u64, bits: &mut impl Bits, each: &mut impl FnMut(u64, i64)) {
        let mut from = 0;
        // Blocks are as large as fit, the largest first.
        while from < zeros {
            let block = ((zeros - from).ilog2() as usize).min(self.typical());
            if self.decide(Chance::Any(block), bits) {
                self.within(from, block, bits, each);
            }
            from += 1 << block;
        }
    }

    /// The size of block of which about every other has something: larger ones only cost steps.
    fn typical(&self) -> usize {
        self.any.iter().position(|any| *any >= 1 << (HEAD - 1)).unwrap_or(HALVINGS)
    }

    /// A block of which something exceeds.
    fn within(
        &self,
        from: u64,
        block: usize,
        bits: &mut impl Bits,
        each: &mut impl FnMut(u64, i64),
    ) {
        let Some(half) = block.checked_sub(1) else {
            each(from, self.value(bits));
            return;
        };
        let left = self.decide(Chance::Left(half), bits);
        if left {
            self.within(from, half, bits, each);
        }
        // If nothing on the left does, something on the right must; else the right is as any block.
        if !left || self.decide(Chance::Any(half), bits) {
            self.within(from + (1 << half), half, bits, each);
        }
    }

    /// True with the probability that is meant, exactly.
    fn decide(&self, chance: Chance, bits: &mut impl Bits) -> bool {
        let bound = match chance {
            Chance::Any(j) => self.any.get(j),
            Chance::Left(j) => self.left.get(j),
        };
        let bound = bound.copied().unwrap_or(0);
        let head = bits.word() >> 1;
        // The probability lies in [bound, bound + 2) · 2⁻⁶³.
        if head < bound {
            return true;
        }
        if head > bound + 1 {
            return false;
        }
        let mut uniform = Uniform { value: BigUint::from(head), length: HEAD };
        let mut precision = PRECISION;
        loop {
            let none = self.none(precision);
            let (lo, hi) = match chance {
                Chance::Any(j) => Chance::any(&none[j].0, &none[j].1, precision),
                Chance::Left(j) => Chance::left(&none[j].0, &none[j].1, precision),
            };
            uniform.lengthen(precision, bits);
            // All of [value, value + 1) lies below the lower bound, or none of it below the upper one.
            if uniform.value < lo {
                return true;
            }
            if uniform.value >= hi {
                return false;
            }
            precision *= 2;
        }
    }

    /// A measurement above the threshold.
    fn value(&self, bits: &mut impl Bits) -> i64 {
        let head = bits.word() >> 1;
        let at = self.tail.partition_point(|bound| *bound <= head);
        let before = at.checked_sub(1).and_then(|before| self.tail.get(before));
        let decided = before.is_none_or(|before| head - before > 1) && at < self.tail.len();
        if decided {
            return self.above + 1 + at as i64;
        }
        let mut uniform = Uniform { value: BigUint::from(head), length: HEAD };
        let mut precision = PRECISION;
        loop {
            uniform.lengthen(precision, bits);
            let above: BigUint = &uniform.value + 1_u8;
            let mut lower_is_clear = true;
            for (at, (lo, hi)) in self.tails(precision).iter().enumerate() {
                if lower_is_clear && above <= *lo {
                    return self.above + 1 + at as i64;
                }
                lower_is_clear = uniform.value >= *hi;
            }
            precision *= 2;
        }
    }

    /// Bounds on P(|X| ≤ k) for all k, as fine as it takes for what is beyond the threshold to have `precision` bits of its own.
    fn within_all(&self, precision: u64) -> (Vec<(BigUint, BigUint)>, u64) {
        let mut fine = precision + GUARD;
        loop {
            let bounds = cdf::within(self.variance, fine);
            let one = BigUint::from(1_u8) << fine;
            let beyond = bounds
                .get(self.above as usize)
                .map(|(_, hi)| if *hi < one { (&one - hi).bits() } else { 0 });
            if beyond.is_some_and(|bits| bits >= precision + GUARD / 2) {
                return (bounds, fine);
            }
            fine += precision.max(128);
        }
    }

    /// For every j: bounds on the probability that no zero of 2ʲ exceeds.
    fn none(&self, precision: u64) -> Vec<(BigUint, BigUint)> {
        let (bounds, fine) = self.within_all(precision);
        let one = BigUint::from(1_u8) << fine;
        let (lo, hi) = &bounds[self.above as usize];
        // P(X ≤ a) = (1 + P(|X| ≤ a)) ÷ 2.
        let (mut lo, mut hi) = ((&one + lo) >> 1_u8, ((&one + hi) >> 1_u8) + 1_u8);
        let mut all = Vec::with_capacity(HALVINGS + 1);
        for _ in 0..=HALVINGS {
            let cut = fine - precision;
            all.push((&lo >> cut, (&hi >> cut) + 1_u8));
            (lo, hi) = ((&lo * &lo) >> fine, ((&hi * &hi) >> fine) + 1_u8);
        }
        all
    }

    /// For every k above the threshold: bounds on the probability to be at most k, given that it is above.
    fn tails(&self, precision: u64) -> Vec<(BigUint, BigUint)> {
        let (bounds, fine) = self.within_all(precision);
        let one = BigUint::from(1_u8) << fine;
        let (base_lo, base_hi) = &bounds[self.above as usize];
        let minus = |a: &BigUint, b: &BigUint| if a > b { a - b } else { BigUint::ZERO };
        let mut tails: Vec<(BigUint, BigUint)> = bounds[self.above as usize + 1..]
            .iter()
            .map(|(lo, hi)| {
                // (A − B) ÷ (1 − B) rises with A and falls with B.
                let lower = (minus(lo, base_hi) << precision) / minus(&one, base_hi);
                let upper = (minus(hi, base_lo) << precision) / minus(&one, base_lo) + 1_u8;
                (lower, upper)
            })
            .collect();
        if tails.is_empty() {
            tails.push((BigUint::ZERO, BigUint::from(1_u8) << precision));
        }
        tails
    }
}

impl Chance {
    /// 1 − Q.
    fn any(lo: &BigUint, hi: &BigUint, precision: u64) -> (BigUint, BigUint) {
        let one = BigUint::from(1_u8) << precision;
        let minus = |b: &BigUint| if one > *b { &one - b } else { BigUint::ZERO };
        (minus(hi), minus(lo))
    }

    /// 1 ÷ (1 + Q).
    fn left(lo: &BigUint, hi: &BigUint, precision: u64) -> (BigUint, BigUint) {
        let one = BigUint::from(1_u8) << precision;
        let over = |q: &BigUint| (&one << precision) / (&one + q);
        (over(hi), over(lo) + 1_u8)
    }
}

fn head(bound: &BigUint, precision: u64) -> u64 {
    u64::try_from(bound >> (precision - HEAD)).unwrap_or(u64::MAX >> 1)
}

/// A uniform number in [0, 1) of which more and more bits are known.
struct Uniform {
    value: BigUint,
    length: u64,
}

impl Uniform {
    fn lengthen(&mut self, to: u64, bits: &mut impl Bits) {
        while self.length < to {
            let take = (to - self.length).min(64);
            self.value = (&self.value << take) + (bits.word() >> (64 - take));
            self.length += take;
        }
    }
}
