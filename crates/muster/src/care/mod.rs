//! What time does by itself in every organisation, whether anybody is there or not.
//!
//! Invariants: each act finds out itself what is due and may be done again, by several servers at once; one that fails keeps no other from
//! being done; where an organisation is suspended nobody is told anything and nothing is made or given out, while what protects goes on.

mod deletion;
mod due_reviews;
mod erasures;
mod everywhere;
mod expiries;
mod lapses;
mod leavers;
mod maintenance;
mod old_notices;
mod promises;
mod reminders;
mod retention;
mod waiting_lists;
mod watch;

pub use deletion::keep_to_deletion;
pub use everywhere::Everywhere;
pub use retention::{Kept, keep_to_retention};
pub use watch::Watch;

use access::Access;
use courier::House;
use kernel::{Actor, Error, OrganisationId, Result};
use maintenance::Looks;
use std::sync::Arc;
use store::Origin;
use store::door::{Authority, Listing, Realm, Standing, Store};

/// Looks after organisations.
#[derive(Debug)]
pub struct Care {
    access: Access,
    watch: Watch,
    maintenance: Looks,
}

impl Care {
    /// Care that has looked at nothing yet.
    pub fn new(access: Access) -> Self {
        Self { watch: Watch::new(access.clone()), access, maintenance: Looks::default() }
    }

    fn store(&self) -> &Arc<Store> {
        self.access.store()
    }

    /// Looks after those in use, one after the other: for every minute.
    pub async fn of_those_in_use(&self) {
        for realm in self.store().organisations_in_use() {
            self.of(&realm).await;
        }
    }

    /// Does whatever is due in one organisation.
    pub async fn of(&self, realm: &Arc<Realm>) {
        let listing = match self.listing(realm).await {
            Ok(Some(listing)) => listing,
            Ok(None) => return,
            Err(error) => return told(realm, "an organisation cannot be looked after", Err(error)),
        };
        told(realm, "the watch over a log failed", self.watch.round(realm, &system()).await.map(drop));
        told(realm, "reviews that are due cannot be closed", due_reviews::close(realm).await);
        told(realm, "members whose day of leaving has come cannot be seen out", leavers::see_out(realm).await);
        told(realm, "promised times that passed cannot be put on record", promises::record(realm).await);
        if listing.standing == Standing::Active {
            match self.access.house_of(&listing) {
                Ok(house) => self.of_those_at_work(realm, &house).await,
                Err(error) => told(realm, "an organisation has no letter head", Err(error)),
            }
        }
        told(realm, "details that lapsed cannot be erased", lapses::keep(realm).await);
        told(realm, "old notices cannot be cleared away", old_notices::forget(realm).await);
        // Last: whatever is erased is there for no other act.
        told(realm, "an organisation cannot be erased", erasures::erase(self.store(), realm).await);
    }

    /// What is said to members, made for them and given to them.
    async fn of_those_at_work(&self, realm: &Arc<Realm>, house: &House) {
        told(realm, "waiting lists cannot be served", waiting_lists::serve(realm, house).await);
        told(realm, "members cannot be reminded", reminders::remind(realm, house).await);
        told(realm, "ends of certificates cannot be told", expiries::announce(realm, house).await);
        let now = self.store().clock().now();
        told(realm, "planned maintenance cannot be made", self.maintenance.make_due(realm, now).await);
    }

    async fn listing(&self, realm: &Realm) -> Result<Option<Listing>> {
        let id = OrganisationId::parse(realm.name()).map_err(Error::internal)?;
        self.store().organisation(id).await
    }
}

/// One act that fails, or one damaged file, must not keep the others from being done.
fn told(realm: &Realm, fault: &'static str, done: Result<()>) {
    match done {
        Ok(()) => {}
        // Erased meanwhile.
        Err(error) if error.is_no_organisation() => {}
        Err(error) => tracing::error!(%error, organisation = realm.name(), "{fault}"),
    }
}

/// Muster itself, which looks after what is there.
pub fn system() -> Authority {
    Authority::whole(Actor::System, Origin::default())
}
