//! Opening the store: the keyring, the directory, and realms on demand.

use super::keyring::{InstanceKeys, Keyring, refused};
use crate::bell::Bell;
use crate::directory::{self, Listing};
use crate::embedded::{self, Mode, Use};
use crate::migrations::{self, Tables};
use crate::pool::Pool;
use crate::pulse::Pulse;
use crate::realm::{Realm, RealmEngine};
use crate::tx::{Authority, Origin};
use crate::{Connection, batch, checkpoint, postgres};
use diesel::connection::Connection as _;
use kernel::{Actor, Clock, Error, OrganisationId, Result, Rng};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OnceCell;
use vault::{LogSeed, MasterKey, RootKeys, WrapContext, WrappedKey};

/// Where data is kept.
#[derive(Clone)]
pub enum Engine {
    /// Encrypted files in the data folder; no other service.
    Embedded,
    /// A PostgreSQL database.
    Postgres {
        /// libpq URL of the app role.
        url: String,
        /// Most connections of this server.
        connections: usize,
    },
}

/// Hides the URL, which may hold a password.
impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Embedded => "Embedded",
            Self::Postgres { .. } => "Postgres",
        })
    }
}

/// How the store is set up.
#[derive(Debug, Clone)]
pub struct Config {
    /// Which engine.
    pub engine: Engine,
    /// Where files are kept.
    pub data_dir: PathBuf,
    /// The host name written into log origins, such as `muster.example.org`. What it was at the first start counts for ever.
    pub host: String,
    /// Most organisations held open at once.
    pub open_organisations: usize,
    /// Most connections that read one organisation's file at once (embedded engine).
    pub readers: usize,
}

/// Every database of this server.
pub struct Store {
    pub(crate) config: Config,
    pub(crate) roots: RootKeys,
    pub(crate) keys: InstanceKeys,
    pub(crate) directory: Arc<Realm>,
    shared: Option<Arc<Pool>>,
    pub(crate) slots: Mutex<HashMap<OrganisationId, Slot>>,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    bell: Arc<Bell>,
}

/// A realm that is open or being opened.
#[derive(Clone)]
pub(crate) struct Slot {
    pub(crate) realm: Arc<OnceCell<Arc<Realm>>>,
    /// When somebody asked for it last, in milliseconds; never, while it is only looked after.
    pub(crate) used: Option<i64>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("engine", &self.config.engine).finish_non_exhaustive()
    }
}

/// The authority of Muster itself, for the directory's upkeep.
pub(crate) fn system() -> Authority {
    Authority::whole(Actor::System, Origin::default())
}

impl Store {
    /// Opens the store, setting up what is not there yet. Blocks; the PostgreSQL schema must have been migrated.
    pub fn open(config: Config, roots: RootKeys, clock: Arc<dyn Clock>, rng: Arc<dyn Rng>) -> Result<Arc<Self>> {
        let (keys, shared) = match &config.engine {
            Engine::Embedded => (embedded_keys(&config, &roots)?, None),
            Engine::Postgres { url, connections } => {
                let url = url.clone();
                let pool = Arc::new(Pool::new(*connections, move || postgres::connect(&url)));
                (postgres_keys(&pool, &roots, &config.host)?, Some(pool))
            }
        };
        let signer = ledger::NoteSigner::from_seed(&format!("{}/log/instance", keys.host), keys.log.expose()).map_err(Error::internal)?;
        let (readers, writers, engine) = if let Some(pool) = &shared {
            (Arc::clone(pool), Arc::clone(pool), RealmEngine::Postgres)
        } else {
            let (readers, writers) = file_pools(directory_path(&config), keys.master.database_key(), config.readers);
            (readers, writers, RealmEngine::Embedded)
        };
        let bell = Arc::new(Bell::default());
        let directory = Arc::new(Realm {
            name: "instance".into(),
            engine,
            file: None,
            directory: None,
            readers,
            writers,
            cache_kib: AtomicU64::new(0),
            queue: batch::Queue::default(),
            sealer: keys.master.field_sealer(),
            files: None,
            codes: None,
            push: None,
            signer,
            clock: Arc::clone(&clock),
            rng: Arc::clone(&rng),
            bell: Arc::clone(&bell),
            grown: Arc::default(),
            pulse: Pulse::default(),
            shut: AtomicBool::new(false),
        });
        let store = Arc::new(Self { config, roots, keys, directory, shared, slots: Mutex::default(), clock, rng, bell });
        store.refuse_directory_rollback()?;
        Ok(store)
    }

    fn refuse_directory_rollback(&self) -> Result<()> {
        let signed = self.directory.read_here(&system(), |tx| directory::latest_head(tx, "instance"))?;
        let beside = super::upkeep::read_instance_head(&self.config)?;
        self.directory.read_here(&system(), |tx| {
            for head in [signed, beside].into_iter().flatten() {
                checkpoint::refuse_rollback(tx.db(), "the directory", &head)?;
            }
            Ok(())
        })
    }

    /// The realm of an organisation, opened if it is not; an unknown one is not found. It is in use from now on: whoever only looks after
    /// it asks by [`Store::visit`].
    pub async fn realm(self: &Arc<Self>, id: OrganisationId) -> Result<Arc<Realm>> {
        self.opened(id, Some(self.clock.now().millis())).await
    }

    /// The same, whether somebody asked for it at this instant or not.
    pub(crate) async fn opened(self: &Arc<Self>, id: OrganisationId, used: Option<i64>) -> Result<Arc<Realm>> {
        let cell = {
            let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
            let slot = slots.entry(id).or_insert_with(|| Slot { realm: Arc::default(), used: None });
            slot.used = used.or(slot.used);
            Arc::clone(&slot.realm)
        };
        if let Some(realm) = cell.get() {
            return Ok(Arc::clone(realm));
        }
        let opened = cell
            .get_or_try_init(|| async {
                let store = Arc::clone(self);
                let open = tokio::task::spawn_blocking(move || store.open_realm(id)).await;
                open.map_err(|_| Error::internal("opening an organisation panicked"))?
            })
            .await
            .map(Arc::clone);
        match opened {
            Ok(realm) => {
                self.close_least_used().await;
                Ok(realm)
            }
            Err(error) => {
                self.slots.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
                Err(error)
            }
        }
    }

    /// The directory's realm, for reading its log.
    pub fn instance(&self) -> &Arc<Realm> {
        &self.directory
    }

    /// The secret mixed into password records.
    pub fn password_pepper(&self) -> vault::Pepper {
        self.keys.master.password_pepper()
    }

    /// What authenticates cookies that carry a value.
    pub fn cookie_key(&self) -> vault::MacKey {
        self.keys.master.cookie_key()
    }

    /// The chief host name in use.
    pub fn host(&self) -> &str {
        &self.config.host
    }

    /// Where the time comes from.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Where randomness comes from.
    pub fn rng(&self) -> &Arc<dyn Rng> {
        &self.rng
    }

    /// Rung after a commit that left work for whoever waits.
    pub fn bell(&self) -> &Arc<Bell> {
        &self.bell
    }

    /// The organisations whose logs grew by this process since this was asked last; for one sender.
    pub fn take_grown(&self) -> std::collections::BTreeSet<OrganisationId> {
        self.directory.grown.take()
    }

    /// Where files are kept.
    pub fn data_dir(&self) -> &Path {
        &self.config.data_dir
    }

    fn open_realm(&self, id: OrganisationId) -> Result<Arc<Realm>> {
        let (listing, wrapped, signed): (Option<Listing>, _, _) = self.directory.read_here(&system(), |tx| {
            Ok((directory::by_id(tx, id)?, directory::keys(tx, id)?, directory::latest_head(tx, id.as_str())?))
        })?;
        if listing.is_none() {
            return Err(Error::no_organisation());
        }
        let realm = self.realm_with(id, &self.master(id, &wrapped)?, &self.log_seed(id, &wrapped)?)?;
        if self.shared.is_none() {
            Self::bring_up_file(id, &realm)?;
        }
        if let Some(signed) = signed {
            realm.read_here(&system(), |tx| checkpoint::refuse_rollback(tx.db(), id.as_str(), &signed))?;
        }
        Ok(Arc::new(realm))
    }

    /// Brings an existing file up to date and asks it whose it is.
    fn bring_up_file(id: OrganisationId, realm: &Realm) -> Result<()> {
        let mut connection = realm.writer()?;
        if let Connection::Sqlite(file) = &mut *connection {
            migrations::bring_up(file, Tables::Organisation)?;
        }
        match embedded::owner(&mut connection)? {
            Some(owner) if owner == id.as_str() => Ok(()),
            _ => Err(Error::internal(format!("the file of {id} belongs to another organisation"))),
        }
    }

    pub(crate) fn realm_with(&self, id: OrganisationId, master: &MasterKey, log: &LogSeed) -> Result<Realm> {
        let (readers, writers, engine, cache_kib) = if let Some(pool) = &self.shared {
            (Arc::clone(pool), Arc::clone(pool), RealmEngine::Postgres, 0)
        } else {
            let (key, path) = (master.database_key().map_err(Error::internal)?, self.organisation_path(id));
            let cache_kib = embedded::cache_kib(&path);
            let (readers, writers) = file_pools(path, key, self.config.readers);
            (readers, writers, RealmEngine::Embedded, cache_kib)
        };
        Ok(Realm {
            name: id.to_string(),
            engine,
            file: (engine == RealmEngine::Embedded).then(|| self.organisation_path(id)),
            directory: Some(Arc::clone(&self.directory)),
            readers,
            writers,
            cache_kib: AtomicU64::new(cache_kib),
            queue: batch::Queue::default(),
            sealer: master.field_sealer().map_err(Error::internal)?,
            files: Some(master.file_sealer().map_err(Error::internal)?),
            codes: Some(master.code_key().map_err(Error::internal)?),
            push: Some(master.push_key().map_err(Error::internal)?),
            signer: ledger::NoteSigner::from_seed(&format!("{}/log/{id}", self.keys.host), log.expose()).map_err(Error::internal)?,
            clock: Arc::clone(&self.clock),
            rng: Arc::clone(&self.rng),
            bell: Arc::clone(&self.bell),
            grown: Arc::clone(&self.directory.grown),
            pulse: Pulse::default(),
            shut: AtomicBool::new(false),
        })
    }

    pub(crate) fn organisation_path(&self, id: OrganisationId) -> PathBuf {
        self.config.data_dir.join("organisations").join(format!("{id}.db"))
    }

    pub(crate) fn is_embedded(&self) -> bool {
        self.shared.is_none()
    }

    fn master(&self, id: OrganisationId, wrapped: &[(String, String)]) -> Result<MasterKey> {
        MasterKey::unwrap(&self.roots, &self.keys.id, id.as_str(), &find(wrapped, "master")?).map_err(refused)
    }

    fn log_seed(&self, id: OrganisationId, wrapped: &[(String, String)]) -> Result<LogSeed> {
        LogSeed::unwrap(&self.roots, &self.keys.id, WrapContext::OrganisationLog(id.as_str()), &find(wrapped, "log")?).map_err(refused)
    }
}

fn find(wrapped: &[(String, String)], purpose: &str) -> Result<WrappedKey> {
    let text = wrapped.iter().find(|(of, _)| of == purpose).map(|(_, text)| text);
    let text = text.ok_or_else(|| Error::internal(format!("the organisation's {purpose} key was destroyed")))?;
    text.parse().map_err(Error::internal)
}

fn directory_path(config: &Config) -> PathBuf {
    config.data_dir.join("directory.db")
}

fn file_pools(path: PathBuf, key: vault::DatabaseKey, readers: usize) -> (Arc<Pool>, Arc<Pool>) {
    let key = Arc::new(key);
    let open = move |purpose| embedded::open_for(purpose, &path, &key).map(Connection::Sqlite);
    let write = open.clone();
    (Arc::new(Pool::new(readers, move || open(Use::Reading))), Arc::new(Pool::new(1, move || write(Use::Writing))))
}

fn embedded_keys(config: &Config, roots: &RootKeys) -> Result<InstanceKeys> {
    let folder = config.data_dir.join("organisations");
    std::fs::create_dir_all(&folder).map_err(|error| Error::internal(format!("{}: {error}", folder.display())))?;
    let (ring, path) = (config.data_dir.join("keyring.json"), directory_path(config));
    if let Some(keyring) = Keyring::read(&ring)? {
        let keys = keyring.unlock(roots, &config.host)?;
        // A crash between the keyring and the directory leaves the first without the second: nothing is lost by starting over.
        let mode = if path.exists() { Mode::Existing } else { Mode::New };
        migrations::bring_up(&mut embedded::open(&path, &keys.master.database_key(), mode)?, Tables::Directory)?;
        return Ok(keys);
    }
    if path.exists() {
        return Err(Error::internal(format!("{} is missing, and without it nothing here can be opened: restore it", ring.display())));
    }
    let keyring = Keyring::new(roots, &config.host)?;
    let keys = keyring.unlock(roots, &config.host)?;
    keyring.write(&ring)?;
    migrations::bring_up(&mut embedded::open(&path, &keys.master.database_key(), Mode::New)?, Tables::Directory)?;
    Ok(keys)
}

fn postgres_keys(pool: &Pool, roots: &RootKeys, host: &str) -> Result<InstanceKeys> {
    let mut connection = pool.take()?;
    let unmigrated = |_| Error::internal("the PostgreSQL database has no Muster tables yet, or not for this role: run `muster migrate`");
    if let Some(keyring) = Keyring::from_table(&mut connection).map_err(unmigrated)? {
        return keyring.unlock(roots, host);
    }
    // Two servers may start at once on a new database: the first one's keyring counts.
    let keyring = Keyring::new(roots, host)?;
    let made =
        (*connection).transaction(|connection| keyring.enter_table(connection).map_err(|_| diesel::result::Error::RollbackTransaction));
    drop(made);
    let kept = Keyring::from_table(&mut connection)?.ok_or_else(|| Error::internal("the keyring could not be kept"))?;
    kept.unlock(roots, host)
}
