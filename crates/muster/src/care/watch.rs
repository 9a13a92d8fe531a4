//! The watch over the logs of one server: each minute at the organisations whose logs grew.

use access::Access;
use kernel::{Error, OrganisationId, Result};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::door::{Authority, Realm};
use trust::alerts;

/// Looks, and remembers how many records each log had at the last look.
#[derive(Debug)]
pub struct Watch {
    access: Access,
    looked: Mutex<HashMap<String, u64>>,
}

impl Watch {
    /// A watch that has looked at nothing yet.
    pub fn new(access: Access) -> Self {
        Self { access, looked: Mutex::default() }
    }

    /// One round over one organisation; tells how many alerts were raised.
    pub async fn round(&self, realm: &Arc<Realm>, authority: &Authority) -> Result<usize> {
        let looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner).get(realm.name()).copied();
        let round = realm.read(authority.clone(), move |tx| alerts::look(tx, looked)).await?;
        let raised = if round.found.is_empty() { 0 } else { self.raise(realm, authority, round.found).await? };
        if !round.fresh.is_empty() {
            realm.note_networks(round.fresh).await?;
        }
        self.looked.lock().unwrap_or_else(PoisonError::into_inner).insert(realm.name().to_owned(), round.size);
        Ok(raised)
    }

    async fn raise(&self, realm: &Arc<Realm>, authority: &Authority, found: Vec<alerts::Finding>) -> Result<usize> {
        let id = OrganisationId::parse(realm.name()).map_err(Error::internal)?;
        let listing = self.access.store().organisation(id).await?.ok_or_else(Error::no_organisation)?;
        let (house, mut raised) = (self.access.house_of(&listing)?, 0);
        for finding in found {
            let house = house.clone();
            match realm.write(authority.clone(), move |tx| alerts::raise(tx, &finding, &house)).await {
                Ok(()) => raised += 1,
                // Another server told it a moment ago.
                Err(Error::Clash { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(raised)
    }
}
