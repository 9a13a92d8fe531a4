//! One organisation on either engine, and a set of jobs that differ in everything a list asks for.

use kernel::{Actor, CustomerId, Line, MemberId, Reach, Result, Rights, Slug, SystemRng, Text, Timestamp, UnitId, Zone};
use std::sync::Arc;
use store::door::{Authority, Config, Engine, NewOrganisation, Store};
use store::{Committed, Origin, Realm, Tx, WriteTx};
use tempfile::TempDir;
use test_support::{Database, Postgres, TestClock};
use vault::{OsRandom, RootKey, RootKeys};
use work::customers::{self, NewCustomer};
use work::jobs::rows::{self, JobRow};
use work::jobs::rules::{CancelReason, HoldReason, State};
use work::jobs::{JobId, Priority};
use work::sites::{self, Address, NewSite, SiteId};

/// An organisation, open.
pub struct World {
    folder: TempDir,
    _store: Arc<Store>,
    realm: Arc<Realm>,
    roots: RootKeys,
    database: Option<Database>,
    /// Whether it is a file of its own; PostgreSQL chooses how to walk by what it knows of the rows.
    pub embedded: bool,
    pub clock: Arc<TestClock>,
}

pub(crate) use test_support::on_both_engines;

impl World {
    pub async fn embedded() -> Self {
        Self::with(None).await
    }

    pub async fn postgres() -> Self {
        let database = Postgres::shared().database_like("muster_work", |empty| {
            store::door::migrate_postgres(&empty.owner_url, "muster_app").unwrap();
        });
        Self::with(Some(database)).await
    }

    async fn with(database: Option<Database>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let embedded = database.is_none();
        let config = config(&folder, database.as_ref());
        let clock = Arc::new(TestClock::default());
        let roots = RootKeys::new(RootKey::generate(&mut OsRandom).unwrap());
        let store = Store::open(config, roots.clone(), clock.clone(), Arc::new(SystemRng)).unwrap();
        let new = NewOrganisation {
            slug: Slug::parse("harbour").unwrap(),
            name: Line::parse("Harbour").unwrap(),
            zone: Zone::parse("Europe/London").unwrap(),
        };
        let id = store.create_organisation(operator(), new).await.unwrap().id;
        let realm = store.realm(id).await.unwrap();
        Self { folder, _store: store, realm, roots, database, embedded, clock }
    }

    /// The organisation as another server opens it, with that server; a file has one server.
    pub async fn another_server(&self) -> Option<(Arc<Store>, Arc<Realm>)> {
        self.database.as_ref()?;
        let config = config(&self.folder, self.database.as_ref());
        let store = Store::open(config, self.roots.clone(), self.clock.clone(), Arc::new(SystemRng)).unwrap();
        let id = store.organisation_by_slug(Slug::parse("harbour").unwrap()).await.unwrap().unwrap().id;
        let realm = store.realm(id).await.unwrap();
        Some((store, realm))
    }

    /// The organisation, open.
    pub fn realm(&self) -> Arc<Realm> {
        Arc::clone(&self.realm)
    }

    /// Takes away the key by which a time of a plan happens once.
    pub async fn without_key(&self) {
        use diesel::prelude::*;
        let Some(database) = &self.database else {
            let change = |mut tx: WriteTx<'_>| {
                for change in [
                    "CREATE TABLE keyless AS SELECT * FROM maintenance_occurrence",
                    "DROP TABLE maintenance_occurrence",
                    "ALTER TABLE keyless RENAME TO maintenance_occurrence",
                ] {
                    diesel::sql_query(change).execute(tx.db())?;
                }
                tx.commit(store::Event::new(&SEEDED, store::Subject::unnamed("test")), ())
            };
            return self.write(change).await.unwrap();
        };
        let mut owner = diesel::PgConnection::establish(&database.owner_url).unwrap();
        let change = "ALTER TABLE maintenance_occurrence DROP CONSTRAINT maintenance_occurrence_pkey";
        diesel::sql_query(change).execute(&mut owner).unwrap();
    }

    pub async fn read<T: Send + 'static>(&self, act: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static) -> T {
        self.realm.read(operator(), act).await.unwrap()
    }

    /// Reads with a right that reaches one's own alone.
    pub async fn read_own<T: Send + 'static>(
        &self,
        member: MemberId,
        act: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.read_as(member, Reach::Own, act).await
    }

    /// Reads with rights that reach so far.
    pub async fn read_as<T: Send + 'static>(
        &self,
        member: MemberId,
        reach: Reach,
        act: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.realm.read(asker(member, reach), act).await
    }

    /// Writes with rights that reach so far.
    pub async fn write_as<T: Send + 'static>(
        &self,
        member: MemberId,
        reach: Reach,
        act: impl for<'a> FnOnce(WriteTx<'a>) -> Result<Committed<T>> + Send + 'static,
    ) -> Result<T> {
        self.realm.write(asker(member, reach), act).await
    }

    pub async fn write<T: Send + 'static>(
        &self,
        act: impl for<'a> FnOnce(WriteTx<'a>) -> Result<Committed<T>> + Send + 'static,
    ) -> Result<T> {
        self.realm.write(operator(), act).await
    }
}

fn config(folder: &TempDir, database: Option<&Database>) -> Config {
    let engine = database.map_or(Engine::Embedded, |database| Engine::Postgres { url: database.app_url.clone(), connections: 4 });
    Config { engine, data_dir: folder.path().to_owned(), host: "muster.test".into(), open_organisations: 8, readers: 2 }
}

pub fn operator() -> Authority {
    Authority::whole(Actor::Operator, Origin::default())
}

/// Somebody whose rights to every kind of work reach so far, and who may see units.
fn asker(member: MemberId, reach: Reach) -> Authority {
    let units = if matches!(reach, Reach::Customer(_)) { None } else { Some(("units.read", Reach::Organisation)) };
    let kinds =
        ["jobs.read", "customers.read", "sites.read", "assets.read", "visits.read", "visits.report", "visits.write", "maintenance.read"]
            .map(|kind| (kind, reach.clone()));
    let rights = Rights::These(kinds.into_iter().chain(units).collect());
    Authority { actor: Actor::Member(member), reach, rights, origin: Origin::default() }
}

/// What a set of jobs is told by, for the log.
const SEEDED: store::Action = store::Action::new("test.seeded", "A test wrote its rows");

/// Ids that tests filter by.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct Seeded {
    pub customer: CustomerId,
    pub site: SiteId,
    pub member: MemberId,
    /// Two units, of which the second stands below the first.
    pub units: [UnitId; 2],
}

/// Writes `count` jobs that differ in everything; the same every time.
pub async fn seed(world: &World, count: i64) -> Seeded {
    world.write(move |mut tx| seed_in(&mut tx, count).and_then(|ids| commit(tx, ids))).await.unwrap()
}

fn commit(tx: WriteTx<'_>, ids: Seeded) -> Result<Committed<Seeded>> {
    tx.commit(store::Event::new(&SEEDED, store::Subject::unnamed("test")), ids)
}

fn seed_in(tx: &mut WriteTx<'_>, count: i64) -> Result<Seeded> {
    let customer = customers::create_in(tx, customer("Harbour Mills")).unwrap().0.id;
    let above = unit(tx, "North", None)?;
    let units = [above, unit(tx, "North, station 2", Some(above))?];
    let address = Address { lines: vec![Line::parse("1 Quay").unwrap()], locality: Line::parse("Hull").ok(), ..Address::default() };
    let new = NewSite {
        customer_id: Some(customer),
        name: Line::parse("Mill 2").unwrap(),
        address,
        position: None,
        time_zone: Zone::parse("Europe/London").unwrap(),
        access_notes: Text::default(),
        unit_id: None,
    };
    let site = sites::create_in(tx, new)?.0.id;
    let member = MemberId::new(tx.now(), tx.rng());
    let first = tx.next_numbers("job", count)?;
    let mut jobs: Vec<JobRow> = (0..count)
        .map(|at| {
            let id = JobId::new(tx.now(), tx.rng());
            job(id, first + at, at, tx.now(), Seeded { customer, site, member, units })
        })
        .collect();
    rows::insert_all(tx, &mut jobs)?;
    Ok(Seeded { customer, site, member, units })
}

/// A unit, below another or at the top.
pub fn unit(tx: &mut WriteTx<'_>, name: &str, parent: Option<UnitId>) -> Result<UnitId> {
    use diesel::prelude::*;
    use store::schema::{unit, unit_parent};
    let (id, now) = (UnitId::new(tx.now(), tx.rng()), tx.now());
    diesel::insert_into(unit::table)
        .values((
            (unit::id.eq(id), unit::version.eq(1), unit::name.eq(name), unit::sort_name.eq(name.to_lowercase())),
            (unit::kind.eq("Station"), unit::created_at.eq(now), unit::updated_at.eq(now)),
        ))
        .execute(tx.db())?;
    diesel::insert_into(unit_parent::table)
        .values((unit_parent::unit_id.eq(id), unit_parent::parent_id.eq(parent), unit_parent::from_at.eq(now)))
        .execute(tx.db())?;
    Ok(id)
}

/// Somebody who can be assigned.
pub fn member(tx: &mut WriteTx<'_>, name: &str) -> Result<MemberId> {
    use diesel::prelude::*;
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

pub fn customer(name: &str) -> NewCustomer {
    NewCustomer { name: Line::parse(name).unwrap(), reference: None, email: None, phone: None, notes: Text::default(), unit_id: None }
}

const HOUR: i64 = 60 * 60 * 1000;

fn job(id: JobId, number: i64, at: i64, now: Timestamp, ids: Seeded) -> JobRow {
    let kind = ["Pump repair", "Gutter", "Lift", "Café visit"][usize::try_from(at % 4).unwrap()];
    // Several jobs share an instant, so that the number has to break ties.
    let created = now.plus_millis(-HOUR * (at * 7 % 97));
    let mut row = JobRow::draft(id, number, kind.to_owned(), format!("{kind} number {at} broken"), None, created);
    row.description = format!("Seen by {}", ["Ana", "Ben", "Zoë"][usize::try_from(at % 3).unwrap()]);
    row.priority = Priority::from_number(at % 4 + 1).unwrap();
    row.target_at = (at % 5 != 0).then(|| now.plus_millis(HOUR * (at * 13 % 41 - 20)));
    row.customer_id = (at % 6 == 0).then_some(ids.customer);
    row.site_id = (at % 9 == 0).then_some(ids.site);
    row.created_by = (at % 10 == 0).then_some(ids.member);
    row.unit_id = [Some(ids.units[0]), Some(ids.units[1]), None][usize::try_from(at % 3).unwrap()];
    row.source_system = (at % 2 == 0).then(|| "elsewhere".to_owned());
    row.source_reference = (at % 2 == 0).then(|| format!("REF-{at}"));
    row.updated_at = now.plus_millis(-HOUR * (at * 11 % 53));
    let state = match at % 8 {
        0 => State::Draft,
        1 => State::Planned,
        2 => State::InProgress,
        3 => State::Open.hold(HoldReason::Parts, None, created).unwrap(),
        4 => State::WorkDone,
        5 => State::Closed,
        6 => State::Open.cancel(CancelReason::Duplicate, None, created).unwrap(),
        _ => State::Open,
    };
    row.set_state(state, created);
    row
}
