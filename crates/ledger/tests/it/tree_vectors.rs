//! The proofs of transparency-dev/merkle, good and bad.

use base64::{Engine, engine::general_purpose::STANDARD};
use ledger::{Hash, verify_consistency, verify_inclusion};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Inclusion {
    file: String,
    leaf_idx: u64,
    tree_size: u64,
    root: String,
    leaf_hash: String,
    proof: Option<Vec<String>>,
    want_err: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Consistency {
    file: String,
    size1: u64,
    size2: u64,
    root1: String,
    root2: String,
    proof: Option<Vec<String>>,
    want_err: bool,
}

/// None where a vector gives something that is no hash at all; the types refuse that before any proof is looked at.
fn hash(text: &str) -> Option<Hash> {
    Hash::try_from(STANDARD.decode(text).unwrap().as_slice()).ok()
}

fn hashes(proof: Option<&Vec<String>>) -> Option<Vec<Hash>> {
    proof.into_iter().flatten().map(|text| hash(text)).collect()
}

#[test]
fn inclusion() {
    let vectors: Vec<Inclusion> = serde_json::from_str(include_str!("../vectors/tlog_inclusion.json")).unwrap();
    assert_eq!(vectors.len(), 53);
    for vector in vectors {
        let verified = || {
            let (leaf, root, proof) = (hash(&vector.leaf_hash)?, hash(&vector.root)?, hashes(vector.proof.as_ref())?);
            verify_inclusion(&leaf, vector.leaf_idx, vector.tree_size, &proof, &root).ok()
        };
        assert_eq!(verified().is_none(), vector.want_err, "{}", vector.file);
    }
}

#[test]
fn consistency() {
    let vectors: Vec<Consistency> = serde_json::from_str(include_str!("../vectors/tlog_consistency.json")).unwrap();
    assert_eq!(vectors.len(), 43);
    for vector in vectors {
        let verified = || {
            let (from, to, proof) = (hash(&vector.root1)?, hash(&vector.root2)?, hashes(vector.proof.as_ref())?);
            verify_consistency(vector.size1, &from, vector.size2, &to, &proof).ok()
        };
        assert_eq!(verified().is_none(), vector.want_err, "{}", vector.file);
    }
}
