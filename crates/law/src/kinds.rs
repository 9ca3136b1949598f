//! Small numbers for words: kinds of events and codes.
//!
//! The engine asks "is there any trigger in this history?" for every duty of every case, so kinds are indices into the
//! vocabulary and sets of them are four machine words. What a number means is known only to the vocabulary that made it;
//! numbers of two different law folders must not meet.

/// The most kinds of events a vocabulary may have: what a [`KindSet`] can hold.
pub const KINDS_MAX: usize = 256;

/// A kind of event: an index into the vocabulary.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct KindId(u8);

impl KindId {
    /// The kind at this place of the vocabulary, if a set could hold it.
    #[must_use]
    pub fn new(index: usize) -> Option<Self> {
        u8::try_from(index).ok().map(Self)
    }

    /// The place in the vocabulary.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A set of kinds.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct KindSet([u64; KINDS_MAX / 64]);

impl KindSet {
    /// No kinds.
    pub const EMPTY: Self = Self([0; KINDS_MAX / 64]);
    /// Every kind there can be.
    pub const ALL: Self = Self([u64::MAX; KINDS_MAX / 64]);

    /// The set with one more kind.
    #[must_use]
    pub const fn with(mut self, kind: KindId) -> Self {
        self.0[kind.index() / 64] |= 1 << (kind.index() % 64);
        self
    }

    /// The set without a kind.
    #[must_use]
    pub const fn without(mut self, kind: KindId) -> Self {
        self.0[kind.index() / 64] &= !(1 << (kind.index() % 64));
        self
    }

    /// Whether the kind is in the set.
    #[must_use]
    pub const fn has(&self, kind: KindId) -> bool {
        self.0[kind.index() / 64] >> (kind.index() % 64) & 1 == 1
    }

    /// Whether nothing is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::EMPTY
    }

    /// Whether the two sets share a kind.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    /// Whether every kind of `other` is in this set.
    #[must_use]
    pub fn holds_all(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(a, b)| b & !a == 0)
    }

    /// The first kind that the two sets share.
    #[must_use]
    pub fn first_shared(&self, other: &Self) -> Option<KindId> {
        let mut shared = *self;
        for (a, b) in shared.0.iter_mut().zip(&other.0) {
            *a &= b;
        }
        shared.first()
    }

    /// Both sets together.
    #[must_use]
    pub fn union(mut self, other: &Self) -> Self {
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a |= b;
        }
        self
    }

    /// The kinds that are not in the set.
    #[must_use]
    pub fn complement(mut self) -> Self {
        for word in &mut self.0 {
            *word = !*word;
        }
        self
    }

    /// The kinds, in the order of the vocabulary.
    pub fn iter(&self) -> impl Iterator<Item = KindId> + '_ {
        // Bit by set bit: sets are small, and the engine walks them for every case.
        self.0.iter().enumerate().flat_map(|(i, word)| {
            std::iter::successors(Some(*word), |left| Some(left & left.wrapping_sub(1)))
                .take_while(|left| *left != 0)
                .filter_map(move |left| KindId::new(i * 64 + left.trailing_zeros() as usize))
        })
    }

    /// The first kind, in the order of the vocabulary.
    #[must_use]
    pub fn first(&self) -> Option<KindId> {
        self.0
            .iter()
            .enumerate()
            .find(|(_, word)| **word != 0)
            .and_then(|(i, word)| KindId::new(i * 64 + word.trailing_zeros() as usize))
    }
}

impl FromIterator<KindId> for KindSet {
    fn from_iter<T: IntoIterator<Item = KindId>>(kinds: T) -> Self {
        kinds.into_iter().fold(Self::EMPTY, Self::with)
    }
}

/// A code of a code list (a country, a ground of custody …): an index into the vocabulary's codes.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CodeId(pub u32);
