//! Notices are kept only so long.

use kernel::Result;
use std::sync::Arc;
use store::door::Realm;

/// Most transactions of one look, each of some hundreds; the next look goes on.
const MOST: usize = 100;

/// Forgets what is old in one organisation.
pub(super) async fn forget(realm: &Arc<Realm>) -> Result<()> {
    if !realm.read(super::system(), notices::retention::is_due).await? {
        return Ok(());
    }
    let mut gone = 0;
    for _ in 0..MOST {
        match realm.tend(notices::retention::forget).await? {
            0 => break,
            some => gone += some,
        }
    }
    tracing::info!(organisation = realm.name(), gone, "notices are kept only so long");
    realm.sweep().await
}
