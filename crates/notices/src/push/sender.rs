//! Sending push messages. What is taken out is left alone by other servers for a minute, so that several servers send once.

use super::outbox::{self, Parcel};
use access::Outside;
use envoy::Envoy;
use futures_util::future::join_all;
use kernel::{Actor, Error, Result, Timestamp};
use std::sync::Arc;
use store::Origin;
use store::door::{Authority, Realm};

/// Messages of one organisation sent at once.
const TOGETHER: i64 = 16;

/// Sends what is due in one organisation; tells when there is something to do next.
pub async fn serve(realm: &Arc<Realm>, envoy: &Envoy, outside: &Outside) -> Result<Option<Timestamp>> {
    let (hosts, contact) = (outside.push_hosts.clone(), outside.site.clone());
    let parcels = realm.tend(move |tx| outbox::take(tx, TOGETHER, &hosts, &contact)).await?;
    join_all(parcels.into_iter().map(|parcel| deliver(realm, envoy, parcel))).await.into_iter().collect::<Result<Vec<()>>>()?;
    realm.tend(outbox::next_due).await
}

async fn deliver(realm: &Arc<Realm>, envoy: &Envoy, parcel: Parcel) -> Result<()> {
    let answered = envoy.post_as(&parcel.to, "application/octet-stream", &parcel.headers, parcel.body).await;
    let id = parcel.id;
    let Some(gone) = realm.tend(move |tx| outbox::settle(tx, id, answered)).await? else { return Ok(()) };
    let system = Authority::whole(Actor::System, Origin::default());
    match realm.write(system, move |tx| outbox::end(tx, gone)).await {
        // Two messages to one browser that is gone: the first ended it.
        Err(Error::NotFound { .. }) => Ok(()),
        ended => ended,
    }
}
