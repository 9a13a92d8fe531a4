//! Finding the nodes of a proof with few reads: one tile (at most 256 hashes) serves every node inside it.

use crate::{
    hash::{EMPTY_ROOT, Hash, node_hash},
    nodes::Nodes,
};

/// Why no proof could be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProveError<E> {
    /// The leaf is not in a tree of that size.
    #[error("there is no leaf {index} in a tree of size {size}")]
    NoSuchLeaf {
        /// Leaf asked for.
        index: u64,
        /// Size of the tree.
        size: u64,
    },
    /// A tree cannot be an earlier state of a smaller one.
    #[error("a tree of size {from} is not earlier than one of size {to}")]
    Shrinks {
        /// Size of the tree meant to be earlier.
        from: u64,
        /// Size of the tree meant to be later.
        to: u64,
    },
    /// The storage holds less than a tree of that size needs.
    #[error("storage lacks hashes of level {level} at {index}")]
    Missing {
        /// Height above the leaves.
        level: u8,
        /// First index asked for.
        index: u64,
    },
    /// The storage failed.
    #[error("storage failed: {0}")]
    Storage(E),
}

/// The root of the tree of the first `size` leaves.
pub fn root_at<N: Nodes>(size: u64, nodes: &mut N) -> Result<Hash, ProveError<N::Error>> {
    if size == 0 { Ok(EMPTY_ROOT) } else { Tiles::new(nodes, size).subtree(0, size) }
}

/// The split point of RFC 6962: the largest power of two smaller than `width`, which is at least 2.
pub(crate) const fn split(width: u64) -> u64 {
    1 << (width - 1).ilog2()
}

/// The tiles read so far for one proof in a tree of a given size.
pub(crate) struct Tiles<'n, N> {
    nodes: &'n mut N,
    size: u64,
    held: Vec<Tile>,
}

struct Tile {
    level: u32,
    index: u64,
    hashes: Vec<Hash>,
}

impl<'n, N: Nodes> Tiles<'n, N> {
    pub(crate) const fn new(nodes: &'n mut N, size: u64) -> Self {
        Self { nodes, size, held: Vec::new() }
    }

    /// The root over the leaves `start..end`, where `start` is aligned as the RFC's recursion leaves it.
    pub(crate) fn subtree(&mut self, mut start: u64, end: u64) -> Result<Hash, ProveError<N::Error>> {
        let mut complete = Vec::new();
        while start < end {
            let level = (end - start).ilog2();
            complete.push(self.complete(level, start >> level)?);
            start += 1 << level;
        }
        Ok(complete.into_iter().rev().reduce(|right, left| node_hash(&left, &right)).unwrap_or(EMPTY_ROOT))
    }

    /// The root of the complete subtree of that height and index.
    fn complete(&mut self, level: u32, index: u64) -> Result<Hash, ProveError<N::Error>> {
        let above = level % 8;
        let first = index << above;
        let at = usize::from(first.to_le_bytes()[0]);
        let mut row = self.tile(level - above, first >> 8)?[at..at + (1 << above)].to_vec();
        while row.len() > 1 {
            row = row.as_chunks().0.iter().map(|[left, right]| node_hash(left, right)).collect();
        }
        row.pop().ok_or(missing(level, index))
    }

    /// The tile's hashes as far as the tree reaches.
    fn tile(&mut self, level: u32, index: u64) -> Result<&[Hash], ProveError<N::Error>> {
        let held = self.held.iter().position(|tile| tile.level == level && tile.index == index);
        let at = held.unwrap_or(self.held.len());
        if held.is_none() {
            let hashes = self.read(level, index)?;
            self.held.push(Tile { level, index, hashes });
        }
        Ok(&self.held[at].hashes)
    }

    fn read(&mut self, level: u32, index: u64) -> Result<Vec<Hash>, ProveError<N::Error>> {
        let range = index << 8..((index + 1) << 8).min(self.size >> level);
        let hashes = match u8::try_from(level).unwrap_or(u8::MAX) {
            0 => self.nodes.leaves(range.clone()),
            level => self.nodes.tile_nodes(level, range.clone()),
        }
        .map_err(ProveError::Storage)?;
        if hashes.len() as u64 == range.end - range.start { Ok(hashes) } else { Err(missing(level, range.start)) }
    }
}

fn missing<E>(level: u32, index: u64) -> ProveError<E> {
    ProveError::Missing { level: u8::try_from(level).unwrap_or(u8::MAX), index }
}
