//! Inclusion: a leaf is in the tree (RFC 6962 section 2.1.1; checked as RFC 9162 section 2.1.3.2).

use crate::{
    hash::{Hash, node_hash},
    nodes::Nodes,
    prover::{ProveError, Tiles, split},
    refusal::ProofRefused,
};

/// The hashes that lead from leaf `index` to the root of the tree of the first `size` leaves, lowest first.
pub fn inclusion_proof<N: Nodes>(index: u64, size: u64, nodes: &mut N) -> Result<Vec<Hash>, ProveError<N::Error>> {
    if index >= size {
        return Err(ProveError::NoSuchLeaf { index, size });
    }
    let mut tiles = Tiles::new(nodes, size);
    let mut proof = Vec::new();
    let (mut start, mut end) = (0, size);
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            proof.push(tiles.subtree(middle, end)?);
            end = middle;
        } else {
            proof.push(tiles.subtree(start, middle)?);
            start = middle;
        }
    }
    proof.reverse();
    Ok(proof)
}

/// Checks that `leaf` is leaf `index` of the tree of `size` leaves that has this root.
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> Result<(), ProofRefused> {
    if index >= size {
        return Err(ProofRefused::NoSuchLeaf { index, size });
    }
    // Below this height the paths of `index` and of the last leaf differ: there every level has a sibling. Above it
    // `index` lies on the right edge, which has a sibling, always to the left, where its path turns right.
    let last = size - 1;
    let inner = 64 - (index ^ last).leading_zeros();
    let border = index.checked_shr(inner).unwrap_or(0).count_ones();
    let expected = (inner + border) as usize;
    if proof.len() != expected {
        return Err(ProofRefused::Length { expected, found: proof.len() });
    }
    let (below, edge) = proof.split_at(inner as usize);
    let inside =
        below.iter().enumerate().fold(
            *leaf,
            |node, (level, sibling)| {
                if (index >> level) & 1 == 0 { node_hash(&node, sibling) } else { node_hash(sibling, &node) }
            },
        );
    let reached = edge.iter().fold(inside, |node, sibling| node_hash(sibling, &node));
    if reached == *root { Ok(()) } else { Err(ProofRefused::Root) }
}
