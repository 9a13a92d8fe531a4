//! Randomness that can be repeated.

use kernel::Rng;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng};
use std::sync::{Mutex, PoisonError};

/// Random bytes from a seed: the same seed gives the same bytes in the same order.
#[derive(Debug)]
pub struct TestRng(Mutex<ChaCha20Rng>);

impl TestRng {
    /// Starts the row of bytes that belongs to `seed`.
    pub fn seeded(seed: u64) -> Self {
        Self(Mutex::new(ChaCha20Rng::seed_from_u64(seed)))
    }
}

impl Default for TestRng {
    fn default() -> Self {
        Self::seeded(1)
    }
}

impl Rng for TestRng {
    fn fill(&self, bytes: &mut [u8]) {
        // A test that died while it drew bytes leaves the generator whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(seed: u64) -> [u8; 32] {
        let mut bytes = [0; 32];
        TestRng::seeded(seed).fill(&mut bytes);
        bytes
    }

    #[test]
    fn the_seed_decides() {
        assert_eq!(drawn(7), drawn(7));
        assert_ne!(drawn(7), drawn(8));
    }
}
