//! Ends of certificates that come near are told within a minute where somebody is at work, everywhere within a day.

use crate::home::system;
use crate::rounds;
use access::Access;
use kernel::{Error, Result};
use roster::certificates::{due, tell};
use std::sync::Arc;
use store::door::Realm;

/// Tells what ends soon in one organisation.
pub(crate) async fn announce(access: &Access, realm: Arc<Realm>) -> Result<()> {
    let Some(house) = rounds::house(access, &realm).await? else { return Ok(()) };
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
