//! The bell: rung after a commit that left work for somebody who waits, such as a mail to be sent. It tells which realm, and no more;
//! a ring lost with the process is made good by whoever looks at all realms at the start.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use tokio::sync::Notify;

/// One bell for a server process.
#[derive(Debug, Default)]
pub struct Bell {
    rung: Mutex<BTreeSet<String>>,
    heard: Notify,
}

impl Bell {
    pub(crate) fn ring(&self, realm: &str) {
        self.rung.lock().unwrap_or_else(PoisonError::into_inner).insert(realm.to_owned());
        self.heard.notify_one();
    }

    /// Waits until it is rung, and tells for which realms; one listener.
    pub async fn heard(&self) -> BTreeSet<String> {
        loop {
            let rung = std::mem::take(&mut *self.rung.lock().unwrap_or_else(PoisonError::into_inner));
            if !rung.is_empty() {
                return rung;
            }
            self.heard.notified().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_ring_before_the_listener_came_is_heard() {
        let bell = Bell::default();
        bell.ring("org_b");
        bell.ring("org_a");
        bell.ring("org_b");
        assert_eq!(bell.heard().await.into_iter().collect::<Vec<_>>(), ["org_a", "org_b"]);
    }
}
