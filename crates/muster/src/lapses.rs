//! Details that an organisation does not keep any longer go by themselves: where somebody is at work within a minute, everywhere within a
//! day, whether anybody is there or not.

use crate::home;
use kernel::{Clock as _, OrganisationId, Result, SystemClock, Timestamp};
use std::sync::Arc;
use store::door::{Realm, Store};

/// Organisations that nobody uses, opened in one minute.
const A_MINUTE: usize = 16;
/// How often all organisations are gone through: once a day.
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// Goes through the organisations.
pub(crate) struct Lapses {
    store: Arc<Store>,
    /// Not looked at today.
    left: Vec<OrganisationId>,
    began: Option<Timestamp>,
}

impl Lapses {
    pub(crate) fn new(store: &Arc<Store>) -> Self {
        Self { store: Arc::clone(store), left: Vec::new(), began: None }
    }

    /// One minute's round.
    pub(crate) async fn minute(&mut self) {
        if let Err(error) = self.begin().await {
            tracing::error!(%error, "organisations cannot be listed");
        }
        for realm in self.store.organisations_in_use() {
            keep(&realm).await;
        }
        for id in self.left.split_off(self.left.len().saturating_sub(A_MINUTE)) {
            match self.store.realm(id).await {
                Ok(realm) => keep(&realm).await,
                Err(error) => tracing::error!(%error, organisation = %id, "an organisation cannot be opened"),
            }
        }
    }

    async fn begin(&mut self) -> Result<()> {
        let now = SystemClock.now();
        if self.left.is_empty() && self.began.is_none_or(|began| began.plus_millis(DAY_MILLIS) <= now) {
            self.left = self.store.organisations().await?.into_iter().map(|listing| listing.id).collect();
            self.began = Some(now);
        }
        Ok(())
    }
}

/// One damaged file must not keep the others from being served.
async fn keep(realm: &Arc<Realm>) {
    let organisation = realm.name();
    match muster::keep_to_retention(realm, &home::system()).await {
        Ok(kept) if kept == muster::Kept::default() => {}
        Ok(kept) => tracing::info!(organisation, lapsed = kept.lapsed_before, erased = kept.erased, "details are kept only so long"),
        Err(error) => tracing::error!(%error, organisation, "details that lapsed cannot be erased"),
    }
}
