//! Merkle tree hashing and proofs of RFC 6962 (and RFC 9162, which words the
//! verification), over whatever leaves. Pure.
//!
//! A tree is kept as the hashes of its complete subtrees of 256 leaves and more, and the
//! leaves after the last of them. Proofs that reach into a complete block are given its
//! leaves again.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::row::Hash;

/// Leaves of a block.
pub(crate) const BLOCK: u64 = 256;

/// The hash of a leaf.
#[must_use]
pub(crate) fn leaf(data: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(data).finalize().into()
}

/// The hash of two subtrees.
#[must_use]
pub(crate) fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The root of a tree without leaves.
#[must_use]
pub(crate) fn empty() -> Hash {
    Sha256::digest([]).into()
}

/// Leaves of blocks, by place.
pub(crate) type Blocks = BTreeMap<u64, Vec<Hash>>;

/// A growing tree.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    /// Complete subtrees of 256, 512, … leaves.
    levels: Vec<Vec<Hash>>,
    /// Leaves after the last complete block.
    recent: Vec<Hash>,
}

fn length(list: &[Hash]) -> u64 {
    u64::try_from(list.len()).unwrap_or(u64::MAX)
}

impl Shape {
    pub(crate) fn size(&self) -> u64 {
        self.whole() + length(&self.recent)
    }

    /// Leaves in complete blocks.
    pub(crate) fn whole(&self) -> u64 {
        self.levels.first().map_or(0, |blocks| length(blocks) * BLOCK)
    }

    /// Hashes of blocks from a place on.
    pub(crate) fn blocks_from(&self, place: u64) -> impl Iterator<Item = (u64, &Hash)> {
        let blocks = self.levels.first().map_or(&[][..], Vec::as_slice);
        (0..).zip(blocks).filter(move |(at, _)| *at >= place)
    }

    pub(crate) fn push(&mut self, leaf: Hash) {
        self.recent.push(leaf);
        if length(&self.recent) == BLOCK {
            let block = whole_root(&self.recent);
            self.recent.clear();
            self.push_block(block);
        }
    }

    /// A complete block, when the tree ends with one.
    pub(crate) fn push_block(&mut self, block: Hash) {
        let mut carried = block;
        for level in 0.. {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            let Some(list) = self.levels.get_mut(level) else { return };
            list.push(carried);
            match list.as_slice() {
                [.., left, right] if list.len() % 2 == 0 => carried = node(left, right),
                _ => return,
            }
        }
    }

    /// The hash over leaves `from..to`, a range as the recursions below make them.
    fn range(&self, from: u64, to: u64, blocks: &Blocks) -> Option<Hash> {
        let count = to.checked_sub(from)?;
        if count == 0 {
            return Some(empty());
        }
        if count == 1 {
            return self.leaf(from, blocks);
        }
        if count.is_power_of_two() && count >= BLOCK && from.is_multiple_of(count) {
            let level = usize::try_from((count / BLOCK).trailing_zeros()).ok()?;
            let place = usize::try_from(from / count).ok()?;
            return self.levels.get(level)?.get(place).copied();
        }
        let middle = from + split(count);
        Some(node(&self.range(from, middle, blocks)?, &self.range(middle, to, blocks)?))
    }

    fn leaf(&self, index: u64, blocks: &Blocks) -> Option<Hash> {
        if let Some(recent) = index.checked_sub(self.whole()) {
            return self.recent.get(usize::try_from(recent).ok()?).copied();
        }
        let within = usize::try_from(index % BLOCK).ok()?;
        blocks.get(&(index / BLOCK))?.get(within).copied()
    }

    /// `MTH(D[size])`, RFC 6962, 2.1.
    pub(crate) fn root(&self, size: u64, blocks: &Blocks) -> Option<Hash> {
        (size <= self.size()).then(|| self.range(0, size, blocks)).flatten()
    }

    /// `PATH(m, D[n])`, RFC 6962, 2.1.1.
    pub(crate) fn inclusion(&self, index: u64, size: u64, blocks: &Blocks) -> Option<Vec<Hash>> {
        let mut path = Vec::new();
        let (mut from, mut to) = (0, size);
        while to - from > 1 {
            let middle = from + split(to - from);
            if index < middle {
                path.push(self.range(middle, to, blocks)?);
                to = middle;
            } else {
                path.push(self.range(from, middle, blocks)?);
                from = middle;
            }
        }
        path.reverse();
        Some(path)
    }

    /// `PROOF(m, D[n])`, RFC 6962, 2.1.2. Empty when nothing is to be proved.
    pub(crate) fn consistency(&self, old: u64, new: u64, blocks: &Blocks) -> Option<Vec<Hash>> {
        if old == 0 || old == new {
            return Some(Vec::new());
        }
        let mut proof = Vec::new();
        let (mut from, mut to, mut known) = (0, new, true);
        while old != to {
            let middle = from + split(to - from);
            if old <= middle {
                proof.push(self.range(middle, to, blocks)?);
                to = middle;
            } else {
                proof.push(self.range(from, middle, blocks)?);
                from = middle;
                known = false;
            }
        }
        if !known {
            proof.push(self.range(from, to, blocks)?);
        }
        proof.reverse();
        Some(proof)
    }
}

/// The largest power of two below a count of two or more.
fn split(count: u64) -> u64 {
    1 << (63 - (count - 1).leading_zeros())
}

/// The root of a block whose number of leaves is a power of two.
fn whole_root(leaves: &[Hash]) -> Hash {
    let mut row = leaves.to_vec();
    while row.len() > 1 {
        row = row.as_chunks::<2>().0.iter().map(|[left, right]| node(left, right)).collect();
    }
    row.first().copied().unwrap_or_else(empty)
}

/// RFC 9162, 2.1.3.2.
#[must_use]
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, path: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut place, mut last, mut hash) = (index, size - 1, *leaf);
    for step in path {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            hash = node(step, &hash);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            hash = node(&hash, step);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && hash == *root
}

/// Whether the tree with one root continues the tree with the other (RFC 9162, 2.1.4.2).
#[must_use]
pub fn verify_consistency(old: (u64, &Hash), new: (u64, &Hash), proof: &[Hash]) -> bool {
    let ((old_size, old_root), (new_size, new_root)) = (old, new);
    if old_size > new_size {
        return false;
    }
    if old_size == 0 {
        return proof.is_empty() && *old_root == empty();
    }
    if old_size == new_size {
        return proof.is_empty() && old_root == new_root;
    }
    let mut steps = proof.iter();
    let first = if old_size.is_power_of_two() { Some(old_root) } else { steps.next() };
    let Some(first) = first else { return false };
    let (mut place, mut last) = (old_size - 1, new_size - 1);
    while place & 1 == 1 {
        place >>= 1;
        last >>= 1;
    }
    let (mut was, mut is) = (*first, *first);
    for step in steps {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            was = node(step, &was);
            is = node(step, &is);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            is = node(&is, step);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && was == *old_root && is == *new_root
}

#[cfg(test)]
mod tests {
    use super::{Blocks, Shape, empty, leaf, verify_consistency, verify_inclusion};
    use crate::keys::custodians::hex;
    use crate::row::Hash;
    use ct_merkle::mem_backed_tree::MemoryBackedTree;
    use sha2::Sha256;

    fn data(index: u64) -> Vec<u8> {
        index.to_be_bytes().to_vec()
    }

    /// A tree and, as the log would give them, the leaves of its blocks.
    fn grown(size: u64) -> (Shape, Blocks) {
        let mut shape = Shape::default();
        let mut blocks = Blocks::new();
        for index in 0..size {
            let hash = leaf(&data(index));
            shape.push(hash);
            blocks.entry(index / super::BLOCK).or_default().push(hash);
        }
        (shape, blocks)
    }

    /// The eight leaves and the roots of certificate-transparency-go's reference tree.
    #[test]
    fn roots_are_the_published_ones() {
        let leaves: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let mut shape = Shape::default();
        assert_eq!(shape.root(0, &Blocks::new()), Some(empty()));
        for (leaves, root) in leaves.iter().zip(roots) {
            shape.push(leaf(leaves));
            assert_eq!(hex(&shape.root(shape.size(), &Blocks::new()).unwrap()), root);
        }
    }

    /// Roots and proofs of every size up to 70, and of sizes around the ends of blocks.
    #[test]
    fn another_implementation_agrees_on_roots_and_proofs() {
        let (shape, blocks) = grown(1100);
        let mut reference = MemoryBackedTree::<Sha256, Vec<u8>>::new();
        for size in 1..=1100_u64 {
            reference.push(data(size - 1));
            if size > 70
                && !(250..262).contains(&size)
                && !(765..772).contains(&size)
                && size < 1098
            {
                continue;
            }
            let root = reference.root();
            let ours = shape.root(size, &blocks).unwrap();
            assert_eq!(ours[..], root.as_bytes()[..], "size {size}");
            for index in (0..size).filter(|index| size <= 70 || index % 37 == 0 || index + 3 > size)
            {
                let proof = shape.inclusion(index, size, &blocks).unwrap();
                let expected = reference.prove_inclusion(usize::try_from(index).unwrap());
                assert_eq!(proof.concat(), expected.as_bytes(), "{index} in {size}");
                assert!(verify_inclusion(&leaf(&data(index)), index, size, &proof, &ours));
            }
            for old in (1..size).filter(|old| size <= 70 || old % 37 == 0 || old + 3 > size) {
                let proof = shape.consistency(old, size, &blocks).unwrap();
                let added = usize::try_from(size - old).unwrap();
                let expected = reference.prove_consistency(added);
                assert_eq!(proof.concat(), expected.as_bytes(), "{old} to {size}");
                let was = shape.root(old, &blocks).unwrap();
                assert!(verify_consistency((old, &was), (size, &ours), &proof));
            }
        }
    }

    #[test]
    fn a_proof_that_was_touched_proves_nothing() {
        let (shape, blocks) = grown(300);
        let root = shape.root(300, &blocks).unwrap();
        let was = shape.root(123, &blocks).unwrap();
        let mut refused = 0;
        let mut touch = |proof: Vec<Hash>, check: &dyn Fn(&[Hash]) -> bool| {
            assert!(check(&proof));
            for place in 0..proof.len() {
                let mut changed = proof.clone();
                changed[place][7] ^= 1;
                assert!(!check(&changed));
                changed = proof.clone();
                changed.remove(place);
                assert!(!check(&changed));
                changed = proof.clone();
                changed.insert(place, [0; 32]);
                assert!(!check(&changed));
                refused += 3;
            }
        };
        let leaf = leaf(&data(77));
        touch(shape.inclusion(77, 300, &blocks).unwrap(), &|proof| {
            verify_inclusion(&leaf, 77, 300, proof, &root)
        });
        touch(shape.consistency(123, 300, &blocks).unwrap(), &|proof| {
            verify_consistency((123, &was), (300, &root), proof)
        });
        assert!(refused > 40);
        let proof = shape.inclusion(77, 300, &blocks).unwrap();
        assert!(!verify_inclusion(&leaf, 78, 300, &proof, &root));
        // Sizes with paths of the same shape are told apart by the checkpoint, which signs
        // size and root together.
        assert!(!verify_inclusion(&leaf, 77, 256, &proof, &root));
        assert!(!verify_inclusion(&leaf, 300, 300, &proof, &root));
    }
}
