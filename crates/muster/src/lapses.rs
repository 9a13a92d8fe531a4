//! Details that an organisation does not keep any longer go by themselves: where somebody is at work within a minute, everywhere within a
//! day, whether anybody is there or not.

use crate::home;
use crate::rounds::{Tour, opened};
use std::sync::Arc;
use store::door::{Realm, Store};

/// Organisations that nobody uses, opened in one minute.
const A_MINUTE: usize = 16;

/// Goes through the organisations.
pub(crate) struct Lapses {
    store: Arc<Store>,
    tour: Tour,
}

impl Lapses {
    pub(crate) fn new(store: &Arc<Store>) -> Self {
        Self { store: Arc::clone(store), tour: Tour::default() }
    }

    /// One minute's round.
    pub(crate) async fn minute(&mut self) {
        let others = self.tour.next(&self.store, A_MINUTE).await.unwrap_or_else(|error| {
            tracing::error!(%error, "organisations cannot be listed");
            Vec::new()
        });
        for realm in self.store.organisations_in_use() {
            keep(&realm).await;
        }
        for id in others {
            if let Some(realm) = opened(&self.store, id).await {
                keep(&realm).await;
            }
        }
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
