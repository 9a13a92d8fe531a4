//! Sending on what streams of the audit log have not had yet: each stream for itself, parcel by parcel, under a lease.

use envoy::Envoy;
use futures_util::future::join_all;
use kernel::{Result, Timestamp};
use muster::system;
use std::sync::Arc;
use store::door::Realm;
use trust::streams::{StreamId, carry, outbox};

/// Serves one organisation; tells when there is something to do next.
pub(crate) async fn serve(realm: &Arc<Realm>, envoy: &Envoy) -> Result<Option<Timestamp>> {
    let (ready, next) = realm.read(system(), outbox::ready).await?;
    if ready.is_empty() {
        return Ok(next);
    }
    join_all(ready.into_iter().map(|id| flow(realm, envoy, id))).await.into_iter().collect::<Result<Vec<()>>>()?;
    let (ready, next) = realm.read(system(), outbox::ready).await?;
    // What came meanwhile is looked at in the next round.
    Ok(if ready.is_empty() { next } else { Some(Timestamp::MIN) })
}

/// Sends on until nothing is left, or it fails.
async fn flow(realm: &Arc<Realm>, envoy: &Envoy, id: StreamId) -> Result<()> {
    while let Some(lease) = realm.tend(move |tx| outbox::lease(tx, id)).await? {
        let (host, leased) = (realm.log_host(), lease.clone());
        let parcel = realm.read(system(), move |tx| outbox::pack(tx, &leased, &host)).await?;
        let sent = carry(envoy, &parcel).await;
        if let Some(fault) = sent.fault() {
            tracing::warn!(organisation = realm.name(), stream = %id, fault, "records were not taken, and are sent again");
        }
        if !realm.tend(move |tx| outbox::settle(tx, &lease, &parcel, &sent)).await? {
            return Ok(());
        }
    }
    Ok(())
}
