//! Deleting the organisation takes an owner, its name, a second person and a week, on both engines; then nothing of it is left, and a
//! stranger cannot tell that it ever was here. What stays says what was erased and when.

use crate::escalation::{Attempts, confirm, done};
use crate::people::cast;
use crate::world::{Client, Home, PASSWORD, Reply, World, address, on_both};
use access::Role;
use access::deletion;
use http::{Method, StatusCode};
use kernel::{Actor, OrganisationId};
use serde_json::{Value, json};
use store::Origin;
use store::door::{Authority, Standing, Tombstone};

const PATH: &str = "/api/v1/organisation/deletion";
const NAME: &str = "Organisation north-river";
const DAY: i64 = 24 * 60 * 60;

fn operator() -> Authority {
    Authority::whole(Actor::Operator, Origin::default())
}

async fn ask(by: &Client, name: &str) -> Reply {
    let tag = format!("\"{}\"", by.get(PATH).await.json()["version"]);
    by.send(Method::PUT, PATH, &[("if-match", &tag)], Some(json!({"name": name, "reason": "We have moved"}))).await
}

async fn take_back(by: &Client) -> Reply {
    by.send(Method::DELETE, PATH, &[], None).await
}

async fn state(by: &Client) -> Value {
    by.get(PATH).await.json()["state"].clone()
}

/// The round that the binary makes each minute.
async fn round(world: &World, home: &Home) -> Option<Tombstone> {
    muster::keep_to_deletion(&world.store, &home.realm, &operator()).await.unwrap()
}

fn id(home: &Home) -> OrganisationId {
    OrganisationId::parse(home.realm.name()).unwrap()
}

/// The day that the operator sees.
async fn announced(world: &World) -> Option<String> {
    world.store.organisation(id(&world.north)).await.unwrap().unwrap().erase_at.map(|at| at.to_string())
}

/// As two people decide it.
async fn decided(world: &World) -> Client {
    let owner = world.signed_in(&world.north, Role::Owner).await;
    let asked = ask(&owner, NAME).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED, "{}", String::from_utf8_lossy(&asked.bytes));
    done("confirmed", &confirm(&owner.administrator().await, &asked.json()).await);
    owner
}

#[test]
fn it_takes_an_owner_its_name_and_a_second_person() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        tried.refused("an administrator asks", &ask(&administrator, NAME).await, 403, "forbidden");
        tried.refused("a member asks", &ask(&cast.member, NAME).await, 403, "forbidden");
        tried.refused("by another name", &ask(&cast.owner, "organisation north-river").await, 422, "other-name");
        tried.refused("another organisation's owner", &ask(&cast.foreign, NAME).await, 422, "other-name");
        let asked = ask(&cast.owner, NAME).await;
        assert_eq!((asked.status, state(&cast.owner).await), (StatusCode::ACCEPTED, json!("none")));
        let asked = asked.json();
        assert_eq!(asked["act"], "delete_organisation");
        tried.refused("whoever asked confirms", &confirm(&cast.owner, &asked).await, 422, "same-person");
        tried.refused("a member confirms", &confirm(&cast.member, &asked).await, 403, "forbidden");
        tried.refused("somebody elsewhere confirms", &confirm(&cast.foreign, &asked).await, 404, "not-found");
        assert_eq!((round(&world, &world.north).await, announced(&world).await), (None, None), "nothing was decided yet");
        let (before, at) = (world.north.log_size().await, world.clock_in(7 * DAY));
        done("a second person confirms", &confirm(&administrator, &asked).await);
        assert_eq!(world.north.log_size().await, before + 1, "one act, one record");
        let record = cast.owner.get("/api/v1/audit?action=organisation.deletion_decided").await.json()["items"][0].clone();
        assert_eq!((&record["actor"]["name"], &record["note"]), (&json!("The administrator"), &json!("We have moved")));
        let told = |field: &str| record["changes"].as_array().unwrap().iter().find(|change| change["field"] == field).cloned();
        assert_eq!((&told("asked_by").unwrap()["after"], &told("due_at").unwrap()["after"]), (&json!("The owner"), &json!(at)));
        // Everybody in the house sees it, the operator sees the day, and whoever watches the log is told.
        let seen = cast.member.get(PATH).await.json();
        assert_eq!(
            (&seen["state"], &seen["due_at"], &seen["confirmed_by"]["name"]),
            (&json!("waiting"), &json!(at), &json!("The administrator"))
        );
        assert_eq!((round(&world, &world.north).await, announced(&world).await), (None, Some(at)));
        muster::Watch::new(world.access.clone()).round(&world.north.realm, &operator()).await.unwrap();
        let alerts = cast.owner.get("/api/v1/alerts").await.json();
        assert!(alerts["items"].as_array().unwrap().iter().any(|alert| alert["rule"] == "organisation_deletion"), "{alerts}");
        tried.refused("it is asked for again", &ask(&cast.owner, NAME).await, 422, "decided-already");
        tried.refused("an administrator takes it back", &take_back(&administrator).await, 403, "forbidden");
        assert_eq!(done("an owner takes it back", &take_back(&cast.owner).await)["state"], "none");
        tried.refused("it is taken back twice", &take_back(&cast.owner).await, 404, "not-found");
        assert_eq!((round(&world, &world.north).await, announced(&world).await), (None, None));
        // Asked for twice at once: the second was asked for before the first was taken back.
        let (first, second) = (ask(&cast.owner, NAME).await.json(), ask(&cast.owner, NAME).await.json());
        done("the one is confirmed", &confirm(&administrator, &first).await);
        done("and taken back", &take_back(&cast.owner).await);
        tried.refused("the other is confirmed then", &confirm(&administrator, &second).await, 409, "changed-meanwhile");
        world.clock.advance_seconds(8 * DAY);
        assert_eq!(round(&world, &world.north).await, None, "counter-proof: what was taken back does not happen");
        assert_eq!(tried.0, 11);
    });
}

#[test]
fn asking_and_taking_back_ask_for_a_fresh_proof() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = decided(&world).await;
        world.clock.advance_seconds(600);
        for reply in [ask(&owner, NAME).await, take_back(&owner).await] {
            assert_eq!((reply.status.as_u16(), &reply.json()["code"]), (403, &json!("step-up-needed")));
        }
        let proof = Some(json!({ "password": PASSWORD }));
        let proved = owner.after(&owner.send(Method::POST, "/api/v1/session/step-up", &[], proof).await);
        done("with one", &take_back(&proved).await);
    });
}

#[test]
fn after_a_week_nothing_is_left_and_nobody_can_tell() {
    on_both(|on| async move {
        let world = World::new(on).await;
        decided(&world).await;
        let south = world.signed_in(&world.south, Role::Owner).await;
        south.create("/api/v1/customers", json!({"name": "A customer of the south"})).await;
        world.clock.advance_seconds(7 * DAY - 1);
        assert_eq!(round(&world, &world.north).await, None, "not a second before its time");
        world.clock.advance_seconds(1);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        // A server says in the log that the day has come, and dies: nobody takes it back any more, and another goes on.
        world.north.realm.write(operator(), deletion::begin).await.unwrap();
        assert_eq!(take_back(&owner).await.json()["code"], "begun");
        assert!(world.north.realm.write(operator(), deletion::begin).await.is_err(), "it is said once");
        let size = world.north.log_size().await;
        let stone = round(&world, &world.north).await.unwrap();
        assert_eq!((stone.slug.as_str(), stone.log_size), ("north-river", size), "the last head covers the log's last record");

        world.clock.advance(500);
        assert_eq!(owner.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED);
        let sign_in = async |organisation: &str, password: &str| {
            let body = json!({"organisation": organisation, "email": address(Role::Owner), "password": password});
            told(&world.anonymous().send(Method::POST, "/api/v1/session", &[], Some(body)).await)
        };
        let erased = sign_in("north-river", PASSWORD).await;
        assert_eq!(erased, sign_in("no-such-place", PASSWORD).await, "as if it had never been here");
        assert_eq!(erased.0, StatusCode::UNAUTHORIZED);
        for path in ["/api/v1/session/single-sign-on", "/api/v1/session/passkey/options", "/api/v1/password-reset"] {
            let asked = async |organisation: &str| {
                let mut body = json!({ "organisation": organisation });
                if path.ends_with("reset") {
                    body["email"] = json!(address(Role::Owner));
                }
                world.anonymous().send(Method::POST, path, &[], Some(body)).await.status
            };
            assert_eq!(asked("north-river").await, asked("no-such-place").await, "{path}");
        }
        assert_eq!(world.store.organisations().await.unwrap().len(), 1);
        let south = world.signed_in(&world.south, Role::Owner).await;
        assert_eq!(south.get("/api/v1/customers?q=south").await.json()["items"].as_array().unwrap().len(), 1, "nobody else lost anything");
        assert_eq!(round(&world, &world.south).await, None);
    });
}

/// Everything that an answer tells, but the id of the request.
fn told(reply: &Reply) -> (StatusCode, Value) {
    let mut body = reply.json();
    body["request_id"] = Value::Null;
    (reply.status, body)
}

#[test]
fn whoever_is_alone_decides_alone_and_still_waits() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let path = format!("/api/v1/members/{}", world.id_of(&world.north, &address(Role::Administrator)).await);
        let tag = format!("\"{}\"", owner.get(&path).await.json()["version"]);
        let away = json!({"reason": "away"});
        done("suspended", &owner.send(Method::PUT, &format!("{path}/suspension"), &[("if-match", &tag)], Some(away)).await);
        let alone = ask(&owner, NAME).await;
        assert_eq!((alone.status, &alone.json()["state"]), (StatusCode::OK, &json!("waiting")));
        assert_eq!(round(&world, &world.north).await, None, "the week passes as for two");
        // Counter-proof of what the operator's suspension does: its owners could not get at it, and nothing is erased until they can.
        world.clock.advance_seconds(7 * DAY);
        world.stands(&world.north, Standing::Suspended).await;
        assert_eq!(round(&world, &world.north).await, None);
        world.stands(&world.north, Standing::Active).await;
        assert!(round(&world, &world.north).await.is_some());
    });
}

#[test]
fn the_operator_waits_for_the_owners_as_they_do() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let decide = || world.north.realm.write(operator(), |tx| deletion::decide_as_operator(tx, "The contract ended"));
        let due = decide().await.unwrap();
        assert_eq!(due.to_string(), world.clock_in(7 * DAY));
        let seen = owner.get(PATH).await.json();
        assert_eq!((&seen["by_operator"], &seen["reason"]), (&json!(true), &json!("The contract ended")));
        assert_eq!(round(&world, &world.north).await, None);
        done("an owner takes it back", &take_back(&owner).await);
        decide().await.unwrap();
        world.north.realm.write(operator(), deletion::take_back_as_operator).await.unwrap();
        assert_eq!(state(&owner).await, "none");
        decided(&world).await;
        let refused = world.north.realm.write(operator(), deletion::take_back_as_operator).await.unwrap_err();
        assert_eq!(refused.code(), "not-the-operators");
        assert_eq!(decide().await.unwrap_err().code(), "decided-already");
        done("the owner's is the owners' to take back", &take_back(&owner).await);
        // With nobody left who could take it back there is nobody to wait for.
        world.north.realm.write(operator(), without_owner).await.unwrap();
        assert_eq!(decide().await.unwrap().to_string(), world.clock_in(0));
        assert!(round(&world, &world.north).await.is_some());
    });
}

/// Takes the one owner's role away past every rule.
fn without_owner(mut tx: store::WriteTx<'_>) -> kernel::Result<store::Committed<()>> {
    use diesel::prelude::*;
    use store::schema::holding;
    diesel::delete(holding::table.filter(holding::role.eq("owner"))).execute(tx.db())?;
    let action = store::Action::new("test.by_hand", "A test changed something");
    tx.commit(store::Event::new(&action, store::Subject::unnamed("member")), ())
}

/// Whoever read the state before it changed asks for nothing.
#[test]
fn a_stale_version_asks_for_nothing() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let read = format!("\"{}\"", owner.get(PATH).await.json()["version"]);
        let decide = || world.north.realm.write(operator(), |tx| deletion::decide_as_operator(tx, "The contract ended"));
        decide().await.unwrap();
        done("an owner takes it back", &take_back(&owner).await);
        let body = json!({"name": NAME, "reason": "We have moved"});
        let stale = owner.send(Method::PUT, PATH, &[("if-match", &read)], Some(body)).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED, "{}", String::from_utf8_lossy(&stale.bytes));
        assert_eq!(owner.get("/api/v1/approvals?state=open").await.json()["items"], json!([]));
        assert_eq!(ask(&owner, NAME).await.status, StatusCode::ACCEPTED, "counter-proof");
    });
}
