//! A tile of hashes: one after another, nothing between.

use crate::hash::{HASH_BYTES, Hash};

/// The tile's bytes.
#[must_use]
pub fn encode_hashes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(Hash::as_bytes).copied().collect()
}

/// The hashes of a tile that must have exactly this width; none when the length says otherwise.
#[must_use]
pub fn decode_hashes(tile: &[u8], width: u16) -> Option<Vec<Hash>> {
    let (hashes, rest) = tile.as_chunks::<HASH_BYTES>();
    let fits = rest.is_empty() && hashes.len() == usize::from(width);
    fits.then(|| hashes.iter().copied().map(Hash::from_bytes).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::{EMPTY_ROOT, leaf_hash};

    #[test]
    fn only_the_exact_width_decodes() {
        let tile = encode_hashes(&[EMPTY_ROOT, leaf_hash(b"")]);
        assert_eq!(decode_hashes(&tile, 2), Some(vec![EMPTY_ROOT, leaf_hash(b"")]));
        assert_eq!(decode_hashes(&tile, 1), None);
        assert_eq!(decode_hashes(&tile, 3), None);
        assert_eq!(decode_hashes(&tile[1..], 2), None);
    }
}
