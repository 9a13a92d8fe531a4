//! What a server does about imports by itself: those that a crash cut off are said to have failed, and files that nobody needs go.

use crate::failure::Failure;
use crate::settings::Settings;
use kernel::{OrganisationId, Result};
use muster::system;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::door::{Realm, Store};
use work::imports::{Servers, let_files_go, mark_interrupted, needed_files, sweep, underway, with_old_file};

/// More organisations than this are not opened just to look: an import that was cut off there shows as running until it is stopped
/// or run again.
const LOOKED_AT: usize = 256;
/// Files are looked at at the start and then every hour, a round being a minute.
const ROUNDS: u32 = 60;

pub(crate) struct ImportUpkeep {
    store: Arc<Store>,
    servers: Servers,
    /// Where imports run on other servers, as far as this one can tell: looked at again until they end or fall silent.
    watched: Vec<OrganisationId>,
    round: u32,
}

impl ImportUpkeep {
    /// Looks once, before anybody can start an import here.
    pub(crate) async fn at_start(settings: &Settings, store: &Arc<Store>) -> std::result::Result<Self, Failure> {
        // Only one server opens encrypted files. PostgreSQL may have others, whose runs are theirs.
        let servers = if settings.postgres_url.is_some() { Servers::Several } else { Servers::One };
        let all = store.organisations().await?.into_iter().take(LOOKED_AT).map(|listing| listing.id).collect();
        let mut upkeep = Self { store: Arc::clone(store), servers, watched: all, round: 0 };
        upkeep.look().await;
        upkeep.files().await;
        Ok(upkeep)
    }

    /// A minute has passed.
    pub(crate) async fn minute(&mut self) {
        self.look().await;
        self.round = (self.round + 1) % ROUNDS;
        if self.round == 0 {
            self.files().await;
        }
    }

    async fn look(&mut self) {
        let mut watched = Vec::new();
        for id in std::mem::take(&mut self.watched) {
            match self.mark(id).await {
                Ok(true) => watched.push(id),
                Ok(false) => {}
                // Erased meanwhile.
                Err(error) if error.is_no_organisation() => {}
                // One damaged file must not keep the others from being served.
                Err(error) => tracing::error!(%error, organisation = %id, "imports that were cut off cannot be looked for"),
            }
        }
        self.watched = watched;
    }

    /// Marks what was cut off; `true` when others are at work.
    async fn mark(&self, id: OrganisationId) -> Result<bool> {
        let (realm, servers) = (self.store.realm(id).await?, self.servers);
        let found = realm.read(system(), move |tx| underway(tx, servers)).await?;
        if found.interrupted > 0 {
            let count = realm.write(system(), move |tx| mark_interrupted(tx, servers)).await?;
            tracing::warn!(organisation = %id, count, "imports had been cut off");
        }
        Ok(found.alive > 0)
    }

    /// Goes through the folders in which sent files are kept. No organisation without one is opened.
    async fn files(&self) {
        let Ok(folders) = std::fs::read_dir(self.store.data_dir().join("files")) else { return };
        for folder in folders.flatten() {
            let imports = folder.path().join("imports");
            let id = folder.file_name().to_str().and_then(|name| OrganisationId::parse(name).ok());
            let Some(id) = id.filter(|_| is_in_use(&imports)) else { continue };
            match self.tidy(id, imports).await {
                Ok(()) => {}
                // Erased meanwhile: its folder goes with it.
                Err(error) if error.is_no_organisation() => {}
                Err(error) => tracing::error!(%error, organisation = %id, "files of imports cannot be tidied"),
            }
        }
    }

    async fn tidy(&self, id: OrganisationId, folder: PathBuf) -> Result<()> {
        let realm: Arc<Realm> = self.store.realm(id).await?;
        if !realm.read(system(), with_old_file).await?.is_empty() {
            realm.write(system(), let_files_go).await?;
        }
        let now = self.store.clock().now();
        let needed = realm.read(system(), needed_files).await?;
        let swept = tokio::task::spawn_blocking(move || sweep(&folder, &needed, now)).await;
        match swept {
            Ok(Ok(0)) => {}
            Ok(Ok(count)) => tracing::info!(organisation = %id, count, "files of imports were removed"),
            Ok(Err(error)) => tracing::error!(%error, organisation = %id, "files of imports could not be removed"),
            Err(_) => tracing::error!(organisation = %id, "removing files of imports panicked"),
        }
        Ok(())
    }
}

fn is_in_use(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}
