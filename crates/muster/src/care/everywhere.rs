//! The way through all organisations, whoever is there: each is looked after within a quarter of an hour, a few in a second, one after the
//! other. Its file is opened for that and closed again.

use super::Care;
use kernel::{OrganisationId, Result, Timestamp};
use std::sync::Arc;

/// Within how many seconds the way is gone once.
const WITHIN: usize = 15 * 60;
/// Most in one second, however many there are: the machine is for whoever is at work. So many come round in time: 14 400.
const A_SECOND: usize = 16;
/// The same way in milliseconds.
const WITHIN_MILLIS: i64 = 15 * 60 * 1000;

/// A way through all organisations, again and again.
#[derive(Debug)]
pub struct Everywhere {
    care: Arc<Care>,
    /// Not looked after on this way yet.
    left: Vec<OrganisationId>,
    began: Option<Timestamp>,
    a_second: usize,
}

impl Everywhere {
    /// A way that has not begun.
    pub fn new(care: Arc<Care>) -> Self {
        Self { care, left: Vec::new(), began: None, a_second: 1 }
    }

    /// Looks after the next few; tells how many that were. None while the way was gone in time.
    pub async fn second(&mut self) -> usize {
        let next = self.next().await.unwrap_or_else(|error| {
            tracing::error!(%error, "organisations cannot be listed to look after them");
            Vec::new()
        });
        for id in &next {
            self.visit(*id).await;
        }
        next.len()
    }

    async fn next(&mut self) -> Result<Vec<OrganisationId>> {
        let store = self.care.store();
        let now = store.clock().now();
        if self.left.is_empty() && self.began.is_none_or(|began| began.plus_millis(WITHIN_MILLIS) <= now) {
            if let Some(began) = self.began {
                tell_if_late(now.millis() - began.millis());
            }
            self.left = store.organisations().await?.into_iter().map(|listing| listing.id).collect();
            self.began = Some(now);
            self.a_second = self.left.len().div_ceil(WITHIN).clamp(1, A_SECOND);
        }
        Ok(self.left.split_off(self.left.len().saturating_sub(self.a_second)))
    }

    /// One damaged file must not keep the others from being looked after.
    async fn visit(&self, id: OrganisationId) {
        match self.care.store().visit(id).await {
            Ok(visit) => {
                self.care.of(visit.realm()).await;
                visit.leave().await;
            }
            // Erased meanwhile.
            Err(error) if error.is_no_organisation() => {}
            Err(error) => tracing::error!(%error, organisation = %id, "an organisation cannot be opened"),
        }
    }
}

/// The operator is told when there are too many for this server, or it is too busy.
fn tell_if_late(took: i64) {
    if took > WITHIN_MILLIS * 2 {
        tracing::warn!(minutes = took / 60_000, "organisations that nobody uses are looked after more slowly than they should be");
    }
}
