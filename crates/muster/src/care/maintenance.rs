//! Jobs that plans of maintenance ask for are made. Plans count days, and looking goes through all of them: where somebody is at work it is
//! done every ten minutes.

use super::system;
use kernel::{Error, Result, Timestamp};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::door::Realm;
use work::maintenance;

/// How often an organisation is looked at at most.
const BETWEEN_MILLIS: i64 = 10 * 60 * 1000;
/// Most writes of one plan at one look, if there is more to be made; the next look goes on.
const MOST: usize = 8;

/// When each organisation was looked at last.
#[derive(Debug, Default)]
pub(super) struct Looks(Mutex<HashMap<String, Timestamp>>);

impl Looks {
    /// Makes the jobs that are due in one organisation, unless that was done a moment ago.
    pub(super) async fn make_due(&self, realm: &Arc<Realm>, now: Timestamp) -> Result<()> {
        if !self.is_due(realm.name(), now) {
            return Ok(());
        }
        for _ in 0..MOST {
            if !make(realm).await? {
                self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(realm.name().to_owned(), now);
                break;
            }
        }
        Ok(())
    }

    fn is_due(&self, organisation: &str, now: Timestamp) -> bool {
        let mut looks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        looks.retain(|_, at| at.plus_millis(BETWEEN_MILLIS) > now);
        !looks.contains_key(organisation)
    }
}

/// Makes some of the jobs that are due in one organisation; tells whether there are more.
async fn make(realm: &Arc<Realm>) -> Result<bool> {
    let mut more = false;
    for slots in realm.read(system(), maintenance::due).await? {
        match realm.write(system(), move |tx| maintenance::make_due(tx, slots)).await {
            Ok(rest) => more |= rest,
            // Another server made it a moment ago, or somebody changed the plan meanwhile.
            Err(Error::Refused { .. }) => {}
            // What one plan says wrong must not keep the others from being made.
            Err(error) => tracing::error!(%error, organisation = realm.name(), "a plan of maintenance cannot be made"),
        }
    }
    Ok(more)
}
