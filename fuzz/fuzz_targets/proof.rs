//! Proof verifiers: whatever the sizes, no panic; and a proof that holds for one leaf or root holds for no other.
#![no_main]

use ledger::{Hash, verify_consistency, verify_inclusion};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u64, u64, [u8; 32], [u8; 32], Vec<[u8; 32]>)| {
    let (first, second, a, b, proof) = input;
    let proof: Vec<Hash> = proof.into_iter().map(Hash::from_bytes).collect();
    let other = |mut bytes: [u8; 32]| {
        bytes[31] ^= 1;
        Hash::from_bytes(bytes)
    };
    let (a, other_a, b, other_b) = (Hash::from_bytes(a), other(a), Hash::from_bytes(b), other(b));
    if verify_inclusion(&a, first, second, &proof, &b).is_ok() {
        assert!(verify_inclusion(&other_a, first, second, &proof, &b).is_err());
        assert!(verify_inclusion(&a, first, second, &proof, &other_b).is_err());
    }
    if verify_consistency(first, &a, second, &b, &proof).is_ok() && first > 0 {
        assert!(verify_consistency(first, &other_a, second, &b, &proof).is_err());
        assert!(verify_consistency(first, &a, second, &other_b, &proof).is_err());
    }
});
