//! Two foreign implementations agree on random trees and proofs: `ct-merkle` (RFC 6962) and `tlog_tiles` (C2SP).

use ct_merkle::{ConsistencyProof, InclusionProof, mem_backed_tree::MemoryBackedTree};
use ledger::{
    Hash, MemoryNodes, consistency_proof, inclusion_proof, leaf_hash, root_at, tile::TilePath, verify_consistency, verify_inclusion,
};
use proptest::prelude::*;
use sha2::Sha256;
use tlog_tiles::{HashReader, Tile};

/// Our log, and the same entries in both of the others.
struct Three {
    ours: MemoryNodes,
    ct: MemoryBackedTree<Sha256, Vec<u8>>,
    tlog: Stored,
}

/// The stored hashes of `tlog_tiles`.
#[derive(Default)]
struct Stored(Vec<tlog_tiles::Hash>);

impl HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        Ok(indexes.iter().map(|index| self.0[usize::try_from(*index).unwrap()]).collect())
    }
}

fn grow(size: u64) -> Three {
    let mut three = Three { ours: MemoryNodes::new(), ct: MemoryBackedTree::new(), tlog: Stored::default() };
    for index in 0..size {
        let entry = index.to_le_bytes().repeat(usize::try_from(index % 5).unwrap());
        three.ours.append(leaf_hash(&entry));
        let stored = tlog_tiles::stored_hashes(index, &entry, &three.tlog).unwrap();
        three.tlog.0.extend(stored);
        three.ct.push(entry);
    }
    three
}

fn theirs(hashes: &[Hash]) -> Vec<tlog_tiles::Hash> {
    hashes.iter().map(|hash| tlog_tiles::Hash(*hash.as_bytes())).collect()
}

fn joined(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(Hash::as_bytes).copied().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn roots_and_inclusion(size in 1u64..700, pick in any::<prop::sample::Index>(), within in any::<prop::sample::Index>()) {
        let Three { mut ours, ct, tlog } = grow(size);
        let root = ours.frontier().root();
        prop_assert_eq!(root, Hash::try_from(ct.root().as_bytes().as_slice()).unwrap());
        prop_assert_eq!(root.as_bytes(), &tlog_tiles::tree_hash(size, &tlog).unwrap().0);

        // In the whole tree: the same hashes; each verifies the other's.
        let index = pick.index(usize::try_from(size).unwrap());
        let proof = inclusion_proof(index as u64, size, &mut ours).unwrap();
        let their_proof = ct.prove_inclusion(index);
        prop_assert_eq!(&joined(&proof), their_proof.as_bytes());
        let leaf = leaf_hash(&ct.items()[index]);
        prop_assert!(verify_inclusion(&leaf, index as u64, size, &proof, &root).is_ok());
        let ours_in_theirs = InclusionProof::<Sha256>::from_bytes(joined(&proof));
        prop_assert!(ct.root().verify_inclusion(&ct.items()[index], index as u64, &ours_in_theirs).is_ok());

        // In an earlier tree.
        let earlier = index as u64 + 1 + within.index(usize::try_from(size).unwrap() - index) as u64;
        let earlier_root = root_at(earlier, &mut ours).unwrap();
        prop_assert_eq!(earlier_root.as_bytes(), &tlog_tiles::tree_hash(earlier, &tlog).unwrap().0);
        let proof = inclusion_proof(index as u64, earlier, &mut ours).unwrap();
        prop_assert_eq!(&theirs(&proof), &tlog_tiles::prove_record(earlier, index as u64, &tlog).unwrap());
        let (their_root, their_leaf) = (tlog_tiles::Hash(*earlier_root.as_bytes()), tlog_tiles::Hash(*leaf.as_bytes()));
        prop_assert!(tlog_tiles::check_record(&theirs(&proof), earlier, their_root, index as u64, their_leaf).is_ok());
    }

    #[test]
    fn consistency(from in 1u64..700, more in 0u64..300) {
        let to = from + more;
        let Three { mut ours, ct, tlog } = grow(to);
        let (from_root, to_root) = (root_at(from, &mut ours).unwrap(), ours.frontier().root());
        let proof = consistency_proof(from, to, &mut ours).unwrap();
        prop_assert!(verify_consistency(from, &from_root, to, &to_root, &proof).is_ok());
        prop_assert_eq!(&theirs(&proof), &tlog_tiles::prove_tree(to, from, &tlog).unwrap());
        let (their_from, their_to) = (tlog_tiles::Hash(*from_root.as_bytes()), tlog_tiles::Hash(*to_root.as_bytes()));
        prop_assert!(tlog_tiles::check_tree(&theirs(&proof), to, their_to, from, their_from).is_ok());
        if more > 0 {
            let their_proof = ct.prove_consistency(usize::try_from(more).unwrap());
            prop_assert_eq!(&joined(&proof), their_proof.as_bytes());
            let ours_in_theirs = ConsistencyProof::<Sha256>::try_from_bytes(joined(&proof)).unwrap();
            let old = ct_merkle::RootHash::<Sha256>::new((*from_root.as_bytes()).into(), from);
            prop_assert!(ct.root().verify_consistency(&old, &ours_in_theirs).is_ok());
        }
    }

    #[test]
    fn tile_paths(level in 0u8..64, index in any::<u64>(), width in 1u16..=256) {
        let theirs = Tile::new(8, level, index, u32::from(width), false).path();
        // Theirs names the height of the tile too, as Go's checksum database does: tile/8/…
        let ours = theirs.replacen("tile/8/", "tile/", 1);
        let path: TilePath = ours.parse().unwrap();
        prop_assert_eq!((path.index(), path.width()), (index, width));
        prop_assert_eq!(path.to_string(), ours);
    }
}

/// Where two implementations may differ, they would at the boundaries of tiles and powers of two.
#[test]
fn boundaries() {
    let Three { mut ours, tlog, .. } = grow(66_000);
    for size in [1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 66_000] {
        let root = root_at(size, &mut ours).unwrap();
        assert_eq!(root.as_bytes(), &tlog_tiles::tree_hash(size, &tlog).unwrap().0, "{size}");
        for index in [0, 1, 254, 255, 256, 32_768, 65_534, 65_535, 65_536].into_iter().filter(|index| *index < size) {
            let proof = inclusion_proof(index, size, &mut ours).unwrap();
            assert_eq!(theirs(&proof), tlog_tiles::prove_record(size, index, &tlog).unwrap(), "{index} in {size}");
            let proof = consistency_proof(index + 1, size, &mut ours).unwrap();
            assert_eq!(theirs(&proof), tlog_tiles::prove_tree(size, index + 1, &tlog).unwrap(), "{} to {size}", index + 1);
        }
    }
}
