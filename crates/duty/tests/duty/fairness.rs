//! Places that are given out at the deadline: by lot from a seed that is kept, or to those who have the fewest hours.

use crate::world::{Client, World, at, on_both_engines};
use access::Role;
use http::Method;
use kernel::MemberId;
use serde_json::json;

on_both_engines!(a_ballot_can_be_drawn_again, those_with_the_fewest_hours_come_first);

const DAY: i64 = 24 * 60 * 60 * 1000;

async fn a_ballot_can_be_drawn_again(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let need = json!({"name": "Steward", "min": 1, "max": 2, "allocation": "ballot"});
    let planned = planner.published("2026-11-28T10:00", "2026-11-28T14:00", need).await;
    let mut bookings = Vec::new();
    for role in [Role::Owner, Role::Administrator, Role::Dispatcher, Role::Member, Role::Auditor] {
        let client = world.as_role(role).await;
        bookings.push((client.book(&planned.need).await.done(), role));
    }
    assert!(bookings.iter().all(|(booking, _)| booking["state"] == "applied"));
    let path = format!("{}/ballot", at("requirements", &planned.need));
    let need = async |planner: &Client| planner.get(&at("event-sessions", &planned.session)).await.done()["requirements"][0].clone();
    planner.act(Method::POST, &path, &need(&planner).await, None).await.is(422, "still-collecting");
    let seen = need(&planner).await;
    assert_eq!(world.minute().await, 0);
    // Signing up is over; it is done by itself.
    let session = planner.get(&at("event-sessions", &planned.session)).await.done();
    let closes = json!({"signup_closes_at": "2026-11-22T00:00:00Z"});
    planner.act(Method::PATCH, &at("event-sessions", &session), &session, Some(closes)).await.done();
    world.clock.advance(DAY);
    assert_eq!(world.minute().await, 1);
    let planner = world.as_role(Role::Dispatcher).await;
    let drawn = planner.get(&at("event-sessions", &session)).await.done()["requirements"][0].clone();
    let seed = drawn["seed"].as_str().unwrap().to_owned();
    let mut order: Vec<MemberId> = Vec::new();
    for (booking, _) in &bookings {
        order.push(MemberId::parse(booking["member"]["id"].as_str().unwrap()).unwrap());
    }
    // Anybody draws it again, from what the requirement says.
    order.sort_by_key(|member| store::fingerprint(format!("{seed}:{member}").as_bytes()));
    for (booking, role) in &bookings {
        let now = world.as_role(*role).await.booking(&booking["id"]).await;
        let turn = order.iter().position(|member| member.to_string() == booking["member"]["id"]).unwrap();
        let expected = if turn < 2 { ("confirmed", None) } else { ("waitlisted", Some(i64::try_from(turn).unwrap() - 1)) };
        assert_eq!((now["state"].as_str().unwrap(), now["place_in_queue"].as_i64()), expected, "{turn}");
        assert_eq!(world.letters(world.id(role.as_str()).await).await, 1);
    }
    // Drawing is a change like any other: of what was seen, and of that alone.
    planner.send(Method::POST, &path, None, None).await.is(428, "precondition-required");
    planner.act(Method::POST, &path, &seen, None).await.is(412, "stale");
    planner.act(Method::POST, &path, &drawn, None).await.is(422, "allocated");
}

async fn those_with_the_fewest_hours_come_first(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let need = json!({"name": "Steward", "min": 1, "max": 1, "allocation": "fewest_hours"});
    let planned = planner.published("2026-11-28T10:00", "2026-11-28T14:00", need).await;
    // The member has eight hours, the auditor two, counted over what is planned as well.
    for (role, hours) in [(Role::Member, 18), (Role::Auditor, 12)] {
        let other = planner.published("2026-11-25T10:00", &format!("2026-11-25T{hours}:00"), crate::world::aiders(1)).await;
        world.as_role(role).await.book(&other.need).await.done();
    }
    let (member, auditor) = (world.as_role(Role::Member).await, world.as_role(Role::Auditor).await);
    let (first, second) = (member.book(&planned.need).await.done(), auditor.book(&planned.need).await.done());
    world.clock.advance(6 * DAY);
    let session = planner.get(&at("event-sessions", &planned.session)).await;
    assert_eq!(session.status.as_u16(), 401, "sessions end with the days");
    let planner = world.as_role(Role::Dispatcher).await;
    let session = planner.get(&at("event-sessions", &planned.session)).await.done();
    let closes = json!({"signup_closes_at": "2026-11-27T00:00:00Z"});
    planner.act(Method::PATCH, &at("event-sessions", &session), &session, Some(closes)).await.done();
    let need = planner.get(&at("event-sessions", &session)).await.done()["requirements"][0].clone();
    let path = format!("{}/ballot", at("requirements", &need));
    let version = need["version"].as_i64().unwrap();
    planner.send(Method::POST, &path, Some(version - 1), None).await.is(412, "stale");
    let drawn = planner.act(Method::POST, &path, &need, None).await.done();
    assert!(drawn["version"].as_i64() > Some(version));
    assert_eq!(drawn["filled"], 1);
    let (member, auditor) = (world.as_role(Role::Member).await, world.as_role(Role::Auditor).await);
    assert_eq!(member.booking(&first["id"]).await["state"], "waitlisted");
    assert_eq!(auditor.booking(&second["id"]).await["state"], "confirmed");
}
