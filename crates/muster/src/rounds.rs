//! Rounds: one act at every organisation that is in use, one after the other; one that nobody uses is looked at when it is opened again.
//! What cannot wait for that goes through all of them over a day, a few at a time.

use access::Access;
use courier::House;
use kernel::{Clock as _, Error, OrganisationId, Result, SystemClock, Timestamp};
use std::sync::Arc;
use store::door::{Realm, Store};

/// How often all organisations are gone through: once a day.
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// Organisations that nobody uses, opened in one minute.
const A_MINUTE: usize = 16;

/// Goes through the organisations in use; `fault` says what could not be done.
pub(crate) async fn through<F>(store: &Arc<Store>, fault: &'static str, act: impl Fn(Arc<Realm>) -> F)
where
    F: Future<Output = Result<()>>,
{
    at(&store.organisations_in_use(), fault, act).await;
}

/// Goes through these organisations; `fault` says what could not be done.
pub(crate) async fn at<F>(realms: &[Arc<Realm>], fault: &'static str, act: impl Fn(Arc<Realm>) -> F)
where
    F: Future<Output = Result<()>>,
{
    for realm in realms {
        // One damaged file must not keep the others from being served.
        if let Err(error) = act(Arc::clone(realm)).await {
            tracing::error!(%error, organisation = realm.name(), "{fault}");
        }
    }
}

/// A way through all organisations, in use or not, once a day.
#[derive(Default)]
pub(crate) struct Tour {
    /// Not looked at today.
    left: Vec<OrganisationId>,
    began: Option<Timestamp>,
}

impl Tour {
    /// Those in use, and the next few of the others; no others while the day's are done.
    pub(crate) async fn minute(&mut self, store: &Arc<Store>) -> Vec<Arc<Realm>> {
        let mut realms = store.organisations_in_use();
        let others = self.next(store).await.unwrap_or_else(|error| {
            tracing::error!(%error, "organisations cannot be listed");
            Vec::new()
        });
        for id in others {
            if realms.iter().all(|realm| realm.name() != id.as_str()) {
                realms.extend(opened(store, id).await);
            }
        }
        realms
    }

    async fn next(&mut self, store: &Arc<Store>) -> Result<Vec<OrganisationId>> {
        let now = SystemClock.now();
        if self.left.is_empty() && self.began.is_none_or(|began| began.plus_millis(DAY_MILLIS) <= now) {
            self.left = store.organisations().await?.into_iter().map(|listing| listing.id).collect();
            self.began = Some(now);
        }
        Ok(self.left.split_off(self.left.len().saturating_sub(A_MINUTE)))
    }
}

/// From whom an organisation's letters come; none when it is gone.
pub(crate) async fn house(access: &Access, realm: &Realm) -> Result<Option<House>> {
    let id = OrganisationId::parse(realm.name()).map_err(Error::internal)?;
    let listing = access.store().organisation(id).await?;
    listing.map(|listing| access.house_of(&listing)).transpose()
}

/// Opens an organisation, if it is still there and can be: one damaged file must not keep the others from being served.
async fn opened(store: &Arc<Store>, id: OrganisationId) -> Option<Arc<Realm>> {
    match store.realm(id).await {
        Ok(realm) => Some(realm),
        Err(Error::NotFound { .. }) => None,
        Err(error) => {
            tracing::error!(%error, organisation = %id, "an organisation cannot be opened");
            None
        }
    }
}
