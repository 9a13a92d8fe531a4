//! Visits: an organisation is opened to be looked after, by nobody's wish, and let go again. It does not count as in use, and so takes
//! no place from those that people are at work in.

use super::open::Store;
use crate::realm::Realm;
use kernel::{OrganisationId, Result};
use std::sync::{Arc, PoisonError};

/// An organisation that is being looked after. One that is not left but dropped stays open until its place is wanted, as the first to go.
#[derive(Debug)]
pub struct Visit {
    store: Arc<Store>,
    id: OrganisationId,
    realm: Arc<Realm>,
}

impl Store {
    /// Opens an organisation to look after it; an unknown one is not found.
    pub async fn visit(self: &Arc<Self>, id: OrganisationId) -> Result<Visit> {
        let realm = self.opened(id, None).await?;
        Ok(Visit { store: Arc::clone(self), id, realm })
    }

    /// Closes what nobody else holds or asked for. Blocks.
    fn let_go(&self, id: OrganisationId, realm: Arc<Realm>) {
        // What was written during the visit is signed before the file is closed.
        self.sign_at_closing(&realm);
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let is_left = slots.get(&id).is_some_and(|slot| {
            // Whoever is about to take it holds the cell, or has said so; the slot and this visit hold the realm.
            slot.used.is_none() && Arc::strong_count(&slot.realm) == 1 && Arc::strong_count(&realm) == 2
        });
        let slot = if is_left { slots.remove(&id) } else { None };
        // Closing a file takes its time: nobody is to wait for it at the door.
        drop(slots);
        drop((slot, realm));
    }
}

impl Visit {
    /// What is looked after.
    pub fn realm(&self) -> &Arc<Realm> {
        &self.realm
    }

    /// Lets it go: its log's head is signed if it grew, and its file is closed unless somebody came meanwhile.
    pub async fn leave(self) {
        let Self { store, id, realm } = self;
        let left = tokio::task::spawn_blocking(move || store.let_go(id, realm)).await;
        if left.is_err() {
            tracing::error!(organisation = %id, "letting an organisation go panicked");
        }
    }
}
