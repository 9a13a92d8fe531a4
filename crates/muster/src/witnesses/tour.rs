//! The way of a day through all organisations, for the heads of those that nobody uses.

use kernel::{Clock as _, OrganisationId, Result, SystemClock, Timestamp};
use std::sync::Arc;
use store::door::Store;

/// How often all organisations are gone through: once a day.
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// So many in one minute.
const A_MINUTE: usize = 16;

/// A way through all organisations once a day.
#[derive(Default)]
pub(super) struct Tour {
    /// Not looked at today.
    left: Vec<OrganisationId>,
    began: Option<Timestamp>,
}

impl Tour {
    /// The next few; none while the day's are done.
    pub(super) async fn next(&mut self, store: &Arc<Store>) -> Result<Vec<OrganisationId>> {
        let now = SystemClock.now();
        if self.left.is_empty() && self.began.is_none_or(|began| began.plus_millis(DAY_MILLIS) <= now) {
            self.left = store.organisations().await?.into_iter().map(|listing| listing.id).collect();
            self.began = Some(now);
        }
        Ok(self.left.split_off(self.left.len().saturating_sub(A_MINUTE)))
    }
}
