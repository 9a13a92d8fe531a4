//! The pulse of a realm: beats whenever its log has grown, by whichever process, for those who follow how something in it stands.
//!
//! What this process commits is felt at once. What others commit is found by one look in a quarter of a second, of one number, and only
//! while somebody follows: however many do, it is one look.

use crate::door::muster_itself;
use crate::events;
use crate::realm::Realm;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::watch;

/// How often it is looked whether the log was made to grow elsewhere.
const LOOK: Duration = Duration::from_millis(250);

#[derive(Debug, Default)]
pub(crate) struct Pulse {
    /// How many records the log is known to have.
    size: watch::Sender<u64>,
    /// Whether somebody looks.
    looking: AtomicBool,
}

/// Feels a realm's pulse.
#[derive(Debug)]
pub struct Following(watch::Receiver<u64>);

impl Following {
    /// Waits until the log has grown since this was asked last, or could not be looked at.
    pub async fn beat(&mut self) {
        // The realm is held by whoever follows it: it cannot go before them.
        if self.0.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Whether the log has grown since this was asked last; waits for nothing.
    pub fn take_beat(&mut self) -> bool {
        let has_beaten = self.0.has_changed().unwrap_or(true);
        self.0.mark_unchanged();
        has_beaten
    }
}

impl Pulse {
    /// The log has so many records now.
    pub(crate) fn beat(&self, size: u64) {
        self.size.send_if_modified(|known| {
            let has_grown = size > *known;
            *known = size.max(*known);
            has_grown
        });
    }
}

impl Realm {
    /// Follows this realm's log from now on.
    pub fn follow(self: &Arc<Self>) -> Following {
        let following = Following(self.pulse.size.subscribe());
        if !self.pulse.looking.swap(true, Ordering::AcqRel) {
            tokio::spawn(look(Arc::clone(self)));
        }
        following
    }
}

/// Looks until nobody follows any more.
async fn look(realm: Arc<Realm>) {
    let mut every = tokio::time::interval(LOOK);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        if realm.pulse.size.receiver_count() == 0 {
            realm.pulse.looking.store(false, Ordering::Release);
            // Whoever came in between has seen that somebody looks, and relies on it.
            if realm.pulse.size.receiver_count() == 0 || realm.pulse.looking.swap(true, Ordering::AcqRel) {
                return;
            }
        }
        match realm.read(muster_itself(), events::size).await {
            Ok(size) => realm.pulse.beat(size),
            // Whoever follows finds out why by looking themself.
            Err(_) => realm.pulse.size.send_modify(|_| {}),
        }
    }
}
