//! The right edge of a growing tree: the roots of its complete subtrees, largest first.
//!
//! This is all that appending needs: a tree of a million leaves has a frontier of at most twenty hashes. Invariant: the
//! number of hashes is the number of one bits in the size.

use crate::hash::{EMPTY_ROOT, HASH_BYTES, Hash, node_hash};

/// Sizes from here on are refused when read; a tree cannot grow to it (at a million appends a second: 36 000 years).
const SIZE_LIMIT: u64 = 1 << 60;

/// The compact state of a log: its size and the hashes from which the root follows.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    /// Roots of the complete subtrees whose sizes are the one bits of `size`, from the most significant on.
    peaks: Vec<Hash>,
}

/// The root of a complete subtree that storage keeps so that proofs need few reads: levels 8, 16, 24 …
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TileNode {
    /// Height above the leaves: a multiple of 8, at least 8. (A tlog-tiles level is an eighth of it.)
    pub level: u8,
    /// Position among the nodes of that level, from 0; it covers the leaves `index << level ..  (index + 1) << level`.
    pub index: u64,
    /// The subtree's root.
    pub hash: Hash,
}

/// Bytes that are not a frontier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrontierError {
    /// The length does not follow from the size named in the first eight bytes.
    #[error("frontier has {0} bytes, which does not fit the size it names")]
    Length(usize),
    /// A size no log can reach.
    #[error("frontier names the impossible size {0}")]
    Size(u64),
}

impl Frontier {
    /// The frontier of the empty tree.
    #[must_use]
    pub const fn new() -> Self {
        Self { size: 0, peaks: Vec::new() }
    }

    /// Number of leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf and gives the tile-boundary nodes it completed, lowest level first.
    ///
    /// The list is empty, and nothing is allocated for it, 255 times in 256.
    pub fn append(&mut self, leaf: Hash) -> Vec<TileNode> {
        let mut completed = Vec::new();
        let mut node = leaf;
        // Each trailing one bit of the old size is a complete subtree as tall as the one in hand: join them.
        for level in 1..=self.size.trailing_ones() {
            let Some(left) = self.peaks.pop() else { break };
            node = node_hash(&left, &node);
            if level % 8 == 0 {
                let index = self.size >> level;
                completed.push(TileNode { level: u8::try_from(level).unwrap_or(u8::MAX), index, hash: node });
            }
        }
        self.peaks.push(node);
        self.size += 1;
        completed
    }

    /// The root of the tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.peaks.iter().rev().copied().reduce(|right, left| node_hash(&left, &right)).unwrap_or(EMPTY_ROOT)
    }

    /// Size (8 bytes, big-endian), then the hashes, largest subtree first.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(8 + self.peaks.len() * HASH_BYTES);
        bytes.extend_from_slice(&self.size.to_be_bytes());
        self.peaks.iter().for_each(|peak| bytes.extend_from_slice(peak.as_bytes()));
        bytes
    }

    /// Reads what [`Frontier::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FrontierError> {
        let wrong_length = FrontierError::Length(bytes.len());
        let (size, rest) = bytes.split_first_chunk::<8>().ok_or(wrong_length)?;
        let size = u64::from_be_bytes(*size);
        if size >= SIZE_LIMIT {
            return Err(FrontierError::Size(size));
        }
        let (peaks, left_over) = rest.as_chunks::<HASH_BYTES>();
        if !left_over.is_empty() || peaks.len() != size.count_ones() as usize {
            return Err(wrong_length);
        }
        Ok(Self { size, peaks: peaks.iter().copied().map(Hash::from_bytes).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::leaf_hash;

    fn grown(size: u64) -> (Frontier, Vec<TileNode>) {
        let mut frontier = Frontier::new();
        let nodes = (0..size).flat_map(|n| frontier.append(leaf_hash(&n.to_be_bytes()))).collect();
        (frontier, nodes)
    }

    #[test]
    fn empty_and_single() {
        assert_eq!(Frontier::new().root(), EMPTY_ROOT);
        assert_eq!(grown(1).0.root(), leaf_hash(&0u64.to_be_bytes()));
    }

    #[test]
    fn tile_nodes_are_the_roots_of_their_leaves() {
        let (frontier, nodes) = grown(65_536 + 3);
        assert_eq!(nodes.iter().filter(|node| node.level == 8).count(), 256);
        assert_eq!(nodes.iter().filter(|node| node.level == 16).count(), 1);
        assert_eq!(frontier.size(), 65_539);
        for node in nodes {
            let mut alone = Frontier::new();
            for n in (node.index << node.level)..((node.index + 1) << node.level) {
                alone.append(leaf_hash(&n.to_be_bytes()));
            }
            assert_eq!(alone.root(), node.hash);
        }
    }

    #[test]
    fn bytes_come_back_and_others_are_refused() {
        for size in [0, 1, 2, 255, 256, 257, 1000] {
            let (frontier, _) = grown(size);
            let bytes = frontier.to_bytes();
            assert_eq!(Frontier::from_bytes(&bytes), Ok(frontier));
            assert!(Frontier::from_bytes(&bytes[..bytes.len() - 1]).is_err());
            assert!(Frontier::from_bytes(&[bytes.as_slice(), &[0; 32]].concat()).is_err());
        }
        assert_eq!(Frontier::from_bytes(&u64::MAX.to_be_bytes()), Err(FrontierError::Size(u64::MAX)));
    }
}
