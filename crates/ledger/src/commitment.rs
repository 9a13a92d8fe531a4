//! Committing to an event's details without revealing them.

use crate::hash::Hash;
use sha2::{Digest, Sha256};

/// Bytes of the random salt of a commitment. It is sealed with the details and is erased with them: without it, short
/// details could be guessed from the commitment.
pub const SALT_BYTES: usize = 16;

/// `SHA-256(salt ‖ detail)`, where `detail` is the exact JSON text that was stored.
#[must_use]
pub fn commitment(salt: &[u8; SALT_BYTES], detail: &[u8]) -> Hash {
    Hash::from_bytes(Sha256::new().chain_update(salt).chain_update(detail).finalize().into())
}
