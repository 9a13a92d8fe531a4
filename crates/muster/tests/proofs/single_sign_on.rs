//! Single sign-on: against a real provider, and against one that lies. What is the same in all of it stands here.

mod doors;
mod hostile;
mod joining;
mod lies;
mod oneself;
mod two_people;
mod whole;

use crate::escalation::confirm;
use crate::world::{Client, Home, Reply, World};
use access::Role;
use http::{Method, StatusCode, header};
use kernel::{Clock as _, SystemClock, Timestamp};
use serde_json::{Value, json};
use std::sync::Mutex;
use std::time::Duration;
use test_support::{Authority, Client as Program, Person, Provider};

pub(super) const SETTINGS: &str = "/api/v1/single-sign-on";
pub(super) const SECRET: &str = "needle-secret-of-a-client";

/// What a sign-in at the provider of the north is decided to be, unless a proof says otherwise.
pub(super) fn wanted(issuer: &str, further: &Value) -> Value {
    let mut wanted = json!({
        "mode": "optional", "issuer": issuer, "client_id": "muster", "client_secret": SECRET, "label": "North River account",
        "domains": ["example.org"], "link_by_address": true, "new_members": null, "trust_second_factor": false,
    });
    for (field, value) in further.as_object().unwrap() {
        wanted[field] = value.clone();
    }
    wanted
}

/// Decides it, as an owner and whoever confirms.
pub(super) async fn decide(owner: &Client, wanted: Value) -> Reply {
    let asked = ask(owner, wanted).await;
    if asked.status != StatusCode::ACCEPTED {
        return asked;
    }
    let confirmed = confirm(&owner.administrator().await, &asked.json()).await;
    assert_eq!(confirmed.status, StatusCode::OK, "{}", String::from_utf8_lossy(&confirmed.bytes));
    owner.get(SETTINGS).await
}

/// Asks for it alone.
pub(super) async fn ask(owner: &Client, wanted: Value) -> Reply {
    let tag = format!("\"{}\"", owner.get(SETTINGS).await.json()["version"]);
    owner.send(Method::PUT, SETTINGS, &[("if-match", &tag)], Some(wanted)).await
}

/// A world with a real provider, which one organisation signs in at.
pub(super) struct Set {
    pub(super) world: World,
    pub(super) owner: Client,
    pub(super) provider: Provider,
    /// When the world's clock was last moved on with the provider's.
    kept_up: Mutex<Timestamp>,
}

impl Set {
    pub(super) async fn new(on: crate::world::On, further: Value) -> Self {
        Self::telling(on, further, false).await
    }

    /// The same, with a provider that tells addresses at a place of their own.
    pub(super) async fn telling(on: crate::world::On, further: Value, elsewhere: bool) -> Self {
        let authority = Authority::make();
        let world = World::believing(on, &authority).await;
        // The provider's clock is the real one.
        let now = SystemClock.now();
        world.clock.set(now);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let redirect_uri = owner.get(SETTINGS).await.json()["redirect_uri"].as_str().unwrap().to_owned();
        let program = Program { id: "muster".into(), secret: Some(SECRET.into()), redirect_uri };
        let provider = tokio::task::spawn_blocking(move || Provider::start(&authority, &[program], elsewhere)).await.unwrap();
        let decided = decide(&owner, wanted(&provider.issuer, &further)).await;
        assert_eq!(decided.status, StatusCode::OK, "{}", String::from_utf8_lossy(&decided.bytes));
        Self { world, owner, provider, kept_up: Mutex::new(now) }
    }

    /// Somebody signs in in this browser; the answer to their return.
    pub(super) async fn sign_in(&self, browser: &Client, person: &Person) -> Reply {
        let (browser, url) = start(browser, "north-river").await;
        browser.get(&self.at_provider(&url, Some(person))).await
    }

    /// What the provider sends somebody back with. The world's clock moves on with the provider's, however slow the machine is.
    pub(super) fn at_provider(&self, url: &str, person: Option<&Person>) -> String {
        let place = tokio::task::block_in_place(|| self.provider.sign_in(url, person));
        let mut kept_up = self.kept_up.lock().unwrap();
        let now = SystemClock.now();
        self.world.clock.advance(now.millis() - kept_up.millis());
        *kept_up = now;
        path(&place).to_owned()
    }
}

/// Begins in a browser; the browser with its errand, and where it is sent.
pub(super) async fn start(browser: &Client, organisation: &str) -> (Client, String) {
    let reply = begin(browser, json!({ "organisation": organisation })).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", String::from_utf8_lossy(&reply.bytes));
    (browser.after(&reply), reply.json()["url"].as_str().unwrap().to_owned())
}

pub(super) async fn begin(browser: &Client, body: Value) -> Reply {
    browser.send(Method::POST, "/api/v1/session/single-sign-on", &[], Some(body)).await
}

/// Path and query of an address.
pub(super) fn path(url: &str) -> &str {
    let rest = url.strip_prefix("https://").unwrap();
    &rest[rest.find('/').unwrap()..]
}

/// A parameter of an address.
pub(super) fn parameter(url: &str, name: &str) -> String {
    let query = url.split_once('?').unwrap().1;
    let found = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")));
    found.unwrap_or_else(|| panic!("no {name} in {url}")).to_owned()
}

/// Where an answer leads.
pub(super) fn leads_to(reply: &Reply) -> &str {
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", String::from_utf8_lossy(&reply.bytes));
    reply.headers.get(header::LOCATION).unwrap().to_str().unwrap()
}

/// The reason of the last failed sign-in that has one. A wrong password is put on record after its answer, so the log is looked at until
/// there is one.
pub(super) async fn reason(owner: &Client) -> String {
    tokio::time::timeout(Duration::from_secs(60), reason_at_last(owner)).await.unwrap()
}

async fn reason_at_last(owner: &Client) -> String {
    loop {
        let found = owner.get("/api/v1/audit?action=session.refused&limit=20").await;
        assert_eq!(found.status, StatusCode::OK, "{}", String::from_utf8_lossy(&found.bytes));
        let found = found.json();
        let changes = found["items"].as_array().unwrap().iter().flat_map(|item| item["changes"].as_array().unwrap());
        if let Some(reason) = changes.into_iter().find(|change| change["field"] == "reason") {
            return reason["after"].as_str().unwrap().to_owned();
        }
        tokio::task::yield_now().await;
    }
}

/// How many records there are of an action.
pub(super) async fn records(owner: &Client, action: &str) -> usize {
    owner.get(&format!("/api/v1/audit?action={action}&limit=200")).await.json()["items"].as_array().unwrap().len()
}

pub(super) async fn me(client: &Client) -> Value {
    client.get("/api/v1/me").await.json()
}

/// The member's own.
pub(super) fn ana() -> Person {
    Person::new("ana-7", "member@example.org", "Ana Okafor")
}

/// Suspends a member by hand, and lets them in again.
pub(super) async fn set_status(world: &World, home: &Home, address: &str, status: &'static str) {
    use diesel::prelude::*;
    use store::schema::member;
    let address = address.to_owned();
    let write = move |mut tx: store::WriteTx<'_>| {
        let of = member::table.filter(member::email.eq(&address));
        diesel::update(of).set(member::status.eq(status)).execute(tx.db())?;
        let action = store::Action::new("member.set_by_hand", "A test changed a member");
        tx.commit(store::Event::new(&action, store::Subject::unnamed("member")), ())
    };
    home.realm.write(store::door::Authority::whole(kernel::Actor::Operator, store::Origin::default()), write).await.unwrap();
    world.clock.advance_seconds(1);
}
