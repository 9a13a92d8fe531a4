//! Sending what webhooks wait for. What is taken out is left alone by other servers for a minute, so that several servers send once.

use envoy::Envoy;
use futures_util::future::join_all;
use kernel::{Result, Timestamp};
use muster::system;
use std::sync::Arc;
use store::door::Realm;
use trust::webhooks::outbox::{self, Parcel};

/// Deliveries of one organisation sent at once.
const TOGETHER: i64 = 8;

/// Serves one organisation; tells when there is something to do next.
pub(crate) async fn serve(realm: &Arc<Realm>, envoy: &Envoy) -> Result<Option<Timestamp>> {
    while realm.tend(outbox::feed).await? {}
    let parcels = realm.tend(|tx| outbox::take(tx, TOGETHER)).await?;
    join_all(parcels.into_iter().map(|parcel| deliver(realm, envoy, parcel))).await.into_iter().collect::<Result<Vec<()>>>()?;
    realm.tend(outbox::next_due).await
}

async fn deliver(realm: &Arc<Realm>, envoy: &Envoy, parcel: Parcel) -> Result<()> {
    let answered = envoy.post(&parcel.to, &parcel.headers, parcel.body).await;
    let id = parcel.id;
    if let Some(webhook) = realm.tend(move |tx| outbox::settle(tx, id, answered)).await? {
        realm.write(system(), move |tx| outbox::give_up(tx, webhook)).await?;
    }
    Ok(())
}
