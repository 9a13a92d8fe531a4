//! Chance from a seed: `SplitMix64` (Steele, Lea and Flood 2014), so that a seed means the same everywhere.

use std::sync::atomic::{AtomicU64, Ordering};
use vrp_core::rosomaxa::prelude::{Float, Random};
use vrp_core::rosomaxa::utils::RandomGen;

/// Dice that fall the same way for the same seed.
#[derive(Debug)]
pub(crate) struct Dice(AtomicU64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    fn next(&self) -> u64 {
        let state = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed).wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to 1, without 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub(crate) fn share(&self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of `0..count`; 0 where there is none.
    pub(crate) fn one_of(&self, count: usize) -> usize {
        let count = u64::try_from(count).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % count).unwrap_or(0)
    }
}

impl Random for Dice {
    fn uniform_int(&self, min: i32, max: i32) -> i32 {
        let span = usize::try_from(i64::from(max) - i64::from(min) + 1).unwrap_or(1);
        min.saturating_add(i32::try_from(self.one_of(span)).unwrap_or(0))
    }

    fn uniform_real(&self, min: Float, max: Float) -> Float {
        (max - min).mul_add(self.share(), min)
    }

    fn is_head_not_tails(&self) -> bool {
        self.next() & 1 == 0
    }

    fn is_hit(&self, probability: Float) -> bool {
        self.share() < probability
    }

    fn weighted(&self, weights: &[usize]) -> usize {
        let mut left = self.one_of(weights.iter().sum());
        for (at, weight) in weights.iter().enumerate() {
            if left < *weight {
                return at;
            }
            left -= weight;
        }
        0
    }

    /// Nothing of `vrp-core` that this crate uses asks for it.
    fn get_rng(&self) -> RandomGen {
        RandomGen::new_repeatable()
    }
}
