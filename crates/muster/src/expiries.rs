//! Ends of certificates that come near are told within a minute where somebody is at work, everywhere within a day.

use crate::home::system;
use crate::rounds::{Tour, opened};
use access::Access;
use kernel::{Error, OrganisationId, Result};
use roster::certificates::{due, tell};
use std::sync::Arc;
use store::door::{Realm, Store};

/// Organisations that nobody uses, opened in one minute.
const A_MINUTE: usize = 16;

/// Goes through the organisations.
pub(crate) struct Expiries {
    access: Access,
    store: Arc<Store>,
    tour: Tour,
}

impl Expiries {
    pub(crate) fn new(access: Access) -> Self {
        let store = Arc::clone(access.store());
        Self { access, store, tour: Tour::default() }
    }

    /// One minute's round.
    pub(crate) async fn minute(&mut self) {
        let others = self.tour.next(&self.store, A_MINUTE).await.unwrap_or_else(|error| {
            tracing::error!(%error, "organisations cannot be listed");
            Vec::new()
        });
        for realm in self.store.organisations_in_use() {
            self.look_at(realm).await;
        }
        for id in others {
            if let Some(realm) = opened(&self.store, id).await {
                self.look_at(realm).await;
            }
        }
    }

    /// One damaged file must not keep the others from being served.
    async fn look_at(&self, realm: Arc<Realm>) {
        let organisation = realm.name().to_owned();
        if let Err(error) = self.tell(&realm).await {
            tracing::error!(%error, organisation, "ends of certificates cannot be told");
        }
    }

    async fn tell(&self, realm: &Arc<Realm>) -> Result<()> {
        let id = OrganisationId::parse(realm.name()).map_err(Error::internal)?;
        let listing = self.store.organisation(id).await?.ok_or(Error::NotFound { what: "organisation" })?;
        let house = self.access.house_of(&listing)?;
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
}
