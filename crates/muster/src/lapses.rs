//! Details that an organisation does not keep any longer go by themselves: where somebody is at work within a minute, everywhere within a
//! day, whether anybody is there or not.

use crate::home;
use kernel::Result;
use std::sync::Arc;
use store::door::Realm;

/// Erases what has lapsed in one organisation.
pub(crate) async fn keep(realm: Arc<Realm>) -> Result<()> {
    let kept = muster::keep_to_retention(&realm, &home::system()).await?;
    if kept != muster::Kept::default() {
        let organisation = realm.name();
        tracing::info!(organisation, lapsed = kept.lapsed_before, erased = kept.erased, "details are kept only so long");
    }
    Ok(())
}
