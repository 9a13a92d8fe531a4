//! One organisation on either engine, with members to be told.

use courier::House;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::{Actor, Line, MemberId, Result, Slug, SystemRng, Timestamp, Zone};
use notices::push::PushSubscriptionId;
use notices::receipts::{self, Receipt};
use std::sync::Arc;
use store::door::{Authority, Config, Engine, NewOrganisation, Store};
use store::{Action, Committed, Event, Origin, Realm, Statement, Subject, WriteTx};
use tempfile::TempDir;
use test_support::{Database, Postgres, TestClock};
use vault::{OsRandom, RootKey, RootKeys};

/// An organisation, open.
#[derive(Clone)]
pub struct World {
    _folder: Arc<TempDir>,
    _store: Arc<Store>,
    pub realm: Arc<Realm>,
    pub clock: Arc<TestClock>,
    /// The same organisation at a second server; the same server's again where there can be but one.
    pub elsewhere: Arc<Realm>,
}

pub(crate) use test_support::on_both_engines;

/// What a test wrote, for the log.
const TESTED: Action = Action::new("test.tested", "A test wrote a row");

/// The organisation as its letters speak of it.
pub fn house() -> House {
    House { name: "Harbour".into(), zone: Zone::parse("Europe/London").unwrap(), site: "https://muster.test".into() }
}

impl World {
    pub async fn embedded() -> Self {
        Self::with(None).await
    }

    pub async fn postgres() -> Self {
        let database = Postgres::shared().database_like("muster_notices", |empty| {
            store::door::migrate_postgres(&empty.owner_url, "muster_app").unwrap();
        });
        Self::with(Some(database)).await
    }

    async fn with(database: Option<Database>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let engine = database.map_or(Engine::Embedded, |database| Engine::Postgres { url: database.app_url, connections: 4 });
        let data_dir = folder.path().to_owned();
        let config = Config { engine, data_dir, host: "muster.test".into(), open_organisations: 8, readers: 2 };
        let clock = Arc::new(TestClock::default());
        let roots = RootKeys::new(RootKey::generate(&mut OsRandom).unwrap());
        let store = Store::open(config.clone(), roots.clone(), clock.clone(), Arc::new(SystemRng)).unwrap();
        let new = NewOrganisation {
            slug: Slug::parse("harbour").unwrap(),
            name: Line::parse("Harbour").unwrap(),
            zone: Zone::parse("Europe/London").unwrap(),
        };
        let id = store.create_organisation(by(Actor::Operator), new).await.unwrap().id;
        let realm = store.realm(id).await.unwrap();
        let elsewhere = match &config.engine {
            Engine::Embedded => realm.clone(),
            Engine::Postgres { .. } => Store::open(config, roots, clock.clone(), Arc::new(SystemRng)).unwrap().realm(id).await.unwrap(),
        };
        Self { _folder: Arc::new(folder), _store: store, realm, clock, elsewhere }
    }

    /// Turns the clock to an instant.
    pub fn set_clock(&self, instant: &str) {
        self.clock.set(Timestamp::parse(instant).unwrap());
    }

    /// Writes as somebody, with one record of it; nothing is left of it when `act` fails.
    pub async fn write_as<T: Send + 'static>(
        &self,
        actor: Actor,
        act: impl for<'a> FnOnce(&mut WriteTx<'a>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (put, got) = std::sync::mpsc::channel();
        let commit = move |mut tx: WriteTx<'_>| -> Result<Committed<()>> {
            put.send(act(&mut tx)?).unwrap();
            tx.commit(Event::new(&TESTED, Subject::unnamed("test")), ())
        };
        self.realm.write(by(actor), commit).await?;
        Ok(got.recv().unwrap())
    }

    /// Members who are here.
    pub async fn members(&self, count: usize) -> Vec<MemberId> {
        self.write_as(Actor::Operator, move |tx| (0..count).map(|at| member(tx, &format!("Member {at}"))).collect()).await.unwrap()
    }

    /// Sets a member's status, and the day on which they leave.
    pub async fn set(&self, id: MemberId, status: &'static str, leaves_at: Option<&str>) {
        use store::schema::member;
        let leaves_at = leaves_at.map(|at| Timestamp::parse(at).unwrap());
        let set = move |tx: &mut WriteTx<'_>| {
            let set = (member::status.eq(status), member::leaves_at.eq(leaves_at));
            Ok(diesel::update(member::table.find(id)).set(set).execute(tx.db())?)
        };
        self.write_as(Actor::Operator, set).await.unwrap();
    }

    /// What a member said of how they want to be told, as it is stored.
    pub async fn prefers(&self, member: MemberId, by_kind: &'static str, quiet: Option<&'static str>) {
        self.write_as(Actor::Operator, move |tx| {
            let insert = "INSERT INTO notice_preference (member_id, version, by_kind, quiet, updated_at) VALUES (";
            let sql = match tx.db() {
                store::Connection::Sqlite(_) => format!("{insert}?, 1, ?, ?, 0)"),
                store::Connection::Postgres(_) => format!("{insert}$1, 1, $2, $3, 0)"),
            };
            let query = diesel::sql_query(sql).bind::<Text, _>(member).bind::<Text, _>(by_kind).bind::<Nullable<Text>, _>(quiet);
            match tx.db() {
                store::Connection::Sqlite(connection) => query.execute(connection)?,
                store::Connection::Postgres(connection) => query.execute(connection)?,
            };
            Ok(())
        })
        .await
        .unwrap();
    }

    /// Whom was told of this.
    pub async fn told(&self, subject: Subject) -> Vec<Receipt> {
        self.realm.read(by(Actor::Operator), move |tx| receipts::of(tx, &subject, None)).await.unwrap()
    }

    /// When the letters that wait for a member are to leave.
    pub async fn letters(&self, member: MemberId) -> Vec<Timestamp> {
        let read = move |tx: &mut store::Tx<'_>| {
            let mut asked = Statement::<BigInt>::on(tx.db());
            asked.sql("SELECT due_at FROM mail WHERE member_id = ").text(member.as_str()).sql(" ORDER BY due_at");
            asked.load::<Timestamp>(tx.db())
        };
        self.realm.read(by(Actor::Operator), read).await.unwrap()
    }
}

/// A browser of a member, known, with push messages turned on at this address.
pub fn subscribed(tx: &mut WriteTx<'_>, member: MemberId, target: &serde_json::Value) -> Result<String> {
    use store::schema::{device, push_subscription};
    let (now, text) = (tx.now(), target.to_string());
    let id = PushSubscriptionId::new(now, tx.rng());
    let (browser, digest) = (format!("dev_{}", id.as_str()), vault::TokenDigest::of_text(&text));
    diesel::insert_into(device::table)
        .values((
            (device::id.eq(&browser), device::member_id.eq(member), device::token_digest.eq(&digest.as_bytes()[..])),
            (device::name.eq("Firefox on Windows"), device::created_at.eq(now), device::seen_at.eq(now)),
        ))
        .execute(tx.db())?;
    let sealed = tx.seal("push_subscription", "target", id.as_str(), text.as_bytes())?;
    diesel::insert_into(push_subscription::table)
        .values((
            (push_subscription::id.eq(id), push_subscription::member_id.eq(member), push_subscription::device_id.eq(&browser)),
            (push_subscription::name.eq("Firefox on Windows"), push_subscription::endpoint_digest.eq(&digest.as_bytes()[..])),
            (push_subscription::target_sealed.eq(sealed), push_subscription::created_at.eq(now)),
        ))
        .execute(tx.db())?;
    Ok(browser)
}

pub fn by(actor: Actor) -> Authority {
    Authority::whole(actor, Origin::default())
}

fn member(tx: &mut WriteTx<'_>, name: &str) -> Result<MemberId> {
    use store::schema::member;
    let (id, now) = (MemberId::new(tx.now(), tx.rng()), tx.now());
    diesel::insert_into(member::table)
        .values((
            (member::id.eq(id), member::version.eq(1), member::name.eq(name), member::sort_name.eq(name.to_lowercase())),
            (member::email.eq(format!("{id}@example.org")), member::status.eq("active")),
            (member::created_at.eq(now), member::updated_at.eq(now)),
        ))
        .execute(tx.db())?;
    Ok(id)
}
