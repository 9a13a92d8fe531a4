//! Consistency: an earlier tree is the beginning of a later one (RFC 6962 section 2.1.2; checked as RFC 9162 section 2.1.4.2).

use crate::{
    hash::{EMPTY_ROOT, Hash, node_hash},
    nodes::Nodes,
    prover::{ProveError, Tiles, split},
    refusal::ProofRefused,
};

/// The hashes that show the tree of the first `from` leaves to be the beginning of the tree of the first `to`.
///
/// Nothing needs showing, and the proof is empty, when the sizes are the same or the earlier tree is empty.
pub fn consistency_proof<N: Nodes>(from: u64, to: u64, nodes: &mut N) -> Result<Vec<Hash>, ProveError<N::Error>> {
    if from > to {
        return Err(ProveError::Shrinks { from, to });
    }
    if from == 0 || from == to {
        return Ok(Vec::new());
    }
    let mut tiles = Tiles::new(nodes, to);
    let mut proof = Vec::new();
    let (mut start, mut end) = (0, to);
    while from != end {
        let middle = start + split(end - start);
        if from <= middle {
            proof.push(tiles.subtree(middle, end)?);
            end = middle;
        } else {
            proof.push(tiles.subtree(start, middle)?);
            start = middle;
        }
    }
    // When the walk never turned right, this subtree is the earlier tree itself, whose root the verifier has.
    if start != 0 {
        proof.push(tiles.subtree(start, end)?);
    }
    proof.reverse();
    Ok(proof)
}

/// Checks that the tree of size `from` with root `from_root` is the beginning of the one of size `to` with root `to_root`.
pub fn verify_consistency(from: u64, from_root: &Hash, to: u64, to_root: &Hash, proof: &[Hash]) -> Result<(), ProofRefused> {
    if from > to {
        return Err(ProofRefused::Shrinks { from, to });
    }
    let wrong_length = |expected| ProofRefused::Length { expected, found: proof.len() };
    if from == 0 && *from_root != EMPTY_ROOT {
        return Err(ProofRefused::EmptyRoot);
    }
    if from == 0 || from == to {
        return match proof {
            [_, ..] => Err(wrong_length(0)),
            [] if from == to && from_root != to_root => Err(ProofRefused::Fork { size: to }),
            [] => Ok(()),
        };
    }
    // The walk starts at the root of the earlier tree's last complete subtree, `shift` levels up.
    let shift = from.trailing_zeros();
    let start = (from - 1) >> shift;
    let inner = 64 - ((from - 1) ^ (to - 1)).leading_zeros() - shift;
    let border = start.checked_shr(inner).unwrap_or(0).count_ones();
    let whole = from.is_power_of_two();
    let expected = (inner + border) as usize + usize::from(!whole);
    if proof.len() != expected {
        return Err(wrong_length(expected));
    }
    let (seed, path) = match proof.split_first() {
        Some((seed, path)) if !whole => (seed, path),
        _ => (from_root, proof),
    };
    let (below, edge) = path.split_at(inner as usize);
    let (mut earlier, mut later) = (*seed, *seed);
    for (level, sibling) in below.iter().enumerate() {
        if (start >> level) & 1 == 1 {
            earlier = node_hash(sibling, &earlier);
            later = node_hash(sibling, &later);
        } else {
            later = node_hash(&later, sibling);
        }
    }
    for sibling in edge {
        earlier = node_hash(sibling, &earlier);
        later = node_hash(sibling, &later);
    }
    if earlier != *from_root {
        return Err(ProofRefused::EarlierRoot);
    }
    if later == *to_root { Ok(()) } else { Err(ProofRefused::Root) }
}
