//! What the store does by itself: sign heads of logs that grew, close what nobody uses, forget answers kept long enough.

use super::keyring::write_whole;
use super::open::{Config, Store, system};
use crate::directory::{self, SignedHead};
use crate::realm::Realm;
use crate::schema::idempotency;
use crate::{checkpoint, embedded, idempotency as kept};
use diesel::prelude::*;
use kernel::{Error, OrganisationId, Result, Timestamp};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

/// What a round of upkeep did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UpkeepReport {
    /// Heads signed.
    pub signed: usize,
    /// Realms that could not be looked after; each is in the log.
    pub failed: usize,
}

/// The instance log's head as kept beside the directory, so that an old copy of the directory is noticed too.
#[derive(Serialize, Deserialize)]
struct Beside {
    size: u64,
    root: String,
    note: String,
    at: i64,
}

fn beside_path(config: &Config) -> PathBuf {
    config.data_dir.join("instance.head.json")
}

/// The head beside the directory; `None` before the first was signed. A damaged one is refused: it may have been damaged on purpose.
pub(crate) fn read_instance_head(config: &Config) -> Result<Option<SignedHead>> {
    let path = beside_path(config);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::internal(format!("{}: {error}", path.display()))),
    };
    let damaged = || Error::internal(format!("{} is damaged: restore it", path.display()));
    let beside: Beside = serde_json::from_str(&text).map_err(|_| damaged())?;
    let root = ledger::Hash::from_base64(&beside.root).map_err(|_| damaged())?;
    Ok(Some(SignedHead { size: beside.size, root, note: beside.note, at: Timestamp::clamped(beside.at) }))
}

impl Store {
    /// One round of upkeep over the directory and every open realm.
    pub async fn upkeep(self: &Arc<Self>) -> UpkeepReport {
        let mut report = UpkeepReport::default();
        let mut realms = self.open_realms();
        realms.push(Arc::clone(&self.directory));
        for realm in realms {
            let store = Arc::clone(self);
            let looked_after = tokio::task::spawn_blocking(move || store.look_after(&realm)).await;
            match looked_after {
                Ok(Ok(true)) => report.signed += 1,
                Ok(Ok(false)) => {}
                // Erased meanwhile.
                Ok(Err(error)) if error.is_no_organisation() => {}
                Ok(Err(error)) => {
                    report.failed += 1;
                    tracing::error!(%error, "upkeep failed");
                }
                Err(_) => report.failed += 1,
            }
        }
        report
    }

    /// Signs the head of one log now, if it has grown; gives the latest head.
    pub async fn sign_head(self: &Arc<Self>, realm: &Arc<Realm>) -> Result<Option<SignedHead>> {
        let (store, realm) = (Arc::clone(self), Arc::clone(realm));
        tokio::task::spawn_blocking(move || {
            store.sign(&realm)?;
            store.directory.read_here(&system(), |tx| directory::latest_head(tx, realm.name()))
        })
        .await
        .map_err(|_| Error::internal("signing a head panicked"))?
    }

    /// Signs what has grown and closes every file. Call before the process ends.
    pub async fn close(self: &Arc<Self>) {
        self.upkeep().await;
        self.slots.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The organisations that are open now because somebody asked for them.
    pub fn organisations_in_use(&self) -> Vec<Arc<Realm>> {
        let slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        slots.values().filter(|slot| slot.used.is_some()).filter_map(|slot| slot.realm.get().map(Arc::clone)).collect()
    }

    pub(crate) fn open_realms(&self) -> Vec<Arc<Realm>> {
        let slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        slots.values().filter_map(|slot| slot.realm.get().map(Arc::clone)).collect()
    }

    fn look_after(&self, realm: &Realm) -> Result<bool> {
        let signed = self.sign(realm)?;
        if self.is_embedded() {
            realm.readers.shrink(1);
            self.fit_caches(realm);
        }
        if realm.name() != "instance" {
            let horizon = realm.clock().now().plus_millis(-kept::KEPT_MILLIS);
            let stale: i64 = realm
                .read_here(&system(), |tx| Ok(idempotency::table.filter(idempotency::at.lt(horizon)).count().get_result(tx.db())?))?;
            if stale > 0 {
                realm.housekeep(|connection| {
                    diesel::delete(idempotency::table.filter(idempotency::at.lt(horizon))).execute(connection)?;
                    Ok(())
                })?;
            }
        }
        Ok(signed)
    }

    /// A file that has grown much is opened anew: how much of it a connection keeps decrypted is settled when it is opened.
    fn fit_caches(&self, realm: &Realm) {
        let Ok(id) = OrganisationId::parse(realm.name()) else { return };
        let wanted = embedded::cache_kib(&self.organisation_path(id));
        if wanted >= realm.cache_kib.load(Ordering::Relaxed).saturating_mul(2) {
            realm.cache_kib.store(wanted, Ordering::Relaxed);
            realm.readers.shrink(0);
            realm.writers.shrink(0);
        }
    }

    /// Signs the realm's head if it has grown; `true` when it did.
    fn sign(&self, realm: &Realm) -> Result<bool> {
        let last = self.directory.read_here(&system(), |tx| directory::latest_head(tx, realm.name()))?;
        let head = realm.read_here(&system(), |tx| checkpoint::sign(realm, tx.db(), last.as_ref()))?;
        let Some(head) = head else { return Ok(false) };
        match self.directory.housekeep(|connection| directory::keep_head(connection, realm.name(), &head)) {
            // Another server signed this very size a moment ago.
            Err(Error::Clash { .. }) => return Ok(false),
            kept => kept?,
        }
        if realm.name() == "instance" && self.is_embedded() {
            let beside = Beside { size: head.size, root: head.root.to_base64(), note: head.note, at: head.at.millis() };
            let text = serde_json::to_string_pretty(&beside).map_err(Error::internal)?;
            write_whole(&beside_path(&self.config), &text)?;
        }
        Ok(true)
    }

    /// Signs what was written since, for a log that is about to be closed.
    pub(super) fn sign_at_closing(&self, realm: &Realm) {
        match self.sign(realm) {
            Ok(_) => {}
            // Erased meanwhile.
            Err(error) if error.is_no_organisation() => {}
            Err(error) => tracing::error!(%error, "a head could not be signed while closing"),
        }
    }

    /// Closes realms in use beyond the number allowed open, least recently used first, and what a visit left open; sparing what somebody
    /// holds or is about to.
    pub(crate) async fn close_least_used(self: &Arc<Self>) {
        let closing: Vec<_> = {
            let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
            let in_use = slots.values().filter(|slot| slot.used.is_some()).count();
            let excess = in_use.saturating_sub(self.config.open_organisations);
            let idle = slots.iter().filter(|(_, slot)| {
                Arc::strong_count(&slot.realm) == 1 && slot.realm.get().is_some_and(|realm| Arc::strong_count(realm) == 1)
            });
            let mut by_use: Vec<_> =
                idle.filter(|(_, slot)| excess > 0 || slot.used.is_none()).map(|(id, slot)| (slot.used, *id)).collect();
            by_use.sort_unstable();
            let left = by_use.iter().filter(|(used, _)| used.is_none()).count();
            by_use.truncate(left + excess);
            by_use.into_iter().filter_map(|(_, id)| slots.remove(&id)).filter_map(|slot| slot.realm.get().map(Arc::clone)).collect()
        };
        if closing.is_empty() {
            return;
        }
        let store = Arc::clone(self);
        let signed = tokio::task::spawn_blocking(move || {
            for realm in &closing {
                store.sign_at_closing(realm);
            }
        });
        drop(signed.await);
    }
}
