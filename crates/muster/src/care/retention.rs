//! Keeping to what an organisation decided about how long its log keeps details.

use access::retention::{self, Due};
use kernel::{Error, Result};
use std::sync::Arc;
use store::door::{Authority, Realm};
use trust::alerts;

/// Most transactions of erasing in one round: some ten thousands of records. The next round goes on.
const MOST: usize = 100;

/// What a round did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// The first record that keeps its detail, when the log was made to say that those before it lapsed.
    pub lapsed_before: Option<i64>,
    /// Records whose details were erased.
    pub erased: usize,
    /// Alerts that were emptied.
    pub alerts: usize,
}

/// One round over one organisation.
pub async fn keep_to_retention(realm: &Arc<Realm>, authority: &Authority) -> Result<Kept> {
    match realm.read(authority.clone(), retention::look).await? {
        Due::Nothing => Ok(Kept::default()),
        Due::Lapse(_) => match realm.write(authority.clone(), retention::lapse).await {
            Ok(first) => Ok(Kept { lapsed_before: Some(first), ..Kept::default() }),
            // Another server said so a moment ago.
            Err(Error::Refused { .. }) => Ok(Kept::default()),
            Err(error) => Err(error),
        },
        Due::Erase(..) => erase(realm).await,
    }
}

async fn erase(realm: &Arc<Realm>) -> Result<Kept> {
    let mut kept = Kept::default();
    for _ in 0..MOST {
        let Some(erased) = realm.tend(retention::erase).await? else { break };
        kept.erased += erased;
    }
    kept.alerts = realm.tend(|tx| retention::horizon(tx)?.map_or(Ok(0), |horizon| alerts::forget(tx, horizon))).await?;
    realm.sweep().await?;
    Ok(kept)
}
