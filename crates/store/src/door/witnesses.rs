//! What witnesses outside say of the logs of this server. A log is called `instance`, or by its organisation's id.

use super::open::{Store, system};
use crate::cosignatures::{self, WitnessStanding};
use crate::directory::{self, SignedHead};
use kernel::{Error, Result};
use std::sync::Arc;

impl Store {
    /// How every witness stands to a log, by name.
    pub async fn witnesses_of(self: &Arc<Self>, log: &str) -> Result<Vec<WitnessStanding>> {
        let log = log.to_owned();
        self.directory.read(system(), move |tx| cosignatures::standings(tx, &log)).await
    }

    /// The latest head of a log that a witness signed too.
    pub async fn witnessed_head(self: &Arc<Self>, log: &str) -> Result<Option<SignedHead>> {
        let log = log.to_owned();
        self.directory.read(system(), move |tx| directory::witnessed_head(tx, &log)).await
    }

    /// Notes how a witness stands to a log; with the line that it wrote under the head it signed last, if it has just signed one.
    pub async fn note_witness(self: &Arc<Self>, log: &str, standing: WitnessStanding, line: Option<String>) -> Result<()> {
        let (store, log) = (Arc::clone(self), log.to_owned());
        blocking(move || {
            store.directory.housekeep(|connection| {
                if let (Some(line), Some(size)) = (&line, standing.last_size) {
                    cosignatures::keep(connection, &log, size, &standing.witness, line)?;
                }
                cosignatures::note(connection, &log, &standing)
            })
        })
        .await
    }

    /// Forgets how witnesses stood who are not among those named. What they signed is kept.
    pub async fn forget_other_witnesses(self: &Arc<Self>, named: Vec<String>) -> Result<()> {
        let store = Arc::clone(self);
        blocking(move || store.directory.housekeep(|connection| cosignatures::forget_others(connection, &named))).await
    }
}

async fn blocking(act: impl FnOnce() -> Result<()> + Send + 'static) -> Result<()> {
    tokio::task::spawn_blocking(act).await.map_err(|_| Error::internal("housekeeping panicked"))?
}
