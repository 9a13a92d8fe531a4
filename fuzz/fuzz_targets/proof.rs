//! Proof verifiers: whatever the sizes, no panic; and nothing but the hash of the leaf itself is a tree of one.
#![no_main]

use ledger::{Hash, verify_consistency, verify_inclusion};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u64, u64, [u8; 32], [u8; 32], Vec<[u8; 32]>)| {
    let (first, second, a, b, proof) = input;
    let (a, b) = (Hash::from_bytes(a), Hash::from_bytes(b));
    let proof: Vec<Hash> = proof.into_iter().map(Hash::from_bytes).collect();
    // A proof that verifies for hashes not made by hashing would be a collision; only trees of one leaf have none to make.
    if verify_inclusion(&a, first, second, &proof, &b).is_ok() {
        assert!(second == 1 && a == b);
    }
    let _ = verify_consistency(first, &a, second, &b, &proof);
});
