//! Proof verifiers: whatever the sizes, no panic; and a proof that holds for one leaf or root holds for no other. Two sizes of 8 bytes,
//! two hashes, then the proof.

use ledger::{Hash, verify_consistency, verify_inclusion};

pub(crate) fn run(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first_chunk() else { return };
    let Some((second, rest)) = rest.split_first_chunk() else { return };
    let (first, second) = (u64::from_le_bytes(*first), u64::from_le_bytes(*second));
    let (&[a, b, ref proof @ ..], _) = rest.as_chunks::<32>() else { return };
    let proof: Vec<Hash> = proof.iter().copied().map(Hash::from_bytes).collect();
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
}
