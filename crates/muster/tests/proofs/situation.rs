//! How it stands: who is on duty, who should be and has not said so, what lacks people; as time passes, and for whoever looks after a part
//! alone. Whoever follows the board hears that somebody booked on.

use crate::world::{Client, World, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

const SITUATION: &str = "/api/v1/board/situation";
const ANA: &str = "ana@example.org";
const BEN: &str = "ben@example.org";

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// A public event of this unit, with a session for each pair of times, each of which wants so many stewards. Gives the places.
async fn event(owner: &Client, unit: Option<&Value>, times: &[(&str, &str, i64)]) -> Vec<Value> {
    let body = json!({"name": "Lantern walk", "place": "Square", "unit_id": unit.map(|unit| unit["id"].clone())});
    let event = owner.create("/api/v1/events", body).await;
    let id = text(&event["id"]);
    let mut needs = Vec::new();
    for (start, end, min) in times {
        let session = json!({"name": "Walk", "start_local": start, "end_local": end});
        let session = owner.create(&format!("/api/v1/events/{id}/sessions"), session).await;
        let need = json!({"name": "Steward", "min": min, "max": min + 1, "allocation": "first_come"});
        needs.push(owner.create(&format!("/api/v1/event-sessions/{}/requirements", text(&session["id"])), need).await);
    }
    owner.publish(id).await;
    needs
}

/// Books a member; gives their assignment.
async fn book(owner: &Client, need: &Value, member: &str) -> String {
    let booking = owner.create(&format!("/api/v1/requirements/{}/bookings", text(&need["id"])), json!({"member_id": member})).await;
    text(&booking["assignment_id"]).to_owned()
}

/// A volunteer.
async fn volunteer(world: &World, name: &str, address: &str) -> String {
    let id = world.add_member(&world.north, name, address).await;
    world.hold_by_hand(&world.north, &id, Role::Member, None).await;
    id
}

/// Books on or off, at this moment.
async fn says(world: &World, address: &str, assignment: &str, kind: &str) {
    let client = world.by_address(&world.north, address).await;
    let path = format!("/api/v1/assignments/{assignment}/attendance");
    let said = client.send(Method::POST, &path, &[], Some(json!({"kind": kind, "at": world.clock_in(0)}))).await;
    assert_eq!(said.status, StatusCode::CREATED, "{}", String::from_utf8_lossy(&said.bytes));
}

/// Names of people who walk: everybody's world has a duty that goes on.
fn names(people: &Value) -> Vec<&str> {
    let first = people["first"].as_array().unwrap();
    assert_eq!(people["total"], first.len());
    let walking = first.iter().filter(|one| text(&one["title"]).contains("Lantern walk"));
    walking.map(|one| text(&one["member"]["name"])).collect()
}

/// People needed and there, day by day.
fn days(situation: &Value) -> Vec<(&str, i64, i64)> {
    let days = situation["days"].as_array().unwrap();
    days.iter().map(|day| (text(&day["date"]), day["needed"].as_i64().unwrap(), day["covered"].as_i64().unwrap())).collect()
}

#[test]
fn who_is_there_who_is_missing_and_what_lacks_people() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let nothing = owner.get(SITUATION).await.json();
        assert_eq!(
            (&nothing["on_duty"]["total"], &nothing["lacking"]["total"], &nothing["truncated"]),
            (&json!(0), &json!(0), &json!(false))
        );
        // It is nine in the morning. Tonight's walk is over midnight, and counts where it begins; in a week is too late to be told.
        let times = [
            ("2026-11-21T09:30", "2026-11-21T13:30", 2),
            ("2026-11-21T09:31", "2026-11-21T13:31", 1),
            ("2026-11-21T22:00", "2026-11-22T02:00", 2),
            ("2026-11-27T18:00", "2026-11-27T20:00", 1),
            ("2026-11-28T00:00", "2026-11-28T02:00", 9),
        ];
        let needs = event(&owner, None, &times).await;
        let ana = volunteer(&world, "Ana Okafor", ANA).await;
        let ben = volunteer(&world, "Ben Lind", BEN).await;
        let (there, absent) = (book(&owner, &needs[0], &ana).await, book(&owner, &needs[1], &ben).await);
        book(&owner, &needs[2], &ana).await;

        let before = owner.get(SITUATION).await.json();
        assert_eq!((names(&before["on_duty"]), names(&before["expected"])), (vec![], vec![]), "nothing has begun");
        assert_eq!(names(&before["next"]), ["Ana Okafor", "Ben Lind", "Ana Okafor"]);
        assert_eq!(days(&before)[..2], [("2026-11-21", 5, 3), ("2026-11-22", 0, 0)]);
        assert_eq!(days(&before)[5..], [("2026-11-26", 0, 0), ("2026-11-27", 1, 0)]);
        let lacking = &before["lacking"];
        assert_eq!((&lacking["people"], &lacking["total"]), (&json!(3), &json!(3)));
        let soonest: Vec<_> = lacking["soonest"].as_array().unwrap().iter().map(|one| text(&one["start"])).collect();
        assert_eq!(soonest, ["2026-11-21T09:30:00.000Z", "2026-11-21T22:00:00.000Z", "2026-11-27T18:00:00.000Z"]);

        world.clock.advance_seconds(31 * 60);
        let begun = owner.get(SITUATION).await.json();
        assert_eq!((names(&begun["on_duty"]), names(&begun["expected"])), (vec![], vec!["Ana Okafor", "Ben Lind"]));
        says(&world, ANA, &there, "on").await;
        let on = owner.get(SITUATION).await.json();
        assert_eq!((names(&on["on_duty"]), names(&on["expected"])), (vec!["Ana Okafor"], vec!["Ben Lind"]));
        assert_eq!(names(&on["next"]), ["Ana Okafor"], "tonight");

        // One books on and off; the other forgets, and is told of for half a day.
        says(&world, BEN, &absent, "on").await;
        world.clock.advance_seconds(4 * 60 * 60);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        says(&world, BEN, &absent, "off").await;
        let over = owner.get(SITUATION).await.json();
        assert_eq!((names(&over["on_duty"]), names(&over["expected"])), (vec!["Ana Okafor"], vec![]));
        assert_eq!(days(&over)[0], ("2026-11-21", 2, 1), "what is over is needed no more");
        world.clock.advance_seconds(12 * 60 * 60);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let forgotten = owner.get(SITUATION).await.json();
        assert_eq!(names(&forgotten["on_duty"]), Vec::<&str>::new());
        assert_eq!(days(&forgotten)[0].0, "2026-11-22");
        assert_eq!(days(&forgotten)[6], ("2026-11-28", 9, 0));
    });
}

#[test]
fn a_part_is_told_alone() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let hill = owner.create("/api/v1/units", json!({"name": "Hill", "kind": "station"})).await;
        let quay = owner.create("/api/v1/units", json!({"name": "Quay", "kind": "station"})).await;
        let tonight = [("2026-11-21T18:00", "2026-11-21T20:00", 2)];
        event(&owner, Some(&hill), &tonight).await;
        event(&owner, Some(&quay), &[("2026-11-21T18:00", "2026-11-21T20:00", 5)]).await;
        let missing = async |client: &Client, unit: Option<&Value>| {
            let narrowed = unit.map(|unit| format!("?unit_id={}", text(&unit["id"]))).unwrap_or_default();
            client.get(&format!("{SITUATION}{narrowed}")).await.json()["lacking"]["people"].as_i64().unwrap()
        };
        assert_eq!((missing(&owner, None).await, missing(&owner, Some(&hill)).await, missing(&owner, Some(&quay)).await), (7, 2, 5));

        let grants = json!([{"permission": "board.read", "scope": "unit"}]);
        let role = owner.create("/api/v1/roles", json!({"name": "Desk", "grants": grants})).await;
        let id = world.add_member(&world.north, "At the desk", "desk@example.org").await;
        let held = json!({"role": role["id"], "unit_id": hill["id"]});
        owner.create(&format!("/api/v1/members/{id}/holdings"), held).await;
        let desk = world.by_address(&world.north, "desk@example.org").await;
        assert_eq!((missing(&desk, None).await, missing(&desk, Some(&hill)).await, missing(&desk, Some(&quay)).await), (2, 2, 0));
    });
}
