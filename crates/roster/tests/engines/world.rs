//! One organisation on either engine, with members, and something to be filled.

use diesel::prelude::*;
use kernel::{Actor, Line, MemberId, Reach, Result, Rights, Slug, Timestamp, UnitId, Zone};
use roster::requirements::{Demand, RequirementId, RequirementKind, RequirementRow, insert};
use std::sync::Arc;
use store::door::{Authority, Config, Engine, NewOrganisation, Store};
use store::{Action, Committed, Event, Origin, Realm, Subject, Tx, WriteTx};
use tempfile::TempDir;
use test_support::{Database, Postgres, TestClock, TestRng};
use vault::{OsRandom, RootKey, RootKeys};

/// An organisation, open.
#[derive(Clone)]
pub struct World {
    _folder: Arc<TempDir>,
    _stores: Arc<Vec<Arc<Store>>>,
    realm: Arc<Realm>,
    /// The same organisation at another server, where the engine knows such a thing.
    other: Arc<Realm>,
    clock: Arc<TestClock>,
}

pub(crate) use test_support::on_both_engines;

/// What a test wrote, for the log.
const TESTED: Action = Action::new("test.tested", "A test wrote a row");

/// An hour, in milliseconds.
pub const HOUR: i64 = 60 * 60 * 1_000;

/// So many hours after a Saturday's noon.
pub fn at(hours: i64) -> Timestamp {
    Timestamp::parse("2026-11-28T12:00:00Z").unwrap().plus_millis(hours * HOUR)
}

impl World {
    pub async fn embedded() -> Self {
        Self::with(None).await
    }

    pub async fn postgres() -> Self {
        let database = Postgres::shared().database_like("muster_roster", |empty| {
            store::door::migrate_postgres(&empty.owner_url, "muster_app").unwrap();
        });
        Self::with(Some(database)).await
    }

    async fn with(database: Option<Database>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let engine = database.map_or(Engine::Embedded, |database| Engine::Postgres { url: database.app_url, connections: 4 });
        let config = Config { engine, data_dir: folder.path().to_owned(), host: "muster.test".into(), open_organisations: 8, readers: 2 };
        let clock = Arc::new(TestClock::default());
        let roots = RootKeys::new(RootKey::generate(&mut OsRandom).unwrap());
        // The same ids each time: a search tries who comes first by them, and finds the same.
        let open = |config: Config, seed| Store::open(config, roots.clone(), clock.clone(), Arc::new(TestRng::seeded(seed))).unwrap();
        let store = open(config.clone(), 1);
        let new = NewOrganisation {
            slug: Slug::parse("harbour").unwrap(),
            name: Line::parse("Harbour").unwrap(),
            zone: Zone::parse("Europe/London").unwrap(),
        };
        let id = store.create_organisation(operator(), new).await.unwrap().id;
        let realm = store.realm(id).await.unwrap();
        let second = if matches!(config.engine, Engine::Embedded) { Arc::clone(&store) } else { open(config, 2) };
        let other = second.realm(id).await.unwrap();
        Self { _folder: Arc::new(folder), _stores: Arc::new(vec![store, second]), realm, other, clock }
    }

    pub async fn read<T: Send + 'static>(&self, act: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static) -> Result<T> {
        self.realm.read(operator(), act).await
    }

    /// Reads with rights that reach so far.
    pub async fn read_as<T: Send + 'static>(
        &self,
        member: MemberId,
        reach: Reach,
        act: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let rights = ["assignments.read", "board.read", "members.read"].map(|right| (right, reach.clone()));
        let authority = Authority {
            actor: Actor::Member(member),
            reach,
            rights: Rights::These(rights.into_iter().collect()),
            origin: Origin::default(),
        };
        self.realm.read(authority, act).await
    }

    /// Writes, with one record of it.
    pub async fn write<T: Send + 'static>(&self, act: impl for<'a> FnOnce(&mut WriteTx<'a>) -> Result<T> + Send + 'static) -> Result<T> {
        // What is written comes out beside the commit: rows need no form on the wire for that.
        let (put, got) = std::sync::mpsc::channel();
        let commit = move |mut tx: WriteTx<'_>| -> Result<Committed<()>> {
            put.send(act(&mut tx)?).unwrap();
            tx.commit(Event::new(&TESTED, Subject::unnamed("test")), ())
        };
        self.realm.write(operator(), commit).await?;
        Ok(got.recv().unwrap())
    }

    /// Writes what commits by itself.
    pub async fn commit<T: Send + 'static>(
        &self,
        act: impl for<'a> FnOnce(WriteTx<'a>) -> Result<Committed<T>> + Send + 'static,
    ) -> Result<T> {
        self.realm.write(operator(), act).await
    }

    /// The same at the other server.
    pub async fn commit_there<T: Send + 'static>(
        &self,
        act: impl for<'a> FnOnce(WriteTx<'a>) -> Result<Committed<T>> + Send + 'static,
    ) -> Result<T> {
        self.other.write(operator(), act).await
    }

    /// Writes with rights that reach so far.
    pub async fn commit_as<T: Send + 'static>(
        &self,
        member: MemberId,
        reach: Reach,
        act: impl for<'a> FnOnce(WriteTx<'a>) -> Result<Committed<T>> + Send + 'static,
    ) -> Result<T> {
        let rights = ["assignments.read", "assignments.write", "members.read"].map(|right| (right, reach.clone()));
        let authority = Authority {
            actor: Actor::Member(member),
            reach,
            rights: Rights::These(rights.into_iter().collect()),
            origin: Origin::default(),
        };
        self.realm.write(authority, act).await
    }

    /// How many records the log has.
    pub async fn records(&self) -> usize {
        let every = |tx: &mut Tx<'_>| store::events::list(tx, &store::events::Filter::default(), kernel::Limit::default());
        self.read(every).await.unwrap().len()
    }

    /// Lets so many days go by.
    pub fn days(&self, days: i64) {
        self.clock.advance(days * 24 * HOUR);
    }

    /// Turns the clock to an instant.
    pub fn set_clock(&self, instant: &str) {
        self.clock.set(Timestamp::parse(instant).unwrap());
    }

    /// Puts a member under another in whatever they serve.
    pub async fn supervised_by(&self, member: MemberId, above: MemberId) {
        use store::schema::posting;
        let write = move |tx: &mut WriteTx<'_>| {
            let of = posting::table.filter(posting::member_id.eq(member));
            Ok(diesel::update(of).set(posting::supervisor_id.eq(Some(above))).execute(tx.db())?)
        };
        self.write(write).await.unwrap();
    }

    /// How many letters of a kind wait.
    pub async fn letters(&self, kind: &'static str) -> i64 {
        use store::schema::mail;
        self.read(move |tx| Ok(mail::table.filter(mail::kind.eq(kind)).count().get_result(tx.db())?)).await.unwrap()
    }

    /// Members who work here, and serve in this unit if one is named.
    pub async fn members(&self, count: usize, unit: Option<UnitId>) -> Vec<MemberId> {
        self.write(move |tx| (0..count).map(|at| member(tx, &format!("Member {at}"), unit)).collect()).await.unwrap()
    }

    /// A unit.
    pub async fn unit(&self, name: &'static str) -> UnitId {
        self.write(move |tx| unit(tx, name)).await.unwrap()
    }

    /// A requirement of a session, from hour to hour, with so many places.
    pub async fn requirement(&self, from: i64, until: i64, most: i64, unit: Option<UnitId>) -> RequirementRow {
        self.write(move |tx| requirement(tx, from, until, most, unit)).await.unwrap()
    }
}

fn operator() -> Authority {
    Authority::whole(Actor::Operator, Origin::default())
}

fn member(tx: &mut WriteTx<'_>, name: &str, unit: Option<UnitId>) -> Result<MemberId> {
    use store::schema::member;
    let (id, now) = (MemberId::new(tx.now(), tx.rng()), tx.now());
    diesel::insert_into(member::table)
        .values((
            (member::id.eq(id), member::version.eq(1), member::name.eq(name), member::sort_name.eq(name.to_lowercase())),
            (member::email.eq(format!("{id}@example.org")), member::status.eq("active")),
            (member::created_at.eq(now), member::updated_at.eq(now)),
        ))
        .execute(tx.db())?;
    if let Some(unit) = unit {
        use store::schema::posting;
        diesel::insert_into(posting::table)
            .values((
                (posting::id.eq(format!("pst_{}", &id.as_str()[4..])), posting::version.eq(1), posting::member_id.eq(id)),
                (posting::unit_id.eq(unit), posting::from_at.eq(Timestamp::MIN), posting::created_at.eq(now), posting::updated_at.eq(now)),
            ))
            .execute(tx.db())?;
    }
    Ok(id)
}

fn unit(tx: &mut WriteTx<'_>, name: &str) -> Result<UnitId> {
    use store::schema::unit;
    let (id, now) = (UnitId::new(tx.now(), tx.rng()), tx.now());
    diesel::insert_into(unit::table)
        .values((
            (unit::id.eq(id), unit::version.eq(1), unit::name.eq(name), unit::sort_name.eq(name.to_lowercase())),
            (unit::kind.eq("Station"), unit::created_at.eq(now), unit::updated_at.eq(now)),
        ))
        .execute(tx.db())?;
    Ok(id)
}

fn requirement(tx: &mut WriteTx<'_>, from: i64, until: i64, most: i64, unit: Option<UnitId>) -> Result<RequirementRow> {
    let now = tx.now();
    let row = RequirementRow {
        id: RequirementId::new(now, tx.rng()),
        version: 1,
        kind: RequirementKind::Session,
        owner_id: "esn_test".to_owned(),
        title: "Carnival".to_owned(),
        detail: "First aider".to_owned(),
        start_at: at(from),
        end_at: at(until),
        zone: "Europe/London".to_owned(),
        place: "North gate".to_owned(),
        site_id: None,
        unit_id: unit,
        duty_type_id: None,
        least: 1,
        most,
        supervised: 1,
        exclusive: true,
        paid: false,
        live: true,
        created_at: now,
        updated_at: now,
    };
    insert(tx, &row, &[] as &[Demand])?;
    Ok(row)
}
