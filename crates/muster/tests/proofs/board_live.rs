//! A board that somebody has open follows what others do: what is to be filled, and who there is to fill it.

use crate::world::{Client, World, address, on_both};
use access::Role;
use axum::body::Body;
use http::{Method, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use std::time::Duration;

const DAYS: &str = "/api/v1/board?from=2026-12-01T00:00:00Z&until=2026-12-08T00:00:00Z";

/// An event that is public, with one session on a day of [`DAYS`].
async fn session(owner: &Client) -> Value {
    let event = owner.create("/api/v1/events", json!({"name": "Lantern walk", "place": "Square"})).await;
    let id = event["id"].as_str().unwrap();
    let times = json!({"name": "Evening", "start_local": "2026-12-02T17:00", "end_local": "2026-12-02T21:00"});
    let session = owner.create(&format!("/api/v1/events/{id}/sessions"), times).await;
    let session = format!("/api/v1/event-sessions/{}", session["id"].as_str().unwrap());
    let need = json!({"name": "Marshal", "min": 2, "max": 4, "allocation": "first_come"});
    owner.create(&format!("{session}/requirements"), need).await;
    owner.publish(id).await;
    owner.get(&session).await.json()
}

/// Whether a `change` comes within so many seconds; none does of what does not concern a board.
async fn told(body: &mut Body, patience: u64) -> bool {
    let next = async {
        loop {
            let frame = body.frame().await.unwrap().unwrap().into_data().unwrap();
            if String::from_utf8_lossy(&frame).contains("event: change") {
                return;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(patience), next).await.is_ok()
}

#[test]
fn a_session_that_moves_is_told_and_a_sign_in_is_not() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let dispatcher = world.signed_in(&world.north, Role::Dispatcher).await;
        let session = session(&owner).await;
        let mut followed = dispatcher.open("/api/v1/board/changes").await;
        world.signed_in(&world.north, Role::Member).await;
        assert!(!told(&mut followed, 2).await, "who signs in changes no board");
        let tag = format!("\"{}\"", session["version"]);
        let later = json!({"start_local": "2026-12-02T18:00", "end_local": "2026-12-02T22:00"});
        let path = format!("/api/v1/event-sessions/{}", session["id"].as_str().unwrap());
        let moved = owner.send(Method::PATCH, &path, &[("if-match", &tag)], Some(later)).await;
        assert_eq!(moved.status, StatusCode::OK);
        assert!(told(&mut followed, 30).await, "a session that moves changes the board");
    });
}

#[test]
fn whoever_books_on_is_told() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let session = session(&owner).await;
        let member = world.id_of(&world.north, &address(Role::Member)).await;
        let need = &session["requirements"][0]["id"];
        let booking =
            owner.create(&format!("/api/v1/requirements/{}/bookings", need.as_str().unwrap()), json!({"member_id": member})).await;
        world.clock.set(kernel::Timestamp::parse("2026-12-02T17:00:00Z").unwrap());
        let dispatcher = world.signed_in(&world.north, Role::Dispatcher).await;
        let mut followed = dispatcher.open("/api/v1/board/changes").await;
        let path = format!("/api/v1/assignments/{}/attendance", booking["assignment_id"].as_str().unwrap());
        let on = json!({"kind": "on", "at": world.clock_in(0)});
        let member = world.signed_in(&world.north, Role::Member).await;
        assert_eq!(member.send(Method::POST, &path, &[], Some(on)).await.status, StatusCode::CREATED);
        assert!(told(&mut followed, 30).await, "where somebody stands is on the board");
    });
}

#[test]
fn people_are_told_again_when_they_may_have_changed() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let member = world.signed_in(&world.north, Role::Member).await;
        world.clock.advance_seconds(60);
        let whole = owner.get(DAYS).await.json();
        assert_eq!((whole["partial"].as_bool(), whole["people"].as_bool()), (Some(false), Some(true)));
        let since = async |board: &Value| {
            let path = format!("{DAYS}&since={}", board["as_of"].as_str().unwrap());
            owner.get(&path).await.json()
        };
        world.clock.advance_seconds(60);
        session(&owner).await;
        let work = since(&whole).await;
        assert_eq!((work["partial"].as_bool(), work["people"].as_bool()), (Some(true), Some(false)));
        assert_eq!((work["requirements"].as_array().unwrap().len(), &work["members"]), (1, &json!([])));
        world.clock.advance_seconds(60);
        let week = json!({"zone": "UTC", "weekly": [{"weekday": 3, "from": "08:00", "until": "12:00"}]});
        let set = member.send(Method::PUT, "/api/v1/me/availability", &[("if-match", "\"0\"")], Some(week)).await;
        assert_eq!(set.status, StatusCode::OK);
        let people = since(&work).await;
        assert_eq!(people["people"], true);
        assert_eq!(people["members"].as_array().unwrap().len(), whole["members"].as_array().unwrap().len());
        assert_ne!(people["members"], whole["members"], "when somebody can be asked is another");
    });
}
