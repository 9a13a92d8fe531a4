//! Slowing down guesses: counted before the password is hashed, so that parallel guesses do not slip through.
//!
//! Two counters for sign-in: the account asked for (10 tries in 5 minutes, then one in 30 seconds) and the network it comes from
//! (a burst of 10, then one in 20 seconds; IPv6 by /64). A browser known to the member has a counter of its own instead of both. None
//! ever locks for good. A finished sign-in gives its tries back, so that a busy office behind one address is not slowed by its own
//! people. Counted per server process.

use kernel::Timestamp;
use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Mutex, PoisonError};

/// A bucket of tries that refills with time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rate {
    /// Tries held when full.
    pub(crate) burst: u32,
    /// Milliseconds for one try to come back.
    pub(crate) refill_millis: i64,
}

/// Most buckets kept; beyond it full ones are forgotten.
const MOST: usize = 100_000;

pub(crate) struct Throttle<K> {
    rate: Rate,
    /// For each key: when the bucket would be full again (the virtual time of a leaky bucket).
    full_at: Mutex<HashMap<K, i64>>,
}

impl<K: Eq + Hash + Clone> Throttle<K> {
    pub(crate) fn new(rate: Rate) -> Self {
        Self { rate, full_at: Mutex::default() }
    }

    /// Takes a try; `Err(seconds)` tells how long to wait when none is left.
    pub(crate) fn take(&self, key: &K, now: Timestamp) -> Result<(), u32> {
        let now = now.millis();
        let capacity = i64::from(self.rate.burst).saturating_mul(self.rate.refill_millis);
        let mut buckets = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST {
            buckets.retain(|_, full_at| *full_at > now);
        }
        let full_at = buckets.get(key).copied().unwrap_or(now).max(now);
        let next = full_at.saturating_add(self.rate.refill_millis);
        let over = next.saturating_sub(now).saturating_sub(capacity);
        if over > 0 {
            return Err(u32::try_from(over.saturating_add(999) / 1000).unwrap_or(u32::MAX));
        }
        buckets.insert(key.clone(), next);
        Ok(())
    }

    /// Whether no try is left.
    pub(crate) fn is_spent(&self, key: &K, now: Timestamp) -> bool {
        let now = now.millis();
        let capacity = i64::from(self.rate.burst).saturating_mul(self.rate.refill_millis);
        let buckets = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let full_at = buckets.get(key).copied().unwrap_or(now).max(now);
        full_at.saturating_add(self.rate.refill_millis).saturating_sub(now) > capacity
    }

    /// Gives the try back that a right password took.
    pub(crate) fn give_back(&self, key: &K) {
        let mut buckets = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(full_at) = buckets.get_mut(key) {
            *full_at = full_at.saturating_sub(self.rate.refill_millis);
        }
    }
}

/// The network that tries are counted under; those of whom no address is known count together.
pub(crate) fn whence(address: Option<IpAddr>) -> IpAddr {
    network(address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)))
}

/// The network an address belongs to: itself for IPv4, its /64 for IPv6; IPv4 inside IPv6 counts as IPv4.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => {
            let mut segments = v6.segments();
            segments[4..].fill(0);
            IpAddr::V6(segments.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::clamped(1_795_000_000_000 + seconds * 1000)
    }

    #[test]
    fn a_burst_then_one_at_a_time() {
        let throttle = Throttle::new(Rate { burst: 3, refill_millis: 30_000 });
        for _ in 0..3 {
            assert_eq!(throttle.take(&"ana", at(0)), Ok(()));
        }
        assert_eq!(throttle.take(&"ana", at(0)), Err(30));
        assert!(throttle.is_spent(&"ana", at(0)) && !throttle.is_spent(&"ana", at(30)) && !throttle.is_spent(&"ben", at(0)));
        assert_eq!(throttle.take(&"ben", at(0)), Ok(()));
        assert_eq!(throttle.take(&"ana", at(30)), Ok(()));
        assert_eq!(throttle.take(&"ana", at(30)), Err(30));
        assert_eq!(throttle.take(&"ana", at(1_000)), Ok(()));
    }

    #[test]
    fn a_right_password_gives_its_try_back() {
        let throttle = Throttle::new(Rate { burst: 1, refill_millis: 30_000 });
        for _ in 0..50 {
            assert_eq!(throttle.take(&"ana", at(0)), Ok(()));
            throttle.give_back(&"ana");
        }
    }

    #[test]
    fn the_clock_may_be_anywhere() {
        let throttle = Throttle::new(Rate { burst: u32::MAX, refill_millis: i64::MAX });
        assert!(throttle.take(&"ana", Timestamp::MAX).is_ok() || throttle.take(&"ana", Timestamp::MAX).is_err());
    }

    #[test]
    fn many_others_do_not_wash_a_count_away() {
        let throttle = Throttle::new(Rate { burst: 1, refill_millis: 1_000 });
        let keys = u32::try_from(MOST).unwrap() + 1;
        assert!((0..keys).all(|key| throttle.take(&key, at(0)).is_ok()));
        assert!(throttle.take(&0, at(0)).is_err(), "what still counts is kept, however many there are");
        assert!(throttle.take(&keys, at(1)).is_ok());
        assert_eq!(throttle.full_at.lock().unwrap().len(), 1, "and what is full is forgotten");
    }

    #[test]
    fn silence_saves_up_no_tries() {
        let throttle = Throttle::new(Rate { burst: 3, refill_millis: 1_000 });
        assert_eq!(throttle.take(&"key", at(0)), Ok(()));
        let taken = (0..10).filter(|_| throttle.take(&"key", at(1_000_000)).is_ok()).count();
        assert_eq!(taken, 3, "a full bucket is full, however long it stood");
    }

    #[test]
    fn neighbours_in_a_64_are_one_network() {
        let [a, b, c] = ["2001:db8::1", "2001:db8::ffff", "2001:db8:0:1::1"].map(|text| text.parse::<IpAddr>().unwrap());
        assert_eq!(network(a), network(b));
        assert_ne!(network(a), network(c));
        assert_eq!(network("2001:db8:0:0:ffff::1".parse().unwrap()), network(a), "the fifth group is the neighbour's own");
        assert_eq!(network("::ffff:10.0.0.1".parse().unwrap()), "10.0.0.1".parse::<IpAddr>().unwrap());
    }
}
