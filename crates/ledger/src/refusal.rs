//! Why a proof does not prove.

/// The reason a proof was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofRefused {
    /// The leaf cannot be in a tree of that size.
    #[error("there is no leaf {index} in a tree of size {size}")]
    NoSuchLeaf {
        /// Leaf claimed.
        index: u64,
        /// Size of the tree.
        size: u64,
    },
    /// The later tree is smaller than the earlier one.
    #[error("the tree shrank from {from} to {to}")]
    Shrinks {
        /// Earlier size.
        from: u64,
        /// Later size.
        to: u64,
    },
    /// More or fewer hashes than a proof for these sizes has.
    #[error("the proof has {found} hashes; for these sizes it must have {expected}")]
    Length {
        /// Hashes it must have.
        expected: usize,
        /// Hashes it has.
        found: usize,
    },
    /// The same size, but another root.
    #[error("two different roots for the same size {size}")]
    Fork {
        /// The size both have.
        size: u64,
    },
    /// The root named for the empty tree is not the hash of nothing.
    #[error("the root of an empty tree is not the hash of nothing")]
    EmptyRoot,
    /// The proof leads to another root than the (later) tree's.
    #[error("the proof does not lead to the root")]
    Root,
    /// The proof does not start from the earlier tree's root.
    #[error("the proof does not start from the earlier root")]
    EarlierRoot,
}
