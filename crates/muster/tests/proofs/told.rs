//! Letters that tell: of an alert, of a browser not seen before, of wrong passwords; once, to whom they concern, and naming nobody else.

use crate::letters::Letters;
use crate::two_steps::{WithApp, code_now, password};
use crate::world::{Client, PASSWORD, Reply, SPARE, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use kernel::{Actor, MemberId};
use serde_json::{Value, json};
use std::time::Duration;
use store::Origin;
use store::door::Authority;
use test_support::Received;

/// Somebody takes more files away than work explains, and the watch looks.
async fn take_files(world: &World, by: &str) {
    let member = MemberId::parse(by).unwrap();
    for file in 0..21 {
        world.north.realm.note_export(member, format!("{by} {file}")).await.unwrap();
    }
    let authority = Authority::whole(Actor::System, Origin::default());
    assert_eq!(muster::Watch::new(world.access.clone()).round(&world.north.realm, &authority).await.unwrap(), 1);
}

async fn decide(owner: &Client, on: bool, members: &[&str]) -> Reply {
    let version = owner.get("/api/v1/alerts/letters").await.json()["version"].clone();
    let body = json!({"on": on, "members": members});
    owner.send(Method::PUT, "/api/v1/alerts/letters", &[("if-match", &format!("\"{version}\""))], Some(body)).await
}

fn to(letters: &[Received]) -> Vec<String> {
    letters.iter().flat_map(|letter| letter.to.clone()).collect()
}

#[test]
fn an_alert_is_told_by_letter_to_whom_it_was_decided_and_names_nobody() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (letters, owner) = (Letters::of(&world), world.signed_in(&world.north, Role::Owner).await);
        let id = async |role| world.id_of(&world.north, &address(role)).await;
        let (auditor, administrator) = (id(Role::Auditor).await, id(Role::Administrator).await);
        let (dispatcher, member) = (id(Role::Dispatcher).await, id(Role::Member).await);

        take_files(&world, &member).await;
        assert_eq!(letters.of_house(&world.north).await, [], "nobody was chosen");
        let refused = decide(&owner, true, &[&auditor, &dispatcher]).await;
        assert_eq!((refused.status.as_u16(), &refused.json()["errors"][0]["field"]), (422, &json!("members")), "may not read alerts");
        let decided = decide(&owner, true, &[&auditor, &administrator]).await;
        assert_eq!(decided.status, StatusCode::OK, "{}", String::from_utf8_lossy(&decided.bytes));
        assert_eq!(decided.json()["members"].as_array().unwrap().len(), 2);

        take_files(&world, &dispatcher).await;
        let told = letters.of_house(&world.north).await;
        let mut receivers = to(&told);
        receivers.sort_unstable();
        assert_eq!(receivers, [address(Role::Administrator), address(Role::Auditor)]);
        let text = told[0].text();
        assert!(text.contains("more files than a day's work") && text.contains("/security/alerts"), "{text}");
        for (what, kept) in [("name", "The dispatcher"), ("address", "dispatcher@example.org"), ("id", &*dispatcher), ("facts", "21 files")]
        {
            assert!(!text.contains(kept), "its {what} stays here: {text}");
        }
        let raised = owner.get("/api/v1/alerts").await.json()["items"][0].clone();
        assert!(raised["facts"].as_str().unwrap().contains("21 files"), "counter-proof: there was something to be told");

        // Whoever was shut out since gets none, though they were chosen.
        let row = owner.get(&format!("/api/v1/members/{auditor}")).await.json();
        let tag = format!("\"{}\"", row["version"]);
        let path = format!("/api/v1/members/{auditor}/suspension");
        assert!(owner.send(Method::PUT, &path, &[("if-match", &tag)], Some(json!({"reason": "Away"}))).await.status.is_success());
        letters.of_house(&world.north).await;
        take_files(&world, &world.id_of(&world.north, "spare-1@example.org").await).await;
        assert_eq!(to(&letters.of_house(&world.north).await), [address(Role::Administrator)]);
        assert_eq!(decide(&owner, false, &[&administrator]).await.status, StatusCode::OK);
        take_files(&world, &world.id_of(&world.north, "spare-2@example.org").await).await;
        assert_eq!(letters.of_house(&world.north).await, []);
        let records = owner.get("/api/v1/audit?action=alert_letters.changed").await.json();
        assert_eq!(records["items"].as_array().unwrap().len(), 2, "it was decided twice, on record");
    });
}

async fn sign_in(client: &Client, email: &str) -> Client {
    let body = json!({"organisation": "north-river", "email": email, "password": PASSWORD});
    let reply = client.send(Method::POST, "/api/v1/session", &[("user-agent", "Firefox/132.0 Windows")], Some(body)).await;
    assert_eq!(reply.status, StatusCode::OK);
    client.after(&reply)
}

#[test]
fn a_browser_not_seen_before_is_told_of_but_not_the_first() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        // Others are known in browsers of theirs.
        world.signed_in(&world.north, Role::Owner).await;
        let first = sign_in(&world.anonymous(), SPARE).await;
        assert_eq!(letters.every_of_house(&world.north).await, [], "whoever knows no browser is warned of none");
        sign_in(&first, SPARE).await;
        assert_eq!(letters.every_of_house(&world.north).await, [], "counter-proof: a known browser is none");
        sign_in(&world.anonymous().at("203.0.113.9"), SPARE).await;
        let told = letters.every_of_house(&world.north).await;
        assert_eq!(to(&told), [SPARE]);
        let text = told[0].text();
        assert!(text.contains("Firefox on Windows") && text.contains("203.0.113.9"), "{text}");

        // The same with a second step: it is the session's beginning that tells, whichever way it began.
        let member = WithApp::new(&world, Role::Member).await;
        letters.every_of_house(&world.north).await;
        let half = world.anonymous().after(&password(&world.anonymous(), Role::Member).await);
        assert_eq!(letters.every_of_house(&world.north).await, [], "a password alone begins nothing");
        let code = json!({ "code": code_now(&world, &member.secret) });
        assert_eq!(half.send(Method::POST, "/api/v1/session/totp", &[], Some(code)).await.status, StatusCode::OK);
        assert_eq!(to(&letters.every_of_house(&world.north).await), [address(Role::Member)]);
    });
}

async fn guess(world: &World, organisation: &str, email: &str, from: &str) -> StatusCode {
    let body = json!({"organisation": organisation, "email": email, "password": "not-the-password"});
    world.anonymous().at(from).send(Method::POST, "/api/v1/session", &[], Some(body)).await.status
}

/// Guesses until the door is shut; eleven tries, and whichever door shut first.
async fn shut(world: &World, email: &str, from: &str) {
    for _ in 0..10 {
        assert_eq!(guess(world, "north-river", email, from).await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(guess(world, "north-river", email, from).await, StatusCode::TOO_MANY_REQUESTS);
}

/// Waits for so many records of doors that were shut: they are written after the answer.
async fn shut_doors(owner: &Client, wanted: usize) -> Vec<Value> {
    tokio::time::timeout(Duration::from_secs(60), shut_at_last(owner, wanted)).await.unwrap()
}

async fn shut_at_last(owner: &Client, wanted: usize) -> Vec<Value> {
    loop {
        let found = owner.get("/api/v1/audit?action=session.shut").await.json()["items"].as_array().unwrap().clone();
        if found.len() >= wanted {
            return found;
        }
    }
}

#[test]
fn wrong_passwords_are_told_of_when_the_door_shuts_once_a_day() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (letters, owner) = (Letters::of(&world), world.signed_in(&world.north, Role::Owner).await);
        // Nobody, nowhere, and a network's door alone: none of them is somebody to be told.
        shut(&world, "nobody@example.org", "203.0.113.1").await;
        for n in 0..11 {
            guess(&world, "no-such-place", &address(Role::Member), "203.0.113.2").await;
            guess(&world, "north-river", &format!("spare-{}@example.org", n % 6 + 1), "203.0.113.3").await;
        }
        shut(&world, &address(Role::Member), "203.0.113.4").await;
        assert_eq!(guess(&world, "north-river", &address(Role::Member), "203.0.113.5").await, StatusCode::TOO_MANY_REQUESTS);
        let records = shut_doors(&owner, 1).await;
        assert_eq!((records.len(), &records[0]["outcome"]), (1, &json!("refused")));
        let told = letters.every_of_house(&world.north).await;
        assert_eq!(to(&told), [address(Role::Member)]);
        assert!(told[0].text().contains("10 sign-ins with a wrong password"), "{}", told[0].text());

        // Not twice a day; and when the day is over, again.
        world.clock.advance_seconds(60 * 60);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        shut(&world, &address(Role::Member), "203.0.113.6").await;
        shut(&world, &address(Role::Dispatcher), "203.0.113.7").await;
        assert_eq!(shut_doors(&owner, 2).await.len(), 2);
        assert_eq!(to(&letters.of_house(&world.north).await), [address(Role::Dispatcher)]);
        world.clock.advance_seconds(24 * 60 * 60);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        shut(&world, &address(Role::Member), "203.0.113.8").await;
        shut_doors(&owner, 3).await;
        assert_eq!(to(&letters.of_house(&world.north).await), [address(Role::Member)]);
    });
}

/// Each server counts for itself; the member is told once a day all the same.
#[test]
fn a_member_is_told_by_one_of_two_servers() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (letters, owner) = (Letters::of(&world), world.signed_in(&world.north, Role::Owner).await);
        shut(&world, &address(Role::Member), "203.0.113.4").await;
        shut_doors(&owner, 1).await;
        assert_eq!(to(&letters.of_house(&world.north).await), [address(Role::Member)]);
        let other = world.another_server();
        for (role, from) in [(Role::Member, "203.0.113.5"), (Role::Dispatcher, "203.0.113.6")] {
            let client = other.served(&world.anonymous().at(from));
            let body = json!({"organisation": "north-river", "email": address(role), "password": "not-the-password"});
            let guess = async || client.send(Method::POST, "/api/v1/session", &[], Some(body.clone())).await.status;
            for _ in 0..10 {
                assert_eq!(guess().await, StatusCode::UNAUTHORIZED);
            }
            assert_eq!(guess().await, StatusCode::TOO_MANY_REQUESTS);
        }
        // What is done after the answers is done in their order, by and large: the dispatcher's door shut ten guesses later.
        assert_eq!(shut_doors(&owner, 2).await.len(), 2);
        assert_eq!(to(&letters.of_house(&world.north).await), [address(Role::Dispatcher)]);
    });
}
