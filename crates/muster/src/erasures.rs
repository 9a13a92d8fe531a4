//! Organisations whose day has come are erased by themselves: where somebody is at work within a minute, everywhere within a day. And what
//! is left on this server of any that was erased, by whichever server, is cleared away.

use crate::home::system;
use crate::rounds::{self, Tour, opened};
use kernel::Result;
use std::sync::Arc;
use store::door::{Realm, Store};

/// Organisations that nobody uses, opened in one minute.
const A_MINUTE: usize = 16;

/// Goes through the organisations.
pub(crate) struct Erasures {
    store: Arc<Store>,
    tour: Tour,
}

impl Erasures {
    pub(crate) fn new(store: &Arc<Store>) -> Self {
        Self { store: Arc::clone(store), tour: Tour::default() }
    }

    /// One minute's round.
    pub(crate) async fn minute(&mut self) {
        if let Err(error) = self.store.clear_erased().await {
            tracing::error!(%error, "what is left of organisations that were erased cannot be cleared away");
        }
        rounds::through(&self.store, "an organisation cannot be erased", |realm| of(Arc::clone(&self.store), realm)).await;
        let others = self.tour.next(&self.store, A_MINUTE).await.unwrap_or_else(|error| {
            tracing::error!(%error, "organisations cannot be listed");
            Vec::new()
        });
        for id in others {
            if let Some(realm) = opened(&self.store, id).await
                && let Err(error) = of(Arc::clone(&self.store), realm).await
            {
                tracing::error!(%error, organisation = %id, "an organisation cannot be erased");
            }
        }
    }
}

async fn of(store: Arc<Store>, realm: Arc<Realm>) -> Result<()> {
    if let Some(stone) = muster::keep_to_deletion(&store, &realm, &system()).await? {
        tracing::warn!(organisation = %stone.id, records = stone.log_size, "an organisation was erased");
    }
    Ok(())
}
