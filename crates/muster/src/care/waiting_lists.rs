//! Offers of places that ran out go to the next, and what is given out at a deadline is given out. Who looks sees an offer as run out at
//! the very instant.

use super::system;
use courier::House;
use duty::bookings::rounds as waiting;
use kernel::{Error, Result};
use std::sync::Arc;
use store::door::Realm;

/// Serves whatever is due in one organisation.
pub(super) async fn serve(realm: &Arc<Realm>, house: &House) -> Result<()> {
    for id in realm.read(system(), waiting::due).await? {
        let house = house.clone();
        match realm.write(system(), move |tx| waiting::serve(tx, &house, id)).await {
            Ok(()) => tracing::info!(organisation = realm.name(), requirement = %id, "a waiting list was served"),
            // Another server served it a moment ago, or nobody who waits may take the place.
            Err(Error::Refused { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
