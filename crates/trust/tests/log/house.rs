//! An organisation with a few members and a log, on either engine, and the real router in front of it.

use access::{Access, AccessConfig, credentials, holdings};
use axum::body::Body;
use diesel::prelude::*;
use http::header::{CONTENT_TYPE, COOKIE, IF_MATCH, SET_COOKIE};
use http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use kernel::{Actor, Line, MemberId, Slug, SystemRng, Timestamp, Zone};
use serde_json::{Value, json};
use std::num::NonZeroUsize;
use std::sync::Arc;
use store::door::{Authority, Config, Engine, NewOrganisation, Realm, Store};
use store::schema::member;
use store::{Action, Event, Origin, Outcome, Subject};
use tempfile::TempDir;
use test_support::{Postgres, TestClock};
use tower::ServiceExt as _;
use vault::{OsRandom, Params, RootKey, RootKeys};

const MEMBER_CREATED: Action = Action::new("member.created", "A member was added");
const JOB_CREATED: Action = Action::new("job.created", "A job was added");
const SESSION_STARTED: Action = Action::new("session.started", "A member signed in");
const SESSION_REFUSED: Action = Action::new("session.refused", "A sign-in failed");
const PASSWORD: &str = "correct horse battery staple";

pub struct House {
    router: axum::Router,
    realm: Arc<Realm>,
    pub clock: Arc<TestClock>,
    cookie: String,
    pub owner: MemberId,
    /// An id that belongs to nobody.
    pub stranger: MemberId,
    _folder: TempDir,
}

impl House {
    pub async fn embedded() -> Self {
        Self::build(Engine::Embedded).await
    }

    pub async fn postgres() -> Self {
        let engine = tokio::task::spawn_blocking(|| {
            let database = Postgres::shared().database_like("trust", |empty| {
                store::door::migrate_postgres(&empty.owner_url, "muster_app").unwrap();
            });
            Engine::Postgres { url: database.app_url, connections: 4 }
        });
        Self::build(engine.await.unwrap()).await
    }

    async fn build(engine: Engine) -> Self {
        let folder = TempDir::new().unwrap();
        let config = Config { engine, data_dir: folder.path().to_owned(), host: "muster.test".into(), open_organisations: 4, readers: 2 };
        let roots = RootKeys::new(RootKey::generate(&mut OsRandom).unwrap());
        let clock = Arc::new(TestClock::default());
        let ticking = Arc::clone(&clock);
        let opening = tokio::task::spawn_blocking(|| Store::open(config, roots, ticking, Arc::new(SystemRng)));
        let store = opening.await.unwrap().unwrap();
        let new = NewOrganisation {
            slug: Slug::parse("north-river").unwrap(),
            name: Line::parse("North River").unwrap(),
            zone: Zone::parse("Europe/London").unwrap(),
        };
        let home = store.create_organisation(system(), new).await.unwrap();
        let realm = store.realm(home.id).await.unwrap();
        let password_threads = NonZeroUsize::MIN;
        let access =
            Access::start(Arc::clone(&store), AccessConfig { password_params: Params::weak_for_tests(), password_threads }).unwrap();
        let record = access.passwords().hash(PASSWORD, &mut OsRandom).unwrap().await.unwrap().as_str().to_owned();
        let owner = add(&realm, "Ana Reyes", "owner", &record).await;
        add(&realm, "Dan Okafor", "dispatcher", &record).await;
        add(&realm, "Ida Moss", "auditor", &record).await;
        let (routes, _) = access::routes().merge(trust::routes()).split_for_parts();
        let stranger = MemberId::new(Timestamp::parse("2026-11-21T00:00:00Z").unwrap(), &SystemRng);
        let mut house = Self { router: routes.with_state(access), realm, clock, cookie: String::new(), owner, stranger, _folder: folder };
        house.cookie = house.sign_in("owner").await;
        house
    }

    /// The cookie of whoever has this role.
    pub async fn sign_in(&self, role: &str) -> String {
        let asked = json!({ "organisation": "north-river", "email": format!("{role}@example.org"), "password": PASSWORD });
        let request = Request::post("/session").header(CONTENT_TYPE, "application/json").body(Body::from(asked.to_string())).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        answer.headers()[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned()
    }

    pub async fn ask(&self, path: &str, cookie: Option<&str>) -> (StatusCode, Vec<u8>) {
        let mut request = Request::get(path);
        if let Some(cookie) = cookie {
            request = request.header(COOKIE, cookie);
        }
        let answer = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        (answer.status(), answer.into_body().collect().await.unwrap().to_bytes().to_vec())
    }

    pub async fn get(&self, path: &str) -> (StatusCode, Vec<u8>) {
        self.ask(path, Some(&self.cookie)).await
    }

    pub async fn bytes(&self, path: &str) -> Vec<u8> {
        let (status, body) = self.get(path).await;
        assert_eq!(status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&body));
        body
    }

    pub async fn json(&self, path: &str) -> Value {
        serde_json::from_slice(&self.bytes(path).await).unwrap()
    }

    /// Leaves `count` more records of the owner's, J-000001 and on.
    pub async fn make_jobs(&self, count: u64) {
        for number in 1..=count {
            let event = Event::new(&JOB_CREATED, Subject::new("job", format!("job_{number}")))
                .label(format!("J-{number:06}"))
                .first("title", &format!("Job {number}"))
                .note(Some("Left the key with the porter"))
                .touching(Subject::new("customer", format!("customer_{number}")));
            self.realm.record(self.as_owner(), event).await.unwrap();
        }
    }

    pub async fn make_job(&self, label: &str, note: &str) {
        let event = Event::new(&JOB_CREATED, Subject::new("job", "job_x")).label(label).note(Some(note));
        self.realm.record(self.as_owner(), event).await.unwrap();
    }

    /// A wrong password for this address, from there.
    pub async fn refused_sign_in(&self, from: &str, email: &str) {
        let origin = Origin { address: Some(from.to_owned()), ..Origin::default() };
        let authority = Authority::whole(Actor::Anonymous, origin);
        let event = Event::new(&SESSION_REFUSED, Subject::unnamed("member")).outcome(Outcome::Failed).label(email);
        self.realm.record(authority, event).await.unwrap();
    }

    /// The dispatcher's sign-in, from there.
    pub async fn signed_in_from(&self, address: &str) {
        let origin = Origin { address: Some(address.to_owned()), ..Origin::default() };
        let authority = Authority::whole(Actor::Member(self.owner), origin);
        let event = Event::new(&SESSION_STARTED, Subject::unnamed("session")).label("owner@example.org");
        self.realm.record(authority, event).await.unwrap();
    }

    /// The owner takes a list away as a file.
    pub async fn export(&self, request: usize) {
        self.realm.note_export(self.owner, request.to_string()).await.unwrap();
    }

    /// A look at the log, of which `looked` is remembered; tells how many alerts were raised.
    pub async fn watch(&self, looked: &mut Option<u64>) -> usize {
        let before = *looked;
        let round = self.realm.read(system(), move |tx| trust::alerts::look(tx, before)).await.unwrap();
        *looked = Some(round.size);
        let raised = round.found.len();
        for finding in round.found {
            let house = letterhead();
            self.realm.write(system(), move |tx| trust::alerts::raise(tx, &finding, &house)).await.unwrap();
        }
        self.realm.note_networks(round.fresh).await.unwrap();
        raised
    }

    /// Whether a signed head is to be sent out now.
    pub async fn head_is_due(&self) -> bool {
        self.realm.read(system(), trust::publication::due).await.unwrap().publish
    }

    /// Sends one out.
    pub async fn publish(&self) {
        let size = self.realm.read(system(), store::events::size).await.unwrap();
        let at = kernel::Clock::now(&*self.clock);
        let head = trust::publication::Head { size, at, note: "a note".into(), key: self.realm.verifier_key() };
        self.realm.write(system(), move |tx| trust::publication::publish(tx, &head, &letterhead())).await.unwrap();
    }

    /// Leaves the record that a mail was sent.
    pub async fn mail_left(&self) {
        self.realm.record(system(), Event::new(&courier::MAIL_SENT, Subject::unnamed("mail"))).await.unwrap();
    }

    /// Time passes; the owner signs in again.
    pub async fn minutes_pass(&mut self, minutes: i64) {
        self.clock.advance_seconds(minutes * 60);
        self.cookie = self.sign_in("owner").await;
    }

    pub async fn put(&self, path: &str, version: i64, body: &Value, cookie: Option<&str>) -> (StatusCode, Vec<u8>) {
        let request = Request::put(path)
            .header(COOKIE, cookie.unwrap_or(&self.cookie))
            .header(CONTENT_TYPE, "application/json")
            .header(IF_MATCH, format!("\"{version}\""));
        let answer = self.router.clone().oneshot(request.body(Body::from(body.to_string())).unwrap()).await.unwrap();
        (answer.status(), answer.into_body().collect().await.unwrap().to_bytes().to_vec())
    }

    fn as_owner(&self) -> Authority {
        Authority::whole(Actor::Member(self.owner), Origin::default())
    }
}

fn letterhead() -> courier::House {
    courier::House { name: "North River".into(), zone: Zone::parse("Europe/London").unwrap(), site: "https://muster.test".into() }
}

fn system() -> Authority {
    Authority::whole(Actor::System, Origin::default())
}

async fn add(realm: &Arc<Realm>, name: &'static str, role: &'static str, record: &str) -> MemberId {
    let record = record.to_owned();
    let adding = realm.write(system(), move |mut tx| {
        let (now, id) = (tx.now(), MemberId::new(tx.now(), tx.rng()));
        diesel::insert_into(member::table)
            .values((
                member::id.eq(id),
                member::version.eq(1_i64),
                member::name.eq(name),
                member::email.eq(format!("{role}@example.org")),
                member::status.eq("active"),
                member::created_at.eq(now),
                member::updated_at.eq(now),
            ))
            .execute(tx.db())?;
        holdings::hold(&mut tx, id, role.parse().unwrap())?;
        credentials::set_password(&mut tx, id, &record)?;
        tx.commit(Event::new(&MEMBER_CREATED, Subject::new("member", id)).label(name), id)
    });
    adding.await.unwrap()
}
