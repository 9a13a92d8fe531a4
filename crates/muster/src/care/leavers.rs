//! Members whose day of leaving has come are seen out. Access was closed at the very instant, by every request's own
//! look at the clock.

use super::system;
use kernel::Result;
use people::members::{due_to_leave, see_out as see_one_out};
use std::sync::Arc;
use store::door::Realm;

/// Sees out whoever is due in one organisation.
pub(super) async fn see_out(realm: &Arc<Realm>) -> Result<()> {
    for id in realm.read(system(), due_to_leave).await? {
        let gone = realm.write(system(), move |tx| see_one_out(tx, id)).await?;
        tracing::info!(organisation = realm.name(), member = %id, gone, "a day of leaving has come");
    }
    Ok(())
}
