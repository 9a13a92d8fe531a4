//! Assignments are called to mind when each member wants it.

use super::system;
use courier::House;
use kernel::{Error, Result};
use roster::reminders;
use std::sync::Arc;
use store::door::Realm;

/// Reminds whoever is to be reminded in one organisation.
pub(super) async fn remind(realm: &Arc<Realm>, house: &House) -> Result<()> {
    if realm.read(system(), reminders::due).await?.is_empty() {
        return Ok(());
    }
    let house = house.clone();
    match realm.write(system(), move |tx| reminders::remind(tx, &house)).await {
        Ok(told) => tracing::info!(organisation = realm.name(), told, "members were reminded"),
        // Another server reminded them a moment ago.
        Err(Error::Clash { .. }) => {}
        Err(error) => return Err(error),
    }
    Ok(())
}
