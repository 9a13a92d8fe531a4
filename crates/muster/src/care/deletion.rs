//! Erasing an organisation whose day has come.

use access::deletion::{self, Stage};
use kernel::{Error, OrganisationId, Result};
use std::sync::Arc;
use store::door::{Authority, Realm, Standing, Store, Tombstone};

/// One round over one organisation: the directory is told the day that the organisation's own log names, and once it has come the log says
/// so and everything goes. Safe to repeat, and to be done by several servers: what one began, another finishes.
///
/// While it is suspended nothing is erased that its owners could still take back: they must be able to get at it.
pub async fn keep_to_deletion(store: &Arc<Store>, realm: &Arc<Realm>, authority: &Authority) -> Result<Option<Tombstone>> {
    let id = OrganisationId::parse(realm.name()).map_err(Error::internal)?;
    let Some(listing) = store.organisation(id).await? else { return Ok(None) };
    let stage = realm.read(authority.clone(), deletion::look).await?;
    let erase_at = match stage {
        Stage::None => None,
        Stage::Waits(at) | Stage::Due(at) => Some(at),
        Stage::Begun => listing.erase_at,
    };
    if listing.erase_at != erase_at {
        store.announce_erasure(authority.clone(), id, erase_at).await?;
    }
    match stage {
        Stage::None | Stage::Waits(_) => return Ok(None),
        Stage::Due(_) => {
            if listing.standing != Standing::Active && realm.read(authority.clone(), deletion::could_be_taken_back).await? {
                return Ok(None);
            }
            match realm.write(authority.clone(), deletion::begin).await {
                Ok(()) => {}
                // Another server said so a moment ago, and goes on; or an owner was quicker.
                Err(Error::Refused { .. }) => return Ok(None),
                Err(error) => return Err(error),
            }
        }
        Stage::Begun => {}
    }
    match store.erase(authority.clone(), id).await {
        Ok(stone) => Ok(Some(stone)),
        // Another server did.
        Err(error) if error.is_no_organisation() => Ok(None),
        Err(error) => Err(error),
    }
}
