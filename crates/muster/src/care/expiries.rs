//! Ends of certificates that come near are told.

use super::system;
use courier::House;
use kernel::{Error, Result};
use roster::certificates::{due, tell};
use std::sync::Arc;
use store::door::Realm;

/// Tells what ends soon in one organisation.
pub(super) async fn announce(realm: &Arc<Realm>, house: &House) -> Result<()> {
    let zone = house.zone.clone();
    for expiring in realm.read(system(), move |tx| due(tx, &zone)).await? {
        let house = house.clone();
        match realm.write(system(), move |tx| tell(tx, expiring, &house)).await {
            // Another server told it a moment ago.
            Ok(()) | Err(Error::Clash { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
