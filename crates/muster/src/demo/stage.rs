//! The demo's clock: while the demo is set up it stands back, so that the past weeks are lived through and not written in afterwards.

use kernel::{Clock, SystemClock, Timestamp};
use std::sync::atomic::{AtomicI64, Ordering};

/// The machine's clock, by so many milliseconds late.
#[derive(Debug, Default)]
pub(super) struct Stage {
    behind: AtomicI64,
}

impl Stage {
    /// From now on it is `then`, and time goes on from there.
    pub(super) fn begin_at(&self, then: Timestamp) {
        self.behind.store(SystemClock.now().millis() - then.millis(), Ordering::SeqCst);
    }

    /// From now on it is now.
    pub(super) fn come_home(&self) {
        self.behind.store(0, Ordering::SeqCst);
    }
}

impl Clock for Stage {
    fn now(&self) -> Timestamp {
        SystemClock.now().plus_millis(-self.behind.load(Ordering::SeqCst))
    }
}
