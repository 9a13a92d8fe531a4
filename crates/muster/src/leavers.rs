//! Members whose day of leaving has come are seen out within a minute. Access was closed at the very instant, by every request's own
//! look at the clock; an organisation that nobody uses is looked at when it is opened again.

use kernel::{Actor, Result};
use people::members::{due_to_leave, see_out as see_one_out};
use std::sync::Arc;
use store::Origin;
use store::door::{Authority, Realm, Store};

/// Goes through the organisations that are in use.
pub(crate) async fn see_out(store: &Arc<Store>) {
    for realm in store.organisations_in_use() {
        // One damaged file must not keep the others from being served.
        if let Err(error) = of(&realm).await {
            tracing::error!(%error, organisation = realm.name(), "members whose day of leaving has come cannot be seen out");
        }
    }
}

async fn of(realm: &Arc<Realm>) -> Result<()> {
    for id in realm.read(system(), due_to_leave).await? {
        let gone = realm.write(system(), move |tx| see_one_out(tx, id)).await?;
        tracing::info!(organisation = realm.name(), member = %id, gone, "a day of leaving has come");
    }
    Ok(())
}

fn system() -> Authority {
    Authority::whole(Actor::System, Origin::default())
}
