//! Where push messages may go, whose business that is, and what ends them.

use crate::authenticator::Authenticator;
use crate::cases::notices::browser;
use crate::escalation::done;
use crate::passkeys;
use crate::two_steps::WithApp;
use crate::world::{Client, PASSWORD, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

const PATH: &str = "/api/v1/me/push-subscriptions";

async fn names(client: &Client) -> usize {
    client.get(PATH).await.json()["items"].as_array().unwrap().len()
}

async fn refused(client: &Client, body: Value) -> Value {
    let reply = client.send(Method::POST, PATH, &[], Some(body)).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    reply.json()
}

#[test]
fn they_go_to_named_services_by_https_with_keys_that_are_some() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let member = world.signed_in(&world.north, Role::Member).await;
        let good = browser();
        for (endpoint, code) in [
            ("http://push.example.net/send/1", "not-acceptable"),
            ("https://ana:pw@push.example.net/send/1", "not-acceptable"),
            ("https://push.example.org/send/1", "not-allowed"),
            ("https://push.example.net.evil.example/send/1", "not-allowed"),
            ("https://127.0.0.1:8443/send/1", "not-allowed"),
        ] {
            let mut body = good.clone();
            body["endpoint"] = json!(endpoint);
            let told = refused(&member, body).await;
            assert_eq!((&told["errors"][0]["field"], &told["errors"][0]["code"]), (&json!("endpoint"), &json!(code)), "{endpoint}: {told}");
        }
        for (field, value) in [("p256dh", "AAAA"), ("auth", "AAAA")] {
            let mut body = good.clone();
            body[field] = json!(value);
            assert_eq!(refused(&member, body).await["errors"][0]["field"], field);
        }
        assert_eq!(names(&member).await, 0);
        member.create(PATH, good.clone()).await;
        // Asked again, the browser has still one, and so has its address.
        member.create(PATH, good).await;
        member.create(PATH, browser()).await;
        assert_eq!(names(&member).await, 1);
        let key = member.get("/api/v1/me/push-key").await.json();
        let elsewhere = world.signed_in(&world.south, Role::Member).await.get("/api/v1/me/push-key").await.json();
        assert!(key["key"].as_str().unwrap().len() == 87 && key != elsewhere, "each organisation has its own");
    });
}

#[test]
fn they_end_with_the_session_and_are_their_members_alone() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (here, there) = (world.signed_in(&world.north, Role::Member).await, world.signed_in(&world.north, Role::Member).await);
        let (first, second) = (here.create(PATH, browser()).await, there.create(PATH, browser()).await);
        assert_eq!((names(&here).await, &first["here"]), (2, &json!(true)));
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let path = format!("{PATH}/{}", second["id"].as_str().unwrap());
        assert_eq!(owner.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NOT_FOUND, "another's is not found");
        assert_eq!(here.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
        there.create(PATH, browser()).await;
        // Signing out there ends it there.
        assert_eq!(there.send(Method::DELETE, "/api/v1/session", &[], None).await.status, StatusCode::NO_CONTENT);
        assert_eq!(names(&here).await, 1);
        // Ending all other sessions ends theirs, and not this one's.
        let third = world.signed_in(&world.north, Role::Member).await;
        third.create(PATH, browser()).await;
        assert_eq!(here.send(Method::DELETE, "/api/v1/me/sessions", &[], None).await.status, StatusCode::NO_CONTENT);
        let left = here.get(PATH).await.json();
        assert_eq!((left["items"].as_array().unwrap().len(), &left["items"][0]["id"]), (1, &first["id"]));
        // A session that merely runs out ends nothing: the app is closed most of the time.
        world.clock.advance(13 * 60 * 60 * 1_000);
        assert_eq!(here.get(PATH).await.status, StatusCode::UNAUTHORIZED);
        let back = world.signed_in(&world.north, Role::Member).await;
        assert_eq!(names(&back).await, 1);
        let me = back.get("/api/v1/me").await.json()["member"]["id"].as_str().unwrap().to_owned();
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let cut = owner.send(Method::DELETE, &format!("/api/v1/members/{me}/sessions"), &[], None).await;
        assert_eq!(cut.status, StatusCode::NO_CONTENT, "{}", cut.json());
        let back = world.signed_in(&world.north, Role::Member).await;
        assert_eq!(names(&back).await, 0);
    });
}

/// Signed in, with every cookie kept.
async fn as_browsers_do(client: &Client, role: Role) -> Client {
    let body = json!({"organisation": "north-river", "email": address(role), "password": PASSWORD});
    let reply = client.send(Method::POST, "/api/v1/session", &[], Some(body)).await;
    assert_eq!(reply.status, StatusCode::OK);
    client.after(&reply)
}

#[test]
fn whoever_signs_in_to_a_browser_ends_those_of_whoever_used_it_before() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let member = as_browsers_do(&world.anonymous(), Role::Member).await;
        member.create(PATH, browser()).await;
        let again = as_browsers_do(&member, Role::Member).await;
        assert_eq!(names(&again).await, 1, "counter-proof: the same member keeps them");
        let other = as_browsers_do(&again, Role::Auditor).await;
        assert_eq!(names(&other).await, 0);
        let back = world.signed_in(&world.north, Role::Member).await;
        assert_eq!(names(&back).await, 0);
    });
}

/// A passkey that is removed takes along those at the browsers that it opened, and no others.
#[test]
fn a_removed_passkey_ends_those_of_its_sessions() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let mut key = Authenticator::new();
        let here = passkeys::member_with(&world, Role::Member, &mut key).await;
        let (begun, asked) = passkeys::alone(&world).await;
        let opened = begun.after(&passkeys::prove(&begun, key.get(&asked)).await);
        let kept = here.create(PATH, browser()).await;
        opened.create(PATH, browser()).await;
        assert_eq!(names(&here).await, 2);
        let held = here.get("/api/v1/me/factors").await.json();
        let path = format!("/api/v1/me/passkeys/{}", held["passkeys"][0]["id"].as_str().unwrap());
        assert_eq!(here.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
        let left = here.get(PATH).await.json();
        assert_eq!((left["items"].as_array().unwrap().len(), &left["items"][0]["id"]), (1, &kept["id"]));
    });
}

/// Whoever has their factors reset is told nothing any more where they were signed in; others are.
#[test]
fn they_end_when_factors_are_reset() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (member, other) = (WithApp::new(&world, Role::Member).await, world.signed_in(&world.north, Role::Auditor).await);
        member.client.create(PATH, browser()).await;
        other.create(PATH, browser()).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let path = format!("/api/v1/members/{}/factors", world.id_of(&world.north, &address(Role::Member)).await);
        done("reset", &owner.send(Method::DELETE, &path, &[], Some(json!({"reason": "She came in person"}))).await);
        let again = world.signed_in(&world.north, Role::Member).await;
        assert_eq!((names(&again).await, names(&other).await), (0, 1));
    });
}
