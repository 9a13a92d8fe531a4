//! An organisation whose day has come is erased by itself.

use super::{deletion, system};
use kernel::Result;
use std::sync::Arc;
use store::door::{Realm, Store};

/// Erases one organisation, if its day has come.
pub(super) async fn erase(store: &Arc<Store>, realm: &Arc<Realm>) -> Result<()> {
    if let Some(stone) = deletion::keep_to_deletion(store, realm, &system()).await? {
        tracing::warn!(organisation = %stone.id, records = stone.log_size, "an organisation was erased");
    }
    Ok(())
}
