//! Jobs that plans of maintenance ask for are made within ten minutes where somebody is at work, everywhere within a day.

use crate::home::system;
use kernel::{Clock as _, Error, Result, SystemClock, Timestamp};
use std::collections::HashMap;
use std::sync::Arc;
use store::door::Realm;
use work::maintenance;

/// How often an organisation in use is looked at again: plans count days, and looking goes through all of them.
const BETWEEN_MILLIS: i64 = 10 * 60 * 1000;

/// When each organisation was looked at last.
#[derive(Default)]
pub(crate) struct Maintenance {
    looked: HashMap<String, Timestamp>,
}

impl Maintenance {
    /// One minute's round through these.
    pub(crate) async fn minute(&mut self, realms: &[Arc<Realm>]) {
        let now = SystemClock.now();
        self.looked.retain(|_, looked| looked.plus_millis(BETWEEN_MILLIS) > now);
        for realm in realms {
            if !self.looked.contains_key(realm.name()) {
                self.look_at(Arc::clone(realm), now).await;
            }
        }
    }

    /// One damaged file must not keep the others from being served.
    async fn look_at(&mut self, realm: Arc<Realm>, now: Timestamp) {
        let organisation = realm.name().to_owned();
        match make(&realm).await {
            // There is more: the next minute goes on.
            Ok(true) => {}
            Ok(false) => drop(self.looked.insert(organisation, now)),
            Err(error) => tracing::error!(%error, organisation, "planned maintenance cannot be made"),
        }
    }
}

/// Makes the jobs that are due in one organisation; tells whether there are more.
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
