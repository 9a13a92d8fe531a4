//! Organisations whose day has come are erased by themselves: where somebody is at work within a minute, everywhere within a day. And what
//! is left on this server of any that was erased, by whichever server, is cleared away.

use crate::home::system;
use kernel::Result;
use std::sync::Arc;
use store::door::{Realm, Store};

/// Clears away what is left of those that were erased.
pub(crate) async fn clear(store: &Arc<Store>) {
    if let Err(error) = store.clear_erased().await {
        tracing::error!(%error, "what is left of organisations that were erased cannot be cleared away");
    }
}

/// Erases one organisation, if its day has come.
pub(crate) async fn erase(store: Arc<Store>, realm: Arc<Realm>) -> Result<()> {
    if let Some(stone) = muster::keep_to_deletion(&store, &realm, &system()).await? {
        tracing::warn!(organisation = %stone.id, records = stone.log_size, "an organisation was erased");
    }
    Ok(())
}
