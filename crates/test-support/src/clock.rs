//! A clock that stands still until it is turned.

use kernel::{Clock, Timestamp};
use std::sync::atomic::{AtomicI64, Ordering};

/// A clock that stands still until a test turns it. Share it in an `Arc`.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl TestClock {
    /// A clock that stands at `at`, written as RFC 3339.
    pub fn at(at: &str) -> Self {
        let at = Timestamp::parse(at).unwrap_or_else(|| panic!("{at} is no RFC 3339 time"));
        Self(AtomicI64::new(at.millis()))
    }

    /// Moves on by `millis`; a negative number is a clock set back, as happens to real ones.
    pub fn advance(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }

    /// Moves on by whole seconds.
    pub fn advance_seconds(&self, seconds: i64) {
        self.advance(seconds * 1_000);
    }

    /// Stands at `at` from now on.
    pub fn set(&self, at: Timestamp) {
        self.0.store(at.millis(), Ordering::SeqCst);
    }
}

impl Default for TestClock {
    /// A Saturday morning in November.
    fn default() -> Self {
        Self::at("2026-11-21T09:30:00Z")
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::clamped(self.0.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_still_until_turned() {
        let clock = TestClock::default();
        let before = clock.now();
        assert_eq!(clock.now(), before);
        clock.advance_seconds(90);
        assert_eq!(clock.now().to_string(), "2026-11-21T09:31:30.000Z");
        clock.advance(-90_000);
        assert_eq!(clock.now(), before);
    }
}
