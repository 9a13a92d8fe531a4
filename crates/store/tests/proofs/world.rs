//! One helper that opens a store on either engine, and the writes that the proofs are made with.

use diesel::prelude::*;
use kernel::{Actor, Line, MemberId, OrganisationId, Result, Slug, SystemRng, Zone};
use std::sync::Arc;
use store::door::{Authority, Config, Engine, Listing, NewOrganisation, Store};
use store::schema::member;
use store::{Action, Committed, Event, Origin, Realm, Subject, Tx, WriteTx, events};
use tempfile::TempDir;
use test_support::{Database, Postgres, TestClock};
use vault::{OsRandom, RootKey, RootKeys};

/// What the proofs record.
pub const NOTED: Action = Action::new("test.noted", "A test noted something");

/// A place for one store: its folder, its database if it has one, its root key.
pub struct World {
    pub folder: TempDir,
    pub database: Option<Database>,
    pub roots: RootKeys,
    pub clock: Arc<TestClock>,
    pub connections: usize,
}

/// Runs each named proof on both engines.
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            use crate::world::World;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn embedded() {
                super::$name(World::embedded()).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                super::$name(World::postgres()).await;
            }
        }
    )+};
}
pub(crate) use on_both_engines;

impl World {
    pub fn embedded() -> Self {
        Self::with(None)
    }

    pub fn postgres() -> Self {
        Self::with(Some(migrated(Postgres::shared())))
    }

    pub fn with(database: Option<Database>) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            database,
            roots: RootKeys::new(RootKey::generate(&mut OsRandom).unwrap()),
            clock: Arc::new(TestClock::default()),
            connections: 4,
        }
    }

    pub fn config(&self) -> Config {
        let engine = match &self.database {
            None => Engine::Embedded,
            Some(database) => Engine::Postgres { url: database.app_url.clone(), connections: self.connections },
        };
        Config { engine, data_dir: self.folder.path().to_owned(), host: "muster.test".into(), open_organisations: 8, readers: 2 }
    }

    /// Opens the store, as a server that starts does.
    pub fn open(&self) -> Result<Arc<Store>> {
        self.open_with(&self.roots)
    }

    pub fn open_with(&self, roots: &RootKeys) -> Result<Arc<Store>> {
        Store::open(self.config(), roots.clone(), self.clock.clone(), Arc::new(SystemRng))
    }

    /// A store with one organisation, open.
    pub async fn settled(&self) -> (Arc<Store>, Arc<Realm>) {
        let store = self.open().unwrap();
        let realm = organisation(&store, "harbour").await;
        (store, realm)
    }
}

/// A database with Muster's tables, copied from one that was migrated once.
pub fn migrated(postgres: &Postgres) -> Database {
    postgres.database_like("muster_migrated", |empty| {
        store::door::migrate_postgres(&empty.owner_url, "muster_app").unwrap();
    })
}

pub fn authority() -> Authority {
    Authority::whole(Actor::Operator, Origin::default())
}

pub fn called(slug: &str) -> NewOrganisation {
    let name = Line::parse(&format!("The {slug} watch")).unwrap();
    NewOrganisation { slug: Slug::parse(slug).unwrap(), name, zone: Zone::parse("Europe/London").unwrap() }
}

pub async fn create(store: &Arc<Store>, slug: &str) -> Listing {
    store.create_organisation(authority(), called(slug)).await.unwrap()
}

pub async fn organisation(store: &Arc<Store>, slug: &str) -> Arc<Realm> {
    let id = create(store, slug).await.id;
    store.realm(id).await.unwrap()
}

pub fn id_of(realm: &Realm) -> OrganisationId {
    OrganisationId::parse(realm.name()).unwrap()
}

pub fn noted(words: &str) -> Event {
    Event::new(&NOTED, Subject::unnamed("note")).note(Some(words))
}

/// Enters a member whose e-mail address is `email`.
pub fn enter(tx: &mut Tx<'_>, email: &str) -> Result<MemberId> {
    let id = MemberId::new(tx.now(), tx.rng());
    let now = tx.now();
    let row = (
        member::id.eq(id),
        member::version.eq(1_i64),
        member::name.eq(email),
        member::email.eq(email),
        member::status.eq("active"),
        member::created_at.eq(now),
        member::updated_at.eq(now),
    );
    diesel::insert_into(member::table).values(row).execute(tx.db())?;
    Ok(id)
}

/// Enters a member and says so: the plainest write there is. Answers how many records the log holds with it.
pub fn enters(email: &str) -> impl FnOnce(WriteTx<'_>) -> Result<Committed<u64>> + Send + 'static {
    let email = email.to_owned();
    move |mut tx| {
        let id = enter(&mut tx, &email)?;
        let seq = store::events::size(&mut tx)?;
        tx.commit(Event::new(&NOTED, Subject::new("member", id)).label(&email), seq)
    }
}

pub async fn write(realm: &Arc<Realm>, email: &str) -> Result<u64> {
    realm.write(authority(), enters(email)).await
}

pub async fn emails(realm: &Arc<Realm>) -> Vec<String> {
    let read = |tx: &mut Tx<'_>| Ok(member::table.select(member::email).order(member::email).load(tx.db())?);
    realm.read(authority(), read).await.unwrap()
}

/// How many records the log holds.
pub async fn size(realm: &Arc<Realm>) -> u64 {
    realm.read(authority(), events::size).await.unwrap()
}

/// Checks a whole log as a customer would: numbers without a gap, every leaf made again from what its record says, every
/// record proved against one root, and that root grown from each earlier size asked for. Answers the log's size.
pub async fn verify(realm: &Arc<Realm>) -> u64 {
    realm.read(authority(), |tx| Ok(verify_here(tx))).await.unwrap()
}

fn verify_here(tx: &mut Tx<'_>) -> u64 {
    let size = events::size(tx).unwrap();
    let records = events::range(tx, 0, i64::MAX).unwrap();
    let numbers: Vec<_> = records.iter().map(|record| u64::try_from(record.seq).unwrap()).collect();
    assert_eq!(numbers, (1..=size).collect::<Vec<_>>(), "numbers run from 1 without a gap");
    let mut rebuilt = ledger::MemoryNodes::new();
    for record in &records {
        let leaf = ledger::leaf_hash(&record.entry().unwrap());
        assert_eq!(leaf, record.leaf, "record {} is the one that was logged", record.seq);
        let opened = record.detail.as_ref().unwrap();
        assert_eq!(opened.salt.len(), ledger::SALT_BYTES);
        rebuilt.append(leaf);
    }
    let root = rebuilt.frontier().root();
    for record in &records {
        let seq = u64::try_from(record.seq).unwrap();
        let proof = events::inclusion(tx, seq, size).unwrap();
        ledger::verify_inclusion(&record.leaf, seq - 1, size, &proof, &root).unwrap();
    }
    for from in [1, size / 3, size / 2, size.saturating_sub(1), size].into_iter().filter(|from| *from > 0 && *from <= size) {
        let proof = events::consistency(tx, from, size).unwrap();
        let earlier = ledger::root_at(from, &mut rebuilt).unwrap();
        ledger::verify_consistency(from, &earlier, size, &root, &proof).unwrap();
    }
    size
}

/// How many members a transaction sees.
pub fn members(tx: &mut Tx<'_>) -> Result<i64> {
    Ok(member::table.count().get_result(tx.db())?)
}
