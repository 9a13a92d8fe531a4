//! Erasing an organisation: its keys first, then whatever they opened.
//!
//! Once the directory's transaction is through, nothing that was the organisation's can be opened any more by anybody who has not kept
//! its keys; what is left of it, on whichever server, is rubbish that is cleared away as often as it takes. That it is time is not
//! decided here.

use super::open::{Store, system};
use crate::batch::execute;
use crate::directory;
use crate::erasures::{self, Tombstone};
use crate::tx::Authority;
use kernel::{Error, OrganisationId, Result, Timestamp};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Arc, PoisonError};

impl Store {
    /// Keeps in the directory on which day an organisation is to be erased, as its own log says, for the operator to see.
    pub async fn announce_erasure(self: &Arc<Self>, authority: Authority, id: OrganisationId, erase_at: Option<Timestamp>) -> Result<()> {
        self.directory.write(authority, move |tx| directory::announce_erasure(tx, id, erase_at)).await
    }

    /// Erases an organisation: signs the last head of its log, destroys its keys, leaves a tombstone, and clears away what was its.
    pub async fn erase(self: &Arc<Self>, authority: Authority, id: OrganisationId) -> Result<Tombstone> {
        let realm = self.realm(id).await?;
        let head = self.sign_head(&realm).await?.ok_or_else(|| Error::internal("a log without a record has no head to keep"))?;
        let key = realm.verifier_key();
        let stone = self.directory.write(authority, move |tx| directory::erase(tx, id, &head, &key)).await?;
        drop(realm);
        self.clear_erased().await?;
        // The pages that held the keys were overwritten; what the write-ahead log still has of them goes now.
        self.directory.sweep().await?;
        Ok(stone)
    }

    /// Every organisation that was erased.
    pub async fn tombstones(self: &Arc<Self>) -> Result<Vec<Tombstone>> {
        self.directory.read(system(), erasures::all).await
    }

    /// Clears away what is left here of organisations that were erased: what is open of them, their files, their rows. Safe to repeat, and
    /// each server does it for itself.
    pub async fn clear_erased(self: &Arc<Self>) -> Result<()> {
        for stone in self.tombstones().await? {
            self.forget(stone.id);
            let store = Arc::clone(self);
            let cleared = tokio::task::spawn_blocking(move || store.clear(&stone)).await;
            cleared.map_err(|_| Error::internal("clearing away panicked"))??;
        }
        Ok(())
    }

    /// Closes an organisation that is none any more: whoever still holds it is refused.
    pub(crate) fn forget(&self, id: OrganisationId) {
        let slot = self.slots.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
        if let Some(realm) = slot.as_ref().and_then(|slot| slot.realm.get()) {
            realm.shut();
        }
    }

    fn clear(&self, stone: &Tombstone) -> Result<()> {
        let (id, files) = (stone.id, self.config.data_dir.join("files").join(stone.id.as_str()));
        gone(std::fs::remove_dir_all(&files), &files)?;
        if self.is_embedded() {
            let file = self.organisation_path(id);
            for ending in ["db", "db-wal", "db-shm"] {
                let file = file.with_extension(ending);
                gone(std::fs::remove_file(&file), &file)?;
            }
        } else if stone.cleared_at.is_none() {
            self.clear_rows(id)?;
        }
        if stone.cleared_at.is_none() {
            let now = self.clock().now();
            self.directory.housekeep(|connection| erasures::note_cleared(connection, id, now))?;
        }
        Ok(())
    }

    /// Deletes the rows behind the last write that was under way on any server: it holds the organisation's lock.
    fn clear_rows(&self, id: OrganisationId) -> Result<()> {
        let mut connection = self.directory.writer()?;
        let lock = format!("SELECT pg_advisory_xact_lock(hashtextextended('{id}', 0))");
        let done =
            execute(&mut connection, &format!("BEGIN; SET LOCAL statement_timeout = 0; {lock}; SELECT clear_erased('{id}'); COMMIT"));
        if done.is_err() {
            connection.break_it();
        }
        done
    }
}

/// What was not there is gone too.
fn gone(removed: std::io::Result<()>, path: &Path) -> Result<()> {
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::internal(format!("{}: {error}", path.display()))),
        _ => Ok(()),
    }
}
