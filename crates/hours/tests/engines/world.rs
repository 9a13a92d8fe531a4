//! An organisation with an owner, a supervisor and two members, their units, and clients that have signed in as them.

use access::{Access, AccessConfig, Role};
use axum::Router;
use axum::body::Body;
use diesel::prelude::*;
use http::{Method, Request, StatusCode, header};
use kernel::{Actor, Line, MemberId, Slug, Timestamp, UnitId, Zone};
use roster::assignments::{AssignmentId, AssignmentKind, AssignmentRow, AssignmentState, Seat, rows};
use serde_json::{Value, json};
use std::num::NonZeroUsize;
use std::sync::Arc;
use store::door::{Authority, Config, Engine, NewOrganisation, Realm, Store};
use store::schema::{member, posting, unit, unit_parent};
use store::{Event, Origin, Subject, WriteTx};
use test_support::{Postgres, TestClock};
use tower::ServiceExt;

const PASSWORD: &str = "vellum-harbour-quartz-91";

pub(crate) use test_support::on_both_engines;

pub struct World {
    app: Router,
    pub clock: Arc<TestClock>,
    pub realm: Arc<Realm>,
    /// Ana and Ben, who do the work.
    pub ana: MemberId,
    pub ben: MemberId,
    /// Where Ana serves, and where Ben does.
    pub north: UnitId,
    pub south: UnitId,
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
        let told = (self.status.as_u16(), self.json()["code"].as_str().unwrap_or_default().to_owned());
        assert_eq!(told, (status, code.to_owned()), "{}", self.text());
    }

    /// Asserts that one field was refused.
    pub fn refuses(&self, field: &str, code: &str) {
        let error = self.json()["errors"][0].clone();
        assert_eq!((error["field"].as_str(), error["code"].as_str()), (Some(field), Some(code)), "{} {}", self.status, self.text());
    }
}

pub fn operator() -> Authority {
    Authority::whole(Actor::Operator, Origin::default())
}

const SEEDED: store::Action = store::Action::new("test.seeded", "A test wrote a row");

impl World {
    pub async fn embedded() -> Self {
        Self::on(Engine::Embedded).await
    }

    pub async fn postgres() -> Self {
        let database = Postgres::shared().database_like("hours", |database: &test_support::Database| {
            store::door::migrate_postgres(&database.owner_url, "muster_app").unwrap();
        });
        Self::on(Engine::Postgres { url: database.app_url.clone(), connections: 6 }).await
    }

    async fn on(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { engine, data_dir: folder.path().to_owned(), host: "muster.test".into(), open_organisations: 8, readers: 2 };
        let root = vault::RootKey::generate(&mut vault::OsRandom).unwrap();
        let clock = Arc::new(TestClock::at("2026-11-18T09:00:00Z"));
        let (ticking, rng) = (Arc::clone(&clock), Arc::new(kernel::SystemRng));
        let store = tokio::task::spawn_blocking(move || Store::open(config, root.into(), ticking, rng).unwrap()).await.unwrap();
        let params = vault::Params::weak_for_tests();
        let access =
            Access::start(Arc::clone(&store), AccessConfig { password_params: params, password_threads: NonZeroUsize::MIN }).unwrap();
        let record = access.passwords().hash(PASSWORD, &mut vault::OsRandom).unwrap().await.unwrap().as_str().to_owned();
        let new = NewOrganisation {
            slug: Slug::parse("north-river").unwrap(),
            name: Line::parse("North River").unwrap(),
            zone: Zone::parse("Europe/London").unwrap(),
        };
        let listing = store.create_organisation(operator(), new).await.unwrap();
        let realm = store.realm(listing.id).await.unwrap();
        let seed = move |mut tx: WriteTx<'_>| {
            let (north, south) = (put_unit(&mut tx, "North")?, put_unit(&mut tx, "South")?);
            put_member(&mut tx, "owner", Role::Owner, &record)?;
            put_member(&mut tx, "boss", Role::Dispatcher, &record)?;
            let ana = put_member(&mut tx, "ana", Role::Member, &record)?;
            let ben = put_member(&mut tx, "ben", Role::Member, &record)?;
            let long_ago = tx.now().plus_millis(-400 * 24 * 3_600_000);
            put_posting(&mut tx, ana, north, long_ago, None)?;
            put_posting(&mut tx, ben, south, long_ago, None)?;
            tx.commit(Event::new(&SEEDED, Subject::unnamed("test")), (ana, ben, north, south))
        };
        let (ana, ben, north, south) = realm.write(operator(), seed).await.unwrap();
        let api = access::routes().merge(roster::routes()).merge(hours::routes());
        let app = gate::app(gate::Parts {
            access,
            api,
            hosts: gate::Hosts::new(["muster.test"]),
            proxies: gate::Proxies::default(),
            limits: gate::Limits::default(),
            measured: false,
        });
        Self { app, clock, realm, ana, ben, north, south, _folder: folder }
    }

    pub async fn signed_in(&self, name: &str) -> Client {
        let mut client = Client { app: self.app.clone(), cookie: None };
        let body = json!({"organisation": "north-river", "email": format!("{name}@example.org"), "password": PASSWORD});
        let reply = client.post("/session", body).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
        let cookie = reply.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
        client.cookie = Some(cookie.split(';').next().unwrap().to_owned());
        client
    }

    /// Turns the clock.
    pub fn at(&self, text: &str) {
        self.clock.set(Timestamp::parse(text).unwrap());
    }

    pub async fn write<T: serde::Serialize + Send + 'static>(
        &self,
        act: impl FnOnce(&mut WriteTx<'_>) -> kernel::Result<T> + Send + 'static,
    ) -> kernel::Result<T> {
        self.realm
            .write(operator(), move |mut tx| {
                let answer = act(&mut tx)?;
                tx.commit(Event::new(&SEEDED, Subject::unnamed("test")), answer)
            })
            .await
    }

    /// A place at a session, agreed.
    pub async fn place(&self, member: MemberId, session: &str, from: &str, until: &str) -> AssignmentId {
        self.place_in(member, session, from, until, "Europe/London").await
    }

    pub async fn place_in(&self, member: MemberId, session: &str, from: &str, until: &str, zone: &str) -> AssignmentId {
        let (from, until) = (Timestamp::parse(from).unwrap(), Timestamp::parse(until).unwrap());
        let (session, zone) = (session.to_owned(), zone.to_owned());
        self.write(move |tx| put_place(tx, member, &session, (from, until), &zone)).await.unwrap()
    }

    /// A member moves to another unit.
    pub async fn moves(&self, member: MemberId, unit: UnitId, at: &str) {
        let at = Timestamp::parse(at).unwrap();
        self.write(move |tx| {
            diesel::update(posting::table.filter(posting::member_id.eq(member))).set(posting::until_at.eq(Some(at))).execute(tx.db())?;
            put_posting(tx, member, unit, at, None)
        })
        .await
        .unwrap();
    }

    /// Holds a built-in role for one unit and nothing else.
    pub async fn only_in(&self, name: &'static str, role: Role, unit: UnitId) {
        use store::schema::holding;
        self.write(move |tx| {
            let id: MemberId =
                member::table.filter(member::email.eq(format!("{name}@example.org"))).select(member::id).get_result(tx.db())?;
            diesel::update(holding::table.filter(holding::member_id.eq(id)))
                .set((holding::role.eq(role.as_str()), holding::unit_id.eq(Some(unit))))
                .execute(tx.db())?;
            Ok(())
        })
        .await
        .unwrap();
        self.clock.advance(600);
    }

    pub async fn log_size(&self) -> u64 {
        self.realm.read(operator(), store::events::size).await.unwrap()
    }
}

fn put_member(tx: &mut WriteTx<'_>, name: &str, role: Role, record: &str) -> kernel::Result<MemberId> {
    let (id, now) = (MemberId::new(tx.now(), tx.rng()), tx.now());
    diesel::insert_into(member::table)
        .values((
            (member::id.eq(id), member::version.eq(1), member::name.eq(name), member::sort_name.eq(name)),
            (member::email.eq(format!("{name}@example.org")), member::custom.eq("{}"), member::status.eq("active")),
            (member::hidden.eq(""), member::created_at.eq(now), member::updated_at.eq(now)),
        ))
        .execute(tx.db())?;
    access::credentials::set_password(tx, id, record)?;
    access::holdings::hold(tx, id, role)?;
    Ok(id)
}

fn put_unit(tx: &mut WriteTx<'_>, name: &str) -> kernel::Result<UnitId> {
    let (id, now) = (UnitId::new(tx.now(), tx.rng()), tx.now());
    diesel::insert_into(unit::table)
        .values((
            (unit::id.eq(id), unit::version.eq(1), unit::name.eq(name), unit::sort_name.eq(name.to_lowercase())),
            (unit::kind.eq("Station"), unit::created_at.eq(now), unit::updated_at.eq(now)),
        ))
        .execute(tx.db())?;
    diesel::insert_into(unit_parent::table)
        .values((unit_parent::unit_id.eq(id), unit_parent::parent_id.eq(None::<UnitId>), unit_parent::from_at.eq(now)))
        .execute(tx.db())?;
    Ok(id)
}

fn put_posting(tx: &mut WriteTx<'_>, member: MemberId, unit: UnitId, from: Timestamp, until: Option<Timestamp>) -> kernel::Result<()> {
    let (id, now) = (access::postings::PostingId::new(tx.now(), tx.rng()), tx.now());
    diesel::insert_into(posting::table)
        .values((
            (posting::id.eq(id), posting::version.eq(1), posting::member_id.eq(member), posting::unit_id.eq(unit)),
            (posting::from_at.eq(from), posting::until_at.eq(until), posting::created_at.eq(now), posting::updated_at.eq(now)),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// A place at a session, agreed.
pub fn put_place(
    tx: &mut WriteTx<'_>,
    member_id: MemberId,
    session: &str,
    (start_at, end_at): (Timestamp, Timestamp),
    zone: &str,
) -> kernel::Result<AssignmentId> {
    let (id, now) = (AssignmentId::new(tx.now(), tx.rng()), tx.now());
    let row = AssignmentRow {
        id,
        version: 1,
        kind: AssignmentKind::Session,
        requirement_id: None,
        owner_id: Some(session.to_owned()),
        member_id,
        start_at,
        end_at,
        zone: zone.to_owned(),
        title: "Carnival · Saturday night".into(),
        place: "North gate".into(),
        site_id: None,
        unit_id: None,
        duty_type_id: None,
        seat: Seat::Full,
        exclusive: false,
        paid: false,
        beside: false,
        state: AssignmentState::Confirmed,
        live: true,
        reason: None,
        forced_by: None,
        forced_reason: None,
        forced_rules: "[]".into(),
        created_by: None,
        created_at: now,
        updated_at: now,
    };
    rows::insert(tx, &row)?;
    Ok(id)
}

impl Client {
    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.send(Method::POST, path, None, Some(body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Reply {
        self.send(Method::PUT, path, None, Some(body)).await
    }

    /// Puts something with `If-Match` of the row's version.
    pub async fn act(&self, kind: &str, row: &Value, what: &str, body: Option<Value>) -> Reply {
        self.send(Method::PUT, &format!("/{kind}/{}/{what}", row["id"].as_str().unwrap()), row["version"].as_i64(), body).await
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

/// A session's id that nobody else uses.
pub const SESSION: &str = "esn_01jd7q3v9mf4x8t2c5k6w0ezya";
/// Another one's.
pub const OTHER_SESSION: &str = "esn_01jd7q3v9mf4x8t2c5k6w0ezyb";
