//! Assignments are called to mind within a minute of when each member wants it.

use crate::home::system;
use crate::rounds;
use access::Access;
use kernel::{Error, Result};
use roster::reminders;
use std::sync::Arc;
use store::door::Realm;

/// Reminds whoever is to be reminded in one organisation.
pub(crate) async fn remind(access: &Access, realm: Arc<Realm>) -> Result<()> {
    if realm.read(system(), reminders::due).await?.is_empty() {
        return Ok(());
    }
    let Some(house) = rounds::house(access, &realm).await? else { return Ok(()) };
    match realm.write(system(), move |tx| reminders::remind(tx, &house)).await {
        Ok(told) => tracing::info!(organisation = realm.name(), told, "members were reminded"),
        // Another server reminded them a moment ago.
        Err(Error::Clash { .. }) => {}
        Err(error) => return Err(error),
    }
    Ok(())
}
