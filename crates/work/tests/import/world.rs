//! One organisation on either engine, and a file imported into it as the command line does.

use kernel::{Actor, Line, Result, Slug, SystemRng, Zone};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::door::{Authority, Config, Engine, NewOrganisation, Store};
use store::{Origin, Realm, Tx};
use tempfile::TempDir;
use test_support::{Database, Postgres, TestClock};
use vault::{OsRandom, RootKey, RootKeys};
use work::imports::mapping::Mapping;
use work::imports::{Act, Ask, ImportFile, ImportId, Progress, Report, import_file};

pub struct World {
    pub realm: Arc<Realm>,
    pub folder: TempDir,
    pub clock: Arc<TestClock>,
    _store: Arc<Store>,
    _database: Option<Database>,
}

pub(crate) use test_support::on_both_engines;

pub fn authority() -> Authority {
    Authority::whole(Actor::Operator, Origin::default())
}

pub fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import_samples").join(name)
}

impl World {
    pub async fn embedded() -> Self {
        Self::with(None).await
    }

    pub async fn postgres() -> Self {
        let database = Postgres::shared().database_like("muster_migrated_work", |empty| {
            store::door::migrate_postgres(&empty.owner_url, "muster_app").unwrap();
        });
        Self::with(Some(database)).await
    }

    async fn with(database: Option<Database>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let engine = match &database {
            None => Engine::Embedded,
            Some(database) => Engine::Postgres { url: database.app_url.clone(), connections: 4 },
        };
        let config = Config { engine, data_dir: folder.path().join("data"), host: "muster.test".into(), open_organisations: 4, readers: 2 };
        let roots = RootKeys::new(RootKey::generate(&mut OsRandom).unwrap());
        let clock = Arc::new(TestClock::default());
        let store = Store::open(config, roots, clock.clone(), Arc::new(SystemRng)).unwrap();
        let (slug, name) = (Slug::parse("harbour").unwrap(), Line::parse("Harbour").unwrap());
        let new = NewOrganisation { slug, name, zone: Zone::parse("Europe/London").unwrap() };
        let id = store.create_organisation(authority(), new).await.unwrap().id;
        let realm = store.realm(id).await.unwrap();
        Self { realm, folder, clock, _store: store, _database: database }
    }

    pub async fn import(&self, path: &Path, mapping: Mapping, dry_run: bool) -> Result<Report> {
        let file = ImportFile { path: path.to_owned(), mapping, dry_run };
        import_file(file, |ask| self.ask(ask), |act| self.write(act), |_| {}).await
    }

    pub fn ask(&self, ask: Ask) -> impl Future<Output = Result<HashSet<String>>> + use<> {
        let realm = Arc::clone(&self.realm);
        async move { realm.read(authority(), ask).await }
    }

    pub fn write(&self, act: Act) -> impl Future<Output = Result<Progress>> + use<> {
        let realm = Arc::clone(&self.realm);
        async move { realm.write(authority(), act).await }
    }

    /// Writes `text` to a file and imports it.
    pub async fn import_text(&self, text: impl AsRef<[u8]>, mapping: &str, dry_run: bool) -> Result<Report> {
        let path = self.folder.path().join("file.csv");
        std::fs::write(&path, text).unwrap();
        self.import(&path, Mapping::from_toml(mapping).unwrap(), dry_run).await
    }

    pub async fn read<T: Send + 'static>(&self, act: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static) -> T {
        self.realm.read(authority(), act).await.unwrap()
    }

    /// Line and reason of every refusal.
    pub async fn refusals(&self, id: ImportId) -> Vec<(i64, String)> {
        let found = self.read(move |tx| Report::refusals(tx, id, -1, 100_000)).await;
        found.into_iter().map(|(_, refusal)| (refusal.line, refusal.reason)).collect()
    }
}

/// Rows, added, unchanged, refused.
pub fn figures(report: &Report) -> (i64, i64, i64, i64) {
    let progress = report.progress.as_ref().unwrap();
    (progress.rows, progress.added, progress.unchanged, progress.refused)
}
