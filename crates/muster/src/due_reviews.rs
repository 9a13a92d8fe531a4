//! Reviews of who holds what that are due are closed within a minute, and what nobody decided on ends if they say so. An organisation
//! that nobody uses is looked at when it is opened again.

use access::reviews::{close_due, is_due};
use kernel::{Actor, Error, Result};
use std::sync::Arc;
use store::Origin;
use store::door::{Authority, Realm, Store};

/// Goes through the organisations that are in use.
pub(crate) async fn close(store: &Arc<Store>) {
    for realm in store.organisations_in_use() {
        // One damaged file must not keep the others from being served.
        if let Err(error) = of(&realm).await {
            tracing::error!(%error, organisation = realm.name(), "reviews that are due cannot be closed");
        }
    }
}

async fn of(realm: &Arc<Realm>) -> Result<()> {
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

fn system() -> Authority {
    Authority::whole(Actor::System, Origin::default())
}
