//! Measures planning: the board, who may take what, a rush for places, a feed, a proposal, among as many assignments as are asked for, on
//! both engines; with everything a request passes but the wire.
//!
//! `cargo run --release --package muster --example planning -- 10000 1000000` writes a table. What it measures stands in
//! `bench/RESULTS.md`. With `open 1000000` it serves what it would measure until it is ended, for `e2e/pace.js`, which looks how long a
//! browser takes to show it.
#![expect(clippy::unwrap_used, reason = "a measurement that goes wrong ends")]
#![expect(clippy::disallowed_methods, reason = "what is measured is time")]

use access::{Access, AccessConfig, Role};
use axum::Router;
use axum::body::Body;
use diesel::prelude::*;
use gate::{ConnectionLimits, Listener};
use http::{Method, Request, header};
use http_body_util::BodyExt as _;
use kernel::{Actor, Clock, Email, Line, MemberId, Slug, SystemClock, Timestamp, UnitId, Zone};
use roster::assignments::{AssignmentId, AssignmentKind, AssignmentRow, AssignmentState, NewAssignment, Seat, place, rows as assignments};
use roster::eligibility::{Facts, Outcome, Place};
use roster::requirements::{Demand, RequirementId, RequirementKind, RequirementRow, insert};
use serde_json::{Value, json};
use std::io::Write as _;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::door::{Authority, Config, Engine, NewOrganisation, Store};
use store::{Action, Event, Origin, Realm, Subject, WriteTx};
use test_support::{Postgres, TestClock};
use tower::ServiceExt as _;

const MEASURED: Action = Action::new("test.measured", "A measurement wrote rows");
const PASSWORD: &str = "vellum-harbour-quartz-91";
const HOUR: i64 = 60 * 60 * 1_000;
const MEMBERS: usize = 1_000;
/// Members of the unit whose board is read.
const ON_BOARD: usize = 200;
/// Assignments that each of them has in the four weeks of that board.
const EACH: usize = 25;
const PLACES: i64 = 200;
/// Rows in one transaction. SQLite walks what a savepoint has kept of changed pages again with each statement of it: many rows that lie far
/// apart take long together.
const BATCH: usize = 200;

fn main() {
    let mut words = std::env::args().skip(1).peekable();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    if words.next_if(|word| word == "open").is_some() {
        return runtime.block_on(served(words.next().unwrap().parse().unwrap()));
    }
    let counts: Vec<usize> = words.map(|word| word.parse().unwrap()).collect();
    tell("| engine | assignments | what | times | p50 | p99 |\n| --- | --- | --- | --- | --- | --- |");
    for count in counts {
        for on_postgres in [false, true] {
            runtime.block_on(measure(on_postgres, count));
        }
    }
}

/// Serves a house as of now on loopback, in clear text.
async fn served(count: usize) {
    let house = House::open(false, count, Arc::new(SystemClock)).await;
    let listener = Listener::clear_text(([127, 0, 0, 1], 0).into()).await.unwrap();
    let sign_in = json!({"organisation": "harbour", "email": "member-0@example.org", "password": PASSWORD, "unit": house.unit});
    tell(&format!("http://localhost:{} {sign_in}", listener.address().port()));
    gate::serve(vec![listener], house.app, ConnectionLimits::default(), std::future::pending()).await;
}

fn tell(line: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "{line}").unwrap();
}

struct House {
    _folder: tempfile::TempDir,
    app: Router,
    realm: Arc<Realm>,
    clock: Arc<dyn Clock>,
    cookie: String,
    members: Vec<MemberId>,
    unit: UnitId,
    open: Vec<RequirementRow>,
    name: String,
}

async fn measure(on_postgres: bool, count: usize) {
    let clock = Arc::new(TestClock::at("2026-11-21T09:30:00Z"));
    let house = House::open(on_postgres, count, clock).await;
    let now = house.clock.now();
    let (from, until) = (now.plus_millis(-14 * 24 * HOUR), now.plus_millis(14 * 24 * HOUR));
    let board = format!("/api/v1/board?from={from}&until={until}&unit_id={}", house.unit);
    let mut times = Vec::new();
    for _ in 0..40 {
        let since = Instant::now();
        let told = house.ask(Method::GET, &board, None).await;
        times.push(since.elapsed());
        assert_eq!(told["assignments"].as_array().unwrap().len(), ON_BOARD * EACH);
    }
    house.told("the board of 200 members, 4 weeks, 5 000 assignments", times);
    house.told(&format!("who of {MEMBERS} may take each of {PLACES} places"), house.eligibility().await);
    let storm = house.storm().await;
    house.told(&format!("{MEMBERS} at once for 7 places, all answered"), storm);
    house.told("a member's feed", house.feed().await);
    house.told(&format!("a proposal for {PLACES} places of {MEMBERS}, 3 s to search"), house.proposal().await);
}

impl House {
    async fn open(on_postgres: bool, count: usize, clock: Arc<dyn Clock>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let engine = if on_postgres {
            let database = Postgres::shared().database_like("planning", |empty| {
                store::door::migrate_postgres(&empty.owner_url, "muster_app").unwrap();
            });
            Engine::Postgres { url: database.app_url.clone(), connections: 8 }
        } else {
            Engine::Embedded
        };
        let config = Config { engine, data_dir: folder.path().to_owned(), host: "muster.test".into(), open_organisations: 4, readers: 2 };
        let roots = vault::RootKeys::new(vault::RootKey::generate(&mut vault::OsRandom).unwrap());
        let ticking = Arc::clone(&clock);
        let opened = tokio::task::spawn_blocking(move || Store::open(config, roots, ticking, Arc::new(kernel::SystemRng)).unwrap());
        let store = opened.await.unwrap();
        let small = vault::Params::SMALL_HOST;
        let access =
            Access::start(Arc::clone(&store), AccessConfig { password_params: small, password_threads: NonZeroUsize::MIN }).unwrap();
        let record = access.passwords().hash(PASSWORD, &mut vault::OsRandom).unwrap().await.unwrap().as_str().to_owned();
        let new = NewOrganisation {
            slug: Slug::parse("harbour").unwrap(),
            name: Line::parse("Harbour").unwrap(),
            zone: Zone::parse("Europe/London").unwrap(),
        };
        let realm = store.realm(store.create_organisation(operator(), new).await.unwrap().id).await.unwrap();
        let app = gate::app(gate::Parts {
            access,
            api: muster::api(),
            hosts: gate::Hosts::new(["muster.test", "localhost"]),
            proxies: gate::Proxies::default(),
            limits: gate::Limits::default(),
            measured: false,
        });
        let (unit, members) = write(&realm, move |tx| people(tx, &record)).await;
        for part in history(&members, clock.now(), count).chunks(BATCH) {
            let part = part.to_vec();
            write(&realm, move |tx| part.iter().try_for_each(|(member, start)| assignments::insert(tx, &assignment(tx, *member, *start))))
                .await;
        }
        let open = write(&realm, move |tx| (0..PLACES).map(|at| requirement(tx, 24 + at % 160, 3, 2)).collect()).await;
        let name = format!("{} | {count}", if on_postgres { "PostgreSQL" } else { "SQLCipher" });
        let mut house = Self { _folder: folder, app, realm, clock, cookie: String::new(), members, unit, open, name };
        house.sign_in().await;
        house
    }

    async fn sign_in(&mut self) {
        let body = json!({"organisation": "harbour", "email": "member-0@example.org", "password": PASSWORD});
        let response = self.app.clone().oneshot(self.request(Method::POST, "/api/v1/session", Some(body))).await.unwrap();
        let cookies = response.headers().get_all(header::SET_COOKIE).iter();
        self.cookie = cookies.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap()).collect::<Vec<_>>().join("; ");
        assert!(response.status().is_success(), "{}", response.status());
    }

    fn request(&self, method: Method, path: &str, body: Option<Value>) -> Request<Body> {
        let request = Request::builder().method(method).uri(path).header(header::HOST, "muster.test").header(header::COOKIE, &self.cookie);
        let request = request.header("sec-fetch-site", "same-origin").header(header::CONTENT_TYPE, "application/json");
        let request = request.extension(gate::Peer { address: Some([127, 0, 0, 1].into()), encrypted: true, local: false });
        request.body(body.map_or_else(Body::empty, |body| Body::from(body.to_string()))).unwrap()
    }

    async fn bytes(&self, method: Method, path: &str, body: Option<Value>) -> Vec<u8> {
        let response = self.app.clone().oneshot(self.request(method, path, body)).await.unwrap();
        assert!(response.status().is_success(), "{path}: {}", response.status());
        response.into_body().collect().await.unwrap().to_bytes().to_vec()
    }

    async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        serde_json::from_slice(&self.bytes(method, path, body).await).unwrap()
    }

    async fn eligibility(&self) -> Vec<Duration> {
        let places: Vec<Place> = self.open.iter().map(|row| Place::of(row, Vec::new(), Seat::Full)).collect();
        let mut times = Vec::new();
        for _ in 0..10 {
            let (places, members) = (places.clone(), self.members.clone());
            let since = Instant::now();
            let judged = move |tx: &mut store::Tx<'_>| {
                let facts = Facts::load(tx, &places, &members)?;
                Ok(places
                    .iter()
                    .map(|place| facts.judge(place, &members).iter().filter(|one| one.outcome != Outcome::Refused).count())
                    .sum())
            };
            let may: usize = self.realm.read(operator(), judged).await.unwrap();
            times.push(since.elapsed());
            assert!(may > 0);
        }
        times
    }

    async fn storm(&self) -> Vec<Duration> {
        let mut times = Vec::new();
        for round in 0..3 {
            let row = write(&self.realm, move |tx| requirement(tx, 400 + 10 * round, 4, 7)).await;
            let since = Instant::now();
            let mut crowd = tokio::task::JoinSet::new();
            for member in self.members.clone() {
                let (realm, new) = (Arc::clone(&self.realm), NewAssignment::at(&row, member, Seat::Full));
                crowd.spawn(async move {
                    let act = move |mut tx: WriteTx<'_>| {
                        place(&mut tx, new, None)?;
                        tx.commit(Event::new(&MEASURED, Subject::unnamed("test")), ())
                    };
                    realm.write(operator(), act).await.is_ok()
                });
            }
            let placed = crowd.join_all().await.into_iter().filter(|placed| *placed).count();
            times.push(since.elapsed());
            assert_eq!(placed, 7);
        }
        times
    }

    async fn feed(&self) -> Vec<Duration> {
        let made = self.ask(Method::POST, "/api/v1/me/feeds", Some(json!({"name": "Telephone"}))).await;
        let address = made["address"].as_str().unwrap();
        let path = format!("/api/{}", address.split_once("/api/").unwrap().1);
        let mut times = Vec::new();
        for _ in 0..40 {
            let since = Instant::now();
            assert!(self.bytes(Method::GET, &path, None).await.starts_with(b"BEGIN:VCALENDAR"));
            times.push(since.elapsed());
        }
        times
    }

    async fn proposal(&self) -> Vec<Duration> {
        let ids: Vec<String> = self.open.iter().map(|row| row.id.to_string()).collect();
        let mut times = Vec::new();
        for _ in 0..3 {
            let since = Instant::now();
            let told = self.ask(Method::POST, "/api/v1/board/suggestions", Some(json!({"requirement_ids": ids, "seconds": 3}))).await;
            times.push(since.elapsed());
            let short = told["items"].as_array().unwrap().iter().filter(|item| item["missing"] != 0).count();
            assert_eq!(short, 0, "every place is filled");
        }
        times
    }

    fn told(&self, what: &str, mut times: Vec<Duration>) {
        times.sort_unstable();
        let at = |share: usize| format!("{:.1} ms", times[(times.len() - 1) * share / 100].as_secs_f64() * 1_000.0);
        tell(&format!("| {} | {what} | {} | {} | {} |", self.name, times.len(), at(50), at(99)));
    }
}

fn operator() -> Authority {
    Authority::whole(Actor::Operator, Origin::default())
}

async fn write<T: Send + 'static>(
    realm: &Arc<Realm>,
    act: impl for<'a> FnOnce(&mut WriteTx<'a>) -> kernel::Result<T> + Send + 'static,
) -> T {
    let (put, got) = std::sync::mpsc::channel();
    let commit = move |mut tx: WriteTx<'_>| {
        put.send(act(&mut tx)?).unwrap();
        tx.commit(Event::new(&MEASURED, Subject::unnamed("test")), ())
    };
    realm.write(operator(), commit).await.unwrap();
    got.recv().unwrap()
}

/// Members, the first of them an owner, two hundred of them in one unit.
fn people(tx: &mut WriteTx<'_>, record: &str) -> kernel::Result<(UnitId, Vec<MemberId>)> {
    use store::schema::{member, posting, unit};
    let now = tx.now();
    let station = UnitId::new(now, tx.rng());
    diesel::insert_into(unit::table)
        .values((
            (unit::id.eq(station), unit::version.eq(1), unit::name.eq("Harbour"), unit::sort_name.eq("harbour")),
            (unit::kind.eq("Station"), unit::created_at.eq(now), unit::updated_at.eq(now)),
        ))
        .execute(tx.db())?;
    let mut ids = Vec::with_capacity(MEMBERS);
    for number in 0..MEMBERS {
        let (id, name) = (MemberId::new(now, tx.rng()), format!("Member {number}"));
        let email = Email::parse(&format!("member-{number}@example.org")).unwrap();
        diesel::insert_into(member::table)
            .values((
                (member::id.eq(id), member::version.eq(1), member::name.eq(&name), member::sort_name.eq(name.to_lowercase())),
                (member::email.eq(email.as_str()), member::status.eq("active"), member::created_at.eq(now), member::updated_at.eq(now)),
            ))
            .execute(tx.db())?;
        if number < ON_BOARD {
            diesel::insert_into(posting::table)
                .values((
                    (posting::id.eq(format!("pst_{}", &id.as_str()[4..])), posting::version.eq(1), posting::member_id.eq(id)),
                    (posting::unit_id.eq(station), posting::from_at.eq(Timestamp::MIN)),
                    (posting::created_at.eq(now), posting::updated_at.eq(now)),
                ))
                .execute(tx.db())?;
        }
        ids.push(id);
    }
    access::holdings::hold(tx, ids[0], Role::Owner)?;
    access::credentials::set_password(tx, ids[0], record)?;
    Ok((station, ids))
}

/// Who begins when: what stands on the board first, and then a day after another into the past, for everybody.
fn history(members: &[MemberId], now: Timestamp, count: usize) -> Vec<(MemberId, Timestamp)> {
    let day = |number: usize| now.plus_millis(24 * HOUR * i64::try_from(number).unwrap());
    let past = |number: usize| now.plus_millis(-24 * HOUR * i64::try_from(20 + number).unwrap());
    let board = (0..EACH).flat_map(|at| members[..ON_BOARD].iter().map(move |member| (*member, day(at).plus_millis(-13 * 24 * HOUR))));
    let before = (0..).flat_map(|at| members.iter().map(move |member| (*member, past(at))));
    board.chain(before).take(count).collect()
}

fn assignment(tx: &WriteTx<'_>, member_id: MemberId, start: Timestamp) -> AssignmentRow {
    let now = tx.now();
    AssignmentRow {
        id: AssignmentId::new(now, tx.rng()),
        version: 1,
        kind: AssignmentKind::Session,
        requirement_id: None,
        owner_id: Some("esn_measured".to_owned()),
        member_id,
        start_at: start,
        end_at: start.plus_millis(4 * HOUR),
        zone: "Europe/London".to_owned(),
        title: "Carnival".to_owned(),
        place: "North gate".to_owned(),
        site_id: None,
        unit_id: None,
        duty_type_id: None,
        seat: Seat::Full,
        exclusive: true,
        paid: false,
        beside: false,
        state: AssignmentState::Confirmed,
        live: true,
        reason: None,
        forced_by: None,
        forced_reason: None,
        forced_rules: "[]".to_owned(),
        created_by: None,
        created_at: now,
        updated_at: now,
    }
}

/// So many hours from now, so many hours long.
fn requirement(tx: &mut WriteTx<'_>, from: i64, hours: i64, most: i64) -> kernel::Result<RequirementRow> {
    let now = tx.now();
    let row = RequirementRow {
        id: RequirementId::new(now, tx.rng()),
        version: 1,
        kind: RequirementKind::Session,
        owner_id: "esn_measured".to_owned(),
        title: "Carnival".to_owned(),
        detail: "Steward".to_owned(),
        start_at: now.plus_millis(from * HOUR),
        end_at: now.plus_millis((from + hours) * HOUR),
        zone: "Europe/London".to_owned(),
        place: "North gate".to_owned(),
        site_id: None,
        unit_id: None,
        duty_type_id: None,
        least: 1,
        most,
        supervised: 0,
        exclusive: true,
        paid: false,
        live: true,
        created_at: now,
        updated_at: now,
    };
    insert(tx, &row, &[] as &[Demand])?;
    Ok(row)
}
