//! That a promised time passed is put on record, whether or not anybody looks at the job.

use super::system;
use kernel::{Error, Result};
use std::sync::Arc;
use store::door::Realm;

/// Puts on record what ran out in one organisation.
pub(super) async fn record(realm: &Arc<Realm>) -> Result<()> {
    for job in realm.read(system(), work::service::due).await? {
        match realm.write(system(), move |tx| work::service::record(tx, job)).await {
            // Another server recorded it a moment ago.
            Ok(_) | Err(Error::Refused { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
