//! Two organisations, a member for each role in both, and clients that have signed in as them.

use access::{Access, AccessConfig, Role};
use axum::Router;
use axum::body::Body;
use diesel::prelude::*;
use http::{Method, Request, StatusCode, header};
use kernel::{Actor, CustomerId, Email, Line, MemberId, Slug, Zone};
use people::members::{NewMember, add};
use serde_json::{Value, json};
use std::num::NonZeroUsize;
use std::sync::Arc;
use store::door::{Authority, Config, Engine, NewOrganisation, Realm, Store};
use store::{Event, Origin, Subject};
use test_support::{Postgres, TestClock};
use tower::ServiceExt;

pub const PASSWORD: &str = "vellum-harbour-quartz-91";

pub(crate) use test_support::on_both_engines;

pub struct World {
    app: Router,
    pub clock: Arc<TestClock>,
    pub realm: Arc<Realm>,
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
        Self::on(Engine::Embedded).await
    }

    pub async fn postgres() -> Self {
        let database = Postgres::shared().database_like("people", |database: &test_support::Database| {
            store::door::migrate_postgres(&database.owner_url, "muster_app").unwrap();
        });
        Self::on(Engine::Postgres { url: database.app_url.clone(), connections: 6 }).await
    }

    async fn on(engine: Engine) -> Self {
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
            api: access::routes().merge(notices::routes()).merge(roster::routes()).merge(people::routes()),
            hosts: gate::Hosts::new(["muster.test"]),
            proxies: gate::Proxies::default(),
            limits: gate::Limits::default(),
            measured: false,
        });
        Self { app, clock, realm, _folder: folder }
    }

    pub async fn signed_in(&self, slug: &str, email: &str) -> Client {
        let mut client = Client { app: self.app.clone(), cookie: None };
        let reply = client.post("/session", json!({"organisation": slug, "email": email, "password": PASSWORD})).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
        let cookie = reply.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
        client.cookie = Some(cookie.split(';').next().unwrap().to_owned());
        client
    }

    /// Whether this address and the password of everybody sign in.
    pub async fn signs_in(&self, email: &str) -> bool {
        let client = Client { app: self.app.clone(), cookie: None };
        let body = json!({"organisation": "north-river", "email": email, "password": PASSWORD});
        client.post("/session", body).await.status == StatusCode::OK
    }

    pub async fn as_role(&self, role: Role) -> Client {
        self.signed_in("north-river", &format!("{}@example.org", role.as_str())).await
    }

    pub async fn owner(&self) -> Client {
        self.as_role(Role::Owner).await
    }

    pub async fn log_size(&self) -> u64 {
        self.realm.read(operator(), store::events::size).await.unwrap()
    }

    /// One more member with the password of everybody.
    pub async fn member(&self, name: &str, email: &str, role: Role) -> MemberId {
        let record = self.record_of_owner().await;
        put_member(&self.realm, name, email, role, &record).await
    }

    async fn record_of_owner(&self) -> String {
        let email = Email::parse("owner@example.org").unwrap();
        let found = self.realm.read(operator(), move |tx| access::credentials::by_email(tx, &email)).await.unwrap();
        found.unwrap().password.unwrap()
    }

    /// A role of the organisation's own, held from now on by a member who holds nothing else.
    pub async fn holds_only(&self, member: MemberId, grants: &'static [(&'static str, &'static str)], unit: Option<kernel::UnitId>) {
        use store::schema::{holding, role, role_grant};
        let write = move |mut tx: store::WriteTx<'_>| {
            let (id, held, now) =
                (access::holdings::RoleId::new(tx.now(), tx.rng()), access::holdings::HoldingId::new(tx.now(), tx.rng()), tx.now());
            let name = id.to_string();
            diesel::insert_into(role::table)
                .values((
                    (role::id.eq(id), role::version.eq(1), role::name.eq(name), role::description.eq("")),
                    (role::created_at.eq(now), role::updated_at.eq(now)),
                ))
                .execute(tx.db())?;
            for (permission, scope) in grants {
                diesel::insert_into(role_grant::table)
                    .values((role_grant::role_id.eq(id), role_grant::permission.eq(permission), role_grant::scope.eq(scope)))
                    .execute(tx.db())?;
            }
            diesel::delete(holding::table.filter(holding::member_id.eq(member))).execute(tx.db())?;
            diesel::insert_into(holding::table)
                .values((
                    (holding::id.eq(held), holding::version.eq(1), holding::member_id.eq(member), holding::role.eq(id.to_string())),
                    (holding::unit_id.eq(unit), holding::from_at.eq(now), holding::granted_at.eq(now)),
                ))
                .execute(tx.db())?;
            tx.commit(Event::new(&SEEDED, Subject::new("member", member)), ())
        };
        self.realm.write(operator(), write).await.unwrap();
    }

    /// A customer's row, as work would write it.
    pub async fn customer(&self, name: &'static str) -> CustomerId {
        diesel::table! {
            customer (id) {
                number -> BigInt,
                id -> Text,
                version -> BigInt,
                name -> Text,
                sort_name -> Text,
                notes -> Text,
                created_at -> BigInt,
                updated_at -> BigInt,
            }
        }
        let write = move |mut tx: store::WriteTx<'_>| {
            let (id, now, number) = (CustomerId::new(tx.now(), tx.rng()), tx.now(), tx.next_number("customer")?);
            diesel::insert_into(customer::table)
                .values((
                    (customer::number.eq(number), customer::id.eq(id), customer::version.eq(1), customer::name.eq(name)),
                    (customer::sort_name.eq(name.to_lowercase()), customer::notes.eq("")),
                    (customer::created_at.eq(now), customer::updated_at.eq(now)),
                ))
                .execute(tx.db())?;
            tx.commit(Event::new(&SEEDED, Subject::new("customer", id)), id)
        };
        self.realm.write(operator(), write).await.unwrap()
    }
}

const SEEDED: store::Action = store::Action::new("test.seeded", "A test wrote a row");

async fn organisation(store: &Arc<Store>, slug: &str, record: &str) -> Arc<Realm> {
    let new = NewOrganisation {
        slug: Slug::parse(slug).unwrap(),
        name: Line::parse(&format!("Organisation {slug}")).unwrap(),
        zone: Zone::parse("Europe/London").unwrap(),
    };
    let listing = store.create_organisation(operator(), new).await.unwrap();
    let realm = store.realm(listing.id).await.unwrap();
    for role in [Role::Owner, Role::Administrator, Role::Dispatcher, Role::Member, Role::Auditor] {
        put_member(&realm, &format!("The {}", role.as_str()), &format!("{}@example.org", role.as_str()), role, record).await;
    }
    realm
}

async fn put_member(realm: &Arc<Realm>, name: &str, email: &str, role: Role, record: &str) -> MemberId {
    let new = NewMember {
        name: Line::parse(name).unwrap(),
        email: Email::parse(email).unwrap(),
        roles: vec![role],
        password_record: Some(record.to_owned()),
    };
    realm.write(operator(), move |tx| add(tx, &new)).await.unwrap().id
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

    /// The id of the member with this address.
    pub async fn id_of(&self, email: &str) -> String {
        let page = self.get(&format!("/members?q={email}")).await.done();
        page["items"][0]["id"].as_str().unwrap().to_owned()
    }

    /// A unit, made.
    pub async fn unit(&self, name: &str, parent: Option<&Value>) -> Value {
        let parent = parent.map(|parent| parent["id"].clone());
        self.post("/units", json!({"name": name, "kind": "Station", "parent_id": parent})).await.done()
    }
}

/// The path of a row.
pub fn at(kind: &str, row: &Value) -> String {
    format!("/{kind}/{}", row["id"].as_str().unwrap())
}
