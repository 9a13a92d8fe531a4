//! A round: one act at every organisation that is in use, one after the other. One that nobody uses is looked at when it is opened again.

use kernel::Result;
use std::sync::Arc;
use store::door::{Realm, Store};

/// Goes through the organisations in use; `fault` says what could not be done.
pub(crate) async fn through<F>(store: &Arc<Store>, fault: &'static str, act: impl Fn(Arc<Realm>) -> F)
where
    F: Future<Output = Result<()>>,
{
    for realm in store.organisations_in_use() {
        let organisation = realm.name().to_owned();
        // One damaged file must not keep the others from being served.
        if let Err(error) = act(realm).await {
            tracing::error!(%error, organisation, "{fault}");
        }
    }
}
