//! Two organisations on one server, a member for each role in both, and clients that have signed in as them.

mod another_server;
mod standing;

pub(crate) use crate::reply::Reply;
use access::{Access, AccessConfig, Outside, Role};
use axum::Router;
use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use kernel::{Actor, Email, Line, Slug, Zone};
use serde_json::{Value, json};
use std::net::{IpAddr, Ipv4Addr};
use std::num::NonZeroUsize;
use std::sync::Arc;
use store::door::{Authority, Config, Engine, NewOrganisation, Realm, Store};
use store::{Action, Event, Origin, Subject};
use test_support::{Authority as Vouching, Postgres, TestClock};
use tower::ServiceExt;

/// The password of everybody in the world.
pub(crate) const PASSWORD: &str = "vellum-harbour-quartz-91";

/// A spare member whose sessions and factors may be ended; the last to be shut out.
pub(crate) const SPARE: &str = "spare-9@example.org";

/// Which engine a proof runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum On {
    Embedded,
    Postgres,
}

/// Runs a proof on both engines, one after the other.
pub(crate) fn on_both<F: Future<Output = ()>>(proof: impl Fn(On) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    for on in [On::Embedded, On::Postgres] {
        runtime.block_on(proof(on));
    }
}

pub(crate) struct World {
    pub(crate) app: Router,
    pub(crate) access: Access,
    pub(crate) store: Arc<Store>,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) north: Home,
    pub(crate) south: Home,
    pub(crate) folder: tempfile::TempDir,
    second: Arc<tokio::sync::Mutex<Option<Box<Client>>>>,
    /// What is kept of everybody's password.
    record: String,
}

/// One organisation of the world.
pub(crate) struct Home {
    pub(crate) slug: &'static str,
    pub(crate) realm: Arc<Realm>,
}

/// Somebody who sends requests.
#[derive(Clone)]
pub(crate) struct Client {
    app: Router,
    cookie: Option<String>,
    bearer: Option<String>,
    address: IpAddr,
    /// An administrator of the north, signed in when first asked for.
    second: Arc<tokio::sync::Mutex<Option<Box<Client>>>>,
}

/// Where everybody comes from unless told otherwise.
pub(crate) const ADDRESS: IpAddr = IpAddr::V4(Ipv4Addr::new(198, 51, 100, 7));

impl Client {
    /// The same client with the cookies that an answer set and cleared, as a browser would keep them.
    pub(crate) fn after(&self, reply: &Reply) -> Self {
        let mut jar: Vec<(String, String)> = Vec::new();
        let kept = self.cookie.iter().flat_map(|cookies| cookies.split("; "));
        let set = reply.headers.get_all(header::SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap());
        for (name, value) in kept.chain(set).map(|cookie| cookie.split_once('=').unwrap()) {
            jar.retain(|(known, _)| known != name);
            if !value.is_empty() {
                jar.push((name.to_owned(), value.to_owned()));
            }
        }
        let cookies: Vec<_> = jar.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        Self { cookie: Some(cookies.join("; ")), ..self.clone() }
    }

    /// The same client with the end of each cookie altered, as whoever wants to write one of their own would try.
    pub(crate) fn with_altered_cookies(&self) -> Self {
        let altered = |cookie: &str| {
            let (kept, last) = cookie.split_at(cookie.len() - 4);
            format!("{kept}{}", if last == "AAAA" { "BBBB" } else { "AAAA" })
        };
        let cookies: Vec<_> = self.cookie.iter().flat_map(|cookies| cookies.split("; ")).map(altered).collect();
        Self { cookie: Some(cookies.join("; ")), ..self.clone() }
    }

    /// Another browser, with no cookies.
    pub(crate) fn anonymous(&self) -> Self {
        Self { cookie: None, ..self.clone() }
    }

    /// The same client with only the cookie of this name.
    pub(crate) fn only(&self, name: &str) -> Self {
        let cookies = self.cookie.iter().flat_map(|cookies| cookies.split("; "));
        let cookie = cookies.filter(|cookie| cookie.starts_with(&format!("{name}="))).map(str::to_owned).next();
        Self { cookie, ..self.clone() }
    }
}

/// A server whose operator named a push service.
fn pushing() -> Outside {
    Outside { push_hosts: envoy::Hosts::parse(&["push.example.net"]).unwrap(), ..Outside::default() }
}

fn authority() -> Authority {
    Authority::whole(Actor::Operator, Origin::default())
}

const SEEDED: Action = Action::new("member.seeded", "A test put a member here");

impl World {
    pub(crate) async fn new(on: On) -> Self {
        Self::with(on, vault::Params::weak_for_tests()).await
    }

    /// A world whose passwords cost this much.
    pub(crate) async fn with(on: On, password_params: vault::Params) -> Self {
        Self::reaching(on, password_params, pushing()).await
    }

    /// A world that reaches this machine, and believes this authority about it.
    pub(crate) async fn believing(on: On, authority: &Vouching) -> Self {
        let here = ["127.0.0.0/8", "::1/128"].map(|range| kernel::Network::parse(range).unwrap());
        let envoy = envoy::Envoy::new(Some(&authority.path()), here.to_vec()).unwrap();
        Self::reaching(on, vault::Params::weak_for_tests(), Outside { envoy: Some(envoy), ..pushing() }).await
    }

    async fn reaching(on: On, password_params: vault::Params, outside: Outside) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let engine = match on {
            On::Embedded => Engine::Embedded,
            On::Postgres => {
                let prepare = |database: &test_support::Database| {
                    store::door::migrate_postgres(&database.owner_url, "muster_app").unwrap();
                };
                let database = Postgres::shared().database_like("proofs", prepare);
                Engine::Postgres { url: database.app_url.clone(), connections: 8 }
            }
        };
        let config = Config { engine, data_dir: folder.path().to_owned(), host: "muster.test".into(), open_organisations: 16, readers: 4 };
        let root = vault::RootKey::generate(&mut vault::OsRandom).unwrap();
        let clock = Arc::new(TestClock::at("2026-11-21T09:00:00Z"));
        let (ticking, rng) = (Arc::clone(&clock), Arc::new(kernel::SystemRng));
        let store = tokio::task::spawn_blocking(move || Store::open(config, root.into(), ticking, rng).unwrap()).await.unwrap();
        let access_config = AccessConfig { password_params, password_threads: NonZeroUsize::new(2).unwrap() };
        let access = Access::start_at(Arc::clone(&store), access_config, outside).unwrap();
        let record = access.passwords().hash(PASSWORD, &mut vault::OsRandom).unwrap().await.unwrap().as_str().to_owned();
        let north = Home::new(&access, "north-river", &record).await;
        let south = Home::new(&access, "south-hill", &record).await;
        let app = another_server::app_of(&access);
        Self { app, access, store, clock, north, south, folder, second: Arc::default(), record }
    }

    pub(crate) fn anonymous(&self) -> Client {
        Client { app: self.app.clone(), cookie: None, bearer: None, address: ADDRESS, second: Arc::clone(&self.second) }
    }

    pub(crate) async fn signed_in(&self, home: &Home, role: Role) -> Client {
        self.by_address(home, &address(role)).await
    }

    /// Whoever has this address, signed in.
    pub(crate) async fn by_address(&self, home: &Home, address: &str) -> Client {
        self.anonymous().signed_in(home.slug, address).await
    }

    /// The time in so many seconds, as the API writes it.
    pub(crate) fn clock_in(&self, seconds: i64) -> String {
        use kernel::Clock as _;
        self.clock.now().plus_millis(seconds * 1_000).to_string()
    }

    /// The id of whoever has this address.
    pub(crate) async fn id_of(&self, home: &Home, address: &str) -> String {
        let email = Email::parse(address).unwrap();
        let found = home.realm.read(authority(), move |tx| access::credentials::by_email(tx, &email)).await.unwrap();
        found.unwrap().id.to_string()
    }

    /// A member who holds nothing, with the password of everybody.
    pub(crate) async fn add_member(&self, home: &Home, name: &str, address: &str) -> String {
        let (name, address, record) = (name.to_owned(), address.to_owned(), self.record.clone());
        let write = move |mut tx: store::WriteTx<'_>| {
            let id = put(&mut tx, &name, &address, &record)?;
            tx.commit(Event::new(&SEEDED, Subject::new("member", id)), id.to_string())
        };
        home.realm.write(authority(), write).await.unwrap()
    }

    /// A holding written past every rule, as a fault might have left it.
    pub(crate) async fn hold_by_hand(&self, home: &Home, member: &str, role: Role, until: Option<&str>) {
        use diesel::prelude::*;
        use store::schema::holding;
        let (member, until) = (member.to_owned(), until.map(|until| kernel::Timestamp::parse(until).unwrap()));
        let write = move |mut tx: store::WriteTx<'_>| {
            let (id, now) = (access::holdings::HoldingId::new(tx.now(), tx.rng()), tx.now());
            diesel::insert_into(holding::table)
                .values((
                    (holding::id.eq(id), holding::version.eq(1), holding::member_id.eq(&member), holding::role.eq(role.as_str())),
                    (holding::from_at.eq(now), holding::until_at.eq(until), holding::granted_at.eq(now)),
                ))
                .execute(tx.db())?;
            tx.commit(Event::new(&SEEDED, Subject::new("member", member)), ())
        };
        home.realm.write(authority(), write).await.unwrap();
    }

    /// Makes a job one that this member made.
    pub(crate) async fn made_by(&self, home: &Home, job: &str, member: &str) {
        use diesel::prelude::*;
        use work::schema::job;
        let (id, member) = (job.to_owned(), member.to_owned());
        let write = move |mut tx: store::WriteTx<'_>| {
            diesel::update(job::table.filter(job::id.eq(&id))).set(job::created_by.eq(&member)).execute(tx.db())?;
            tx.commit(Event::new(&SEEDED, Subject::new("job", id)), ())
        };
        home.realm.write(authority(), write).await.unwrap();
    }

    /// The client as the answer's new cookie makes it.
    pub(crate) fn renewed(&self, reply: &Reply) -> Client {
        let cookie = reply.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
        Client { cookie: Some(cookie.split(';').next().unwrap().to_owned()), ..self.anonymous() }
    }
}

/// The address of the member with this role; the same in both organisations, who are nevertheless two people.
pub(crate) fn address(role: Role) -> String {
    format!("{}@example.org", role.as_str())
}

impl Home {
    async fn new(access: &Access, slug: &'static str, record: &str) -> Self {
        let store = access.store();
        let new = NewOrganisation {
            slug: Slug::parse(slug).unwrap(),
            name: Line::parse(&format!("Organisation {slug}")).unwrap(),
            zone: Zone::parse("Europe/London").unwrap(),
        };
        let listing = store.create_organisation(authority(), new).await.unwrap();
        let realm = store.realm(listing.id).await.unwrap();
        for role in Role::ALL {
            let record = record.to_owned();
            let name = format!("The {}", role.as_str());
            let seed = move |mut tx: store::WriteTx<'_>| {
                seed(&mut tx, role, &name, &address(role), &record).and_then(|event| tx.commit(event, ()))
            };
            realm.write(authority(), seed).await.unwrap();
        }
        let record = record.to_owned();
        let spares = move |mut tx: store::WriteTx<'_>| {
            let mut last = None;
            for number in 1..=SPARES {
                let (name, address) = (format!("Spare {number}"), format!("spare-{number}@example.org"));
                last = Some(seed(&mut tx, Role::Member, &name, &address, &record)?);
            }
            tx.commit(last.unwrap(), ())
        };
        realm.write(authority(), spares).await.unwrap();
        // Asking is the operator's, at the command line: there is no route that a sample could take.
        for _ in 0..6 {
            let reason = Line::parse("Ticket 4711").unwrap();
            realm.write(authority(), move |tx| trust::support::ask(tx, &reason)).await.unwrap();
        }
        alert(access, &realm).await;
        if slug == "north-river" {
            attended(&realm).await;
        }
        Self { slug, realm }
    }

    /// How many event records the organisation's log has.
    pub(crate) async fn log_size(&self) -> u64 {
        self.realm.read(authority(), store::events::size).await.unwrap()
    }
}

/// Places of the owner's at sessions that go on, whose attendance is said; of the north alone.
pub(crate) const ATTENDED: [&str; 3] =
    ["asg_01jd7q3v9mf4x8t2c5k6w0ezy1", "asg_01jd7q3v9mf4x8t2c5k6w0ezy2", "asg_01jd7q3v9mf4x8t2c5k6w0ezy3"];

/// The sessions they are at.
pub(crate) const SESSIONS: [&str; 3] =
    ["esn_01jd7q3v9mf4x8t2c5k6w0ezy1", "esn_01jd7q3v9mf4x8t2c5k6w0ezy2", "esn_01jd7q3v9mf4x8t2c5k6w0ezy3"];

/// Writes the places whose attendance samples are about: one can be there on the day on which the world stands, and before it.
async fn attended(realm: &Arc<Realm>) {
    use roster::assignments::{AssignmentId, AssignmentKind, AssignmentRow, AssignmentState, Seat, rows};
    let owner = Email::parse(&address(Role::Owner)).unwrap();
    let write = move |mut tx: store::WriteTx<'_>| {
        let (member_id, now) = (access::credentials::by_email(&mut tx, &owner)?.unwrap().id, tx.now());
        for (id, session) in ATTENDED.into_iter().zip(SESSIONS) {
            let row = AssignmentRow {
                id: AssignmentId::parse(id).unwrap(),
                version: 1,
                kind: AssignmentKind::Session,
                requirement_id: None,
                owner_id: Some(session.to_owned()),
                member_id,
                start_at: now.plus_millis(-12 * 3_600_000),
                end_at: now.plus_millis(12 * 3_600_000),
                zone: "Europe/London".into(),
                title: format!("{} attended", crate::cases::NEEDLE),
                place: String::new(),
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
            rows::insert(&mut tx, &row)?;
        }
        tx.commit(Event::new(&SEEDED, Subject::new("member", member_id)), ())
    };
    realm.write(authority(), write).await.unwrap();
}

/// Gives the organisation an alert: its owner takes more files away than work explains.
async fn alert(access: &Access, realm: &Arc<Realm>) {
    let owner = Email::parse(&address(Role::Owner)).unwrap();
    let owner = realm.read(authority(), move |tx| access::credentials::by_email(tx, &owner)).await.unwrap().unwrap();
    for file in 0..21 {
        realm.note_export(owner.id, file.to_string()).await.unwrap();
    }
    assert_eq!(muster::Watch::new(access.clone()).round(realm, &authority()).await.unwrap(), 1);
}

/// Members whom a proof may shut out.
const SPARES: usize = 12;

fn seed(tx: &mut store::WriteTx<'_>, role: Role, name: &str, address: &str, record: &str) -> kernel::Result<Event> {
    use diesel::prelude::*;
    use store::schema::member;
    let id = put(tx, name, address, record)?;
    if role == Role::Contact {
        let new = serde_json::from_value(json!({"name": "The contact's customer"})).unwrap();
        let customer = work::customers::create_in(tx, new)?.0.id;
        diesel::update(member::table.find(id)).set(member::customer_id.eq(customer)).execute(tx.db())?;
    } else {
        access::holdings::hold(tx, id, role)?;
    }
    Ok(Event::new(&SEEDED, Subject::new("member", id)))
}

/// Writes a member who holds nothing.
fn put(tx: &mut store::WriteTx<'_>, name: &str, address: &str, record: &str) -> kernel::Result<kernel::MemberId> {
    use diesel::prelude::*;
    use store::schema::member;
    let (now, email) = (tx.now(), Email::parse(address).unwrap());
    let id = kernel::MemberId::new(now, tx.rng());
    diesel::insert_into(member::table)
        .values((
            member::id.eq(id),
            member::version.eq(1),
            member::name.eq(name),
            member::sort_name.eq(name.to_lowercase()),
            member::email.eq(email.as_str()),
            member::status.eq("active"),
            member::created_at.eq(now),
            member::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    access::credentials::set_password(tx, id, record)?;
    Ok(id)
}

/// A file's bytes, as a sample holds them.
fn unpacked(text: &str) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.decode(text).unwrap()
}

impl Client {
    /// The same somewhere else.
    pub(crate) fn at(&self, address: &str) -> Self {
        Self { address: address.parse().unwrap(), ..self.clone() }
    }

    /// A program with this token, and nothing else.
    pub(crate) fn with_token(&self, token: &str) -> Self {
        Self { cookie: None, bearer: Some(token.to_owned()), ..self.clone() }
    }

    /// The same client once it has signed in.
    async fn signed_in(mut self, organisation: &str, address: &str) -> Self {
        let body = json!({"organisation": organisation, "email": address, "password": PASSWORD});
        let reply = self.send(Method::POST, "/api/v1/session", &[], Some(body)).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", String::from_utf8_lossy(&reply.bytes));
        let cookie = reply.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
        self.cookie = Some(cookie.split(';').next().unwrap().to_owned());
        self
    }

    /// An administrator of the north, who asks for what somebody else confirms, and confirms what somebody else asks for: with a proof
    /// that is fresh. Signed in once, and anew when their session has ended: a member has only so many of them.
    pub(crate) async fn administrator(&self) -> Self {
        let mut kept = self.second.lock().await;
        if let Some(client) = kept.as_mut() {
            let proved = client.send(Method::POST, "/api/v1/session/step-up", &[], Some(json!({ "password": PASSWORD }))).await;
            if proved.status == StatusCode::OK {
                **client = client.after(&proved);
                return (**client).clone();
            }
        }
        let nobody = Self { cookie: None, bearer: None, address: ADDRESS, ..self.clone() };
        let client = nobody.signed_in("north-river", &address(Role::Administrator)).await;
        *kept = Some(Box::new(client.clone()));
        client
    }

    pub(crate) async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<Value>) -> Reply {
        let (bytes, kind) = match body {
            Some(Value::String(picture)) if path.ends_with("/photo") || path.ends_with("/pictures") => {
                (unpacked(&picture), Some("image/png"))
            }
            Some(Value::String(pdf)) if pdf.starts_with("%PDF-") => (pdf.into_bytes(), Some("application/pdf")),
            Some(Value::String(csv)) => (csv.into_bytes(), Some("text/csv")),
            Some(json) => (serde_json::to_vec(&json).unwrap(), Some("application/json")),
            None => (Vec::new(), None),
        };
        let kind = kind.map(|kind| ("content-type", kind));
        self.send_bytes(method, path, &headers.iter().copied().chain(kind).collect::<Vec<_>>(), bytes).await
    }

    pub(crate) async fn send_bytes(&self, method: Method, path: &str, headers: &[(&str, &str)], bytes: Vec<u8>) -> Reply {
        self.send_body(method, path, headers, Body::from(bytes)).await
    }

    /// The body of an answer that is not read to its end.
    pub(crate) async fn open(&self, path: &str) -> Body {
        let response = self.respond(Method::GET, path, &[], Body::empty()).await;
        assert_eq!(response.status(), StatusCode::OK);
        response.into_body()
    }

    pub(crate) async fn send_body(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Reply {
        let response = self.respond(method, path, headers, body).await;
        Reply::read(path, response).await
    }

    async fn respond(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> http::Response<Body> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "muster.test")
            .header(header::ORIGIN, "https://muster.test")
            .extension(gate::Peer { address: Some(self.address), encrypted: true, local: false });
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(token) = &self.bearer {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.app.clone().oneshot(request.body(body).unwrap()).await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, &[], None).await
    }

    /// Creates a row and gives it back.
    pub(crate) async fn create(&self, path: &str, body: Value) -> Value {
        let reply = self.send(Method::POST, path, &[], Some(body)).await;
        assert!(reply.status.is_success(), "POST {path}: {} {}", reply.status, String::from_utf8_lossy(&reply.bytes));
        reply.json()
    }
}
