//! The watch over the logs of one server: each minute at the organisations whose logs grew.

use kernel::{Error, Result};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::door::{Authority, Realm};
use trust::alerts;

/// How many records each log had at the last look.
#[derive(Debug, Default)]
pub struct Watch(Mutex<HashMap<String, u64>>);

impl Watch {
    /// One round over one organisation; tells how many alerts were raised.
    pub async fn round(&self, realm: &Arc<Realm>, authority: &Authority) -> Result<usize> {
        let looked = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(realm.name()).copied();
        let round = realm.read(authority.clone(), move |tx| alerts::look(tx, looked)).await?;
        let mut raised = 0;
        for finding in round.found {
            match realm.write(authority.clone(), move |tx| alerts::raise(tx, &finding)).await {
                Ok(()) => raised += 1,
                // Another server told it a moment ago.
                Err(Error::Clash { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        if !round.fresh.is_empty() {
            realm.note_networks(round.fresh).await?;
        }
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(realm.name().to_owned(), round.size);
        Ok(raised)
    }
}
