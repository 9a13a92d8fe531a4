//! Sending out signed heads of the logs where it is due: by letter, and to the URL that waits for them.

use access::Access;
use envoy::Envoy;
use kernel::{Error, Result, Timestamp};
use muster::system;
use std::sync::Arc;
use store::door::{Listing, Realm, SignedHead};
use trust::publication::{self, Head};

/// Serves one organisation; tells when there is something to do next.
pub(crate) async fn serve(access: &Access, realm: &Arc<Realm>, listing: &Listing, envoy: &Envoy) -> Result<Option<Timestamp>> {
    let mut due = realm.read(system(), publication::due).await?;
    if due.publish
        && let Some(head) = access.store().sign_head(realm).await?
    {
        let (head, house) = (of(realm, head), access.house_of(listing)?);
        match realm.write(system(), move |tx| publication::publish(tx, &head, &house)).await {
            // Another server did so a moment ago.
            Ok(()) | Err(Error::Refused { .. }) => {}
            Err(error) => return Err(error),
        }
        due = realm.read(system(), publication::due).await?;
    }
    if due.post {
        post(access, realm, envoy).await?;
        due = realm.read(system(), publication::due).await?;
    }
    Ok(due.next)
}

/// Posts the latest head: it says all that those before it said.
async fn post(access: &Access, realm: &Arc<Realm>, envoy: &Envoy) -> Result<()> {
    let Some(until) = realm.tend(publication::lease).await? else { return Ok(()) };
    let Some(head) = access.store().latest_head(realm.name()).await? else { return Ok(()) };
    let (head, posted) = (of(realm, head.clone()), of(realm, head));
    let Some(notice) = realm.read(system(), move |tx| publication::notice(tx, &posted)).await? else { return Ok(()) };
    let fault = notice.post(envoy).await;
    realm.tend(move |tx| publication::settle(tx, until, &head, fault)).await
}

fn of(realm: &Realm, head: SignedHead) -> Head {
    Head { size: head.size, at: head.at, note: head.note, key: realm.verifier_key() }
}
