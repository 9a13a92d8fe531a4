//! Where a prover finds the hashes of a log.

use crate::{frontier::Frontier, frontier::TileNode, hash::Hash};
use std::{collections::BTreeMap, convert::Infallible, ops::Range};

/// Storage of a log's hashes: every leaf, and every [`TileNode`] that [`Frontier::append`] gave.
///
/// Each answer must hold exactly the hashes of the range, in order; a range never spans more than 256 of them.
pub trait Nodes {
    /// What can go wrong in the storage.
    type Error;

    /// The leaf hashes with these indexes (index = `seq` − 1).
    fn leaves(&mut self, range: Range<u64>) -> Result<Vec<Hash>, Self::Error>;

    /// The complete subtrees of this level (8, 16, 24 …) with these indexes.
    fn tile_nodes(&mut self, level: u8, range: Range<u64>) -> Result<Vec<Hash>, Self::Error>;
}

/// A whole log in memory: for tests, and for tools that have read an export.
#[derive(Clone, Debug, Default)]
pub struct MemoryNodes {
    frontier: Frontier,
    leaves: Vec<Hash>,
    tiles: BTreeMap<u8, Vec<Hash>>,
}

impl MemoryNodes {
    /// An empty log.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a leaf.
    pub fn append(&mut self, leaf: Hash) {
        self.leaves.push(leaf);
        for TileNode { level, hash, .. } in self.frontier.append(leaf) {
            self.tiles.entry(level).or_default().push(hash);
        }
    }

    /// The right edge.
    #[must_use]
    pub const fn frontier(&self) -> &Frontier {
        &self.frontier
    }
}

impl Extend<Hash> for MemoryNodes {
    fn extend<I: IntoIterator<Item = Hash>>(&mut self, leaves: I) {
        leaves.into_iter().for_each(|leaf| self.append(leaf));
    }
}

impl FromIterator<Hash> for MemoryNodes {
    fn from_iter<I: IntoIterator<Item = Hash>>(leaves: I) -> Self {
        let mut nodes = Self::new();
        nodes.extend(leaves);
        nodes
    }
}

impl Nodes for MemoryNodes {
    type Error = Infallible;

    fn leaves(&mut self, range: Range<u64>) -> Result<Vec<Hash>, Infallible> {
        Ok(part(&self.leaves, range))
    }

    fn tile_nodes(&mut self, level: u8, range: Range<u64>) -> Result<Vec<Hash>, Infallible> {
        Ok(self.tiles.get(&level).map_or_else(Vec::new, |nodes| part(nodes, range)))
    }
}

/// The part of the range that exists; the prover notices when that is too little.
fn part(hashes: &[Hash], range: Range<u64>) -> Vec<Hash> {
    let at = |index: u64| usize::try_from(index).unwrap_or(usize::MAX).min(hashes.len());
    hashes[at(range.start)..at(range.end)].to_vec()
}
