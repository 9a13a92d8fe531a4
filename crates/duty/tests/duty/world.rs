//! Two organisations, a member for each role in both, and clients that have signed in as them.

use access::{Access, AccessConfig, Role};
use axum::Router;
use axum::body::Body;
use diesel::prelude::*;
use http::{Method, Request, StatusCode, header};
use kernel::{Actor, Email, Line, MemberId, Slug, Zone};
use serde_json::{Value, json};
use std::num::NonZeroUsize;
use std::sync::Arc;
use store::Origin;
use store::door::{Authority, Config, Engine, NewOrganisation, Realm, Store};
use test_support::{Postgres, TestClock};
use tower::ServiceExt;

pub const PASSWORD: &str = "vellum-harbour-quartz-91";

pub(crate) use test_support::on_both_engines;

pub struct World {
    app: Router,
    pub clock: Arc<TestClock>,
    pub realm: Arc<Realm>,
    /// As whom tables are changed, where they are not the server's own.
    owner_url: Option<String>,
    _folder: tempfile::TempDir,
}

/// Somebody who sends requests.
#[derive(Clone)]
pub struct Client {
    app: Router,
    cookie: Option<String>,
}

#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: http::HeaderMap,
    pub bytes: Vec<u8>,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The answer of a request that was to succeed.
    pub fn done(self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.text());
        self.json()
    }

    /// Asserts a problem and its code.
    pub fn is(&self, status: u16, code: &str) {
        assert_eq!((self.status.as_u16(), self.json()["code"].as_str().unwrap()), (status, code), "{}", self.text());
    }

    /// Asserts that one field was refused.
    pub fn refuses(&self, field: &str, code: &str) {
        assert_eq!(self.status.as_u16(), 422, "{}", self.text());
        let error = &self.json()["errors"][0];
        assert_eq!((error["field"].as_str(), error["code"].as_str()), (Some(field), Some(code)), "{}", self.text());
    }
}

pub fn operator() -> Authority {
    Authority::whole(Actor::Operator, Origin::default())
}

impl World {
    pub async fn embedded() -> Self {
        Self::on(Engine::Embedded, None).await
    }

    pub async fn postgres() -> Self {
        let database = Postgres::shared().database_like("duty", |database: &test_support::Database| {
            store::door::migrate_postgres(&database.owner_url, "muster_app").unwrap();
        });
        let owner_url = Some(database.owner_url.clone());
        Self::on(Engine::Postgres { url: database.app_url.clone(), connections: 6 }, owner_url).await
    }

    async fn on(engine: Engine, owner_url: Option<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { engine, data_dir: folder.path().to_owned(), host: "muster.test".into(), open_organisations: 8, readers: 2 };
        let root = vault::RootKey::generate(&mut vault::OsRandom).unwrap();
        let clock = Arc::new(TestClock::at("2026-11-21T09:00:00Z"));
        let (ticking, rng) = (Arc::clone(&clock), Arc::new(kernel::SystemRng));
        let store = tokio::task::spawn_blocking(move || Store::open(config, root.into(), ticking, rng).unwrap()).await.unwrap();
        let params = vault::Params::weak_for_tests();
        let access =
            Access::start(Arc::clone(&store), AccessConfig { password_params: params, password_threads: NonZeroUsize::MIN }).unwrap();
        let record = access.passwords().hash(PASSWORD, &mut vault::OsRandom).unwrap().await.unwrap().as_str().to_owned();
        let realm = organisation(&store, "north-river", &record).await;
        organisation(&store, "south-hill", &record).await;
        let app = gate::app(gate::Parts {
            access,
            api: access::routes().merge(notices::routes()).merge(roster::routes()).merge(duty::routes()),
            hosts: gate::Hosts::new(["muster.test"]),
            proxies: gate::Proxies::default(),
            limits: gate::Limits::default(),
            measured: false,
        });
        Self { app, clock, realm, owner_url, _folder: folder }
    }

    pub async fn signed_in(&self, slug: &str, email: &str) -> Client {
        let mut client = Client { app: self.app.clone(), cookie: None };
        let reply = client.post("/session", json!({"organisation": slug, "email": email, "password": PASSWORD})).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
        let cookie = reply.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
        client.cookie = Some(cookie.split(';').next().unwrap().to_owned());
        client
    }

    pub async fn as_role(&self, role: Role) -> Client {
        self.signed_in("north-river", &format!("{}@example.org", role.as_str())).await
    }

    /// Somebody who has not signed in.
    pub fn anonymous(&self) -> Client {
        Client { app: self.app.clone(), cookie: None }
    }

    pub async fn log_size(&self) -> u64 {
        self.realm.read(operator(), store::events::size).await.unwrap()
    }

    /// The id of the member whose role this is.
    pub async fn id(&self, role: &str) -> MemberId {
        let email = Email::parse(&format!("{role}@example.org")).unwrap();
        let found = self.realm.read(operator(), move |tx| access::credentials::by_email(tx, &email)).await.unwrap();
        found.unwrap().id
    }

    /// Many members who cannot sign in.
    pub async fn crowd(world: &Arc<Self>, count: usize) -> Vec<MemberId> {
        static LAST: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
        let first = LAST.fetch_add(count, std::sync::atomic::Ordering::Relaxed);
        let joining = (first..first + count).map(|number| {
            let world = Arc::clone(world);
            tokio::spawn(async move {
                put_member(&world.realm, &format!("Volunteer {number}"), &format!("v{number}@example.org"), Role::Member, None).await
            })
        });
        let mut members = Vec::with_capacity(count);
        for joining in joining.collect::<Vec<_>>() {
            members.push(joining.await.unwrap());
        }
        members
    }

    /// A unit in which nobody serves.
    pub async fn unit(&self) -> kernel::UnitId {
        use store::schema::unit;
        let put = |mut tx: store::WriteTx<'_>| {
            let (id, now) = (kernel::UnitId::new(tx.now(), tx.rng()), tx.now());
            diesel::insert_into(unit::table)
                .values((
                    (unit::id.eq(id), unit::version.eq(1), unit::name.eq("North"), unit::sort_name.eq("north")),
                    (unit::kind.eq("Station"), unit::created_at.eq(now), unit::updated_at.eq(now)),
                ))
                .execute(tx.db())?;
            tx.commit(store::Event::new(&SEEDED, store::Subject::new("unit", id)), id)
        };
        self.realm.write(operator(), put).await.unwrap()
    }

    /// Takes away what the database holds places with.
    pub async fn without_guards(&self) {
        let Some(url) = &self.owner_url else {
            let drop = |mut tx: store::WriteTx<'_>| {
                for trigger in ["overlap_on_insert", "overlap_on_update", "overfill_on_insert", "overfill_on_update"] {
                    diesel::sql_query(format!("DROP TRIGGER assignment_no_{trigger}")).execute(tx.db())?;
                }
                tx.commit(store::Event::new(&UNGUARDED, store::Subject::unnamed("test")), ())
            };
            return self.realm.write(operator(), drop).await.unwrap();
        };
        let mut owner = diesel::PgConnection::establish(url).unwrap();
        for change in ["ALTER TABLE assignment DROP CONSTRAINT assignment_overlap", "DROP TRIGGER assignment_no_overfill ON assignment"] {
            diesel::sql_query(change).execute(&mut owner).unwrap();
        }
    }

    /// Somebody's letters that wait, by kind.
    pub async fn letters(&self, member: MemberId) -> i64 {
        let count = move |tx: &mut store::Tx<'_>| {
            use store::schema::mail;
            Ok(mail::table.filter(mail::member_id.eq(member)).filter(mail::kind.eq("duty")).count().get_result(tx.db())?)
        };
        self.realm.read(operator(), count).await.unwrap()
    }

    /// What the server does by itself within a minute.
    pub async fn minute(&self) -> usize {
        let mut done = 0;
        for id in self.realm.read(operator(), duty::bookings::rounds::due).await.unwrap() {
            let house = house();
            let served = self.realm.write(operator(), move |tx| duty::bookings::rounds::serve(tx, &house, id)).await;
            done += usize::from(served.is_ok());
        }
        done
    }

    /// What somebody writes with these rights.
    pub async fn write_as<T: Send + 'static>(
        &self,
        member: MemberId,
        act: impl for<'a> FnOnce(store::WriteTx<'a>) -> kernel::Result<store::Committed<T>> + Send + 'static,
    ) -> kernel::Result<T> {
        self.realm.write(Authority::whole(Actor::Member(member), Origin::default()), act).await
    }
}

const SEEDED: store::Action = store::Action::new("test.seeded", "A test wrote its rows");
const UNGUARDED: store::Action = store::Action::new("test.unguarded", "A test took triggers away");

/// The organisation as its letters speak of it.
pub fn house() -> courier::House {
    courier::House { name: "North River".into(), zone: Zone::parse("Europe/London").unwrap(), site: "https://muster.test".into() }
}

async fn organisation(store: &Arc<Store>, slug: &str, record: &str) -> Arc<Realm> {
    let new = NewOrganisation {
        slug: Slug::parse(slug).unwrap(),
        name: Line::parse(&format!("Organisation {slug}")).unwrap(),
        zone: Zone::parse("Europe/London").unwrap(),
    };
    let listing = store.create_organisation(operator(), new).await.unwrap();
    let realm = store.realm(listing.id).await.unwrap();
    for role in [Role::Owner, Role::Administrator, Role::Dispatcher, Role::Member, Role::Auditor] {
        put_member(&realm, &format!("The {}", role.as_str()), &format!("{}@example.org", role.as_str()), role, Some(record)).await;
    }
    realm
}

async fn put_member(realm: &Arc<Realm>, name: &str, email: &str, role: Role, record: Option<&str>) -> MemberId {
    use store::schema::member;
    let (name, email, record) = (name.to_owned(), email.to_owned(), record.map(str::to_owned));
    let put = move |mut tx: store::WriteTx<'_>| {
        let (id, now) = (MemberId::new(tx.now(), tx.rng()), tx.now());
        diesel::insert_into(member::table)
            .values((
                (member::id.eq(id), member::version.eq(1), member::name.eq(&name), member::sort_name.eq(name.to_lowercase())),
                (member::email.eq(email), member::status.eq("active"), member::created_at.eq(now), member::updated_at.eq(now)),
            ))
            .execute(tx.db())?;
        if let Some(record) = record {
            access::credentials::set_password(&mut tx, id, &record)?;
        }
        access::holdings::hold(&mut tx, id, role)?;
        tx.commit(store::Event::new(&SEEDED, store::Subject::new("member", id)), id)
    };
    realm.write(operator(), put).await.unwrap()
}

impl Client {
    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.send(Method::POST, path, None, Some(body)).await
    }

    /// Sends with `If-Match` of the row's version.
    pub async fn act(&self, method: Method, path: &str, row: &Value, body: Option<Value>) -> Reply {
        self.send(method, path, row["version"].as_i64(), body).await
    }

    pub async fn send(&self, method: Method, path: &str, version: Option<i64>, body: Option<Value>) -> Reply {
        let bytes = body.as_ref().map(|body| serde_json::to_vec(body).unwrap()).unwrap_or_default();
        let kind = body.is_some().then_some("application/json");
        self.send_bytes(method, path, version, kind, bytes).await
    }

    pub async fn send_bytes(&self, method: Method, path: &str, version: Option<i64>, kind: Option<&str>, bytes: Vec<u8>) -> Reply {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::HOST, "muster.test")
            .header(header::ORIGIN, "https://muster.test")
            .extension(gate::Peer { address: Some("198.51.100.7".parse().unwrap()), encrypted: true, local: false });
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(version) = version {
            request = request.header(header::IF_MATCH, format!("\"{version}\""));
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let response = self.app.clone().oneshot(request.body(Body::from(bytes)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 64 * 1024 * 1024).await.unwrap().to_vec();
        Reply { status: parts.status, headers: parts.headers, bytes }
    }
}

/// The path of a row.
pub fn at(kind: &str, row: &Value) -> String {
    format!("/{kind}/{}", row["id"].as_str().unwrap())
}

impl Client {
    /// An event with one session from `start_local` to `end_local` and one requirement, published.
    pub async fn published(&self, start_local: &str, end_local: &str, need: Value) -> Planned {
        let event = self.post("/events", json!({"name": "Carnival", "place": "Square"})).await.done();
        let body = json!({"name": "Saturday", "start_local": start_local, "end_local": end_local});
        let session = self.post(&format!("{}/sessions", at("events", &event)), body).await.done();
        let need = self.post(&format!("{}/requirements", at("event-sessions", &session)), need).await.done();
        let event = self.act(Method::PUT, &format!("{}/publication", at("events", &event)), &event, None).await.done();
        let session = self.get(&at("event-sessions", &session)).await.done();
        Planned { event, session, need }
    }

    /// Asks for a place.
    pub async fn book(&self, need: &Value) -> Reply {
        self.post(&format!("{}/bookings", at("requirements", need)), json!({})).await
    }

    /// One of one's bookings as it stands now.
    pub async fn booking(&self, id: &Value) -> Value {
        let all = self.get("/me/bookings").await.done();
        all["items"].as_array().unwrap().iter().find(|one| one["id"] == *id).unwrap().clone()
    }

    /// An act on a booking as it stands.
    pub async fn put(&self, booking: &Value, act: &str, body: Option<Value>) -> Reply {
        self.act(Method::PUT, &format!("{}/{act}", at("bookings", booking)), booking, body).await
    }
}

/// What was planned.
#[derive(Debug, Clone)]
pub struct Planned {
    pub event: Value,
    pub session: Value,
    pub need: Value,
}

/// So many first aiders.
pub fn aiders(max: u16) -> Value {
    json!({"name": "First aider", "min": 1, "max": max})
}
