//! What holds for every tree, proof and file.

use ledger::{
    ConsistencyFile, EMPTY_ROOT, Frontier, Hash, MemoryNodes, Nodes, Note, NoteSigner, ProofFile, ProofRefused, ProveError,
    consistency_proof, inclusion_proof, leaf_hash, node_hash, root_at, verify_consistency, verify_inclusion,
};
use proptest::{prelude::*, sample::Index};
use std::{convert::Infallible, ops::Range};

/// The definition in RFC 6962 section 2.1, word for word.
fn naive_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => EMPTY_ROOT,
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            node_hash(&naive_root(left), &naive_root(right))
        }
    }
}

fn leaves(size: u64) -> Vec<Hash> {
    (0..size).map(|index| leaf_hash(&index.to_be_bytes())).collect()
}

fn nodes(size: u64) -> MemoryNodes {
    leaves(size).into_iter().collect()
}

proptest! {
    #[test]
    fn the_frontier_is_the_naive_tree(size in 0u64..1500) {
        let leaves = leaves(size);
        let mut frontier = Frontier::new();
        for leaf in &leaves {
            frontier.append(*leaf);
        }
        prop_assert_eq!(frontier.root(), naive_root(&leaves));
        prop_assert_eq!(root_at(size, &mut nodes(size)).unwrap(), naive_root(&leaves));
        prop_assert_eq!(Frontier::from_bytes(&frontier.to_bytes()), Ok(frontier));
    }

    #[test]
    fn a_mutated_inclusion_proof_fails(size in 1u64..1000, pick in any::<Index>(), how in 0u8..7, at in any::<Index>(), bit in 0u8..=255) {
        let mut nodes = nodes(size);
        let index = pick.index(usize::try_from(size).unwrap()) as u64;
        let (leaf, root) = (leaf_hash(&index.to_be_bytes()), nodes.frontier().root());
        let proof = inclusion_proof(index, size, &mut nodes).unwrap();
        prop_assert_eq!(verify_inclusion(&leaf, index, size, &proof, &root), Ok(()));
        let refused = match how {
            0 => verify_inclusion(&flipped(leaf, bit), index, size, &proof, &root),
            1 => verify_inclusion(&leaf, index, size, &proof, &flipped(root, bit)),
            2 => verify_inclusion(&leaf, index, size, &[proof.as_slice(), &[leaf]].concat(), &root),
            3 if !proof.is_empty() => verify_inclusion(&leaf, index, size, &proof[1..], &root),
            4 if !proof.is_empty() => verify_inclusion(&leaf, index, size, &with_flip(&proof, at, bit), &root),
            // Another place has another path, so another shape or another root.
            5 if size > 1 => verify_inclusion(&leaf, (index + 1) % size, size, &proof, &root),
            _ => verify_inclusion(&leaf, size, size, &proof, &root),
        };
        prop_assert!(refused.is_err());
    }

    #[test]
    fn a_mutated_consistency_proof_fails(from in 1u64..800, more in 0u64..800, how in 0u8..7, at in any::<Index>(), bit in 0u8..=255) {
        let to = from + more;
        let mut nodes = nodes(to);
        let (from_root, to_root) = (root_at(from, &mut nodes).unwrap(), nodes.frontier().root());
        let proof = consistency_proof(from, to, &mut nodes).unwrap();
        prop_assert_eq!(verify_consistency(from, &from_root, to, &to_root, &proof), Ok(()));
        let refused = match how {
            0 => verify_consistency(from, &flipped(from_root, bit), to, &to_root, &proof),
            1 => verify_consistency(from, &from_root, to, &flipped(to_root, bit), &proof),
            2 => verify_consistency(from, &from_root, to, &to_root, &[proof.as_slice(), &[to_root]].concat()),
            3 if !proof.is_empty() => verify_consistency(from, &from_root, to, &to_root, &proof[1..]),
            4 if !proof.is_empty() => verify_consistency(from, &from_root, to, &to_root, &with_flip(&proof, at, bit)),
            5 if more > 0 => verify_consistency(to, &to_root, from, &from_root, &proof),
            _ => verify_consistency(from + more + 1, &from_root, to, &to_root, &proof),
        };
        prop_assert!(refused.is_err());
    }

    #[test]
    fn no_sizes_make_a_verifier_panic(index in any::<u64>(), size in any::<u64>(), length in 0usize..70) {
        let proof = vec![EMPTY_ROOT; length];
        prop_assert!(verify_inclusion(&EMPTY_ROOT, index, size, &proof, &EMPTY_ROOT).is_err() || index + 1 == size);
        let _ = verify_consistency(index, &EMPTY_ROOT, size, &EMPTY_ROOT, &proof);
        let _ = verify_consistency(size, &EMPTY_ROOT, index, &EMPTY_ROOT, &proof);
    }

    #[test]
    fn proof_files_come_back(index in any::<u64>(), hashes in prop::collection::vec(any::<[u8; 32]>(), 0..64), extra in any::<Option<Vec<u8>>>()) {
        let hashes: Vec<Hash> = hashes.into_iter().map(Hash::from_bytes).collect();
        let signer = NoteSigner::from_seed("muster.example/log/a", &[1; 32]).unwrap();
        let checkpoint = Note::sign("a\n1\n\nb\n", &[&signer]).unwrap();
        let file = ProofFile { extra, index, hashes: hashes.clone(), checkpoint: checkpoint.clone() };
        prop_assert_eq!(ProofFile::parse(&file.to_string()), Ok(file));
        let file = ConsistencyFile { old: index, hashes, checkpoint };
        prop_assert_eq!(ConsistencyFile::parse(&file.to_string()), Ok(file));
    }

    #[test]
    fn whatever_parses_prints_the_same(text in "(c2sp.org/tlog-proof@v1\n|old [0-9]{1,3}\n|index [0-9]{1,3}\n|extra [A-Za-z0-9+/]{0,8}={0,2}\n|\n|— [a-z +]{1,4} [A-Za-z0-9+/]{8}\n|[a-z0-9=]{1,4}\n){0,9}") {
        if let Ok(note) = Note::parse(&text) {
            prop_assert_eq!(note.to_string(), text.clone());
        }
        if let Ok(file) = ProofFile::parse(&text) {
            prop_assert_eq!(file.to_string(), text.clone());
        }
        if let Ok(file) = ConsistencyFile::parse(&text) {
            prop_assert_eq!(file.to_string(), text);
        }
    }
}

fn flipped(hash: Hash, bit: u8) -> Hash {
    let mut bytes = *hash.as_bytes();
    bytes[usize::from(bit / 8)] ^= 1 << (bit % 8);
    Hash::from_bytes(bytes)
}

fn with_flip(proof: &[Hash], at: Index, bit: u8) -> Vec<Hash> {
    let mut proof = proof.to_vec();
    let at = at.index(proof.len());
    proof[at] = flipped(proof[at], bit);
    proof
}

#[test]
fn edges_are_refused_by_name() {
    let leaf = leaf_hash(b"x");
    assert_eq!(verify_inclusion(&leaf, 0, 0, &[], &EMPTY_ROOT), Err(ProofRefused::NoSuchLeaf { index: 0, size: 0 }));
    assert_eq!(verify_inclusion(&leaf, 0, 1, &[], &leaf), Ok(()));
    assert_eq!(verify_inclusion(&leaf, 0, 1, &[leaf], &leaf), Err(ProofRefused::Length { expected: 0, found: 1 }));
    assert_eq!(verify_consistency(0, &EMPTY_ROOT, 1, &leaf, &[]), Ok(()));
    assert_eq!(verify_consistency(0, &leaf, 1, &leaf, &[]), Err(ProofRefused::EmptyRoot));
    assert_eq!(verify_consistency(0, &EMPTY_ROOT, 1, &leaf, &[leaf]), Err(ProofRefused::Length { expected: 0, found: 1 }));
    assert_eq!(verify_consistency(0, &EMPTY_ROOT, 0, &leaf, &[]), Err(ProofRefused::Fork { size: 0 }));
    assert_eq!(verify_consistency(3, &leaf, 3, &EMPTY_ROOT, &[]), Err(ProofRefused::Fork { size: 3 }));
    assert_eq!(verify_consistency(4, &leaf, 3, &leaf, &[]), Err(ProofRefused::Shrinks { from: 4, to: 3 }));
    assert_eq!(inclusion_proof(3, 3, &mut nodes(3)), Err(ProveError::NoSuchLeaf { index: 3, size: 3 }));
    assert_eq!(consistency_proof(4, 3, &mut nodes(4)), Err(ProveError::Shrinks { from: 4, to: 3 }));
    assert_eq!(root_at(5, &mut nodes(4)), Err(ProveError::Missing { level: 0, index: 0 }));
}

/// Counts what a proof reads.
struct Counted {
    nodes: MemoryNodes,
    reads: usize,
    widest: u64,
}

impl Nodes for Counted {
    type Error = Infallible;

    fn leaves(&mut self, range: Range<u64>) -> Result<Vec<Hash>, Infallible> {
        self.reads += 1;
        self.widest = self.widest.max(range.end - range.start);
        self.nodes.leaves(range)
    }

    fn tile_nodes(&mut self, level: u8, range: Range<u64>) -> Result<Vec<Hash>, Infallible> {
        assert!(level >= 8 && level.is_multiple_of(8));
        self.reads += 1;
        self.widest = self.widest.max(range.end - range.start);
        self.nodes.tile_nodes(level, range)
    }
}

#[test]
fn a_proof_needs_few_reads() {
    let size = 200_001;
    let mut counted = Counted { nodes: nodes(size), reads: 0, widest: 0 };
    for index in [0, 77_777, 131_071, 199_999, 200_000] {
        counted.reads = 0;
        inclusion_proof(index, size, &mut counted).unwrap();
        assert!(counted.reads <= 6, "inclusion of {index}: {} reads", counted.reads);
        counted.reads = 0;
        consistency_proof(index + 1, size, &mut counted).unwrap();
        assert!(counted.reads <= 6, "consistency from {}: {} reads", index + 1, counted.reads);
    }
    assert_eq!(counted.widest, 256);
}
