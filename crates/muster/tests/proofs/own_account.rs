//! What everybody may do with their own account: see and end their sessions, change their password. Nobody else's.

use crate::letters::Letters;
use crate::world::{Client, PASSWORD, Reply, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

const NEW: &str = "seven lanterns over quiet water";

async fn sessions(client: &Client) -> Vec<Value> {
    client.get("/api/v1/me/sessions").await.json()["items"].as_array().unwrap().clone()
}

async fn change(client: &Client, current: &str, new: &str) -> Reply {
    client.send(Method::PUT, "/api/v1/me/password", &[], Some(json!({"current": current, "new": new}))).await
}

async fn is_in(world: &World, client: &Client) -> bool {
    world.clock.advance_seconds(1);
    client.get("/api/v1/me").await.status == StatusCode::OK
}

#[test]
fn a_session_is_ended_from_another() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (desk, phone) = (world.signed_in(&world.north, Role::Member).await, world.signed_in(&world.north, Role::Member).await);
        let other = world.signed_in(&world.north, Role::Owner).await;
        let seen = sessions(&desk).await;
        assert_eq!(seen.len(), 2);
        assert_eq!(seen.iter().filter(|session| session["current"] == true).count(), 1);
        let lost = seen.iter().find(|session| session["current"] == false).unwrap()["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/me/sessions/{lost}");

        let before = world.north.log_size().await;
        assert_eq!(other.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NOT_FOUND, "not even an owner");
        assert_eq!(world.north.log_size().await, before);
        assert!(is_in(&world, &phone).await);

        assert_eq!(desk.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
        assert_eq!(world.north.log_size().await, before + 1);
        assert!(!is_in(&world, &phone).await, "ended");
        assert!(is_in(&world, &desk).await && is_in(&world, &other).await);
        assert_eq!(desk.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NOT_FOUND, "ended already");
    });
}

#[test]
fn all_the_others_are_ended_at_once() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (desk, phone) = (world.signed_in(&world.north, Role::Auditor).await, world.signed_in(&world.north, Role::Auditor).await);
        let colleague = world.signed_in(&world.north, Role::Member).await;
        let namesake = world.signed_in(&world.south, Role::Auditor).await;
        assert_eq!(desk.send(Method::DELETE, "/api/v1/me/sessions", &[], None).await.status, StatusCode::NO_CONTENT);
        assert!(!is_in(&world, &phone).await);
        assert!(is_in(&world, &desk).await && is_in(&world, &colleague).await && is_in(&world, &namesake).await);
        assert_eq!(sessions(&desk).await.len(), 1);
    });
}

#[test]
fn a_new_password_throws_out_whoever_had_the_old_one() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (desk, phone) = (world.signed_in(&world.north, Role::Member).await, world.signed_in(&world.north, Role::Member).await);
        let (letters, before) = (Letters::of(&world), world.north.log_size().await);
        let changed = change(&desk, PASSWORD, NEW).await;
        assert_eq!(changed.status, StatusCode::NO_CONTENT, "{}", String::from_utf8_lossy(&changed.bytes));
        assert_eq!(world.north.log_size().await, before + 1);
        let told = letters.of_house(&world.north).await;
        assert_eq!(told.iter().map(|letter| letter.to.clone()).collect::<Vec<_>>(), [[address(Role::Member)]], "and is told of it");
        assert!(told[0].header("Subject").unwrap().contains("password"), "{:?}", told[0].header("Subject"));
        let renewed = world.renewed(&changed);
        assert!(!is_in(&world, &phone).await, "another session under the old password");
        assert!(!is_in(&world, &desk).await, "the old token of this session");
        assert!(is_in(&world, &renewed).await);

        let sign_in = |password: &'static str| {
            let body = json!({"organisation": "north-river", "email": address(Role::Member), "password": password});
            let anonymous = world.anonymous();
            async move { anonymous.send(Method::POST, "/api/v1/session", &[], Some(body)).await.status }
        };
        assert_eq!(sign_in(PASSWORD).await, StatusCode::UNAUTHORIZED);
        assert_eq!(sign_in(NEW).await, StatusCode::OK);
        let namesake = world.signed_in(&world.south, Role::Member).await;
        assert!(is_in(&world, &namesake).await, "the same address elsewhere is somebody else");
    });
}

#[test]
fn a_password_is_not_changed_without_the_old_one_or_for_a_weak_one() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let desk = world.signed_in(&world.north, Role::Member).await;
        let before = world.north.log_size().await;
        for (new, code) in [("short", "too-short"), ("password2024!", "common"), (PASSWORD, "same"), ("member@example.org", "personal")] {
            let refused = change(&desk, PASSWORD, new).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{new}");
            assert_eq!(refused.json()["errors"][0]["field"], "new");
            assert_eq!(refused.json()["errors"][0]["code"], code, "{new}");
        }
        assert_eq!(world.north.log_size().await, before, "a weak one is refused before anything is tried");

        for _ in 0..10 {
            let refused = change(&desk, "not-the-password", NEW).await;
            assert_eq!(
                (refused.status, refused.json()["errors"][0]["field"].clone()),
                (StatusCode::UNPROCESSABLE_ENTITY, json!("current"))
            );
        }
        assert_eq!(change(&desk, PASSWORD, NEW).await.status, StatusCode::TOO_MANY_REQUESTS, "guesses run out here as at the sign-in");
        assert_eq!(world.north.log_size().await, before + 10, "each guess is on record");
        assert!(is_in(&world, &desk).await);
    });
}

/// Ten sessions of a member's go on, the oldest gives way, and nobody else's does; one that was silent for too long is listed no more.
#[test]
fn ten_sessions_go_on_and_those_that_are_over_are_not_listed() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (mut colleague, oldest) =
            (world.signed_in(&world.north, Role::Auditor).await, world.signed_in(&world.north, Role::Member).await);
        let mut last = oldest.clone();
        for number in 0..10 {
            world.clock.advance_seconds(1);
            last = world.signed_in(&world.north, Role::Member).await;
            if number == 5 {
                colleague = world.signed_in(&world.north, Role::Auditor).await;
            }
        }
        assert_eq!(sessions(&last).await.len(), 10);
        assert!(!is_in(&world, &oldest).await && is_in(&world, &colleague).await);
        world.clock.advance_seconds(30 * 60);
        assert!(is_in(&world, &last).await);
        world.clock.advance_seconds(30 * 60);
        assert_eq!(sessions(&last).await.len(), 1, "an hour of silence ends the others");
    });
}
