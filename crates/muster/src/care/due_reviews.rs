//! Reviews of who holds what that are due are closed, and what nobody decided on ends if they say so.

use super::system;
use access::reviews::{close_due, is_due};
use kernel::{Error, Result};
use std::sync::Arc;
use store::door::Realm;

/// Closes what is due in one organisation.
pub(super) async fn close(realm: &Arc<Realm>) -> Result<()> {
    while realm.read(system(), is_due).await? {
        match realm.write(system(), close_due).await {
            Ok(ended) => tracing::info!(organisation = realm.name(), ended, "a review was due"),
            // Another server closed it a moment ago.
            Err(Error::Refused { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
