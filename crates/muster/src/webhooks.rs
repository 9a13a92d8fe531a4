//! Sending what webhooks wait for. Each server serves the organisations whose logs grew by its own hand, and whatever is due; what is
//! taken out is left alone by the others for a minute, so that several servers send once.

use crate::home::system;
use envoy::Envoy;
use futures_util::future::join_all;
use http::HeaderName;
use kernel::{Clock as _, OrganisationId, Result, SystemClock, Timestamp};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use store::door::{Realm, Store};
use tokio::task::JoinSet;
use trust::webhooks::outbox::{self, Parcel};

/// How often it is looked which logs grew.
const LOOK: Duration = Duration::from_millis(500);
/// Organisations served at once.
const AT_ONCE: usize = 16;
/// Deliveries of one organisation sent at once.
const TOGETHER: i64 = 8;
/// Organisations opened in one look after the start, to find what an earlier process left.
const AT_START: usize = 8;

pub(crate) struct Webhooks {
    store: Arc<Store>,
    envoy: Envoy,
    /// Not looked at since the start.
    left: Vec<OrganisationId>,
    /// When each is to be served; the past for now.
    due: HashMap<OrganisationId, Timestamp>,
    serving: JoinSet<(OrganisationId, Option<Timestamp>)>,
    busy: HashMap<OrganisationId, bool>,
}

impl Webhooks {
    pub(crate) async fn at_start(store: &Arc<Store>, envoy: Envoy) -> Result<Self> {
        let left = store.organisations().await?.into_iter().map(|listing| listing.id).collect();
        let (due, serving, busy) = (HashMap::new(), JoinSet::new(), HashMap::new());
        Ok(Self { store: Arc::clone(store), envoy, left, due, serving, busy })
    }

    /// Goes on until it is dropped.
    pub(crate) async fn run(mut self) {
        let mut every = tokio::time::interval(LOOK);
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            every.tick().await;
            self.look();
        }
    }

    fn look(&mut self) {
        while let Some(served) = self.serving.try_join_next() {
            let Ok((id, next)) = served else { continue };
            // What grew while it was served is served again at once.
            let grew = self.busy.remove(&id).unwrap_or(false);
            let next = if grew { Some(SystemClock.now()) } else { next };
            next.and_then(|at| self.due.insert(id, at));
        }
        let now = SystemClock.now();
        let first = self.left.split_off(self.left.len().saturating_sub(AT_START));
        for id in self.store.take_grown().into_iter().chain(first) {
            match self.busy.get_mut(&id) {
                Some(grew) => *grew = true,
                None => drop(self.due.insert(id, now)),
            }
        }
        let mut ready: Vec<OrganisationId> = self.due.iter().filter(|(_, at)| **at <= now).map(|(id, _)| *id).collect();
        ready.truncate(AT_ONCE.saturating_sub(self.serving.len()));
        for id in ready {
            self.due.remove(&id);
            self.busy.insert(id, false);
            let (store, envoy) = (Arc::clone(&self.store), self.envoy.clone());
            self.serving.spawn(async move {
                let next = serve(&store, &envoy, id).await.unwrap_or_else(|error| {
                    tracing::error!(%error, organisation = %id, "webhooks cannot be served");
                    Some(SystemClock.now().plus_millis(60_000))
                });
                (id, next)
            });
        }
    }
}

/// Serves one organisation; tells when there is something to do next.
async fn serve(store: &Arc<Store>, envoy: &Envoy, id: OrganisationId) -> Result<Option<Timestamp>> {
    let realm = store.realm(id).await?;
    while realm.tend(outbox::feed).await? {}
    let parcels = realm.tend(|tx| outbox::take(tx, TOGETHER)).await?;
    join_all(parcels.into_iter().map(|parcel| deliver(&realm, envoy, parcel))).await.into_iter().collect::<Result<Vec<()>>>()?;
    realm.tend(outbox::next_due).await
}

async fn deliver(realm: &Arc<Realm>, envoy: &Envoy, parcel: Parcel) -> Result<()> {
    let headers: Vec<_> = parcel.headers.into_iter().map(|(name, value)| (HeaderName::from_static(name), value)).collect();
    let answered = envoy.post(&parcel.to, &headers, parcel.body).await;
    let id = parcel.id;
    if let Some(webhook) = realm.tend(move |tx| outbox::settle(tx, id, answered)).await? {
        realm.write(system(), move |tx| outbox::give_up(tx, webhook)).await?;
    }
    Ok(())
}
