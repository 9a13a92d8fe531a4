//! Details that an organisation does not keep any longer go by themselves.

use super::{retention, system};
use kernel::Result;
use std::sync::Arc;
use store::door::Realm;

/// Erases what has lapsed in one organisation.
pub(super) async fn keep(realm: &Arc<Realm>) -> Result<()> {
    let kept = retention::keep_to_retention(realm, &system()).await?;
    if kept != retention::Kept::default() {
        let organisation = realm.name();
        tracing::info!(organisation, lapsed = kept.lapsed_before, erased = kept.erased, "details are kept only so long");
    }
    Ok(())
}
